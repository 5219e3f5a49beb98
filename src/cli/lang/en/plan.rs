//! The parts of a plan, in English.

use crate::cli::lang::En;
use crate::cli::show::plan::{HeadLine, OpenComments, Tally, Understood, Waiting};
use crate::plan::item::{Anchor, Kind};
use crate::work::show::Error;

impl En for Kind {
    fn en(&self) -> String {
        match self {
            Kind::Strength => "strength",
            Kind::Weakness => "weakness",
            Kind::Target => "target",
            Kind::Measure => "measure",
            Kind::Action => "action",
        }
        .into()
    }
}

impl En for Anchor {
    fn en(&self) -> String {
        match self {
            Anchor::Standard(number) => format!("Standard {number}."),
            Anchor::Criterion(id) => format!("Criterion {id}."),
        }
    }
}

impl En for HeadLine {
    fn en(&self) -> String {
        match self {
            HeadLine::School => "School:",
            HeadLine::Period => "Period:",
            HeadLine::Catalog => "Catalogue:",
            HeadLine::Number => "Number:",
            HeadLine::Date => "Date:",
            HeadLine::Signer => "Signer:",
            HeadLine::Recipients => "Recipients:",
        }
        .into()
    }
}

impl En for OpenComments {
    fn en(&self) -> String {
        let OpenComments { item, count } = self;
        format!("{count} open comments: `caitien comment {item}`")
    }
}

impl En for Tally {
    fn en(&self) -> String {
        let Tally { errors, warnings, hints } = self;
        format!("Check: {errors} errors, {warnings} warnings, {hints} hints. See them with `caitien check`.")
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Choice(error) => error.en(),
            Error::Folder(error) => error.en(),
            Error::Several { names } => format!("{} plans fit; name the period and the school", names.len()),
            Error::NoPart { part, plan } => format!("`{plan}` has no `{part}`"),
        }
    }
}

impl En for Waiting {
    fn en(&self) -> String {
        format!("beyond the school's power: waiting for {} since {}", self.to, self.since)
    }
}

impl En for Understood {
    fn en(&self) -> String {
        match self {
            Understood::As(text) => text.clone(),
            Understood::Not => "not understood".into(),
        }
    }
}
