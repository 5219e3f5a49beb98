//! The judgements of all approvals, from memory where nothing that they depend on has changed.
//!
//! For telling where plans stand, not for deciding whether an approval holds: that is
//! [`super::verify`], which judges anew each time.

use super::verify::{Error, Judged, Scope, verify};
use crate::approval::{ApprovalName, Verdict};
use crate::git::{CommitId, ObjectId, Repo};

/// Every approval with its verdict; without signers.
pub fn recall(repo: &Repo) -> Result<Vec<Judged>, Error> {
    if repo.is_shallow() {
        return Err(Error::Shallow);
    }
    let kept = repo.memo(repo.approval_state()?);
    if let Some(judged) = kept.and_then(|lines| lines.iter().map(|line| read(line)).collect()) {
        return Ok(judged);
    }
    let judged = verify(repo, &Scope::All)?;
    // What is not in order is judged anew each time, so that its sentence has all its data.
    if let Some(lines) = judged.iter().map(line).collect::<Option<Vec<String>>>() {
        repo.keep_memo(repo.approval_state()?, &lines);
    }
    Ok(judged)
}

fn line(judged: &Judged) -> Option<String> {
    let verdict = match &judged.verdict {
        Verdict::Valid => "valid -".to_owned(),
        Verdict::ValidRetiredKey { from_sequence } => format!("retired {from_sequence}"),
        Verdict::Superseded { by } => format!("superseded {}", by.version),
        Verdict::Unpinned { root } => format!("unpinned {root}"),
        _ => return None,
    };
    let (commit, sequence) = (judged.commit?.object(), judged.sequence?);
    judged.name.as_ref()?;
    Some(format!("{} {} {commit} {sequence} {verdict}", judged.tag, judged.id))
}

fn read(line: &str) -> Option<Judged> {
    let words: Vec<&str> = line.split(' ').collect();
    let [tag, id, commit, sequence, verdict, detail] = words.as_slice() else { return None };
    let name: ApprovalName = tag.parse().ok()?;
    let verdict = match *verdict {
        "valid" => Verdict::Valid,
        "retired" => Verdict::ValidRetiredKey { from_sequence: detail.parse().ok()? },
        "superseded" => {
            Verdict::Superseded { by: ApprovalName { version: detail.parse().ok()?, ..name.clone() } }
        }
        "unpinned" => Verdict::Unpinned { root: detail.parse().ok()? },
        _ => return None,
    };
    Some(Judged {
        tag: (*tag).to_owned(),
        id: id.parse::<ObjectId>().ok()?,
        name: Some(name),
        commit: Some(CommitId::new(commit.parse().ok()?)),
        sequence: Some(sequence.parse().ok()?),
        signer: None,
        verdict,
    })
}
