//! `caitien recover`: list what was kept of unsaved work, and bring any of it back.

use std::path::{Path, PathBuf};

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::json;
use crate::cli::ui::Tone;
use crate::cli::{Context, Format, minute};
use crate::folder;
use crate::git::Repo;
use crate::git::unsaved::Moment;
use crate::work::edits::Edit;
use crate::work::unsaved::{self, Error, Standing, Version};

/// List what `watch --autosave` kept of unsaved work, and bring any of it back
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The number in the list, or the name of the version; without it, the versions are listed
    #[arg(value_name = "VERSION")]
    pub version: Option<String>,
    /// Only files with these letters in their path: a period, a school, a file's name
    #[arg(long, value_name = "TEXT")]
    pub file: Option<String>,
    /// Write the version to another file, or `-` to print it, instead of putting it back
    #[arg(long, value_name = "FILE|-", requires = "version")]
    pub to: Option<PathBuf>,
    /// List all versions, not only the newest
    #[arg(long)]
    pub all: bool,
    /// Say what would be brought back, write nothing
    #[arg(long, requires = "version")]
    pub dry_run: bool,
}

/// So many versions are listed where not all are asked for.
const SHOWN: usize = 20;

/// What is said.
#[derive(Clone, Debug)]
pub enum Told {
    Head,
    Nothing,
    More {
        count: usize,
    },
    How,
    Standing(Standing),
    /// The plan's edits against what was saved.
    Edits(Vec<Edit>),
    Recovered {
        path: String,
        moment: Moment,
    },
    WouldRecover {
        path: String,
        moment: Moment,
    },
    WrittenTo {
        path: PathBuf,
        moment: Moment,
    },
    /// What stood in the file was kept.
    KeptBefore,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let repo = Repo::open(&context.folder)?;
    let mut versions = unsaved::versions(&repo)?;
    if let Some(part) = &args.file {
        versions.retain(|version| version.path.contains(part.as_str()));
    }
    match &args.version {
        Some(word) => {
            let version = unsaved::chosen(&versions, word)?.clone();
            bring(context, args, (&repo, &version))
        }
        None => list(context, args, (&repo, &versions)),
    }
}

fn list(context: &Context, args: &Args, (repo, versions): (&Repo, &[Version])) -> Result<Exit, CliError> {
    let shown = if args.all { versions.len() } else { SHOWN };
    let shown: Vec<&Version> = versions.iter().take(shown).collect();
    if context.format == Format::Json {
        context.ui.json(&json::unsaved::Answer::listed(&shown, versions.len()))?;
        return Ok(Exit::Yes);
    }
    let lang = context.lang();
    if versions.is_empty() {
        context.ui.say(&Told::Nothing)?;
        return Ok(Exit::Yes);
    }
    let mut lines = vec![context.ui.paint(Tone::Heading, &Told::Head.say(lang))];
    for version in &shown {
        lines.push(line(version));
        let told = match version.standing {
            Standing::OnlyKept => unsaved::edits(repo, version)?.map(Told::Edits),
            standing => Some(Told::Standing(standing)),
        };
        lines.extend(told.map(|told| context.ui.paint(Tone::Quiet, &format!("      {}", told.say(lang)))));
    }
    if versions.len() > shown.len() {
        lines.push(Told::More { count: versions.len() - shown.len() }.say(lang));
    }
    context.ui.answer(&lines.join("\n"))?;
    context.ui.talk(&Told::How);
    Ok(Exit::Yes)
}

fn line(version: &Version) -> String {
    let path = super::save::visible(&version.path);
    format!("{:>4}  {}  {path}  {}", version.number, minute(version.moment), version.blob.short())
}

fn bring(context: &Context, args: &Args, (repo, version): (&Repo, &Version)) -> Result<Exit, CliError> {
    let (path, moment) = (version.path.clone(), version.moment);
    let told = match &args.to {
        _ if args.dry_run => Told::WouldRecover { path, moment },
        Some(to) if to == Path::new("-") => {
            context.ui.file(&unsaved::text(repo, version)?)?;
            return Ok(Exit::Yes);
        }
        Some(to) => {
            folder::create(&context.folder.join(to), &unsaved::text(repo, version)?)?;
            Told::WrittenTo { path: to.clone(), moment }
        }
        None => {
            unsaved::recover(repo, version, context.moment())?;
            Told::Recovered { path, moment }
        }
    };
    if context.format == Format::Json {
        context.ui.json(&json::unsaved::Answer::recovered(version))?;
        return Ok(Exit::Yes);
    }
    context.ui.say(&told)?;
    if matches!(told, Told::Recovered { .. }) && version.standing != Standing::OnDisk {
        context.ui.talk(&Told::KeptBefore);
    }
    Ok(Exit::Yes)
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Git(error) => error.into(),
            Error::Folder(error) => error.into(),
            error => CliError::usage(error),
        }
    }
}
