//! `factum timeline`: the history of attestations and certificates, as a chart or as text.

use clap::{Args, ValueEnum};

use super::{context::CommandContext, exit::ExitStatus};
use crate::{
    document::{timeline, timeline_document},
    project::{Project, Stopped},
    render::{
        chart,
        timeline::{human, json},
    },
};

/// Print the history of attestations and certificates, as a chart or as text
#[derive(Args, Debug, Clone)]
#[command(after_help = "Examples:
  factum timeline
  factum timeline --format svg > history.svg
  factum timeline --audience nda --as-of 2025-03-04 --format html > history.html")]
pub struct TimelineArguments {
    /// The output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = TimelineFormat::Human)]
    pub format: TimelineFormat,
}

/// Output formats of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TimelineFormat {
    /// Text for the terminal
    Human,
    /// An SVG image
    Svg,
    /// An HTML page
    Html,
    /// JSON
    Json,
}

/// Prints the chart. Where no history has a date there is no chart, and a note says so.
///
/// # Errors
/// The command stopped, with findings or an error.
pub fn run(context: &CommandContext, arguments: &TimelineArguments) -> Result<ExitStatus, Stopped> {
    let inputs = context.inputs();
    let loaded = inputs.load()?;
    let project = Project::new(&loaded, inputs);
    let publication = project.publication(context.audience.unwrap_or_default());
    let publication =
        publication.map_err(|it| it.with_summary("fix these errors first; no timeline was made"))?;
    let chart = timeline(&publication.statements.view);
    let text = match (arguments.format, &chart) {
        (TimelineFormat::Json, it) => json(&publication, it.as_ref()),
        (TimelineFormat::Html, it) => project.page(&publication, &timeline_document(it.as_ref()))?,
        (TimelineFormat::Human, Some(it)) => human(it),
        (TimelineFormat::Svg, Some(it)) => chart::svg(it, true) + "\n",
        (TimelineFormat::Human | TimelineFormat::Svg, None) => {
            context
                .terminal
                .summary("no attestation or certificate visible to this audience states a start or end date");
            String::new()
        }
    };
    context.terminal.print(&text)?;
    Ok(ExitStatus::Clean)
}
