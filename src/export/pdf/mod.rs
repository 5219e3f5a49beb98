//! A PDF of a Typst source, made in this process where the program was built for it.
//!
//! The engine stands behind the feature `pdf`: it is large, and who builds from source need not pay for it. Everybody
//! asks through [`pdf`], which exists in both builds. It reads no file, no clock and no network, and gives the same
//! bytes for the same source.

#[cfg(feature = "pdf")]
mod engine;
#[cfg(feature = "pdf")]
mod world;

use super::typst::Source;

/// A PDF and what it keeps to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub standard: Standard,
}

/// The standard that a PDF keeps to. Either way it is tagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-2a, for the file: everything that it needs is in it.
    Archive,
    /// An ordinary PDF: the document has no date, or a letter that no font of ours has.
    Ordinary,
}

/// Why there is no PDF.
#[derive(Debug)]
pub enum Error {
    /// This program was built without the engine.
    NotBuiltIn,
    /// What the engine says, with the template's name and line where it is about that.
    Compile { detail: String },
    /// A template that does not come to an end.
    TimedOut,
}

/// Is the engine in this program?
pub fn is_built_in() -> bool {
    cfg!(feature = "pdf")
}

/// The PDF.
#[cfg(feature = "pdf")]
pub fn pdf(source: &Source) -> Result<Pdf, Error> {
    engine::pdf(source)
}

/// The PDF.
#[cfg(not(feature = "pdf"))]
pub fn pdf(_: &Source) -> Result<Pdf, Error> {
    Err(Error::NotBuiltIn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_without_the_engine_says_so() {
        let answer = pdf(&Source { text: "Chào".into(), ..Source::default() });
        assert_eq!(is_built_in(), answer.is_ok());
        assert_eq!(!is_built_in(), matches!(answer, Err(Error::NotBuiltIn)));
    }
}
