//! What the report says; the sentences are in `cli/lang`.

use crate::compare::{SectionStatus, Slip, Slips, Status, Trend};
use crate::date::Date;
use crate::period::Period;
use crate::plan::item::Anchor;

/// A heading, a sentence or a short fact of the report.
#[derive(Clone, Debug, PartialEq)]
pub enum Phrase {
    Title {
        from: String,
        to: String,
    },
    Status(Status),
    Lead {
        carried: usize,
        resolved: usize,
        dropped: usize,
        /// How many of the dropped have a written reason.
        explained: usize,
        new: usize,
    },
    Moved {
        improved: usize,
        worsened: usize,
    },
    NoWeakness,
    OtherEdition,
    Unexplained,
    UnexplainedIntro,
    Chronic,
    ChronicIntro,
    ByCriterion,
    /// The heading of a criterion or a standard; the edition where it is the earlier plan's.
    Criterion {
        anchor: Anchor,
        name: String,
        edition: Option<String>,
    },
    NoCriterion,
    /// A criterion in few letters, beside a sentence.
    Short(Anchor),
    Figures {
        before: String,
        after: String,
        unit: String,
        trend: Trend,
    },
    Years(u16),
    MovedTo {
        from: Anchor,
        to: Anchor,
    },
    SameWords,
    Before,
    Now,
    RecordedDone {
        date: Date,
        note: Option<String>,
    },
    ToldDone {
        sentence: String,
    },
    /// A person accounted for it as resolved.
    AccountedResolved {
        by: String,
        date: Date,
        reason: String,
    },
    /// A person wrote why it was dropped.
    AccountedDropped {
        by: String,
        date: Date,
        reason: String,
    },
    /// A person recorded that the two are one.
    LinkedBy {
        by: String,
        date: Date,
        reason: String,
    },
    Pieces {
        split: bool,
        texts: Vec<String>,
    },
    ReusedId,
    /// It had left the plans and is there again; the last period in which it had stood.
    Reopened {
        period: Option<Period>,
        before: String,
    },
    /// A later sentence says the opposite of what was dropped.
    PerhapsResolved {
        sentence: String,
    },
    PleaseConfirm {
        percent: u8,
    },
    Targets,
    Actions,
    Repeated,
    RepeatedIntro,
    RepeatedYears(u16),
    ItemStatus(Status),
    Reworded,
    Deadline {
        before: String,
        after: String,
        slip: Option<Slip>,
    },
    /// How often a deadline was put off over the years.
    PutOff(Slips),
    Budget {
        before: String,
        after: String,
        /// In đồng, where both are known.
        amounts: Option<(u64, u64)>,
    },
    NewLead {
        before: String,
        after: String,
    },
    Aim {
        before: String,
        after: String,
        /// Does it ask for more?
        raised: bool,
    },
    CopiedShare {
        copied: usize,
        criteria: usize,
    },
    Copied,
    CopiedIntro,
    CopiedWhole,
    CopiedWeakness,
    CopiedYears(Vec<Period>),
    Prose,
    ProseIntro,
    Section(SectionStatus),
    Footer,
}
