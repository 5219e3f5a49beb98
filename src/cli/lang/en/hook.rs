//! What the hooks say, in English.

use crate::cli::lang::En;
use crate::cli::show::hook::Done;
use crate::cli::show::hook::{Talk, Word};
use crate::git::driver::Set;
use crate::git::hooks::{Change, HookError};

impl En for Done {
    fn en(&self) -> String {
        let (hook, path) = (self.hook.as_str(), self.path.display());
        match self.change {
            Change::Installed => format!("{hook}: installed at `{path}`"),
            Change::Chained => {
                format!("{hook}: installed; the hook that was there is `{path}.local` and runs first")
            }
            Change::Kept => format!("{hook}: is at `{path}` already, nothing changed"),
            Change::Removed => format!("{hook}: removed from `{path}`"),
            Change::Restored => format!("{hook}: removed; the earlier hook is at `{path}` again"),
            Change::Left => {
                format!("{hook}: another program's hook stays at `{path}`; `pre-receive` is enough")
            }
            Change::Absent => format!("{hook}: no hook of caitien's at `{path}`"),
        }
    }
}

impl En for Talk {
    fn en(&self) -> String {
        match self {
            Talk::Shared { folder } => format!(
                "Note: your git uses the hooks in `{}` for several repositories; where there are no plans, these \
                 hooks do nothing.",
                folder.display()
            ),
            Talk::PolicyWritten { path } => format!(
                "The server's policy (who may push what) lies in `{}`; as it is, it protects the default branch.",
                path.display()
            ),
            Talk::Driver { set } => match set {
                Set::Now => "`git merge` and `git rebase` merge plans item by item here from now on.".into(),
                Set::Before => "`git merge` and `git rebase` merge plans item by item here.".into(),
                Set::Removed | Set::Absent => "`git merge` and `git rebase` merge by line again.".into(),
            },
            Talk::NoAttributes { lines } => format!(
                ".gitattributes lacks {}; add it with `caitien hook install --attributes`, then commit that file.",
                lines.iter().map(|line| format!("`{line}`")).collect::<Vec<_>>().join(", ")
            ),
            Talk::AttributesAdded { lines } => format!(
                "Added to .gitattributes: {}. Commit that file: `git add .gitattributes`, `git commit -m \"Merge plans by item\"`.",
                lines.iter().map(|line| format!("`{line}`")).collect::<Vec<_>>().join(", ")
            ),
            Talk::MergeConflicts { path, count } => format!(
                "{path}: places that two people changed: {count}; both versions stand in the file. Choose with `caitien resolve`, then `git add {path}`."
            ),
            Talk::MergeRefused { path, why } => {
                format!("{path} is not merged, nothing changed: {}", super::sync::clash(why))
            }
            Talk::NoneOfOurs => "There is no hook of caitien's to remove.".into(),
        }
    }
}

impl En for Word {
    fn en(&self) -> String {
        match self {
            Word::CommitStopped { errors, files } => {
                format!("not committed: what is staged has {errors} errors in {files} files")
            }
            Word::More { errors } => format!("… and {errors} errors more; `caitien check` shows them all"),
            Word::CommitWay => {
                "Mend these, `git add` again and commit again. To commit work in progress all the \
                                same: `git commit --no-verify`."
                    .into()
            }
            Word::PushRefused { refs } => {
                format!("refusing this push, the good parts of it too; {refs} refs are wrong:")
            }
        }
    }
}

impl En for HookError {
    fn en(&self) -> String {
        match self {
            HookError::Foreign { path, .. } => {
                format!("refusing to overwrite: another hook is at `{}`", path.display())
            }
            HookError::LocalTaken { path } => {
                format!("refusing to overwrite: `{}` is there already", path.display())
            }
            HookError::Look { path, .. } => format!("cannot read `{}`", path.display()),
            HookError::Write { path, .. } => format!("cannot write `{}`", path.display()),
            HookError::Rename { path, .. } => format!("cannot rename `{}`", path.display()),
            HookError::Remove { path, .. } => format!("cannot remove `{}`", path.display()),
            HookError::RunChained { path, .. } => format!("cannot run the hook `{}`", path.display()),
        }
    }
}
