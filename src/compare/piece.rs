//! Whether what is left over is a further piece of a weakness that is linked already: one that
//! was split, or several that were merged.

use super::entry::Entry;
use super::named::named_signs;
use super::signs::{Found, Meeting, Sign, Signs, found};
use super::words::Words;

named_signs! { PieceSign:
    /// Always 1.
    Always = "always",
    /// Which part of the piece the whole says too.
    Told = "told",
    /// Which part of the whole the piece says, and its sibling does not.
    Own = "own",
    /// Which part of the whole the sibling says, and the piece does not.
    Others = "others",
    /// Which part of the whole both pieces say.
    Both = "both",
    /// The whole joins two things by its punctuation or by "và".
    Joins = "joins",
    /// How the piece and the whole fit as one.
    Fit = "fit",
    /// The two pieces say much the same.
    Alike = "alike",
    /// Another object, place or grade.
    OtherObject = "other-object",
    /// The piece stands elsewhere.
    Moved = "moved",
}

/// A piece that may belong to `whole` beside `sibling`; `fit` is how it fits by itself.
pub(super) struct Piece<'e, 'p, 'w> {
    pub(super) piece: &'e Entry<'p>,
    pub(super) whole: &'e Entry<'w>,
    pub(super) sibling: &'e Entry<'p>,
    pub(super) signs: &'e Signs,
    pub(super) fit: f32,
}

/// The signs of a piece, each at its place in [`PieceSign::ALL`].
pub(super) fn piece_signs(of: &Piece<'_, '_, '_>) -> Vec<f32> {
    let (piece, whole, sibling) = (&of.piece.words, &of.whole.words, &of.sibling.words);
    let (mut own, mut others, mut both, mut all) = (0.0, 0.0, 0.0, 0.0);
    for term in &whole.terms {
        let (here, there) = (worth(found(whole, term, piece).0), worth(found(whole, term, sibling).0));
        all += term.weight;
        own += term.weight * (here - there).max(0.0);
        others += term.weight * (there - here).max(0.0);
        both += term.weight * here.min(there);
    }
    let share = |part: f32| if all > 0.0 { part / all } else { 0.0 };
    let told = Meeting::of(piece, whole);
    let other = [Sign::OtherObject, Sign::OtherName, Sign::OtherGrade].iter().map(|sign| of.signs.get(*sign));
    let moved =
        [Sign::MovedNear, Sign::MovedFar, Sign::EditionFar].iter().any(|sign| of.signs.get(*sign) > 0.0);
    vec![
        1.0,
        told.covered.0,
        share(own),
        share(others),
        share(both),
        joins(of.whole.placed.item.text.as_str()),
        of.fit.clamp(-6.0, 6.0) / 3.0,
        alike(piece, sibling),
        other.sum::<f32>().min(2.0),
        f32::from(u8::from(moved)),
    ]
}

fn worth(found: Found) -> f32 {
    match found {
        Found::Not => 0.0,
        Found::Matter => 0.4,
        Found::Part => 0.6,
        Found::Same => 1.0,
    }
}

fn alike(piece: &Words, sibling: &Words) -> f32 {
    Meeting::of(piece, sibling).shared
}

/// Does a sentence speak of two things?
fn joins(text: &str) -> f32 {
    let signs = [(";", 1.0), (", còn ", 1.0), (" và ", 0.6), (":", 0.6), (",", 0.5)];
    signs.iter().find(|(sign, _)| text.contains(sign)).map_or(0.0, |(_, worth)| *worth)
}
