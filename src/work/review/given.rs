//! A verdict: somebody looked at an item or at the whole plan, as it was saved, and says so.

use super::comment::tidy;
use super::desk::Desk;
use super::{Error, Speaker, Where};
use crate::folder::PlanFile;
use crate::review::{Record, Says, Verdict};

/// What somebody thinks, and why.
#[derive(Clone, Copy, Debug)]
pub struct Opinion<'o> {
    pub says: Says,
    /// May be empty.
    pub why: &'o str,
}

/// A verdict that was put down.
#[derive(Clone, Debug)]
pub struct Given {
    pub place: PlanFile,
    pub id: String,
    /// From the repository's root.
    pub path: String,
    pub verdict: Verdict,
    /// The file's text.
    pub text: String,
    pub written: bool,
    /// The very same was said of the very text before.
    pub known: bool,
    /// The person's name.
    pub name: String,
}

/// Puts down what somebody thinks of the item that is named, or of the whole plan.
pub fn give(at: &Where<'_>, opinion: &Opinion<'_>, speaker: &Speaker<'_>) -> Result<Given, Error> {
    let desk = Desk::open(at)?;
    at.item.map_or(Ok(()), |id| desk.item(id))?;
    let person = desk.who(speaker)?;
    let (author, name) = (person.id.clone(), person.name.clone());
    let commit = desk.saved()?.map(|commit| commit.to_string());
    let reviewer = desk.book.reviewer(&author);
    let verdict = Verdict {
        says: opinion.says,
        author: author.clone(),
        date: speaker.now.to_owned(),
        turn: reviewer.next_turn(),
        commit,
        text: tidy(opinion.why),
        ..desk.look.verdict(at.item)
    };
    if let Some(last) = reviewer.last().filter(|last| same(last, &verdict)).cloned() {
        let id = desk.book.verdicts.iter().find(|(_, known)| **known == last).map(|(id, _)| id.clone());
        let (id, place) = (id.unwrap_or_default(), desk.place);
        let path = format!("{}{id}.md", place.reviews_inside());
        let text = String::new();
        return Ok(Given { place, id, path, verdict: last, text, written: false, known: true, name });
    }
    let record = Record::Verdict(verdict.clone());
    let put = desk.put("v", &record, at.writing)?;
    let place = desk.place;
    Ok(Given {
        place,
        id: put.id,
        path: put.path,
        verdict,
        text: put.text,
        written: put.written,
        known: false,
        name,
    })
}

/// Do both say the same of the same text?
fn same(one: &Verdict, other: &Verdict) -> bool {
    let said = |verdict: &Verdict| Verdict { turn: 0, date: String::new(), commit: None, ..verdict.clone() };
    said(one) == said(other)
}
