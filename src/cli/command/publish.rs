//! `caitien publish`: a shortened plan, whose items each prove that they belong to the approved one.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::cli::command::bundle::{Force, Place, period, save, school, tell};
use crate::cli::command::verify::roots;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::bundle::{Stop, Told};
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::plan::item::ItemId;
use crate::work::bundle::{Wanted, make, open};
use crate::work::verify::Roots;

/// Make chosen items of an approved plan public, each with its proof, without the rest
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The period of the plan
    #[arg(value_name = "PERIOD")]
    pub period: String,
    /// The ids of the items, with commas between them
    #[arg(long, value_name = "ITEM", value_delimiter = ',', required = true)]
    pub items: Vec<String>,
    /// The school of the plan
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// The file to write; named after school, period and version where none is named
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
    /// A root's fingerprint to trust for this call
    #[arg(long, value_name = "FINGERPRINT")]
    pub root: Vec<String>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let roots = Roots { given: roots(&args.root)?, ..Roots::default() };
    let items = args.items.iter().map(|word| item(word)).collect::<Result<BTreeSet<ItemId>, CliError>>()?;
    let repo = Repo::open(&context.folder)?;
    let school = school(context, args.school.as_deref())?;
    let period = Some(period(&args.period)?);
    let made = make(&repo, &Wanted { school: &school, period, items: Some(&items), roots: &roots })?;
    let name = &made.head.approval;
    let usual = PathBuf::from(format!("{}-{}-v{}-cong-khai.caitien", name.school, name.period, name.version));
    let output = args.output.as_deref().unwrap_or(&usual);
    let path = save(context, &made, &Place { output: Some(output), force: Force::of(args.force) })?;
    tell(context, &made, &path)?;
    let about = open(&made.bytes, None)?.about()?;
    let all = about.map_or(0, |about| about.items);
    context.ui.talk(&Told::Withheld { shown: items.len(), all });
    Ok(Exit::Yes)
}

fn item(word: &str) -> Result<ItemId, CliError> {
    let bare = word.trim().trim_start_matches("{#").trim_end_matches('}');
    bare.parse().map_err(|()| CliError::usage(Stop::NotAnItem { word: word.to_owned() }))
}
