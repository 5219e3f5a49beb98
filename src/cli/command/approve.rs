//! `caitien approve`: approve a plan with the principal's key.

use crate::cli::command::verify;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::key::{Key, Need};
use crate::cli::show::approval::{self, Question, Stop, Told};
use crate::cli::show::json;
use crate::cli::show::verdict::Note;
use crate::cli::{Context, Format};
use crate::folder::PlanFile;
use crate::git::Repo;
use crate::work::approve::{Approved, Moment, approve};
use crate::work::choice::{self, Choice};
use crate::work::rehearsal::{Ready, Rehearsal, Wanted, rehearse};

/// Approve a plan with the principal's key
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The period of the plan, or its file; the only plan where there is one
    #[arg(value_name = "PERIOD")]
    pub what: Option<String>,
    /// The school of the plan
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// The principal's key: a file, `agent` for one that the SSH agent holds, `openpgp:` or `x509:` with the
    /// fingerprint of one that `gpg` or `gpgsm` holds
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// Go through everything and show the statement, without touching a key
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask for confirmation
    #[arg(short, long)]
    pub yes: bool,
    /// A root's fingerprint to trust for this call
    #[arg(long, value_name = "FINGERPRINT")]
    pub root: Vec<String>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let roots = verify::roots(&args.root)?;
    let place = place(context, args)?;
    let repo = Repo::open(&context.folder)?;
    let need = if args.dry_run { Need::ToShow } else { Need::ToSign };
    let key = Key::read(context, args.key.as_deref(), need)?;
    let public = key.public().cloned();
    let wanted = Wanted { school: &place.school, period: place.period, key: public.as_ref(), roots: &roots };
    let rehearsal = rehearse(&repo, &wanted)?;
    if context.format == Format::Human {
        show(context, &rehearsal, args)?;
    }
    if args.dry_run {
        let is_ready = rehearsal.obstacles.is_empty();
        if context.format == Format::Json {
            context.ui.json(&json::approval::Answer::new(&rehearsal, None, context.lang()))?;
        }
        return Ok(if is_ready { Exit::Yes } else { Exit::No });
    }
    match rehearsal.ready() {
        Ok(ready) => sign(context, &repo, &ready, (args, key)),
        Err(rehearsal) => {
            if context.format == Format::Json {
                context.ui.json(&json::approval::Answer::new(&rehearsal, None, context.lang()))?;
            }
            Ok(Exit::No)
        }
    }
}

/// The one plan that is meant.
fn place(context: &Context, args: &Args) -> Result<PlanFile, CliError> {
    let words: Vec<String> = args.what.iter().cloned().collect();
    let choice = Choice { here: &context.folder, words: &words, school: args.school.as_deref() };
    let chosen = choice::plans(&choice)?;
    let [one] = chosen.as_slice() else {
        return Err(CliError::usage(Stop::OnePlan { count: chosen.len() }));
    };
    one.place.clone().ok_or_else(|| CliError::usage(Stop::NoPlace))
}

fn show(context: &Context, rehearsal: &Rehearsal, args: &Args) -> Result<(), CliError> {
    context.ui.answer(&approval::plan(rehearsal, &context.ui))?;
    context.ui.answer(&approval::reviewed(rehearsal, &context.ui))?;
    context.ui.answer(&approval::obstacles(rehearsal, &context.ui))?;
    if args.dry_run {
        context.ui.answer(&approval::statement(rehearsal, &context.ui))?;
        context.ui.talk(&Note::Internal);
    }
    Ok(())
}

fn sign(context: &Context, repo: &Repo, ready: &Ready, (args, key): (&Args, Key)) -> Result<Exit, CliError> {
    let name = ready.rehearsal.name.clone();
    if !args.yes && !context.ui.confirm(&Question::Approve { name: name.clone() }, "--yes")? {
        return Err(CliError::refused(Stop::Declined));
    }
    let signer = key.signer(context, &ready.rehearsal.keys())?;
    let moment =
        Moment { seconds: context.now.timestamp().as_second(), offset: context.now.offset().seconds() / 60 };
    let approved: Approved = approve(repo, ready, &signer, moment)?;
    if context.format == Format::Json {
        let answer = json::approval::Answer::new(&ready.rehearsal, Some(&approved), context.lang());
        context.ui.json(&answer)?;
    } else {
        context.ui.say(&Told::Made { name: name.clone(), sequence: ready.statement.sequence })?;
        if let Some(root) = approved.pinned {
            context.ui.talk(&Told::Pinned { root });
        }
        context.ui.talk(&Told::Push);
        context.ui.talk(&Note::Internal);
    }
    Ok(Exit::Yes)
}
