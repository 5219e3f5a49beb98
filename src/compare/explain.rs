//! Why two items are, or are not, taken for one: the candidates with every sign and its weight.

pub use super::done::DoneSign;
use super::done::done_table;
pub use super::matching::Candidate;
use super::matching::{Link, Rows};
pub use super::piece::PieceSign;
use super::piece::{Piece, piece_signs};
use super::prepared::Prepared;
use super::signs::{Found, found};
pub use super::signs::{Refusal, Sign, Signs};
use super::weaknesses::rows;
use super::weights::{Weights, chance};
use super::words::Words;
use super::{Match, Part, Ref};
use crate::continuity::Continuity;
use crate::plan::item::ItemId;
use crate::plan::spelling::fold_words;

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

/// Which weakness is asked about.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    Id(ItemId),
    /// Words of its sentence, in any spelling.
    Words(&'a str),
}

/// On which side of a comparison a weakness stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    Before,
    After,
}

/// Why one weakness was, or was not, taken for others.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    pub item: Ref,
    pub stands: Stands,
    /// The candidates of the other side, the likeliest first.
    pub candidates: Vec<Weighed>,
    /// How many more there are, less likely still.
    pub more: usize,
}

/// One candidate, and everything that was weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    pub other: Ref,
    /// The rung on which they met; None where they did not.
    pub matched: Option<Match>,
    pub part: Option<Part>,
    /// How likely it is that they are one, 0 to 1.
    pub chance: f32,
    pub refused: Option<Refusal>,
    /// Each sign that is borne, with what it adds to the logarithm of the odds; the weightiest first.
    pub signs: Vec<(Sign, f32)>,
    /// The words that both say; those of which the other says one of the same matter; then those
    /// that only one says.
    pub shared: Vec<String>,
    pub akin: Vec<String>,
    pub only_item: Vec<String>,
    pub only_other: Vec<String>,
}

/// More candidates than these tell nobody anything, nor do unlikely ones.
const TOLD: usize = 5;
const LIKELY: f32 = 0.02;

/// Why the weaknesses that are asked about met what they met; empty where there is no such one.
pub fn explain(
    pair: (&Prepared<'_>, &Prepared<'_>),
    continuity: &Continuity,
    asked: Asked<'_>,
) -> Vec<Explained> {
    let rows = rows(pair, continuity, Weights::chosen());
    let (candidates, links) = rows.open();
    let open = Open { rows: &rows, candidates, links };
    let sides = [(Stands::Before, rows.before.len()), (Stands::After, rows.after.len())];
    let all = sides.into_iter().flat_map(|(stands, count)| (0..count).map(move |at| (stands, at)));
    all.filter_map(|(stands, at)| open.explained(stands, at, asked)).collect()
}

/// Two rows with all that was weighed between them.
struct Open<'o, 'r, 'b, 'a> {
    rows: &'o Rows<'r, 'b, 'a>,
    candidates: Vec<Candidate>,
    links: Vec<Link>,
}

impl Open<'_, '_, '_, '_> {
    fn explained(&self, stands: Stands, at: usize, asked: Asked<'_>) -> Option<Explained> {
        let entry = match stands {
            Stands::Before => self.rows.before.get(at)?,
            Stands::After => self.rows.after.get(at)?,
        };
        let item = Ref::of(&entry.placed);
        let is_meant = match asked {
            Asked::Id(id) => item.id == Some(id),
            Asked::Words(words) => fold_words(&item.text).contains(&fold_words(words)),
        };
        if !is_meant {
            return None;
        }
        let mine = |pair: (usize, usize)| match stands {
            Stands::Before => pair.0 == at,
            Stands::After => pair.1 == at,
        };
        let linked = self.links.iter().map(|link| (link.before, link.after));
        let weighed = self.candidates.iter().map(|one| (one.before, one.after));
        let mut pairs: Vec<(usize, usize)> = linked.chain(weighed).filter(|pair| mine(*pair)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut candidates: Vec<Weighed> =
            pairs.into_iter().filter_map(|pair| self.weighed(pair, stands)).collect();
        let order = |one: &Weighed| (one.matched.is_some(), one.refused.is_none(), one.chance);
        candidates.sort_by(|one, other| {
            let (one, other) = (order(one), order(other));
            (other.0, other.1).cmp(&(one.0, one.1)).then(other.2.total_cmp(&one.2))
        });
        let all = candidates.len();
        let mut place = 0;
        candidates.retain(|one| {
            place += 1;
            place <= 2 || place <= TOLD && (one.matched.is_some() || one.chance >= LIKELY)
        });
        let more = all - candidates.len();
        Some(Explained { item, stands, candidates, more })
    }

    fn weighed(&self, pair: (usize, usize), stands: Stands) -> Option<Weighed> {
        let (before, after) = (self.rows.before.get(pair.0)?, self.rows.after.get(pair.1)?);
        let link = self.links.iter().find(|link| (link.before, link.after) == pair);
        let candidate = self.candidates.iter().find(|one| (one.before, one.after) == pair);
        let (item, other) = match stands {
            Stands::Before => (before, after),
            Stands::After => (after, before),
        };
        let (mut shared, mut akin, mut only_item) = (Vec::new(), Vec::new(), Vec::new());
        for (term, word) in item.words.told_in(&item.placed.item.text) {
            let row = match found(&item.words, term, &other.words).0 {
                Found::Not => &mut only_item,
                Found::Matter => &mut akin,
                Found::Part | Found::Same => &mut shared,
            };
            row.push(word);
        }
        let others = other.words.told_in(&other.placed.item.text).into_iter();
        let foreign = others.filter(|(term, _)| found(&other.words, term, &item.words).0 == Found::Not);
        let likely = candidate.map(|one| if one.score.is_finite() { chance(one.score) } else { 0.0 });
        Some(Weighed {
            other: Ref::of(&other.placed),
            matched: link.map(|link| link.matched),
            part: link.and_then(|link| link.part),
            chance: link.map(|link| link.chance).or(likely).unwrap_or_default(),
            refused: candidate.and_then(|one| one.refused),
            signs: candidate.map(|one| self.signs(one)).unwrap_or_default(),
            shared,
            akin,
            only_item,
            only_other: foreign.map(|(_, word)| word).collect(),
        })
    }

    /// What each sign adds, those that add next to nothing left out.
    fn signs(&self, candidate: &Candidate) -> Vec<(Sign, f32)> {
        let added = Sign::ALL
            .iter()
            .zip(&self.rows.weights.second)
            .map(|(sign, weight)| (*sign, weight * candidate.signs.get(*sign)));
        let mut added: Vec<(Sign, f32)> =
            added.filter(|(sign, value)| *sign != Sign::Always && value.abs() >= 0.05).collect();
        added.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()));
        added
    }
}

#[cfg(test)]
mod tests {
    use super::super::Side;
    use super::*;
    use crate::plan::parse::parse;
    use crate::progress::Progress;

    fn plan(period: &str, weaknesses: &str) -> crate::plan::Plan {
        parse(&format!(
            "+++\nschema = 1\nperiod = \"{period}\"\ncatalog = \"preschool-2018\"\n+++\n\n## III. Nội dung\n\n\
             ### Tiêu chuẩn 1: Tổ chức\n\n#### Tiêu chí 1.5: Lớp\n\n**Điểm yếu**\n\n{weaknesses}"
        ))
        .plan
    }

    fn check(before: &str, after: &str, asked: &str, records: &str) -> Vec<Explained> {
        let (before, after) = (plan("2021-2022", before), plan("2022-2023", after));
        let progress = Progress::default();
        let side = |plan| Prepared::new(Side { plan, progress: &progress });
        let continuity = Continuity::parse(records).unwrap();
        let asked = asked.parse().map_or(Asked::Words(asked), Asked::Id);
        explain((&side(&before), &side(&after)), &continuity, asked)
    }

    #[test]
    fn says_which_words_decided() {
        let told = check(
            "- Thiếu giáo viên Âm nhạc.\n- Sân trường ngập nước.\n",
            "- Sân trường bị ngập nước khi mưa lớn.\n- Thiếu giáo viên Mĩ thuật.\n",
            "san truong ngap nuoc",
            "",
        );
        let [one] = told.as_slice() else { panic!("{told:?}") };
        let best = &one.candidates[0];
        assert_eq!(best.matched, Some(Match::SameMeaning));
        assert!(best.chance > 0.5 && !best.signs.is_empty() && !best.shared.is_empty(), "{best:?}");
    }

    #[test]
    fn says_why_two_are_not_one() {
        let told = check(
            "- Chưa có phòng Âm nhạc, trẻ hát tại lớp.\n",
            "- Chưa có phòng Mĩ thuật, trẻ vẽ tại lớp.\n",
            "âm nhạc",
            "",
        );
        assert_eq!(told[0].candidates[0].refused, Some(Refusal::OtherObject), "{told:?}");
    }

    #[test]
    fn names_a_record_that_forbids_a_match() {
        let records = "[[link]]\nbefore = \"w-1.5-2021-1\"\nfrom = \"2021-2022\"\nafter = \"w-1.5-2022-1\"\n\
            to = \"2022-2023\"\nsame = false\nreason = \"Khác điểm trường.\"\ndate = 2022-09-10\nby = \"thu-ky\"\n";
        let told = check(
            "- Sân trường ngập nước. {#w-1.5-2021-1}\n",
            "- Sân trường ngập nước. {#w-1.5-2022-1}\n",
            "w-1.5-2021-1",
            records,
        );
        let [one] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((one.candidates[0].matched, one.candidates[0].refused), (None, Some(Refusal::Recorded)));
    }

    #[test]
    fn what_nobody_wrote_is_not_explained() {
        assert_eq!(check("- Một.\n", "- Hai.\n", "w-9.9-2021-1", ""), []);
    }
}
