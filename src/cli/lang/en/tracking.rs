//! The records of a plan's year, in English.

use super::report::status;
use crate::cli::lang::En;
use crate::cli::show::tracking::{Stop, Told};
use crate::period::Period;
use crate::work::tracking::Error;

impl En for Stop {
    fn en(&self) -> String {
        match self {
            Stop::NotAStatus { typed } => format!(
                "`{typed}` is no status; choose one of: not-started, in-progress, partial, done, cancelled"
            ),
            Stop::NotAPercent { typed } => format!("`{typed}` is no percentage; a number from 0 to 100"),
            Stop::NoCode => "name the code of the evidence, or `--criterion 1.5` to have one proposed".into(),
            Stop::NoPetition { item } => format!(
                "nothing to record for {item}: `--to \"UBND xã\"` says whom the school asked, `--answer \"…\"` what was answered"
            ),
            Stop::School { id, detail } => format!("note: the school {id} is left out: {detail}"),
        }
    }
}

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Head { school, period } => format!("{school} · {period}"),
            Told::Anchor(Some(anchor)) => anchor.en().trim_end_matches('.').to_owned(),
            Told::Anchor(None) => "No standard".into(),
            Told::KnownAlready => "This was recorded before; nothing is added.".into(),
            Told::WouldWrite { path } => format!("Nothing is written. Would be added to {path}:"),
            Told::Save => "Next: `caitien save`.".into(),
            Told::NoUnion { file } => format!(
                "For several people's records to merge by themselves, add the line `{file} merge=union` to .gitattributes."
            ),
            Told::Unread { path, detail } => {
                format!(
                    "note: `{path}` cannot be read, so what it says is left out ({detail}); see `caitien check`"
                )
            }
            Told::WithoutIds { count, period } => {
                format!(
                    "Items without an id, which cannot be named yet: {count}. `caitien format {period}` gives them ids."
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
            Error::Who(error) => error.en(),
            Error::ReadSchool { path, detail } => {
                format!("the school's record `{}` cannot be read: {detail}", path.display())
            }
            Error::Flawed { path, detail } => format!(
                "nothing is added to `{path}`, which is flawed ({detail}); `caitien check` shows where, mend it and try again"
            ),
            Error::NoPlan { school, period: None, .. } => {
                format!(
                    "the school {school} has no plan yet; make one with `caitien new` or `caitien import`"
                )
            }
            Error::NoPlan { period: Some(period), has, .. } => {
                format!("there is no plan {period}; there are: {}", list(has))
            }
            Error::NotAnId { word } => {
                format!("`{word}` is no item's id (such as a-1.5-2023-1); `caitien progress` lists the ids")
            }
            Error::NoSuchItem { id, meant, period, lacks_ids } => {
                let meant = meant.as_ref().map(|meant| format!("; was {meant} meant?"));
                let lacks = if *lacks_ids {
                    format!(" Some items have no id yet: `caitien format {period}` gives them one.")
                } else {
                    String::new()
                };
                format!("the plan {period} has no item {id}{}{lacks}", meant.unwrap_or_else(|| ".".into()))
            }
            Error::Future { day, today } => format!("{day} has not come yet (today is {today})"),
            Error::UnknownCatalog { catalog } if catalog.is_empty() => {
                "the plan names no catalogue, so the form of its evidence codes is not known".into()
            }
            Error::UnknownCatalog { catalog } => {
                format!("there is no catalogue `{catalog}`; see `caitien check`")
            }
            Error::Contradiction { status: how, percent } => format!(
                "not recorded: {} and {percent}% contradict each other; leave `--percent` out, or say `--status partial`",
                status(*how)
            ),
            Error::WhyCancelled { item } => {
                format!(
                    "not recorded: why is {item} given up? `--note \"…\"`; whoever reads the report will read it"
                )
            }
            Error::Earlier { item, day, newest } => format!(
                "not recorded: {item} has a record of {newest}, newer than {day}; leave `--date` out and name the day in `--note`"
            ),
            Error::SaidBefore { item } => format!(
                "not recorded: the very same was recorded of {item} on that day, and something else since; say more with `--note \"…\"`"
            ),
            Error::NotMoney { written } => format!(
                "not recorded: `{written}` is not one amount of money; say it as `--spent \"2.000.000 đ\"`"
            ),
            _ => refused(self),
        }
    }
}

fn refused(error: &Error) -> String {
    match error {
        Error::NoSuchEvidence { code, meant: Some(meant), .. } => format!(
            "not recorded: the register has no {code}; was {meant} meant? For new evidence: `caitien evidence add {code} --name \"…\"`"
        ),
        Error::NoSuchEvidence { code, .. } => format!(
            "not recorded: the register has no {code}; add it first: `caitien evidence add {code} --name \"…\"`"
        ),
        Error::NotDone { item, status: None } => {
            format!(
                "nothing to verify: nobody says that {item} is done. `caitien progress {item} --status done` says so"
            )
        }
        Error::NotDone { item, status: Some(how) } => {
            format!("nothing to verify: the newest record of {item} says {}", status(*how))
        }
        Error::OwnClaim { item, name } => format!(
            "not verified: {name} says that {item} is done, so another person has to verify it (best a supervisor): \
             `caitien progress {item} --verify \"…\" --by ID`"
        ),
        Error::OwnItem { item, name, lead } => format!(
            "not verified: {name} leads {item} (“{lead}”), so another person has to verify it (best a supervisor): \
             `caitien progress {item} --verify \"…\" --by ID`"
        ),
        Error::NotACode { written, example } => {
            format!("`{written}` is no evidence code of this plan's edition; codes look like {example}")
        }
        Error::NotACriterion { written } => format!("`{written}` is no criterion's number such as 1.5"),
        Error::NoSuchCriterion { criterion, catalog } => {
            format!("the plan's catalogue {catalog} has no criterion {criterion}")
        }
        Error::Registered { code, name } => format!(
            "not added: {code} is there already (“{name}”); `--replace` if this takes its place, `--criterion` to have another \
             code proposed"
        ),
        Error::NotRegistered { code, meant } => {
            let meant = meant.as_ref().map(|meant| format!("; was {meant} meant?"));
            format!("the register has no {code} that could be replaced{}", meant.unwrap_or_default())
        }
        Error::NoName => "evidence needs a name: `--name \"…\"`".into(),
        Error::NoFile { path } => format!("there is no file `{}`", path.display()),
        Error::Taken { path } => format!(
            "not added: `{path}` is there and is another file, which is not replaced; take another code, or leave `--keep` out"
        ),
        Error::NoPetition { item } => {
            format!("not recorded: no petition about {item} waits for an answer; see `caitien petition`")
        }
        Error::WhoAnswered { item, to } => {
            format!("several have not answered about {item}; name one with `--to`: {}", to.join(", "))
        }
        Error::NobodyAsked => "whom did the school ask? `--to \"UBND xã\"`".into(),
        Error::NoAnswer => "what was answered? `--answer \"…\"`".into(),
        _ => String::new(),
    }
}

fn list(periods: &[Period]) -> String {
    periods.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
