//! Notices: what later signed tags say about an approval. It was taken back by the principal, received by
//! the education office, or issued by the clerk with a number and a date.
//!
//! A notice comes after the signature and changes nothing in the approved plan. Its message has the shape of
//! an approval's, and one spelling: written anew, it must be the same to the letter. Whether it counts is
//! judged in [`super::judge`]; what is said about it then is a [`NoticeVerdict`].

mod verdict;

use serde::Deserialize;
use toml::value::Datetime;

use super::hex::{Hash, Id};
use super::name::{ApprovalName, TagKind};
use super::statement::{StatementFlaw, block, check_schema, flaw, strict_period, value};
use crate::date::Date;

pub use verdict::{NoRightToNotice, NoticeVerdict, NoticedApproval};

/// Longer words than this are a letter, not a note beside an approval.
const LONGEST: usize = 1_000;

/// The statement of such a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub name: ApprovalName,
    /// The fingerprint of the trust root.
    pub root: Hash,
    /// The tag object of the approval.
    pub approval: Id,
    pub says: Says,
}

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    Withdrawn {
        reason: String,
    },
    Received {
        /// The number under which the office entered it.
        number: Option<String>,
        note: Option<String>,
    },
    Issued {
        /// Such as `109/KH-MNTX`.
        number: String,
        date: Date,
        /// The SHA-256 of the signed and stamped PDF, as any program computes it of the file.
        pdf: Option<Hash>,
    },
}

impl Says {
    pub fn kind(&self) -> TagKind {
        match self {
            Says::Withdrawn { .. } => TagKind::Withdrawn,
            Says::Received { .. } => TagKind::Received,
            Says::Issued { .. } => TagKind::Issued,
        }
    }

    /// The first key whose words a notice cannot carry: empty ones, long ones, and those with blanks around
    /// them or with letters that steer a terminal or turn a line around.
    pub fn flaw(&self) -> Option<&'static str> {
        let words: Vec<(&'static str, &str)> = match self {
            Says::Withdrawn { reason } => vec![("reason", reason)],
            Says::Received { number, note } => {
                let number = number.iter().map(|number| ("number", number.as_str()));
                number.chain(note.iter().map(|note| ("note", note.as_str()))).collect()
            }
            Says::Issued { number, .. } => vec![("number", number)],
        };
        words.into_iter().find(|(_, text)| !is_plain(text)).map(|(key, _)| key)
    }
}

fn is_plain(text: &str) -> bool {
    let turns = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let steers =
        |letter: char| letter.is_control() || turns(letter) || matches!(letter, '\u{2028}' | '\u{2029}');
    !text.is_empty() && text.trim() == text && text.chars().count() <= LONGEST && !text.contains(steers)
}

/// All keys of all kinds: which of them a kind has, is asked of what was read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(rename = "schema")]
    _schema: u32,
    school: String,
    root: String,
    period: String,
    version: u32,
    approval: String,
    reason: Option<String>,
    number: Option<String>,
    note: Option<String>,
    date: Option<Datetime>,
    pdf_sha256: Option<String>,
}

impl Notice {
    /// Reads the message of a tag of this kind.
    pub fn parse(message: &str, kind: TagKind) -> Result<Notice, StatementFlaw> {
        let block = block(message).ok_or(StatementFlaw::Shape)?;
        check_schema(block)?;
        let written: Written = toml::from_str(block).map_err(|error| flaw(&error))?;
        let name = ApprovalName {
            school: written.school.clone(),
            period: strict_period(&written.period)?,
            version: written.version,
        };
        let (root, approval) = (value("root", &written.root)?, value("approval", &written.approval)?);
        let notice = Notice { name, root, approval, says: written.says(kind)? };
        if let Some(key) = notice.says.flaw() {
            return Err(StatementFlaw::Value { key });
        }
        // One spelling, and no key of another kind; nor anything in the line for people that could mislead.
        let plain = message.lines().next().is_some_and(is_plain);
        if plain && notice.to_toml() == block { Ok(notice) } else { Err(StatementFlaw::Shape) }
    }

    /// The tag's whole message; `school` is the school's name for people.
    pub fn message(&self, school: &str) -> String {
        let verb = match self.says {
            Says::Withdrawn { .. } => "Rút lại phê duyệt",
            Says::Received { .. } => "Xác nhận đã nhận",
            Says::Issued { .. } => "Ghi nhận ban hành",
        };
        let line: String = school
            .chars()
            .filter(|letter| is_plain(letter.encode_utf8(&mut [0; 4])) || *letter == ' ')
            .collect();
        let ApprovalName { period, version, .. } = &self.name;
        format!(
            "{verb} kế hoạch cải tiến chất lượng {period}, {line} (v{version})\n\n+++\n{}+++\n",
            self.to_toml()
        )
    }

    /// The block between the `+++` lines: one spelling.
    pub fn to_toml(&self) -> String {
        let ApprovalName { school, period, version } = &self.name;
        let (school, root, approval) = (quoted(school), self.root, self.approval);
        let mut text = format!(
            "schema = 1\nschool = {school}\nroot = \"{root}\"\nperiod = \"{period}\"\nversion = {version}\n\
             approval = \"{approval}\"\n"
        );
        let mut line = |key: &str, value: Option<String>| {
            text.extend(value.map(|value| format!("{key} = {value}\n")));
        };
        match &self.says {
            Says::Withdrawn { reason } => line("reason", Some(quoted(reason))),
            Says::Received { number, note } => {
                line("number", number.as_deref().map(quoted));
                line("note", note.as_deref().map(quoted));
            }
            Says::Issued { number, date, pdf } => {
                line("number", Some(quoted(number)));
                line("date", Some(date.to_string()));
                line("pdf-sha256", pdf.map(|hash| format!("\"{hash}\"")));
            }
        }
        text
    }
}

impl Written {
    fn says(self, kind: TagKind) -> Result<Says, StatementFlaw> {
        let missing = |key: &'static str| StatementFlaw::Value { key };
        match kind {
            TagKind::Withdrawn => {
                Ok(Says::Withdrawn { reason: self.reason.ok_or_else(|| missing("reason"))? })
            }
            TagKind::Received => Ok(Says::Received { number: self.number, note: self.note }),
            TagKind::Issued => Ok(Says::Issued {
                number: self.number.ok_or_else(|| missing("number"))?,
                date: value("date", &self.date.ok_or_else(|| missing("date"))?.to_string())?,
                pdf: self.pdf_sha256.as_deref().map(|hash| value("pdf-sha256", hash)).transpose()?,
            }),
            TagKind::Approved => Err(StatementFlaw::Shape),
        }
    }
}

/// A TOML string in its one spelling here; there are no control characters in it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::super::hex::Hex;
    use super::*;

    fn notice(says: Says) -> Notice {
        let name = "approved/th-a/2023-2024/v1".parse().unwrap();
        Notice { name, root: Hex([1; 32]), approval: Hex([7; 20]), says }
    }

    fn issued() -> Notice {
        let date = "2023-09-07".parse().unwrap();
        notice(Says::Issued { number: "109/KH-MNTX".into(), date, pdf: Some(Hex([9; 32])) })
    }

    /// What a message of this kind is refused for.
    fn check(message: &str, kind: TagKind) -> StatementFlaw {
        Notice::parse(message, kind).unwrap_err()
    }

    #[test]
    fn what_is_written_is_read() {
        let withdrawn = notice(Says::Withdrawn { reason: "Sai \"số\" ở \\ mục 1.5".into() });
        let received = notice(Says::Received { number: Some("12/CV-ĐẾN".into()), note: None });
        let bare = notice(Says::Received { number: None, note: Some("Đủ hồ sơ".into()) });
        for notice in [withdrawn, received, bare, issued()] {
            let message = notice.message("Trường\u{1b}\u{202e}\nMầm non");
            assert_eq!(Notice::parse(&message, notice.says.kind()), Ok(notice.clone()), "{message}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let good = issued().message("Trường");
        let refuse = |from: &str, to: &str| {
            let bad = good.replacen(from, to, 1);
            assert_ne!(bad, good, "{from}");
            check(&bad, TagKind::Issued)
        };
        assert_eq!(refuse("schema = 1", "schema = 2"), StatementFlaw::Schema { schema: 2 });
        assert!(matches!(refuse("date", "extra = 1\ndate"), StatementFlaw::Toml { .. }));
        assert!(matches!(refuse("version = 1", "version = -1"), StatementFlaw::Toml { .. }));
        assert_eq!(refuse("date = 2023-09-07\n", ""), StatementFlaw::Value { key: "date" });
        assert_eq!(refuse("2023-09-07", "2023-09-07T08:00:00"), StatementFlaw::Value { key: "date" });
        assert_eq!(refuse("2023-2024\"", "2023–2024\""), StatementFlaw::Value { key: "period" });
        assert_eq!(refuse("0101", "01A1"), StatementFlaw::Value { key: "root" });
        assert_eq!(refuse("109/", "109\\u0007/"), StatementFlaw::Value { key: "number" });
        assert_eq!(refuse("109/", "\u{202e}109/"), StatementFlaw::Value { key: "number" });
        assert_eq!(refuse("\"109/KH-MNTX\"", "\"\""), StatementFlaw::Value { key: "number" });
        // Another spelling of the same values, a key of another kind, a second block.
        assert_eq!(refuse("\"109/KH-MNTX\"", "'109/KH-MNTX'"), StatementFlaw::Shape);
        assert_eq!(refuse("version = 1", "version = 0x1"), StatementFlaw::Shape);
        assert_eq!(refuse("number", "note = \"x\"\nnumber"), StatementFlaw::Shape);
        assert_eq!(refuse("+++\n", "+++\n+++\n"), StatementFlaw::Shape);
        assert_eq!(refuse("Ghi nhận", "Ghi\rnhận"), StatementFlaw::Shape);
        assert_eq!(check(&good.replace('\n', "\r\n"), TagKind::Issued), StatementFlaw::Shape);
        assert_eq!(check(&good, TagKind::Received), StatementFlaw::Shape);
        assert_eq!(check(&good, TagKind::Withdrawn), StatementFlaw::Value { key: "reason" });
        assert_eq!(check(&good, TagKind::Approved), StatementFlaw::Shape);
        assert_eq!(check("x", TagKind::Received), StatementFlaw::Shape);
        let long = notice(Says::Withdrawn { reason: "x".repeat(1_001) });
        assert_eq!(long.says.flaw(), Some("reason"));
    }
}
