//! The seam to the judge of notices: what a server asks of a tag below `withdrawn/`, `received/` or
//! `issued/` before it takes it.
//!
//! First what can be said of it alone: it is an annotated tag with a good signature, and its own header has the
//! name of the ref, in the one spelling. Then, with every ref where the push would put it, whether it verifies.

use std::collections::{BTreeSet, HashMap};

use super::change::RefChange;
use super::refusal::{NoNotice, Refusal, Refused};
use crate::approval::name::TagKind;
use crate::approval::notice::NoticeVerdict;
use crate::git::tag::{TagObject, split};
use crate::git::{self, ObjectId, ObjectKind, Repo};
use crate::period::Period;
use crate::school::is_slug;
use crate::signing::{Checked, check};
use crate::work::notices::judge_pushed;
use crate::work::verify::{self, Examined, Scope, examine};

/// The reason not to take this tag.
pub(super) fn judge(repo: &Repo, tag: &str, id: ObjectId) -> Result<Option<Refusal>, git::Error> {
    let no = |why| Ok(Some(Refusal::NoNotice { why }));
    if !is_named(tag) {
        return no(NoNotice::Name);
    }
    let object = match repo.object(id)? {
        Some((ObjectKind::Tag, bytes)) => split(&bytes),
        _ => None,
    };
    let Some(TagObject { name, payload, signature, .. }) = object else { return no(NoNotice::NoTag) };
    if name != tag {
        return no(NoNotice::Header);
    }
    let Some(signature) = signature else { return no(NoNotice::Unsigned) };
    match check(&payload, &signature) {
        Checked::Good(_) => Ok(None),
        Checked::Broken | Checked::OtherKind => no(NoNotice::BadSignature),
    }
}

/// The new notices that do not verify, where every ref is taken to be where the push would put it.
pub(super) fn not_good(
    repo: &Repo,
    changes: &[&RefChange],
    refused: &[Refused],
) -> Result<Vec<Refused>, verify::Error> {
    let mut new: Vec<(&str, &RefChange)> = changes.iter().filter_map(|change| is_new(change)).collect();
    new.retain(|(_, change)| !refused.iter().any(|known| known.reference == change.name));
    let schools: BTreeSet<&str> = new.iter().filter_map(|(tag, _)| tag.split('/').nth(1)).collect();
    let scope = match schools.first() {
        None => return Ok(Vec::new()),
        Some(school) if schools.len() == 1 => Scope::School((*school).to_owned()),
        Some(_) => Scope::All,
    };
    let judged = match examine(repo, &scope, &[]) {
        Ok(examined) => examined,
        Err(verify::Error::NoSuchSchool { .. }) => Examined::nothing(),
        Err(error) => return Err(error),
    };
    let verdicts: HashMap<&str, &NoticeVerdict> =
        judged.notices().map(|one| (one.tag.as_str(), &one.verdict)).collect();
    let refuse = |(tag, change): (&str, &RefChange)| {
        let why = match verdicts.get(tag) {
            Some(verdict) if verdict.is_good() => return None,
            Some(verdict) => Refusal::NoticeNotGood { verdict: (*verdict).clone() },
            None => Refusal::NoNotice { why: NoNotice::Name },
        };
        Some(Refused { reference: change.name.clone(), why })
    };
    Ok(new.into_iter().filter_map(refuse).collect())
}

/// A notice that the push would bring.
fn is_new(change: &RefChange) -> Option<(&str, &RefChange)> {
    let (tag, folder) = change.trusted_tag()?;
    let is_notice = change.old.is_none() && change.new.is_some() && folder != TagKind::Approved.as_str();
    is_notice.then_some((tag, change))
}

/// Why a notice stays home.
pub(super) fn leaving(repo: &mut Repo, tag: &str, new: ObjectId) -> Result<Option<Refusal>, verify::Error> {
    if let Some(refusal) = judge(repo, tag, new)? {
        return Ok(Some(refusal));
    }
    let verdict = judge_pushed(repo, tag, new)?;
    Ok((!verdict.is_good()).then_some(Refusal::NoticeNotGood { verdict }))
}

/// Is this `<folder>/<school>/<period>/v<n>`, in the one spelling?
fn is_named(tag: &str) -> bool {
    let parts: Vec<&str> = tag.split('/').collect();
    let [_, school, period, version] = parts.as_slice() else { return false };
    let number: Option<u32> = version.strip_prefix('v').and_then(|digits| digits.parse().ok());
    let is_period = period.parse::<Period>().is_ok_and(|parsed| parsed.to_string() == *period);
    let is_version = number.is_some_and(|number| number > 0 && format!("v{number}") == *version);
    is_slug(school) && is_period && is_version
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_spelling() {
        assert!(is_named("issued/th-a/2023-2024/v1"));
        for bad in ["issued/th-a/2023-2024", "issued/Th-a/2023-2024/v1", "issued/th-a/2023–2024/v1"] {
            assert!(!is_named(bad), "{bad}");
        }
        assert!(!is_named("issued/th-a/2023-2024/v01") && !is_named("issued/th-a/2023-2024/v0"));
    }
}
