//! `caitien issue`: the clerk records number, date and the signed PDF after the approval.

use std::path::PathBuf;

use crate::approval::notice::Says;
use crate::cli::Context;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::notice::{self, About};
use crate::cli::show::notice::Stop;
use crate::date::Date;
use crate::period::Period;
use crate::reading::date::{Kind, read};
use crate::work::notices::hash_file;

/// Record the number, the date and the signed PDF of an approved plan; nothing in the plan changes
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub about: About,
    /// The document's number, such as 109/KH-MNTX
    #[arg(long, value_name = "NUMBER")]
    pub number: String,
    /// The day of issue, such as 7/9/2023
    #[arg(long, value_name = "DAY")]
    pub date: String,
    /// The signed and stamped PDF; only its SHA-256 is recorded
    #[arg(long, value_name = "FILE")]
    pub pdf: Option<PathBuf>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let place = notice::place(context, &args.about)?;
    let date = day(&args.date, place.meant.period)
        .ok_or_else(|| CliError::usage(Stop::NotADay { text: args.date.clone() }))?;
    let pdf = args.pdf.as_ref().map(|path| hash_file(&context.folder.join(path))).transpose()?;
    let says = Says::Issued { number: args.number.trim().to_owned(), date, pdf };
    notice::run(context, &args.about, &place, &says)
}

/// A day as people write it; a year that is missing is one of the plan's.
fn day(text: &str, period: Period) -> Option<Date> {
    if let Ok(date) = text.trim().parse() {
        return Some(date);
    }
    let schedule = read(text, Some(period));
    let one = schedule.start.filter(|start| schedule.kind == Kind::Range && schedule.end == Some(*start));
    one.filter(|_| !schedule.recurring)
}
