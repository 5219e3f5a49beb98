//! `caitien resolve`: choose between two versions where two people changed the same words.

use super::link::period;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::{json, resolve as show};
use crate::cli::{Context, Format};
use crate::merge::choose::Pick;
use crate::work::resolve::{Error, Waiting, Where, Which, decided, find, waiting, write};

/// Choose between two versions where two people changed the same words
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The item's id, or the number in the list; without one, what is open is listed, or asked one by one
    #[arg(value_name = "CONFLICT")]
    pub item: Option<String>,
    /// Only this field of the item
    #[arg(long, value_name = "LABEL", requires = "item")]
    pub field: Option<String>,
    /// What was written here
    #[arg(long, requires = "item", conflicts_with_all = ["theirs", "both"])]
    pub mine: bool,
    /// What came from the other side
    #[arg(long, requires = "item", conflicts_with = "both")]
    pub theirs: bool,
    /// Keep both, where the field allows it
    #[arg(long, requires = "item")]
    pub both: bool,
    /// The plan's period, where there are several
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Say what would be chosen, write nothing
    #[arg(long, requires = "item")]
    pub dry_run: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let place = Where {
        here: &context.folder,
        school: args.school.as_deref(),
        period: period(args.period.as_deref())?,
    };
    let all = waiting(&place)?;
    let pick = match (args.mine, args.theirs, args.both) {
        (true, _, _) => Some(Pick::Mine),
        (_, true, _) => Some(Pick::Theirs),
        (_, _, true) => Some(Pick::Both),
        _ => None,
    };
    let Some(item) = &args.item else { return list(context, &place, &all) };
    let pick = pick.ok_or_else(|| CliError::usage(show::Stop::NoPick { item: item.clone() }))?;
    let places = find(&all, &Which { item, field: args.field.as_deref() })?;
    let Some(plan) = places.first().and_then(|(plan, _)| all.get(*plan)) else { return Ok(Exit::No) };
    let places: Vec<usize> = places.iter().map(|(_, at)| *at).collect();
    let text = decided(plan, &places, pick)?;
    if !args.dry_run {
        write(plan, &text)?;
    }
    let chosen = show::Chosen { plan, places: &places, pick, written: !args.dry_run };
    let left = if args.dry_run { all.clone() } else { waiting(&place)? };
    if context.format == Format::Json {
        context.ui.json(&json::resolve::Answer::new(&left, Some(&chosen)))?;
    } else {
        context.ui.answer(&show::chosen(&chosen, count(&left), &context.ui))?;
    }
    Ok(if left.is_empty() { Exit::Yes } else { Exit::No })
}

fn count(all: &[Waiting]) -> usize {
    all.iter().map(|waiting| waiting.open.len()).sum()
}

fn list(context: &Context, place: &Where<'_>, all: &[Waiting]) -> Result<Exit, CliError> {
    if context.format == Format::Json {
        context.ui.json(&json::resolve::Answer::new(all, None))?;
    } else if context.ui.is_interactive() && !all.is_empty() {
        return ask(context, place);
    } else {
        context.ui.answer(&show::list(all, &context.ui))?;
    }
    Ok(if all.is_empty() { Exit::Yes } else { Exit::No })
}

/// One after the other; what is passed over stays open.
fn ask(context: &Context, place: &Where<'_>) -> Result<Exit, CliError> {
    let mut passed = 0;
    loop {
        let all = waiting(place)?;
        let places = all.iter().flat_map(|plan| (0..plan.open.len()).map(move |at| (plan, at)));
        let Some((plan, at)) = places.into_iter().nth(passed) else {
            context.ui.answer(&show::left(count(&all), &context.ui))?;
            return Ok(if all.is_empty() { Exit::Yes } else { Exit::No });
        };
        let Some(one) = plan.open.get(at) else { return Ok(Exit::No) };
        context.ui.answer(&show::one(plan, one, (passed + 1, &context.ui)))?;
        let answer = context.ui.ask(&show::Question { both: one.allows_both() }, "--mine")?;
        let pick = match answer.as_str() {
            "1" => Pick::Mine,
            "2" => Pick::Theirs,
            "3" => Pick::Both,
            _ => {
                passed += 1;
                continue;
            }
        };
        match decided(plan, &[at], pick) {
            Ok(text) => write(plan, &text)?,
            Err(error @ Error::Stuck { .. }) => {
                context.ui.error(&error.into());
                passed += 1;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Choice(error) => error.into(),
            Error::Folder(error) => error.into(),
            Error::Stuck { .. } => CliError::refused(error).hint(show::Stop::InEditor),
            Error::NoSuch { .. } => CliError::usage(error).hint(show::Stop::List),
            Error::Several { .. } => CliError::usage(error).hint(show::Stop::NamePlan),
        }
    }
}
