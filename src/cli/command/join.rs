//! `caitien join`: a first copy of the school's repository.

use std::path::PathBuf;

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::json;
use crate::cli::ui::Tone;
use crate::cli::{Context, Format};
use crate::work::join::{Error, Joined, join};

/// Get a first copy of the school's repository
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An address, a shared folder, or a `.bundle` file on a stick
    #[arg(value_name = "WHERE")]
    pub place: String,
    /// Into which folder; else named after the place
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// What is told.
#[derive(Clone, Debug)]
pub enum Told {
    Joined {
        root: PathBuf,
    },
    Schools {
        schools: Vec<String>,
        plans: usize,
    },
    /// There is no school in it.
    NoSchools,
    Next {
        root: PathBuf,
    },
    WhoAreYou,
    /// Choose another folder.
    OtherFolder,
    /// Somebody has to send the first copy.
    SendFirst,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let program = context.program_path();
    let joined = join(&context.folder, &args.place, args.folder.as_deref(), program.as_deref())?;
    if context.format == Format::Json {
        context.ui.json(&json::join::Answer::new(&joined))?;
    } else {
        context.ui.answer(&told(context, &joined))?;
    }
    Ok(Exit::Yes)
}

fn told(context: &Context, joined: &Joined) -> String {
    let (root, lang) = (joined.root.clone(), context.lang());
    let mut lines = vec![context.ui.paint(Tone::Good, &Told::Joined { root: root.clone() }.say(lang))];
    let (schools, plans) = (joined.schools.clone(), joined.plans);
    let found = if schools.is_empty() { Told::NoSchools } else { Told::Schools { schools, plans } };
    lines.push(found.say(lang));
    if !joined.knows_me {
        lines.push(context.ui.paint(Tone::Warn, &Told::WhoAreYou.say(lang)));
    }
    lines.push(Told::Next { root }.say(lang));
    lines.join("\n")
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Remote(error) => error.into(),
            Error::Git(error) => error.into(),
            Error::Folder(error) => error.into(),
            Error::NotEmpty { .. } => CliError::refused(error).hint(Told::OtherFolder),
            Error::NoName { .. } => CliError::usage(error).hint(Told::OtherFolder),
            Error::Empty { .. } => CliError::usage(error).hint(Told::SendFirst),
        }
    }
}
