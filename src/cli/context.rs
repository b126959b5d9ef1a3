//! What every command is given besides its own arguments, and the clock.

use std::path::Path;

use chrono::NaiveDate;

use super::options::{Global, in_range, parse_day};
use crate::{
    error::Error,
    fact::Audience,
    project::Inputs,
    system::{Terminal, git::Git, signature::SshKeygen},
};

/// What every command is given besides its own arguments.
pub struct CommandContext {
    /// The effective date.
    pub on: NaiveDate,
    /// Today's date.
    pub today: NaiveDate,
    /// The requested audience.
    pub audience: Option<Audience>,
    /// Where messages and results are printed.
    pub terminal: Terminal,
    git: Git,
    keys: SshKeygen,
}

impl CommandContext {
    /// What the options of every command say.
    ///
    /// # Errors
    /// `SOURCE_DATE_EPOCH` (or `FACTUM_CLOCK` in test builds) is not valid.
    pub fn new(global: Global, terminal: &Terminal) -> Result<Self, Error> {
        let today = clock()?;
        let on = global.as_of.map_or_else(|| effective_date(today), Ok)?;
        Ok(Self {
            on,
            today,
            audience: global.audience,
            terminal: terminal.clone(),
            keys: SshKeygen::new(&global.root),
            git: Git { root: global.root },
        })
    }

    /// What a project is evaluated with.
    pub fn inputs(&self) -> Inputs<'_> {
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
    pub fn root(&self) -> &Path {
        &self.git.root
    }
}

/// Today's date, in the machine's time zone. Approvals and records are dated by it alone.
/// Test builds can replace it with `FACTUM_CLOCK`; the released program cannot.
fn clock() -> Result<NaiveDate, Error> {
    #[cfg(any(debug_assertions, feature = "test-clock"))]
    if let Some(stated) = std::env::var_os("FACTUM_CLOCK") {
        let day = stated.to_str().and_then(|it| parse_day(it).ok());
        let message = format!("FACTUM_CLOCK is `{}`, not a date", stated.to_string_lossy().escape_debug());
        return day
            .ok_or_else(|| Error::Rejected { message, help: "set it to a date, such as 2026-11-22".into() });
    }
    Ok(chrono::Local::now().date_naive())
}

/// The effective date where none is given: the day of SOURCE_DATE_EPOCH (reproducible-builds.org), else
/// `today`.
fn effective_date(today: NaiveDate) -> Result<NaiveDate, Error> {
    let Some(stated) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|it| !it.is_empty()) else {
        return Ok(today);
    };
    let seconds = stated.to_str().and_then(|it| it.parse::<i64>().ok());
    let moment = seconds.and_then(|it| chrono::DateTime::from_timestamp(it, 0));
    let day = moment.map(|it| it.date_naive()).filter(|it| in_range(*it));
    day.ok_or_else(|| Error::Rejected {
        message: format!(
            "SOURCE_DATE_EPOCH is `{}`, which is not a valid timestamp",
            stated.to_string_lossy().escape_debug()
        ),
        help: "set it to the seconds since 1970-01-01, unset it, or pass `--as-of DATE`".into(),
    })
}
