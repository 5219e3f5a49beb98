//! Large files, read piece by piece: what is only hashed need not fit into memory.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::Error;

/// As much as is read at once.
const PIECE: usize = 64 * 1024;

/// Hands out a file's bytes in their order.
pub fn in_pieces(path: &Path, each: &mut dyn FnMut(&[u8])) -> Result<(), Error> {
    let failed = |source| Error::Read { path: path.to_path_buf(), source };
    let mut file = File::open(path).map_err(failed)?;
    let mut piece = vec![0; PIECE];
    loop {
        let length = file.read(&mut piece).map_err(failed)?;
        match piece.get(..length) {
            Some(read) if length > 0 => each(read),
            _ => return Ok(()),
        }
    }
}
