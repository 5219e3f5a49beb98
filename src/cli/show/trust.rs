//! The trust in a school, for people.

use crate::approval::Hash;
use crate::approval::change::{Right, TrustChange};
use crate::approval::trust::Violation;
use crate::cli::lang::Say;
use crate::cli::show::verdict::safe;
use crate::cli::ui::{Tone, Ui};
use crate::school::{KeyStatus, Role};
use crate::work::trust::{Trust, TrustedMandate};

/// The lines that tell of it.
#[derive(Clone, Debug)]
pub enum Line<'t> {
    School {
        id: &'t str,
        name: &'t str,
        serial: u32,
    },
    Root {
        fingerprint: Hash,
    },
    /// The same, to be read out.
    RootSaid {
        fingerprint: Hash,
    },
    NoRoot,
    Pinned,
    NotPinned,
    OtherPinned {
        pinned: Hash,
    },
    Person {
        name: &'t str,
        role: Role,
        may_change_trust: bool,
        fingerprints: &'t [String],
    },
    Mandate {
        mandate: &'t TrustedMandate,
    },
    Status {
        status: &'t KeyStatus,
    },
    Recovery {
        threshold: u32,
        names: &'t [String],
    },
    Office {
        id: &'t str,
        name: &'t str,
        fingerprints: &'t [String],
    },
    Step {
        serial: u32,
        commit: String,
        by: &'t str,
    },
    Change {
        change: &'t TrustChange,
    },
    Wrong {
        what: &'t Violation,
    },
}

/// Who has a right, for people.
pub struct RightName(pub Right);

/// All of it.
pub fn render(trust: &[Trust], ui: &Ui) -> String {
    let mut text = String::new();
    for one in trust {
        let mut add = |tone: Option<Tone>, indent: &str, line: &Line<'_>| {
            let said = safe(&line.say(ui.lang));
            let said = tone.map_or(said.clone(), |tone| ui.paint(tone, &said));
            text.push_str(&format!("{indent}{said}\n"));
        };
        add(Some(Tone::Heading), "", &Line::School { id: &one.school, name: &one.name, serial: one.serial });
        match &one.root {
            Some(root) => {
                let fingerprint = root.fingerprint;
                add(None, "  ", &Line::Root { fingerprint });
                add(None, "  ", &Line::RootSaid { fingerprint });
            }
            None => add(Some(Tone::Bad), "  ", &Line::NoRoot),
        }
        match (&one.root, one.pinned) {
            (Some(root), Some(pinned)) if root.fingerprint == pinned => {
                add(Some(Tone::Good), "  ", &Line::Pinned)
            }
            (_, Some(pinned)) => add(Some(Tone::Bad), "  ", &Line::OtherPinned { pinned }),
            (_, None) => add(Some(Tone::Warn), "  ", &Line::NotPinned),
        }
        if let Some(what) = &one.violation {
            add(Some(Tone::Bad), "  ", &Line::Wrong { what });
        }
        for person in &one.people {
            let (name, role, fingerprints) = (&person.name, person.role, &person.fingerprints);
            let may_change_trust = person.may_change_trust;
            add(None, "  ", &Line::Person { name, role, may_change_trust, fingerprints });
        }
        for mandate in &one.mandates {
            add(None, "  ", &Line::Mandate { mandate });
        }
        if let Some((threshold, names)) = &one.recovery {
            add(None, "  ", &Line::Recovery { threshold: *threshold, names });
        }
        for status in &one.statuses {
            add(None, "  ", &Line::Status { status });
        }
        for office in &one.offices {
            let (id, name, fingerprints) = (&office.id, &office.name, &office.fingerprints);
            add(None, "  ", &Line::Office { id, name, fingerprints });
        }
        for step in &one.steps {
            let commit: String = step.commit.to_string().chars().take(7).collect();
            let by = step.by.as_str();
            add(Some(Tone::Quiet), "  ", &Line::Step { serial: step.serial, commit, by });
            for change in &step.changes {
                add(Some(Tone::Quiet), "    ", &Line::Change { change });
            }
        }
    }
    text
}
