//! `caitien trust consent`: one of the recovery people consents to the record that is proposed.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::key::{Key, Need};
use crate::cli::show::json;
use crate::cli::show::trust_change::{self as shown, Question, Stop};
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::work::trust::recovery::find;

use super::change::{message, told};

/// Consent, as one of the recovery people, to the record that is proposed
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The school; the only one where there is one
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Your key: a file, `agent`, or `openpgp:` or `x509:` with a fingerprint
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// Show what is proposed and who has consented, sign nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask for confirmation
    #[arg(short, long)]
    pub yes: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let school = super::school(context, args.school.as_deref())?;
    let repo = Repo::open(&context.folder)?;
    let recovering = find(&repo, &school)?;
    if context.format == Format::Human {
        context.ui.answer(&shown::recovering(&recovering, &context.ui))?;
    }
    if args.dry_run {
        if context.format == Format::Json {
            let answer = json::trust_proposal::Answer::new(&recovering.proposal, None, context.lang());
            context.ui.json(&answer)?;
        }
        return Ok(Exit::Yes);
    }
    let key = Key::read(context, args.key.as_deref(), Need::ToSign)?;
    if !args.yes && !context.ui.confirm(&Question::Consent, "--yes")? {
        return Err(CliError::refused(Stop::Declined));
    }
    let signer = key.signer(context, &recovering.keys())?;
    let consented = recovering.consent(&repo, &signer, &message(&recovering.proposal, context))?;
    told(context, &recovering.proposal, &consented)
}
