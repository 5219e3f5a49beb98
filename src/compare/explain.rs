//! Why two items are, or are not, taken for one: the candidates with every sign and its weight.

use super::Ref;
pub use super::done::DoneSign;
use super::done::done_table;
pub use super::matching::Candidate;
use super::matching::{Link, Rows};
pub use super::piece::PieceSign;
use super::piece::{Piece, piece_signs};
use super::prepared::Prepared;
pub use super::signs::{Refusal, Sign, Signs};
use super::weaknesses::rows;
use super::weights::Weights;
use super::words::Words;
use crate::continuity::Continuity;

/// What the program that chooses the weights sees of two plans.
pub struct Seen {
    pub candidates: Vec<Candidate>,
    /// For each earlier weakness, the signs of each sentence of the later plan's account.
    pub done: Vec<Vec<Vec<f32>>>,
    /// Further pieces that are linked, or might be: (before, after, is a split, signs).
    pub pieces: Vec<(usize, usize, Vec<f32>)>,
}

/// All pairs of weaknesses that the ladder's higher rungs leave open.
pub fn seen(before: &Prepared<'_>, after: &Prepared<'_>, weights: &Weights) -> Seen {
    let continuity = Continuity::default();
    let rows = rows((before, after), &continuity, weights);
    let (candidates, links) = rows.open();
    let done = done_table(&before.weaknesses, &after.accounts, weights);
    Seen { candidates, done, pieces: pieces(&rows, &links) }
}

fn pieces(rows: &Rows<'_, '_, '_>, links: &[Link]) -> Vec<(usize, usize, Vec<f32>)> {
    let mut found = Vec::new();
    for link in links.iter().filter(|link| link.part.is_none()) {
        let (Some(one), Some(other)) = (rows.before.get(link.before), rows.after.get(link.after)) else {
            continue;
        };
        for (at, piece) in rows
            .after
            .iter()
            .enumerate()
            .filter(|(at, _)| !links.iter().any(|link| link.part.is_none() && link.after == *at))
        {
            let (signs, fit) = rows.fit(link.before, at);
            found.push((
                link.before,
                at,
                piece_signs(&Piece { piece, whole: one, sibling: other, signs: &signs, fit }),
            ));
        }
        for (at, piece) in rows
            .before
            .iter()
            .enumerate()
            .filter(|(at, _)| !links.iter().any(|link| link.part.is_none() && link.before == *at))
        {
            let (signs, fit) = rows.fit(at, link.after);
            found.push((
                at,
                link.after,
                piece_signs(&Piece { piece, whole: other, sibling: one, signs: &signs, fit }),
            ));
        }
    }
    found
}

/// The words of a text that tell something, as the table of frequencies names them.
pub fn vocabulary(text: &str) -> Vec<String> {
    Words::new(text).names(text)
}

/// The weaknesses of a plan, in the order to which positions refer.
pub fn items(plan: &Prepared<'_>) -> Vec<Ref> {
    plan.weaknesses.iter().map(|entry| Ref::of(&entry.placed)).collect()
}
