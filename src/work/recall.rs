//! The judgements of all approvals, from memory where nothing that they depend on has changed.
//!
//! For telling where plans stand, not for deciding whether an approval holds: that is
//! [`super::verify`], which judges anew each time.

use super::verify::{Error, Judged, JudgedNotice, Scope, examine};
use crate::approval::name::TagKind;
use crate::approval::notice::NoticeVerdict;
use crate::approval::{ApprovalName, Verdict};
use crate::git::{CommitId, ObjectId, Repo};

/// Every approval with its verdict and its notices; without signers, and without what the notices say.
pub fn recall(repo: &Repo) -> Result<Vec<Judged>, Error> {
    if repo.is_shallow() {
        return Err(Error::Shallow);
    }
    let kept = repo.memo(repo.approval_state()?);
    if let Some(judged) = kept.and_then(|lines| read_all(&lines)) {
        return Ok(judged);
    }
    let examined = examine(repo, &Scope::All, &[])?;
    // What is not in order is judged anew each time, so that its sentence has all its data.
    let lines = examined.judged.iter().map(lines).collect::<Option<Vec<Vec<String>>>>();
    if let Some(lines) = lines.filter(|_| examined.strays.is_empty()) {
        repo.keep_memo(repo.approval_state()?, &lines.concat());
    }
    Ok(examined.judged)
}

/// An approval's line and those of its notices.
fn lines(judged: &Judged) -> Option<Vec<String>> {
    std::iter::once(line(judged)).chain(judged.notices.iter().map(notice_line)).collect()
}

fn read_all(lines: &[String]) -> Option<Vec<Judged>> {
    let mut judged: Vec<Judged> = Vec::new();
    for line in lines {
        match read_notice(line) {
            Some(notice) => judged.last_mut()?.notices.push(notice),
            None => judged.push(read(line)?),
        }
    }
    Some(judged)
}

fn notice_line(notice: &JudgedNotice) -> Option<String> {
    let verdict = match &notice.verdict {
        NoticeVerdict::Good => "good".to_owned(),
        NoticeVerdict::Unpinned { root } => root.to_string(),
        _ => return None,
    };
    notice.name.as_ref()?;
    Some(format!("notice {} {} {verdict}", notice.tag, notice.id))
}

fn read_notice(line: &str) -> Option<JudgedNotice> {
    let words: Vec<&str> = line.split(' ').collect();
    let ["notice", tag, id, verdict] = words.as_slice() else { return None };
    let kind = TagKind::of(tag)?;
    let verdict = match *verdict {
        "good" => NoticeVerdict::Good,
        root => NoticeVerdict::Unpinned { root: root.parse().ok()? },
    };
    Some(JudgedNotice {
        tag: (*tag).to_owned(),
        id: id.parse::<ObjectId>().ok()?,
        kind,
        name: Some(ApprovalName::of_tag(tag, kind)?),
        says: None,
        signer: None,
        verdict,
    })
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
        notices: Vec::new(),
    })
}
