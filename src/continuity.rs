//! What people decided about a school's items from year to year: the append-only records of
//! `schools/<school>/continuity.toml`.
//!
//! A *link* says that two items of two plans are, or are not, one and the same; an *account* says
//! what became of a weakness that the later plan no longer has. The newest record about the same
//! things is the one that counts. Comparing never contradicts them.
//!
//! ```
//! use caitien::continuity::{Continuity, Outcome};
//! let text = "[[account]]\nitem = \"w-1.5-2021-1\"\nfrom = \"2021-2022\"\nto = \"2022-2023\"\n\
//!             outcome = \"dropped\"\nreason = \"Điểm trường đã giải thể.\"\ndate = 2022-09-10\nby = \"hieu-truong\"\n";
//! let continuity = Continuity::parse(text).unwrap();
//! let (id, from, to) = ("w-1.5-2021-1".parse().unwrap(), "2021-2022".parse().unwrap(), "2022-2023".parse().unwrap());
//! assert_eq!(continuity.account(id, (from, to)).unwrap().outcome, Outcome::Dropped);
//! ```
//!
//! What is not here: whether the items exist in those plans, and whether the person may decide it.

use std::ops::Range;

use serde::Deserialize;

use crate::date::Date;
use crate::period::Period;
use crate::plan::item::ItemId;

/// All records of one school, newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Continuity {
    pub links: Vec<LinkRecord>,
    pub accounts: Vec<AccountRecord>,
}

/// The earlier plan's period and the later one's.
pub type Periods = (Period, Period);

/// Two items are, or are not, the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRecord {
    /// The item's id in the earlier plan.
    pub before: ItemId,
    /// Its id in the later plan; often another one.
    pub after: ItemId,
    pub periods: Periods,
    /// Are they the same?
    pub same: bool,
    pub signed: Signed,
}

/// What became of a weakness that the later plan does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRecord {
    pub item: ItemId,
    /// The plan in which it stood last, and the one that does not have it.
    pub periods: Periods,
    pub outcome: Outcome,
    /// Codes of what proves it.
    pub evidence: Vec<String>,
    pub signed: Signed,
}

/// Who decided, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub reason: String,
    pub date: Date,
    /// A person's id in `school.toml`.
    pub by: String,
}

/// How a weakness left the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Resolved,
    Dropped,
}

impl Outcome {
    /// The stable name in files and machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Resolved => "resolved",
            Outcome::Dropped => "dropped",
        }
    }
}

/// Why a text is not a list of such records; `span` are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidContinuity {
    pub detail: String,
    pub span: Option<Range<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    #[serde(default)]
    link: Vec<toml::Spanned<WrittenLink>>,
    #[serde(default)]
    account: Vec<toml::Spanned<WrittenAccount>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLink {
    before: String,
    from: String,
    after: String,
    to: String,
    same: bool,
    reason: String,
    date: toml::value::Datetime,
    by: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAccount {
    item: String,
    from: String,
    to: String,
    outcome: Outcome,
    reason: String,
    #[serde(default)]
    evidence: Vec<String>,
    date: toml::value::Datetime,
    by: String,
}

impl Continuity {
    /// Reads the file; the first flaw refuses it, with its place.
    pub fn parse(text: &str) -> Result<Continuity, InvalidContinuity> {
        let file: WrittenFile = toml::from_str(text)
            .map_err(|error| InvalidContinuity { detail: error.message().to_owned(), span: error.span() })?;
        Ok(Continuity {
            links: file.link.into_iter().map(link).collect::<Result<_, _>>()?,
            accounts: file.account.into_iter().map(account).collect::<Result<_, _>>()?,
        })
    }

    /// The links that count between two plans: the newest record for each pair of items.
    pub fn links(&self, periods: Periods) -> Vec<&LinkRecord> {
        let mut counting: Vec<&LinkRecord> = Vec::new();
        for record in self.links.iter().filter(|record| record.periods == periods) {
            counting.retain(|older| (older.before, older.after) != (record.before, record.after));
            counting.push(record);
        }
        counting
    }

    /// The newest account of a weakness between two plans.
    pub fn account(&self, item: ItemId, periods: Periods) -> Option<&AccountRecord> {
        self.accounts.iter().rev().find(|record| record.item == item && record.periods == periods)
    }
}

fn link(written: toml::Spanned<WrittenLink>) -> Result<LinkRecord, InvalidContinuity> {
    let place = Some(written.span());
    let written = written.into_inner();
    Ok(LinkRecord {
        before: item("before", &written.before, &place)?,
        after: item("after", &written.after, &place)?,
        periods: periods(&written.from, &written.to, &place)?,
        same: written.same,
        signed: signed((written.reason, written.date, written.by), &place)?,
    })
}

fn account(written: toml::Spanned<WrittenAccount>) -> Result<AccountRecord, InvalidContinuity> {
    let place = Some(written.span());
    let written = written.into_inner();
    Ok(AccountRecord {
        item: item("item", &written.item, &place)?,
        periods: periods(&written.from, &written.to, &place)?,
        outcome: written.outcome,
        evidence: written.evidence,
        signed: signed((written.reason, written.date, written.by), &place)?,
    })
}

/// The bytes of a record.
type Place = Option<Range<usize>>;

fn refuse(place: &Place, detail: String) -> InvalidContinuity {
    InvalidContinuity { detail, span: place.clone() }
}

fn item(key: &str, text: &str, place: &Place) -> Result<ItemId, InvalidContinuity> {
    text.parse().map_err(|()| refuse(place, format!("{key}: not an id such as w-1.5-2021-1")))
}

fn periods(from: &str, to: &str, place: &Place) -> Result<Periods, InvalidContinuity> {
    let period = |key: &str, text: &str| {
        text.parse().map_err(|_| refuse(place, format!("{key}: not a period such as 2023-2024")))
    };
    let (from, to): Periods = (period("from", from)?, period("to", to)?);
    if from < to { Ok((from, to)) } else { Err(refuse(place, "to: not later than from".to_owned())) }
}

fn signed(
    written: (String, toml::value::Datetime, String),
    place: &Place,
) -> Result<Signed, InvalidContinuity> {
    let (reason, date, by) = written;
    let day = date.date.and_then(|day| Date::new(day.year, day.month, day.day));
    let date = day.ok_or_else(|| refuse(place, "date: a day such as 2024-05-20 is needed".to_owned()))?;
    if reason.trim().is_empty() {
        return Err(refuse(place, "reason: why is missing".to_owned()));
    }
    Ok(Signed { reason, date, by })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "[[link]]\nbefore = \"w-1.5-2021-1\"\nfrom = \"2021-2022\"\nafter = \"w-1.6-2022-1\"\n\
        to = \"2022-2023\"\nsame = true\nreason = \"Cùng một việc.\"\ndate = 2022-09-10\nby = \"thu-ky\"\n";

    #[test]
    fn the_newest_record_about_a_pair_counts() {
        let later = LINK.replace("same = true", "same = false");
        let continuity = Continuity::parse(&format!("{LINK}\n{later}")).unwrap();
        let periods = ("2021-2022".parse().unwrap(), "2022-2023".parse().unwrap());
        let counting = continuity.links(periods);
        assert_eq!(counting.len(), 1);
        assert!(!counting[0].same);
        assert!(continuity.links((periods.1, periods.0)).is_empty());
    }

    #[test]
    fn a_flawed_record_is_refused_with_its_place() {
        let refused = |from: &str, to: &str| {
            let text = LINK.replace(from, to);
            assert_ne!(text, LINK);
            Continuity::parse(&text).unwrap_err()
        };
        for (from, to) in [
            ("w-1.5-2021-1", "điểm yếu"),
            ("2022-2023", "2020-2021"),
            ("Cùng một việc.", "  "),
            ("2022-09-10", "10:00:00"),
            ("by = \"thu-ky\"", "with = \"\""),
        ] {
            assert!(refused(from, to).span.is_some(), "{to}");
        }
    }
}
