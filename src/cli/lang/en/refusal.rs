//! Why a push is refused, in English.

use crate::cli::lang::En;
use crate::server::name::NameFlaw;
use crate::work::hook::{NoNotice, PlanLost, Refusal};

impl En for Refusal {
    fn en(&self) -> String {
        match self {
            Refusal::Moved => "is there and must not name another object; approve the next version instead".into(),
            Refusal::Deleted => "must not be deleted; an approval is withdrawn by a new tag".into(),
            Refusal::NotGood { verdict } => format!("does not verify ({verdict}): {}", verdict.en()),
            Refusal::NoApproval => "stands among the approvals and is none".into(),
            Refusal::NoticeNotGood { verdict } => format!("does not verify ({verdict}): {}", verdict.en()),
            Refusal::NoNotice { why } => why.en(),
            Refusal::Trust { school, what } => {
                format!("the branch breaks the trust record of `{school}`: {}", what.en())
            }
            Refusal::Offices { what } => {
                format!("the branch changes the education offices in `caitien.toml`: {}", what.en())
            }
            Refusal::RecordLost { school } => format!(
                "the push would lose the trust record of `{school}` that is in force; fetch the newest state and push again"
            ),
            Refusal::OtherRoot { school } => {
                format!("the branch starts the trust record of `{school}` anew, from another root than the one that is trusted here")
            }
            Refusal::NoCommit => "is no commit".into(),
            Refusal::Name { flaw } => flaw.en(),
            Refusal::Twice => "the push moves it more than once".into(),
            Refusal::StandsFor { target } => format!("is only another name of `{target}`; push there"),
            Refusal::Unknown => "the server does not say who is pushing, so nobody can be given leave".into(),
            Refusal::NoRight { who } => format!("`{who}` has no right to push here"),
            Refusal::ProtectedDeleted => "is a protected branch and must not be deleted".into(),
            Refusal::ProtectedRewritten => {
                "is a protected branch and must not be rewritten; fetch the newest state, merge and push again".into()
            }
            Refusal::PlanLost { school, period, why } => {
                format!("the approved plan {period} of `{school}` is not in its place: {}", why.en())
            }
        }
    }
}

impl En for NoNotice {
    fn en(&self) -> String {
        let why = match self {
            NoNotice::Name => "is not named `<kind>/<school>/<period>/v<n>`",
            NoNotice::NoTag => "is no annotated tag",
            NoNotice::Unsigned => "has no signature",
            NoNotice::BadSignature => "has a signature that is not good",
            NoNotice::Header => "has another name in its own header",
        };
        format!("stands among the signed notices but {why}")
    }
}

impl En for PlanLost {
    fn en(&self) -> String {
        match self {
            PlanLost::Gone => "there is no such file any more".into(),
            PlanLost::NoFile => "there is a link, a submodule or a folder instead of a file".into(),
            PlanLost::Twin { name } => {
                format!("beside it stands `{name}`, which many disks take for the same name")
            }
            PlanLost::Unreadable => "the file is not UTF-8 text".into(),
            PlanLost::OtherPlan { school, period } => {
                format!("the file names the school `{school}` and the period `{period}`")
            }
        }
    }
}

impl En for NameFlaw {
    fn en(&self) -> String {
        match self {
            NameFlaw::Elsewhere => {
                "only branches, tags and notes are taken here (refs/heads, refs/tags, refs/notes)".into()
            }
            NameFlaw::Hidden => "the name has letters that nobody can see".into(),
            NameFlaw::Ambiguous => "git may read this name as something else; choose another".into(),
            NameFlaw::Lookalike { folder } => {
                format!("the name looks like one of the signed tags `{folder}/…`")
            }
            NameFlaw::Shadow { branch } => {
                format!("the name can be taken for the protected branch `{branch}`")
            }
        }
    }
}
