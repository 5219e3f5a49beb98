//! How the items of a plan stand, for people: claimed or verified, how far, by whom, what it cost.

use super::tracking::{Told, head, lines, plain};
use super::verdict::safe;
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::date::Date;
use crate::plan::item::{Anchor, ItemId, Kind};
use crate::progress::{Record, Status};
use crate::tracking::{Claim, Stand, stands};
use crate::work::tracking::progress::{Advice, Recorded};
use crate::work::tracking::{Desk, Where};

/// What was put down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Recorded,
    Verified,
}

/// What is told of an item.
#[derive(Clone, Debug)]
pub enum Line {
    Counts(Counts),
    Item {
        id: ItemId,
        kind: Kind,
        text: String,
    },
    Nothing,
    Stand {
        status: Status,
        percent: Option<u8>,
        worth: Worth,
    },
    By {
        date: Date,
        name: Option<String>,
    },
    Verified {
        date: Date,
        name: String,
        how: Option<String>,
    },
    Evidence(Vec<String>),
    Spent(i64),
    Waiting {
        to: String,
        since: Date,
        days: i64,
    },
    Put {
        what: What,
        item: ItemId,
    },
    Lead(String),
    /// What to type about it.
    Commands {
        item: ItemId,
    },
}

/// Whether another person verified what is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    Open,
    Claimed,
    Verified,
}

impl From<Claim<'_>> for Worth {
    fn from(claim: Claim<'_>) -> Worth {
        match claim {
            Claim::Open => Worth::Open,
            Claim::Claimed => Worth::Claimed,
            Claim::Verified(_) => Worth::Verified,
        }
    }
}

/// How many items stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub items: usize,
    pub verified: usize,
    pub claimed: usize,
    pub partial: usize,
    pub in_progress: usize,
    pub not_started: usize,
    pub cancelled: usize,
    pub unrecorded: usize,
}

impl Counts {
    pub fn of(stands: &[Stand<'_>]) -> Counts {
        let mut counts = Counts { items: stands.len(), ..Counts::default() };
        for stand in stands {
            let count = match (stand.last.map(|last| last.status), stand.claim) {
                (None, _) => &mut counts.unrecorded,
                (Some(Status::Done), Claim::Verified(_)) => &mut counts.verified,
                (Some(Status::Done), _) => &mut counts.claimed,
                (Some(Status::Partial), _) => &mut counts.partial,
                (Some(Status::InProgress), _) => &mut counts.in_progress,
                (Some(Status::NotStarted), _) => &mut counts.not_started,
                (Some(Status::Cancelled), _) => &mut counts.cancelled,
            };
            *count += 1;
        }
        counts
    }
}

/// How all items stand, or one with all its records.
pub fn list(desk: &Desk, (item, today): (Option<ItemId>, Date), ui: &Ui) -> String {
    let stands = stands(&desk.plan, &desk.progress, &desk.petitions);
    let mut text = head(desk, ui);
    let page = Page { desk, today, ui };
    if let Some(item) = item {
        text.extend(stands.iter().filter(|stand| stand.id == item).map(|stand| page.whole(stand)));
        return text;
    }
    text.push_str(&format!("{}\n", Line::Counts(Counts::of(&stands)).say(ui.lang)));
    let mut anchor: Option<Option<Anchor>> = None;
    for stand in &stands {
        if anchor != Some(stand.placed.anchor) {
            anchor = Some(stand.placed.anchor);
            let heading = Told::Anchor(stand.placed.anchor).say(ui.lang);
            text.push_str(&format!("\n{}\n", ui.paint(Tone::Heading, &heading)));
        }
        text.push_str(&page.short(stand));
    }
    let items = desk.plan.items().filter(|placed| placed.item.kind != Kind::Strength);
    let count = items.filter(|placed| placed.item.id.is_none()).count();
    if count > 0 {
        let told = Told::WithoutIds { count, period: desk.place.period };
        text.push_str(&format!("\n{}\n", told.say(ui.lang)));
    }
    text
}

/// What was put down, and how the item stands now.
pub fn recorded(recorded: &Recorded, (what, at): (What, &Where<'_>), ui: &Ui) -> String {
    let desk = &recorded.desk;
    let said = Line::Put { what, item: recorded.item }.say(ui.lang);
    let mut text = ui.paint(Tone::Good, &said) + "\n";
    let page = Page { desk, today: at.today, ui };
    let stands = stands(&desk.plan, &desk.progress, &desk.petitions);
    text.extend(stands.iter().filter(|stand| stand.id == recorded.item).map(|stand| page.short(stand)));
    text + &lines(&recorded.put, at.writing, ui)
}

/// What whoever recorded it should know.
pub fn advice(recorded: &Recorded, ui: &Ui) {
    for advice in &recorded.advice {
        ui.talk(&About { item: recorded.item, advice: advice.clone() });
    }
}

/// Advice about an item.
#[derive(Clone, Debug)]
pub struct About {
    pub item: ItemId,
    pub advice: Advice,
}

struct Page<'p> {
    desk: &'p Desk,
    today: Date,
    ui: &'p Ui,
}

impl Page<'_> {
    fn line(&self, indent: usize, tone: Option<Tone>, line: &Line) -> String {
        let said = line.say(self.ui.lang);
        let said = tone.map_or(said.clone(), |tone| self.ui.paint(tone, &said));
        format!("{:indent$}{said}\n", "")
    }

    fn item(&self, stand: &Stand<'_>) -> String {
        let (kind, text) = (stand.placed.item.kind, plain(&stand.placed.item.text));
        self.line(2, None, &Line::Item { id: stand.id, kind, text })
    }

    fn short(&self, stand: &Stand<'_>) -> String {
        let mut text = self.item(stand);
        // Most items have no record for months: the counts at the top tell how many.
        text.extend(stand.last.map(|last| self.record(last, stand.claim.into())));
        text + &self.beside(stand)
    }

    fn record(&self, record: &Record, worth: Worth) -> String {
        let stand = Line::Stand { status: record.status, percent: record.percent, worth };
        let name = record.by.as_deref().map(|by| safe(&self.desk.name(by)));
        let by = Line::By { date: record.date, name }.say(self.ui.lang);
        let said = self.ui.paint(tone(record.status, worth), &stand.say(self.ui.lang));
        let mut text = format!("      {said} · {}\n", self.ui.paint(Tone::Quiet, &by));
        if let Some(note) = &record.note {
            text.push_str(&format!("        {}\n", safe(note)));
        }
        if !record.evidence.is_empty() {
            let codes = record.evidence.iter().map(|code| safe(code)).collect();
            text.push_str(&self.line(8, Some(Tone::Quiet), &Line::Evidence(codes)));
        }
        text
    }

    fn beside(&self, stand: &Stand<'_>) -> String {
        let mut text = String::new();
        if let Claim::Verified(word) = stand.claim {
            let (name, how) = (safe(&self.desk.name(&word.by)), word.how.as_deref().map(safe));
            text.push_str(&self.line(8, Some(Tone::Good), &Line::Verified { date: word.date, name, how }));
        }
        if let Some(spent) = self.desk.progress.spent(stand.id) {
            text.push_str(&self.line(8, None, &Line::Spent(spent)));
        }
        if let Some(petition) = stand.waiting {
            let days = petition.date.days_until(self.today);
            let waiting = Line::Waiting { to: safe(&petition.to), since: petition.date, days };
            text.push_str(&self.line(8, Some(Tone::Warn), &waiting));
        }
        text
    }

    /// One item with every record, the newest first.
    fn whole(&self, stand: &Stand<'_>) -> String {
        let mut text = self.item(stand);
        if let Some(lead) = crate::tracking::lead::lead(&stand.placed) {
            text.push_str(&self.line(6, Some(Tone::Quiet), &Line::Lead(plain(&lead))));
        }
        let records: Vec<&Record> = self.desk.progress.of(stand.id).collect();
        if records.is_empty() {
            text.push_str(&self.line(6, Some(Tone::Quiet), &Line::Nothing));
        }
        for (at, record) in records.iter().rev().enumerate() {
            let worth = if at == 0 { stand.claim.into() } else { Worth::Open };
            text.push_str(&self.record(record, worth));
        }
        text.push_str(&self.beside(stand));
        for command in (Line::Commands { item: stand.id }).say(self.ui.lang).lines() {
            text.push_str(&format!("      {}\n", self.ui.paint(Tone::Command, command)));
        }
        text
    }
}

fn tone(status: Status, worth: Worth) -> Tone {
    match (status, worth) {
        (Status::Done, Worth::Verified) => Tone::Good,
        (Status::Cancelled | Status::NotStarted, _) => Tone::Quiet,
        _ => Tone::Warn,
    }
}
