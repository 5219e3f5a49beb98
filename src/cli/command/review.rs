//! `caitien review`: what changed since you last looked, and what you think of it.

use super::comment::looks_like_an_id;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::comment::Stop;
use crate::cli::show::{json, review as show};
use crate::cli::{Context, Format};
use crate::period::Period;
use crate::plan::ItemId;
use crate::review::Says;
use crate::work::review::{Opinion, Speaker, Where, Writing, give, view};

/// Show what changed since you last looked at the plan; record that you looked, or what you think of it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An item's id, for that item alone; a period names the plan, else the newest
    #[arg(value_name = "WHAT")]
    pub words: Vec<String>,
    /// You agree with the item, or with the whole plan, as it reads now
    #[arg(long, value_name = "TEXT", num_args = 0..=1, default_missing_value = "", group = "opinion")]
    pub approve: Option<String>,
    /// You ask for changes
    #[arg(long, value_name = "TEXT", num_args = 0..=1, default_missing_value = "", group = "opinion")]
    pub request_changes: Option<String>,
    /// You looked, and have nothing to say
    #[arg(long, group = "opinion")]
    pub seen: bool,
    /// Who looks, by the id in school.toml; else whoever has git's e-mail address
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Say what would be recorded, write nothing
    #[arg(long, requires = "opinion")]
    pub dry_run: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    // Looking is not verifying.
    crate::git::trust_stored_hashes();
    let (item, period) = meant(&args.words)?;
    let place = Where {
        here: &context.folder,
        school: args.school.as_deref(),
        period,
        item,
        writing: if args.dry_run { Writing::Pretend } else { Writing::Write },
    };
    let now = context.stamp();
    let speaker = Speaker { by: args.by.as_deref(), now: &now };
    let Some(opinion) = opinion(args)? else {
        let view = view(&place, &speaker)?;
        if context.format == Format::Json {
            context.ui.json(&json::review::Answer::view(&view))?;
        } else {
            context.ui.answer(&show::view(&view, item, &context.ui))?;
        }
        return Ok(Exit::Yes);
    };
    let given = give(&place, &opinion, &speaker)?;
    if context.format == Format::Json {
        context.ui.json(&json::review::Answer::given(&given))?;
    } else {
        context.ui.answer(&show::given(&given, place.writing, &context.ui))?;
        show::advice(&given, &context.ui);
    }
    Ok(Exit::Yes)
}

fn opinion(args: &Args) -> Result<Option<Opinion<'_>>, CliError> {
    let (says, why) = match (&args.approve, &args.request_changes) {
        (Some(why), _) => (Says::Approve, why.as_str()),
        (None, Some(why)) => (Says::RequestChanges, why.as_str()),
        (None, None) if args.seen => (Says::Seen, ""),
        (None, None) => return Ok(None),
    };
    // What stands after the option is taken for the reason: an id there was meant as the item.
    let is_place = why.parse::<ItemId>().is_ok() || why.parse::<Period>().is_ok() || looks_like_an_id(why);
    if is_place {
        return Err(CliError::usage(Stop::PlaceAfterOption { word: why.to_owned(), says }));
    }
    Ok(Some(Opinion { says, why }))
}

fn meant(words: &[String]) -> Result<(Option<ItemId>, Option<Period>), CliError> {
    let (mut item, mut period) = (None, None);
    for word in words {
        let plain = word.trim().trim_start_matches("{#").trim_end_matches('}');
        match (plain.parse::<ItemId>(), plain.parse::<Period>()) {
            (Ok(id), _) if item.is_none() => item = Some(id),
            (_, Ok(named)) if period.is_none() => period = Some(named),
            _ => return Err(CliError::usage(Stop::NotAnId { word: word.clone() })),
        }
    }
    Ok((item, period))
}
