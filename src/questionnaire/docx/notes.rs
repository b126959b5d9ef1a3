//! Footnotes, endnotes and comments: their parts, and where the document refers to them.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    super::{
        Refusal,
        bounded::bounded,
        office::names_year,
        office::package::Package,
        office::xml::{Node, Walk},
    },
    document::NoteKey,
};

/// A kind of notes.
pub struct NoteKind {
    /// The type of their part's relation.
    pub relation: &'static str,
    /// The element of one note.
    pub element: &'static str,
    /// The element that refers to it.
    pub reference: &'static str,
}

/// The kinds of notes.
pub const KINDS: &[NoteKind] = &[
    NoteKind { relation: "footnotes", element: "footnote", reference: "footnoteReference" },
    NoteKind { relation: "endnotes", element: "endnote", reference: "endnoteReference" },
    NoteKind { relation: "comments", element: "comment", reference: "commentReference" },
];
/// The most bytes of one note that are kept.
const NOTE: usize = 8_000;
/// The most texts of page headers and footers that are kept.
const MARGINS: usize = 30;
/// The most bytes of all notes that are kept.
const BYTES: usize = 4 << 20;

/// The notes of a document whose main part is `part`.
///
/// # Errors
/// A part of notes is broken.
pub fn read(package: &Package, part: &str) -> Result<BTreeMap<NoteKey, Arc<str>>, Refusal> {
    let mut notes = BTreeMap::new();
    let mut left = BYTES;
    for NoteKind { relation: kind, element, .. } in KINDS {
        for relation in package.related(part, kind)?.into_iter().filter(|it| package.holds(&it.target)) {
            let text = package.part(&relation.target)?;
            let mut walk = Walk::new(&relation.target, &text);
            while let Some(node) = walk.next()? {
                let Node::Open(tag) = node else { continue };
                // Separators have a type of their own.
                let plain = tag.attribute("type").is_none_or(|it| it == "normal");
                let Some(id) = tag.attribute("id").filter(|_| tag.name() == *element && plain) else {
                    continue;
                };
                let words = words(&mut walk)?;
                let size = words.len().min(NOTE).min(left);
                let words = words.get(..words.floor_char_boundary(size)).unwrap_or_default();
                left -= words.len();
                if !words.is_empty() {
                    notes.insert((*kind, id.into_owned()), Arc::from(words));
                }
            }
        }
    }
    Ok(notes)
}

/// The texts of the page headers and footers, each once; paragraphs without letters say nothing.
///
/// # Errors
/// One of their parts is broken.
pub fn margins(package: &Package, part: &str) -> Result<Vec<String>, Refusal> {
    let mut found: Vec<String> = Vec::new();
    for kind in ["header", "footer"] {
        for relation in package.related(part, kind)?.into_iter().filter(|it| package.holds(&it.target)) {
            let text = package.part(&relation.target)?;
            let mut walk = Walk::new(&relation.target, &text);
            while let Some(node) = walk.next()? {
                if matches!(node, Node::Open(_)) {
                    let words = words(&mut walk)?;
                    let says = |it: &&str| it.contains(char::is_alphabetic) || names_year(it);
                    let lines = words.split('\n').map(str::trim).filter(says);
                    for line in lines {
                        if found.len() <= MARGINS && !found.iter().any(|it| it == line) {
                            found.push(line.to_owned());
                        }
                    }
                }
            }
        }
    }
    Ok(bounded(found, MARGINS, NOTE))
}

/// The words of the element just begun, a line for each paragraph; without those that were deleted.
fn words(walk: &mut Walk) -> Result<String, Refusal> {
    let depth = walk.open().len();
    let mut words = String::new();
    while walk.open().len() >= depth {
        match walk.next()? {
            Some(Node::Open(tag))
                if matches!(tag.name(), "del" | "moveFrom" | "pPr" | "rPr" | "instrText" | "Fallback") =>
            {
                walk.skip()?;
            }
            Some(Node::Open(tag)) if tag.name() == "t" => words.push_str(&walk.words()?),
            Some(Node::Open(tag)) if matches!(tag.name(), "tab" | "br" | "cr") => words.push(' '),
            Some(Node::Close { name: "p", .. }) => words.push('\n'),
            Some(_) => {}
            None => break,
        }
    }
    Ok(words.trim().to_owned())
}
