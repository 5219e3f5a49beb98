//! What lies outside the school's own power, and the trail of whom it was put to: the append-only records of
//! `petitions.toml`.
//!
//! ```
//! use caitien::petition::Petitions;
//! let text = "[[petition]]\nitem = \"a-1.10-2024-1\"\nto = \"UBND xã\"\ndate = 2024-10-02\nby = \"hieu-truong\"\n";
//! assert_eq!(Petitions::parse(text).unwrap().petitions[0].to, "UBND xã");
//! ```
//!
//! An answer names the petition that it answers by the mark that is made of what the petition says; which petitions still
//! wait is judged in `tracking`.

use std::ops::Range;

use serde::Deserialize;

use crate::date::Date;
use crate::ledger::{marked, quoted};
use crate::plan::item::ItemId;

/// All records of one period, newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Petitions {
    pub petitions: Vec<Petition>,
    pub answers: Vec<Answer>,
}

/// The school asked somebody who can decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Petition {
    pub item: ItemId,
    /// The body or person that was asked.
    pub to: String,
    /// What was asked for; the item's own words say it where this is absent.
    pub about: Option<String>,
    pub date: Date,
    /// A person's id in `school.toml`.
    pub by: String,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub item: ItemId,
    /// The petition: the mark that is made of what it says.
    pub of: String,
    pub answer: String,
    pub date: Date,
    /// Who put it down, by the id in `school.toml`.
    pub by: String,
}

/// Why a text is not a list of petitions; `span` are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPetitions {
    pub detail: String,
    pub span: Option<Range<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    #[serde(default)]
    petition: Vec<toml::Spanned<WrittenPetition>>,
    #[serde(default)]
    answer: Vec<toml::Spanned<WrittenAnswer>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPetition {
    item: String,
    to: String,
    about: Option<String>,
    date: toml::value::Datetime,
    by: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAnswer {
    item: String,
    of: String,
    answer: String,
    date: toml::value::Datetime,
    by: String,
}

impl Petitions {
    /// Reads the file; the first flaw refuses it, with its place.
    pub fn parse(text: &str) -> Result<Petitions, InvalidPetitions> {
        let file: WrittenFile = toml::from_str(text)
            .map_err(|error| InvalidPetitions { detail: error.message().to_owned(), span: error.span() })?;
        Ok(Petitions {
            petitions: file.petition.into_iter().map(petition).collect::<Result<_, _>>()?,
            answers: file.answer.into_iter().map(answer).collect::<Result<_, _>>()?,
        })
    }
}

impl Petition {
    /// The record as it is appended to the file, each line with the mark.
    pub fn written(&self, mark: &str) -> String {
        let lines = [
            ("item", Some(quoted(&self.item.to_string()))),
            ("to", Some(quoted(&self.to))),
            ("about", self.about.as_deref().map(quoted)),
            ("date", Some(self.date.to_string())),
            ("by", Some(quoted(&self.by))),
        ];
        marked("petition", lines.into_iter().filter_map(|(key, value)| Some((key, value?))), mark)
    }
}

impl Answer {
    /// The same for an answer.
    pub fn written(&self, mark: &str) -> String {
        let lines = [
            ("item", quoted(&self.item.to_string())),
            ("of", quoted(&self.of)),
            ("answer", quoted(&self.answer)),
            ("date", self.date.to_string()),
            ("by", quoted(&self.by)),
        ];
        marked("answer", lines.into_iter(), mark)
    }
}

/// The bytes of a record.
type Place = Option<Range<usize>>;

fn refuse(place: &Place, detail: &str) -> InvalidPetitions {
    InvalidPetitions { detail: detail.to_owned(), span: place.clone() }
}

fn read(item: &str, date: toml::value::Datetime, place: &Place) -> Result<(ItemId, Date), InvalidPetitions> {
    let item = item.parse().map_err(|()| refuse(place, "item: not an id such as a-1.5-2023-1"))?;
    let day = date.date.and_then(|day| Date::new(day.year, day.month, day.day));
    Ok((item, day.ok_or_else(|| refuse(place, "date: a day such as 2024-05-20 is needed"))?))
}

fn petition(written: toml::Spanned<WrittenPetition>) -> Result<Petition, InvalidPetitions> {
    let place = Some(written.span());
    let WrittenPetition { item, to, about, date, by } = written.into_inner();
    let (item, date) = read(&item, date, &place)?;
    if to.trim().is_empty() {
        return Err(refuse(&place, "to: whom was it put to?"));
    }
    Ok(Petition { item, to, about, date, by })
}

fn answer(written: toml::Spanned<WrittenAnswer>) -> Result<Answer, InvalidPetitions> {
    let place = Some(written.span());
    let WrittenAnswer { item, of, answer, date, by } = written.into_inner();
    let (item, date) = read(&item, date, &place)?;
    if answer.trim().is_empty() {
        return Err(refuse(&place, "answer: is empty"));
    }
    Ok(Answer { item, of, answer, date, by })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let (item, date) = ("a-1.10-2024-1".parse().unwrap(), Date::new(2024, 10, 2).unwrap());
        let by = "hieu-truong".to_owned();
        let petition = Petition { item, to: "UBND xã".into(), about: Some("60 m rào".into()), date, by };
        let answer = Answer { item, of: "1f".into(), answer: "Đã duyệt".into(), date, by: "ht".into() };
        let text = format!("{}\n{}", petition.written("0a"), answer.written("0b"));
        let read = Petitions::parse(&text).unwrap();
        assert_eq!(read, Petitions { petitions: vec![petition], answers: vec![answer] });
        for (from, to) in
            [("UBND xã", " "), ("Đã duyệt", ""), ("a-1.10-2024-1", "rào"), ("2024-10-02", "10:00:00")]
        {
            assert!(Petitions::parse(&text.replace(from, to)).unwrap_err().span.is_some(), "{to}");
        }
    }
}
