//! What a heading inside the content section announces: a standard, a criterion, or nothing.
//!
//! ```
//! use caitien::plan::heading::{Heading, read};
//! let Some(Heading::Criterion { id, name }) = read("Tiêu chí 1.5: Tổ chức lớp học") else { panic!() };
//! assert_eq!((id.to_string().as_str(), name.as_str()), ("1.5", "Tổ chức lớp học"));
//! ```

use super::item::CriterionId;
use super::spelling::fold;

/// A heading with a number that a catalogue knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    Standard { number: u8, name: String },
    Criterion { id: CriterionId, name: String },
}

/// Reads a heading's words. `N.M` is always a criterion, whatever word stands before it: real
/// plans print "Tiêu chuẩn 5.2" for a criterion.
pub fn read(heading: &str) -> Option<Heading> {
    let plain = heading.trim_matches(['*', '_', ' ', '\t']);
    let (number, name) = match after_word(plain) {
        Some(rest) => split_number(rest)?,
        None => split_number(plain).filter(|(number, _)| number.contains('.'))?,
    };
    let name = name.trim_start_matches([':', '.', '-', '–', '—', ')', ' ', '\t', '*']).trim().to_owned();
    match number.split_once('.') {
        Some((standard, serial)) => {
            let id = CriterionId { standard: small(standard)?, serial: small(serial)? };
            Some(Heading::Criterion { id, name })
        }
        None => Some(Heading::Standard { number: small(number)?, name }),
    }
}

/// What follows "Tiêu chuẩn" or "Tiêu chí", in any case, with or without diacritics.
fn after_word(text: &str) -> Option<&str> {
    let mut words = text.splitn(3, [' ', '\t', '\u{a0}']);
    let (first, second, rest) = (words.next()?, words.next()?, words.next()?);
    let word = matches!(fold(first).as_str(), "tieu") && matches!(fold(second).as_str(), "chuan" | "chi");
    word.then_some(rest.trim_start())
}

/// The number at the beginning, without a final full stop, and the rest.
fn split_number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let number = text.get(..end)?.trim_end_matches('.');
    let rest = text.get(number.len()..)?;
    let glued = rest.starts_with(|letter: char| letter.is_alphanumeric() || is_mark(letter));
    (!number.is_empty() && !glued).then_some((number, rest))
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// A number from 1 to 99.
fn small(text: &str) -> Option<u8> {
    text.parse().ok().filter(|number| (1..100).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(heading: &str, expected: &str) {
        let shown = match read(heading) {
            Some(Heading::Standard { number, name }) => format!("S{number} {name}"),
            Some(Heading::Criterion { id, name }) => format!("{id} {name}"),
            None => "-".into(),
        };
        assert_eq!(shown.trim_end(), expected, "{heading}");
    }

    #[test]
    fn reads_what_people_type() {
        check("Tiêu chuẩn 1: Tổ chức", "S1 Tổ chức");
        check("TIEU CHUAN 3 - Cơ sở", "S3 Cơ sở");
        check("Tiêu chí 1.5.", "1.5");
        check("**Tiêu chí 1.10**: An toàn", "1.10 An toàn");
        check("Tiêu chuẩn 5.2 Thực hiện", "5.2 Thực hiện");
        check("2.3. Đối với nhân viên", "2.3 Đối với nhân viên");
        check("Ghi chú", "-");
        check("3 điều cần nhớ", "-");
        check("Tiêu chí chung", "-");
        check("1.2.3 Mục", "-");
        check("Tiêu chí 1.5a", "-");
    }
}
