//! All that is known of each year: of one weakness, or of one criterion with its items.

use super::chart::{left_shape, shape};
use super::{Phrase, Teller, period};
use crate::cli::lang::Say;
use crate::cli::show::comparison::Phrase as Fact;
use crate::compare::{Evidence, Match};
use crate::export::chart::Shape;
use crate::export::{Entry, Group, Line, Part, Tone};
use crate::life::{Leaving, Left, Life, LifeYear, Planned};
use crate::plan::item::Kind;
use crate::progress::Record;
use crate::work::history::{ItemState, Told, Year};

impl Teller<'_> {
    /// One part for each life that is meant.
    pub(super) fn lives(&self, told: &Told) -> Vec<Part> {
        let lives = told.meant.iter().filter_map(|at| told.lives.lives.get(*at));
        let part = |life: &Life| Part {
            heading: self.say(Phrase::YearByYear),
            intro: String::new(),
            groups: self.life(told, life),
        };
        lives.map(part).collect()
    }

    fn life(&self, told: &Told, life: &Life) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (at, year) in life.years.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| life.years.get(at));
            let mut entries = vec![self.year(told, year, before)];
            entries.extend(year.planned.iter().map(|planned| self.planned(told, planned)));
            groups.push(Group { heading: self.heading_of(told, year, before), entries });
            if let Some(left) = &year.left {
                let heading = self.say(Phrase::Year { period: period(told, left.plan), place: None });
                groups.push(Group { heading, entries: vec![self.left(told, year, left)] });
            }
        }
        groups
    }

    /// The period, where it stands (told again only where it moved), and who approved the plan.
    fn heading_of(&self, told: &Told, year: &LifeYear, before: Option<&LifeYear>) -> String {
        let approval = told.approvals.get(year.plan).cloned().flatten();
        let approval = approval.map(|approval| self.say(Phrase::Approved(approval)));
        let plan = |year: &LifeYear| told.lives.plans.get(year.plan);
        let name = |anchor| plan(year).and_then(|plan| plan.names.get(&anchor)).cloned().unwrap_or_default();
        let edition = |year: &LifeYear| plan(year).and_then(|plan| plan.catalog.clone());
        let stayed =
            |before: &LifeYear| before.criterion == year.criterion && edition(before) == edition(year);
        let place = year.criterion.filter(|_| !before.is_some_and(stayed));
        let place = place.map(|anchor| (anchor, name(anchor)));
        let heading = self.say(Phrase::Year { period: period(told, year.plan), place });
        std::iter::once(heading).chain(approval).collect::<Vec<_>>().join(" · ")
    }

    fn year(&self, told: &Told, year: &LifeYear, before: Option<&LifeYear>) -> Entry {
        let is_first = before.is_none();
        let shape = shape(year, is_first);
        // Where they lead is said beside the figures.
        let told_shape = match shape {
            Shape::Better | Shape::Worse | Shape::Same => Shape::Going,
            shape => shape,
        };
        let mut notes = Vec::new();
        notes.extend(year.linked.as_ref().map(|signed| {
            let by = name_of(told, &signed.by);
            self.say(Phrase::Linked { signed: signed.clone(), by })
        }));
        if !year.from.is_empty() {
            let texts = texts(told, &year.from);
            notes.push(self.say(match is_first {
                true => Phrase::SplitFrom { texts },
                false => Phrase::MergedFrom { texts },
            }));
        }
        if !year.into.is_empty() && year.left.is_none() {
            notes.push(self.say(Phrase::SplitInto { texts: texts(told, &year.into) }));
        }
        notes.extend(year.slip.map(|slip| self.say(Phrase::Slip(slip))));
        notes.extend(self.records(told, &year.records));
        Entry {
            tone: tone(shape),
            mark: shape.letter(),
            label: self.say(Phrase::Meaning(told_shape)),
            facts: self.facts(year, before),
            lines: vec![Line::plain(String::new(), &year.text)],
            notes,
        }
    }

    fn facts(&self, year: &LifeYear, before: Option<&LifeYear>) -> Vec<String> {
        let mut facts: Vec<String> = Vec::new();
        for pair in &year.figures {
            let (before, after, unit) = (pair.before.clone(), pair.after.clone(), pair.unit.clone());
            facts.push(Fact::Figures { before, after, unit, trend: pair.trend }.say(self.lang));
        }
        if year.stood > 1 {
            facts.push(self.say(Phrase::Consecutive { count: year.stood }));
        }
        let moved = before.and_then(|before| before.criterion).zip(year.criterion);
        if let Some((from, to)) = moved.filter(|(from, to)| from != to) {
            facts.push(Fact::MovedTo { from, to }.say(self.lang));
        }
        // What carries its id or its words needs no word of how it was recognised.
        let matched = year.matched.filter(|matched| !matches!(matched, Match::Id | Match::SameText));
        let percent = year.similarity.map(|similarity| (similarity * 100.0).round() as u8);
        facts.extend(matched.map(|matched| self.say(Phrase::Recognised { matched, percent })));
        facts
    }

    fn planned(&self, told: &Told, planned: &Planned) -> Entry {
        let lead = Some(&planned.lead).filter(|lead| !lead.is_empty()).cloned().map(Phrase::Lead);
        let schedule = Some(&planned.schedule).filter(|text| !text.is_empty()).cloned().map(Phrase::Schedule);
        Entry {
            tone: Tone::Plain,
            mark: "·",
            label: self.say(Phrase::Noun(planned.kind)),
            facts: lead.into_iter().chain(schedule).map(|phrase| self.say(phrase)).collect(),
            lines: vec![Line::plain(String::new(), &planned.text)],
            notes: self.records(told, &planned.records),
        }
    }

    fn records(&self, told: &Told, records: &[Record]) -> Vec<String> {
        let one = |record: &Record| {
            let by = record.by.as_deref().map(|id| name_of(told, id));
            self.say(Phrase::Record { record: record.clone(), by })
        };
        records.iter().map(one).collect()
    }

    /// How it left, under the plan that no longer has it.
    fn left(&self, told: &Told, year: &LifeYear, leaving: &Leaving) -> Entry {
        let shape = left_shape(leaving);
        let notes = match &leaving.how {
            Left::Resolved(evidence) => vec![self.evidence(evidence)],
            Left::Dropped { explained: Some(signed), .. } => {
                let by = name_of(told, &signed.by);
                vec![self.say(Phrase::Explained { signed: signed.clone(), by })]
            }
            Left::Dropped { explained: None, perhaps_resolved } => match perhaps_resolved {
                Some(sentence) => vec![self.say(Phrase::PerhapsResolved { sentence: sentence.clone() })],
                None => vec![self.say(Phrase::NotExplained)],
            },
            Left::Merged => vec![self.say(Phrase::MergedInto { texts: texts(told, &year.into) })],
        };
        let (tone, mark) = (tone(shape), shape.letter());
        Entry { tone, mark, label: self.say(Phrase::Meaning(shape)), notes, ..Entry::default() }
    }

    fn evidence(&self, evidence: &Evidence) -> String {
        let fact = match evidence {
            Evidence::Progress { date, note } => Fact::RecordedDone { date: *date, note: note.clone() },
            Evidence::Account { sentence } => Fact::ToldDone { sentence: sentence.clone() },
            Evidence::Recorded(signed) => {
                Fact::RecordedDone { date: signed.date, note: Some(signed.reason.clone()) }
            }
        };
        fact.say(self.lang)
    }

    /// A criterion or an item plan by plan, with all that stands there.
    pub(super) fn years(&self) -> Part {
        let groups = self.followed.years.iter().map(|year| self.listed(year));
        Part { heading: self.say(Phrase::YearByYear), intro: String::new(), groups: groups.collect() }
    }

    fn listed(&self, year: &Year) -> Group {
        let place = year.place.as_ref();
        let named = place.and_then(|place| Some((place.anchor?, place.name.clone())));
        let mut heading = self.say(Phrase::Year { period: year.period.to_string(), place: named });
        if let Some(catalog) = &year.catalog {
            heading.push_str(&format!(" ({catalog})"));
        }
        let mut entries: Vec<Entry> = Vec::new();
        let level = place.and_then(|place| place.level.clone());
        entries.extend(
            level.map(|level| Entry { facts: vec![self.say(Phrase::Level { level })], ..Entry::default() }),
        );
        match place {
            Some(place) => entries.extend(place.items.iter().map(|item| self.item(item))),
            None => entries.push(Entry { notes: vec![self.say(Phrase::NotThere)], ..Entry::default() }),
        }
        Group { heading, entries }
    }

    fn item(&self, item: &ItemState) -> Entry {
        let id = item.id.map(|id| id.to_string());
        let status = item.status.map(|_| item.say(self.lang));
        Entry {
            tone: if item.kind == Kind::Weakness { Tone::Open } else { Tone::Plain },
            mark: if item.kind == Kind::Weakness { "○" } else { "·" },
            label: self.say(Phrase::Noun(item.kind)),
            facts: id.into_iter().chain(status).collect(),
            lines: vec![Line::plain(String::new(), &item.text)],
            notes: Vec::new(),
        }
    }
}

fn tone(shape: Shape) -> Tone {
    match shape {
        Shape::Solved | Shape::Better => Tone::Good,
        Shape::Begun | Shape::Parted | Shape::Back => Tone::New,
        Shape::Worse | Shape::Gone => Tone::Alarm,
        Shape::Going | Shape::Same => Tone::Open,
        Shape::GoneExplained | Shape::Joined => Tone::Plain,
    }
}

/// A person's name, or else the id.
fn name_of(told: &Told, id: &str) -> String {
    told.people.get(id).cloned().unwrap_or_else(|| id.to_owned())
}

/// The newest sentences of some lives.
fn texts(told: &Told, lives: &[usize]) -> Vec<String> {
    let texts = lives.iter().filter_map(|at| told.lives.lives.get(*at)?.last());
    texts.map(|year| year.text.clone()).collect()
}
