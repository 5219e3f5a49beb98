//! The rehearsal of an approval: everything that would stop it, what the principal is shown, and the
//! statement that would be signed. No key is touched.
//!
//! The plan is read from HEAD's commit, never from the working tree; the working tree is only asked
//! whether it still says the same.

use std::collections::BTreeSet;

use crate::approval::digest;
use crate::approval::hex::{Hash, Id};
use crate::approval::judge::{FoundContent, Judgement, judge, next_after};
use crate::approval::key::PublicKey;
use crate::approval::lineage::Granted;
use crate::approval::name::ApprovalName;
use crate::approval::statement::{Account, SignedContent, Statement};
use crate::approval::trust::Violation;
use crate::approval::verdict::Verdict;
use crate::catalog::{Catalog, Catalogs};
use crate::check::{Subject, check};
use crate::compare::{self, Comparison, Pair, Ref, Side, Status};
use crate::config::Config;
use crate::finding::{Finding, Level};
use crate::git::Repo;
use crate::git::trust::Trees;
use crate::period::Period;
use crate::plan::parse::{Parsed, parse};
use crate::plan::{Kind, Plan};
use crate::progress::{Progress, Status as Done};

use super::facts::{self, Collected};
use super::verify::Error;

/// What is to be approved.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    pub school: &'a str,
    pub period: Period,
    /// The key that is to sign, where it is known already.
    pub key: Option<&'a PublicKey>,
    /// Roots that are trusted for this call.
    pub roots: &'a [Hash],
}

/// Something that stops an approval.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// Nothing was ever committed.
    NoCommit,
    /// The plan is not in the last commit.
    NotCommitted {
        school: String,
        period: Period,
    },
    /// The file on disk is not as it was committed.
    Edited {
        path: String,
    },
    /// The plan's file is not text.
    Unreadable {
        path: String,
    },
    /// Findings at error level.
    Findings {
        path: String,
        count: usize,
    },
    /// Items without an id cannot be followed over the years.
    NoIds {
        count: usize,
    },
    /// The very same plan is approved already.
    AlreadyApproved {
        name: ApprovalName,
    },
    /// Nothing says what became of this weakness of the plan that was approved before.
    Unaccounted {
        weakness: Ref,
        before: ApprovalName,
    },
    /// The school has no trust record that was granted.
    NoRecord {
        school: String,
    },
    Trust {
        what: Violation,
    },
    /// Somebody must say that this root is the school's.
    Unpinned {
        root: Hash,
    },
    /// Another root is pinned.
    OtherRoot {
        root: Hash,
        pinned: Hash,
    },
    /// The key is not the principal's in the record in force.
    NotPrincipal {
        fingerprint: String,
        principal: String,
    },
    /// The key no longer signs for the principal.
    KeyWithoutRight {
        verdict: Verdict,
    },
    /// An earlier approval breaks the chain.
    Chain {
        tag: String,
        verdict: Verdict,
    },
}

/// Everything that is known before a key is touched.
#[derive(Debug)]
pub struct Rehearsal {
    pub name: ApprovalName,
    pub school_name: String,
    pub obstacles: Vec<Obstacle>,
    /// What would be signed; None where not even that is known.
    pub statement: Option<Statement>,
    pub commit: Option<Id>,
    /// What the principal is shown: the plan against the last approved one.
    pub shown: Option<Comparison>,
    /// The approval that it is compared with.
    pub before: Option<ApprovalName>,
    /// The findings of all levels, with the text that they refer to.
    pub findings: Vec<Finding>,
    pub text: String,
    /// The keys that may sign.
    pub keys: Vec<PublicKey>,
    pub principal: Option<Principal>,
    /// Is the root still to be pinned, by the key that signed it?
    pub pins_root: bool,
    /// The tags of the school as they were, to see whether another process was faster.
    pub(super) tags: Vec<(String, Id)>,
}

/// The person who approves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    pub name: String,
    pub email: Option<String>,
}

/// A rehearsal that nothing stops: only this can be signed.
#[derive(Debug)]
pub struct Ready {
    pub rehearsal: Rehearsal,
    pub statement: Statement,
    pub commit: Id,
}

impl Rehearsal {
    /// The way to signing, if there is no obstacle.
    pub fn ready(self) -> Result<Ready, Box<Rehearsal>> {
        match (self.statement.clone(), self.commit) {
            (Some(statement), Some(commit)) if self.obstacles.is_empty() => {
                Ok(Ready { statement, commit, rehearsal: self })
            }
            _ => Err(Box::new(self)),
        }
    }
}

/// Goes through an approval without making it.
pub fn rehearse(repo: &Repo, wanted: &Wanted<'_>) -> Result<Rehearsal, Error> {
    let collected = facts::collect(repo, Some(&BTreeSet::from([wanted.school.to_owned()])))?;
    let mut stage = Stage::new(repo, wanted, &collected)?;
    let Some(head) = collected.head else {
        stage.rehearsal.obstacles.push(Obstacle::NoCommit);
        return Ok(stage.rehearsal);
    };
    stage.rehearsal.commit = Some(head);
    let granted = stage.trust();
    let Some(found) = stage.plan(head)? else { return Ok(stage.rehearsal) };
    stage.edited(&found.folder)?;
    let judged = judge(&collected.facts(wanted.school, wanted.roots));
    let account = stage.compare(head, &found, &judged)?;
    stage.check(&found)?;
    if let Some(granted) = granted {
        stage.state(granted, &found, account)?;
    }
    Ok(stage.rehearsal)
}

/// The tags below `approved/` of a school.
pub(super) fn tags(repo: &Repo, school: &str) -> Result<Vec<(String, Id)>, Error> {
    let tags = repo.tags(&format!("approved/{school}/"))?;
    Ok(tags.into_iter().map(|(tag, id)| (tag, id.into())).collect())
}

/// The plan as it is committed.
struct FoundPlan {
    /// The school's folder.
    folder: String,
    path: String,
    original: String,
    parsed: Parsed,
    content: SignedContent,
    progress: Progress,
    open_comments: u32,
}

struct Stage<'a> {
    repo: &'a Repo,
    wanted: &'a Wanted<'a>,
    collected: &'a Collected,
    trees: Trees<'a>,
    rehearsal: Rehearsal,
    /// The plan of the last approved period before this one, for the checks of continuity.
    before: Option<Plan>,
    before_progress: Progress,
}

impl<'a> Stage<'a> {
    fn new(repo: &'a Repo, wanted: &'a Wanted<'a>, collected: &'a Collected) -> Result<Stage<'a>, Error> {
        let tags = tags(repo, wanted.school)?;
        let names = tags.iter().filter_map(|(tag, _)| tag.parse::<ApprovalName>().ok());
        let versions = names.filter(|name| name.period == wanted.period).map(|name| name.version);
        let remembered = judge(&collected.facts(wanted.school, &[]));
        let remembered = remembered.iter().filter_map(|one| one.name.as_ref());
        let remembered = remembered.filter(|name| name.period == wanted.period).map(|name| name.version);
        // A name is never used again, not even that of an approval that vanished.
        let version = versions.chain(remembered).max().unwrap_or(0) + 1;
        let name = ApprovalName { school: wanted.school.to_owned(), period: wanted.period, version };
        let rehearsal = Rehearsal {
            name,
            school_name: wanted.school.to_owned(),
            obstacles: Vec::new(),
            statement: None,
            commit: None,
            shown: None,
            before: None,
            findings: Vec::new(),
            text: String::new(),
            keys: Vec::new(),
            principal: None,
            pins_root: false,
            tags,
        };
        let trees = Trees::new(repo);
        let (before, before_progress) = (None, Progress::default());
        Ok(Stage { repo, wanted, collected, trees, rehearsal, before, before_progress })
    }

    fn stop(&mut self, obstacle: Obstacle) {
        self.rehearsal.obstacles.push(obstacle);
    }

    /// The record in force at HEAD, and whether the key may sign under it.
    fn trust(&mut self) -> Option<&'a Granted> {
        let school = self.wanted.school;
        let in_force = match self.collected.in_force(school) {
            Ok(in_force) => in_force,
            Err(what) => {
                self.stop(Obstacle::Trust { what });
                return None;
            }
        };
        let head = self.collected.head?;
        let lineage = &self.collected.lineage;
        let place = lineage.standing(head, school).and_then(|standing| standing.good);
        let Some((place, granted)) = place.and_then(|place| Some((place, lineage.granted(place)?))) else {
            self.stop(Obstacle::NoRecord { school: school.to_owned() });
            return None;
        };
        if in_force != [place] {
            // A newer record lies on another branch: approving under the older one would not hold.
            self.stop(Obstacle::Trust { what: Violation::OtherLine { serial: granted.record.serial() } });
        }
        let record = &granted.record;
        self.rehearsal.school_name.clone_from(&record.school.school.name);
        let principal = record.school.principal();
        self.rehearsal.principal =
            principal.map(|person| Principal { name: person.name.clone(), email: person.email.clone() });
        let keys = record.keys().filter(|(key, _)| record.is_principal(key) && record.status(key).is_none());
        self.rehearsal.keys = keys.map(|(key, _)| key.clone()).collect();
        self.root(granted);
        if let Some(key) = self.wanted.key.filter(|key| !self.rehearsal.keys.contains(key)) {
            let principal = principal.map(|person| person.name.clone()).unwrap_or_default();
            self.stop(Obstacle::NotPrincipal { fingerprint: key.fingerprint(), principal });
        }
        Some(granted)
    }

    fn root(&mut self, granted: &Granted) {
        let root = granted.root;
        if self.wanted.roots.contains(&root) {
            return;
        }
        match self.collected.pinned(self.wanted.school) {
            Some(pinned) if pinned == root => {}
            Some(pinned) => self.stop(Obstacle::OtherRoot { root, pinned }),
            None => {
                // Whoever holds the key that signed the root needs nobody to vouch for it.
                let records = self.collected.lineage.records(self.wanted.school);
                let mut roots = records.filter(|(_, record)| record.root == root && record.before.is_empty());
                let founder = roots.next().map(|(_, record)| record.signer.clone());
                match self.wanted.key {
                    Some(key) if founder.as_ref() == Some(key) => self.rehearsal.pins_root = true,
                    None if founder.is_some_and(|key| self.rehearsal.keys.contains(&key)) => {}
                    _ => self.stop(Obstacle::Unpinned { root }),
                }
            }
        }
    }

    fn plan(&mut self, head: Id) -> Result<Option<FoundPlan>, Error> {
        let Wanted { school, period, .. } = *self.wanted;
        let tree = self.trees.of_commit(head)?;
        let missing = Obstacle::NotCommitted { school: school.to_owned(), period };
        let Some(folder) = self.collected.places.folder(&mut self.trees, tree, school)? else {
            self.stop(missing);
            return Ok(None);
        };
        let path = format!("{folder}/{period}/plan.md");
        let Some(blob) = self.trees.file(tree, &path)? else {
            self.stop(missing);
            return Ok(None);
        };
        let Ok(original) = String::from_utf8(self.repo.blob(blob.into())?) else {
            self.stop(Obstacle::Unreadable { path });
            return Ok(None);
        };
        let name = &self.rehearsal.name;
        let content = facts::content(self.repo, &mut self.trees, &self.collected.places, tree, name)?;
        let FoundContent::Read(content) = content else {
            self.stop(Obstacle::Unreadable { path });
            return Ok(None);
        };
        let parsed = parse(&original);
        let progress = self.progress(tree, &format!("{folder}/{period}"))?;
        let open_comments = self.open_comments(tree, &format!("{folder}/{period}/reviews"))?;
        let no_ids = parsed.plan.items().filter(|placed| placed.item.kind != Kind::Strength);
        let count = no_ids.filter(|placed| placed.item.id.is_none()).count();
        if count > 0 {
            self.stop(Obstacle::NoIds { count });
        }
        Ok(Some(FoundPlan { folder, path, original, parsed, content, progress, open_comments }))
    }

    fn progress(&mut self, tree: Id, folder: &str) -> Result<Progress, Error> {
        let Some(blob) = self.trees.file(tree, &format!("{folder}/progress.toml"))? else {
            return Ok(Progress::default());
        };
        let bytes = self.repo.blob(blob.into())?;
        Ok(Progress::parse(&String::from_utf8_lossy(&bytes)).unwrap_or_default())
    }

    /// A comment is open until its front matter has a line `resolved = …`.
    fn open_comments(&mut self, tree: Id, folder: &str) -> Result<u32, Error> {
        let mut open = 0;
        for (_, blob) in self.trees.files(tree, folder)? {
            let bytes = self.repo.blob(blob.into())?;
            let text = String::from_utf8_lossy(&bytes);
            open += u32::from(!text.lines().any(|line| line.starts_with("resolved")));
        }
        Ok(open)
    }

    /// What is on disk and differs from what would be approved.
    fn edited(&mut self, folder: &str) -> Result<(), Error> {
        if self.repo.is_bare() {
            return Ok(());
        }
        let period = format!("{folder}/{}/", self.wanted.period);
        let record = format!("{folder}/school.toml");
        for path in self.repo.edited_files()? {
            if path.starts_with(&period) || path == record {
                self.stop(Obstacle::Edited { path });
            }
        }
        Ok(())
    }

    fn check(&mut self, found: &FoundPlan) -> Result<(), Error> {
        let Some(head) = self.rehearsal.commit else { return Ok(()) };
        let tree = self.trees.of_commit(head)?;
        let catalogs = self.catalogs(tree)?;
        let config = match self.trees.file(tree, "caitien.toml")? {
            Some(blob) => Config::read(&String::from_utf8_lossy(&self.repo.blob(blob.into())?)).0,
            None => Config::default(),
        };
        let mut progress = self.before_progress.clone();
        progress.records.extend(found.progress.records.iter().cloned());
        let subject = Subject {
            original: Some(&found.original),
            school: Some(self.wanted.school),
            period: Some(self.wanted.period),
            before: self.before.as_ref(),
            ..Subject::of(&found.parsed, &catalogs, &progress)
        };
        let findings = config.keep(check(&subject, &found.parsed.findings));
        let count = findings.iter().filter(|finding| finding.level() == Level::Error).count();
        if count > 0 {
            self.stop(Obstacle::Findings { path: found.path.clone(), count });
        }
        self.rehearsal.findings = findings;
        self.rehearsal.text.clone_from(&found.parsed.text);
        Ok(())
    }

    fn catalogs(&mut self, tree: Id) -> Result<Catalogs, Error> {
        let mut catalogs = Catalogs::default();
        for (name, blob) in self.trees.files(tree, "catalogs")? {
            if name.ends_with(".toml") {
                let bytes = self.repo.blob(blob.into())?;
                if let Ok(catalog) = Catalog::parse(&String::from_utf8_lossy(&bytes)) {
                    catalogs.add(catalog);
                }
            }
        }
        Ok(catalogs)
    }

    /// Compares with the plan that was approved last, and asks for an account of what is gone.
    fn compare(&mut self, head: Id, found: &FoundPlan, judged: &[Judgement]) -> Result<Account, Error> {
        let holds =
            |one: &&Judgement| one.verdict.is_good() || matches!(one.verdict, Verdict::Unpinned { .. });
        let of = |wanted: &dyn Fn(Period) -> bool| {
            let named = judged.iter().filter(holds).filter_map(|one| Some((one.name.clone()?, one.commit?)));
            named.filter(|(name, _)| wanted(name.period)).max_by_key(|(name, _)| (name.period, name.version))
        };
        let period = self.wanted.period;
        let alike = |other: Period| {
            other.first() < period.first() && other.is_school_year() == period.is_school_year()
        };
        let year_before = of(&alike).or_else(|| of(&|other| other.first() < period.first()));
        if let Some((name, commit)) = &year_before {
            let (plan, progress) = self.approved(head, name, *commit)?;
            self.before = Some(plan);
            self.before_progress = progress;
        }
        let same = of(&|other| other == period);
        let (name, plan, progress) = match &same {
            Some((name, commit)) => {
                let (plan, progress) = self.approved(head, name, *commit)?;
                (Some(name.clone()), plan, progress)
            }
            None => {
                let plan = self.before.clone().unwrap_or_default();
                (year_before.map(|(name, _)| name), plan, self.before_progress.clone())
            }
        };
        if same.is_some() && digest::plan(&plan) == found.content.plan {
            self.stop(Obstacle::AlreadyApproved {
                name: name.clone().unwrap_or(self.rehearsal.name.clone()),
            });
        }
        let comparison = compare::compare(&Pair {
            before: Side { plan: &plan, progress: &progress },
            after: Side { plan: &found.parsed.plan, progress: &found.progress },
        });
        let account = self.account(&comparison, [&progress, &found.progress], found, name.as_ref());
        self.rehearsal.before = name;
        self.rehearsal.shown = Some(comparison);
        Ok(account)
    }

    /// A plan as it was approved, with what was recorded about it up to today.
    fn approved(&mut self, head: Id, name: &ApprovalName, commit: Id) -> Result<(Plan, Progress), Error> {
        let tree = self.trees.of_commit(commit)?;
        let places = &self.collected.places;
        let mut plan = Plan::default();
        if let Some(folder) = places.folder(&mut self.trees, tree, &name.school)?
            && let Some(blob) = self.trees.file(tree, &format!("{folder}/{}/plan.md", name.period))?
        {
            plan = parse(&String::from_utf8_lossy(&self.repo.blob(blob.into())?)).plan;
        }
        let tree = self.trees.of_commit(head)?;
        let progress = match places.folder(&mut self.trees, tree, &name.school)? {
            Some(folder) => self.progress(tree, &format!("{folder}/{}", name.period))?,
            None => Progress::default(),
        };
        Ok((plan, progress))
    }

    fn account(
        &mut self,
        comparison: &Comparison,
        progress: [&Progress; 2],
        found: &FoundPlan,
        before: Option<&ApprovalName>,
    ) -> Account {
        let count = |status| u32::try_from(comparison.count(status)).unwrap_or(u32::MAX);
        let mut dropped_explained = 0;
        for weakness in comparison.weaknesses.iter().filter(|one| one.status == Status::Dropped) {
            let (Some(weakness), Some(before)) = (weakness.before.clone(), before) else { continue };
            if is_explained(&weakness, progress, &found.parsed.text) {
                dropped_explained += 1;
            } else {
                self.stop(Obstacle::Unaccounted { weakness, before: before.clone() });
            }
        }
        Account {
            open_comments: found.open_comments,
            carried: count(Status::Carried),
            resolved: count(Status::Resolved),
            dropped_explained,
            new: count(Status::New),
        }
    }

    fn state(&mut self, granted: &Granted, found: &FoundPlan, account: Account) -> Result<(), Error> {
        let facts = self.collected.facts(self.wanted.school, self.wanted.roots);
        let last = match next_after(&facts) {
            Ok(last) => last,
            Err(bad) => {
                self.stop(Obstacle::Chain { tag: bad.tag, verdict: bad.verdict });
                return Ok(());
            }
        };
        let shown = self.rehearsal.shown.as_ref().map(digest::shown);
        self.rehearsal.statement = Some(Statement {
            name: self.rehearsal.name.clone(),
            root: granted.root,
            sequence: last.as_ref().map_or(1, |last| last.sequence + 1),
            previous: last.map(|last| last.id),
            trust_serial: granted.record.serial(),
            content: found.content.clone(),
            account,
            shown: shown.unwrap_or_else(|| digest::shown(&Comparison::default())),
        });
        Ok(())
    }
}

/// Does anything say why a weakness is left out: a record of its being cancelled, with a note, or a
/// sentence of the new plan that names its id?
fn is_explained(weakness: &Ref, progress: [&Progress; 2], text: &str) -> bool {
    let Some(id) = weakness.id else { return false };
    let recorded = progress.iter().filter_map(|progress| progress.last(id)).any(|record| {
        let has_note = record.note.as_deref().is_some_and(|note| !note.trim().is_empty());
        record.status == Done::Cancelled && has_note
    });
    recorded || names_id(text, &id.to_string())
}

/// Is the id in the text as a word of its own?
fn names_id(text: &str, id: &str) -> bool {
    let part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '#');
    text.match_indices(id).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + id.len()..).and_then(|after| after.chars().next());
        let ends = after.is_none_or(|letter| !letter.is_alphanumeric() && letter != '-');
        before.is_none_or(|letter| !part(letter)) && ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_counts_as_a_word_of_its_own() {
        assert!(names_id("Điểm yếu w-1.5-2021-1 không còn.", "w-1.5-2021-1"));
        assert!(names_id("(w-1.5-2021-1)", "w-1.5-2021-1"));
        assert!(!names_id("w-1.5-2021-12", "w-1.5-2021-1"));
        assert!(!names_id("câu {#w-1.5-2021-1}", "w-1.5-2021-1"));
    }
}
