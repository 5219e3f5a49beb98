//! Judges approvals: collects the facts from git objects ([`super::facts`]), hands them to
//! `approval::judge`, and remembers what was in order.
//!
//! ```no_run
//! use caitien::{git::Repo, work::verify::{Scope, verify}};
//! let repo = Repo::open(std::path::Path::new(".")).unwrap();
//! for judged in verify(&repo, &Scope::All).unwrap() {
//!     println!("{}: {}", judged.tag, judged.verdict.code());
//! }
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::approval::judge::{Judgement, NoticeJudgement, Object, Whole, judge, judge_all};
use crate::approval::name::TagKind;
use crate::approval::notice::{NoticeVerdict, Says};
use crate::approval::{ApprovalName, Hash, Id, Statement, Verdict};
use crate::git::seen::Seen;
use crate::git::{self, CommitId, ObjectId, Repo};
use crate::period::Period;
use crate::school::is_slug;
use crate::signing;

use super::facts::{self, Aside, Collected};

/// Which approvals to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every approval of every school.
    All,
    School(String),
    /// The approvals of one plan.
    Plan {
        school: String,
        period: Period,
    },
    /// One tag by its name, with or without `refs/tags/`.
    Tag(String),
}

/// One approval with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The tag's name, without `refs/tags/`.
    pub tag: String,
    /// The object that the ref names; for a vanished approval, the one that was seen.
    pub id: ObjectId,
    /// What the name says; None where it is no approval's name.
    pub name: Option<ApprovalName>,
    /// The approved commit, where there is one.
    pub commit: Option<CommitId>,
    pub sequence: Option<u64>,
    pub signer: Option<Signer>,
    pub verdict: Verdict,
    /// What came after it: taken back, received, issued; each with its own verdict.
    pub notices: Vec<JudgedNotice>,
}

/// One notice with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedNotice {
    /// The tag's name, without `refs/tags/`.
    pub tag: String,
    /// The object that the ref names; of a vanished notice, the one that was seen.
    pub id: ObjectId,
    pub kind: TagKind,
    /// The approval that it is about, by its own name.
    pub name: Option<ApprovalName>,
    /// What it says, where it can be read.
    pub says: Option<Says>,
    pub signer: Option<Signer>,
    pub verdict: NoticeVerdict,
}

/// Whose key signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// `SHA256:…`
    pub fingerprint: String,
    /// The person's name in the record in force at the approval.
    pub name: Option<String>,
}

/// Why there could be no verdict.
#[derive(Debug)]
pub enum Error {
    Git(git::Error),
    /// A signature that some record's key may have made could not be checked: a program is missing, say.
    Signature(signing::Error),
    /// The older part of the history is missing, so the root cannot be reached.
    Shallow,
    NoSuchTag {
        tag: String,
    },
    /// Neither the history nor any tag knows the school.
    NoSuchSchool {
        school: String,
    },
}

impl From<git::Error> for Error {
    fn from(source: git::Error) -> Error {
        Error::Git(source)
    }
}

impl From<signing::Error> for Error {
    fn from(source: signing::Error) -> Error {
        Error::Signature(source)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Git(source) => source.fmt(out),
            Error::Signature(source) => source.fmt(out),
            Error::Shallow => write!(out, "the clone is shallow"),
            Error::NoSuchTag { tag } => write!(out, "no tag `{tag}`"),
            Error::NoSuchSchool { school } => write!(out, "no school `{school}`"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Git(source) => std::error::Error::source(source),
            Error::Signature(source) => std::error::Error::source(source),
            _ => None,
        }
    }
}

/// What an examination gives.
#[derive(Debug)]
pub struct Examined {
    pub judged: Vec<Judged>,
    /// Notices about approvals that are not among these, or about nothing.
    pub strays: Vec<JudgedNotice>,
    /// What was not known here before.
    pub new: Vec<Seen>,
    /// False where the git directory could not be written: then a later disappearance is not found.
    pub remembered: bool,
}

/// Judges the approvals of a scope by what this clone has pinned, school by school, in chain order.
pub fn verify(repo: &Repo, scope: &Scope) -> Result<Vec<Judged>, Error> {
    Ok(examine(repo, scope, &[])?.judged)
}

/// The same, with roots given by hand; and whether what was in order could be remembered.
pub fn examine(repo: &Repo, scope: &Scope, roots: &[Hash]) -> Result<Examined, Error> {
    let roots = Roots { given: roots.to_vec(), listed: None };
    examine_beside(repo, &Wanted { scope, roots: &roots, aside: &Aside::default() })
}

/// Roots that somebody trusts for this call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roots {
    /// For whatever school has them, in the place of all that is pinned.
    pub given: Vec<Hash>,
    /// For each school its own, in the place of all that is pinned.
    pub listed: Option<BTreeMap<String, Hash>>,
}

/// What is to be judged, by whose roots, and what is known beside the objects.
pub struct Wanted<'w> {
    pub scope: &'w Scope,
    pub roots: &'w Roots,
    pub aside: &'w Aside,
}

/// Judges a scope.
pub fn examine_beside(repo: &Repo, wanted: &Wanted<'_>) -> Result<Examined, Error> {
    let scope = wanted.scope;
    let tag = match scope {
        Scope::Tag(name) => Some(name.strip_prefix("refs/tags/").unwrap_or(name)),
        _ => None,
    };
    if let Some(tag) = tag.filter(|tag| TagKind::of(tag).is_none()) {
        return elsewhere(repo, tag);
    }
    let schools: Option<BTreeSet<String>> = match scope {
        Scope::All => None,
        Scope::School(school) | Scope::Plan { school, .. } => Some([school.clone()].into()),
        Scope::Tag(_) => tag.map(|tag| {
            let school = tag.split('/').nth(1).filter(|school| is_slug(school));
            [school.unwrap_or("").to_owned()].into()
        }),
    };
    let mut collected = facts::collect_beside(repo, schools.as_ref(), wanted.aside)?;
    collected.trust(wanted.roots.listed.as_ref());
    if let Scope::School(school) | Scope::Plan { school, .. } = scope
        && !collected.knows(school)
    {
        return Err(Error::NoSuchSchool { school: school.clone() });
    }
    let mut examined = Examined::nothing();
    for school in collected.schools() {
        let mut whole = judge_all(&collected.facts(school, &wanted.roots.given));
        examined.new.extend(worth_remembering(&collected, school, &whole));
        whole.approvals.iter_mut().for_each(|one| superseded_elsewhere(&collected, one));
        examined.add(whole, scope, tag);
    }
    if let Some(tag) = tag.filter(|_| examined.judged.is_empty() && examined.strays.is_empty()) {
        return Err(Error::NoSuchTag { tag: tag.to_owned() });
    }
    examined.remembered = repo.remember(&examined.new).is_ok();
    Ok(examined)
}

impl Examined {
    /// Nothing was asked for yet.
    pub fn nothing() -> Examined {
        Examined { judged: Vec::new(), strays: Vec::new(), new: Vec::new(), remembered: true }
    }

    /// Takes in what another examination found of these approvals, each once.
    pub fn join(&mut self, other: Examined, is_meant: impl Fn(Option<&ApprovalName>) -> bool) {
        self.remembered &= other.remembered;
        for judged in other.judged {
            if is_meant(judged.name.as_ref()) && !self.judged.contains(&judged) {
                self.judged.push(judged);
            }
        }
        for stray in other.strays {
            if is_meant(stray.name.as_ref()) && !self.strays.contains(&stray) {
                self.strays.push(stray);
            }
        }
        self.new.extend(other.new);
    }

    /// Every notice, those under an approval first.
    pub fn notices(&self) -> impl Iterator<Item = &JudgedNotice> {
        self.judged.iter().flat_map(|one| &one.notices).chain(&self.strays)
    }

    /// What is meant of one school's approvals, each with its notices.
    fn add(&mut self, whole: Whole, scope: &Scope, tag: Option<&str>) {
        let mut judged: Vec<Judged> = whole
            .approvals
            .into_iter()
            .filter(|one| is_meant((&one.tag, one.name.as_ref()), scope, tag))
            .map(Judged::from)
            .collect();
        for notice in whole.notices {
            let is_meant = is_meant((&notice.tag, notice.name.as_ref()), scope, tag);
            let name = notice.name.clone();
            let about = judged.iter_mut().find(|one| name.is_some() && one.name == name);
            match about {
                Some(approval) => approval.notices.push(notice.into()),
                None if is_meant => self.strays.push(notice.into()),
                None => {}
            }
        }
        self.judged.extend(judged);
    }
}

/// A stale copy: a later version of the plan was in order in a bundle that was judged here.
fn superseded_elsewhere(collected: &Collected, judged: &mut Judgement) {
    let newer = judged.name.as_ref().and_then(|name| collected.newer_elsewhere(name)).cloned();
    if let Some(by) = newer.filter(|_| judged.verdict.is_in_force()) {
        judged.verdict = Verdict::Superseded { by };
    }
}

fn is_meant((own, name): (&str, Option<&ApprovalName>), scope: &Scope, tag: Option<&str>) -> bool {
    match scope {
        Scope::All | Scope::School(_) => true,
        Scope::Plan { period, .. } => name.is_some_and(|name| name.period == *period),
        Scope::Tag(_) => tag == Some(own),
    }
}

/// A tag that lies elsewhere than approvals do: whatever it says, its name is wrong.
fn elsewhere(repo: &Repo, tag: &str) -> Result<Examined, Error> {
    let Some(id) = repo.reference(&format!("refs/tags/{tag}"))? else {
        return Err(Error::NoSuchTag { tag: tag.to_owned() });
    };
    let collected = facts::collect(repo, Some(&BTreeSet::new()))?;
    let read = facts::read_approval(repo, &collected.examiner, tag, Id::from(id))?;
    let mut facts = collected.facts("", &[]);
    let tags = [read];
    facts.tags = &tags;
    let judged = judge(&facts).into_iter().map(Judged::from).collect();
    Ok(Examined { judged, ..Examined::nothing() })
}

/// What was in order and is not remembered yet.
fn worth_remembering(collected: &Collected, school: &str, whole: &Whole) -> Vec<Seen> {
    let in_force = collected.in_force(school).unwrap_or_default();
    let [place] = in_force.as_slice() else { return Vec::new() };
    let Some(granted) = collected.lineage.granted(*place) else { return Vec::new() };
    let root = granted.root;
    let record =
        Seen::Record { root, school: school.to_owned(), serial: granted.record.serial(), blob: granted.blob };
    let in_order = |one: &&Judgement| {
        one.verdict.is_good() || matches!(one.verdict, Verdict::Unpinned { .. } | Verdict::Withdrawn { .. })
    };
    let approvals = whole.approvals.iter().filter(in_order).filter_map(|one| {
        Some(Seen::Approval { root, tag: one.tag.clone(), id: one.id, sequence: one.sequence? })
    });
    let notices = whole.notices.iter().filter(|one| one.verdict.is_in_order()).filter_map(|one| {
        Some(Seen::Notice {
            root,
            tag: one.tag.clone(),
            id: one.id,
            approval: one.notice.as_ref()?.approval,
            key: one.signer.as_ref()?.fingerprint(),
        })
    });
    std::iter::once(record)
        .chain(approvals)
        .chain(notices)
        .filter(|seen| !collected.has_seen(school, seen))
        .collect()
}

impl From<Judgement> for Judged {
    fn from(judged: Judgement) -> Judged {
        let name = judged.person;
        Judged {
            tag: judged.tag,
            id: judged.id.into(),
            name: judged.name,
            commit: judged.commit.map(|id| CommitId::new(id.into())),
            sequence: judged.sequence,
            signer: judged.signer.map(|key| Signer { fingerprint: key.fingerprint(), name }),
            verdict: judged.verdict,
            notices: Vec::new(),
        }
    }
}

impl From<NoticeJudgement> for JudgedNotice {
    fn from(judged: NoticeJudgement) -> JudgedNotice {
        let name = judged.person;
        JudgedNotice {
            tag: judged.tag,
            id: judged.id.into(),
            kind: judged.kind,
            name: judged.name,
            says: judged.notice.map(|notice| notice.says),
            signer: judged.signer.map(|key| Signer { fingerprint: key.fingerprint(), name }),
            verdict: judged.verdict,
        }
    }
}

/// The newest approved plan of a school before a period (or at all): what continuity is measured
/// against. An unpinned approval will do for that, as it gives nobody a right.
pub fn last_approved(repo: &Repo, school: &str, before: Option<Period>) -> Result<Option<Judged>, Error> {
    let judged = verify(repo, &Scope::School(school.to_owned()))?;
    Ok(newest(judged, before))
}

/// The approval of the highest version of the newest plan among these.
pub fn newest(judged: Vec<Judged>, before: Option<Period>) -> Option<Judged> {
    let standing = judged.into_iter().filter(|judged| {
        let holds = judged.verdict.is_in_force() || matches!(judged.verdict, Verdict::Unpinned { .. });
        let period = judged.name.as_ref().map(|name| name.period);
        holds && period.is_some_and(|period| before.is_none_or(|before| period.first() < before.first()))
    });
    standing.max_by_key(|judged| judged.name.as_ref().map(|name| (name.period, name.version)))
}

/// What an approval says, whether or not it holds; None where it says nothing that can be read.
pub fn said(repo: &Repo, tag: &str, id: Id) -> Result<Option<Statement>, Error> {
    match facts::read_approval(repo, &crate::signing::Examiner::default(), tag, id)?.object {
        Object::Tag(signed) => Ok(signed.statement.ok()),
        Object::Other(_) => Ok(None),
    }
}
