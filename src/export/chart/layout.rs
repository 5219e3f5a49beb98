//! Where everything of a picture stands: from rows and columns to paths and texts with places.

use std::collections::BTreeMap;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Chart, Key, Line, Row, Rows, Shape};

/// The width that sentences have, left of the lines.
const LEFT: usize = 336;
/// The width for what stands behind a line's end.
const RIGHT: usize = 84;
const HEAD: usize = 40;
const GROUP: usize = 26;
const ROW: usize = 36;
/// Columns are never narrower and never wider than this.
const COLUMN: (usize, usize) = (34, 96);
/// A picture of few years is not wider than a sheet of paper.
const WIDE: usize = 1120;
/// As many letters of a sentence fit on a line beside the picture, on two lines.
const LETTERS: usize = 50;

/// A picture ready to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Lines of the grid.
    pub(super) grid: Vec<Drawn>,
    pub(super) heads: Vec<Text>,
    pub(super) groups: Vec<Text>,
    pub(super) rows: Vec<DrawnRow>,
    pub(super) ties: Vec<Drawn>,
    pub(super) keys: Vec<DrawnKey>,
}

/// A path with the class of its style.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawn {
    pub(super) class: &'static str,
    pub(super) path: String,
    /// Drawn on top of it; may be empty.
    pub(super) ink: String,
    /// What it says; may be empty.
    pub(super) story: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct DrawnRow {
    pub(super) number: usize,
    pub(super) label: String,
    pub(super) story: String,
    pub(super) texts: Vec<Text>,
    pub(super) lines: Vec<Drawn>,
    pub(super) marks: Vec<Drawn>,
    pub(super) badge: Option<Text>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct DrawnKey {
    pub(super) drawn: Vec<Drawn>,
    pub(super) text: Text,
}

/// The whole chart on one sheet, with its legend.
pub(super) fn whole(chart: &Chart) -> Sheet {
    let mut sheet = Layout::of(chart).sheet(&chart.groups);
    legend(&mut sheet, chart);
    sheet
}

/// The chart on as many sheets as it takes to print them on A4 paper, across.
pub(super) fn pages(chart: &Chart) -> Vec<Sheet> {
    let layout = Layout::of(chart);
    // A4 across is 273 × 186 mm within its margins; some of it is left to the heading.
    let most = layout.width() * 6 / 10;
    let mut pages: Vec<Vec<Rows>> = vec![Vec::new()];
    let mut height = HEAD;
    for group in &chart.groups {
        let mut is_open = false;
        for row in &group.rows {
            let more = if is_open { ROW } else { GROUP + ROW };
            if height + more > most && height > HEAD {
                pages.push(Vec::new());
                (height, is_open) = (HEAD, false);
            }
            height += if is_open { ROW } else { GROUP + ROW };
            let Some(page) = pages.last_mut() else { continue };
            if !is_open {
                page.push(Rows { heading: group.heading.clone(), rows: Vec::new() });
                is_open = true;
            }
            page.iter_mut().next_back().into_iter().for_each(|rows| rows.rows.push(row.clone()));
        }
    }
    pages.iter().filter(|page| !page.is_empty()).map(|page| layout.sheet(page)).collect()
}

/// The measures that all sheets of a chart share.
struct Layout<'c> {
    chart: &'c Chart,
    column: usize,
}

impl<'c> Layout<'c> {
    fn of(chart: &'c Chart) -> Self {
        let count = chart.columns.len().max(1);
        Layout { chart, column: ((WIDE - LEFT - RIGHT) / count).clamp(COLUMN.0, COLUMN.1) }
    }

    fn width(&self) -> usize {
        LEFT + self.column * self.chart.columns.len() + RIGHT
    }

    fn x(&self, column: usize) -> usize {
        LEFT + self.column * column + self.column / 2
    }

    fn sheet(&self, groups: &[Rows]) -> Sheet {
        let mut sheet = Sheet { width: self.width(), ..Sheet::default() };
        let mut y = HEAD;
        let mut places = BTreeMap::new();
        for group in groups {
            sheet.groups.push(Text { x: 4, y: y + 18, text: cut(&group.heading, 150) });
            y += GROUP;
            for row in &group.rows {
                let middle = y + ROW / 2;
                places.insert(row.number, middle);
                sheet.rows.push(self.row(row, middle));
                y += ROW;
            }
        }
        sheet.height = y + 8;
        sheet.ties =
            groups.iter().flat_map(|group| &group.rows).flat_map(|row| self.ties(row, &places)).collect();
        self.heads(&mut sheet);
        sheet
    }

    /// The years over the columns, with a line down each.
    fn heads(&self, sheet: &mut Sheet) {
        for (at, column) in self.chart.columns.iter().enumerate() {
            let x = self.x(at);
            sheet.heads.push(Text { x, y: 16, text: column.name.0.clone() });
            sheet.heads.push(Text { x, y: 30, text: format!("–{}", column.name.1) });
            let path = format!("M{x} {HEAD}V{}", sheet.height - 6);
            sheet.grid.push(Drawn::line("grid", path));
            if column.after_gap {
                let x = LEFT + self.column * at;
                let path = format!("M{} 8V{}M{} 8V{}", x - 2, sheet.height - 6, x + 2, sheet.height - 6);
                sheet.grid.push(Drawn { story: self.chart.words.gap.clone(), ..Drawn::line("gap", path) });
            }
        }
    }

    fn row(&self, row: &Row, y: usize) -> DrawnRow {
        let mut lines = Vec::new();
        for span in &row.spans {
            let path = format!("M{} {y}H{}", self.x(span.from), self.x(span.to));
            if span.line == Line::Thick {
                lines.push(Drawn::line("thick", path.clone()));
            }
            lines.push(Drawn::line(class(span.line), path));
        }
        let marks = row.marks.iter().map(|mark| Drawn {
            story: mark.story.clone(),
            ..Drawn::mark(mark.shape, (self.x(mark.column), y))
        });
        let said = two_lines(&row.label);
        let top = if said.len() == 1 { y + 4 } else { y - 3 };
        let texts = said.into_iter().enumerate();
        let end = row.marks.iter().map(|mark| mark.column).max().unwrap_or(0);
        let badge =
            (!row.badge.is_empty()).then(|| Text { x: self.x(end) + 14, y: y + 5, text: row.badge.clone() });
        DrawnRow {
            number: row.number,
            label: row.label.clone(),
            story: row.story.clone(),
            texts: texts.map(|(at, text)| Text { x: 10, y: top + 14 * at, text }).collect(),
            lines,
            marks: marks.collect(),
            badge,
        }
    }

    /// The lines to other rows; a row on another sheet is only pointed to.
    fn ties(&self, row: &Row, places: &BTreeMap<usize, usize>) -> Vec<Drawn> {
        let Some(y) = places.get(&row.number) else { return Vec::new() };
        let tie = |tie: &super::Tie| {
            let (from, to) = (self.x(tie.from), self.x(tie.to));
            let path = match places.get(&tie.row) {
                Some(other) => format!("M{from} {y}L{to} {other}"),
                None => format!("M{from} {y}l{} 12", self.column / 3),
            };
            Drawn::line(class(Line::Tie), path)
        };
        row.ties.iter().map(tie).collect()
    }
}

impl Drawn {
    fn line(class: &'static str, path: String) -> Drawn {
        Drawn { class, path, ink: String::new(), story: String::new() }
    }

    fn mark(shape: Shape, place: (usize, usize)) -> Drawn {
        let (path, ink) = shape.outline(place);
        Drawn { class: shape.as_str(), path, ink, story: String::new() }
    }
}

fn class(line: Line) -> &'static str {
    match line {
        Line::Thin => "thin",
        Line::Thick => "inlay",
        Line::Away => "away",
        Line::Tie => "tie",
    }
}

/// What marks and lines mean, below the picture, in as many columns as fit.
fn legend(sheet: &mut Sheet, chart: &Chart) {
    let columns = (sheet.width / 360).max(1);
    let top = sheet.height + 16;
    for (at, (key, text)) in chart.legend.iter().enumerate() {
        let (x, y) = (10 + 360 * (at % columns), top + 24 * (at / columns));
        let drawn = self::key(*key, (x, y));
        sheet.keys.push(DrawnKey { drawn, text: Text { x: x + 36, y: y + 4, text: cut(text, LETTERS) } });
    }
    sheet.height = top + 24 * chart.legend.len().div_ceil(columns);
}

/// One key of the legend, 28 wide, around the height `y`.
pub(super) fn key(key: Key, (x, y): (usize, usize)) -> Vec<Drawn> {
    let path = format!("M{x} {y}h28");
    match key {
        Key::Shape(shape) => vec![Drawn::mark(shape, (x + 14, y))],
        Key::Line(Line::Thick) => vec![Drawn::line("thick", path.clone()), Drawn::line("inlay", path)],
        Key::Line(line) => vec![Drawn::line(class(line), path)],
        Key::Gap => {
            let top = y.saturating_sub(8);
            vec![Drawn::line("gap", format!("M{} {top}v16M{} {top}v16", x + 12, x + 16))]
        }
    }
}

/// A text of at most so many letters.
pub(super) fn cut(text: &str, letters: usize) -> String {
    if text.width() <= letters {
        return text.to_owned();
    }
    let mut wide = 1;
    let kept = text.chars().take_while(|letter| {
        wide += letter.width().unwrap_or(0);
        wide <= letters
    });
    format!("{}…", kept.collect::<String>().trim_end())
}

/// The beginning of a sentence on at most two lines, broken between words.
fn two_lines(text: &str) -> Vec<String> {
    let mut first = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.peek() {
        let blank = usize::from(!first.is_empty());
        if !first.is_empty() && first.width() + blank + word.width() > LETTERS {
            break;
        }
        first.push_str(if blank == 1 { " " } else { "" });
        first.push_str(word);
        words.next();
    }
    let rest = words.collect::<Vec<_>>().join(" ");
    let lines = [cut(&first, LETTERS), cut(&rest, LETTERS)];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_broken_between_words_and_cut_where_they_are_too_long() {
        assert_eq!(two_lines("Còn 03 lớp ghép."), ["Còn 03 lớp ghép."]);
        let long = "một hai ba bốn năm sáu bảy tám chín mười ".repeat(5);
        let lines = two_lines(&long);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.width() <= LETTERS), "{lines:?}");
        assert!(lines[1].ends_with('…'));
        assert!(two_lines(&"x".repeat(500))[0].width() <= LETTERS);
        assert!(two_lines("").is_empty());
    }
}
