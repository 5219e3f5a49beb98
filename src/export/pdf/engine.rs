//! Typst at work: compiles, and writes PDF/A where the document allows it.

use std::sync::mpsc;
use std::time::Duration;

use typst::diag::{Severity, SourceDiagnostic};
use typst::layout::PagedDocument;
use typst::{World, WorldExt};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::world::Closed;
use super::{Error, Pdf, Standard};
use crate::export::typst::Source;

/// A plan of five hundred pages takes a fraction of this; a school's template may have no end.
const LONGEST: Duration = Duration::from_secs(120);

/// Cells in cells in cells: layout recurses, and a program's first thread has little room on some systems.
const STACK: usize = 64 << 20;

/// The PDF, or what the engine says.
pub(super) fn pdf(source: &Source) -> Result<Pdf, Error> {
    let (sender, receiver) = mpsc::channel();
    let source = source.clone();
    let work = move || _ = sender.send(compile(&Closed::new(source)));
    let thread = std::thread::Builder::new().name("pdf".into()).stack_size(STACK).spawn(work);
    thread.map_err(|error| Error::Compile { detail: error.to_string() })?;
    match receiver.recv_timeout(LONGEST) {
        Ok(answer) => answer,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(Error::TimedOut),
        // The thread fell over without an answer.
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(Error::Compile { detail: "typst".into() }),
    }
}

fn compile(world: &Closed) -> Result<Pdf, Error> {
    let document: PagedDocument = typst::compile(world).output.map_err(|errors| told(world, &errors))?;
    let written = |standards: &[PdfStandard]| {
        let standards = PdfStandards::new(standards).unwrap_or_default();
        typst_pdf::pdf(&document, &PdfOptions { standards, tagged: true, ..PdfOptions::default() })
    };
    if let Ok(bytes) = written(&[PdfStandard::A_2a]) {
        return Ok(Pdf { bytes, standard: Standard::Archive });
    }
    // A letter without a glyph, no date: for reading it is as good.
    let bytes = written(&[]).map_err(|errors| told(world, &errors))?;
    Ok(Pdf { bytes, standard: Standard::Ordinary })
}

/// What the engine says, first things first, each with its file and line.
fn told(world: &Closed, errors: &[SourceDiagnostic]) -> Error {
    let errors = errors.iter().filter(|error| error.severity == Severity::Error);
    let lines: Vec<String> = errors.take(3).map(|error| sentence(world, error)).collect();
    Error::Compile { detail: lines.join("\n") }
}

fn sentence(world: &Closed, error: &SourceDiagnostic) -> String {
    let place = error.span.id().and_then(|id| {
        let source = world.source(id).ok()?;
        let line = source.lines().byte_to_line(world.range(error.span)?.start)?;
        Some(format!("{}:{}: ", id.vpath().as_rootless_path().display(), line + 1))
    });
    let hints: String = error.hints.iter().map(|hint| format!(" ({hint})")).collect();
    format!("{}{}{hints}", place.unwrap_or_default(), error.message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::{Paper, sample};
    use crate::export::typst::source;

    fn made(paper: &Paper, template: Option<&str>) -> Result<Pdf, Error> {
        pdf(&source(paper, template))
    }

    #[test]
    fn a_plan_with_a_date_is_fit_for_the_file_and_has_the_same_bytes_each_time() {
        let one = made(&sample::plan(), None).unwrap();
        assert_eq!(one.standard, Standard::Archive);
        assert!(one.bytes.starts_with(b"%PDF-1.7"));
        let again = made(&sample::plan(), None).unwrap();
        assert_eq!(one, again);
    }

    #[test]
    fn what_fits_no_archive_is_an_ordinary_pdf() {
        let mut paper = sample::plan();
        paper.properties.date = None;
        assert_eq!(made(&paper, None).unwrap().standard, Standard::Ordinary);
        let odd = sample::filled_with("☃ \u{e000} 漢 \u{1f600} #{ 1/0 } \" \\");
        assert_eq!(made(&odd, None).unwrap().standard, Standard::Ordinary);
    }

    #[test]
    fn papers_of_all_shapes_become_pages() {
        for paper in sample::papers() {
            assert!(made(&paper, None).unwrap().bytes.len() > 500);
        }
    }

    #[test]
    fn a_broken_template_is_told_with_its_line_and_reads_nothing_else() {
        for (template, expected) in [
            ("#let paper(it) = [\n#it.nothing\n]", "paper.typ:2: "),
            ("#let paper(it) = read(\"/etc/passwd\")", "paper.typ:1: file not found"),
            ("#import \"@preview/cetz:0.3.0\": *\n#let paper(it) = []", "package not found"),
            ("#let other = 1", "paper"),
        ] {
            let Err(Error::Compile { detail }) = made(&sample::plan(), Some(template)) else {
                panic!("{template}")
            };
            assert!(detail.contains(expected), "{detail}");
        }
    }
}
