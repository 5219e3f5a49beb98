//! `verify` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::notice::Notice;
use crate::approval::Verdict;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::bundle::Trusted;
use crate::cli::show::verdict::next_step;
use crate::work::everything::{Problem, Standing};
use crate::work::notices::PdfAnswer;
use crate::work::verify::{Examined, Judged};

/// The answer of `verify --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    /// Does every approval hold?
    pub good: bool,
    /// False where the git directory could not be written: later disappearances stay unnoticed.
    pub remembered: bool,
    /// School by school, in the order of the chain.
    pub approvals: Vec<Approval>,
    /// Does every notice hold: those under the approvals, and the others?
    pub notices_good: bool,
    /// Notices that were asked for by their own name, or whose approval is not here.
    pub notices: Vec<Notice>,
    /// With `--pdf`: is this the PDF that was recorded?
    pub pdf: Option<Pdf>,
    /// The files that were judged, one for each approval; none where the repository was.
    pub files: Vec<File>,
    /// How each school's trust stands; with `--all` only.
    pub schools: Option<Vec<School>>,
}

/// Whether a PDF is the one that was recorded.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Pdf {
    /// `yes`, `no` or `none-recorded`.
    pub answer: &'static str,
    /// The approval with which it was recorded.
    pub approval: Option<String>,
    /// In the language of the call.
    pub message: String,
}

/// A file that was judged.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    pub file: String,
    /// `bundle` or `publication`.
    pub kind: &'static str,
    /// The approval that it is about.
    pub approval: String,
    /// The code on paper, as the QR code has it.
    pub mark: Option<String>,
    /// Of a publication: the items that it shows. Nothing else of the plan was verified.
    pub items: Option<Vec<String>>,
    /// These items as Markdown, where the verdict is good.
    pub markdown: Option<String>,
}

/// How a school's trust stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct School {
    pub school: String,
    pub root: Option<String>,
    pub good: bool,
    /// `no-root`, `unpinned`, `trust-violation`; none where all is in order.
    pub problem: Option<&'static str>,
    /// In the language of the call.
    pub message: String,
}

/// One approval with its verdict.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Approval {
    /// The tag's name, without `refs/tags/`.
    pub tag: String,
    /// The object that the tag's ref names; of a vanished approval, the one that was seen.
    pub id: String,
    pub school: Option<String>,
    pub period: Option<String>,
    pub version: Option<u32>,
    /// 1, 2, 3 … over all approvals of the school.
    pub sequence: Option<u64>,
    pub commit: Option<String>,
    pub signer: Option<Signer>,
    /// The stable code: `valid`, `valid-retired-key`, `valid-extract`, `superseded`, `unpinned`, `unsigned`,
    /// `bad-signature`, `unknown-key`, `not-entitled`, `renamed`, `foreign`, `not-a-commit`,
    /// `content-mismatch`, `broken-chain`, `forked-chain`, `key-compromised`, `trust-violation`,
    /// `withdrawn`.
    pub verdict: &'static str,
    /// Does it hold (`valid`, `valid-retired-key`, `valid-extract`, `superseded`)?
    pub good: bool,
    /// The reason in the language of the call.
    pub message: String,
    /// What to do, where something is to be done.
    pub next: Option<String>,
    /// The root to compare and pin, of an `unpinned` approval.
    pub root: Option<String>,
    /// What came after it: taken back, received, issued; each with its own verdict.
    pub notices: Vec<Notice>,
}

/// Whose key signed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Signer {
    /// `SHA256:…`
    pub fingerprint: String,
    /// The person in the record in force at the approval.
    pub name: Option<String>,
}

impl Answer {
    pub fn new(examined: &Examined, lang: Lang) -> Answer {
        Answer {
            schema: 1,
            good: examined.judged.iter().all(|one| one.verdict.is_good()),
            remembered: examined.remembered,
            approvals: examined.judged.iter().map(|one| Approval::new(one, lang)).collect(),
            notices_good: examined.notices().all(|one| one.verdict.is_good()),
            notices: examined.strays.iter().map(|one| Notice::new(one, lang)).collect(),
            pdf: None,
            files: Vec::new(),
            schools: None,
        }
    }

    /// With whether a PDF is the one that was recorded, where that was asked for too.
    pub fn with_pdf(self, pdf: Option<&PdfAnswer>, lang: Lang) -> Answer {
        let pdf = pdf.map(|pdf| Pdf {
            answer: pdf.code(),
            approval: match pdf {
                PdfAnswer::Recorded { name } => Some(name.to_string()),
                PdfAnswer::Other { .. } | PdfAnswer::None => None,
            },
            message: pdf.say(lang),
        });
        Answer { pdf, ..self }
    }

    /// With how each school's trust stands, where that was asked for too.
    pub fn with_schools(self, standings: Option<&[Standing]>, lang: Lang) -> Answer {
        let school = |one: &Standing| School {
            school: one.school.clone(),
            root: one.root.map(|root| root.to_string()),
            good: one.problem.is_none(),
            problem: one.problem.as_ref().map(|problem| match problem {
                Problem::NoRoot => "no-root",
                Problem::Unpinned => "unpinned",
                Problem::Violated(_) => "trust-violation",
            }),
            message: Trusted::School(one).say(lang),
        };
        let Some(standings) = standings else { return self };
        let is_good = standings.iter().all(|one| one.problem.is_none());
        let is_something = !(standings.is_empty() && self.approvals.is_empty());
        let schools = Some(standings.iter().map(school).collect());
        Answer { good: self.good && is_good && is_something, schools, ..self }
    }
}

impl Approval {
    pub fn new(judged: &Judged, lang: Lang) -> Approval {
        let name = judged.name.as_ref();
        let signer = judged.signer.clone();
        Approval {
            tag: judged.tag.clone(),
            id: judged.id.to_string(),
            school: name.map(|name| name.school.clone()),
            period: name.map(|name| name.period.to_string()),
            version: name.map(|name| name.version),
            sequence: judged.sequence,
            commit: judged.commit.map(|commit| commit.to_string()),
            signer: signer.map(|signer| Signer { fingerprint: signer.fingerprint, name: signer.name }),
            verdict: judged.verdict.code(),
            good: judged.verdict.is_good(),
            message: judged.verdict.say(lang),
            next: next_step(judged, lang),
            root: match &judged.verdict {
                Verdict::Unpinned { root } => Some(root.to_string()),
                _ => None,
            },
            notices: judged.notices.iter().map(|one| Notice::new(one, lang)).collect(),
        }
    }
}
