//! A document of blocks, and its headings.

use crate::{
    document::Document,
    markup::{Block, anchor, text},
};

/// A document of these blocks.
pub fn document(title: &str, mut blocks: Vec<Block>) -> Document {
    crate::document::unique_anchors(&mut blocks);
    Document {
        name: anchor(title),
        title: title.to_owned(),
        nav: title.to_owned(),
        summary: None,
        outputs: vec![],
        blocks,
        sources: vec![],
        place: None,
        own: String::new(),
    }
}

/// A heading.
pub fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, anchor: anchor(words), text: text(words) }
}
