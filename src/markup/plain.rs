//! The text of rich text without formatting.

use super::block::{Block, Inline};

/// Inlines of one literal text.
pub fn text(words: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

/// The text of inlines without formatting.
pub fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|it| match it {
            Inline::Text(it) | Inline::Code(it) | Inline::Removed(it) | Inline::Inserted(it) => it.clone(),
            Inline::Strong(it) | Inline::Emphasis(it) | Inline::Link { text: it, .. } => plain(it),
            Inline::Break => " ".into(),
        })
        .collect()
}

/// The text of blocks without formatting, separated by spaces.
pub fn plain_blocks(blocks: &[Block]) -> String {
    let words = |it: &Block| match it {
        Block::Heading { text, .. } | Block::Paragraph(text) => plain(text),
        Block::List { items, .. } => items.iter().map(|it| plain_blocks(it)).collect::<Vec<_>>().join("; "),
        Block::Table(table) => {
            let cells = table.rows.iter().flatten().map(|it| plain_blocks(&it.blocks));
            table.head.iter().cloned().chain(cells).collect::<Vec<_>>().join(" ")
        }
        Block::Note(blocks) | Block::Statement { blocks, .. } => plain_blocks(blocks),
        Block::Terms(terms) => {
            let each =
                terms.iter().map(|(term, blocks)| format!("{}: {}", plain(term), plain_blocks(blocks)));
            each.collect::<Vec<_>>().join(" ")
        }
        Block::Shares(shares) => {
            shares.iter().map(|it| format!("{}: {}", it.label, it.count)).collect::<Vec<_>>().join(", ")
        }
        Block::Timeline(it) => {
            it.words().iter().map(|(name, words)| format!("{name}: {words}")).collect::<Vec<_>>().join("; ")
        }
    };
    blocks.iter().map(words).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}
