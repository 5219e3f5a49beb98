//! The program `caitien`: hands its arguments to the library's front door.

use std::process::ExitCode;

fn main() -> ExitCode {
    caitien::cli::run(std::env::args_os())
}
