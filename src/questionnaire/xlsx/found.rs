//! The cells of a worksheet part, each with the bytes it is at.

use std::{ops::Range, sync::Arc};

use super::{
    super::{
        Area, At, Refusal,
        bounded::more,
        office::xml::{Node, Tag, Walk},
    },
    bounds, strings,
};

/// A cell, as it is in the part.
#[derive(Debug)]
pub struct ScannedCell {
    /// Its place.
    pub at: At,
    /// It says its place itself.
    pub placed: bool,
    /// Its bytes, from its tag to its end.
    pub span: Range<usize>,
    /// The number of its format.
    pub style: usize,
    /// The type of its value, as it is there.
    pub kind: String,
    /// Its value.
    pub value: Option<String>,
    /// The XML of its own text, where that has runs with formats of their own; of a shared text, the
    /// workbook's list of these has it.
    pub rich: Option<Arc<str>>,
    /// It has a formula.
    pub formula: bool,
    /// The formula, where its value was not saved with it; one that is written elsewhere, or is long, is
    /// empty.
    pub unset: Option<String>,
}

/// A cell; one that does not say where it is stands right of the one before it.
pub(super) fn cell(
    walk: &mut Walk,
    tag: &Tag,
    next: At,
    arrays: &mut Vec<Area>,
) -> Result<ScannedCell, Refusal> {
    let told = tag.attribute("r").and_then(|it| it.parse::<At>().ok());
    let mut found = ScannedCell {
        // The row is the row's own: a cell that claims another one is not believed.
        at: told.map_or(next, |it| At { row: next.row, column: it.column }),
        placed: told.is_some(),
        span: tag.span.clone(),
        style: tag.number("s").unwrap_or_default(),
        kind: tag.attribute("t").unwrap_or_default().into_owned(),
        value: None,
        rich: None,
        formula: false,
        unset: None,
    };
    let depth = walk.open().len();
    while walk.open().len() >= depth {
        match walk.next()? {
            Some(Node::Open(inner)) => match inner.name() {
                "v" => found.value = Some(walk.words()?),
                "is" => {
                    let text = strings::runs(walk)?;
                    (found.value, found.rich) = (Some(text.words), text.rich);
                }
                "f" => {
                    found.formula = true;
                    if inner.attribute("t").is_some_and(|it| it == "array" || it == "dataTable") {
                        let area = inner.attribute("ref").and_then(|it| it.parse::<Area>().ok());
                        arrays.extend(area.filter(|it| it.first != it.last));
                    }
                    let formula = walk.words()?;
                    // A long one is not followed; that it is there is told.
                    let long = || format!("\"{}\"", more(1));
                    found.unset = Some(if formula.len() <= bounds::LONGEST { formula } else { long() });
                }
                _ => drop(walk.skip()?),
            },
            Some(_) => {}
            None => break,
        }
    }
    // A formula that gives no text has a type for it; a number or an error has a value.
    let number = matches!(found.kind.as_str(), "" | "n");
    if found.value.as_ref().is_some_and(|it| !number || !it.trim().is_empty()) {
        found.unset = None;
    }
    found.span.end = walk.place();
    Ok(found)
}
