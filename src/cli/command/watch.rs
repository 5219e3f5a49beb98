//! `caitien watch`: follow edits and say at each save what changed.

use std::path::PathBuf;
use std::time::Duration;

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::{json, watch as show};
use crate::cli::{Context, Format};
use crate::git;
use crate::watch::{Means, POLLING, Save, Scope, Watch};
use crate::work::unsaved::Keeper;
use crate::work::watch::{Answer, Follower, TREE, is_wanted};

/// Follow edits and say at each save what changed
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Wait for the first save, answer it and end
    #[arg(long)]
    pub once: bool,
    /// Look from time to time instead of waiting for the system's reports
    #[arg(long)]
    pub poll: bool,
    /// Keep what is not saved yet at each change, so that `recover` can bring it back
    #[arg(long)]
    pub autosave: bool,
    /// How often to look, in milliseconds
    #[arg(long, value_name = "MS", requires = "poll", value_parser = clap::value_parser!(u64).range(10..))]
    pub interval: Option<u64>,
}

/// What is said beside the answers.
#[derive(Clone, Debug)]
pub enum Talk {
    Following {
        folder: PathBuf,
        means: Means,
    },
    /// What is not saved is kept from now on.
    Keeping,
    Ended,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let format = context.format_among(&[Format::Human, Format::Json])?;
    let root = git::Repo::open(&context.folder)?.root().to_path_buf();
    // Watching begins first: a save while the rest is read is heard all the same.
    let mut watch = Watch::start(Scope { root: &root, tree: TREE, wanted: is_wanted }, means(args))?;
    watch.stop_at_interrupt()?;
    let mut follower = Follower::new(&root)?;
    // The approvals are judged; from now on it only looks.
    git::trust_stored_hashes();
    let mut keeper = if args.autosave { Some(Keeper::new(&root)?) } else { None };
    context.ui.talk(&Talk::Following { folder: root.clone(), means: watch.means() });
    if let Some(keeper) = &mut keeper {
        keeper.keep(context.moment())?;
        context.ui.talk(&Talk::Keeping);
    }
    while let Some(saves) = watch.next_saves() {
        if let Some(keeper) = &mut keeper {
            keep(context, keeper, &saves);
        }
        let mut answered = false;
        for save in saves {
            match follower.answer(&save.path, save.content) {
                Ok(answers) => answered |= tell(context, format, &answers)?,
                // One file that cannot be compared must not end the watch over the others.
                Err(error) => context.ui.error(&error.into()),
            }
        }
        if args.once && answered {
            return Ok(Exit::Yes);
        }
    }
    context.ui.talk(&Talk::Ended);
    Ok(Exit::Yes)
}

/// Keeps first, tells afterwards. What cannot be kept now is tried again at the next change.
fn keep(context: &Context, keeper: &mut Keeper, saves: &[Save]) {
    saves.iter().for_each(|save| keeper.note(&save.path, &save.content));
    if let Err(error) = keeper.keep(context.moment()) {
        context.ui.error(&error.into());
    }
}

fn means(args: &Args) -> Means {
    match (args.poll, args.interval) {
        (false, _) => Means::Events,
        (true, None) => POLLING,
        (true, Some(interval)) => Means::Polling(Duration::from_millis(interval)),
    }
}

/// Says the answers of one save; false where there is none.
fn tell(context: &Context, format: Format, answers: &[Answer]) -> Result<bool, CliError> {
    for answer in answers {
        match format {
            Format::Json => context.ui.json_line(&json::watch::Answer::new(answer, context.lang()))?,
            _ => context.ui.answer(&show::render(answer, &context.ui))?,
        }
    }
    Ok(!answers.is_empty())
}
