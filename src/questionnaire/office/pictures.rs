//! Pictures in a part, and text that is drawn in it (WordArt). Pictures cannot be read; logos need not be.

use super::{
    package::{Package, Relation},
    xml::{Node, Tag, Walk},
};
use crate::questionnaire::{At, bounded::unreadable};

/// EMU (ECMA-376 part 1, 20.1.10.16) per centimetre and per point.
const CENTIMETRE: u64 = 360_000;
const POINT: f64 = 12_700.0;
/// The maximum width and height of a logo or icon, in centimetres; text in it would not be legible.
const SMALL: (u64, u64) = (9, 3);
/// The maximum width and height of a picture with the name of a logo, in centimetres.
const LOGO: (u64, u64) = (17, 6);
/// The maximum number of characters of the text before a picture that describe its position.
const BEHIND: usize = 60;
/// The maximum number of characters of a tag's texts.
const LONG: usize = 300;
/// The maximum number of pictures of a part that are reported.
const PICTURES: usize = 200;

/// The names of picture frames.
const FRAMES: &[&str] =
    &["inline", "anchor", "twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "pict", "background"];
/// The kinds of graphics whose texts are read in their own parts or in place, by the last words of their
/// names.
const GRAPHICS: &str = "picture, chart, chartex, diagram, wordprocessingShape, wordprocessingGroup, \
                        wordprocessingCanvas, lockedCanvas, slicer, timeslicer, compatibility, table";

/// The drawings in a part.
#[derive(Debug, Default)]
pub struct Drawing {
    /// WordArt, and the alternative texts of logos and shapes.
    pub texts: Vec<String>,
    pictures: Vec<Picture>,
}

/// A frame with pictures or other unreadable content.
#[derive(Debug, Default)]
struct Picture {
    /// The ids of its images.
    images: Vec<String>,
    /// Its other content.
    other: Option<String>,
    /// Its name and alternative text.
    name: String,
    alternative: String,
    /// Its width and height in EMU; 0 if not set.
    size: (u64, u64),
    /// Its cell.
    at: Option<At>,
    /// The text before it.
    behind: String,
}

/// Reads the drawings in a part; `None` if the part is malformed.
pub fn read(part: &str, text: &str) -> Option<Drawing> {
    let mut walk = Walk::new(part, text);
    let mut drawing = Drawing::default();
    let mut open: Vec<(usize, Picture)> = Vec::new();
    let (mut line, mut behind) = (String::new(), String::new());
    while let Some(node) = walk.next().ok()? {
        let depth = walk.open().len();
        match node {
            Node::Open(tag) => {
                let name = tag.name();
                if name == "Fallback" {
                    walk.skip().ok()?;
                } else if FRAMES.contains(&name) {
                    open.push((depth, Picture { behind: behind.clone(), ..Picture::default() }));
                } else if name == "t" {
                    let boxed = walk.open().contains(&"txbxContent");
                    let drawn = tag.prefix() != "m:" && !boxed && walk.open().contains(&"graphicData");
                    let words = walk.words().ok()?;
                    line.push_str(&words);
                    drawing.texts.extend(Some(words).filter(|_| drawn));
                } else if name == "textpath" {
                    drawing.texts.extend(tag.attribute("string").map(|it| it.into_owned()));
                } else if let Some((_, picture)) = open.last_mut() {
                    let inner: Vec<&str> = walk.open().to_vec();
                    if matches!(inner.as_slice(), [.., "from", "row" | "col"]) {
                        let number = walk.words().ok()?.trim().parse::<u32>().ok();
                        picture.cell(name, number);
                    } else {
                        picture.take(&tag);
                    }
                }
            }
            Node::Close { name, .. } => {
                if open.last().is_some_and(|it| it.0 == depth + 1) {
                    let picture = open.pop().map(|it| it.1).unwrap_or_default();
                    // The alternative text of a picture to look at is reported with the picture.
                    let told = picture.shows() && !picture.is_logo();
                    drawing
                        .texts
                        .extend(Some(&picture.alternative).filter(|it| !told && !it.is_empty()).cloned());
                    drawing.pictures.extend(Some(picture).filter(Picture::shows));
                } else if name == "p" && !line.trim().is_empty() {
                    behind = line.trim().chars().take(BEHIND).collect();
                    line.clear();
                }
            }
            Node::Text(_) => {}
        }
    }
    Some(drawing)
}

impl Drawing {
    /// The remarks about its pictures other than logos, each with its position.
    pub fn shown(&self, package: &Package, relations: &[Relation], place: &str) -> Vec<String> {
        let target = |id: &String| relations.iter().find(|it| it.id == *id).map(|it| it.target.as_str());
        let told = self.pictures.iter().filter(|it| !it.is_logo()).take(PICTURES + 1).map(|part| {
            let sums = part.images.iter().map(|image| target(image).map_or(0, |it| package.checksum(it)));
            let sums: Vec<String> = sums.map(|it| format!("{it:08x}")).collect();
            unreadable(&part.told(place, &sums.join(" ")))
        });
        told.collect()
    }
}

impl Picture {
    fn cell(&mut self, name: &str, number: Option<u32>) {
        let at = self.at.get_or_insert_default();
        let number = number.map_or(0, |it| it.saturating_add(1));
        if name == "row" { at.row = number } else { at.column = number }
    }

    /// Reads a tag within its frame.
    fn take(&mut self, tag: &Tag) {
        let cut = |it: &str| it.trim().chars().take(LONG).collect::<String>();
        let text = |name: &str| tag.attribute(name).map(|it| cut(&it)).filter(|it| !it.is_empty());
        match tag.name() {
            "docPr" | "cNvPr" => {
                self.name = text("name").unwrap_or_else(|| std::mem::take(&mut self.name));
                let said: Vec<String> = ["title", "descr"].into_iter().filter_map(text).collect();
                let said = Some(said.join(": ")).filter(|it| !it.is_empty());
                self.alternative = said.unwrap_or_else(|| std::mem::take(&mut self.alternative));
            }
            "extent" | "ext" => {
                let size = (tag.number("cx").unwrap_or(0), tag.number("cy").unwrap_or(0));
                self.size = (self.size.0.max(size.0), self.size.1.max(size.1));
            }
            "blip" => self.images.extend(text("embed").or_else(|| text("link"))),
            "imagedata" | "fill" => self.images.extend(text("id").or_else(|| text("src"))),
            "shape" | "rect" => {
                self.alternative = text("alt").unwrap_or_else(|| std::mem::take(&mut self.alternative));
                self.size = tag
                    .attribute("style")
                    .map_or(self.size, |it| (length(&it, "width"), length(&it, "height")));
            }
            "contentPart" => self.other = Some("freehand drawing".to_owned()),
            "graphicData" => {
                let uri = text("uri").unwrap_or_default();
                let kind = uri.rsplit('/').next().unwrap_or_default();
                if !GRAPHICS.split(", ").any(|it| it.trim() == kind) {
                    self.other = Some(format!("drawing of an unknown kind, `{kind}`"));
                }
            }
            _ => {}
        }
    }

    fn shows(&self) -> bool {
        !self.images.is_empty() || self.other.is_some()
    }

    /// Whether it is too small for text, or has the name of a logo and is not large.
    fn is_logo(&self) -> bool {
        let within = |most: (u64, u64)| {
            (1..=most.0 * CENTIMETRE).contains(&self.size.0)
                && (1..=most.1 * CENTIMETRE).contains(&self.size.1)
        };
        let called = || format!("{} {}", self.name, self.alternative).to_lowercase().contains("logo");
        self.other.is_none() && (within(SMALL) || within(LOGO) && called())
    }

    fn told(&self, place: &str, sums: &str) -> String {
        let what = self.other.as_deref().unwrap_or("picture");
        let at = match (self.at, self.behind.as_str()) {
            (Some(at), _) => format!(" at {at}"),
            (None, "") => String::new(),
            (None, behind) => format!(" after \"{behind}\""),
        };
        let said = match self.alternative.as_str() {
            "" => String::new(),
            said => format!(", alternative text \"{said}\""),
        };
        let sums = if sums.is_empty() { String::new() } else { format!(" ({sums})") };
        format!("{what} in {place}{at}{said}{sums}")
    }
}

/// A length in a style, in EMU: `width:12.5pt`; 0 if it is not given in points.
fn length(style: &str, name: &str) -> u64 {
    let value = style.split(';').find_map(|it| it.trim().strip_prefix(name)?.trim().strip_prefix(':'));
    let points =
        value.and_then(|it| it.trim().strip_suffix("pt")).and_then(|it| it.trim().parse::<f64>().ok());
    points.filter(|it| (0.0..100_000.0).contains(it)).map_or(0, |it| (it * POINT) as u64)
}
