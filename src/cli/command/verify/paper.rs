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

/// Reads the words of a code.
pub(super) fn read(word: &str) -> Result<Mark, CliError> {
    word.parse().map_err(|()| CliError::usage(Stop::NotAMark))
}

/// The approval that is here must be the one on paper.
pub(super) fn compare(paper: &Mark, here: &Mark) -> Result<(), CliError> {
    let what = if paper.name != here.name || paper.tag != here.tag {
        Differs::Tag
    } else if paper.plan != here.plan {
        Differs::Plan
    } else if paper.root != here.root {
        Differs::Root
    } else {
        return Ok(());
    };
    Err(CliError::refused(Stop::OtherPaper { name: here.name.clone(), what }))
}

pub(super) fn run(context: &Context, mark: &Mark, roots: &Roots) -> Result<Exit, CliError> {
    let wire = context.format_among(&[Format::Human, Format::Json])?;
    let repo = Repo::open(&context.folder)?;
    let scope = Scope::Tag(mark.name.to_string());
    let examined = examine_beside(&repo, &Wanted { scope: &scope, roots, aside: &Aside::default() })?;
    let Some(one) = examined.judged.first() else { return Ok(Exit::No) };
    let id = Id::from(one.id);
    let name = mark.name.clone();
    let Some(statement) = said(&repo, &one.tag, id)? else {
        return Err(CliError::refused(Stop::OtherPaper { name, what: Differs::Tag }));
    };
    compare(mark, &Mark { name, tag: id, plan: statement.content.plan, root: statement.root })?;
    match wire {
        Format::Json => context.ui.json(&json::verdict::Answer::new(&examined, context.lang()))?,
        _ => {
            context.ui.say(&Told::SamePaper)?;
            human(context, &examined, (None, None))?;
        }
    }
    Ok(if one.verdict.is_good() { Exit::Yes } else { Exit::No })
}
