//! A comparison as one flat table: every weakness, target and action of both plans is a row, with both sentences.
//!
//! A weakness that was split or merged is one row for each link, as in the comparison. What changed in the prose of the
//! sections is no row: the paper and the JSON tell it.

use super::{Cell, Heading, Sheet, SheetName, Word, Words, Workbook};
use crate::compare::{Change, Comparison, Evidence, Figures, ItemChange, Ref, Weakness};
use crate::plan::item::{Anchor, Kind};

/// What is compared.
#[derive(Clone, Copy, Debug)]
pub struct Source<'s> {
    pub comparison: &'s Comparison,
    pub title: &'s str,
    /// The school's id and its own name.
    pub school: &'s str,
    pub name: &'s str,
    /// What the two plans are called.
    pub from: &'s str,
    pub to: &'s str,
}

const COLUMNS: [Heading; 20] = [
    Heading::School,
    Heading::EarlierPlan,
    Heading::LaterPlan,
    Heading::Kind,
    Heading::Became,
    Heading::Trend,
    Heading::Criterion,
    Heading::IdBefore,
    Heading::IdAfter,
    Heading::Before,
    Heading::After,
    Heading::Years,
    Heading::Figures,
    Heading::Reason,
    Heading::ScheduleBefore,
    Heading::ScheduleAfter,
    Heading::BudgetBefore,
    Heading::BudgetAfter,
    Heading::LeadBefore,
    Heading::LeadAfter,
];

/// The whole comparison.
pub fn workbook(source: &Source<'_>, words: Words<'_>) -> Workbook {
    let mut sheet = Sheet::of(words, SheetName::Comparison, &COLUMNS);
    let comparison = source.comparison;
    let items = [(Kind::Target, &comparison.targets), (Kind::Action, &comparison.actions)];
    let weaknesses = comparison.weaknesses.iter().map(|one| weakness(one, words));
    let items = items.into_iter().flat_map(|(kind, all)| all.iter().map(move |one| item(kind, one, words)));
    for row in weaknesses.chain(items) {
        let mut cells = vec![Cell::text(source.school), Cell::text(source.from), Cell::text(source.to)];
        cells.extend(row);
        sheet.rows.push(cells);
    }
    Workbook { title: source.title.to_owned(), author: source.name.to_owned(), sheets: vec![sheet] }
}

/// The columns from the kind on.
type Row = [Cell; 17];

fn weakness(one: &Weakness, words: Words<'_>) -> Row {
    let [id_before, id_after, before, after] = sides(&one.before, &one.after);
    let figures = one.figures.iter().map(figures).collect::<Vec<_>>().join("; ");
    let [from, until, cost, cost_now, led, leads] = Default::default();
    [
        Cell::text(words(Word::Kind(Kind::Weakness))),
        Cell::text(words(Word::Became(one.status))),
        one.trend.map_or(Cell::Empty, |trend| Cell::text(words(Word::Trend(trend)))),
        criterion(one.criterion),
        id_before,
        id_after,
        before,
        after,
        Cell::Number(one.years.into()),
        Cell::text(figures),
        Cell::text(reason(one)),
        from,
        until,
        cost,
        cost_now,
        led,
        leads,
    ]
}

fn item(kind: Kind, one: &ItemChange, words: Words<'_>) -> Row {
    let [id_before, id_after, before, after] = sides(&one.before, &one.after);
    let (mut schedule, mut budget, mut lead) = Default::default();
    for change in &one.changes {
        match change {
            Change::Deadline { before, after, .. } => schedule = both(before, after),
            Change::Budget { before, after, .. } => budget = both(before, after),
            Change::Lead { before, after } => lead = both(before, after),
            Change::Text | Change::Criterion | Change::Aim { .. } => {}
        }
    }
    let ([from, until], [cost, cost_now], [led, leads]) = (schedule, budget, lead);
    [
        Cell::text(words(Word::Kind(kind))),
        Cell::text(words(Word::Became(one.status))),
        Cell::Empty,
        criterion(one.criterion),
        id_before,
        id_after,
        before,
        after,
        Cell::Number(one.years.into()),
        Cell::Empty,
        Cell::Empty,
        from,
        until,
        cost,
        cost_now,
        led,
        leads,
    ]
}

fn both(before: &str, after: &str) -> [Cell; 2] {
    [Cell::text(before), Cell::text(after)]
}

/// Ids and sentences of both sides.
fn sides(before: &Option<Ref>, after: &Option<Ref>) -> [Cell; 4] {
    let id = |side: &Option<Ref>| {
        Cell::text(side.as_ref().and_then(|one| one.id).map(|id| id.to_string()).unwrap_or_default())
    };
    let text = |side: &Option<Ref>| Cell::text(side.as_ref().map(|one| one.text.clone()).unwrap_or_default());
    [id(before), id(after), text(before), text(after)]
}

fn criterion(anchor: Option<Anchor>) -> Cell {
    Cell::text(anchor.map(|anchor| anchor.to_string()).unwrap_or_default())
}

fn figures(pair: &Figures) -> String {
    format!("{} → {} {}", pair.before, pair.after, pair.unit).trim_end().to_owned()
}

/// What says that it was done, or why it was dropped.
fn reason(one: &Weakness) -> String {
    let told = match &one.evidence {
        Some(Evidence::Progress { date, note }) => {
            Some(format!("{date} {}", note.as_deref().unwrap_or_default()).trim_end().to_owned())
        }
        Some(Evidence::Account { sentence }) => Some(sentence.clone()),
        Some(Evidence::Recorded(signed)) => Some(signed.reason.clone()),
        None => None,
    };
    told.or_else(|| one.explained.as_ref().map(|signed| signed.reason.clone())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;
    use crate::compare::{Pair, Side, compare};
    use crate::plan::parse::parse;
    use crate::progress::Progress;

    fn check(before: &str, after: &str) -> Vec<String> {
        let plan = |body: &str| parse(&format!("#### Tiêu chí 1.5: Lớp\n\n{body}")).plan;
        let (before, after, progress) = (plan(before), plan(after), Progress::default());
        let side = |plan| Side { plan, progress: &progress };
        let comparison = compare(&Pair { before: side(&before), after: side(&after) });
        let (title, school, name) = ("So sánh", "th-a", "Trường A");
        let source =
            Source { comparison: &comparison, title, school, name, from: "2022-2023", to: "2023-2024" };
        let sheet = workbook(&source, &words).sheets.remove(0);
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
        let row = |row: &Vec<Cell>| row.iter().skip(1).map(Cell::written).collect::<Vec<_>>().join("|");
        sheet.rows.iter().map(row).collect()
    }

    #[test]
    fn each_item_of_both_plans_is_a_row() {
        let before = "**Điểm yếu**\n\n- Còn 04 lớp ghép. {#w-1.5-2022-1}\n\n**Giải pháp**\n\n- Vận động. {#a-1.5-2022-1}\n  - Chủ trì: A\n  - Thời gian: 5/2023\n";
        let after = "**Điểm yếu**\n\n- Còn 03 lớp ghép. {#w-1.5-2022-1}\n\n**Giải pháp**\n\n- Vận động. {#a-1.5-2022-1}\n  - Chủ trì: B\n  - Thời gian: 5/2024\n";
        let rows = check(before, after);
        assert_eq!(
            rows[0],
            "2022-2023|2023-2024|Kind Weakness|Became Carried|Trend Improved|1.5|w-1.5-2022-1|w-1.5-2022-1|\
             Còn 04 lớp ghép.|Còn 03 lớp ghép.|2|04 → 03 lớp ghép|||||||"
        );
        assert!(rows[1].ends_with("|5/2023|5/2024|||A|B"), "{rows:?}");
    }
}
