//! The signed PDF: its hash, and whether it is the one that was recorded.

use std::path::Path;

use crate::approval::digest::Plain;
use crate::approval::notice::Says;
use crate::approval::{ApprovalName, Hash};
use crate::folder;
use crate::work::verify::Judged;

/// Is this the PDF that was recorded?
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfAnswer {
    /// It was recorded with this approval.
    Recorded { name: ApprovalName },
    /// Others were, this one not.
    Other { recorded: Vec<(ApprovalName, Hash)> },
    /// None was recorded with any of these approvals.
    None,
}

impl PdfAnswer {
    pub fn is_yes(&self) -> bool {
        matches!(self, PdfAnswer::Recorded { .. })
    }

    /// The stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            PdfAnswer::Recorded { .. } => "yes",
            PdfAnswer::Other { .. } => "no",
            PdfAnswer::None => "none-recorded",
        }
    }
}

/// The SHA-256 of a file's bytes; the file may be of any size.
pub fn hash_file(path: &Path) -> Result<Hash, folder::Error> {
    let mut plain = Plain::default();
    folder::in_pieces(path, &mut |piece| plain.add(piece))?;
    Ok(plain.hash())
}

/// Looks a hash up among what good notices of these approvals recorded.
pub fn look_up(judged: &[Judged], hash: Hash) -> PdfAnswer {
    let mut recorded = Vec::new();
    for one in judged {
        let issued = one.notices.iter().filter(|notice| notice.verdict.is_in_order());
        let pdfs = issued.filter_map(|notice| match &notice.says {
            Some(Says::Issued { pdf, .. }) => *pdf,
            _ => None,
        });
        recorded.extend(
            one.name.clone().into_iter().flat_map(|name| pdfs.clone().map(move |pdf| (name.clone(), pdf))),
        );
    }
    match recorded.iter().find(|(_, pdf)| *pdf == hash) {
        Some((name, _)) => PdfAnswer::Recorded { name: name.clone() },
        None if recorded.is_empty() => PdfAnswer::None,
        None => PdfAnswer::Other { recorded },
    }
}
