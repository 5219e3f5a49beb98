//! The text of a PDF, by poppler's pdftotext, laid out as on the page so that columns stay columns.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::room::Room;
use super::run::{Job, Limits, finish};
use super::{Error, Program, find};

const LIMITS: Limits = Limits { time: Duration::from_secs(60), bytes: 32 << 20 };

/// The text, a form feed behind each page.
pub fn pdf_text(path: &Path) -> Result<String, Error> {
    let program = Program::PdfToText;
    let file = find(program).ok_or(Error::Missing { program })?;
    let room = Room::new()?;
    let input = room.copy(path)?;
    let output = room.path().join("text");
    let mut command = Command::new(file);
    command.args(["-layout", "-enc", "UTF-8"]).arg(&input).arg(&output);
    let bytes = finish(Job { program, command, room: room.path(), output, limits: LIMITS })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
