//! `caitien verify`: judge approvals: who signed what, and whether it still holds.

use std::path::PathBuf;

use crate::approval::{ApprovalName, Hash};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::approval::Stop;
use crate::cli::show::json;
use crate::cli::show::verdict::{Note, render};
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::period::Period;
use crate::work::notices::{PdfAnswer, hash_file, look_up};
use crate::work::verify::{Examined, Scope, examine};

/// Judge approvals: who signed what, and whether it still holds
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Tags, periods or schools; every approval where nothing is named
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    /// The school whose periods are meant
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// A root's fingerprint to trust for this call
    #[arg(long, value_name = "FINGERPRINT")]
    pub root: Vec<String>,
    /// Is this the PDF that was recorded when the plan was issued?
    #[arg(long, value_name = "FILE")]
    pub pdf: Option<PathBuf>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let wire = context.format_among(&[Format::Human, Format::Json])?;
    let roots = roots(&args.root)?;
    let repo = Repo::open(&context.folder)?;
    let mut examined = Examined::nothing();
    for scope in scopes(&repo, args)? {
        examined.join(examine(&repo, &scope, &roots)?, |name| in_period(name, args));
    }
    let pdf = args.pdf.as_ref().map(|path| hash_file(&context.folder.join(path))).transpose()?;
    let pdf = pdf.map(|hash| look_up(&examined.judged, hash));
    match wire {
        Format::Json => {
            context.ui.json(&json::verdict::Answer::new(&examined, pdf.as_ref(), context.lang()))?;
        }
        _ => human(context, &examined, pdf.as_ref())?,
    }
    let is_yes = holds(&examined, args) && pdf.is_none_or(|pdf| pdf.is_yes());
    Ok(if is_yes { Exit::Yes } else { Exit::No })
}

/// Does all hold that was asked about? Of an approval that was asked for by its tag, only itself; otherwise its notices
/// too, because one that does not hold should not be there.
fn holds(examined: &Examined, args: &Args) -> bool {
    let Examined { judged, strays, .. } = examined;
    // What was asked for by name and was never approved is not valid either.
    let is_missing = judged.is_empty() && strays.is_empty() && !args.what.is_empty();
    let by_tag = !args.what.is_empty() && args.what.iter().all(|word| word.contains('/'));
    let approvals = judged.iter().all(|one| one.verdict.is_good());
    let beside = by_tag || judged.iter().flat_map(|one| &one.notices).all(|one| one.verdict.is_good());
    approvals && beside && strays.iter().all(|one| one.verdict.is_good()) && !is_missing
}

fn human(context: &Context, examined: &Examined, pdf: Option<&PdfAnswer>) -> Result<(), CliError> {
    let all = examined.judged.len();
    if all == 0 && examined.strays.is_empty() {
        context.ui.talk(&Note::Nothing);
    } else {
        context.ui.answer(&render(examined, &context.ui))?;
    }
    if let Some(pdf) = pdf {
        context.ui.say(pdf)?;
    }
    if all > 0 {
        let good = examined.judged.iter().filter(|one| one.verdict.is_good()).count();
        context.ui.talk(&Note::Total { good, all });
    }
    if !examined.remembered {
        context.ui.talk(&Note::NotRemembered);
    }
    context.ui.talk(&Note::Internal);
    Ok(())
}

/// Fingerprints as people copy them.
pub(in crate::cli) fn roots(typed: &[String]) -> Result<Vec<Hash>, CliError> {
    let read = |text: &String| {
        let unknown = || CliError::usage(Stop::NotAFingerprint { text: text.clone() });
        Hash::parse_typed(text).ok_or_else(unknown)
    };
    typed.iter().map(read).collect()
}

/// What each word means: `approved/…` is a tag, `2023-2024` a period, anything else a school, and
/// where there is no such school, a tag of another name.
fn scopes(repo: &Repo, args: &Args) -> Result<Vec<Scope>, CliError> {
    let all = args.school.clone().map_or(Scope::All, Scope::School);
    let mut scopes = Vec::new();
    for word in &args.what {
        scopes.push(match (word.parse::<Period>(), &args.school) {
            (Ok(period), Some(school)) => Scope::Plan { school: school.clone(), period },
            (Ok(_), None) => Scope::All,
            (Err(_), _) if is_tag(repo, word)? => Scope::Tag(word.clone()),
            (Err(_), _) => Scope::School(word.clone()),
        });
    }
    Ok(if scopes.is_empty() { vec![all] } else { scopes })
}

fn is_tag(repo: &Repo, word: &str) -> Result<bool, CliError> {
    let name = word.strip_prefix("refs/tags/").unwrap_or(word);
    Ok(name.contains('/') || repo.reference(&format!("refs/tags/{name}"))?.is_some())
}

/// Without a school, a period means the plans of that period in every school.
fn in_period(name: Option<&ApprovalName>, args: &Args) -> bool {
    let mut periods = args.what.iter().filter_map(|word| word.parse::<Period>().ok()).peekable();
    let only_periods = args.what.iter().all(|word| word.parse::<Period>().is_ok());
    let named = name.map(|name| name.period);
    periods.peek().is_none() || !only_periods || periods.any(|period| named == Some(period))
}
