//! Tables in HTML, as pandoc and web converters write them.

use super::super::pattern::{Pattern, group};
use super::super::source::{Line, without_tags};
use super::Row;

/// The lines on which tables end, by place: looked for once, so that a file of openings without an
/// end costs no more than any other.
pub(super) fn ends(lines: &[Line]) -> Vec<usize> {
    let ends = |line: &Line| line.text.contains('<') && line.text.to_lowercase().contains("</table>");
    lines.iter().enumerate().filter(|(_, line)| ends(line)).map(|(at, _)| at).collect()
}

/// A table that begins on the first of these lines and ends on the line at this place, and how many
/// lines it takes.
pub(super) fn table(lines: &[Line], end: usize) -> Option<(Vec<Row>, usize)> {
    let first = lines.first()?;
    if !first.text.to_lowercase().trim_start().starts_with("<table") {
        return None;
    }
    let inside = lines.get(..=end)?;
    let text = inside.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    Some((rows(&text, first.number), end + 1))
}

fn rows(text: &str, first: usize) -> Vec<Row> {
    static ROW: Pattern = Pattern::new(r"(?is)<tr(?:\s[^>]*)?>(.*?)(?:</tr>|$)");
    static CELL: Pattern = Pattern::new(r"(?is)<t[dh]((?:\s[^>]*)?)>(.*?)(?:</t[dh]>|$)");
    let mut rows = Vec::new();
    // Cells that reach down from a row above: column and how many rows are still to come.
    let mut reaching: Vec<(usize, usize)> = Vec::new();
    // Lines are counted on from the row before: ten thousand rows are not counted ten thousand times.
    let (mut line, mut counted) = (first, 0);
    for found in ROW.all(text) {
        let start = found.get(0).map_or(0, |all| all.start());
        line += text.get(counted..start).unwrap_or_default().matches('\n').count();
        counted = start;
        let mut row = Row { line, cells: Vec::new() };
        let mut started = Vec::new();
        for cell in CELL.all(group(&found, 1)) {
            skip_reaching(&mut row, &mut reaching);
            let (wide, deep) = (span(group(&cell, 1), "colspan"), span(group(&cell, 1), "rowspan"));
            for extra in 0..wide {
                if deep > 1 {
                    started.push((row.cells.len(), deep - 1));
                }
                row.cells.push(if extra == 0 { cell_text(group(&cell, 2)) } else { String::new() });
            }
        }
        skip_reaching(&mut row, &mut reaching);
        reaching.extend(started);
        rows.push(row);
    }
    rows
}

/// Leaves the places empty that a cell from above still covers.
fn skip_reaching(row: &mut Row, reaching: &mut [(usize, usize)]) {
    while let Some(cell) = reaching.iter_mut().find(|(column, left)| *column == row.cells.len() && *left > 0)
    {
        cell.1 -= 1;
        row.cells.push(String::new());
    }
}

fn span(attributes: &str, name: &str) -> usize {
    static NUMBER: Pattern = Pattern::new(r#"(?i)(colspan|rowspan)\s*=\s*["']?(\d{1,3})"#);
    let found = NUMBER.all(attributes).into_iter().find(|found| group(found, 1).eq_ignore_ascii_case(name));
    found.and_then(|found| group(&found, 2).parse().ok()).unwrap_or(1).clamp(1, 60)
}

/// Line ends of the file are blanks in HTML; paragraphs, breaks and list items are lines.
fn cell_text(html: &str) -> String {
    static ITEM: Pattern = Pattern::new(r"(?i)<li(?:\s[^<>]*)?>");
    let flat = ITEM.replace(&html.replace('\n', " "), "<br>- ");
    let text = without_tags(&flat);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_spans_and_paragraphs() {
        let text = "<table>\n<tr><th>TT</th><th colspan=\"2\">Tiêu chí</th></tr>\n<tr><td rowspan=2>1</td><td><p>a</p><p>b</p></td><td>c &amp; d</td></tr>\n<tr><td><ul><li>e</li><li>f</li></ul></td><td>g</td></tr>\n</table>";
        let cells: Vec<(usize, Vec<String>)> =
            rows(text, 5).into_iter().map(|row| (row.line, row.cells)).collect();
        let own = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            cells,
            [
                (6, own(&["TT", "Tiêu chí", ""])),
                (7, own(&["1", "a\nb", "c & d"])),
                (8, own(&["", "- e\n- f", "g"])),
            ]
        );
    }
}
