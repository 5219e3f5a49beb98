//! The lives of weaknesses as people read them: a few sentences, a picture of lines over years, and
//! for one weakness or criterion all that is known of each year.

mod chart;
mod detail;
pub mod markdown;
mod phrase;
pub mod terminal;

pub use chart::chart;
pub use phrase::{Counts, Course, End, Heading, Phrase};

use crate::cli::lang::{Lang, Say};
use crate::export::Document;
use crate::life::{Ending, Left, Life};
use crate::plan::item::Kind;
use crate::work::history::{Followed, Subject, Told};

/// From this many consecutive plans on a weakness is told as one that drags on.
const CHRONIC: u16 = 3;

/// All that is said in words, in one language.
pub fn document(followed: &Followed, lang: Lang) -> Document {
    let teller = Teller { followed, lang };
    let parts = match (followed.subject, &followed.told) {
        (Subject::Item(id), Some(told)) if id.kind == Kind::Weakness => teller.lives(told),
        (Subject::Weaknesses, _) => Vec::new(),
        _ => vec![teller.years()],
    };
    let subtitle = [followed.name.clone(), Some(followed.school.clone())].into_iter().flatten();
    Document {
        lang: if lang == Lang::Vi { "vi" } else { "en" },
        title: teller.say(Phrase::Title(teller.heading())),
        subtitle: subtitle.collect::<Vec<_>>().join(" · "),
        tiles: Vec::new(),
        lead: followed.told.as_ref().map(|told| teller.lead(told)).unwrap_or_default(),
        parts: parts.into_iter().filter(|part| !part.groups.is_empty()).collect(),
        footer: teller.say(Phrase::Footer),
    }
}

struct Teller<'f> {
    followed: &'f Followed,
    lang: Lang,
}

impl Teller<'_> {
    fn say(&self, phrase: Phrase) -> String {
        phrase.say(self.lang)
    }

    fn heading(&self) -> Heading {
        match (self.followed.subject, self.followed.chronic) {
            (Subject::Item(id), _) => Heading::Item(id),
            (Subject::Place(anchor), _) => {
                let places = self.followed.years.iter().filter_map(|year| year.place.as_ref());
                let mut named = places.filter(|place| place.anchor == Some(anchor)).map(|place| &place.name);
                Heading::Place { anchor, name: named.next_back().cloned().unwrap_or_default() }
            }
            (_, Some(least)) => Heading::Chronic(least),
            (_, None) => Heading::Weaknesses,
        }
    }

    fn lead(&self, told: &Told) -> Vec<String> {
        let meant: Vec<&Life> = told.meant.iter().filter_map(|at| told.lives.lives.get(*at)).collect();
        match (meant.as_slice(), self.followed.subject, self.followed.chronic) {
            ([], _, Some(least)) => vec![self.say(Phrase::NoneSoLong { least })],
            ([], _, None) => vec![self.say(Phrase::NoWeakness)],
            ([life], Subject::Item(_), _) => self.course(told, life),
            (_, _, Some(least)) => vec![self.say(Phrase::Chronic { count: meant.len(), least })],
            _ => self.counts(told, &meant),
        }
    }

    fn counts(&self, told: &Told, meant: &[&Life]) -> Vec<String> {
        let plans = &told.lives.plans;
        let name = |plan: Option<&crate::life::PlanYear>| {
            plan.map(|plan| plan.period.to_string()).unwrap_or_default()
        };
        let ended = |word: &str| meant.iter().filter(|life| life.ending().as_str() == word).count();
        let mut lead = vec![self.say(Phrase::Counts(Counts {
            plans: plans.len(),
            from: name(plans.first()),
            to: name(plans.last()),
            all: meant.len(),
            standing: meant.iter().filter(|life| life.stands()).count(),
            resolved: ended("resolved"),
            dropped: ended("dropped"),
            merged: ended("merged"),
        }))];
        let drags = |life: &&&Life| life.stands() && life.last().is_some_and(|year| year.stood >= CHRONIC);
        let count = meant.iter().filter(drags).count();
        if count > 0 {
            lead.push(self.say(Phrase::Dragging { count }));
        }
        let count = meant.iter().filter(|life| is_unexplained(life)).count();
        if count > 0 {
            lead.push(self.say(Phrase::Unexplained { count }));
        }
        lead
    }

    /// The course of one life in a few sentences.
    fn course(&self, told: &Told, life: &Life) -> Vec<String> {
        let end = match (life.ending(), life.last()) {
            (_, None) => return Vec::new(),
            (Ending::Standing, Some(last)) => {
                End::Standing { period: period(told, last.plan), stood: last.stood }
            }
            (Ending::RecordedDone(record), Some(last)) => {
                End::RecordedDone { period: period(told, last.plan), date: record.date }
            }
            (Ending::Left(leaving), Some(_)) => {
                let period = period(told, leaving.plan);
                match &leaving.how {
                    Left::Resolved(_) => End::Resolved { period },
                    Left::Dropped { explained, .. } => {
                        End::Dropped { period, explained: explained.is_some() }
                    }
                    Left::Merged => End::Merged { period },
                }
            }
        };
        let (since, longest) = (period(told, life.since), life.longest());
        let mut lead = vec![self.say(Phrase::Course(Course { since, longest, end }))];
        let (count, months) = (life.slips().count(), life.slips().map(|slip| slip.months()).sum());
        if count > 0 {
            lead.push(self.say(Phrase::Slips { count, months }));
        }
        lead
    }
}

fn period(told: &Told, plan: usize) -> String {
    told.lives.plans.get(plan).map(|plan| plan.period.to_string()).unwrap_or_default()
}

/// Did it leave without a word?
fn is_unexplained(life: &Life) -> bool {
    matches!(life.ending(), Ending::Left(leaving)
        if matches!(leaving.how, Left::Dropped { explained: None, .. }))
}
