//! What a fact, statement or answer is based on, as text for the terminal and as JSON.

use serde_json::json;

use crate::{diagnostic::human::visible, document::Trace};

/// The trace as text.
pub fn human(trace: &Trace) -> String {
    let mut out = format!("{}\n\nbased on\n", trace.id);
    for (id, place, fields) in &trace.rests_on {
        out += &format!("  {id}  ({place})\n      lines: {fields}\n");
    }
    out += "\nsays\n";
    if trace.says.is_empty() {
        out += "  nothing: it is not published on this date and for this audience; `factum check` says why\n";
    }
    for (id, words, place) in &trace.says {
        out += &format!("  {id}  ({place})\n      {}\n", visible(&words.replace('\n', " ")));
        if let Some(open) = &trace.open {
            out += if open.contains(id) { "      not approved\n" } else { "      approved\n" };
        }
    }
    out += "\npublished in\n";
    for (file, how) in &trace.said_in {
        out += &format!("  {file}  ({how})\n");
    }
    out
}

/// The trace as JSON, version 1.
pub fn json(trace: &Trace) -> String {
    let all = json!({
        "version": 1,
        "id": trace.id,
        "rests_on": trace.rests_on.iter().map(|(id, place, fields)| json!({"fact": id, "place": place, "fields": fields})).collect::<Vec<_>>(),
        "says": trace.says.iter().map(|(id, text, place)| json!({"id": id, "text": text, "place": place, "approved": trace.open.as_ref().map(|it| !it.contains(id))})).collect::<Vec<_>>(),
        "said_in": trace.said_in.iter().map(|(file, how)| json!({"file": file, "how": how})).collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}
