//! Notes on cells: comments, including threaded ones, and texts in boxes that are drawn over a sheet.
//! Messages of data validation rules are read with the [rules](super::lists).

use std::collections::BTreeMap;

use super::{
    super::{
        At, Refusal,
        bounded::bounded,
        office::{
            package::Package,
            xml::{Node, Walk},
        },
    },
    bounds::NOTE,
    strings,
};

/// The maximum number of text boxes per sheet.
const BOXES: usize = 200;
/// The maximum size of their texts, in bytes.
const BYTES: usize = 1 << 20;

/// Excel's text in a comment that copies a threaded one: a remark for programs without threaded comments,
/// then this word and the comments.
const CONVERSATION: (&str, &str) = ("[Threaded comment]", "Comment:");

/// The comments on the cells of a sheet, in order.
///
/// # Errors
/// Their part is malformed.
pub fn comments(package: &Package, part: &str) -> Result<Vec<(At, String)>, Refusal> {
    let mut comments = Vec::new();
    for relation in package.related(part, "comments")?.into_iter().filter(|it| package.holds(&it.target)) {
        let text = package.part(&relation.target)?;
        let mut walk = Walk::new(&relation.target, &text);
        let mut at = None;
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            match walk.open() {
                ["comments", "commentList", "comment"] => {
                    at = tag.attribute("ref").and_then(|it| it.parse::<At>().ok())
                }
                ["comments", "commentList", "comment", "text"] => {
                    let words = strings::runs(&mut walk)?.words;
                    comments.extend(at.map(|it| (it, said(&words).to_owned())));
                }
                _ => {}
            }
        }
    }
    // Most programs also write a threaded comment as a plain one.
    let mut known: BTreeMap<At, String> = BTreeMap::new();
    for (at, said) in &comments {
        known.entry(*at).or_default().push_str(said);
    }
    let conversations = conversations(package, part)?;
    comments.extend(
        conversations
            .into_iter()
            .filter(|(at, said)| known.get(at).is_none_or(|it| !it.contains(said.as_str()))),
    );
    Ok(comments)
}

/// The threaded comments (MS-XLSX 2.6.205), including replies.
fn conversations(package: &Package, part: &str) -> Result<Vec<(At, String)>, Refusal> {
    let mut comments = Vec::new();
    for relation in
        package.related(part, "threadedComment")?.into_iter().filter(|it| package.holds(&it.target))
    {
        let text = package.part(&relation.target)?;
        let mut walk = Walk::new(&relation.target, &text);
        let mut at = None;
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            match walk.open() {
                ["ThreadedComments", "threadedComment"] => {
                    at = tag.attribute("ref").and_then(|it| it.parse::<At>().ok())
                }
                ["ThreadedComments", "threadedComment", "text"] => {
                    let words = walk.words()?.trim().to_owned();
                    comments.extend(at.map(|it| (it, words)));
                }
                _ => {}
            }
        }
    }
    Ok(comments)
}

/// The texts of the boxes and shapes that are drawn over a sheet, in order, without hidden ones and those
/// of controls. A text that is too long for one note is divided into lines.
///
/// # Errors
/// Their part is malformed.
pub fn boxes(package: &Package, part: &str) -> Result<Vec<String>, Refusal> {
    let mut boxes: Vec<String> = Vec::new();
    for relation in package.related(part, "drawing")?.into_iter().filter(|it| package.holds(&it.target)) {
        let text = package.part(&relation.target)?;
        let mut walk = Walk::new(&relation.target, &text);
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            match tag.name() {
                "sp" => {
                    let words = shape(&mut walk)?;
                    let whole = words.len() <= NOTE;
                    let lines = words.split('\n').filter(|_| !whole).chain(whole.then_some(words.as_str()));
                    boxes.extend(
                        lines
                            .map(str::trim)
                            .filter(|it| !it.is_empty())
                            .take((BOXES + 1).saturating_sub(boxes.len()))
                            .map(str::to_owned),
                    );
                }
                // The same content again, for programs that do not support the first.
                "Fallback" => drop(walk.skip()?),
                _ => {}
            }
        }
    }
    Ok(bounded(boxes, BOXES, BYTES))
}

/// The text of the shape just begun, one line for each paragraph.
fn shape(walk: &mut Walk) -> Result<String, Refusal> {
    let depth = walk.open().len();
    let (mut words, mut shown) = (String::new(), true);
    while walk.open().len() >= depth {
        match walk.next()? {
            Some(Node::Open(tag)) => match tag.name() {
                // The label of a check box or button belongs to it.
                "compatExt" => shown = false,
                "cNvPr" => shown &= !tag.flag("hidden"),
                "t" => words.push_str(&walk.words()?),
                "br" => words.push(' '),
                _ => {}
            },
            Some(Node::Close { name: "p", .. }) => words.push('\n'),
            Some(_) => {}
            None => break,
        }
    }
    Ok(if shown { words.trim().to_owned() } else { String::new() })
}

/// The text that a person wrote.
fn said(words: &str) -> &str {
    let (remark, begins) = CONVERSATION;
    words.strip_prefix(remark).and_then(|it| it.split_once(begins)).map_or(words, |it| it.1).trim()
}
