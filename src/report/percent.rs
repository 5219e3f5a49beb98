//! How many percent: as recorded, or worked out where that is honest, and then said to be.
//!
//! Worked out is only what follows from two or three figures of the same kind about the same thing:
//! a share that was to be reached and the one that was, or a figure that was to fall, from where
//! and to where. Figures that may count different things give no percentage.
//!
//! ```
//! use caitien::report::Percent;
//! assert_eq!(Percent::Unknown.value(), None);
//! ```

use super::next::Next;
use super::outcome::Basis;
use super::{Outcome, Row, Scope, pair};
use crate::compare::{Figures, Trend};
use crate::date::Date;
use crate::plan::spelling::{fold_words, nfc};
use crate::progress::{Record, Status};
use crate::reading::quantity::{Kind, Quantity, quantities};

/// How far something came, in percent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Percent {
    /// A record says so; the day of that record.
    Recorded {
        percent: u8,
        date: Date,
    },
    /// Worked out.
    Derived {
        percent: u8,
        from: Derivation,
    },
    Unknown,
}

/// From what a percentage was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// It is done.
    Done,
    /// What was reached is held against what was to be reached; the figures as written.
    Reached { aim: String, reached: String },
    /// How much of the way from where it stood to where it was to fall.
    Fallen { start: String, aim: String, reached: String },
}

impl Percent {
    pub fn value(&self) -> Option<u8> {
        match self {
            Percent::Recorded { percent, .. } | Percent::Derived { percent, .. } => Some(*percent),
            Percent::Unknown => None,
        }
    }

    /// The newest percentage of an item's records. One that says done needs no figure.
    pub(super) fn recorded(records: &[Record]) -> Percent {
        let Some(last) = records.last() else { return Percent::Unknown };
        let stated = |record: &Record| Some((record.percent?, record.date));
        let newest = match last.status {
            // What was recorded before it was done or given up is no answer any more.
            Status::Done | Status::Cancelled => stated(last),
            _ => records.iter().rev().find_map(stated),
        };
        match newest {
            Some((percent, date)) => Percent::Recorded { percent, date },
            None if last.status.is_done() => Percent::Derived { percent: 100, from: Derivation::Done },
            None => Percent::Unknown,
        }
    }
}

/// The percentage of a line: recorded about the weakness, else about its only target, else worked
/// out.
pub(super) fn of(row: &Row) -> Percent {
    let told = row.weakness.as_ref().or(row.aims.first());
    let own = told.map_or(Percent::Unknown, |told| told.percent.clone());
    let accounted = matches!(row.basis, Basis::Account(_));
    if own != Percent::Unknown && !accounted {
        return own;
    }
    if let ([aim], Scope::One) = (row.aims.as_slice(), row.scope)
        && let percent @ Percent::Recorded { .. } = &aim.percent
        && matches!(row.basis, Basis::Aims { .. })
    {
        return percent.clone();
    }
    match row.outcome {
        Outcome::Done => Percent::Derived { percent: 100, from: Derivation::Done },
        Outcome::Cancelled => Percent::Unknown,
        _ => by_figures(row).unwrap_or(Percent::Unknown),
    }
}

/// Works it out where the line has one target and both sides state one figure of the same thing.
fn by_figures(row: &Row) -> Option<Percent> {
    let [aim] = row.aims.as_slice() else { return None };
    let start = row.weakness.as_ref().map(|weakness| weakness.item.text.as_str());
    let notes = row.items().filter_map(|told| told.last()).filter_map(|record| record.note.as_deref());
    let mut noted = notes.filter_map(|note| by_note(start, &aim.item.text, note));
    let (percent, from) = noted.next().or_else(|| by_later_plan(row, &aim.item.text))?;
    Some(Percent::Derived { percent, from })
}

/// One text's only figure, with the text.
struct Stated<'t> {
    text: &'t str,
    figure: Quantity,
}

impl<'t> Stated<'t> {
    /// The only percentage; else the only share; else the only figure at all.
    fn only(text: &'t str) -> Option<Stated<'t>> {
        let all = quantities(text);
        let of = |kind| all.iter().filter(|one| one.kind == kind).collect::<Vec<_>>();
        let telling = [of(Kind::Percent), of(Kind::Share), all.iter().collect()];
        let first = telling.into_iter().find(|row| !row.is_empty())?;
        let [figure] = first.as_slice() else { return None };
        Some(Stated { text, figure: (*figure).clone() })
    }

    /// The figure as it is written.
    fn digits(&self) -> String {
        nfc(self.text).get(self.figure.span.clone()).unwrap_or_default().to_owned()
    }

    /// The figure to reckon with: a share as a part of one.
    fn value(&self) -> f64 {
        self.figure.share().unwrap_or(self.figure.value)
    }

    fn written(&self) -> String {
        let written = self.digits();
        let noun = self.figure.noun.split(' ').next().unwrap_or_default();
        if self.figure.kind == Kind::Percent || noun.is_empty() {
            written
        } else {
            format!("{written} {noun}")
        }
    }

    /// Does a lower figure mean better here? Only a word of the sentence itself tells.
    fn is_to_fall(&self) -> bool {
        const FALL: [&str; 9] =
            ["giảm", "dưới", "xuống", "hạ", "không quá", "chỉ còn", "còn", "chưa", "thiếu"];
        let words = nfc(self.text).to_lowercase();
        let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let row = format!(" {} ", words.collect::<Vec<_>>().join(" "));
        FALL.iter().any(|word| row.contains(&format!(" {word} ")))
    }

    /// Is the same thing counted: the same kind of figure, and the same first words after it?
    fn counts_like(&self, other: &Stated<'_>) -> bool {
        let nouns = (fold_words(&self.figure.noun), fold_words(&other.figure.noun));
        let (mut one, mut two) = (nouns.0.split(' '), nouns.1.split(' '));
        let firsts = (one.next().unwrap_or_default(), two.next().unwrap_or_default());
        let same_second = match (one.next(), two.next()) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        };
        self.figure.kind == other.figure.kind && !firsts.0.is_empty() && firsts.0 == firsts.1 && same_second
    }

    /// Is it about what the other one is about?
    fn speaks_of(&self, other: &Stated<'_>) -> bool {
        self.figure.kind == other.figure.kind && pair::share(self.text, other.text) >= 0.7
    }
}

/// From a record's note: what it counts must be named as in the target.
fn by_note(start: Option<&str>, aim: &str, note: &str) -> Option<(u8, Derivation)> {
    let (aim, reached) = (Stated::only(aim)?, Stated::only(note)?);
    if !reached.counts_like(&aim) {
        return None;
    }
    match (aim.is_to_fall(), reached.is_to_fall()) {
        (false, false) => against(&aim, &reached),
        (true, _) => {
            let start = Stated::only(start?).filter(|start| start.counts_like(&aim))?;
            way(&start, &aim, &reached)
        }
        (false, true) => None,
    }
}

/// From the later plan: the figure of the same weakness a year on. Where better lies, the two years
/// tell; the target must lie on that side of where it began.
fn by_later_plan(row: &Row, aim: &str) -> Option<(u8, Derivation)> {
    let weakness = row.weakness.as_ref()?;
    let Next::Carried(pieces) = &weakness.next else { return None };
    let [piece] = pieces.as_slice() else { return None };
    let (start, aim) = (Stated::only(&weakness.item.text)?, Stated::only(aim)?);
    let reached = Stated::only(&piece.after.text)?;
    let same = |pair: &&Figures| (&pair.before, &pair.after) == (&start.digits(), &reached.digits());
    let trend = piece.figures.iter().find(same)?.trend;
    if start.figure.kind != reached.figure.kind || !aim.speaks_of(&start) {
        return None;
    }
    let rose = reached.value() > start.value();
    let falls = match trend {
        Trend::Improved => !rose,
        Trend::Worsened => rose,
        Trend::Unchanged => return None,
    };
    match (falls, aim.is_to_fall()) {
        (true, true) if aim.value() < start.value() => way(&start, &aim, &reached),
        (false, false) if aim.value() > start.value() => against(&aim, &reached),
        _ => None,
    }
}

/// What was reached against what was to be reached; for shares only, which are whole states: "thêm
/// 2 giáo viên" and "có 20 giáo viên" are not.
fn against(aim: &Stated<'_>, reached: &Stated<'_>) -> Option<(u8, Derivation)> {
    aim.figure.share().filter(|share| *share > 0.0)?;
    let from = Derivation::Reached { aim: aim.written(), reached: reached.written() };
    Some((whole(reached.value() / aim.value()), from))
}

/// The way that was gone down, of the way to go.
fn way(start: &Stated<'_>, aim: &Stated<'_>, reached: &Stated<'_>) -> Option<(u8, Derivation)> {
    let far = start.value() - aim.value();
    let from = Derivation::Fallen { start: start.written(), aim: aim.written(), reached: reached.written() };
    (far > 1e-9).then(|| (whole((start.value() - reached.value()) / far), from))
}

/// Whole percents, never rounded up to more than was reached.
fn whole(part: f64) -> u8 {
    let percent = (part * 100.0 + 1e-6).floor().clamp(0.0, 100.0);
    // Between 0 and 100 nothing is cut off.
    percent as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(start: &str, aim: &str, note: &str, expected: Option<u8>) {
        let found = by_note(Some(start), aim, note).map(|(percent, _)| percent);
        assert_eq!(found, expected, "{start} → {aim} : {note}");
    }

    #[test]
    fn a_share_is_held_against_the_target() {
        check("Còn 30% trẻ nghỉ nhiều.", "95% trẻ đi học đều.", "Đạt 90% trẻ đi học đều.", Some(94));
        check("", "6/6 giáo viên nộp hồ sơ điện tử.", "Đã có 3/6 giáo viên nộp được.", Some(50));
        check("", "95% trẻ đi học đều.", "97% trẻ đi học đều.", Some(100));
    }

    #[test]
    fn a_figure_that_was_to_fall_is_held_against_the_way() {
        let start = "Còn 04 lớp mẫu giáo ghép.";
        check(start, "Giảm còn 02 lớp mẫu giáo ghép.", "Nay còn 03 lớp.", Some(50));
        check(start, "Giảm còn 02 lớp mẫu giáo ghép.", "Nay còn 02 lớp.", Some(100));
        check(start, "Giảm còn 02 lớp mẫu giáo ghép.", "Tăng thành 05 lớp.", Some(0));
    }

    #[test]
    fn figures_of_different_things_give_none() {
        check("", "95% trẻ đi học đều.", "Đã xong 90%.", None);
        check("", "95% trẻ đi học đều.", "90% phụ huynh đi họp.", None);
        check("", "Có 20 giáo viên đạt chuẩn.", "Bổ sung 02 giáo viên.", None);
        check("", "95% trẻ đi học đều.", "Còn 10% trẻ nghỉ nhiều.", None);
        check("", "95% trẻ đi học đều.", "90% trẻ lớp lá, 85% trẻ lớp chồi.", None);
        check("Chưa có số liệu.", "Giảm còn 02 lớp ghép.", "Còn 03 lớp ghép.", None);
    }
}
