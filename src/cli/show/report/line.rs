//! One line of the table, and one action below it.

use super::{Fact, Phrase, Teller, tone};
use crate::compare::{Evidence, Figures, Trend};
use crate::export::report::{Line, Part, Text, Voice};
use crate::plan::item::Kind;
use crate::progress::Record;
use crate::report::{Basis, Next, Outcome, Percent, Place, Reason, Row, Scope, Told};

impl Teller<'_> {
    pub(super) fn line(&self, number: usize, place: &Place, row: &Row) -> Line {
        let cells = vec![
            self.weakness(row),
            self.targets(place, row),
            self.result(row),
            self.percent(row),
            self.reasons(row),
            self.next(row),
            row.evidence.iter().map(|code| plain(code)).collect(),
        ];
        Line { number, cells }
    }

    fn weakness(&self, row: &Row) -> Vec<Text> {
        let Some(weakness) = &row.weakness else {
            let fact = match row.scope {
                Scope::NoWeakness => Fact::NoWeakness(self.report().form),
                Scope::One | Scope::Paired | Scope::Several => Fact::SharedByCriterion,
            };
            return vec![self.soft(fact)];
        };
        let mut texts = vec![plain(&weakness.item.text)];
        if !weakness.cause.is_empty() {
            texts.push(self.soft(Fact::Cause(weakness.cause.clone())));
        }
        if row.years > 1 {
            texts.push(self.soft(Fact::Consecutive(row.years)));
        }
        texts
    }

    fn targets(&self, place: &Place, row: &Row) -> Vec<Text> {
        let shared = place.rows.iter().any(|row| row.weakness.is_none());
        if row.aims.is_empty() {
            return vec![self.soft(if shared { Fact::TargetsBelow } else { Fact::NoTarget })];
        }
        let aims = row.aims.iter().map(|aim| match aim.kind {
            Kind::Measure => self.soft(Fact::Measure(aim.item.text.clone())),
            _ => plain(&aim.item.text),
        });
        let paired = (row.scope == Scope::Paired).then(|| self.soft(Fact::Paired));
        aims.chain(paired).collect()
    }

    /// The verdict, who says so, what was recorded (the newest first), what the later plan shows.
    fn result(&self, row: &Row) -> Vec<Text> {
        let badge = self.say(Phrase::Outcome(row.outcome));
        let mut texts = vec![Text { voice: Voice::Badge(tone(row.outcome)), text: badge }];
        if !matches!(row.basis, Basis::Record(_) | Basis::Nobody | Basis::Account(_)) {
            texts.push(self.soft(Fact::Basis(row.basis.clone())));
        }
        let many = row.items().count() > 1;
        for told in row.items() {
            let is_main = row.weakness.as_ref().is_none_or(|weakness| weakness == told);
            let about = (many && !is_main).then(|| told.item.text.clone());
            if !told.stated.is_empty() {
                texts.push(self.soft(Fact::Stated(told.stated.clone())));
            }
            texts.extend(self.records(told, about.as_deref()));
            texts.extend(told.doubts.iter().map(|doubt| self.fact(Voice::Alarm, Fact::Doubt(doubt.clone()))));
        }
        texts.extend(self.shown_later(row));
        texts
    }

    fn records(&self, told: &Told, about: Option<&str>) -> Vec<Text> {
        let newest = told.records.iter().rev().enumerate().map(|(at, record)| {
            let voice = if at == 0 { Voice::Plain } else { Voice::Soft };
            self.fact(voice, self.recorded(record, about))
        });
        newest.collect()
    }

    fn recorded(&self, record: &Record, about: Option<&str>) -> Fact {
        let by = record.by.as_deref().and_then(|by| self.person(by));
        Fact::Recorded { record: record.clone(), by, about: about.map(str::to_owned) }
    }

    fn shown_later(&self, row: &Row) -> Vec<Text> {
        let later = self.later();
        match row.next() {
            Next::Carried(pieces) => {
                let figures: Vec<&Figures> = pieces.iter().flat_map(|piece| &piece.figures).collect();
                let moved = figures.iter().any(|pair| pair.trend != Trend::Unchanged);
                let tells = figures.into_iter().filter(|pair| tells(pair, moved)).cloned();
                tells.map(|figures| self.soft(Fact::Figures { figures, later })).collect()
            }
            Next::Resolved(evidence) => {
                // A record of this year is told already.
                let told = matches!(evidence, Evidence::Progress { date, .. } if row.weakness.as_ref()
                    .and_then(Told::last).is_some_and(|record| record.date == *date));
                let by = match evidence {
                    Evidence::Recorded(signed) => self.person(&signed.by),
                    _ => None,
                };
                let evidence = evidence.clone();
                if told {
                    Vec::new()
                } else {
                    vec![self.fact(Voice::Plain, Fact::Ended { evidence, by, later })]
                }
            }
            _ => Vec::new(),
        }
    }

    fn percent(&self, row: &Row) -> Vec<Text> {
        let percent = self.fact(voice_of(&row.percent), Fact::Percent(row.percent.clone()));
        let newest = row.items().filter_map(Told::last).map(|record| record.date).max();
        let needs_more = match &row.percent {
            Percent::Recorded { date, .. } => newest.is_some_and(|newest| newest != *date),
            Percent::Derived { .. } => true,
            Percent::Unknown => false,
        };
        let from = needs_more.then(|| self.soft(Fact::PercentFrom(row.percent.clone())));
        std::iter::once(percent).chain(from).collect()
    }

    fn reasons(&self, row: &Row) -> Vec<Text> {
        if row.reasons.is_empty() {
            let wanted = match row.outcome {
                Outcome::Done | Outcome::Unknown => false,
                Outcome::Cancelled => true,
                // In the middle of the year nobody has to explain what is not finished.
                Outcome::InProgress | Outcome::Partial | Outcome::NotReached => self.report().until.is_none(),
            };
            return wanted.then(|| self.soft(Fact::NoReason)).into_iter().collect();
        }
        let said = row.reasons.iter().map(|reason| {
            let by = match reason {
                Reason::Account(signed) => self.person(&signed.by),
                _ => None,
            };
            self.fact(Voice::Plain, Fact::Reason { reason: reason.clone(), by })
        });
        said.collect()
    }

    /// Whether it goes on.
    fn next(&self, row: &Row) -> Vec<Text> {
        let done = row.outcome == Outcome::Done;
        let say = |fact| self.fact(Voice::Plain, fact);
        match row.next() {
            Next::Carried(_) => self.carried(row),
            Next::Resolved(_) => vec![say(Fact::No), self.soft(Fact::Resolved)],
            Next::Dropped { explained: Some(_), .. } => vec![say(Fact::No), self.soft(Fact::Explained)],
            Next::Dropped { .. } | Next::NoPlan | Next::Within if done => vec![say(Fact::No)],
            Next::Dropped { perhaps: Some(sentence), .. } => {
                vec![self.fact(Voice::Alarm, Fact::Unexplained), self.soft(Fact::Perhaps(sentence.clone()))]
            }
            Next::Dropped { .. } => vec![self.fact(Voice::Alarm, Fact::Unexplained)],
            Next::NotRepeated => vec![self.soft(Fact::NotRepeated)],
            Next::NoPlan => vec![self.soft(Fact::NoPlanYet)],
            Next::Within if row.outcome == Outcome::Cancelled => vec![say(Fact::No)],
            Next::Within => vec![say(Fact::Continue)],
            Next::NotFollowed => Vec::new(),
        }
    }

    /// How it stands in the later plan, where it is not as it was.
    pub(super) fn carried(&self, row: &Row) -> Vec<Text> {
        let mut texts = vec![self.fact(Voice::Plain, Fact::Yes)];
        let told = row.weakness.as_ref().or(row.aims.first());
        let (Next::Carried(pieces), Some(told)) = (row.next(), told) else { return texts };
        for piece in pieces {
            if piece.after.text != told.item.text && !piece.after.text.is_empty() {
                texts.push(self.soft(Fact::Now(piece.after.text.clone())));
            }
            if let Some(anchor) =
                piece.after.criterion.filter(|_| piece.after.criterion != told.item.criterion)
            {
                texts.push(self.soft(Fact::MovedTo(anchor)));
            }
        }
        texts
    }

    /// The actions with what was done about each. Where nothing was recorded about any, the heading
    /// says so once.
    pub(super) fn actions(&self, place: &Place) -> Part {
        let silent = |told: &Told| told.records.is_empty() && told.stated.is_empty();
        let all_silent = place.actions.iter().all(silent);
        let heading = if all_silent { Phrase::ActionsSilent } else { Phrase::ActionsHeading };
        let entries = place.actions.iter().map(|told| {
            let mut texts = self.action(told);
            texts.extend((silent(told) && !all_silent).then(|| self.soft(Fact::NothingRecorded)));
            texts
        });
        Part { heading: self.say(heading), intro: String::new(), entries: entries.collect() }
    }

    fn action(&self, told: &Told) -> Vec<Text> {
        let mut texts = vec![plain(&told.item.text)];
        let mut facts = Vec::new();
        if !told.lead.is_empty() {
            facts.push(self.soft(Fact::Lead(told.lead.clone())).text);
        }
        if !told.schedule.is_empty() {
            facts.push(self.soft(Fact::Schedule(told.schedule.clone())).text);
        }
        if !facts.is_empty() {
            texts.push(Text { voice: Voice::Soft, text: facts.join("; ") });
        }
        if !told.stated.is_empty() {
            texts.push(self.soft(Fact::Stated(told.stated.clone())));
        }
        texts.extend(self.records(told, None));
        texts.extend(told.doubts.iter().map(|doubt| self.fact(Voice::Alarm, Fact::Doubt(doubt.clone()))));
        let mut codes: Vec<String> = told.records.iter().flat_map(|record| record.evidence.clone()).collect();
        codes.dedup();
        if !codes.is_empty() {
            texts.push(self.soft(Fact::Codes(codes)));
        }
        texts
    }
}

/// Where a figure moved, those that stand still say nothing; where none did, a word such as "một" is
/// hardly a figure.
fn tells(pair: &Figures, moved: bool) -> bool {
    let is_digits = pair.before.contains(|letter: char| letter.is_ascii_digit());
    if moved { pair.trend != Trend::Unchanged } else { is_digits }
}

fn voice_of(percent: &Percent) -> Voice {
    if percent.value().is_some() { Voice::Plain } else { Voice::Soft }
}

pub(super) fn plain(text: &str) -> Text {
    Text { voice: Voice::Plain, text: text.to_owned() }
}
