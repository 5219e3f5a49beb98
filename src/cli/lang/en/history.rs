//! What happened, in English.

use super::notice::details;
use crate::cli::command::save::visible;
use crate::cli::lang::En;
use crate::cli::show::history::Line;
use crate::progress::Status;
use crate::work::history::{Error, Happening, ItemState, Subject};

impl En for Line {
    fn en(&self) -> String {
        match self {
            Line::NoEvents => "Nothing has been saved about this school yet.".into(),
            Line::Shallow => "This clone lacks what came before (`git fetch --unshallow` brings it).".into(),
        }
    }
}

impl En for Happening {
    fn en(&self) -> String {
        match self {
            Happening::Saved { message, .. } => visible(message.lines().next().unwrap_or_default()),
            Happening::Tagged { kind, name, says, doubt } => {
                let says = says.as_ref().map(details).filter(|says| !says.is_empty());
                let says = says.map(|says| format!(", {}", visible(&says)));
                let doubt = doubt.map(|code| format!(" (does NOT verify: {code})"));
                let (says, doubt) = (says.unwrap_or_default(), doubt.unwrap_or_default());
                format!("{kind}: plan {} v{}{says}{doubt}", name.period, name.version)
            }
        }
    }
}

impl En for ItemState {
    fn en(&self) -> String {
        let told =
            self.status.map(|(status, date, percent)| format!("{}, {date}", recorded(status, percent)));
        told.unwrap_or_default()
    }
}

/// How far something has come.
pub(super) fn recorded(status: Status, percent: Option<u8>) -> String {
    let percent = percent.map(|percent| format!(" {percent}%")).unwrap_or_default();
    format!("{}{percent}", status.as_str())
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Git(error) => error.en(),
            Error::Verify(error) => error.en(),
            Error::NoCommits => {
                "nothing has been saved yet, so there is no history; save with `caitien save`".into()
            }
            Error::NoSchool { id: Some(id), has } if !has.is_empty() => {
                format!("there is no school `{}`; there are: {}", visible(id), few(has))
            }
            Error::NoSchool { id: Some(id), .. } => format!("there is no school `{}`", visible(id)),
            Error::NoSchool { id: None, .. } => "no school has been saved yet".into(),
            Error::Several { ids } => {
                format!("there are several schools ({}); choose one with `--school ID`", few(ids))
            }
            Error::Unknown { word } => format!(
                "`{}` is no period (2023-2024), criterion (1.5) or item id (w-1.5-2021-1)",
                visible(word)
            ),
            Error::Nowhere { subject } => match subject {
                Subject::School | Subject::Weaknesses => "no plan of the school has been saved yet".into(),
                Subject::Plan(period) => format!("nothing has been saved about the plan {period}"),
                Subject::Place(anchor) => format!("no saved plan has {}", super::save::place(*anchor)),
                Subject::Item(id) => format!("no saved plan has the item `{id}`"),
            },
        }
    }
}

fn few(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(3).map(|name| visible(name)).collect();
    let more = if names.len() > 3 { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
