//! A table in Markdown: with pipes where each cell is one square, in HTML where cells are merged.

use super::{letter::escaped, line};
use crate::export::paper::grid::{Grid, Line};
use crate::export::paper::{Block, Table, html};

/// The table without the line break at its end.
pub(super) fn text(table: &Table) -> String {
    let grid = Grid::new(table);
    if grid.rows.is_empty() {
        return String::new();
    }
    let simple = |block: &Block| matches!(block, Block::Paragraph(_) | Block::Picture(_));
    let cells = || grid.rows.iter().flat_map(|line| &line.cells);
    if grid.is_plain() && cells().all(|cell| cell.blocks.iter().all(simple)) {
        return piped(&grid);
    }
    let mut out = String::new();
    html::table::bare(&mut out, table, &grid);
    // An empty line would end the HTML.
    out.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn piped(grid: &Grid) -> String {
    let mut lines = Vec::with_capacity(grid.rows.len() + 2);
    // Markdown knows no table without a header: it is empty where there is none.
    if grid.header == 0 {
        lines.push("|  ".repeat(grid.columns) + "|");
        lines.push("| --- ".repeat(grid.columns) + "|");
    }
    for (index, row) in grid.rows.iter().enumerate() {
        lines.push(piped_row(row));
        if index == 0 && grid.header > 0 {
            lines.push("| --- ".repeat(grid.columns) + "|");
        }
    }
    lines.join("\n")
}

fn piped_row(row: &Line) -> String {
    let cell = |blocks: &[Block]| {
        let text = |block: &Block| match block {
            Block::Paragraph(one) => line(one),
            Block::Picture(picture) => escaped(&picture.words),
            Block::Table(_) | Block::Columns { .. } => String::new(),
        };
        let parts = blocks.iter().map(text).filter(|text| !text.is_empty());
        parts.collect::<Vec<_>>().join("<br>").replace("\\\n", "<br>").replace('\n', " ")
    };
    let cells: Vec<String> = row.cells.iter().map(|one| cell(one.blocks)).collect();
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::{Cell, Paragraph, Row, Style};

    fn row(texts: &[&str]) -> Row {
        let cell = |text: &&str| Cell {
            blocks: vec![Block::Paragraph(Paragraph::form(Style::TableCell, *text))],
            ..Cell::default()
        };
        Row { cells: texts.iter().map(cell).collect() }
    }

    #[test]
    fn a_table_of_squares_has_pipes() {
        let rows = vec![row(&["TT", "Việc"]), row(&["1", "a | b\nc"])];
        let piped = text(&Table { header: 1, rows: rows.clone(), ..Table::default() });
        assert_eq!(piped, "| TT | Việc |\n| --- | --- |\n| 1 | a \\| b<br>c |");
        let bare = text(&Table { rows, ..Table::default() });
        assert!(bare.starts_with("|  |  |\n| --- | --- |\n| TT | Việc |\n"), "{bare}");
    }

    #[test]
    fn a_table_with_merged_cells_is_html_without_an_empty_line() {
        let mut rows = vec![row(&["TT", "Việc"]), row(&["MỨC <1>"])];
        rows[1].cells[0].across = 2;
        let html = text(&Table { header: 1, rows, caption: "Bảng".into(), ..Table::default() });
        assert!(html.starts_with("<table>\n") && html.ends_with("</table>"), "{html}");
        assert!(html.contains("colspan=\"2\"") && html.contains("MỨC &lt;1&gt;"), "{html}");
        assert!(!html.contains("\n\n"));
        assert_eq!(text(&Table::default()), "");
    }
}
