//! The judge: one school's facts in, one verdict for each approval out.
//!
//! The questions are asked in the contract's order, and the first no is the verdict: is it a tag of
//! a commit, is it signed, do its names agree, is it this school's, is the trust record in order,
//! who signed, what was signed, where does it stand in the chain, was it seen here before, was it
//! taken back, is the root pinned, is there a later one.
//!
//! Dates are not asked for: they never grant validity.

mod agreement;
mod facts;
mod lines;
mod memory;
mod notice_facts;
mod notices;
mod rights;

use std::collections::{BTreeMap, HashMap};

use agreement::{authority, content, dropped, is_compromised, mandate_over, names};

use lines::Lines;

pub use facts::{Facts, FoundContent, Object, Signature, SignedTag, TagFacts};
pub use notice_facts::{NoticeTag, SeenNotice, SignedNotice};
use notices::{Heard, bound};
pub use notices::{NoticeJudgement, unnamed_withdrawals};
pub use rights::{Entitled, entitled};

use super::chain::{self, Link, Place};
use super::hex::{Hash, Id};
use super::key::PublicKey;
use super::lineage::Granted;
use super::name::ApprovalName;
use super::record::Capacity;
use super::statement::Statement;
use super::trust::Violation;
use super::verdict::{Break, NoRight, Stranger, Verdict};
use crate::period::Period;
use crate::school::{KeyState, KeyStatus, Role};

/// What is said about one approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub tag: String,
    pub id: Id,
    pub name: Option<ApprovalName>,
    pub commit: Option<Id>,
    pub sequence: Option<u64>,
    /// The key that signed, where the signature is good.
    pub signer: Option<PublicKey>,
    /// Whose key that is in the record in force at the approval.
    pub person: Option<String>,
    pub verdict: Verdict,
}

/// An approval whose signature, names and trust are in order.
struct Authentic<'a> {
    statement: &'a Statement,
    /// Everything else that can be wrong with it, seen by itself.
    flaw: Option<Verdict>,
    retired: Option<u64>,
}

/// All that is said about one school's approvals and what came after them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// In chain order, the ones outside the chain at the end.
    pub approvals: Vec<Judgement>,
    /// By the approval's name and the kind.
    pub notices: Vec<NoticeJudgement>,
}

/// Judges every approval of a school; in chain order, the ones outside the chain at the end.
pub fn judge(facts: &Facts<'_>) -> Vec<Judgement> {
    judge_all(facts).approvals
}

/// Judges every approval and every notice of a school.
pub fn judge_all(facts: &Facts<'_>) -> Whole {
    let lines = Lines::of(facts);
    let alone: Vec<Result<Authentic<'_>, Verdict>> =
        facts.tags.iter().map(|tag| facts.alone(tag, &lines)).collect();
    let heard = facts.hear(&bound(alone.iter().flatten()));
    let links: Vec<Link> =
        facts.tags.iter().zip(&alone).filter_map(|(tag, alone)| link(tag, alone, &heard)).collect();
    let places = chain::places(&links);
    let places: HashMap<Id, Place> = links.iter().map(|link| link.id).zip(places).collect();
    let mut judged: Vec<Judgement> = Vec::with_capacity(facts.tags.len());
    for (tag, alone) in facts.tags.iter().zip(&alone) {
        let verdict = match alone {
            Err(verdict) => verdict.clone(),
            Ok(authentic) => facts.together(tag, authentic, places.get(&tag.id), &heard),
        };
        judged.push(facts.judgement(tag, verdict));
    }
    supersede(&mut judged);
    judged.extend(facts.vanished(&heard));
    judged.sort_by(|one, other| {
        let key = |judged: &Judgement| (judged.sequence.unwrap_or(u64::MAX), judged.tag.clone());
        key(one).cmp(&key(other))
    });
    Whole { approvals: judged, notices: heard.judged }
}

/// The approval that the next one follows; None before the first. An error names what is wrong
/// with the chain as it stands.
pub fn next_after(facts: &Facts<'_>) -> Result<Option<Link>, Box<Judgement>> {
    let judged = judge(facts);
    let bad = |judged: &&Judgement| {
        matches!(judged.verdict, Verdict::BrokenChain { .. } | Verdict::ForkedChain { .. })
    };
    if let Some(bad) = judged.iter().find(bad) {
        return Err(Box::new(bad.clone()));
    }
    let lines = Lines::of(facts);
    let alone: Vec<_> = facts.tags.iter().map(|tag| facts.alone(tag, &lines)).collect();
    let heard = facts.hear(&bound(alone.iter().flatten()));
    let links = facts.tags.iter().zip(&alone).filter_map(|(tag, alone)| link(tag, alone, &heard));
    let links: Vec<Link> = links.collect();
    let places = chain::places(&links);
    Ok(chain::last(&links, &places).cloned())
}

fn link(tag: &TagFacts, alone: &Result<Authentic<'_>, Verdict>, heard: &Heard) -> Option<Link> {
    let Authentic { statement, flaw, .. } = alone.as_ref().ok()?;
    Some(Link {
        name: statement.name.clone(),
        id: tag.id,
        sequence: statement.sequence,
        previous: statement.previous,
        trust_serial: statement.trust_serial,
        counts: flaw.is_none(),
        withdrawn: heard.withdrawal(&statement.name, tag.id).is_some(),
    })
}

/// The highest version of each plan that holds makes the lower ones superseded; one that was
/// taken back does so too, because nothing says that the earlier one is meant again.
fn supersede(judged: &mut [Judgement]) {
    let mut highest: BTreeMap<Period, ApprovalName> = BTreeMap::new();
    for name in judged.iter().filter(|one| holds(&one.verdict)).filter_map(|one| one.name.as_ref()) {
        let known = highest.entry(name.period).or_insert_with(|| name.clone());
        if known.version < name.version {
            *known = name.clone();
        }
    }
    for one in judged.iter_mut().filter(|one| one.verdict.is_in_force()) {
        let later =
            one.name.as_ref().and_then(|name| highest.get(&name.period).filter(|later| *later != name));
        if let Some(by) = later.cloned() {
            one.verdict = Verdict::Superseded { by };
        }
    }
}

fn holds(verdict: &Verdict) -> bool {
    verdict.is_in_force() || matches!(verdict, Verdict::Withdrawn { .. })
}

impl<'a> Facts<'a> {
    /// What can be said of a tag by itself.
    fn alone(&self, tag: &'a TagFacts, lines: &Lines) -> Result<Authentic<'a>, Verdict> {
        let signed = match &tag.object {
            Object::Other(found) => return Err(Verdict::NotACommit { found: *found }),
            Object::Tag(signed) => signed,
        };
        let key = match &signed.signature {
            Signature::Missing => return Err(Verdict::Unsigned),
            Signature::Broken => return Err(Verdict::BadSignature),
            Signature::OtherKind => return Err(Verdict::UnknownKey { fingerprint: None }),
            Signature::By(key) => key,
        };
        let statement = names(tag, signed)?;
        let record = self.record(signed.commit, statement)?;
        let (period, sequence) = (statement.name.period, statement.sequence);
        let Some(capacity) = record.record.capacity(key, period, sequence) else {
            return Err(self.no_right(record, key, statement));
        };
        let right = authority(record, key, (capacity, statement.authority));
        let right = right.and_then(|()| self.right(record, key, (capacity, sequence), tag.id));
        let right = right.and_then(|retired| {
            let ends = self.ends(record, key, (capacity, sequence));
            lines.lead_to(tag.id, ends).map(|()| retired)
        });
        let flaw = right.clone().err().or_else(|| content(&statement.content, &signed.found).err());
        Ok(Authentic { statement, flaw, retired: right.ok().flatten() })
    }

    /// The record in force at the approval.
    fn record(&self, commit: Id, statement: &Statement) -> Result<&'a Granted, Verdict> {
        let (_, granted) = self.home(commit, &statement.name.school, statement.root)?;
        let serial = granted.record.serial();
        if serial != statement.trust_serial {
            let (statement, record) = (statement.trust_serial, serial);
            return Err(Verdict::TrustViolation { what: Violation::OtherSerial { statement, record } });
        }
        Ok(granted)
    }

    /// The record in force at the commit that a tag of this school points to, with its place: of the root that
    /// the tag names, and on the line in force here.
    fn home(&self, commit: Id, school: &str, root: Hash) -> Result<(usize, &'a Granted), Verdict> {
        let violated = |what| Verdict::TrustViolation { what };
        let nowhere = || Verdict::Foreign { what: Stranger::NoSuchSchool { school: school.to_owned() } };
        let standing = self.lineage.standing(commit, self.school).ok_or_else(nowhere)?;
        if let Some(what) = standing.bad.clone().or(self.lineage.offices_violation(commit).cloned()) {
            return Err(violated(what));
        }
        let place = standing.good.ok_or_else(nowhere)?;
        let granted = self.lineage.granted(place).ok_or_else(nowhere)?;
        if granted.root != root {
            return Err(Verdict::Foreign { what: Stranger::OtherRoot { root, here: granted.root } });
        }
        if let Some(pinned) = self.pinned.filter(|pinned| *pinned != granted.root)
            && !self.given.contains(&granted.root)
        {
            return Err(Verdict::Foreign { what: Stranger::NotPinned { root: granted.root, pinned } });
        }
        let in_force = self.in_force.as_ref().map_err(|what| violated(what.clone()))?;
        self.belongs_here(granted, in_force).map_err(|what| Verdict::Foreign { what })?;
        let on_line =
            |now: &usize| self.lineage.is_ancestor(place, *now) || self.lineage.is_ancestor(*now, place);
        if in_force.is_empty() || !in_force.iter().all(on_line) {
            return Err(violated(Violation::OtherLine { serial: granted.record.serial() }));
        }
        Ok((place, granted))
    }

    /// The approval's history may have come along with its tag: what counts is whether the school that
    /// is at home here grew from the same root.
    fn belongs_here(&self, granted: &Granted, in_force: &[usize]) -> Result<(), Stranger> {
        let here: Vec<Hash> =
            in_force.iter().filter_map(|place| Some(self.lineage.granted(*place)?.root)).collect();
        let Some(first) = here.first() else {
            return Err(Stranger::NoSuchSchool { school: self.school.to_owned() });
        };
        if here.contains(&granted.root) || self.pinned == Some(granted.root) {
            return Ok(());
        }
        Err(Stranger::OtherRoot { root: granted.root, here: *first })
    }

    /// Why a key that is not the principal's in the record does not approve.
    fn no_right(&self, at: &Granted, key: &PublicKey, statement: &Statement) -> Verdict {
        if let Some(person) = at.record.person(key) {
            let outside = at.record.has_signed(key).then_some(NoRight::OutsideMandate {
                period: statement.name.period,
                sequence: statement.sequence,
            });
            let why = outside.unwrap_or(NoRight::Role(person.role));
            return Verdict::NotEntitled { name: person.name.clone(), why };
        }
        let office = self.lineage.all_offices().find(|office| office.keys.contains(key));
        if let Some(office) = office {
            return Verdict::NotEntitled { name: office.name.clone(), why: NoRight::Office };
        }
        let records: Vec<&Granted> = self.lineage.records(self.school).map(|(_, granted)| granted).collect();
        let known = records.iter().rev().find_map(|granted| {
            let person = granted.record.person(key)?;
            Some((person, granted.record.serial()))
        });
        match known {
            Some((person, serial)) => {
                let principal = person.role == Role::Principal;
                let why =
                    if principal { NoRight::OtherRecord { serial } } else { NoRight::Role(person.role) };
                Verdict::NotEntitled { name: person.name.clone(), why }
            }
            None => Verdict::UnknownKey { fingerprint: Some(key.fingerprint()) },
        }
    }

    /// Does the key count for this approval? The sequence from which it is retired, where it is.
    fn right(
        &self,
        at: &Granted,
        key: &PublicKey,
        (capacity, sequence): (Capacity<'_>, u64),
        id: Id,
    ) -> Result<Option<u64>, Verdict> {
        let person = at.record.person(key);
        let name = || person.map(|person| person.name.clone()).unwrap_or_default();
        let later: Vec<&Granted> = self.now().collect();
        let statuses: Vec<&KeyStatus> = std::iter::once(at)
            .chain(later.iter().copied())
            .filter_map(|granted| granted.record.status(key))
            .collect();
        if let Some(status) = statuses.iter().find(|status| is_compromised(status, sequence, id)) {
            let from_sequence = status.from_sequence;
            return Err(Verdict::KeyCompromised { fingerprint: key.fingerprint(), from_sequence });
        }
        let retired = statuses.iter().filter(|status| status.status == KeyState::Retired);
        let retired = retired.filter_map(|status| status.from_sequence).min();
        let no = |why| Err(Verdict::NotEntitled { name: name(), why });
        if let Some(from_sequence) = retired.filter(|from| sequence >= *from) {
            return no(NoRight::Retired { from_sequence });
        }
        let id = person.map(|person| person.id.as_str());
        if let Some(dropped) = later.iter().find(|now| dropped(&now.record, key, (capacity, id))) {
            return no(NoRight::Dropped { serial: dropped.record.serial() });
        }
        if let Some(until) = later.iter().find_map(|now| mandate_over(&now.record, (capacity, sequence))) {
            return no(NoRight::MandateOver { until });
        }
        Ok(retired)
    }

    fn now(&self) -> impl Iterator<Item = &'a Granted> + use<'a, '_> {
        let places = self.in_force.as_deref().unwrap_or_default();
        places.iter().filter_map(|place| self.lineage.granted(*place))
    }

    /// What can be said of an authentic tag among the others.
    fn together(
        &self,
        tag: &TagFacts,
        authentic: &Authentic<'_>,
        place: Option<&Place>,
        heard: &Heard,
    ) -> Verdict {
        if let Some(flaw) = &authentic.flaw {
            return flaw.clone();
        }
        let name = &authentic.statement.name;
        let withdrawn = heard.withdrawal(name, tag.id);
        let withdrawn = withdrawn.map(|reason| Verdict::Withdrawn { reason: reason.to_owned() });
        match place {
            Some(Place::Sound) | None => {}
            Some(Place::Broken(what)) => return Verdict::BrokenChain { what: what.clone() },
            // Taking it back was what heals the fork.
            Some(Place::Forked { .. }) if withdrawn.is_some() => {}
            Some(Place::Forked { other }) => return Verdict::ForkedChain { other: other.clone() },
            Some(Place::OlderTrust { before, after }) => {
                let what = Violation::OlderThanPredecessor { before: *before, after: *after };
                return Verdict::TrustViolation { what };
            }
        }
        if let Some(what) = self.replaced(name, tag, heard) {
            return Verdict::BrokenChain { what };
        }
        if let Some(withdrawn) = withdrawn {
            return withdrawn;
        }
        let root = authentic.statement.root;
        if self.pinned != Some(root) && !self.given.contains(&root) {
            return Verdict::Unpinned { root };
        }
        if let Object::Tag(signed) = &tag.object
            && let FoundContent::Extract(items) = &signed.found
        {
            return Verdict::ValidExtract { items: items.len() };
        }
        authentic.retired.map_or(Verdict::Valid, |from_sequence| Verdict::ValidRetiredKey { from_sequence })
    }

    fn judgement(&self, tag: &TagFacts, verdict: Verdict) -> Judgement {
        let signed = match &tag.object {
            Object::Tag(signed) => Some(signed),
            Object::Other(_) => None,
        };
        let signer = signed.and_then(|signed| match &signed.signature {
            Signature::By(key) => Some(key.clone()),
            _ => None,
        });
        let statement = signed.and_then(|signed| signed.statement.as_ref().ok());
        let granted = signed
            .and_then(|signed| self.lineage.standing(signed.commit, self.school)?.good)
            .and_then(|place| self.lineage.granted(place));
        let person = signer.as_ref().and_then(|key| granted?.record.person(key));
        Judgement {
            tag: tag.tag.clone(),
            id: tag.id,
            name: tag.tag.parse().ok(),
            commit: signed.map(|signed| signed.commit),
            sequence: statement.map(|statement| statement.sequence),
            person: person.map(|person| person.name.clone()),
            signer,
            verdict,
        }
    }
}
