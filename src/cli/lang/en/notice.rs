//! Withdrawals, receipts and issues, in English.

use super::verdict::statement;
use crate::approval::name::TagKind;
use crate::approval::notice::{NoRightToNotice, NoticeVerdict, NoticedApproval, Says};
use crate::approval::verdict::{Disagreement, Verdict};
use crate::cli::lang::En;
use crate::cli::show::notice::{Question, Remedy, Stop, Told};
use crate::cli::show::verdict::RoleName;
use crate::work::notices::{ChoiceError, MakeError, Obstacle, PdfAnswer};

impl En for NoticeVerdict {
    fn en(&self) -> String {
        match self {
            NoticeVerdict::Good => "by somebody with the right, about this very approval".into(),
            NoticeVerdict::Unpinned { root } => Verdict::Unpinned { root: *root }.en(),
            NoticeVerdict::NotACommit { found } => Verdict::NotACommit { found: *found }.en(),
            NoticeVerdict::Unsigned => Verdict::Unsigned.en(),
            NoticeVerdict::BadSignature => Verdict::BadSignature.en(),
            NoticeVerdict::UnknownKey { fingerprint } => {
                Verdict::UnknownKey { fingerprint: fingerprint.clone() }.en()
            }
            NoticeVerdict::Renamed { what: Disagreement::NoName { tag } } => {
                format!("`{tag}` is not how such a tag is named")
            }
            NoticeVerdict::Renamed { what } => Verdict::Renamed { what: what.clone() }.en(),
            NoticeVerdict::ContentMismatch { flaw } => {
                format!("what was signed cannot be read: {}", statement(flaw))
            }
            NoticeVerdict::Foreign { what } => Verdict::Foreign { what: what.clone() }.en(),
            NoticeVerdict::TrustViolation { what } => what.en(),
            NoticeVerdict::NotEntitled { name, why } => no_right(name, *why),
            NoticeVerdict::KeyCompromised { fingerprint } => {
                format!(
                    "the key {fingerprint} is compromised, and the school's record does not reaffirm this tag"
                )
            }
            NoticeVerdict::NoApproval { found } => match found {
                NoticedApproval::Absent => "the approval that it names is not here".into(),
                NoticedApproval::Other { here } => {
                    format!("it is about another approval, not about the tag {here} that has the name here")
                }
                NoticedApproval::OtherCommit => {
                    "it is attached to another commit than the one that was approved".into()
                }
            },
            NoticeVerdict::BrokenChain { what } => Verdict::BrokenChain { what: what.clone() }.en(),
        }
    }
}

fn no_right(name: &str, why: NoRightToNotice) -> String {
    match why {
        NoRightToNotice::Role(role) => format!("{name} ({}) has no right to say this", RoleName(role).en()),
        NoRightToNotice::Office => format!("{name} is an education office, which can only receive"),
        NoRightToNotice::Before { serial } => {
            format!(
                "{name} had the right up to trust record {serial}; this approval was made under a later one"
            )
        }
        NoRightToNotice::Retired { from_sequence } => {
            format!("the key of {name} is retired from approval number {from_sequence} on")
        }
    }
}

impl En for Told<'_> {
    fn en(&self) -> String {
        match self {
            Told::About { kind, name, school } => {
                format!("{} the plan {} of {school}, version {}", action(*kind), name.period, name.version)
            }
            Told::Said { says, by } => said(says, *by),
            Told::Nameless { kind, period } => format!("{} {period}", noun(*kind)),
            Told::Pdf { hash } => format!("SHA-256 of the PDF: {hash}"),
            Told::Obstacles { count: 1 } => "It cannot be done yet, one thing stands in the way:".into(),
            Told::Obstacles { count } => {
                format!("It cannot be done yet, {count} things stand in the way:")
            }
            Told::Ready => "Nothing stands in the way.".into(),
            Told::Statement => "What would be signed:".into(),
            Told::Made { tag } => format!("Done: `{tag}`."),
            Told::NoPdf => {
                "Without the PDF nobody can tell later which file was the signed and stamped one; it cannot be added."
                    .into()
            }
            Told::Push => "Send it with `caitien sync`.".into(),
        }
    }
}

fn action(kind: TagKind) -> &'static str {
    match kind {
        TagKind::Withdrawn => "Withdraw the approval of",
        TagKind::Received => "Confirm receipt of",
        TagKind::Issued => "Record the issue of",
        TagKind::Approved => "Approve",
    }
}

fn noun(kind: TagKind) -> &'static str {
    match kind {
        TagKind::Withdrawn => "the withdrawal of",
        TagKind::Received => "the receipt of",
        TagKind::Issued => "the issue of",
        TagKind::Approved => "the approval of",
    }
}

fn said(says: &Says, by: Option<&str>) -> String {
    let details = details(says);
    match says {
        Says::Withdrawn { .. } => {
            let by = by.map(|by| format!(", signed by {by}")).unwrap_or_default();
            format!("withdrawn: {details}{by}")
        }
        Says::Received { .. } => {
            let details = if details.is_empty() { details } else { format!(", {details}") };
            format!("received by {}{details}", by.unwrap_or("the office"))
        }
        Says::Issued { pdf, .. } => {
            let by = by.map(|by| format!(", recorded by {by}")).unwrap_or_default();
            let pdf = if pdf.is_some() { ", with the PDF's fingerprint" } else { "" };
            format!("issued as {details}{by}{pdf}")
        }
    }
}

/// The particulars of a notice; empty for a receipt without any.
pub(super) fn details(says: &Says) -> String {
    match says {
        Says::Withdrawn { reason } => reason.clone(),
        Says::Received { number, note } => {
            let number = number.as_ref().map(|number| format!("entered as {number}"));
            number.into_iter().chain(note.clone()).collect::<Vec<_>>().join(": ")
        }
        Says::Issued { number, date, .. } => format!("{number} on {date}"),
    }
}

impl En for Question {
    fn en(&self) -> String {
        let Question::Make { kind, name } = self;
        format!("{} the plan {} (v{})? [y/N]", action(*kind), name.period, name.version)
    }
}

impl En for Stop {
    fn en(&self) -> String {
        match self {
            Stop::Declined => "nothing was recorded".into(),
            Stop::NotADay { text } => format!("`{text}` is not a day; write it as 7/9/2023 or 2023-09-07"),
        }
    }
}

impl En for ChoiceError {
    fn en(&self) -> String {
        match self {
            ChoiceError::NotAPeriod { text } => {
                format!("`{text}` is neither a school year (such as 2023-2024) nor an approval's name")
            }
            ChoiceError::NoApproval { period } => format!("no plan {period} has been approved"),
            ChoiceError::Several { schools } => {
                format!(
                    "several schools have an approved plan of that period ({}); add `--school`",
                    schools.join(", ")
                )
            }
        }
    }
}

impl En for Obstacle {
    fn en(&self) -> String {
        match self {
            Obstacle::NotApproved { period, version: Some(version) } => {
                format!("the plan {period} has no approval v{version}")
            }
            Obstacle::NotApproved { period, version: None } => {
                format!("the plan {period} has not been approved")
            }
            Obstacle::Taken { tag, verdict } if verdict.is_in_order() => {
                format!("this has been said already: `{tag}`; it is said once of each approval")
            }
            Obstacle::Taken { tag, verdict } => {
                format!("the name `{tag}` is taken by a tag that does not verify: {}", verdict.en())
            }
            Obstacle::Withdrawn { name, reason } if reason.is_empty() => {
                format!("v{} of the plan {} was withdrawn", name.version, name.period)
            }
            Obstacle::Withdrawn { name, reason } => {
                format!("v{} of the plan {} was withdrawn: {reason}", name.version, name.period)
            }
            Obstacle::NotGood { name, verdict } => {
                format!("`{name}` does not verify ({verdict}): {}", verdict.en())
            }
            Obstacle::Unpinned { .. } => "the school's root of trust has not been pinned here".into(),
            Obstacle::OtherRoot { root, pinned } => {
                format!("the root here is {}, and {} is pinned", root.grouped(), pinned.grouped())
            }
            Obstacle::Trust { what } => what.en(),
            Obstacle::Words { key } => {
                format!("`{key}` must have words, on one line, not too many, and without control characters")
            }
            Obstacle::Nobody { kind: TagKind::Received } => {
                "`caitien.toml` names no education office with a key".into()
            }
            Obstacle::Nobody { .. } => "nobody in the school's record has a key for this".into(),
            Obstacle::NoRight { kind, fingerprint, who } => {
                format!("the key {fingerprint} has no right; to {} is for {}", verb(*kind), who.join(", "))
            }
        }
    }
}

fn verb(kind: TagKind) -> &'static str {
    match kind {
        TagKind::Withdrawn => "withdraw",
        TagKind::Received => "receive",
        TagKind::Issued => "record an issue",
        TagKind::Approved => "approve",
    }
}

impl En for Remedy<'_> {
    fn en(&self) -> String {
        match self.0 {
            Obstacle::NotApproved { .. } => "see what there is with `caitien verify`".into(),
            Obstacle::Taken { verdict, .. } if verdict.is_in_order() => {
                "see it with `caitien verify`; to say something else, approve a new version".into()
            }
            Obstacle::Taken { tag, verdict: NoticeVerdict::KeyCompromised { .. } } => format!(
                "if the principal made it, reaffirm the tag in `school.toml` (`reaffirmed`); if not, remove it with `git tag -d {tag}` in every clone"
            ),
            Obstacle::Taken { tag, verdict: NoticeVerdict::BrokenChain { .. } } => {
                format!("get `{tag}` back from another clone (`git fetch --tags`)")
            }
            Obstacle::Taken { tag, .. } => {
                format!("find out who put that tag there, remove it with `git tag -d {tag}` and try again")
            }
            Obstacle::Withdrawn { .. } => "wait until the principal has approved a new version".into(),
            Obstacle::NotGood { .. } => "see what to do with `caitien verify`".into(),
            Obstacle::Unpinned { school, root } => format!(
                "compare the root {} with the principal or the education office, then type `caitien trust pin {root} --school {school}`",
                root.grouped()
            ),
            Obstacle::OtherRoot { .. } => "record nothing here; ask the education office which repository is real".into(),
            Obstacle::Trust { .. } => {
                "go back to the last good record, or let somebody with the right commit and sign the change; see `caitien trust show`".into()
            }
            Obstacle::Words { .. } => "say it shorter".into(),
            Obstacle::Nobody { kind: TagKind::Received } => {
                "whoever founded the repository adds `[[office]]` with the office's key to `caitien.toml` in a signed commit".into()
            }
            Obstacle::Nobody { .. } => "add a key for somebody with the right to `school.toml`; see `caitien trust show`".into(),
            Obstacle::NoRight { .. } => "use the key of somebody with the right; see `caitien trust show`".into(),
        }
    }
}

impl En for MakeError {
    fn en(&self) -> String {
        match self {
            MakeError::Lock { .. } => "the git directory cannot be written, so nothing was recorded".into(),
            MakeError::Moved => "the repository changed meanwhile; look again and repeat".into(),
            MakeError::OtherKey { fingerprint } => format!("the key {fingerprint} has no right to say this"),
            MakeError::Tag(source) => source.en(),
            MakeError::Verify(source) => source.en(),
        }
    }
}

impl En for PdfAnswer {
    fn en(&self) -> String {
        match self {
            PdfAnswer::Recorded { name } => {
                format!(
                    "Yes: this is the PDF that was recorded when {} (v{}) was issued.",
                    name.period, name.version
                )
            }
            PdfAnswer::Other { recorded } => {
                let of: Vec<String> = recorded
                    .iter()
                    .map(|(name, hash)| format!("{} (v{}): {hash}", name.period, name.version))
                    .collect();
                format!(
                    "NO: this is not the PDF that was recorded; the recorded one has the SHA-256\n  {}",
                    of.join("\n  ")
                )
            }
            PdfAnswer::None => "It cannot be compared: no PDF was recorded.".into(),
        }
    }
}
