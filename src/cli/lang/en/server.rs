//! What is wrong with a server's policy, in English.

use crate::cli::lang::En;
use crate::server::{Error, Flaw, FlawKind};

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Read { path, .. } => format!("cannot read `{}`", path.display()),
            Error::Write { path, .. } => format!("cannot write `{}`", path.display()),
            Error::Flawed { path, flaws } => {
                let line = |flaw: &Flaw| format!("\n  {}:{}: {}", path.display(), flaw.line, flaw.kind.en());
                let lines: String = flaws.iter().map(line).collect();
                format!(
                    "refusing every push: the server's policy is flawed; its administrator has to mend:{lines}"
                )
            }
        }
    }
}

impl En for FlawKind {
    fn en(&self) -> String {
        match self {
            FlawKind::Toml { detail } => format!("not TOML: {}", detail.trim()),
            FlawKind::Schema => "`schema = 1` is needed".into(),
            FlawKind::UnknownKey { key } => format!("there is no key `{key}`"),
            FlawKind::WrongType { key, expected } => format!("`{key}` must be written {expected}"),
            FlawKind::Missing { key } => format!("this [[may]] lacks `{key}`"),
            FlawKind::Identity { name } => {
                format!("`{name}` is no variable that only the server can set; whoever pushes could")
            }
            FlawKind::NoIdentity => {
                "people are named, but not the variable that tells who is who (`identity`)".into()
            }
            FlawKind::Pattern { pattern } => format!("`{pattern}` is the name of nothing that can be pushed"),
        }
    }
}
