//! `caitien check`: report what is wrong with plans and the files beside them.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::check::{self, Counts, NoContinuity};
use crate::cli::show::json;
use crate::cli::show::submit::EditedInReview;
use crate::cli::{Context, Format};
use crate::folder::PlanFile;
use crate::work::approved::Approvals;
use crate::work::check::run as check_files;
use crate::work::choice::{self, Choice};
use crate::work::submission;

/// Report what is wrong with plans and the files beside them
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file, a folder, a school or a period; everything where nothing is named
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    /// Only this school
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Exit with 1 for warnings too
    #[arg(long)]
    pub strict: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let format = context.format_among(&[Format::Human, Format::Json, Format::Github])?;
    let choice = Choice { here: &context.folder, words: &args.what, school: args.school.as_deref() };
    let lang = context.lang();
    let approvals = approvals(context, args);
    let counts = match format {
        Format::Json => {
            let made =
                check_files(&choice, &approvals, |file| (Counts::of(&file), check::wire(&file, lang)))?;
            let (counts, findings): (Vec<Counts>, Vec<_>) = made.into_iter().unzip();
            let counts: Counts = counts.into_iter().sum();
            context.ui.json(&json::check::Answer::new(counts, findings.into_iter().flatten().collect()))?;
            counts
        }
        _ => {
            let show = if format == Format::Github { check::github } else { check::human };
            let made = check_files(&choice, &approvals, |file| (Counts::of(&file), show(&file, lang)))?;
            for (_, text) in made.iter().filter(|(_, text)| !text.is_empty()) {
                context.ui.answer(text)?;
            }
            made.iter().map(|(counts, _)| *counts).sum()
        }
    };
    edited_in_review(context, &choice);
    context.ui.talk(&counts);
    let no = counts.errors > 0 || (args.strict && counts.warnings > 0);
    Ok(if no { Exit::No } else { Exit::Yes })
}

/// What is not found here is no finding: that the repository cannot be read is told by other means.
fn edited_in_review(context: &Context, choice: &Choice<'_>) {
    let Some(root) = choice::root(choice.here) else { return };
    let plans: Vec<PlanFile> =
        choice::plans(choice).into_iter().flatten().filter_map(|chosen| chosen.place).collect();
    for (plan, since) in submission::edited_in_review(&root, &plans).unwrap_or_default() {
        context.ui.talk(&EditedInReview { plan, since });
    }
}

/// The approvals that continuity is measured against. Where they cannot be read the rest is checked
/// all the same, and it is said.
fn approvals(context: &Context, args: &Args) -> Approvals {
    let Some(root) = choice::root(&context.folder) else { return Approvals::default() };
    Approvals::read(&root, args.school.as_deref()).unwrap_or_else(|error| {
        context.ui.talk(&NoContinuity { detail: error.to_string() });
        Approvals::default()
    })
}
