//! Comments, in English.

use crate::cli::lang::En;
use crate::cli::show::comment::{Stop, Told};
use crate::date::Date;
use crate::period::Period;
use crate::review::Says;
use crate::work::review::Error;

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Head { period, open, resolved } => {
                format!("Comments on the plan {period}: {open} open, {resolved} resolved.")
            }
            Told::HeadOfItem { item, period, open, resolved } => {
                format!("Comments on {item} of the plan {period}: {open} open, {resolved} resolved.")
            }
            Told::None { period } => format!("There are no comments on the plan {period}."),
            Told::Whole => "The whole plan".into(),
            Told::Orphaned { item } => format!("{item}  (no longer in the plan; the comments stay)"),
            Told::Changed { about } if about.is_empty() => "the item has changed since".into(),
            Told::Changed { about } => format!("the item has changed since; then it read: “{about}”"),
            Told::PlanChanged => "the plan has changed since".into(),
            Told::GoneAbout { about } => format!("the item read: “{about}”"),
            Told::Who { name, date, source } => who(name, *date, source.as_deref()),
            Told::Resolved { name, date } => format!("resolved: {}", who(name, *date, None)),
            Told::Claimed => "Names are as people gave them; nothing here proves them.".into(),
            Told::Next => {
                "Answer: `caitien comment --answer ID \"…\"`. Resolve: `caitien comment --resolve ID`.".into()
            }
            Told::Flawed { file, detail } => {
                format!("reviews/{file}.md is flawed and was not read ({detail}); see `caitien check`.")
            }
            Told::Commented { item: Some(item), period, .. } => {
                format!("Commented on {item} of the plan {period}.")
            }
            Told::Commented { item: None, period, .. } => format!("Commented on the whole plan {period}."),
            Told::Answered { id } => format!("Answered {id}."),
            Told::ResolvedNow { id } => format!("Resolved {id}."),
            Told::ResolvedBefore { id } => format!("{id} was resolved before; nothing was added."),
            Told::SaidBefore { id } => format!("This was said before, as {id}; nothing was added."),
            Told::WouldWrite { path } => format!("A dry run, nothing was written. It would write {path}:"),
            Told::Save => "Next: `caitien save`.".into(),
        }
    }
}

fn who(name: &str, date: Option<Date>, source: Option<&str>) -> String {
    let date = date.map(|date| format!(", {date}")).unwrap_or_default();
    let source = source.map(|source| format!(" (as {source} says)")).unwrap_or_default();
    format!("{name}{source}{date}")
}

impl En for Stop {
    fn en(&self) -> String {
        match self {
            Stop::NotAnId { word } => {
                format!("`{word}` is no item's id (such as w-1.5-2021-1); see the ids with `caitien show`")
            }
            Stop::PlaceAfterOption { word, says } => {
                let option = match says {
                    Says::Approve => "--approve",
                    Says::RequestChanges => "--request-changes",
                    Says::Seen => "--seen",
                };
                format!(
                    "`{word}` after `{option}` would be the reason; put it before: `caitien review {word} {option}`"
                )
            }
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Choice(error) => error.en(),
            Error::Folder(error) => error.en(),
            Error::Git(error) => error.en(),
            Error::Who(error) => error.en(),
            Error::ReadSchool { path, source } => {
                format!("the school's record `{}` cannot be read: {}", path.display(), source.detail)
            }
            Error::NoPlan { school, period: None, .. } => {
                format!("the school {school} has no plan yet; make one with `caitien new`")
            }
            Error::NoPlan { period: Some(period), has, .. } => {
                format!("there is no plan {period}; there are: {}", list(has))
            }
            Error::NoSuchItem { id, meant, period } => {
                let place = match period {
                    Some(period) => format!("the plan {period} has no item {id}"),
                    None => format!("no plan of the school has the item {id}"),
                };
                match meant {
                    Some(meant) => format!("{place}; was {meant} meant?"),
                    None => format!("{place}; see the ids with `caitien show`"),
                }
            }
            Error::NoSuchComment { id } => {
                format!("there is no comment `{id}`; see the ids with `caitien comment`")
            }
            Error::SeveralComments { id, ids } => {
                format!("`{id}` begins several comments: {}; give the whole id", ids.join(", "))
            }
            Error::Empty => "nothing was said; put your words in quotes: `caitien comment ITEM \"…\"`".into(),
            Error::NotSaved { path } => format!(
                "`{path}` has changes that are not saved, so nobody could tell of which text you speak; `caitien save` first"
            ),
        }
    }
}

fn list(periods: &[Period]) -> String {
    periods.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
