//! `caitien hook`: checks that git runs by itself at commit and push.

use std::io::Read;
use std::path::Path;

use super::driver::{self, Attributes};
use crate::cli::error::{CliError, Trouble};
use crate::cli::exit::Exit;
use crate::cli::show::hook::Done;
use crate::cli::show::{hook as show, json};
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::git::driver::Set;
use crate::git::hooks::{self, Change, Hook, HookError, Theirs};
use crate::server::{self, Policy, Template};
use crate::work::hook::{self, Look, RefChange, Rules};

/// Checks that git runs by itself at commit and push
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    pub action: Action,
}

/// What to do with the hooks.
#[derive(Debug, clap::Subcommand)]
pub enum Action {
    #[command(visible_alias = "cai-dat")]
    Install(InstallArgs),
    #[command(visible_alias = "go-bo")]
    Remove(RemoveArgs),
    #[command(visible_alias = "chay")]
    Run(RunArgs),
}

/// Put the hooks into this clone; into a bare repository, the server's hooks and their policy
#[derive(Debug, clap::Args)]
pub struct InstallArgs {
    /// Which hooks: pre-commit, pre-push, pre-receive, update; all that belong here unless named
    #[arg(value_name = "HOOK", value_parser = hook_name)]
    pub hooks: Vec<Hook>,
    /// Where another hook is there: rename it to NAME.local and run it first
    #[arg(long)]
    pub chain: bool,
    /// Add the lines to .gitattributes that make git merge plans item by item
    #[arg(long)]
    pub attributes: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Take our hooks away; a hook that was there before gets its name again
#[derive(Debug, clap::Args)]
pub struct RemoveArgs {
    /// Which hooks; all unless named
    #[arg(value_name = "HOOK", value_parser = hook_name)]
    pub hooks: Vec<Hook>,
}

/// Answer git as a hook does; the installed scripts call this
#[derive(Debug, clap::Args)]
pub struct RunArgs {
    /// Which hook, or `merge` for git's merge driver
    #[arg(value_name = "HOOK", value_parser = called)]
    pub hook: Called,
    /// What git hands to the hook
    #[arg(value_name = "ARGUMENT", trailing_var_arg = true, allow_hyphen_values = true)]
    pub arguments: Vec<String>,
}

/// What git asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Called {
    Hook(Hook),
    /// How to merge a file.
    Merge,
}

fn called(name: &str) -> Result<Called, String> {
    let hook = || Hook::parse(name).map(Called::Hook);
    let called = if name == "merge" { Some(Called::Merge) } else { hook() };
    called.ok_or_else(|| "pre-commit, pre-push, pre-receive, update, merge".to_owned())
}

fn hook_name(name: &str) -> Result<Hook, String> {
    Hook::parse(name).ok_or_else(|| "pre-commit, pre-push, pre-receive, update".to_owned())
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    match &args.action {
        Action::Install(args) => install(context, args),
        Action::Remove(args) => remove(context, args),
        Action::Run(args) => answer(context, args),
    }
}

fn install(context: &Context, args: &InstallArgs) -> Result<Exit, CliError> {
    let repo = Repo::open(&context.folder)?;
    let folder = repo.hooks_folder()?;
    let hooks = if args.hooks.is_empty() { fitting(&repo) } else { args.hooks.clone() };
    let theirs = if args.chain { Theirs::RunFirst } else { Theirs::Refuse };
    let program = context.program_path();
    // Nothing is written before it is sure that everything can be.
    let mut done = Vec::new();
    for hook in hooks {
        let change = match hooks::foresee(&folder, hook, theirs) {
            // `pre-receive` judges all that `update` could; another one's `update` need not give way.
            Err(HookError::Foreign { .. }) if args.hooks.is_empty() && hook == Hook::Update => Change::Left,
            foreseen => foreseen?,
        };
        done.push(Done { hook, path: folder.join(hook.as_str()), change });
    }
    if !args.dry_run {
        for done in done.iter_mut().filter(|done| done.change != Change::Left) {
            done.change = hooks::install(&folder, done.hook, program.as_deref(), theirs)?;
        }
        if done.iter().any(|done| is_servers(done.hook)) {
            policy_template(context, &repo)?;
        }
        if is_shared(&repo, &folder) {
            context.ui.talk(&show::Talk::Shared { folder });
        }
        if !repo.is_bare() && (args.hooks.is_empty() || args.attributes) {
            let attributes = if args.attributes { Attributes::Add } else { Attributes::Tell };
            driver::tell(context, &driver::install(context, &repo, attributes)?);
        }
    }
    tell(context, &done)
}

fn is_servers(hook: Hook) -> bool {
    matches!(hook, Hook::PreReceive | Hook::Update)
}

/// A server's hooks go by a policy; the template says how to write one.
fn policy_template(context: &Context, repo: &Repo) -> Result<(), CliError> {
    if let Template::Written(path) = server::write_template(repo.common_dir())? {
        context.ui.talk(&show::Talk::PolicyWritten { path });
    }
    Ok(())
}

/// The hooks that belong into this kind of repository.
fn fitting(repo: &Repo) -> Vec<Hook> {
    if repo.is_bare() { vec![Hook::PreReceive, Hook::Update] } else { vec![Hook::PreCommit, Hook::PrePush] }
}

/// Do other repositories use the same folder of hooks?
fn is_shared(repo: &Repo, folder: &Path) -> bool {
    !folder.starts_with(repo.root()) && !folder.starts_with(repo.common_dir())
}

fn remove(context: &Context, args: &RemoveArgs) -> Result<Exit, CliError> {
    let repo = Repo::open(&context.folder)?;
    let folder = repo.hooks_folder()?;
    let hooks = if args.hooks.is_empty() { Hook::ALL.to_vec() } else { args.hooks.clone() };
    let mut done = Vec::new();
    for hook in hooks {
        let change = hooks::remove(&folder, hook)?;
        if change != Change::Absent || !args.hooks.is_empty() {
            done.push(Done { hook, path: folder.join(hook.as_str()), change });
        }
    }
    let driver = if args.hooks.is_empty() { repo.remove_merge_driver()? } else { Set::Absent };
    if driver == Set::Removed {
        context.ui.talk(&show::Talk::Driver { set: driver });
    } else if done.is_empty() {
        context.ui.talk(&show::Talk::NoneOfOurs);
    }
    tell(context, &done)
}

fn tell(context: &Context, done: &[Done]) -> Result<Exit, CliError> {
    match context.format_among(&[Format::Human, Format::Json])? {
        Format::Json => context.ui.json(&json::hook::Hooks::new(done))?,
        _ => context.ui.answer(&show::done(done, &context.ui))?,
    }
    Ok(Exit::Yes)
}

fn answer(context: &Context, args: &RunArgs) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human])?;
    let hook = match args.hook {
        Called::Merge => return Ok(driver::answer(context, &args.arguments)),
        Called::Hook(hook) => hook,
    };
    let mut repo = Repo::open_in_hook(&context.folder)?;
    let mut input = Vec::new();
    if matches!(hook, Hook::PrePush | Hook::PreReceive) {
        std::io::stdin().read_to_end(&mut input)?;
    }
    if !hooks::run_chained(&repo.hooks_folder()?, hook, &args.arguments, &input)? {
        return Ok(Exit::No);
    }
    match hook {
        Hook::PreCommit => pre_commit(context, &repo),
        Hook::PrePush => {
            let changes = RefChange::of_push(&String::from_utf8_lossy(&input));
            refuse(context, &hook::pre_push(&mut repo, &changes)?)
        }
        Hook::PreReceive => {
            let changes = RefChange::of_receive(&input).ok_or_else(|| usage("<old> <new> <ref>"))?;
            let policy = server::read(repo.common_dir())?;
            let who = identity(context, &policy);
            let rules = Rules { policy: &policy, who: who.as_deref() };
            refuse(context, &hook::pre_receive(&mut repo, &changes, rules)?)
        }
        Hook::Update => {
            let change = RefChange::of_update(&args.arguments);
            let change = change.ok_or_else(|| usage("update <ref> <old> <new>"))?;
            let policy = server::read(repo.common_dir())?;
            let who = identity(context, &policy);
            let rules = Rules { policy: &policy, who: who.as_deref() };
            let is_second = hooks::answers(&repo.hooks_folder()?, Hook::PreReceive);
            let look = if is_second { Look::Second } else { Look::Whole };
            refuse(context, &hook::update(&mut repo, &change, rules, look)?)
        }
    }
}

fn usage(form: &str) -> CliError {
    CliError::usage(Trouble::Usage(form.to_owned()))
}

/// Who pushes, as the front end of this server says.
fn identity(context: &Context, policy: &Policy) -> Option<String> {
    policy.identity.as_deref().and_then(|name| context.variable(name))
}

fn pre_commit(context: &Context, repo: &Repo) -> Result<Exit, CliError> {
    let staged = hook::pre_commit(repo)?;
    let stops = staged.iter().any(hook::Staged::has_errors);
    if !stops {
        return Ok(Exit::Yes);
    }
    // A hook's answer is its exit code; what git prints on stdout may be read by a program.
    context.ui.talk_text(show::staged(&staged, &context.ui).trim_end());
    Ok(Exit::No)
}

fn refuse(context: &Context, refused: &[hook::Refused]) -> Result<Exit, CliError> {
    if refused.is_empty() {
        return Ok(Exit::Yes);
    }
    context.ui.talk_text(show::refused(refused, &context.ui).trim_end());
    Ok(Exit::No)
}
