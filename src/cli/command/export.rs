//! `caitien export`: a plan, a comparison or a results report as a file: for Word, for printing, for counting.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::comparison::document;
use crate::cli::show::export::{Stop, Subject, Told, Way};
use crate::cli::show::paper::standing;
use crate::cli::show::{self, json};
use crate::cli::{Context, Format};
use crate::export::paper::{self, Paper, StandingKind};
use crate::export::sheet::ics::calendar;
use crate::export::sheet::{self, Word, Workbook, rows};
use crate::work::export::{self, Error, Existing, Print, Printed, Ready, Saved, Templates, Wanted};
use crate::work::export::{letter, print, save};
use crate::work::show::Part;
use crate::work::tracking::interim::Review;
use crate::work::{diff, report};

use super::report::review;

/// Write a plan, a comparison or a results report as a file for Word, for printing or for counting
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan: a period, period@approved, period@revision, or a file; the newest plan where none is named
    #[arg(value_name = "PERIOD")]
    pub plan: Option<String>,
    /// The kind of file
    #[arg(long, value_name = "KIND")]
    pub to: To,
    /// The file to write, or `-` to print it; named after school and period where none is named
    #[arg(short, long, value_name = "FILE|-")]
    pub output: Option<PathBuf>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// The comparison with this earlier plan instead of the plan itself
    #[arg(long, value_name = "PERIOD", conflicts_with = "report")]
    pub against: Option<String>,
    /// The report of what came of the plan instead of the plan itself
    #[arg(long)]
    pub report: bool,
    /// The report as a review within the year: 1 at the end of the first semester, 2 at the end of the year
    #[arg(long, value_name = "N", requires = "report", value_parser = clap::value_parser!(u8).range(1..=2))]
    pub interim: Option<u8>,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
}

/// The kind of file; its name is the file's ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum To {
    Docx,
    Pdf,
    Html,
    Md,
    Json,
    Csv,
    Xlsx,
    Ics,
}

impl To {
    /// The file's ending.
    pub fn as_str(self) -> &'static str {
        match self {
            To::Docx => "docx",
            To::Pdf => "pdf",
            To::Html => "html",
            To::Md => "md",
            To::Json => "json",
            To::Csv => "csv",
            To::Xlsx => "xlsx",
            To::Ics => "ics",
        }
    }

    /// Can it be shown on a terminal?
    fn is_text(self) -> bool {
        !matches!(self, To::Docx | To::Pdf | To::Xlsx)
    }
}

/// A file that was made, not yet written.
pub struct Made {
    pub subject: Subject,
    pub bytes: Vec<u8>,
    /// The name of the file without its ending.
    pub stem: String,
    /// The plan; none for a comparison or a report.
    pub ready: Option<Ready>,
    /// What is told beside where it was written.
    pub told: Vec<Told>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let format = context.format_among(&[Format::Human, Format::Json])?;
    let prints = args.output.as_deref() == Some(Path::new("-"));
    if prints && format == Format::Json {
        return Err(CliError::usage(Stop::TwoAnswers));
    }
    if prints && !args.to.is_text() && std::io::stdout().is_terminal() {
        return Err(CliError::usage(Stop::NotForATerminal { to: args.to }));
    }
    let made = match &args.against {
        Some(before) => compared(context, args, before)?,
        None if args.report => reported(context, args)?,
        None => plan(context, args)?,
    };
    if prints {
        context.ui.file(&made.bytes)?;
        made.told.iter().for_each(|told| context.ui.talk(told));
        return Ok(Exit::Yes);
    }
    let path = args.output.clone().unwrap_or_else(|| format!("{}.{}", made.stem, args.to.as_str()).into());
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let saved =
        save(&context.folder.join(&path), &made.bytes, existing).map_err(|error| named_as(&path, error))?;
    tell(context, (args.to, &made), (&path, saved))?;
    Ok(Exit::Yes)
}

/// The file as it was named, so that what is to be typed next is short.
fn named_as(path: &Path, error: Error) -> Error {
    match error {
        Error::Differs { .. } => Error::Differs { path: path.to_path_buf() },
        error => error,
    }
}

fn tell(context: &Context, (to, made): (To, &Made), (path, saved): (&Path, Saved)) -> Result<(), CliError> {
    let path = path.display().to_string();
    if context.format == Format::Json {
        return context.ui.json(&json::export::Answer::new((to, made), (&path, saved), context.lang()));
    }
    context.ui.say(&Told::Saved { path: path.clone(), bytes: made.bytes.len(), saved })?;
    for told in &made.told {
        context.ui.say(told)?;
    }
    // A signed copy is for filing: whoever edits it has another text.
    let is_draft = made.ready.as_ref().is_some_and(|ready| ready.standing.kind() == StandingKind::Draft);
    if to == To::Docx && made.subject == Subject::Plan && is_draft {
        context.ui.talk(&Told::EditInWord { path });
    }
    Ok(())
}

/// The plan itself.
fn plan(context: &Context, args: &Args) -> Result<Made, CliError> {
    let wanted = Wanted { here: &context.folder, plan: args.plan.as_deref(), school: args.school.as_deref() };
    let ready = export::prepare(&wanted)?;
    say_unread(context, &ready.unread);
    let name = ready.name();
    let source = ready.source(&name);
    let words = |word: Word| word.say(context.lang());
    let mut told = vec![Told::stands(&ready.standing)];
    let bytes = match args.to {
        To::Json => {
            let shown = ready.shown(&context.folder)?;
            let answer = json::plan::Answer::new(&shown, Part::Whole, context.lang());
            context.ui.json_text(&answer)?.into_bytes()
        }
        To::Csv | To::Xlsx => counted(args.to, &rows::workbook(&source, &words))?,
        To::Docx | To::Pdf | To::Html | To::Md => {
            let templates = Templates::of(&context.folder, &ready.school);
            let (paper, remarks) = letter(&ready, &templates, standing(&ready.standing))?;
            told.extend(remarks.into_iter().map(Told::Remark));
            printed(args.to, &paper, &templates, &mut told)?
        }
        To::Ics => {
            let made = calendar(&source, &words);
            told.push(Told::Calendar { events: made.events, recurring: made.recurring, unread: made.unread });
            made.text.into_bytes()
        }
    };
    let stem = ready.stem();
    Ok(Made { subject: Subject::Plan, bytes, stem, ready: Some(ready), told })
}

/// The comparison with an earlier plan.
fn compared(context: &Context, args: &Args, before: &str) -> Result<Made, CliError> {
    let after = args.plan.as_deref().ok_or_else(|| CliError::usage(Stop::WhichPlan))?;
    let wanted = diff::Wanted { here: &context.folder, before, after, school: args.school.as_deref() };
    let compared = diff::diff(&wanted)?;
    say_unread(context, &compared.unread);
    let document = document(&compared, context.lang());
    let words = |word: Word| word.say(context.lang());
    let mut told = Vec::new();
    let school = compared.school.clone().unwrap_or_default();
    let name = compared.name.clone().unwrap_or_else(|| school.clone());
    let source = sheet::comparison::Source {
        comparison: &compared.comparison,
        title: &document.title,
        school: &school,
        name: &name,
        from: &compared.from,
        to: &compared.to,
    };
    let bytes = match args.to {
        To::Json => context.ui.json_text(&json::comparison::Answer::new(&compared))?.into_bytes(),
        To::Csv | To::Xlsx => counted(args.to, &sheet::comparison::workbook(&source, &words))?,
        To::Ics => {
            return Err(CliError::usage(Stop::NoSuchKind { to: args.to, subject: Subject::Comparison }));
        }
        To::Docx | To::Pdf | To::Html | To::Md => {
            let templates = Templates::of(&context.folder, &school);
            printed(args.to, &paper::comparison::paper(&document), &templates, &mut told)?
        }
    };
    let stem = named("so-sanh", &[&school, &compared.from, &compared.to]);
    Ok(Made { subject: Subject::Comparison, bytes, stem, ready: None, told })
}

/// The report of what came of the plan.
fn reported(context: &Context, args: &Args) -> Result<Made, CliError> {
    let plan = args.plan.as_deref().ok_or_else(|| CliError::usage(Stop::WhichPlan))?;
    let (school, review) =
        (args.school.as_deref(), args.interim.map(|number| (review(number), context.today())));
    let wanted = report::Wanted { here: &context.folder, plan, school, until: None, review };
    let reported = report::report(&wanted)?;
    say_unread(context, &reported.unread);
    let letter = show::report::paper(&reported, context.lang());
    let words = |word: Word| word.say(context.lang());
    let mut told = Vec::new();
    let school = reported.school.clone().unwrap_or_default();
    let bytes = match args.to {
        To::Json => context.ui.json_text(&json::report::Answer::new(&reported))?.into_bytes(),
        To::Csv | To::Xlsx => counted(args.to, &sheet::report::workbook(&letter, &words))?,
        To::Ics => return Err(CliError::usage(Stop::NoSuchKind { to: args.to, subject: Subject::Report })),
        To::Docx | To::Pdf | To::Html | To::Md => {
            let templates = Templates::of(&context.folder, &school);
            printed(args.to, &paper::report::paper(&letter), &templates, &mut told)?
        }
    };
    let period = reported.period.map(|period| period.to_string()).unwrap_or_default();
    let kind = match reported.interim.as_ref().map(|interim| interim.review) {
        None => "bao-cao",
        Some(Review::First) => "so-ket",
        Some(Review::Second) => "tong-ket",
    };
    let stem = named(kind, &[&school, &period]);
    Ok(Made { subject: Subject::Report, bytes, stem, ready: None, told })
}

/// Tables for people who count.
fn counted(to: To, workbook: &Workbook) -> Result<Vec<u8>, CliError> {
    match (to, workbook.sheets.first()) {
        (To::Csv, Some(sheet)) => Ok(sheet::csv::text(sheet)),
        _ => Ok(sheet::xlsx::bytes(workbook)?),
    }
}

/// A paper as a file.
fn printed(to: To, paper: &Paper, templates: &Templates, told: &mut Vec<Told>) -> Result<Vec<u8>, CliError> {
    let as_what = match to {
        To::Docx => Print::Word,
        To::Pdf => Print::Pdf,
        To::Html => Print::Html,
        _ => Print::Markdown,
    };
    let Printed { bytes, remarks } = print(paper, as_what, templates)?;
    told.extend(remarks.into_iter().map(Told::Remark));
    Ok(bytes)
}

fn say_unread(context: &Context, unread: &[(PathBuf, String)]) {
    for (path, detail) in unread {
        let (path, detail) = (path.display().to_string(), detail.clone());
        context.ui.talk(&super::diff::Note::Unread { path, detail });
    }
}

/// A file's name of the parts that can be one: `2023-2024@approved` becomes `2023-2024-approved`.
fn named(kind: &str, parts: &[&str]) -> String {
    let plain = |part: &&str| {
        let letters = part.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
        letters.collect::<String>().split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
    };
    let parts = parts.iter().map(plain).filter(|part| !part.is_empty());
    std::iter::once(kind.to_owned()).chain(parts).collect::<Vec<_>>().join("-")
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Side(error) => error.into(),
            Error::Folder(error) => error.into(),
            Error::Differs { ref path } => {
                let way = Way::of(path);
                CliError::refused(error).hint(way)
            }
            // Our own template or document: nobody outside can mend that.
            Error::Template { path: None, .. } | Error::Word { path: None, .. } => CliError::internal(error),
            Error::NoEngine => CliError::usage(error).hint(Way::Install),
            error => CliError::usage(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_out_of_no_folder() {
        assert_eq!(
            named("so-sanh", &["th-a", "2022-2023", "2023-2024@approved"]),
            "so-sanh-th-a-2022-2023-2023-2024-approved"
        );
        assert_eq!(named("so-sanh", &["", "../../a/b.md", "c"]), "so-sanh-a-b-md-c");
    }
}
