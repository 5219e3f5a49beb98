//! Comments for programs: `comment`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::review::{Record, Resolution, Review};
use crate::vetting;
use crate::work::review::{Commented, Flawed as FlawedFile, Listed};

/// The answer of `comment`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    pub school: String,
    pub period: String,
    /// What was said; null for the list.
    pub said: Option<Said>,
    /// For the list: all of the plan, the open ones first; else the one that was spoken to.
    pub threads: Vec<Thread>,
    /// Files in reviews/ that cannot be understood.
    pub flawed: Vec<Flawed>,
}

/// What was said.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Said {
    pub id: String,
    /// comment, answer or resolution.
    pub kind: &'static str,
    /// The file, from the repository's root; empty where it was so before.
    pub path: String,
    /// Not in a dry run, nor where the same was said before.
    pub written: bool,
    /// The file's text.
    pub text: String,
}

/// A comment with its answers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Thread {
    pub id: String,
    /// Null for the plan as a whole.
    pub item: Option<String>,
    pub open: bool,
    /// stands, changed (the words have changed since) or gone (the item is no longer in the plan).
    pub place: &'static str,
    /// The words that it is about, as they stood then.
    pub about: String,
    pub comment: Comment,
    pub answers: Vec<Comment>,
    pub resolutions: Vec<Resolved>,
}

/// What one person said.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Comment {
    pub id: String,
    /// A person's id in the school's record; of one that came from a file, a name.
    pub author: String,
    /// The name is what a file said.
    pub claimed: bool,
    pub date: String,
    /// The file that it came in.
    pub source: String,
    pub text: String,
}

/// Somebody resolved it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Resolved {
    pub id: String,
    pub author: String,
    pub date: String,
    pub text: String,
}

/// A file that is no review.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Flawed {
    pub id: String,
    pub detail: String,
}

impl Answer {
    pub fn listed(listed: &Listed) -> Answer {
        Answer {
            schema: 1,
            school: listed.place.school.clone(),
            period: listed.place.period.to_string(),
            said: None,
            threads: listed.threads.iter().map(Thread::new).collect(),
            flawed: listed.flawed.iter().map(Flawed::new).collect(),
        }
    }

    pub fn said(said: &Commented) -> Answer {
        let kind = match &said.record {
            Record::Resolution(_) => "resolution",
            Record::Comment(Review { answers: Some(_), .. }) => "answer",
            _ => "comment",
        };
        let (id, path) = (said.id.clone(), said.path.clone());
        Answer {
            schema: 1,
            school: said.place.school.clone(),
            period: said.place.period.to_string(),
            said: Some(Said { id, kind, path, written: said.written, text: said.text.clone() }),
            threads: said.thread.iter().map(Thread::new).collect(),
            flawed: Vec::new(),
        }
    }
}

impl Thread {
    pub fn new(thread: &vetting::Thread) -> Thread {
        Thread {
            id: thread.id.clone(),
            item: thread.comment.item.map(|id| id.to_string()),
            open: thread.is_open,
            place: thread.place.as_str(),
            about: thread.comment.about.clone(),
            comment: Comment::new(&thread.id, &thread.comment),
            answers: thread.answers.iter().map(|(id, answer)| Comment::new(id, answer)).collect(),
            resolutions: thread.resolutions.iter().map(|(id, one)| Resolved::new(id, one)).collect(),
        }
    }
}

impl Comment {
    fn new(id: &str, review: &Review) -> Comment {
        Comment {
            id: id.to_owned(),
            author: review.author.clone(),
            claimed: review.claimed,
            date: review.date.clone(),
            source: review.source.clone(),
            text: review.text.clone(),
        }
    }
}

impl Resolved {
    fn new(id: &str, one: &Resolution) -> Resolved {
        let Resolution { author, date, text, .. } = one.clone();
        Resolved { id: id.to_owned(), author, date, text }
    }
}

impl Flawed {
    pub fn new((id, flaw): &FlawedFile) -> Flawed {
        Flawed { id: id.clone(), detail: flaw.detail.clone() }
    }
}
