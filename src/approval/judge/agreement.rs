//! Whether names, keys and contents agree with what was signed.

use super::{FoundContent, SignedTag, TagFacts};
use crate::approval::hex::Id;
use crate::approval::key::PublicKey;
use crate::approval::lineage::Granted;
use crate::approval::name::ApprovalName;
use crate::approval::record::{Capacity, Record};
use crate::approval::statement::{Authority, SignedContent, Statement, StatementFlaw};
use crate::approval::verdict::{Content, Disagreement, NoRight, Verdict};
use crate::school::{KeyState, KeyStatus};

/// Does the status take this approval away?
pub(super) fn is_compromised(status: &KeyStatus, sequence: u64, id: Id) -> bool {
    let reaffirmed = status.reaffirmed.iter().any(|known| known.parse() == Ok(id));
    let from = status.from_sequence.unwrap_or(0);
    status.status == KeyState::Compromised && sequence >= from && !reaffirmed
}

/// Does the statement say in what capacity it was signed?
pub(super) fn authority(
    at: &Granted,
    key: &PublicKey,
    (capacity, said): (Capacity<'_>, Option<Authority>),
) -> Result<(), Verdict> {
    let expected = match capacity {
        Capacity::Principal => None,
        Capacity::Deputy(_) => Some(Authority::ForPrincipal),
    };
    let name = at.record.person(key).map(|person| person.name.clone()).unwrap_or_default();
    let why = NoRight::Capacity;
    if said == expected { Ok(()) } else { Err(Verdict::NotEntitled { name, why }) }
}

/// Has a later record nothing any more on which this signature could stand?
pub(super) fn dropped(
    now: &Record,
    key: &PublicKey,
    (capacity, person): (Capacity<'_>, Option<&str>),
) -> bool {
    let has_status = now.status(key).is_some();
    match capacity {
        Capacity::Principal => !has_status && !now.is_principal(key),
        Capacity::Deputy(mandate) => {
            let kept = now.person(key).map(|person| person.id.as_str()) == person;
            now.mandate(&mandate.person, mandate.from_sequence).is_none() || !(has_status || kept)
        }
    }
}

/// The last approval of the deputy's mandate, where a later record ends it before this one.
pub(super) fn mandate_over(now: &Record, (capacity, sequence): (Capacity<'_>, u64)) -> Option<u64> {
    let Capacity::Deputy(mandate) = capacity else { return None };
    let until = now.mandate(&mandate.person, mandate.from_sequence)?.until_sequence?;
    (sequence > until).then_some(until)
}

/// Ref, header and statement must say the same.
pub(super) fn names<'t>(tag: &TagFacts, signed: &'t SignedTag) -> Result<&'t Statement, Verdict> {
    let renamed = |what| Verdict::Renamed { what };
    let Ok(name) = tag.tag.parse::<ApprovalName>() else {
        return Err(renamed(Disagreement::NoName { tag: tag.tag.clone() }));
    };
    if signed.header != tag.tag {
        let (tag, header) = (tag.tag.clone(), signed.header.clone());
        return Err(renamed(Disagreement::Header { tag, header }));
    }
    let unreadable =
        |flaw: &StatementFlaw| Verdict::ContentMismatch { what: Content::Statement(flaw.clone()) };
    let statement = signed.statement.as_ref().map_err(unreadable)?;
    if statement.name != name {
        let (tag, statement) = (tag.tag.clone(), statement.name.clone());
        return Err(renamed(Disagreement::Statement { tag, statement }));
    }
    Ok(statement)
}

/// Is what was signed what the commit holds?
pub(super) fn content(signed: &SignedContent, found: &FoundContent) -> Result<(), Verdict> {
    let mismatch = |what| Err(Verdict::ContentMismatch { what });
    let found = match found {
        FoundContent::Read(found) => found,
        FoundContent::Extract(items) => {
            let other = items.iter().find(|(id, hash)| signed.items.get(id) != Some(*hash));
            return other.map_or(Ok(()), |(id, _)| mismatch(Content::Item(*id)));
        }
        FoundContent::NoPlan => return mismatch(Content::NoPlan),
        FoundContent::Unreadable | FoundContent::NotRead => return mismatch(Content::Unreadable),
    };
    if signed.plan != found.plan {
        return mismatch(Content::Plan);
    }
    if signed.items != found.items {
        let differing =
            signed.items.iter().find(|(id, hash)| found.items.get(id).is_some_and(|own| own != *hash));
        return mismatch(differing.map_or(Content::Items, |(id, _)| Content::Item(*id)));
    }
    if signed.evidence != found.evidence {
        return mismatch(Content::Evidence);
    }
    if signed.reviews != found.reviews {
        return mismatch(Content::Reviews);
    }
    Ok(())
}
