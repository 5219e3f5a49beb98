//! A person's word, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::continuity::{Stop, Told};
use crate::continuity::{Outcome, Periods};
use crate::period::Period;
use crate::plan::{ItemId, Kind};
use crate::work::continuity::{Error, Standing};

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Linked { before, after, same } => {
                let verdict = if *same { "là cùng một" } else { "không phải là một" };
                format!(
                    "Ghi nhận: {} ({}) và {} ({}) {verdict} {}.",
                    before.0,
                    before.1,
                    after.0,
                    after.1,
                    noun(before.0.kind)
                )
            }
            Told::Accounted { item, to, outcome: Outcome::Resolved } => {
                format!("Ghi nhận: điểm yếu {item} đã được khắc phục, nên kế hoạch {to} không còn nêu.")
            }
            Told::Accounted { item, to, outcome: Outcome::Dropped } => {
                format!("Ghi nhận: kế hoạch {to} thôi không theo dõi điểm yếu {item}.")
            }
            Told::Word { by, reason } => format!("Theo {by}: {reason}"),
            Told::KnownAlready => "Điều này đã được ghi nhận từ trước; không ghi thêm.".into(),
            Told::WouldWrite { path } => format!("Chạy thử, chưa ghi gì. Sẽ ghi thêm vào {path}:"),
            Told::Now => "So sánh bây giờ cho biết:".into(),
            Told::Then => "Khi ấy so sánh sẽ cho biết:".into(),
            Told::Besides => "Kéo theo, so sánh nói khác về:".into(),
            Told::Save => "Việc tiếp theo: `caitien save`.".into(),
            Told::NoUnion => {
                "Để ghi nhận của nhiều người tự ghép được với nhau, hãy thêm dòng `continuity.toml merge=union` vào tệp .gitattributes."
                    .into()
            }
            Told::Open { count, from, to, standing } => open(*count, (*from, *to), *standing),
            Told::NothingOpen { to, from: Some(from) } if from != to => {
                format!("Mọi điểm yếu của kế hoạch {from} đều rõ đã đi đến đâu trong kế hoạch {to}.")
            }
            Told::NothingOpen { to, .. } => format!("Kế hoạch {to}: không còn gì phải giải trình."),
            Told::NoPlan { school } => format!("Trường {school} chưa có kế hoạch nào."),
            Told::OpenWeakness { anchor, since, text } => {
                let place = anchor.map(|anchor| format!("{}: ", super::save::place(anchor))).unwrap_or_default();
                let since = since.map(|year| format!(" (có từ năm {year})")).unwrap_or_default();
                format!("{place}{text}{since}")
            }
            Told::Commands { item } => format!(
                "caitien account {item} --resolved --reason \"…\"   # đã khắc phục\n\
                 caitien account {item} --dropped --reason \"…\"    # thôi không theo dõi"
            ),
            Told::NoId { from } => format!("caitien format {from}   # điểm yếu này chưa có mã; đặt mã rồi giải trình"),
            Told::OrLink => "Nếu thật ra điểm yếu vẫn còn trong kế hoạch sau, chỉ viết khác đi: `caitien link MÃ-TRƯỚC MÃ-SAU --reason \"…\"`."
                .into(),
        }
    }
}

fn open(count: usize, (from, to): Periods, standing: Standing) -> String {
    match standing {
        Standing::Approved if from == to => format!(
            "{count} điểm yếu của bản {to} đã duyệt không còn trong bản đang sửa mà chưa được giải trình; chưa giải trình thì chưa phê \
             duyệt được:"
        ),
        Standing::Approved => format!(
            "{count} điểm yếu của kế hoạch đã duyệt {from} không còn trong kế hoạch {to} mà chưa được giải trình; chưa giải trình thì \
             chưa phê duyệt được:"
        ),
        _ => format!(
            "{count} điểm yếu của kế hoạch {from} không còn trong kế hoạch {to} mà chưa được giải trình:"
        ),
    }
}

fn noun(kind: Kind) -> &'static str {
    super::save::noun(kind)
}

impl Vi for Stop {
    fn vi(&self) -> String {
        match self {
            Stop::NotAPeriod { typed } => format!("`{typed}` không phải năm học; hãy ghi như 2023-2024"),
            Stop::NoOutcome { item } => format!(
                "điểm yếu {item} đã đi đến đâu? Ghi `--resolved` nếu đã khắc phục, `--dropped` nếu thôi không theo dõi"
            ),
        }
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Choice(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::Git(error) => error.vi(),
            Error::Verify(error) => error.vi(),
            Error::ReadSchool { path, source } => {
                format!("hồ sơ trường `{}` không đọc được: {}", path.display(), source.detail)
            }
            Error::Flawed { path, source } => format!(
                "không ghi thêm vào `{path}` vì tệp đang viết sai ({}); xem chỗ sai bằng `caitien check`, sửa rồi chạy lại",
                source.detail
            ),
            Error::NotAnId { .. } | Error::NoSuchItem { .. } | Error::NotIn { .. } | Error::NoPlan { .. } => {
                unknown(self)
            }
            Error::Apart { .. } | Error::Several { .. } | Error::NotLater { .. } | Error::SamePlan { .. } => {
                which(self)
            }
            Error::DifferentKinds { before, after } => format!(
                "{before} là {}, {after} là {}: hai loại khác nhau không thể là một",
                noun(before.kind),
                noun(after.kind)
            ),
            Error::NotCompared { id } => {
                format!("{id} là {}; so sánh không theo dõi loại mục này", noun(id.kind))
            }
            Error::NotAWeakness { id } => {
                format!("{id} là {}; chỉ điểm yếu mới phải giải trình", noun(id.kind))
            }
            Error::AlreadyOne { id } => {
                format!("{id} mang cùng một mã ở hai kế hoạch nên đã là một; không cần ghi nhận")
            }
            Error::Stands { id, period, item } => stands(*id, *period, item.as_ref()),
            Error::NoReason => {
                "chưa nêu lý do; hãy ghi `--reason \"…\"`: người đọc so sánh sẽ đọc lời này".into()
            }
            Error::Who(error) => error.vi(),
        }
    }
}

fn unknown(error: &Error) -> String {
    match error {
        Error::NotAnId { word, without } => {
            format!(
                "`{word}` không phải mã của một mục (như w-1.5-2021-1); xem mã bằng `caitien show NĂM-HỌC`{}",
                lacking(without)
            )
        }
        Error::NoSuchItem { id, meant: Some(meant), without } => format!(
            "không kế hoạch nào của trường có mục {id}; có phải ý là {meant}?{}",
            lacking(without).replacen("; ", " Ngoài ra, ", 1)
        ),
        Error::NoSuchItem { id, meant: None, without } => {
            format!("không kế hoạch nào của trường có mục {id}{}", lacking(without))
        }
        Error::NotIn { id, period, stands } if stands.is_empty() => {
            format!("kế hoạch {period} không có mục {id}")
        }
        Error::NotIn { id, period, stands } => {
            format!("kế hoạch {period} không có mục {id}; mục ấy có ở: {}", list(stands))
        }
        Error::NoPlan { period, has } => format!("không có kế hoạch {period}; hiện có: {}", list(has)),
        _ => String::new(),
    }
}

fn which(error: &Error) -> String {
    match error {
        Error::Apart { before, after } => format!(
            "{} có ở {}, {} có ở {}: không có hai kế hoạch liền nhau nào như thế; nếu đúng ý, hãy ghi rõ `--from NĂM-HỌC --to NĂM-HỌC`",
            before.0,
            list(&before.1),
            after.0,
            list(&after.1)
        ),
        Error::Several { pairs } => {
            let pairs: Vec<String> =
                pairs.iter().map(|(from, to)| format!("`--from {from} --to {to}`")).collect();
            format!("có nhiều cặp kế hoạch hợp với mã này; hãy chọn một: {}", pairs.join(", "))
        }
        Error::NotLater { from, to } => format!("kế hoạch {to} không sau kế hoạch {from}; hãy đổi chỗ"),
        Error::SamePlan { period } => {
            format!(
                "hai mục này cùng nằm trong kế hoạch {period}; ghi nhận nối một mục với chính nó ở năm khác"
            )
        }
        _ => String::new(),
    }
}

/// The advice about plans with items that have no id.
fn lacking(without: &[Period]) -> String {
    let Some(first) = without.first() else { return String::new() };
    let format: Vec<String> =
        without.iter().take(3).map(|period| format!("`caitien format {period}`")).collect();
    let plans = if without.len() == 1 { format!("kế hoạch {first}") } else { "vài kế hoạch".into() };
    format!("; {plans} có mục chưa có mã: hãy đặt mã trước bằng {}", format.join(", "))
}

fn stands(id: ItemId, period: Period, item: Option<&crate::compare::Ref>) -> String {
    match item.map(|item| (item.id, &item.text)) {
        Some((Some(other), text)) if other != id => format!(
            "chưa ghi: so sánh thấy điểm yếu {id} vẫn còn ở kế hoạch {period} với mã {other}: “{text}”. Nếu đó là điểm yếu khác, \
             hãy gõ `caitien unlink {id} {other} --reason \"…\"` trước"
        ),
        Some((_, text)) => format!("chưa ghi: điểm yếu {id} vẫn còn trong kế hoạch {period}: “{text}”"),
        None => {
            format!("chưa ghi: điểm yếu {id} vẫn còn trong kế hoạch {period}, không có gì phải giải trình")
        }
    }
}

fn list(periods: &[Period]) -> String {
    periods.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
