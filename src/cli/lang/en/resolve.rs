//! What `resolve` says, in English.

use crate::cli::command::save::visible;
use crate::cli::lang::En;
use crate::cli::show::resolve::{Question, Stop, Told};
use crate::cli::show::update::short;
use crate::merge::choose::{Open, Pick, Stuck};
use crate::plan::conflict::ITEM;
use crate::work::resolve::Error;

impl En for Told<'_> {
    fn en(&self) -> String {
        match self {
            Told::Nothing => "Nothing waits for a choice.".into(),
            Told::Count { plans, count } => {
                format!("Places that two people changed, each in another way: {count}, in {plans} plans:")
            }
            Told::Plan { path } => visible(path),
            Told::Place { number, open } => {
                let number = number.map_or(String::new(), |number| format!("{number}: "));
                format!("{number}{}", place(open))
            }
            Told::Mine(text) => format!("here:  {}", text.map_or("(deleted)".into(), short)),
            Told::Theirs(text) => format!("there: {}", text.map_or("(deleted)".into(), short)),
            Told::How { item } => format!(
                "Choose: `caitien resolve {item} --mine` (what is here), `--theirs` (what came), or `--both`. \
                 Or open the plan, leave the right words and delete the line with [XUNG ĐỘT]."
            ),
            Told::Chosen { pick, open } => {
                let version = match pick {
                    Pick::Mine => format!("what is here: {}", text(open.mine.as_deref())),
                    Pick::Theirs => format!("what came: {}", text(open.theirs.as_deref())),
                    Pick::Both => "both".into(),
                };
                format!("{}: {version}", place(open))
            }
            Told::WouldChoose => "A preview: nothing was written.".into(),
            Told::Left { count } => format!("Still to be chosen: {count} (`caitien resolve`)."),
            Told::AllDone => {
                "Nothing waits for a choice. Next: `caitien save`, then `caitien sync` to send.".into()
            }
        }
    }
}

fn text(text: Option<&str>) -> String {
    text.map_or("deleted".into(), short)
}

/// Where it stands, as people know it.
fn place(open: &Open) -> String {
    let what = if open.what.is_empty() { "lines of the file" } else { open.what.as_str() };
    match (open.item, open.anchor) {
        (Some(id), _) if open.what == ITEM => format!("{} {id} “{}”", id.kind.en(), short(&open.sentence)),
        (Some(id), _) => format!("{} {id} “{}”, {what}", id.kind.en(), short(&open.sentence)),
        (None, Some(anchor)) => format!("{what} ({anchor})"),
        (None, None) => format!("{what} (line {})", open.line),
    }
}

impl En for Question {
    fn en(&self) -> String {
        let both = if self.both { ", 3 both" } else { "" };
        format!("Choose 1 what is here, 2 what came{both}; Enter leaves it for later:")
    }
}

impl En for Stop {
    fn en(&self) -> String {
        match self {
            Stop::NoPick { item } => format!(
                "which version of {}? Add `--mine` (what is here), `--theirs` (what came) or `--both`",
                visible(item)
            ),
            Stop::InEditor => {
                "open the plan, leave the right words and delete the line with [XUNG ĐỘT]; `caitien check` says what is left".into()
            }
            Stop::List => "see what waits with `caitien resolve`".into(),
            Stop::NamePlan => "add `--period PERIOD` (and `--school ID` where there are several)".into(),
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Choice(error) => error.en(),
            Error::Folder(error) => error.en(),
            Error::NoSuch { item, field: Some(field) } => {
                format!("nothing waits for a choice at {}, {}", visible(item), visible(field))
            }
            Error::NoSuch { item, field: None } => format!("nothing waits for a choice at {}", visible(item)),
            Error::Several { item, plans } => {
                let plans: Vec<String> = plans.iter().map(|path| visible(path)).collect();
                format!("{} waits in several plans: {}", visible(item), plans.join(", "))
            }
            Error::Stuck { plan, line, why } => {
                let why = match why {
                    Stuck::NotBoth => "the two cannot stand side by side here; choose one",
                    Stuck::Nothing => "it is not there any more",
                    Stuck::Unclear => "which words to replace is not clear; a person has to",
                };
                format!("nothing written: {}, line {line}: {why}", visible(plan))
            }
        }
    }
}
