//! The lines of one criterion: which target stands beside which weakness.
//!
//! A plan ties its targets to the criterion, not to a weakness. Where the criterion has one
//! weakness, they are its own; where it has several, a target stands beside the one whose words it
//! says, and otherwise is a line of its own: no pair is made up.

use super::next::{Fates, Next};
use super::outcome::{self, Basis};
use super::percent::{self, Percent};
use super::told::Told;
use super::{Outcome, Place, Row, Scope, Source, pair, reason};
use crate::plan::item::{Anchor, Item, Kind};
use crate::plan::{Entry, LabelKind, Placed, Plan};
use crate::progress::Progress;

/// Walks through the plan, in the order in which it stands.
pub(super) struct Reader<'s, 'c, 'p> {
    source: &'s Source<'s, 'c, 'p>,
    progress: &'s Progress,
    fates: Fates,
    /// The weaknesses that were passed, for their years.
    passed: usize,
    decided: Decided<'s>,
}

/// The periods for which a person's account of a weakness counts.
struct Decided<'s> {
    continuity: &'s crate::continuity::Continuity,
    periods: Option<crate::continuity::Periods>,
}

impl<'s, 'c, 'p> Reader<'s, 'c, 'p> {
    pub(super) fn new(source: &'s Source<'s, 'c, 'p>, plan: &Plan, progress: &'s Progress) -> Self {
        let later = source.later().and_then(|later| later.side.plan.front.period());
        let periods = plan.front.period().zip(later);
        let decided = Decided { continuity: source.chain.continuity, periods };
        Reader { source, progress, fates: Fates::of(source), passed: 0, decided }
    }

    /// The lines of a criterion; None where it holds nothing to report on.
    pub(super) fn place(&mut self, anchor: Option<Anchor>, name: &str, entries: &[Entry]) -> Option<Place> {
        let mut weaknesses = Vec::new();
        let mut aims = Vec::new();
        let mut actions = Vec::new();
        for item in entries.iter().filter_map(item) {
            let told = self.told(&Placed { anchor, item, entries });
            match item.kind {
                Kind::Weakness => weaknesses.push((told, self.years())),
                Kind::Target | Kind::Measure => aims.push(told),
                Kind::Action => actions.push(told),
                Kind::Strength => {}
            }
        }
        let rows = lines(weaknesses, aims).into_iter().map(|row| self.judged(row)).collect::<Vec<Row>>();
        let level = entries.iter().find_map(level);
        let place = Place { anchor, name: name.to_owned(), level, rows, actions };
        (!place.rows.is_empty() || !place.actions.is_empty()).then_some(place)
    }

    fn told(&mut self, placed: &Placed<'_>) -> Told {
        let followed = !matches!(placed.item.kind, Kind::Strength);
        let next = if followed { self.fates.take(placed) } else { Next::NotFollowed };
        Told::new(placed, self.progress, self.source.until, next)
    }

    /// In how many consecutive plans the next weakness has stood.
    fn years(&mut self) -> u16 {
        let stood = self.source.chain.stood.get(self.source.at);
        let years = stood.and_then(|plan| plan.get(self.passed)).copied().unwrap_or(1);
        self.passed += 1;
        years
    }

    fn judged(&self, mut row: Row) -> Row {
        (row.outcome, row.basis) = outcome::judge(&row);
        row.reasons = reason::reasons(&row);
        row.percent = percent::of(&row);
        row.evidence = self.evidence(&row);
        row
    }

    /// What proves the result: the codes of the records, and of a person's account.
    fn evidence(&self, row: &Row) -> Vec<String> {
        let recorded = row.items().flat_map(|told| &told.records).flat_map(|record| &record.evidence);
        let id = row.weakness.as_ref().and_then(|weakness| weakness.item.id);
        let account = id.zip(self.decided.periods);
        let account = account.and_then(|(id, periods)| self.decided.continuity.account(id, periods));
        let accounted = account.into_iter().flat_map(|record| &record.evidence);
        let mut codes: Vec<String> = Vec::new();
        for code in recorded.chain(accounted) {
            if !codes.contains(code) {
                codes.push(code.clone());
            }
        }
        codes
    }
}

fn item(entry: &Entry) -> Option<&Item> {
    match entry {
        Entry::Item(item) => Some(item),
        _ => None,
    }
}

fn level(entry: &Entry) -> Option<String> {
    match entry {
        Entry::Label(label) if label.kind == LabelKind::Level => {
            Some(label.value.trim().to_owned()).filter(|level| !level.is_empty())
        }
        _ => None,
    }
}

fn lines(weaknesses: Vec<(Told, u16)>, aims: Vec<Told>) -> Vec<Row> {
    let scope = match weaknesses.len() {
        0 => Scope::NoWeakness,
        1 => Scope::One,
        _ => Scope::Several,
    };
    let whose: Vec<Option<usize>> = {
        let texts: Vec<&str> = weaknesses.iter().map(|(told, _)| told.item.text.as_str()).collect();
        let whose =
            |aim: &Told| if scope == Scope::One { Some(0) } else { pair::whose(&aim.item.text, &texts) };
        aims.iter().map(whose).collect()
    };
    let lines = weaknesses.into_iter().map(|(weakness, years)| Row { years, ..line(scope, Some(weakness)) });
    let mut rows: Vec<Row> = lines.collect();
    for (aim, at) in aims.into_iter().zip(whose) {
        match at.and_then(|at| rows.get_mut(at)) {
            Some(row) => {
                row.scope = if scope == Scope::Several { Scope::Paired } else { scope };
                row.aims.push(aim);
            }
            None => rows.push(Row { aims: vec![aim], ..line(scope, None) }),
        }
    }
    rows
}

/// A line that is not judged yet.
fn line(scope: Scope, weakness: Option<Told>) -> Row {
    Row {
        scope,
        weakness,
        aims: Vec::new(),
        outcome: Outcome::Unknown,
        basis: Basis::Nobody,
        percent: Percent::Unknown,
        reasons: Vec::new(),
        evidence: Vec::new(),
        years: 1,
    }
}
