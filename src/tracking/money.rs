//! What a plan costs and what was spent on it, by standard and source.
//!
//! Only what was read is added up: an action whose money names no single amount is told, never guessed. What was spent is
//! what people recorded with `progress`; money that nobody recorded is not here.

use std::collections::BTreeMap;

use crate::export::sheet::rows::Source;
use crate::export::sheet::{Cell, Heading, Planned, Sheet, SheetName, Word, Words, Workbook, planned};
use crate::plan::Plan;
use crate::plan::item::{Anchor, ItemId};
use crate::plan::spelling::fold_words;

/// What is planned, what was spent, and what could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// By standard, then by source.
    pub sums: Vec<Sum>,
    pub total: Sum,
    /// Actions whose money was written and names no amount that may be added up.
    pub unread: Vec<Planned>,
}

/// What comes together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub standard: (Option<u8>, String),
    /// As written; empty where nobody says where the money comes from.
    pub source: String,
    /// Actions with money.
    pub actions: u64,
    /// In đồng; of what could be read.
    pub planned: u64,
    /// Those of the actions whose amount could not be read.
    pub unread: u64,
    /// In đồng; as recorded.
    pub spent: i64,
}

impl Sum {
    /// What is left of what is planned; None where some of that could not be read.
    pub fn rest(&self) -> Option<i64> {
        let planned = i64::try_from(self.planned).unwrap_or(i64::MAX);
        (self.unread == 0).then(|| planned.saturating_sub(self.spent))
    }

    fn add(&mut self, other: &Sum) {
        self.actions = self.actions.saturating_add(other.actions);
        self.planned = self.planned.saturating_add(other.planned);
        self.unread = self.unread.saturating_add(other.unread);
        self.spent = self.spent.saturating_add(other.spent);
    }
}

/// By what sums are brought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Source,
    Standard,
}

impl Money {
    /// The money of a plan.
    pub fn of(source: &Source<'_>) -> Money {
        let planned = planned(source);
        let mut table = Table::default();
        for one in &planned {
            table.add(Sum {
                standard: one.standard.clone(),
                source: one.source.clone(),
                actions: 1,
                planned: one.amount.unwrap_or_default(),
                unread: u64::from(one.amount.is_none()),
                spent: one.id.and_then(|id| source.progress.spent(id)).unwrap_or_default(),
            });
        }
        // Money may have been spent on what was to cost nothing, and on what has left the plan.
        let mut others: Vec<ItemId> = source.progress.records.iter().map(|record| record.item).collect();
        others.sort();
        others.dedup();
        others.retain(|id| !planned.iter().any(|one| one.id == Some(*id)));
        for id in others {
            if let Some(spent) = source.progress.spent(id) {
                table.add(Sum { standard: standard(source.plan, id), spent, ..Sum::default() });
            }
        }
        let sums: Vec<Sum> = table.0.into_values().collect();
        let mut total = Sum::default();
        sums.iter().for_each(|sum| total.add(sum));
        Money { sums, total, unread: planned.into_iter().filter(|one| one.amount.is_none()).collect() }
    }

    /// The sums by one thing alone.
    pub fn by(&self, by: By) -> Vec<Sum> {
        let mut table = Table::default();
        for sum in &self.sums {
            table.add(match by {
                By::Source => Sum { standard: (None, String::new()), ..sum.clone() },
                By::Standard => Sum { source: String::new(), ..sum.clone() },
            });
        }
        table.0.into_values().collect()
    }

    /// The same as a table for people who count.
    pub fn workbook(&self, title: &str, author: &str, words: Words<'_>) -> Workbook {
        const HEADINGS: [Heading; 8] = [
            Heading::Standard,
            Heading::StandardName,
            Heading::Source,
            Heading::Actions,
            Heading::Amount,
            Heading::Spent,
            Heading::Rest,
            Heading::Uncounted,
        ];
        let mut sheet = Sheet::of(words, SheetName::Budget, &HEADINGS);
        sheet.rows = self.sums.iter().map(|sum| row(sum, words)).collect();
        let mut last = row(&self.total, words);
        if let Some(cells) = last.get_mut(..3) {
            cells.clone_from_slice(&[Cell::text(words(Word::Total)), Cell::Empty, Cell::Empty]);
        }
        sheet.rows.push(last);
        Workbook { title: title.to_owned(), author: author.to_owned(), sheets: vec![sheet] }
    }
}

fn row(sum: &Sum, words: Words<'_>) -> Vec<Cell> {
    let number = sum.standard.0.map(u64::from).map(Cell::Number);
    let source = if sum.source.is_empty() { words(Word::NoSource) } else { sum.source.clone() };
    vec![
        number.unwrap_or_else(|| Cell::text(words(Word::NoStandard))),
        Cell::text(sum.standard.1.clone()),
        Cell::Text(source),
        Cell::Number(sum.actions),
        Cell::Money(sum.planned),
        Cell::Balance(sum.spent),
        sum.rest().map_or(Cell::Empty, Cell::Balance),
        Cell::Number(sum.unread),
    ]
}

/// Sums by standard and source; the first spelling of a source stays.
#[derive(Default)]
struct Table(BTreeMap<(Option<u8>, String), Sum>);

impl Table {
    fn add(&mut self, one: Sum) {
        let key = (one.standard.0, fold_words(&one.source));
        match self.0.get_mut(&key) {
            Some(sum) => sum.add(&one),
            None => {
                self.0.insert(key, one);
            }
        }
    }
}

/// The standard under which an item stands, or stood.
fn standard(plan: &Plan, id: ItemId) -> (Option<u8>, String) {
    let number = match plan.item(id).and_then(|placed| placed.anchor).unwrap_or(id.anchor) {
        Anchor::Standard(number) => number,
        Anchor::Criterion(criterion) => criterion.standard,
    };
    let found = plan.standards().find(|standard| standard.number == Some(number));
    (Some(number), found.map(|standard| standard.name.clone()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::parse::parse;
    use crate::progress::Progress;

    const PLAN: &str = "## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n#### Tiêu chí 1.5: Lớp\n\n**Giải pháp**\n\n\
        - Sửa mái. {#a-1.5-2023-1}\n  - Kinh phí: 6.000.000 đ\n  - Nguồn: ngân sách\n\
        - Sơn. {#a-1.5-2023-2}\n  - Kinh phí: 5 – 7 triệu\n  - Nguồn: Ngân sách\n\
        - Họp. {#a-1.5-2023-3}\n  - Kinh phí: Không\n\n### Tiêu chuẩn 3: Cơ sở\n\n#### Tiêu chí 3.2: Phòng\n\n**Giải pháp**\n\n\
        - Mua ghế. {#a-3.2-2023-1}\n  - Kinh phí: 4.000.000 đ\n  - Nguồn: cha mẹ trẻ\n";

    fn check(records: &str) -> Money {
        let (plan, progress) = (parse(PLAN).plan, Progress::parse(records).unwrap());
        Money::of(&Source { plan: &plan, progress: &progress, school: "mn-a", name: "A", period: None })
    }

    fn spent(item: &str, spent: i64) -> String {
        format!("[[record]]\nitem = \"{item}\"\ndate = 2023-11-01\nstatus = \"partial\"\nspent = {spent}\n")
    }

    #[test]
    fn only_what_was_read_is_added_up_and_the_rest_is_told() {
        let money = check(&[spent("a-1.5-2023-1", 5_000_000), spent("a-1.5-2023-1", 2_000_000)].concat());
        let told = |sum: &Sum| (sum.source.clone(), sum.planned, sum.spent, sum.rest(), sum.unread);
        assert_eq!(
            money.sums.iter().map(told).collect::<Vec<_>>(),
            [
                ("ngân sách".to_owned(), 6_000_000, 7_000_000, None, 1),
                ("cha mẹ trẻ".to_owned(), 4_000_000, 0, Some(4_000_000), 0),
            ]
        );
        assert_eq!((money.total.planned, money.total.spent, money.total.actions), (10_000_000, 7_000_000, 3));
        assert_eq!(money.unread.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["Sơn."]);
        assert_eq!(money.by(By::Standard).len(), 2);
    }

    #[test]
    fn what_was_spent_on_what_costs_nothing_is_not_lost() {
        let records = [spent("a-1.5-2023-3", 300_000), spent("w-3.9-2022-1", 200_000)].concat();
        let money = check(&records);
        assert_eq!(money.total.spent, 500_000);
        let free = money.sums.iter().find(|sum| sum.source.is_empty()).unwrap();
        assert_eq!((free.planned, free.spent, free.actions), (0, 300_000, 0));
        assert_eq!(money.by(By::Source).iter().map(|sum| sum.spent).sum::<i64>(), 500_000);
    }

    #[test]
    fn the_table_ends_with_the_total() {
        let words = |word: Word| format!("{word:?}");
        let book = check("").workbook("Kinh phí", "A", &words);
        let last = book.sheets[0].rows.last().unwrap();
        assert_eq!((last[0].written(), last[4].written()), ("Total".into(), "10000000".into()));
    }
}
