//! `factum calendar`: upcoming start, end, change and due dates, and overdue items.

use clap::{Args, ValueEnum};

use super::{context::CommandContext, exit::ExitStatus};
use crate::{
    document::calendar_document,
    project::{Calendar, Project, Stopped},
    render::calendar::{human, ics, json},
};

/// Print upcoming start, end, change and due dates, and overdue items
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum calendar                 the next 90 days, for internal use
  factum calendar --days 365 --format ics > trust.ics
  factum calendar --audience public --format html > calendar.html

To get warnings from `factum check`, set warn_before: 60 days in data/site.yaml or on an entry.")]
pub struct CalendarArguments {
    /// Number of days ahead
    #[arg(long, value_name = "DAYS", default_value_t = 90,
        value_parser = clap::value_parser!(u32).range(..=36_525))]
    pub days: u32,
    /// The output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = CalendarFormat::Human)]
    pub format: CalendarFormat,
}

/// Output formats of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CalendarFormat {
    /// Text for the terminal
    Human,
    /// An HTML page
    Html,
    /// JSON
    Json,
    /// iCalendar (RFC 5545)
    Ics,
}

/// Prints the calendar, for the internal audience unless another one is given.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &CalendarArguments) -> Result<ExitStatus, Stopped> {
    let (days, inputs) = (arguments.days, context.inputs());
    let loaded = inputs.load_with_builds()?;
    let project = Project::new(&loaded, inputs);
    let made =
        project.calendar(days).map_err(|it| it.with_summary("fix these errors first; no calendar was made"));
    let Calendar { publication, events } = made?;
    let text = match arguments.format {
        CalendarFormat::Human => human(context.on, &events, days, &loaded.sources),
        CalendarFormat::Json => json(&publication, &events, days, &loaded.sources),
        CalendarFormat::Ics => ics(&publication, &events),
        CalendarFormat::Html => project.page(&publication, &calendar_document(&events, context.on, days))?,
    };
    context.terminal.print(&text)?;
    Ok(ExitStatus::Clean)
}
