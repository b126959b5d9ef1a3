//! The formats of cells, as far as reading and filling ask for them: locks, headings, wrapping, numbers.

use std::collections::BTreeMap;

use super::super::{
    Refusal,
    office::package::Package,
    office::xml::{Node, Tag, Walk},
};

/// The size of letters where none is told.
pub const SIZE: f64 = 11.0;

/// One format of cells (`xf` in `cellXfs`).
#[derive(Debug, Clone)]
pub struct Style {
    /// Locked, if its sheet is protected; what has no word on it is.
    pub locked: bool,
    /// Bold, or filled with a colour.
    pub heading: bool,
    /// Struck through.
    pub struck: bool,
    /// Steps by which its text is indented.
    pub indent: u8,
    /// Long texts break into lines.
    pub wraps: bool,
    /// The size of its letters, in points.
    pub size: f64,
    /// How numbers are shown; empty for as they are.
    pub number: String,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            locked: true,
            heading: false,
            struck: false,
            indent: 0,
            wraps: false,
            size: SIZE,
            number: String::new(),
        }
    }
}

/// The parts that formats are put together from.
#[derive(Debug, Default)]
struct Pieces {
    numbers: BTreeMap<u32, String>,
    bold: Vec<bool>,
    struck: Vec<bool>,
    sizes: Vec<f64>,
    filled: Vec<bool>,
    /// The fonts of the named styles, and by how many steps these are indented.
    named: Vec<(usize, u8)>,
}

/// The formats of a workbook, in the order of their numbers.
///
/// # Errors
/// Their part is broken.
pub fn styles(package: &Package, workbook: &str) -> Result<Vec<Style>, Refusal> {
    let mut styles = Vec::new();
    let Some(relation) = package.related(workbook, "styles")?.into_iter().next() else { return Ok(styles) };
    let text = package.part(&relation.target)?;
    let mut walk = Walk::new(&relation.target, &text);
    let mut pieces = Pieces::default();
    while let Some(node) = walk.next()? {
        let Node::Open(tag) = node else { continue };
        match walk.open() {
            ["styleSheet", "numFmts", "numFmt"] => {
                let code = tag.attribute("formatCode").unwrap_or_default().into_owned();
                pieces.numbers.extend(tag.number("numFmtId").map(|it| (it, code)));
            }
            ["styleSheet", "fonts", "font"] => {
                pieces.bold.push(false);
                pieces.struck.push(false);
                pieces.sizes.push(SIZE);
            }
            ["styleSheet", "fonts", "font", "sz"] => {
                let size = tag.number("val").filter(|it| (1.0..=409.0).contains(it)).unwrap_or(SIZE);
                pieces.sizes.last_mut().into_iter().for_each(|it| *it = size);
            }
            ["styleSheet", "fonts", "font", "b"] => {
                let bold = tag.attribute("val").is_none() || tag.flag("val");
                pieces.bold.last_mut().into_iter().for_each(|it| *it = bold);
            }
            ["styleSheet", "fonts", "font", "strike"] => {
                let struck = tag.attribute("val").is_none() || tag.flag("val");
                pieces.struck.last_mut().into_iter().for_each(|it| *it = struck);
            }
            ["styleSheet", "fills", "fill"] => pieces.filled.push(false),
            ["styleSheet", "fills", "fill", "patternFill"] => {
                let solid = tag.attribute("patternType").is_some_and(|it| it == "solid");
                pieces.filled.last_mut().into_iter().for_each(|it| *it = solid);
            }
            ["styleSheet", "fills", "fill", "patternFill", "fgColor"] if is_white(&tag) => {
                pieces.filled.last_mut().into_iter().for_each(|it| *it = false);
            }
            ["styleSheet", "cellStyleXfs", "xf"] => {
                pieces.named.push((tag.number("fontId").unwrap_or_default(), 0))
            }
            ["styleSheet", "cellStyleXfs", "xf", "alignment"] => {
                let steps = tag.number("indent").unwrap_or_default();
                pieces.named.last_mut().into_iter().for_each(|it| it.1 = steps);
            }
            ["styleSheet", "cellXfs", "xf"] => styles.push(pieces.style(&tag)),
            ["styleSheet", "cellXfs", "xf", "protection"] => {
                let locked = tag.attribute("locked").is_none() || tag.flag("locked");
                styles.last_mut().into_iter().for_each(|it| it.locked = locked);
            }
            ["styleSheet", "cellXfs", "xf", "alignment"] => {
                // What is justified or distributed breaks into lines as well.
                let spread = ["horizontal", "vertical"]
                    .iter()
                    .filter_map(|it| tag.attribute(it))
                    .any(|it| it == "justify" || it == "distributed");
                let indent = tag.number("indent").unwrap_or_default();
                styles.last_mut().into_iter().for_each(|it| {
                    (it.wraps, it.indent) = (tag.flag("wrapText") || spread, indent);
                });
            }
            _ => {}
        }
    }
    Ok(styles)
}

impl Pieces {
    fn style(&self, tag: &Tag) -> Style {
        let of = |list: &[bool], name| {
            tag.number::<usize>(name).and_then(|it| list.get(it).copied()).unwrap_or_default()
        };
        let number = tag.number("numFmtId").unwrap_or_default();
        let code = self.numbers.get(&number).map_or_else(|| super::number::built_in(number), String::as_str);
        // A format without a font of its own has that of its named style.
        let named =
            || tag.number::<usize>("xfId").and_then(|it| self.named.get(it).copied()).unwrap_or_default();
        let font = tag.number::<usize>("fontId").unwrap_or_else(|| named().0);
        let size = tag.number::<usize>("fontId").and_then(|it| self.sizes.get(it).copied()).unwrap_or(SIZE);
        Style {
            size,
            heading: of(&self.bold, "fontId") || of(&self.filled, "fillId"),
            struck: self.struck.get(font).copied().unwrap_or_default(),
            // An alignment of its own comes below.
            indent: named().1,
            number: code.to_owned(),
            ..Style::default()
        }
    }
}

/// The paper's colour makes no heading: the first of the theme, the indexed white and backgrounds, or written
/// out.
fn is_white(tag: &Tag) -> bool {
    let plain = tag.number::<f64>("tint").unwrap_or_default() == 0.0;
    let theme = tag.number::<u32>("theme") == Some(0) && plain;
    let indexed = tag.number::<u32>("indexed").is_some_and(|it| matches!(it, 1 | 9 | 64 | 65));
    theme || indexed || tag.attribute("rgb").is_some_and(|it| it.to_ascii_uppercase().ends_with("FFFFFF"))
}
