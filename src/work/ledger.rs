//! Adding a record to a file of records that several people write, so that nobody's is lost.

use std::path::Path;

use crate::folder;
use crate::ledger::added;

/// Somebody else who writes at the same time has written by then.
const TRIES: usize = 20;

/// Adds to the end of the file; a new one begins with `head`. What stands there stays to the last byte, and what somebody
/// else adds at the same moment is not lost.
pub fn append(path: &Path, head: &str, record: &str) -> Result<(), folder::Error> {
    let mut last = Ok(());
    for _ in 0..TRIES {
        last = match folder::read_text_if_there(path)? {
            None => folder::create(path, added(head, record).as_bytes()),
            Some(text) => folder::replace_read(path, text.as_bytes(), added(&text, record).as_bytes()),
        };
        if !matches!(last, Err(folder::Error::Changed { .. } | folder::Error::Exists { .. })) {
            break;
        }
    }
    last
}

/// Does git join what two people add to files of this name? Outside of git there is nobody else.
pub fn merges(root: &Path, name: &str) -> bool {
    let text = folder::read_text_if_there(&root.join(".gitattributes")).ok().flatten();
    let says = |line: &str| line.contains(name) && line.contains("merge=");
    !root.join(".git").exists() || text.is_some_and(|text| text.lines().any(says))
}
