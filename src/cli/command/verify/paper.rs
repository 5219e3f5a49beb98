//! `caitien verify 'CAITIEN:…'`: hold the code of a printed copy against what is here.

use super::{human, json};
use crate::approval::Id;
use crate::approval::mark::Mark;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::bundle::{Differs, Stop, Told};
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::work::facts::Aside;
use crate::work::verify::{Roots, Scope, Wanted, examine_beside, said};

pub(super) fn run(context: &Context, word: &str, roots: &Roots) -> Result<Exit, CliError> {
    let wire = context.format_among(&[Format::Human, Format::Json])?;
    let mark: Mark = word.parse().map_err(|()| CliError::usage(Stop::NotAMark))?;
    let repo = Repo::open(&context.folder)?;
    let scope = Scope::Tag(mark.name.to_string());
    let examined = examine_beside(&repo, &Wanted { scope: &scope, roots, aside: &Aside::default() })?;
    let Some(one) = examined.judged.first() else { return Ok(Exit::No) };
    let id = Id::from(one.id);
    let statement = said(&repo, &one.tag, id)?;
    let differs = match statement {
        _ if id != mark.tag => Some(Differs::Tag),
        Some(statement) if statement.content.plan != mark.plan => Some(Differs::Plan),
        Some(statement) if statement.root == mark.root => None,
        _ => Some(Differs::Root),
    };
    if let Some(what) = differs {
        return Err(CliError::refused(Stop::OtherPaper { name: mark.name, what }));
    }
    match wire {
        Format::Json => context.ui.json(&json::verdict::Answer::new(&examined, context.lang()))?,
        _ => {
            context.ui.say(&Told::SamePaper)?;
            human(context, &examined, None)?;
        }
    }
    Ok(if one.verdict.is_good() { Exit::Yes } else { Exit::No })
}
