//! What was put to those who can decide, in English.

use crate::cli::lang::En;
use crate::cli::show::petition::Line;

impl En for Line {
    fn en(&self) -> String {
        match self {
            Line::None => {
                "No petition yet. What is beyond the school's power: `caitien petition ITEM --to \"UBND xã\"`.".into()
            }
            Line::Counts { waiting, answered } => format!("Waiting for an answer: {waiting}; answered: {answered}."),
            Line::Item { id, text } if text.is_empty() => format!("{id} (no longer in the plan)"),
            Line::Item { id, text } => format!("{id} {text}"),
            Line::Asked { to, date, name } => format!("put to {to} on {date} (by {name})"),
            Line::About(about) => format!("about: {about}"),
            Line::Waits { days } => format!("no answer for {days} days"),
            Line::Answered { date, answer } => format!("answered on {date}: {answer}"),
            Line::PutAsked { item, to } => format!("Recorded: {item} was put to {to}."),
            Line::PutAnswer { item, to } => format!("Recorded what {to} answered about {item}."),
            Line::Command { item } => format!("caitien petition {item} --answer \"…\"   # when it comes"),
        }
    }
}
