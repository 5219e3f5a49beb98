//! A whole plan for programs: `show --format json`. This is the interface on which other programs
//! build; `docs/plan.schema.json` is made from these types.

use schemars::JsonSchema;
use serde::Serialize;

use super::finding;
use super::reading::{Money, Quantity, Schedule};
use super::tracking::Waiting;
use crate::cli::lang::Lang;
use crate::cli::show::finding::Source;
use crate::finding::Lines;
use crate::petition::Petitions;
use crate::plan::item::{Anchor, Detail, FieldKey, Kind};
use crate::plan::{self, Entries, Entry, Plan};
use crate::reading::{date, money, quantity};
use crate::tracking::waiting;
use crate::work::show::{Part, Shown};

/// The answer of `show --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form; a higher one may lack what this one has.
    pub schema: u8,
    /// The file, from the repository's root where it lies in one.
    pub file: String,
    pub school: Option<String>,
    /// `2023-2024`, or a longer span; as the front matter says.
    pub period: Option<String>,
    /// The catalogue's id; it fixes what a criterion's number means.
    pub catalog: Option<String>,
    pub title: Option<String>,
    pub number: Option<String>,
    /// `2023-09-07`.
    pub date: Option<String>,
    pub place: Option<String>,
    pub signer: Option<Signer>,
    pub recipients: Vec<String>,
    /// Markdown before the first section.
    pub preamble: String,
    pub sections: Vec<Section>,
    pub standards: Vec<Standard>,
    pub criteria: Vec<Criterion>,
    pub findings: Vec<finding::Finding>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Signer {
    pub name: String,
    pub title: String,
}

/// One `##` section.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Section {
    /// general, purpose, basis, priorities, content, supervision, implementation, reporting, other.
    pub kind: &'static str,
    /// As written, with its number.
    pub heading: String,
    /// Markdown; of the content section what stands before the first standard.
    pub text: String,
    pub line: usize,
}

/// One standard; its items are those that hang on the standard alone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Standard {
    /// `S3`; absent for criteria that stand before the first standard's heading.
    pub id: Option<String>,
    pub number: Option<u8>,
    pub name: String,
    pub line: usize,
    #[serde(flatten)]
    pub holds: Holds,
}

/// One criterion.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Criterion {
    /// `1.5`.
    pub id: String,
    pub name: String,
    /// The number of the standard under which it stands.
    pub standard: Option<u8>,
    pub line: usize,
    #[serde(flatten)]
    pub holds: Holds,
}

/// What stands under a standard or criterion.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Holds {
    /// 1 to 4, where a level is given and understood.
    pub level: Option<u8>,
    /// The level as written.
    pub level_text: Option<String>,
    pub strengths: Vec<Item>,
    pub weaknesses: Vec<Item>,
    pub targets: Vec<Item>,
    pub measures: Vec<Item>,
    pub actions: Vec<Item>,
    /// Fields of `Thực hiện chung`, which every action shares.
    pub shared: Vec<Field>,
    /// Markdown that is nothing more particular.
    pub notes: Vec<String>,
}

/// One weakness, target, measure, action or strength.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Item {
    pub id: Option<String>,
    /// One line of inline Markdown, NFC.
    pub text: String,
    pub line: usize,
    /// The figures in the text that were understood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quantities: Vec<Quantity>,
    /// Whom the school asked and who has not answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
    /// Its own fields; of an action also the shared ones that it does not override.
    pub fields: Vec<Field>,
    pub notes: Vec<String>,
}

/// One field, as written and as understood.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Field {
    /// cause, lead, partners, schedule, budget, funding_source, conditions, resources, evidence, status, note.
    pub key: &'static str,
    /// The label, in its canonical spelling.
    pub label: &'static str,
    /// As written.
    pub value: String,
    /// Markdown nested below it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub more: String,
    /// Does it come from `Thực hiện chung`?
    pub shared: bool,
    /// Of a schedule: what was understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// Of a budget: what was understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub money: Option<Money>,
}

impl Answer {
    pub fn new(shown: &Shown, part: Part, lang: Lang) -> Answer {
        let name = shown.chosen.name();
        let plan = &shown.parsed.plan;
        let source = Source::new(&name, &shown.parsed.text);
        let reader = Reader { plan, lines: &source.lines, petitions: &shown.petitions };
        let front = &plan.front;
        let findings = shown.findings.iter().map(|one| finding::Finding::new(one, &source, lang)).collect();
        let signer = front.signer.as_ref();
        let mut answer = Answer {
            schema: 1,
            school: front.school.clone(),
            period: front.period_text.clone(),
            catalog: front.catalog.clone(),
            title: front.title.clone(),
            number: front.number.clone(),
            date: front.date.map(|date| date.to_string()),
            place: front.place.clone(),
            signer: signer.map(|one| Signer { name: one.name.clone(), title: one.title.clone() }),
            recipients: front.recipients.clone(),
            preamble: plan.preamble.clone(),
            sections: plan.sections.iter().map(|section| reader.section(section)).collect(),
            standards: plan.standards().map(|standard| reader.standard(standard)).collect(),
            criteria: plan.standards().flat_map(|standard| reader.criteria(standard)).collect(),
            findings,
            file: name.clone(),
        };
        answer.keep(part);
        answer
    }

    /// Leaves only the part that was asked for.
    fn keep(&mut self, part: Part) {
        match part {
            Part::Whole => {}
            Part::Anchor(anchor) => {
                let wanted = anchor.to_string();
                self.criteria.retain(|criterion| criterion.id == wanted);
                self.standards.retain(|standard| standard.id.as_ref() == Some(&wanted));
            }
            Part::Item(id) => {
                let wanted = id.to_string();
                self.criteria.retain_mut(|criterion| criterion.holds.keep(&wanted));
                self.standards.retain_mut(|standard| standard.holds.keep(&wanted));
            }
        }
    }
}

impl Holds {
    fn keep(&mut self, id: &str) -> bool {
        let lists = [
            &mut self.strengths,
            &mut self.weaknesses,
            &mut self.targets,
            &mut self.measures,
            &mut self.actions,
        ];
        let mut any = false;
        for list in lists {
            list.retain(|item| item.id.as_deref() == Some(id));
            any |= !list.is_empty();
        }
        any
    }
}

struct Reader<'a> {
    plan: &'a Plan,
    lines: &'a Lines<'a>,
    petitions: &'a Petitions,
}

impl Reader<'_> {
    fn line(&self, offset: usize) -> usize {
        self.lines.place(offset).line
    }

    fn section(&self, section: &plan::Section) -> Section {
        Section {
            kind: section.kind.as_str(),
            heading: section.heading.clone(),
            text: section.text.clone(),
            line: self.line(section.heading_span.start),
        }
    }

    fn standard(&self, standard: &plan::Standard) -> Standard {
        Standard {
            id: standard.number.map(|number| Anchor::Standard(number).to_string()),
            number: standard.number,
            name: standard.name.clone(),
            line: self.line(standard.heading_span.start),
            holds: self.holds(standard),
        }
    }

    fn criteria(&self, standard: &plan::Standard) -> Vec<Criterion> {
        let read = |criterion: &plan::Criterion| Criterion {
            id: criterion.id.to_string(),
            name: criterion.name.clone(),
            standard: standard.number,
            line: self.line(criterion.heading_span.start),
            holds: self.holds(criterion),
        };
        standard.criteria.iter().map(read).collect()
    }

    fn holds(&self, under: &impl Entries) -> Holds {
        let shared: Vec<Field> = under.shared().map(|field| self.field(field, true)).collect();
        let items = |kind| under.items_of(kind).map(|item| self.item(item, &shared)).collect();
        let notes = under.entries().iter().filter_map(|entry| match entry {
            Entry::Note(note) => Some(note.markdown.clone()),
            _ => None,
        });
        Holds {
            level: under.level(),
            level_text: under.level_text().map(str::to_owned),
            strengths: items(Kind::Strength),
            weaknesses: items(Kind::Weakness),
            targets: items(Kind::Target),
            measures: items(Kind::Measure),
            actions: items(Kind::Action),
            notes: notes.collect(),
            shared,
        }
    }

    fn item(&self, item: &plan::Item, shared: &[Field]) -> Item {
        let mut fields: Vec<Field> = item.fields().map(|field| self.field(field, false)).collect();
        if item.kind == Kind::Action {
            let own: Vec<&str> = fields.iter().map(|field| field.key).collect();
            let inherited = shared.iter().filter(|field| !own.contains(&field.key)).cloned();
            let inherited: Vec<Field> = inherited.collect();
            fields.extend(inherited);
        }
        let notes = item.details.iter().filter_map(|detail| match detail {
            Detail::Note(note) => Some(note.markdown.clone()),
            Detail::Field(_) => None,
        });
        Item {
            id: item.id.map(|id| id.to_string()),
            text: item.text.clone(),
            line: self.line(item.text_span.start),
            quantities: quantity::quantities(&item.text)
                .into_iter()
                .map(|one| Quantity::of(one, &item.text))
                .collect(),
            waiting: item.id.and_then(|id| waiting(self.petitions, id)).map(Waiting::of),
            fields,
            notes: notes.collect(),
        }
    }

    fn field(&self, field: &plan::Field, shared: bool) -> Field {
        let period = self.plan.front.period();
        let schedule = || Schedule::from(date::read(&field.value, period));
        let budget = || Money::from(money::read(&field.value));
        Field {
            key: field.key.as_str(),
            label: field.label,
            value: field.value.clone(),
            more: field.more.clone(),
            shared,
            schedule: (field.key == FieldKey::Schedule).then(schedule),
            money: matches!(field.key, FieldKey::Budget | FieldKey::Resources).then(budget),
        }
    }
}
