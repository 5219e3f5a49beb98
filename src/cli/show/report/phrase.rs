//! What a results report says; the sentences are in `cli/lang`.

use super::interim::Added;
use crate::compare::{Evidence, Figures, Ref};
use crate::date::Date;
use crate::period::Period;
use crate::plan::item::Anchor;
use crate::progress::Record;
use crate::report::{Basis, Counted, Doubt, Form, Outcome, Percent, Reason, Span, Tally};
use crate::work::tracking::interim::Review;

/// Head, headings and sentences about the whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Phrase {
    /// Dots, to be filled in by hand.
    Blank,
    /// The number is the clerk's to give; the symbol follows the plan's.
    NumberLine {
        symbol: String,
    },
    Nation,
    Motto,
    PlaceAndDate {
        place: Option<String>,
    },
    Kind,
    Subject,
    /// Of a review within the year.
    ReviewSubject(Review),
    /// The heading of what a review adds.
    Interim(Added),
    Amounts {
        planned: String,
        spent: String,
        rest: String,
    },
    Years {
        period: Option<Period>,
        span: Span,
    },
    Addressee,
    Opening {
        number: Option<String>,
        date: Option<Date>,
        school: String,
    },
    Unread {
        path: String,
        detail: String,
    },
    TotalsHeading,
    Whose,
    What,
    All,
    Outcome(Outcome),
    GoesOn,
    School,
    Standard {
        number: Option<u8>,
        name: String,
    },
    Counted(Counted, Form),
    /// One sentence on all of a kind.
    Lead {
        counted: Counted,
        form: Form,
        tally: Tally,
    },
    /// How many weaknesses the later plan has, and how many nobody explained.
    LeadNext {
        later: Option<Period>,
        carried: usize,
        unexplained: usize,
    },
    NoLaterPlan,
    /// Kinds about which nobody recorded anything.
    NotRecorded(Vec<Counted>, Form),
    OtherCatalog {
        catalog: String,
    },
    Nothing,
    TableHeading,
    Column(Column, Form),
    /// The column on what goes on, by what is known.
    NextColumn {
        span: Span,
        later: Option<Period>,
    },
    Criterion {
        anchor: Option<Anchor>,
        name: String,
    },
    Level(String),
    Short {
        counted: Counted,
        form: Form,
        tally: Tally,
    },
    ActionsHeading,
    /// Nothing was recorded about any of them.
    ActionsSilent,
    MovedHeading {
        later: Option<Period>,
    },
    MovedIntro,
    UnexplainedHeading,
    UnexplainedIntro,
    AddedHeading {
        later: Option<Period>,
    },
    DoubtsHeading,
    DoubtsIntro,
    StraysHeading,
    StraysIntro,
    Copies,
    AsAbove,
    OwnLayout,
    DerivedNote,
    LeftOut {
        count: usize,
        until: Date,
    },
}

/// The columns that are the same in every report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Number,
    Weakness,
    Target,
    Result,
    Percent,
    Reason,
    Evidence,
}

/// What stands in a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    Cause(String),
    /// Standing in so many consecutive plans.
    Consecutive(u16),
    SharedByCriterion,
    NoWeakness(Form),
    NoTarget,
    TargetsBelow,
    /// The target was given to this weakness by its words.
    Paired,
    Measure(String),
    Basis(Basis),
    Recorded {
        record: Record,
        by: Option<String>,
        /// The target that it is about, where the line has several items.
        about: Option<String>,
    },
    Stated(String),
    /// Figures of both plans.
    Figures {
        figures: Figures,
        later: Option<Period>,
    },
    Ended {
        evidence: Evidence,
        by: Option<String>,
        later: Option<Period>,
    },
    Percent(Percent),
    /// From what, or when.
    PercentFrom(Percent),
    Reason {
        reason: Reason,
        by: Option<String>,
    },
    NoReason,
    Yes,
    No,
    Resolved,
    Explained,
    Perhaps(String),
    Unexplained,
    Continue,
    NoPlanYet,
    NotRepeated,
    Now(String),
    MovedTo(Anchor),
    Lead(String),
    Schedule(String),
    Codes(Vec<String>),
    NothingRecorded,
    Doubt(Doubt),
    Place(Anchor),
    /// A target that stands in a list of weaknesses.
    TargetAt(Anchor, Form),
    Reopened {
        period: Option<Period>,
        before: Ref,
    },
    Stray(Record, Option<String>),
}
