//! Judging notices: which withdrawals, receipts and issues count, and what they do to the approvals.
//!
//! - A withdrawal is the principal's, an issue the clerk's or the principal's: whoever has that role in a record
//!   under which the approval was made or in a later one on the same line. So the next principal may take back
//!   what the last one approved, and a former principal may not knock out what came after.
//! - A receipt is an education office's, of any list that led to the one in force.
//! - A retired key makes notices about approvals before its sequence only; a compromised one none, unless the
//!   record reaffirms the notice's tag, or a later approval that counts has signed that it was there. Unlike an
//!   approval, a notice has no place in a chain: nothing else tells whether it came before the theft.
//! - A withdrawal that was seen here, or that a later approval names, counts though its tag is gone: one too
//!   many only costs a new approval, one too few would call valid what is not.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Authentic;
use super::facts::{Facts, Object, Signature, TagFacts};
use super::lines::Lines;
use super::notice_facts::{NoticeTag, SeenNotice, SignedNotice};
use super::rights::About;
use crate::approval::hex::Id;
use crate::approval::key::PublicKey;
use crate::approval::name::{ApprovalName, TagKind};
use crate::approval::notice::{Notice, NoticeVerdict, NoticedApproval, Says};
use crate::approval::statement::Statement;
use crate::approval::verdict::{Break, Disagreement, Verdict};
use crate::period::Period;

/// What is said about one notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeJudgement {
    pub tag: String,
    /// The object that the ref names; of a vanished notice, the one that was seen.
    pub id: Id,
    pub kind: TagKind,
    /// The approval that it is about, by its own name.
    pub name: Option<ApprovalName>,
    /// What it says, where it can be read.
    pub notice: Option<Notice>,
    /// The key that signed, where the signature is good.
    pub signer: Option<PublicKey>,
    /// Whose key that is.
    pub person: Option<String>,
    pub verdict: NoticeVerdict,
}

/// Withdrawals that approvals which count have signed to be there: the name of what was withdrawn with the
/// withdrawal's tag.
pub(super) type Bound = HashSet<(ApprovalName, Id)>;

/// What the notices together say.
pub(super) struct Heard {
    pub(super) judged: Vec<NoticeJudgement>,
    /// Why an approval was taken back, by its name; empty where only a later approval knows of it.
    withdrawn: HashMap<ApprovalName, String>,
    /// The tag objects of approvals that were taken back by what was seen here and is gone.
    remembered: HashSet<Id>,
    /// What offices received, by the approval's name.
    pub(super) received: HashMap<ApprovalName, Id>,
}

impl Heard {
    /// Why this approval was taken back, if it was; empty where the withdrawal itself is gone. The name is taken
    /// back, not the object: of one ECDSA signature anybody can make a second one, and so another object that says
    /// the same. A memory takes back only the object: whoever brings an approval of his own under the name, to take
    /// it back and away again, shall not have spoilt the name.
    pub(super) fn withdrawal(&self, name: &ApprovalName, id: Id) -> Option<&str> {
        let known = self.withdrawn.get(name).map(String::as_str);
        known.or_else(|| self.remembered.contains(&id).then_some(""))
    }
}

/// A notice whose signature, names, trust and right are in order.
struct Sound<'a> {
    notice: &'a Notice,
    /// Is the approval that it names the one that is here?
    found: Result<(), NoticedApproval>,
}

/// The withdrawals that the approvals which count have signed to be there.
pub(super) fn bound<'s>(authentic: impl Iterator<Item = &'s Authentic<'s>>) -> Bound {
    let statements = authentic.filter(|one| one.flaw.is_none()).map(|one| one.statement);
    let named = |statement: &'s Statement| {
        let school = statement.name.school.clone();
        statement.withdrawn.iter().map(move |((period, version), id)| {
            (ApprovalName { school: school.clone(), period: *period, version: *version }, *id)
        })
    };
    statements.flat_map(named).collect()
}

/// The withdrawals that the next approval has to name: those in order that no approval that counts names yet.
pub fn unnamed_withdrawals(facts: &Facts<'_>) -> BTreeMap<(Period, u32), Id> {
    let lines = Lines::of(facts);
    let alone: Vec<_> = facts.tags.iter().filter_map(|tag| facts.alone(tag, &lines).ok()).collect();
    let bound = bound(alone.iter());
    let heard = facts.hear(&bound);
    let in_order =
        heard.judged.iter().filter(|one| one.kind == TagKind::Withdrawn && one.verdict.is_in_order());
    let named = in_order.filter_map(|one| Some((one.name.clone()?, one.id)));
    let unnamed = named.filter(|known| !bound.contains(known));
    unnamed.map(|(name, id)| ((name.period, name.version), id)).collect()
}

impl<'a> Facts<'a> {
    /// Judges every notice, those that are gone included.
    pub(super) fn hear(&self, bound: &Bound) -> Heard {
        let mut heard = Heard {
            judged: Vec::with_capacity(self.notices.len()),
            withdrawn: HashMap::new(),
            remembered: HashSet::new(),
            received: HashMap::new(),
        };
        let approvals: HashMap<&str, &TagFacts> =
            self.tags.iter().map(|tag| (tag.tag.as_str(), tag)).collect();
        for tag in self.notices {
            let authentic = self.authentic(tag, &approvals, bound);
            if let Ok(Sound { notice, .. }) = &authentic {
                match &notice.says {
                    Says::Withdrawn { reason } => {
                        heard.withdrawn.insert(notice.name.clone(), reason.clone());
                    }
                    Says::Received { .. } => {
                        heard.received.insert(notice.name.clone(), notice.approval);
                    }
                    Says::Issued { .. } => {}
                }
            }
            let verdict = match authentic {
                Ok(authentic) => self.standing_notice(tag, &authentic, bound),
                Err(verdict) => verdict,
            };
            heard.judged.push(self.notice_judgement(tag, verdict));
        }
        self.hear_what_is_gone(bound, &mut heard);
        heard.judged.sort_by(|one, other| (&one.name, &one.tag).cmp(&(&other.name, &other.tag)));
        heard
    }

    /// What can be said of a notice apart from what was here before.
    fn authentic(
        &self,
        tag: &'a NoticeTag,
        approvals: &HashMap<&str, &'a TagFacts>,
        bound: &Bound,
    ) -> Result<Sound<'a>, NoticeVerdict> {
        let signed = tag.object.as_ref().map_err(|found| NoticeVerdict::NotACommit { found: *found })?;
        let key = match &signed.signature {
            Signature::Missing => return Err(NoticeVerdict::Unsigned),
            Signature::Broken => return Err(NoticeVerdict::BadSignature),
            Signature::OtherKind => return Err(NoticeVerdict::UnknownKey { fingerprint: None }),
            Signature::By(key) => key,
        };
        let notice = names(tag, signed)?;
        let (own, _) =
            self.home(signed.commit, &notice.name.school, notice.root).map_err(|verdict| match verdict {
                Verdict::Foreign { what } => NoticeVerdict::Foreign { what },
                Verdict::TrustViolation { what } => NoticeVerdict::TrustViolation { what },
                _ => NoticeVerdict::NoApproval { found: NoticedApproval::Absent },
            })?;
        let approval = approvals.get(notice.name.to_string().as_str());
        let found = match approval {
            None => Err(NoticedApproval::Absent),
            Some(here) if here.id != notice.approval => Err(NoticedApproval::Other { here: here.id }),
            Some(here) if commit(here) != Some(signed.commit) => Err(NoticedApproval::OtherCommit),
            Some(_) => Ok(()),
        };
        // The right depends on the approval that has the name here, wherever the notice may be attached.
        let sequence = approval.and_then(|here| Some(statement(here)?.sequence));
        let standing = approval.and_then(|here| self.lineage.standing(commit(here)?, self.school));
        let place = standing.and_then(|standing| standing.good).unwrap_or(own);
        let is_bound = bound.contains(&(notice.name.clone(), tag.id));
        let about = About { place, sequence, notice: Some(tag.id), is_bound };
        self.may_notice(tag.kind, key, &about)?;
        Ok(Sound { notice, found })
    }

    /// What is said of an authentic notice by what is here and what was.
    fn standing_notice(&self, tag: &NoticeTag, authentic: &Sound<'_>, bound: &Bound) -> NoticeVerdict {
        if let Err(found) = authentic.found {
            return NoticeVerdict::NoApproval { found };
        }
        let seen = self.seen_notices().find(|seen| seen.tag == tag.tag && seen.id != tag.id);
        let is_meant = |(name, id): &&(ApprovalName, Id)| {
            tag.kind == TagKind::Withdrawn && *name == authentic.notice.name && *id != tag.id
        };
        if let Some(seen) = seen.map(|seen| seen.id) {
            return NoticeVerdict::BrokenChain { what: Break::Changed { seen } };
        }
        if let Some(id) = bound.iter().find(is_meant).map(|(_, id)| *id) {
            return NoticeVerdict::BrokenChain { what: Break::Named { id } };
        }
        let root = authentic.notice.root;
        if self.pinned != Some(root) && !self.given.contains(&root) {
            return NoticeVerdict::Unpinned { root };
        }
        NoticeVerdict::Good
    }

    /// Notices that were seen here, or that an approval names, and whose tag is gone or another one.
    fn hear_what_is_gone(&self, bound: &Bound, heard: &mut Heard) {
        let here: HashMap<&str, Id> = self.notices.iter().map(|tag| (tag.tag.as_str(), tag.id)).collect();
        let mut gone: HashMap<String, (Id, Break)> = HashMap::new();
        for (name, id) in bound {
            let tag = name.tag(TagKind::Withdrawn);
            heard.withdrawn.entry(name.clone()).or_default();
            if !here.contains_key(tag.as_str()) {
                gone.insert(tag, (*id, Break::Named { id: *id }));
            }
        }
        for seen in self.seen_notices().filter(|seen| here.get(seen.tag.as_str()) != Some(&seen.id)) {
            if TagKind::of(&seen.tag) == Some(TagKind::Withdrawn) {
                heard.remembered.insert(seen.approval);
            }
            if !seen.may_lack && !here.contains_key(seen.tag.as_str()) {
                gone.insert(seen.tag.clone(), (seen.id, Break::Gone { id: seen.id }));
            }
        }
        heard.judged.extend(gone.into_iter().filter_map(|(tag, (id, what))| {
            let kind = TagKind::of(&tag)?;
            Some(NoticeJudgement {
                name: ApprovalName::of_tag(&tag, kind),
                tag,
                id,
                kind,
                notice: None,
                signer: None,
                person: None,
                verdict: NoticeVerdict::BrokenChain { what },
            })
        }));
    }

    /// What was seen under a root that matters here, save what a key made that is compromised now.
    fn seen_notices(&self) -> impl Iterator<Item = &SeenNotice> {
        self.seen_notices
            .iter()
            .filter(|seen| self.is_own_root(seen.root) && !self.is_disowned(&seen.key, seen.id))
    }

    fn notice_judgement(&self, tag: &NoticeTag, verdict: NoticeVerdict) -> NoticeJudgement {
        let signed = tag.object.as_deref().ok();
        let signer = signed.and_then(|signed| match &signed.signature {
            Signature::By(key) => Some(key.clone()),
            _ => None,
        });
        NoticeJudgement {
            tag: tag.tag.clone(),
            id: tag.id,
            kind: tag.kind,
            name: ApprovalName::of_tag(&tag.tag, tag.kind),
            notice: signed.and_then(|signed| signed.notice.as_ref().ok()).cloned(),
            person: signer.as_ref().and_then(|key| self.owner(key)),
            signer,
            verdict,
        }
    }
}

/// Ref, header and statement must say the same.
fn names<'t>(tag: &NoticeTag, signed: &'t SignedNotice) -> Result<&'t Notice, NoticeVerdict> {
    let renamed = |what| NoticeVerdict::Renamed { what };
    let Some(name) = ApprovalName::of_tag(&tag.tag, tag.kind) else {
        return Err(renamed(Disagreement::NoName { tag: tag.tag.clone() }));
    };
    if signed.header != tag.tag {
        let (tag, header) = (tag.tag.clone(), signed.header.clone());
        return Err(renamed(Disagreement::Header { tag, header }));
    }
    let unreadable = |flaw: &_| NoticeVerdict::ContentMismatch { flaw: Clone::clone(flaw) };
    let notice = signed.notice.as_ref().map_err(unreadable)?;
    if notice.name != name {
        let (tag, statement) = (tag.tag.clone(), notice.name.clone());
        return Err(renamed(Disagreement::Statement { tag, statement }));
    }
    Ok(notice)
}

/// The commit that an approval points to.
fn commit(tag: &TagFacts) -> Option<Id> {
    match &tag.object {
        Object::Tag(signed) => Some(signed.commit),
        Object::Other(_) => None,
    }
}

/// What an approval says, as far as it can be read.
pub(super) fn statement(tag: &TagFacts) -> Option<&Statement> {
    match &tag.object {
        Object::Tag(signed) => signed.statement.as_ref().ok(),
        Object::Other(_) => None,
    }
}
