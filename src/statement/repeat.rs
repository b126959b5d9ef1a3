//! Statements that answers and pages repeat.

use minijinja::{Error, value::Value};

use super::{template_error::wrong, world::TemplateFacts};

/// The text of a statement, for an answer or page that repeats it.
///
/// # Errors
/// There is no such statement, or statements are still being generated.
pub fn repeat(world: &TemplateFacts, id: &str) -> Result<Value, Error> {
    let statements = world
        .statements
        .get()
        .ok_or_else(|| wrong("a statement cannot repeat another one; only answers and pages can".into()))?;
    if let Some(kinds) = world.withheld.get().and_then(|it| it.get(id)) {
        world.notes().incomplete.extend(kinds);
        return Ok(Value::from(""));
    }
    let Some(it) = statements.get(id) else {
        let close = near_ids(id, statements.keys());
        return Err(wrong(format!("there is no statement `{id}` for this audience on this date{close}")));
    };
    let mut notes = world.notes();
    notes.facts.extend(it.facts.iter().cloned());
    notes.state_read.extend(it.state_read.iter().cloned());
    notes.read.extend(it.facts.iter().map(|it| (it.clone(), String::new())));
    notes.incomplete.extend(&it.incomplete);
    notes.repeated.insert(id.to_owned());
    Ok(Value::from(it.plain.as_str()))
}

fn near_ids<'a>(id: &str, ids: impl Iterator<Item = &'a String>) -> String {
    let close = crate::error::near(id, ids.map(String::as_str));
    if close.is_empty() { String::new() } else { format!("; did you mean `{}`?", close.join("`, `")) }
}
