//! Fields: what Word computes, such as a link or a page number. Of a field only its result is text; what it computes
//! from is an instruction. The number of a page is no text at all: it is another on each page.

use super::limit::{LONG, cut};
use super::story::Story;
use super::xml::Element;
use crate::docx::Oddity;

/// A field that is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    instruction: String,
    /// Its result is read, no longer its instruction.
    shows: bool,
    page_number: bool,
    link: Option<String>,
}

/// Fields inside each other.
const DEEPEST: usize = 20;

impl Story<'_> {
    /// A field whose instruction is known at once.
    pub(super) fn open_field(&mut self, instruction: &str) {
        self.fields.push(Field { instruction: cut(instruction, LONG), ..Field::default() });
        self.show_field();
    }

    /// `w:fldChar`: the beginning of a field, of its result, or its end.
    pub(super) fn field_mark(&mut self, element: &Element<'_>) {
        match element.get("fldCharType").as_deref() {
            Some("begin") if self.fields.len() < DEEPEST => self.fields.push(Field::default()),
            Some("separate") => self.show_field(),
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// Words of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| !field.shows)
            && field.instruction.len() < LONG
        {
            field.instruction.push_str(&cut(text, LONG));
        }
    }

    /// Are the words that come the number of a page?
    pub(super) fn in_page_number(&self) -> bool {
        self.fields.iter().any(|field| field.shows && field.page_number)
    }

    /// Where the innermost link field leads.
    pub(super) fn field_link(&self) -> Option<String> {
        self.fields.iter().rev().filter(|field| field.shows).find_map(|field| field.link.clone())
    }

    fn show_field(&mut self) {
        let Some(field) = self.fields.last_mut() else { return };
        field.shows = true;
        let words: Vec<&str> = field.instruction.split_whitespace().collect();
        let name = words.first().map(|word| word.to_uppercase()).unwrap_or_default();
        match name.as_str() {
            "PAGE" | "NUMPAGES" | "SECTIONPAGES" => field.page_number = true,
            // `\l` leads to a place inside the document.
            "HYPERLINK" => {
                field.link = words.get(1).filter(|word| !word.starts_with('\\')).map(|word| unquoted(word));
            }
            "INCLUDETEXT" | "INCLUDEPICTURE" | "LINK" | "DDE" | "DDEAUTO" | "IMPORT" => {
                let target = words.join(" ");
                self.odd(Oddity::External { target });
            }
            _ => {}
        }
    }
}

fn unquoted(word: &str) -> String {
    word.trim_matches('"').to_owned()
}
