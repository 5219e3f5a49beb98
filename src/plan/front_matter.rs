//! The `+++` block at the top of a plan, typed, with everything that is wrong with it.
//!
//! The block's own text is kept: comments and unknown keys survive formatting. A plan that the
//! program makes has no such text yet; [`FrontMatter::to_toml`] writes it.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::date::Date;
use crate::finding::{Finding, Problem, Span};
use crate::period::Period;

use super::spelling::nearest;

/// Who signs the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    pub name: String,
    pub title: String,
}

/// What the front matter says; what it does not say is None or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    pub schema: Option<i64>,
    pub school: Option<String>,
    /// As written; [`FrontMatter::period`] reads it.
    pub period_text: Option<String>,
    pub catalog: Option<String>,
    pub title: Option<String>,
    pub place: Option<String>,
    pub number: Option<String>,
    pub date: Option<Date>,
    pub signer: Option<Signer>,
    pub recipients: Vec<String>,
    /// The block as it was written, without the `+++` lines; empty where there was none.
    pub source: String,
    /// Where the value of each key stands in the parsed text.
    pub spans: BTreeMap<String, Span>,
}

/// The keys that a plan's front matter may have, in canonical order.
pub const KEYS: &[&str] =
    &["schema", "school", "period", "catalog", "title", "place", "number", "date", "signer", "recipients"];

impl FrontMatter {
    pub fn period(&self) -> Option<Period> {
        self.period_text.as_deref()?.parse().ok()
    }

    /// Where a key's value stands; the top of the file for a key that is not there.
    pub fn span(&self, key: &str) -> Span {
        self.spans.get(key).copied().unwrap_or_default()
    }

    /// Reads the block. `offset` is where its text begins in the file.
    pub fn parse(source: &str, offset: usize) -> (FrontMatter, Vec<Finding>) {
        let mut reader = Reader { offset, ..Reader::default() };
        reader.front.source = source.trim_matches('\n').to_owned();
        let (table, errors) = DeTable::parse_recoverable(source);
        for error in errors {
            let span = error.span().map_or(Span::new(offset, offset), |range| reader.span(&range));
            let detail = error.message().to_owned();
            reader.findings.push(Finding::new(Problem::InvalidFrontMatter { detail }, span));
        }
        for (key, value) in table.get_ref() {
            let span = reader.span(&value.span());
            let key_span = reader.span(&key.span());
            reader.key(key.get_ref(), (key_span, span), value.get_ref());
        }
        (reader.front, reader.findings)
    }

    /// The block in canonical TOML, for a plan that the program makes.
    pub fn to_toml(&self) -> String {
        let mut lines = Vec::new();
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        lines.push(format!("schema = {}", self.schema.unwrap_or(1)));
        let texts = [
            ("school", &self.school),
            ("period", &self.period_text),
            ("catalog", &self.catalog),
            ("title", &self.title),
            ("place", &self.place),
            ("number", &self.number),
        ];
        for (key, value) in texts {
            if let Some(value) = value {
                lines.push(format!("{key} = {}", quoted(value)));
            }
        }
        if let Some(date) = self.date {
            lines.push(format!("date = {date}"));
        }
        if let Some(signer) = &self.signer {
            let (name, title) = (quoted(&signer.name), quoted(&signer.title));
            lines.push(format!("signer = {{ name = {name}, title = {title} }}"));
        }
        if !self.recipients.is_empty() {
            let list: Vec<String> = self.recipients.iter().map(|text| quoted(text)).collect();
            lines.push(format!("recipients = [{}]", list.join(", ")));
        }
        lines.join("\n")
    }
}

/// Collects values and findings while the table is walked.
#[derive(Default)]
struct Reader {
    offset: usize,
    front: FrontMatter,
    findings: Vec<Finding>,
}

impl Reader {
    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(self.offset + range.start, self.offset + range.end)
    }

    fn key(&mut self, key: &str, (key_span, span): (Span, Span), value: &DeValue<'_>) {
        self.front.spans.insert(key.to_owned(), span);
        match key {
            "schema" => self.front.schema = self.integer(key, span, value),
            "school" => self.front.school = self.text(key, span, value),
            "period" => self.front.period_text = self.text(key, span, value),
            "catalog" => self.front.catalog = self.text(key, span, value),
            "title" => self.front.title = self.text(key, span, value),
            "place" => self.front.place = self.text(key, span, value),
            "number" => self.front.number = self.text(key, span, value),
            "date" => self.front.date = self.date(span, value),
            "signer" => self.front.signer = self.signer(span, value),
            "recipients" => self.front.recipients = self.list(key, span, value),
            _ => {
                let meant = nearest(key, KEYS).map(str::to_owned);
                let problem = Problem::UnknownKey { key: key.to_owned(), meant };
                self.findings.push(Finding::new(problem, key_span));
            }
        }
    }

    fn wrong<T>(&mut self, key: &str, expected: &'static str, span: Span) -> Option<T> {
        let problem = Problem::WrongType { key: key.to_owned(), expected };
        self.findings.push(Finding::new(problem, span));
        None
    }

    fn text(&mut self, key: &str, span: Span, value: &DeValue<'_>) -> Option<String> {
        match value {
            DeValue::String(text) => Some(text.to_string()),
            _ => self.wrong(key, "string", span),
        }
    }

    fn integer(&mut self, key: &str, span: Span, value: &DeValue<'_>) -> Option<i64> {
        match value {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => self.wrong(key, "integer", span),
        }
    }

    fn date(&mut self, span: Span, value: &DeValue<'_>) -> Option<Date> {
        match value {
            DeValue::Datetime(time) => match time.date {
                Some(day) => Date::new(day.year, day.month, day.day),
                None => self.wrong("date", "date", span),
            },
            // A quoted date is what people type when they do not know TOML.
            DeValue::String(text) => match text.parse() {
                Ok(date) => Some(date),
                Err(()) => self.wrong("date", "date", span),
            },
            _ => self.wrong("date", "date", span),
        }
    }

    fn list(&mut self, key: &str, span: Span, value: &DeValue<'_>) -> Vec<String> {
        let DeValue::Array(entries) = value else {
            return self.text(key, span, value).into_iter().collect();
        };
        let mut list = Vec::new();
        for entry in entries {
            let span = self.span(&entry.span());
            list.extend(self.text(key, span, entry.get_ref()));
        }
        list
    }

    fn signer(&mut self, span: Span, value: &DeValue<'_>) -> Option<Signer> {
        let DeValue::Table(table) = value else {
            return self.wrong("signer", "table", span);
        };
        let mut signer = Signer::default();
        for (key, value) in table {
            let value_span = self.span(&value.span());
            match key.get_ref().as_ref() {
                "name" => signer.name = self.text("signer.name", value_span, value.get_ref())?,
                "title" => signer.title = self.text("signer.title", value_span, value.get_ref())?,
                other => {
                    let meant = nearest(other, &["name", "title"]).map(|key| format!("signer.{key}"));
                    let problem = Problem::UnknownKey { key: format!("signer.{other}"), meant };
                    let span = self.span(&key.span());
                    self.findings.push(Finding::new(problem, span));
                }
            }
        }
        Some(signer)
    }
}
