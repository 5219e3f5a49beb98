//! What is wrong with a file before anything in it is read.

use std::path::Path;

use super::check::LARGEST_PLAN;
use crate::finding::{Finding, Problem, Span};
use crate::folder;

pub(super) fn unreadable(error: &folder::Error) -> Finding {
    let problem = match error {
        folder::Error::NotUtf8 { .. } => Problem::InvalidUtf8,
        folder::Error::TooLarge { path } => too_large(path).unwrap_or(Problem::BinaryFile),
        folder::Error::Read { source, .. } => Problem::UnreadableFile { detail: source.to_string() },
        other => Problem::UnreadableFile { detail: other.to_string() },
    };
    Finding::new(problem, Span::default())
}

pub(super) fn too_large(path: &Path) -> Option<Problem> {
    let size = std::fs::metadata(path).ok()?.len();
    (size > LARGEST_PLAN).then_some(Problem::FileTooLarge { size, limit: LARGEST_PLAN })
}
