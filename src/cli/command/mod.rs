//! The commands: one verb per file, with its arguments and `run`.
//!
//! Each has a visible Vietnamese alias without diacritics. Doc comments of the arguments are the
//! English help; `lang/vi/help.rs` holds the Vietnamese one.

pub mod account;
pub mod approve;
pub mod assign;
pub mod budget;
pub mod bundle;
pub mod check;
pub mod comment;
pub mod demo;
pub mod diff;
pub mod driver;
pub mod due;
pub mod evidence;
pub mod explain;
pub mod export;
pub mod format;
pub mod history;
pub mod hook;
pub mod import;
pub mod init;
pub mod issue;
pub mod join;
pub mod link;
pub mod new;
pub mod petition;
pub mod progress;
pub mod publish;
pub mod receive;
pub mod recover;
pub mod remember;
pub mod report;
pub mod resolve;
pub mod review;
pub mod save;
pub mod school;
pub mod show;
pub mod status;
pub mod submit;
pub mod sync;
pub mod trust;
pub mod unlink;
pub mod update;
pub mod util;
pub mod verify;
pub mod watch;
pub mod withdraw;

use super::Context;
use super::error::CliError;
use super::exit::Exit;

/// What the program can be asked to do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    #[command(visible_alias = "khoi-tao")]
    Init(init::Args),
    #[command(visible_alias = "lap-moi")]
    New(new::Args),
    #[command(visible_alias = "nhap")]
    Import(import::Args),
    #[command(visible_alias = "dinh-dang")]
    Format(format::Args),
    #[command(visible_alias = "kiem-tra")]
    Check(check::Args),
    #[command(visible_alias = "giai-thich")]
    Explain(explain::Args),
    #[command(visible_alias = "xem")]
    Show(show::Args),
    #[command(visible_alias = "xuat")]
    Export(export::Args),
    #[command(visible_alias = "luu")]
    Save(save::Args),
    #[command(visible_alias = "dong-bo")]
    Sync(sync::Args),
    #[command(visible_alias = "tham-gia")]
    Join(join::Args),
    #[command(visible_alias = "chon")]
    Resolve(resolve::Args),
    #[command(visible_alias = "tinh-trang")]
    Status(status::Args),
    #[command(visible_alias = "lich-su")]
    History(history::Args),
    #[command(visible_aliases = ["compare", "so-sanh"])]
    Diff(diff::Args),
    #[command(visible_alias = "ghep")]
    Link(link::Args),
    /// Record that two items of two years are not the same
    #[command(visible_alias = "tach")]
    Unlink(link::Args),
    #[command(visible_alias = "giai-trinh")]
    Account(account::Args),
    #[command(visible_alias = "tien-do")]
    Progress(progress::Args),
    #[command(visible_alias = "minh-chung")]
    Evidence(evidence::Args),
    #[command(visible_alias = "den-han")]
    Due(due::Args),
    #[command(visible_alias = "kien-nghi")]
    Petition(petition::Args),
    #[command(visible_alias = "kinh-phi")]
    Budget(budget::Args),
    #[command(visible_alias = "bao-cao")]
    Report(report::Args),
    #[command(visible_alias = "phan-cong")]
    Assign(assign::Args),
    #[command(visible_alias = "trinh")]
    Submit(submit::Args),
    #[command(visible_alias = "xem-xet")]
    Review(review::Args),
    #[command(visible_alias = "gop-y")]
    Comment(comment::Args),
    #[command(visible_alias = "phe-duyet")]
    Approve(approve::Args),
    #[command(visible_alias = "kiem-chung")]
    Verify(verify::Args),
    #[command(visible_alias = "rut-lai")]
    Withdraw(withdraw::Args),
    #[command(visible_alias = "ban-hanh")]
    Issue(issue::Args),
    #[command(visible_alias = "nhan")]
    Receive(receive::Args),
    #[command(visible_alias = "ghi-nho")]
    Remember(remember::Args),
    #[command(visible_alias = "goi")]
    Bundle(bundle::Args),
    #[command(visible_alias = "cong-khai")]
    Publish(publish::Args),
    #[command(visible_alias = "theo-doi")]
    Watch(watch::Args),
    #[command(visible_alias = "khoi-phuc")]
    Recover(recover::Args),
    #[command(visible_alias = "chay-thu")]
    Demo(demo::Args),
    #[command(visible_alias = "truong")]
    School(school::Args),
    #[command(visible_alias = "tin-cay")]
    Trust(trust::Args),
    #[command(visible_alias = "moc")]
    Hook(hook::Args),
    #[command(visible_alias = "tien-ich")]
    Util(util::Args),
}

impl Command {
    /// Runs the command that was asked for.
    pub fn run(&self, context: &Context) -> Result<Exit, CliError> {
        match self {
            Command::Init(args) => init::run(context, args),
            Command::New(args) => new::run(context, args),
            Command::Import(args) => import::run(context, args),
            Command::Format(args) => format::run(context, args),
            Command::Check(args) => check::run(context, args),
            Command::Explain(args) => explain::run(context, args),
            Command::Show(args) => show::run(context, args),
            Command::Export(args) => export::run(context, args),
            Command::Save(args) => save::run(context, args),
            Command::Sync(args) => sync::run(context, args),
            Command::Join(args) => join::run(context, args),
            Command::Resolve(args) => resolve::run(context, args),
            Command::Status(args) => status::run(context, args),
            Command::History(args) => history::run(context, args),
            Command::Diff(args) => diff::run(context, args),
            Command::Link(args) => link::run(context, args),
            Command::Unlink(args) => unlink::run(context, args),
            Command::Account(args) => account::run(context, args),
            Command::Progress(args) => progress::run(context, args),
            Command::Evidence(args) => evidence::run(context, args),
            Command::Due(args) => due::run(context, args),
            Command::Petition(args) => petition::run(context, args),
            Command::Budget(args) => budget::run(context, args),
            Command::Report(args) => report::run(context, args),
            Command::Assign(args) => assign::run(context, args),
            Command::Submit(args) => submit::run(context, args),
            Command::Review(args) => review::run(context, args),
            Command::Comment(args) => comment::run(context, args),
            Command::Approve(args) => approve::run(context, args),
            Command::Verify(args) => verify::run(context, args),
            Command::Withdraw(args) => withdraw::run(context, args),
            Command::Issue(args) => issue::run(context, args),
            Command::Receive(args) => receive::run(context, args),
            Command::Remember(args) => remember::run(context, args),
            Command::Bundle(args) => bundle::run(context, args),
            Command::Publish(args) => publish::run(context, args),
            Command::Watch(args) => watch::run(context, args),
            Command::Recover(args) => recover::run(context, args),
            Command::Demo(args) => demo::run(context, args),
            Command::School(args) => school::run(context, args),
            Command::Trust(args) => trust::run(context, args),
            Command::Hook(args) => hook::run(context, args),
            Command::Util(args) => util::run(context, args),
        }
    }
}
