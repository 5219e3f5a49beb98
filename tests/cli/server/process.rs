//! A program that listens on this machine alone and ends with the test, however the test ends.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server.
pub(crate) struct Process {
    child: Child,
    pub(crate) port: u16,
}

impl Process {
    /// Starts it on a free port, and waits until it answers. The port may be taken by another between the
    /// search and the start; then it is tried again.
    pub(crate) fn start(command: impl Fn(u16) -> Command) -> Process {
        for _ in 0..5 {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
            let mut command = command(port);
            let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
            let mut process = Process { child: child.unwrap(), port };
            if process.answers() {
                return process;
            }
        }
        panic!("no server came up");
    }

    fn answers(&mut self) -> bool {
        let end = Instant::now() + Duration::from_secs(20);
        while Instant::now() < end {
            if self.child.try_wait().unwrap().is_some() {
                return false;
            }
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first of these paths that is a program; skips the test where there is none, and fails in CI.
pub(crate) fn program(paths: &[&str]) -> Option<String> {
    let found = paths.iter().find(|path| std::path::Path::new(path).is_file());
    if found.is_none() {
        assert!(std::env::var("CI").is_err(), "`{}` is missing in CI", paths[0]);
        eprintln!("skipped: `{}` is not installed", paths[0]);
    }
    found.map(|path| (*path).to_owned())
}
