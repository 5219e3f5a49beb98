//! What a review within the year adds to the report: how every item stands, what is late, the money, what waits for others.

use super::{Phrase, Teller};
use crate::cli::lang::Say;
use crate::cli::show::tracking::plain;
use crate::cli::show::verdict::safe;
use crate::cli::show::{budget, due, petition, progress};
use crate::date::Date;
use crate::export::Tone;
use crate::export::report::{Part, Text, Voice};
use crate::petition::Petition;
use crate::progress::Status;
use crate::tracking::due::Class;
use crate::tracking::money::{By, Money, Sum};
use crate::tracking::{Claim, Stand, answers, stands};
use crate::work::tracking::Desk;
use crate::work::tracking::due::Item;
use crate::work::tracking::interim::Interim;

/// Which part it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    Items,
    Overdue,
    Money,
    Petitions,
}

impl Teller<'_> {
    /// The parts of a review; none where the report is none.
    pub(super) fn interim(&self) -> Vec<Part> {
        let Some(interim) = &self.reported.interim else { return Vec::new() };
        let desk = &interim.desk;
        let stands = stands(&desk.plan, &desk.progress, &desk.petitions);
        let counts = progress::Line::Counts(progress::Counts::of(&stands)).say(self.lang);
        let items = stands.iter().map(|stand| self.stand(desk, stand)).collect();
        let late = interim.overdue.iter().map(|item| self.late(item)).collect();
        let money = Money::of(&desk.source());
        let petitions = desk.petitions.petitions.iter();
        let petitions = petitions.map(|one| self.petition(desk, one, interim.day)).collect();
        let mut parts = vec![
            self.extra(Added::Items, counts, items),
            self.extra(Added::Overdue, String::new(), late),
            self.extra(Added::Money, budget::Line::OnlyRead.say(self.lang), self.money(&money)),
            self.extra(Added::Petitions, String::new(), petitions),
        ];
        parts.retain(|part| !part.entries.is_empty());
        parts
    }

    fn extra(&self, part: Added, intro: String, entries: Vec<Vec<Text>>) -> Part {
        Part { heading: self.say(Phrase::Interim(part)), intro, entries }
    }

    fn text(&self, voice: Voice, line: &dyn Say) -> Text {
        Text { voice, text: line.say(self.lang) }
    }

    fn stand(&self, desk: &Desk, stand: &Stand<'_>) -> Vec<Text> {
        let (id, kind, text) = (stand.id, stand.placed.item.kind, plain(&stand.placed.item.text));
        let mut texts = vec![self.text(Voice::Plain, &progress::Line::Item { id, kind, text })];
        let Some(last) = stand.last else {
            texts.push(self.text(Voice::Soft, &progress::Line::Nothing));
            return texts;
        };
        let (status, percent, worth) = (last.status, last.percent, stand.claim.into());
        let tone = match (status, stand.claim) {
            (Status::Done, Claim::Verified(_)) => Tone::Good,
            (Status::Cancelled | Status::NotStarted, _) => Tone::Plain,
            _ => Tone::Open,
        };
        texts.push(self.text(Voice::Badge(tone), &progress::Line::Stand { status, percent, worth }));
        let name = last.by.as_deref().and_then(|by| self.person(by));
        texts.push(self.text(Voice::Soft, &progress::Line::By { date: last.date, name }));
        if let Claim::Verified(word) = stand.claim {
            let (name, how) = (desk.name(&word.by), word.how.clone());
            texts.push(self.text(Voice::Soft, &progress::Line::Verified { date: word.date, name, how }));
        }
        texts
    }

    fn late(&self, item: &Item) -> Vec<Text> {
        let (class, days, end, written) = (Class::Overdue, item.days, item.end, item.written.clone());
        let lead = due::Line::Lead { words: plain(&item.lead), people: item.people.clone() };
        vec![
            self.text(Voice::Plain, &due::Line::Item { id: item.id, text: plain(&item.text) }),
            self.text(Voice::Alarm, &due::Line::When { class, days, end, written }),
            self.text(Voice::Soft, &lead),
        ]
    }

    /// The sums by source and their total; what could not be read.
    fn money(&self, money: &Money) -> Vec<Vec<Text>> {
        if money.sums.is_empty() {
            return Vec::new();
        }
        let row = |name: String, sum: &Sum| {
            let [planned, spent, rest] = budget::amounts(sum, self.lang);
            let amounts = Phrase::Amounts { planned, spent, rest };
            vec![Text { voice: Voice::Plain, text: format!("{name}: {}", self.say(amounts)) }]
        };
        let source = |sum: &Sum| budget::Line::Source(plain(&sum.source)).say(self.lang);
        let mut rows: Vec<Vec<Text>> = money.by(By::Source).iter().map(|sum| row(source(sum), sum)).collect();
        rows.push(row(budget::Line::Total.say(self.lang), &money.total));
        if !money.unread.is_empty() {
            let mut texts =
                vec![self.text(Voice::Alarm, &budget::Line::Unread { count: money.unread.len() })];
            texts.extend(money.unread.iter().map(|one| {
                let (text, written) = (plain(&one.text), budget::cut(&plain(&one.written)));
                self.text(Voice::Soft, &budget::Line::UnreadItem { id: one.id, text, written })
            }));
            rows.push(texts);
        }
        rows
    }

    fn petition(&self, desk: &Desk, one: &Petition, day: Date) -> Vec<Text> {
        let words = desk.plan.item(one.item).map(|placed| plain(&placed.item.text)).unwrap_or_default();
        let name = desk.name(&one.by);
        let mut texts = vec![
            self.text(Voice::Plain, &petition::Line::Item { id: one.item, text: words }),
            self.text(Voice::Soft, &petition::Line::Asked { to: safe(&one.to), date: one.date, name }),
        ];
        if let Some(about) = &one.about {
            texts.push(self.text(Voice::Soft, &petition::Line::About(safe(about))));
        }
        let answered: Vec<Text> = answers(&desk.petitions, one)
            .map(|answer| {
                let (date, answer) = (answer.date, safe(&answer.answer));
                self.text(Voice::Plain, &petition::Line::Answered { date, answer })
            })
            .collect();
        if answered.is_empty() {
            let days = one.date.days_until(day);
            texts.push(self.text(Voice::Alarm, &petition::Line::Waits { days }));
        }
        texts.extend(answered);
        texts
    }
}

/// The subject of a review.
pub(super) fn subject(interim: Option<&Interim>) -> Phrase {
    interim.map_or(Phrase::Subject, |interim| Phrase::ReviewSubject(interim.review))
}
