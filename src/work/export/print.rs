//! A plan on paper, in the school's own form where it has one; and any paper as a file for Word, for printing, for
//! reading.

use std::path::{Path, PathBuf};

use super::{Error, Ready, Standing, Templates};
use crate::approval::statement::Authority;
use crate::docx::write::{Look, write};
use crate::export::paper::plan::{Deputy, Form, Issued, Wanted, paper};
use crate::export::paper::wording::{Flaw, Wording};
use crate::export::paper::{self, Paper, Picture, PlanOrigin, html, markdown};
use crate::export::pdf;
use crate::export::typst::source;
use crate::git::ObjectId;
use crate::office::{self, Engine};
use crate::school::Role;

/// The file in which a school words the form in its own way.
const WORDING: &str = "paper.toml";

/// What a deputy is called where the plan does not say it.
const DEPUTY: &str = "Phó hiệu trưởng";

/// The form in which something is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    Word,
    Pdf,
    Html,
    Markdown,
}

/// What a person should know about the form that was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A line of the school's wording that was not taken over.
    Wording { path: PathBuf, flaw: Flaw },
    /// The logo that it names is not there, or no picture that paper takes.
    Logo { file: String },
    /// Which program made a PDF, if not this one.
    Engine(Engine),
    /// The PDF is an ordinary one, not PDF/A.
    Ordinary,
}

/// A file's bytes, with what is to be told.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    pub bytes: Vec<u8>,
    pub remarks: Vec<Remark>,
}

/// The plan as an official letter. How the copy stands is said in the words that are given.
pub fn letter(
    ready: &Ready,
    templates: &Templates,
    standing: paper::Standing,
) -> Result<(Paper, Vec<Remark>), Error> {
    let (wording, mut remarks) = wording(templates)?;
    let logo = logo(&wording, templates, &mut remarks)?;
    let name = ready.name();
    let (number, title) = (ready.standing.issued(), deputy_title(ready));
    let mut wanted = Wanted::new(&ready.parsed, &name, Form::of(ready.plan()), &wording);
    wanted.issued = number.map(|(number, date)| Issued { number, date });
    wanted.deputy = deputy(&ready.standing).map(|name| Deputy { title: &title, name });
    wanted.standing = standing;
    wanted.logo = logo;
    let mut paper = paper(&wanted);
    paper.origin = Some(origin(ready));
    Ok((paper, remarks))
}

/// The school's own wording; the usual one where it cannot be read, which an export says.
pub(in super::super) fn school_wording(here: &Path, school: &str) -> Wording {
    wording(&Templates::of(here, school)).map(|(wording, _)| wording).unwrap_or_default()
}

fn wording(templates: &Templates) -> Result<(Wording, Vec<Remark>), Error> {
    let Some((path, text)) = templates.text(WORDING)? else { return Ok((Wording::default(), Vec::new())) };
    let (wording, flaws) = Wording::read(&text);
    Ok((wording, flaws.into_iter().map(|flaw| Remark::Wording { path: path.clone(), flaw }).collect()))
}

fn logo(
    wording: &Wording,
    templates: &Templates,
    remarks: &mut Vec<Remark>,
) -> Result<Option<Picture>, Error> {
    let file = &wording.logo.file;
    if file.is_empty() {
        return Ok(None);
    }
    let found = templates.bytes(file)?.map(|(_, bytes)| Picture {
        bytes,
        width: wording.logo.width,
        words: wording.agency.clone(),
    });
    let picture = found.filter(|picture| picture.kind().is_some());
    if picture.is_none() {
        remarks.push(Remark::Logo { file: file.clone() });
    }
    Ok(picture)
}

/// The deputy who signed for the head, by the name that verifies.
fn deputy(standing: &Standing) -> Option<&str> {
    let approval = standing.approval.as_ref()?;
    let Some(Authority::ForPrincipal) = approval.statement.authority else { return None };
    approval.judged.signer.as_ref()?.name.as_deref()
}

/// As the plan calls the deputy, if it is the deputy whom it names.
fn deputy_title(ready: &Ready) -> String {
    let signer = ready.plan().front.signer.as_ref();
    let role = |name: &str| {
        let people = ready.record.iter().flat_map(|record| &record.people);
        people.filter(|person| person.name == name).map(|person| person.role).next()
    };
    let named = signer.filter(|signer| role(&signer.name) == Some(Role::Deputy) && !signer.title.is_empty());
    named.map_or_else(|| DEPUTY.to_owned(), |signer| signer.title.clone())
}

/// Which text a Word file was made of, so that it can be brought back.
fn origin(ready: &Ready) -> PlanOrigin {
    PlanOrigin {
        school: ready.school.clone(),
        period: ready.period.map(|period| period.to_string()).unwrap_or_default(),
        blob: ObjectId::of_blob(ready.text.as_bytes()).map(|id| id.to_string()).unwrap_or_default(),
        text: without_comments(&ready.text),
    }
}

/// What people noted for themselves in HTML comments does not leave the house with a file.
fn without_comments(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        shown.push_str(before);
        // One that does not end goes on to the end of the text, as a browser has it.
        rest = after.split_once("-->").map_or("", |(_, behind)| behind);
    }
    shown.push_str(rest);
    shown
}

/// A paper as a file.
pub fn print(paper: &Paper, as_what: Print, templates: &Templates) -> Result<Printed, Error> {
    match as_what {
        Print::Markdown => Ok(Printed { bytes: markdown::text(paper).into_bytes(), remarks: Vec::new() }),
        Print::Html => {
            let own = templates.text("paper.html")?;
            let page = html::page(paper, text(&own))
                .map_err(|error| Error::Template { path: own.map(|(path, _)| path), source: error })?;
            Ok(Printed { bytes: page.into_bytes(), remarks: Vec::new() })
        }
        Print::Word => Ok(Printed { bytes: word(paper, templates)?, remarks: Vec::new() }),
        Print::Pdf => portable(paper, templates),
    }
}

fn text(found: &Option<(PathBuf, String)>) -> Option<&str> {
    found.as_ref().map(|(_, text)| text.as_str())
}

fn word(paper: &Paper, templates: &Templates) -> Result<Vec<u8>, Error> {
    let own = templates.text("docx/styles.xml")?;
    let look = Look { styles: text(&own) };
    write(paper, &look).map_err(|source| Error::Word { path: own.map(|(path, _)| path), source })
}

/// By the best engine that is there.
fn portable(paper: &Paper, templates: &Templates) -> Result<Printed, Error> {
    let engine = Engine::here().ok_or(Error::NoEngine)?;
    let own = templates.text("paper.typ")?;
    let mut remarks = Vec::new();
    let made = match engine {
        Engine::BuiltIn => {
            let source = source(paper, text(&own));
            let made = pdf::pdf(&source);
            made.map_err(|source| Error::Pdf { path: own.map(|(path, _)| path), source })?
        }
        Engine::Typst => {
            remarks.push(Remark::Engine(engine));
            office::typst_pdf(&source(paper, text(&own)))?
        }
        Engine::LibreOffice => {
            let bytes = by_office(&word(paper, templates)?)?;
            return Ok(Printed { bytes, remarks: vec![Remark::Engine(engine)] });
        }
    };
    if made.standard == pdf::Standard::Ordinary {
        remarks.push(Remark::Ordinary);
    }
    Ok(Printed { bytes: made.bytes, remarks })
}

/// LibreOffice reads our Word file from a folder that is thrown away.
fn by_office(document: &[u8]) -> Result<Vec<u8>, Error> {
    let folder = crate::folder::fresh("caitien-")?;
    let path = folder.join("ke-hoach.docx");
    let made = crate::folder::create(&path, document)
        .map_err(Error::from)
        .and_then(|()| Ok(office::convert(&path, "pdf")?));
    remove(&folder);
    made
}

/// A folder that cannot be removed is the system's to clean.
fn remove(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stay_in_the_house() {
        for (text, expected) in [
            ("a <!-- b --> c", "a  c"),
            ("a <!-- b <!-- c --> d", "a  d"),
            ("a <!-- b", "a "),
            ("a --> b", "a --> b"),
        ] {
            assert_eq!(without_comments(text), expected, "{text}");
        }
    }
}
