//! How the items of a plan stand, in English.

use super::report::status;
use crate::cli::lang::En;
use crate::cli::show::progress::{About, Counts, Line, What, Worth};
use crate::cli::show::tracking::dong;
use crate::progress::Status;
use crate::work::tracking::progress::Advice;

impl En for Line {
    fn en(&self) -> String {
        match self {
            Line::Counts(counts) => counts.en(),
            Line::Item { id, kind, text } => format!("{id} {}: {text}", kind.en()),
            Line::Nothing => "nothing recorded".into(),
            Line::Stand { status: how, percent, worth } => stand(*how, *percent, *worth),
            Line::By { date, name: Some(name) } => format!("{date}, by {name}"),
            Line::By { date, name: None } => date.to_string(),
            Line::Verified { date, name, how: Some(how) } => format!("verified by {name} on {date}: {how}"),
            Line::Verified { date, name, how: None } => format!("verified by {name} on {date}"),
            Line::Evidence(codes) => format!("evidence: {}", codes.join("; ")),
            Line::Spent(spent) => format!("spent: {}", dong(*spent)),
            Line::Waiting { to, since, days } => {
                format!("beyond the school's power: waiting for {to} since {since} ({days} days)")
            }
            Line::Put { what: What::Recorded, item } => format!("Recorded how far {item} has come."),
            Line::Put { what: What::Verified, item } => format!("Recorded that {item} was verified."),
            Line::Lead(lead) => format!("Lead: {lead}"),
            Line::Commands { item } => format!(
                "caitien progress {item} --status in-progress --percent 50 --note \"…\"\n\
                 caitien progress {item} --verify \"…\"   # by another person"
            ),
        }
    }
}

fn stand(how: Status, percent: Option<u8>, worth: Worth) -> String {
    let percent = percent.map(|percent| format!(", {percent}%")).unwrap_or_default();
    let worth = match worth {
        Worth::Open => "",
        Worth::Claimed => " (claimed, not verified)",
        Worth::Verified => " (verified)",
    };
    format!("{}{percent}{worth}", status(how))
}

impl En for Counts {
    fn en(&self) -> String {
        let done = self.verified + self.claimed;
        let parts = [
            (done, format!("{done} done ({} verified, {} claimed)", self.verified, self.claimed)),
            (self.partial, format!("{} partly done", self.partial)),
            (self.in_progress, format!("{} in progress", self.in_progress)),
            (self.not_started, format!("{} not started", self.not_started)),
            (self.cancelled, format!("{} given up", self.cancelled)),
            (self.unrecorded, format!("{} without a record", self.unrecorded)),
        ];
        let there: Vec<String> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part).collect();
        format!("Items: {}: {}.", self.items, there.join(", "))
    }
}

impl En for About {
    fn en(&self) -> String {
        let item = self.item;
        match &self.advice {
            Advice::NoLongerVerified => format!("{item} had been verified; what is recorded now is not yet."),
            Advice::AwaitsVerification => {
                format!("Another person has to verify it: `caitien progress {item} --verify \"…\" --by ID`.")
            }
            Advice::SpentOnce => {
                "This sum was recorded before and counts once; if it is another one, say so with `--note`."
                    .into()
            }
            Advice::SupervisorsVerify { names } => {
                format!("The school has supervisors ({}); they had better verify.", names.join(", "))
            }
        }
    }
}
