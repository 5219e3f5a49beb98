//! From occurrences to years: how a weakness stood in each plan, and how it left.

use std::collections::HashMap;
use std::rc::Rc;

use super::planned::{Records, planned, recorded, records, slip};
use super::strand::{Place, Strands, strands};
use super::{Leaving, Left, Life, LifeYear, Planned, State, Track};
use crate::compare::{Status, Trend, Weakness};
use crate::plan::Placed;

/// The lives of one chain; `offset` is how many lives stand before them.
pub(super) fn told(track: &Track<'_, '_, '_>, offset: usize) -> Vec<Life> {
    let teller = Teller::new(track, offset);
    let mut since: HashMap<Place, usize> = HashMap::new();
    let mut all: Vec<(Place, usize)> =
        teller.strands.life.iter().map(|(place, life)| (*place, *life)).collect();
    all.sort_unstable();
    let mut lives: Vec<Life> =
        teller.strands.lives.iter().map(|_| Life { since: 0, years: Vec::new() }).collect();
    let mut last: HashMap<usize, Place> = HashMap::new();
    for (place, life) in all {
        let before = last.insert(life, place);
        let from = teller.strands.from.get(&place).into_iter().flatten().copied();
        let earliest = from.chain(before).filter_map(|place| since.get(&place).copied()).min();
        let first = earliest.unwrap_or_else(|| teller.column(place.0));
        since.insert(place, first);
        let Some(life) = lives.get_mut(life) else { continue };
        life.since = first;
        if let Some(mut year) = teller.year(place) {
            year.slip = life.years.last().and_then(|before| slip(&before.planned, &year.planned));
            life.years.push(year);
        }
    }
    lives.retain(|life| !life.years.is_empty());
    lives
}

/// One plan of the chain with what is needed of it often.
struct Sheet<'p> {
    placed: Vec<Placed<'p>>,
    records: Records<'p>,
    /// What is planned where each weakness stands; shared by those of one place.
    planned: Vec<Rc<[Planned]>>,
}

struct Teller<'t, 'c, 'p> {
    track: &'t Track<'t, 'c, 'p>,
    offset: usize,
    strands: Strands,
    sheets: Vec<Sheet<'p>>,
    /// What a comparison says of each weakness of a plan against the one before, and of those that
    /// the next one lacks.
    came: HashMap<Place, &'t Weakness>,
    gone: HashMap<Place, &'t Weakness>,
}

impl<'t, 'c, 'p> Teller<'t, 'c, 'p> {
    fn new(track: &'t Track<'t, 'c, 'p>, offset: usize) -> Self {
        let sheets: Vec<Sheet<'p>> = track.chain.plans.iter().map(|plan| Sheet::new(&plan.side)).collect();
        let counts: Vec<usize> = sheets.iter().map(|sheet| sheet.placed.len()).collect();
        let strands = strands(track.chain, &counts);
        let mut teller =
            Teller { track, offset, strands, sheets, came: HashMap::new(), gone: HashMap::new() };
        for plan in 1..teller.sheets.len() {
            teller.compare(plan);
        }
        teller
    }

    /// Finds for each weakness what the comparison of plan `plan` with the one before says of it.
    fn compare(&mut self, plan: usize) {
        let mut told: HashMap<(Words, Words), &Weakness> = HashMap::new();
        for one in self.track.fates.get(plan - 1).into_iter().flatten() {
            let words = |side: &Option<crate::compare::Ref>| {
                side.as_ref().map(|side| (side.criterion, side.id, side.text.clone()))
            };
            told.insert((words(&one.before), words(&one.after)), one);
        }
        let words = |place: Place| {
            let placed = self.placed(place);
            placed.map(|placed| (placed.anchor, placed.item.id, placed.item.text.clone()))
        };
        let (mut came, mut gone) = (Vec::new(), Vec::new());
        for at in 0..self.count(plan) {
            let place = (plan, at);
            let before = self.strands.link.get(&place).map(|link| (plan - 1, link.before));
            let one = told.get(&(before.and_then(words), words(place)));
            came.extend(one.map(|one| (place, *one)));
        }
        for at in 0..self.count(plan - 1) {
            let one = told.get(&(words((plan - 1, at)), None));
            gone.extend(one.map(|one| ((plan - 1, at), *one)));
        }
        self.came.extend(came);
        self.gone.extend(gone);
    }

    fn count(&self, plan: usize) -> usize {
        self.sheets.get(plan).map_or(0, |sheet| sheet.placed.len())
    }

    fn placed(&self, place: Place) -> Option<&Placed<'p>> {
        self.sheets.get(place.0)?.placed.get(place.1)
    }

    /// Where a plan of the chain stands among all plans.
    fn column(&self, plan: usize) -> usize {
        self.track.columns.get(plan).copied().unwrap_or(plan)
    }

    /// The lives of some occurrences, without `own`, each once.
    fn lives_of(&self, places: Option<&Vec<Place>>, own: Option<usize>) -> Vec<usize> {
        let lives = places.into_iter().flatten().filter_map(|place| self.strands.life.get(place).copied());
        let mut lives: Vec<usize> = lives.filter(|life| Some(*life) != own).collect();
        lives.sort_unstable();
        lives.dedup();
        lives.iter().map(|life| life + self.offset).collect()
    }

    fn year(&self, place: Place) -> Option<LifeYear> {
        let (placed, sheet) = (self.placed(place)?, self.sheets.get(place.0)?);
        let (came, back) = (self.came.get(&place).copied(), self.strands.back.get(&place));
        let own = self.strands.life.get(&place).copied();
        let stood = self.track.chain.stood.get(place.0).and_then(|plan| plan.get(place.1)).copied();
        let similarity = back.map(|back| f64::from((back.score * 100.0).round()) / 100.0);
        Some(LifeYear {
            plan: self.column(place.0),
            id: placed.item.id,
            criterion: placed.anchor,
            text: placed.item.text.clone(),
            state: state(came, back.is_some()),
            figures: came.map(|one| one.figures.clone()).unwrap_or_default(),
            matched: came.and_then(|one| one.matched).or(back.map(|back| back.matched)),
            similarity: came.and_then(|one| one.similarity).or(similarity),
            linked: came.and_then(|one| one.linked.clone()),
            stood: stood.unwrap_or(1),
            from: self.lives_of(self.strands.from.get(&place), own),
            into: self.lives_of(self.strands.into.get(&place), own),
            planned: sheet.planned.get(place.1).cloned().unwrap_or_else(|| Rc::from([])),
            records: recorded(&sheet.records, placed.item.id),
            slip: None,
            left: self.left(place, own),
        })
    }

    /// How it left, where the next plan does not have it.
    fn left(&self, place: Place, own: Option<usize>) -> Option<Leaving> {
        if place.0 + 1 >= self.sheets.len() {
            return None;
        }
        let plan = self.column(place.0 + 1);
        let goes_on = own.and_then(|life| self.strands.lives.get(life)).is_some_and(|occurrences| {
            occurrences
                .binary_search(&place)
                .is_ok_and(|at| occurrences.get(at + 1).is_some_and(|next| next.0 == place.0 + 1))
        });
        if goes_on {
            return None;
        }
        if self.strands.into.contains_key(&place) {
            return Some(Leaving { plan, how: Left::Merged });
        }
        let how =
            self.gone.get(&place).map_or(Left::Dropped { explained: None, perhaps_resolved: None }, |gone| {
                match &gone.evidence {
                    Some(evidence) if gone.status == Status::Resolved => Left::Resolved(evidence.clone()),
                    _ => Left::Dropped {
                        explained: gone.explained.clone(),
                        perhaps_resolved: gone.perhaps_resolved.clone(),
                    },
                }
            });
        Some(Leaving { plan, how })
    }
}

/// What a weakness is known by within a comparison. Two that agree in all of it are told alike.
type Words = Option<(Option<crate::plan::item::Anchor>, Option<crate::plan::item::ItemId>, String)>;

fn state(came: Option<&Weakness>, is_back: bool) -> State {
    match came {
        _ if is_back => State::Reopened,
        Some(one) if one.status == Status::Carried => match one.trend {
            Some(Trend::Improved) => State::Improved,
            Some(Trend::Worsened) => State::Worsened,
            Some(Trend::Unchanged) => State::Unchanged,
            None => State::Carried,
        },
        _ => State::New,
    }
}

impl<'p> Sheet<'p> {
    fn new(side: &crate::compare::Side<'p>) -> Self {
        let placed: Vec<Placed<'p>> = side.plan.weaknesses().collect();
        let records = records(side);
        let period = side.plan.front.period();
        let mut all: Vec<Rc<[Planned]>> = Vec::with_capacity(placed.len());
        for (at, one) in placed.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| placed.get(before).zip(all.get(before)));
            let shared = before.filter(|(other, _)| std::ptr::eq(other.entries, one.entries));
            let own = shared.map(|(_, planned)| Rc::clone(planned));
            all.push(own.unwrap_or_else(|| planned(one, &records, period)));
        }
        Sheet { placed, records, planned: all }
    }
}
