//! One weakness as an entry of the report.

use super::{Phrase, Teller, mark, tone};
use crate::compare::wording::words;
use crate::compare::{Evidence, Match, Part, Ref, Status, Trend, Weakness};
use crate::continuity::Signed;
use crate::date::Date;
use crate::export::{Entry, Line, Run, Tone};

/// From this likeness on the words that changed are marked; below, both sentences stand whole.
const MARKED: f64 = 0.55;

impl Teller<'_> {
    /// All that is known of it.
    pub(super) fn entry(&self, one: &Weakness) -> Entry {
        let is_explained = one.status == Status::Dropped && !one.is_unexplained();
        let (tone, mark) = match one.trend {
            Some(Trend::Worsened) => (Tone::Alarm, mark(one.status)),
            // What has its reason no longer asks for one.
            _ if is_explained => (Tone::Plain, "–"),
            _ => (tone(one.status), mark(one.status)),
        };
        Entry {
            tone,
            mark,
            label: self.say(Phrase::Status(one.status)),
            facts: self.facts(one),
            lines: self.lines(one),
            notes: self.notes(one),
        }
    }

    /// The sentence with its place, for a list of what matters most.
    pub(super) fn brief(&self, one: &Weakness) -> Entry {
        let stands = one.after.as_ref().or(one.before.as_ref());
        let text = stands.map_or("", |side| side.text.as_str());
        let criterion = one.criterion.map(|anchor| self.say(Phrase::Short(anchor))).unwrap_or_default();
        let mut facts = vec![criterion];
        if one.status == Status::Carried {
            facts.extend(self.facts(one));
        }
        Entry {
            tone: tone(one.status),
            mark: mark(one.status),
            facts,
            lines: vec![Line::plain(String::new(), text)],
            ..Entry::default()
        }
    }

    fn facts(&self, one: &Weakness) -> Vec<String> {
        let mut facts = Vec::new();
        for pair in &one.figures {
            let (before, after, unit) = (pair.before.clone(), pair.after.clone(), pair.unit.clone());
            facts.push(self.say(Phrase::Figures { before, after, unit, trend: pair.trend }));
        }
        if one.status == Status::Carried {
            facts.push(self.say(Phrase::Years(one.years)));
        }
        let moved = |one: &Weakness| Some((one.before.as_ref()?.criterion?, one.after.as_ref()?.criterion?));
        if let Some((from, to)) = moved(one).filter(|(from, to)| from != to) {
            facts.push(self.say(Phrase::MovedTo { from, to }));
        }
        facts
    }

    fn lines(&self, one: &Weakness) -> Vec<Line> {
        match (&one.before, &one.after) {
            (Some(before), Some(after)) if before.text == after.text => {
                vec![Line::plain(self.say(Phrase::SameWords), &after.text)]
            }
            (Some(before), Some(after)) => self.both(before, after, one.similarity.unwrap_or_default()),
            (Some(only), None) | (None, Some(only)) => vec![Line::plain(String::new(), &only.text)],
            (None, None) => Vec::new(),
        }
    }

    /// Both sentences; where they are alike, each with the words that the other lacks marked.
    fn both(&self, before: &Ref, after: &Ref, similarity: f64) -> Vec<Line> {
        let pieces = words(&before.text, &after.text);
        let side = |label: Phrase, text: &str, own: &str| {
            if similarity < MARKED {
                return Line::plain(self.say(label), text);
            }
            let own =
                pieces.iter().filter(|piece| piece.side.as_str() == "both" || piece.side.as_str() == own);
            let runs = own.map(|piece| Run { side: piece.side.as_str(), text: piece.text.clone() }).collect();
            Line { label: self.say(label), runs }
        };
        vec![side(Phrase::Before, &before.text, "before"), side(Phrase::Now, &after.text, "after")]
    }

    fn notes(&self, one: &Weakness) -> Vec<String> {
        let mut notes = Vec::new();
        match &one.evidence {
            Some(Evidence::Progress { date, note }) => {
                notes.push(self.say(Phrase::RecordedDone { date: *date, note: note.clone() }));
            }
            Some(Evidence::Account { sentence }) => {
                notes.push(self.say(Phrase::ToldDone { sentence: sentence.clone() }));
            }
            Some(Evidence::Recorded(signed)) => {
                let (by, date, reason) = self.signed(signed);
                notes.push(self.say(Phrase::AccountedResolved { by, date, reason }));
            }
            None => {}
        }
        if let Some((by, date, reason)) = one.explained.as_ref().map(|signed| self.signed(signed)) {
            notes.push(self.say(Phrase::AccountedDropped { by, date, reason }));
        }
        if let Some((by, date, reason)) = one.linked.as_ref().map(|signed| self.signed(signed)) {
            notes.push(self.say(Phrase::LinkedBy { by, date, reason }));
        }
        if !one.counterparts.is_empty() {
            let texts = one.counterparts.iter().map(|other| other.text.clone()).collect();
            let split = one.part == Some(Part::Split)
                || one.part.is_none() && one.counterparts.iter().all(|other| self.is_later(other));
            notes.push(self.say(Phrase::Pieces { split, texts }));
        }
        if let Some(back) = &one.reopened {
            let before = back.before.text.clone();
            notes.push(self.say(Phrase::Reopened { period: back.period, before }));
        }
        if let Some(sentence) = one.perhaps_resolved.clone() {
            notes.push(self.say(Phrase::PerhapsResolved { sentence }));
        }
        if one.reused_id {
            notes.push(self.say(Phrase::ReusedId));
        }
        let unsure =
            matches!(one.matched, Some(Match::SameMeaning | Match::OtherCriterion | Match::OtherEdition))
                && one.similarity.is_some_and(|similarity| similarity < 0.35);
        if unsure {
            let percent = (one.similarity.unwrap_or_default() * 100.0).round();
            notes.push(self.say(Phrase::PleaseConfirm { percent: percent as u8 }));
        }
        notes
    }

    /// Who decided, by name where the school's record has it; when and why.
    fn signed(&self, signed: &Signed) -> (String, Date, String) {
        let name = self.compared.people.get(&signed.by).unwrap_or(&signed.by);
        (name.clone(), signed.date, signed.reason.clone())
    }

    fn is_later(&self, side: &Ref) -> bool {
        self.comparison().weaknesses.iter().any(|one| one.after.as_ref() == Some(side))
    }
}
