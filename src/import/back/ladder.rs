//! Items whose bookmark is gone and whose words are far from the printed ones: the ladder of the carry-over comparison
//! says which of them are one.
//!
//! What is left on both sides becomes two little plans, each item under an id that stands for its place. A weakness that
//! the comparison calls split or merged is nobody's here: an update must not guess.

use std::fmt::Write;

use super::pair::Pairs;
use super::slot::{Slot, Slots};
use super::spot::{Read, Spot};
use crate::compare::{Pair, Ref, Side, Status, compare};
use crate::export::paper::Part;
use crate::import::table::columns::Column;
use crate::plan::item::{ItemId, Kind};
use crate::plan::parse::parse;
use crate::progress::Progress;

/// More left-over items than this on a side are another document, not an edited one.
const MOST: usize = 300;

/// What the comparison looks at, and under which label it stands in a plan.
const KINDS: [(Kind, char, &str); 3] = [
    (Kind::Weakness, 'w', "Điểm yếu"),
    (Kind::Target, 't', "Kết quả cần đạt"),
    (Kind::Action, 'a', "Giải pháp"),
];

/// One item that is left over.
struct Left<'t> {
    kind: Kind,
    /// Which of the printed criteria; 0 where nothing tells.
    criterion: usize,
    text: &'t str,
    /// The place of its spot or slot.
    at: usize,
}

/// Spots and slots that are one.
pub(super) fn pairs(slots: &Slots, read: &Read, known: &Pairs) -> Vec<(usize, usize)> {
    let of_slot = criteria(slots);
    let printed: Vec<Left<'_>> = slots
        .all
        .iter()
        .enumerate()
        .filter(|(at, _)| known.is_open(*at))
        .filter_map(|(at, slot)| printed(slot, at, of_slot.get(at).copied().unwrap_or_default()))
        .collect();
    let typed: Vec<Left<'_>> = read
        .spots
        .iter()
        .enumerate()
        .filter(|(at, _)| known.is_free(*at))
        .filter_map(|(at, spot)| typed(spot, at, (read, known, &of_slot)))
        .collect();
    let is_ours = |side: &[Left<'_>]| !side.is_empty() && side.len() <= MOST;
    if is_ours(&printed) && is_ours(&typed) { compared(&printed, &typed) } else { Vec::new() }
}

fn printed(slot: &Slot, at: usize, criterion: usize) -> Option<Left<'_>> {
    let Part::Item { kind, .. } = slot.part else { return None };
    Some(Left { kind, criterion, text: &slot.text, at })
}

fn typed<'r>(
    spot: &'r Spot,
    at: usize,
    (read, known, of_slot): (&Read, &Pairs, &[usize]),
) -> Option<Left<'r>> {
    let seat = spot.seat.filter(|seat| read.is_plan(*seat))?;
    let kind = match read.column(seat)? {
        Column::Weakness => Kind::Weakness,
        Column::Target => Kind::Target,
        Column::Action => Kind::Action,
        _ => return None,
    };
    let in_row = |other: &&Spot| other.seat.is_some_and(|other| other.row == seat.row);
    let beside = read.spots.iter().enumerate().filter(|(_, other)| in_row(other));
    let mut slots = beside.filter_map(|(at, _)| known.slot_of.get(at).copied().flatten());
    let criterion = slots.find_map(|slot| of_slot.get(slot).copied()).unwrap_or_default();
    Some(Left { kind, criterion, text: &spot.text, at })
}

/// For each slot the criterion under which it is printed, counted from 1.
fn criteria(slots: &Slots) -> Vec<usize> {
    let mut count = 0;
    let number = |slot: &Slot| {
        count += usize::from(matches!(slot.part, Part::Criterion(_)));
        // A criterion's serial is a small number.
        count % 200
    };
    slots.all.iter().map(number).collect()
}

fn compared(printed: &[Left<'_>], typed: &[Left<'_>]) -> Vec<(usize, usize)> {
    // Ids of two years are never the same: nothing is matched by them.
    let [before, after] = [plan(printed, 2000), plan(typed, 2001)].map(|text| parse(&text).plan);
    let nothing = Progress::default();
    let side = |plan| Side { plan, progress: &nothing };
    let told = compare(&Pair { before: side(&before), after: side(&after) });
    let place = |side: &[Left<'_>], of: &Option<Ref>| {
        let ItemId { serial, .. } = of.as_ref()?.id?;
        side.get(usize::from(serial).checked_sub(1)?).map(|left| left.at)
    };
    let pair = |status: Status, before: &Option<Ref>, after: &Option<Ref>| {
        if status != Status::Carried {
            return None;
        }
        Some((place(typed, after)?, place(printed, before)?))
    };
    let whole = told.weaknesses.iter().filter(|one| one.part.is_none());
    let weaknesses = whole.filter_map(|one| pair(one.status, &one.before, &one.after));
    let others = told.targets.iter().chain(&told.actions);
    let others = others.filter_map(|one| pair(one.status, &one.before, &one.after));
    weaknesses.chain(others).collect()
}

/// The items as a plan. An id's serial is the place in the list, counted from 1.
fn plan(items: &[Left<'_>], year: u16) -> String {
    let mut text = String::from("## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n");
    let mut criteria: Vec<usize> = items.iter().map(|item| item.criterion).collect();
    criteria.sort_unstable();
    criteria.dedup();
    for criterion in criteria {
        // Writing into a text cannot fail, here and below.
        _ = write!(text, "\n#### Tiêu chí 1.{}\n", criterion + 1);
        for (kind, letter, label) in KINDS {
            let own =
                items.iter().enumerate().filter(|(_, item)| item.criterion == criterion && item.kind == kind);
            let mut own = own.peekable();
            if own.peek().is_some() {
                _ = write!(text, "\n**{label}**\n\n");
            }
            for (at, item) in own {
                let words = item.text.replace("{#", "{ #");
                _ = writeln!(text, "- {words} {{#{letter}-1.{}-{year}-{}}}", criterion + 1, at + 1);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    type Told<'t> = (Kind, usize, &'t str);

    fn check(printed: &[Told<'_>], typed: &[Told<'_>], expected: &[(usize, usize)]) {
        fn side<'t>(items: &[Told<'t>]) -> Vec<Left<'t>> {
            let numbered = items.iter().copied().enumerate();
            numbered.map(|(at, (kind, criterion, text))| Left { kind, criterion, text, at }).collect()
        }
        assert_eq!(compared(&side(printed), &side(typed)), expected);
    }

    #[test]
    fn the_same_weakness_in_other_words_is_one() {
        check(
            &[
                (Kind::Weakness, 1, "Trường còn thiếu 03 phòng học bộ môn so với quy định."),
                (Kind::Weakness, 2, "Một số giáo viên chưa thành thạo ngoại ngữ."),
            ],
            &[
                (
                    Kind::Weakness,
                    2,
                    "Trình độ ngoại ngữ của một bộ phận giáo viên còn hạn chế, chưa thành thạo.",
                ),
                (Kind::Weakness, 1, "So với quy định, số phòng học bộ môn hiện thiếu 02 phòng."),
            ],
            &[(1, 0), (0, 1)],
        );
    }

    #[test]
    fn another_weakness_is_another() {
        check(
            &[(Kind::Weakness, 1, "Thư viện chưa có phòng đọc riêng cho học sinh.")],
            &[(Kind::Weakness, 1, "Sân tập thể dục bị ngập khi mưa lớn.")],
            &[],
        );
    }

    #[test]
    fn kinds_are_kept_apart() {
        let text = "Sửa chữa mái nhà xe của giáo viên trước mùa mưa.";
        check(&[(Kind::Target, 1, text)], &[(Kind::Action, 1, text)], &[]);
    }
}
