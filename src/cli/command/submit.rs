//! `caitien submit`: hand the saved plan in for review.

use super::link;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::key::{Key, Need};
use crate::cli::show::{json, submit as show};
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::work::approve::Moment;
use crate::work::review::{Speaker, Where, Writing};
use crate::work::submit::{Error, Rehearsal, rehearse, submit};

/// Hand the saved plan in for review: its text is frozen under a number
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The period of the plan; else the newest
    #[arg(value_name = "PERIOD")]
    pub period: Option<String>,
    /// Why it is handed in although errors are found; recorded with them
    #[arg(long, value_name = "TEXT")]
    pub despite: Option<String>,
    /// A key to sign with: a file, `agent`, `openpgp:…` or `x509:…`; else the SSH key with which git signs all tags, else
    /// none
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// Who hands it in, by the id in school.toml; else whoever has git's e-mail address
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Say what would be handed in and what stops it, do nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    if args.despite.as_ref().is_some_and(|why| why.trim().is_empty()) {
        return Err(CliError::usage(show::Stop::NoReason));
    }
    let place = Where {
        here: &context.folder,
        school: args.school.as_deref(),
        period: link::period(args.period.as_deref())?,
        item: None,
        writing: if args.dry_run { Writing::Pretend } else { Writing::Write },
    };
    let now = context.stamp();
    let speaker = Speaker { by: args.by.as_deref(), now: &now };
    let rehearsal = rehearse(&place, args.despite.as_deref(), &speaker)?;
    let is_ready = rehearsal.obstacles.is_empty();
    let made = is_ready && !args.dry_run;
    if made {
        make(context, args, &rehearsal)?;
    }
    if context.format == Format::Json {
        context.ui.json(&json::submit::Answer::new(&rehearsal, made, context.lang()))?;
    } else {
        context.ui.answer(&show::rehearsal(&rehearsal, made, &context.ui))?;
        if made {
            context.ui.talk(&show::Told::Push);
        }
    }
    Ok(if is_ready { Exit::Yes } else { Exit::No })
}

fn make(context: &Context, args: &Args, rehearsal: &Rehearsal) -> Result<(), CliError> {
    let repo = Repo::open(&context.folder)?;
    let moment =
        Moment { seconds: context.now.timestamp().as_second(), offset: context.now.offset().seconds() / 60 };
    let key = args.key.clone().map_or_else(|| configured(context, &repo), |key| Ok(Some(key)))?;
    let signer = match key.as_deref() {
        None => None,
        typed => {
            let key = Key::read(context, typed, Need::ToSign)?;
            let wanted: Vec<_> = key.public().into_iter().chain(&rehearsal.keys).cloned().collect();
            Some(key.signer(context, &wanted)?)
        }
    };
    submit(&repo, rehearsal, signer.as_ref(), moment)?;
    Ok(())
}

/// The SSH key file with which the person has git sign all tags.
fn configured(context: &Context, repo: &Repo) -> Result<Option<String>, CliError> {
    let is_set = |key: &str, value: &str| -> Result<bool, CliError> {
        Ok(repo.config(key)?.is_some_and(|found| found.eq_ignore_ascii_case(value)))
    };
    if !is_set("tag.gpgsign", "true")? || !is_set("gpg.format", "ssh")? {
        return Ok(None);
    }
    let key = repo.config("user.signingkey")?.filter(|key| !key.starts_with("key::"));
    Ok(key.map(|key| match (key.strip_prefix("~/"), context.variable("HOME")) {
        (Some(rest), Some(home)) => format!("{home}/{rest}"),
        _ => key,
    }))
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Review(error) => error.into(),
            Error::Choice(error) => error.into(),
            Error::Git(error) => error.into(),
            Error::Verify(error) => error.into(),
            Error::Tag(error) => error.into(),
            error @ Error::Moved => CliError::refused(error),
            error => CliError::usage(error),
        }
    }
}
