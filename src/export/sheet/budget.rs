//! Money in a table: what may be added up, where it comes from, and the sums by standard and source.
//!
//! An amount is counted only where exactly one was understood and it is meant once: a range has no one amount, and
//! 500.000 đồng a month is no sum. What is not counted is told, so that nobody takes a sum for more than it is.

use std::collections::BTreeMap;

use super::line::{Line, lines};
use super::rows::Source;
use super::{Cell, Heading, Sheet, SheetName, Word, Words};
use crate::plan::item::{FieldKey, ItemId, Kind};
use crate::plan::spelling::{fold_words, nfc};
use crate::reading::money::{self, Money, read};

/// The money of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Budget {
    /// As written; empty where nothing is.
    pub(super) written: String,
    /// In đồng; None where there is no amount that may be added up.
    pub(super) amount: Option<u64>,
    /// Money was written of which no amount may be added up.
    pub(super) is_uncounted: bool,
    /// Where it comes from, as written.
    pub(super) source: String,
    /// All actions of the criterion share it.
    pub(super) is_shared: bool,
}

impl Budget {
    /// Reads it: the budget, or else the resources of the form of 2026.
    pub(super) fn of(line: &Line<'_>) -> Budget {
        let said =
            |key: FieldKey| Some(line.said(key)).filter(|text| !text.is_empty()).map(|text| (key, text));
        let named = line.said(FieldKey::FundingSource);
        let Some((key, written)) = said(FieldKey::Budget).or_else(|| said(FieldKey::Resources)) else {
            return Budget { source: named, ..Budget::default() };
        };
        let money = read(&written);
        let amount = counted(&money);
        // Resources may well name no money at all.
        let is_money = key == FieldKey::Budget || money.amount.is_some() || money.range.is_some();
        let source = if named.is_empty() { source(&money) } else { named };
        Budget {
            amount,
            is_uncounted: is_money && amount.is_none() && money.kind != money::Kind::Empty,
            source,
            is_shared: !line.says(key),
            written: if key == FieldKey::Budget { written } else { String::new() },
        }
    }

    /// The same money, told again with another action.
    pub(super) fn counted_elsewhere(self) -> Budget {
        Budget { amount: None, is_uncounted: false, ..self }
    }

    /// Does it cost anything? "Không" is no money, and has no source that could be missing.
    fn is_there(&self) -> bool {
        self.amount.is_some_and(|amount| amount > 0) || self.is_uncounted
    }
}

/// The money that is planned for one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub id: Option<ItemId>,
    pub text: String,
    /// Number and name.
    pub standard: (Option<u8>, String),
    /// Where it comes from, as written.
    pub source: String,
    /// As written.
    pub written: String,
    /// In đồng; None where there is no amount that may be added up.
    pub amount: Option<u64>,
}

/// The actions of a plan that cost anything.
pub fn planned(source: &Source<'_>) -> Vec<Planned> {
    let lines = lines(source);
    let costs = lines.iter().filter(|line| line.item.kind == Kind::Action && line.budget.is_there());
    let planned = |line: &Line<'_>| Planned {
        id: line.item.id,
        text: line.text(),
        standard: (line.standard.number, line.standard.name.clone()),
        source: line.budget.source.clone(),
        written: match line.budget.written.as_str() {
            "" => line.said(FieldKey::Resources),
            written => written.to_owned(),
        },
        amount: line.budget.amount,
    };
    costs.map(planned).collect()
}

/// The amount, where there is one and it is meant once.
fn counted(money: &Money) -> Option<u64> {
    match money.kind {
        money::Kind::None => Some(0),
        _ if money.per.is_some() => None,
        _ => money.amount,
    }
}

/// The words about where it comes from, without the amount before them.
fn source(money: &Money) -> String {
    let Some(source) = &money.source else { return String::new() };
    let Some(span) = &money.span else { return source.clone() };
    let written = nfc(&money.written);
    let rest = written.get(span.end..).unwrap_or_default();
    let rest = rest.trim_matches(|letter: char| letter.is_whitespace() || ",;:.-–()".contains(letter));
    if rest.is_empty() { source.clone() } else { rest.to_owned() }
}

/// What comes together under one standard from one source.
#[derive(Default)]
struct Sum {
    standard: (Option<u8>, String),
    source: String,
    actions: u64,
    amount: u64,
    uncounted: u64,
}

/// The sums by standard and source, and the whole.
pub(super) fn sheet(lines: &[Line<'_>], words: Words<'_>) -> Sheet {
    let mut sums: BTreeMap<(Option<u8>, String), Sum> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.item.kind == Kind::Action && line.budget.is_there()) {
        let key = (line.standard.number, fold_words(&line.budget.source));
        let sum = sums.entry(key).or_insert_with(|| Sum {
            standard: (line.standard.number, line.standard.name.clone()),
            source: line.budget.source.clone(),
            ..Sum::default()
        });
        sum.actions += 1;
        sum.amount = sum.amount.saturating_add(line.budget.amount.unwrap_or_default());
        sum.uncounted += u64::from(line.budget.is_uncounted);
    }
    const HEADINGS: [Heading; 6] = [
        Heading::Standard,
        Heading::StandardName,
        Heading::Source,
        Heading::Actions,
        Heading::Amount,
        Heading::Uncounted,
    ];
    let mut sheet = Sheet::of(words, SheetName::Budget, &HEADINGS);
    sheet.rows = sums.values().map(|sum| row(sum, words)).collect();
    if !sums.is_empty() {
        let all = |of: fn(&Sum) -> u64| sums.values().map(of).fold(0, u64::saturating_add);
        sheet.rows.push(vec![
            Cell::text(words(Word::Total)),
            Cell::Empty,
            Cell::Empty,
            Cell::Number(all(|sum| sum.actions)),
            Cell::Money(all(|sum| sum.amount)),
            Cell::Number(all(|sum| sum.uncounted)),
        ]);
    }
    sheet
}

fn row(sum: &Sum, words: Words<'_>) -> Vec<Cell> {
    let (number, name) = &sum.standard;
    let standard = number.map(u64::from).map(Cell::Number);
    let source = if sum.source.is_empty() { words(Word::NoSource) } else { sum.source.clone() };
    vec![
        standard.unwrap_or_else(|| Cell::text(words(Word::NoStandard))),
        Cell::text(name.clone()),
        Cell::Text(source),
        Cell::Number(sum.actions),
        Cell::Money(sum.amount),
        Cell::Number(sum.uncounted),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> (Option<u64>, String) {
        let money = read(text);
        (counted(&money), source(&money))
    }

    #[test]
    fn only_what_is_meant_once_is_counted() {
        for (text, amount, source) in [
            ("2.000.000 đ", Some(2_000_000), ""),
            ("Không", Some(0), ""),
            ("500k/tháng", None, ""),
            ("5 – 7 triệu", None, ""),
            ("tùy tình hình", None, ""),
            ("5.000.000đ từ nguồn xã hội hóa.", Some(5_000_000), "từ nguồn xã hội hóa"),
            ("72.000.000 đ, ngân sách", Some(72_000_000), "ngân sách"),
            ("Từ Ban ĐDCMHS", None, "Từ Ban ĐDCMHS"),
        ] {
            assert_eq!(check(text), (amount, source.to_owned()), "{text}");
        }
    }
}
