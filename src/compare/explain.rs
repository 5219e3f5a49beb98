//! Why two items are, or are not, taken for one: the candidates with every sign and its weight.

pub use super::done::DoneSign;
use super::done::done_table;
pub use super::matching::Candidate;
use super::matching::{Link, Rows};
pub use super::piece::PieceSign;
use super::piece::{Piece, piece_signs};
use super::prepared::Prepared;
pub use super::signs::{Refusal, Sign, Signs};
use super::weaknesses::rows;
use super::weights::{Weights, chance};
use super::words::Words;
use super::{Match, Ref};
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

/// One sign of a candidate, with what it weighs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    pub sign: Sign,
    pub value: f32,
    pub weight: f32,
}

/// One pair of weaknesses that was considered, and why it was chosen or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Considered {
    pub before: Ref,
    pub after: Ref,
    /// By what they are one; None where they are not taken for one.
    pub matched: Option<Match>,
    /// How likely it is that they are one, from 0 to 1; 0 where it is refused.
    pub chance: f32,
    pub refused: Option<Refusal>,
    /// Every sign that is there, what weighs most first; none where a higher rung decided.
    pub weighed: Vec<Weighed>,
}

/// All that was considered for one weakness, the likeliest first. `is` says which one is asked about,
/// on either side.
pub fn explain(
    pair: (&Prepared<'_>, &Prepared<'_>),
    continuity: &Continuity,
    is: impl Fn(&Ref) -> bool,
) -> Vec<Considered> {
    let weights = Weights::chosen();
    let rows = rows(pair, continuity, weights);
    let (candidates, links) = rows.open();
    let (old, new) = (items(pair.0), items(pair.1));
    let link =
        |before: usize, after: usize| links.iter().find(|link| link.before == before && link.after == after);
    let open = candidates.iter().map(|one| (one.before, one.after, Some(one)));
    let settled = links
        .iter()
        .filter(|link| !candidates.iter().any(|one| one.before == link.before && one.after == link.after));
    let all = open.chain(settled.map(|link| (link.before, link.after, None)));
    let considered = all.filter_map(|(before, after, candidate)| {
        let (one, other) = (old.get(before)?, new.get(after)?);
        let link = link(before, after);
        let likely = candidate.map(|one| chance(one.score)).or(link.map(|link| link.chance));
        (is(one) || is(other)).then(|| Considered {
            before: one.clone(),
            after: other.clone(),
            matched: link.map(|link| link.matched),
            chance: likely.unwrap_or_default(),
            refused: candidate.and_then(|one| one.refused),
            weighed: candidate.map(|one| weighed(one, weights)).unwrap_or_default(),
        })
    });
    let mut considered: Vec<Considered> = considered.collect();
    considered.sort_by(|one, other| other.chance.total_cmp(&one.chance));
    considered
}

fn weighed(candidate: &Candidate, weights: &Weights) -> Vec<Weighed> {
    let signs = Sign::ALL.iter().zip(&candidate.signs.0).zip(&weights.second);
    let signs = signs.map(|((sign, value), weight)| Weighed { sign: *sign, value: *value, weight: *weight });
    let mut told: Vec<Weighed> = signs.filter(|one| one.value * one.weight != 0.0).collect();
    told.sort_by(|one, other| (other.value * other.weight).abs().total_cmp(&(one.value * one.weight).abs()));
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Side;
    use crate::plan::parse::parse;
    use crate::progress::Progress;

    #[test]
    fn says_why_two_are_one_and_two_are_not() {
        let plan = |weakness: &str| {
            let head = "+++\nschema = 1\n+++\n\n## III. Nội dung\n\n### Tiêu chuẩn 3: Cơ sở vật chất\n\n";
            parse(&format!("{head}#### Tiêu chí 3.5: Thiết bị\n\n**Điểm yếu**\n\n{weakness}")).plan
        };
        let before = plan("- Chưa có phòng Âm nhạc, học sinh hát tại lớp.\n- Kệ sách ở hành lang đã gãy.\n");
        let after = plan("- Chưa có phòng Mĩ thuật, học sinh vẽ tại lớp.\n- Hành lang có kệ sách bị gãy.\n");
        let progress = Progress::default();
        let side = |plan| Prepared::new(Side { plan, progress: &progress });
        let (old, new) = (side(&before), side(&after));
        let told = explain((&old, &new), &Continuity::default(), |one| one.text.contains("Kệ sách"));
        assert!(told[0].matched.is_some() && !told[0].weighed.is_empty(), "{told:?}");
        let music = explain((&old, &new), &Continuity::default(), |one| one.text.contains("Âm nhạc"));
        assert!(music.iter().any(|one| one.refused == Some(Refusal::OtherObject)), "{music:?}");
    }
}
