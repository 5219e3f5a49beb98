//! What the programs of others and the PDF engine could not do, in English.

use crate::cli::lang::En;
use crate::export::pdf;
use crate::office::{Error, Program};

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Missing { program } => match program.package() {
                Some(package) => {
                    format!("{program} is not on this machine; install the package `{package}` and try again")
                }
                None => format!("{program} is not on this machine"),
            },
            Error::TimedOut { program, seconds } => {
                format!("{program} was stopped: it took more than {seconds} seconds")
            }
            Error::TooMuch { program, megabytes } => {
                format!("{program} was stopped: it wrote more than {megabytes} MB")
            }
            Error::Failed { program: Program::LibreOffice, detail } => {
                format!("LibreOffice cannot read this file{}", told(detail))
            }
            Error::Failed { program, detail } => format!("{program} could not do it{}", told(detail)),
            Error::Run { program, .. } => format!("cannot run {program}"),
            Error::Read { path, .. } => format!("cannot read `{}`", path.display()),
            Error::Prepare { .. } => "cannot write to this machine's folder for temporary files".into(),
        }
    }
}

impl En for pdf::Error {
    fn en(&self) -> String {
        match self {
            pdf::Error::NotBuiltIn => "this build cannot make PDFs by itself".into(),
            pdf::Error::Compile { detail } => {
                format!(
                    "cannot make the PDF; if the school has its own template, look at that{}",
                    told(detail)
                )
            }
            pdf::Error::TimedOut => {
                "stopped: the PDF took too long; look at the school's own template".into()
            }
        }
    }
}

/// The program's own words behind a sentence.
fn told(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!(": {detail}") }
}
