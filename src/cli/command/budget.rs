//! `caitien budget`: money planned, spent and left, by source and by standard.

use std::path::{Path, PathBuf};

use super::link::period;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::export::Told;
use crate::cli::show::tracking as said;
use crate::cli::show::{budget as show, json};
use crate::cli::{Context, Format};
use crate::export::sheet::{self, Word};
use crate::tracking::money::Money;
use crate::work::export::{Existing, save};
use crate::work::tracking::budget::{budget, years};
use crate::work::tracking::{Desk, Where, Writing};

/// Money planned, spent and left, by source and by standard
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan; else that of the year in which today lies
    #[arg(value_name = "PERIOD")]
    pub period: Option<String>,
    /// Every plan of the school, one year a line
    #[arg(long, conflicts_with_all = ["period", "to"])]
    pub years: bool,
    /// As a table for people who count
    #[arg(long, value_name = "KIND")]
    pub to: Option<To>,
    /// The file to write, or `-` to print it
    #[arg(short, long, value_name = "FILE|-", requires = "to")]
    pub output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "to")]
    pub force: bool,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
}

/// The kind of file; its name is the file's ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum To {
    Csv,
    Xlsx,
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
    if args.years {
        return all(context, &at);
    }
    let (desk, money) = budget(&at)?;
    said::unread(&desk.unread, &context.ui);
    match args.to {
        Some(to) => file(context, (args, to), (&desk, &money))?,
        None if context.format == Format::Json => {
            context.ui.json(&json::budget::Answer::new(&desk, &money))?;
        }
        None => context.ui.answer(&show::human(&desk, &money, &context.ui))?,
    }
    Ok(Exit::Yes)
}

fn all(context: &Context, at: &Where<'_>) -> Result<Exit, CliError> {
    let years = years(at)?;
    years.iter().for_each(|(desk, _)| said::unread(&desk.unread, &context.ui));
    if context.format == Format::Json {
        context.ui.json(&json::budget::Years::new(&years))?;
    } else {
        context.ui.answer(&show::years(&years, &context.ui))?;
    }
    Ok(Exit::Yes)
}

fn file(context: &Context, (args, to): (&Args, To), (desk, money): (&Desk, &Money)) -> Result<(), CliError> {
    let words = |word: Word| word.say(context.lang());
    let title = show::title(desk, context.lang());
    let book = money.workbook(&title, &desk.record.school.name, &words);
    let (bytes, ending) = match (to, book.sheets.first()) {
        (To::Csv, Some(sheet)) => (sheet::csv::text(sheet), "csv"),
        _ => (sheet::xlsx::bytes(&book)?, "xlsx"),
    };
    if args.output.as_deref() == Some(Path::new("-")) {
        return context.ui.file(&bytes);
    }
    let name = || format!("kinh-phi-{}-{}.{ending}", desk.school.id, desk.place.period).into();
    let path: PathBuf = args.output.clone().unwrap_or_else(name);
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let saved = save(&context.folder.join(&path), &bytes, existing)?;
    let path = path.display().to_string();
    if context.format == Format::Json {
        return context.ui.json(&json::budget::File::new(desk, &path, bytes.len()));
    }
    context.ui.say(&Told::Saved { path, bytes: bytes.len(), saved })
}
