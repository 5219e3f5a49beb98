//! The lines under one criterion into its sheet: labels, lists, fields, and what has no label.
//!
//! Free plans write nothing but actions under a criterion, one a line; there each line is one
//! action, whatever its bullet. Where labels stand, they say what follows them.

use super::labels::{self, Announced, Labelled};
use super::report::Certainty;
use super::sheet::Sheet;
use super::source::{Line, bullet, goes_on, one_line};
use crate::plan::item::{FieldKey, Kind};

/// One line under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) line: usize,
    /// How far the line is indented in the file; 0 in a cell.
    pub(super) indent: usize,
    pub(super) text: String,
}

impl Text {
    /// A text that stands in a cell, or whose indentation means nothing.
    pub(super) fn new(line: usize, text: impl Into<String>) -> Text {
        Text { line, indent: 0, text: text.into() }
    }

    /// A line of the file.
    pub(super) fn of(line: &Line) -> Text {
        let indent = line.text.chars().take_while(|letter| letter.is_whitespace()).count();
        Text { line: line.number, indent, text: line.text.trim().to_owned() }
    }
}

/// What a line without a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unlabelled {
    Item(Kind),
    Note,
}

/// A labelled weakness that was found, with how sure its label is.
pub(super) type Found = (usize, String, Certainty);

/// What was found while a sheet was filled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filled {
    /// The labelled weaknesses.
    pub(super) weaknesses: Vec<Found>,
    /// The labels as they were written; the plan has its own spelling of them.
    pub(super) labels: Vec<String>,
}

/// Puts lines into a sheet.
pub(super) fn fill(sheet: &mut Sheet, texts: &[Text], unlabelled: Unlabelled) -> Filled {
    let texts = joined(texts);
    let read: Vec<Option<Labelled>> = texts.iter().map(|text| labels::read(&text.text)).collect();
    let unlabelled = match unlabelled {
        Unlabelled::Item(kind) if announces(&read, kind) => Unlabelled::Note,
        other => other,
    };
    let mut filler = Filler {
        sheet,
        unlabelled,
        fields: fields_count(&read),
        under: Under::Nothing,
        filled: Filled::default(),
        indent: None,
    };
    for (at, (text, label)) in texts.iter().zip(&read).enumerate() {
        match label {
            Some(label) if filler.takes(label) => {
                let closed = read.get(at + 1..).unwrap_or_default().iter().flatten().next().is_some();
                filler.label(text, label, closed);
            }
            _ => filler.line(text),
        }
    }
    filler.filled
}

fn announces(read: &[Option<Labelled>], kind: Kind) -> bool {
    read.iter().flatten().any(|label| label.announced == Announced::Items(kind))
}

/// How much speaks for fields: a labelled list of items, or two fields of different kinds. A single
/// "* Thời gian: …" among actions is a line like the others.
fn fields_count(read: &[Option<Labelled>]) -> bool {
    let mut keys: Vec<FieldKey> = Vec::new();
    let mut items = false;
    for label in read.iter().flatten() {
        match label.announced {
            Announced::Field(key, _) if !keys.contains(&key) => keys.push(key),
            Announced::Items(_) => items = true,
            _ => {}
        }
    }
    items || keys.len() > 1
}

/// Lines that a page break or a converter cut in the middle of a sentence, put together.
fn joined(texts: &[Text]) -> Vec<Text> {
    let mut joined: Vec<Text> = Vec::new();
    for text in texts {
        let own = bullet(&text.text).is_some() || labels::read(&text.text).is_some();
        match joined.last_mut() {
            Some(last) if !own && goes_on(&last.text, &text.text) => {
                last.text.truncate(last.text.trim_end().len());
                last.text.push(' ');
                last.text.push_str(text.text.trim());
            }
            _ => joined.push(text.clone()),
        }
    }
    joined
}

/// Under which label the next line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Under {
    Nothing,
    /// The label stood alone: a list follows. Its own bullet, that of the first item, and whether
    /// another label comes later.
    List {
        kind: Kind,
        own: Option<char>,
        first: Option<Option<char>>,
        closed: bool,
    },
    /// The label had its text on the same line.
    Inline(Kind),
}

struct Filler<'s> {
    sheet: &'s mut Sheet,
    unlabelled: Unlabelled,
    fields: bool,
    under: Under,
    filled: Filled,
    /// The indentation of the item before.
    indent: Option<usize>,
}

impl Filler<'_> {
    fn takes(&self, label: &Labelled) -> bool {
        match label.announced {
            Announced::Field(FieldKey::Cause, _) => true,
            Announced::Field(..) => self.fields,
            Announced::Items(_) | Announced::Level => true,
            Announced::Other => false,
        }
    }

    fn label(&mut self, text: &Text, label: &Labelled, closed: bool) {
        self.filled.labels.push(label.written.clone());
        match label.announced {
            Announced::Items(kind) if label.rest.is_empty() => {
                self.under = Under::List { kind, own: label.mark, first: None, closed };
            }
            Announced::Items(kind) => {
                self.item(kind, &Text { text: label.rest.clone(), ..text.clone() }, label.certainty);
                self.under = Under::Inline(kind);
            }
            Announced::Field(FieldKey::Cause, _) => self.sheet.cause(&label.rest),
            Announced::Field(key, wording) if self.is_nested(text) => {
                self.sheet.own_field(key, wording, &label.rest);
            }
            Announced::Field(key, wording) => self.sheet.field(key, wording, &label.rest),
            Announced::Level => self.sheet.level = Some(label.rest.clone()),
            Announced::Other => {}
        }
    }

    /// Is a line indented below the action before it?
    fn is_nested(&self, text: &Text) -> bool {
        let after_action = self.sheet.items.last().is_some_and(|item| item.kind == Kind::Action);
        after_action && self.indent.is_some_and(|indent| text.indent > indent)
    }

    fn line(&mut self, text: &Text) {
        let mark = bullet(&text.text).map(|(mark, _)| mark);
        match self.under {
            Under::List { kind, own, first, closed } if belongs(own, first, mark, closed) => {
                let first = Some(first.unwrap_or(mark));
                self.under = Under::List { kind, own, first, closed };
                self.item(kind, text, Certainty::Certain);
            }
            Under::Inline(kind) if kind != Kind::Weakness => self.item(kind, text, Certainty::Certain),
            _ => {
                self.under = Under::Nothing;
                match self.unlabelled {
                    Unlabelled::Item(kind) => self.item(kind, text, Certainty::Certain),
                    Unlabelled::Note => self.sheet.notes.push(one_line(&text.text)),
                }
            }
        }
    }

    /// A line of a free plan is one item, whatever its bullet; a label's own text may hold several.
    fn item(&mut self, kind: Kind, text: &Text, certainty: Certainty) {
        if kind == Kind::Action && self.sheet.row_has_fields() {
            self.sheet.open_row();
        }
        self.indent = Some(text.indent);
        let before = self.sheet.items.len();
        let body = bullet(&text.text).map_or(text.text.as_str(), |(_, rest)| rest);
        if kind == Kind::Weakness {
            self.sheet.add(kind, body, text.line);
        } else {
            self.sheet.add_one(kind, body, text.line);
        }
        if kind == Kind::Weakness {
            let new = self.sheet.items.iter().skip(before);
            self.filled.weaknesses.extend(new.map(|item| (item.line, item.text.clone(), certainty)));
        }
    }
}

/// Does a line still belong to the list that a label opened? A list of bullets ends where the
/// label's own bullet comes back; sentences without bullets end at the next label, and where none
/// comes only the first one belongs to it.
fn belongs(own: Option<char>, first: Option<Option<char>>, mark: Option<char>, closed: bool) -> bool {
    match first {
        None => true,
        Some(None) => mark.is_none() && closed,
        Some(Some(first)) => mark == Some(first) || (mark.is_some() && mark != own),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items and fields of a sheet that is filled with these lines.
    fn check(lines: &str, expected: &str) {
        let texts: Vec<Text> = lines
            .lines()
            .enumerate()
            .map(|(at, text)| Text::of(&Line { number: at + 1, text: text.to_owned() }))
            .collect();
        let mut sheet = Sheet::default();
        fill(&mut sheet, &texts, Unlabelled::Item(Kind::Action));
        let items = sheet.items.iter().map(|item| format!("{}: {}", item.kind.as_str(), item.text));
        let fields = sheet.fields.iter().map(|field| format!("{}={}", field.key.as_str(), field.value));
        let notes = sheet.notes.iter().map(|note| format!("note: {note}"));
        assert_eq!(items.chain(fields).chain(notes).collect::<Vec<_>>().join("\n"), expected);
    }

    #[test]
    fn free_lines_are_actions_one_each() {
        check(
            "- Một.\n* Thời gian: tháng 9\n+ Ba.\nBốn.",
            "action: Một.\naction: Thời gian: tháng 9\naction: Ba.\naction: Bốn.",
        );
    }

    #[test]
    fn labels_say_what_follows() {
        check(
            "- Điểm yếu: Còn ghép.\n- Giải pháp: Tách lớp.\n- Người thực hiện: Hiệu trưởng\n- Thời gian: 9/2024",
            "weakness: Còn ghép.\naction: Tách lớp.\nlead=Hiệu trưởng\nschedule=9/2024",
        );
        check("- Điểm yếu\n+ Một.\n+ Hai.\n- Tách lớp.", "weakness: Một.\nweakness: Hai.\naction: Tách lớp.");
        check(
            "**Điểm yếu**\n- Một.\n- Hai.\n**Giải pháp**\n- Ba.",
            "weakness: Một.\nweakness: Hai.\naction: Ba.",
        );
        check("Điểm yếu\nMột.\nHai.", "weakness: Một.\naction: Hai.");
        check("- Điểm yếu: Một.\n- Hiệu trưởng tách lớp.", "weakness: Một.\naction: Hiệu trưởng tách lớp.");
    }
}
