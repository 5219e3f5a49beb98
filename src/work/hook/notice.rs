//! The seam to the judge of notices: what a server asks of a tag below `withdrawn/`, `received/` or
//! `issued/` before it takes it.
//!
//! It is an annotated tag with a good signature, and its own header has the name of the ref, in the one
//! spelling. By what right it was signed, the judge says who reads it together with its approval.

use super::refusal::{NoNotice, Refusal};
use crate::git::tag::{TagObject, split};
use crate::git::{self, ObjectId, ObjectKind, Repo};
use crate::period::Period;
use crate::school::is_slug;
use crate::signing::{Checked, check};

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
