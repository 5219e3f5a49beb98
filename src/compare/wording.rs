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

use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

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

/// Which part of the words two lines share.
fn shared(one: &str, other: &str) -> f32 {
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
}
