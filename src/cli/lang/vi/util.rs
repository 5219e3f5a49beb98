//! What `util` says, in Vietnamese.

use crate::cli::command::util::Said;
use crate::cli::lang::Vi;

impl Vi for Said {
    fn vi(&self) -> String {
        match self {
            Said::Pages { count, folder } => {
                format!("đã ghi {count} trang hướng dẫn vào `{}`", folder.display())
            }
        }
    }
}
