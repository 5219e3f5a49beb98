//! What stands at a path of a tree, seen with the eyes of every disk: a name that differs only in case
//! or in how its letters are put together is the same file on some machines.

use super::Error;
use super::trust::{Kind, Trees};
use crate::approval::Id;
use crate::plan::spelling::nfc;

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    Nothing,
    /// A regular file, and all above it are folders.
    File(Id),
    /// A link, a submodule, or a folder where a file belongs.
    Other,
    /// Beside one of the path's names stands this one, which some disks take for the same.
    Twin(String),
}

impl Trees<'_> {
    /// Follows a path from the root of a tree.
    pub fn look(&mut self, tree: Id, path: &str) -> Result<Look, Error> {
        let mut at = tree;
        let mut parts = path.split('/').peekable();
        let mut found = Look::Nothing;
        while let Some(part) = parts.next() {
            let entries = self.entries(Some(at))?;
            let names = entries.iter().map(|entry| String::from_utf8_lossy(&entry.name));
            if let Some(twin) = names.into_iter().find(|name| name != part && is_twin(name, part)) {
                return Ok(Look::Twin(twin.into_owned()));
            }
            let entry = entries.iter().find(|entry| entry.name == part.as_bytes());
            found = match (entry.map(|entry| (entry.kind, entry.id)), parts.peek().is_some()) {
                (None, _) => return Ok(Look::Nothing),
                (Some((Kind::Tree, id)), true) => {
                    at = id;
                    continue;
                }
                (Some((Kind::File, id)), false) => Look::File(id),
                (Some(_), _) => return Ok(Look::Other),
            };
        }
        Ok(found)
    }
}

/// Would a disk without case, or one that drops blanks and dots at the end, take them for the same?
fn is_twin(one: &str, other: &str) -> bool {
    let plain = |name: &str| nfc(name.trim_end_matches([' ', '.'])).to_lowercase();
    plain(one) == plain(other)
}
