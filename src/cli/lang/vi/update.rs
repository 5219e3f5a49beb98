//! What `import --update` says, in Vietnamese.

use crate::cli::command::update::Note;
use crate::cli::lang::Vi;
use crate::cli::show::update::{Line, short};
use crate::import::back::Why;
use crate::import::word::Pending;
use crate::merge::{Named, Part, Spot};
use crate::plan::label::{field_wording, wording};
use crate::work::update::{Base, Error};

impl Vi for Spot {
    fn vi(&self) -> String {
        match self {
            Spot::Preamble => "phần đầu".into(),
            Spot::Section(heading) => format!("phần “{heading}”"),
            Spot::Anchor(anchor) => anchor.vi().trim_end_matches('.').to_owned(),
        }
    }
}

fn named(item: &Named) -> String {
    match item.id {
        Some(id) => format!("{} {id}", id.kind.vi()),
        None => format!("“{}”", short(&item.text)),
    }
}

impl Vi for Part {
    fn vi(&self) -> String {
        match self {
            Part::Front(key) => format!("phần đầu tệp: {key}"),
            Part::Heading(spot) => format!("tên của {}", spot.vi()),
            Part::Prose(spot) => format!("đoạn văn trong {}", spot.vi()),
            Part::Level(spot) => format!("mức của {}", spot.vi()),
            Part::Label(spot, kind) => format!("nhãn “{}” của {}", wording(*kind), spot.vi()),
            Part::Shared(spot, key) => format!("thực hiện chung của {}: {}", spot.vi(), field_wording(*key)),
            Part::Item(item) => named(item),
            Part::ItemText(item) => format!("câu của {}", named(item)),
            Part::Field(item, key) => format!("{} của {}", field_wording(*key), named(item)),
            Part::ItemNote(item) => format!("ghi chú trong {}", named(item)),
            Part::Place(item) => format!("chỗ của {}", named(item)),
            Part::Lines => "các dòng".into(),
        }
    }
}

impl Vi for Line<'_> {
    fn vi(&self) -> String {
        match self {
            Line::Head { path, base, found, printed } => {
                let base = match base {
                    Base::Repository => "so với bản đã xuất ra Word",
                    Base::Carried => "so với bản đi kèm trong tệp Word",
                    Base::Current => {
                        "không tìm thấy bản đã xuất nên so với kế hoạch hiện nay: chỗ nào khác đều coi là do tệp Word sửa"
                    }
                };
                format!("{path}: {base}; nhận lại được {found}/{printed} đoạn")
            }
            Line::Decided { count, pending } => {
                let way = if *pending == Pending::Accept { "đã chấp nhận" } else { "đã từ chối" };
                format!("{count} thay đổi mà Word còn theo dõi: {way} tất cả, như yêu cầu")
            }
            Line::Changes { count } => format!("Sẽ đổi {count} chỗ trong kế hoạch:"),
            Line::NoChanges => "Kế hoạch không có gì phải đổi.".into(),
            Line::Change { mark, part } => format!("{mark} {}", part.vi()),
            Line::Field { label, value } => format!("{label}: {}", short(value)),
            Line::Before(text) => format!("trước: {}", short(text)),
            Line::After(text) => format!("sau:   {}", short(text)),
            Line::Conflicts { count } => {
                format!("{count} chỗ xung đột: cả kế hoạch ở đây lẫn tệp Word đều đã sửa, mỗi bên một kiểu:")
            }
            Line::Here(text) => format!("ở đây:    {}", text.map_or("(đã xóa)".into(), short)),
            Line::There(text) => format!("tệp Word: {}", text.map_or("(đã xóa)".into(), short)),
            Line::Asides { count } => format!("{count} chỗ trong tệp Word không đưa vào kế hoạch:"),
            Line::Aside(aside) => {
                let place = if aside.paragraph > 0 {
                    format!("đoạn {}: ", aside.paragraph)
                } else {
                    String::new()
                };
                let why = match aside.why {
                    Why::Form => {
                        "thuộc khuôn mẫu in, không thuộc kế hoạch; muốn đổi thì sửa templates/paper.toml"
                    }
                    Why::NoPlace => "không rõ thuộc tiêu chí nào; hãy tự ghi vào kế hoạch",
                    Why::Kept => {
                        "trong tệp Word không còn, nhưng kế hoạch vẫn giữ; muốn bỏ thì xóa trong kế hoạch"
                    }
                    Why::Picture => {
                        "là hình; hình thêm vào trong Word không tự đưa vào kế hoạch: hãy chép tệp hình vào cạnh kế hoạch và ghi `![mô tả](tên tệp)`"
                    }
                    Why::Structure => "đưa vào sẽ làm vỡ cấu trúc kế hoạch; hãy tự ghi vào kế hoạch",
                };
                format!("{place}“{}” ({why})", short(&aside.text))
            }
            Line::Reviews { new, known } => {
                let known = if *known > 0 {
                    format!("; {known} góp ý đã nhập từ trước")
                } else {
                    String::new()
                };
                format!("{new} góp ý mới, tên người viết là theo tệp Word{known}:")
            }
            Line::Review(review) => {
                let one = &review.review;
                let about = match one.item {
                    Some(id) => format!("về {id}"),
                    None => format!("về “{}”", short(&one.about)),
                };
                format!("{} {about}: {}", one.author, short(&one.text))
            }
            Line::Renumbered { from, to } => {
                format!("Mã {from} đã có người dùng; mục mới trong tệp Word nhận mã {to}")
            }
        }
    }
}

impl Vi for Note {
    fn vi(&self) -> String {
        match self {
            Note::Question => "Ghi những thay đổi này vào kế hoạch?".into(),
            Note::Unwritten => "Chưa ghi gì.".into(),
            Note::Written { path } => {
                format!("Đã ghi vào {path}. Việc tiếp theo: `caitien check` để soát, `caitien save` để lưu.")
            }
            Note::Nothing => "Tệp Word không sửa gì so với kế hoạch: không phải ghi.".into(),
            Note::DryRun => "Đây là bản xem trước: chưa ghi gì.".into(),
            Note::Conflicts => {
                "Chưa ghi gì. Hãy sửa một trong hai bên cho giống nhau rồi làm lại; hoặc thêm `--mark-conflicts` để ghi cả hai vào kế hoạch, có đánh dấu [XUNG ĐỘT], rồi chọn trong trình soạn thảo (`caitien check` chỉ ra từng chỗ)"
                    .into()
            }
            Note::Decide => {
                "xem trong Word rồi chấp nhận hoặc từ chối từng thay đổi; hoặc thêm `--changes accept` hay `--changes reject`"
                    .into()
            }
            Note::AsNew => {
                "nếu đây là một kế hoạch khác thì nhập như tệp mới: `caitien import TỆP` (không có `--update`)".into()
            }
            Note::Again => "xuất lại bản Word từ kế hoạch hiện nay rồi sửa trên bản ấy".into(),
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Choice(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::File(error) => error.vi(),
            Error::WhichPlan { path } => format!(
                "`{}` không cho biết là kế hoạch của năm học nào; hãy thêm `--period 2023-2024` (và `--school` nếu có nhiều trường)",
                path.display()
            ),
            Error::NoPlan { school, period } => format!("trường {school} không có kế hoạch {period} ở đây"),
            Error::OtherPlan { says, wanted } => {
                format!("tệp Word là kế hoạch {says}, không phải {wanted}")
            }
            Error::Undecided { path, changes } => super::word::undecided(path, changes),
            Error::Stranger { path, found, printed } => format!(
                "chỉ nhận lại được {found}/{printed} đoạn của kế hoạch trong `{}`: dừng lại để khỏi xóa nhầm",
                path.display()
            ),
            Error::Lost { count } => {
                format!("không gộp được: {count} chỗ sẽ bị mất; chưa ghi gì")
            }
        }
    }
}
