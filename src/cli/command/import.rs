//! `caitien import`: turn Word documents, Markdown or text out of converters into plans.

use std::path::PathBuf;

use super::update::{self, Conflicts, Order, Writing};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::{import as told, json};
use crate::cli::{Context, Format};
use crate::import::Options;
use crate::import::word::Pending;
use crate::period::Period;
use crate::work::import::{self, Error, Existing, Obstacle, Ready, Request, To};

/// Turn Word documents, Markdown or text out of converters into plans
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Word documents, Markdown or text files; .doc, .odt, .rtf and .pdf where LibreOffice and pdftotext are installed
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The school's short name; else made of the name in the text
    #[arg(long, value_name = "ID")]
    school: Option<String>,
    /// The school year (2023-2024) or a longer period; else as the title says
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// The edition of the criteria, such as preschool-2018; else as cited
    #[arg(long, value_name = "ID")]
    catalog: Option<String>,
    /// A folder for loose files, or `-` to print the plans
    #[arg(long, value_name = "DIR|-")]
    to: Option<PathBuf>,
    /// Replace plans that are there; never those with edits that are not saved
    #[arg(long)]
    force: bool,
    /// What becomes of tracked changes of a Word document that nobody has decided on; else the import stops there
    #[arg(long, value_name = "WHAT")]
    changes: Option<ChangesName>,
    /// Bring the edits of a Word file that `export` made back into its plan
    #[arg(long, conflicts_with_all = ["to", "force", "catalog"])]
    update: bool,
    /// With `--update`: what both sides changed is written twice and marked, to be chosen in an editor
    #[arg(long, requires = "update")]
    mark_conflicts: bool,
    /// With `--update`: do not ask before writing
    #[arg(long, requires = "update")]
    yes: bool,
    /// Report what would be imported, write no file
    #[arg(long)]
    dry_run: bool,
}

/// What becomes of changes, as it is typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ChangesName {
    Accept,
    Reject,
}

impl From<ChangesName> for Pending {
    fn from(name: ChangesName) -> Self {
        match name {
            ChangesName::Accept => Pending::Accept,
            ChangesName::Reject => Pending::Reject,
        }
    }
}

/// What is said about an import, beside its report.
#[derive(Clone, Debug)]
pub enum Message {
    /// How to decide on tracked changes.
    Decide,
    /// Not a period.
    NoPeriod {
        typed: String,
    },
    Next,
    /// Nothing was written because that was asked for.
    DryRun,
}

/// What to do about an obstacle.
#[derive(Clone, Debug)]
pub struct Way(pub Obstacle);

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    if args.update {
        return updates(context, args);
    }
    let to = match &args.to {
        None => To::Repository,
        Some(path) if path.as_os_str() == "-" => To::Print,
        Some(folder) => To::Folder(folder.clone()),
    };
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let options =
        Options { school: args.school.clone(), period: period(args)?, catalog: args.catalog.clone() };
    let changes = args.changes.map(Pending::from);
    let request = Request { here: &context.folder, files: &args.files, options, to, existing, changes };
    let ready = import::prepare(&request)?;
    if !args.dry_run {
        import::save(&ready, existing)?;
    }
    answer(context, args, &ready)?;
    Ok(Exit::Yes)
}

/// Each file for itself: what one of them is refused for says nothing of the others.
fn updates(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let mut exit = Exit::Yes;
    let writing = match (args.dry_run, args.yes) {
        (true, _) => Writing::DryRun,
        (_, true) => Writing::Yes,
        _ => Writing::Ask,
    };
    for file in &args.files {
        let order = Order {
            file,
            school: args.school.as_deref(),
            period: period(args)?,
            changes: args.changes.map(Pending::from),
            conflicts: if args.mark_conflicts { Conflicts::Mark } else { Conflicts::Stop },
            writing,
        };
        if update::run(context, &order)? != Exit::Yes {
            exit = Exit::No;
        }
    }
    Ok(exit)
}

fn period(args: &Args) -> Result<Option<Period>, CliError> {
    let Some(typed) = &args.period else { return Ok(None) };
    typed.parse().map(Some).map_err(|_| CliError::usage(Message::NoPeriod { typed: typed.clone() }))
}

fn answer(context: &Context, args: &Args, ready: &[Ready]) -> Result<(), CliError> {
    let lang = context.lang();
    if context.format == Format::Json {
        return context.ui.json(&json::import::Answer::of(ready, args.dry_run, lang));
    }
    let prints = args.to.as_ref().is_some_and(|to| to.as_os_str() == "-") && !args.dry_run;
    let report = told::human(ready, &context.ui);
    if prints {
        context.ui.talk_text(&report);
        let texts: Vec<&str> = ready.iter().map(|one| one.text.as_str()).collect();
        return context.ui.answer(&texts.join("\n"));
    }
    let last = if args.dry_run { Message::DryRun } else { Message::Next };
    context.ui.answer(&format!("{report}\n{}", last.say(lang)))
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Folder(error) => error.into(),
            Error::Undecided { .. } => CliError::refused(error).hint(Message::Decide),
            Error::NoPlace { ref obstacle, .. } => {
                let way = Way(obstacle.clone());
                let refused = matches!(obstacle, Obstacle::Exists { .. } | Obstacle::Unsaved { .. });
                let error = if refused { CliError::refused(error) } else { CliError::usage(error) };
                error.hint(way)
            }
            error => CliError::usage(error),
        }
    }
}
