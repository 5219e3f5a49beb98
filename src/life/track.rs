//! Which plans follow each other: a plan of several years beside yearly ones is a chain of its own.

use std::collections::BTreeMap;

use super::{PlanYear, Track};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::item::Anchor;

/// The chains in which plans of these periods (oldest first) follow each other, as positions: no two
/// plans of one chain are in force at the same time.
pub fn tracks(periods: &[Period]) -> Vec<Vec<usize>> {
    let mut tracks: Vec<Vec<usize>> = Vec::new();
    for (at, period) in periods.iter().enumerate() {
        let follows = |track: &&mut Vec<usize>| {
            let last = track.last().and_then(|last| periods.get(*last));
            last.is_some_and(|last| last.last() <= period.first())
        };
        match tracks.iter_mut().find(follows) {
            Some(track) => track.push(at),
            None => tracks.push(vec![at]),
        }
    }
    tracks
}

/// What is told of each plan.
pub(super) fn plans(periods: &[Period], tracks: &[Track<'_, '_, '_>]) -> Vec<PlanYear> {
    let mut plans: Vec<PlanYear> = Vec::new();
    let mut until = None;
    for period in periods {
        let after_gap = until.is_some_and(|until| until < period.first());
        until = until.max(Some(period.last()));
        plans.push(PlanYear { period: *period, catalog: None, after_gap, names: BTreeMap::new() });
    }
    for track in tracks {
        for (column, prepared) in track.columns.iter().zip(&track.chain.plans) {
            let Some(told) = plans.get_mut(*column) else { continue };
            told.catalog.clone_from(&prepared.side.plan.front.catalog);
            told.names = names(prepared.side.plan);
        }
    }
    plans
}

fn names(plan: &Plan) -> BTreeMap<Anchor, String> {
    let mut names = BTreeMap::new();
    for standard in plan.standards() {
        names.extend(standard.number.map(|number| (Anchor::Standard(number), standard.name.clone())));
        let criteria = standard.criteria.iter();
        names.extend(criteria.map(|one| (Anchor::Criterion(one.id), one.name.clone())));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(periods: &[&str], expected: &[&[usize]]) {
        let periods: Vec<Period> = periods.iter().map(|period| period.parse().unwrap()).collect();
        assert_eq!(tracks(&periods), expected);
    }

    #[test]
    fn plans_that_overlap_are_told_apart() {
        check(&["2021-2022", "2022-2023", "2024-2025"], &[&[0, 1, 2]]);
        check(&["2020-2021", "2020-2025", "2021-2022", "2025-2030"], &[&[0, 2, 3], &[1]]);
        check(&["2020-2025", "2025-2030"], &[&[0, 1]]);
        check(&[], &[]);
    }
}
