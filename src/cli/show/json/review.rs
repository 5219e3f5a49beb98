//! A review for programs: `review`.

use schemars::JsonSchema;
use serde::Serialize;

use super::comment::{Flawed, Thread};
use crate::vetting::{Since, Stale};
use crate::work::review::{self, Against, Given, Rest, View};

/// The answer of `review`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    pub school: String,
    pub period: String,
    /// The reviewer's id in the school's record.
    pub by: String,
    /// What was recorded; null where the plan was only shown.
    pub given: Option<Verdict>,
    /// What the plan was held against: nothing, approved or last-look; null where something was recorded.
    pub against: Option<&'static str>,
    /// The version that is in review.
    pub submitted: Option<u32>,
    /// In the order of the plan.
    pub items: Vec<Item>,
    /// Items that were looked at and are gone.
    pub gone: Vec<Gone>,
    /// The plan outside of its items: new, same or changed.
    pub rest: Option<&'static str>,
    /// The headings of the sections that changed, where that can be found out.
    pub sections: Vec<String>,
    /// Open threads about the whole plan, or about items that are gone.
    pub threads: Vec<Thread>,
    /// Everybody's last word on the whole.
    pub verdicts: Vec<Verdict>,
    /// Files in reviews/ that cannot be understood.
    pub flawed: Vec<Flawed>,
}

/// One item.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Item {
    pub id: String,
    /// The criterion or standard under which it stands.
    pub criterion: Option<String>,
    /// new, changed, footing (a weakness or target on which it hangs changed) or same.
    pub since: &'static str,
    pub text: String,
    /// As it stood, where that can be found again.
    pub before: Option<String>,
    pub fields: Vec<Field>,
    /// The open threads about it.
    pub threads: Vec<Thread>,
    /// Everybody's last word on the item alone.
    pub verdicts: Vec<Verdict>,
}

/// A field that differs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Field {
    pub key: &'static str,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// An item that is gone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Gone {
    pub id: String,
    pub text: Option<String>,
}

/// What somebody says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Verdict {
    /// A person's id; what a file says, and nothing proves it here.
    pub by: String,
    pub date: String,
    /// seen, approve or request-changes.
    pub says: &'static str,
    /// Null for the whole plan.
    pub item: Option<String>,
    pub why: String,
    /// changed, footing or gone: it was said of an earlier text; null where it holds.
    pub stale: Option<&'static str>,
    /// The file, from the repository's root; only of one that was recorded just now.
    pub path: Option<String>,
    /// Was it written? Not in a dry run, nor where the same was said before.
    pub written: Option<bool>,
}

impl Answer {
    fn empty(school: &str, period: String, by: &str) -> Answer {
        Answer {
            schema: 1,
            school: school.to_owned(),
            period,
            by: by.to_owned(),
            given: None,
            against: None,
            submitted: None,
            items: Vec::new(),
            gone: Vec::new(),
            rest: None,
            sections: Vec::new(),
            threads: Vec::new(),
            verdicts: Vec::new(),
            flawed: Vec::new(),
        }
    }

    pub fn view(view: &View) -> Answer {
        let (rest, sections) = match &view.rest {
            Rest::New => ("new", Vec::new()),
            Rest::Same => ("same", Vec::new()),
            Rest::Changed { sections } => ("changed", sections.clone()),
        };
        let gone = |gone: &review::Gone| Gone { id: gone.id.to_string(), text: gone.text.clone() };
        Answer {
            against: Some(match view.against {
                Against::Nothing => "nothing",
                Against::Approved { .. } => "approved",
                Against::LastLook { .. } => "last-look",
            }),
            submitted: view.submitted,
            items: view.items.iter().map(Item::new).collect(),
            gone: view.gone.iter().map(gone).collect(),
            rest: Some(rest),
            sections,
            threads: view.threads.iter().map(Thread::new).collect(),
            verdicts: view.stands.iter().map(Verdict::new).collect(),
            flawed: view.flawed.iter().map(Flawed::new).collect(),
            ..Answer::empty(&view.place.school, view.place.period.to_string(), &view.by.0)
        }
    }

    pub fn given(given: &Given) -> Answer {
        let stand =
            review::Stand { by: given.verdict.author.clone(), verdict: given.verdict.clone(), stale: None };
        let (path, written) = (Some(given.path.clone()), Some(given.written));
        Answer {
            given: Some(Verdict { path, written, ..Verdict::new(&stand) }),
            ..Answer::empty(&given.place.school, given.place.period.to_string(), &given.verdict.author)
        }
    }
}

impl Item {
    fn new(item: &review::ItemView) -> Item {
        let field = |field: &review::FieldChange| Field {
            key: field.key.as_str(),
            before: field.before.clone(),
            after: field.after.clone(),
        };
        Item {
            id: item.id.to_string(),
            criterion: item.anchor.map(|anchor| anchor.to_string()),
            since: match item.since {
                Since::New => "new",
                Since::Changed => "changed",
                Since::Footing => "footing",
                Since::Same => "same",
            },
            text: item.text.clone(),
            before: item.before.clone(),
            fields: item.fields.iter().map(field).collect(),
            threads: item.threads.iter().map(Thread::new).collect(),
            verdicts: item.stands.iter().map(Verdict::new).collect(),
        }
    }
}

impl Verdict {
    fn new(stand: &review::Stand) -> Verdict {
        let verdict = &stand.verdict;
        Verdict {
            by: stand.by.clone(),
            date: verdict.date.clone(),
            says: verdict.says.as_str(),
            item: verdict.item.map(|id| id.to_string()),
            why: verdict.text.clone(),
            stale: stand.stale.map(stale),
            path: None,
            written: None,
        }
    }
}

pub(super) fn stale(stale: Stale) -> &'static str {
    match stale {
        Stale::Changed => "changed",
        Stale::Footing => "footing",
        Stale::Gone => "gone",
    }
}
