//! Footnotes, endnotes and comments: their parts, and the references to them.

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

/// A kind of note.
pub struct NoteKind {
    /// The relationship type of its part.
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
/// The maximum size of one note, in bytes.
const NOTE: usize = 8_000;
/// The maximum number of texts from page headers and footers.
const MARGINS: usize = 30;
/// The maximum size of all notes, in bytes.
const BYTES: usize = 4 << 20;

/// The notes of a document whose main part is `part`.
///
/// # Errors
/// A part with notes is malformed.
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

/// The distinct texts of the page headers and footers, without paragraphs that have no letters.
///
/// # Errors
/// One of their parts is malformed.
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

/// The text of the element just begun, one line for each paragraph, without deleted text.
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
