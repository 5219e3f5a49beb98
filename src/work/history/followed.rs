//! A criterion, an item or all weaknesses through the plans of a school.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::approvals::{Approval, approvals};
use super::plans::{Committed, Files, Unread, read};
use super::years::years;
use super::{Error, Request, Subject, Year};
use crate::compare::{Chain, Prepared};
use crate::git::{CommitId, Repo};
use crate::life::{Life, Lives, Track, lives, tracks};
use crate::period::Period;
use crate::plan::item::{Anchor, Kind};

/// Whose plans are read, and where.
pub(super) struct Place<'r> {
    pub(super) repo: &'r Repo,
    pub(super) head: CommitId,
    pub(super) school: String,
    pub(super) folder: String,
}

/// What was followed, through all plans.
#[derive(Clone, Debug)]
pub struct Followed {
    pub school: String,
    /// The school's own name, from its record.
    pub name: Option<String>,
    pub subject: Subject,
    pub chronic: Option<u16>,
    /// A criterion by its number and name, an item by its id; empty for all weaknesses.
    pub years: Vec<Year>,
    /// The lives of weaknesses; None for an item of another kind.
    pub told: Option<Told>,
    pub unread: Vec<Unread>,
}

/// The lives of a school's weaknesses, and which of them are meant.
#[derive(Clone, Debug)]
pub struct Told {
    /// All of the school.
    pub lives: Lives,
    /// The newest approval of each plan.
    pub approvals: Vec<Option<Approval>>,
    /// Those that were asked for, as positions in `lives`.
    pub meant: BTreeSet<usize>,
    /// Those of which a piece came into them or went out of them.
    pub tied: BTreeSet<usize>,
    /// The names of people by their ids.
    pub people: BTreeMap<String, String>,
}

/// Follows what was asked for.
pub(super) fn followed(place: &Place<'_>, request: &Request) -> Result<Followed, Error> {
    let files = read(place)?;
    let subject = request.subject;
    let years = if subject == Subject::Weaknesses { Vec::new() } else { years(&files.plans, subject) };
    let is_there = match subject {
        Subject::Weaknesses => !files.plans.is_empty(),
        _ => years.iter().any(|year| year.place.is_some()),
    };
    if !is_there {
        return Err(Error::Nowhere { subject });
    }
    let is_weakness = !matches!(subject, Subject::Item(id) if id.kind != Kind::Weakness);
    let told = is_weakness.then(|| told(place, &files, (request, &years))).transpose()?;
    let (name, unread) = (files.name, files.unread);
    let school = place.school.clone();
    Ok(Followed { school, name, subject, chronic: request.chronic, years, told, unread })
}

fn told(place: &Place<'_>, files: &Files, (request, years): (&Request, &[Year])) -> Result<Told, Error> {
    let approvals = approvals(place, &files.plans)?;
    let lives = all_lives(files);
    let is_meant = |life: &Life| {
        let is_subject = match request.subject {
            Subject::Item(id) => life.had(id),
            Subject::Place(anchor) => stood_at(life, anchor, &files.plans, years),
            Subject::Weaknesses | Subject::School | Subject::Plan(_) => true,
        };
        is_subject && request.chronic.is_none_or(|least| is_chronic(life, least))
    };
    let meant: BTreeSet<usize> =
        lives.lives.iter().enumerate().filter(|(_, life)| is_meant(life)).map(|(at, _)| at).collect();
    let ties = meant.iter().filter_map(|at| lives.lives.get(*at)).flat_map(|life| &life.years);
    let ties = ties.flat_map(|year| year.from.iter().chain(&year.into)).copied();
    let tied = ties.filter(|at| !meant.contains(at)).collect();
    Ok(Told { lives, approvals, meant, tied, people: files.people.clone() })
}

/// Does it stand today, and has it for so many consecutive plans?
fn is_chronic(life: &Life, least: u16) -> bool {
    life.stands() && life.last().is_some_and(|year| year.stood >= least)
}

fn all_lives(files: &Files) -> Lives {
    let prepared: Vec<Prepared<'_>> = files.plans.par_iter().map(Committed::prepared).collect();
    let periods: Vec<Period> = files.plans.iter().map(|plan| plan.period).collect();
    let tracks = tracks(&periods);
    let chain = |columns: &Vec<usize>| {
        let plans: Vec<&Prepared<'_>> = columns.iter().filter_map(|at| prepared.get(*at)).collect();
        Chain::new(&plans, &files.continuity)
    };
    let chains: Vec<Chain<'_, '_>> = tracks.iter().map(chain).collect();
    let track = |(columns, chain)| {
        let chain: &Chain<'_, '_> = chain;
        let fates = (0..chain.links.len()).into_par_iter().map(|at| chain.weaknesses(at)).collect();
        Track { columns, chain, fates }
    };
    let tracks: Vec<Track<'_, '_, '_>> = tracks.into_iter().zip(&chains).map(track).collect();
    lives(&periods, &tracks)
}

/// Did it stand there in any year? A criterion is where `years` found it in each plan, a standard
/// with all its criteria in the plans of the newest edition that has it.
fn stood_at(life: &Life, anchor: Anchor, plans: &[Committed], years: &[Year]) -> bool {
    let edition = |at: usize| plans.get(at).and_then(|plan| plan.plan.front.catalog.as_deref());
    let newest = years.iter().rposition(|year| year.place.is_some()).and_then(edition);
    life.years.iter().any(|year| match (anchor, year.criterion) {
        (Anchor::Standard(number), Some(Anchor::Criterion(id))) => {
            id.standard == number && edition(year.plan) == newest
        }
        (Anchor::Standard(_), own) => own == Some(anchor) && edition(year.plan) == newest,
        (Anchor::Criterion(_), own) => {
            let there = years.get(year.plan).and_then(|year| year.place.as_ref());
            own.is_some() && there.is_some_and(|place| place.anchor == own)
        }
    })
}
