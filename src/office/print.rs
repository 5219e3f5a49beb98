//! Typst as an installed program, for a build of ours without it.
//!
//! It sees the source's own files and nothing else, and no package is fetched for it. It uses the fonts of the system:
//! Times New Roman where there is one.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::room::Room;
use super::run::{Job, Limits, finish};
use super::{Error, Program, find};
use crate::export::pdf::{Pdf, Standard};
use crate::export::typst::Source;

const LIMITS: Limits = Limits { time: Duration::from_secs(120), bytes: 200 << 20 };

/// Nobody listens there: what would fetch a package fails at once.
const NOWHERE: &str = "http://127.0.0.1:9";

/// The PDF, for the file where it can be.
pub fn typst_pdf(source: &Source) -> Result<Pdf, Error> {
    let program = Program::Typst;
    let file = find(program).ok_or(Error::Missing { program })?;
    let room = Room::new()?;
    room.put("in/main.typ", source.text.as_bytes())?;
    for (name, bytes) in &source.files {
        room.put(&format!("in/{name}"), bytes)?;
    }
    let compile = |options: &[&str]| {
        let output = room.path().join("out.pdf");
        let command = command(&file, &room, options);
        finish(Job { program, command, room: room.path(), output, limits: LIMITS })
    };
    match compile(&["--pdf-standard", "a-2a"]) {
        Ok(bytes) => Ok(Pdf { bytes, standard: Standard::Archive }),
        // An older typst does not know the standard, or the document does not fit it.
        Err(Error::Failed { .. }) => Ok(Pdf { bytes: compile(&[])?, standard: Standard::Ordinary }),
        Err(error) => Err(error),
    }
}

fn command(file: &Path, room: &Room, options: &[&str]) -> Command {
    let mut command = Command::new(file);
    let empty = room.path().join("packages");
    command.arg("compile").args(options).arg("--root").arg(room.path().join("in"));
    command.arg("--package-path").arg(&empty).arg("--package-cache-path").arg(&empty);
    command.arg(room.path().join("in/main.typ")).arg(room.path().join("out.pdf"));
    for name in ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env(name, NOWHERE);
    }
    // Its own clock would be in the file.
    command.env("SOURCE_DATE_EPOCH", "0").env_remove("TYPST_FONT_PATHS").env_remove("TYPST_ROOT");
    command
}
