//! Where plans stand, for people: a few schools in full, many summed up.

use crate::cli::command::save::visible;
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::period::Period;
use crate::work::deadlines::Due;
use crate::work::status::{FEW, Next, Notice, PlanStatus, SchoolStatus, Stage, Status, Trust};

/// Up to this many rows are told of those that need attention.
const ROWS: usize = 30;
/// Up to this many deadlines are told of one school.
const DEADLINES: usize = 6;

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    Everything,
    /// What people need, where there are many schools.
    Useful,
}

/// What is said about the repository as a whole.
#[derive(Clone, Debug)]
pub enum Line {
    Notice(Notice),
    NoSchools,
    /// Edited files that belong to no plan.
    Others {
        paths: Vec<String>,
    },
    /// A school's current period without a plan.
    Missing {
        period: Period,
    },
    NextNew {
        period: Period,
        previous: Option<Period>,
        school: Option<String>,
    },
    Counts(Counts),
    Attention {
        count: usize,
    },
    NoAttention,
    More {
        count: usize,
    },
    /// A deadline that has passed or soon will.
    Due(Due),
    /// So many more of them.
    MoreDue {
        count: usize,
    },
}

/// How many plans stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub schools: usize,
    pub plans: usize,
    pub drafts: usize,
    pub submitted: usize,
    pub approved: usize,
    pub unpinned: usize,
    pub rejected: usize,
    pub withdrawn: usize,
    pub uncommitted: usize,
    /// Schools without a plan for the current period.
    pub missing: usize,
}

impl Counts {
    pub fn of(status: &Status) -> Counts {
        let mut counts = Counts { schools: status.schools.len(), ..Counts::default() };
        for school in &status.schools {
            counts.missing += usize::from(school.missing.is_some());
            for plan in &school.plans {
                counts.plans += 1;
                counts.uncommitted += usize::from(plan.uncommitted.is_some() || plan.uncommitted_beside > 0);
                match &plan.stage {
                    Stage::Draft => counts.drafts += 1,
                    Stage::Submitted { .. } => counts.submitted += 1,
                    Stage::Approved { trust, .. } => {
                        counts.approved += 1;
                        counts.unpinned += usize::from(*trust == Trust::Unpinned);
                    }
                    Stage::Rejected { .. } => counts.rejected += 1,
                    Stage::Withdrawn { .. } => counts.withdrawn += 1,
                }
            }
        }
        counts
    }
}

/// The next step of one plan, with what the command needs.
pub struct NextStep<'p> {
    pub plan: &'p PlanStatus,
    /// Is there more than one school?
    pub several: bool,
}

/// The whole answer.
pub fn human(status: &Status, extent: Extent, ui: &Ui) -> String {
    let mut told = Told { ui, text: String::new(), several: status.schools.len() > 1 };
    for notice in &status.notices {
        told.line(Tone::Warn, &Line::Notice(*notice));
    }
    if status.schools.is_empty() {
        told.line(Tone::Warn, &Line::NoSchools);
    } else if extent == Extent::Everything || status.schools.len() <= FEW {
        status.schools.iter().for_each(|school| told.school(school));
    } else {
        told.summary(status);
    }
    if !status.others.is_empty() {
        told.line(Tone::Warn, &Line::Others { paths: status.others.clone() });
    }
    told.text
}

struct Told<'u> {
    ui: &'u Ui,
    text: String,
    several: bool,
}

impl Told<'_> {
    fn line(&mut self, tone: Tone, line: &dyn Say) {
        let text = line.say(self.ui.lang);
        self.text.push_str(&self.ui.paint(tone, &text));
        self.text.push('\n');
    }

    fn school(&mut self, school: &SchoolStatus) {
        self.text.push_str(&self.ui.paint(Tone::Heading, &visible(&school.id)));
        self.text.push('\n');
        if let Some(period) = school.missing {
            let previous = school.previous;
            let several = self.several.then(|| school.id.clone());
            let missing = Line::Missing { period }.say(self.ui.lang);
            let next = Line::NextNew { period, previous, school: several }.say(self.ui.lang);
            let row = Row { name: period.to_string(), tone: Tone::Warn, state: missing, next: Some(next) };
            self.row(&row);
        }
        for plan in &school.plans {
            self.plan(plan, plan.period.to_string());
        }
        for due in school.due.iter().take(DEADLINES) {
            let tone = if due.days < 0 { Tone::Warn } else { Tone::Quiet };
            self.text.push_str("    ");
            self.line(tone, &Line::Due(due.clone()));
        }
        if school.due.len() > DEADLINES {
            self.text.push_str("    ");
            self.line(Tone::Quiet, &Line::MoreDue { count: school.due.len() - DEADLINES });
        }
    }

    fn plan(&mut self, plan: &PlanStatus, name: String) {
        let next = (plan.next() != Next::Nothing)
            .then(|| NextStep { plan, several: self.several }.say(self.ui.lang));
        let row = Row { name, tone: tone(plan), state: plan.say(self.ui.lang), next };
        self.row(&row);
    }

    fn row(&mut self, row: &Row) {
        self.text.push_str(&format!("  {}  {}", row.name, self.ui.paint(row.tone, &row.state)));
        if let Some(next) = &row.next {
            self.text.push_str(&format!("  → {}", self.ui.paint(Tone::Command, next)));
        }
        self.text.push('\n');
    }

    fn summary(&mut self, status: &Status) {
        self.line(Tone::Heading, &Line::Counts(Counts::of(status)));
        let plans = status.schools.iter().flat_map(|school| &school.plans);
        let needing: Vec<&PlanStatus> = plans.filter(|plan| plan.needs_attention()).collect();
        if needing.is_empty() {
            self.line(Tone::Good, &Line::NoAttention);
        } else {
            self.line(Tone::Heading, &Line::Attention { count: needing.len() });
        }
        for plan in needing.iter().take(ROWS) {
            self.plan(plan, format!("{} {}", visible(&plan.school), plan.period));
        }
        self.line(Tone::Quiet, &Line::More { count: needing.len().saturating_sub(ROWS) });
    }
}

struct Row {
    name: String,
    tone: Tone,
    state: String,
    next: Option<String>,
}

fn tone(plan: &PlanStatus) -> Tone {
    match &plan.stage {
        Stage::Rejected { .. } => Tone::Bad,
        _ if plan.needs_attention() => Tone::Warn,
        Stage::Approved { trust: Trust::Verified, .. } => Tone::Good,
        Stage::Approved { .. } | Stage::Withdrawn { .. } => Tone::Warn,
        Stage::Draft | Stage::Submitted { .. } => Tone::Quiet,
    }
}
