//! What proves that something was done: the codes of evidence as the editions write them, and the register of a period,
//! the append-only records of `evidence.toml`.
//!
//! ```
//! use caitien::evidence::{Code, Form, Register};
//! let code: Code = "[H1-1.5-03]".parse().unwrap();
//! assert_eq!((code.criterion.to_string(), code.to_string()), ("1.5".into(), "H1-1.5-03".into()));
//! assert_eq!("MC.1.3.01".parse::<Code>().unwrap().form, Form::Of2026);
//! let text = "[[evidence]]\ncode = \"H1-1.5-03\"\nname = \"Biên bản bàn giao\"\ndate = 2024-05-20\nby = \"thu-ky\"\n";
//! assert_eq!(Register::parse(text).unwrap().entries[0].name, "Biên bản bàn giao");
//! ```
//!
//! What is not here: whether the criterion is in the plan's catalogue, whether a file still is what it was, and which of
//! two entries of one code counts (`tracking`).

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use serde::Deserialize;

use crate::date::Date;
use crate::ledger::{marked, quoted};
use crate::plan::item::CriterionId;

/// The code of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    pub form: Form,
    pub criterion: CriterionId,
    pub serial: u16,
}

/// How the editions write codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Editions of 2018 and 2024: `H1-1.5-03`, with the number of the box.
    Box(u8),
    /// From 2026 on: `MC.1.5.03`.
    Of2026,
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (criterion, serial) = (self.criterion, self.serial);
        match self.form {
            Form::Box(number) => write!(out, "H{number}-{criterion}-{serial:02}"),
            Form::Of2026 => write!(out, "MC.{criterion}.{serial:02}"),
        }
    }
}

impl FromStr for Code {
    type Err = ();

    /// Reads a code with or without its brackets, in small letters too.
    fn from_str(text: &str) -> Result<Code, ()> {
        let plain = bare(text);
        let serial = |digits: &str| {
            let is_plain =
                (2..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|serial| is_plain && *serial > 0).ok_or(())
        };
        if let Some(rest) = plain.strip_prefix("MC.") {
            let (criterion, last) = rest.rsplit_once('.').ok_or(())?;
            return Ok(Code { form: Form::Of2026, criterion: criterion.parse()?, serial: serial(last)? });
        }
        let (number, rest) = plain.strip_prefix('H').and_then(|rest| rest.split_once('-')).ok_or(())?;
        let (criterion, last) = rest.rsplit_once('-').ok_or(())?;
        let number = number.parse().ok().filter(|number| *number > 0 && *number < 100).ok_or(())?;
        Ok(Code { form: Form::Box(number), criterion: criterion.parse()?, serial: serial(last)? })
    }
}

/// A code as it was typed, without brackets and in capitals.
pub fn bare(text: &str) -> String {
    text.trim().trim_matches(['[', ']', '(', ')', ' ', '.']).to_uppercase()
}

/// All entries of one period, newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    pub entries: Vec<Entry>,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As written; [`Entry::read_code`] reads it.
    pub code: String,
    pub name: String,
    pub held: Held,
    /// The entry that this one takes the place of: the mark that is made of what it says.
    pub replaces: Option<String>,
    pub date: Date,
    /// A person's id in `school.toml`.
    pub by: String,
}

/// Where it is kept; each as far as somebody said so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// A cupboard, a box, a room.
    pub place: Option<String>,
    pub link: Option<String>,
    pub file: Option<Fixed>,
}

/// A file whose contents are fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// From the repository's root with `/`, or a path outside of it.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl Entry {
    /// Its code, where it is one.
    pub fn read_code(&self) -> Option<Code> {
        self.code.parse().ok()
    }

    /// The record as it is appended to the file, each line with the mark.
    pub fn written(&self, mark: &str) -> String {
        let held = &self.held;
        let lines = [
            ("code", Some(quoted(&self.code))),
            ("name", Some(quoted(&self.name))),
            ("place", held.place.as_deref().map(quoted)),
            ("link", held.link.as_deref().map(quoted)),
            ("file", held.file.as_ref().map(|file| quoted(&file.path))),
            ("sha256", held.file.as_ref().map(|file| quoted(&file.sha256))),
            ("replaces", self.replaces.as_deref().map(quoted)),
            ("date", Some(self.date.to_string())),
            ("by", Some(quoted(&self.by))),
        ];
        marked("evidence", lines.into_iter().filter_map(|(key, value)| Some((key, value?))), mark)
    }
}

/// Why a text is not a register; `span` are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRegister {
    pub detail: String,
    pub span: Option<Range<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    #[serde(default)]
    evidence: Vec<toml::Spanned<WrittenEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    code: String,
    name: String,
    place: Option<String>,
    link: Option<String>,
    file: Option<String>,
    sha256: Option<String>,
    replaces: Option<String>,
    date: toml::value::Datetime,
    by: String,
}

impl Register {
    /// Reads the file; the first flaw refuses it, with its place.
    pub fn parse(text: &str) -> Result<Register, InvalidRegister> {
        let file: WrittenFile = toml::from_str(text)
            .map_err(|error| InvalidRegister { detail: error.message().to_owned(), span: error.span() })?;
        Ok(Register { entries: file.evidence.into_iter().map(entry).collect::<Result<_, _>>()? })
    }

    /// Where each entry begins (its head), in bytes of the text.
    pub fn places(text: &str) -> Vec<Range<usize>> {
        let file = toml::from_str::<WrittenFile>(text);
        file.map_or_else(|_| Vec::new(), |file| file.evidence.iter().map(toml::Spanned::span).collect())
    }
}

fn entry(written: toml::Spanned<WrittenEntry>) -> Result<Entry, InvalidRegister> {
    let place = Some(written.span());
    let written = written.into_inner();
    let refuse = |detail: &str| InvalidRegister { detail: detail.to_owned(), span: place.clone() };
    let day = written.date.date.and_then(|day| Date::new(day.year, day.month, day.day));
    let is_hash = |text: &str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let file = match (written.file, written.sha256) {
        (Some(path), Some(sha256)) if is_hash(&sha256) => Some(Fixed { path, sha256: sha256.to_lowercase() }),
        (None, None) => None,
        (_, Some(_)) => return Err(refuse("sha256: 64 hexadecimal digits and a file are needed")),
        (Some(_), None) => return Err(refuse("file: its sha256 is missing")),
    };
    if written.name.trim().is_empty() {
        return Err(refuse("name: is empty"));
    }
    Ok(Entry {
        code: bare(&written.code),
        name: written.name,
        held: Held { place: written.place, link: written.link, file },
        replaces: written.replaces,
        date: day.ok_or_else(|| refuse("date: a day such as 2024-05-20 is needed"))?,
        by: written.by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_one_spelling() {
        for good in ["H1-1.5-03", "H12-1.10-101", "MC.1.3.01", "MC.4.2.11"] {
            assert_eq!(good.parse::<Code>().map(|code| code.to_string()).as_deref(), Ok(good));
        }
        assert_eq!("(mc.1.3.01)".parse::<Code>().map(|code| code.to_string()).as_deref(), Ok("MC.1.3.01"));
        for bad in ["", "H1", "H1-1.5-3", "H0-1.5-03", "H1-15-03", "MC.1.5", "MC.1.5.00", "H5.5.02.01", "1.5"]
        {
            assert_eq!(bad.parse::<Code>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let entry = Entry {
            code: "H1-1.5-03".into(),
            name: "Biên bản \"bàn giao\"".into(),
            held: Held {
                place: Some("Tủ 2, hộp 1".into()),
                link: None,
                file: Some(Fixed { path: "tep/bb.pdf".into(), sha256: "0a".repeat(32) }),
            },
            replaces: Some("1f0c2b7e".into()),
            date: Date::new(2024, 5, 20).unwrap(),
            by: "thu-ky".into(),
        };
        let text = format!("# sổ\n\n{}", entry.written("ab"));
        assert_eq!(Register::parse(&text).unwrap().entries, [entry]);
        assert!(text[Register::places(&text)[0].start..].starts_with("[[evidence]]"));
    }

    #[test]
    fn a_flawed_entry_is_refused_with_its_place() {
        let good = "[[evidence]]\ncode = \"H1-1.5-03\"\nname = \"Sổ\"\ndate = 2024-05-20\nby = \"ht\"\n";
        assert!(Register::parse(good).is_ok());
        for bad in
            ["name = \"  \"", "name = \"Sổ\"\nfile = \"a\"", "name = \"Sổ\"\nsha256 = \"0a\"", "ten = \"Sổ\""]
        {
            let flaw = Register::parse(&good.replace("name = \"Sổ\"", bad)).unwrap_err();
            assert!(flaw.span.is_some(), "{bad}");
        }
    }
}
