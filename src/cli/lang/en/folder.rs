//! What could not be done with the working tree, in English.

use crate::cli::lang::En;
use crate::folder::Error;

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Write { path, .. } => {
                format!("cannot write `{}`; what it held is untouched", path.display())
            }
            Error::Exists { path } => format!("refusing to overwrite `{}`", path.display()),
            Error::Changed { path } => {
                format!("refusing to overwrite `{}`: somebody else has just changed it", path.display())
            }
            Error::Link { path } => {
                format!("refusing to write through the symbolic link `{}`", path.display())
            }
            Error::SameSchool { one, other } => format!(
                "two schools carry one id: `{}` and `{}`; each needs its own",
                one.display(),
                other.display()
            ),
            Error::List { .. }
            | Error::Read { .. }
            | Error::NotUtf8 { .. }
            | Error::TooLarge { .. }
            | Error::ReadOnly { .. } => self.to_string(),
        }
    }
}
