//! What `import` says, in Vietnamese.

use super::word::{from_to, spots};
use crate::cli::command::import::{Message, Way};
use crate::cli::lang::Vi;
use crate::cli::show::import::Line;
use crate::import::report::{Basis, Fact, Missing, Repair, RepairKind, Topic};
use crate::import::word::Place as Spot;
use crate::office::Program;
use crate::plan::item::Kind;
use crate::school::EducationLevel;
use crate::work::import::{Error, Obstacle};

impl Vi for Message {
    fn vi(&self) -> String {
        match self {
            Message::NoPeriod { typed } => {
                format!(
                    "`{typed}` không phải năm học; hãy ghi như 2023-2024 (hoặc 2024-2029 cho cả giai đoạn)"
                )
            }
            Message::Decide => {
                "xem các thay đổi trong Word rồi chấp nhận hoặc từ chối từng cái và lưu lại; hoặc ghi thêm `--changes accept` (chấp nhận hết) hay `--changes reject` (từ chối hết)"
                    .into()
            }
            Message::Next => {
                "Việc tiếp theo: mở tệp xem lại những chỗ nêu trên, rồi `caitien check` và `caitien save`"
                    .into()
            }
            Message::DryRun => "Đây là bản xem trước: chưa ghi tệp nào".into(),
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::NotText { path } => format!("`{}` không phải tệp văn bản", path.display()),
            Error::Word { path, error } => format!("`{}` {}", path.display(), error.vi()),
            Error::Through { path, kind, source } => super::word::through(path, *kind, source),
            Error::Scan { path } => format!(
                "`{}` là tệp PDF chỉ có hình (bản quét), không có chữ để đọc; hãy nhập bản Word, hoặc nhận dạng chữ (OCR) trước",
                path.display()
            ),
            Error::Undecided { path, changes } => super::word::undecided(path, changes),
            Error::NotUtf8 { path, line, column } => format!(
                "{}:{line}:{column}: từ chỗ này không phải mã UTF-8; hãy mở tệp và lưu lại với mã UTF-8 (Unicode)",
                path.display()
            ),
            Error::TooLarge { path, most } => {
                format!("`{}` lớn hơn {most} MB nên không phải là một kế hoạch", path.display())
            }
            Error::Empty { path } => format!("`{}` không có chữ nào", path.display()),
            Error::UnknownCatalog { id, known } => {
                format!("không có danh mục tiêu chí `{id}`; hiện có: {}", known.join(", "))
            }
            Error::NotASlug { typed } => {
                format!(
                    "`{typed}` không phải mã trường; mã chỉ có chữ thường không dấu, chữ số và gạch nối, như mn-hoa-sen"
                )
            }
            Error::NoPlace { file, between, obstacle } => {
                format!(
                    "chưa ghi gì: {}, {}: {}",
                    file.display(),
                    from_to(between.0, between.1),
                    obstacle.vi()
                )
            }
            Error::Folder(error) => error.vi(),
        }
    }
}

impl Vi for Obstacle {
    fn vi(&self) -> String {
        match self {
            Obstacle::NoRepository => "ở đây chưa có kho kế hoạch".into(),
            Obstacle::School => "văn bản không ghi tên trường".into(),
            Obstacle::Period => "văn bản không cho biết năm học".into(),
            Obstacle::UnknownSchool { id, known, .. } if known.is_empty() => {
                format!("kho chưa có trường `{id}`")
            }
            Obstacle::UnknownSchool { id, known, .. } => {
                format!("kho chưa có trường `{id}`; hiện có: {}", known.join(", "))
            }
            Obstacle::Exists { path } => format!("đã có `{}`", path.display()),
            Obstacle::Unsaved { path } => format!("`{}` có chỗ sửa chưa lưu", path.display()),
            Obstacle::Twice { path } => format!("hai kế hoạch cùng vào `{}`", path.display()),
        }
    }
}

impl Vi for Way {
    fn vi(&self) -> String {
        match &self.0 {
            Obstacle::NoRepository => {
                "lập kho bằng `caitien init`; hoặc in ra bằng `--to -`, ghi tệp rời bằng `--to THƯ-MỤC`"
                    .into()
            }
            Obstacle::School => "ghi thêm `--school MÃ` (chẳng hạn `--school mn-hoa-sen`)".into(),
            Obstacle::Period => "ghi thêm `--period NĂM-HỌC` (chẳng hạn `--period 2023-2024`)".into(),
            Obstacle::UnknownSchool { id, name, level, .. } => {
                let name = name.as_deref().unwrap_or("TÊN TRƯỜNG");
                let level = level.map_or("CẤP-HỌC", level_word);
                format!(
                    "thêm trường bằng `caitien school add --id {id} --name \"{name}\" --level {level}`; hoặc chỉ trường đã có bằng `--school MÃ`"
                )
            }
            Obstacle::Exists { .. } => {
                "xem trước bằng `--dry-run`; nếu muốn thay bản đang có, ghi thêm `--force`".into()
            }
            Obstacle::Unsaved { .. } => "lưu bản đang có bằng `caitien save` trước, rồi nhập lại".into(),
            Obstacle::Twice { .. } => "nhập từng kế hoạch với `--school` và `--period` riêng".into(),
        }
    }
}

fn level_word(level: EducationLevel) -> &'static str {
    match level {
        EducationLevel::Preschool => "mam-non",
        EducationLevel::Primary => "tieu-hoc",
        EducationLevel::Secondary => "trung-hoc",
    }
}

impl Vi for Line<'_> {
    fn vi(&self) -> String {
        match self {
            Line::From { file, from, until, to } => {
                let to = to.as_ref().map(|to| format!(" → {to}")).unwrap_or_default();
                format!("{file} ({}){to}", from_to(*from, *until))
            }
            Line::Obstacle(obstacle) => {
                format!("Chưa ghi được: {}. {}", obstacle.vi(), capital(&Way((*obstacle).clone()).vi()))
            }
            Line::Who(words) => words.join(" · "),
            Line::Found { sections, standards, criteria, items } => {
                let items: Vec<String> =
                    items.iter().map(|(kind, count)| format!("{count} {}", kind_word(*kind))).collect();
                format!(
                    "Nhận ra: {sections} mục, {standards} tiêu chuẩn, {criteria} tiêu chí; {}",
                    items.join(", ")
                )
            }
            Line::Guess { fact, at } => format!("Đoán, xin xem lại: {}", guess(fact, *at)),
            Line::Empty { missing, at } => format!("Để trống: {}", empty(missing, *at)),
            Line::Repaired { kind, repairs, at } => repaired(*kind, repairs, at),
            Line::Weakness { anchor, at, text } => {
                format!("Đã ghi là điểm yếu, xin xem lại: {anchor}, {}: “{text}”", at.vi())
            }
            Line::Offered { anchor, at, text } => {
                let anchor = anchor.as_ref().map(|anchor| format!("{anchor}, ")).unwrap_or_default();
                format!("Có thể là điểm yếu (chưa ghi): {anchor}{}: “{text}”", at.vi())
            }
            Line::Leftovers { unplaced, form } => leftovers(unplaced, *form),
            Line::Via(Program::PdfToText) => {
                "Đọc chữ của tệp PDF qua pdftotext: bảng có thể xê dịch, xin xem kỹ; nếu có bản Word thì nên nhập bản đó".into()
            }
            Line::Via(program) => format!("Đọc qua {program}, đã đổi sang .docx; xin xem kỹ"),
            Line::Changes { choice, changes } => super::word::decided(*choice, changes),
            Line::Comments(comments) => super::word::comments(comments),
            Line::Pictures(count) => format!("{count} hình được giữ trong thư mục `pictures` cạnh kế hoạch"),
            Line::Oddity(oddity) => oddity.vi(),
            Line::Words { read, kept, form, lost } => {
                format!(
                    "Chữ: {read} vào, {kept} còn nguyên trong kế hoạch, {form} thành khuôn mẫu, {lost} mất"
                )
            }
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Strength => "điểm mạnh",
        Kind::Weakness => "điểm yếu",
        Kind::Target => "kết quả cần đạt",
        Kind::Measure => "chỉ số đánh giá",
        Kind::Action => "giải pháp",
    }
}

impl Vi for Topic {
    fn vi(&self) -> String {
        let words = match self {
            Topic::SchoolName => "tên trường",
            Topic::School => "mã trường",
            Topic::Level => "cấp học",
            Topic::Authority => "cơ quan chủ quản",
            Topic::Title => "tiêu đề",
            Topic::Period => "năm học",
            Topic::Catalog => "danh mục tiêu chí",
            Topic::Place => "địa danh",
            Topic::Number => "số, ký hiệu",
            Topic::Date => "ngày tháng",
            Topic::Signer => "người ký",
            Topic::Recipients => "nơi nhận",
        };
        words.into()
    }
}

fn guess(fact: &Fact, at: Option<Spot>) -> String {
    let why = match fact.basis {
        Basis::Given | Basis::Printed => "",
        Basis::Body => "chỉ thấy trong phần lời",
        Basis::SchoolName => "suy từ tên trường",
        Basis::Regulation => "suy từ thông tư được dẫn",
        Basis::InForce => "theo quy định đang có hiệu lực lúc đó",
        Basis::Form => "theo mẫu biểu",
        Basis::JoinedYears => "tiêu đề ghi cả năm học lẫn giai đoạn",
        Basis::SpanCalledYear => "văn bản gọi cả giai đoạn là “năm học”",
        Basis::DamagedLabel => "chữ in ở chỗ này bị hỏng",
        Basis::Carried => "có sẵn trong tệp Word do caitien xuất",
    };
    let line = at.map(|at| at.vi());
    let notes: Vec<String> =
        line.into_iter().chain(Some(why.to_owned()).filter(|why| !why.is_empty())).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{} {}{notes}", fact.topic.vi(), fact.value)
}

fn empty(missing: &Missing, at: Option<Spot>) -> String {
    match (&missing.printed, at) {
        (Some((_, text)), Some(at)) => format!("{}; {} chỉ có “{text}”", missing.topic.vi(), at.vi()),
        _ => missing.topic.vi(),
    }
}

impl Vi for RepairKind {
    fn vi(&self) -> String {
        let words = match self {
            RepairKind::Composed => "ghép lại dấu bị tách rời",
            RepairKind::Invisible => "bỏ ký tự vô hình",
            RepairKind::Vni => "dòng còn ở mã VNI, giữ nguyên",
            RepairKind::Tcvn3 => "dòng còn ở mã TCVN3 (ABC), giữ nguyên",
            RepairKind::VniConverted => "chữ ở mã VNI, đã đổi sang Unicode",
            RepairKind::Tcvn3Converted => "chữ ở mã TCVN3 (ABC), đã đổi sang Unicode",
            RepairKind::Hidden => "chữ bị ẩn trong Word, vẫn giữ",
            RepairKind::NestedTable => "bảng nằm trong ô, đã đưa thành dòng của ô",
            RepairKind::SectionNumber => "mục đánh số sai, giữ nguyên",
            RepairKind::Heading => "đề mục bị hỏng chữ",
            RepairKind::CriterionCalledStandard => "tiêu chí in nhầm là tiêu chuẩn",
            RepairKind::CriterionNumber => "số tiêu chí bị hỏng, đọc theo tên",
            RepairKind::UnreadCriterion => "không đọc được số tiêu chí, để nguyên văn",
            RepairKind::SplitHeader => "đầu bảng bị tách nhiều dòng",
            RepairKind::RepeatedHeader => "đầu bảng in lại ở trang sau",
            RepairKind::StrayHeader => "chữ thừa trong đầu bảng",
            RepairKind::AssumedColumns => "bảng mất đầu, hiểu theo mẫu chung",
            RepairKind::ContinuedRow => "nối dòng bảng bị ngắt trang",
            RepairKind::ShiftedRow => "ô bị lệch cột, đã đưa về đúng cột",
            RepairKind::Tags => "bỏ thẻ <p> trong ô",
            RepairKind::JoinedLines => "nối câu bị ngắt trang",
            RepairKind::RepeatedGroup => "dòng MỨC in lại",
            RepairKind::RepeatedCriterion => "tiêu chí lặp lại, đã gộp",
            RepairKind::TextUnderStandard => "lời nằm ngay dưới tiêu chuẩn, có thể thiếu tên tiêu chí",
            RepairKind::FromProse => "điểm yếu chỉ nêu ở phần lời, đã đưa vào tiêu chí",
            RepairKind::SecondDocument => "kế hoạch khác trong cùng tệp",
        };
        words.into()
    }
}

fn repaired(kind: RepairKind, repairs: &[&Repair], at: &[Spot]) -> String {
    let shows = matches!(
        kind,
        RepairKind::Vni
            | RepairKind::Tcvn3
            | RepairKind::VniConverted
            | RepairKind::Tcvn3Converted
            | RepairKind::Hidden
            | RepairKind::SectionNumber
            | RepairKind::Heading
            | RepairKind::CriterionNumber
            | RepairKind::UnreadCriterion
    );
    let shown = repairs.iter().filter(|_| shows).take(3).map(|repair| match repair.after.as_str() {
        "" => format!("“{}”", repair.before),
        after => format!("“{}” → “{after}”", repair.before),
    });
    let shown: Vec<String> = shown.collect();
    let shown = if shown.is_empty() { String::new() } else { format!(": {}", shown.join(", ")) };
    format!("Đã xử lý: {} ({}){shown}", kind.vi(), spots(at))
}

fn leftovers(unplaced: &[Spot], form: usize) -> String {
    let place = format!("xem mục “{}” ở cuối kế hoạch", crate::import::LEFTOVERS);
    match (unplaced.len(), form) {
        (0, form) => format!("{form} dòng chỉ là khuôn mẫu của bản gốc; {place}"),
        (_, 0) => format!("Chưa xếp được chỗ: {}; {place}", spots(unplaced)),
        (_, form) => {
            format!("Chưa xếp được chỗ: {}, và {form} dòng khuôn mẫu; {place}", spots(unplaced))
        }
    }
}
