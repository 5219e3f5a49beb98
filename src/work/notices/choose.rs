//! Which approval a person means, by period, or by the tag's own name. Only tags are asked, no folders: the office's
//! clone may be bare.

use std::collections::BTreeSet;
use std::path::Path;

use crate::approval::ApprovalName;
use crate::git::{self, Repo};
use crate::period::Period;
use crate::work::choice::{self, Choice};

/// The approval that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    pub school: String,
    pub period: Period,
    /// None for the newest.
    pub version: Option<u32>,
}

/// Why it is not clear which one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceError {
    /// Neither a period nor an approval's name.
    NotAPeriod { text: String },
    /// No approval of that period is here.
    NoApproval { period: Period },
    /// Several schools have one.
    Several { schools: Vec<String> },
}

/// What was typed: a period or `approved/<school>/<period>/v<n>`, the school, the version, and the folder in which
/// the person stands.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'t> {
    pub what: &'t str,
    pub school: Option<&'t str>,
    pub version: Option<u32>,
    pub here: &'t Path,
}

/// Finds out which approval is meant.
pub fn choose(repo: &Repo, typed: &Typed<'_>) -> Result<Result<Meant, ChoiceError>, git::Error> {
    let plain = typed.what.strip_prefix("refs/tags/").unwrap_or(typed.what);
    if let Ok(ApprovalName { school, period, version }) = plain.parse() {
        return Ok(Ok(Meant { school, period, version: Some(version) }));
    }
    let Ok(period) = plain.parse::<Period>() else {
        return Ok(Err(ChoiceError::NotAPeriod { text: plain.to_owned() }));
    };
    let meant = |school: &str| Meant { school: school.to_owned(), period, version: typed.version };
    if let Some(school) = typed.school {
        return Ok(Ok(meant(school)));
    }
    let names = repo.tags("approved/")?.into_iter().filter_map(|(tag, _)| tag.parse::<ApprovalName>().ok());
    let schools: BTreeSet<String> =
        names.filter(|name| name.period == period).map(|name| name.school).collect();
    let own = choice::school(&Choice { here: typed.here, words: &[], school: None }).ok();
    let own = own.map(|(_, school)| school.id).filter(|own| schools.contains(own));
    Ok(match (schools.first(), own) {
        (Some(only), _) if schools.len() == 1 => Ok(meant(only)),
        (Some(_), Some(own)) => Ok(meant(&own)),
        (Some(_), None) => Err(ChoiceError::Several { schools: schools.into_iter().collect() }),
        (None, _) => Err(ChoiceError::NoApproval { period }),
    })
}
