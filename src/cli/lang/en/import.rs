//! What `import` says, in English.

use super::word::{from_to, spots};
use crate::cli::command::import::{Message, Way};
use crate::cli::lang::En;
use crate::cli::show::import::Line;
use crate::import::report::{Basis, Fact, Missing, Repair, RepairKind, Topic};
use crate::import::word::Place as Spot;
use crate::office::Program;
use crate::plan::item::Kind;
use crate::work::import::{Error, Obstacle};

impl En for Message {
    fn en(&self) -> String {
        match self {
            Message::NoPeriod { typed } => {
                format!("`{typed}` is no period; write it like 2023-2024 (or 2024-2029 for a longer one)")
            }
            Message::Decide => {
                "accept or reject them in Word and save; or add `--changes accept` (all of them) or `--changes reject` (none of them)"
                    .into()
            }
            Message::Next => {
                "Next: open the file and look at the points above, then `caitien check` and `caitien save`"
                    .into()
            }
            Message::DryRun => "This is a rehearsal: no file was written".into(),
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::NotText { path } => format!("`{}` is no text file", path.display()),
            Error::Word { path, error } => format!("`{}` {}", path.display(), error.en()),
            Error::Through { path, kind, source } => super::word::through(path, *kind, source),
            Error::Scan { path } => format!(
                "`{}` is a PDF of pictures (a scan) without words to read; import the Word document, or recognise the text (OCR) first",
                path.display()
            ),
            Error::Undecided { path, changes } => super::word::undecided(path, changes),
            Error::NotUtf8 { path, line, column } => format!(
                "{}:{line}:{column}: not UTF-8 from here on; open the file and save it in UTF-8 (Unicode)",
                path.display()
            ),
            Error::TooLarge { path, most } => {
                format!("`{}` is larger than {most} MB and can be no plan", path.display())
            }
            Error::Empty { path } => format!("`{}` has no words", path.display()),
            Error::UnknownCatalog { id, known } => {
                format!("no catalogue `{id}`; there are: {}", known.join(", "))
            }
            Error::NotASlug { typed } => {
                format!(
                    "`{typed}` is no school's short name: small ASCII letters, digits and hyphens, like mn-hoa-sen"
                )
            }
            Error::NoPlace { file, between, obstacle } => {
                format!(
                    "nothing was written: {}, {}: {}",
                    file.display(),
                    from_to(between.0, between.1),
                    obstacle.en()
                )
            }
            Error::Folder(error) => error.en(),
        }
    }
}

impl En for Obstacle {
    fn en(&self) -> String {
        match self {
            Obstacle::NoRepository => "there is no plan repository here".into(),
            Obstacle::School => "the text names no school".into(),
            Obstacle::Period => "the text names no school year".into(),
            Obstacle::UnknownSchool { id, known, .. } if known.is_empty() => {
                format!("the repository has no school `{id}`")
            }
            Obstacle::UnknownSchool { id, known, .. } => {
                format!("the repository has no school `{id}`; there are: {}", known.join(", "))
            }
            Obstacle::Exists { path } => format!("`{}` is there already", path.display()),
            Obstacle::Unsaved { path } => format!("`{}` has edits that are not saved", path.display()),
            Obstacle::Twice { path } => format!("two plans would go to `{}`", path.display()),
        }
    }
}

impl En for Way {
    fn en(&self) -> String {
        match &self.0 {
            Obstacle::NoRepository => {
                "make one with `caitien init`; or print with `--to -`, or write loose files with `--to DIR`"
                    .into()
            }
            Obstacle::School => "add `--school ID` (such as `--school mn-hoa-sen`)".into(),
            Obstacle::Period => "add `--period YEARS` (such as `--period 2023-2024`)".into(),
            Obstacle::UnknownSchool { id, name, level, .. } => {
                let name = name.as_deref().unwrap_or("NAME");
                let level = level.map_or("LEVEL", |level| level.as_str());
                format!(
                    "add it with `caitien school add --id {id} --name \"{name}\" --level {level}`; or name one that is there with `--school ID`"
                )
            }
            Obstacle::Exists { .. } => {
                "look first with `--dry-run`; to replace the plan that is there, add `--force`".into()
            }
            Obstacle::Unsaved { .. } => {
                "save the plan that is there with `caitien save`, then import again".into()
            }
            Obstacle::Twice { .. } => "import them one by one, with `--school` and `--period`".into(),
        }
    }
}

impl En for Line<'_> {
    fn en(&self) -> String {
        match self {
            Line::From { file, from, until, to } => {
                let to = to.as_ref().map(|to| format!(" → {to}")).unwrap_or_default();
                format!("{file} ({}){to}", from_to(*from, *until))
            }
            Line::Obstacle(obstacle) => {
                format!("Not written: {}; {}", obstacle.en(), Way((*obstacle).clone()).en())
            }
            Line::Who(words) => words.join(" · "),
            Line::Found { sections, standards, criteria, items } => {
                let items: Vec<String> =
                    items.iter().map(|(kind, count)| format!("{count} {}", kind_word(*kind))).collect();
                format!(
                    "Recognised: {sections} sections, {standards} standards, {criteria} criteria; {}",
                    items.join(", ")
                )
            }
            Line::Guess { fact, at } => format!("Guessed, please look: {}", guess(fact, *at)),
            Line::Empty { missing, at } => format!("Left empty: {}", empty(missing, *at)),
            Line::Repaired { kind, repairs, at } => repaired(*kind, repairs, at),
            Line::Weakness { anchor, at, text } => {
                format!("Taken for a weakness, please look: {anchor}, {}: “{text}”", at.en())
            }
            Line::Offered { anchor, at, text } => {
                let anchor = anchor.as_ref().map(|anchor| format!("{anchor}, ")).unwrap_or_default();
                format!("Perhaps a weakness (not recorded): {anchor}{}: “{text}”", at.en())
            }
            Line::Leftovers { unplaced, form } => leftovers(unplaced, *form),
            Line::Via(Program::PdfToText) => {
                "Read the words of the PDF through pdftotext: tables may have shifted, please look; if there is a Word document, better import that".into()
            }
            Line::Via(program) => format!("Read through {program}, which made a .docx of it; please look"),
            Line::Changes { choice, changes } => super::word::decided(*choice, changes),
            Line::Comments(comments) => super::word::comments(comments),
            Line::Pictures(count) => {
                format!("{count} pictures are kept in the folder `pictures` beside the plan")
            }
            Line::Oddity(oddity) => oddity.en(),
            Line::Words { read, kept, form, lost } => {
                format!("Words: {read} in, {kept} kept in the plan, {form} turned into form, {lost} lost")
            }
        }
    }
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Strength => "strengths",
        Kind::Weakness => "weaknesses",
        Kind::Target => "targets",
        Kind::Measure => "measures",
        Kind::Action => "actions",
    }
}

impl En for Topic {
    fn en(&self) -> String {
        let words = match self {
            Topic::SchoolName => "the school's name",
            Topic::School => "the school's short name",
            Topic::Level => "the level of education",
            Topic::Authority => "the office above",
            Topic::Title => "the title",
            Topic::Period => "the period",
            Topic::Catalog => "the catalogue",
            Topic::Place => "the place",
            Topic::Number => "the number",
            Topic::Date => "the date",
            Topic::Signer => "the signer",
            Topic::Recipients => "the recipients",
        };
        words.into()
    }
}

fn guess(fact: &Fact, at: Option<Spot>) -> String {
    let why = match fact.basis {
        Basis::Given | Basis::Printed => "",
        Basis::Body => "only in the body",
        Basis::SchoolName => "from the school's name",
        Basis::Regulation => "from the circular that is cited",
        Basis::InForce => "in force at the time",
        Basis::Form => "from the form of the tables",
        Basis::JoinedYears => "the title names a school year and a phase",
        Basis::SpanCalledYear => "the text calls the whole span a school year",
        Basis::DamagedLabel => "the print is damaged here",
        Basis::Carried => "the Word file carries it",
    };
    let line = at.map(|at| at.en());
    let notes: Vec<String> =
        line.into_iter().chain(Some(why.to_owned()).filter(|why| !why.is_empty())).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{} {}{notes}", fact.topic.en(), fact.value)
}

fn empty(missing: &Missing, at: Option<Spot>) -> String {
    match (&missing.printed, at) {
        (Some((_, text)), Some(at)) => format!("{}; {} has only “{text}”", missing.topic.en(), at.en()),
        _ => missing.topic.en(),
    }
}

impl En for RepairKind {
    fn en(&self) -> String {
        let words = match self {
            RepairKind::Composed => "composed accents that stood apart",
            RepairKind::Invisible => "removed invisible characters",
            RepairKind::Vni => "a line in VNI, kept as it is",
            RepairKind::Tcvn3 => "a line in TCVN3 (ABC), kept as it is",
            RepairKind::VniConverted => "VNI letters, converted to Unicode",
            RepairKind::Tcvn3Converted => "TCVN3 (ABC) letters, converted to Unicode",
            RepairKind::Hidden => "text that Word hides, kept",
            RepairKind::NestedTable => "a table inside a cell, its rows made lines of the cell",
            RepairKind::SectionNumber => "a section numbered wrongly, kept as it is",
            RepairKind::Heading => "a damaged heading",
            RepairKind::CriterionCalledStandard => "a criterion printed as a standard",
            RepairKind::CriterionNumber => "a criterion's damaged number, read from its name",
            RepairKind::UnreadCriterion => "a criterion's number that cannot be read, kept as text",
            RepairKind::SplitHeader => "a table header over several lines",
            RepairKind::RepeatedHeader => "a table header printed again",
            RepairKind::StrayHeader => "stray letters in a table header",
            RepairKind::AssumedColumns => "a table without a header, read by the usual form",
            RepairKind::ContinuedRow => "joined rows that a page break cut",
            RepairKind::ShiftedRow => "moved cells back into their columns",
            RepairKind::Tags => "removed <p> tags in cells",
            RepairKind::JoinedLines => "joined sentences that a page break cut",
            RepairKind::RepeatedGroup => "a level row printed again",
            RepairKind::RepeatedCriterion => "a criterion that comes again, joined",
            RepairKind::TextUnderStandard => {
                "text right under a standard; a criterion's heading may be missing"
            }
            RepairKind::FromProse => "weaknesses that only the prose states, added to their criteria",
            RepairKind::SecondDocument => "another plan in the same file",
        };
        words.into()
    }
}

fn repaired(kind: RepairKind, repairs: &[&Repair], at: &[Spot]) -> String {
    let shows = matches!(
        kind,
        RepairKind::Vni
            | RepairKind::Tcvn3
            | RepairKind::VniConverted
            | RepairKind::Tcvn3Converted
            | RepairKind::Hidden
            | RepairKind::SectionNumber
            | RepairKind::Heading
            | RepairKind::CriterionNumber
            | RepairKind::UnreadCriterion
    );
    let shown = repairs.iter().filter(|_| shows).take(3).map(|repair| match repair.after.as_str() {
        "" => format!("“{}”", repair.before),
        after => format!("“{}” → “{after}”", repair.before),
    });
    let shown: Vec<String> = shown.collect();
    let shown = if shown.is_empty() { String::new() } else { format!(": {}", shown.join(", ")) };
    format!("Dealt with: {} ({}){shown}", kind.en(), spots(at))
}

fn leftovers(unplaced: &[Spot], form: usize) -> String {
    let place = format!("see the section “{}” at the plan's end", crate::import::LEFTOVERS);
    match (unplaced.len(), form) {
        (0, form) => format!("{form} lines are only the form of the original; {place}"),
        (_, 0) => format!("Without a place: {}; {place}", spots(unplaced)),
        (_, form) => format!("Without a place: {}, and {form} lines of form; {place}", spots(unplaced)),
    }
}
