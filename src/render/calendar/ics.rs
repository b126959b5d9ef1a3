//! Upcoming dates as iCalendar (RFC 5545): one all-day event each.
//!
//! An event has the same `UID` (section 3.8.4.7) in every export, so that importing it again updates it;
//! `DTSTAMP` (section 3.8.7.2) is the effective date, so that the same facts give the same bytes.

use crate::{
    calendar::Event,
    document::Publication,
    render::{VERSION, uuid},
};

/// The longest line, in octets without its end (section 3.1).
const LINE: usize = 75;

/// The events as a calendar.
pub fn render(publication: &Publication, events: &[Event]) -> String {
    let mut out = FoldedLines(String::new());
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", &text(&format!("-//factum//factum {VERSION}//EN")));
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    // `X-WR-CALNAME` is read by most programs but not standardized; RFC 7986, section 5.1, defines `NAME`.
    let name = text(&format!("{}: upcoming dates", publication.vendor));
    out.line("NAME", &name);
    out.line("X-WR-CALNAME", &name);
    for it in events {
        event(publication, it, &mut out);
    }
    out.line("END", "VCALENDAR");
    out.0
}

/// Section 3.6.1: the end date of an all-day event is exclusive.
fn event(publication: &Publication, it: &Event, out: &mut FoldedLines) {
    let about = it.about();
    let late = if it.is_overdue(publication.on) { "Overdue: " } else { "" };
    let todo = it.todo.as_ref().map(|it| format!("Action: {it}."));
    let fact = it.fact.as_ref().map(|it| format!("Fact: {it}"));
    let description: Vec<_> = todo.into_iter().chain(fact).collect();
    out.line("BEGIN", "VEVENT");
    out.line(
        "UID",
        &format!("urn:uuid:{}", uuid(publication, &["calendar", it.kind.name, &about, &it.step.to_string()])),
    );
    out.line("DTSTAMP", &publication.on.format("%Y%m%dT000000Z").to_string());
    out.line("DTSTART;VALUE=DATE", &it.day.format("%Y%m%d").to_string());
    if let Some(next) = it.day.succ_opt() {
        out.line("DTEND;VALUE=DATE", &next.format("%Y%m%d").to_string());
    }
    out.line("SUMMARY", &text(&format!("{late}{}: {}", it.title, it.words)));
    out.line("DESCRIPTION", &text(&description.join("\n")));
    out.line("CATEGORIES", &text(it.kind.name));
    // The event does not block time (section 3.8.2.7).
    out.line("TRANSP", "TRANSPARENT");
    out.line("END", "VEVENT");
}

/// A value of the type TEXT, escaped (section 3.3.11).
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            c => out.push(c),
        }
    }
    out
}

/// Content lines, folded (section 3.1): a line end and a space go before what would be too long, never within
/// a character.
struct FoldedLines(String);

impl FoldedLines {
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if length + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
