//! `export` for programs: what was written, and how the exported text stands.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::command::export::{Made, To};
use crate::cli::lang::{Lang, Say};
use crate::cli::show::export::{Stands, Told};
use crate::work::export::Saved;

/// The answer of `export --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    /// The file.
    pub file: String,
    /// docx, pdf, html, md, json, csv, xlsx, ics.
    pub to: &'static str,
    /// `plan`, `comparison` or `report`.
    pub subject: &'static str,
    pub bytes: usize,
    /// `written`, `replaced`, or `same` where it was there already.
    pub saved: &'static str,
    /// The school's id; of a plan.
    pub school: Option<String>,
    /// The plan's period.
    pub period: Option<String>,
    /// How the exported text stands: draft, edited-since, rejected, unjudged, approved, unpinned, superseded, withdrawn.
    pub state: Option<&'static str>,
    /// The tag of the approval of this very text, also where it was taken back.
    pub approval: Option<String>,
    /// What a person should know about the form that was used, in sentences: of a school's own templates, of who made a PDF.
    pub remarks: Vec<String>,
    /// Of a calendar: what is in it and what is not.
    pub calendar: Option<Calendar>,
}

/// What a calendar holds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Calendar {
    pub events: usize,
    /// Actions that are done again and again, which no calendar of deadlines holds.
    pub recurring: usize,
    /// Actions whose time names no last day that was understood.
    pub unread: usize,
}

impl Answer {
    pub fn new((to, made): (To, &Made), (file, saved): (&str, Saved), lang: Lang) -> Answer {
        let ready = made.ready.as_ref();
        let calendar = made.told.iter().find_map(|told| match told {
            Told::Calendar { events, recurring, unread } => {
                Some(Calendar { events: *events, recurring: *recurring, unread: *unread })
            }
            _ => None,
        });
        let remarks = made.told.iter().filter_map(|told| match told {
            Told::Remark(remark) => Some(remark.say(lang)),
            _ => None,
        });
        Answer {
            schema: 1,
            file: file.to_owned(),
            to: to.as_str(),
            subject: made.subject.as_str(),
            bytes: made.bytes.len(),
            saved: match saved {
                Saved::Written => "written",
                Saved::Replaced => "replaced",
                Saved::Same => "same",
            },
            school: ready.map(|ready| ready.school.clone()).filter(|school| !school.is_empty()),
            period: ready.and_then(|ready| ready.period).map(|period| period.to_string()),
            state: ready.map(|ready| Stands::of(&ready.standing).as_str()),
            approval: ready
                .and_then(|ready| ready.standing.approval.as_ref())
                .map(|approval| approval.mark.name.to_string()),
            remarks: remarks.collect(),
            calendar,
        }
    }
}
