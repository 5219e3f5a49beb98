//! Who drafts what, and what is left for one person, in English.

use super::trust::work;
use crate::cli::command::assign::Told;
use crate::cli::lang::En;
use crate::cli::show::mine;
use crate::plan::item::Anchor;
use crate::work::mine::{Error, Part};

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Head { school } => format!("Who drafts the plan of {school}:"),
            Told::Nothing => {
                "  Nothing was assigned. To give out standard 1 and criterion 2.3: `caitien assign PERSON 1 2.3 --key KEY`.".into()
            }
            Told::Person { id, name, standards, criteria } => {
                format!("  {name} ({id}): {}", work(standards, criteria).unwrap_or_default())
            }
            Told::Nobodys { period, criteria } => {
                let criteria: Vec<String> = criteria.iter().map(|(id, _)| id.to_string()).collect();
                format!("  Of the plan {period} nobody drafts: {}", criteria.join(", "))
            }
        }
    }
}

impl En for mine::Told {
    fn en(&self) -> String {
        match self {
            mine::Told::Head { name, period, left, parts } => {
                format!("{name}, plan {period}: {left} of {parts} parts are left")
            }
            mine::Told::NoParts { id } => {
                format!("  No part was assigned. The principal does so with `caitien assign {id} STANDARD`.")
            }
            mine::Told::AllDone => "  All parts are written, and the checks find nothing.".into(),
            mine::Told::Part(part) => format!("  {}: {}", place(part), state(part)),
        }
    }
}

fn place(part: &Part) -> String {
    match part.anchor {
        Anchor::Standard(number) => format!("standard {number} ({})", part.name),
        Anchor::Criterion(id) => format!("criterion {id} ({})", part.name),
    }
}

fn state(part: &Part) -> String {
    let count = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let empty = (part.items == 0).then(|| "nothing written".to_owned());
    let told = [empty, count(part.errors, "errors"), count(part.warnings, "warnings")];
    told.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Choice(error) => error.en(),
            Error::Folder(error) => error.en(),
            Error::Who(error) => error.en(),
            Error::ReadSchool { path, source } => {
                format!("cannot read the school's record `{}`: {}", path.display(), source.detail)
            }
            Error::NoPlan { school } => {
                format!("the school {school} has no plan yet; make one with `caitien new PERIOD`")
            }
        }
    }
}
