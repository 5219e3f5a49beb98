//! Reads `server.toml`: every word of it is understood, or the file is flawed.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{ALL, May, Pattern, Policy};

/// One thing that is wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Counted from 1.
    pub line: usize,
    pub kind: FlawKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// Not TOML; the library's own words.
    Toml {
        detail: String,
    },
    /// `schema = 1` is missing, or another number.
    Schema,
    UnknownKey {
        key: String,
    },
    WrongType {
        key: String,
        expected: &'static str,
    },
    /// A table without this key, or with nothing in it.
    Missing {
        key: &'static str,
    },
    /// A variable that whoever pushes can set, or the name of none.
    Identity {
        name: String,
    },
    /// People are named, but not the variable that says who is who.
    NoIdentity,
    /// Not a full name of refs that can be pushed.
    Pattern {
        pattern: String,
    },
}

/// Clients choose the values of these, by push options, headers, `SendEnv` or the request itself.
const THEIRS: [&str; 10] =
    ["GIT_", "HTTP_", "LC_", "LANG", "SSH_ORIGINAL_", "TERM", "QUERY_", "PATH", "REQUEST_", "CONTENT_"];

pub(super) fn parse(text: &str) -> Result<Policy, Vec<Flaw>> {
    let mut reader = Reader { text, policy: Policy::default(), flaws: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.flaw(at, FlawKind::Toml { detail: error.message().to_owned() });
    }
    if errors.is_empty() {
        reader.table(table.get_ref());
    }
    reader.flaws.sort_by_key(|flaw| flaw.line);
    if reader.flaws.is_empty() { Ok(reader.policy) } else { Err(reader.flaws) }
}

struct Reader<'t> {
    text: &'t str,
    policy: Policy,
    flaws: Vec<Flaw>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn flaw(&mut self, at: usize, kind: FlawKind) {
        let line = self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        self.flaws.push(Flaw { line, kind });
    }

    fn unknown(&mut self, key: &Spanned<DeString<'_>>) {
        self.flaw(key.span().start, FlawKind::UnknownKey { key: key.get_ref().to_string() });
    }

    fn table(&mut self, table: &DeTable<'_>) {
        let mut schema = false;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "schema" => {
                    schema = matches!(value.get_ref(), DeValue::Integer(number) if number.as_str() == "1");
                }
                "identity" => self.identity(value),
                "protected" => {
                    let found = self.patterns("protected", value, |text| !text.starts_with("refs/"));
                    self.policy.protected = Some(found);
                }
                "may" => self.rules(value),
                _ => self.unknown(key),
            }
        }
        if !schema {
            let at = table.get("schema").map_or(0, |value| value.span().start);
            self.flaw(at, FlawKind::Schema);
        }
        let names = |rule: &May| rule.who.iter().any(|who| who != ALL);
        let named = self.policy.may.iter().flatten().any(names);
        if named && self.policy.identity.is_none() && self.flaws.is_empty() {
            let at = table.get("may").map_or(0, |value| value.span().start);
            self.flaw(at, FlawKind::NoIdentity);
        }
    }

    fn identity(&mut self, value: &Value<'_>) {
        let name = self.text("identity", value);
        let is_name = name.starts_with(|letter: char| letter.is_ascii_uppercase())
            && name.chars().all(|letter| matches!(letter, 'A'..='Z' | '0'..='9' | '_'));
        if !is_name || THEIRS.iter().any(|theirs| name.starts_with(theirs)) {
            self.flaw(value.span().start, FlawKind::Identity { name: name.clone() });
        }
        self.policy.identity = Some(name);
    }

    fn rules(&mut self, value: &Value<'_>) {
        let wrong = FlawKind::WrongType { key: "may".into(), expected: "[[may]]" };
        let Some(entries) = value.get_ref().as_array() else {
            return self.flaw(value.span().start, wrong);
        };
        for entry in entries {
            let at = entry.span().start;
            match entry.get_ref().as_table() {
                Some(table) => self.rule(table, at),
                None => self.flaw(at, wrong.clone()),
            }
        }
    }

    fn rule(&mut self, table: &DeTable<'_>, at: usize) {
        let mut rule = May { who: Vec::new(), refs: Vec::new() };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "who" => rule.who = self.texts("who", value).into_iter().map(|(_, who)| who).collect(),
                "refs" => rule.refs = self.patterns("refs", value, is_full),
                _ => self.unknown(key),
            }
        }
        for (key, is_empty) in [("who", rule.who.is_empty()), ("refs", rule.refs.is_empty())] {
            if is_empty && !self.flaws.iter().any(|flaw| matches!(flaw.kind, FlawKind::Pattern { .. })) {
                self.flaw(at, FlawKind::Missing { key });
            }
        }
        self.policy.may.get_or_insert_default().push(rule);
    }

    fn patterns(&mut self, key: &str, value: &Value<'_>, is_right: fn(&str) -> bool) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for (at, text) in self.texts(key, value) {
            match Pattern::parse(&text).filter(|_| is_right(&text)) {
                Some(pattern) => patterns.push(pattern),
                None => self.flaw(at, FlawKind::Pattern { pattern: text }),
            }
        }
        patterns
    }

    fn texts(&mut self, key: &str, value: &Value<'_>) -> Vec<(usize, String)> {
        match value.get_ref().as_array() {
            Some(entries) => {
                entries.iter().map(|entry| (entry.span().start, self.text(key, entry))).collect()
            }
            None => {
                let kind = FlawKind::WrongType { key: key.to_owned(), expected: "[\"…\"]" };
                self.flaw(value.span().start, kind);
                Vec::new()
            }
        }
    }

    fn text(&mut self, key: &str, value: &Value<'_>) -> String {
        match value.get_ref().as_str() {
            Some(text) if !text.is_empty() => text.to_owned(),
            _ => {
                let kind = FlawKind::WrongType { key: key.to_owned(), expected: "\"…\"" };
                self.flaw(value.span().start, kind);
                String::new()
            }
        }
    }
}

/// Can a ref that is pushed have such a name?
fn is_full(pattern: &str) -> bool {
    ["**", "refs/**"].contains(&pattern)
        || ["refs/heads/", "refs/tags/", "refs/notes/"].iter().any(|start| pattern.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &[(usize, FlawKind)]) {
        let found = parse(text).err().unwrap_or_default();
        let wanted: Vec<Flaw> =
            wanted.iter().map(|(line, kind)| Flaw { line: *line, kind: kind.clone() }).collect();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn every_word_is_understood_or_the_file_is_flawed() {
        check("schema = 1\n", &[]);
        check("", &[(1, FlawKind::Schema)]);
        check("# lời\nschema = 2\n", &[(2, FlawKind::Schema)]);
        check("schema = 1\nprotect = [\"main\"]\n", &[(2, FlawKind::UnknownKey { key: "protect".into() })]);
        let list = FlawKind::WrongType { key: "protected".into(), expected: "[\"…\"]" };
        check("schema = 1\nprotected = \"main\"\n", &[(2, list)]);
        let full = FlawKind::Pattern { pattern: "refs/heads/main".into() };
        check("schema = 1\nprotected = [\n  \"refs/heads/main\"\n]\n", &[(3, full)]);
        assert!(matches!(parse("schema = 1\nmay =\n").unwrap_err()[0].kind, FlawKind::Toml { .. }));
    }

    #[test]
    fn rules_name_people_and_full_refs() {
        let head = "schema = 1\nidentity = \"GL_USER\"\n[[may]]\n";
        check(&format!("{head}refs = [\"refs/heads/main\"]\n"), &[(3, FlawKind::Missing { key: "who" })]);
        check(&format!("{head}who = [\"mai\"]\nrefs = []\n"), &[(3, FlawKind::Missing { key: "refs" })]);
        let short = FlawKind::Pattern { pattern: "main".into() };
        check(&format!("{head}who = [\"mai\"]\nrefs = [\"main\"]\n"), &[(5, short)]);
        let misspelt = FlawKind::UnknownKey { key: "ref".into() };
        check(
            &format!("{head}who = [\"mai\"]\nref = [\"refs/heads/main\"]\n"),
            &[(3, FlawKind::Missing { key: "refs" }), (5, misspelt)],
        );
        let nobody = "schema = 1\n[[may]]\nwho = [\"mai\"]\nrefs = [\"**\"]\n";
        check(nobody, &[(2, FlawKind::NoIdentity)]);
        check(&nobody.replace("mai", "@all"), &[]);
    }

    #[test]
    fn what_the_client_sets_is_no_identity() {
        for name in [
            "GIT_PUSH_OPTION_0",
            "HTTP_X_USER",
            "LC_USER",
            "LANG",
            "SSH_ORIGINAL_COMMAND",
            "mai",
            "",
            "$USER",
        ] {
            let found = parse(&format!("schema = 1\nidentity = \"{name}\"\n"));
            assert!(found.is_err(), "{name}");
        }
        for name in ["GL_USER", "REMOTE_USER", "LOGNAME", "CAITIEN_USER"] {
            assert!(parse(&format!("schema = 1\nidentity = \"{name}\"\n")).is_ok(), "{name}");
        }
    }
}
