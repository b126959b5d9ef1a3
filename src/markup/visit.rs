//! Visitors for the blocks, inlines and texts of rich text, in order.

use super::block::{Block, Inline};

/// Visits every block, the outer ones first.
pub fn walk<'a>(blocks: &'a [Block], each: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        each(block);
        match block {
            Block::List { items, .. } => items.iter().for_each(|it| walk(it, each)),
            Block::Table(table) => table.rows.iter().flatten().for_each(|it| walk(&it.blocks, each)),
            Block::Note(blocks) | Block::Statement { blocks, .. } => walk(blocks, each),
            Block::Terms(terms) => terms.iter().for_each(|(_, it)| walk(it, each)),
            Block::Heading { .. } | Block::Paragraph(_) | Block::Shares(_) | Block::Timeline(_) => {}
        }
    }
}

/// Visits every block for a change, the outer ones first.
pub fn walk_mut(blocks: &mut [Block], each: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        each(block);
        match block {
            Block::List { items, .. } => items.iter_mut().for_each(|it| walk_mut(it, each)),
            Block::Table(table) => {
                table.rows.iter_mut().flatten().for_each(|it| walk_mut(&mut it.blocks, each))
            }
            Block::Note(blocks) | Block::Statement { blocks, .. } => walk_mut(blocks, each),
            Block::Terms(terms) => terms.iter_mut().for_each(|(_, it)| walk_mut(it, each)),
            Block::Heading { .. } | Block::Paragraph(_) | Block::Shares(_) | Block::Timeline(_) => {}
        }
    }
}

/// Visits every inline of every block, the outer ones first.
pub fn walk_inlines<'a>(blocks: &'a [Block], each: &mut dyn FnMut(&'a Inline)) {
    walk(blocks, &mut |block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => visit(text, each),
        Block::Terms(terms) => terms.iter().for_each(|(term, _)| visit(term, each)),
        _ => {}
    });
}

pub(super) fn visit<'a>(inlines: &'a [Inline], each: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        each(inline);
        if let Inline::Strong(it) | Inline::Emphasis(it) | Inline::Link { text: it, .. } = inline {
            visit(it, each);
        }
    }
}

/// Visits every text of every block for a change: inlines, captions and column titles.
pub fn change_texts(blocks: &mut [Block], change: &mut dyn FnMut(&mut String)) {
    walk_mut(blocks, &mut |block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => change_inlines(text, change),
        Block::Terms(terms) => terms.iter_mut().for_each(|(term, _)| change_inlines(term, change)),
        Block::Table(table) => table.head.iter_mut().chain([&mut table.caption]).for_each(&mut *change),
        Block::Timeline(it) => it.rows.iter_mut().for_each(|it| change(&mut it.name)),
        _ => {}
    });
}

pub(super) fn change_inlines(inlines: &mut [Inline], change: &mut dyn FnMut(&mut String)) {
    for inline in inlines {
        match inline {
            Inline::Text(it) | Inline::Code(it) | Inline::Removed(it) | Inline::Inserted(it) => change(it),
            Inline::Strong(it) | Inline::Emphasis(it) | Inline::Link { text: it, .. } => {
                change_inlines(it, change)
            }
            Inline::Break => {}
        }
    }
}
