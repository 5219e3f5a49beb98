//! Notices for programs: `withdraw`, `receive`, `issue`, and those under the approvals of `verify`.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::Signer;
use crate::approval::notice::Says;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::notice::Remedy;
use crate::work::notices::{Made, Rehearsal};
use crate::work::verify::JudgedNotice;

/// The answer of `withdraw`, `receive` and `issue` with `--format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    /// `withdrawn`, `received` or `issued`.
    pub kind: &'static str,
    /// The name that the notice has or would have.
    pub tag: Option<String>,
    /// The approval that it is about.
    pub approval: Option<String>,
    /// The verdict on that approval.
    pub approval_verdict: Option<&'static str>,
    /// Does nothing stand in the way?
    pub ready: bool,
    /// The approved commit, to which the notice is attached.
    pub commit: Option<String>,
    pub obstacles: Vec<Obstacle>,
    /// The TOML that is or would be signed.
    pub statement: Option<String>,
    /// The notice that was made; none in a rehearsal.
    pub notice: Option<Notice>,
}

/// Something that stops it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Obstacle {
    /// `not-approved`, `already-said`, `name-taken`, `withdrawn`, `not-good`, `unpinned`, `other-root`,
    /// `trust-violation`, `words`, `nobody`, `no-right`.
    pub code: &'static str,
    /// The reason in the language of the call.
    pub message: String,
    /// The way forward.
    pub remedy: String,
}

/// One notice with its verdict.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Notice {
    /// The tag's name, without `refs/tags/`.
    pub tag: String,
    /// The object that the tag's ref names; of a vanished notice, the one that was seen or named.
    pub id: String,
    /// `withdrawn`, `received` or `issued`.
    pub kind: &'static str,
    /// The approval that it is about, by its own name.
    pub approval: Option<String>,
    pub signer: Option<Signer>,
    /// The stable code: `good`, `unpinned`, `not-a-commit`, `unsigned`, `bad-signature`, `unknown-key`, `renamed`,
    /// `content-mismatch`, `foreign`, `trust-violation`, `not-entitled`, `key-compromised`, `no-approval`,
    /// `broken-chain`.
    pub verdict: &'static str,
    pub good: bool,
    /// The reason of the verdict in the language of the call.
    pub message: String,
    /// Why the approval was taken back.
    pub reason: Option<String>,
    /// Under which it was issued, or entered by the office.
    pub number: Option<String>,
    /// What the office wrote.
    pub note: Option<String>,
    /// When it was issued, as 2023-09-07.
    pub date: Option<String>,
    /// Of the signed PDF's bytes, in hexadecimal.
    pub pdf_sha256: Option<String>,
}

impl Answer {
    pub fn new(rehearsal: &Rehearsal, made: Option<&Made>, lang: Lang) -> Answer {
        let obstacle = |obstacle: &crate::work::notices::Obstacle| Obstacle {
            code: obstacle.code(),
            message: obstacle.say(lang),
            remedy: Remedy(obstacle).say(lang),
        };
        let notice = rehearsal.notice.as_ref();
        Answer {
            schema: 1,
            kind: rehearsal.kind.as_str(),
            tag: rehearsal.name.as_ref().map(|name| name.tag(rehearsal.kind)),
            approval: rehearsal.name.as_ref().map(ToString::to_string),
            approval_verdict: rehearsal.verdict.as_ref().map(|verdict| verdict.code()),
            ready: rehearsal.obstacles.is_empty(),
            commit: notice.map(|(_, commit)| commit.to_string()),
            obstacles: rehearsal.obstacles.iter().map(obstacle).collect(),
            statement: notice.map(|(notice, _)| notice.to_toml()),
            notice: made.map(|made| Notice::new(&made.judged, lang)),
        }
    }
}

impl Notice {
    pub fn new(judged: &JudgedNotice, lang: Lang) -> Notice {
        let signer = judged.signer.clone();
        let mut notice = Notice {
            tag: judged.tag.clone(),
            id: judged.id.to_string(),
            kind: judged.kind.as_str(),
            approval: judged.name.as_ref().map(ToString::to_string),
            signer: signer.map(|signer| Signer { fingerprint: signer.fingerprint, name: signer.name }),
            verdict: judged.verdict.code(),
            good: judged.verdict.is_good(),
            message: judged.verdict.say(lang),
            reason: None,
            number: None,
            note: None,
            date: None,
            pdf_sha256: None,
        };
        match &judged.says {
            Some(Says::Withdrawn { reason }) => notice.reason = Some(reason.clone()),
            Some(Says::Received { number, note }) => {
                (notice.number, notice.note) = (number.clone(), note.clone());
            }
            Some(Says::Issued { number, date, pdf }) => {
                notice.number = Some(number.clone());
                notice.date = Some(date.to_string());
                notice.pdf_sha256 = pdf.map(|hash| hash.to_string());
            }
            None => {}
        }
        notice
    }
}
