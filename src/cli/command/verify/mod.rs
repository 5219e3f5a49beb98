//! `caitien verify`: judge approvals: who signed what, and whether it still holds.

mod file;
mod paper;

use std::path::PathBuf;

use crate::approval::mark::{Mark, is_mark};
use crate::approval::roots as list;
use crate::approval::{ApprovalName, Hash};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::bundle::{self as shown, Stop};
use crate::cli::show::verdict::{Note, render};
use crate::cli::show::{approval, json};
use crate::cli::{Context, Format};
use crate::folder;
use crate::git::Repo;
use crate::period::Period;
use crate::work::everything::{Standing, standings};
use crate::work::facts::Aside;
use crate::work::notices::{PdfAnswer, hash_file, look_up};
use crate::work::verify::{Examined, Roots, Scope, Wanted, examine_beside};

/// Judge approvals: who signed what, and whether it still holds
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Tags, periods or schools; files made by `bundle` or `publish`; every approval where nothing is named
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    /// Everything, for CI: also fail where a school's record is not in order, or its root is not trusted
    #[arg(long, conflicts_with_all = ["what", "school"])]
    pub all: bool,
    /// The school whose periods are meant
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// A root's fingerprint to trust for this call
    #[arg(long, value_name = "FINGERPRINT")]
    pub root: Vec<String>,
    /// Is this the PDF that was recorded when the plan was issued?
    #[arg(long, value_name = "FILE")]
    pub pdf: Option<PathBuf>,
    /// A list of trusted roots: on each line a school and its fingerprint
    #[arg(long, value_name = "FILE")]
    pub roots: Option<PathBuf>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let roots = trusted(context, args)?;
    let (marks, words): (Vec<String>, Vec<String>) =
        args.what.iter().cloned().partition(|word| is_mark(word));
    let marks = marks.iter().map(|word| paper::read(word)).collect::<Result<Vec<Mark>, CliError>>()?;
    if let Some(files) = file::files(context, &words)? {
        return file::run(context, &files, (&roots, &marks));
    }
    if let Some(mark) = marks.first() {
        return match words.first() {
            None if marks.len() == 1 => paper::run(context, mark, &roots),
            _ => Err(CliError::usage(Stop::OnePaper)),
        };
    }
    let wire = context.format_among(&[Format::Human, Format::Json])?;
    let repo = Repo::open(&context.folder)?;
    let mut examined = Examined::nothing();
    for scope in scopes(&repo, args)? {
        let one = examine_beside(&repo, &Wanted { scope: &scope, roots: &roots, aside: &Aside::default() })?;
        examined.join(one, |name| in_period(name, args));
    }
    let standings = if args.all { Some(standings(&repo, &roots)?) } else { None };
    let pdf = args.pdf.as_ref().map(|path| hash_file(&context.folder.join(path))).transpose()?;
    let pdf = pdf.map(|hash| look_up(&examined.judged, hash));
    match wire {
        Format::Json => {
            let answer = json::verdict::Answer::new(&examined, context.lang());
            let answer = answer.with_pdf(pdf.as_ref(), context.lang());
            context.ui.json(&answer.with_schools(standings.as_deref(), context.lang()))?;
        }
        _ => human(context, &examined, (standings.as_deref(), pdf.as_ref()))?,
    }
    let all_stand = standings.is_none_or(|all| {
        let is_fine = all.iter().all(|one| one.problem.is_none());
        is_fine && !(all.is_empty() && examined.judged.is_empty())
    });
    let is_yes = holds(&examined, args) && pdf.is_none_or(|pdf| pdf.is_yes()) && all_stand;
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

fn human(
    context: &Context,
    examined: &Examined,
    (standings, pdf): (Option<&[Standing]>, Option<&PdfAnswer>),
) -> Result<(), CliError> {
    if let Some(standings) = standings {
        context.ui.answer(&shown::standings(standings, &examined.judged, &context.ui))?;
    }
    let is_nothing = examined.judged.is_empty() && examined.strays.is_empty();
    match is_nothing {
        true => context.ui.talk(&Note::Nothing),
        false => context.ui.answer(&render(&examined.judged, &examined.strays, &context.ui))?,
    }
    if let Some(pdf) = pdf {
        context.ui.say(pdf)?;
    }
    if !is_nothing {
        total(context, examined);
    }
    Ok(())
}

/// What is said below the verdicts.
fn total(context: &Context, examined: &Examined) {
    let all = examined.judged.len();
    if all > 0 {
        let good = examined.judged.iter().filter(|one| one.verdict.is_good()).count();
        context.ui.talk(&Note::Total { good, all });
    }
    if !examined.remembered {
        context.ui.talk(&Note::NotRemembered);
    }
    context.ui.talk(&Note::Internal);
}

/// The roots that are trusted for this call.
fn trusted(context: &Context, args: &Args) -> Result<Roots, CliError> {
    let given = roots(&args.root)?;
    let Some(path) = &args.roots else { return Ok(Roots { given, ..Roots::default() }) };
    let text = folder::read_text(&context.folder.join(path))?;
    let flawed = |flaw| CliError::usage(Stop::Roots { path: path.clone(), flaw });
    Ok(Roots { given, listed: Some(list::read(&text).map_err(flawed)?) })
}

/// Fingerprints as people copy them.
pub(in crate::cli) fn roots(typed: &[String]) -> Result<Vec<Hash>, CliError> {
    let read = |text: &String| {
        let unknown = || CliError::usage(approval::Stop::NotAFingerprint { text: text.clone() });
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
