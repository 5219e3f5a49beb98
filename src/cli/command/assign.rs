//! `caitien assign`: say who drafts which part of the plan; without a person, list it.
//!
//! What is assigned stands in the school's record, so giving out work is a change of that record: the principal, or a
//! deputy who may change it, signs.

use super::trust::amendment::{Asked, Assign};
use super::trust::change;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::json;
use crate::cli::ui::Tone;
use crate::cli::{Context, Format};
use crate::plan::item::CriterionId;
use crate::work::parts::{self, Assigned, Error};

/// Say who drafts which part of the plan; without a person, list it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The person's id in school.toml; without one, what was assigned is listed
    #[arg(value_name = "PERSON", requires = "parts")]
    pub person: Option<String>,
    /// Standards (1) and criteria (1.5) that are added to what the person drafts
    #[arg(value_name = "PART")]
    pub parts: Vec<String>,
    /// Take these away from the person instead
    #[arg(long, requires = "person")]
    pub take: bool,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// The key that signs the change: a file, `agent`, or `openpgp:` or `x509:` with a fingerprint
    #[arg(long, value_name = "KEY", requires = "person")]
    pub key: Option<String>,
    /// Say what would change and who would have to sign it, change nothing
    #[arg(long, requires = "person")]
    pub dry_run: bool,
    /// Do not ask for confirmation
    #[arg(short, long, requires = "person")]
    pub yes: bool,
}

/// What is said of the parts.
#[derive(Clone, Debug)]
pub enum Told {
    Head {
        school: String,
    },
    /// Nothing was assigned to anybody.
    Nothing,
    Person {
        id: String,
        name: String,
        standards: Vec<u8>,
        criteria: Vec<String>,
    },
    Nobodys {
        period: String,
        criteria: Vec<(CriterionId, String)>,
    },
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let Some(person) = &args.person else { return list(context, args) };
    let asked = Assign { person: person.clone(), parts: args.parts.clone(), take: args.take };
    let change = change::Args {
        asked: Asked::Assign(asked),
        school: args.school.clone(),
        key: args.key.clone(),
        dry_run: args.dry_run,
        yes: args.yes,
        recover: false,
    };
    change::run(context, &change)
}

fn list(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let assigned = parts::assigned(&context.folder, args.school.as_deref())?;
    if context.format == Format::Json {
        context.ui.json(&json::parts::Answer::new(&assigned))?;
        return Ok(Exit::Yes);
    }
    let lang = context.lang();
    let lines: Vec<String> = told(&assigned).iter().map(|told| told.say(lang)).collect();
    let mut lines = lines.into_iter();
    let head = lines.next().map(|line| context.ui.paint(Tone::Heading, &line));
    context.ui.answer(&head.into_iter().chain(lines).collect::<Vec<_>>().join("\n"))?;
    Ok(Exit::Yes)
}

fn told(assigned: &Assigned) -> Vec<Told> {
    let mut told = vec![Told::Head { school: assigned.school.clone() }];
    if assigned.people.is_empty() {
        told.push(Told::Nothing);
        return told;
    }
    told.extend(assigned.people.iter().map(|person| Told::Person {
        id: person.id.clone(),
        name: person.name.clone(),
        standards: person.standards.clone(),
        criteria: person.criteria.clone(),
    }));
    if let Some(period) = assigned.period.filter(|_| !assigned.nobodys.is_empty()) {
        told.push(Told::Nobodys { period: period.to_string(), criteria: assigned.nobodys.clone() });
    }
    told
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Choice(error) => error.into(),
            Error::Folder(error) => error.into(),
        }
    }
}
