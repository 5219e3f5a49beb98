//! Programs of others that turn one kind of document into another: LibreOffice, pdftotext, typst.
//!
//! Each runs alone: in a folder of ours that is thrown away, on a copy with a plain name, with a limit of time and of
//! size. What a document brings along (macros, links to other files or to the network) is not followed. A program that
//! is not installed is an answer, [`Error::Missing`], that says which one.

mod print;
mod program;
mod room;
mod run;
mod soffice;
mod text;

use std::io;
use std::path::PathBuf;

pub use print::typst_pdf;
pub use program::{Program, find};
pub use soffice::convert;
pub use text::pdf_text;

/// Why a document could not be turned into another.
#[derive(Debug)]
pub enum Error {
    /// The program is not installed, or not on the search path.
    Missing { program: Program },
    /// It did not come to an end.
    TimedOut { program: Program, seconds: u64 },
    /// It wrote more than anybody can use.
    TooMuch { program: Program, megabytes: u64 },
    /// It gave no document; its own words, as far as it has any.
    Failed { program: Program, detail: String },
    /// It could not be started.
    Run { program: Program, source: io::Error },
    /// The document could not be read or is larger than what is read.
    Read { path: PathBuf, source: io::Error },
    /// No room for the work in the folder for temporary files.
    Prepare { source: io::Error },
}

/// Who makes a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Typst in this program.
    BuiltIn,
    /// Typst as an installed program.
    Typst,
    /// LibreOffice, from our Word file.
    LibreOffice,
}

impl Engine {
    /// All, the best first.
    pub const ALL: [Engine; 3] = [Engine::BuiltIn, Engine::Typst, Engine::LibreOffice];

    /// The best of those that are there; None where nothing can make a PDF.
    pub fn choose(is_there: impl Fn(Engine) -> bool) -> Option<Engine> {
        Engine::ALL.into_iter().find(|engine| is_there(*engine))
    }

    /// The best one here.
    pub fn here() -> Option<Engine> {
        Engine::choose(|engine| match engine {
            Engine::BuiltIn => crate::export::pdf::is_built_in(),
            Engine::Typst => find(Program::Typst).is_some(),
            Engine::LibreOffice => find(Program::LibreOffice).is_some(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_in_the_program_comes_before_installed_ones() {
        let choose = |there: &[Engine]| Engine::choose(|engine| there.contains(&engine));
        assert_eq!(choose(&Engine::ALL), Some(Engine::BuiltIn));
        assert_eq!(choose(&[Engine::LibreOffice, Engine::Typst]), Some(Engine::Typst));
        assert_eq!(choose(&[Engine::LibreOffice]), Some(Engine::LibreOffice));
        assert_eq!(choose(&[]), None);
    }
}
