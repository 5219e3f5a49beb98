//! Bookmarks: the invisible names by which a paragraph of a Word file is known again.
//!
//! A bookmark round the words of a paragraph survives what people do in Word and LibreOffice; content-control tags do
//! not (measured). Its name says which part of the plan the paragraph prints. [`part`] and [`name`] are exact
//! inverses; a name that Word would not take, or that is longer than it allows, is not made at all.
//!
//! ```
//! use caitien::docx::mark;
//! use caitien::export::paper::Part;
//! let part = Part::Prose { section: 2, block: 5 };
//! assert_eq!(mark::name(&part).as_deref(), Some("ct_p_2_5"));
//! assert_eq!(mark::part("ct_p_2_5"), Some(part));
//! assert!(mark::copied("ct_p_2_5 Copy 1"));
//! ```

use std::str::FromStr;

use crate::export::paper::Part;
use crate::plan::item::{Anchor, CriterionId, FieldKey, ItemId, Kind};
use crate::plan::{SectionKind, front_matter};

/// What Word allows.
const LONGEST: usize = 40;
const PREFIX: &str = "ct_";

const KINDS: [Kind; 5] = [Kind::Strength, Kind::Weakness, Kind::Target, Kind::Measure, Kind::Action];

const FIELDS: [FieldKey; 11] = [
    FieldKey::Cause,
    FieldKey::Lead,
    FieldKey::Partners,
    FieldKey::Schedule,
    FieldKey::Budget,
    FieldKey::FundingSource,
    FieldKey::Conditions,
    FieldKey::Resources,
    FieldKey::Evidence,
    FieldKey::Status,
    FieldKey::Note,
];

const SECTIONS: [SectionKind; 9] = [
    SectionKind::General,
    SectionKind::Purpose,
    SectionKind::Basis,
    SectionKind::Priorities,
    SectionKind::Content,
    SectionKind::Supervision,
    SectionKind::Implementation,
    SectionKind::Reporting,
    SectionKind::Other,
];

/// The name of a part's bookmark; None for words that have no place in the plan, and for what no name can say.
pub fn name(part: &Part) -> Option<String> {
    let rest = match part {
        Part::Form | Part::Repeated => return None,
        Part::Front(key, count) if keys().any(|known| known == *key) => {
            format!("front_{count}_{}", key.replace('.', "__"))
        }
        Part::Front(..) => return None,
        Part::Preamble { block } => format!("preamble_{block}"),
        Part::SectionHeading(kind, place) => format!("h_{place}_{}", kind.as_str()),
        Part::Prose { section, block } => format!("p_{section}_{block}"),
        Part::ProseCell { section, block, row, column } => format!("c_{section}_{block}_{row}_{column}"),
        Part::Standard(None) => "standard".to_owned(),
        Part::Standard(Some(number)) => format!("standard_{number}"),
        Part::Criterion(id) => format!("criterion_{}_{}", id.standard, id.serial),
        Part::Level(id) => format!("level_{}_{}", id.standard, id.serial),
        Part::Item { kind, id, place } => item(*kind, *id, *place),
        Part::Field { item, key, place } => format!("f_{item}_{place}_{}", key.as_str()),
        Part::Shared { criterion: CriterionId { standard, serial }, key, place } => {
            format!("all_{standard}_{serial}_{place}_{}", key.as_str())
        }
        Part::Note(place) => format!("note_{place}"),
    };
    Some(format!("{PREFIX}{rest}")).filter(|name| name.len() <= LONGEST)
}

/// The part that a bookmark's name says; None for a name that [`name`] does not make.
pub fn part(name: &str) -> Option<Part> {
    let part = read(name.strip_prefix(PREFIX)?)?;
    // One name for one part: `01` for `1` is nobody's name.
    (self::name(&part).as_deref() == Some(name)).then_some(part)
}

/// Is it the name that an editor gives to the bookmark of a pasted copy: one of ours and something behind it
/// (`ct_p_2_5 Copy 1`; the word depends on the editor's language)?
pub fn copied(name: &str) -> bool {
    let ends = name.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '_')).map(|(at, _)| at);
    part(name).is_none()
        && ends.take(LONGEST).any(|end| name.get(..end).is_some_and(|begin| part(begin).is_some()))
}

/// `w_1_5_2021_1_p7`: kind, id and place; a kind that is not the id's stands before it.
fn item(kind: Kind, id: Option<ItemId>, place: usize) -> String {
    let mut name = letter(kind).to_string();
    if let Some(id) = id {
        if id.kind != kind {
            name.push_str(&format!("_{}", letter(id.kind)));
        }
        let anchor = match id.anchor {
            Anchor::Standard(number) => format!("S{number}"),
            Anchor::Criterion(id) => format!("{}_{}", id.standard, id.serial),
        };
        name.push_str(&format!("_{anchor}_{}_{}", id.year, id.serial));
    }
    format!("{name}_p{place}")
}

fn letter(kind: Kind) -> char {
    kind.letter().unwrap_or('s')
}

fn read(rest: &str) -> Option<Part> {
    let (head, tail) = rest.split_once('_').unwrap_or((rest, ""));
    match head {
        "front" => {
            let ([count], key) = numbers(tail)?;
            keys().find(|known| known.replace('.', "__") == key).map(|known| Part::Front(known, count))
        }
        "h" => {
            let ([place], kind) = numbers(tail)?;
            let kind = SECTIONS.into_iter().find(|known| known.as_str() == kind)?;
            Some(Part::SectionHeading(kind, place))
        }
        "preamble" => tail.parse().ok().map(|block| Part::Preamble { block }),
        "p" => numbers(tail).map(|([section, block], _)| Part::Prose { section, block }),
        "c" => numbers(tail).map(|([section, block, row, column], _)| Part::ProseCell {
            section,
            block,
            row,
            column,
        }),
        "standard" => Some(Part::Standard(tail.parse().ok())),
        "criterion" => criterion(tail).map(|(id, _)| Part::Criterion(id)),
        "level" => criterion(tail).map(|(id, _)| Part::Level(id)),
        "f" => {
            let ([item, place], key) = numbers(tail)?;
            Some(Part::Field { item, key: field(key)?, place })
        }
        "all" => {
            let (criterion, rest) = criterion(tail)?;
            let ([place], key) = numbers(rest)?;
            Some(Part::Shared { criterion, key: field(key)?, place })
        }
        "note" => tail.parse().ok().map(Part::Note),
        _ => read_item(head, tail),
    }
}

fn read_item(head: &str, tail: &str) -> Option<Part> {
    let kind = kind(head)?;
    let (id, place) = match tail.rsplit_once("_p") {
        Some((id, place)) => (Some(read_id(kind, id)?), place),
        None => (None, tail.strip_prefix('p')?),
    };
    Some(Part::Item { kind, id, place: place.parse().ok()? })
}

fn read_id(own: Kind, text: &str) -> Option<ItemId> {
    let (first, rest) = text.split_once('_')?;
    let (kind, text) = kind(first).map_or((own, text), |other| (other, rest));
    let (anchor, rest) = match text.strip_prefix('S') {
        Some(standard) => {
            let (number, rest) = standard.split_once('_')?;
            (Anchor::Standard(number.parse().ok()?), rest)
        }
        None => criterion(text).map(|(id, rest)| (Anchor::Criterion(id), rest))?,
    };
    let ([year, serial], _) = numbers::<u16, 2>(rest)?;
    Some(ItemId { kind, anchor, year, serial })
}

/// So many numbers at the beginning, and what follows them.
fn numbers<N: FromStr + Copy + Default, const MANY: usize>(text: &str) -> Option<([N; MANY], &str)> {
    let mut found = [N::default(); MANY];
    let mut rest = text;
    for slot in &mut found {
        let (number, after) = rest.split_once('_').unwrap_or((rest, ""));
        *slot = number.parse().ok()?;
        rest = after;
    }
    Some((found, rest))
}

fn criterion(text: &str) -> Option<(CriterionId, &str)> {
    numbers(text).map(|([standard, serial], rest)| (CriterionId { standard, serial }, rest))
}

fn kind(text: &str) -> Option<Kind> {
    KINDS.into_iter().find(|kind| text.chars().eq([letter(*kind)]))
}

fn field(name: &str) -> Option<FieldKey> {
    FIELDS.into_iter().find(|key| key.as_str() == name)
}

/// The keys of the front matter that can be on paper; those of the signer stand in a table of their own.
fn keys() -> impl Iterator<Item = &'static str> {
    front_matter::KEYS.iter().copied().chain(["signer.name", "signer.title"])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> BoxedStrategy<T> {
        proptest::sample::select(all.to_vec()).boxed()
    }

    fn any_id() -> impl Strategy<Value = ItemId> {
        let anchor = prop_oneof![
            any::<u8>().prop_map(Anchor::Standard),
            any::<(u8, u8)>()
                .prop_map(|(standard, serial)| Anchor::Criterion(CriterionId { standard, serial })),
        ];
        (one(&KINDS), anchor, any::<u16>(), any::<u16>()).prop_map(|(kind, anchor, year, serial)| ItemId {
            kind,
            anchor,
            year,
            serial,
        })
    }

    /// Any part that has a place in a plan of less than a hundred million pieces.
    fn any_part() -> impl Strategy<Value = Part> {
        let many = 0usize..100_000_000;
        let criterion =
            any::<(u8, u8)>().prop_map(|(standard, serial)| CriterionId { standard, serial }).boxed();
        let fields = one(&FIELDS);
        prop_oneof![
            (one(&keys().collect::<Vec<_>>()), many.clone()).prop_map(|(key, at)| Part::Front(key, at)),
            (one(&SECTIONS), many.clone()).prop_map(|(kind, at)| Part::SectionHeading(kind, at)),
            many.clone().prop_map(|block| Part::Preamble { block }),
            (many.clone(), many.clone()).prop_map(|(section, block)| Part::Prose { section, block }),
            (many.clone(), many.clone(), many.clone(), many.clone())
                .prop_map(|(section, block, row, column)| Part::ProseCell { section, block, row, column }),
            any::<Option<u8>>().prop_map(Part::Standard),
            criterion.clone().prop_map(Part::Criterion),
            criterion.clone().prop_map(Part::Level),
            (one(&KINDS), proptest::option::of(any_id()), many.clone())
                .prop_map(|(kind, id, place)| Part::Item { kind, id, place }),
            (many.clone(), fields.clone(), many.clone()).prop_map(|(item, key, place)| Part::Field {
                item,
                key,
                place
            }),
            (criterion, fields, many.clone()).prop_map(|(criterion, key, place)| Part::Shared {
                criterion,
                key,
                place
            }),
            many.prop_map(Part::Note),
        ]
    }

    proptest! {
        #[test]
        fn a_name_says_its_part(given in any_part()) {
            let name = name(&given).unwrap();
            prop_assert!(name.len() <= 40 && name.starts_with("ct_"), "{name}");
            prop_assert!(name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_'), "{name}");
            prop_assert!(!copied(&name));
            prop_assert_eq!(part(&name), Some(given));
            for copy in [" Copy 1", " Bản sao 12", "_Copy_3"] {
                let copy = format!("{name}{copy}");
                prop_assert_eq!(part(&copy), None);
                prop_assert!(copied(&copy), "{copy}");
            }
        }

        #[test]
        fn a_part_has_one_name(text in "(ct_)?[a-zS]{0,9}(_p?[0-9]{1,3}){0,6}(_[a-z_]{1,14})?") {
            if let Some(part) = part(&text) {
                prop_assert_eq!(name(&part), Some(text));
            }
        }

        #[test]
        fn no_name_makes_it_fail(text in ".{0,60}") {
            prop_assert!(part(&text).is_none() || !copied(&text));
        }
    }

    #[test]
    fn what_has_no_place_has_no_name() {
        assert_eq!(name(&Part::Form), None);
        assert_eq!(name(&Part::Repeated), None);
        assert_eq!(name(&Part::Front("unheard of", 0)), None);
        let huge = usize::MAX;
        assert_eq!(name(&Part::ProseCell { section: huge, block: huge, row: huge, column: huge }), None);
    }

    #[test]
    fn names_can_be_read_by_people() {
        let id = Some("w-1.5-2021-1".parse().unwrap());
        let part = Part::Item { kind: Kind::Weakness, id, place: 7 };
        assert_eq!(name(&part).as_deref(), Some("ct_w_1_5_2021_1_p7"));
        let lead = Part::Field { item: 12, key: FieldKey::FundingSource, place: 3 };
        assert_eq!(name(&lead).as_deref(), Some("ct_f_12_3_funding_source"));
        assert_eq!(super::part("ct_w_1_5_2021_01_p7"), None);
        assert_eq!(super::part("_GoBack"), None);
        assert!(!copied("_GoBack") && !copied("ct_ Copy 1"));
    }
}
