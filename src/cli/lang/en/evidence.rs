//! The register of evidence, in English.

use crate::cli::lang::En;
use crate::cli::show::evidence::Line;
use crate::work::tracking::evidence::State;

impl En for Line {
    fn en(&self) -> String {
        match self {
            Line::Empty => {
                "The register is empty. Add to it: `caitien evidence add --criterion 1.5 --name \"…\"`."
                    .into()
            }
            Line::Count(count) => format!("Codes in the register: {count}."),
            Line::Place(place) => format!("kept in: {place}"),
            Line::Link(link) => format!("link: {link}"),
            Line::File { path, sha256 } => {
                format!("file: {path} (SHA-256 {}…)", sha256.get(..12).unwrap_or(sha256))
            }
            Line::By { date, name } => format!("{date}, by {name}"),
            Line::Doubled => {
                "two different pieces of evidence have this code; give one of them another".into()
            }
            Line::Added { code, name } => format!("Added {code}: {name}"),
            Line::Kept { path } => format!("A copy lies in {path}"),
            Line::Proposed { code } => {
                format!("Free: {code}\nAdd it to the register: `caitien evidence add {code} --name \"…\"`")
            }
            Line::Checked { files: 0, .. } => "The register names no file.".into(),
            Line::Checked { files, changed: 0, missing: 0 } => {
                format!("Files: {files}. All are as they were when they were registered.")
            }
            Line::Checked { files, changed, missing } => {
                format!("Files: {files}; changed: {changed}; not on this machine: {missing}.")
            }
            Line::State(State::Changed) => "was changed".into(),
            Line::State(State::Missing) => "is not on this machine".into(),
            Line::State(State::Unreadable) => "cannot be read".into(),
            Line::State(State::Same) => "is as it was".into(),
            Line::State(State::NoFile) => "has no file".into(),
            Line::Renew { code, path } => {
                format!(
                    "caitien evidence add {code} --replace --name \"…\" --file {path}   # if the change is right"
                )
            }
        }
    }
}
