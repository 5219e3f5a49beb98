//! What `util` says, in English.

use crate::cli::command::util::Said;
use crate::cli::lang::En;

impl En for Said {
    fn en(&self) -> String {
        match self {
            Said::Pages { count, folder } => {
                format!("wrote {count} manual pages into `{}`", folder.display())
            }
        }
    }
}
