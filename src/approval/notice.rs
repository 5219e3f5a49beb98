//! What later signed tags say about an approval: taken back by the principal, or received by the
//! education office.
//!
//! The commands that make them come later; their judgement is here, because an approval that was
//! taken back must not be called valid, and one that was received must not vanish unnoticed.

use serde::Deserialize;

use super::hex::Id;
use super::key::PublicKey;
use super::name::{ApprovalName, TagKind};
use super::statement::{StatementFlaw, block, check_schema, flaw, quoted, strict_period, value};

/// The statement of such a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub name: ApprovalName,
    /// The tag object of the approval.
    pub approval: Id,
    /// Why it was taken back; empty for a receipt.
    pub reason: String,
}

/// A notice whose names agree and whose signature is good; by what right, is still to be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedNotice {
    pub kind: TagKind,
    pub notice: Notice,
    pub signer: PublicKey,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "schema")]
    _schema: u32,
    school: String,
    period: String,
    version: u32,
    approval: String,
    #[serde(default)]
    reason: String,
}

impl Notice {
    /// Reads a tag's message, which has the shape of an approval's.
    pub fn parse(message: &str) -> Result<Notice, StatementFlaw> {
        let block = block(message).ok_or(StatementFlaw::Shape)?;
        check_schema(block)?;
        let written: Written = toml::from_str(block).map_err(|error| flaw(&error))?;
        let period = strict_period(&written.period)?;
        Ok(Notice {
            name: ApprovalName { school: written.school, period, version: written.version },
            approval: value("approval", &written.approval)?,
            reason: written.reason,
        })
    }

    /// The tag's whole message under a line for people.
    pub fn message(&self, line: &str) -> String {
        let ApprovalName { school, period, version } = &self.name;
        let mut text = format!(
            "{line}\n\n+++\nschema = 1\nschool = {}\nperiod = \"{period}\"\nversion = {version}\napproval = \"{}\"\n",
            quoted(school),
            self.approval
        );
        if !self.reason.is_empty() {
            text.push_str(&format!("reason = {}\n", quoted(&self.reason)));
        }
        text.push_str("+++\n");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::hex::Hex;
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let name = "approved/th-a/2023-2024/v1".parse().unwrap();
        let mut notice = Notice { name, approval: Hex([7; 20]), reason: "Sai số liệu".into() };
        assert_eq!(Notice::parse(&notice.message("Rút phê duyệt")), Ok(notice.clone()));
        notice.reason.clear();
        assert_eq!(Notice::parse(&notice.message("Đã nhận")), Ok(notice));
        assert_eq!(Notice::parse("x"), Err(StatementFlaw::Shape));
    }
}
