//! A comparison as people read it: one document, rendered for a terminal, as Markdown or as HTML.
//!
//! First what matters most (how much is solved, what needs an explanation, what has dragged on for
//! years), then every weakness by criterion, then targets and actions that moved, then the prose.

mod copies;
pub mod markdown;
mod measures;
mod phrase;
pub mod terminal;
mod weakness;

pub use phrase::Phrase;

use std::collections::BTreeMap;

use crate::cli::lang::{Lang, Say};
use crate::compare::{Comparison, SectionChange, SectionStatus, Status, Trend, Weakness};
use crate::export::{Document, Entry, Group, Line, Part, Run, Tile, Tone};
use crate::plan::item::Anchor;
use crate::work::diff::Compared;

/// From this many years on a weakness is told as one that drags on.
const CHRONIC: u16 = 3;

/// The whole report in one language.
pub fn document(compared: &Compared, lang: Lang) -> Document {
    let teller = Teller { compared, lang };
    let mut parts = vec![teller.unexplained(), teller.chronic(), teller.by_criterion()];
    parts.push(copies::part(&teller));
    parts.extend(measures::parts(&teller));
    parts.push(teller.prose());
    parts.retain(|part| !part.groups.is_empty());
    Document {
        lang: if lang == Lang::Vi { "vi" } else { "en" },
        title: teller.say(Phrase::Title { from: compared.from.clone(), to: compared.to.clone() }),
        subtitle: [compared.name.clone(), compared.school.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        tiles: teller.tiles(),
        lead: teller.lead(),
        parts,
        footer: teller.say(Phrase::Footer),
    }
}

/// Only what became of the items, for a comparison of a few of them.
pub fn excerpt(compared: &Compared, lang: Lang) -> Document {
    let teller = Teller { compared, lang };
    let parts = std::iter::once(teller.by_criterion()).chain(measures::parts(&teller)).collect();
    Document { parts, ..Document::default() }
}

struct Teller<'c> {
    compared: &'c Compared,
    lang: Lang,
}

impl Teller<'_> {
    fn say(&self, phrase: Phrase) -> String {
        phrase.say(self.lang)
    }

    fn comparison(&self) -> &Comparison {
        &self.compared.comparison
    }

    fn tiles(&self) -> Vec<Tile> {
        let tile = |status| Tile {
            tone: tone(status),
            mark: mark(status),
            number: self.comparison().tally(status),
            label: self.say(Phrase::Status(status)),
        };
        Status::ALL.into_iter().map(tile).collect()
    }

    fn lead(&self) -> Vec<String> {
        let comparison = self.comparison();
        let moved = |trend| comparison.weaknesses.iter().filter(|one| one.trend == Some(trend)).count();
        let before =
            [Status::Carried, Status::Resolved, Status::Dropped].map(|status| comparison.tally(status));
        let [carried, resolved, dropped] = before;
        let new = comparison.tally(Status::New);
        if carried + resolved + dropped + new == 0 {
            return std::iter::once(self.say(Phrase::NoWeakness)).chain(copies::share(self)).collect();
        }
        let explained =
            comparison.weaknesses.iter().filter(|one| one.status == Status::Dropped && !one.is_unexplained());
        let explained = explained.count().min(dropped);
        let mut lead = vec![self.say(Phrase::Lead { carried, resolved, dropped, explained, new })];
        let (improved, worsened) = (moved(Trend::Improved), moved(Trend::Worsened));
        if improved + worsened > 0 {
            lead.push(self.say(Phrase::Moved { improved, worsened }));
        }
        lead.extend(copies::share(self));
        if self.compared.other_edition {
            lead.push(self.say(Phrase::OtherEdition));
        }
        lead
    }

    /// Dropped without a word: somebody has to explain it.
    fn unexplained(&self) -> Part {
        let dropped = self.weaknesses(Weakness::is_unexplained);
        let entries = dropped.map(|one| self.brief(one)).collect();
        self.part(Phrase::Unexplained, Phrase::UnexplainedIntro, entries)
    }

    fn chronic(&self) -> Part {
        let mut long: Vec<&Weakness> =
            self.weaknesses(|one| one.years >= CHRONIC && one.status == Status::Carried).collect();
        long.sort_by_key(|one| std::cmp::Reverse(one.years));
        long.dedup_by(|one, other| one.after == other.after);
        let entries = long.into_iter().map(|one| self.brief(one)).collect();
        self.part(Phrase::Chronic, Phrase::ChronicIntro, entries)
    }

    fn weaknesses(&self, fits: impl Fn(&Weakness) -> bool) -> impl Iterator<Item = &Weakness> {
        self.comparison().weaknesses.iter().filter(move |one| fits(one))
    }

    fn part(&self, heading: Phrase, intro: Phrase, entries: Vec<Entry>) -> Part {
        let groups =
            if entries.is_empty() { Vec::new() } else { vec![Group { heading: String::new(), entries }] };
        Part { heading: self.say(heading), intro: self.say(intro), groups }
    }

    fn by_criterion(&self) -> Part {
        let mut groups: BTreeMap<(bool, Option<(u8, u8)>), Group> = BTreeMap::new();
        for one in &self.comparison().weaknesses {
            // Under another edition an earlier number means another thing: told apart, at the end.
            let old = self.compared.other_edition && one.after.is_none();
            let key = (old, one.criterion.map(place));
            let group = groups.entry(key).or_insert_with(|| Group {
                heading: self.criterion(one.criterion, old),
                entries: Vec::new(),
            });
            group.entries.push(self.entry(one));
        }
        Part {
            heading: self.say(Phrase::ByCriterion),
            intro: String::new(),
            groups: groups.into_values().collect(),
        }
    }

    /// The heading of a criterion, with its name.
    fn criterion(&self, anchor: Option<Anchor>, old: bool) -> String {
        let Some(anchor) = anchor else { return self.say(Phrase::NoCriterion) };
        let names = if old {
            [&self.compared.names.0, &self.compared.names.1]
        } else {
            [&self.compared.names.1, &self.compared.names.0]
        };
        let name = names.iter().find_map(|names| names.get(&anchor)).cloned().unwrap_or_default();
        let edition = if old { self.compared.catalogs.0.clone() } else { None };
        self.say(Phrase::Criterion { anchor, name, edition })
    }

    fn prose(&self) -> Part {
        let changed = self.comparison().sections.iter().filter(|one| one.status != SectionStatus::Same);
        let groups = changed.filter(|one| !one.paragraphs.is_empty()).map(|one| self.section(one)).collect();
        Part { heading: self.say(Phrase::Prose), intro: self.say(Phrase::ProseIntro), groups }
    }

    fn section(&self, section: &SectionChange) -> Group {
        let lines = section.paragraphs.iter().map(|pieces| Line {
            label: String::new(),
            runs: pieces
                .iter()
                .map(|piece| Run { side: piece.side.as_str(), text: piece.text.clone() })
                .collect(),
        });
        let label = match section.status {
            SectionStatus::Same | SectionStatus::Changed => String::new(),
            status => self.say(Phrase::Section(status)),
        };
        let entry = Entry { label, lines: lines.collect(), ..Entry::default() };
        Group { heading: section.heading.clone(), entries: vec![entry] }
    }
}

fn place(anchor: Anchor) -> (u8, u8) {
    match anchor {
        Anchor::Standard(number) => (number, 0),
        Anchor::Criterion(id) => (id.standard, id.serial),
    }
}

fn tone(status: Status) -> Tone {
    match status {
        Status::Carried => Tone::Open,
        Status::Resolved => Tone::Good,
        Status::Dropped => Tone::Alarm,
        Status::New => Tone::New,
    }
}

fn mark(status: Status) -> &'static str {
    match status {
        Status::Carried => "→",
        Status::Resolved => "✓",
        Status::Dropped => "?",
        Status::New => "+",
    }
}
