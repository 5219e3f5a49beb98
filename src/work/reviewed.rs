//! The files of `reviews/` with what is wrong with them, and which comments are still open.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::check::{Checked, FileKind, Shared, invalid, people};
use super::choice::Chosen;
use super::flaw::unreadable;
use crate::check;
use crate::finding::{Finding, Problem, Span};
use crate::folder::{self, PlanFile};
use crate::plan::Plan;
use crate::review::Record;
use crate::school::School;
use crate::vetting::thread::threads;
use crate::vetting::{Book, Look};

/// How much of a comment is told beside its finding.
const WORDS: usize = 12;

/// What lies beside the plans that were chosen.
pub(super) fn files(chosen: &[Chosen], shared: &Shared) -> Vec<Checked> {
    let places: Vec<&PlanFile> = chosen.iter().filter_map(|one| one.place.as_ref()).collect();
    let found: Vec<Vec<Checked>> = places.par_iter().map(|place| of_plan(place)).collect();
    found.into_iter().flatten().map(|file| file.kept(&shared.config)).collect()
}

/// A file of a folder `reviews` that was named by its path.
pub(super) fn named(chosen: &Chosen, name: String) -> Option<Checked> {
    let folder = chosen.path.parent().and_then(|folder| folder.file_name());
    if chosen.place.is_some() || folder.is_none_or(|folder| folder != "reviews") {
        return None;
    }
    Some(match folder::read_text(&chosen.path) {
        Ok(text) => {
            let flaw = Record::parse(&text).err().map(|flaw| invalid(flaw.detail, flaw.span));
            Checked::new(name, text, flaw.into_iter().collect(), FileKind::Review)
        }
        Err(error) => Checked::new(name, String::new(), vec![unreadable(&error)], FileKind::Review),
    })
}

fn of_plan(place: &PlanFile) -> Vec<Checked> {
    let file = |id: &str, text: String, findings| {
        Checked::new(format!("{}{id}.md", place.reviews_inside()), text, findings, FileKind::Review)
    };
    let read = match place.reviews() {
        Ok(read) => read,
        Err(error) => return vec![file("", String::new(), vec![unreadable(&error)])],
    };
    if read.is_empty() {
        return Vec::new();
    }
    let parsed: Vec<_> = read.into_iter().map(|(id, text)| (Record::parse(&text), id, text)).collect();
    let mut book = Book::default();
    for (record, id, _) in &parsed {
        record.iter().for_each(|record| book.add(id.clone(), record.clone()));
    }
    let ids: BTreeSet<&str> = book.comments.keys().map(String::as_str).collect();
    let open = open(&book);
    let school: Option<School> = people(place);
    let checked = |(record, id, text): (Result<Record, _>, String, String)| {
        let mut findings = match &record {
            Ok(record) => check::review(&text, record, (&ids, school.as_ref())),
            Err(flaw) => vec![flawed(flaw)],
        };
        findings.extend(open.iter().filter(|(own, _)| *own == id).map(|(_, finding)| finding.clone()));
        file(&id, text, findings)
    };
    parsed.into_iter().map(checked).collect()
}

fn flawed(flaw: &crate::review::InvalidReview) -> Finding {
    invalid(flaw.detail.clone(), flaw.span.clone())
}

/// The comments that nobody has resolved. Whether they are hangs on no plan.
fn open(book: &Book) -> Vec<(String, Finding)> {
    let threads = threads(book, &Plan::default(), &Look::default());
    let told = |thread: crate::vetting::Thread| {
        let words: Vec<&str> = thread.comment.text.split_whitespace().collect();
        let more = if words.len() > WORDS { " …" } else { "" };
        let text = words.into_iter().take(WORDS).collect::<Vec<_>>().join(" ") + more;
        let item = thread.comment.item.map(|id| id.to_string());
        let problem = Problem::OpenComment { id: thread.id.clone(), item, text };
        (thread.id, Finding::new(problem, Span::default()))
    };
    threads.into_iter().filter(|thread| thread.is_open).map(told).collect()
}
