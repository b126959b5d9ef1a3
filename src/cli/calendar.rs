//! `factum calendar`: upcoming start, end and due dates, and past dates that are still open.

use clap::{Args, ValueEnum};

use super::{CLEAN, Context, FINDINGS, pipeline, published};
use crate::{
    audience_view,
    calendar::Event,
    check::check,
    diagnostic::{Report, Sources, human::visible},
    document::{away, by_month, calendar_paper},
    error::Error,
    fact::Audience,
    render,
};

/// Arguments of `factum calendar`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Number of days ahead
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(u32).range(..=36_525))]
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
pub fn run(context: &Context, arguments: &Arguments) -> Result<u8, Error> {
    let mut loaded = pipeline::read(context)?;
    published::read(context, &mut loaded);
    let audience = context.audience.unwrap_or(Audience::Internal);
    let (publications, report) = pipeline::publish(context, &loaded, &[audience], false)?;
    let checked = check(&loaded, context.on, false);
    let (Some(publication), Some(sound)) = (publications.first(), checked.sound) else {
        context.terminal.findings(&report, &loaded.sources);
        context.terminal.summary("fix these errors first; no calendar was made");
        return Ok(FINDINGS);
    };
    let days = arguments.days;
    let events = audience_view::dates(sound, audience, context.on, days);
    let text = match arguments.format {
        CalendarFormat::Human => human(context, &events, days, &loaded.sources),
        CalendarFormat::Json => render::calendar::json(publication, &events, days, &loaded.sources),
        CalendarFormat::Ics => render::calendar::ics(publication, &events),
        CalendarFormat::Html => {
            let paper = calendar_paper(&events, context.on, days);
            match render::html_alone(&pipeline::material(&loaded, publication), &paper) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(found) => {
                    context
                        .terminal
                        .findings(&Report::new(found, &pipeline::levels(&loaded), false), &loaded.sources);
                    return Ok(FINDINGS);
                }
            }
        }
    };
    context.terminal.print(&text)?;
    Ok(CLEAN)
}

fn human(context: &Context, events: &[Event], days: u32, sources: &Sources) -> String {
    let mut out = format!("As of {}, {days} days ahead\n", context.on);
    if events.is_empty() {
        out += "\nNothing ends, begins or is due in this period, and nothing is overdue.\n";
    }
    let width = |of: &dyn Fn(&Event) -> usize| events.iter().map(of).max().unwrap_or_default();
    let far = width(&|it| away(it.day, context.on).len());
    let what = width(&|it| it.kind.words.len());
    for (heading, events) in by_month(events, context.on) {
        out += &format!("\n{heading}\n");
        for it in events {
            let id = it.fact.as_ref().map_or(String::new(), |id| format!(" ({id})"));
            out += &format!(
                "  {}  {:far$}  {:what$}  {}{id}\n",
                it.day,
                away(it.day, context.on),
                it.kind.words,
                visible(&it.title)
            );
            let place = it.place.map_or(String::new(), |it| format!(" [{}]", sources.cite(it)));
            out += &it
                .todo
                .map_or(String::new(), |it| format!("{:indent$}{it}{place}\n", "", indent = 16 + far));
        }
    }
    out
}
