//! The history of trust, read from every commit that leads to a branch or an approval.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::each;
use crate::approval::hex::Id;
use crate::approval::lineage::{Found, Lineage, Sources, Step};
use crate::git::trust::{Commit, Places, Touched, Trees};
use crate::git::{self, Repo};
use crate::signing::{Checked, check};
use crate::work::verify::Error;

/// The history of trust.
pub(super) struct History {
    pub(super) lineage: Lineage,
    pub(super) places: Places,
}

impl History {
    pub(super) fn read(repo: &Repo, starts: &BTreeSet<Id>) -> Result<History, Error> {
        let starts_list: Vec<Id> = starts.iter().copied().collect();
        let commits = repo.ancestry(&starts_list)?;
        let touched = touched(repo, &commits)?;
        let places = Places::of(touched.iter());
        let mut trees = Trees::new(repo);
        let steps =
            commits.iter().zip(&touched).map(|(commit, touched)| places.step(&mut trees, commit, touched));
        let steps = steps.collect::<Result<Vec<Step>, git::Error>>()?;
        let sources = sources(repo, &steps)?;
        let lineage = Lineage::follow(&steps, &sources, &|commit| starts.contains(&commit));
        Ok(History { lineage, places })
    }
}

/// What each commit touches of the files that trust hangs on.
fn touched(repo: &Repo, commits: &[Commit]) -> Result<Vec<Touched>, Error> {
    let tree = |place: &usize| commits.get(*place).map(|commit| commit.tree);
    let run = |repo: &Repo, chunk: &[Commit]| -> Result<Vec<Touched>, git::Error> {
        let mut trees = Trees::new(repo);
        let one = |commit: &Commit| {
            let parents: Vec<Id> = commit.parents.iter().filter_map(tree).collect();
            trees.touched(commit.tree, &parents)
        };
        chunk.iter().map(one).collect()
    };
    if commits.len() < 64 {
        return Ok(run(repo, commits)?);
    }
    let door = repo.door();
    // Neighbours share trees, so each worker gets a long run of them.
    let chunk = commits.len().div_ceil(rayon::current_num_threads() * 2).max(1);
    let chunks: Result<Vec<Vec<Touched>>, git::Error> =
        commits.par_chunks(chunk).map(|chunk| run(&door.open()?, chunk)).collect();
    Ok(chunks?.into_iter().flatten().collect())
}

/// The texts of the records and the signers of the commits that trust hangs on.
fn sources(repo: &Repo, steps: &[Step]) -> Result<Sources, Error> {
    let matters: Vec<&Step> =
        steps.iter().filter(|step| !step.touched.is_empty() || step.parents.len() > 1).collect();
    let read = each(repo, &matters, |repo, step| {
        let mut texts = Vec::new();
        for (_, found) in &step.touched {
            if let Found::Blob(id) = found
                && let Ok(text) = String::from_utf8(repo.blob((*id).into())?)
            {
                texts.push((*id, text));
            }
        }
        let signed = repo.commit_signature(step.commit)?;
        let signer = match signed.map(|(payload, armoured)| check(&payload, &armoured)) {
            Some(Checked::Good(key)) => Some((step.commit, key)),
            _ => None,
        };
        Ok((texts, signer))
    })?;
    let mut sources = Sources { texts: HashMap::new(), signers: HashMap::new() };
    for (texts, signer) in read {
        sources.texts.extend(texts);
        sources.signers.extend(signer);
    }
    Ok(sources)
}
