//! The history of the certifications as text for the terminal, and as JSON.

use serde_json::{Value as Json, json};

use crate::{
    diagnostic::human::visible,
    document::Publication,
    markup::timeline::{Bar, Row, Timeline},
};

/// The chart as text.
pub fn human(timeline: &Timeline) -> String {
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

/// The chart as JSON, version 1: dates in ISO 8601; unknown start and end dates are omitted. If
/// `until_stated` is false, the state has ended or may have ended, on an unknown date.
pub fn json(publication: &Publication, timeline: Option<&Timeline>) -> String {
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
