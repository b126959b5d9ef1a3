//! Conditional formats with strikethrough (ECMA-376 part 1, 18.3.1.18): those that always apply, and those
//! that may apply.

use super::super::{
    Area, Refusal,
    office::{
        package::Package,
        xml::{Node, Tag, Walk},
    },
};

/// The note on a cell that such a format may strike through.
pub const MAY_BE: &str = "This cell may be struck through by a conditional format.";

/// A rule of a conditional format.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The cells that it applies to.
    pub areas: Vec<Area>,
    /// The index of its format among the workbook's differential formats.
    pub format: usize,
    /// Whether it applies to every cell with a text, whatever the values in the file are.
    pub always: bool,
}

impl Rule {
    /// Reads the rule just begun; `None` if it has no such format.
    ///
    /// # Errors
    /// The XML is not well-formed.
    pub fn read(walk: &mut Walk, tag: &Tag, areas: &[Area]) -> Result<Option<Self>, Refusal> {
        let kind = tag.attribute("type").unwrap_or_default().into_owned();
        let Some(format) = tag.number("dxfId") else { return Ok(None) };
        let formula = walk.words()?;
        let truth = matches!(
            formula.trim().trim_start_matches('=').to_ascii_uppercase().as_str(),
            "TRUE" | "TRUE()" | "1" | "1=1"
        );
        let always = kind == "notContainsBlanks" || kind == "expression" && truth;
        Ok(Some(Self { areas: areas.to_vec(), format, always }))
    }
}

/// Whether each of a workbook's differential formats strikes through.
///
/// # Errors
/// Their part is malformed.
pub fn striking(package: &Package, workbook: &str) -> Result<Vec<bool>, Refusal> {
    let mut striking = Vec::new();
    let Some(relation) = package.related(workbook, "styles")?.into_iter().next() else { return Ok(striking) };
    let text = package.part(&relation.target)?;
    let mut walk = Walk::new(&relation.target, &text);
    while let Some(node) = walk.next()? {
        let Node::Open(tag) = node else { continue };
        match walk.open() {
            ["styleSheet", "dxfs", "dxf"] => striking.push(false),
            ["styleSheet", "dxfs", "dxf", "font", "strike"] => {
                let on = tag.attribute("val").is_none() || tag.flag("val");
                striking.last_mut().into_iter().for_each(|it| *it = on);
            }
            _ => {}
        }
    }
    Ok(striking)
}

/// The areas of a `sqref`.
pub fn areas(tag: &Tag) -> Vec<Area> {
    let all = tag.attribute("sqref").unwrap_or_default();
    all.split_whitespace().filter_map(|it| it.parse().ok()).collect()
}
