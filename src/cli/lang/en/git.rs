//! What could not be done with the repository, in English.

use crate::cli::lang::En;
use crate::git::{Error, Unsupported};

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::NoRepository { folder } => format!("`{}` lies in no plan repository", folder.display()),
            Error::NotOwned { folder } => {
                format!(
                    "the repository `{}` belongs to another user, so git does not open it",
                    folder.display()
                )
            }
            Error::Unsupported { folder, what } => {
                format!("the repository `{}` {}", folder.display(), unsupported(*what))
            }
            Error::Open { folder, .. } => format!("cannot open the repository `{}`", folder.display()),
            Error::NoSuchRevision { revision } => format!("the repository has no revision `{revision}`"),
            Error::AmbiguousRevision { revision } => {
                format!("`{revision}` may mean several revisions; write more of it")
            }
            Error::WriteRef { name, .. } => format!("cannot write `{name}` into the repository"),
            Error::ReadRef { name, .. } => format!("cannot read `{name}` of the repository"),
            Error::ReadObject { what, .. } => {
                format!("cannot read `{what}` in the repository: data is missing or damaged")
            }
            Error::WriteObject { what, .. } => format!("cannot write a {what} into the repository"),
            Error::WriteConfig { key, .. } => format!("cannot write the repository's setting `{key}`"),
        }
    }
}

fn unsupported(what: Unsupported) -> &'static str {
    match what {
        Unsupported::Reftable => "keeps its refs as reftable, which is not supported yet",
        Unsupported::Sha256 => "names its objects by SHA-256, which is not supported yet",
        Unsupported::Other => "is stored in a way that is not supported yet",
    }
}
