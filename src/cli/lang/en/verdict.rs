//! The verdicts on approvals and what to do next, in English.

use crate::approval::record::RecordFlaw;
use crate::approval::statement::StatementFlaw;
use crate::approval::trust::Violation;
use crate::approval::verdict::{Break, Content, Disagreement, NoRight, Pointed, Stranger, Verdict};
use crate::cli::lang::En;
use crate::cli::show::trust::RightName;
use crate::cli::show::verdict::{NextStep, Note, RoleName};
use crate::school::Role;

impl En for Verdict {
    fn en(&self) -> String {
        match self {
            Verdict::Valid => "valid: the plan that was signed, by the principal's key".into(),
            Verdict::ValidRetiredKey { from_sequence } => {
                format!("valid: the key is retired from approval {from_sequence} on, this one came before")
            }
            Verdict::ValidExtract { items: 0 } => {
                "the signature and the chain are in order; this file does not hold the plan".into()
            }
            Verdict::ValidExtract { items } => format!(
                "the {items} items shown are those of the approved plan; the rest is not in the file and was not verified"
            ),
            Verdict::Superseded { by } => format!("a later version is approved: v{}", by.version),
            Verdict::Unpinned { .. } => {
                "not yet to be called valid: the school's root is not pinned here".into()
            }
            Verdict::Unsigned => "no signature".into(),
            Verdict::BadSignature => {
                "the signature does not match: the tag or the signature was changed".into()
            }
            Verdict::UnknownKey { fingerprint: Some(key) } => {
                format!("signed with {key}, which is in no record of the school")
            }
            Verdict::UnknownKey { fingerprint: None } => {
                "signed with an OpenPGP key or a certificate that no record names".into()
            }
            Verdict::NotEntitled { name, why } => no_right(name, *why),
            Verdict::Renamed { what } => renamed(what),
            Verdict::Foreign { what } => foreign(what),
            Verdict::NotACommit { found } => pointed(*found).into(),
            Verdict::ContentMismatch { what } => content(what),
            Verdict::BrokenChain { what } => broken(what),
            Verdict::ForkedChain { other } => format!("the chain forks: `{other}` follows the same approval"),
            Verdict::KeyCompromised { fingerprint, from_sequence } => match from_sequence {
                Some(from) => format!("the key {fingerprint} is compromised from approval {from} on"),
                None => format!("the key {fingerprint} is compromised: nothing it signed counts"),
            },
            Verdict::TrustViolation { what } => what.en(),
            Verdict::Withdrawn { reason } if reason.is_empty() => "withdrawn".into(),
            Verdict::Withdrawn { reason } => format!("withdrawn: {reason}"),
        }
    }
}

fn no_right(name: &str, why: NoRight) -> String {
    match why {
        NoRight::Role(role) => format!("{name} ({}) may not approve", RoleName(role).en()),
        NoRight::Office => format!("{name} is an education office and does not approve for the principal"),
        NoRight::OtherRecord { serial } => {
            format!("{name} is principal in record {serial}, not in the record in force")
        }
        NoRight::Retired { from_sequence } => {
            format!("the key of {name} is retired from approval {from_sequence} on")
        }
        NoRight::OutsideMandate { period, sequence } => {
            format!("{name} has no mandate to sign the plan of {period} as approval {sequence}")
        }
        NoRight::MandateOver { until } => {
            format!("{name}'s mandate ended with approval {until}")
        }
        NoRight::Capacity => {
            format!("the statement does not say in what capacity {name} signed")
        }
        NoRight::Dropped { serial } => {
            format!(
                "record {serial} no longer has the key of {name}, and does not say from which approval on"
            )
        }
    }
}

fn renamed(what: &Disagreement) -> String {
    match what {
        Disagreement::NoName { tag } => format!("`{tag}` is no approval's name"),
        Disagreement::Header { tag, header } => format!("renamed: `{tag}` outside, `{header}` inside"),
        Disagreement::Statement { tag, statement } => {
            format!("the name `{tag}` is not that of the signed statement, `{statement}`")
        }
    }
}

fn foreign(what: &Stranger) -> String {
    match what {
        Stranger::NoSuchSchool { school } => format!("made for the school `{school}`, which is not here"),
        Stranger::OtherRoot { root, here } => {
            format!("made under another root: {}, here it is {}", root.grouped(), here.grouped())
        }
        Stranger::NotPinned { root, pinned } => {
            format!("the repository's root is {}, but {} is pinned", root.grouped(), pinned.grouped())
        }
    }
}

fn pointed(found: Pointed) -> &'static str {
    match found {
        Pointed::Lightweight => "only a name of a commit: it carries no statement",
        Pointed::Tag => "the tag points to another tag, not to a commit",
        Pointed::Tree => "the tag points to a folder, not to a commit",
        Pointed::Blob => "the tag points to a file, not to a commit",
        Pointed::TooLong => "the tag is far longer than any approval, and is not read",
        Pointed::Nothing => "the tag is damaged, or points to something that is not here",
    }
}

fn content(what: &Content) -> String {
    match what {
        Content::Statement(flaw) => format!("the statement cannot be read: {}", statement(flaw)),
        Content::NoPlan => "the signed commit has no such plan".into(),
        Content::Unreadable => "the plan at the signed commit cannot be read".into(),
        Content::Plan => "the plan at the commit is not the plan that was signed".into(),
        Content::Item(id) => format!("the item `{id}` is not the one that was signed"),
        Content::Items => "the items are not those that were signed".into(),
        Content::Evidence => "the evidence manifest is not the one that was signed".into(),
        Content::Reviews => "the review comments are not those that were signed".into(),
    }
}

pub(super) fn statement(flaw: &StatementFlaw) -> String {
    match flaw {
        StatementFlaw::Shape => "not of the right shape".into(),
        StatementFlaw::Schema { schema } => format!("schema {schema} is not known"),
        StatementFlaw::Toml { detail } => detail.clone(),
        StatementFlaw::Value { key } => format!("the value of `{key}` is not valid"),
    }
}

fn broken(what: &Break) -> String {
    match what {
        Break::FirstHasPredecessor => "the first approval, and yet it names a predecessor".into(),
        Break::NoPredecessor { sequence } => format!("approval {sequence} names no predecessor"),
        Break::Missing { sequence, previous } => {
            format!("a gap: approval {} ({previous}) is not here", sequence.saturating_sub(1))
        }
        Break::Gap { sequence, previous } => {
            format!("a gap: approval {sequence} follows approval {previous}")
        }
        Break::VersionOrder { earlier } => format!("v{earlier} of this plan came before"),
        Break::Earlier { at } => format!("the chain is broken at `{at}`"),
        Break::Beside { last } => {
            format!(
                "the key signs no more, and this is none of the approvals up to {last}, the last one with it"
            )
        }
        Break::Gone { id } => format!("it was seen here ({id}) and is gone"),
        Break::Changed { seen } => {
            format!("the tag {seen} was seen here under this name; this is another one")
        }
        Break::Named { id } => format!("a later approval names the tag {id}, which is not here"),
        Break::Received { id } => {
            format!("the education office received the tag {id}; it is gone or replaced")
        }
    }
}

impl En for Violation {
    fn en(&self) -> String {
        match self {
            Violation::RootUnsigned { .. } => "the school's first record came in an unsigned commit".into(),
            Violation::RootByStranger { fingerprint, .. } => {
                format!("the school's first record was signed by {fingerprint}, not by its principal")
            }
            Violation::RootSerial { serial, .. } => {
                format!("the school's first record has serial {serial}, not 1")
            }
            Violation::Flawed { flaw, .. } => format!("the trust record is not valid: {}", flaw.en()),
            Violation::Unsigned { serial, .. } => {
                format!("the trust record was changed ({serial}) without a signature")
            }
            Violation::NotEmpowered { serial, fingerprint, name, .. } => {
                let who = name.as_ref().unwrap_or(fingerprint);
                format!("the trust record was changed ({serial}) by {who}, who has no right to")
            }
            Violation::BeyondRight { serial, name, change, .. } => {
                let who = RightName(change.needs).en();
                format!(
                    "record {serial}, signed by {name}, makes a change that the signer may not make ({}); who may: {who}",
                    change.en()
                )
            }
            Violation::Serial { before, after, .. } => {
                format!(
                    "the trust record was changed from serial {before} to {after}; it must be {}",
                    before + 1
                )
            }
            Violation::WentBack { before, after, .. } => {
                format!("the trust record went back from serial {before} to {after}")
            }
            Violation::Removed { .. } => "the trust record was removed".into(),
            Violation::TwoFolders { .. } => "two folders have the school's name".into(),
            Violation::TwoLines { .. } => "two trust records made side by side were merged".into(),
            Violation::Offices { fingerprint, .. } => format!(
                "the education offices in `caitien.toml` were changed by {}, who has no right to",
                fingerprint.as_deref().unwrap_or("an unsigned commit")
            ),
            Violation::OtherSerial { statement, record } => {
                format!("the statement names trust record {statement}, the commit has {record}")
            }
            Violation::OtherLine { serial } => {
                format!("trust record {serial} is not on the line of the record in force")
            }
            Violation::OlderThanPredecessor { before, after } => {
                format!("the approval before was made under record {before}, this one under {after}")
            }
            Violation::Forgotten { seen, now } => {
                format!("trust record {seen} was seen here; now there is only {now}")
            }
        }
    }
}

impl En for RecordFlaw {
    fn en(&self) -> String {
        match self {
            RecordFlaw::Toml { detail } => detail.clone(),
            RecordFlaw::Schema { schema } => format!("schema {schema} is not known"),
            RecordFlaw::OtherSchool { school } => format!("it names the school `{school}`"),
            RecordFlaw::Principals { count } => format!("there must be one principal, not {count}"),
            RecordFlaw::PrincipalWithoutKey => "the principal has no key".into(),
            RecordFlaw::Key { person } => format!("a key of `{person}` is no key"),
            RecordFlaw::SharedKey { fingerprint } => format!("the key {fingerprint} stands twice"),
            RecordFlaw::SamePerson { person } => format!("two people have the id `{person}`"),
            RecordFlaw::Status { key } => format!("the status of the key `{key}` is malformed"),
            RecordFlaw::Mandate { person } => format!("the mandate of `{person}` is not valid"),
            RecordFlaw::Recovery => {
                "`[recovery]` is not valid: at least two people, all with keys, none the principal".into()
            }
            RecordFlaw::RetiredFromWhen { key } => {
                format!("the key `{key}` is retired without `from-sequence`")
            }
        }
    }
}

impl En for NextStep<'_> {
    fn en(&self) -> String {
        match self.verdict {
            Verdict::Valid
            | Verdict::ValidRetiredKey { .. }
            | Verdict::ValidExtract { .. }
            | Verdict::Superseded { .. } => String::new(),
            Verdict::Unpinned { root } => format!(
                "ask the principal or the education office for the root's fingerprint, compare it with\n{}\n{}\n\
                 and type `caitien trust pin \"{root}\" --school {}`",
                root.syllables(),
                root.grouped(),
                self.school
            ),
            Verdict::Unsigned | Verdict::NotACommit { .. } => {
                "ask the principal to approve again with `caitien approve`".into()
            }
            Verdict::BadSignature | Verdict::Renamed { .. } | Verdict::ContentMismatch { .. } => {
                "do not use it; find out who brought the tag in, and ask the principal to approve again".into()
            }
            Verdict::UnknownKey { .. } => {
                "ask the principal whether the signature is theirs; a new key must stand in `school.toml` first".into()
            }
            Verdict::NotEntitled { why: NoRight::Dropped { .. }, .. } => {
                "somebody with the right adds a `[[key-status]]` with `from-sequence` to `school.toml`".into()
            }
            Verdict::NotEntitled { .. } => "ask the principal in office to approve".into(),
            Verdict::Foreign { .. } => "find out where the tag came from; here it is worth nothing".into(),
            Verdict::BrokenChain { .. } | Verdict::ForkedChain { .. } => {
                "get the missing tags from another clone (`git fetch --tags`), or tell the education office".into()
            }
            Verdict::KeyCompromised { .. } => {
                "ask the principal to approve with a new key, or to reaffirm this one in `school.toml`".into()
            }
            Verdict::TrustViolation { what: Violation::Forgotten { .. } } => {
                "get the missing commits (`git fetch --all`) and verify again".into()
            }
            Verdict::TrustViolation { .. } => {
                "restore the last good record, or let somebody with the right sign the change; see `caitien trust show`".into()
            }
            Verdict::Withdrawn { .. } => "the plan has to be approved again".into(),
        }
    }
}

impl En for Note {
    fn en(&self) -> String {
        match self {
            Note::Internal => {
                "This is an internal control on git, not the signature and seal that the law asks for.".into()
            }
            Note::NotRemembered => {
                "The git directory cannot be written: later disappearances will not be noticed.".into()
            }
            Note::Nothing => "No approvals yet.".into(),
            Note::Total { good, all } => format!("{good} of {all} approvals hold."),
            Note::Strays => "After the approval:".into(),
            Note::Next => "next step:".into(),
            Note::ApprovedPlan { period, version } => format!("{period} (v{version})"),
            Note::SignedBy { name } => format!("signed by {name}"),
        }
    }
}

impl En for RoleName {
    fn en(&self) -> String {
        match self.0 {
            Role::Principal => "principal",
            Role::Deputy => "deputy",
            Role::Council => "council",
            Role::Supervisor => "supervisor",
            Role::Clerk => "clerk",
            Role::Staff => "staff",
            Role::Office => "education office",
        }
        .into()
    }
}
