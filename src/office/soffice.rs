//! LibreOffice without a window: from any document that it reads to one that we read, or to PDF.
//!
//! It runs with a profile of ours, made for this one time: macros never run, links to files and to the network are not
//! followed, and a LibreOffice that the person has open is not disturbed.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::room::Room;
use super::run::{Job, Limits, finish};
use super::{Error, Program, find};

const LIMITS: Limits = Limits { time: Duration::from_secs(120), bytes: 200 << 20 };

/// Settings of the profile: the node, the name, the value. Nothing of a document is run or fetched.
const SETTINGS: [(&str, &str, &str); 10] = [
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Common/Security", "DisableHyperlinks", "true"),
    // Never.
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
    ("Common/Misc", "FirstRun", "false"),
    ("Common/Save/Document", "CreateBackup", "false"),
];

/// The document as another kind, by the ending of that kind: `docx`, `odt`, `pdf`.
pub fn convert(path: &Path, to: &str) -> Result<Vec<u8>, Error> {
    let program = Program::LibreOffice;
    let file = find(program).ok_or(Error::Missing { program })?;
    if to.is_empty()
        || to.len() > 5
        || !to.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        return Err(Error::Failed { program, detail: to.to_owned() });
    }
    let room = Room::new()?;
    let input = room.copy(path)?;
    room.put("profile/user/registrymodifications.xcu", profile().as_bytes())?;
    let out = room.path().join("out");
    let mut command = Command::new(file);
    command.arg(format!("-env:UserInstallation={}", address(&room.path().join("profile"))));
    command.args(["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]);
    command.args(["--convert-to", to, "--outdir"]).arg(&out).arg(&input);
    // No display, whatever desktop the person has.
    command.env("SAL_USE_VCLPLUGIN", "svp");
    let output = out.join(format!("input.{to}"));
    finish(Job { program, command, room: room.path(), output, limits: LIMITS })
}

fn profile() -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n",
    );
    for (node, name, value) in SETTINGS {
        // Writing into a text cannot fail, here and below.
        _ = writeln!(
            out,
            "<item oor:path=\"/org.openoffice.Office.{node}\"><prop oor:name=\"{name}\" oor:op=\"fuse\">\
             <value>{value}</value></prop></item>"
        );
    }
    out + "</oor:items>\n"
}

/// A folder as the address that LibreOffice wants.
fn address(folder: &Path) -> String {
    let mut out = String::from("file://");
    let text = folder.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') {
        out.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'/' | b':' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_an_address_without_blanks() {
        assert_eq!(address(Path::new("/tmp/Kế hoạch")), "file:///tmp/K%E1%BA%BF%20ho%E1%BA%A1ch");
        assert_eq!(address(Path::new(r"C:\Temp\a b")), "file:///C:/Temp/a%20b");
    }

    #[test]
    fn the_profile_has_a_line_for_each_setting() {
        let text = profile();
        assert_eq!(text.matches("<item ").count(), SETTINGS.len());
        assert_eq!(text.matches("</item>").count(), SETTINGS.len());
        assert!(text.contains("\"MacroSecurityLevel\" oor:op=\"fuse\"><value>3</value>"));
    }

    #[test]
    fn a_kind_is_an_ending_and_no_option() {
        for to in ["", "pdf:writer", "--x", "PDF", "../x"] {
            match convert(Path::new("x.doc"), to) {
                Err(Error::Failed { detail, .. }) => assert_eq!(detail, to),
                other => assert!(matches!(other, Err(Error::Missing { .. })), "{to}"),
            }
        }
    }
}
