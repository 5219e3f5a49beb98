//! The head of the letter: the agencies and the number on the left, the nation, place and date on the right, the title.
//!
//! Values of the front matter are set right as the decree has them (no blanks in a number, a zero before numbers below
//! ten and before days below ten and the months January and February), so that their runs are not always the letters of
//! the plan; their source says which key they are. The line with place and date is the place's.

use super::plan::Wanted;
use super::{Block, Paragraph, Part, Source, Style};
use crate::plan::markdown::run::Run;
use crate::plan::spelling::fold;

/// Dots where somebody must write.
const DOTS: &str = "…………………";

/// The share of the left column, of a hundred.
pub(super) const LEFT: u16 = 42;

/// The head with the title below it.
pub(super) fn blocks(wanted: &Wanted<'_>) -> Vec<Block> {
    let wording = wanted.wording;
    let agency = match wording.agency.as_str() {
        "" => wanted.school.to_uppercase(),
        own => own.to_owned(),
    };
    let mut left: Vec<Block> = wanted.logo.iter().cloned().map(Block::Picture).collect();
    left.extend([
        form(Style::Authority, &wording.authority),
        form(Style::Agency, &agency),
        Block::Paragraph(number(wanted)),
    ]);
    let right = vec![
        form(Style::Nation, &wording.nation),
        form(Style::Motto, &wording.motto),
        Block::Paragraph(place_and_date(wanted)),
    ];
    let mut blocks = vec![Block::Columns { left, right, share: LEFT }, form(Style::Kind, &wording.kind)];
    blocks.extend(subject(wanted).map(Block::Paragraph));
    blocks
}

fn form(style: Style, text: &str) -> Block {
    Block::Paragraph(Paragraph::form(style, text))
}

/// A paragraph of a key of the front matter.
pub(super) fn front(
    wanted: &Wanted<'_>,
    style: Style,
    (key, place): (&'static str, usize),
    text: String,
) -> Paragraph {
    let part = if text.is_empty() { Part::Form } else { Part::Front(key, place) };
    let table = key.split('.').next().unwrap_or(key);
    let source = Source { part, span: wanted.plan.front.span(table) };
    Paragraph { style, runs: vec![Run::plain(text)], source, ..Paragraph::default() }
}

/// `Số: 109/KH-MNTX`; before the clerk gives a number there is room for one.
fn number(wanted: &Wanted<'_>) -> Paragraph {
    let own = wanted.plan.front.number.as_deref().map(tidy_number).filter(|number| !number.is_empty());
    let paragraph = match (own, &wanted.issued) {
        (Some(own), _) => front(wanted, Style::Number, ("number", 0), own),
        (None, Some(issued)) => Paragraph::form(Style::Number, tidy_number(issued.number)),
        (None, None) => {
            let room = "\u{a0}".repeat(6);
            Paragraph::form(Style::Number, format!("{room}/{}", wanted.wording.symbol))
        }
    };
    Paragraph { label: "Số:".into(), ..paragraph }
}

/// Without "Số:" in front and without blanks around slash and hyphens; a number below ten gets a zero. A blank or a
/// slash inside the school's own abbreviation stays.
fn tidy_number(typed: &str) -> String {
    let typed = typed.trim();
    let bare = match typed.char_indices().nth(2) {
        Some((at, _)) if fold(typed.get(..at).unwrap_or_default()) == "so" => {
            typed.get(at..).unwrap_or_default()
        }
        _ => typed,
    };
    let bare = bare.trim_start_matches([':', ' ', '.', '\u{a0}']);
    let Some((number, symbol)) = bare.split_once('/') else { return bare.to_owned() };
    let number = number.trim();
    let zero = if number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()) { "0" } else { "" };
    let parts: Vec<&str> = symbol.split('-').map(str::trim).collect();
    format!("{zero}{number}/{}", parts.join("-"))
}

/// `Thanh Xương, ngày 07 tháng 9 năm 2023`, with room for what is not known yet.
fn place_and_date(wanted: &Wanted<'_>) -> Paragraph {
    let plan = &wanted.plan.front;
    let date = plan.date.or(wanted.issued.map(|issued| issued.date));
    let day = date.map_or_else(|| "ngày …… tháng …… năm ………".to_owned(), |date| date.vietnamese());
    let place = plan.place.as_deref().map(|place| place.trim().trim_end_matches(','));
    match place.filter(|place| !place.is_empty()) {
        Some(place) => front(wanted, Style::PlaceAndDate, ("place", 0), format!("{place}, {day}")),
        None if plan.date.is_some() => {
            front(wanted, Style::PlaceAndDate, ("date", 0), format!("{DOTS}, {day}"))
        }
        None => Paragraph::form(Style::PlaceAndDate, format!("{DOTS}, {day}")),
    }
}

/// The title without the type of document, which stands above it.
fn subject(wanted: &Wanted<'_>) -> Option<Paragraph> {
    let title = wanted.plan.front.title.as_deref().map(str::trim).filter(|title| !title.is_empty())?;
    let kind = wanted.wording.kind.chars().count();
    let end = title.char_indices().nth(kind).map_or(title.len(), |(at, _)| at);
    let rest = title.get(end..).unwrap_or_default();
    let begins_with_kind = fold(title.get(..end).unwrap_or_default()) == fold(&wanted.wording.kind)
        && !rest.starts_with(char::is_alphanumeric);
    let words =
        if begins_with_kind { rest.trim_start_matches([' ', ':', '-', '–', '\u{a0}']) } else { title };
    (!words.is_empty()).then(|| front(wanted, Style::Subject, ("title", 0), capitalised(words)))
}

/// With a capital at the beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::super::plan::Form;
    use super::super::wording::Wording;
    use super::super::words;
    use super::*;
    use crate::plan::markdown::run;
    use crate::plan::parse::parse;

    /// The head of a plan with this front matter, a paragraph a line.
    fn check(front: &str, expected: &[&str]) {
        let parsed = parse(&format!("+++\n{front}\n+++\n"));
        let wording = Wording::default();
        let wanted = Wanted::new(&parsed, "Trường Mầm non Rừng Ngâu", Form::Old, &wording);
        let blocks = blocks(&wanted);
        let mut found = Vec::new();
        words::collect(&blocks, &mut found);
        let shown: Vec<String> = found
            .iter()
            .filter(|one| {
                matches!(one.style, Style::Number | Style::PlaceAndDate | Style::Subject | Style::Agency)
            })
            .map(|one| format!("{} {}", one.label, run::words(&one.runs)).trim().to_owned())
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_head_is_set_right() {
        check(
            "title = \"Kế hoạch cải tiến chất lượng giáo dục năm học 2025–2026\"\nplace = \"Rừng Ngâu\"\nnumber = \"Số : 6 /KH - MNRN\"\ndate = 2026-02-07",
            &[
                "TRƯỜNG MẦM NON RỪNG NGÂU",
                "Số: 06/KH-MNRN",
                "Rừng Ngâu, ngày 07 tháng 02 năm 2026",
                "Cải tiến chất lượng giáo dục năm học 2025–2026",
            ],
        );
    }

    #[test]
    fn what_is_not_known_has_room() {
        check(
            "title = \"Phương án\"",
            &[
                "TRƯỜNG MẦM NON RỪNG NGÂU",
                "Số: \u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/KH-…",
                "…………………, ngày …… tháng …… năm ………",
                "Phương án",
            ],
        );
    }

    #[test]
    fn numbers_keep_what_is_the_schools_own() {
        for (typed, expected) in [
            ("109/KH-MNTX", "109/KH-MNTX"),
            ("số 109 /KH-MNTX", "109/KH-MNTX"),
            ("12/KH-TrMN 7/5", "12/KH-TrMN 7/5"),
            ("44", "44"),
        ] {
            assert_eq!(tidy_number(typed), expected);
        }
    }
}
