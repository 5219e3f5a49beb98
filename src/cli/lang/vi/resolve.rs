//! What `resolve` says, in Vietnamese.

use crate::cli::command::save::visible;
use crate::cli::lang::Vi;
use crate::cli::show::resolve::{Question, Stop, Told};
use crate::cli::show::update::short;
use crate::merge::choose::{Open, Pick, Stuck};
use crate::plan::conflict::ITEM;
use crate::work::resolve::Error;

impl Vi for Told<'_> {
    fn vi(&self) -> String {
        match self {
            Told::Nothing => "Không có chỗ nào phải chọn.".into(),
            Told::Count { plans, count } => {
                format!("{count} chỗ hai người cùng sửa, mỗi người một khác, trong {plans} kế hoạch:")
            }
            Told::Plan { path } => visible(path),
            Told::Place { number, open } => {
                let number = number.map_or(String::new(), |number| format!("chỗ {number}: "));
                format!("{number}{}", place(open))
            }
            Told::Mine(text) => format!("bản ở đây: {}", text.map_or("(đã xóa)".into(), short)),
            Told::Theirs(text) => format!("bản kia:   {}", text.map_or("(đã xóa)".into(), short)),
            Told::How { item } => format!(
                "Chọn: `caitien resolve {item} --mine` (bản ở đây), `--theirs` (bản kia), hoặc `--both` (giữ cả hai). \
                 Cũng có thể mở kế hoạch, để lại chữ đúng và xóa dòng [XUNG ĐỘT]."
            ),
            Told::Chosen { pick, open } => {
                let version = match pick {
                    Pick::Mine => format!("bản ở đây: {}", text(open.mine.as_deref())),
                    Pick::Theirs => format!("bản kia: {}", text(open.theirs.as_deref())),
                    Pick::Both => "cả hai bản".into(),
                };
                format!("{}: chọn {version}", place(open))
            }
            Told::WouldChoose => "Đây là bản xem trước: chưa ghi gì.".into(),
            Told::Left { count } => format!("Còn {count} chỗ phải chọn: `caitien resolve`."),
            Told::AllDone => {
                "Không còn chỗ nào phải chọn. Việc tiếp theo: `caitien save`, rồi `caitien sync` để gửi."
                    .into()
            }
        }
    }
}

fn text(text: Option<&str>) -> String {
    text.map_or("xóa".into(), short)
}

/// Where it stands, as people know it.
fn place(open: &Open) -> String {
    let what = if open.what.is_empty() { "các dòng trong tệp" } else { open.what.as_str() };
    match (open.item, open.anchor) {
        (Some(id), _) if open.what == ITEM => format!("{} {id} “{}”", id.kind.vi(), short(&open.sentence)),
        (Some(id), _) => format!("{} {id} “{}”, {what}", id.kind.vi(), short(&open.sentence)),
        (None, Some(anchor)) => format!("{what} ({})", super::save::place(anchor)),
        (None, None) => format!("{what} (dòng {})", open.line),
    }
}

impl Vi for Question {
    fn vi(&self) -> String {
        let both = if self.both { ", 3 giữ cả hai" } else { "" };
        format!("Chọn 1 bản ở đây, 2 bản kia{both}; Enter để lại sau:")
    }
}

impl Vi for Stop {
    fn vi(&self) -> String {
        match self {
            Stop::NoPick { item } => format!(
                "chưa nói chọn bản nào cho {}: thêm `--mine` (bản ở đây), `--theirs` (bản kia) hoặc `--both` (giữ cả hai)",
                visible(item)
            ),
            Stop::InEditor => {
                "mở kế hoạch, để lại chữ đúng và xóa dòng [XUNG ĐỘT]; `caitien check` cho biết còn chỗ nào"
                    .into()
            }
            Stop::List => "xem các chỗ phải chọn bằng `caitien resolve`".into(),
            Stop::NamePlan => "thêm `--period NĂM-HỌC` (và `--school MÃ-TRƯỜNG` nếu có nhiều trường)".into(),
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Choice(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::NoSuch { item, field: Some(field) } => {
                format!("không có chỗ nào phải chọn ở {}, {}", visible(item), visible(field))
            }
            Error::NoSuch { item, field: None } => format!("không có chỗ nào phải chọn ở {}", visible(item)),
            Error::Several { item, plans } => {
                let plans: Vec<String> = plans.iter().map(|path| visible(path)).collect();
                format!("{} phải chọn trong nhiều kế hoạch: {}", visible(item), plans.join(", "))
            }
            Error::Stuck { plan, line, why } => {
                let why = match why {
                    Stuck::NotBoth => "hai bản không thể cùng đứng ở chỗ này, phải chọn một",
                    Stuck::Nothing => "chỗ này không còn nữa",
                    Stuck::Unclear => "máy không chắc phải thay chữ nào, cần người tự sửa",
                };
                format!("chưa ghi gì: {}, dòng {line}: {why}", visible(plan))
            }
        }
    }
}
