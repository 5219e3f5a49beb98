//! Reading a statement in the one form in which it is written, without a TOML parser: most of what judging a
//! thousand approvals took.
//!
//! It is no second opinion on TOML. Every byte must be where we would have written it: keys in their order, one
//! blank on each side of `=`, numbers in plain digits, texts without anything that would be escaped, no key twice.
//! Such a text has one meaning, and a test holds it to the parser's. Everything else goes to the parser.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::{FromStr, Lines};

use super::hex::Hash;
use super::name::ApprovalName;
use super::statement::{Account, Authority, SignedContent, Statement, strict_period};
use crate::plan::item::ItemId;

/// The statement of a block; None where the block is not as we write it.
pub(super) fn read(block: &str) -> Option<Statement> {
    // Other control characters than line ends are nowhere in it.
    let is_plain =
        block.ends_with('\n') && !block.bytes().any(|byte| byte < 32 && byte != b'\n' || byte == 127);
    let mut fields = Fields { lines: block.lines().peekable() };
    if !is_plain || fields.bare("schema")? != "1" {
        return None;
    }
    let school = fields.text("school")?;
    let root = fields.text("root")?.parse().ok()?;
    let period = fields.text("period").and_then(|text| strict_period(text).ok())?;
    let version = fields.number("version")?;
    let name = ApprovalName { school: school.to_owned(), period, version };
    let statement = Statement {
        name,
        root,
        sequence: fields.number("sequence").filter(|sequence| *sequence > 0)?,
        previous: fields.maybe("previous")?,
        // A list of withdrawals is rare.
        withdrawn: BTreeMap::new(),
        trust_serial: fields.number("trust-serial")?,
        authority: fields.authority()?,
        content: fields.content()?,
        account: fields.account()?,
        shown: fields.text("shown-sha256")?.parse().ok()?,
    };
    fields.lines.next().is_none().then_some(statement)
}

struct Fields<'b> {
    lines: Peekable<Lines<'b>>,
}

impl<'b> Fields<'b> {
    /// The value on the next line, if that is this key's.
    fn bare(&mut self, key: &str) -> Option<&'b str> {
        let value = self.lines.peek()?.strip_prefix(key)?.strip_prefix(" = ")?;
        self.lines.next();
        Some(value)
    }

    fn text(&mut self, key: &str) -> Option<&'b str> {
        unquoted(self.bare(key)?)
    }

    fn number<T: FromStr>(&mut self, key: &str) -> Option<T> {
        let digits = self.bare(key)?;
        let is_plain =
            digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
        digits.parse().ok().filter(|_| is_plain)
    }

    /// A key that may be absent.
    fn maybe<T: FromStr>(&mut self, key: &str) -> Option<Option<T>> {
        match self.bare(key) {
            None => Some(None),
            Some(value) => Some(Some(unquoted(value)?.parse().ok()?)),
        }
    }

    fn authority(&mut self) -> Option<Option<Authority>> {
        match self.bare("authority") {
            None => Some(None),
            Some(value) => Some(Some(Authority::parse(unquoted(value)?).ok()?)),
        }
    }

    fn content(&mut self) -> Option<SignedContent> {
        Some(SignedContent {
            plan: self.text("plan-sha256")?.parse().ok()?,
            items: items(self.bare("items")?)?,
            evidence: self.maybe("evidence-sha256")?,
            reviews: reviews(self.bare("reviews")?)?,
        })
    }

    fn account(&mut self) -> Option<Account> {
        Some(Account {
            open_comments: self.number("open-comments")?,
            carried: self.number("carried")?,
            resolved: self.number("resolved")?,
            dropped_explained: self.number("dropped-explained")?,
            new: self.number("new")?,
        })
    }
}

/// What stands between two quotes, where nothing in it needs to be written otherwise.
fn unquoted(value: &str) -> Option<&str> {
    let inside = value.strip_prefix('"')?.strip_suffix('"')?;
    (!inside.contains(['"', '\\'])).then_some(inside)
}

fn items(value: &str) -> Option<BTreeMap<ItemId, Hash>> {
    if value == "{}" {
        return Some(BTreeMap::new());
    }
    let mut items = BTreeMap::new();
    for item in value.strip_prefix("{ ")?.strip_suffix(" }")?.split(", ") {
        let (id, hash) = item.split_once(" = ")?;
        if items.insert(unquoted(id)?.parse().ok()?, unquoted(hash)?.parse().ok()?).is_some() {
            return None;
        }
    }
    Some(items)
}

fn reviews(value: &str) -> Option<Vec<(String, Hash)>> {
    let inside = value.strip_prefix('[')?.strip_suffix(']')?;
    if inside.is_empty() {
        return Some(Vec::new());
    }
    let one = |review: &str| {
        let (id, hash) = unquoted(review)?.rsplit_once(':')?;
        Some((id.to_owned(), hash.parse().ok()?))
    };
    inside.split(", ").map(one).collect()
}
