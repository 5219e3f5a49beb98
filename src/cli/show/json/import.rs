//! The report of an import for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::plan;
use super::word;
pub use super::word::{Place, Word};
use crate::cli::lang::{Lang, Say};
use crate::import::Report;
use crate::petition::Petitions;
use crate::plan::parse::parse;
use crate::work::choice::Chosen;
use crate::work::import::Ready;
use crate::work::show::{Part, Shown};

/// The answer of `import`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form.
    pub schema: u32,
    pub dry_run: bool,
    /// One for each plan, in the order of the files.
    pub documents: Vec<Document>,
}

/// One plan that was read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document {
    /// The file that it came from, as it was named.
    pub file: String,
    pub lines: Lines,
    /// Where it is, or would be, written; none where it is printed or has no place.
    pub path: Option<String>,
    pub written: bool,
    /// Why it has no place, in the language that was asked for.
    pub obstacle: Option<String>,
    /// The school's name where one was found.
    pub school_name: Option<String>,
    /// preschool, primary, lower-secondary, upper-secondary, secondary.
    pub level: Option<String>,
    /// What was read, with how sure that is.
    pub facts: Vec<Fact>,
    /// What the plan should say and could not be read; it is left empty.
    pub missing: Vec<Missing>,
    /// What was repaired, or read in spite of an oddity.
    pub repairs: Vec<Repair>,
    pub sections: Vec<Section>,
    /// Labelled weaknesses, each once, with every line that states it.
    pub weaknesses: Vec<Weakness>,
    /// Phrases that sound like a weakness and carry no label.
    pub suggestions: Vec<Suggestion>,
    /// Text that found no place: it stands in the last section of the plan.
    pub leftovers: Vec<Leftover>,
    pub words: Words,
    /// The program that made a Word document or a text of the file: LibreOffice, pdftotext.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<&'static str>,
    /// What a Word document says beside its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<Word>,
    /// The plan as `show --format json` gives it.
    pub plan: plan::Answer,
    /// The plan's file.
    pub text: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Lines {
    pub first: usize,
    pub last: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Fact {
    /// school_name, school, level, authority, title, period, catalog, place, number, date, signer, recipients.
    pub topic: &'static str,
    pub value: String,
    pub line: Option<usize>,
    /// Where that is in a Word document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// certain, likely, unsure.
    pub certainty: &'static str,
    /// Why: given, printed, body, school-name, regulation, in-force, form, joined-years,
    /// span-called-year, damaged-label.
    pub basis: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Missing {
    pub topic: &'static str,
    pub line: Option<usize>,
    /// Where that is in a Word document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// What stands there instead.
    pub printed: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Repair {
    pub kind: &'static str,
    pub line: usize,
    /// Where that is in a Word document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    pub before: String,
    pub after: String,
    /// What the kind means, in the language that was asked for.
    pub message: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Section {
    /// 0 where its heading is not in the file.
    pub line: usize,
    /// Where that is in a Word document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The number as printed.
    pub printed: String,
    pub heading: String,
    /// general, purpose, basis, priorities, content, supervision, implementation, reporting, other.
    pub kind: &'static str,
    pub certainty: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Weakness {
    /// `1.5`, or `S3` for a standard alone.
    pub criterion: Option<String>,
    pub text: String,
    pub lines: Vec<usize>,
    /// Where those are in a Word document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    pub certainty: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Suggestion {
    pub criterion: Option<String>,
    pub line: usize,
    /// Where that is in a Word document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    pub text: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Leftover {
    pub line: usize,
    /// Where that is in a Word document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    pub text: String,
    /// unplaced: a person should find its place; form: only the document's form.
    pub kind: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Words {
    /// Words of the file that belong to this plan, without tags.
    #[serde(rename = "in")]
    pub read: usize,
    /// Of these, found again in the plan.
    pub kept: usize,
    /// Of these, said otherwise by the plan's form.
    pub form: usize,
    /// Words of the plan.
    pub out: usize,
    /// Always 0.
    pub lost: usize,
}

impl Answer {
    pub fn of(ready: &[Ready], dry_run: bool, lang: Lang) -> Answer {
        let documents = ready.iter().map(|one| document(one, dry_run, lang)).collect();
        Answer { schema: 1, dry_run, documents }
    }
}

fn document(one: &Ready, dry_run: bool, lang: Lang) -> Document {
    let report = &one.imported.report;
    let value = |topic| report.fact(topic).map(|fact| fact.value.clone());
    let path = one.place.as_ref().map(|place| place.inside.clone());
    let path = path.or_else(|| Some(one.target.as_ref()?.display().to_string()));
    let parsed = parse(&one.text);
    let findings = parsed.findings.clone();
    let target = one.target.clone().unwrap_or_else(|| one.file.clone());
    let shown = Shown {
        chosen: Chosen { path: target, place: one.place.clone() },
        parsed,
        findings,
        petitions: Petitions::default(),
    };
    Document {
        file: one.file.display().to_string(),
        lines: Lines { first: one.imported.lines.0, last: one.imported.lines.1 },
        written: !dry_run && path.is_some() && one.obstacle.is_none(),
        path,
        obstacle: one.obstacle.as_ref().map(|obstacle| obstacle.say(lang)),
        school_name: value(crate::import::report::Topic::SchoolName),
        level: value(crate::import::report::Topic::Level),
        facts: facts(one),
        missing: missing(one),
        repairs: repairs(one, lang),
        sections: sections(one),
        weaknesses: weaknesses(one),
        suggestions: suggestions(one),
        leftovers: leftovers(one),
        words: words(report),
        via: one.via.map(crate::office::Program::name),
        word: word::of(one, lang),
        plan: plan::Answer::new(&shown, Part::Whole, lang),
        text: one.text.clone(),
    }
}

fn facts(one: &Ready) -> Vec<Fact> {
    let report = &one.imported.report;
    let fact = |fact: &crate::import::report::Fact| Fact {
        topic: fact.topic.as_str(),
        value: fact.value.clone(),
        line: fact.line,
        place: fact.line.and_then(|line| word::place(one, line)),
        certainty: fact.certainty.as_str(),
        basis: fact.basis.as_str(),
    };
    report.facts.iter().map(fact).collect()
}

fn missing(one: &Ready) -> Vec<Missing> {
    let report = &one.imported.report;
    let missing = |missing: &crate::import::report::Missing| Missing {
        topic: missing.topic.as_str(),
        line: missing.printed.as_ref().map(|(line, _)| *line),
        place: missing.printed.as_ref().and_then(|(line, _)| word::place(one, *line)),
        printed: missing.printed.as_ref().map(|(_, text)| text.clone()),
    };
    report.missing.iter().map(missing).collect()
}

fn repairs(one: &Ready, lang: Lang) -> Vec<Repair> {
    let report = &one.imported.report;
    let repair = |repair: &crate::import::report::Repair| Repair {
        kind: repair.kind.as_str(),
        line: repair.line,
        place: word::place(one, repair.line),
        before: repair.before.clone(),
        after: repair.after.clone(),
        message: repair.kind.say(lang),
    };
    report.repairs.iter().map(repair).collect()
}

fn sections(one: &Ready) -> Vec<Section> {
    let report = &one.imported.report;
    let section = |section: &crate::import::report::SectionFound| Section {
        line: section.line,
        place: word::place(one, section.line),
        printed: section.printed.clone(),
        heading: section.heading.clone(),
        kind: section.kind.as_str(),
        certainty: section.certainty.as_str(),
    };
    report.sections.iter().map(section).collect()
}

fn weaknesses(one: &Ready) -> Vec<Weakness> {
    let report = &one.imported.report;
    let weakness = |weakness: &crate::import::report::WeaknessFound| Weakness {
        criterion: weakness.anchor.map(|anchor| anchor.to_string()),
        text: weakness.text.clone(),
        lines: weakness.lines.clone(),
        places: weakness.lines.iter().filter_map(|line| word::place(one, *line)).collect(),
        certainty: weakness.certainty.as_str(),
    };
    report.weaknesses.iter().map(weakness).collect()
}

fn suggestions(one: &Ready) -> Vec<Suggestion> {
    let report = &one.imported.report;
    let suggestion = |offer: &crate::import::report::Suggestion| Suggestion {
        criterion: offer.anchor.map(|anchor| anchor.to_string()),
        line: offer.line,
        place: word::place(one, offer.line),
        text: offer.text.clone(),
    };
    report.suggestions.iter().map(suggestion).collect()
}

fn leftovers(one: &Ready) -> Vec<Leftover> {
    let report = &one.imported.report;
    let leftover = |leftover: &crate::import::report::Leftover| Leftover {
        line: leftover.line,
        place: word::place(one, leftover.line),
        text: leftover.text.clone(),
        kind: leftover.kind.as_str(),
    };
    report.leftovers.iter().map(leftover).collect()
}

fn words(report: &Report) -> Words {
    let words = report.words;
    Words { read: words.read, kept: words.kept, form: words.form, out: words.written, lost: words.lost() }
}
