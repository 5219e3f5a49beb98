//! Approving and pinning, in English.

use crate::cli::lang::En;
use crate::cli::show::approval::{Question, Remedy, Stop, Told};
use crate::compare::Status;
use crate::work::rehearsal::{Obstacle, Proof};
use crate::{signing, work};

impl En for Obstacle {
    fn en(&self) -> String {
        match self {
            Obstacle::NoCommit => "nothing was ever committed".into(),
            Obstacle::NotCommitted { period, .. } => format!("the plan {period} is not committed"),
            Obstacle::Edited { path } => format!("`{path}` has changes that are not saved"),
            Obstacle::Unreadable { path } => format!("`{path}` is not UTF-8 text"),
            Obstacle::Findings { path, count } => format!("`{path}` has {count} errors"),
            Obstacle::NoIds { count } => format!("{count} items have no id `{{#…}}`"),
            Obstacle::AlreadyApproved { name } => format!("this very plan is approved already: `{name}`"),
            Obstacle::Unaccounted { weakness, before } => format!(
                "nothing says what became of a weakness of {} v{}: “{}”",
                before.period, before.version, weakness.text
            ),
            Obstacle::NoRecord { school } => format!("the school `{school}` has no trust record that holds"),
            Obstacle::Trust { what } => what.en(),
            Obstacle::Unpinned { .. } => "the school's root is not pinned here".into(),
            Obstacle::OtherRoot { root, pinned } => {
                format!("the root here is {}, but {} is pinned", root.grouped(), pinned.grouped())
            }
            Obstacle::NotPrincipal { fingerprint, principal } => {
                format!("{fingerprint} is no key of the principal {principal} in the record in force")
            }
            Obstacle::KeyWithoutRight { verdict } => verdict.en(),
            Obstacle::Chain { tag, verdict } => format!("`{tag}`: {}", verdict.en()),
            Obstacle::Review { lack } => lack.en(),
        }
    }
}

impl En for Remedy<'_> {
    fn en(&self) -> String {
        match self.0 {
            Obstacle::NoCommit | Obstacle::NotCommitted { .. } | Obstacle::Edited { .. } => {
                "save it with `caitien save`".into()
            }
            Obstacle::Unreadable { .. } => "store the file as UTF-8, then `caitien save`".into(),
            Obstacle::Findings { .. } => "see `caitien check`, mend, then `caitien save`".into(),
            Obstacle::NoIds { .. } => "give ids with `caitien format`, then `caitien save`".into(),
            Obstacle::AlreadyApproved { .. } => "there is no need to approve it again".into(),
            Obstacle::Unaccounted { weakness, .. } => format!(
                "put it back if it is still true; else account for it and `caitien save`: \
                 `caitien account {} --resolved --reason \"…\"`, or `--dropped`",
                weakness.id.map(|id| id.to_string()).unwrap_or_default()
            ),
            Obstacle::NoRecord { .. } => {
                "the commit that brings `school.toml` in must be signed by the principal; see `caitien trust show`".into()
            }
            Obstacle::Trust { .. } => {
                "restore the last good record, or let somebody with the right sign the change; see `caitien trust show`".into()
            }
            Obstacle::Unpinned { school, root } => format!(
                "compare {} with whoever made the repository, then `caitien trust pin {root} --school {school}`",
                root.grouped()
            ),
            Obstacle::OtherRoot { .. } => "do not approve here; ask the education office which repository is real".into(),
            Obstacle::NotPrincipal { .. } | Obstacle::KeyWithoutRight { .. } => {
                "use the key of the principal in office, or change `school.toml` first".into()
            }
            Obstacle::Review { lack } => super::review::remedy(lack),
            Obstacle::Chain { .. } => "get the missing tags from another clone (`git fetch --tags`); see `caitien verify`".into(),
        }
    }
}

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Plan { name, school } => {
                format!("Approving the plan {}, {school}, v{}", name.period, name.version)
            }
            Told::Against { before: Some(before) } => {
                format!("Against the last approved one ({} v{}):", before.period, before.version)
            }
            Told::Against { before: None } => "The first plan to be approved:".into(),
            Told::Counts { carried, resolved, dropped, new } => {
                format!("{carried} weaknesses carried, {resolved} resolved, {dropped} dropped, {new} new")
            }
            Told::Weakness { status, text } => format!("{} {text}", word(*status)),
            Told::Reason { reason } => format!("reason: {reason}"),
            Told::More { count } => format!("… and {count} more"),
            Told::Obstacles { count } => format!("Cannot be approved yet, {count} things to do:"),
            Told::Ready => "Nothing stands in the way.".into(),
            Told::Statement => "What would be signed:".into(),
            Told::Items { count } => format!("… {count} items; all of them with `--format json`"),
            Told::Made { name, sequence } => {
                format!("Approved: `{name}`, approval {sequence} of the school.")
            }
            Told::Pinned { root } => format!("The school's root is pinned: {}", root.grouped()),
            Told::KeyLine { fingerprint } => {
                format!(
                    "Fingerprint: {fingerprint}. The line goes into that person's `keys` in `school.toml`."
                )
            }
            Told::AlreadyPinned => "This root was pinned already.".into(),
            Told::OpenComments { count } => format!("{count} comments are open:"),
            Told::OpenComment { item, text } => {
                format!(
                    "{}: {text}",
                    item.map_or_else(|| "the whole plan".to_owned(), |item| item.to_string())
                )
            }
            Told::Reviewers => "Who reviewed it:".into(),
            Told::Reviewer { name, says, item, date, stale, proof } => {
                let date = date.map(|date| format!(", {date}")).unwrap_or_default();
                let of = item.map(|item| format!(" ({item})")).unwrap_or_default();
                let proof = match proof {
                    Proof::Verified => "proved by signature",
                    Proof::Claimed => "claimed",
                };
                let (word, old) = (super::review::word(*says, *item), super::review::old(*stale));
                format!("{name} ({proof}){date}: {word}{of}{old}")
            }
            Told::StaleItems { items } => {
                let items: Vec<String> = items.iter().map(ToString::to_string).collect();
                format!("said of an earlier text, these have changed since: {}", items.join(", "))
            }
            Told::Push => "Send it with `caitien sync`.".into(),
        }
    }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Carried => "= carried:",
        Status::Resolved => "✓ resolved:",
        Status::Dropped => "− dropped:",
        Status::New => "+ new:",
    }
}

impl En for Question {
    fn en(&self) -> String {
        match self {
            Question::Approve { name } => {
                format!("Approve the plan {} (v{})? [y/N]", name.period, name.version)
            }
            Question::Passphrase { path } => format!("Passphrase of `{path}`:"),
        }
    }
}

impl En for Stop {
    fn en(&self) -> String {
        match self {
            Stop::NotAFingerprint { text } => {
                format!("`{text}` is no root's fingerprint (64 hexadecimal digits, or 32 syllables)")
            }
            Stop::NotAKeyName { typed } => {
                format!("`{typed}` lacks digits of the fingerprint: `openpgp:` takes 40, `x509:` 40 or 64")
            }
            Stop::NoKey => "no key was named; add `--key FILE` or `--key agent`".into(),
            Stop::Declined => "nothing was approved".into(),
            Stop::OnePlan { count: 0 } => "there is no plan to approve".into(),
            Stop::OnePlan { count } => {
                format!("there are {count} plans; one is approved at a time: name the period and `--school`")
            }
            Stop::NoPlace => "the file lies in no repository and cannot be approved".into(),
            Stop::OtherRootPinned { pinned } => format!(
                "another root is pinned: {}; to change it, remove it first with `git config --unset`",
                pinned.grouped()
            ),
            Stop::NotTheRoot { here: Some(here) } => {
                format!("the root here is another one: {}; nothing was pinned", here.grouped())
            }
            Stop::NotTheRoot { here: None } => {
                "there is no root of that school here; nothing was pinned".into()
            }
        }
    }
}

impl En for signing::Error {
    fn en(&self) -> String {
        self.to_string()
    }
}

impl En for work::verify::Error {
    fn en(&self) -> String {
        match self {
            work::verify::Error::Git(source) => source.en(),
            work::verify::Error::Shallow => {
                "the clone lacks its older history, so the root cannot be reached; `git fetch --unshallow`"
                    .into()
            }
            error => error.to_string(),
        }
    }
}

impl En for work::approve::Error {
    fn en(&self) -> String {
        self.to_string()
    }
}

impl En for work::signed_tag::Error {
    fn en(&self) -> String {
        self.to_string()
    }
}
