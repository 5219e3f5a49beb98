//! One cell of a row into the sheet, by its column.

use super::super::fill::{Filled, Text, Unlabelled, fill};
use super::super::labels;
use super::super::pattern::{Pattern, group};
use super::super::report::Certainty;
use super::super::sheet::{self, Sheet};
use super::super::source::one_line;
use super::columns::Column;
use crate::plan::item::{FieldKey, Kind};

/// Puts a cell's text where its column belongs; tells which labelled weaknesses it held.
pub(super) fn put(sheet: &mut Sheet, (column, words): (Column, &str), text: &str, line: usize) -> Filled {
    let modern = sheet.modern;
    let lead = if modern { "Phụ trách" } else { "Chủ trì" };
    match column {
        Column::Target => return items(sheet, Kind::Target, text, line),
        Column::Action => return items(sheet, Kind::Action, text, line),
        Column::Measure => return items(sheet, Kind::Measure, text, line),
        Column::Strength => sheet.add(Kind::Strength, text, line),
        Column::Weakness => return weaknesses(sheet, text, line),
        Column::Cause => sheet.cause(text),
        Column::Lead => people(sheet, lead, text),
        Column::Partners => sheet.field(FieldKey::Partners, "Phối hợp", &names(text)),
        Column::Schedule => sheet.field(FieldKey::Schedule, "Thời gian", &value(text)),
        Column::Budget => sheet.field(FieldKey::Budget, "Kinh phí", &value(text)),
        Column::Conditions => sheet.field(FieldKey::Conditions, "Điều kiện", &value(text)),
        Column::Resources => sheet.field(FieldKey::Resources, "Nguồn lực", &value(text)),
        Column::Evidence => sheet.field(FieldKey::Evidence, "Minh chứng", &value(text)),
        Column::Status => sheet.field(FieldKey::Status, "Mức độ thực hiện", &value(text)),
        Column::Note => sheet.field(FieldKey::Note, "Ghi chú", &value(text)),
        Column::State => sheet.notes.push(format!("Hiện trạng: {}", one_line(text))),
        Column::Level => sheet.level = Some(one_line(text)),
        _ => {
            sheet.notes.push(one_line(&format!("{words}{}{text}", if words.is_empty() { "" } else { ": " })))
        }
    }
    Filled::default()
}

/// A column of items; a labelled weakness in it is a weakness all the same.
fn items(sheet: &mut Sheet, kind: Kind, text: &str, line: usize) -> Filled {
    let pieces = sheet::pieces(text);
    if !pieces.iter().any(|piece| labels::read(piece).is_some()) {
        pieces.iter().for_each(|piece| sheet.add_one(kind, piece, line));
        return Filled::default();
    }
    let texts: Vec<Text> = pieces.into_iter().map(|text| Text::new(line, text)).collect();
    fill(sheet, &texts, Unlabelled::Item(kind))
}

/// A column whose header is the label.
fn weaknesses(sheet: &mut Sheet, text: &str, line: usize) -> Filled {
    let before = sheet.items.len();
    let unlabelled = labels::read(text).filter(|_| text.lines().count() == 1).map(|found| found.rest);
    sheet.add(Kind::Weakness, unlabelled.as_deref().unwrap_or(text), line);
    let new = sheet.items.iter().skip(before);
    let weaknesses = new.map(|item| (item.line, item.text.clone(), Certainty::Certain)).collect();
    Filled { weaknesses, ..Filled::default() }
}

/// Lead and partners where the cell itself tells them apart; else all are the lead, because "the
/// first is the lead" would be a guess.
fn people(sheet: &mut Sheet, lead: &'static str, text: &str) {
    static BOTH: Pattern = Pattern::new(
        r"(?is)^\W*(?:người )?chủ trì\s*:\s*(.*?)[\s;.,–-]*(?:người |đơn vị )?phối hợp(?: thực hiện)?\s*:\s*(.*)$",
    );
    match BOTH.captures(text) {
        Some(found) => {
            sheet.field(FieldKey::Lead, lead, &names(group(&found, 1)));
            sheet.field(FieldKey::Partners, "Phối hợp", &names(group(&found, 2)));
        }
        None => sheet.field(FieldKey::Lead, lead, &names(text)),
    }
}

/// People's names in one line, without bullets and the points after them.
fn names(text: &str) -> String {
    let pieces = sheet::pieces(text);
    let names = pieces.iter().map(|piece| piece.trim_end_matches(['.', ';', ',', ' ']));
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A cell's paragraphs in one line.
fn value(text: &str) -> String {
    let mut pieces = sheet::pieces(text);
    let last = pieces.pop().unwrap_or_default();
    let before = pieces.iter().map(|piece| piece.trim_end_matches(['.', ';', ',', ' ']).to_owned());
    one_line(&before.chain([last]).collect::<Vec<_>>().join("; "))
}
