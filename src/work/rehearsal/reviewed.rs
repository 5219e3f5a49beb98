//! What was said of the plan before it is approved: open comments, verdicts and whether they still are of its text, what
//! the school's policy lacks. All of it is read from the commit that is approved.
//!
//! A name is *claimed* unless the record came in with a commit that was signed with a key of the very person, by the trust
//! record in force, and was never changed since.

use std::collections::BTreeSet;

use super::Obstacle;
use super::stage::{FoundPlan, Stage};
use crate::approval::hex::Id;
use crate::approval::lineage::Granted;
use crate::config::Config;
use crate::git::history::{Step, under};
use crate::git::trust::Trees;
use crate::git::{CommitId, Repo};
use crate::plan::ItemId;
use crate::review::{Record, Verdict};
use crate::school::School;
use crate::signing::{Checked, check};
use crate::vetting::policy::known_as;
use crate::vetting::thread::threads;
use crate::vetting::{Book, Lack, Look, People, Policy, Reviewer, Stale, Thread};
use crate::work::verify::Error;

/// What was said of the plan that is to be approved.
#[derive(Clone, Debug, Default)]
pub struct Reviewed {
    pub policy: Option<Policy>,
    /// The open ones.
    pub threads: Vec<Thread>,
    pub reviewers: Vec<Said>,
}

/// What one person said.
#[derive(Clone, Debug)]
pub struct Said {
    pub by: String,
    /// The name in the school's record; None for somebody who is not in it.
    pub name: Option<String>,
    /// The last word on the whole; else the last look.
    pub verdict: Verdict,
    pub stale: Option<Stale>,
    /// Items whose last word is out of date.
    pub stale_items: Vec<ItemId>,
    /// Changes that are asked for in the text as it reads.
    pub requests: usize,
    pub proof: Proof,
}

/// How sure it is who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Signed with the person's own key.
    Verified,
    /// A file says so.
    Claimed,
}

/// The records in a folder of a tree; those that cannot be understood are told by their paths.
pub(super) fn book(
    repo: &Repo,
    trees: &mut Trees<'_>,
    (tree, folder): (Id, &str),
) -> Result<(Book, Vec<String>), Error> {
    let (mut book, mut flawed) = (Book::default(), Vec::new());
    for (name, blob) in trees.files(tree, folder)? {
        let Some(id) = name.strip_suffix(".md") else { continue };
        let bytes = repo.blob(blob.into())?;
        match Record::parse(&String::from_utf8_lossy(&bytes)) {
            Ok(record) => book.add(id.to_owned(), record),
            Err(_) => flawed.push(format!("{folder}/{name}")),
        }
    }
    Ok((book, flawed))
}

/// How many comments are open.
pub(super) fn open(book: &Book, plan: &crate::plan::Plan, look: &Look) -> u32 {
    let open = threads(book, plan, look).into_iter().filter(|thread| thread.is_open).count();
    u32::try_from(open).unwrap_or(u32::MAX)
}

impl Stage<'_> {
    /// Shows what was said, and stops where the policy lacks something.
    pub(super) fn reviewed(
        &mut self,
        head: Id,
        granted: Option<&Granted>,
        found: &FoundPlan,
    ) -> Result<(), Error> {
        let look = Look::of(&found.parsed.plan);
        let threads = threads(&found.book, &found.parsed.plan, &look);
        let policy = self.config(head)?.review;
        let record = granted.map(|granted| &granted.record.school);
        let reviewers = found.book.reviewers();
        if let (Some(policy), Some(record)) = (&policy, record) {
            let last_editors = match policy.not_last_editor {
                true => last_editors(self.repo, head, &found.path, record)?,
                false => BTreeSet::new(),
            };
            let people = People { record, last_editors };
            for lack in policy.lacks(&reviewers, (&look, &threads), &people) {
                self.stop(Obstacle::Review { lack: with_names(lack, record) });
            }
        }
        let folder = format!("{}/{}/reviews", found.folder, self.wanted.period);
        let steps = match reviewers.is_empty() {
            true => Vec::new(),
            false => under(self.repo, CommitId::new(head.into()), &folder, usize::MAX)?,
        };
        let proofs = Proofs { repo: self.repo, steps: &steps, granted, folder: &folder };
        let mut said = Vec::new();
        for one in &reviewers {
            said.extend(told(one, &look, &proofs)?);
        }
        let threads = threads.into_iter().filter(|thread| thread.is_open).collect();
        self.rehearsal.reviewed = Reviewed { policy, threads, reviewers: said };
        Ok(())
    }

    /// The settings of a commit.
    pub(super) fn config(&mut self, head: Id) -> Result<Config, Error> {
        let tree = self.trees.of_commit(head)?;
        Ok(match self.trees.file(tree, "caitien.toml")? {
            Some(blob) => Config::read(&String::from_utf8_lossy(&self.repo.blob(blob.into())?)).0,
            None => Config::default(),
        })
    }
}

/// Whoever made the last commit that changed the plan, as far as the record knows them by what git says.
fn last_editors(repo: &Repo, head: Id, path: &str, record: &School) -> Result<BTreeSet<String>, Error> {
    let steps = under(repo, CommitId::new(head.into()), path, 1)?;
    let author = steps.first().map(|step| &step.commit.author);
    Ok(author.map(|author| known_as(record, &author.name, &author.email)).unwrap_or_default())
}

fn told(one: &Reviewer<'_>, look: &Look, proofs: &Proofs<'_>) -> Result<Option<Said>, Error> {
    let whole = one.whole(look);
    let Some(verdict) = whole.as_ref().map(|whole| whole.verdict).or(one.last()) else { return Ok(None) };
    let stale_items = one.stale(look).iter().filter_map(|position| position.verdict.item).collect();
    let ids = one.ids().collect::<Vec<_>>();
    Ok(Some(Said {
        by: one.author.to_owned(),
        name: proofs.granted.and_then(|granted| Some(granted.record.school.person(one.author)?.name.clone())),
        verdict: verdict.clone(),
        stale: whole.and_then(|whole| whole.stale),
        stale_items,
        requests: one.requests(look).len(),
        proof: proofs.of(one.author, &ids)?,
    }))
}

/// The history of the records, to find out who brought them in.
struct Proofs<'p> {
    repo: &'p Repo,
    /// Newest first.
    steps: &'p [Step],
    granted: Option<&'p Granted>,
    folder: &'p str,
}

impl Proofs<'_> {
    /// Verified only where every record of the person is.
    fn of(&self, author: &str, ids: &[&str]) -> Result<Proof, Error> {
        for id in ids {
            if !self.is_signed(author, id)? {
                return Ok(Proof::Claimed);
            }
        }
        Ok(Proof::Verified)
    }

    fn is_signed(&self, author: &str, id: &str) -> Result<bool, Error> {
        let Some(granted) = self.granted else { return Ok(false) };
        let path = format!("{}/{id}.md", self.folder);
        let own = self
            .steps
            .iter()
            .filter_map(|step| Some((step, step.files.iter().find(|file| file.path == path)?)));
        let own: Vec<_> = own.collect();
        // What was changed since it came in is not what was signed then.
        let Some((first, file)) =
            own.last().filter(|(_, file)| own.iter().all(|(_, other)| other.after == file.after))
        else {
            return Ok(false);
        };
        if file.before.is_some() {
            return Ok(false);
        }
        let signed = self.repo.commit_signature(first.commit.id.object().into())?;
        let Some((payload, signature)) = signed else { return Ok(false) };
        let Checked::Good(key) = check(&payload, &signature) else { return Ok(false) };
        let mut keys = granted.record.keys();
        Ok(keys.any(|(known, person)| {
            *known == key && person.id == author && granted.record.status(known).is_none()
        }))
    }
}

/// The same with people's names.
fn with_names(lack: Lack, record: &School) -> Lack {
    let name = |id: String| record.person(&id).map_or(id, |person| person.name.clone());
    match lack {
        Lack::Reviewers { needed, counted, left_out } => Lack::Reviewers {
            needed,
            counted: counted.into_iter().map(name).collect(),
            left_out: left_out.into_iter().map(|(id, why)| (name(id), why)).collect(),
        },
        Lack::ChangesRequested { by, item, why } => Lack::ChangesRequested { by: name(by), item, why },
        lack => lack,
    }
}
