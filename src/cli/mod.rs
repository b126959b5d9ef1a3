//! The commands, one file each: arguments in, a call of a `Project` method, and what is printed. Only they
//! use clap, the clock and the environment.
#![expect(clippy::disallowed_methods, reason = "cli is where clock and environment are used")]

mod answer;
mod approve;
mod arguments;
mod ask;
mod build;
mod calendar;
mod check;
mod completions;
mod confirm;
mod context;
mod document_format;
mod exit;
mod explain;
mod init;
mod join;
mod learn;
mod options;
mod recall;
mod review;
mod schema;
mod sent;
mod timeline;
mod trace;

use std::ffi::OsString;

use clap::Parser;

use crate::{
    error::{Error, panic_of, record_panics},
    project::Stopped,
    system::Terminal,
};
use arguments::{Cli, Command};
use context::CommandContext;
use exit::{ExitStatus, report};

/// Runs the program with these arguments, the first being its name, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(it) => it,
        Err(it) => {
            // A closed pipe while printing help is not reported.
            let _ = it.print();
            return if it.use_stderr() { ExitStatus::Error } else { ExitStatus::Clean }.code();
        }
    };
    // A panic is reported where it is caught, as a finding or an error.
    record_panics();
    let terminal = Terminal::new(cli.global.color.choice(), cli.global.quiet);
    terminal.limit(cli.global.time_limit);
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| dispatch(cli, &terminal)));
    let crashed =
        |_| Err(Error::Crashed { doing: String::new(), panic: panic_of(std::thread::current().id()) }.into());
    report(&terminal, ended.unwrap_or_else(crashed)).code()
}

fn dispatch(cli: Cli, terminal: &Terminal) -> Result<ExitStatus, Stopped> {
    let context = CommandContext::new(cli.global, terminal)?;
    match cli.command {
        Command::Init(it) => init::run(&context, &it),
        Command::Check(it) => check::run(&context, &it),
        Command::Build(it) => build::run(&context, &it),
        Command::Answer(it) => answer::run(&context, &it),
        Command::Ask(it) => ask::run(&context, &it),
        Command::Learn(it) => learn::run(&context, &it),
        Command::Review(it) => review::run(&context, &it),
        Command::Approve(it) => approve::run(&context, &it),
        Command::Sent(it) => sent::run(&context, &it),
        Command::Join(it) => join::run(&context, &it),
        Command::Recall(it) => recall::run(&context, &it),
        Command::Calendar(it) => calendar::run(&context, &it),
        Command::Timeline(it) => timeline::run(&context, &it),
        Command::Trace(it) => trace::run(&context, &it),
        Command::Explain(it) => explain::run(&context, &it),
        Command::Schema(it) => schema::run(&context, &it),
        Command::Completions { shell } => completions::run(&context, shell),
    }
}
