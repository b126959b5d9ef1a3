//! Arguments in, exit code out: 0 clean, 1 findings, 2 cannot run.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(factum::cli::run(std::env::args_os()))
}
