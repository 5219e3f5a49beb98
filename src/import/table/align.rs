//! Rows whose cells stand in other columns than the header says.
//!
//! Where criterion and target share one cell, every later cell stands too far left; where a cell
//! was lost or added, some do. Each way of laying the cells over the columns is scored by what the
//! cells hold (a date, a person, money); the plain way wins unless another is clearly better.

use super::super::pattern::Pattern;
use super::columns::Column;
use crate::plan::spelling::fold;

/// A cell that holds text, with its place among the cells that are to be laid.
pub(super) type Placed<'c> = (usize, &'c str);

/// For each cell the column in which it belongs, and how well that fits.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layout {
    pub(super) columns: Vec<usize>,
    pub(super) score: f64,
}

/// Each cell in the column in which it stands, the first place being this column.
pub(super) fn plain(cells: &[Placed<'_>], columns: &[Column], first: usize) -> Layout {
    let places: Vec<usize> = cells.iter().map(|(place, _)| place + first).collect();
    let score = places.iter().zip(cells).map(|(place, (_, text))| fit(columns.get(*place), text)).sum();
    Layout { columns: places, score }
}

/// The best way to lay the cells over the columns from one column on, in their order.
pub(super) fn best(cells: &[Placed<'_>], columns: &[Column], first: usize) -> Layout {
    // For each column the best layout of the cells so far that ends there.
    let mut ends: Vec<Layout> = vec![Layout::default()];
    let mut before = 0;
    for (place, text) in cells {
        let mut next: Vec<Layout> = Vec::new();
        for column in first..columns.len() {
            let own = fit(columns.get(column), text);
            let steps = ends.iter().filter_map(|layout| step(layout, column, (first, before, *place)));
            if let Some(mut layout) = steps.max_by(|one, other| one.score.total_cmp(&other.score)) {
                layout.score += own;
                layout.columns.push(column);
                next.push(layout);
            }
        }
        ends = next;
        before = *place;
    }
    let found = ends.into_iter().max_by(|one, other| one.score.total_cmp(&other.score));
    found.unwrap_or_else(|| plain(cells, columns, first))
}

/// One more cell in this column: standing apart from the cell before it otherwise than in the row
/// costs. None where the column is not behind the one before.
fn step(layout: &Layout, column: usize, (first, before, place): (usize, usize, usize)) -> Option<Layout> {
    let expected = match layout.columns.last() {
        Some(last) if *last >= column => return None,
        Some(last) => last + (place - before),
        None => first + place,
    };
    let off = u8::try_from(column.abs_diff(expected)).unwrap_or(u8::MAX);
    let mut layout = layout.clone();
    layout.score -= if off == 0 { 0.0 } else { 0.8 + 0.2 * f64::from(off) };
    Some(layout)
}

/// How well a cell's text suits a column.
fn fit(column: Option<&Column>, text: &str) -> f64 {
    let text = text.trim();
    if text.is_empty() {
        return 0.0;
    }
    let (date, person, money) = (is_date(text), is_person(text), is_money(text));
    let long = text.chars().count() > 90;
    match column {
        None => -4.0,
        Some(Column::Schedule) if date => 4.0,
        Some(Column::Schedule) => -2.0,
        Some(Column::Lead | Column::Partners) if person => 3.0,
        Some(Column::Lead | Column::Partners) if date || money || long => -3.0,
        Some(Column::Budget | Column::Resources) if money => 3.0,
        Some(Column::Budget | Column::Conditions | Column::Note | Column::Resources) if date || person => {
            -3.0
        }
        Some(Column::Budget) if long => -2.0,
        Some(Column::Target | Column::Action | Column::Measure) if long => 1.0,
        Some(Column::Target | Column::Action | Column::Measure) if date || person || money => -2.0,
        _ => 0.0,
    }
}

fn is_date(text: &str) -> bool {
    static DATE: Pattern = Pattern::new(
        r"thang \d|\d{1,2}/\d{4}|nam hoc|hoc k[iy]|hang (thang|nam|quy|ky)|thuong xuyen|giai doan \d|nam 20\d\d|^20\d\d\s*[-–]|dau nam|cuoi nam|dinh ky|quy [iv]+",
    );
    text.chars().count() <= 130 && DATE.is_match(&fold(text))
}

fn is_person(text: &str) -> bool {
    static PERSON: Pattern = Pattern::new(
        r"^[-+*•\s]*(hieu truong|pho hieu truong|pho ht|pht|ht\b|bgh|ban giam hieu|cbql|can bo|lanh dao|hoi dong|to truong|to van phong|to chuyen mon|giao vien|gv|nhan vien|ke toan|chi bo|cong doan|chu tich|ban dai dien|tong phu trach|y te|thu vien|bao ve|doan thanh nien|phong giao duc|toan the|cac to|nha truong$|doi ngu|bo phan)",
    );
    text.chars().count() <= 220 && PERSON.is_match(&fold(text))
}

fn is_money(text: &str) -> bool {
    static MONEY: Pattern = Pattern::new(
        r"\d[\d.,]*\s*(d\b|dong|trieu|vnd|ty\b)|kinh phi|ngan sach|^khong\.?$|nguon|xa hoi hoa|^\d{1,3}(\.\d{3})+$",
    );
    text.chars().count() <= 130 && MONEY.is_match(&fold(text))
}

#[cfg(test)]
mod tests {
    use super::super::columns::FORM_2018;
    use super::*;

    #[test]
    fn finds_the_column_of_a_date_that_stands_alone() {
        let cells = [
            (0, "Bồi dưỡng giáo viên mới."),
            (1, "-Hiệu trưởng. - Tổ trưởng"),
            (3, "- Tháng 8/2023 đến tháng 5/2024."),
        ];
        // Laid from column 3 (actions) on, the date would stand under the budget.
        let (plain, best) = (plain(&cells, FORM_2018, 3), best(&cells, FORM_2018, 3));
        assert_eq!(best.columns, [3, 4, 5]);
        assert!(best.score > plain.score + 2.0);
    }
}
