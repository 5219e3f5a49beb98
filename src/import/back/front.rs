//! The head and the foot of the page back into the front matter.

use std::collections::BTreeSet;

use super::edits::{Edits, Splice};
use super::{Aside, Why};
use crate::date::Date;
use crate::docx::style;
use crate::export::paper::Style;
use crate::finding::Span;
use crate::import::back::spot::Spot;
use crate::plan::parse::parse;
use crate::plan::spelling::fold;
use crate::plan::{FrontMatter, Plan};

/// The front matter as the page wants it, and which of its keys changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Front {
    pub(super) matter: FrontMatter,
    pub(super) changed: BTreeSet<&'static str>,
}

impl Front {
    pub(super) fn of(plan: &Plan) -> Front {
        Front { matter: plan.front.clone(), changed: BTreeSet::new() }
    }

    /// A value that reads otherwise now; false where it is none of the front matter's.
    pub(super) fn set(&mut self, (key, place): (&str, usize), text: &str) -> bool {
        let matter = &mut self.matter;
        match key {
            "title" => matter.title = Some(title(matter.title.as_deref().unwrap_or_default(), text)),
            "number" => matter.number = Some(without_so(text).to_owned()),
            "place" | "date" => return self.place_and_date(text),
            "signer.name" => matter.signer.get_or_insert_default().name = text.to_owned(),
            "signer.title" => {
                let old = matter.signer.get_or_insert_default();
                // The page prints it in capitals; words that only differ in that are the same.
                old.title = sentence_case(text);
            }
            "recipients" => {
                let text = text.trim_start_matches(['-', ' ']).trim_end_matches([';', '.', ' ']).to_owned();
                match matter.recipients.get_mut(place) {
                    Some(old) => *old = text,
                    None => matter.recipients.push(text),
                }
            }
            _ => return false,
        }
        let known = ["title", "number", "signer", "recipients"];
        self.changed.extend(known.into_iter().find(|known| key.split('.').next() == Some(known)));
        true
    }

    /// `Vạn Mây, ngày 15 tháng 9 năm 2025`.
    fn place_and_date(&mut self, text: &str) -> bool {
        let (place, day) = text.split_once(',').unwrap_or((text, ""));
        let words = fold(day);
        let mut words = words.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
        let is_day = words.all(|word| ["ngay", "thang", "nam"].contains(&word));
        let place = place.trim();
        if !place.is_empty() && !place.contains('…') && self.matter.place.as_deref() != Some(place) {
            self.matter.place = Some(place.to_owned());
            self.changed.insert("place");
        }
        let date = day_in_words(day);
        if date.is_some() && date != self.matter.date {
            self.matter.date = date;
            self.changed.insert("date");
        }
        is_day
    }

    /// A recipient that is gone is gone; an empty line elsewhere in Word is no decision.
    pub(super) fn gone(&mut self, (key, place): (&str, usize), recipients: &[String]) -> bool {
        if key != "recipients" {
            return false;
        }
        let Some(old) = recipients.get(place) else { return false };
        if let Some(at) = self.matter.recipients.iter().position(|value| value == old) {
            self.matter.recipients.remove(at);
            self.changed.insert("recipients");
        }
        true
    }
}

/// A paragraph of the head that the plan had nothing for: a number or a day that was typed into its room.
pub(super) fn typed(front: &mut Front, spot: &Spot) -> bool {
    match style::style(&spot.style) {
        Some(Style::Number) => {
            let number = without_so(&spot.text);
            number.starts_with(|letter: char| letter.is_ascii_digit()) && front.set(("number", 0), number)
        }
        Some(Style::PlaceAndDate) => front.set(("place", 0), &spot.text),
        _ => false,
    }
}

/// Puts the changed keys into the text, where the text then says them; else they are given back.
pub(super) fn write(text: &str, plan: &Plan, front: &Front, edits: &mut Edits) {
    if front.changed.is_empty() {
        return;
    }
    let splices: Vec<Splice> =
        front.changed.iter().filter_map(|key| splice(plan, &front.matter, key)).collect();
    let read = super::apply::splice(text, &splices).map(|text| parse(&text).plan.front);
    let said = read.is_some_and(|read| says(&read) == says(&front.matter));
    if said {
        return edits.splices.extend(splices);
    }
    for key in &front.changed {
        edits.asides.push(Aside { why: Why::Structure, text: value(&front.matter, key), paragraph: 0 });
    }
}

/// All that a front matter says, without how it is written.
fn says(front: &FrontMatter) -> FrontMatter {
    FrontMatter { source: String::new(), spans: Default::default(), ..front.clone() }
}

fn splice(plan: &Plan, matter: &FrontMatter, key: &str) -> Option<Splice> {
    let text = value(matter, key);
    match plan.front.spans.get(key) {
        Some(span) => Some(Splice { span: *span, text }),
        // A key that is not there yet goes behind the last one that is.
        None => {
            let end = plan.front.spans.values().map(|span| span.end).max()?;
            Some(Splice { span: Span::new(end, end), text: format!("\n{key} = {text}") })
        }
    }
}

/// A value in TOML.
fn value(matter: &FrontMatter, key: &str) -> String {
    match key {
        "title" => quoted(matter.title.as_deref().unwrap_or_default()),
        "number" => quoted(matter.number.as_deref().unwrap_or_default()),
        "place" => quoted(matter.place.as_deref().unwrap_or_default()),
        "date" => matter.date.map(|date| date.to_string()).unwrap_or_default(),
        "signer" => {
            let signer = matter.signer.clone().unwrap_or_default();
            format!("{{ name = {}, title = {} }}", quoted(&signer.name), quoted(&signer.title))
        }
        _ => format!("[{}]", matter.recipients.iter().map(|one| quoted(one)).collect::<Vec<_>>().join(", ")),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The page prints the title without the type of document, with a capital.
fn title(before: &str, now: &str) -> String {
    const KIND: &str = "ke hoach";
    let cut = before.char_indices().nth(KIND.len()).map_or(before.len(), |(at, _)| at);
    let (kind, rest) = before.split_at_checked(cut).unwrap_or((before, ""));
    if fold(kind) != KIND || fold(now).starts_with(KIND) {
        return now.to_owned();
    }
    let gap: String = rest.chars().take_while(|letter| !letter.is_alphanumeric()).collect();
    let is_lower = rest.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_lowercase);
    let mut letters = now.chars();
    let first: String = match (letters.next(), is_lower) {
        (Some(first), true) => first.to_lowercase().collect(),
        (first, _) => first.into_iter().collect(),
    };
    format!("{kind}{}{first}{}", if gap.is_empty() { " " } else { &gap }, letters.as_str())
}

fn without_so(text: &str) -> &str {
    let folded = fold(text);
    let rest = if folded.starts_with("so") {
        text.char_indices().nth(2).map_or("", |(at, _)| text.get(at..).unwrap_or_default())
    } else {
        text
    };
    rest.trim_start_matches([':', ' ', '.', '\u{a0}']).trim_end()
}

/// `HIỆU TRƯỞNG` is how the page prints `Hiệu trưởng`.
fn sentence_case(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    let first = letters.next().map(String::from).unwrap_or_default();
    first + &letters.as_str().to_lowercase()
}

/// `ngày 15 tháng 9 năm 2025`.
fn day_in_words(text: &str) -> Option<Date> {
    let numbers: Vec<u16> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let [day, month, year] = numbers.as_slice() else { return None };
    Date::new(*year, u8::try_from(*month).ok()?, u8::try_from(*day).ok()?)
}

/// A heading keeps the number that the plan writes, where the page only corrected it.
pub(super) fn renumbered(written: &str, printed: &str, now: &str) -> String {
    let written = written.trim_start_matches(['#', ' ']);
    let number = |text: &str| text.split_once(". ").map(|(number, _)| number.to_owned());
    match (number(written), number(printed), number(now)) {
        (Some(own), Some(printed), Some(new)) if printed == new && own != printed => {
            format!("{own}. {}", now.split_once(". ").map_or("", |(_, words)| words))
        }
        _ => now.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_keeps_the_type_of_document() {
        let before = "Kế hoạch cải tiến chất lượng năm học 2025–2026";
        assert_eq!(title(before, "Cải tiến năm học 2026–2027"), "Kế hoạch cải tiến năm học 2026–2027");
        assert_eq!(title("Phương án", "Phương án mới"), "Phương án mới");
    }

    #[test]
    fn numbers_and_days_are_read_as_they_are_typed() {
        assert_eq!(without_so("Số : 45/KH-THVM"), "45/KH-THVM");
        assert_eq!(day_in_words(" ngày 05 tháng 02 năm 2026"), Date::new(2026, 2, 5));
        assert_eq!(day_in_words(" ngày …… tháng …… năm ………"), None);
        assert_eq!(sentence_case("PHÓ HIỆU TRƯỞNG"), "Phó hiệu trưởng");
    }

    #[test]
    fn a_corrected_number_is_not_an_edit() {
        assert_eq!(renumbered("## VI. Tổ chức", "IV. Tổ chức", "IV. Tổ chức làm"), "VI. Tổ chức làm");
        assert_eq!(renumbered("IV. A", "IV. A", "V. A"), "V. A");
    }
}
