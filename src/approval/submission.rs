//! That a plan was handed in for review: the name of the tag and the statement in its message, to and from TOML.
//!
//! It gives nobody a right, and no approval hangs on it: it freezes a text, so that people know what they look at.
//!
//! ```
//! use caitien::approval::submission::Submission;
//! assert_eq!(Submission::version_of("submitted/th-a/2023-2024/v2", "th-a", "2023-2024".parse().unwrap()), Some(2));
//! ```

use std::fmt::Write;

use serde::Deserialize;

use super::hex::Hash;
use super::name::ApprovalName;
use super::statement::{StatementFlaw, block, check_schema, flaw, quoted, strict_period, value};
use crate::period::Period;

/// The folder of the tags.
const FOLDER: &str = "submitted";

/// What is said when a plan is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub school: String,
    pub period: Period,
    pub version: u32,
    pub plan: Hash,
    /// The id of whoever hands it in.
    pub by: String,
    /// The findings that stop an approval and were left as they are, each as `code file:line`.
    pub accepted: Vec<String>,
    /// Why; None where nothing was found.
    pub reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(rename = "schema")]
    _schema: u32,
    school: String,
    period: String,
    version: u32,
    plan_sha256: String,
    by: String,
    #[serde(default)]
    accepted: Vec<String>,
    reason: Option<String>,
}

impl Submission {
    /// What the names of all these tags begin with.
    pub const ALL: &'static str = "submitted/";

    /// What the names of a plan's tags begin with.
    pub fn prefix(school: &str, period: Period) -> String {
        format!("{FOLDER}/{school}/{period}/")
    }

    /// The version that a tag's name says, of this plan.
    pub fn version_of(tag: &str, school: &str, period: Period) -> Option<u32> {
        let (own, of, version) = Submission::read_tag(tag)?;
        (own == school && of == period).then_some(version)
    }

    /// School, period and version, as a tag's name says.
    pub fn read_tag(tag: &str) -> Option<(String, Period, u32)> {
        let rest = tag.strip_prefix(FOLDER)?;
        let ApprovalName { school, period, version } = format!("approved{rest}").parse().ok()?;
        Some((school, period, version))
    }

    /// The tag's name.
    pub fn tag(&self) -> String {
        format!("{}v{}", Submission::prefix(&self.school, self.period), self.version)
    }

    /// The tag's whole message; `school` is the school's name for people.
    pub fn message(&self, school: &str) -> String {
        let line: String = school.chars().filter(|letter| !letter.is_control()).collect();
        let Submission { period, version, .. } = self;
        format!(
            "Trình kế hoạch cải tiến chất lượng {period}, {line} (lần {version})\n\n+++\n{}+++\n",
            self.to_toml()
        )
    }

    fn to_toml(&self) -> String {
        let mut text = String::new();
        let mut line = |key: &str, value: String| {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{key} = {value}");
        };
        // One line each: nothing in a message may begin like a signature.
        let one_line = |text: &str| quoted(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        line("schema", "1".to_owned());
        line("school", one_line(&self.school));
        line("period", quoted(&self.period.to_string()));
        line("version", self.version.to_string());
        line("plan-sha256", quoted(&self.plan.to_string()));
        line("by", one_line(&self.by));
        if !self.accepted.is_empty() {
            let accepted: Vec<String> = self.accepted.iter().map(|one| one_line(one)).collect();
            line("accepted", format!("[{}]", accepted.join(", ")));
        }
        if let Some(reason) = &self.reason {
            line("reason", one_line(reason));
        }
        text
    }

    /// Reads a tag's message.
    pub fn parse(message: &str) -> Result<Submission, StatementFlaw> {
        let block = block(message).ok_or(StatementFlaw::Shape)?;
        check_schema(block)?;
        let written: Written = toml::from_str(block).map_err(|error| flaw(&error))?;
        Ok(Submission {
            period: strict_period(&written.period)?,
            plan: value("plan-sha256", &written.plan_sha256)?,
            school: written.school,
            version: written.version,
            by: written.by,
            accepted: written.accepted,
            reason: written.reason,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::hex::Hex;
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut submission = Submission {
            school: "th-a".into(),
            period: "2023-2024".parse().unwrap(),
            version: 3,
            plan: Hex([3; 32]),
            by: "mo".into(),
            accepted: Vec::new(),
            reason: None,
        };
        assert_eq!(submission.tag(), "submitted/th-a/2023-2024/v3");
        assert_eq!(Submission::parse(&submission.message("Trường\nTH A")), Ok(submission.clone()));
        submission.accepted = vec!["undecided schools/th-a/2023-2024/plan.md:31".into()];
        submission.reason = Some("Chờ \"dự toán\".\n-----BEGIN SSH SIGNATURE-----".into());
        let message = submission.message("x");
        assert!(!message.lines().any(|line| line.starts_with("-----")), "{message}");
        let read = Submission::parse(&message).unwrap();
        assert_eq!(read.reason.as_deref(), Some("Chờ \"dự toán\". -----BEGIN SSH SIGNATURE-----"));
        assert!(Submission::parse(&message.replace("by = ", "bi = ")).is_err());
    }
}
