//! The records of a plan's year for programs: `progress`, `evidence` and `petition`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::date::Date;
use crate::evidence::{Code, Entry};
use crate::plan::item::{ItemId, Kind};
use crate::progress;
use crate::tracking::evidence::live;
use crate::tracking::lead::lead;
use crate::tracking::{Claim, Stand, answers, stands};
use crate::work::tracking::evidence::{Added, State};
use crate::work::tracking::progress::{Advice, Recorded};
use crate::work::tracking::{Desk, Put, Unread, Where, Writing, petition};

/// What was added to a file, or would be.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Written {
    /// The file, from the repository's root.
    pub path: String,
    /// Was it written? Not in a dry run, nor where the same was recorded before.
    pub written: bool,
    /// The lines that were or would be added.
    pub record: String,
}

/// A file that could not be read and was left out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeftOut {
    pub path: String,
    pub detail: String,
}

/// The answer of `progress`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Progress {
    pub schema: u8,
    pub school: String,
    pub period: String,
    /// What was put down; null for the list.
    pub recorded: Option<Written>,
    /// What whoever put it down should know: no-longer-verified, awaits-verification, supervisors-verify, spent-once.
    pub advice: Vec<&'static str>,
    /// All items with ids in the order of the plan, or the one that was named.
    pub items: Vec<Item>,
    /// Items that cannot be named for want of an id.
    pub without_ids: usize,
    pub unread: Vec<LeftOut>,
}

/// How an item stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Item {
    pub item: String,
    /// weakness, target, measure or action.
    pub kind: &'static str,
    pub criterion: Option<String>,
    pub text: String,
    pub lead: Option<String>,
    /// By the newest record: not-started, in-progress, partial, done or cancelled; null where nothing is recorded.
    pub status: Option<&'static str>,
    pub percent: Option<u8>,
    /// Of what is done: claimed or verified; else open.
    pub standing: &'static str,
    pub verified: Option<Verified>,
    /// What was spent in all, in đồng; null where nobody recorded any.
    pub spent: Option<i64>,
    /// Whom the school asked and who has not answered.
    pub waiting: Option<Waiting>,
    /// Oldest first.
    pub records: Vec<Record>,
}

/// That another person looked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Verified {
    pub date: String,
    pub by: String,
    pub how: Option<String>,
}

/// What waits for an answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Waiting {
    pub to: String,
    pub since: String,
}

/// One record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Record {
    pub date: String,
    pub status: &'static str,
    pub percent: Option<u8>,
    pub note: Option<String>,
    pub evidence: Vec<String>,
    /// In đồng.
    pub spent: Option<i64>,
    pub by: Option<String>,
}

impl Waiting {
    pub(in crate::cli::show::json) fn of(petition: &crate::petition::Petition) -> Waiting {
        Waiting { to: petition.to.clone(), since: petition.date.to_string() }
    }
}

impl Written {
    fn new(put: &Put, writing: Writing) -> Written {
        let written = writing == Writing::Write && !put.text.is_empty();
        Written { path: put.path.clone(), written, record: put.text.clone() }
    }
}

pub(super) fn unread(unread: &[Unread]) -> Vec<LeftOut> {
    let one = |one: &Unread| LeftOut { path: one.path.clone(), detail: one.detail.clone() };
    unread.iter().map(one).collect()
}

impl Progress {
    /// How all items stand, or one.
    pub fn list(desk: &Desk, item: Option<ItemId>) -> Progress {
        let stands = stands(&desk.plan, &desk.progress, &desk.petitions);
        let meant = stands.iter().filter(|stand| item.is_none_or(|item| item == stand.id));
        let items = desk.plan.items().filter(|placed| placed.item.kind != Kind::Strength);
        Progress {
            schema: 1,
            school: desk.school.id.clone(),
            period: desk.place.period.to_string(),
            recorded: None,
            advice: Vec::new(),
            items: meant.map(|stand| Item::of(desk, stand)).collect(),
            without_ids: items.filter(|placed| placed.item.id.is_none()).count(),
            unread: unread(&desk.unread),
        }
    }

    /// What was put down.
    pub fn recorded(recorded: &Recorded, writing: Writing) -> Progress {
        let advice = |advice: &Advice| match advice {
            Advice::NoLongerVerified => "no-longer-verified",
            Advice::AwaitsVerification => "awaits-verification",
            Advice::SpentOnce => "spent-once",
            Advice::SupervisorsVerify { .. } => "supervisors-verify",
        };
        Progress {
            recorded: Some(Written::new(&recorded.put, writing)),
            advice: recorded.advice.iter().map(advice).collect(),
            ..Progress::list(&recorded.desk, Some(recorded.item))
        }
    }
}

impl Item {
    pub(in crate::cli::show::json) fn of(desk: &Desk, stand: &Stand<'_>) -> Item {
        let verified = match stand.claim {
            Claim::Verified(word) => {
                Some(Verified { date: word.date.to_string(), by: word.by.clone(), how: word.how.clone() })
            }
            Claim::Open | Claim::Claimed => None,
        };
        Item {
            item: stand.id.to_string(),
            kind: stand.placed.item.kind.as_str(),
            criterion: stand.placed.anchor.map(|anchor| anchor.to_string()),
            text: stand.placed.item.text.clone(),
            lead: lead(&stand.placed),
            status: stand.last.map(|last| last.status.as_str()),
            percent: stand.last.and_then(|last| last.percent),
            standing: stand.claim.as_str(),
            verified,
            spent: desk.progress.spent(stand.id),
            waiting: stand.waiting.map(Waiting::of),
            records: desk.progress.of(stand.id).map(Record::of).collect(),
        }
    }
}

impl Record {
    fn of(record: &progress::Record) -> Record {
        Record {
            date: record.date.to_string(),
            status: record.status.as_str(),
            percent: record.percent,
            note: record.note.clone(),
            evidence: record.evidence.clone(),
            spent: record.spent,
            by: record.by.clone(),
        }
    }
}

/// The answer of `evidence`, `evidence add` and `evidence check`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Evidence {
    pub schema: u8,
    pub school: String,
    pub period: String,
    /// The next free code, where only that was asked for.
    pub proposed: Option<String>,
    pub recorded: Option<Written>,
    /// Where a copy of the file lies, from the repository's root.
    pub kept: Option<String>,
    pub entries: Vec<Registered>,
    pub unread: Vec<LeftOut>,
}

/// One entry that no other one takes the place of.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Registered {
    pub code: String,
    pub criterion: Option<String>,
    pub name: String,
    pub place: Option<String>,
    pub link: Option<String>,
    pub file: Option<String>,
    pub sha256: Option<String>,
    pub date: String,
    pub by: String,
    /// Of `evidence check`: same, changed, missing, unreadable or no-file.
    pub state: Option<&'static str>,
}

impl Evidence {
    fn of(desk: &Desk, entries: Vec<Registered>) -> Evidence {
        Evidence {
            schema: 1,
            school: desk.school.id.clone(),
            period: desk.place.period.to_string(),
            proposed: None,
            recorded: None,
            kept: None,
            entries,
            unread: unread(&desk.unread),
        }
    }

    pub fn list(desk: &Desk) -> Evidence {
        let entries = live(&desk.register).into_iter().map(|entry| Registered::of(entry, None));
        Evidence::of(desk, entries.collect())
    }

    pub fn checked(desk: &Desk, checked: &[(Entry, State)]) -> Evidence {
        let entries = checked.iter().map(|(entry, state)| Registered::of(entry, Some(*state)));
        Evidence::of(desk, entries.collect())
    }

    pub fn added(added: &Added, writing: Writing) -> Evidence {
        Evidence {
            recorded: Some(Written::new(&added.put, writing)),
            kept: added.kept.clone(),
            ..Evidence::of(&added.desk, vec![Registered::of(&added.entry, None)])
        }
    }

    pub fn proposed(desk: &Desk, code: Code) -> Evidence {
        Evidence { proposed: Some(code.to_string()), ..Evidence::of(desk, Vec::new()) }
    }
}

impl Registered {
    fn of(entry: &Entry, state: Option<State>) -> Registered {
        let held = &entry.held;
        Registered {
            code: entry.code.clone(),
            criterion: entry.read_code().map(|code| code.criterion.to_string()),
            name: entry.name.clone(),
            place: held.place.clone(),
            link: held.link.clone(),
            file: held.file.as_ref().map(|file| file.path.clone()),
            sha256: held.file.as_ref().map(|file| file.sha256.clone()),
            date: entry.date.to_string(),
            by: entry.by.clone(),
            state: state.map(State::as_str),
        }
    }
}

/// The answer of `petition`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Petitions {
    pub schema: u8,
    pub school: String,
    pub period: String,
    pub recorded: Option<Written>,
    /// Oldest first; the one that was put down or answered, where one was.
    pub petitions: Vec<Petition>,
    pub unread: Vec<LeftOut>,
}

/// What the school put to somebody who can decide.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Petition {
    pub item: String,
    /// The item's sentence; null where the plan no longer has it.
    pub text: Option<String>,
    pub to: String,
    pub about: Option<String>,
    pub date: String,
    pub by: String,
    /// For how many days nobody has answered; null where somebody has.
    pub waiting_days: Option<i64>,
    pub answers: Vec<PetitionAnswer>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct PetitionAnswer {
    pub date: String,
    pub answer: String,
    pub by: String,
}

impl Petitions {
    pub fn list(desk: &Desk, today: Date) -> Petitions {
        Petitions {
            schema: 1,
            school: desk.school.id.clone(),
            period: desk.place.period.to_string(),
            recorded: None,
            petitions: desk.petitions.petitions.iter().map(|one| Petition::of(desk, one, today)).collect(),
            unread: unread(&desk.unread),
        }
    }

    pub fn recorded(recorded: &petition::Recorded, at: &Where<'_>) -> Petitions {
        let desk = &recorded.desk;
        Petitions {
            recorded: Some(Written::new(&recorded.put, at.writing)),
            petitions: vec![Petition::of(desk, &recorded.petition, at.today)],
            ..Petitions::list(desk, at.today)
        }
    }
}

impl Petition {
    pub(in crate::cli::show::json) fn of(
        desk: &Desk,
        petition: &crate::petition::Petition,
        today: Date,
    ) -> Petition {
        let answers = answers(&desk.petitions, petition).map(|answer| PetitionAnswer {
            date: answer.date.to_string(),
            answer: answer.answer.clone(),
            by: answer.by.clone(),
        });
        let answers: Vec<PetitionAnswer> = answers.collect();
        Petition {
            item: petition.item.to_string(),
            text: desk.plan.item(petition.item).map(|placed| placed.item.text.clone()),
            to: petition.to.clone(),
            about: petition.about.clone(),
            date: petition.date.to_string(),
            by: petition.by.clone(),
            waiting_days: answers.is_empty().then(|| petition.date.days_until(today)),
            answers,
        }
    }
}
