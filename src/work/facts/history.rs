//! The history of trust, read from every commit that leads to a branch or an approval.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::each;
use crate::approval::consent::{Consent, SignedConsent};
use crate::approval::hex::Id;
use crate::approval::lineage::{File, Found, Lineage, Sources, Step};
use crate::approval::record::keys_named;
use crate::approval::{ApprovalName, PublicKey};
use crate::git::checked::{CheckedHere, KnownCommit};
use crate::git::tag::split_signed;
use crate::git::trust::{Commit, Places, Touched, Trees};
use crate::git::{self, Repo, size};
use crate::signing::{Carrier, Checked, Examiner, Purpose, check, check_consent};
use crate::work::verify::Error;

/// The history of trust.
pub(super) struct History {
    /// It knows every key that a record or an office of the history names; which of them counts is judged later.
    pub(super) examiner: Examiner,
    pub(super) lineage: Lineage,
    pub(super) places: Places,
}

impl History {
    /// Does some record of the school let this key sign approvals?
    pub(super) fn has_signed(&self, name: &ApprovalName, key: &PublicKey) -> bool {
        self.lineage.records(&name.school).any(|(_, granted)| granted.record.has_signed(key))
    }

    /// What is known already of commits is not looked at again; what is new is taken down.
    pub(super) fn read(
        repo: &Repo,
        starts: &BTreeSet<Id>,
        checked: &mut CheckedHere,
    ) -> Result<History, Error> {
        let starts_list: Vec<Id> = starts.iter().copied().collect();
        let commits = repo.ancestry_beyond(&starts_list, checked)?;
        let touched = touched(repo, &commits, checked)?;
        let places = Places::of(touched.iter());
        let mut trees = Trees::new(repo);
        let steps =
            commits.iter().zip(&touched).map(|(commit, touched)| places.step(&mut trees, commit, touched));
        let steps = steps.collect::<Result<Vec<Step>, git::Error>>()?;
        let (mut sources, examiner) = sources(repo, &steps, checked)?;
        note(&commits, &touched, checked);
        sources.consents = consents(&mut trees, &commits, (&steps, &places), (&sources, &examiner))?;
        let lineage = Lineage::follow(&steps, &sources, &|commit| starts.contains(&commit));
        Ok(History { examiner, lineage, places })
    }
}

/// What each commit touches of the files that trust hangs on.
fn touched(repo: &Repo, commits: &[Commit], checked: &CheckedHere) -> Result<Vec<Touched>, Error> {
    let tree = |place: &usize| commits.get(*place).map(|commit| commit.tree);
    let run = |repo: &Repo, chunk: &[Commit]| -> Result<Vec<Touched>, git::Error> {
        let mut trees = Trees::new(repo);
        let one = |commit: &Commit| match checked.commit(commit.id) {
            Some(known) => Ok(known.touched.clone()),
            None => {
                let parents: Vec<Id> = commit.parents.iter().filter_map(tree).collect();
                trees.touched(commit.tree, &parents)
            }
        };
        chunk.iter().map(one).collect()
    };
    let unknown = commits.iter().filter(|commit| checked.commit(commit.id).is_none()).count();
    if unknown < 64 {
        return Ok(run(repo, commits)?);
    }
    let door = repo.door();
    // Neighbours share trees, so each worker gets a long run of them.
    let chunk = commits.len().div_ceil(rayon::current_num_threads() * 2).max(1);
    let chunks: Result<Vec<Vec<Touched>>, git::Error> =
        commits.par_chunks(chunk).map(|chunk| run(&door.open()?, chunk)).collect();
    Ok(chunks?.into_iter().flatten().collect())
}

/// Takes down what commits are and touched.
fn note(commits: &[Commit], touched: &[Touched], checked: &mut CheckedHere) {
    for (commit, touched) in commits.iter().zip(touched) {
        if checked.commit(commit.id).is_none() {
            let id = |place: &usize| commits.get(*place).map(|parent| parent.id);
            let parents = commit.parents.iter().filter_map(id).collect();
            let known = KnownCommit { tree: commit.tree, parents, touched: touched.clone() };
            checked.note_commit(commit.id, &known);
        }
    }
}

/// The texts of the records and the signers of the commits that trust hangs on.
fn sources(repo: &Repo, steps: &[Step], checked: &mut CheckedHere) -> Result<(Sources, Examiner), Error> {
    let matters: Vec<&Step> =
        steps.iter().filter(|step| !step.touched.is_empty() || step.parents.len() > 1).collect();
    let known = &*checked;
    let read = each(repo, &matters, |repo, step| {
        let mut texts = Vec::new();
        for (_, found) in &step.touched {
            if let Found::Blob(id) = found
                && let Some(bytes) = repo.blob_within((*id).into(), size::STATEMENT)?
                && let Ok(text) = String::from_utf8(bytes)
            {
                texts.push((*id, text));
            }
        }
        if let Some(key) = known.signer(step.commit) {
            return Ok((texts, step.commit, Some((Checked::Good(key.clone()), String::new()))));
        }
        let signed = repo.commit_signature(step.commit)?;
        let signed = signed.map(|(payload, armoured)| (check(&payload, &armoured), armoured));
        Ok((texts, step.commit, signed))
    })?;
    let mut sources = Sources::default();
    let mut others = Vec::new();
    for (texts, commit, signed) in read {
        sources.texts.extend(texts);
        match signed {
            Some((Checked::Good(key), _)) => {
                checked.note_signer(commit, &key);
                sources.signers.insert(commit, key);
            }
            Some((Checked::OtherKind, armoured)) => others.push((commit, armoured)),
            Some((Checked::Broken, _)) | None => {}
        }
    }
    let keys = sources.texts.values().flat_map(|text| keys_named(text));
    // The same key may stand in two records with other subkeys: all of them are its owner's.
    let keys: BTreeMap<Vec<u8>, PublicKey> = keys.map(|key| (key.blob().to_vec(), key)).collect();
    let examiner = Examiner::new(keys.into_values().collect());
    let signers = each(repo, &others, |repo, (commit, armoured)| {
        let Some((_, bytes)) = repo.object((*commit).into())? else { return Ok(None) };
        Ok(match examiner.check(&Carrier::Commit { bytes: &bytes }, armoured)? {
            Checked::Good(key) => Some((*commit, key)),
            Checked::Broken | Checked::OtherKind => None,
        })
    })?;
    sources.signers.extend(signers.into_iter().flatten());
    Ok((sources, examiner))
}

/// The consents of recovery people for the records that commits bring in. Only a record with a serial beyond
/// the first, in a school folder that has a folder of consents for it, costs a look.
fn consents(
    trees: &mut Trees<'_>,
    commits: &[Commit],
    (steps, places): (&[Step], &Places),
    (sources, examiner): (&Sources, &Examiner),
) -> Result<HashMap<(Id, String), Vec<SignedConsent>>, Error> {
    let mut found = HashMap::new();
    for (commit, step) in commits.iter().zip(steps) {
        for (file, blob) in &step.touched {
            let (File::Record(school), Found::Blob(blob)) = (file, blob) else { continue };
            let text = sources.texts.get(blob).map(String::as_str).unwrap_or_default();
            let Some(serial) = serial_of(text).filter(|serial| *serial > 1) else { continue };
            let Some(folder) = places.folder(trees, commit.tree, school)? else { continue };
            let signed = trees.consents(commit.tree, &format!("{folder}/recovery/{serial}"))?;
            let mut read = Vec::new();
            for bytes in signed {
                read.extend(read_consent(examiner, &bytes)?);
            }
            found.insert((commit.id, school.clone()), read);
        }
    }
    Ok(found)
}

fn serial_of(text: &str) -> Option<u32> {
    let line = text.lines().find(|line| line.starts_with("serial"))?;
    line.split('=').nth(1)?.split('#').next()?.trim().parse().ok()
}

/// A consent whose signature is good; by what right, the lineage judges.
pub(crate) fn read_consent(examiner: &Examiner, bytes: &[u8]) -> Result<Option<SignedConsent>, Error> {
    let Some((text, armoured)) = split_signed(bytes) else { return Ok(None) };
    let Ok(consent) = Consent::parse(text) else { return Ok(None) };
    let checked = match check_consent(text.as_bytes(), armoured) {
        Checked::OtherKind => {
            let payload = Purpose::Consent.framed(text.as_bytes());
            examiner.check(&Purpose::Consent.carrier(&payload), armoured)?
        }
        checked => checked,
    };
    Ok(match checked {
        Checked::Good(signer) => Some(SignedConsent { consent, signer }),
        Checked::Broken | Checked::OtherKind => None,
    })
}
