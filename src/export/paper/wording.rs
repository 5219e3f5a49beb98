//! The words of the form, which a school can override by name: the authority above, the captions, the columns.
//!
//! The defaults are `templates/paper.toml`, which is in the program. A school's file of the same kind may give only some
//! keys; the rest stay. What is wrong with it is told with its line, and what is wrong is not taken over. No word of a
//! plan is here.
//!
//! ```
//! use caitien::export::paper::wording::Wording;
//! let (wording, flaws) = Wording::read("[head]\nauthority = \"UBND XÃ RỪNG NGÂU\"\n");
//! assert_eq!((wording.authority.as_str(), wording.kind.as_str()), ("UBND XÃ RỪNG NGÂU", "KẾ HOẠCH"));
//! assert!(flaws.is_empty());
//! ```

use std::ops::Range;
use std::sync::LazyLock;

use toml::de::{DeTable, DeValue};

use crate::finding::Lines;
use crate::plan::spelling::nearest;

const DEFAULTS: &str = include_str!("../../../templates/paper.toml");

/// The longest word or phrase that is taken over, in bytes.
const LONGEST: usize = 500;

/// The words of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The agency above.
    pub authority: String,
    /// The school's name in capitals; empty for the name that its record has.
    pub agency: String,
    /// What stands behind the number's slash as long as there is no number.
    pub symbol: String,
    pub nation: String,
    pub motto: String,
    /// The type of document.
    pub kind: String,
    pub recipients: String,
    /// The last recipient, where the plan names none of its kind; empty for none.
    pub archive: String,
    pub signer: String,
    /// The line above a deputy's title.
    pub for_head: String,
    pub logo: Logo,
    pub level: String,
    pub standard: String,
    pub criterion: String,
    pub form_2018: Columns,
    pub priorities: Columns,
    pub form_2026: Columns,
    pub supervision: Columns,
    pub supervision_times: Vec<String>,
}

/// The school's picture: a file beside the wording's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Logo {
    /// Empty for none.
    pub file: String,
    /// Millimetres.
    pub width: u16,
}

/// The caption of a table and the headers of its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    pub caption: String,
    pub headers: Vec<String>,
}

/// What is wrong with a school's file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Counted from 1.
    pub line: usize,
    pub kind: FlawKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// No TOML; the sentence is the library's.
    Syntax {
        detail: String,
    },
    UnknownKey {
        key: String,
        meant: Option<String>,
    },
    NoText {
        key: String,
    },
    NoList {
        key: String,
    },
    /// A table of the form has so many columns.
    Count {
        key: String,
        expected: usize,
        found: usize,
    },
    NoNumber {
        key: String,
        least: u16,
        most: u16,
    },
    TooLong {
        key: String,
        most: usize,
    },
}

/// The keys, in the order of the file, each with how many entries its list must have (0 where it is no list).
const KEYS: [(&str, usize); 24] = [
    ("head.authority", 0),
    ("head.agency", 0),
    ("head.symbol", 0),
    ("head.nation", 0),
    ("head.motto", 0),
    ("head.kind", 0),
    ("foot.recipients", 0),
    ("foot.archive", 0),
    ("foot.signer", 0),
    ("foot.for_head", 0),
    ("logo.file", 0),
    ("logo.width", 0),
    ("table.level", 0),
    ("table.standard", 0),
    ("table.criterion", 0),
    ("form_2018.caption", 0),
    ("form_2018.columns", 9),
    ("form_2026.priorities_caption", 0),
    ("form_2026.priorities_columns", 6),
    ("form_2026.caption", 0),
    ("form_2026.columns", 10),
    ("form_2026.supervision_caption", 0),
    ("form_2026.supervision_columns", 5),
    ("form_2026.supervision_times", ANY),
];

/// A list of any length up to this one.
const ANY: usize = 40;

/// The least and the greatest width of a picture, in millimetres.
const WIDTHS: Range<u16> = 5..61;

impl Default for Wording {
    fn default() -> Self {
        static KNOWN: LazyLock<Wording> = LazyLock::new(|| Reader::over(Wording::blank(), DEFAULTS).0);
        KNOWN.clone()
    }
}

impl Wording {
    /// The defaults with what a school's file says, and what is wrong with that file.
    pub fn read(text: &str) -> (Wording, Vec<Flaw>) {
        Reader::over(Wording::default(), text)
    }

    fn blank() -> Wording {
        let (text, columns) = (String::new, Columns::default);
        Wording {
            authority: text(),
            agency: text(),
            symbol: text(),
            nation: text(),
            motto: text(),
            kind: text(),
            recipients: text(),
            archive: text(),
            signer: text(),
            for_head: text(),
            logo: Logo::default(),
            level: text(),
            standard: text(),
            criterion: text(),
            form_2018: columns(),
            priorities: columns(),
            form_2026: columns(),
            supervision: columns(),
            supervision_times: Vec::new(),
        }
    }

    fn slot(&mut self, key: &str) -> Option<Slot<'_>> {
        Some(match key {
            "head.authority" => Slot::Text(&mut self.authority),
            "head.agency" => Slot::Text(&mut self.agency),
            "head.symbol" => Slot::Text(&mut self.symbol),
            "head.nation" => Slot::Text(&mut self.nation),
            "head.motto" => Slot::Text(&mut self.motto),
            "head.kind" => Slot::Text(&mut self.kind),
            "foot.recipients" => Slot::Text(&mut self.recipients),
            "foot.archive" => Slot::Text(&mut self.archive),
            "foot.signer" => Slot::Text(&mut self.signer),
            "foot.for_head" => Slot::Text(&mut self.for_head),
            "logo.file" => Slot::Text(&mut self.logo.file),
            "logo.width" => Slot::Millimetres(&mut self.logo.width),
            "table.level" => Slot::Text(&mut self.level),
            "table.standard" => Slot::Text(&mut self.standard),
            "table.criterion" => Slot::Text(&mut self.criterion),
            "form_2018.caption" => Slot::Text(&mut self.form_2018.caption),
            "form_2018.columns" => Slot::List(&mut self.form_2018.headers),
            "form_2026.priorities_caption" => Slot::Text(&mut self.priorities.caption),
            "form_2026.priorities_columns" => Slot::List(&mut self.priorities.headers),
            "form_2026.caption" => Slot::Text(&mut self.form_2026.caption),
            "form_2026.columns" => Slot::List(&mut self.form_2026.headers),
            "form_2026.supervision_caption" => Slot::Text(&mut self.supervision.caption),
            "form_2026.supervision_columns" => Slot::List(&mut self.supervision.headers),
            "form_2026.supervision_times" => Slot::List(&mut self.supervision_times),
            _ => return None,
        })
    }
}

enum Slot<'w> {
    Text(&'w mut String),
    List(&'w mut Vec<String>),
    Millimetres(&'w mut u16),
}

struct Reader<'t> {
    wording: Wording,
    lines: Lines<'t>,
    flaws: Vec<Flaw>,
}

impl<'t> Reader<'t> {
    fn over(wording: Wording, text: &'t str) -> (Wording, Vec<Flaw>) {
        let mut reader = Reader { wording, lines: Lines::new(text), flaws: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let detail = error.message().to_owned();
            reader.flaw(error.span().unwrap_or_default(), FlawKind::Syntax { detail });
        }
        for (name, value) in table.get_ref() {
            match value.get_ref() {
                DeValue::Table(inner) if is_part(name.get_ref()) => {
                    for (key, value) in inner {
                        let key_name = format!("{}.{}", name.get_ref(), key.get_ref());
                        reader.key(&key_name, key.span(), (value.get_ref(), value.span()));
                    }
                }
                _ => reader.unknown(name.get_ref(), name.span()),
            }
        }
        reader.flaws.sort_by_key(|flaw| flaw.line);
        (reader.wording, reader.flaws)
    }

    fn flaw(&mut self, at: Range<usize>, kind: FlawKind) {
        let line = self.lines.place(at.start).line;
        self.flaws.push(Flaw { line, kind });
    }

    fn unknown(&mut self, key: &str, at: Range<usize>) {
        let parts = ["head", "foot", "logo", "table", "form_2018", "form_2026"];
        let known: Vec<&str> = match key.contains('.') {
            true => KEYS.iter().map(|(key, _)| *key).collect(),
            false => KEYS.iter().map(|(key, _)| *key).chain(parts).collect(),
        };
        // A key that was typed without its part is known by its last word.
        let inside = known.iter().find(|known| known.rsplit_once('.').is_some_and(|(_, last)| last == key));
        let meant = inside.copied().or_else(|| nearest(key, &known)).map(str::to_owned);
        self.flaw(at, FlawKind::UnknownKey { key: shortened(key), meant });
    }

    fn key(&mut self, key: &str, key_at: Range<usize>, (value, at): (&DeValue<'_>, Range<usize>)) {
        let expected = KEYS.iter().find(|(known, _)| *known == key).map_or(0, |(_, count)| *count);
        let own = || key.to_owned();
        let flaw = match (self.wording.slot(key), value) {
            (None, _) => return self.unknown(key, key_at),
            (Some(Slot::Text(_)), DeValue::String(text)) if text.len() > LONGEST => {
                FlawKind::TooLong { key: own(), most: LONGEST }
            }
            (Some(Slot::Text(slot)), DeValue::String(text)) => {
                *slot = tidied(text);
                return;
            }
            (Some(Slot::Text(_)), _) => FlawKind::NoText { key: own() },
            (Some(Slot::List(slot)), value) => match texts(value) {
                None => FlawKind::NoList { key: own() },
                Some(list) if expected != ANY && list.len() != expected || list.len() > ANY => {
                    FlawKind::Count { key: own(), expected, found: list.len() }
                }
                Some(list) => {
                    *slot = list;
                    return;
                }
            },
            (Some(Slot::Millimetres(slot)), value) => match millimetres(value) {
                Some(width) => {
                    *slot = width;
                    return;
                }
                None => FlawKind::NoNumber { key: own(), least: WIDTHS.start, most: WIDTHS.end - 1 },
            },
        };
        self.flaw(at, flaw);
    }
}

fn is_part(name: &str) -> bool {
    KEYS.iter().any(|(key, _)| key.split('.').next() == Some(name))
}

fn texts(value: &DeValue<'_>) -> Option<Vec<String>> {
    let DeValue::Array(entries) = value else { return None };
    let text = |value: &DeValue<'_>| match value {
        DeValue::String(text) if text.len() <= LONGEST => Some(tidied(text)),
        _ => None,
    };
    entries.iter().map(|entry| text(entry.get_ref())).collect()
}

fn millimetres(value: &DeValue<'_>) -> Option<u16> {
    let DeValue::Integer(number) = value else { return None };
    number.as_str().parse().ok().filter(|width| WIDTHS.contains(width))
}

/// On one line, without what is no letter.
fn tidied(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.trim().to_owned()
}

fn shortened(key: &str) -> String {
    key.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, FlawKind)]) {
        let (wording, flaws) = Wording::read(text);
        let found: Vec<(usize, FlawKind)> = flaws.into_iter().map(|flaw| (flaw.line, flaw.kind)).collect();
        assert_eq!(found, expected);
        if !expected.is_empty() {
            assert_eq!(wording, Wording::default());
        }
    }

    #[test]
    fn the_template_gives_every_key() {
        let (again, flaws) = Reader::over(Wording::blank(), DEFAULTS);
        assert_eq!((again, flaws), (Wording::default(), Vec::new()));
        let mut wording = Wording::default();
        for (key, count) in KEYS.iter().filter(|(key, _)| key.contains('.')) {
            match wording.slot(key) {
                Some(Slot::Text(text)) => {
                    assert!(!text.is_empty() || ["head.agency", "logo.file"].contains(key), "{key}")
                }
                Some(Slot::List(list)) => assert!(list.len() == *count || *count == ANY, "{key}"),
                Some(Slot::Millimetres(width)) => assert_eq!(*width, 20),
                None => panic!("{key}"),
            }
        }
    }

    #[test]
    fn some_keys_override_and_the_rest_stay() {
        let (wording, flaws) =
            Wording::read("[foot]\nsigner = \"GIÁM ĐỐC\"\n[logo]\nfile = \"a.png\"\nwidth = 15\n");
        assert_eq!(flaws, []);
        assert_eq!((wording.signer.as_str(), wording.recipients.as_str()), ("GIÁM ĐỐC", "Nơi nhận:"));
        assert_eq!(wording.logo, Logo { file: "a.png".into(), width: 15 });
        check("", &[]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let key = |key: &str| key.to_owned();
        let unknown =
            |name: &str, meant: &str| FlawKind::UnknownKey { key: key(name), meant: Some(meant.into()) };
        check("[head]\nautority = \"a\"\n", &[(2, unknown("head.autority", "head.authority"))]);
        check("motto = \"a\"\n[hed]\n", &[(1, unknown("motto", "head.motto")), (2, unknown("hed", "head"))]);
        check("[head]\n\nkind = 3\n", &[(3, FlawKind::NoText { key: key("head.kind") })]);
        check(
            "[logo]\nwidth = 900\n",
            &[(2, FlawKind::NoNumber { key: key("logo.width"), least: 5, most: 60 })],
        );
        check(
            "[form_2018]\ncolumns = [\"TT\"]\n",
            &[(2, FlawKind::Count { key: key("form_2018.columns"), expected: 9, found: 1 })],
        );
        check("[form_2018]\ncolumns = \"TT\"\n", &[(2, FlawKind::NoList { key: key("form_2018.columns") })]);
        let long = format!("[head]\nkind = \"{}\"\n", "a".repeat(501));
        check(&long, &[(2, FlawKind::TooLong { key: key("head.kind"), most: 500 })]);
        assert!(matches!(
            Wording::read("[head]\nkind = \n").1.as_slice(),
            [Flaw { line: 2, kind: FlawKind::Syntax { .. } }]
        ));
    }
}
