//! What can be said about a file: a problem, where it stands, how much it matters.
//!
//! A flawed document is not an error: parsing and checking return their values *with* findings.
//! A finding is data. Its sentences, in each language, are in `cli/lang`; its place in the file is
//! a byte range of the normalised text (NFC, LF) that the parser hands out beside the plan.
//!
//! ```
//! use caitien::finding::{Code, Level, Lines};
//! assert_eq!(Code::UnknownKey.as_str(), "unknown-key");
//! assert_eq!(Code::UnknownKey.level(), Level::Warning);
//! assert_eq!(Lines::new("một\nhai").place(5).line, 1);
//! ```

use std::fmt;

use crate::date::Date;
use crate::period::Period;

/// How much a finding matters. Errors stop an approval; warnings and hints do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Hint,
    Warning,
    Error,
}

impl Level {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Hint => "hint",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A byte range of the normalised text of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The same text, cut to this range; empty where the range does not fit the text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A position as editors count it: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// Where the lines of a text begin, to turn a byte offset into line and column.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    /// Line and column of a byte offset; an offset past the end means the end.
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |part| part.chars().count()) + 1;
        Place { line, column }
    }

    /// The byte offset at which a line (counted from 1) begins.
    pub fn start(&self, line: usize) -> usize {
        let at = line.saturating_sub(1);
        self.starts.get(at).copied().unwrap_or(self.text.len())
    }
}

/// One problem at one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub problem: Problem,
    pub span: Span,
}

impl Finding {
    pub fn new(problem: Problem, span: Span) -> Self {
        Finding { problem, span }
    }

    pub fn code(&self) -> Code {
        self.problem.code()
    }

    pub fn level(&self) -> Level {
        self.code().level()
    }
}

/// One sentence as it stood in an earlier plan and as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    pub before: String,
    pub after: String,
}

/// Builds `Problem` (what was found, with its data), `Code` (its stable name) and their tables
/// from one list, so that no problem can lack a code or a level.
macro_rules! problems {
    ($( $(#[$doc:meta])* $name:ident $({ $($field:ident : $type:ty),* $(,)? })? = $text:literal, $level:ident; )*) => {
        /// What can be wrong with a file, with the words and numbers that a sentence needs.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Problem { $( $(#[$doc])* $name $({ $($field: $type),* })? ),* }

        /// The stable name of a problem: `check` prints it, `explain` explains it, `caitien.toml`
        /// switches it off.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( $(#[$doc])* $name ),* }

        impl Problem {
            pub fn code(&self) -> Code {
                match self { $( Problem::$name { .. } => Code::$name ),* }
            }
        }

        impl Code {
            /// Every code there is, in the order of the documentation.
            pub const ALL: &'static [Code] = &[ $( Code::$name ),* ];

            pub fn as_str(self) -> &'static str {
                match self { $( Code::$name => $text ),* }
            }

            pub fn level(self) -> Level {
                match self { $( Code::$name => Level::$level ),* }
            }
        }
    };
}

problems! {
    // ── front matter ──
    /// The file does not begin with a `+++` block.
    MissingFrontMatter = "missing-front-matter", Error;
    /// The `+++` block is opened and never closed.
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    /// The block is not TOML; `detail` is the library's own sentence.
    InvalidFrontMatter { detail: String } = "invalid-front-matter", Error;
    /// A key that must be there is not.
    MissingKey { key: String } = "missing-key", Error;
    /// A key that nobody knows; perhaps another one was meant.
    UnknownKey { key: String, meant: Option<String> } = "unknown-key", Warning;
    /// A value of the wrong type.
    WrongType { key: String, expected: &'static str } = "wrong-type", Error;

    /// A `schema` that this version of the program does not know.
    UnknownSchema { schema: i64 } = "unknown-schema", Error;
    /// `period` is not a school year or a span of years.
    InvalidPeriod { period: String } = "invalid-period", Error;
    /// `school` is not a slug.
    InvalidSchoolId { school: String } = "invalid-school-id", Error;
    /// `school` is not the name of the school's folder.
    SchoolFolder { school: String, folder: String } = "school-folder", Error;
    /// `period` is not the name of the plan's folder.
    PeriodFolder { period: String, folder: String } = "period-folder", Error;
    /// No catalogue of this id is known.
    UnknownCatalog { catalog: String, meant: Option<String> } = "unknown-catalog", Error;
    /// The edition was not in force when the plan was made; `day` is the plan's, where it has one.
    CatalogNotInForce { catalog: String, from: Date, until: Option<Date>, day: Option<Date> } = "catalog-not-in-force", Warning;
    /// The plan's date lies far outside its period.
    DateOutsidePeriod { date: Date, period: Period } = "date-outside-period", Warning;
    /// A document number with blanks in it.
    NumberSpacing { number: String, tidy: String } = "number-spacing", Hint;

    // ── reading the Markdown ──
    /// `{#…}` that is not an id of ours.
    MalformedId { id: String } = "malformed-id", Error;
    /// A criterion stands outside a standard, or a standard outside the content section.
    Misplaced { heading: String } = "misplaced-heading", Warning;
    /// Formatting this text would have lost or changed words, so it was left as it is.
    NotFormatted = "not-formatted", Warning;

    // ── structure ──
    /// There is no content section: nothing to plan, compare or approve.
    MissingContent = "missing-content", Error;
    /// A section that the form asks for is not there.
    MissingSection { section: &'static str } = "missing-section", Warning;
    /// A section stands twice.
    DuplicateSection { section: &'static str, line: usize } = "duplicate-section", Warning;
    /// The edition has no such standard.
    UnknownStandard { number: u8, catalog: String } = "unknown-standard", Error;
    /// The edition has no such criterion.
    UnknownCriterion { criterion: String, catalog: String } = "unknown-criterion", Error;
    /// A standard or criterion is called something else in the edition.
    WrongName { anchor: String, written: String, name: String } = "wrong-name", Warning;
    /// A criterion stands under another standard than its own.
    WrongStandard { criterion: String, standard: u8 } = "wrong-standard", Error;
    /// A criterion stands twice, and not for two levels.
    DuplicateCriterion { criterion: String, line: usize } = "duplicate-criterion", Warning;
    /// A standard stands twice, and not for two levels.
    DuplicateStandard { number: u8, line: usize } = "duplicate-standard", Warning;
    /// A criterion with nothing under its heading.
    EmptyCriterion { criterion: String } = "empty-criterion", Hint;
    /// A level that cannot be read or that the criterion does not have.
    UnknownLevel { criterion: String, written: String, levels: Vec<u8> } = "unknown-level", Warning;
    /// A plan of 2026 that covers every criterion, which its form forbids.
    CoversEverything { criteria: usize } = "covers-everything", Warning;

    // ── substance ──
    /// A weakness under whose heading no action stands.
    WeaknessWithoutAction { anchor: String } = "weakness-without-action", Error;
    /// A weakness under whose heading no target stands.
    WeaknessWithoutTarget { anchor: String } = "weakness-without-target", Warning;
    /// Nobody leads an action, or so many: all that stand under one heading.
    ActionWithoutLead { actions: usize } = "action-without-lead", Warning;
    /// An action has no time, or so many: all that stand under one heading.
    ActionWithoutDeadline { actions: usize } = "action-without-deadline", Warning;
    /// An action's time lies outside the plan's period.
    ScheduleOutsidePeriod { written: String, period: Period } = "schedule-outside-period", Warning;
    /// An action ends before it begins.
    ScheduleReversed { written: String } = "schedule-reversed", Warning;
    /// A time that cannot be read.
    UnreadableSchedule { written: String } = "unreadable-schedule", Hint;
    /// A target without a figure or a state that can be seen.
    UnmeasurableTarget = "unmeasurable-target", Hint;
    /// Money that cannot be read.
    UnreadableMoney { written: String } = "unreadable-money", Warning;
    /// A value that was carried over from last year and must be decided anew.
    Undecided { written: String } = "undecided", Error;
    /// An evidence code that is not of the edition's form.
    MalformedEvidence { written: String, form: &'static str } = "malformed-evidence", Warning;

    // ── years ──
    /// Another school year than the plan's own where its own is meant.
    OtherSchoolYear { written: String, own: Period } = "other-school-year", Warning;

    // ── copies ──
    /// A weakness stands as it stood, and so do the actions against it, in all these plans.
    CopiedWeakness { anchor: String, years: Vec<Period>, sides: Vec<Sides> } = "copied-weakness", Warning;
    /// All that a criterion says stood so in all these plans, but for ids, dates and years.
    CopiedCriterion { anchor: String, years: Vec<Period>, sides: Vec<Sides> } = "copied-criterion", Warning;
    /// So many of a plan's criteria stand as in the plan before.
    CopiedPlan { copied: usize, criteria: usize, from: Period } = "copied-plan", Warning;
    /// The name of another school where the plan's own is meant.
    OtherSchool { written: String, own: String } = "other-school", Warning;
    /// The place of another school of the repository where the plan's own is meant.
    OtherPlace { written: String, own: String } = "other-place", Hint;

    // ── text ──
    /// Letters and marks are not in NFC; `lines` are the lines with such letters.
    NotNfc { lines: usize } = "not-nfc", Warning;
    /// A character that nobody sees.
    InvisibleCharacter { character: char } = "invisible-character", Warning;
    /// A character that changes the order in which text is shown.
    BidiControl { character: char } = "bidi-control", Error;
    /// The mark of a letter that was lost.
    LostCharacter = "lost-character", Warning;
    /// A line in an encoding from before Unicode.
    LegacyEncoding { encoding: &'static str } = "legacy-encoding", Warning;

    /// Two people's words side by side, as a merge left them; `what` they are about, empty for lines.
    MergeConflict { what: String } = "merge-conflict", Error;

    /// An edit that is not saved yet, in a part of the plan that others draft; `people` are their names.
    OthersPart { part: String, people: String } = "others-part", Warning;

    // ── ids ──
    /// Two items with one id.
    DuplicateId { id: String, line: usize } = "duplicate-id", Error;
    /// An id whose letter belongs to another kind of item.
    WrongIdKind { id: String, wanted: char } = "wrong-id-kind", Error;
    /// An id whose year is after the plan's.
    IdFromLater { id: String, period: Period } = "id-from-later", Warning;
    /// An id of the last approved plan that stands for another thing now.
    ReusedId { id: String, before: String } = "reused-id", Error;
    /// Items that have no id yet.
    MissingId { items: usize } = "missing-id", Hint;

    // ── continuity ──
    /// A weakness of the last approved plan that nothing accounts for.
    UnaccountedWeakness { id: Option<String>, text: String, since: Option<u16> } = "unaccounted-weakness", Error;
    /// The same of the plan before, where none was approved: it stops nothing yet.
    UnexplainedWeakness { id: Option<String>, text: String, from: Period } = "unexplained-weakness", Hint;
    /// A record in `continuity.toml` about a period that has no plan.
    RecordWithoutPlan { period: Period } = "record-without-plan", Warning;
    /// A record in `continuity.toml` about an item that its plan does not have.
    RecordWithoutItem { id: String, period: Period } = "record-without-item", Warning;
    /// An account of a weakness that still stands: the plans outweigh the record.
    ContradictedAccount { id: String, period: Period } = "contradicted-account", Warning;

    // ── files ──
    /// A file of no bytes, or of blanks only.
    EmptyFile = "empty-file", Error;
    /// A file that is not text.
    BinaryFile = "binary-file", Error;
    /// A text that is not UTF-8.
    InvalidUtf8 = "invalid-utf8", Error;
    /// A file that is too large to be a plan; sizes in bytes.
    FileTooLarge { size: u64, limit: u64 } = "file-too-large", Error;
    /// A file that could not be read; `detail` is the system's sentence.
    UnreadableFile { detail: String } = "unreadable-file", Error;
    /// `caitien.toml`, `school.toml`, `progress.toml`, `continuity.toml`, a review or a catalogue that is not of its form.
    InvalidFile { detail: String } = "invalid-file", Error;
    /// `[[allow]]` with a code that does not exist.
    UnknownCode { code: String, meant: Option<String> } = "unknown-code", Warning;
    /// `[[allow]]` without a reason: it switches nothing off.
    MissingReason { code: String } = "missing-reason", Error;
    /// Two people of a school, or two offices, with one id.
    DuplicatePerson { id: String } = "duplicate-person", Error;
    /// A school without a principal.
    NoPrincipal = "no-principal", Error;
    /// A progress record for an item that is not in the plan.
    UnknownItem { id: String } = "unknown-item", Warning;
    /// A code of evidence that the period's register does not have.
    UnregisteredEvidence { code: String } = "unregistered-evidence", Warning;
    /// Two entries of the register with one code.
    DuplicateEvidence { code: String, other: String } = "duplicate-evidence", Warning;
    /// Somebody verified what the same person claims to have done.
    OwnVerification { id: String } = "own-verification", Warning;
    /// A verification, an answer or a new version names a record that does not stand in the file.
    StrayReference { of: String } = "stray-reference", Warning;
    /// A record by somebody who is not in `school.toml`.
    UnknownPerson { id: String } = "unknown-person", Warning;
    /// An answer to, or a resolution of, a comment that is not there.
    UnknownComment { id: String } = "unknown-comment", Warning;
    /// A comment that nobody has resolved.
    OpenComment { id: String, item: Option<String>, text: String } = "open-comment", Hint;
}

impl Code {
    /// Does it only say that a draft is not finished? Such a plan may be saved, not approved.
    pub fn is_unfinished(self) -> bool {
        matches!(self, Code::Undecided | Code::UnaccountedWeakness | Code::MergeConflict)
    }

    /// The code with this stable name.
    pub fn parse(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_parse_back() {
        for code in Code::ALL {
            assert_eq!(Code::parse(code.as_str()), Some(*code));
        }
    }

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("a\nđiểm yếu");
        let at = "a\nđiểm ".len();
        assert_eq!(lines.place(at), Place { line: 2, column: 6 });
        assert_eq!(lines.place(999), Place { line: 2, column: 9 });
    }
}
