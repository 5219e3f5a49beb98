//! The words of one paragraph: letters from before Unicode converted, hidden words reported, calls of notes and
//! pictures where they stand. Words stay words: nothing of them can be taken for a heading, a table or a tag.

use super::super::legacy::{Encoding, convert, is_vietnamese};
use super::super::report::RepairKind;
use super::super::source::repair;
use super::Writer;
use crate::docx::Piece;

/// Longer paragraphs in bold are no headings.
const LONGEST_HEADING: usize = 200;

impl<'d> Writer<'d> {
    /// The lines of a paragraph behind its label, and the notes that it calls.
    pub(super) fn lines(&mut self, label: &str, pieces: &[&'d Piece]) -> Vec<String> {
        let words = self.words(pieces);
        let notes = self.notes_of(pieces);
        let mut lines: Vec<String> = words.split('\n').map(|line| line.trim().to_owned()).collect();
        lines.retain(|line| !line.is_empty());
        match lines.first_mut() {
            Some(first) if !label.is_empty() => *first = format!("{label} {first}"),
            None if !label.is_empty() => lines.push(label.to_owned()),
            _ => {}
        }
        lines.extend(notes);
        lines
    }

    /// The words of pieces, in Unicode.
    pub(super) fn words(&mut self, pieces: &[&'d Piece]) -> String {
        self.tell_hidden(pieces);
        let mut words = String::new();
        for (piece, text) in pieces.iter().zip(self.in_unicode(pieces)) {
            words.push_str(&text);
            if let Some(number) = piece.note {
                words.push_str(&format!("[{number}]"));
            }
            if let Some(picture) = piece.picture.and_then(|place| self.document.pictures.get(place)) {
                let shows: String = picture
                    .words
                    .chars()
                    .map(|letter| if "[]\n".contains(letter) { ' ' } else { letter })
                    .collect();
                words.push_str(&format!(" ![{}](pictures/{}) ", shows.trim(), picture.name));
            }
        }
        words
    }

    /// The texts of pieces. Pieces side by side in one encoding are read together: a mark may stand in the next piece.
    fn in_unicode(&mut self, pieces: &[&'d Piece]) -> Vec<String> {
        let mut texts = Vec::with_capacity(pieces.len());
        for group in pieces.chunk_by(|one, other| of_font(one) == of_font(other)) {
            let whole: Vec<&str> = group.iter().map(|piece| piece.text.as_str()).collect();
            let joined = whole.concat();
            let named = group.first().and_then(|piece| of_font(piece));
            let encoding = match named {
                // A font's name outlives a conversion: letters that only Unicode has say that there was one.
                Some(_) if joined.chars().any(is_vietnamese) => None,
                Some(encoding) => Some(encoding),
                None => Encoding::by_look(&joined),
            };
            let Some(encoding) = encoding else {
                texts.extend(whole.iter().map(|text| text.replace('\u{ad}', "")));
                continue;
            };
            let read = convert(&whole, encoding);
            let after = read.concat();
            if after != joined {
                let line = self.next_line();
                self.foreign.repairs.push(repair(encoding.kind(), line, &joined, &after));
            }
            texts.extend(read);
        }
        texts
    }

    fn tell_hidden(&mut self, pieces: &[&'d Piece]) {
        let hidden: String =
            pieces.iter().filter(|piece| piece.hidden).map(|piece| piece.text.as_str()).collect();
        if !hidden.trim().is_empty() {
            let line = self.next_line();
            self.foreign.repairs.push(repair(RepairKind::Hidden, line, &hidden, ""));
        }
    }
}

fn of_font(piece: &Piece) -> Option<Encoding> {
    Encoding::of_font(piece.font.as_deref()?)
}

/// The lines of a paragraph that is bold from its first word to its last, as Markdown says it: headings and labels are
/// known by that.
pub(super) fn loud(label: &str, pieces: &[&Piece], mut lines: Vec<String>) -> Vec<String> {
    if is_loud(pieces) && !matches!(label, "-" | "+") {
        for line in &mut lines {
            if line.chars().count() <= LONGEST_HEADING && !line.contains('*') {
                *line = format!("**{line}**");
            }
        }
    }
    lines
}

fn is_loud(pieces: &[&Piece]) -> bool {
    let mut words = pieces.iter().filter(|piece| !piece.text.trim().is_empty()).peekable();
    words.peek().is_some()
        && words.all(|piece| piece.emphasis.bold)
        && pieces.iter().all(|piece| piece.picture.is_none() && piece.note.is_none())
}

/// A line in which no words can be taken for Markdown that says something else: a heading, a table, a tag.
pub(super) fn escaped(line: &str) -> String {
    let text = line.trim();
    let begins = ["#", "|", ">", "+++", "```", "~~~", "---", "===", "[^"];
    let mark = if begins.iter().any(|mark| text.starts_with(mark)) { "\\" } else { "" };
    format!("{mark}{}", apart(text))
}

/// The same words, with a blank where words would be read as a tag or as the name of a letter: the text is taken
/// apart and put together several times on its way, and no escape would survive that.
pub(super) fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let next = text.get(at + letter.len_utf8()..).unwrap_or_default();
        out.push(letter);
        let tag = next.starts_with(|after: char| after.is_alphabetic() || "/!?".contains(after));
        if (letter == '<' && tag) || (letter == '&' && is_entity(next)) {
            out.push(' ');
        }
    }
    out
}

/// Would `&` with this behind it be read as a letter's name?
fn is_entity(next: &str) -> bool {
    let name = next.split(';').next().unwrap_or_default();
    let name = name.strip_prefix('#').unwrap_or(name);
    next.contains(';')
        && (1..=8).contains(&name.len())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_marks() {
        assert_eq!(escaped("# 1 <b> GD&ĐT &lt; < 3%"), "\\# 1 < b> GD&ĐT & lt; < 3%");
        assert_eq!(escaped("| a"), "\\| a");
        assert_eq!(escaped("- gạch"), "- gạch");
    }
}
