//! `caitien trust`: who may sign for a school, and the root that this clone trusts.

pub mod amendment;
pub mod change;
pub mod consent;
pub mod office;

use crate::approval::Hash;
use crate::cli::command::verify::roots;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::key::{Key, Need};
use crate::cli::show::approval::{Stop, Told};
use crate::cli::show::{json, trust as shown};
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::work::choice::{self, Choice};
use crate::work::trust::{Pinned, pin, show};

/// Who may sign for a school, and the root that this clone trusts
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

/// What is to be done about trust.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Show people, keys, the root, and how the record came to be
    #[command(visible_alias = "xem")]
    Show(ShowArgs),
    /// Trust this root: its fingerprint was compared with one from a source that you trust
    #[command(visible_alias = "ghim")]
    Pin(PinArgs),
    /// Change who signs for the school: people, keys, deputies, recovery
    #[command(visible_alias = "doi")]
    Change(change::Args),
    /// Consent, as one of the recovery people, to the record that is proposed
    #[command(visible_alias = "dong-y")]
    Consent(consent::Args),
    /// The education offices that may appoint principals, recover schools and receive plans
    #[command(visible_alias = "co-quan")]
    Office(office::Args),
    /// Show the line by which a key stands in a trust record
    #[command(visible_alias = "khoa")]
    Key(KeyArgs),
}

/// What `trust show` takes.
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// The schools; all where none is named
    #[arg(value_name = "SCHOOL")]
    pub schools: Vec<String>,
}

/// What `trust pin` takes.
#[derive(Debug, clap::Args)]
pub struct PinArgs {
    /// The fingerprint of the school's root, as you got it from the principal or the office
    #[arg(value_name = "FINGERPRINT")]
    pub root: String,
    /// The school; the only one where there is one
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
}

/// What `trust key` takes.
#[derive(Debug, clap::Args)]
pub struct KeyArgs {
    /// A key file of any kind, or `openpgp:` or `x509:` with the fingerprint of a key of your own `gpg` or `gpgsm`
    #[arg(value_name = "KEY")]
    pub key: String,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    match &args.command {
        Command::Show(args) => show_trust(context, args),
        Command::Pin(args) => pin_root(context, args),
        Command::Change(args) => change::run(context, args),
        Command::Consent(args) => consent::run(context, args),
        Command::Office(args) => office::run(context, args),
        Command::Key(args) => key_line(context, args),
    }
}

fn key_line(context: &Context, args: &KeyArgs) -> Result<Exit, CliError> {
    let wire = context.format_among(&[Format::Human, Format::Json])?;
    let key = Key::read(context, Some(&args.key), Need::ToShow)?;
    let Some(public) = key.public() else { return Err(CliError::usage(Stop::NoKey)) };
    match wire {
        Format::Json => context.ui.json(&json::trust_key::Answer::new(public))?,
        _ => {
            context.ui.answer(&format!("{}\n", public.to_line()))?;
            context.ui.talk(&Told::KeyLine { fingerprint: public.fingerprint() });
        }
    }
    Ok(Exit::Yes)
}

fn show_trust(context: &Context, args: &ShowArgs) -> Result<Exit, CliError> {
    let wire = context.format_among(&[Format::Human, Format::Json])?;
    let repo = Repo::open(&context.folder)?;
    let trust = show(&repo, &args.schools)?;
    match wire {
        Format::Json => context.ui.json(&json::trust::Answer::new(&trust, context.lang()))?,
        _ => context.ui.answer(&shown::render(&trust, &context.ui))?,
    }
    let is_sound = trust.iter().all(|one| one.violation.is_none() && one.root.is_some());
    Ok(if is_sound { Exit::Yes } else { Exit::No })
}

fn pin_root(context: &Context, args: &PinArgs) -> Result<Exit, CliError> {
    let typed: Vec<Hash> = roots(std::slice::from_ref(&args.root))?;
    let repo = Repo::open(&context.folder)?;
    let school = school(context, args.school.as_deref())?;
    let Some(root) = typed.first().copied() else { return Ok(Exit::No) };
    match pin(&repo, &school, root)? {
        Pinned::New => context.ui.say(&Told::Pinned { root })?,
        Pinned::Already => context.ui.say(&Told::AlreadyPinned)?,
        Pinned::Other { pinned } => return Err(CliError::refused(Stop::OtherRootPinned { pinned })),
        Pinned::NotTheRoot { here } => return Err(CliError::refused(Stop::NotTheRoot { here })),
    }
    Ok(Exit::Yes)
}

/// The school that is meant: the named one, or the only one.
fn school(context: &Context, named: Option<&str>) -> Result<String, CliError> {
    match named {
        Some(school) => Ok(school.to_owned()),
        None => Ok(choice::school(&Choice { here: &context.folder, words: &[], school: None })?.1.id),
    }
}
