//! What is said of lives; the sentences are in `cli/lang`.

use crate::compare::Match;
use crate::continuity::Signed;
use crate::date::Date;
use crate::export::chart::{Line, Shape};
use crate::life::Slip;
use crate::plan::item::{Anchor, ItemId, Kind};
use crate::progress::Record;
use crate::work::history::Approval;

/// A heading, a sentence or a short fact about lives.
#[derive(Clone, Debug, PartialEq)]
pub enum Phrase {
    Title(Heading),
    Counts(Counts),
    /// So many stand today that have stood for three years or more.
    Dragging {
        count: usize,
    },
    /// So many left without a word.
    Unexplained {
        count: usize,
    },
    /// So many have stood for so long and still do.
    Chronic {
        count: usize,
        least: u16,
    },
    NoWeakness,
    NoneSoLong {
        least: u16,
    },
    /// The first year of one weakness, in how many plans it stood on end, and how it ended.
    Course(Course),
    Slips {
        count: usize,
        months: u32,
    },
    Group {
        anchor: Option<Anchor>,
        name: String,
        edition: Option<String>,
    },
    /// The heading of one plan of a life.
    Year {
        period: String,
        place: Option<(Anchor, String)>,
    },
    Approved(Approval),
    /// What a mark says, in a word or two.
    Word(Shape),
    /// What a mark means, for the legend and beside a sentence.
    Meaning(Shape),
    LineMeaning(Line),
    /// What a mark says of one plan.
    Mark {
        period: String,
        shape: Shape,
        figures: Vec<String>,
    },
    /// A number of years, or of plans where one is for several years.
    Years {
        count: u16,
        yearly: bool,
    },
    Consecutive {
        count: u16,
    },
    Recognised {
        matched: Match,
        percent: Option<u8>,
    },
    /// Who recorded that it is the same, and why.
    Linked {
        signed: Signed,
        by: String,
    },
    /// How pieces came or went; the others' sentences.
    SplitFrom {
        texts: Vec<String>,
    },
    SplitInto {
        texts: Vec<String>,
    },
    MergedFrom {
        texts: Vec<String>,
    },
    MergedInto {
        texts: Vec<String>,
    },
    Slip(Slip),
    Noun(Kind),
    Lead(String),
    Schedule(String),
    Record {
        record: Record,
        by: Option<String>,
    },
    /// Why it was dropped, and by whom.
    Explained {
        signed: Signed,
        by: String,
    },
    NotExplained,
    PerhapsResolved {
        sentence: String,
    },
    YearByYear,
    NotThere,
    Level {
        level: String,
    },
    RowHead,
    CountHead {
        yearly: bool,
    },
    Gap,
    Legend,
    Picture,
    Table,
    /// Only so many of the newest plans fit on the screen.
    Newest {
        count: usize,
    },
    Footer,
    Unread {
        path: String,
        detail: String,
    },
}

/// What the answer is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    Weaknesses,
    Chronic(u16),
    Place { anchor: Anchor, name: String },
    Item(ItemId),
}

/// How many lives ended how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    pub plans: usize,
    pub from: String,
    pub to: String,
    pub all: usize,
    pub standing: usize,
    pub resolved: usize,
    pub dropped: usize,
    pub merged: usize,
}

/// The course of one life.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    pub since: String,
    /// The longest run of consecutive plans.
    pub longest: u16,
    pub end: End,
}

/// How a life ended, for a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    Standing { period: String, stood: u16 },
    RecordedDone { period: String, date: Date },
    Resolved { period: String },
    Dropped { period: String, explained: bool },
    Merged { period: String },
}
