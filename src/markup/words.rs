//! Blocks as plain text, one line per block, with the addresses of links: the text that an approval covers.

use super::{Block, Inline, LinkTarget};

/// The text of blocks: an empty line between paragraphs, one line per list item and table row.
pub fn words(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks.iter().map(block).filter(|it| !it.is_empty()).collect();
    parts.join("\n\n")
}

/// The text of the blocks that contain no statement: the document's own words.
pub fn own_words(blocks: &[Block]) -> String {
    let has_statement = |it: &Block| {
        let mut found = false;
        super::walk(std::slice::from_ref(it), &mut |block| found |= matches!(block, Block::Statement { .. }));
        found
    };
    let own: Vec<Block> = blocks.iter().filter(|it| !has_statement(it)).cloned().collect();
    words(&own)
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => line(text),
        Block::List { numbered, items } => {
            let mark = |at: usize| if *numbered { format!("{}. ", at + 1) } else { "- ".into() };
            let item = |(at, block): (usize, &Vec<Block>)| {
                mark(at) + &words(block).replace("\n\n", "\n").replace('\n', "\n  ")
            };
            items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
        }
        Block::Table(table) => {
            let row = |cells: &Vec<super::Cell>| {
                cells.iter().map(|it| words(&it.blocks).replace('\n', " ")).collect::<Vec<_>>().join(" | ")
            };
            let rows = table.rows.iter().map(row);
            let above =
                [table.caption.clone(), table.head.join(" | ")].into_iter().filter(|it| !it.is_empty());
            above.chain(rows).collect::<Vec<_>>().join("\n")
        }
        Block::Note(blocks) | Block::Statement { blocks, .. } => words(blocks),
        Block::Terms(terms) => {
            let term = |(term, blocks): &(Vec<Inline>, Vec<Block>)| {
                format!("{}: {}", line(term), words(blocks).replace("\n\n", "\n"))
            };
            terms.iter().map(term).collect::<Vec<_>>().join("\n")
        }
        other => super::plain_blocks(std::slice::from_ref(other)),
    }
}

fn line(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|it| match it {
            Inline::Text(it) | Inline::Code(it) | Inline::Removed(it) | Inline::Inserted(it) => it.clone(),
            Inline::Strong(it) | Inline::Emphasis(it) => line(it),
            Inline::Link { to, text } => linked(&line(text), to),
            Inline::Break => "\n".into(),
        })
        .collect()
}

/// The text of a link, and its address if it differs.
fn linked(words: &str, to: &LinkTarget) -> String {
    match to {
        LinkTarget::Url(it) | LinkTarget::Email(it) | LinkTarget::File(it) if it != words => {
            format!("{words} <{it}>")
        }
        _ => words.to_owned(),
    }
}
