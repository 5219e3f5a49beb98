//! What is due, in English.

use crate::cli::lang::En;
use crate::cli::show::due::Line;
use crate::tracking::due::Class;

impl En for Line {
    fn en(&self) -> String {
        match self {
            Line::Class { class, days, count } => format!("{} ({count})", class_name(*class, *days)),
            Line::Lead { words, .. } if words.is_empty() => "no lead is named".into(),
            Line::Lead { words, people } if people.is_empty() => words.clone(),
            Line::Lead { words, people } => format!("{words} ({})", people.join(", ")),
            Line::When { class: Class::NoDate, written, .. } if written.is_empty() => {
                "the plan names no time".into()
            }
            Line::When { class: Class::NoDate, written, .. } => {
                format!("no last day understood: “{written}”")
            }
            Line::When { days: Some(days), end: Some(end), .. } if *days < 0 => {
                format!("{} days overdue ({end})", -days)
            }
            Line::When { days: Some(0), .. } => "due today".into(),
            Line::When { days: Some(days), end: Some(end), .. } => format!("due in {days} days ({end})"),
            Line::When { written, .. } => written.clone(),
            Line::Waiting { to, since, days } => format!("waiting for {to} since {since} ({days} days)"),
            Line::Item { id: Some(id), text } => format!("{id} {text}"),
            Line::Item { id: None, text } => text.clone(),
            Line::Nothing => "Nothing is overdue or soon due.".into(),
            Line::Besides { later, recurring } => {
                format!("Besides: {later} due later, {recurring} without an end.")
            }
            Line::Whose(name) => format!("Work of: {name}"),
            Line::NoSchools => "No school has a plan.".into(),
            Line::Schools { schools, overdue } => format!("Schools: {schools}; overdue: {overdue}."),
        }
    }
}

fn class_name(class: Class, days: i64) -> String {
    match class {
        Class::Overdue => "Overdue".into(),
        Class::Week if days < 7 => format!("Within {days} days"),
        Class::Week => "Within 7 days".into(),
        Class::Month => format!("Within {days} days"),
        Class::Later => "Later".into(),
        Class::NoDate => "No day".into(),
        Class::Recurring => "Again and again".into(),
        Class::Waiting => "Beyond the school's power, waiting for an answer".into(),
    }
}
