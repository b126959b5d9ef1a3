//! Terminal output: progress, summaries, findings, errors.

use std::{
    io::{IsTerminal, Write},
    time::Duration,
};

use anstream::ColorChoice;
use indicatif::{ProgressBar, ProgressStyle};

use super::timeout::StepTimeout;
use crate::{
    diagnostic::{Report, Sources, human},
    error::Error,
    project::Progress,
};

/// The terminal: messages go to standard error, results to standard output.
#[derive(Debug, Clone)]
pub struct Terminal {
    quiet: bool,
    progress: Option<ProgressBar>,
    timeout: StepTimeout,
}

impl Progress for Terminal {
    fn stage(&self, words: &str) {
        let words = &human::visible(words).replace('\n', " ");
        self.timeout.begin(words);
        match &self.progress {
            Some(bar) => {
                bar.set_message(words.to_owned());
                bar.tick();
            }
            None if !self.quiet => {
                let _ = writeln!(anstream::stderr(), "factum: {words}");
            }
            None => {}
        }
    }
}

impl Terminal {
    /// A terminal with colours as in `color`, and with a progress line if it is interactive, else plain
    /// lines.
    pub fn new(color: ColorChoice, quiet: bool) -> Self {
        color.write_global();
        let person = std::io::stderr().is_terminal() && color != ColorChoice::Never;
        let progress = (person && !quiet).then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style);
            }
            bar
        });
        Self { quiet, progress, timeout: StepTimeout::default() }
    }

    /// Ends the program when a step takes more than `seconds`.
    pub fn limit(&self, seconds: u64) {
        let terminal = self.clone();
        self.timeout.start(Duration::from_secs(seconds), move |step| {
            terminal.error(&Error::Rejected {
                message: format!(
                    "{step}: not finished within {seconds} seconds; what was being generated was not written"
                ),
                help: "check that your own templates in `templates/pdf/` terminate, or raise the limit with \
                       `--time-limit SECONDS`"
                    .into(),
            });
            std::process::exit(i32::from(Error::EXIT_CODE));
        });
    }

    /// Ends the progress line.
    pub fn end_progress(&self) {
        self.timeout.pause();
        if let Some(bar) = &self.progress {
            bar.finish_and_clear();
        }
    }

    /// Prints a summary, unless quiet.
    pub fn summary(&self, words: &str) {
        self.end_progress();
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{}", human::visible(words));
        }
    }

    /// Prints a note, also when quiet.
    pub fn note(&self, words: &str) {
        self.end_progress();
        let _ = writeln!(anstream::stderr(), "note: {}", human::visible(words));
    }

    /// Asks for confirmation; `None` if not running in a terminal.
    pub fn confirm(&self, question: &str) -> Option<bool> {
        self.end_progress();
        if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
            return None;
        }
        let mut out = anstream::stderr();
        let _ = write!(out, "{} [y/N] ", human::visible(question)).and_then(|()| out.flush());
        let mut line = String::new();
        let read = std::io::stdin().read_line(&mut line);
        Some(read.is_ok() && matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// Prints a result.
    ///
    /// # Errors
    /// Standard output cannot be written. A closed pipe is not an error.
    pub fn print(&self, text: &str) -> Result<(), Error> {
        self.end_progress();
        let mut out = anstream::stdout();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Error::Write { path: "standard output".into(), cause })
            }
            _ => Ok(()),
        }
    }

    /// Prints bytes that are not text, such as a PDF.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        self.end_progress();
        let mut out = std::io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Error::Write { path: "standard output".into(), cause })
            }
            _ => Ok(()),
        }
    }

    /// Whether results are printed in colour.
    pub fn colored(&self) -> bool {
        anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
    }

    /// Whether a person can read and answer prompts.
    pub fn is_attended(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal() && std::io::stdout().is_terminal()
    }

    /// Prints findings on standard error.
    pub fn findings(&self, report: &Report, sources: &Sources) {
        self.end_progress();
        let _ = anstream::stderr().write_all(human::render(report, sources, true).as_bytes());
    }

    /// Prints an error.
    pub fn error(&self, error: &Error) {
        self.end_progress();
        let bold = anstyle::AnsiColor::Red.on_default().bold();
        let mut out = anstream::stderr();
        let _ = writeln!(out, "{bold}error{bold:#}: {}", human::in_one_line(&error.to_string()));
        let help = error.help();
        if !help.is_empty() {
            let _ = writeln!(out, "  = help: {}", human::visible(&help));
        }
    }
}
