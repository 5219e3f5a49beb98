//! What was done about an item during the year: the append-only records of `progress.toml`.
//!
//! ```
//! let text = "[[record]]\nitem = \"w-1.5-2021-1\"\ndate = 2024-05-20\nstatus = \"done\"\nby = \"pho-hieu-truong\"\n";
//! let progress = caitien::progress::Progress::parse(text).unwrap();
//! let id = "w-1.5-2021-1".parse().unwrap();
//! assert!(progress.last(id).unwrap().status.is_done());
//! ```

use std::ops::Range;

use serde::Deserialize;

use crate::date::Date;
use crate::plan::item::ItemId;

/// All records of one plan, newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub records: Vec<Record>,
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
    /// A person's id in `school.toml`.
    pub by: Option<String>,
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
}

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
    by: Option<String>,
}

impl Progress {
    /// Reads the file; the first flaw refuses it, with its place.
    pub fn parse(text: &str) -> Result<Progress, InvalidProgress> {
        let file: WrittenFile = toml::from_str(text)
            .map_err(|error| InvalidProgress { detail: error.message().to_owned(), span: error.span() })?;
        let records = file.record.into_iter().map(Record::try_from).collect::<Result<_, _>>()?;
        Ok(Progress { records })
    }

    /// The newest record of an item: it alone says how the item stands.
    pub fn last(&self, item: ItemId) -> Option<&Record> {
        self.records.iter().rev().find(|record| record.item == item)
    }
}

impl TryFrom<toml::Spanned<WrittenRecord>> for Record {
    type Error = InvalidProgress;

    fn try_from(written: toml::Spanned<WrittenRecord>) -> Result<Record, InvalidProgress> {
        let span = Some(written.span());
        let written = written.into_inner();
        let refuse = |detail: &str| InvalidProgress { detail: detail.to_owned(), span: span.clone() };
        let day = written.date.date.ok_or_else(|| refuse("date: a day such as 2024-05-20 is needed"))?;
        Ok(Record {
            item: written.item.parse().map_err(|()| refuse("item: not an id such as w-1.5-2021-1"))?,
            date: Date::new(day.year, day.month, day.day).ok_or_else(|| refuse("date: no such day"))?,
            status: written.status,
            percent: written.percent.filter(|percent| *percent <= 100),
            note: written.note,
            evidence: written.evidence,
            by: written.by,
        })
    }
}
