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
//! A record is written with a mark at the end of each of its lines ([`LinkRecord::written`]): git's `union`
//! merge shares equal lines between two people's additions, and would weave two records into one.
//!
//! What is not here: whether the items exist in those plans, and whether the person may decide it.

use std::ops::Range;

use serde::Deserialize;

use crate::date::Date;
use crate::ledger::{marked, quoted};
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

    /// The newest account of a weakness that left between two plans. Where plans lie between the two, it may
    /// have left, and been accounted for, at any of them.
    pub fn account(&self, item: ItemId, (from, to): Periods) -> Option<&AccountRecord> {
        let left = |at: Period| at == to || (from < at && at < to);
        self.accounts.iter().rev().find(|record| record.item == item && left(record.periods.1))
    }

    /// The newest decision on whether two items are the same.
    pub fn link(&self, (before, after): (ItemId, ItemId), periods: Periods) -> Option<&LinkRecord> {
        let about = |record: &&LinkRecord| (record.before, record.after) == (before, after);
        self.links.iter().rev().filter(about).find(|record| record.periods == periods)
    }
}

/// Where each record of a file begins (its head), in bytes; in the order of [`Continuity`]'s lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub links: Vec<Range<usize>>,
    pub accounts: Vec<Range<usize>>,
}

/// The places of the records; none where the text cannot be read.
pub fn places(text: &str) -> Places {
    let Ok(file) = toml::from_str::<WrittenFile>(text) else { return Places::default() };
    Places {
        links: file.link.iter().map(toml::Spanned::span).collect(),
        accounts: file.account.iter().map(toml::Spanned::span).collect(),
    }
}

impl LinkRecord {
    /// The record as it is appended to the file, each line with the mark.
    pub fn written(&self, mark: &str) -> String {
        let (from, to) = self.periods;
        let lines = [
            ("before", quoted(&self.before.to_string())),
            ("from", quoted(&from.to_string())),
            ("after", quoted(&self.after.to_string())),
            ("to", quoted(&to.to_string())),
            ("same", self.same.to_string()),
        ];
        marked("link", lines.into_iter().chain(self.signed.lines()), mark)
    }
}

impl AccountRecord {
    /// The record as it is appended to the file, each line with the mark.
    pub fn written(&self, mark: &str) -> String {
        let (from, to) = self.periods;
        let evidence: Vec<String> = self.evidence.iter().map(|code| quoted(code)).collect();
        let lines = [
            ("item", quoted(&self.item.to_string())),
            ("from", quoted(&from.to_string())),
            ("to", quoted(&to.to_string())),
            ("outcome", quoted(self.outcome.as_str())),
            ("evidence", format!("[{}]", evidence.join(", "))),
        ];
        let lines = lines.into_iter().filter(|(key, _)| *key != "evidence" || !evidence.is_empty());
        marked("account", lines.chain(self.signed.lines()), mark)
    }
}

impl Signed {
    fn lines(&self) -> [(&'static str, String); 3] {
        [("reason", quoted(&self.reason)), ("date", self.date.to_string()), ("by", quoted(&self.by))]
    }
}

fn link(written: toml::Spanned<WrittenLink>) -> Result<LinkRecord, InvalidContinuity> {
    let place = Some(written.span());
    let written = written.into_inner();
    Ok(LinkRecord {
        before: item("before", &written.before, &place)?,
        after: item("after", &written.after, &place)?,
        periods: link_periods(&written.from, &written.to, &place)?,
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
    if from <= to { Ok((from, to)) } else { Err(refuse(place, "to: earlier than from".to_owned())) }
}

/// Two items of one plan are two; a weakness may leave between two versions of one plan.
fn link_periods(from: &str, to: &str, place: &Place) -> Result<Periods, InvalidContinuity> {
    let (from, to) = periods(from, to, place)?;
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

    fn signed() -> Signed {
        let date = Date::new(2022, 9, 10).unwrap();
        Signed { reason: "Nói “một” \"hai\" \\ ba.".into(), date, by: "thu-ky".into() }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let periods = ("2021-2022".parse().unwrap(), "2022-2023".parse().unwrap());
        let item = "w-1.5-2021-1".parse().unwrap();
        let link = LinkRecord { before: item, after: item, periods, same: false, signed: signed() };
        let account = AccountRecord {
            item,
            periods,
            outcome: Outcome::Resolved,
            evidence: vec!["H1-1.5-02".into()],
            signed: signed(),
        };
        let text = format!("# đầu tệp\n\n{}\n{}", link.written("0a1b"), account.written("2c3d"));
        let read = Continuity::parse(&text).unwrap();
        assert_eq!(read, Continuity { links: vec![link], accounts: vec![account] });
        assert!(text.lines().filter(|line| line.contains('=')).all(|line| line.contains("  # ")));
        let places = places(&text);
        assert!(text[places.accounts[0].start..].starts_with("[[account]]"));
    }

    #[test]
    fn an_account_counts_from_the_plan_that_lacks_the_weakness() {
        let account = "[[account]]\nitem = \"w-1.5-2021-1\"\nfrom = \"2021-2022\"\nto = \"2022-2023\"\n\
            outcome = \"dropped\"\nreason = \"Thôi.\"\ndate = 2022-09-10\nby = \"ht\"\n";
        let continuity = Continuity::parse(account).unwrap();
        let counts = |from: &str, to: &str| {
            let periods = (from.parse().unwrap(), to.parse().unwrap());
            continuity.account("w-1.5-2021-1".parse().unwrap(), periods).is_some()
        };
        assert!(counts("2021-2022", "2022-2023"));
        assert!(counts("2021-2022", "2023-2024"), "it left on the way");
        assert!(counts("2022-2023", "2022-2023"), "between two versions of one plan");
        assert!(!counts("2022-2023", "2023-2024"), "it was there again");
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
