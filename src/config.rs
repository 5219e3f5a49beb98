//! The settings of a repository: `caitien.toml`, written form to valid form.
//!
//! A flawed file is not an error: reading gives the settings that could be understood, and
//! findings. What the settings do *not* hold is anything about what makes an approval valid: only the keys of the
//! education offices, which may change a school's trust record, and what is asked of a review before approving.
//!
//! ```
//! use caitien::config::Config;
//! let (config, findings) = Config::read(
//!     "schema = 1\n[[allow]]\ncode = \"unmeasurable-target\"\nreason = \"Mục tiêu định tính\"\n");
//! assert!(findings.is_empty());
//! assert_eq!(config.allowed.len(), 1);
//! ```

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::finding::{Code, Finding, Problem, Span};
use crate::plan::spelling::nearest;
use crate::school::Role;
use crate::vetting::Policy;

/// The language in which a repository's people read messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    Vietnamese,
    English,
}

/// The valid settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    pub language: Option<Language>,
    pub offices: Vec<Office>,
    /// The findings that are switched off, each with its reason.
    pub allowed: Vec<Allowed>,
    /// What is asked of a review before a plan is approved; None where nothing is.
    pub review: Option<Policy>,
}

/// An education office whose keys may change trust records and countersign approvals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub id: String,
    pub name: String,
    /// Public keys, as `approval::PublicKey` reads them.
    pub keys: Vec<String>,
}

/// One code that is switched off, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    pub code: Code,
    pub reason: String,
}

/// The keys of the file, and of its tables.
const KEYS: &[&str] = &["schema", "language", "office", "allow", "review"];
const OFFICE_KEYS: &[&str] = &["id", "name", "keys"];
const ALLOW_KEYS: &[&str] = &["code", "reason"];
const REVIEW_KEYS: &[&str] =
    &["reviewers", "not-last-editor", "no-open-comments", "all-items-reviewed", "roles"];
const ROLES: &str =
    "\"principal\" | \"deputy\" | \"council\" | \"supervisor\" | \"clerk\" | \"staff\" | \"office\"";

impl Config {
    /// Reads the file; spans are bytes of the text.
    pub fn read(text: &str) -> (Config, Vec<Finding>) {
        let mut reader = Reader::default();
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().map_or(Span::default(), |range| Span::new(range.start, range.end));
            reader.report(Problem::InvalidFile { detail: error.message().to_owned() }, span);
        }
        for (key, value) in table.get_ref() {
            reader.key(key, value);
        }
        // What a broken line leaves behind is no second mistake of the person's.
        let broken = |finding: &Finding| finding.code() == Code::InvalidFile;
        if reader.findings.iter().any(broken) {
            reader.findings.retain(broken);
        }
        reader.findings.sort_by_key(|finding| finding.span);
        (reader.config, reader.findings)
    }

    /// Is this code switched off?
    pub fn allows(&self, code: Code) -> bool {
        self.allowed.iter().any(|allowed| allowed.code == code)
    }

    /// The findings that are not switched off.
    pub fn keep(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        findings.retain(|finding| !self.allows(finding.code()));
        findings
    }
}

/// A key or value with its place in the file.
type At<T> = Spanned<T>;

fn span<T>(at: &At<T>) -> Span {
    let range = at.span();
    Span::new(range.start, range.end)
}

/// Collects settings and findings while the table is walked.
#[derive(Default)]
struct Reader {
    config: Config,
    findings: Vec<Finding>,
}

impl Reader {
    fn report(&mut self, problem: Problem, span: Span) {
        self.findings.push(Finding::new(problem, span));
    }

    fn unknown(&mut self, key: &At<DeString<'_>>, known: &[&str]) {
        let meant = nearest(key.get_ref(), known).map(str::to_owned);
        self.report(Problem::UnknownKey { key: key.get_ref().to_string(), meant }, span(key));
    }

    fn wrong(&mut self, key: &str, expected: &'static str, at: Span) {
        self.report(Problem::WrongType { key: key.to_owned(), expected }, at);
    }

    fn key(&mut self, key: &At<DeString<'_>>, value: &At<DeValue<'_>>) {
        match key.get_ref().as_ref() {
            "schema" => match value.get_ref() {
                DeValue::Integer(number) if number.as_str() == "1" => {}
                DeValue::Integer(number) => {
                    let schema = number.as_str().parse().unwrap_or_default();
                    self.report(Problem::UnknownSchema { schema }, span(value));
                }
                _ => self.wrong("schema", "integer", span(value)),
            },
            "language" => match value.get_ref().as_str() {
                Some("vi") => self.config.language = Some(Language::Vietnamese),
                Some("en") => self.config.language = Some(Language::English),
                _ => self.wrong("language", "\"vi\" | \"en\"", span(value)),
            },
            "office" => self.tables("office", value, Reader::office),
            "allow" => self.tables("allow", value, Reader::allow),
            "review" => match value.get_ref().as_table() {
                Some(table) => self.review(table),
                None => self.wrong("review", "table", span(value)),
            },
            _ => self.unknown(key, KEYS),
        }
    }

    /// Walks `[[key]]` tables.
    fn tables(&mut self, key: &str, value: &At<DeValue<'_>>, read: fn(&mut Reader, &DeTable<'_>, Span)) {
        let Some(entries) = value.get_ref().as_array() else {
            return self.wrong(key, "table", span(value));
        };
        for entry in entries {
            match entry.get_ref().as_table() {
                Some(table) => read(self, table, span(entry)),
                None => self.wrong(key, "table", span(entry)),
            }
        }
    }

    fn office(&mut self, table: &DeTable<'_>, at: Span) {
        let mut office = Office { id: String::new(), name: String::new(), keys: Vec::new() };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => office.id = self.text("office.id", value),
                "name" => office.name = self.text("office.name", value),
                "keys" => office.keys = self.list("office.keys", value),
                _ => self.unknown(key, OFFICE_KEYS),
            }
        }
        if office.id.is_empty() {
            self.report(Problem::MissingKey { key: "id".into() }, at);
        } else if self.config.offices.iter().any(|known| known.id == office.id) {
            self.report(Problem::DuplicatePerson { id: office.id }, at);
        } else {
            self.config.offices.push(office);
        }
    }

    fn allow(&mut self, table: &DeTable<'_>, at: Span) {
        let (mut code, mut reason, mut place) = (String::new(), String::new(), at);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "code" => (code, place) = (self.text("allow.code", value), span(value)),
                "reason" => reason = self.text("allow.reason", value),
                _ => self.unknown(key, ALLOW_KEYS),
            }
        }
        if code.is_empty() {
            return self.report(Problem::MissingKey { key: "code".into() }, at);
        }
        let Some(known) = Code::parse(&code) else {
            let names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
            let meant = nearest(&code, &names).map(str::to_owned);
            return self.report(Problem::UnknownCode { code, meant }, place);
        };
        if reason.trim().is_empty() {
            return self.report(Problem::MissingReason { code }, place);
        }
        self.config.allowed.push(Allowed { code: known, reason });
    }

    fn review(&mut self, table: &DeTable<'_>) {
        let mut policy = Policy::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "reviewers" => match value.get_ref() {
                    DeValue::Integer(number) if number.as_str().parse::<u32>().is_ok() => {
                        policy.reviewers = number.as_str().parse().unwrap_or_default();
                    }
                    _ => self.wrong("review.reviewers", "integer", span(value)),
                },
                "not-last-editor" => policy.not_last_editor = self.yes("review.not-last-editor", value),
                "no-open-comments" => policy.no_open_comments = self.yes("review.no-open-comments", value),
                "all-items-reviewed" => {
                    policy.all_items_reviewed = self.yes("review.all-items-reviewed", value)
                }
                "roles" => policy.roles = self.roles(value),
                _ => self.unknown(key, REVIEW_KEYS),
            }
        }
        self.config.review = Some(policy);
    }

    fn roles(&mut self, value: &At<DeValue<'_>>) -> Vec<Role> {
        let names = self.list("review.roles", value);
        let role = |name: &String| Role::ALL.into_iter().find(|role| role.as_str() == name);
        if names.iter().any(|name| role(name).is_none()) {
            self.wrong("review.roles", ROLES, span(value));
        }
        names.iter().filter_map(role).collect()
    }

    fn yes(&mut self, key: &str, value: &At<DeValue<'_>>) -> bool {
        let DeValue::Boolean(yes) = value.get_ref() else {
            self.wrong(key, "true | false", span(value));
            return false;
        };
        *yes
    }

    fn text(&mut self, key: &str, value: &At<DeValue<'_>>) -> String {
        if value.get_ref().as_str().is_none() {
            self.wrong(key, "string", span(value));
        }
        value.get_ref().as_str().unwrap_or_default().to_owned()
    }

    fn list(&mut self, key: &str, value: &At<DeValue<'_>>) -> Vec<String> {
        match value.get_ref().as_array() {
            Some(entries) => entries.iter().map(|entry| self.text(key, entry)).collect(),
            None => {
                self.wrong(key, "array", span(value));
                Vec::new()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<&'static str> {
        Config::read(text).1.iter().map(|finding| finding.code().as_str()).collect()
    }

    #[test]
    fn reads_the_template() {
        let text = include_str!("../templates/caitien.toml");
        assert_eq!(check(text), [""; 0]);
        let all: String =
            text.lines().map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n").collect();
        let all: String = all
            .lines()
            .filter(|line| line.contains('=') || line.starts_with('['))
            .map(|line| format!("{line}\n"))
            .collect();
        let (config, findings) = Config::read(&all);
        assert_eq!(findings, []);
        assert_eq!(config.language, Some(Language::Vietnamese));
        assert_eq!((config.offices.len(), config.allowed.len()), (1, 1));
        assert!(config.allows(Code::UnmeasurableTarget));
        let policy = config.review.unwrap();
        assert_eq!((policy.reviewers, policy.not_last_editor, policy.roles.len()), (1, true, 2));
    }

    #[test]
    fn what_is_asked_of_a_review_is_read_strictly() {
        assert_eq!(check("[review]\nreviewers = 2\nno-open-comments = true\n"), [""; 0]);
        assert_eq!(Config::read("[review]\n").0.review, Some(Policy::default()));
        assert_eq!(check("[review]\nreviewer = 2\n"), ["unknown-key"]);
        assert_eq!(check("[review]\nreviewers = \"hai\"\n"), ["wrong-type"]);
        assert_eq!(check("[review]\nreviewers = -1\n"), ["wrong-type"]);
        assert_eq!(check("[review]\nnot-last-editor = 1\n"), ["wrong-type"]);
        assert_eq!(check("[review]\nroles = [\"deputy\", \"bác sĩ\"]\n"), ["wrong-type"]);
        assert_eq!(check("review = 1\n"), ["wrong-type"]);
    }

    #[test]
    fn says_what_it_does_not_know() {
        assert_eq!(check(""), [""; 0]);
        assert_eq!(check("schema = 2\n"), ["unknown-schema"]);
        assert_eq!(check("languge = \"vi\"\n"), ["unknown-key"]);
        assert_eq!(check("language = \"fr\"\n"), ["wrong-type"]);
        assert_eq!(check("language = \n"), ["invalid-file"]);
        assert_eq!(check("[[office]]\nname = \"Phòng\"\n"), ["missing-key"]);
        assert_eq!(check("[[office]]\nid = \"a\"\n[[office]]\nid = \"a\"\n"), ["duplicate-person"]);
        assert_eq!(check("[[allow]]\ncode = \"not-nfd\"\nreason = \"x\"\n"), ["unknown-code"]);
    }

    #[test]
    fn nothing_is_switched_off_without_a_reason() {
        let (config, findings) = Config::read("[[allow]]\ncode = \"not-nfc\"\n");
        assert_eq!(findings[0].code(), Code::MissingReason);
        assert!(!config.allows(Code::NotNfc));
    }
}
