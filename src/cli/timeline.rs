//! `factum timeline`: the history of the certifications, as a chart or as text.

use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use super::{CLEAN, Context, FINDINGS, pipeline};
use crate::{
    diagnostic::{Report, human::visible},
    document::{Publication, timeline, timeline_paper},
    error::Error,
    markup::timeline::{Bar, Row, Timeline},
    render,
};

/// Arguments of `factum timeline`.
#[derive(Args, Debug)]
pub struct Arguments {
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
pub fn run(context: &Context, arguments: &Arguments) -> Result<u8, Error> {
    let loaded = pipeline::read(context)?;
    let audience = context.audience.unwrap_or_default();
    let (publications, report) = pipeline::publish(context, &loaded, &[audience], false)?;
    let Some(publication) = publications.first() else {
        context.terminal.findings(&report, &loaded.sources);
        context.terminal.summary("fix these errors first; no timeline was made");
        return Ok(FINDINGS);
    };
    let chart = timeline(&publication.statements.disclosure);
    let text = match (arguments.format, &chart) {
        (TimelineFormat::Json, it) => json(publication, it.as_ref()),
        (TimelineFormat::Html, it) => {
            match render::html_alone(&pipeline::material(&loaded, publication), &timeline_paper(it.as_ref()))
            {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(found) => {
                    context
                        .terminal
                        .findings(&Report::new(found, &pipeline::levels(&loaded), false), &loaded.sources);
                    return Ok(FINDINGS);
                }
            }
        }
        (TimelineFormat::Human, Some(it)) => human(it),
        (TimelineFormat::Svg, Some(it)) => render::chart::svg(it, true) + "\n",
        (TimelineFormat::Human | TimelineFormat::Svg, None) => {
            context.terminal.summary("no certification visible to this audience states a start or end date");
            String::new()
        }
    };
    context.terminal.print(&text)?;
    Ok(CLEAN)
}

fn human(timeline: &Timeline) -> String {
    let mut out = format!("{}\n", timeline.title());
    for row in &timeline.rows {
        out += &format!("\n{} ({})\n", visible(&row.name), row.fact);
        let wide = row.bars.iter().map(|it| it.words.len()).max().unwrap_or_default();
        for it in &row.bars {
            let from =
                it.from.filter(|_| it.from_stated).map_or_else(|| "..........".into(), |it| it.to_string());
            let until =
                it.until.filter(|_| it.until_stated).map_or_else(|| "..........".into(), |it| it.to_string());
            let note = it.unstated().map_or_else(String::new, |it| format!("  {it}"));
            out += format!("  {from}  {until}  {:wide$}{note}", it.words).trim_end();
            out += "\n";
        }
        for it in &row.expected {
            out += &format!("  {:10}  {it}  expected by\n", "");
        }
        for (from, until) in &row.periods {
            out += &format!("  {from}  {until}  period covered by a report\n");
        }
        for (from, until) in &row.gaps {
            out += &format!("  {from}  {until}  covered by no report\n");
        }
    }
    out
}

/// The chart as JSON, version 1: dates in ISO 8601; unknown start and end dates are omitted. If `until_stated` is false, the
/// state has ended or may have ended, on an unknown date.
fn json(publication: &Publication, timeline: Option<&Timeline>) -> String {
    let bar = |it: &Bar| {
        let mut json = json!({"look": it.look.word(), "state": it.words, "from_stated": it.from_stated, "until_stated": it.until_stated});
        for (name, day) in
            [("from", it.from.filter(|_| it.from_stated)), ("until", it.until.filter(|_| it.until_stated))]
        {
            if let Some(day) = day {
                json[name] = json!(day.to_string());
            }
        }
        json
    };
    let spans = |it: &[(chrono::NaiveDate, chrono::NaiveDate)]| -> Json {
        it.iter().map(|(from, until)| json!({"from": from.to_string(), "until": until.to_string()})).collect()
    };
    let row = |it: &Row| {
        json!({
            "fact": it.fact,
            "name": it.name,
            "states": it.bars.iter().map(bar).collect::<Json>(),
            "expected": it.expected.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "periods": spans(&it.periods),
            "gaps": spans(&it.gaps),
        })
    };
    let all = json!({
        "version": 1,
        "as_of": publication.on.to_string(),
        "audience": publication.audience.word(),
        "vendor": publication.vendor,
        "rows": timeline.map_or(&[][..], |it| &it.rows).iter().map(row).collect::<Json>(),
    });
    format!("{all:#}\n")
}
