//! Upcoming dates as text for the terminal.

use chrono::NaiveDate;

use crate::{
    calendar::Event,
    diagnostic::{Sources, human::visible},
    document::{away, by_month},
};

/// The events within `days` of the effective date `on`.
pub fn render(on: NaiveDate, events: &[Event], days: u32, sources: &Sources) -> String {
    let mut out = format!("As of {}, {days} days ahead\n", on);
    if events.is_empty() {
        out += "\nNothing ends, begins or is due in this period, and nothing is overdue.\n";
    }
    let width = |of: &dyn Fn(&Event) -> usize| events.iter().map(of).max().unwrap_or_default();
    let far = width(&|it| away(it.day, on).len());
    let what = width(&|it| it.words.len());
    for (heading, events) in by_month(events, on) {
        out += &format!("\n{heading}\n");
        for it in events {
            let id = it.fact.as_ref().map_or(String::new(), |id| format!(" ({id})"));
            out += &format!(
                "  {}  {:far$}  {:what$}  {}{id}\n",
                it.day,
                away(it.day, on),
                it.words,
                visible(&it.title)
            );
            let place = it.place.map_or(String::new(), |it| format!(" [{}]", sources.cite(it)));
            out += &it
                .todo
                .as_ref()
                .map_or(String::new(), |it| format!("{:indent$}{it}{place}\n", "", indent = 16 + far));
        }
    }
    out
}
