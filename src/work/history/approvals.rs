//! Which version of each plan is approved, by whom and when.

use std::collections::BTreeMap;

use super::Error;
use super::events::tagger;
use super::followed::Place;
use super::plans::Committed;
use crate::approval::name::TagKind;
use crate::approval::{ApprovalName, Verdict};
use crate::date::Date;
use crate::git::ObjectId;
use crate::period::Period;
use crate::work::recall::recall;
use crate::work::verify;

/// The newest approval of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    pub version: u32,
    pub standing: Standing,
    /// Who signed and when, as the tag says.
    pub by: Option<String>,
    pub day: Option<Date>,
    /// The committed plan is another than the approved one.
    pub has_later_edits: bool,
}

/// Whether an approval holds, as far as it can be judged here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Judged(Verdict),
    /// This clone lacks the older part of the history.
    Unknown,
}

impl Standing {
    /// The verdict's stable name, or `unknown`.
    pub fn code(&self) -> &'static str {
        match self {
            Standing::Judged(verdict) => verdict.code(),
            Standing::Unknown => "unknown",
        }
    }
}

/// What is known of the newest approval of a plan.
struct Newest {
    version: u32,
    id: Option<ObjectId>,
    commit: Option<crate::git::CommitId>,
    standing: Standing,
}

/// The newest approval of each plan, in the order of the plans.
pub(super) fn approvals(place: &Place<'_>, plans: &[Committed]) -> Result<Vec<Option<Approval>>, Error> {
    let newest = newest(place)?;
    plans
        .iter()
        .map(|plan| newest.get(&plan.period).map(|newest| told(place, plan, newest)).transpose())
        .collect()
}

fn newest(place: &Place<'_>) -> Result<BTreeMap<Period, Newest>, Error> {
    let mut found: BTreeMap<Period, Newest> = BTreeMap::new();
    let mut add = |period: Period, one: Newest| match found.get(&period) {
        Some(known) if known.version > one.version => {}
        _ => drop(found.insert(period, one)),
    };
    let tags = place.repo.tags(&format!("approved/{}/", place.school))?;
    // An approval that was seen here or received, and is gone, must be missed.
    let has_notices = || -> Result<bool, Error> {
        for kind in TagKind::NOTICES {
            if !place.repo.tags(&format!("{}/{}/", kind.as_str(), place.school))?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    };
    if tags.is_empty() && place.repo.seen().is_empty() && !has_notices()? {
        return Ok(found);
    }
    match recall(place.repo) {
        Ok(judged) => {
            for one in judged {
                let Some(name) = one.name.filter(|name| name.school == place.school) else { continue };
                let standing = Standing::Judged(one.verdict);
                let newest = Newest { version: name.version, id: Some(one.id), commit: one.commit, standing };
                add(name.period, newest);
            }
        }
        Err(verify::Error::Shallow) => {
            for (tag, id) in tags {
                let Ok(name) = tag.parse::<ApprovalName>() else { continue };
                let standing = Standing::Unknown;
                add(name.period, Newest { version: name.version, id: Some(id), commit: None, standing });
            }
        }
        Err(verify::Error::Git(error)) => return Err(Error::Git(error)),
        Err(error) => return Err(Error::Verify(error)),
    }
    Ok(found)
}

fn told(place: &Place<'_>, plan: &Committed, newest: &Newest) -> Result<Approval, Error> {
    let signed = newest.id.map(|id| tagger(place.repo, id)).transpose()?.flatten();
    let approved = newest.commit.map(|commit| place.repo.blob_id(commit, &plan.path)).transpose()?;
    Ok(Approval {
        version: newest.version,
        standing: newest.standing.clone(),
        day: signed.as_ref().map(|(_, seconds, offset)| Date::of_moment(*seconds, *offset)),
        by: signed.map(|(who, ..)| who).filter(|who| !who.is_empty()),
        has_later_edits: approved.is_some_and(|approved| approved != Some(plan.blob)),
    })
}
