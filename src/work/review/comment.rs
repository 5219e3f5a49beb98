//! Comments: say something of an item or of the plan, answer, resolve, list.

use std::collections::BTreeMap;

use super::desk::{Desk, Put};
use super::{Error, Flawed, Speaker, Where};
use crate::folder::PlanFile;
use crate::plan::ItemId;
use crate::review::{Record, Resolution, Review};
use crate::vetting::Thread;
use crate::vetting::thread::threads;

/// Something that was said.
#[derive(Clone, Debug)]
pub struct Commented {
    pub place: PlanFile,
    pub id: String,
    /// From the repository's root.
    pub path: String,
    pub record: Record,
    /// The file's text.
    pub text: String,
    pub written: bool,
    /// The thread that it belongs to, as it stands with it; None where nothing was written of a new one.
    pub thread: Option<Thread>,
    /// What became of the thread was so before.
    pub known: bool,
    pub names: BTreeMap<String, String>,
}

/// The threads of a plan.
#[derive(Clone, Debug)]
pub struct Listed {
    pub place: PlanFile,
    pub threads: Vec<Thread>,
    pub flawed: Vec<Flawed>,
    pub names: BTreeMap<String, String>,
    /// The sentences of the items as they stand.
    pub items: BTreeMap<ItemId, String>,
}

/// Lists what was said, the open threads first; of one item where one is named.
pub fn list(at: &Where<'_>) -> Result<Listed, Error> {
    let desk = Desk::open(at)?;
    let mut threads = desk.threads();
    if let Some(item) = at.item {
        threads.retain(|thread| thread.comment.item == Some(item));
    }
    let sentences =
        desk.plan().items().filter_map(|placed| Some((placed.item.id?, placed.item.text.clone())));
    let (items, names) = (sentences.collect(), desk.names());
    Ok(Listed { place: desk.place, threads, flawed: desk.flawed, names, items })
}

/// Says something of an item, or of the plan as a whole.
pub fn comment(at: &Where<'_>, text: &str, speaker: &Speaker<'_>) -> Result<Commented, Error> {
    let text = said(text)?;
    let desk = Desk::open(at)?;
    at.item.map_or(Ok(()), |id| desk.item(id))?;
    let about = at.item.and_then(|id| Some(one_line(&desk.plan().item(id)?.item.text)));
    let hash = at.item.map_or(Some(&desk.look.plan), |id| desk.look.items.get(&id)).cloned();
    let comment = Review {
        item: at.item,
        about: about.unwrap_or_default(),
        hash,
        author: desk.who(speaker)?.id.clone(),
        date: speaker.now.to_owned(),
        text,
        ..Review::default()
    };
    desk.put_comment(comment, at)
}

/// Answers a comment, or an answer to one.
pub fn answer(at: &Where<'_>, id: &str, text: &str, speaker: &Speaker<'_>) -> Result<Commented, Error> {
    let text = said(text)?;
    let (desk, id) = Desk::with(at, id)?;
    let item = desk.book.comments.get(&id).and_then(|comment| comment.item);
    let comment = Review {
        item,
        author: desk.who(speaker)?.id.clone(),
        date: speaker.now.to_owned(),
        answers: Some(id),
        text,
        ..Review::default()
    };
    desk.put_comment(comment, at)
}

/// Resolves the thread of a comment; `text` says how, and may be empty.
pub fn resolve(at: &Where<'_>, id: &str, text: &str, speaker: &Speaker<'_>) -> Result<Commented, Error> {
    let (desk, id) = Desk::with(at, id)?;
    let is_meant =
        |thread: &&Thread| thread.id == id || thread.answers.iter().any(|(answer, _)| *answer == id);
    let Some(thread) = desk.threads().iter().find(is_meant).cloned() else {
        return Err(Error::NoSuchComment { id });
    };
    let record = Record::Resolution(Resolution {
        of: thread.id.clone(),
        read: thread.answers.iter().map(|(id, _)| id.clone()).collect(),
        author: desk.who(speaker)?.id.clone(),
        date: speaker.now.to_owned(),
        text: tidy(text),
    });
    if !thread.is_open && tidy(text).is_empty() {
        let (names, place) = (desk.names(), desk.place);
        let (id, path, text) = (thread.id.clone(), String::new(), String::new());
        let thread = Some(thread);
        return Ok(Commented { place, id, path, record, text, written: false, thread, known: true, names });
    }
    let put = desk.put("r", &record, at.writing)?;
    Ok(desk.commented(record, put))
}

impl Desk {
    /// The threads of the plan.
    pub fn threads(&self) -> Vec<Thread> {
        threads(&self.book, self.plan(), &self.look)
    }

    fn put_comment(self, comment: Review, at: &Where<'_>) -> Result<Commented, Error> {
        let record = Record::Comment(comment);
        let put = self.put("c", &record, at.writing)?;
        Ok(self.commented(record, put))
    }

    fn commented(mut self, record: Record, put: Put) -> Commented {
        let Put { id, path, text, written } = put;
        let of = match &record {
            Record::Resolution(resolution) => resolution.of.clone(),
            _ => id.clone(),
        };
        self.book.add(id.clone(), record.clone());
        let is_meant =
            |thread: &Thread| thread.id == of || thread.answers.iter().any(|(answer, _)| *answer == of);
        let thread = self.threads().into_iter().find(is_meant);
        let (names, place) = (self.names(), self.place);
        Commented { place, id, path, record, text, written, thread, known: false, names }
    }
}

fn said(text: &str) -> Result<String, Error> {
    let text = tidy(text);
    if text.is_empty() { Err(Error::Empty) } else { Ok(text) }
}

/// As it is kept: with ends of lines of one kind, and nothing around it.
pub(super) fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
