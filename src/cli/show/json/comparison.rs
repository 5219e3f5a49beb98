//! A comparison of two plans for programs: `diff --format json`, as the contract has it.

use schemars::JsonSchema;
use serde::Serialize;

use super::change::{Changed, Slips};
use super::finding::Copied;
use crate::compare::{self, Evidence};
use crate::continuity;
use crate::work::diff::Compared;

/// The answer of `diff --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form; a higher one may lack what this one has.
    pub schema: u8,
    pub school: Option<String>,
    /// The earlier side: a period, with the revision where one was named; else the file's name.
    pub from: String,
    pub to: String,
    pub counts: Counts,
    pub weaknesses: Vec<Weakness>,
    pub targets: Vec<Item>,
    pub actions: Vec<Item>,
    pub sections: Vec<Section>,
    /// What stands as in the year before; null unless the later plan follows on the earlier one.
    pub copied: Option<Copies>,
}

/// What of the later plan was copied from the year before. Other ids, dates and years are no change; a weakness with
/// other figures, other actions, or recorded progress are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Copies {
    /// The criteria of the later plan under which something of its own is planned: general duties do not count.
    pub criteria: usize,
    /// How many of them stand as they stood.
    pub unchanged: usize,
    /// Those criteria.
    pub whole: Vec<Copied>,
    /// Weaknesses that stand unchanged beside unchanged actions, unless their whole criterion says as much; the
    /// first of the sides is the weakness.
    pub weaknesses: Vec<Copied>,
}

impl From<&compare::copying::Copied> for Copies {
    fn from(copied: &compare::copying::Copied) -> Copies {
        let whole =
            copied.whole.iter().map(|one| Copied::new(&one.anchor.to_string(), &one.years, &one.sides));
        let weaknesses = copied.weaknesses.iter();
        let weaknesses = weaknesses.map(|one| Copied::new(&one.anchor.to_string(), &one.years, &one.sides));
        Copies {
            criteria: copied.criteria,
            unchanged: copied.whole.len(),
            whole: whole.collect(),
            weaknesses: weaknesses.collect(),
        }
    }
}

/// How many weaknesses have which status; a split or merged one counts once for each link.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counts {
    pub carried: usize,
    pub resolved: usize,
    pub dropped: usize,
    pub new: usize,
}

/// What became of one weakness; for a split or a merge one entry per link.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Weakness {
    /// carried, resolved, dropped, new.
    pub status: &'static str,
    /// Where it stands now, or stood last: `1.5`, or `S3` for what hangs on a standard alone.
    pub criterion: Option<String>,
    /// improved, worsened, unchanged; null where the two texts state no comparable figures.
    pub trend: Option<&'static str>,
    /// In how many consecutive plans it has stood, as far as plans are there.
    pub years: u16,
    /// id, link or text.
    #[serde(rename = "match")]
    pub matched: Option<&'static str>,
    /// The rung of the ladder of evidence: id, link, same-text, same-meaning, other-criterion,
    /// other-edition.
    pub rung: Option<&'static str>,
    /// 0 to 1.
    pub similarity: Option<f64>,
    /// Who recorded that the two are one, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<Signed>,
    pub before: Option<Ref>,
    pub after: Option<Ref>,
    /// The figures from which the trend was read, as written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figures>,
    /// split or merge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'static str>,
    /// The other pieces of a split or a merge.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counterparts: Vec<Ref>,
    /// What says that it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Proof>,
    /// Why it was dropped, as a person wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained: Option<Signed>,
    /// For a dropped one: a sentence of the later plan that says the opposite, so that it may have been resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub perhaps_resolved: Option<String>,
    /// For a new one: where it had stood in an earlier year before it was gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened: Option<Reopened>,
    /// `id-with-other-text`: the id is the same, the sentence is another one altogether.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flag: Option<&'static str>,
}

/// A person's word.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Signed {
    pub date: String,
    /// A person's id in `school.toml`; empty where a progress record names nobody.
    pub by: String,
    pub reason: String,
}

/// A weakness that had left the plans and is there again.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reopened {
    /// The last plan in which it had stood.
    pub period: Option<String>,
    pub before: Ref,
    pub rung: &'static str,
    /// 0 to 1.
    pub similarity: f64,
}

impl From<&compare::Return> for Reopened {
    fn from(back: &compare::Return) -> Reopened {
        Reopened {
            period: back.period.map(|period| period.to_string()),
            before: Ref::from(&back.before),
            rung: back.matched.rung(),
            similarity: back.similarity,
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Ref {
    pub id: Option<String>,
    pub criterion: Option<String>,
    pub text: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Figures {
    pub before: String,
    pub after: String,
    /// What the later figure counts; empty for a percentage.
    pub unit: String,
    pub trend: &'static str,
}

/// What says that a weakness was resolved.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "source", rename_all = "kebab-case")]
pub enum Proof {
    /// The last progress record.
    Progress { date: String, note: Option<String> },
    /// A sentence of the later plan.
    Account { sentence: String },
    /// A person accounted for it.
    Record { date: String, by: String, reason: String },
}

/// What became of one target or action.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Item {
    pub status: &'static str,
    pub criterion: Option<String>,
    /// An action that stands word for word in plan after plan.
    pub repeated: bool,
    /// In how many consecutive plans it stands word for word.
    pub years: u16,
    /// How often its deadline was put off, over all plans that are there; absent where it never was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slips: Option<Slips>,
    #[serde(rename = "match")]
    pub matched: Option<&'static str>,
    pub similarity: Option<f64>,
    pub before: Option<Ref>,
    pub after: Option<Ref>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Changed>,
}

/// One prose section.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Section {
    pub kind: &'static str,
    pub heading: String,
    /// same, changed, added, removed.
    pub status: &'static str,
    /// The paragraphs that differ, as runs of words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<Vec<Run>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Run {
    /// both, before, after.
    pub side: &'static str,
    pub text: String,
}

impl Answer {
    pub fn new(compared: &Compared) -> Answer {
        let comparison = &compared.comparison;
        let count = |status| comparison.count(status);
        Answer {
            schema: 1,
            school: compared.school.clone(),
            from: compared.from.clone(),
            to: compared.to.clone(),
            counts: Counts {
                carried: count(compare::Status::Carried),
                resolved: count(compare::Status::Resolved),
                dropped: count(compare::Status::Dropped),
                new: count(compare::Status::New),
            },
            weaknesses: comparison.weaknesses.iter().map(Weakness::from).collect(),
            targets: comparison.targets.iter().map(Item::from).collect(),
            actions: comparison.actions.iter().map(Item::from).collect(),
            sections: comparison.sections.iter().map(Section::from).collect(),
            copied: comparison.copied.as_ref().map(Copies::from),
        }
    }
}

impl From<&compare::Weakness> for Weakness {
    fn from(one: &compare::Weakness) -> Weakness {
        Weakness {
            status: one.status.as_str(),
            criterion: one.criterion.map(|anchor| anchor.to_string()),
            trend: one.trend.map(compare::Trend::as_str),
            years: one.years,
            matched: one.matched.map(compare::Match::as_str),
            rung: one.matched.map(compare::Match::rung),
            similarity: one.similarity,
            link: one.linked.as_ref().map(Signed::from),
            before: one.before.as_ref().map(Ref::from),
            after: one.after.as_ref().map(Ref::from),
            figures: one.figures.iter().map(Figures::from).collect(),
            part: one.part.map(|part| match part {
                compare::Part::Split => "split",
                compare::Part::Merge => "merge",
            }),
            counterparts: one.counterparts.iter().map(Ref::from).collect(),
            evidence: one.evidence.as_ref().map(Proof::from),
            explained: one.explained.as_ref().map(Signed::from),
            perhaps_resolved: one.perhaps_resolved.clone(),
            reopened: one.reopened.as_ref().map(Reopened::from),
            flag: one.reused_id.then_some("id-with-other-text"),
        }
    }
}

impl From<&continuity::Signed> for Signed {
    fn from(one: &continuity::Signed) -> Signed {
        Signed { date: one.date.to_string(), by: one.by.clone(), reason: one.reason.clone() }
    }
}

impl From<&compare::Ref> for Ref {
    fn from(one: &compare::Ref) -> Ref {
        Ref {
            id: one.id.map(|id| id.to_string()),
            criterion: one.criterion.map(|anchor| anchor.to_string()),
            text: one.text.clone(),
        }
    }
}

impl From<&compare::Figures> for Figures {
    fn from(one: &compare::Figures) -> Figures {
        Figures {
            before: one.before.clone(),
            after: one.after.clone(),
            unit: one.unit.clone(),
            trend: one.trend.as_str(),
        }
    }
}

impl From<&Evidence> for Proof {
    fn from(one: &Evidence) -> Proof {
        match one {
            Evidence::Progress { date, note } => {
                Proof::Progress { date: date.to_string(), note: note.clone() }
            }
            Evidence::Account { sentence } => Proof::Account { sentence: sentence.clone() },
            Evidence::Recorded(signed) => Proof::Record {
                date: signed.date.to_string(),
                by: signed.by.clone(),
                reason: signed.reason.clone(),
            },
        }
    }
}

impl From<&compare::ItemChange> for Item {
    fn from(one: &compare::ItemChange) -> Item {
        Item {
            status: one.status.as_str(),
            criterion: one.criterion.map(|anchor| anchor.to_string()),
            repeated: one.repeated,
            years: one.years,
            slips: Slips::of(one.slips),
            matched: one.matched.map(compare::Match::as_str),
            similarity: one.similarity,
            before: one.before.as_ref().map(Ref::from),
            after: one.after.as_ref().map(Ref::from),
            changes: one.changes.iter().map(Changed::from).collect(),
        }
    }
}

impl From<&compare::SectionChange> for Section {
    fn from(one: &compare::SectionChange) -> Section {
        let run = |piece: &compare::Piece| Run { side: piece.side.as_str(), text: piece.text.clone() };
        Section {
            kind: one.kind.as_str(),
            heading: one.heading.clone(),
            status: one.status.as_str(),
            paragraphs: one.paragraphs.iter().map(|pieces| pieces.iter().map(run).collect()).collect(),
        }
    }
}
