//! The items of a criterion (weakness, target, measure, action), their fields, and the ids that
//! they keep over the years.
//!
//! ```
//! use caitien::plan::item::{ItemId, Kind};
//! let id: ItemId = "w-1.5-2021-1".parse().unwrap();
//! assert_eq!(id.kind, Kind::Weakness);
//! assert_eq!(id.to_string(), "w-1.5-2021-1");
//! ```

use std::fmt;
use std::str::FromStr;

use crate::finding::Span;

/// What an item is. Strengths have no id; the other kinds do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Strength,
    Weakness,
    Target,
    Measure,
    Action,
}

impl Kind {
    /// The letter of the id; a strength has none.
    pub fn letter(self) -> Option<char> {
        match self {
            Kind::Strength => None,
            Kind::Weakness => Some('w'),
            Kind::Target => Some('t'),
            Kind::Measure => Some('m'),
            Kind::Action => Some('a'),
        }
    }

    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Strength => "strength",
            Kind::Weakness => "weakness",
            Kind::Target => "target",
            Kind::Measure => "measure",
            Kind::Action => "action",
        }
    }
}

/// Where an item hangs: a criterion (`1.5`), or a standard alone (`S3`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    Standard(u8),
    Criterion(CriterionId),
}

impl fmt::Display for Anchor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Anchor::Standard(number) => write!(out, "S{number}"),
            Anchor::Criterion(id) => id.fmt(out),
        }
    }
}

impl FromStr for Anchor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.strip_prefix('S') {
            Some(number) => Ok(Anchor::Standard(plain_number(number).ok_or(())?)),
            None => text.parse().map(Anchor::Criterion),
        }
    }
}

/// The number of a criterion within one edition of a catalogue: `1.10` is the tenth of standard 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CriterionId {
    pub standard: u8,
    pub serial: u8,
}

impl fmt::Display for CriterionId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.standard, self.serial)
    }
}

impl FromStr for CriterionId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (standard, serial) = text.split_once('.').ok_or(())?;
        Ok(CriterionId {
            standard: plain_number(standard).ok_or(())?,
            serial: plain_number(serial).ok_or(())?,
        })
    }
}

/// The id that an item keeps for life: kind, criterion and year of its first recording, serial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    pub kind: Kind,
    pub anchor: Anchor,
    /// The first calendar year of the period in which the item was first recorded.
    pub year: u16,
    pub serial: u16,
}

impl fmt::Display for ItemId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = self.kind.letter().unwrap_or('s');
        write!(out, "{letter}-{}-{}-{}", self.anchor, self.year, self.serial)
    }
}

impl FromStr for ItemId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-');
        let kind = match parts.next() {
            Some("w") => Kind::Weakness,
            Some("t") => Kind::Target,
            Some("m") => Kind::Measure,
            Some("a") => Kind::Action,
            _ => return Err(()),
        };
        let anchor = parts.next().ok_or(())?.parse()?;
        let year = parts.next().filter(|year| year.len() == 4).and_then(plain_number).ok_or(())?;
        let serial = parts.next().and_then(plain_number).filter(|serial| *serial > 0).ok_or(())?;
        match parts.next() {
            None => Ok(ItemId { kind, anchor, year, serial }),
            Some(_) => Err(()),
        }
    }
}

/// A number without sign or leading zero, so that an id has one spelling.
fn plain_number<N: FromStr>(text: &str) -> Option<N> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    plain.then(|| text.parse().ok()).flatten()
}

/// One weakness, target, measure, action or strength.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub kind: Kind,
    pub id: Option<ItemId>,
    /// The sentence itself: inline Markdown on one line, NFC, without id and bullet.
    pub text: String,
    /// The number as typed (`1.` or `1)`) where the list was numbered; bullets have none.
    pub ordinal: Option<String>,
    /// The nested list and whatever else stands inside the item, in place.
    pub details: Vec<Detail>,
    /// The whole item in the text that was parsed.
    pub span: Span,
    /// Its sentence only.
    pub text_span: Span,
}

impl Item {
    /// The item's fields, in the order in which they stand.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.details.iter().filter_map(|detail| match detail {
            Detail::Field(field) => Some(field),
            Detail::Note(_) => None,
        })
    }

    /// The first field of this key.
    pub fn field(&self, key: FieldKey) -> Option<&Field> {
        self.fields().find(|field| field.key == key)
    }
}

/// What stands inside an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    Field(Field),
    /// Any other Markdown, kept in place, without the item's indentation.
    Note(Note),
}

/// Markdown that is nothing more particular: kept, in place, exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub markdown: String,
    pub span: Span,
}

/// One field of an item, such as the lead of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub key: FieldKey,
    /// The canonical spelling of the label that was typed (`Chủ trì`, `Phụ trách`).
    pub label: &'static str,
    /// The value as written, on one line, NFC; empty where none was given.
    pub value: String,
    /// Markdown nested below the field, without indentation; mostly empty.
    pub more: String,
    pub span: Span,
    pub value_span: Span,
}

/// What a field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKey {
    Cause,
    Lead,
    Partners,
    /// Start and end, or the deadline.
    Schedule,
    Budget,
    FundingSource,
    Conditions,
    /// Budget and conditions in one, in the form of 2026.
    Resources,
    Evidence,
    /// Degree of completion, column 10 of the form of 2026.
    Status,
    Note,
}

impl FieldKey {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            FieldKey::Cause => "cause",
            FieldKey::Lead => "lead",
            FieldKey::Partners => "partners",
            FieldKey::Schedule => "schedule",
            FieldKey::Budget => "budget",
            FieldKey::FundingSource => "funding_source",
            FieldKey::Conditions => "conditions",
            FieldKey::Resources => "resources",
            FieldKey::Evidence => "evidence",
            FieldKey::Status => "status",
            FieldKey::Note => "note",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_one_spelling() {
        for good in ["w-1.5-2021-1", "t-S3-2026-12", "a-1.10-2023-2", "m-4.2-2026-1"] {
            assert_eq!(good.parse::<ItemId>().map(|id| id.to_string()).as_deref(), Ok(good));
        }
        for bad in [
            "w-1.5-2021",
            "s-1.5-2021-1",
            "w-1-2021-1",
            "w-1.05-2021-1",
            "w-1.5-2021-0",
            "w-1.5-21-1",
            "w-1.5-2021-1-1",
            "W-1.5-2021-1",
            "",
        ] {
            assert!(bad.parse::<ItemId>().is_err(), "{bad}");
        }
    }
}
