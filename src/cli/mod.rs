//! The commands, one file each. Only they use the clock, the environment and clap.
#![expect(clippy::disallowed_methods, reason = "commands are where clock, environment and out/ are used")]

mod answer;
mod approve;
mod arguments;
mod ask;
mod build;
mod calendar;
mod check;
mod completions;
mod explain;
mod init;
mod join;
mod learn;
mod paper;
mod recall;
mod review;
mod schema;
mod sent;
mod timeline;
mod trace;

use std::{ffi::OsString, path::Path};

use chrono::NaiveDate;
use clap::Parser;

use crate::{
    error::{Error, panic_of, record_panics},
    fact::Audience,
    project::{AnswerRequest, Findings, Inputs, Stopped},
    system::{Terminal, git::Git, signature::SshKeygen},
};
use arguments::{Cli, Command, Format, in_range};

/// No findings.
const CLEAN: u8 = 0;
/// Findings with the level of an error; nothing was written.
const FINDINGS: u8 = 1;

/// What every command is given besides its own arguments.
struct Context {
    /// The effective date.
    on: NaiveDate,
    /// The day on the clock.
    today: NaiveDate,
    audience: Option<Audience>,
    terminal: Terminal,
    git: Git,
    keys: SshKeygen,
}

impl Context {
    /// What a project is evaluated with.
    fn inputs(&self) -> Inputs<'_> {
        Inputs {
            root: &self.git.root,
            on: self.on,
            today: self.today,
            audience: self.audience,
            deny_warnings: false,
            progress: &self.terminal,
            history: &self.git,
            signatures: &self.keys,
        }
    }

    /// The folder that contains `data/`.
    fn root(&self) -> &Path {
        &self.git.root
    }
}

/// Runs the program with these arguments, the first being its name, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(it) => it,
        Err(it) => {
            // A closed pipe while printing help is not reported.
            let _ = it.print();
            return if it.use_stderr() { Error::EXIT_CODE } else { CLEAN };
        }
    };
    // A panic is reported where it is caught, as a finding or an error.
    record_panics();
    let terminal = Terminal::new(cli.global.color.choice(), cli.global.quiet);
    terminal.limit(cli.global.time_limit);
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| start(cli, &terminal)));
    let crashed =
        |_| Err(Error::Crashed { doing: String::new(), panic: panic_of(std::thread::current().id()) }.into());
    ended.unwrap_or_else(crashed).unwrap_or_else(|it| stopped(&terminal, it))
}

/// Prints why there is no result, and returns the exit code.
fn stopped(terminal: &Terminal, stopped: Stopped) -> u8 {
    match stopped {
        Stopped::Findings(found) => {
            let Findings { report, sources, summary } = *found;
            terminal.findings(&report, &sources);
            if !summary.is_empty() {
                terminal.summary(&summary);
            }
            FINDINGS
        }
        Stopped::Error(error) => {
            terminal.error(&error);
            Error::EXIT_CODE
        }
    }
}

fn start(cli: Cli, terminal: &Terminal) -> Result<u8, Stopped> {
    let global = cli.global;
    let today = clock()?;
    let on = global.as_of.map_or_else(|| effective_date(today), Ok)?;
    let context = Context {
        on,
        today,
        audience: global.audience,
        terminal: terminal.clone(),
        keys: SshKeygen::new(&global.root),
        git: Git { root: global.root },
    };
    match cli.command {
        Command::Init { dir } => init::run(&context, dir),
        Command::Check { deny, format } => check::run(&context, deny.is_some(), format),
        Command::Build { deny, require_approved } => build::run(&context, deny.is_some(), require_approved),
        Command::Answer { files, maps, review, overwrite, deny, customer, require_approved, sure } => {
            let (thresholds, products) = (sure.thresholds(), sure.products);
            let request = AnswerRequest {
                files,
                maps,
                review,
                thresholds,
                products,
                overwrite,
                customer,
                require_approved,
            };
            answer::run(&context, &request, deny.is_some())
        }
        Command::Ask { question, json, sure } => ask::run(&context, &question, json, &sure),
        Command::Learn { review, from, maps, yes, dry_run } => {
            learn::run(&context, &learn::Request { review, from, maps, yes, dry_run })
        }
        Command::Review(arguments) => review::run(&context, &arguments),
        Command::Approve(arguments) => approve::run(&context, &arguments),
        Command::Sent(arguments) => sent::run(&context, &arguments),
        Command::Join(arguments) => join::run(&context, &arguments),
        Command::Recall(arguments) => recall::run(&context, &arguments),
        Command::Calendar(arguments) => calendar::run(&context, &arguments),
        Command::Timeline(arguments) => timeline::run(&context, &arguments),
        Command::Trace { id, format } => trace::run(&context, &id, format),
        Command::Explain { code } => explain::run(&context, code.as_deref()),
        Command::Schema { name, write } => schema::run(&context, name.as_deref(), write),
        Command::Completions { shell } => completions::run(&context, shell),
    }
}

/// The day on the clock, in the machine's time zone. Approvals and records are dated by it alone.
/// Test builds can replace it with `FACTUM_CLOCK`; the released program cannot.
fn clock() -> Result<NaiveDate, Error> {
    #[cfg(any(debug_assertions, feature = "test-clock"))]
    if let Some(stated) = std::env::var_os("FACTUM_CLOCK") {
        let day = stated.to_str().and_then(|it| arguments::day(it).ok());
        let message = format!("FACTUM_CLOCK is `{}`, not a date", stated.to_string_lossy().escape_debug());
        return day
            .ok_or_else(|| Error::Usage { message, help: "set it to a date, such as 2026-11-22".into() });
    }
    Ok(chrono::Local::now().date_naive())
}

/// The effective date where none is given: the day of SOURCE_DATE_EPOCH (reproducible-builds.org), else `today`.
fn effective_date(today: NaiveDate) -> Result<NaiveDate, Error> {
    let Some(stated) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|it| !it.is_empty()) else {
        return Ok(today);
    };
    let seconds = stated.to_str().and_then(|it| it.parse::<i64>().ok());
    let moment = seconds.and_then(|it| chrono::DateTime::from_timestamp(it, 0));
    let day = moment.map(|it| it.date_naive()).filter(|it| in_range(*it));
    day.ok_or_else(|| Error::Usage {
        message: format!(
            "SOURCE_DATE_EPOCH is `{}`, which is not a valid timestamp",
            stated.to_string_lossy().escape_debug()
        ),
        help: "set it to the seconds since 1970-01-01, unset it, or pass `--as-of DATE`".into(),
    })
}

/// The definition of the command line, for completions.
fn definition() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}
