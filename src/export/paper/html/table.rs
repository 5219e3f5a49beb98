//! A table of a page, its headers and their scopes told for those who hear it.

use std::fmt::Write;

use super::{blocks, escape};
use crate::export::paper::Table;
use crate::export::paper::grid::{Grid, Line, Role};

/// A table that scrolls alone where it is wider than the screen, so that the page does not.
pub(super) fn scrolled(out: &mut String, table: &Table) {
    let grid = Grid::new(table);
    out.push_str("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
    escape(out, &table.caption);
    out.push_str("\">\n");
    bare(out, table, &grid);
    out.push_str("</div>\n");
}

/// The table alone.
pub(in crate::export::paper) fn bare(out: &mut String, table: &Table, grid: &Grid) {
    out.push_str("<table>\n");
    if !table.caption.is_empty() {
        out.push_str("<caption>");
        escape(out, &table.caption);
        out.push_str("</caption>\n");
    }
    columns(out, table, grid);
    let (header, body) = grid.rows.split_at_checked(grid.header).unwrap_or_default();
    if !header.is_empty() {
        out.push_str("<thead>\n");
        header.iter().for_each(|one| line(out, one));
        out.push_str("</thead>\n");
    }
    bodies(out, body);
    out.push_str("</table>\n");
}

/// The shares of the width.
fn columns(out: &mut String, table: &Table, grid: &Grid) {
    let sum: u64 = table.widths.iter().map(|width| u64::from(*width)).sum();
    if sum == 0 || table.widths.len() != grid.columns {
        return;
    }
    out.push_str("<colgroup>");
    for width in &table.widths {
        _ = write!(out, "<col style=\"width:{}%\">", u64::from(*width) * 100 / sum);
    }
    out.push_str("</colgroup>\n");
}

/// A row that names the rows below it begins a body of its own, so that its scope is told.
fn bodies(out: &mut String, rows: &[Line]) {
    let mut reaching = 0_usize;
    let mut is_open = false;
    for row in rows {
        if !is_open || (row.role == Role::Group && reaching == 0) {
            out.push_str(if is_open { "</tbody>\n<tbody>\n" } else { "<tbody>\n" });
            is_open = true;
        }
        line(out, row);
        let down = row.cells.iter().map(|cell| cell.down - 1).max().unwrap_or(0);
        reaching = reaching.saturating_sub(1).max(down);
    }
    out.push_str(if is_open { "</tbody>\n" } else { "" });
}

fn line(out: &mut String, line: &Line) {
    out.push_str("<tr>\n");
    for cell in &line.cells {
        let (tag, scope) = match line.role {
            Role::Header if cell.across > 1 => ("th", " scope=\"colgroup\""),
            Role::Header => ("th", " scope=\"col\""),
            Role::Group if cell.names_group() => ("th", " scope=\"rowgroup\""),
            Role::Group | Role::Body => ("td", ""),
        };
        _ = write!(out, "<{tag}{scope}");
        if cell.across > 1 {
            _ = write!(out, " colspan=\"{}\"", cell.across);
        }
        if cell.down > 1 {
            _ = write!(out, " rowspan=\"{}\"", cell.down);
        }
        out.push('>');
        blocks(out, cell.blocks);
        _ = writeln!(out, "</{tag}>");
    }
    out.push_str("</tr>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::{Block, Cell, Paragraph, Row, Style};

    #[test]
    fn a_body_begins_at_a_group_unless_a_cell_reaches_over_it() {
        let cell =
            |style| Cell { blocks: vec![Block::Paragraph(Paragraph::form(style, "x"))], ..Cell::default() };
        let row = |style| Row { cells: vec![cell(style)] };
        let numbered =
            Row { cells: vec![cell(Style::TableCentre), Cell { across: 3, ..cell(Style::TableGroup) }] };
        let mut out = String::new();
        scrolled(&mut out, &Table { rows: vec![row(Style::TableCell), numbered], ..Table::default() });
        assert!(out.contains("<tbody>\n<tr>\n<td>") && out.contains("<th scope=\"rowgroup\" colspan=\"3\">"));
        assert_eq!(out.matches("<tbody>").count(), 2, "{out}");
        let rows = vec![row(Style::TableCell), row(Style::TableGroup), row(Style::TableCell)];
        let mut out = String::new();
        scrolled(&mut out, &Table { rows, ..Table::default() });
        assert_eq!(out.matches("<tbody>").count(), 2, "{out}");
        assert_eq!(out.matches("</tbody>").count(), 2, "{out}");
        assert!(out.contains("<th scope=\"rowgroup\">"));
    }

    #[test]
    fn widths_are_shares_of_a_hundred_and_only_where_each_column_has_one() {
        let row = Row { cells: vec![Cell::default(), Cell::default()] };
        let mut out = String::new();
        scrolled(&mut out, &Table { widths: vec![1, 3], rows: vec![row.clone()], ..Table::default() });
        assert!(out.contains("width:25%") && out.contains("width:75%"), "{out}");
        let mut out = String::new();
        scrolled(&mut out, &Table { widths: vec![1], rows: vec![row], ..Table::default() });
        assert!(!out.contains("colgroup"), "{out}");
    }
}
