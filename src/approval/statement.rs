//! What an approval says: the statement inside the tag's message, to and from TOML.
//!
//! The message is one line for people, then the statement between `+++` lines. Reading is strict:
//! an unknown key, another schema or a single stray line refuses the whole.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::canonical;
use super::hex::{Hash, Id};
use super::name::ApprovalName;
use crate::period::Period;
use crate::plan::item::ItemId;

/// The one schema there is.
const SCHEMA: u32 = 1;

/// What the principal signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub name: ApprovalName,
    /// The fingerprint of the trust root.
    pub root: Hash,
    /// 1, 2, 3 … over all approvals of the school.
    pub sequence: u64,
    /// The tag object of the approval before; None for the first.
    pub previous: Option<Id>,
    /// Withdrawals that were here when this was signed and that no approval before it names: the plan and
    /// version that was taken back, with the withdrawal's tag object.
    pub withdrawn: BTreeMap<(Period, u32), Id>,
    pub trust_serial: u32,
    /// Set where somebody else than the principal signs.
    pub authority: Option<Authority>,
    pub content: SignedContent,
    pub account: Account,
    /// Of the comparison that the principal was shown.
    pub shown: Hash,
}

/// For whom somebody else signs, as the decree on official papers has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    /// A deputy for the principal.
    ForPrincipal,
}

impl Authority {
    /// As it is written before the post of who signs.
    pub fn as_str(self) -> &'static str {
        match self {
            Authority::ForPrincipal => "KT.",
        }
    }

    pub(super) fn parse(text: &str) -> Result<Authority, StatementFlaw> {
        let known = [Authority::ForPrincipal].into_iter().find(|known| known.as_str() == text);
        known.ok_or(StatementFlaw::Value { key: "authority" })
    }
}

/// The hashes of what was signed; see [`super::digest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedContent {
    pub plan: Hash,
    pub items: BTreeMap<ItemId, Hash>,
    pub evidence: Option<Hash>,
    /// Each review comment's id with its hash, in order of id.
    pub reviews: Vec<(String, Hash)>,
}

/// What became of the weaknesses of the plan approved before, and how many comments are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub open_comments: u32,
    pub carried: u32,
    pub resolved: u32,
    pub dropped_explained: u32,
    pub new: u32,
}

/// Why a message holds no statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementFlaw {
    /// Not one line, an empty one, and a block between `+++` lines.
    Shape,
    /// A schema that this version does not know.
    Schema { schema: i64 },
    /// Not the keys and values of a statement; the library's own words.
    Toml { detail: String },
    /// A value that cannot be right.
    Value { key: &'static str },
}

#[derive(Deserialize)]
struct WrittenSchema {
    schema: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(rename = "schema")]
    _schema: u32,
    school: String,
    root: String,
    period: String,
    version: u32,
    sequence: u64,
    previous: Option<String>,
    withdrawn: Option<BTreeMap<String, String>>,
    trust_serial: u32,
    authority: Option<String>,
    plan_sha256: String,
    items: BTreeMap<String, String>,
    evidence_sha256: Option<String>,
    reviews: Vec<String>,
    open_comments: u32,
    carried: u32,
    resolved: u32,
    dropped_explained: u32,
    new: u32,
    shown_sha256: String,
}

impl Statement {
    /// The tag's whole message; `school` is the school's name for people.
    pub fn message(&self, school: &str) -> String {
        let line: String = school.chars().filter(|letter| !letter.is_control()).collect();
        let ApprovalName { period, version, .. } = &self.name;
        format!(
            "Phê duyệt kế hoạch cải tiến chất lượng {period}, {line} (v{version})\n\n+++\n{}+++\n",
            self.to_toml()
        )
    }

    /// The block between the `+++` lines, in the contract's order.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        let mut line = |key: &str, value: String| {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{key} = {value}");
        };
        let items = self.content.items.iter().map(|(id, hash)| format!("\"{id}\" = \"{hash}\""));
        let items: Vec<String> = items.collect();
        let reviews = self.content.reviews.iter().map(|(id, hash)| quoted(&format!("{id}:{hash}")));
        let reviews: Vec<String> = reviews.collect();
        line("schema", SCHEMA.to_string());
        line("school", quoted(&self.name.school));
        line("root", quoted(&self.root.to_string()));
        line("period", quoted(&self.name.period.to_string()));
        line("version", self.name.version.to_string());
        line("sequence", self.sequence.to_string());
        if let Some(previous) = self.previous {
            line("previous", quoted(&previous.to_string()));
        }
        if !self.withdrawn.is_empty() {
            let of = |((period, version), id): (&(Period, u32), &Id)| {
                format!("\"{period}/v{version}\" = \"{id}\"")
            };
            let withdrawn: Vec<String> = self.withdrawn.iter().map(of).collect();
            line("withdrawn", format!("{{ {} }}", withdrawn.join(", ")));
        }
        line("trust-serial", self.trust_serial.to_string());
        if let Some(authority) = self.authority {
            line("authority", quoted(authority.as_str()));
        }
        line("plan-sha256", quoted(&self.content.plan.to_string()));
        line("items", if items.is_empty() { "{}".into() } else { format!("{{ {} }}", items.join(", ")) });
        if let Some(evidence) = self.content.evidence {
            line("evidence-sha256", quoted(&evidence.to_string()));
        }
        line("reviews", format!("[{}]", reviews.join(", ")));
        line("open-comments", self.account.open_comments.to_string());
        line("carried", self.account.carried.to_string());
        line("resolved", self.account.resolved.to_string());
        line("dropped-explained", self.account.dropped_explained.to_string());
        line("new", self.account.new.to_string());
        line("shown-sha256", quoted(&self.shown.to_string()));
        text
    }

    /// Reads a tag's message.
    pub fn parse(message: &str) -> Result<Statement, StatementFlaw> {
        let block = block(message).ok_or(StatementFlaw::Shape)?;
        if let Some(statement) = canonical::read(block) {
            return Ok(statement);
        }
        Statement::parse_block(block)
    }

    fn parse_block(block: &str) -> Result<Statement, StatementFlaw> {
        check_schema(block)?;
        let written: Written = toml::from_str(block).map_err(|error| flaw(&error))?;
        let items = written.items.iter().map(|(id, hash)| {
            let known = id.parse::<ItemId>().ok().zip(hash.parse().ok());
            known.ok_or(StatementFlaw::Value { key: "items" })
        });
        let reviews = written.reviews.iter().map(|review| {
            let known =
                review.rsplit_once(':').and_then(|(id, hash)| Some((id.to_owned(), hash.parse().ok()?)));
            known.ok_or(StatementFlaw::Value { key: "reviews" })
        });
        let statement = Statement {
            root: value("root", &written.root)?,
            sequence: written.sequence,
            previous: written.previous.as_deref().map(|id| value("previous", id)).transpose()?,
            withdrawn: withdrawn(written.withdrawn)?,
            trust_serial: written.trust_serial,
            authority: written.authority.as_deref().map(Authority::parse).transpose()?,
            content: SignedContent {
                plan: value("plan-sha256", &written.plan_sha256)?,
                items: items.collect::<Result<_, _>>()?,
                evidence: written
                    .evidence_sha256
                    .as_deref()
                    .map(|hash| value("evidence-sha256", hash))
                    .transpose()?,
                reviews: reviews.collect::<Result<_, _>>()?,
            },
            account: Account {
                open_comments: written.open_comments,
                carried: written.carried,
                resolved: written.resolved,
                dropped_explained: written.dropped_explained,
                new: written.new,
            },
            shown: value("shown-sha256", &written.shown_sha256)?,
            name: ApprovalName {
                school: written.school,
                period: strict_period(&written.period)?,
                version: written.version,
            },
        };
        match statement.sequence {
            0 => Err(StatementFlaw::Value { key: "sequence" }),
            _ => Ok(statement),
        }
    }
}

/// Absent where there is none: an empty list is another spelling.
fn withdrawn(
    written: Option<BTreeMap<String, String>>,
) -> Result<BTreeMap<(Period, u32), Id>, StatementFlaw> {
    let flaw = || StatementFlaw::Value { key: "withdrawn" };
    let one = |(plan, id): (String, String)| {
        // The school is the approval's own; any will do to read the rest of a name.
        let name: ApprovalName = format!("approved/x/{plan}").parse().map_err(|()| flaw())?;
        Ok(((name.period, name.version), id.parse().map_err(|()| flaw())?))
    };
    match written {
        Some(written) if written.is_empty() => Err(flaw()),
        written => written.unwrap_or_default().into_iter().map(one).collect(),
    }
}

/// The block of a message: one line, an empty one, `+++`, the block, `+++`, and nothing more.
pub(super) fn block(message: &str) -> Option<&str> {
    let (line, rest) = message.split_once("\n\n")?;
    let block = rest.strip_prefix("+++\n")?.strip_suffix("+++\n")?;
    let whole = block.is_empty() || block.ends_with('\n');
    let single = !line.is_empty() && !line.contains('\n');
    (whole && single && !block.lines().any(|line| line == "+++")).then_some(block)
}

/// Refuses a schema from the future before its unknown keys confuse anybody.
pub(super) fn check_schema(block: &str) -> Result<(), StatementFlaw> {
    let WrittenSchema { schema } = toml::from_str(block).map_err(|error| flaw(&error))?;
    if schema == i64::from(SCHEMA) { Ok(()) } else { Err(StatementFlaw::Schema { schema }) }
}

pub(super) fn flaw(error: &toml::de::Error) -> StatementFlaw {
    StatementFlaw::Toml { detail: error.message().to_owned() }
}

/// A value with one spelling.
pub(super) fn value<T: std::str::FromStr>(key: &'static str, text: &str) -> Result<T, StatementFlaw> {
    text.parse().map_err(|_| StatementFlaw::Value { key })
}

/// Periods are read leniently from people; here they have one spelling.
pub(super) fn strict_period(text: &str) -> Result<Period, StatementFlaw> {
    let period: Period = value("period", text)?;
    if period.to_string() == text { Ok(period) } else { Err(StatementFlaw::Value { key: "period" }) }
}

pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::hex::Hex;
    use super::*;

    pub(crate) fn sample() -> Statement {
        Statement {
            name: "approved/mn-thanh-xuong/2023-2024/v1".parse().unwrap(),
            root: Hex([1; 32]),
            sequence: 4,
            previous: Some(Hex([2; 20])),
            withdrawn: BTreeMap::new(),
            trust_serial: 2,
            authority: None,
            content: SignedContent {
                plan: Hex([3; 32]),
                items: [("w-1.5-2021-1".parse().unwrap(), Hex([4; 32]))].into(),
                evidence: None,
                reviews: vec![("r1".into(), Hex([5; 32]))],
            },
            account: Account { open_comments: 0, carried: 3, resolved: 2, dropped_explained: 0, new: 4 },
            shown: Hex([6; 32]),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut statement = sample();
        let message = statement.message("Trường Mầm non\n+++ Đồi Thông");
        assert!(message.starts_with("Phê duyệt kế hoạch cải tiến chất lượng 2023-2024, Trường Mầm non"));
        assert_eq!(Statement::parse(&message), Ok(statement.clone()));
        statement.previous = None;
        statement.content.items.clear();
        statement.content.evidence = Some(Hex([7; 32]));
        statement.authority = Some(Authority::ForPrincipal);
        assert!(!statement.to_toml().contains("withdrawn"));
        statement.withdrawn = [(("2022-2023".parse().unwrap(), 2), Hex([8; 20]))].into();
        assert_eq!(Statement::parse(&statement.message("x")), Ok(statement));
    }

    #[test]
    fn the_quick_reading_says_what_the_parser_says_or_nothing() {
        let mut statement = sample();
        let both = |block: &str| {
            let quick = canonical::read(block);
            assert!(
                quick.is_none() || quick.clone().ok_or(StatementFlaw::Shape) == Statement::parse_block(block),
                "{block}"
            );
            quick
        };
        assert_eq!(both(&statement.to_toml()), Some(statement.clone()));
        statement.authority = Some(Authority::ForPrincipal);
        statement.content.items.clear();
        statement.content.reviews.clear();
        statement.content.evidence = Some(Hex([7; 32]));
        statement.previous = None;
        let text = statement.to_toml();
        assert_eq!(both(&text), Some(statement.clone()));
        // Every way to say it otherwise, and every damage, is the parser's.
        for (from, to) in
            [("items = {}", "items = { }"), (" = ", "="), ("version = 1", "version = 0x1"), ("KT.", "TL.")]
        {
            assert_eq!(both(&text.replace(from, to)), None, "{from}");
        }
        statement.content.reviews = vec![("a\\\", b".into(), Hex([5; 32]))];
        assert_eq!(both(&statement.to_toml()), None);
        assert_eq!(Statement::parse(&statement.message("x")), Ok(statement));
        let twice = sample().to_toml().replace("items = { ", "items = { \"w-1.5-2021-1\" = \"0\", ");
        assert_eq!(both(&twice), None);
        for text in [text, sample().to_toml()] {
            for at in 0..text.len() {
                both(&text[..at]);
                both(&format!("{}{}", &text[..at], &text[at + 1..]));
                for byte in b"0 1\"\\,={}\n\r\t#+_z" {
                    let mut other = text.clone().into_bytes();
                    other[at] = *byte;
                    both(&String::from_utf8(other.clone()).unwrap());
                    other.insert(at, text.as_bytes()[at]);
                    both(&String::from_utf8(other).unwrap());
                }
            }
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let good = sample().message("Trường");
        let refuse = |from: &str, to: &str| {
            let bad = good.replacen(from, to, 1);
            assert_ne!(bad, good, "{from}");
            Statement::parse(&bad).unwrap_err()
        };
        assert_eq!(refuse("schema = 1", "schema = 2"), StatementFlaw::Schema { schema: 2 });
        assert!(matches!(refuse("carried = 3", "carried = 3\nextra = 1"), StatementFlaw::Toml { .. }));
        assert!(matches!(refuse("carried = 3\n", ""), StatementFlaw::Toml { .. }));
        assert!(matches!(refuse("carried = 3", "carried = -3"), StatementFlaw::Toml { .. }));
        assert_eq!(refuse("2023-2024\"", "2023–2024\""), StatementFlaw::Value { key: "period" });
        assert_eq!(refuse("sequence = 4", "sequence = 0"), StatementFlaw::Value { key: "sequence" });
        let other = refuse("trust-serial = 2", "trust-serial = 2\nauthority = \"TL.\"");
        assert_eq!(other, StatementFlaw::Value { key: "authority" });
        for bad in [
            "{}",
            "{ \"2022-2023\" = \"x\" }",
            "{ \"2022-2023/v1\" = \"x\" }",
            "{ \"2022–2023/v1\" = \"x\" }",
        ] {
            let flaw = refuse("trust-serial", &format!("withdrawn = {bad}\ntrust-serial"));
            assert_eq!(flaw, StatementFlaw::Value { key: "withdrawn" }, "{bad}");
        }
        assert_eq!(refuse("0101", "01A1"), StatementFlaw::Value { key: "root" });
        assert_eq!(refuse("+++\n", "+++\n+++\n"), StatementFlaw::Shape);
        for bad in ["", "một dòng\n", "a\nb\n\n+++\n+++\n", &format!("{good}thêm\n")] {
            assert_eq!(Statement::parse(bad), Err(StatementFlaw::Shape), "{bad}");
        }
    }
}
