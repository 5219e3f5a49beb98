//! What happened, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::life;
use super::save::story;
use crate::cli::command::save::Summary;
use crate::cli::lang::{Lang, Say};
use crate::work::history::{self, Followed, Happening, History, ItemState, Subject};

/// The answer of `history`: `events` for a school or a plan; `years` for a criterion or an item;
/// `plans` and `lives` for all weaknesses, a criterion or one weakness.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form.
    pub schema: u32,
    pub school: String,
    /// Newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<Event>>,
    /// A criterion by its number and name, an item by its id; oldest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<Vec<Year>>,
    /// The plans through which weaknesses were followed, oldest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plans: Option<Vec<life::PlanYear>>,
    /// Each weakness from its first plan to its last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lives: Option<Vec<life::Life>>,
    /// Files that cannot be read and were left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Unread>,
}

/// A file that cannot be read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Unread {
    pub path: String,
    pub detail: String,
}

/// One thing that happened.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Event {
    /// By the clock of the person who did it.
    pub date: String,
    pub who: String,
    /// saved, approved, submitted, issued, received or withdrawn.
    pub event: String,
    pub commit: Option<String>,
    /// The commit's own message.
    pub message: Option<String>,
    /// What changed, in words.
    pub words: Option<String>,
    pub files: Vec<File>,
    /// The plan and version that a tag names, such as `mn-hoa-sen/2023-2024/v1`.
    pub tag: Option<String>,
    /// The verdict's code where that tag does not verify.
    pub doubt: Option<&'static str>,
}

/// One file of a commit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    pub path: String,
    pub period: Option<String>,
    pub story: &'static str,
}

/// How a criterion or an item stood in one plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Year {
    pub period: String,
    pub catalog: Option<String>,
    /// Does this plan have it?
    pub present: bool,
    pub criterion: Option<String>,
    pub name: Option<String>,
    pub level: Option<String>,
    pub items: Vec<Item>,
}

/// An item in one plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Item {
    pub kind: &'static str,
    pub id: Option<String>,
    pub text: String,
    /// The newest progress record of that year.
    pub status: Option<&'static str>,
    pub date: Option<String>,
    pub percent: Option<u8>,
}

impl Answer {
    pub fn of(history: &History, lang: Lang) -> Answer {
        let empty = |school: &String| Answer {
            schema: 1,
            school: school.clone(),
            events: None,
            years: None,
            plans: None,
            lives: None,
            unread: Vec::new(),
        };
        match history {
            History::Events { school, events, .. } => Answer {
                events: Some(events.iter().map(|event| Event::of(event, lang)).collect()),
                ..empty(school)
            },
            History::Followed(followed) => Answer::followed(followed, empty(&followed.school)),
        }
    }

    fn followed(followed: &Followed, empty: Answer) -> Answer {
        let all = followed.subject == Subject::Weaknesses;
        let detail = if all { life::Detail::Brief } else { life::Detail::Full };
        let unread = followed.unread.iter();
        let unread = unread.map(|one| Unread { path: one.path.clone(), detail: one.detail.clone() });
        Answer {
            years: (!all).then(|| followed.years.iter().map(Year::of).collect()),
            plans: followed.told.as_ref().map(life::plans),
            lives: followed.told.as_ref().map(|told| life::lives(told, detail)),
            unread: unread.collect(),
            ..empty
        }
    }
}

impl Event {
    fn of(event: &history::Event, lang: Lang) -> Event {
        let mut told = Event {
            date: event.day.to_string(),
            who: event.who.clone(),
            event: "saved".into(),
            commit: None,
            message: None,
            words: None,
            files: Vec::new(),
            tag: None,
            doubt: None,
        };
        match &event.what {
            Happening::Saved { commit, message, files } => {
                told.commit = Some(commit.to_string());
                told.message = Some(message.trim_end().to_owned());
                told.words = Some(Summary { files }.say(lang));
                told.files = files
                    .iter()
                    .map(|file| File {
                        path: file.path.clone(),
                        period: file.period.map(|period| period.to_string()),
                        story: story(&file.story),
                    })
                    .collect();
            }
            Happening::Tagged { kind, name, doubt, .. } => {
                told.doubt = *doubt;
                told.event = kind.clone();
                told.tag = Some(format!("{}/{}/v{}", name.school, name.period, name.version));
            }
        }
        told
    }
}

impl Year {
    fn of(year: &history::Year) -> Year {
        let place = year.place.as_ref();
        Year {
            period: year.period.to_string(),
            catalog: year.catalog.clone(),
            present: place.is_some(),
            criterion: place.and_then(|place| place.anchor).map(|anchor| anchor.to_string()),
            name: place.map(|place| place.name.clone()),
            level: place.and_then(|place| place.level.clone()),
            items: place.map(|place| place.items.iter().map(Item::of).collect()).unwrap_or_default(),
        }
    }
}

impl Item {
    fn of(item: &ItemState) -> Item {
        Item {
            kind: item.kind.as_str(),
            id: item.id.map(|id| id.to_string()),
            text: item.text.clone(),
            status: item.status.map(|(status, _, _)| status.as_str()),
            date: item.status.map(|(_, date, _)| date.to_string()),
            percent: item.status.and_then(|(_, _, percent)| percent),
        }
    }
}
