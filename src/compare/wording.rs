//! The difference of two texts, word by word; the only door to `similar`.
//!
//! Paragraphs that are equal are skipped before any word is looked at.
//!
//! ```
//! use caitien::compare::wording::{PieceSide, words};
//! let pieces = words("Còn 03 lớp ghép.", "Còn 02 lớp ghép.");
//! let told: Vec<_> = pieces.iter().map(|piece| (piece.side, piece.text.as_str())).collect();
//! assert_eq!(told[1], (PieceSide::Before, "03"));
//! assert_eq!(told[2], (PieceSide::After, "02"));
//! ```

use std::collections::HashMap;
use std::ops::Range;

use similar::{
    Algorithm, ChangeTag, DiffOp, MergeRegion, MergeResolution, TextDiff, TextMerge, capture_diff_slices,
};

/// A run of words and on which side it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub side: PieceSide,
    pub text: String,
}

/// On which side words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PieceSide {
    Both,
    /// Only in the earlier text.
    Before,
    /// Only in the later text.
    After,
}

impl PieceSide {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            PieceSide::Both => "both",
            PieceSide::Before => "before",
            PieceSide::After => "after",
        }
    }
}

/// Two texts of one paragraph, word by word. Runs on the same side are joined, and so are changes
/// with nothing but a blank between them; texts with little in common are told one after the other.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_words(before, after);
    let mut pieces = Pieces::default();
    let (mut common, mut all) = (0, 0);
    for change in diff.iter_all_changes() {
        let text = change.value();
        all += text.len();
        match change.tag() {
            ChangeTag::Delete => pieces.before.push_str(text),
            ChangeTag::Insert => pieces.after.push_str(text),
            ChangeTag::Equal if text.trim().is_empty() && pieces.is_pending() => pieces.blank(text),
            ChangeTag::Equal => {
                all += text.len();
                common += 2 * text.len();
                pieces.both(text);
            }
        }
    }
    if common * 4 < all {
        let sides = [(PieceSide::Before, before), (PieceSide::After, after)];
        return sides.map(|(side, text)| Piece { side, text: text.to_owned() }).to_vec();
    }
    pieces.settle();
    pieces.told
}

/// Pieces that are told, and a change that is still being read.
#[derive(Default)]
struct Pieces {
    told: Vec<Piece>,
    before: String,
    after: String,
    blank: String,
}

impl Pieces {
    fn is_pending(&self) -> bool {
        !(self.before.is_empty() && self.after.is_empty())
    }

    /// A blank after a change: part of it, if another change follows.
    fn blank(&mut self, text: &str) {
        self.blank.push_str(text);
        for side in [&mut self.before, &mut self.after] {
            side.push_str(text);
        }
    }

    fn both(&mut self, text: &str) {
        self.settle();
        match self.told.last_mut() {
            Some(last) if last.side == PieceSide::Both => last.text.push_str(text),
            _ => self.told.push(Piece { side: PieceSide::Both, text: text.to_owned() }),
        }
    }

    /// The change is over; a blank at its end stands on both sides.
    fn settle(&mut self) {
        let blank = std::mem::take(&mut self.blank);
        let (before, after) = (std::mem::take(&mut self.before), std::mem::take(&mut self.after));
        let shared = !blank.is_empty() && [&before, &after].iter().all(|side| side.ends_with(&blank));
        for (side, text) in [(PieceSide::Before, before), (PieceSide::After, after)] {
            let text = if shared { text.strip_suffix(blank.as_str()).unwrap_or(&text) } else { &text };
            if !text.is_empty() {
                self.told.push(Piece { side, text: text.to_owned() });
            }
        }
        if shared {
            self.told.push(Piece { side: PieceSide::Both, text: blank });
        }
    }
}

/// Two texts of many lines: the lines that differ, each word by word; equal ones are left out.
pub fn paragraphs(before: &str, after: &str) -> Vec<Vec<Piece>> {
    if before == after {
        return Vec::new();
    }
    let lines =
        |text| -> Vec<&str> { str::lines(text).map(str::trim).filter(|line| !line.is_empty()).collect() };
    let (before, after) = (lines(before), lines(after));
    let mut changed = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let old = before.get(op.old_range()).unwrap_or_default();
        let new = after.get(op.new_range()).unwrap_or_default();
        if !matches!(op, DiffOp::Equal { .. }) {
            changed.extend(block(old, new));
        }
    }
    changed
}

/// A run of lines against a run of lines: each with the one that it shares most words with.
fn block(old: &[&str], new: &[&str]) -> Vec<Vec<Piece>> {
    let mut free: Vec<&str> = old.to_vec();
    let mut changed = Vec::new();
    for line in new {
        let likest = free.iter().enumerate().map(|(at, other)| (at, shared(other, line)));
        let likest = likest.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
        match likest.filter(|(_, share)| *share >= 0.4) {
            Some((at, _)) => {
                let other = free.remove(at);
                if other != *line {
                    changed.push(words(other, line));
                }
            }
            None => changed.push(whole(PieceSide::After, line)),
        }
    }
    let gone = free.into_iter().map(|line| whole(PieceSide::Before, line));
    gone.chain(changed).collect()
}

/// A text that stands on one side only.
pub fn whole(side: PieceSide, text: &str) -> Vec<Piece> {
    vec![Piece { side, text: text.to_owned() }]
}

/// Which part of their words two lines share, from 0 to 1.
pub fn shared(one: &str, other: &str) -> f32 {
    let mut counts: HashMap<&str, i32> = HashMap::new();
    let mut total = 0;
    for word in one.split_whitespace() {
        *counts.entry(word).or_default() += 1;
        total += 1;
    }
    let mut common = 0;
    for word in other.split_whitespace() {
        total += 1;
        if let Some(left) = counts.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            common += 2;
        }
    }
    if total == 0 { 0.0 } else { common as f32 / total as f32 }
}

/// A stretch of lines that two versions of one text agree on after a merge, or do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    Agreed(String),
    Clash { base: String, ours: String, theirs: String },
}

/// More lines than a plan ever has: such texts are not searched for what moved where.
const MOST_LINES: usize = 20_000;

/// Merges two versions of one text line by line.
pub fn merged_lines(base: &str, ours: &str, theirs: &str) -> Vec<Stretch> {
    if [base, ours, theirs].iter().any(|text| text.lines().nth(MOST_LINES).is_some()) {
        return merged_middle(base, ours, theirs);
    }
    let merge = TextMerge::from_lines(base, ours, theirs);
    let of_ours = |at| merge.ours_line(at).unwrap_or_default();
    let of_theirs = |at| merge.theirs_line(at).unwrap_or_default();
    let stretch = |region: &MergeRegion| match region.resolution() {
        MergeResolution::Theirs => Stretch::Agreed(region.theirs_range().map(of_theirs).collect()),
        MergeResolution::Unchanged | MergeResolution::Ours | MergeResolution::Both => {
            Stretch::Agreed(region.ours_range().map(of_ours).collect())
        }
        // What this version of the library does not say is a clash: a person looks at it.
        _ => Stretch::Clash {
            base: region.base_range().map(|at| merge.base_line(at).unwrap_or_default()).collect(),
            ours: region.ours_range().map(of_ours).collect(),
            theirs: region.theirs_range().map(of_theirs).collect(),
        },
    };
    merge.regions().iter().map(stretch).collect()
}

/// The same, coarsely: the lines at both ends that all three have, and one stretch between them.
fn merged_middle(base: &str, ours: &str, theirs: &str) -> Vec<Stretch> {
    let lines = [base, ours, theirs].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let [one, two, three] = &lines;
    let same = |((one, two), three): &((&&str, &&str), &&str)| one == two && two == three;
    let head = one.iter().zip(two).zip(three).take_while(same).count();
    let tail = one.iter().rev().zip(two.iter().rev()).zip(three.iter().rev()).take_while(same).count();
    let shortest = lines.iter().map(Vec::len).min().unwrap_or_default();
    let tail = tail.min(shortest - head);
    let cut = |lines: &Vec<&str>| lines.get(head..lines.len() - tail).unwrap_or_default().concat();
    let [base, ours, theirs] = [cut(one), cut(two), cut(three)];
    let middle = match (ours == base, theirs == base || ours == theirs) {
        (_, true) => Stretch::Agreed(ours),
        (true, false) => Stretch::Agreed(theirs),
        (false, false) => Stretch::Clash { base, ours, theirs },
    };
    let end = |range: Range<usize>| Stretch::Agreed(two.get(range).unwrap_or_default().concat());
    vec![end(0..head), middle, end(two.len() - tail..two.len())]
}

/// Two versions of one paragraph as one, where they changed different sentences (or lines) with an untouched one
/// between them; None where they did not.
pub fn woven(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let (base, ours, theirs) = (sentences(base), sentences(ours), sentences(theirs));
    let mut edits = edits(&base, &ours);
    for edit in self::edits(&base, &theirs) {
        if !edits.contains(&edit) {
            edits.push(edit);
        }
    }
    edits.sort_by_key(|edit| (edit.from.start, edit.from.end));
    let mut text = String::new();
    let mut at = 0;
    for (turn, edit) in edits.iter().enumerate() {
        if turn > 0 && edit.from.start <= at {
            return None;
        }
        text.extend(base.get(at..edit.from.start).unwrap_or_default().iter().copied());
        text.extend(edit.to.iter().copied());
        at = edit.from.end;
    }
    text.extend(base.get(at..).unwrap_or_default().iter().copied());
    Some(text)
}

/// Sentences that stand for others.
#[derive(PartialEq, Eq)]
struct Edit<'t> {
    from: Range<usize>,
    to: Vec<&'t str>,
}

fn edits<'t>(base: &[&'t str], side: &[&'t str]) -> Vec<Edit<'t>> {
    let mut edits: Vec<Edit<'t>> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, base, side) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let to = side.get(op.new_range()).unwrap_or_default();
        match edits.last_mut().filter(|last| last.from.end == op.old_range().start) {
            Some(last) => {
                last.from.end = op.old_range().end;
                last.to.extend(to);
            }
            None => edits.push(Edit { from: op.old_range(), to: to.to_vec() }),
        }
    }
    edits
}

/// The sentences of a paragraph, each with what parts it from the next.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, letter) in text.char_indices() {
        let blank = letter.is_whitespace();
        if ended && !blank {
            sentences.extend(text.get(start..at));
            start = at;
        }
        let closed =
            blank && text.get(start..at).is_some_and(|before| before.ends_with(['.', ';', '!', '?']));
        ended = blank && (ended || closed || letter == '\n');
    }
    sentences.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_lines_are_left_out() {
        let changed =
            paragraphs("một dòng giữ nguyên\n\n- hai năm nay", "một dòng giữ nguyên\n- ba năm nay\n- thêm");
        assert_eq!(changed.len(), 2);
        assert!(paragraphs("a", "a").is_empty());
    }

    #[test]
    fn changes_in_different_sentences_are_woven() {
        let base = "Một là mở lớp. Hai là sửa sân. Ba là mua sách.";
        let theirs = "Một là mở lớp. Hai là sửa sân. Ba là mua 20 sách.";
        let ours = "Một là mở hai lớp. Hai là sửa sân. Ba là mua sách.";
        let both = "Một là mở hai lớp. Hai là sửa sân. Ba là mua 20 sách.";
        assert_eq!(woven(base, ours, theirs).as_deref(), Some(both));
        assert_eq!(woven(base, both, theirs).as_deref(), Some(both));
        assert_eq!(woven(base, "Một là mở hai lớp. Hai là sửa. Ba là mua sách.", theirs), None);
        assert_eq!(woven("a", "b", "c"), None);
        assert_eq!(
            woven("- a\n- b\n- c", "- a1\n- b\n- c", "- a\n- b\n- c\n- d").as_deref(),
            Some("- a1\n- b\n- c\n- d")
        );
    }

    #[test]
    fn lines_are_merged_and_clashes_told() {
        let agreed = |text: &str| Stretch::Agreed(text.into());
        assert_eq!(merged_lines("a\n", "a\n", "a\nb\n"), [agreed("a\n"), agreed("b\n")]);
        let told = merged_lines("a\nb\n", "a\nx\n", "a\ny\n");
        let clash = || Stretch::Clash { base: "b\n".into(), ours: "x\n".into(), theirs: "y\n".into() };
        assert_eq!(told, [agreed("a\n"), clash()]);
        assert_eq!(merged_middle("a\nb\nc", "a\nx\nc", "a\ny\nc"), [agreed("a\n"), clash(), agreed("c")]);
        assert_eq!(merged_middle("a\na\n", "a\n", "a\na\n"), [agreed("a\n"), agreed(""), agreed("")]);
    }
}
