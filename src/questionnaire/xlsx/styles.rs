//! The properties of cell formats that reading and filling need: locks, headings, wrapping, numbers.

use std::collections::BTreeMap;

use super::super::{
    Refusal,
    office::package::Package,
    office::xml::{Node, Tag, Walk},
};

/// The default font size, in points.
pub const SIZE: f64 = 11.0;

/// One cell format (`xf` in `cellXfs`).
#[derive(Debug, Clone)]
pub struct Style {
    /// Whether cells are locked if their sheet is protected; true by default.
    pub locked: bool,
    /// Whether cells are bold or filled with a colour.
    pub heading: bool,
    /// Whether text is struck through.
    pub struck: bool,
    /// The number of indent steps.
    pub indent: u8,
    /// Whether long texts wrap.
    pub wraps: bool,
    /// The font size, in points.
    pub size: f64,
    /// The number format; empty for unformatted numbers.
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

/// The elements that formats are composed of.
#[derive(Debug, Default)]
struct Pieces {
    numbers: BTreeMap<u32, String>,
    bold: Vec<bool>,
    struck: Vec<bool>,
    sizes: Vec<f64>,
    filled: Vec<bool>,
    /// The fonts and indent steps of the named styles.
    named: Vec<(usize, u8)>,
    /// The composed formats.
    styles: Vec<Style>,
}

/// The formats of a workbook, by index.
///
/// # Errors
/// Their part is malformed.
pub fn styles(package: &Package, workbook: &str) -> Result<Vec<Style>, Refusal> {
    let Some(relation) = package.related(workbook, "styles")?.into_iter().next() else {
        return Ok(Vec::new());
    };
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
            ["styleSheet", "fonts", "font", part @ ..] => pieces.font(part, &tag),
            ["styleSheet", "fills", "fill", part @ ..] => pieces.fill(part, &tag),
            ["styleSheet", "cellStyleXfs", "xf", part @ ..] => pieces.named_style(part, &tag),
            ["styleSheet", "cellXfs", "xf", part @ ..] => pieces.format(part, &tag),
            _ => {}
        }
    }
    Ok(pieces.styles)
}

/// Sets the last element of a list.
fn set_last<T>(list: &mut [T], value: T) {
    if let Some(last) = list.last_mut() {
        *last = value;
    }
}

/// Whether a boolean element is on.
fn is_on(tag: &Tag) -> bool {
    tag.attribute("val").is_none() || tag.flag("val")
}

impl Pieces {
    /// Reads a font, or a part of the last one.
    fn font(&mut self, part: &[&str], tag: &Tag) {
        match part {
            [] => {
                self.bold.push(false);
                self.struck.push(false);
                self.sizes.push(SIZE);
            }
            ["sz"] => {
                let size = tag.number("val").filter(|it| (1.0..=409.0).contains(it)).unwrap_or(SIZE);
                set_last(&mut self.sizes, size);
            }
            ["b"] => set_last(&mut self.bold, is_on(tag)),
            ["strike"] => set_last(&mut self.struck, is_on(tag)),
            _ => {}
        }
    }

    /// Reads a fill, or a part of the last one.
    fn fill(&mut self, part: &[&str], tag: &Tag) {
        match part {
            [] => self.filled.push(false),
            ["patternFill"] => {
                set_last(&mut self.filled, tag.attribute("patternType").is_some_and(|it| it == "solid"))
            }
            ["patternFill", "fgColor"] if is_white(tag) => set_last(&mut self.filled, false),
            _ => {}
        }
    }

    /// Reads a named style, or its alignment.
    fn named_style(&mut self, part: &[&str], tag: &Tag) {
        match part {
            [] => self.named.push((tag.number("fontId").unwrap_or_default(), 0)),
            ["alignment"] => {
                let steps = tag.number("indent").unwrap_or_default();
                self.named.last_mut().into_iter().for_each(|it| it.1 = steps);
            }
            _ => {}
        }
    }

    /// Reads a cell format, or a part of the last one.
    fn format(&mut self, part: &[&str], tag: &Tag) {
        match part {
            [] => self.styles.push(self.style(tag)),
            ["protection"] => {
                let locked = tag.attribute("locked").is_none() || tag.flag("locked");
                self.styles.last_mut().into_iter().for_each(|it| it.locked = locked);
            }
            ["alignment"] => {
                // Justified or distributed text wraps as well.
                let spread = ["horizontal", "vertical"]
                    .iter()
                    .filter_map(|it| tag.attribute(it))
                    .any(|it| it == "justify" || it == "distributed");
                let indent = tag.number("indent").unwrap_or_default();
                self.styles.last_mut().into_iter().for_each(|style| {
                    (style.wraps, style.indent) = (tag.flag("wrapText") || spread, indent);
                });
            }
            _ => {}
        }
    }

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
            // Its own alignment, if any, follows.
            indent: named().1,
            number: code.to_owned(),
            ..Style::default()
        }
    }
}

/// Whether a fill has the colour of the paper, which does not make a heading: the first theme colour,
/// indexed white and background, or explicit white.
fn is_white(tag: &Tag) -> bool {
    let plain = tag.number::<f64>("tint").unwrap_or_default() == 0.0;
    let theme = tag.number::<u32>("theme") == Some(0) && plain;
    let indexed = tag.number::<u32>("indexed").is_some_and(|it| matches!(it, 1 | 9 | 64 | 65));
    theme || indexed || tag.attribute("rgb").is_some_and(|it| it.to_ascii_uppercase().ends_with("FFFFFF"))
}
