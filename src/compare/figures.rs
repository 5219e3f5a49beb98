//! Figures on both sides of a carried weakness: which belong together, and where they lead.
//!
//! The direction follows the meaning: fewer missing teachers is better, a greater share that was
//! reached is better. Figures of different things are not compared.

use super::measure::{Amount, Measure};
use super::sense::Sense;
use super::{Figures, Trend};
use crate::plan::spelling::nfc;

/// The figures that both texts state about the same thing, in the order of the earlier text. Each
/// side is a text with its measures.
pub(super) fn figures(before: (&str, &[Measure]), after: (&str, &[Measure])) -> Vec<Figures> {
    let ((before, old), (after, new)) = (before, after);
    let mut fits: Vec<(f32, usize, usize, Trend)> = Vec::new();
    for (at, one) in old.iter().enumerate() {
        for (place, other) in new.iter().enumerate() {
            let pair = (one, other);
            fits.extend(compared(pair, alone(old, new)).map(|(fit, trend)| (fit, at, place, trend)));
        }
    }
    // The best fit first; among equals in the order of the texts.
    fits.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut chosen: Vec<(usize, usize, Trend)> = Vec::new();
    for (_, at, place, trend) in fits {
        if !chosen.iter().any(|pair| pair.0 == at || pair.1 == place) {
            chosen.push((at, place, trend));
        }
    }
    chosen.sort_by_key(|pair| (pair.0, pair.1));
    let written =
        |text: &str, measure: &Measure| nfc(text).get(measure.span.clone()).unwrap_or_default().to_owned();
    let pairs = chosen.iter().filter_map(|(at, place, trend)| {
        let (one, other) = (old.get(*at)?, new.get(*place)?);
        let (before, after) = (written(before, one), written(after, other));
        Some(Figures { before, after, unit: other.unit.shown(), trend: *trend })
    });
    pairs.collect()
}

/// Where several figures lead together: the first that moved decides.
pub(super) fn overall(figures: &[Figures]) -> Option<Trend> {
    let moved = figures.iter().map(|pair| pair.trend).find(|trend| *trend != Trend::Unchanged);
    moved.or_else(|| figures.first().map(|pair| pair.trend))
}

/// Is a measure the only one of its sentence, on both sides?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alone {
    Both,
    No,
}

fn alone(before: &[Measure], after: &[Measure]) -> Alone {
    if before.len() == 1 && after.len() == 1 { Alone::Both } else { Alone::No }
}

/// How well two measures belong together and where they lead; None where they measure different
/// things.
fn compared(pair: (&Measure, &Measure), alone: Alone) -> Option<(f32, Trend)> {
    let (before, after) = pair;
    let only = alone == Alone::Both
        && before.plainly
        && after.plainly
        && before.sense == after.sense
        && before.unit.may_fit(&after.unit);
    let (old, new, same_kind) = goodness(before, after)?;
    let percent = |one: &Measure| matches!(one.amount, Amount::Percent(_) | Amount::Money(_));
    let unit = if percent(before) || percent(after) { Some(0.3) } else { before.unit.fits(&after.unit) };
    let shares = shares(before).is_some() && shares(after).is_some();
    let unit = unit.or(shares.then_some(0.0)).or(only.then_some(-0.5))?;
    let around = overlap(&before.context, &after.context);
    let same_sense = if before.sense == after.sense { 0.3 } else { 0.0 };
    let kind = if same_kind { 0.5 } else { 0.2 };
    let change = new - old;
    let trend = match () {
        () if change.abs() < 5e-4 * old.abs().max(1e-3) => Trend::Unchanged,
        () if change > 0.0 => Trend::Improved,
        () => Trend::Worsened,
    };
    Some((unit + around + same_sense + kind, trend))
}

/// Both measures on one scale on which more is better, and whether they are of one kind.
fn goodness(before: &Measure, after: &Measure) -> Option<(f64, f64, bool)> {
    use Amount::{Count, Money, Rate, Share};
    let (was, is) = match (before.plainly, after.plainly) {
        // What one says beyond doubt, the other means too.
        (true, false) if counts_alike(before, after) => (before.sense, before.sense),
        (false, true) if counts_alike(before, after) => (after.sense, after.sense),
        _ => (before.sense.or(after.sense), after.sense.or(before.sense)),
    };
    let (was, is) = (was.unwrap_or(Sense::Lack), is.unwrap_or(Sense::Lack));
    if let (Some(old), Some(new)) = (shares(before), shares(after)) {
        return Some((good_share(old, was), good_share(new, is), true));
    }
    let sign = |sense: Sense| if sense == Sense::Lack { -1.0 } else { 1.0 };
    match (before.amount, after.amount) {
        (Count(old), Count(new)) | (Rate(old), Rate(new)) => {
            // What did not move did not move, whatever the words round it say.
            (was == is || (old - new).abs() < 1e-9).then(|| (sign(is) * old, sign(is) * new, true))
        }
        // "560 Kcal/ngày" and "590 Kcal một ngày".
        (Count(old), Rate(new)) | (Rate(old), Count(new)) if before.unit.head == after.unit.head => {
            (was == is).then(|| (sign(is) * old, sign(is) * new, false))
        }
        (Money(old), Money(new)) => {
            let sense = if was == is { was } else { Sense::Reached };
            Some((sign(sense) * old, sign(sense) * new, true))
        }
        // "18/27 phòng đã lắp" and "còn bảy phòng chưa lắp": in the terms of the count.
        (Share { part, whole }, Count(new)) => {
            let old = if was == is { part } else { whole - part };
            Some((sign(is) * old, sign(is) * new, false))
        }
        (Count(old), Share { part, whole }) => {
            let new = if was == is { part } else { whole - part };
            Some((sign(was) * old, sign(was) * new, false))
        }
        _ => None,
    }
}

/// Are both plain counts or averages of one thing?
fn counts_alike(before: &Measure, after: &Measure) -> bool {
    use Amount::{Count, Rate};
    let alike = matches!((before.amount, after.amount), (Count(_), Count(_)) | (Rate(_), Rate(_)));
    alike && before.unit.fits(&after.unit).is_some_and(|fit| fit >= 0.9)
}

fn shares(measure: &Measure) -> Option<f64> {
    match measure.amount {
        Amount::Percent(value) => Some(value / 100.0),
        Amount::Share { part, whole } if whole > 0.0 => Some(part / whole),
        _ => None,
    }
}

/// "8/19 lớp chưa có" is 11/19 that have.
fn good_share(share: f64, sense: Sense) -> f64 {
    if sense == Sense::Lack { 1.0 - share } else { share }
}

/// Which part of the words round two measures they share; both rows are sorted.
fn overlap(one: &[String], other: &[String]) -> f32 {
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    let all = one.len() + other.len();
    if all > 0 { 2.0 * shared as f32 / all as f32 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::measure::measures;
    use super::*;
    use crate::reading::quantity::quantities;

    fn check(before: &str, after: &str, expected: Option<Trend>) {
        let (old, new) = (measures(before, &quantities(before)), measures(after, &quantities(after)));
        let pairs = figures((before, &old), (after, &new));
        assert_eq!(overall(&pairs), expected, "{before} → {after}: {pairs:?}");
    }

    #[test]
    fn the_direction_follows_the_meaning() {
        use Trend::{Improved, Unchanged, Worsened};
        check("Còn 03 lớp ghép.", "Còn hai lớp ghép.", Some(Improved));
        check("Thiếu 4 giáo viên.", "Còn thiếu năm cô giáo.", Some(Worsened));
        check("Mới đạt 60% trẻ ra lớp.", "Tỷ lệ trẻ ra lớp mới đạt 75%.", Some(Improved));
        check("Trẻ béo phì chiếm 6,1%.", "Tỷ lệ béo phì là 7,4%.", Some(Worsened));
        check("Mới lắp camera ở 8/20 lớp.", "Còn 8/20 nhóm, lớp chưa có camera.", Some(Improved));
        check("Bình quân 46,8 học sinh/lớp.", "Bình quân 45,9 em, vượt mức 45 em.", Some(Improved));
        check("Chỉ đạt 4,1 m²/học sinh.", "Khuôn viên chỉ còn 4,0 m² mỗi em.", Some(Worsened));
        check("Chỉ đạt 7 giải.", "Chỉ đạt 5 giải.", Some(Worsened));
        check("12/40 máy hỏng.", "12 trong số 40 máy không dùng được.", Some(Unchanged));
    }

    #[test]
    fn different_things_are_not_compared() {
        check("Thiếu 3 phòng học.", "Thiếu 2 giáo viên.", None);
        check("Kế hoạch 2021–2025 sắp hết.", "Đã sang năm 2026.", None);
        check("Học sinh lớp 8 còn yếu.", "Học sinh lớp 9 còn yếu.", None);
    }
}
