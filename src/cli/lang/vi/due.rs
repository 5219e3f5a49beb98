//! What is due, in Vietnamese.

use super::report::short;
use crate::cli::lang::Vi;
use crate::cli::show::due::Line;
use crate::tracking::due::Class;

impl Vi for Line {
    fn vi(&self) -> String {
        match self {
            Line::Class { class, days, count } => format!("{} ({count})", class_name(*class, *days)),
            Line::Lead { words, .. } if words.is_empty() => "chưa ghi ai chủ trì".into(),
            Line::Lead { words, people } if people.is_empty() => words.clone(),
            Line::Lead { words, people } => format!("{words} ({})", people.join(", ")),
            Line::When { class: Class::NoDate, written, .. } if written.is_empty() => {
                "kế hoạch không ghi thời gian".into()
            }
            Line::When { class: Class::NoDate, written, .. } => {
                format!("không rõ ngày cuối (ghi: “{written}”)")
            }
            Line::When { days: Some(days), end: Some(end), .. } if *days < 0 => {
                format!("quá hạn {} ngày (hạn {})", -days, short(*end))
            }
            Line::When { days: Some(0), .. } => "đến hạn hôm nay".into(),
            Line::When { days: Some(days), end: Some(end), .. } => {
                format!("còn {days} ngày (hạn {})", short(*end))
            }
            Line::When { written, .. } => written.clone(),
            Line::Waiting { to, since, days } => {
                format!("chờ {to} trả lời từ {} ({days} ngày)", short(*since))
            }
            Line::Item { id: Some(id), text } => format!("{id} {text}"),
            Line::Item { id: None, text } => text.clone(),
            Line::Nothing => "Không có việc nào quá hạn hay sắp đến hạn.".into(),
            Line::Besides { later, recurring } => {
                let parts = [
                    (*later, format!("{later} việc hạn còn xa")),
                    (*recurring, format!("{recurring} việc làm thường xuyên, không có hạn")),
                ];
                let there: Vec<String> =
                    parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part).collect();
                format!("Ngoài ra: {}.", there.join("; "))
            }
            Line::Whose(name) => format!("Việc của: {name}"),
            Line::NoSchools => "Kho chưa có trường nào có kế hoạch.".into(),
            Line::Schools { schools, overdue } => format!("{schools} trường; {overdue} việc quá hạn."),
        }
    }
}

fn class_name(class: Class, days: i64) -> String {
    match class {
        Class::Overdue => "Quá hạn".into(),
        Class::Week if days < 7 => format!("Trong {days} ngày tới"),
        Class::Week => "Trong 7 ngày tới".into(),
        Class::Month => format!("Trong {days} ngày tới"),
        Class::Later => "Hạn còn xa".into(),
        Class::NoDate => "Không rõ hạn".into(),
        Class::Recurring => "Làm thường xuyên".into(),
        Class::Waiting => "Ngoài quyền của trường, đang chờ trả lời".into(),
    }
}
