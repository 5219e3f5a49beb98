//! `caitien trust office`: the education offices that may appoint principals and receive plans.

use std::path::PathBuf;

use crate::approval::amend::OfficeAmendment;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::key::public;
use crate::cli::key::{Key, Need};
use crate::cli::lang::Say;
use crate::cli::show::json::trust_proposal::OfficeAnswer;
use crate::cli::show::trust_change::{OfficeMessage, Question, Stop};
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::work::trust::change::CommitKey;
use crate::work::trust::office::{make, prepare};

use super::change::commit_key;

/// The education offices that may appoint principals, recover schools and receive plans
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    pub asked: Asked,
    /// The key that signs: an office's, or the founder's where there is none yet
    #[arg(long, value_name = "KEY", global = true)]
    pub key: Option<String>,
    /// Say what would change, change nothing
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// Do not ask for confirmation
    #[arg(short, long, global = true)]
    pub yes: bool,
}

/// What is to be changed.
#[derive(Debug, clap::Subcommand)]
pub enum Asked {
    /// Add an office, or a further key of one
    #[command(visible_alias = "them")]
    Add(Add),
    /// Take an office out
    #[command(visible_alias = "bo")]
    Remove(Remove),
}

/// A new office.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// The office's short name
    #[arg(value_name = "ID")]
    pub id: String,
    /// The office's full name
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The office's public key: a file, or `openpgp:` or `x509:` with a fingerprint
    #[arg(long, value_name = "KEY")]
    pub public_key: PathBuf,
}

/// An office that goes.
#[derive(Debug, clap::Args)]
pub struct Remove {
    /// The office's short name
    #[arg(value_name = "ID")]
    pub id: String,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let repo = Repo::open(&context.folder)?;
    let amendment = amendment(context, &args.asked)?;
    let prepared = prepare(&repo, &amendment)?;
    let message = OfficeMessage::Change { amendment: amendment.clone() };
    if context.format == Format::Human {
        context.ui.say(&message)?;
        context.ui.talk(&OfficeMessage::WhoSigns);
    }
    let mut commit = None;
    if !args.dry_run {
        let key = Key::read(context, args.key.as_deref(), Need::ToSign)?;
        if !args.yes && !context.ui.confirm(&Question::Change, "--yes")? {
            return Err(CliError::refused(Stop::Declined));
        }
        let (public, sign_with) = commit_key(context, args.key.as_deref(), (key, &[]))?;
        let key = CommitKey { public: &public, sign_with: &sign_with };
        commit = Some(make(&repo, &prepared, key, &message.say(context.lang()))?);
    }
    if context.format == Format::Json {
        context.ui.json(&OfficeAnswer::new(&amendment, commit))?;
    } else if let Some(commit) = commit {
        context.ui.say(&OfficeMessage::Saved { commit })?;
    }
    Ok(Exit::Yes)
}

fn amendment(context: &Context, asked: &Asked) -> Result<OfficeAmendment, CliError> {
    match asked {
        Asked::Remove(args) => Ok(OfficeAmendment::Remove { id: args.id.clone() }),
        Asked::Add(args) => {
            let key = public(context, &args.public_key)?;
            Ok(OfficeAmendment::Add { id: args.id.clone(), name: args.name.clone(), key })
        }
    }
}
