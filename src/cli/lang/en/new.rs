//! What `new` says, in English.

use crate::cli::command::new::Message;
use crate::cli::lang::En;
use crate::plan::label::UNDECIDED;
use crate::work::new::Error;
use crate::work::new::carry::Carried;

impl En for Message {
    fn en(&self) -> String {
        match self {
            Message::NoPeriod { typed } => {
                format!(
                    "`{typed}` is no school year; write it as 2026-2027 (or 2026-2031 for a longer period)"
                )
            }
            Message::Made { path, catalog } => format!("Made {path} for the criteria of {catalog}"),
            Message::Carried { from, carried } => carried_over(&from.to_string(), carried),
            Message::WithoutId { from, count } => {
                format!(
                    "{count} items of the plan {from} have no id yet; type `caitien format {from}` so that both plans agree"
                )
            }
            Message::CouldCarry { period, previous } => format!(
                "There is a plan {previous}. To carry over what is unsolved, delete the new file and type \
                 `caitien new {period} --from {previous}`"
            ),
            Message::Next { path } => {
                format!("Next: open {path} and fill it in, then `caitien check` and `caitien save`")
            }
        }
    }
}

fn carried_over(from: &str, carried: &Carried) -> String {
    let Carried { weaknesses, targets, actions, resolved, unplaced, undecided } = *carried;
    let mut text = format!(
        "Carried over from {from}: {weaknesses} weaknesses, {targets} targets, {actions} actions; {resolved} items are done and left out"
    );
    if undecided > 0 {
        text.push_str(&format!(
            "\n  {undecided} places say “{UNDECIDED}” (to be decided anew): dates, money, levels"
        ));
    }
    if unplaced > 0 {
        text.push_str(&format!(
            "\n  {unplaced} criteria are not in the new edition: find “cần xếp vào tiêu chí mới” and move each weakness to its place"
        ));
    }
    text
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Exists { place } => format!("refusing to overwrite the plan `{}`", place.inside),
            Error::NoSource { period, has } if has.is_empty() => {
                format!("there is no plan {period} to carry over; the school has no plan yet")
            }
            Error::NoSource { period, has } => {
                let has: Vec<String> = has.iter().map(ToString::to_string).collect();
                format!("there is no plan {period} to carry over; there are: {}", has.join(", "))
            }
            Error::SourceNotEarlier { from, period } => format!("the plan {from} is not before {period}"),
            Error::UnknownCatalog { id, known } => {
                format!("there is no edition `{id}`; there are: {}", known.join(", "))
            }
            Error::NoCatalog { level, day } => format!(
                "no edition for {} schools is in force on {day}; choose one with `--catalog ID`",
                level.as_str()
            ),
            Error::ReadSchool { path, source } => {
                format!("cannot understand the record `{}`: {}", path.display(), source.detail)
            }
            Error::ReadProgress { path, source } => {
                format!("cannot understand the progress `{}`: {}", path.display(), source.detail)
            }
            Error::Folder(error) => error.en(),
        }
    }
}
