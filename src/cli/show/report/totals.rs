//! The figures: for the school in sentences, for each standard in a table.

use super::{Phrase, Teller};
use crate::export::report::{Totals, TotalsRow};
use crate::report::{Counted, Outcome, Report, Tally};

impl Teller<'_> {
    pub(super) fn totals(&self) -> Totals {
        let heading = self.say(Phrase::TotalsHeading);
        let counted = self.report().counted();
        if counted.is_empty() {
            return Totals { heading, sentences: vec![self.say(Phrase::Nothing)], ..Totals::default() };
        }
        let mut columns = vec![self.say(Phrase::Whose), self.say(Phrase::What), self.say(Phrase::All)];
        columns.extend(Outcome::ALL.map(|outcome| self.say(Phrase::Outcome(outcome))));
        columns.extend(self.report().later.as_ref().map(|_| self.say(Phrase::GoesOn)));
        Totals { heading, sentences: self.sentences(&counted), columns, rows: self.rows(&counted) }
    }

    fn sentences(&self, counted: &[Counted]) -> Vec<String> {
        let (report, form) = (self.report(), self.report().form);
        let mut sentences: Vec<String> = Vec::new();
        for one in counted {
            let tally = report.tally(*one);
            sentences.push(self.say(Phrase::Lead { counted: *one, form, tally }));
        }
        let weaknesses = report.tally(Counted::Weaknesses);
        match &report.later {
            Some(later) if weaknesses.total() > 0 => sentences.push(self.say(Phrase::LeadNext {
                later: later.period,
                carried: weaknesses.carried,
                unexplained: weaknesses.unexplained,
            })),
            None if report.until.is_none() => sentences.push(self.say(Phrase::NoLaterPlan)),
            _ => {}
        }
        let silent = silent(report, counted);
        if !silent.is_empty() {
            sentences.push(self.say(Phrase::NotRecorded(silent, form)));
        }
        sentences
    }

    /// The school first, then its standards; one row for each kind that is counted.
    fn rows(&self, counted: &[Counted]) -> Vec<TotalsRow> {
        let report = self.report();
        let mut rows = self.rows_of(self.say(Phrase::School), counted, |one| report.tally(one));
        for standard in &report.standards {
            let whose = Phrase::Standard { number: standard.number, name: standard.name.clone() };
            rows.extend(self.rows_of(self.say(whose), counted, |one| standard.tally(one)));
        }
        rows
    }

    fn rows_of(
        &self,
        whose: String,
        counted: &[Counted],
        tally: impl Fn(Counted) -> Tally,
    ) -> Vec<TotalsRow> {
        let with_next = self.report().later.is_some();
        let mut rows: Vec<TotalsRow> = Vec::new();
        for (one, tally) in
            counted.iter().map(|one| (*one, tally(*one))).filter(|(_, tally)| tally.total() > 0)
        {
            let mut numbers = vec![tally.total()];
            numbers.extend(Outcome::ALL.map(|outcome| tally.count(outcome)));
            numbers.extend(with_next.then_some(tally.carried));
            let what = self.say(Phrase::Counted(one, self.report().form));
            let whose = if rows.is_empty() { whose.clone() } else { String::new() };
            rows.push(TotalsRow { whose, what, numbers });
        }
        rows
    }
}

/// The kinds that the plan has and nobody recorded anything about.
fn silent(report: &Report, counted: &[Counted]) -> Vec<Counted> {
    let there = |one: &Counted| report.tally(*one).total() > 0 && !counted.contains(one);
    Counted::ALL.into_iter().filter(there).collect()
}
