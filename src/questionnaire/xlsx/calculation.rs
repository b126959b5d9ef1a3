//! Makes programs recalculate a workbook when they open it, because the saved values of formulas are from
//! before the answers.

use super::super::{
    Refusal,
    office::xml::{Node, Walk},
    splice::splice,
};

/// The elements of a workbook that come before its `calcPr` (ECMA-376 part 1, 18.2.27).
const BEFORE: &[&str] = &[
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
];

/// The workbook part with `fullCalcOnLoad`; `None` if it is set already.
///
/// # Errors
/// The XML is not well-formed.
pub fn recalculated(part: &str, text: &str) -> Result<Option<String>, Refusal> {
    let mut walk = Walk::new(part, text);
    let (mut end, mut prefix) = (None, String::new());
    while let Some(node) = walk.next()? {
        let Node::Open(tag) = node else { continue };
        match *walk.open() {
            ["workbook"] => prefix = tag.prefix().to_owned(),
            ["workbook", "calcPr"] => {
                let edit = match tag.value_span("fullCalcOnLoad") {
                    Some(_) if tag.flag("fullCalcOnLoad") => return Ok(None),
                    Some(span) => (span, "1".to_owned()),
                    None => {
                        (tag.end_of_attributes()..tag.end_of_attributes(), " fullCalcOnLoad=\"1\"".to_owned())
                    }
                };
                return Ok(splice(text, vec![edit]));
            }
            ["workbook", name] if BEFORE.contains(&name) => end = Some(walk.skip()?),
            _ => {}
        }
    }
    Ok(end.and_then(|it| splice(text, vec![(it..it, format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>"))])))
}
