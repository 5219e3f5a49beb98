//! What a column asks for, and what the words of a cell say by themselves: a level, a field with its label.

use crate::import::source;
use crate::import::table::columns::Column;
use crate::plan::item::{FieldKey, Kind};
use crate::plan::label::{field, field_wording};
use crate::plan::spelling::fold_words;

/// "MỨC 2" and "Mức 1, 2, 3", without the word.
pub(super) fn level(text: &str) -> Option<String> {
    let folded = fold_words(text);
    let rest = folded.strip_prefix("muc ")?;
    let numbers = rest.split(' ').all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    numbers.then(|| text.get(digits..).unwrap_or_default().trim().to_owned())
}

pub(super) fn kind_of(column: Column) -> Option<Kind> {
    Some(match column {
        Column::Target => Kind::Target,
        Column::Action => Kind::Action,
        Column::Measure => Kind::Measure,
        Column::Weakness => Kind::Weakness,
        Column::Strength => Kind::Strength,
        _ => return None,
    })
}

pub(super) fn field_of(column: Column) -> Option<(FieldKey, &'static str)> {
    let key = match column {
        Column::Cause => FieldKey::Cause,
        Column::Lead => FieldKey::Lead,
        Column::Partners => FieldKey::Partners,
        Column::Schedule => FieldKey::Schedule,
        Column::Budget => FieldKey::Budget,
        Column::Conditions => FieldKey::Conditions,
        Column::Resources => FieldKey::Resources,
        Column::Evidence => FieldKey::Evidence,
        Column::Status => FieldKey::Status,
        Column::Note => FieldKey::Note,
        _ => return None,
    };
    Some((key, field_wording(key)))
}

/// `Chủ trì: …` typed in a cell.
pub(super) fn labelled_field(text: &str) -> Option<(&'static str, FieldKey, String)> {
    let (words, value) = without_bullet(text).split_once(':')?;
    let (label, key) = field(words)?;
    Some((label, key, value.trim().to_owned())).filter(|(_, _, value)| !value.is_empty())
}

/// `Chủ trì:` with nothing behind it, as an emptied cell keeps it.
pub(super) fn is_bare_label(text: &str) -> bool {
    without_bullet(text).trim_end().strip_suffix(':').is_some_and(|words| field(words).is_some())
}

fn without_bullet(text: &str) -> &str {
    source::bullet(text).map_or(text, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_levels_and_fields() {
        assert_eq!(level("MỨC 2").as_deref(), Some("2"));
        assert_eq!(level("Mức 1, 2, 3").as_deref(), Some("1, 2, 3"));
        assert_eq!(level("Mức độ tốt"), None);
        assert_eq!(labelled_field("- Phối hợp: cha mẹ").map(|found| found.1), Some(FieldKey::Partners));
        assert_eq!(labelled_field("Lưu ý: x"), None);
        assert!(is_bare_label("- Chủ trì:") && !is_bare_label("Chủ trì: Kế toán") && !is_bare_label("Nguồn"));
    }
}
