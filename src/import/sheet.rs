//! What one criterion (or standard) collects while the file is read, and the plan's entries that
//! it becomes.

use super::pattern::{Pattern, group};
use super::source::{bullet, goes_on, one_line};
use crate::finding::Span;
use crate::plan::Entry;
use crate::plan::item::{Detail, Field, FieldKey, Item, Kind, Note};
use crate::plan::label::{self, Label, LabelKind};

/// One item as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gathered {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// The number of a numbered list, as typed.
    pub(super) ordinal: Option<String>,
    pub(super) line: usize,
    /// Which row of the table (or which group of lines) it came from.
    pub(super) row: usize,
    pub(super) cause: Vec<String>,
    /// Fields that stand below this item alone.
    pub(super) own: Vec<(FieldKey, &'static str, String)>,
}

/// One field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowField {
    pub(super) row: usize,
    pub(super) key: FieldKey,
    pub(super) label: &'static str,
    pub(super) value: String,
}

/// Everything under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) level: Option<String>,
    /// Paragraphs of Markdown that are nothing more particular.
    pub(super) notes: Vec<String>,
    pub(super) items: Vec<Gathered>,
    pub(super) fields: Vec<RowField>,
    /// The words of the form of 2026 are used.
    pub(super) modern: bool,
    rows: usize,
}

impl Sheet {
    /// An empty sheet under a heading.
    pub(super) fn named(name: &str, line: usize) -> Sheet {
        Sheet { name: name.to_owned(), line, ..Sheet::default() }
    }

    /// Opens a new row: what follows shares its fields.
    pub(super) fn open_row(&mut self) {
        self.rows += 1;
    }

    /// Adds a text as items of one kind, cut at its bullets.
    pub(super) fn add(&mut self, kind: Kind, text: &str, line: usize) {
        for piece in pieces(text) {
            self.add_one(kind, &piece, line);
        }
    }

    /// Adds a text as one item.
    pub(super) fn add_one(&mut self, kind: Kind, text: &str, line: usize) {
        let (ordinal, text) = ordinal(&one_line(text));
        if !text.is_empty() {
            self.items.push(Gathered {
                kind,
                text,
                ordinal,
                line,
                row: self.rows,
                cause: Vec::new(),
                own: Vec::new(),
            });
        }
    }

    pub(super) fn field(&mut self, key: FieldKey, label: &'static str, value: &str) {
        if !value.is_empty() {
            self.fields.push(RowField { row: self.rows, key, label, value: value.to_owned() });
        }
    }

    /// Adds a field to the item that was read last.
    pub(super) fn own_field(&mut self, key: FieldKey, label: &'static str, value: &str) {
        if let Some(item) = self.items.last_mut().filter(|_| !value.is_empty()) {
            item.own.push((key, label, value.to_owned()));
        }
    }

    /// Adds the cause of the weakness that was read last; without one it is a note.
    pub(super) fn cause(&mut self, text: &str) {
        let text = one_line(text);
        match self.items.iter_mut().rev().find(|item| item.kind == Kind::Weakness) {
            Some(weakness) => weakness.cause.push(text),
            None => self.notes.push(format!("Nguyên nhân: {text}")),
        }
    }

    /// Has the open row any field at all?
    pub(super) fn row_has_fields(&self) -> bool {
        self.fields.iter().any(|field| field.row == self.rows)
    }

    /// The plan's entries, in the order of the format.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        if let Some(level) = &self.level {
            entries.push(Entry::Label(label(LabelKind::Level, "Mức", level)));
        }
        entries.extend(
            self.notes.iter().map(|note| Entry::Note(Note { markdown: note.clone(), span: Span::default() })),
        );
        let own = self.has_several_rows();
        for kind in [Kind::Strength, Kind::Weakness, Kind::Target, Kind::Measure, Kind::Action] {
            let mut items = self.items.iter().filter(|item| item.kind == kind).peekable();
            if items.peek().is_some() {
                entries.push(Entry::Label(label(LabelKind::Items(kind), wording(kind, self.modern), "")));
            }
            entries.extend(items.map(|item| Entry::Item(self.item(item, own))));
        }
        let shared: Vec<&RowField> =
            self.fields.iter().filter(|field| !(own && self.has_action(field.row))).collect();
        if !shared.is_empty() {
            entries.push(Entry::Label(label(LabelKind::Shared, "Thực hiện chung", "")));
        }
        entries.extend(
            shared.into_iter().map(|field| Entry::Shared(plan_field(field.key, field.label, &field.value))),
        );
        entries
    }

    /// Fields of several rows are not shared: each row's actions get their own.
    fn has_several_rows(&self) -> bool {
        let mut rows: Vec<usize> = self.fields.iter().map(|field| field.row).collect();
        rows.dedup();
        rows.len() > 1
    }

    fn has_action(&self, row: usize) -> bool {
        self.items.iter().any(|item| item.kind == Kind::Action && item.row == row)
    }

    fn item(&self, item: &Gathered, own: bool) -> Item {
        let mut details: Vec<Detail> = Vec::new();
        let causes = item.cause.iter().map(|cause| plan_field(FieldKey::Cause, "Nguyên nhân", cause));
        details.extend(causes.map(Detail::Field));
        let below = item.own.iter().map(|(key, label, value)| plan_field(*key, label, value));
        details.extend(below.map(Detail::Field));
        if own && item.kind == Kind::Action {
            let fields = self.fields.iter().filter(|field| field.row == item.row);
            details
                .extend(fields.map(|field| Detail::Field(plan_field(field.key, field.label, &field.value))));
        }
        Item {
            kind: item.kind,
            id: None,
            text: escaped(&item.text),
            ordinal: item.ordinal.clone(),
            details,
            span: Span::default(),
            text_span: Span::default(),
        }
    }
}

fn wording(kind: Kind, modern: bool) -> &'static str {
    match (kind, modern) {
        (Kind::Weakness, true) => "Điểm hạn chế",
        (Kind::Target, true) => "Mục tiêu cải tiến",
        (Kind::Action, true) => "Hoạt động/giải pháp",
        _ => label::wording(LabelKind::Items(kind)),
    }
}

fn label(kind: LabelKind, wording: &'static str, value: &str) -> Label {
    Label { kind, wording, value: value.to_owned(), span: Span::default() }
}

fn plan_field(key: FieldKey, label: &'static str, value: &str) -> Field {
    let (span, value) = (Span::default(), value.to_owned());
    Field { key, label, value, more: String::new(), span, value_span: span }
}

/// Cuts a cell's text into its items: paragraphs, bullets, and bullets inside a line.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let joins = bullet(line).is_none() && pieces.last().is_some_and(|last| goes_on(last, line));
        match pieces.last_mut() {
            Some(last) if joins => {
                last.push(' ');
                last.push_str(line);
            }
            _ => pieces.extend(inline_bullets(line)),
        }
    }
    pieces
}

/// "- Một; - Hai. - Ba" on one line. Once a line is a list, every hyphen before a capital begins an
/// item; "năm học 2023 - 2024" never does.
fn inline_bullets(line: &str) -> Vec<String> {
    static CLOSED: Pattern = Pattern::new(r"[.;:,…)]\s*[-+•–]\s*\p{L}");
    static NEXT: Pattern = Pattern::new(r"(\s*[.;:,…)]\s*|\s+)[-+•–]\s*([\p{Lu}\d])");
    static NEXT_SMALL: Pattern = Pattern::new(r"([.;:…])\s*[-+•]\s+(\p{Ll})");
    let body = bullet(line).map_or(line, |(_, rest)| rest);
    if bullet(line).is_none() && !CLOSED.is_match(line) {
        return vec![line.to_owned()];
    }
    let marked = NEXT_SMALL.replace(&NEXT.replace(body, "$1\u{1f}$2"), "$1\u{1f}$2");
    // A hyphen between two figures is a span of years, even in a list.
    let pieces = rejoined(&marked);
    pieces.iter().map(|piece| one_line(piece)).filter(|piece| !piece.is_empty()).collect()
}

fn rejoined(marked: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in marked.split('\u{1f}') {
        let figure = piece.starts_with(|letter: char| letter.is_ascii_digit());
        match pieces.last_mut() {
            Some(last) if figure && last.trim_end().ends_with(|letter: char| letter.is_ascii_digit()) => {
                *last = format!("{} - {piece}", last.trim_end());
            }
            _ => pieces.push(piece.to_owned()),
        }
    }
    pieces
}

/// The number of a numbered list at the beginning of an item, and the rest.
fn ordinal(text: &str) -> (Option<String>, String) {
    static NUMBER: Pattern = Pattern::new(r"^(\d{1,2}[.)])\s+(\S.*)$");
    match NUMBER.captures(text) {
        Some(found) => (Some(group(&found, 1).to_owned()), group(&found, 2).to_owned()),
        None => (None, text.to_owned()),
    }
}

/// The same words as Markdown inside a list item: nothing at their beginning may be a mark.
fn escaped(text: &str) -> String {
    static UNESCAPE: Pattern = Pattern::new(r"\\([^\w\s])");
    let text = UNESCAPE.replace(&text.replace("**", ""), "$1");
    let marks = text.starts_with(['-', '+', '*', '#', '>', '|', '=', '~', '`', '[', '<']);
    if marks { format!("\\{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_cells_into_items() {
        let check = |text: &str, expected: &[&str]| assert_eq!(pieces(text), expected, "{text}");
        check("Một câu. Hai câu.", &["Một câu. Hai câu."]);
        check("- Một;\n- Hai.", &["Một;", "Hai."]);
        check(
            "- Hội đồng; Lãnh đạo; - Đội ngũ giáo viên - Nhân viên",
            &["Hội đồng; Lãnh đạo;", "Đội ngũ giáo viên", "Nhân viên"],
        );
        check("-Hiệu trưởng. - Phòng Giáo dục.", &["Hiệu trưởng.", "Phòng Giáo dục."]);
        check("Năm học 2023 - 2024", &["Năm học 2023 - 2024"]);
        check("- Năm học 2023 - 2024 làm xong", &["Năm học 2023 - 2024 làm xong"]);
        check("- 100% đạt; - 80% khá", &["100% đạt;", "80% khá"]);
        check("tuyển thêm\nngười có bằng", &["tuyển thêm người có bằng"]);
    }

    #[test]
    fn fields_of_one_row_are_shared_and_those_of_several_are_not() {
        let mut sheet = Sheet::default();
        sheet.open_row();
        sheet.add(Kind::Action, "A.", 1);
        sheet.field(FieldKey::Lead, "Chủ trì", "HT");
        assert!(sheet.clone().into_entries().iter().any(|entry| matches!(entry, Entry::Shared(_))));
        sheet.open_row();
        sheet.add(Kind::Action, "B.", 2);
        sheet.field(FieldKey::Lead, "Chủ trì", "PHT");
        let entries = sheet.into_entries();
        assert!(!entries.iter().any(|entry| matches!(entry, Entry::Shared(_))));
    }
}
