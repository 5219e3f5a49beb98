//! Plans in which nothing was found, so that checking five thousand again costs reading them.
//!
//! A plan is known by a hash of everything that its findings can depend on: its own text, the records
//! beside it, the school's record and its decisions, the plan of the year before, the names of all schools,
//! the catalogues, the approvals or the draft that it follows, and the program's version. Only "nothing found"
//! is remembered; whatever has a finding is checked anew, and so is all where the memory cannot be read.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Mutex;

use super::approved::Approvals;
use super::past::{Past, State};
use crate::approval::Hash;
use crate::approval::digest;
use crate::folder::PlanFile;
use crate::git::Repo;

/// What is known to be without findings, and what was found to be so in this run.
pub struct Clean {
    repo: Option<Mutex<Repo>>,
    known: HashSet<Hash>,
    fresh: Mutex<HashSet<Hash>>,
    /// A hash of what all plans share.
    shared: Hash,
}

impl Clean {
    /// Reads the memory of the repository at a folder; `shared` are the texts of its catalogues.
    pub fn read(root: Option<&Path>, shared: &str) -> Clean {
        let repo = root.and_then(|root| Repo::open(root).ok());
        let known = repo.as_ref().map(Repo::clean_plans).unwrap_or_default();
        let shared = format!("{} {shared}", env!("CARGO_PKG_VERSION"));
        let shared = digest::file("check-shared", shared.as_bytes());
        Clean { repo: repo.map(Mutex::new), known, fresh: Mutex::default(), shared }
    }

    /// The name of a plan's present state; None where it cannot be read, or nothing is remembered.
    /// `draft` is the plan before it, where it is held against that.
    pub fn state(
        &self,
        place: &PlanFile,
        approvals: &Approvals,
        (draft, past): (Option<&PlanFile>, &Past),
    ) -> Option<Hash> {
        self.repo.as_ref()?;
        let mut all = self.shared.to_string().into_bytes();
        all.extend(format!("\n{}\n{}\n", place.inside, approvals.state(place)).into_bytes());
        let school = place.school_folder();
        let beside = ["progress.toml", "evidence.toml", "petitions.toml"].map(|name| place.beside(name));
        let own = [place.path.clone(), school.record(), school.continuity()].into_iter().chain(beside);
        // Nothing is copied where nothing was copied from the year before: older years do not matter.
        let earlier =
            draft.into_iter().chain(past.before(place)).flat_map(|plan| [plan.path.clone(), plan.progress()]);
        let before = earlier.chain(approvals.records_before(place));
        for path in own.chain(before) {
            let name = path.display();
            match past.state(&path)? {
                State::Absent => all.extend(format!("absent {name}\n").into_bytes()),
                State::Holds(hash) => all.extend(format!("{hash} {name}\n").into_bytes()),
            }
        }
        Some(digest::file("check-state", &all))
    }

    /// Was nothing found in this state?
    pub fn knows(&self, state: &Hash) -> bool {
        let known = self.known.contains(state);
        if known {
            self.add(*state);
        }
        known
    }

    /// Nothing was found in this state.
    pub fn add(&self, state: Hash) {
        if let Ok(mut fresh) = self.fresh.lock() {
            fresh.insert(state);
        }
    }

    /// Keeps what was learned beside what was known: after a check of some plans.
    pub fn keep(mut self) {
        let known = std::mem::take(&mut self.known);
        if let Ok(fresh) = self.fresh.get_mut().map(|fresh| &*fresh)
            && !fresh.is_subset(&known)
        {
            let all = fresh.union(&known).copied().collect();
            self.write(&all);
        }
    }

    /// Keeps only what was met: after a check of everything, what is no more is forgotten.
    pub fn keep_only(mut self) {
        let fresh = self.fresh.get_mut().map(std::mem::take).unwrap_or_default();
        if fresh != self.known {
            self.write(&fresh);
        }
    }

    fn write(&self, states: &HashSet<Hash>) {
        if let Some(Ok(repo)) = self.repo.as_ref().map(Mutex::lock) {
            repo.keep_clean_plans(states);
        }
    }
}
