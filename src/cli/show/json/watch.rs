//! One save's answer for programs: one line each.

use schemars::JsonSchema;
use serde::Serialize;

use super::finding::Finding;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::finding::Source;
use crate::compare::Ref;
use crate::compare::meaning;
use crate::plan::item::Kind;
use crate::work::watch::{self, Against};

/// What one save of one file means.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u32,
    /// The file, from the repository's root.
    pub file: String,
    pub school: Option<String>,
    pub period: Option<String>,
    /// The file is gone.
    pub gone: bool,
    /// Findings that were not there before this save.
    pub appeared: Vec<Finding>,
    /// Findings that were there before; their places are those of the earlier text.
    pub disappeared: Vec<Finding>,
    /// How many findings the file has now.
    pub standing: Standing,
    /// `approved`, `committed` or `nothing`: with what the meaning is compared.
    pub against: &'static str,
    /// The tag of the approved version.
    pub tag: Option<String>,
    /// All that the plan means differently from that version.
    pub meaning: Vec<Shift>,
    /// What it meant differently until this save, and does no more.
    pub undone: Vec<Shift>,
}

/// Findings by level.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Standing {
    pub errors: usize,
    pub warnings: usize,
    pub hints: usize,
}

/// One thing that means something else now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Shift {
    /// `added`, `removed`, `reworded`, `moved`, `without-action`, `deadline`, `budget`, `lead`,
    /// `aim`, `level`, `front-matter` or `section`.
    pub code: &'static str,
    /// Since this save; false for what stood before it.
    pub fresh: bool,
    /// `weakness`, `target` or `action`.
    pub kind: Option<&'static str>,
    pub id: Option<String>,
    pub criterion: Option<String>,
    pub text: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    /// The sentence, in the language that was asked for.
    pub message: String,
}

impl Answer {
    pub fn new(answer: &watch::Answer, lang: Lang) -> Answer {
        let findings = |findings: &[crate::finding::Finding], text: &str| {
            let source = Source::new(&answer.path, text);
            findings.iter().map(|finding| Finding::new(finding, &source, lang)).collect()
        };
        let (against, tag) = match &answer.against {
            Against::Approved { tag } => ("approved", Some(tag.clone())),
            Against::Committed => ("committed", None),
            Against::Nothing => ("nothing", None),
        };
        let fresh = answer.fresh.iter().map(|shift| Shift::new(shift, lang).fresh());
        let still = answer.still.iter().map(|shift| Shift::new(shift, lang));
        Answer {
            schema: 1,
            file: answer.path.clone(),
            school: answer.school.clone(),
            period: answer.period.map(|period| period.to_string()),
            gone: answer.gone,
            appeared: findings(&answer.appeared, &answer.text),
            disappeared: findings(&answer.disappeared, &answer.text_before),
            standing: Standing {
                errors: answer.standing.errors,
                warnings: answer.standing.warnings,
                hints: answer.standing.hints,
            },
            against,
            tag,
            meaning: fresh.chain(still).collect(),
            undone: answer.undone.iter().map(|shift| Shift::new(shift, lang)).collect(),
        }
    }
}

impl Shift {
    fn new(shift: &meaning::Shift, lang: Lang) -> Shift {
        let (before, after) = sides(shift);
        let item = item(shift);
        let criterion = match shift {
            meaning::Shift::Level { criterion, .. } => Some(criterion.to_string()),
            _ => item.and_then(|(_, item)| item.criterion).map(|anchor| anchor.to_string()),
        };
        Shift {
            code: shift.code(),
            fresh: false,
            kind: item.map(|(kind, _)| kind.as_str()),
            id: item.and_then(|(_, item)| item.id).map(|id| id.to_string()),
            criterion,
            text: item.map(|(_, item)| item.text.clone()),
            before,
            after,
            message: shift.say(lang),
        }
    }

    fn fresh(self) -> Shift {
        Shift { fresh: true, ..self }
    }
}

fn item(shift: &meaning::Shift) -> Option<(Kind, &Ref)> {
    use meaning::Shift as S;
    match shift {
        S::Added { kind, item }
        | S::Removed { kind, item }
        | S::Reworded { kind, item, .. }
        | S::Moved { kind, item, .. } => Some((*kind, item)),
        S::WithoutAction { weakness } => Some((Kind::Weakness, weakness)),
        S::Deadline { action, .. } | S::Budget { action, .. } | S::Lead { action, .. } => {
            Some((Kind::Action, action))
        }
        S::Aim { target, .. } => Some((Kind::Target, target)),
        S::Level { .. } | S::Front { .. } | S::Section { .. } => None,
    }
}

fn sides(shift: &meaning::Shift) -> (Option<String>, Option<String>) {
    use meaning::Shift as S;
    match shift {
        S::Reworded { item, before, .. } => (Some(before.clone()), Some(item.text.clone())),
        S::Deadline { before, after, .. }
        | S::Budget { before, after, .. }
        | S::Lead { before, after, .. }
        | S::Aim { before, after, .. }
        | S::Level { before, after, .. }
        | S::Front { before, after, .. } => (Some(before.clone()), Some(after.clone())),
        S::Moved { from, item, .. } => {
            let place = |anchor: &Option<_>| anchor.map(|anchor: crate::plan::Anchor| anchor.to_string());
            (place(from), place(&item.criterion))
        }
        S::Section { heading, status } => (Some(heading.clone()), Some(status.as_str().to_owned())),
        S::Added { .. } | S::Removed { .. } | S::WithoutAction { .. } => (None, None),
    }
}
