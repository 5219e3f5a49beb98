//! `caitien comment`: say something of an item or of the plan, answer, resolve; alone, list what was said.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::comment::{self as show, Stop};
use crate::cli::show::json;
use crate::cli::{Context, Format};
use crate::period::Period;
use crate::plan::ItemId;
use crate::plan::item::Anchor;
use crate::work::review::{self, Speaker, Where, Writing, answer, comment, list, resolve};

/// Comment on an item or on the whole plan; without words, list the comments
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The item's id and what you have to say; without an id, it is about the whole plan. A period names the plan
    #[arg(value_name = "WHAT")]
    pub words: Vec<String>,
    /// The comment that you answer, by its id or the beginning of it
    #[arg(long, value_name = "ID", conflicts_with = "resolve")]
    pub answer: Option<String>,
    /// The comment that needs nothing more; words say how
    #[arg(long, value_name = "ID")]
    pub resolve: Option<String>,
    /// Who speaks, by the id in school.toml; else whoever has git's e-mail address
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Say what would be written, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What the words mean.
struct Meant {
    item: Option<ItemId>,
    period: Option<Period>,
    text: String,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let meant = meant(&args.words)?;
    let place = Where {
        here: &context.folder,
        school: args.school.as_deref(),
        period: meant.period,
        item: meant.item,
        writing: if args.dry_run { Writing::Pretend } else { Writing::Write },
    };
    let now = context.stamp();
    let speaker = Speaker { by: args.by.as_deref(), now: &now };
    let said = match (&args.answer, &args.resolve) {
        (Some(id), _) => answer(&place, id, &meant.text, &speaker)?,
        (None, Some(id)) => resolve(&place, id, &meant.text, &speaker)?,
        (None, None) if meant.text.is_empty() && args.words.iter().all(|word| !word.trim().is_empty()) => {
            return listed(context, &place);
        }
        (None, None) => comment(&place, &meant.text, &speaker)?,
    };
    if context.format == Format::Json {
        context.ui.json(&json::comment::Answer::said(&said))?;
    } else {
        context.ui.answer(&show::said(&said, place.writing, &context.ui))?;
        show::advice(&said, &context.ui);
    }
    Ok(Exit::Yes)
}

fn listed(context: &Context, place: &Where<'_>) -> Result<Exit, CliError> {
    let listed = list(place)?;
    if context.format == Format::Json {
        context.ui.json(&json::comment::Answer::listed(&listed))?;
    } else {
        context.ui.answer(&show::listed(&listed, place.item, &context.ui))?;
    }
    Ok(Exit::Yes)
}

/// An id and a period may stand before what is said; all that follows is said, whether in quotes or not.
fn meant(words: &[String]) -> Result<Meant, CliError> {
    let mut meant = Meant { item: None, period: None, text: String::new() };
    let mut rest = words.iter().peekable();
    while let Some(word) = rest.peek() {
        let plain = word.trim().trim_start_matches("{#").trim_end_matches('}');
        match (plain.parse::<ItemId>(), plain.parse::<Period>()) {
            (Ok(id), _) if meant.item.is_none() => meant.item = Some(id),
            (_, Ok(period)) if meant.period.is_none() => meant.period = Some(period),
            _ => break,
        }
        rest.next();
    }
    if let Some(word) = rest.peek().filter(|word| looks_like_an_id(word)) {
        return Err(CliError::usage(Stop::NotAnId { word: (*word).clone() }));
    }
    meant.text = rest.cloned().collect::<Vec<_>>().join(" ");
    Ok(meant)
}

/// One word that was meant as the name of an item or a criterion, and is none of an item.
pub(super) fn looks_like_an_id(word: &str) -> bool {
    let letter = |rest: &str| rest.starts_with(|next: char| next.is_ascii_digit() || next == 'S');
    let is_word = !word.trim().contains(char::is_whitespace);
    let has_letter =
        ["w-", "t-", "m-", "a-"].iter().any(|start| word.strip_prefix(start).is_some_and(letter));
    is_word && (has_letter || word.parse::<Anchor>().is_ok())
}

impl From<review::Error> for CliError {
    fn from(error: review::Error) -> Self {
        use review::Error;
        match error {
            Error::Choice(error) => error.into(),
            Error::Folder(error) => error.into(),
            Error::Git(error) => error.into(),
            error @ Error::NotSaved { .. } => CliError::refused(error),
            error => CliError::usage(error),
        }
    }
}
