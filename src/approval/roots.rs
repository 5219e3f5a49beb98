//! A list of roots that somebody keeps outside of what is judged: the education office's.
//!
//! One line for each school, `<school> <fingerprint>`, the fingerprint as people copy or hear it; what follows a
//! `#` is a remark.
//!
//! ```
//! let list = caitien::approval::roots::read("# Phòng GDĐT\nmn-hoa-sen 00000000 x\n");
//! assert_eq!(list.unwrap_err().line, 2);
//! ```

use std::collections::BTreeMap;

use super::hex::Hash;
use crate::school::is_slug;

/// What is wrong with a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Counted from 1.
    pub line: usize,
    pub what: LineFlaw,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFlaw {
    NotASchool {
        word: String,
    },
    NotAFingerprint {
        text: String,
    },
    /// The school has another root on an earlier line.
    Twice {
        school: String,
        earlier: usize,
    },
}

/// Reads the list; the first flaw refuses the whole.
pub fn read(text: &str) -> Result<BTreeMap<String, Hash>, Flaw> {
    let mut roots: BTreeMap<String, (usize, Hash)> = BTreeMap::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.split('#').next().unwrap_or("").trim();
        let (school, fingerprint) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        if line.is_empty() {
            continue;
        }
        let flaw = |what| Flaw { line: at + 1, what };
        if !is_slug(school) {
            return Err(flaw(LineFlaw::NotASchool { word: school.to_owned() }));
        }
        let unknown = || flaw(LineFlaw::NotAFingerprint { text: fingerprint.trim().to_owned() });
        let root = Hash::parse_typed(fingerprint).ok_or_else(unknown)?;
        match roots.get(school) {
            Some((earlier, other)) if *other != root => {
                return Err(flaw(LineFlaw::Twice { school: school.to_owned(), earlier: *earlier }));
            }
            Some(_) => {}
            None => {
                roots.insert(school.to_owned(), (at + 1, root));
            }
        }
    }
    Ok(roots.into_iter().map(|(school, (_, root))| (school, root)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::hex::Hex;
    use super::*;

    #[test]
    fn fingerprints_are_read_as_people_write_them() {
        let (one, two) = (Hex([0xab; 32]), Hex([7; 32]));
        let text = format!(
            "\u{feff}# Sở\n\nth-a {}  # đã gọi điện\r\nth-b\t{}\nth-a {one}\n",
            one.grouped(),
            two.syllables()
        );
        assert_eq!(read(&text), Ok(BTreeMap::from([("th-a".into(), one), ("th-b".into(), two)])));
        assert_eq!(read(""), Ok(BTreeMap::new()));
    }

    #[test]
    fn the_first_flaw_is_named_with_its_line() {
        let one = Hex([1; 32]);
        let check = |text: &str| read(text).unwrap_err();
        assert_eq!(check("\nTH-A x"), Flaw { line: 2, what: LineFlaw::NotASchool { word: "TH-A".into() } });
        assert_eq!(check("th-a"), Flaw { line: 1, what: LineFlaw::NotAFingerprint { text: String::new() } });
        let twice = format!("th-a {one}\nth-a {}", Hex([2; 32]));
        let what = LineFlaw::Twice { school: "th-a".into(), earlier: 1 };
        assert_eq!(check(&twice), Flaw { line: 2, what });
    }
}
