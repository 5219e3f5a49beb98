//! A person's word, in English.

use crate::cli::lang::En;
use crate::cli::show::continuity::{Stop, Told};
use crate::continuity::{Outcome, Periods};
use crate::period::Period;
use crate::plan::{ItemId, Kind};
use crate::work::continuity::{Error, Standing};

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Linked { before, after, same } => {
                let verdict = if *same { "are the same" } else { "are not the same" };
                let noun = noun(before.0.kind);
                format!("Recorded: {} ({}) and {} ({}) {verdict} {noun}.", before.0, before.1, after.0, after.1)
            }
            Told::Accounted { item, to, outcome: Outcome::Resolved } => {
                format!("Recorded: the weakness {item} was resolved, so the plan {to} no longer has it.")
            }
            Told::Accounted { item, to, outcome: Outcome::Dropped } => {
                format!("Recorded: the plan {to} no longer pursues the weakness {item}.")
            }
            Told::Word { by, reason } => format!("By {by}: {reason}"),
            Told::KnownAlready => "This was recorded before; nothing is added.".into(),
            Told::WouldWrite { path } => format!("Nothing is written. Would be added to {path}:"),
            Told::Now => "Comparing now says:".into(),
            Told::Then => "Comparing would then say:".into(),
            Told::Besides => "It also says something else about:".into(),
            Told::Save => "Next: `caitien save`.".into(),
            Told::NoUnion => {
                "For several people's records to merge by themselves, add the line `continuity.toml merge=union` to .gitattributes."
                    .into()
            }
            Told::Open { count, from, to, standing } => open(*count, (*from, *to), *standing),
            Told::NothingOpen { to, from: Some(from) } if from != to => {
                format!("Every weakness of the plan {from} is accounted for in the plan {to}.")
            }
            Told::NothingOpen { to, .. } => format!("The plan {to}: nothing to account for."),
            Told::NoPlan { school } => format!("The school {school} has no plan yet."),
            Told::OpenWeakness { anchor, since, text } => {
                let place = anchor.map(|anchor| format!("{}: ", super::save::place(anchor))).unwrap_or_default();
                let since = since.map(|year| format!(" (there since {year})")).unwrap_or_default();
                format!("{place}{text}{since}")
            }
            Told::Commands { item } => format!(
                "caitien account {item} --resolved --reason \"…\"\ncaitien account {item} --dropped --reason \"…\""
            ),
            Told::NoId { from } => format!("caitien format {from}   # it has no id yet"),
            Told::OrLink => "If a weakness is still in the later plan in other words: `caitien link BEFORE AFTER --reason \"…\"`.".into(),
        }
    }
}

fn open(count: usize, (from, to): Periods, standing: Standing) -> String {
    match standing {
        Standing::Approved if from == to => format!(
            "Weaknesses of {to} as it was approved that the plan no longer has and nobody has accounted for: {count}. Approving waits \
             for them:"
        ),
        Standing::Approved => format!(
            "Weaknesses of the approved plan {from} that the plan {to} does not have and nobody has accounted for: {count}. Approving \
             waits for them:"
        ),
        _ => format!(
            "Weaknesses of the plan {from} that the plan {to} does not have and nobody has accounted for: {count}."
        ),
    }
}

fn noun(kind: Kind) -> &'static str {
    super::save::noun(kind, 1)
}

impl En for Stop {
    fn en(&self) -> String {
        match self {
            Stop::NotAPeriod { typed } => format!("`{typed}` is no period such as 2023-2024"),
            Stop::NoOutcome { item } => {
                format!("what became of {item}? Say `--resolved`, or `--dropped` if it is no longer pursued")
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
            Error::Verify(error) => error.en(),
            Error::ReadSchool { path, source } => {
                format!("cannot read the school's record `{}`: {}", path.display(), source.detail)
            }
            Error::Flawed { path, source } => format!(
                "refusing to add to `{path}`, which is flawed ({}); `caitien check` shows where",
                source.detail
            ),
            Error::NotAnId { .. } | Error::NoSuchItem { .. } | Error::NotIn { .. } | Error::NoPlan { .. } => {
                unknown(self)
            }
            Error::Apart { .. } | Error::Several { .. } | Error::NotLater { .. } | Error::SamePlan { .. } => {
                which(self)
            }
            Error::DifferentKinds { before, after } => format!(
                "{before} is of the kind {}, {after} of the kind {}: they cannot be one",
                noun(before.kind),
                noun(after.kind)
            ),
            Error::NotCompared { id } => {
                format!("{id} is of the kind {}, which is not compared", noun(id.kind))
            }
            Error::NotAWeakness { id } => {
                format!("{id} is of the kind {}; only weaknesses are accounted for", noun(id.kind))
            }
            Error::AlreadyOne { id } => {
                format!("{id} is one id in both plans, and so one item; no record is needed")
            }
            Error::Stands { id, period, item } => stands(*id, *period, item.as_ref()),
            Error::NoReason => "the reason is missing; add `--reason \"…\"`".into(),
            Error::Who(error) => error.en(),
        }
    }
}

fn unknown(error: &Error) -> String {
    match error {
        Error::NotAnId { word, without } => format!(
            "`{word}` is no item's id (such as w-1.5-2021-1); `caitien show PERIOD` shows them{}",
            lacking(without)
        ),
        Error::NoSuchItem { id, meant: Some(meant), without } => format!(
            "no plan of the school has the item {id}; was {meant} meant?{}",
            lacking(without).replacen("; some", " Some", 1)
        ),
        Error::NoSuchItem { id, meant: None, without } => {
            format!("no plan of the school has the item {id}{}", lacking(without))
        }
        Error::NotIn { id, period, stands } if stands.is_empty() => {
            format!("the plan {period} has no item {id}")
        }
        Error::NotIn { id, period, stands } => {
            format!("the plan {period} has no item {id}; it stands in: {}", list(stands))
        }
        Error::NoPlan { period, has } => format!("there is no plan {period}; there are: {}", list(has)),
        _ => String::new(),
    }
}

fn which(error: &Error) -> String {
    match error {
        Error::Apart { before, after } => format!(
            "{} stands in {}, {} in {}: no two plans that follow one another; if it is meant, say `--from PERIOD --to PERIOD`",
            before.0,
            list(&before.1),
            after.0,
            list(&after.1)
        ),
        Error::Several { pairs } => {
            let pairs: Vec<String> =
                pairs.iter().map(|(from, to)| format!("`--from {from} --to {to}`")).collect();
            format!("several pairs of plans fit; choose one: {}", pairs.join(", "))
        }
        Error::NotLater { from, to } => {
            format!("the plan {to} is not later than {from}; change their places")
        }
        Error::SamePlan { period } => {
            format!(
                "both items stand in the plan {period}; a record joins an item with itself in another year"
            )
        }
        _ => String::new(),
    }
}

/// The advice about plans with items that have no id.
fn lacking(without: &[Period]) -> String {
    if without.is_empty() {
        return String::new();
    }
    let format: Vec<String> =
        without.iter().take(3).map(|period| format!("`caitien format {period}`")).collect();
    format!("; some items have no id yet: give them theirs with {}", format.join(", "))
}

fn stands(id: ItemId, period: Period, item: Option<&crate::compare::Ref>) -> String {
    match item.map(|item| (item.id, &item.text)) {
        Some((Some(other), text)) if other != id => format!(
            "refusing: comparing finds the weakness {id} in the plan {period} as {other}: “{text}”. If that is another one, first type \
             `caitien unlink {id} {other} --reason \"…\"`"
        ),
        Some((_, text)) => format!("refusing: the weakness {id} still stands in the plan {period}: “{text}”"),
        None => format!("refusing: the weakness {id} still stands in the plan {period}"),
    }
}

fn list(periods: &[Period]) -> String {
    periods.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
