//! The cells of a worksheet part, with their byte ranges.

use std::{ops::Range, sync::Arc};

use super::{
    super::{
        Area, At, Refusal,
        bounded::more,
        office::xml::{Node, Tag, Walk},
    },
    bounds, strings,
};

/// A cell of the part.
#[derive(Debug)]
pub struct ScannedCell {
    /// Its position.
    pub at: At,
    /// Whether it states its position itself.
    pub placed: bool,
    /// Its byte range, including its tags.
    pub span: Range<usize>,
    /// The index of its format.
    pub style: usize,
    /// The type of its value, as in the part.
    pub kind: String,
    /// Its value.
    pub value: Option<String>,
    /// The XML of its own text, if it has runs with formats of their own; for a shared text, see the
    /// workbook's shared strings.
    pub rich: Option<Arc<str>>,
    /// Whether it has a formula.
    pub formula: bool,
    /// The formula, if its value was not saved with it; empty if the formula is stored elsewhere or is
    /// long.
    pub unset: Option<String>,
}

/// Reads a cell; without a position of its own, it is right of the one before it.
pub(super) fn cell(
    walk: &mut Walk,
    tag: &Tag,
    next: At,
    arrays: &mut Vec<Area>,
) -> Result<ScannedCell, Refusal> {
    let told = tag.attribute("r").and_then(|it| it.parse::<At>().ok());
    let mut found = ScannedCell {
        // The row number of the row element is used; a different one in a cell reference is ignored.
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
                    // A long formula is not read, but its presence is recorded.
                    let long = || format!("\"{}\"", more(1));
                    found.unset = Some(if formula.len() <= bounds::LONGEST { formula } else { long() });
                }
                _ => drop(walk.skip()?),
            },
            Some(_) => {}
            None => break,
        }
    }
    // A formula with an empty text has a type for it; a number or an error has a value.
    let number = matches!(found.kind.as_str(), "" | "n");
    if found.value.as_ref().is_some_and(|it| !number || !it.trim().is_empty()) {
        found.unset = None;
    }
    found.span.end = walk.place();
    Ok(found)
}
