//! Notes on cells: comments. What rules say when their cell is chosen is among the [rules](super::lists).

use super::{
    super::{
        At, Refusal,
        package::Package,
        xml::{Node, Walk},
    },
    strings,
};

/// Excel writes the comments of a conversation after a remark for programs that do not know these, and this word.
const CONVERSATION: (&str, &str) = ("[Threaded comment]", "Comment:");

/// The comments on the cells of a sheet, in their order.
///
/// # Errors
/// Their part is broken.
pub fn comments(package: &Package, part: &str) -> Result<Vec<(At, String)>, Refusal> {
    let mut comments = Vec::new();
    for relation in package.related(part, "comments")?.into_iter().filter(|it| package.holds(&it.target)) {
        let text = package.part(&relation.target)?;
        let mut walk = Walk::new(&relation.target, &text);
        let mut at = None;
        while let Some(node) = walk.next()? {
            let Node::Open(tag) = node else { continue };
            match walk.open() {
                ["comments", "commentList", "comment"] => at = tag.attribute("ref").and_then(|it| it.parse::<At>().ok()),
                ["comments", "commentList", "comment", "text"] => {
                    let words = strings::runs(&mut walk)?.words;
                    comments.extend(at.map(|it| (it, said(&words).to_owned())));
                }
                _ => {}
            }
        }
    }
    Ok(comments)
}

/// What a person wrote.
fn said(words: &str) -> &str {
    let (remark, begins) = CONVERSATION;
    words.strip_prefix(remark).and_then(|it| it.split_once(begins)).map_or(words, |it| it.1).trim()
}
