//! The pictures of a Word document: named after what is in them and written beside the plan, in `pictures/`.
//!
//! A name that holds the picture's hash is the same for the same bytes, so nothing else is ever overwritten.

use std::path::Path;

use super::{Error, Ready};
use crate::approval::digest::Plain;
use crate::docx::Picture;
use crate::folder;

/// The folder beside the plan.
pub const FOLDER: &str = "pictures";

/// Gives each picture its name for life: what it was called, a piece of its hash, and what its bytes are.
pub(super) fn rename(pictures: &mut [Picture]) {
    for picture in pictures {
        let stem = picture.name.rsplit_once('.').map_or(picture.name.as_str(), |(stem, _)| stem);
        let safe = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
        let stem: String = stem.to_ascii_lowercase().chars().filter(safe).take(30).collect();
        let mut hash = Plain::default();
        hash.add(&picture.bytes);
        let hash: String = hash.hash().to_string().chars().take(12).collect();
        let stem = if stem.is_empty() { "picture" } else { &stem };
        picture.name = format!("{stem}-{hash}.{}", kind(&picture.bytes));
    }
}

/// What the bytes are, by their beginning; what the file calls them is not believed.
fn kind(bytes: &[u8]) -> &'static str {
    let known: [(&[u8], &str); 8] = [
        (b"\x89PNG", "png"),
        (b"\xff\xd8\xff", "jpg"),
        (b"GIF8", "gif"),
        (b"BM", "bmp"),
        (b"II*\0", "tif"),
        (b"MM\0*", "tif"),
        (b"\xd7\xcd\xc6\x9a", "wmf"),
        (b"\x01\0\0\0", "emf"),
    ];
    known.iter().find(|(start, _)| bytes.starts_with(start)).map_or("bin", |(_, kind)| kind)
}

/// The pictures that stand in a plan.
pub fn of(one: &Ready) -> Vec<&Picture> {
    let all = one.word.iter().flat_map(|word| &word.pictures);
    let stands = |picture: &&Picture| !picture.bytes.is_empty() && one.text.contains(&picture.name);
    all.filter(stands).collect()
}

/// Writes them beside the plan. One that is there already stays.
pub(super) fn save(one: &Ready) -> Result<(), Error> {
    let Some(folder) = one.target.as_deref().and_then(Path::parent) else { return Ok(()) };
    for picture in of(one) {
        let path = folder.join(FOLDER).join(&picture.name);
        let there = std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        if there && folder::read(&path)? == picture.bytes {
            continue;
        }
        folder::create(&path, &picture.bytes)?;
    }
    Ok(())
}
