//! What is noted while a plan is read: the report as it grows, and where words went that do not
//! stand in the plan itself.

use super::report::{Fact, Leftover, LeftoverKind, Repair, RepairKind, Report, Suggestion};
use super::source;
use super::word::Place;
use crate::catalog::Catalog;
use crate::plan::item::Anchor;

/// The report as it grows.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    pub(super) report: Report,
    /// Words of the form that the plan expresses otherwise, such as the row's serial number.
    pub(super) form: Vec<String>,
    /// For each line its place in Word; empty for a text.
    pub(super) places: Vec<Place>,
    /// The edition that the plan follows, for criteria's names.
    pub(super) catalog: Option<&'static Catalog>,
}

impl Ledger {
    pub(super) fn repair(&mut self, kind: RepairKind, line: usize, before: &str, after: &str) {
        self.report.repairs.push(source::repair(kind, line, before, after));
    }

    pub(super) fn repairs(&mut self, repairs: impl IntoIterator<Item = Repair>) {
        self.report.repairs.extend(repairs);
    }

    pub(super) fn fact(&mut self, fact: Fact) {
        self.report.facts.push(fact);
    }

    /// Words of the form: said otherwise in the plan, or said by its shape.
    pub(super) fn form(&mut self, text: &str) {
        self.form.push(text.to_owned());
    }

    /// The words in front of a number ("Tiéu chi", "Tiêu chuẩn" of a criterion) that the plan writes
    /// in their right spelling.
    pub(super) fn heading_words(&mut self, text: &str, written: &[&str]) {
        let text = source::plain(text);
        let text = source::bullet(&text).map_or(text.as_str(), |(_, rest)| rest);
        let own = |word: &&str| !written.contains(&word.to_lowercase().as_str());
        let words: Vec<&str> = text.split_whitespace().take(2).filter(own).collect();
        self.form(&words.join(" "));
    }

    /// Text without a place, for the section of leftovers.
    pub(super) fn leftover(&mut self, line: usize, text: &str, kind: LeftoverKind) {
        let text = source::one_line(&source::without_tags(text));
        if !text.is_empty() {
            self.report.leftovers.push(Leftover { line, text, kind });
        }
    }

    pub(super) fn suggest(&mut self, anchor: Option<Anchor>, line: usize, text: &str) {
        self.report.suggestions.push(Suggestion { anchor, line, text: text.to_owned() });
    }
}
