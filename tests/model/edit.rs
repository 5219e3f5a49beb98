//! What a person does to a plan's text, at random. Every edit brings a word that is nowhere else.

use caitien::plan::item::{FieldKey, Item, Kind};
use caitien::plan::parse::parse;

/// The plan from which everything begins.
pub(crate) const PLAN: &str = include_str!("../../templates/samples/mn-ben-mo/2024-2025.md");

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        // Neighbouring seeds must not be one row of numbers, a step apart.
        Dice(Dice(seed.wrapping_mul(0xd134_2543_de82_ef95)).next())
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// The words of a text that edits brought, as often as they stand there.
pub(crate) fn words(text: &str) -> Vec<String> {
    let pieces = text.split(|letter: char| !letter.is_alphanumeric());
    let ours = |word: &&str| word.len() > 3 && word.starts_with("zq") && word.ends_with('z');
    pieces.filter(ours).map(str::to_owned).collect()
}

pub(crate) fn word(number: usize) -> String {
    format!("zq{number}z")
}

/// The whole lines of an item.
fn lines(text: &str, item: &Item) -> std::ops::Range<usize> {
    let start = text[..item.span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = item.span.start + text[item.span.start..item.span.end].trim_end().len();
    start..text[end..].find('\n').map_or(text.len(), |at| end + at + 1)
}

/// The text after one edit; `number` makes its word.
pub(crate) fn edited(dice: &mut Dice, text: &str, number: usize) -> String {
    let parsed = parse(text);
    assert_eq!(parsed.text, text);
    let items: Vec<&Item> = parsed.plan.items().map(|placed| placed.item).collect();
    if items.len() < 4 {
        return text.to_owned();
    }
    // People meet in a few places more often than chance would have it.
    let many = if dice.below(2) == 0 { 5 } else { items.len() };
    let item = items[dice.below(many.min(items.len()))];
    let (own, mut new) = (lines(text, item), text.to_owned());
    match dice.below(12) {
        0..=3 => {
            let at = own.start + text[own.start..].find(&item.text).unwrap();
            new.replace_range(at..at + item.text.len(), &format!("{} {}", item.text, word(number)));
        }
        4..=5 => match item.field(FieldKey::Lead) {
            Some(field) => new
                .replace_range(field.value_span.start..field.value_span.end, &format!("Tổ {}", word(number))),
            None if item.kind == Kind::Action => {
                let first = own.start + text[own.start..].find('\n').unwrap() + 1;
                new.insert_str(first, &format!("  - Chủ trì: Tổ {}\n", word(number)));
            }
            None => new.insert_str(own.end, &format!("- Thêm {}.\n", word(number))),
        },
        6..=7 => new.insert_str(own.end, &format!("- Thêm {}.\n", word(number))),
        8 => new.replace_range(own, ""),
        9 => {
            let others: Vec<&&Item> =
                items.iter().filter(|other| other.kind == item.kind && other.span != item.span).collect();
            let Some(other) = others.get(dice.below(others.len().max(1))) else { return new };
            let (moved, to) = (text[own.clone()].to_owned(), lines(text, other).end);
            if to <= own.start {
                new.replace_range(own, "");
                new.insert_str(to, &moved);
            } else {
                new.insert_str(to, &moved);
                new.replace_range(own, "");
            }
        }
        10 => {
            let at = text.find("\n## II.").unwrap_or(0) + 1;
            new.insert_str(at, &format!("Câu {}.\n\n", word(number)));
        }
        _ => {
            let levels: Vec<usize> =
                text.match_indices("**Mức:** ").map(|(at, found)| at + found.len()).collect();
            if let Some(at) = levels.get(dice.below(levels.len().max(1))) {
                new.replace_range(*at..at + 1, ["1", "2", "3", "4"][dice.below(4)]);
            }
        }
    }
    new
}
