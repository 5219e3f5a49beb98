//! What the tags say of each plan: the newest approval with its notices, and whether it was handed in.

use std::collections::BTreeMap;

use super::{Error, Notice, Stage, Trust};
use crate::approval::name::TagKind;
use crate::approval::{ApprovalName, Verdict};
use crate::git::{CommitId, ObjectId, Repo};
use crate::period::Period;
use crate::signing;
use crate::work::recall::recall;
use crate::work::verify::{self, Judged};

/// What the tags say, by school and period.
#[derive(Default)]
pub(super) struct Tags {
    pub(super) approvals: BTreeMap<(String, Period), Approval>,
    /// The newest version, with what its tag names.
    pub(super) submitted: BTreeMap<(String, Period), (u32, ObjectId)>,
}

/// The newest approval of a plan.
pub(super) struct Approval {
    version: u32,
    pub(super) commit: Option<CommitId>,
    /// None where it could not be judged.
    verdict: Option<Verdict>,
    /// Which kinds of notices there are that hold, as far as the root is known.
    said: Vec<TagKind>,
    pub(super) has_bad_notices: bool,
}

impl Tags {
    pub(super) fn read(repo: &Repo, notices: &mut Vec<Notice>) -> Result<Tags, Error> {
        let mut tags = Tags::default();
        let mut names = Vec::new();
        let mut has_notices = false;
        for (name, id) in repo.tags("")? {
            if let Ok(approval) = name.parse::<ApprovalName>() {
                names.push(approval);
            } else if let Some(rest) = name.strip_prefix("submitted/") {
                let submitted = format!("approved/{rest}").parse::<ApprovalName>();
                if let Ok(ApprovalName { school, period, version }) = submitted {
                    let newest = tags.submitted.entry((school, period)).or_insert((version, id));
                    *newest = (*newest).max((version, id));
                }
            } else {
                has_notices |= TagKind::of(&name).is_some();
            }
        }
        // An approval that was seen here or received, and is gone, must be missed.
        if names.is_empty() && !has_notices && repo.seen().is_empty() {
            return Ok(tags);
        }
        match recall(repo) {
            Ok(judged) => judged.into_iter().for_each(|judged| tags.judged(judged)),
            Err(verify::Error::Git(error)) => return Err(Error::Git(error)),
            Err(error) => {
                notices.push(not_checked(&error));
                for name in names {
                    tags.add(name, Approval::unknown);
                }
            }
        }
        Ok(tags)
    }

    fn judged(&mut self, judged: Judged) {
        let Some(name) = judged.name else { return };
        let in_order = judged.notices.iter().filter(|notice| notice.verdict.is_in_order());
        let said: Vec<TagKind> = in_order.map(|notice| notice.kind).collect();
        let has_bad_notices = said.len() < judged.notices.len();
        let (commit, verdict) = (judged.commit, Some(judged.verdict));
        self.add(name, |version| Approval { version, commit, verdict, said, has_bad_notices });
    }

    /// Keeps the newest version.
    fn add(&mut self, name: ApprovalName, approval: impl FnOnce(u32) -> Approval) {
        let ApprovalName { school, period, version } = name;
        let key = (school, period);
        if self.approvals.get(&key).is_none_or(|known| version >= known.version) {
            self.approvals.insert(key, approval(version));
        }
    }
}

/// Why approvals could not be judged.
fn not_checked(error: &verify::Error) -> Notice {
    match error {
        verify::Error::Signature(signing::Error::NoProgram { program }) => {
            Notice::NotChecked { missing: Some(*program) }
        }
        verify::Error::Signature(_) => Notice::NotChecked { missing: None },
        _ => Notice::Shallow,
    }
}

impl Approval {
    /// It could not be judged here, and neither could what came after it.
    fn unknown(version: u32) -> Approval {
        Approval { version, commit: None, verdict: None, said: Vec::new(), has_bad_notices: false }
    }

    /// How far the plan has come by it.
    pub(super) fn stage(&self) -> Stage {
        let version = self.version;
        let has = |kind: TagKind| self.said.contains(&kind);
        let trust = match &self.verdict {
            Some(Verdict::Valid | Verdict::ValidRetiredKey { .. } | Verdict::Superseded { .. }) => {
                Trust::Verified
            }
            Some(Verdict::Unpinned { .. }) => Trust::Unpinned,
            Some(Verdict::Withdrawn { .. }) => return Stage::Withdrawn { version },
            Some(verdict) => return Stage::Rejected { version, verdict: verdict.clone() },
            None => Trust::Unknown,
        };
        Stage::Approved { version, trust, issued: has(TagKind::Issued), received: has(TagKind::Received) }
    }
}
