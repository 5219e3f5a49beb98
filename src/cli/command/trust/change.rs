//! `caitien trust change`: change who signs for a school, told in words before it is signed.

use crate::approval::{KeyKind, PublicKey};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::key::{Key, Need};
use crate::cli::lang::Say;
use crate::cli::show::json;
use crate::cli::show::trust_change::{self as shown, Message, Question, Stop};
use crate::cli::{Context, Format};
use crate::git::commit::CommitKey as SignWith;
use crate::git::{CommitId, Repo};
use crate::signing::agent;
use crate::work::trust::change::{CommitKey, make};
use crate::work::trust::proposal::{Proposal, Wanted, propose};
use crate::work::trust::recovery::{Consented, begin};

use super::amendment::{Asked, Lookup, how};

/// Change who signs for the school: people, keys, deputies, recovery
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    pub asked: Asked,
    /// The school; the only one where there is one
    #[arg(long, value_name = "ID", global = true)]
    pub school: Option<String>,
    /// The key that signs the change: a file, `agent`, or `openpgp:` or `x509:` with a fingerprint
    #[arg(long, value_name = "KEY", global = true)]
    pub key: Option<String>,
    /// Say what would change and who would have to sign it, change nothing
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// Do not ask for confirmation
    #[arg(short, long, global = true)]
    pub yes: bool,
    /// The principal cannot sign: lay the change before the recovery people, with one of whose keys it begins
    #[arg(long, global = true)]
    pub recover: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let school = super::school(context, args.school.as_deref())?;
    let repo = Repo::open(&context.folder)?;
    let amendment = args.asked.amendment(&Lookup { context, repo: &repo, school: &school })?;
    let need = if args.dry_run { Need::ToShow } else { Need::ToSign };
    let key = Key::read(context, args.key.as_deref(), need)?;
    let public = key.public().cloned().filter(|_| !args.recover);
    let wanted = Wanted { school: &school, how: how(amendment.as_ref()), key: public.as_ref() };
    let proposal = propose(&repo, &wanted)?;
    if context.format == Format::Human {
        context.ui.answer(&shown::proposal(&proposal, &context.ui))?;
    }
    if args.dry_run || !proposal.obstacles.is_empty() {
        if context.format == Format::Json {
            context.ui.json(&json::trust_proposal::Answer::new(&proposal, None, context.lang()))?;
        }
        return Ok(if proposal.obstacles.is_empty() { Exit::Yes } else { Exit::No });
    }
    confirm(context, args)?;
    if args.recover {
        return recover(context, &repo, proposal, key);
    }
    let (public, sign_with) = commit_key(context, args.key.as_deref(), (key, &proposal.keys))?;
    let key = CommitKey { public: &public, sign_with: &sign_with };
    let commit = make(&repo, &proposal, key, &message(&proposal, context))?;
    done(context, &proposal, commit)
}

fn confirm(context: &Context, args: &Args) -> Result<(), CliError> {
    if args.yes || context.ui.confirm(&Question::Change, "--yes")? {
        return Ok(());
    }
    Err(CliError::refused(Stop::Declined))
}

/// The message of the commit: what changed, in words.
pub(super) fn message(proposal: &Proposal, context: &Context) -> String {
    let lang = context.lang();
    let head = Message::Commit { name: proposal.name.clone(), serial: proposal.serial }.say(lang);
    let changes: Vec<String> =
        proposal.changes.iter().map(|change| format!("- {}", change.say(lang))).collect();
    format!("{head}\n\n{}", changes.join("\n"))
}

/// The key with which git signs the commit: a file, or one that the agent or GnuPG holds.
pub(super) fn commit_key(
    context: &Context,
    typed: Option<&str>,
    (key, wanted): (Key, &[PublicKey]),
) -> Result<(PublicKey, SignWith), CliError> {
    match (key.public(), typed) {
        (Some(public), Some(path)) if public.kind() == KeyKind::Ssh => {
            Ok((public.clone(), SignWith::File(context.folder.join(path))))
        }
        (Some(public), _) => Ok((public.clone(), SignWith::Public(public.clone()))),
        (None, _) => {
            let signer = agent::signer(context.agent.as_deref(), wanted)?;
            let public = signer.public_key().clone();
            Ok((public.clone(), SignWith::Public(public)))
        }
    }
}

fn done(context: &Context, proposal: &Proposal, commit: CommitId) -> Result<Exit, CliError> {
    if context.format == Format::Json {
        context.ui.json(&json::trust_proposal::Answer::new(proposal, Some(commit), context.lang()))?;
    } else {
        context.ui.say(&Message::Changed { serial: proposal.serial, commit })?;
        context.ui.talk(&Message::Send);
    }
    Ok(Exit::Yes)
}

fn recover(context: &Context, repo: &Repo, proposal: Proposal, key: Key) -> Result<Exit, CliError> {
    let text = message(&proposal, context);
    let recovering = begin(repo, proposal)?;
    let signer = key.signer(context, &recovering.keys())?;
    let consented = recovering.consent(repo, &signer, &text)?;
    told(context, &recovering.proposal, &consented)
}

/// What a consent did, in both faces.
pub(super) fn told(context: &Context, proposal: &Proposal, consented: &Consented) -> Result<Exit, CliError> {
    if context.format == Format::Json {
        context.ui.json(&json::trust_proposal::Consent::new(proposal, consented, context.lang()))?;
        return Ok(Exit::Yes);
    }
    let Consented { name, count, threshold, granted } = consented.clone();
    context.ui.say(&Message::Consented { name, count, threshold })?;
    match granted {
        Some(commit) => context.ui.say(&Message::Changed { serial: proposal.serial, commit })?,
        None => context.ui.talk(&Message::More { school: proposal.school.clone() }),
    }
    context.ui.talk(&Message::Send);
    Ok(Exit::Yes)
}
