//! Which rows of the plan's tables were moved: all but the longest run that still stands in the order of the plan.

use std::collections::BTreeMap;

use super::pair::Pairs;
use super::slot::Slots;
use super::spot::Read;

/// The rows that do not stand in the order of the plan: all but the longest run that does.
pub(super) fn moved(slots: &Slots, read: &Read, pairs: &Pairs) -> Vec<usize> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, spot) in read.spots.iter().enumerate() {
        let slot = pairs.slot_of.get(at).copied().flatten();
        let slot = slot.filter(|slot| slots.get(*slot).is_some_and(|slot| slot.in_table && !slot.is_form()));
        if let (Some(seat), Some(slot)) = (spot.seat.filter(|seat| read.is_plan(*seat)), slot) {
            first.entry(seat.row).or_insert(slot);
        }
    }
    let order: Vec<(usize, usize)> = first.into_iter().collect();
    let kept = longest_rise(&order.iter().map(|(_, slot)| *slot).collect::<Vec<_>>());
    order.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, (row, _))| *row).collect()
}

/// The places of a longest rising run of numbers.
fn longest_rise(numbers: &[usize]) -> std::collections::BTreeSet<usize> {
    // The place of the smallest end of a run of each length, and each place's place before.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let number = |at: &usize| numbers.get(*at).copied().unwrap_or_default();
    for (at, value) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| number(end) < *value);
        before.push(length.checked_sub(1).and_then(|length| ends.get(length).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut kept = std::collections::BTreeSet::new();
    let mut at = ends.last().copied();
    while let Some(place) = at {
        kept.insert(place);
        at = before.get(place).copied().flatten();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_run_stays() {
        let kept = |numbers: &[usize]| longest_rise(numbers).into_iter().collect::<Vec<_>>();
        assert_eq!(kept(&[1, 2, 3]), [0, 1, 2]);
        assert_eq!(kept(&[1, 5, 2, 3, 4]), [0, 2, 3, 4]);
        assert_eq!(kept(&[4, 1, 2, 3]), [1, 2, 3]);
        assert_eq!(kept(&[]), Vec::<usize>::new());
    }
}
