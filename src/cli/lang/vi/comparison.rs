//! The report on two plans, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::comparison::Phrase;
use crate::compare::{DeadlineMove, SectionStatus, Slip, Slips, Status, Trend};
use crate::date::Date;
use crate::plan::item::Anchor;

impl Vi for Phrase {
    fn vi(&self) -> String {
        match self {
            Phrase::Title { from, to } => format!("So sánh kế hoạch cải tiến chất lượng: {from} → {to}"),
            Phrase::Status(status) => status.vi(),
            Phrase::Lead { .. } | Phrase::Moved { .. } => lead(self),
            Phrase::NoWeakness => "Cả hai kế hoạch đều không ghi điểm yếu nào.".into(),
            Phrase::OtherEdition => "Hai kế hoạch theo hai bộ tiêu chí khác nhau, nên điểm yếu được nhận ra theo \
                nội dung, không theo số tiêu chí."
                .into(),
            Phrase::Unexplained => "Cần giải trình".into(),
            Phrase::UnexplainedIntro => {
                "Kế hoạch trước có nêu, kế hoạch sau không nhắc tới và không có ghi nhận nào cho biết đã làm xong."
                    .into()
            }
            Phrase::Chronic => "Kéo dài nhiều năm".into(),
            Phrase::ChronicIntro => "Còn tồn tại từ ba kế hoạch liên tiếp trở lên.".into(),
            Phrase::ByCriterion => "Từng điểm yếu theo tiêu chí".into(),
            Phrase::NoCriterion => "Không rõ tiêu chí".into(),
            Phrase::Criterion { .. } | Phrase::Short(_) | Phrase::MovedTo { .. } => place(self),
            Phrase::Targets => "Kết quả cần đạt thay đổi".into(),
            Phrase::Actions => "Giải pháp thay đổi".into(),
            Phrase::Repeated => "Giải pháp lặp lại nguyên văn".into(),
            Phrase::RepeatedIntro => {
                "Cùng một câu chữ từ năm này sang năm khác; nên xem lại vì sao chưa đủ để khắc phục.".into()
            }
            Phrase::Prose => "Lời văn các phần khác".into(),
            Phrase::ProseIntro => "Chỉ nêu những đoạn khác nhau.".into(),
            Phrase::Section(SectionStatus::Added) => "phần mới thêm".into(),
            Phrase::Section(SectionStatus::Removed) => "phần đã bỏ".into(),
            Phrase::Section(_) => "phần có sửa".into(),
            Phrase::Footer => "Lập bằng caitien từ hai bản kế hoạch. Điểm yếu không có mã chung được nhận ra theo \
                câu chữ; người đọc nên xem lại những chỗ ghi “cần xác nhận”."
                .into(),
            _ => fact(self),
        }
    }
}

fn lead(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Lead { carried, resolved, dropped, explained, new } => format!(
            "Trong {} điểm yếu của kế hoạch trước: {carried} còn tồn tại, {resolved} đã khắc phục, {}. Kế hoạch sau \
             nêu thêm {new} điểm yếu mới.",
            carried + resolved + dropped,
            gone(*dropped, *explained)
        ),
        Phrase::Moved { improved, worsened } => {
            format!("Xét theo số liệu hai bên cùng nêu: {improved} chỗ tốt hơn, {worsened} chỗ xấu đi.")
        }
        _ => String::new(),
    }
}

/// Those that are no longer there, with and without a written reason.
fn gone(dropped: usize, explained: usize) -> String {
    match (dropped - explained, explained) {
        (open, 0) => format!("{open} không còn nhắc tới mà chưa rõ kết quả"),
        (0, explained) => format!("{explained} không còn nhắc tới và đã có lý do"),
        (open, explained) => {
            format!("{dropped} không còn nhắc tới ({explained} đã có lý do, {open} chưa rõ kết quả)")
        }
    }
}

fn place(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Criterion { anchor, name, edition } => {
            let number = match anchor {
                Anchor::Standard(number) => format!("Tiêu chuẩn {number}"),
                Anchor::Criterion(id) => format!("Tiêu chí {id}"),
            };
            let name = if name.is_empty() { number } else { format!("{number}: {name}") };
            match edition {
                Some(edition) => format!("{name} (kế hoạch trước, bộ tiêu chí {edition})"),
                None => name,
            }
        }
        Phrase::Short(Anchor::Standard(number)) => format!("tiêu chuẩn {number}"),
        Phrase::Short(Anchor::Criterion(id)) => format!("tiêu chí {id}"),
        Phrase::MovedTo { from, to } => format!("từ {} sang {}", short(*from), short(*to)),
        _ => String::new(),
    }
}

fn short(anchor: Anchor) -> String {
    Phrase::Short(anchor).vi()
}

fn fact(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Figures { before, after, unit, trend } => {
            format!("{before} → {}, {}", with_unit(after, unit), trend.vi())
        }
        Phrase::Years(years) => format!("kế hoạch thứ {years} liên tiếp"),
        Phrase::SameWords => "nguyên văn:".into(),
        Phrase::Before => "trước:".into(),
        Phrase::Now => "nay:".into(),
        Phrase::RecordedDone { date, note: Some(note) } => {
            format!("Đã ghi nhận xong {}: {note}", date.vietnamese())
        }
        Phrase::RecordedDone { date, note: None } => format!("Đã ghi nhận xong {}.", date.vietnamese()),
        Phrase::AccountedResolved { by, date, reason } => {
            format!("Giải trình là đã khắc phục: {reason} ({})", signed(by, *date))
        }
        Phrase::AccountedDropped { by, date, reason } => format!("Lý do: {reason} ({})", signed(by, *date)),
        Phrase::LinkedBy { by, date, reason } => {
            format!("Được xác nhận là cùng một điểm yếu: {reason} ({})", signed(by, *date))
        }
        Phrase::ToldDone { sentence } => format!("Kế hoạch sau cho biết: “{sentence}”"),
        Phrase::Pieces { split: true, texts } => {
            format!("Được tách thành nhiều điểm yếu; phần khác: {}", quoted(texts))
        }
        Phrase::Pieces { split: false, texts } => format!("Được gộp lại; cùng với: {}", quoted(texts)),
        Phrase::Reopened { period: Some(period), before } => {
            format!("Tái xuất hiện: đã có đến kế hoạch {period}, khi đó ghi “{before}”.")
        }
        Phrase::Reopened { period: None, before } => {
            format!("Tái xuất hiện: trước đây đã có, khi đó ghi “{before}”.")
        }
        Phrase::PerhapsResolved { sentence } => {
            format!("Có thể đã khắc phục: kế hoạch sau ghi “{sentence}” Nếu đúng, đề nghị ghi nhận kết quả.")
        }
        Phrase::ReusedId => "Cùng mã nhưng câu chữ khác hẳn: cần xem lại mã này.".into(),
        Phrase::PleaseConfirm { percent } => {
            format!("Nhận ra theo ý, câu chữ giống nhau {percent}%: cần xác nhận.")
        }
        Phrase::RepeatedYears(years) => format!("{years} kế hoạch liên tiếp"),
        Phrase::ItemStatus(Status::Carried) => "có thay đổi".into(),
        Phrase::ItemStatus(Status::Resolved) => "đã xong".into(),
        Phrase::ItemStatus(Status::Dropped) => "không còn".into(),
        Phrase::ItemStatus(Status::New) => "mới".into(),
        Phrase::Reworded => "viết lại".into(),
        Phrase::Deadline { before, after, slip } => deadline(before, after, *slip),
        Phrase::PutOff(slips) => put_off(*slips),
        Phrase::Budget { before, after, amounts } => budget(before, after, *amounts),
        Phrase::NewLead { before, after } => format!("chủ trì: {} → {}", or_none(before), or_none(after)),
        Phrase::Aim { before, after, raised: true } => format!("mức cần đạt: {before} → {after} (nâng)"),
        Phrase::Aim { before, after, raised: false } => format!("mức cần đạt: {before} → {after} (hạ)"),
        Phrase::CopiedShare { copied, criteria } => {
            format!("Sao chép: {copied}/{criteria} tiêu chí giữ nguyên so với năm trước.")
        }
        Phrase::Copied => "Sao chép từ năm trước".into(),
        Phrase::CopiedIntro => {
            "Giữ nguyên, chỉ khác mã, ngày tháng, năm học hoặc dấu câu; năm trước cũng không ghi \
                tiến độ nào."
                .into()
        }
        Phrase::CopiedWhole => "cả tiêu chí".into(),
        Phrase::CopiedWeakness => "điểm yếu và giải pháp".into(),
        Phrase::CopiedYears(years) => {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            format!("{} kế hoạch: {}", years.len(), years.join(", "))
        }
        _ => String::new(),
    }
}

/// Who wrote it and when.
fn signed(by: &str, date: Date) -> String {
    if by.is_empty() { date.vietnamese() } else { format!("{by}, {}", date.vietnamese()) }
}

fn deadline(before: &str, after: &str, slip: Option<Slip>) -> String {
    let moved = match slip.map(|slip| (slip, slip.direction())) {
        Some((_, DeadlineMove::YearOn)) => " (lùi đúng một năm)".into(),
        Some((slip, DeadlineMove::Later)) => format!(" (muộn hơn {})", length(slip.months(), slip.days())),
        Some((slip, DeadlineMove::Earlier)) => format!(" (sớm hơn {})", length(-slip.months(), -slip.days())),
        Some((_, DeadlineMove::Same)) | None => String::new(),
    };
    format!("thời gian: {} → {}{moved}", or_none(before), or_none(after))
}

/// Whole years, else whole months, else days.
fn length(months: i64, days: i64) -> String {
    match months {
        0 => format!("{days} ngày"),
        months if months % 12 == 0 => format!("{} năm", months / 12),
        months => format!("{months} tháng"),
    }
}

fn put_off(slips: Slips) -> String {
    format!("lùi hạn {} lần qua các năm, tổng cộng {}", slips.times, length(slips.months, slips.days))
}

fn budget(before: &str, after: &str, amounts: Option<(u64, u64)>) -> String {
    let times = match amounts {
        Some((old, new)) if old > 0 && new > old => format!(" (tăng {}%)", percent(new - old, old)),
        Some((old, new)) if old > 0 && new > 0 => format!(" (giảm {}%)", percent(old - new, old)),
        _ => String::new(),
    };
    format!("kinh phí: {} → {}{times}", or_none(before), or_none(after))
}

fn percent(part: u64, whole: u64) -> u64 {
    (part.saturating_mul(100) + whole / 2) / whole.max(1)
}

fn with_unit(figure: &str, unit: &str) -> String {
    if unit.is_empty() { figure.to_owned() } else { format!("{figure} {unit}") }
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "không ghi" } else { text }
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("“{text}”")).collect::<Vec<_>>().join(", ")
}

impl Vi for Status {
    fn vi(&self) -> String {
        match self {
            Status::Carried => "còn tồn tại",
            Status::Resolved => "đã khắc phục",
            Status::Dropped => "không còn nhắc tới",
            Status::New => "mới",
        }
        .into()
    }
}

impl Vi for Trend {
    fn vi(&self) -> String {
        match self {
            Trend::Improved => "tốt hơn",
            Trend::Worsened => "xấu đi",
            Trend::Unchanged => "không đổi",
        }
        .into()
    }
}
