//! `caitien bundle`: one file for the education office, with all that judging the approval takes.

use std::path::{Path, PathBuf};

use crate::cli::command::verify::roots;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::bundle::{Stop, Told};
use crate::cli::show::json;
use crate::cli::show::verdict::{Note, render};
use crate::cli::show::{self};
use crate::cli::{Context, Format};
use crate::export::approval::page;
use crate::folder;
use crate::git::Repo;
use crate::period::Period;
use crate::work::bundle::{self, Made, Opened, Wanted, make, open};
use crate::work::choice::{self, Choice};
use crate::work::verify::{Judged, Roots};

/// Put an approved plan and all that proves it into one file
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The period of the plan; the newest approved one where none is named
    #[arg(value_name = "PERIOD")]
    pub period: Option<String>,
    /// The school of the plan
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// The file to write; named after school, period and version where none is named
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Also write a page to print: the plan, the verdict, the fingerprints
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    pub force: bool,
    /// A root's fingerprint to trust for this call
    #[arg(long, value_name = "FINGERPRINT")]
    pub root: Vec<String>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let roots = Roots { given: roots(&args.root)?, ..Roots::default() };
    let repo = Repo::open(&context.folder)?;
    let school = school(context, args.school.as_deref())?;
    let period = args.period.as_deref().map(period).transpose()?;
    let made = make(&repo, &Wanted { school: &school, period, items: None, roots: &roots })?;
    let place = Place { output: args.output.as_deref(), force: Force::of(args.force) };
    let path = save(context, &made, &place)?;
    if let Some(html) = &args.html {
        let opened = open(&made.bytes, Some(&repo))?;
        let judged = opened.examine(None, &roots)?.judged;
        let text = text(context, (&opened, judged.first()), &path)?;
        write(context, html, text.as_bytes(), place.force)?;
    }
    tell(context, &made, &path)?;
    if let (Some(html), Format::Human) = (&args.html, context.format) {
        context.ui.say(&Told::Page { path: html.display().to_string() })?;
    }
    Ok(Exit::Yes)
}

/// May a file be replaced?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Force {
    Keep,
    Replace,
}

impl Force {
    pub(super) fn of(forced: bool) -> Force {
        if forced { Force::Replace } else { Force::Keep }
    }
}

/// Where a file goes.
pub(super) struct Place<'p> {
    pub(super) output: Option<&'p Path>,
    pub(super) force: Force,
}

/// The school that is meant: named, or the one around here.
pub(super) fn school(context: &Context, named: Option<&str>) -> Result<String, CliError> {
    match named {
        Some(school) => Ok(school.to_owned()),
        None => Ok(choice::school(&Choice { here: &context.folder, words: &[], school: None })?.1.id),
    }
}

pub(super) fn period(word: &str) -> Result<Period, CliError> {
    word.parse().map_err(|_| CliError::usage(Stop::NotAPeriod { word: word.to_owned() }))
}

/// Writes what was made, and tells under which name.
pub(super) fn save(context: &Context, made: &Made, place: &Place<'_>) -> Result<String, CliError> {
    let name = &made.head.approval;
    let usual = PathBuf::from(format!("{}-{}-v{}.caitien", name.school, name.period, name.version));
    let path = place.output.unwrap_or(&usual);
    write(context, path, &made.bytes, place.force)?;
    Ok(path.display().to_string())
}

fn write(context: &Context, path: &Path, bytes: &[u8], force: Force) -> Result<(), CliError> {
    let full = context.folder.join(path);
    let written = match force {
        Force::Keep => folder::create(&full, bytes),
        Force::Replace => folder::replace(&full, bytes),
    };
    match written {
        Err(folder::Error::Exists { .. }) => {
            Err(CliError::refused(Stop::Exists { path: path.display().to_string() }))
        }
        other => Ok(other?),
    }
}

pub(super) fn tell(context: &Context, made: &Made, path: &str) -> Result<(), CliError> {
    if context.format == Format::Json {
        return context.ui.json(&json::bundle::Answer::new(made, path, context.lang()));
    }
    context.ui.answer(&render(&made.judged, &[], &context.ui))?;
    let (kind, path, bytes) = (made.head.kind, path.to_owned(), made.bytes.len());
    context.ui.say(&Told::Made { kind, path: path.clone(), bytes })?;
    context.ui.talk(&Told::Send { path });
    context.ui.talk(&Note::Internal);
    Ok(())
}

/// The page of a file, as text.
pub(super) fn text(
    context: &Context,
    (opened, judged): (&Opened, Option<&Judged>),
    path: &str,
) -> Result<String, CliError> {
    let about = opened.about()?;
    let no_plan = || bundle::Error::NoPlan { name: opened.head.approval.clone() };
    let (Some(about), Some(judged)) = (about.as_ref(), judged) else { return Err(no_plan().into()) };
    let file =
        Path::new(path).file_name().map_or(path.to_owned(), |name| name.to_string_lossy().into_owned());
    let of = show::page::Of { opened, about, judged, file, today: context.today() };
    Ok(page(&show::page::page(&of, context.lang()))?)
}

impl From<bundle::Error> for CliError {
    fn from(error: bundle::Error) -> Self {
        match error {
            bundle::Error::Verify(error) => error.into(),
            error @ (bundle::Error::NotApproved { .. } | bundle::Error::NotInOrder { .. }) => {
                CliError::refused(error)
            }
            error @ bundle::Error::NotTheSame { .. } => CliError::internal(error),
            error => CliError::usage(error),
        }
    }
}
