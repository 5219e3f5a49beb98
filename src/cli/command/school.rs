//! `caitien school`: the schools of the repository.

use std::path::PathBuf;

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::key::named;
use crate::cli::lang::Say;
use crate::cli::show::json;
use crate::cli::ui::Tone;
use crate::cli::{Context, Format};
use crate::date::Date;
use crate::git::Repo;
use crate::git::commit::CommitKey;
use crate::period::Period;
use crate::school::{EducationLevel, level_of, slug_of};
use crate::signing::{self, Named};
use crate::work::init::{self, KeyFile, Made, NewSchool};

/// The schools of the repository
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Add a school with its trust record
    #[command(visible_alias = "them")]
    Add(NewArgs),
}

/// What a new school needs; the rest is asked for.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// The school's full name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// preschool (mam-non), primary (tieu-hoc) or secondary (thcs, thpt)
    #[arg(long, value_name = "LEVEL", hide_possible_values = true)]
    level: Option<LevelName>,
    /// The school's short name for folders; else made of its name
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The principal's full name
    #[arg(long, value_name = "NAME")]
    principal: Option<String>,
    /// The principal's e-mail address
    #[arg(long, value_name = "EMAIL")]
    email: Option<String>,
    /// The principal's key: an SSH key file, `openpgp:` or `x509:` with a fingerprint, or such a key in a file
    #[arg(long, value_name = "KEY", conflicts_with = "new_key")]
    key: Option<String>,
    /// Make a key for the principal at this path
    #[arg(long, value_name = "FILE")]
    new_key: Option<PathBuf>,
    /// Sign with this key instead of the principal's (an education office's)
    #[arg(long, value_name = "KEY")]
    sign_with: Option<String>,
}

/// The level as it is typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum LevelName {
    #[value(alias = "mam-non", alias = "mn")]
    Preschool,
    #[value(alias = "tieu-hoc", alias = "th")]
    Primary,
    #[value(alias = "thcs", alias = "thpt", alias = "trung-hoc")]
    Secondary,
}

impl From<LevelName> for EducationLevel {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Preschool => EducationLevel::Preschool,
            LevelName::Primary => EducationLevel::Primary,
            LevelName::Secondary => EducationLevel::Secondary,
        }
    }
}

/// What is said and asked while a school is made.
#[derive(Clone, Debug)]
pub enum Message {
    AskName,
    AskLevel,
    AskPrincipal,
    AskKey,
    /// The answer was not one of the levels.
    NoLevel {
        typed: String,
    },
    EmptyName,
    MadeRepository {
        root: PathBuf,
    },
    MadeSchool {
        name: String,
        id: String,
    },
    /// The root of trust, and the principal's key.
    Root {
        fingerprint: String,
        key: Option<String>,
    },
    /// The record was not signed by the principal.
    RootUnsigned {
        has_key: bool,
    },
    Next {
        period: Option<Period>,
    },
    KeyMade {
        path: PathBuf,
    },
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let Command::Add(new) = &args.command;
    context.format_among(&[Format::Human, Format::Json])?;
    let repo = Repo::open(&context.folder)?;
    let asked = ask(context, new)?;
    let made = init::add_school(&repo, &asked.school, asked.sign_with.as_ref())?;
    report(context, &Introduced { made: &made, asked: &asked, is_repository_new: false })
}

/// What the flags and the person said together.
pub struct Asked {
    pub school: NewSchool,
    pub sign_with: Option<CommitKey>,
    key: Option<KeyFile>,
}

/// Completes the flags by questions; without a terminal, what is missing is an error.
pub fn ask(context: &Context, args: &NewArgs) -> Result<Asked, CliError> {
    let or_ask = |given: &Option<String>, question, flag| match given {
        Some(given) => Ok(given.trim().to_owned()),
        None => context.ui.ask(&question, flag),
    };
    let name = or_ask(&args.name, Message::AskName, "--name")?;
    if name.is_empty() {
        return Err(CliError::usage(Message::EmptyName));
    }
    let level = level(context, args, &name)?;
    let principal = or_ask(&args.principal, Message::AskPrincipal, "--principal")?;
    let key = key(context, args)?;
    let sign_with = args.sign_with.as_deref().map(|typed| match Named::is_meant(typed) {
        true => Ok(CommitKey::Public(named(typed)?)),
        false => Ok::<_, CliError>(CommitKey::File(context.folder.join(typed))),
    });
    let sign_with = sign_with
        .transpose()?
        .or_else(|| key.as_ref().filter(|key| key.is_private).map(|key| key.sign_with.clone()));
    let id = args.id.clone().or_else(|| slug_of(&name));
    let id = id.ok_or_else(|| CliError::from(init::Error::NoId { name: name.clone() }))?;
    let public = key.as_ref().map(|key| key.public.clone());
    let school = NewSchool { id, name, level, principal, email: args.email.clone(), key: public };
    Ok(Asked { school, sign_with, key })
}

fn level(context: &Context, args: &NewArgs, name: &str) -> Result<EducationLevel, CliError> {
    if let Some(level) = args.level.map(EducationLevel::from).or_else(|| level_of(name)) {
        return Ok(level);
    }
    let typed = context.ui.ask(&Message::AskLevel, "--level")?;
    let known = <LevelName as clap::ValueEnum>::from_str(&typed, true);
    known.map(EducationLevel::from).map_err(|_| CliError::usage(Message::NoLevel { typed }))
}

/// The principal's key: given, made now, asked for, or none for the time being.
fn key(context: &Context, args: &NewArgs) -> Result<Option<KeyFile>, CliError> {
    let path = match (&args.key, &args.new_key) {
        (Some(typed), _) if Named::is_meant(typed) => return Ok(Some(KeyFile::of_keyring(named(typed)?))),
        (Some(path), _) => Some(PathBuf::from(path)),
        (None, Some(path)) => {
            let path = context.folder.join(path);
            signing::generate(&path, args.email.as_deref().unwrap_or("caitien"))?;
            context.ui.talk(&Message::KeyMade { path: path.clone() });
            Some(path)
        }
        (None, None) if context.ui.is_interactive() => {
            let typed = context.ui.ask(&Message::AskKey, "--key")?;
            Some(PathBuf::from(typed)).filter(|path| !path.as_os_str().is_empty())
        }
        (None, None) => None,
    };
    Ok(path.map(|path| init::read_key(&context.folder.join(path))).transpose()?)
}

/// A school that was brought into a repository.
pub struct Introduced<'m> {
    pub made: &'m Made,
    pub asked: &'m Asked,
    pub is_repository_new: bool,
}

/// Says what was made and what comes next.
pub fn report(context: &Context, introduced: &Introduced<'_>) -> Result<Exit, CliError> {
    let made = introduced.made;
    if context.format == Format::Json {
        context.ui.json(&json::init::Made::of(made))?;
        return Ok(Exit::Yes);
    }
    let school = &introduced.asked.school;
    let mut lines = Vec::new();
    if introduced.is_repository_new {
        lines.push((Tone::Good, Message::MadeRepository { root: made.root.clone() }));
    }
    lines.push((Tone::Good, Message::MadeSchool { name: school.name.clone(), id: school.id.clone() }));
    if let Some(root) = made.trust_root {
        let root = Message::Root { fingerprint: root.grouped(), key: made.key.clone() };
        lines.push((Tone::Heading, root));
    } else {
        lines.push((Tone::Warn, Message::RootUnsigned { has_key: introduced.asked.key.is_some() }));
    }
    lines.push((Tone::Command, Message::Next { period: period_of(context.today()) }));
    let mut text = String::new();
    for (tone, message) in lines {
        text.push_str(&context.ui.paint(tone, &message.say(context.lang())));
        text.push('\n');
    }
    context.ui.answer(&text)?;
    Ok(Exit::Yes)
}

/// The school year that people plan for on this day: from April on it is the coming one.
pub(crate) fn period_of(today: Date) -> Option<Period> {
    let first = if today.month >= 4 { today.year } else { today.year.saturating_sub(1) };
    Period::new(first, first.saturating_add(1)).ok()
}

impl From<init::Error> for CliError {
    fn from(error: init::Error) -> Self {
        match error {
            init::Error::Git(error) => error.into(),
            init::Error::Commit(error) => error.into(),
            init::Error::Folder(error) => error.into(),
            init::Error::MakeFolder { ref source, .. } => {
                let cause = std::io::Error::new(source.kind(), source.to_string());
                CliError::usage(error).caused_by(&cause)
            }
            error => {
                let hint = advice(&error);
                let error = CliError::usage(error);
                match hint {
                    Some(hint) => error.hint(hint),
                    None => error,
                }
            }
        }
    }
}

/// The way forward from a refusal to make something.
#[derive(Clone, Debug)]
pub enum Advice {
    AddSchool,
    GoElsewhere,
    GiveId,
    PublicHalf { path: PathBuf },
}

fn advice(error: &init::Error) -> Option<Advice> {
    match error {
        init::Error::Already { .. } => Some(Advice::AddSchool),
        init::Error::InsideRepository { .. } | init::Error::Bare { .. } => Some(Advice::GoElsewhere),
        init::Error::InvalidId { .. } | init::Error::NoId { .. } | init::Error::SchoolExists { .. } => {
            Some(Advice::GiveId)
        }
        init::Error::NoPublicHalf { path } => Some(Advice::PublicHalf { path: path.clone() }),
        _ => None,
    }
}
