//! The cell that names a criterion: its name, and whatever else was typed into it.

use super::labels;
use super::likeness::likeness;
use super::sheet;
use super::source::one_line;
use crate::catalog::Catalog;
use crate::plan::item::CriterionId;
use crate::plan::spelling::fold_words;

/// What such a cell holds behind the number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) name: String,
    /// The name is like that of the catalogue.
    pub(super) sure_name: bool,
    /// What follows the name, cut at its labels and bullets.
    pub(super) lines: Vec<String>,
    /// Some of these lines stand before any label.
    pub(super) has_free_lines: bool,
}

impl Cell {
    /// A cell that holds nothing but a text of no particular kind.
    pub(super) fn note(text: &str) -> Cell {
        let lines: Vec<String> = Some(one_line(text)).filter(|text| !text.is_empty()).into_iter().collect();
        Cell { lines, ..Cell::default() }
    }
}

/// Reads what follows the number. In the form of 2026 the text beside the number says what is to
/// be improved, unless it is the criterion's name.
pub(super) fn read(rest: &str, id: CriterionId, catalog: Option<&Catalog>, modern: bool) -> Cell {
    let official = catalog
        .and_then(|catalog| catalog.criteria().find(|known| known.id == id))
        .map(|known| known.name.as_str());
    let mut lines: Vec<String> = Vec::new();
    for line in rest.lines() {
        for piece in labels::cut_inline(line) {
            match labels::read(&piece) {
                // The bullet in front of a label says where its list ends; a sentence has none.
                Some(_) => lines.push(piece),
                None => lines.extend(sheet::pieces(&piece)),
            }
        }
    }
    let begins_with_bullet = rest.trim_start_matches([' ', '\t']).starts_with(['-', '+', '•', '–', '\n']);
    let mut cell = Cell { lines, ..Cell::default() };
    let first =
        cell.lines.first().filter(|first| !begins_with_bullet && labels::read(first).is_none()).cloned();
    if let Some(first) = first {
        name(&mut cell, &first, official, modern);
    }
    cell.has_free_lines = cell.lines.first().is_some_and(|first| labels::read(first).is_none());
    cell
}

fn name(cell: &mut Cell, first: &str, official: Option<&str>, modern: bool) {
    let cut = official.and_then(|official| split_at_name(first, official));
    match cut {
        Some((name, rest)) => {
            cell.name = name;
            cell.sure_name = true;
            if rest.is_empty() { drop(cell.lines.remove(0)) } else { replace_first(cell, rest) }
        }
        None if modern => replace_first(cell, format!("Nội dung cải tiến: {first}")),
        None if first.chars().count() <= 170 && !first.contains(". ") => {
            cell.sure_name = official.is_some_and(|official| likeness(first, official) > 0.5);
            cell.name = first.to_owned();
            cell.lines.remove(0);
        }
        None => {}
    }
}

fn replace_first(cell: &mut Cell, text: String) {
    if let Some(line) = cell.lines.first_mut() {
        *line = text;
    }
}

/// The text cut behind the official name, if it begins with it.
fn split_at_name(text: &str, official: &str) -> Option<(String, String)> {
    if likeness(text, official) > 0.8 {
        return Some((one_line(text), String::new()));
    }
    let (words, name) = (fold_words(text), fold_words(official));
    if !words.starts_with(&name) {
        return None;
    }
    let count = official.split_whitespace().count();
    let parts: Vec<&str> = text.split_whitespace().collect();
    let (own, rest) = parts.split_at_checked(count)?;
    (fold_words(&own.join(" ")) == name)
        .then(|| (own.join(" ").trim_end_matches([':', '.', ';']).to_owned(), rest.join(" ")))
}

/// The name of a standard and what stands below it in its cell. In the form of 2026 words beside
/// the number that are not the standard's name say what is to be improved.
pub(super) fn standard(
    number: u8,
    (name, below): (&str, &str),
    catalog: Option<&Catalog>,
    modern: bool,
) -> (String, String) {
    let official = catalog.and_then(|catalog| catalog.standards.iter().find(|known| known.number == number));
    let is_name = official.is_none_or(|official| likeness(name, &official.name) > 0.6);
    if is_name || !modern || name.is_empty() {
        return (one_line(name), below.to_owned());
    }
    (String::new(), format!("Nội dung cải tiến: {} {below}", one_line(name)))
}

/// The criterion whose name stands in a text that lost its number; only a name that is like no
/// other will do.
pub(super) fn by_name(text: &str, catalog: Option<&Catalog>) -> Option<(CriterionId, String)> {
    let name = text.split_once([':', ' ']).map_or(text, |_| text);
    let tail = name.rsplit_once(':').map_or(name, |(_, tail)| tail);
    let tail = tail.lines().next().unwrap_or_default();
    let mut near: Vec<(f64, CriterionId)> = catalog?
        .criteria()
        .map(|known| (likeness(tail, &known.name), known.id))
        .filter(|(score, _)| *score > 0.85)
        .collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0));
    match near.as_slice() {
        [(_, id)] => Some((*id, one_line(tail))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    fn check(rest: &str, expected: (&str, &[&str])) {
        let id = CriterionId { standard: 2, serial: 3 };
        let cell = read(rest, id, catalog::embedded("preschool-2018"), false);
        let lines: Vec<&str> = cell.lines.iter().map(String::as_str).collect();
        assert_eq!((cell.name.as_str(), lines.as_slice()), expected, "{rest}");
    }

    #[test]
    fn tells_name_label_and_the_rest_apart() {
        check(
            "Đối với nhân viên\n- Điểm yếu: Thiếu người.",
            ("Đối với nhân viên", &["- Điểm yếu: Thiếu người."]),
        );
        check("Đối với nhân viên Điểm yếu: Thiếu người.", ("Đối với nhân viên", &["Điểm yếu: Thiếu người."]));
        check("- Đủ người; - 100% đạt chuẩn.", ("", &["Đủ người;", "100% đạt chuẩn."]));
        check("Đối với nhân viên Trường đủ người.", ("Đối với nhân viên", &["Trường đủ người."]));
        check("\n- Đủ người.", ("", &["Đủ người."]));
    }

    #[test]
    fn a_name_alone_may_tell_the_number() {
        let catalog = catalog::embedded("preschool-2018");
        assert_eq!(
            by_name("Tiêu chí I.S: Tổ chức nhóm trẻ và lớp mẫu giáo", catalog)
                .map(|found| found.0.to_string()),
            Some("1.5".into())
        );
        assert_eq!(by_name("Tiêu chí I.S: Việc khác", catalog), None);
    }
}
