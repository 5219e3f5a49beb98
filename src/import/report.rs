//! What an import has to say: what was recognised, guessed, repaired, offered, left over, and how
//! many words went in and came out.
//!
//! These are values; their sentences are in `cli/lang`. Every entry that comes from the text
//! carries its line (from 1) in the file. The report does NOT judge the plan: that is `check`.

use crate::plan::item::Anchor;

/// Everything that is said about one plan that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What the front matter and the structure were read from, with how sure that is.
    pub facts: Vec<Fact>,
    /// What the plan should say and could not be read.
    pub missing: Vec<Missing>,
    pub repairs: Vec<Repair>,
    /// The sections in the order of the file.
    pub sections: Vec<SectionFound>,
    pub weaknesses: Vec<WeaknessFound>,
    /// Phrases that sound like a weakness and carry no label: offered, never asserted.
    pub suggestions: Vec<Suggestion>,
    /// Text that stands in the section of leftovers.
    pub leftovers: Vec<Leftover>,
    pub words: Words,
}

impl Report {
    /// The first fact of this kind.
    pub fn fact(&self, topic: Topic) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.topic == topic)
    }
}

/// One thing that was read out of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub topic: Topic,
    pub value: String,
    /// None where it was given on the command line.
    pub line: Option<usize>,
    pub certainty: Certainty,
    pub basis: Basis,
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    SchoolName,
    /// The slug of the school's folder.
    School,
    Level,
    /// The office above the school.
    Authority,
    Title,
    Period,
    Catalog,
    Place,
    Number,
    Date,
    Signer,
    Recipients,
}

impl Topic {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Topic::SchoolName => "school_name",
            Topic::School => "school",
            Topic::Level => "level",
            Topic::Authority => "authority",
            Topic::Title => "title",
            Topic::Period => "period",
            Topic::Catalog => "catalog",
            Topic::Place => "place",
            Topic::Number => "number",
            Topic::Date => "date",
            Topic::Signer => "signer",
            Topic::Recipients => "recipients",
        }
    }
}

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// One reading among several; a person must look.
    Unsure,
    /// The usual reading.
    Likely,
    /// It stands there, or was given.
    Certain,
}

impl Certainty {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Unsure => "unsure",
            Certainty::Likely => "likely",
            Certainty::Certain => "certain",
        }
    }
}

/// Why something is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Given on the command line.
    Given,
    /// Printed where it belongs: head, title, foot.
    Printed,
    /// Printed somewhere in the body.
    Body,
    /// Follows from the school's name.
    SchoolName,
    /// Follows from the regulation that the plan cites.
    Regulation,
    /// Follows from the day or the years of the plan.
    InForce,
    /// Follows from the form of the document (the form of 2026).
    Form,
    /// A school year and a phase in one title, read as one span.
    JoinedYears,
    /// A span of several years that the text calls a school year.
    SpanCalledYear,
    /// The label in front was damaged.
    DamagedLabel,
    /// The Word file carries it: this program made the file.
    Carried,
}

impl Basis {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Basis::Given => "given",
            Basis::Printed => "printed",
            Basis::Body => "body",
            Basis::SchoolName => "school-name",
            Basis::Regulation => "regulation",
            Basis::InForce => "in-force",
            Basis::Form => "form",
            Basis::JoinedYears => "joined-years",
            Basis::SpanCalledYear => "span-called-year",
            Basis::DamagedLabel => "damaged-label",
            Basis::Carried => "carried",
        }
    }
}

/// Something that the plan should say and that could not be read; it is left empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub topic: Topic,
    /// What stands there instead, where something does.
    pub printed: Option<(usize, String)>,
}

/// One repair, or one oddity of the text that was read in spite of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    pub kind: RepairKind,
    pub line: usize,
    /// What stands in the file, shortened.
    pub before: String,
    /// How it was read; empty where there is nothing to compare.
    pub after: String,
}

/// What was repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepairKind {
    /// Decomposed or half-composed letters were composed.
    Composed,
    /// Invisible characters were removed.
    Invisible,
    /// Letters of VNI: kept as they stand, the reading is offered.
    Vni,
    /// Letters of TCVN3 (ABC): kept as they stand, the reading is offered.
    Tcvn3,
    /// Letters of VNI in a Word file, written anew in Unicode.
    VniConverted,
    /// Letters of TCVN3 (ABC) in a Word file, written anew in Unicode.
    Tcvn3Converted,
    /// Text that Word hides: kept.
    Hidden,
    /// A table inside a cell: its rows became lines of the cell.
    NestedTable,
    /// A section's printed number is not its place.
    SectionNumber,
    /// A damaged heading was recognised.
    Heading,
    /// A criterion is called a standard.
    CriterionCalledStandard,
    /// A criterion's number is damaged and was read from its name or spelling.
    CriterionNumber,
    /// A criterion's heading whose number cannot be read at all.
    UnreadCriterion,
    /// A header spread over several rows.
    SplitHeader,
    /// A header row that is repeated inside the table.
    RepeatedHeader,
    /// Leftover characters in a header cell.
    StrayHeader,
    /// A table without a header; the columns are taken from the usual form.
    AssumedColumns,
    /// A row that continues the one before it.
    ContinuedRow,
    /// Cells that stood in other columns than the header says.
    ShiftedRow,
    /// Tags inside cells.
    Tags,
    /// A sentence that a page break cut in two.
    JoinedLines,
    /// A group row that is printed again.
    RepeatedGroup,
    /// The same criterion appears again and was joined to the first.
    RepeatedCriterion,
    /// A standard whose text carries no criterion although the edition has one there.
    TextUnderStandard,
    /// A weakness that only the prose states was added to its criterion.
    FromProse,
    /// A second plan begins here.
    SecondDocument,
}

impl RepairKind {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            RepairKind::Composed => "composed",
            RepairKind::Invisible => "invisible",
            RepairKind::Vni => "vni",
            RepairKind::Tcvn3 => "tcvn3",
            RepairKind::VniConverted => "vni-converted",
            RepairKind::Tcvn3Converted => "tcvn3-converted",
            RepairKind::Hidden => "hidden",
            RepairKind::NestedTable => "nested-table",
            RepairKind::SectionNumber => "section-number",
            RepairKind::Heading => "heading",
            RepairKind::CriterionCalledStandard => "criterion-called-standard",
            RepairKind::CriterionNumber => "criterion-number",
            RepairKind::UnreadCriterion => "unread-criterion",
            RepairKind::SplitHeader => "split-header",
            RepairKind::RepeatedHeader => "repeated-header",
            RepairKind::StrayHeader => "stray-header",
            RepairKind::AssumedColumns => "assumed-columns",
            RepairKind::ContinuedRow => "continued-row",
            RepairKind::ShiftedRow => "shifted-row",
            RepairKind::Tags => "tags",
            RepairKind::JoinedLines => "joined-lines",
            RepairKind::RepeatedGroup => "repeated-group",
            RepairKind::RepeatedCriterion => "repeated-criterion",
            RepairKind::TextUnderStandard => "text-under-standard",
            RepairKind::FromProse => "from-prose",
            RepairKind::SecondDocument => "second-document",
        }
    }
}

/// One section that was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionFound {
    pub line: usize,
    /// The number as printed; empty where there is none.
    pub printed: String,
    pub heading: String,
    pub kind: crate::plan::SectionKind,
    pub certainty: Certainty,
}

/// One labelled weakness, with every line that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeaknessFound {
    pub anchor: Option<Anchor>,
    pub text: String,
    pub lines: Vec<usize>,
    pub certainty: Certainty,
}

/// A phrase that sounds like a weakness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub anchor: Option<Anchor>,
    pub line: usize,
    pub text: String,
}

/// Text that found no place of its own and stands in the section of leftovers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    pub line: usize,
    pub text: String,
    pub kind: LeftoverKind,
}

/// Why it is left over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftoverKind {
    /// A person should find its place.
    Unplaced,
    /// Only the document's form: agency, motto, table header. May be deleted.
    Form,
}

impl LeftoverKind {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            LeftoverKind::Unplaced => "unplaced",
            LeftoverKind::Form => "form",
        }
    }
}

/// How many words went in and came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Words of the file that belong to this plan, without tags.
    pub read: usize,
    /// Of these, found again in the plan, front matter and leftovers included.
    pub kept: usize,
    /// Of these, words of the form that the plan expresses otherwise: `Số`, `ngày … tháng … năm`,
    /// `Nơi nhận`, the serial numbers of rows.
    pub form: usize,
    /// Words of the plan, those included that the plan's own form adds.
    pub written: usize,
}

impl Words {
    /// Words that are nowhere; always zero.
    pub fn lost(&self) -> usize {
        self.read.saturating_sub(self.kept + self.form)
    }
}
