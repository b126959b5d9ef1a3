//! What a document's other parts say about its paragraphs: heading styles, boxes as bullets, and
//! protection.

use std::collections::BTreeMap;

use super::{
    document::Paragraph,
    indents::{self, Attributes},
    style_marks::StyleMarks,
};
use crate::questionnaire::{
    Indent, Refusal,
    office::package::Package,
    office::xml::{Node, Tag, Walk},
    plain,
};

/// The maximum number of base styles that are followed.
const STEPS: usize = 16;
/// The outline level of body text.
const BODY: u8 = 10;
/// Codes of signs that are empty boxes in the Wingdings fonts, including Word's offset.
const SIGN_BOXES: &[char] =
    &['\u{F0A8}', '\u{F06F}', '\u{F070}', '\u{F071}', '\u{F072}', '\u{A8}', 'o', 'p', 'q', 'r'];

/// Styles and lists.
#[derive(Debug, Default)]
pub struct Styles {
    styles: BTreeMap<String, Style>,
    /// The default style of each type: `paragraph`.
    defaults: BTreeMap<String, String>,
    /// The document's defaults.
    said: StyleMarks,
    /// The abstract list of each list.
    lists: BTreeMap<u32, u32>,
    levels: BTreeMap<(u32, u32), Level>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    indent: Attributes,
    list: Option<u32>,
    level: u32,
    said: StyleMarks,
}

/// A level of a list.
#[derive(Debug, Default, Clone)]
pub struct Level {
    /// Whether its items have bullets, not numbers.
    pub bullet: bool,
    /// Whether its bullets are empty boxes.
    pub boxed: bool,
    /// The attributes of its indent.
    pub indent: Attributes,
}

/// What may be changed in a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Protection {
    /// Everything.
    #[default]
    None,
    /// Everything, with changes tracked.
    Tracked,
    /// Controls and form fields only.
    Forms,
    /// Nothing.
    All,
}

impl Styles {
    /// Reads the styles and lists of a package, if it has any.
    ///
    /// # Errors
    /// The styles cannot be read.
    pub fn read(package: &Package, part: &str) -> Result<Self, Refusal> {
        let mut styles = Self::default();
        for relation in package.relations(part)? {
            match relation.kind.as_str() {
                "styles" if package.holds(&relation.target) => {
                    styles.read_styles(&relation.target, &package.part(&relation.target)?)?
                }
                "numbering" if package.holds(&relation.target) => {
                    styles.read_lists(&relation.target, &package.part(&relation.target)?)?
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    /// Whether a paragraph is a heading.
    pub fn heading(&self, paragraph: &Paragraph) -> bool {
        let by_name =
            |it: &Style| ["heading ", "title", "subtitle"].iter().any(|name| it.name.starts_with(name));
        paragraph.outline.is_some() || self.line(paragraph).any(|it| it.outline.is_some() || by_name(it))
    }

    /// The level of a heading by its style or its outline level, 1 for the outermost; 0 if neither is set.
    pub fn heading_level(&self, paragraph: &Paragraph) -> u8 {
        let level = |it: &Style| it.name.strip_prefix("heading ").and_then(|it| it.trim().parse().ok());
        let by_name = self.line(paragraph).find_map(level);
        by_name.or_else(|| self.outline(paragraph)).unwrap_or(0)
    }

    fn outline(&self, paragraph: &Paragraph) -> Option<u8> {
        paragraph.outline.or_else(|| self.line(paragraph).find_map(|it| it.outline))
    }

    /// The indent of a paragraph.
    pub fn indent(&self, paragraph: &Paragraph) -> Indent {
        let outline = Some(self.heading_level(paragraph)).filter(|it| *it > 0);
        let by_style = || self.line(paragraph).find_map(|it| it.list.map(|id| (id, it.level)));
        let item = paragraph.list.or_else(by_style).filter(|it| it.0 != 0);
        let level = self.level(paragraph);
        let of_level = level.as_ref().map(|it| &it.indent);
        let styles = || self.line(paragraph).map(|it| &it.indent);
        // A paragraph's own list takes precedence over its style's indent; the indent of a style takes
        // precedence over that of the style's list.
        let own = paragraph.list.is_some();
        let first = of_level.filter(|_| own).into_iter().chain(styles()).chain(of_level.filter(|_| !own));
        let told: Vec<&Attributes> = std::iter::once(&paragraph.indent).chain(first).collect();
        Indent {
            outline: outline.unwrap_or(BODY),
            list: item.map_or(0, |it| u8::try_from(it.1).unwrap_or(u8::MAX).saturating_add(1)),
            bullet: level.as_ref().is_some_and(|it| it.bullet),
            left: indents::first_line(&told),
        }
    }

    /// Whether a paragraph belongs to a table of contents.
    pub fn contents(&self, paragraph: &Paragraph) -> bool {
        self.line(paragraph).any(|it| it.name.starts_with("toc "))
    }

    /// The level of the list that a paragraph is an item of.
    pub fn level(&self, paragraph: &Paragraph) -> Option<Level> {
        let told = || self.line(paragraph).find_map(|it| it.list.map(|id| (id, it.level)));
        let (list, level) = paragraph.list.or_else(told)?;
        self.levels.get(&(*self.lists.get(&list)?, level)).cloned()
    }

    /// The strikethrough and hidden properties of a style; without an id, those of the default style of its
    /// type.
    pub fn said(&self, kind: &str, id: Option<&str>) -> StyleMarks {
        let id = id.or_else(|| self.defaults.get(kind).map(String::as_str));
        self.based(id).fold(StyleMarks::default(), |said, it| said.or(it.said))
    }

    /// The strikethrough and hidden properties of the document's defaults.
    pub fn default_said(&self) -> StyleMarks {
        self.said
    }

    /// A paragraph's style, and those that it is based on.
    fn line(&self, paragraph: &Paragraph) -> impl Iterator<Item = &Style> {
        self.based(paragraph.style.as_deref())
    }

    fn based(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id.and_then(|it| self.styles.get(it));
        std::iter::successors(first, |it| self.styles.get(it.based_on.as_ref()?)).take(STEPS)
    }

    fn read_styles(&mut self, part: &str, text: &str) -> Result<(), Refusal> {
        let (mut walk, mut id, mut style) = (Walk::new(part, text), None, Style::default());
        while let Some(node) = walk.next()? {
            match node {
                Node::Open(tag) if tag.name() == "style" => {
                    id = tag.attribute("styleId").map(|it| it.into_owned());
                    let kind = tag.attribute("type").filter(|_| tag.flag("default"));
                    self.defaults.extend(kind.map(|it| it.into_owned()).zip(id.clone()));
                }
                Node::Open(tag) if id.is_some() => style.take(&tag, walk.open()),
                Node::Open(tag) if walk.open().contains(&"rPrDefault") => self.said.take(&tag),
                Node::Close { name: "style", .. } => {
                    let done = std::mem::take(&mut style);
                    if let Some(id) = id.take() {
                        self.styles.insert(id, done);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn read_lists(&mut self, part: &str, text: &str) -> Result<(), Refusal> {
        let mut walk = Walk::new(part, text);
        let (mut own, mut list, mut level) = (None, None, (0, Level::default()));
        // Whether the text of the current level is a sign that is a box in a symbol font.
        let mut sign = false;
        while let Some(node) = walk.next()? {
            let tag = match node {
                Node::Open(tag) => tag,
                Node::Close { name: "lvl", .. } => {
                    let (number, done) = std::mem::take(&mut level);
                    own.into_iter().for_each(|own| drop(self.levels.insert((own, number), done.clone())));
                    continue;
                }
                _ => continue,
            };
            match tag.name() {
                "abstractNum" => own = tag.number("abstractNumId"),
                "lvl" => level = (tag.number("ilvl").unwrap_or(0), Level::default()),
                "numFmt" => level.1.bullet = tag.attribute("val").is_some_and(|it| it == "bullet"),
                "lvlText" => (level.1.boxed, sign) = is_box(&tag),
                "rFonts" => {
                    level.1.boxed |=
                        sign && tag.attribute("ascii").is_some_and(|it| it.starts_with("Wingdings"))
                }
                "ind" => {
                    level.1.indent = indents::attributes(|name| tag.attribute(name).map(|it| it.into_owned()))
                }
                "num" => list = tag.number::<u32>("numId"),
                "abstractNumId" => {
                    let meant = tag.number::<u32>("val");
                    self.lists.extend(list.zip(meant));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Style {
    /// Reads a tag within a style.
    fn take(&mut self, tag: &Tag, open: &[&str]) {
        let value = || tag.attribute("val").unwrap_or_default().into_owned();
        match tag.name() {
            "name" => self.name = value().to_lowercase(),
            "basedOn" => self.based_on = Some(value()),
            // A table style may set it for some of its cells only.
            "outlineLvl" if !open.contains(&"tblStylePr") => self.outline = indents::outline(&value()),
            "ind" if !open.contains(&"tblStylePr") => {
                self.indent = indents::attributes(|name| tag.attribute(name).map(|it| it.into_owned()));
            }
            "numId" => self.list = tag.number("val"),
            "ilvl" => self.level = tag.number("val").unwrap_or(0),
            // What is set for some cells of a table is applied to all.
            _ if open.contains(&"rPr") && !open.contains(&"pPr") => self.said.take(tag),
            _ => {}
        }
    }
}

/// Whether the text of a list level is an empty box, and whether it would be one in a symbol font.
fn is_box(tag: &Tag) -> (bool, bool) {
    let text = tag.attribute("val").unwrap_or_default();
    let mut signs = text.chars();
    let sign = signs.next().is_some_and(|it| SIGN_BOXES.contains(&it)) && signs.next().is_none();
    (plain::is_box(&text), sign)
}

/// The protection of a document.
///
/// # Errors
/// The settings cannot be read.
pub fn protection(package: &Package, part: &str) -> Result<Protection, Refusal> {
    let Some(settings) = package.related(part, "settings")?.into_iter().find(|it| package.holds(&it.target))
    else {
        return Ok(Protection::None);
    };
    let text = package.part(&settings.target)?;
    let mut walk = Walk::new(&settings.target, &text);
    while let Some(node) = walk.next()? {
        let Node::Open(tag) = node else { continue };
        if tag.name() == "documentProtection" && tag.flag("enforcement") {
            return Ok(match tag.attribute("edit").as_deref() {
                Some("forms") => Protection::Forms,
                Some("readOnly" | "comments") => Protection::All,
                Some("trackedChanges") => Protection::Tracked,
                _ => Protection::None,
            });
        }
    }
    Ok(Protection::None)
}
