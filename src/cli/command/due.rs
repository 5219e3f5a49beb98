//! `caitien due`: what is overdue, due this week and this month, what names no day, and what waits for others.

use std::path::{Path, PathBuf};

use super::link::period;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::export::Told;
use crate::cli::show::tracking::{self as said, Stop};
use crate::cli::show::{due as show, json};
use crate::cli::{Context, Format};
use crate::export::sheet::Word;
use crate::work::export::{Existing, save};
use crate::work::tracking::due::{Whose, all, due, reminders};
use crate::work::tracking::{Where, Writing};

/// What is due: overdue, this week, this month, without a day, waiting for others
#[derive(Debug, clap::Args)]
pub struct Args {
    /// So many days ahead
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub days: u16,
    /// Only what I lead, by git's e-mail address or --by
    #[arg(long, conflicts_with = "lead")]
    pub mine: bool,
    /// Whose work, by the id in school.toml; together with --mine
    #[arg(long, value_name = "PERSON", requires = "mine")]
    pub by: Option<String>,
    /// Only what somebody leads: words of the plan, or a person's name or id
    #[arg(long, value_name = "NAME")]
    pub lead: Option<String>,
    /// Grouped by whoever leads it
    #[arg(long)]
    pub by_person: bool,
    /// Every school of the repository
    #[arg(long, conflicts_with_all = ["school", "to"])]
    pub all: bool,
    /// Reminders for a calendar
    #[arg(long, value_name = "KIND")]
    pub to: Option<To>,
    /// The file to write, or `-` to print it
    #[arg(short, long, value_name = "FILE|-", requires = "to")]
    pub output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "to")]
    pub force: bool,
    /// The plan; else that of the year in which today lies
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
}

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum To {
    Ics,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let at = Where {
        here: &context.folder,
        school: args.school.as_deref(),
        period: period(args.period.as_deref())?,
        today: context.today(),
        writing: Writing::Pretend,
    };
    let whose = match (&args.lead, args.mine) {
        (Some(lead), _) => Whose::Lead(lead),
        (None, true) => Whose::Mine { by: args.by.as_deref() },
        (None, false) => Whose::Everybody,
    };
    if args.to.is_some() {
        return calendar(context, args, (&at, whose));
    }
    let days = i64::from(args.days);
    let mut schools = Vec::new();
    let mut stopped = Vec::new();
    if args.all {
        for (id, told) in all(&at, whose, days)? {
            match told {
                Ok(school) => schools.push(school),
                Err(error) => stopped.push((id, error.say(context.lang()))),
            }
        }
    } else {
        schools.push(due(&at, whose, days)?);
    }
    schools.iter().for_each(|school| said::unread(&school.unread, &context.ui));
    for (id, detail) in &stopped {
        context.ui.talk(&Stop::School { id: id.clone(), detail: detail.clone() });
    }
    let exit = if stopped.is_empty() { Exit::Yes } else { Exit::Cannot };
    if context.format == Format::Json {
        let stopped = stopped.into_iter().map(|(school, detail)| json::due::Stopped { school, detail });
        context.ui.json(&json::due::Answer::new(&schools, stopped.collect(), (at.today, days)))?;
    } else {
        let order = if args.by_person { show::Order::Person } else { show::Order::Day };
        context.ui.answer(&show::human(&schools, (order, days), &context.ui))?;
    }
    Ok(exit)
}

fn calendar(context: &Context, args: &Args, (at, whose): (&Where<'_>, Whose<'_>)) -> Result<Exit, CliError> {
    let words = |word: Word| word.say(context.lang());
    let (school, made) = reminders(at, whose, &words)?;
    let told = Told::Calendar { events: made.events, recurring: made.recurring, unread: made.unread };
    if args.output.as_deref() == Some(Path::new("-")) {
        context.ui.file(made.text.as_bytes())?;
        context.ui.talk(&told);
        return Ok(Exit::Yes);
    }
    let name = || format!("den-han-{}-{}.ics", school.id, school.period).into();
    let path: PathBuf = args.output.clone().unwrap_or_else(name);
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let saved = save(&context.folder.join(&path), made.text.as_bytes(), existing)?;
    let path = path.display().to_string();
    if context.format == Format::Json {
        context.ui.json(&json::due::Calendar::new((&school, at.today), &made, &path))?;
        return Ok(Exit::Yes);
    }
    context.ui.say(&Told::Saved { path, bytes: made.text.len(), saved })?;
    context.ui.say(&told)?;
    Ok(Exit::Yes)
}
