//! What was done about an item during the year: the append-only records of `progress.toml`.
//!
//! ```
//! let text = "[[record]]\nitem = \"w-1.5-2021-1\"\ndate = 2024-05-20\nstatus = \"done\"\nby = \"pho-hieu-truong\"\n";
//! let progress = caitien::progress::Progress::parse(text).unwrap();
//! let id = "w-1.5-2021-1".parse().unwrap();
//! assert!(progress.last(id).unwrap().status.is_done());
//! ```
//!
//! A *record* is a claim: what somebody says was done. A *verification* is another person's word that a certain record is
//! true; it names that record by a hash of what it says (`tracking` judges whether it still holds). Money spent adds up
//! over an item's records.

use std::ops::Range;

use serde::Deserialize;

use crate::date::Date;
use crate::ledger::{list, marked, quoted};
use crate::plan::item::ItemId;
use crate::plan::spelling::fold_words;

/// All records of one plan, newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub records: Vec<Record>,
    pub verifications: Vec<Verification>,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub item: ItemId,
    pub date: Date,
    pub status: Status,
    /// 0–100.
    pub percent: Option<u8>,
    pub note: Option<String>,
    pub evidence: Vec<String>,
    /// What was spent since the record before, in đồng; negative where an earlier sum is put right.
    pub spent: Option<i64>,
    /// A person's id in `school.toml`.
    pub by: Option<String>,
}

/// Another person looked, and says that a record is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub item: ItemId,
    /// The record: the mark that is made of what it says.
    pub of: String,
    /// How it was verified.
    pub how: Option<String>,
    pub date: Date,
    /// A person's id in `school.toml`.
    pub by: String,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    NotStarted,
    InProgress,
    Partial,
    Done,
    Cancelled,
}

impl Status {
    pub fn is_done(self) -> bool {
        self == Status::Done
    }

    /// The stable name in files and machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::NotStarted => "not-started",
            Status::InProgress => "in-progress",
            Status::Partial => "partial",
            Status::Done => "done",
            Status::Cancelled => "cancelled",
        }
    }

    /// The status that a person typed, in English or in Vietnamese, with or without diacritics.
    ///
    /// ```
    /// use caitien::progress::Status;
    /// assert_eq!(Status::of_word("Đang làm"), Some(Status::InProgress));
    /// assert_eq!(Status::of_word("xong"), Some(Status::Done));
    /// assert_eq!(Status::of_word("gần xong"), None);
    /// ```
    pub fn of_word(word: &str) -> Option<Status> {
        let folded = fold_words(word);
        let has = |words: &[&str]| words.contains(&folded.as_str());
        STATUS_WORDS.iter().find(|(_, words)| has(words)).map(|(status, _)| *status)
    }
}

/// The words for each status, folded.
const STATUS_WORDS: [(Status, &[&str]); 5] = [
    (Status::NotStarted, &["not started", "chua lam", "chua bat dau", "chua thuc hien", "chua"]),
    (Status::InProgress, &["in progress", "dang lam", "dang thuc hien", "dang"]),
    (Status::Partial, &["partial", "mot phan", "xong mot phan", "dat mot phan"]),
    (Status::Done, &["done", "xong", "da xong", "hoan thanh", "da hoan thanh"]),
    (Status::Cancelled, &["cancelled", "huy", "thoi", "thoi lam", "thoi thuc hien", "khong lam nua"]),
];

/// Why a text is not a list of progress records; `span` are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidProgress {
    pub detail: String,
    pub span: Option<Range<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    #[serde(default)]
    record: Vec<toml::Spanned<WrittenRecord>>,
    #[serde(default)]
    verification: Vec<toml::Spanned<WrittenVerification>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRecord {
    item: String,
    date: toml::value::Datetime,
    status: Status,
    percent: Option<u8>,
    note: Option<String>,
    #[serde(default)]
    evidence: Vec<String>,
    spent: Option<i64>,
    by: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenVerification {
    item: String,
    of: String,
    note: Option<String>,
    date: toml::value::Datetime,
    by: String,
}

impl Progress {
    /// Reads the file; the first flaw refuses it, with its place.
    pub fn parse(text: &str) -> Result<Progress, InvalidProgress> {
        let file: WrittenFile = toml::from_str(text)
            .map_err(|error| InvalidProgress { detail: error.message().to_owned(), span: error.span() })?;
        Ok(Progress {
            records: file.record.into_iter().map(Record::try_from).collect::<Result<_, _>>()?,
            verifications: file.verification.into_iter().map(verification).collect::<Result<_, _>>()?,
        })
    }

    /// What is recorded of an item, oldest first.
    pub fn of(&self, item: ItemId) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(move |record| record.item == item)
    }

    /// What was spent on an item; None where nobody recorded any.
    pub fn spent(&self, item: ItemId) -> Option<i64> {
        self.of(item).filter_map(|record| record.spent).reduce(i64::saturating_add)
    }

    /// The newest record of an item: it alone says how the item stands.
    pub fn last(&self, item: ItemId) -> Option<&Record> {
        self.records.iter().rev().find(|record| record.item == item)
    }
}

impl Record {
    /// The record as it is appended to the file, each line with the mark.
    pub fn written(&self, mark: &str) -> String {
        let lines = [
            ("item", Some(quoted(&self.item.to_string()))),
            ("date", Some(self.date.to_string())),
            ("status", Some(quoted(self.status.as_str()))),
            ("percent", self.percent.map(|percent| percent.to_string())),
            ("note", self.note.as_deref().map(quoted)),
            ("evidence", Some(list(&self.evidence)).filter(|_| !self.evidence.is_empty())),
            ("spent", self.spent.map(|spent| spent.to_string())),
            ("by", self.by.as_deref().map(quoted)),
        ];
        marked("record", lines.into_iter().filter_map(|(key, value)| Some((key, value?))), mark)
    }
}

impl Verification {
    /// The same for a verification.
    pub fn written(&self, mark: &str) -> String {
        let lines = [
            ("item", Some(quoted(&self.item.to_string()))),
            ("of", Some(quoted(&self.of))),
            ("note", self.how.as_deref().map(quoted)),
            ("date", Some(self.date.to_string())),
            ("by", Some(quoted(&self.by))),
        ];
        marked("verification", lines.into_iter().filter_map(|(key, value)| Some((key, value?))), mark)
    }
}

/// The bytes of a record.
type Place = Option<Range<usize>>;

fn refuse(place: &Place, detail: &str) -> InvalidProgress {
    InvalidProgress { detail: detail.to_owned(), span: place.clone() }
}

fn day(written: toml::value::Datetime, place: &Place) -> Result<Date, InvalidProgress> {
    let day = written.date.ok_or_else(|| refuse(place, "date: a day such as 2024-05-20 is needed"))?;
    Date::new(day.year, day.month, day.day).ok_or_else(|| refuse(place, "date: no such day"))
}

fn item(written: &str, place: &Place) -> Result<ItemId, InvalidProgress> {
    written.parse().map_err(|()| refuse(place, "item: not an id such as w-1.5-2021-1"))
}

fn verification(written: toml::Spanned<WrittenVerification>) -> Result<Verification, InvalidProgress> {
    let place = Some(written.span());
    let written = written.into_inner();
    Ok(Verification {
        item: item(&written.item, &place)?,
        of: written.of,
        how: written.note,
        date: day(written.date, &place)?,
        by: written.by,
    })
}

impl TryFrom<toml::Spanned<WrittenRecord>> for Record {
    type Error = InvalidProgress;

    fn try_from(written: toml::Spanned<WrittenRecord>) -> Result<Record, InvalidProgress> {
        let place = Some(written.span());
        let written = written.into_inner();
        Ok(Record {
            item: item(&written.item, &place)?,
            date: day(written.date, &place)?,
            status: written.status,
            percent: written.percent.filter(|percent| *percent <= 100),
            note: written.note,
            evidence: written.evidence,
            spent: written.spent,
            by: written.by,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            item: "a-1.5-2023-1".parse().unwrap(),
            date: Date::new(2024, 5, 20).unwrap(),
            status: Status::Done,
            percent: Some(100),
            note: Some("Đã tách \"hai\" lớp.".into()),
            evidence: vec!["H1-1.5-02".into()],
            spent: Some(-2_000_000),
            by: Some("to-truong".into()),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let bare = Record { percent: None, note: None, evidence: vec![], spent: None, by: None, ..record() };
        let word = Verification {
            item: record().item,
            of: "1f0c2b7e".into(),
            how: Some("Đã xem tại lớp.".into()),
            date: record().date,
            by: "giam-sat".into(),
        };
        let text = format!("{}\n{}\n{}", record().written("0a"), bare.written("0b"), word.written("0c"));
        let read = Progress::parse(&text).unwrap();
        assert_eq!(read, Progress { records: vec![record(), bare], verifications: vec![word] });
        assert_eq!(read.spent(record().item), Some(-2_000_000));
    }

    #[test]
    fn a_flawed_verification_is_refused_with_its_place() {
        let good =
            "[[verification]]\nitem = \"a-1.5-2023-1\"\nof = \"0a\"\ndate = 2024-05-22\nby = \"giam-sat\"\n";
        assert_eq!(Progress::parse(good).unwrap().verifications.len(), 1);
        for (from, to) in
            [("a-1.5-2023-1", "giải pháp"), ("2024-05-22", "10:00:00"), ("by", "who"), ("of = \"0a\"", "")]
        {
            assert!(Progress::parse(&good.replace(from, to)).unwrap_err().span.is_some(), "{to}");
        }
    }
}
