//! The lines of the file, with what converters break mended: NFC, line ends, invisible characters.
//!
//! Words are never changed here; lines keep the number that they have in the file.

use super::legacy;
use super::pattern::Pattern;
use super::report::{Repair, RepairKind};
use crate::plan::spelling::nfc;

/// One line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: usize,
    /// In NFC, without the line end; tabs stay, because tables are made of them.
    pub(super) text: String,
}

impl Line {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a text and the repairs that reading them took.
pub(super) fn lines(text: &str) -> (Vec<Line>, Vec<Repair>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut repairs = Vec::new();
    let mut lines = Vec::new();
    for (at, raw) in text.split('\n').enumerate() {
        let number = at + 1;
        let visible = without_invisible(raw);
        if visible.len() != raw.len() {
            repairs.push(repair(RepairKind::Invisible, number, raw, ""));
        }
        let composed = nfc(&visible).into_owned();
        if composed != visible {
            repairs.push(repair(RepairKind::Composed, number, "", &composed));
        }
        if let Some((kind, reading)) = legacy::read(&composed) {
            repairs.push(repair(kind, number, &composed, &reading));
        }
        lines.push(Line { number, text: composed.replace(['\u{a0}', '\u{c}', '\u{b}'], " ") });
    }
    while lines.last().is_some_and(Line::is_blank) {
        lines.pop();
    }
    (lines, repairs)
}

/// A repair with its texts shortened for people.
pub(super) fn repair(kind: RepairKind, line: usize, before: &str, after: &str) -> Repair {
    Repair { kind, line, before: short(before), after: short(after) }
}

/// At most sixty characters of a text, on one line.
pub(super) fn short(text: &str) -> String {
    let one = one_line(text);
    if one.chars().count() <= 60 {
        return one;
    }
    let cut: String = one.chars().take(59).collect();
    format!("{}…", cut.trim_end())
}

/// A text with every run of white space as one blank.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_invisible(text: &str) -> String {
    let hidden = |letter: &char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\0');
    text.chars().filter(|letter| !hidden(letter)).collect()
}

/// The words of a line as people read them: without heading marks, bold, escapes and tags.
pub(super) fn plain(text: &str) -> String {
    static ESCAPE: Pattern = Pattern::new(r"\\([^\w\s])");
    static HEADING: Pattern = Pattern::new(r"^\s*#{1,6}\s+");
    let text = HEADING.replace(&without_tags(text), "");
    let text = ESCAPE.replace(&text.replace("***", "").replace("**", "").replace("__", ""), "$1");
    let text = one_line(&text);
    // A whole line in italics.
    match text.strip_prefix('*').and_then(|text| text.strip_suffix('*')) {
        Some(inner) if !inner.starts_with(' ') => inner.to_owned(),
        _ => text,
    }
}

/// The text without the tags that converters leave; paragraphs and breaks become line ends.
pub(super) fn without_tags(text: &str) -> String {
    static BREAK: Pattern = Pattern::new(
        r"(?i)\s*(?:</?p(?:\s[^<>]*)?>|<br\s*/?>|</?li(?:\s[^<>]*)?>|</?(?:div|tr|td|th|table|tbody|thead|ul|ol|blockquote|center)(?:\s[^<>]*)?>)\s*",
    );
    static TAG: Pattern =
        Pattern::new(r#"(?i)</?(?:b|i|u|em|strong|span|font|sup|sub|a|colgroup|col|o:p)(?:\s[^<>]*)?/?>"#);
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    entities(&TAG.replace(&BREAK.replace(text, "\n"), ""))
}

fn entities(text: &str) -> String {
    let plain =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    plain.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}

/// The bullet at the beginning of a text, if there is one, and what follows it.
pub(super) fn bullet(text: &str) -> Option<(char, &str)> {
    let text = text.trim_start();
    let mark = text.chars().next()?;
    let rest = text.get(mark.len_utf8()..)?;
    let is_mark = match mark {
        '•' | '●' | '▪' | '■' | '◦' | '○' | '\u{f0b7}' | '\u{f02d}' | '\u{f0a7}' | '➢' | '✓' | '–' | '—'
        | '+' => true,
        '-' => !rest.starts_with('-'),
        '*' => rest.starts_with([' ', '\t']),
        _ => false,
    };
    (is_mark && !rest.trim().is_empty()).then(|| (mark, rest.trim_start()))
}

/// Does this text go on with the sentence that stands before it? Only lower-case beginnings do.
pub(super) fn goes_on(before: &str, next: &str) -> bool {
    let open = !before.trim_end().ends_with(['.', ';', ':', '!', '?', '”', '"', '/']);
    open && next.trim_start().chars().next().is_some_and(char::is_lowercase)
}

/// Letters, and all of them capitals.
pub(super) fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|letter| !letter.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composes_what_is_half_composed_and_counts_lines_as_the_file_does() {
        let (lines, repairs) = lines("\u{feff}a\r\nk\u{ea}\u{301} hoa\u{323}ch\r\n\r\nx\u{200b}y\r\n");
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["a", "kế hoạch", "", "xy"]);
        let kinds: Vec<(RepairKind, usize)> =
            repairs.iter().map(|repair| (repair.kind, repair.line)).collect();
        assert_eq!(kinds, [(RepairKind::Composed, 2), (RepairKind::Invisible, 4)]);
    }

    #[test]
    fn plain_words_have_no_marks() {
        assert_eq!(plain("## **I. MỤC ĐÍCH**"), "I. MỤC ĐÍCH");
        assert_eq!(plain("1\\. Một <b>hai</b>"), "1. Một hai");
        assert_eq!(bullet("  • Hai"), Some(('•', "Hai")));
        assert_eq!(bullet("-Hiệu trưởng"), Some(('-', "Hiệu trưởng")));
        assert_eq!(bullet("---"), None);
        assert!(goes_on("cấp lãnh", "đạo để sửa"));
        assert!(!goes_on("hết câu.", "đạo để sửa"));
    }
}
