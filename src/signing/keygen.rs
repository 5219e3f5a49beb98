//! Signing with OpenSSH's own program, for keys that cannot be used in process.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Error;

/// `ssh-keygen` asks for a passphrase at the terminal itself. Which program it is comes from the
/// person's `PATH`, never from a repository's configuration.
pub(super) fn sign(path: &Path, namespace: &str, payload: &[u8]) -> Result<String, Error> {
    let failed = |source| Error::RunKeygen { source };
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "sign", "-n", namespace, "-f"]).arg(path);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    if let Some(mut input) = child.stdin.take() {
        // A program that stops early says why itself.
        let _ = input.write_all(payload);
    }
    let output = child.wait_with_output().map_err(failed)?;
    let armoured = String::from_utf8(output.stdout).unwrap_or_default();
    if output.status.success() && armoured.starts_with("-----BEGIN SSH SIGNATURE-----") {
        return Ok(armoured);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let detail = said.lines().last().unwrap_or("").trim().to_owned();
    Err(Error::Keygen { detail })
}
