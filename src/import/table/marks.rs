//! Tables whose cells stand between tabs, pipes, or in a grid of `+---+`.

use super::super::heading;
use super::super::pattern::Pattern;
use super::super::source::{Line, bullet, goes_on, plain, without_tags};
use super::Row;

/// A table that begins on the first of these lines, and how many of them it takes.
type Found = Option<(Vec<Row>, usize)>;

/// Cells between tabs. Blank lines inside are page breaks; a line without a tab between two rows
/// goes on with the cell before it.
pub(super) fn tabs(lines: &[Line]) -> Found {
    let first = lines.first()?;
    if tab_count(first) < 3 || first.is_blank() {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    let (mut used, mut pending) = (0, Vec::new());
    for (at, line) in lines.iter().enumerate() {
        if line.text.trim().is_empty() && tab_count(line) == 0 {
            continue;
        }
        if tab_count(line) == 0 && ends_table(line) || is_foot(line) {
            break;
        }
        if tab_count(line) == 0 && !stands_alone(line) {
            pending.push(line);
            continue;
        }
        for line in pending.drain(..) {
            go_on(&mut rows, line);
        }
        rows.push(Row { line: line.number, cells: line.text.split('\t').map(cell).collect() });
        used = at + 1;
    }
    Some((rows, used))
}

fn tab_count(line: &Line) -> usize {
    line.text.matches('\t').count()
}

fn cell(text: &str) -> String {
    let text = without_tags(text).replace("**", "");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Does the text after a table begin here?
fn ends_table(line: &Line) -> bool {
    heading::section(&line.text).is_some()
}

fn is_foot(line: &Line) -> bool {
    super::super::foot::is_recipients_label(&line.text)
}

/// A group row or a heading that lost its tabs.
fn stands_alone(line: &Line) -> bool {
    super::rows::group_levels(&plain(&line.text)).is_some() || heading::numbered_line(&line.text).is_some()
}

/// Adds a line to the last cell that holds text; a page number becomes a row of its own.
fn go_on(rows: &mut Vec<Row>, line: &Line) {
    static PAGE: Pattern = Pattern::new(r"^\W*(?:[Tt]rang\s*)?\d{1,3}\W*$");
    let text = cell(&line.text);
    let last = rows.last_mut().and_then(|row| row.cells.iter_mut().rev().find(|cell| !cell.is_empty()));
    match last {
        Some(cell) if !PAGE.is_match(&text) => {
            cell.push(if goes_on(cell, &text) && bullet(&text).is_none() { ' ' } else { '\n' });
            cell.push_str(&text);
        }
        _ => rows.push(Row { line: line.number, cells: vec![text] }),
    }
}

/// Rows of GitHub Markdown, with or without the outer pipes; a row may be broken over lines.
pub(super) fn pipes(lines: &[Line]) -> Found {
    let is_row = |line: &Line| line.text.trim_start().starts_with('|');
    let first = lines.first()?;
    let ruled = lines.get(1).is_some_and(|next| is_pipe_rule(&next.text)) && first.text.contains('|');
    if !is_row(first) && !ruled {
        return None;
    }
    let belongs = |line: &Line| is_row(line) || (ruled && pipe_cells(&line.text).len() > 1);
    let (mut rows, mut used, mut at) = (Vec::new(), 0, 0);
    while let Some(line) = lines.get(at) {
        if line.is_blank() {
            at += 1;
            continue;
        }
        if !belongs(line) {
            break;
        }
        let mut text = line.text.trim().to_owned();
        let number = line.number;
        while let Some(next) = lines.get(at + 1).filter(|next| is_broken(&text, next)) {
            text.push('\n');
            text.push_str(next.text.trim());
            at += 1;
        }
        rows.push(Row { line: number, cells: pipe_cells(&text).iter().map(|text| cell(text)).collect() });
        at += 1;
        used = at;
    }
    Some((rows, used))
}

/// A row that begins with a pipe and does not end with one goes on, if the next line has the end.
fn is_broken(text: &str, next: &Line) -> bool {
    let next = next.text.trim();
    text.starts_with('|')
        && !text.ends_with('|')
        && !next.starts_with('|')
        && next.ends_with('|')
        && !next.is_empty()
}

fn is_pipe_rule(text: &str) -> bool {
    let text = text.trim();
    text.contains('-') && text.contains('|') && text.chars().all(|letter| "|-: ".contains(letter))
}

/// The texts between pipes; `\|` is no border.
fn pipe_cells(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for letter in text.trim().chars() {
        match (letter, escaped, cells.last_mut()) {
            ('|', false, _) => cells.push(String::new()),
            ('\\', false, _) => escaped = true,
            (letter, was, Some(cell)) => {
                if was && letter != '|' {
                    cell.push('\\');
                }
                cell.push(letter);
                escaped = false;
            }
            _ => {}
        }
    }
    if cells.len() > 1 && text.trim().starts_with('|') {
        cells.remove(0);
    }
    if cells.len() > 1 && text.trim().ends_with('|') {
        cells.pop();
    }
    cells
}

/// The grid tables of pandoc: rows between `+---+`, cells over several lines.
pub(super) fn grid(lines: &[Line]) -> Found {
    static BORDER: Pattern = Pattern::new(r"^\s*\+(?:[-=:]+\+)+\s*$");
    let first = lines.first()?;
    if !BORDER.is_match(&first.text) {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    let (mut open, mut used) = (Row::default(), 0);
    for line in lines {
        let text = line.text.trim();
        if BORDER.is_match(text) {
            if !open.is_blank() {
                rows.push(std::mem::take(&mut open));
            }
        } else if text.starts_with('|') {
            add_grid_line(&mut open, line);
        } else {
            break;
        }
        used += 1;
    }
    if !open.is_blank() {
        rows.push(open);
    }
    Some((rows, used))
}

fn add_grid_line(row: &mut Row, line: &Line) {
    if row.cells.is_empty() {
        row.line = line.number;
    }
    for (at, text) in pipe_cells(&line.text).iter().enumerate() {
        let text = cell(text);
        match row.cells.get_mut(at) {
            None => row.cells.push(text),
            Some(_) if text.is_empty() => {}
            Some(cell) => {
                let own_line = cell.is_empty() || bullet(&text).is_some();
                cell.push_str(if cell.is_empty() {
                    ""
                } else if own_line {
                    "\n"
                } else {
                    " "
                });
                cell.push_str(&text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::source::lines;
    use super::super::{Block, blocks};

    fn check(text: &str, expected: &[&[&str]]) {
        let (lines, _) = lines(text);
        let blocks = blocks(&lines);
        let Some(Block::Table(rows)) = blocks.first() else { panic!("{blocks:?}") };
        let cells: Vec<Vec<&str>> =
            rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
        assert_eq!(cells, expected);
    }

    #[test]
    fn pipes_with_escapes_breaks_and_page_breaks() {
        check(
            "| a | b |\n|---|---|\n| <p>x</p><p>y</p> | c\\|d |\n\n| e<br>f | g\nh |\n",
            &[&["a", "b"], &["---", "---"], &["x\ny", "c|d"], &["e\nf", "g\nh"]],
        );
        check("a | b\n--|--\nc | d\n", &[&["a", "b"], &["--", "--"], &["c", "d"]]);
    }

    #[test]
    fn tabs_with_blank_lines_lost_tabs_and_broken_cells() {
        check(
            "a\tb\tc\td\n\nMỨC 2\n1\t2\t3\tbốn\nnăm sáu\n5\t6\t7\t8\n\nI. MỤC ĐÍCH, YÊU CẦU\n",
            &[&["a", "b", "c", "d"], &["MỨC 2"], &["1", "2", "3", "bốn năm sáu"], &["5", "6", "7", "8"]],
        );
    }

    #[test]
    fn grids_join_the_lines_of_a_cell() {
        check(
            "+---+-----+\n| a | b   |\n+===+=====+\n| c | d   |\n|   | - e |\n+---+-----+\n",
            &[&["a", "b"], &["c", "d\n- e"]],
        );
    }
}
