//! What follows from the table: what goes on, what is new, what nobody explained, what does not fit.

use super::line::plain;
use super::{Fact, Phrase, Teller};
use crate::export::report::{Part, Text, Voice};
use crate::plan::item::Anchor;
use crate::report::{Next, Outcome, Row, Told};

impl Teller<'_> {
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts = vec![self.moved(), self.unexplained(), self.added(), self.doubts(), self.strays()];
        parts.retain(|part| !part.entries.is_empty());
        parts
    }

    fn part(&self, heading: Phrase, intro: Option<Phrase>, entries: Vec<Vec<Text>>) -> Part {
        let intro = intro.map(|intro| self.say(intro)).unwrap_or_default();
        Part { heading: self.say(heading), intro, entries }
    }

    /// A sentence with its place before it.
    fn placed(&self, anchor: Option<Anchor>, text: &str) -> Text {
        let place = anchor.map(|anchor| self.soft(Fact::Place(anchor)).text);
        plain(&place.map_or(text.to_owned(), |place| format!("{place}: {text}")))
    }

    /// Everything that the later plan has again: weaknesses, and targets that belong to none.
    fn moved(&self) -> Part {
        let goes_on = |row: &&Row| matches!(row.next(), Next::Carried(_));
        let entries = self.report().rows().filter(goes_on).filter_map(|row| {
            let told = row.weakness.as_ref().or(row.aims.first())?;
            let mut texts = vec![match (&row.weakness, told.item.criterion) {
                (None, Some(anchor)) => {
                    let place = self.soft(Fact::TargetAt(anchor, self.report().form)).text;
                    plain(&format!("{place}: {}", told.item.text))
                }
                (_, anchor) => self.placed(anchor, &told.item.text),
            }];
            texts.extend(self.carried(row).into_iter().skip(1));
            Some(texts)
        });
        let heading = Phrase::MovedHeading { later: self.later() };
        self.part(heading, Some(Phrase::MovedIntro), entries.collect())
    }

    fn unexplained(&self) -> Part {
        let silent = |row: &&Row| {
            matches!(row.next(), Next::Dropped { explained: None, .. }) && row.outcome != Outcome::Done
        };
        let entries = self.report().rows().filter(silent).filter_map(|row| row.weakness.as_ref());
        let entries = entries.map(|told| vec![self.placed(told.item.criterion, &told.item.text)]);
        self.part(Phrase::UnexplainedHeading, Some(Phrase::UnexplainedIntro), entries.collect())
    }

    fn added(&self) -> Part {
        let added = self.report().later.iter().flat_map(|later| &later.added);
        let entries = added.map(|added| {
            let mut texts = vec![self.placed(added.item.criterion, &added.item.text)];
            texts.extend(added.reopened.as_ref().map(|back| {
                let (period, before) = (back.period, back.before.clone());
                self.fact(Voice::Alarm, Fact::Reopened { period, before })
            }));
            texts
        });
        self.part(Phrase::AddedHeading { later: self.later() }, None, entries.collect())
    }

    fn doubts(&self) -> Part {
        let doubtful = self.report().items().filter(|told| !told.doubts.is_empty());
        let entry = |told: &Told| {
            let mut texts = vec![self.placed(told.item.criterion, &told.item.text)];
            let doubts = told.doubts.iter().cloned();
            texts.extend(doubts.map(|doubt| self.fact(Voice::Alarm, Fact::Doubt(doubt))));
            texts
        };
        self.part(Phrase::DoubtsHeading, Some(Phrase::DoubtsIntro), doubtful.map(entry).collect())
    }

    fn strays(&self) -> Part {
        let entries = self.report().strays.iter().map(|record| {
            let by = record.by.as_deref().and_then(|by| self.person(by));
            let mut texts = vec![self.fact(Voice::Plain, Fact::Stray(record.clone(), by))];
            if !record.evidence.is_empty() {
                texts.push(self.soft(Fact::Codes(record.evidence.clone())));
            }
            texts
        });
        self.part(Phrase::StraysHeading, Some(Phrase::StraysIntro), entries.collect())
    }
}
