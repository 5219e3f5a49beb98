//! `caitien history`: what happened to plans, and to weaknesses, a criterion or an item over the
//! years.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::{history as show, json, life};
use crate::cli::{Context, Format};
use crate::export::chart::svg;
use crate::export::html;
use crate::folder::Inside;
use crate::git::{self, Repo};
use crate::work::history::{self, Error, Followed, History, Request, Subject};

/// What happened to plans, and to weaknesses, a criterion or an item over the years
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A period (2023-2024), a criterion (1.5), a standard (S3) or an item's id (w-1.5-2021-1)
    #[arg(value_name = "WHAT")]
    what: Option<String>,
    /// All weaknesses of the school over the years
    #[arg(long, alias = "diem-yeu", conflicts_with = "what")]
    weaknesses: bool,
    /// Only weaknesses that stand today and have stood for so many years on end (3 unless said)
    #[arg(long, alias = "keo-dai", value_name = "N", num_args = 0..=1, default_missing_value = "3")]
    chronic: Option<u16>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    school: Option<String>,
    /// No more than so many events
    #[arg(short = 'n', long, value_name = "N", default_value_t = 30, hide_default_value = true)]
    limit: usize,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let subject = subject(context, args)?;
    let known: &[Format] = match subject {
        Subject::School | Subject::Plan(_) => &[Format::Human, Format::Json],
        Subject::Item(id) if id.kind != crate::plan::item::Kind::Weakness => {
            &[Format::Human, Format::Json, Format::Markdown, Format::Html]
        }
        _ => &[Format::Human, Format::Json, Format::Markdown, Format::Html, Format::Svg],
    };
    context.format_among(known)?;
    git::trust_stored_hashes();
    let repo = Repo::open(&context.folder)?;
    let school = args.school.clone().or_else(|| here(&repo, context));
    let request = Request { subject, school, chronic: args.chronic, limit: args.limit };
    let history = history::history(&repo, &request)?;
    match (&history, context.format) {
        (_, Format::Json) => context.ui.json(&json::history::Answer::of(&history, context.lang()))?,
        (History::Events { events, is_shallow, .. }, _) => {
            let below = is_shallow.then_some(&show::Line::Shallow);
            context.ui.answer(&show::human(events, below, &context.ui))?;
        }
        (History::Followed(followed), format) => answer(context, followed, format)?,
    }
    Ok(Exit::Yes)
}

/// What is asked for. Only weaknesses can be drawn, so a picture of nothing else is one of them.
fn subject(context: &Context, args: &Args) -> Result<Subject, CliError> {
    let unknown = |word: &String| Error::Unknown { word: word.clone() };
    let is_drawn = matches!(context.format, Format::Markdown | Format::Html | Format::Svg);
    Ok(match &args.what {
        Some(word) => Subject::parse(word).ok_or_else(|| unknown(word))?,
        None if args.weaknesses || args.chronic.is_some() || is_drawn => Subject::Weaknesses,
        None => Subject::School,
    })
}

fn answer(context: &Context, followed: &Followed, format: Format) -> Result<(), CliError> {
    let lang = context.lang();
    for unread in &followed.unread {
        let (path, detail) = (unread.path.clone(), unread.detail.clone());
        context.ui.talk(&life::Phrase::Unread { path, detail });
    }
    let (document, chart) = (life::document(followed, lang), life::chart(followed, lang));
    match (format, &chart) {
        (Format::Html, Some(chart)) => context.ui.answer(&html::chart_page(&document, chart)?),
        (Format::Html, None) => context.ui.answer(&html::page(&document)?),
        (Format::Svg, chart) => context.ui.answer(&svg::picture(&chart.clone().unwrap_or_default())?),
        (Format::Markdown, chart) => context.ui.answer(&life::markdown::markdown(&document, chart.as_ref())),
        (_, chart) => context.ui.answer(&life::terminal::human(&document, chart.as_ref(), &context.ui)),
    }
}

/// The school in whose folder the person stands.
fn here(repo: &Repo, context: &Context) -> Option<String> {
    let here = std::fs::canonicalize(&context.folder).ok()?;
    let inside = here.strip_prefix(std::fs::canonicalize(repo.root()).ok()?).ok()?.to_str()?;
    let inside = format!("{}/x", inside.replace('\\', "/"));
    let place = Inside::of(&inside)?;
    let record = repo.root().join("schools");
    record.is_dir().then(|| place.school.to_owned())
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Git(error) => error.into(),
            Error::Verify(error) => error.into(),
            error => CliError::usage(error),
        }
    }
}
