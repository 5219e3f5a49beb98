//! Comments with what was answered to them: which are open, and whether what they are about still stands.
//!
//! A comment stays with its item by the item's id. When the item's words change, that is told; when the item is gone the
//! comment is an orphan, and still there. A thread is resolved when somebody resolved it who had read all its answers:
//! an answer that nobody had read by then opens it again, in whatever order the files came together.

use std::collections::{BTreeMap, BTreeSet};

use super::Book;
use super::look::Look;
use crate::plan::item::{Detail, Item};
use crate::plan::spelling::nfc;
use crate::plan::{ItemId, Plan};
use crate::review::{Resolution, Review};

/// A comment with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The comment's id.
    pub id: String,
    pub comment: Review,
    /// The earliest first.
    pub answers: Vec<(String, Review)>,
    pub resolutions: Vec<(String, Resolution)>,
    pub is_open: bool,
    pub place: Place,
}

/// Whether what a comment is about still stands in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// As it stood, or nobody knows how it stood.
    Stands,
    /// Its words have changed since.
    Changed,
    /// The item is gone.
    Gone,
}

impl Place {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Place::Stands => "stands",
            Place::Changed => "changed",
            Place::Gone => "gone",
        }
    }
}

/// The threads of a plan: the open ones first, then in order of the items and of time.
pub fn threads(book: &Book, plan: &Plan, look: &Look) -> Vec<Thread> {
    let roots: BTreeMap<&str, &str> = book.comments.keys().map(|id| (id.as_str(), root(book, id))).collect();
    let order: BTreeMap<ItemId, usize> =
        plan.items().enumerate().filter_map(|(at, placed)| Some((placed.item.id?, at))).collect();
    let begun = book.comments.iter().filter(|(id, _)| roots.get(id.as_str()) == Some(&id.as_str()));
    let mut threads: Vec<Thread> = begun
        .map(|(id, comment)| {
            let own = |other: &&String| *other != id && roots.get(other.as_str()) == Some(&id.as_str());
            let answers = book.comments.iter().filter(|(other, _)| own(other));
            let mut answers: Vec<(String, Review)> =
                answers.map(|(id, answer)| (id.clone(), answer.clone())).collect();
            answers.sort_by(|one, other| (&one.1.date, &one.0).cmp(&(&other.1.date, &other.0)));
            let resolutions: Vec<(String, Resolution)> = book
                .resolutions
                .iter()
                .filter(|(_, one)| roots.get(one.of.as_str()).is_some_and(|root| root == id))
                .map(|(id, one)| (id.clone(), one.clone()))
                .collect();
            let is_open = is_open(comment, &answers, &resolutions);
            let place = place(comment, plan, look);
            Thread { id: id.clone(), comment: comment.clone(), answers, resolutions, is_open, place }
        })
        .collect();
    let place = |thread: &Thread| match thread.comment.item {
        None => 0,
        Some(id) => order.get(&id).map_or(usize::MAX, |at| at + 1),
    };
    threads.sort_by(|one, other| {
        let key = |thread: &Thread| (!thread.is_open, place(thread));
        key(one)
            .cmp(&key(other))
            .then_with(|| (&one.comment.date, &one.id).cmp(&(&other.comment.date, &other.id)))
    });
    threads
}

/// The comment that began the thread of this one. Answers to what is not here begin one of their own, and so does one
/// of a circle.
fn root<'b>(book: &'b Book, id: &'b str) -> &'b str {
    let (mut at, mut passed) = (id, BTreeSet::from([id]));
    while let Some(before) = book.comments.get(at).and_then(|comment| comment.answers.as_deref()) {
        if !book.comments.contains_key(before) {
            return at;
        }
        if !passed.insert(before) {
            return passed.first().copied().unwrap_or(id);
        }
        at = before;
    }
    at
}

fn is_open(comment: &Review, answers: &[(String, Review)], resolutions: &[(String, Resolution)]) -> bool {
    let read: BTreeSet<&str> =
        resolutions.iter().flat_map(|(_, one)| &one.read).map(String::as_str).collect();
    let settled = |(id, answer): &(String, Review)| {
        // What came with the comment from a file was there when the file said that it was resolved.
        let came_along = comment.resolved.is_some() && !answer.source.is_empty();
        read.contains(id.as_str()) || came_along || answer.resolved.is_some()
    };
    let is_resolved = comment.resolved.is_some() || !resolutions.is_empty();
    !(is_resolved && answers.iter().all(settled))
}

fn place(comment: &Review, plan: &Plan, look: &Look) -> Place {
    let Some(id) = comment.item else {
        let changed = comment.hash.as_ref().is_some_and(|hash| *hash != look.plan);
        return if changed { Place::Changed } else { Place::Stands };
    };
    let Some(placed) = plan.item(id) else { return Place::Gone };
    let changed = match &comment.hash {
        Some(hash) => look.items.get(&id) != Some(hash),
        None => !says(placed.item, &comment.about),
    };
    if changed { Place::Changed } else { Place::Stands }
}

/// Do these words still stand in the item?
fn says(item: &Item, about: &str) -> bool {
    let plain = |text: &str| nfc(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut all = item.text.clone();
    for detail in &item.details {
        match detail {
            Detail::Field(field) => {
                all.push_str(&format!(" {}: {} {}", field.label, field.value, field.more))
            }
            Detail::Note(note) => all.push_str(&format!(" {}", note.markdown)),
        }
    }
    plain(&all).contains(&plain(about))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::parse::parse;
    use crate::review::Record;

    const PLAN: &str = "+++\nschema = 1\nschool = \"th-a\"\nperiod = \"2023-2024\"\n+++\n\n## III. Nội dung\n\n\
        ### Tiêu chuẩn 1: Tổ chức\n\n#### Tiêu chí 1.5: Lớp\n\n**Điểm yếu**\n\n\
        - Còn 02 lớp ghép. {#w-1.5-2021-1}\n  - Nguyên nhân: xa.\n";

    /// The threads in few words: id, open or not, place, answers.
    fn check(plan: &str, records: &[(&str, Record)]) -> Vec<String> {
        let mut book = Book::default();
        records.iter().for_each(|(id, record)| book.add((*id).to_owned(), record.clone()));
        let plan = parse(plan).plan;
        let told = |thread: &Thread| {
            let open = if thread.is_open { "open" } else { "resolved" };
            let answers: Vec<&str> = thread.answers.iter().map(|(id, _)| id.as_str()).collect();
            format!("{} {open} {} {}", thread.id, thread.place.as_str(), answers.join("+"))
                .trim_end()
                .to_owned()
        };
        threads(&book, &plan, &Look::of(&plan)).iter().map(told).collect()
    }

    fn comment(item: &str, about: &str) -> Review {
        Review { item: item.parse().ok(), about: about.into(), author: "mo".into(), ..Review::default() }
    }

    fn answer(to: &str, source: &str) -> Record {
        Record::Comment(Review {
            answers: Some(to.into()),
            source: source.into(),
            ..comment("w-1.5-2021-1", "")
        })
    }

    fn resolved(of: &str, read: &[&str]) -> Record {
        let read = read.iter().map(|id| (*id).to_owned()).collect();
        Record::Resolution(Resolution { of: of.into(), read, author: "an".into(), ..Resolution::default() })
    }

    #[test]
    fn a_comment_stays_with_its_item() {
        let hash = Look::of(&parse(PLAN).plan).items.into_values().next();
        let hashed = Record::Comment(Review { hash, ..comment("w-1.5-2021-1", "Còn 02 lớp ghép.") });
        let words = Record::Comment(comment("w-1.5-2021-1", "02 lớp"));
        let whole = Record::Comment(comment("", ""));
        let all = [("c1", hashed), ("c2", words), ("c3", whole)];
        assert_eq!(check(PLAN, &all), ["c3 open stands", "c1 open stands", "c2 open stands"]);
        let cause = PLAN.replace("xa.", "gần.");
        assert_eq!(check(&cause, &all), ["c3 open stands", "c1 open changed", "c2 open stands"]);
        let other = PLAN.replace("02 lớp", "03 lớp");
        assert_eq!(check(&other, &all), ["c3 open stands", "c1 open changed", "c2 open changed"]);
        let gone = PLAN.replace("2021-1", "2022-1");
        assert_eq!(check(&gone, &all), ["c3 open stands", "c1 open gone", "c2 open gone"]);
    }

    #[test]
    fn an_answer_that_nobody_read_opens_it_again() {
        let begun = || ("c1", Record::Comment(comment("w-1.5-2021-1", "")));
        assert_eq!(check(PLAN, &[begun(), ("r", resolved("c1", &[]))]), ["c1 resolved stands"]);
        let late = [begun(), ("r", resolved("c1", &[])), ("c2", answer("c1", ""))];
        assert_eq!(check(PLAN, &late), ["c1 open stands c2"]);
        let all = [
            begun(),
            ("c2", answer("c1", "")),
            ("c3", answer("c2", "")),
            ("r", resolved("c3", &["c2", "c3"])),
        ];
        assert_eq!(check(PLAN, &all), ["c1 resolved stands c2+c3"]);
        // As earlier versions wrote it, and as Word has it.
        let old = Record::Comment(Review { resolved: Some("mo".into()), ..comment("w-1.5-2021-1", "") });
        let old = |more| [("c1", old.clone()), ("c2", more)];
        assert_eq!(check(PLAN, &old(answer("c1", "gop-y.docx"))), ["c1 resolved stands c2"]);
        assert_eq!(check(PLAN, &old(answer("c1", ""))), ["c1 open stands c2"]);
    }

    #[test]
    fn no_comment_is_lost_in_what_is_missing_or_runs_in_a_circle() {
        let circle = [("c1", answer("c2", "")), ("c2", answer("c1", "")), ("c3", answer("nowhere", ""))];
        assert_eq!(check(PLAN, &circle), ["c1 open stands c2", "c3 open stands"]);
        assert_eq!(check(PLAN, &[("r", resolved("nowhere", &[]))]), [""; 0]);
    }
}
