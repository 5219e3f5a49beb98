//! What the hooks judge: what is staged before a commit, what leaves before a push, what arrives at
//! the server.
//!
//! Each gives the reasons to say no; none means yes. They read git objects only: the files that
//! happen to lie on disk are not what is committed or sent.

use std::collections::HashMap;

use crate::approval::name::TagKind;
use crate::approval::notice::NoticeVerdict;
use crate::approval::statement::Statement;
use crate::approval::trust::Violation;
use crate::approval::{ApprovalName, Id, Verdict};
use crate::catalog::{Catalog, Catalogs};
use crate::check::{Subject, check};
use crate::config::Config;
use crate::continuity::Continuity;
use crate::finding::{Finding, Level, Problem, Span};
use crate::folder::Inside;
use crate::git::tag::split;
use crate::git::{self, ObjectId, ObjectKind, Repo, TreeFile};
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::Progress;
use crate::school::School;
use crate::work::{facts, notices, verify};

/// A staged file and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Staged {
    /// From the repository's root, with `/`.
    pub path: String,
    /// The text that the findings' spans refer to.
    pub text: String,
    pub findings: Vec<Finding>,
}

impl Staged {
    /// Does it stop the commit?
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// What stops it: errors, save those that only say that a draft is not finished yet.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        let stops = |finding: &&Finding| finding.level() == Level::Error && !finding.code().is_unfinished();
        self.findings.iter().filter(stops)
    }
}

/// The staged files that differ from HEAD and mean something here, with what is wrong with them.
pub fn pre_commit(repo: &Repo) -> Result<Vec<Staged>, Error> {
    let index = Index::read(repo)?;
    let mut committed: HashMap<String, ObjectId> = HashMap::new();
    if let Some(head) = repo.head()? {
        committed.extend(repo.files(head, "")?.into_iter().map(|file| (file.path, file.id)));
    }
    let is_new = |file: &&TreeFile| committed.get(&file.path) != Some(&file.id);
    let mut staged = Vec::new();
    for file in index.files.iter().filter(is_new) {
        if let Some((text, findings)) = index.judge(&file.path, file.id)? {
            staged.push(Staged { path: file.path.clone(), text, findings });
        }
    }
    Ok(staged)
}

/// What is staged, with the settings that are staged with it.
struct Index<'r> {
    repo: &'r Repo,
    files: Vec<TreeFile>,
    by_path: HashMap<String, ObjectId>,
    config: Config,
    catalogs: Catalogs,
}

impl<'r> Index<'r> {
    fn read(repo: &'r Repo) -> Result<Index<'r>, Error> {
        let files = repo.staged(None)?;
        let by_path = files.iter().map(|file| (file.path.clone(), file.id)).collect();
        let (config, catalogs) = (Config::default(), Catalogs::default());
        let mut index = Index { repo, files, by_path, config, catalogs };
        let settings = index.text("caitien.toml")?.unwrap_or_default();
        index.config = Config::read(&settings).0;
        for file in &index.files {
            let is_catalog = file.path.starts_with("catalogs/") && file.path.ends_with(".toml");
            if is_catalog && let Ok(catalog) = Catalog::parse(&lossy(&repo.blob(file.id)?)) {
                index.catalogs.add(catalog);
            }
        }
        Ok(index)
    }

    fn text(&self, path: &str) -> Result<Option<String>, Error> {
        let id = self.by_path.get(path);
        Ok(id.map(|id| self.repo.blob(*id)).transpose()?.map(|bytes| lossy(&bytes)))
    }

    /// The text of a file of ours with its findings; None for any other file.
    fn judge(&self, path: &str, id: ObjectId) -> Result<Option<(String, Vec<Finding>)>, Error> {
        let place = Inside::of(path);
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_plan = place.is_some_and(|place| place.is_plan());
        let is_record =
            place.is_some() && matches!(name, "school.toml" | "progress.toml" | "continuity.toml");
        if !is_plan && !is_record && path != "caitien.toml" {
            return Ok(None);
        }
        let bytes = self.repo.blob(id)?;
        let Ok(text) = std::str::from_utf8(&bytes) else {
            let finding = Finding::new(Problem::InvalidUtf8, Span::default());
            return Ok(Some((String::new(), vec![finding])));
        };
        if is_plan {
            return self.judge_plan(path, text).map(Some);
        }
        Ok(Some((text.to_owned(), self.config.keep(flaws(name, text)))))
    }

    fn judge_plan(&self, path: &str, text: &str) -> Result<(String, Vec<Finding>), Error> {
        let parsed = parse(text);
        let place = Inside::of(path);
        let before = self.last_approved(path)?;
        let mut progress = before.as_ref().map(|(_, progress)| progress.clone()).unwrap_or_default();
        let beside = format!("{}progress.toml", path.strip_suffix("plan.md").unwrap_or(path));
        let own = self.text(&beside)?.unwrap_or_default();
        progress.records.extend(Progress::parse(&own).unwrap_or_default().records);
        let decided = self.decided(path)?;
        let subject = Subject {
            plan: &parsed.plan,
            text: &parsed.text,
            original: Some(text),
            school: place.map(|place| place.school),
            period: place.and_then(|place| place.period),
            catalogs: &self.catalogs,
            before: before.as_ref().map(|(plan, _)| plan),
            draft_before: None,
            progress: &progress,
            continuity: &decided,
            lineage: &[],
            schools: None,
        };
        let findings = self.config.keep(check(&subject, &parsed.findings));
        Ok((parsed.text, findings))
    }

    /// What people decided about the school's items, as staged.
    fn decided(&self, path: &str) -> Result<Continuity, Error> {
        let folder = path.rsplitn(3, '/').last().unwrap_or_default();
        let text = self.text(&format!("{folder}/continuity.toml"))?.unwrap_or_default();
        Ok(Continuity::parse(&text).unwrap_or_default())
    }

    /// The last approved plan of the school before this one, with what was recorded about it.
    fn last_approved(&self, path: &str) -> Result<Option<(Plan, Progress)>, Error> {
        let Some(place) = Inside::of(path) else { return Ok(None) };
        let judged = verify::last_approved(self.repo, place.school, place.period)?;
        let Some((name, commit)) = judged.and_then(|judged| Some((judged.name?, judged.commit?))) else {
            return Ok(None);
        };
        let own = place.period.map(|period| period.to_string()).unwrap_or_default();
        let plan = path.replacen(&format!("/{own}/"), &format!("/{}/", name.period), 1);
        let beside = plan.replacen("plan.md", "progress.toml", 1);
        let Some(bytes) = self.repo.read(commit, &plan)? else { return Ok(None) };
        let records = self.text(&beside)?.unwrap_or_default();
        let progress = Progress::parse(&records).unwrap_or_default();
        Ok(Some((parse(&lossy(&bytes)).plan, progress)))
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Longer chains than this come in several pushes.
const CHAIN: usize = 200;

/// What is wrong with a file that is not a plan.
fn flaws(name: &str, text: &str) -> Vec<Finding> {
    let flaw = match name {
        "progress.toml" => Progress::parse(text).err().map(|flaw| (flaw.detail, flaw.span)),
        "continuity.toml" => Continuity::parse(text).err().map(|flaw| (flaw.detail, flaw.span)),
        "school.toml" => School::parse(text).err().map(|flaw| (flaw.detail, flaw.span)),
        _ => return Config::read(text).1,
    };
    let finding = flaw.map(|(detail, span)| {
        let span = span.map_or(Span::default(), |span| Span::new(span.start, span.end));
        Finding::new(Problem::InvalidFile { detail }, span)
    });
    finding.into_iter().collect()
}

/// One ref that a push changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefChange {
    /// On the receiving side: `refs/tags/approved/…`.
    pub name: String,
    /// None where it is new there.
    pub old: Option<ObjectId>,
    /// None where it is deleted there.
    pub new: Option<ObjectId>,
}

impl RefChange {
    /// The lines that git hands to `pre-push`: local ref, local id, remote ref, remote id. A line
    /// of another form is passed over.
    pub fn of_push(input: &str) -> Vec<RefChange> {
        input.lines().filter_map(RefChange::of_line).collect()
    }

    fn of_line(line: &str) -> Option<RefChange> {
        // The local side may be any expression, blanks included; the rest never has any.
        let mut fields = line.rsplitn(3, ' ');
        let old = id(fields.next()?)?;
        let name = fields.next()?.to_owned();
        let new = id(fields.next()?.rsplit(' ').next()?)?;
        Some(RefChange { name, old, new })
    }

    /// The three arguments that git hands to `update`.
    pub fn of_update(arguments: &[String]) -> Option<RefChange> {
        match arguments {
            [name, old, new] => Some(RefChange { name: name.clone(), old: id(old)?, new: id(new)? }),
            _ => None,
        }
    }

    /// The tag that changes, if it is one that trust hangs on.
    fn trusted_tag(&self) -> Option<&str> {
        let tag = self.name.strip_prefix("refs/tags/")?;
        // A name that only nearly belongs there is judged as if it did.
        let folder = tag.split('/').next().unwrap_or(tag);
        let known = ["approved", "withdrawn", "received", "issued"];
        known.iter().any(|known| known.eq_ignore_ascii_case(folder)).then_some(tag)
    }
}

/// An object id; `Some(None)` for the zeros that stand for nothing.
fn id(text: &str) -> Option<Option<ObjectId>> {
    if !text.is_empty() && text.bytes().all(|byte| byte == b'0') {
        return Some(None);
    }
    text.parse().ok().map(Some)
}

/// Why a push is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A tag that trust hangs on would name another object.
    Moved { tag: String },
    /// A tag that trust hangs on would be gone.
    Deleted { tag: String },
    /// An approval that does not verify.
    NotGood { tag: String, verdict: Verdict },
    /// A notice about an approval that does not verify.
    NoticeNotGood { tag: String, verdict: NoticeVerdict },
    /// A tag among the approvals that is none.
    NoApproval { tag: String },
    /// The branch breaks a school's line of trust records.
    Trust { school: String, what: Violation },
    /// The branch changes the list of education offices without the right.
    Offices { what: Violation },
    /// The branch would no longer have the record that is in force there.
    RecordLost { school: String },
    /// A branch that is no commit.
    NoCommit { name: String },
}

/// Why there could be no judgement.
#[derive(Debug)]
pub enum Error {
    Git(git::Error),
    Verify(verify::Error),
}

impl From<git::Error> for Error {
    fn from(source: git::Error) -> Error {
        Error::Git(source)
    }
}

impl From<verify::Error> for Error {
    fn from(source: verify::Error) -> Error {
        Error::Verify(source)
    }
}

/// The reasons not to send this: approvals that do not verify stay home.
pub fn pre_push(repo: &mut Repo, changes: &[RefChange]) -> Result<Vec<Refusal>, Error> {
    let mut refusals = Vec::new();
    for change in changes {
        refusals.extend(tag(repo, change)?);
    }
    Ok(refusals)
}

/// The reasons not to take this: the server side, for one ref.
pub fn update(repo: &mut Repo, change: &RefChange) -> Result<Vec<Refusal>, Error> {
    match change.name.starts_with("refs/heads/") {
        true => branch(repo, change),
        false => Ok(tag(repo, change)?.into_iter().collect()),
    }
}

/// A push may bring a whole chain, and git asks about its tags in any order: a predecessor whose
/// object has come along is judged as if it had its name already. It is asked about by itself too.
pub(super) fn assume_predecessors(repo: &mut Repo, tag: ObjectId) -> Result<(), git::Error> {
    let mut next = Some(tag);
    for _ in 0..CHAIN {
        let Some((ObjectKind::Tag, bytes)) = next.map(|id| repo.object(id)).transpose()?.flatten() else {
            break;
        };
        let Some(read) = split(&bytes) else { break };
        if let Some(id) = next
            && ApprovalName::of_tag(&read.name, TagKind::Approved).is_some()
            && repo.reference(&format!("refs/tags/{}", read.name))?.is_none()
        {
            repo.assume_tag(&read.name, id);
        }
        next = Statement::parse(&read.message).ok().and_then(|statement| statement.previous).map(Into::into);
    }
    Ok(())
}

/// What a branch would do to the trust records.
fn branch(repo: &Repo, change: &RefChange) -> Result<Vec<Refusal>, Error> {
    let Some(new) = change.new else { return Ok(Vec::new()) };
    if repo.kind(new)? != Some(ObjectKind::Commit) {
        return Ok(vec![Refusal::NoCommit { name: change.name.clone() }]);
    }
    let (new, old) = (Id::from(new), change.old.map(Id::from));
    let lineage = facts::lineage(repo, &[Some(new), old].into_iter().flatten().collect())?;
    let mut refusals = Vec::new();
    if let Some(what) = lineage.offices_violation(new) {
        refusals.push(Refusal::Offices { what: what.clone() });
    }
    for school in lineage.schools() {
        let now = lineage.standing(new, school);
        if let Some(what) = now.and_then(|standing| standing.bad.clone()) {
            refusals.push(Refusal::Trust { school: school.to_owned(), what });
            continue;
        }
        let before = old.and_then(|old| lineage.standing(old, school)).and_then(|standing| standing.good);
        let now = now.and_then(|standing| standing.good);
        let leads_on = match (before, now) {
            (Some(before), Some(now)) => lineage.is_ancestor(before, now),
            (Some(_), None) => false,
            (None, _) => true,
        };
        if !leads_on {
            refusals.push(Refusal::RecordLost { school: school.to_owned() });
        }
    }
    Ok(refusals)
}

fn tag(repo: &mut Repo, change: &RefChange) -> Result<Option<Refusal>, Error> {
    let Some(name) = change.trusted_tag() else { return Ok(None) };
    let tag = name.to_owned();
    let new = match (change.old, change.new) {
        (_, None) => return Ok(Some(Refusal::Deleted { tag })),
        (Some(old), Some(new)) if old != new => return Ok(Some(Refusal::Moved { tag })),
        (_, Some(new)) => new,
    };
    if TagKind::NOTICES.iter().any(|kind| ApprovalName::of_tag(name, *kind).is_some()) {
        let verdict = notices::judge_pushed(repo, name, new)?;
        let refusal = (!verdict.is_good()).then_some(Refusal::NoticeNotGood { tag, verdict });
        return Ok(refusal);
    }
    if ApprovalName::of_tag(name, TagKind::Approved).is_none() {
        return Ok(Some(Refusal::NoApproval { tag }));
    }
    repo.assume_tag(name, new);
    assume_predecessors(repo, new)?;
    let judged = verify::verify(repo, &verify::Scope::Tag(tag.clone()))?;
    let verdict = judged.into_iter().find(|judged| judged.tag == tag).map(|judged| judged.verdict);
    Ok(match verdict {
        // One that was taken back is as honest as before, and the withdrawal must be able to come along.
        Some(verdict) if verdict.is_good() || matches!(verdict, Verdict::Withdrawn { .. }) => None,
        Some(verdict) => Some(Refusal::NotGood { tag, verdict }),
        None => Some(Refusal::NoApproval { tag }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZERO: &str = "0000000000000000000000000000000000000000";
    const ONE: &str = "1111111111111111111111111111111111111111";

    #[test]
    fn reads_the_lines_of_a_push() {
        let line = format!("HEAD~1 {ONE} refs/heads/main {ZERO}\n(delete) {ZERO} refs/tags/x {ONE}\n");
        let changes = RefChange::of_push(&line);
        let one: ObjectId = ONE.parse().unwrap();
        assert_eq!(changes[0], RefChange { name: "refs/heads/main".into(), old: None, new: Some(one) });
        assert_eq!(changes[1], RefChange { name: "refs/tags/x".into(), old: Some(one), new: None });
        assert_eq!(RefChange::of_push("rác\n\n"), []);
    }

    #[test]
    fn trust_hangs_on_these_tags() {
        let check =
            |name: &str| RefChange { name: name.into(), old: None, new: None }.trusted_tag().is_some();
        assert!(check("refs/tags/approved/a/2023-2024/v1"));
        assert!(check("refs/tags/Approved/a"));
        assert!(check("refs/tags/received/a/2023-2024/v1"));
        assert!(!check("refs/tags/v1.0"));
        assert!(!check("refs/heads/approved/a"));
    }
}
