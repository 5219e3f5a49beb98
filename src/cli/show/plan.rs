//! A plan as people read it on a terminal, or the part of it that they asked for; and the same
//! part as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::verdict::safe;
use crate::cli::lang::{Lang, Say};
use crate::cli::ui::{Tone, Ui};
use crate::date::Date;
use crate::finding::Level;
use crate::period::Period;
use crate::petition::Petitions;
use crate::plan::format;
use crate::plan::item::{Anchor, Detail, Field, FieldKey, Item, ItemId};
use crate::plan::spelling::same_words;
use crate::plan::{Criterion, Entries, Entry, FrontMatter, Label, Plan, Section, Standard};
use crate::reading::{date, money};
use crate::tracking::waiting;
use crate::work::show::{Part, Shown};

/// How many errors, warnings and hints a plan has, to be said at its end.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub hints: usize,
}

impl Tally {
    fn of(shown: &Shown) -> Tally {
        let count = |level| shown.findings.iter().filter(|finding| finding.level() == level).count();
        Tally { errors: count(Level::Error), warnings: count(Level::Warning), hints: count(Level::Hint) }
    }

    fn is_clean(&self) -> bool {
        self.errors + self.warnings + self.hints == 0
    }
}

/// The plan's head: what the front matter says, one line each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadLine {
    School,
    Period,
    Catalog,
    Number,
    Date,
    Signer,
    Recipients,
}

/// An item of which so many comments are open.
pub struct OpenComments {
    pub item: ItemId,
    pub count: usize,
}

/// The plan (or its part) for a terminal, with the number of open comments beside an item.
pub fn human(shown: &Shown, part: Part, (open, ui): (&BTreeMap<ItemId, usize>, &Ui)) -> String {
    let plan = &shown.parsed.plan;
    let period = plan.front.period();
    let mut page = Page { text: String::new(), ui, period, open, petitions: &shown.petitions };
    match part {
        Part::Whole => page.whole(shown),
        Part::Anchor(Anchor::Criterion(id)) => {
            plan.criteria().filter(|one| one.id == id).for_each(|one| page.criterion(one));
        }
        Part::Anchor(Anchor::Standard(number)) => {
            plan.standards().filter(|one| one.number == Some(number)).for_each(|one| page.standard(one));
        }
        Part::Item(id) => {
            plan.items().filter(|one| one.item.id == Some(id)).for_each(|one| page.item(one.item))
        }
    }
    page.text
}

/// The plan (or its part) as canonical Markdown.
pub fn markdown(shown: &Shown, part: Part) -> String {
    let mut plan = shown.parsed.plan.clone();
    if part != Part::Whole {
        plan = cut(plan, part);
    }
    format::write(&plan)
}

/// A plan that holds nothing but the part.
fn cut(mut plan: Plan, part: Part) -> Plan {
    plan.front = FrontMatter::default();
    plan.preamble.clear();
    for section in &mut plan.sections {
        section.heading.clear();
        section.text.clear();
        for standard in &mut section.standards {
            let own = standard.number.map(Anchor::Standard);
            keep(&mut standard.entries, own, part);
            if own.map(Part::Anchor) != Some(part) {
                for criterion in &mut standard.criteria {
                    keep(&mut criterion.entries, Some(Anchor::Criterion(criterion.id)), part);
                }
                standard.criteria.retain(|criterion| !criterion.entries.is_empty());
            }
        }
        section.standards.retain(|standard| !(standard.criteria.is_empty() && standard.entries.is_empty()));
    }
    plan.sections.retain(|section| !section.standards.is_empty());
    plan
}

/// Leaves of the entries under one heading what belongs to the part.
fn keep(entries: &mut Vec<Entry>, anchor: Option<Anchor>, part: Part) {
    match part {
        Part::Whole => {}
        Part::Anchor(wanted) if anchor == Some(wanted) => {}
        Part::Anchor(_) => entries.clear(),
        Part::Item(id) => {
            entries.retain(|entry| matches!(entry, Entry::Item(item) if item.id == Some(id)));
        }
    }
}

/// What was understood of a time or of money; it stands beside the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Understood {
    /// Written anew.
    As(String),
    Not,
}

/// None where there is nothing to say beside the words.
fn understood(field: &Field, period: Option<Period>) -> Option<Understood> {
    let (unread, canonical) = match field.key {
        FieldKey::Schedule => {
            let read = date::read(&field.value, period);
            (read.is_unread(), read.canonical())
        }
        FieldKey::Budget => {
            let read = money::read(&field.value);
            (read.is_unread(), read.canonical())
        }
        _ => return None,
    };
    if unread {
        return Some(Understood::Not);
    }
    canonical.filter(|text| !same_words(text, &field.value)).map(Understood::As)
}

struct Page<'u> {
    text: String,
    ui: &'u Ui,
    open: &'u BTreeMap<ItemId, usize>,
    /// The plan's, from which a missing year is taken.
    period: Option<Period>,
    petitions: &'u Petitions,
}

/// Somebody outside the school was asked and has not answered.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub to: String,
    pub since: Date,
}

impl Page<'_> {
    fn lang(&self) -> Lang {
        self.ui.lang
    }

    fn line(&mut self, tone: Option<Tone>, text: &str) {
        let shown = tone.map_or(text.to_owned(), |tone| self.ui.paint(tone, text));
        self.text.push_str(&shown);
        self.text.push('\n');
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn whole(&mut self, shown: &Shown) {
        let plan = &shown.parsed.plan;
        self.head(shown);
        for section in &plan.sections {
            self.section(section);
        }
        let tally = Tally::of(shown);
        if !tally.is_clean() {
            self.gap();
            self.line(Some(Tone::Quiet), &tally.say(self.lang()));
        }
    }

    fn head(&mut self, shown: &Shown) {
        let front = &shown.parsed.plan.front;
        if let Some(title) = &front.title {
            self.line(Some(Tone::Heading), title);
        }
        let signer = front.signer.as_ref().map(|signer| format!("{} ({})", signer.name, signer.title));
        let lines = [
            (HeadLine::School, front.school.clone()),
            (HeadLine::Period, front.period_text.clone()),
            (HeadLine::Catalog, front.catalog.clone()),
            (HeadLine::Number, front.number.clone()),
            (HeadLine::Date, front.date.map(|date| date.vietnamese())),
            (HeadLine::Signer, signer),
            (HeadLine::Recipients, Some(front.recipients.join("; ")).filter(|list| !list.is_empty())),
        ];
        for (label, value) in lines {
            if let Some(value) = value {
                let label = self.ui.paint(Tone::Quiet, &label.say(self.lang()));
                let _ = writeln!(self.text, "{label} {value}");
            }
        }
    }

    fn section(&mut self, section: &Section) {
        self.gap();
        self.line(Some(Tone::Heading), &section.heading);
        if !section.text.is_empty() {
            self.text.push_str(&section.text);
            self.text.push('\n');
        }
        for standard in &section.standards {
            self.standard(standard);
        }
    }

    fn standard(&mut self, standard: &Standard) {
        if let Some(number) = standard.number {
            self.gap();
            let heading = format!("{} {}", Anchor::Standard(number).say(self.lang()), standard.name);
            self.line(Some(Tone::Heading), heading.trim_end());
        }
        self.entries(standard.entries());
        for criterion in &standard.criteria {
            self.criterion(criterion);
        }
    }

    fn criterion(&mut self, criterion: &Criterion) {
        self.gap();
        let heading = format!("{} {}", Anchor::Criterion(criterion.id).say(self.lang()), criterion.name);
        self.line(Some(Tone::Heading), heading.trim_end());
        self.entries(criterion.entries());
    }

    fn entries(&mut self, entries: &[Entry]) {
        for entry in entries {
            match entry {
                Entry::Label(label) => self.label(label),
                Entry::Item(item) => self.item(item),
                Entry::Shared(field) => self.field(field, "  "),
                Entry::Note(note) => {
                    for line in note.markdown.lines() {
                        self.line(None, &format!("  {line}"));
                    }
                }
            }
        }
    }

    fn label(&mut self, label: &Label) {
        let text = format!("  {}: {}", label.wording, label.value);
        self.line(None, text.trim_end());
    }

    fn item(&mut self, item: &Item) {
        let marker = item.ordinal.as_deref().unwrap_or("•");
        let id = item.id.map(|id| self.ui.paint(Tone::Quiet, &format!(" [{id}]"))).unwrap_or_default();
        let _ = writeln!(self.text, "  {marker} {}{id}", item.text);
        if let Some(petition) = item.id.and_then(|id| waiting(self.petitions, id)) {
            let waiting = Waiting { to: safe(&petition.to), since: petition.date }.say(self.lang());
            self.line(Some(Tone::Warn), &format!("      {waiting}"));
        }
        if let Some((item, count)) = item.id.and_then(|id| Some((id, *self.open.get(&id)?))) {
            let told = OpenComments { item, count }.say(self.lang());
            self.line(Some(Tone::Warn), &format!("      ○ {told}"));
        }
        for detail in &item.details {
            match detail {
                Detail::Field(field) => self.field(field, "      "),
                Detail::Note(note) => {
                    for line in note.markdown.lines() {
                        self.line(None, &format!("      {line}"));
                    }
                }
            }
        }
    }

    fn field(&mut self, field: &Field, indent: &str) {
        let label = self.ui.paint(Tone::Quiet, &format!("{}:", field.label));
        let understood = understood(field, self.period).map(|understood| understood.say(self.lang()));
        let understood = understood.map(|text| self.ui.paint(Tone::Quiet, &format!("  [{text}]")));
        let _ = writeln!(self.text, "{indent}{label} {}{}", field.value, understood.unwrap_or_default());
        for line in field.more.lines() {
            self.line(None, &format!("{indent}  {line}"));
        }
    }
}
