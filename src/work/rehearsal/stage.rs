//! The stage on which an approval is rehearsed: one method for each question that can stop it.

use std::collections::BTreeSet;

use crate::approval::digest;
use crate::approval::hex::Id;
use crate::approval::judge::{FoundContent, Judgement, judge, next_after, unnamed_withdrawals};
use crate::approval::key::PublicKey;
use crate::approval::lineage::Granted;
use crate::approval::name::ApprovalName;
use crate::approval::record::Capacity;
use crate::approval::statement::{Account, Authority, SignedContent, Statement};
use crate::approval::trust::Violation;
use crate::approval::verdict::Verdict;
use crate::catalog::{Catalog, Catalogs};
use crate::check::{Subject, check};
use crate::compare::Comparison;
use crate::continuity::Continuity;
use crate::finding::Level;
use crate::git::Repo;
use crate::git::trust::Trees;
use crate::plan::parse::{Parsed, parse};
use crate::plan::{Kind, Plan};
use crate::progress::Progress;
use crate::school::Person;
use crate::vetting::{Book, Look};

use super::reviewed::{self, Reviewed};
use super::{Obstacle, Rehearsal, Signatory, Wanted, tags};
use crate::work::facts::{self, Collected};
use crate::work::verify::Error;

/// The plan as it is committed.
pub(super) struct FoundPlan {
    /// The school's folder.
    pub(super) folder: String,
    pub(super) path: String,
    pub(super) original: String,
    pub(super) parsed: Parsed,
    pub(super) content: SignedContent,
    pub(super) progress: Progress,
    pub(super) book: Book,
    pub(super) open_comments: u32,
}

pub(super) struct Stage<'a> {
    pub(super) repo: &'a Repo,
    pub(super) wanted: &'a Wanted<'a>,
    pub(super) collected: &'a Collected,
    pub(super) trees: Trees<'a>,
    pub(super) rehearsal: Rehearsal,
    /// The plan of the last approved period before this one, for the checks of continuity.
    pub(super) before: Option<Plan>,
    pub(super) before_progress: Progress,
    /// What people decided, as committed.
    pub(super) continuity: Continuity,
}

/// A name is never used again, not even that of an approval that vanished. A tag that the school's people did not
/// sign only takes its own name away: else a stranger could take the last number there is.
fn next_version(wanted: &Wanted<'_>, judged: &[Judgement]) -> u32 {
    let of_plan = |name: &&ApprovalName| name.period == wanted.period;
    let names = || judged.iter().filter_map(|one| one.name.as_ref()).filter(of_plan);
    let taken: BTreeSet<u32> = names().map(|name| name.version).collect();
    let signed = judged.iter().filter(|one| {
        let missing = matches!(one.verdict, Verdict::BrokenChain { .. } | Verdict::ForkedChain { .. });
        let held = matches!(one.verdict, Verdict::Unpinned { .. } | Verdict::Withdrawn { .. });
        one.verdict.is_good() || missing || held
    });
    let signed = signed.filter_map(|one| one.name.as_ref()).filter(of_plan).map(|name| name.version);
    let mut version = signed.max().unwrap_or(0).saturating_add(1);
    while taken.contains(&version) && version < u32::MAX {
        version += 1;
    }
    version
}

impl<'a> Stage<'a> {
    pub(super) fn new(
        repo: &'a Repo,
        wanted: &'a Wanted<'a>,
        collected: &'a Collected,
    ) -> Result<Stage<'a>, Error> {
        let tags = tags(repo, wanted.school)?;
        let version = next_version(wanted, &judge(&collected.facts(wanted.school, &[])));
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
            signatories: Vec::new(),
            pins_root: false,
            reviewed: Reviewed::default(),
            tags,
        };
        let trees = Trees::new(repo);
        let (before, before_progress, continuity) = (None, Progress::default(), Continuity::default());
        Ok(Stage { repo, wanted, collected, trees, rehearsal, before, before_progress, continuity })
    }

    pub(super) fn stop(&mut self, obstacle: Obstacle) {
        self.rehearsal.obstacles.push(obstacle);
    }

    /// The record in force at HEAD, and whether the key may sign under it.
    pub(super) fn trust(&mut self) -> Option<&'a Granted> {
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
        Some(granted)
    }

    /// Who may sign this plan at this place of the chain, and whether the wanted key is among theirs.
    pub(super) fn signatories(&mut self, granted: &Granted) {
        let (record, period) = (&granted.record, self.wanted.period);
        let sequence = match next_after(&self.collected.facts(self.wanted.school, self.wanted.roots)) {
            Ok(last) => last.map_or(1, |last| last.sequence + 1),
            // The broken chain stops the approval by itself.
            Err(_) => 1,
        };
        let signs = |(key, person): (&PublicKey, &Person)| {
            let capacity = record.capacity(key, period, sequence).filter(|_| record.status(key).is_none())?;
            let authority = match capacity {
                Capacity::Principal => None,
                Capacity::Deputy(_) => Some(Authority::ForPrincipal),
            };
            let (key, name, email) = (key.clone(), person.name.clone(), person.email.clone());
            Some(Signatory { key, name, email, authority })
        };
        self.rehearsal.signatories = record.keys().filter_map(signs).collect();
        self.rehearsal.signatories.sort_by_key(|signatory| signatory.authority.is_some());
        self.root(granted);
        let Some(key) = self.wanted.key else { return };
        if self.rehearsal.signatory(key).is_none() {
            let principal = record.school.principal().map(|person| person.name.clone()).unwrap_or_default();
            self.stop(Obstacle::NotPrincipal { fingerprint: key.fingerprint(), principal });
        }
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
                let founder = roots.next().and_then(|(_, record)| record.by.key().cloned());
                match self.wanted.key {
                    Some(key) if founder.as_ref() == Some(key) => self.rehearsal.pins_root = true,
                    None if founder.is_some_and(|key| self.rehearsal.signatory(&key).is_some()) => {}
                    _ => self.stop(Obstacle::Unpinned { school: self.wanted.school.to_owned(), root }),
                }
            }
        }
    }

    pub(super) fn plan(&mut self, head: Id) -> Result<Option<FoundPlan>, Error> {
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
        self.continuity = self.decided(tree, &folder)?;
        let reviews = format!("{folder}/{period}/reviews");
        let (book, flawed) = reviewed::book(self.repo, &mut self.trees, (tree, &reviews))?;
        for path in flawed {
            // What it says must not be passed over.
            self.stop(Obstacle::Findings { path, count: 1 });
        }
        let open_comments = reviewed::open(&book, &parsed.plan, &Look::of(&parsed.plan));
        let no_ids = parsed.plan.items().filter(|placed| placed.item.kind != Kind::Strength);
        let count = no_ids.filter(|placed| placed.item.id.is_none()).count();
        if count > 0 {
            self.stop(Obstacle::NoIds { count });
        }
        Ok(Some(FoundPlan { folder, path, original, parsed, content, progress, book, open_comments }))
    }

    pub(super) fn progress(&mut self, tree: Id, folder: &str) -> Result<Progress, Error> {
        let Some(blob) = self.trees.file(tree, &format!("{folder}/progress.toml"))? else {
            return Ok(Progress::default());
        };
        let bytes = self.repo.blob(blob.into())?;
        Ok(Progress::parse(&String::from_utf8_lossy(&bytes)).unwrap_or_default())
    }

    /// What people decided from year to year; a file that cannot be read stops the approval, because what it
    /// says must not be passed over.
    fn decided(&mut self, tree: Id, folder: &str) -> Result<Continuity, Error> {
        let path = format!("{folder}/continuity.toml");
        let Some(blob) = self.trees.file(tree, &path)? else { return Ok(Continuity::default()) };
        let bytes = self.repo.blob(blob.into())?;
        Ok(Continuity::parse(&String::from_utf8_lossy(&bytes)).unwrap_or_else(|_| {
            self.stop(Obstacle::Findings { path, count: 1 });
            Continuity::default()
        }))
    }

    /// What is on disk and differs from what would be approved.
    pub(super) fn edited(&mut self, folder: &str) -> Result<(), Error> {
        if self.repo.is_bare() {
            return Ok(());
        }
        let period = format!("{folder}/{}/", self.wanted.period);
        let beside = ["school.toml", "continuity.toml"].map(|name| format!("{folder}/{name}"));
        for path in self.repo.edited_files()? {
            if path.starts_with(&period) || beside.contains(&path) {
                self.stop(Obstacle::Edited { path });
            }
        }
        Ok(())
    }

    pub(super) fn check(&mut self, found: &FoundPlan) -> Result<(), Error> {
        let Some(head) = self.rehearsal.commit else { return Ok(()) };
        let tree = self.trees.of_commit(head)?;
        let catalogs = self.catalogs(tree)?;
        let config = self.config(head)?;
        let mut progress = self.before_progress.clone();
        progress.records.extend(found.progress.records.iter().cloned());
        let subject = Subject {
            original: Some(&found.original),
            school: Some(self.wanted.school),
            period: Some(self.wanted.period),
            before: self.before.as_ref(),
            continuity: &self.continuity,
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

    pub(super) fn state(
        &mut self,
        granted: &Granted,
        found: &FoundPlan,
        account: Account,
    ) -> Result<(), Error> {
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
            withdrawn: unnamed_withdrawals(&facts),
            trust_serial: granted.record.serial(),
            authority: self.wanted.key.and_then(|key| self.rehearsal.signatory(key)?.authority),
            content: found.content.clone(),
            account,
            shown: shown.unwrap_or_else(|| digest::shown(&Comparison::default())),
        });
        Ok(())
    }
}
