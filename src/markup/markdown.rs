//! Markdown (CommonMark, with tables) -> blocks.
//!
//! When the Markdown is parsed, it holds a [`token`] in place of each value of a fact; the value is inserted
//! afterwards as literal text, so that no value can become markup. Raw HTML is literal text too.

use std::mem::take;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

pub use super::token::{as_slot, expand, expand_within, slot, token, without_marks};

use super::{
    Block, Cell, Inline, LinkTarget, Table, anchor, is_right_to_left, plain,
    token::{OPEN, SHUT, after_value, closes},
};

/// The maximum nesting whose structure is kept.
const DEPTH_LIMIT: usize = 24;

/// The blocks of a Markdown text in which tokens stand for `values`.
pub fn blocks(text: &str, values: &[String]) -> Vec<Block> {
    let mut builder = BlockBuilder { values, open: vec![], top: ElementContent::default(), closed: false };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        builder.event(event);
    }
    builder.top.close_paragraph();
    builder.top.blocks
}

/// The content of an element so far.
#[derive(Default)]
struct ElementContent {
    blocks: Vec<Block>,
    /// Inlines that are in no paragraph yet, as in tight lists.
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
    head: Vec<String>,
    rows: Vec<Vec<Cell>>,
    cells: Vec<Cell>,
}

impl ElementContent {
    /// Moves loose inlines into a paragraph.
    fn close_paragraph(&mut self) {
        if !self.inlines.is_empty() {
            self.blocks.push(Block::Paragraph(take(&mut self.inlines)));
        }
    }
}

struct BlockBuilder<'a> {
    values: &'a [String],
    open: Vec<(Tag<'a>, ElementContent)>,
    top: ElementContent,
    /// Whether the text so far ends with a value that ends a sentence by itself.
    closed: bool,
}

impl<'a> BlockBuilder<'a> {
    fn event(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => {
                if is_block(&tag) {
                    self.closed = false;
                    self.frame().close_paragraph();
                }
                self.open.push((tag, ElementContent::default()));
            }
            Event::End(_) => self.end(),
            Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => self.text(&text),
            Event::Code(text) => {
                let code = expand(&text, self.values);
                self.closed = false;
                self.frame().inlines.push(Inline::Code(code));
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.frame().inlines.push(Inline::Break),
            _ => {}
        }
    }

    fn frame(&mut self) -> &mut ElementContent {
        self.open.last_mut().map_or(&mut self.top, |(_, frame)| frame)
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            self.literal(before);
            let Some((index, tail)) = after.split_once(SHUT) else { return };
            let value = index.parse::<usize>().ok().and_then(|it| self.values.get(it));
            let value = value.map_or("", String::as_str);
            self.push(value);
            self.closed = closes(value);
            rest = tail;
        }
        self.literal(rest);
    }

    /// Adds text of the template.
    fn literal(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(after_value(text, self.closed));
            self.closed = false;
        }
    }

    /// Appends text to the previous text; right-to-left text stays separate, so that it can be isolated.
    fn push(&mut self, text: &str) {
        let has_right_to_left = |it: &str| it.chars().any(is_right_to_left);
        let inlines = &mut self.frame().inlines;
        match inlines.last_mut() {
            _ if text.is_empty() => {}
            Some(Inline::Text(last)) if !has_right_to_left(last) && !has_right_to_left(text) => {
                last.push_str(text)
            }
            _ => inlines.push(Inline::Text(text.to_owned())),
        }
    }

    fn end(&mut self) {
        let Some((tag, mut done)) = self.open.pop() else { return };
        if self.open.len() >= DEPTH_LIMIT {
            // Nested too deeply: the text is kept without its structure.
            let frame = self.frame();
            frame.inlines.append(&mut done.inlines);
            frame.blocks.append(&mut done.blocks);
            frame.blocks.extend(done.items.into_iter().flatten());
            return;
        }
        let values = self.values;
        let frame = self.frame();
        match tag {
            Tag::TableCell => {
                let blank = plain(&done.inlines).trim().is_empty();
                frame.head.push(plain(&done.inlines));
                let blocks = if blank { vec![] } else { vec![Block::Paragraph(done.inlines)] };
                frame.cells.push(Cell::of(blocks));
            }
            Tag::TableHead => frame.head = done.head,
            Tag::TableRow => frame.rows.push(done.cells),
            Tag::Item => {
                done.close_paragraph();
                frame.items.push(done.blocks);
            }
            Tag::Strong => frame.inlines.push(Inline::Strong(done.inlines)),
            Tag::Emphasis => frame.inlines.push(Inline::Emphasis(done.inlines)),
            Tag::Link { dest_url, .. } => match target(&expand(&dest_url, values)) {
                Some(to) => frame.inlines.push(Inline::Link { to, text: done.inlines }),
                None => frame.inlines.append(&mut done.inlines),
            },
            tag => match block(tag, &mut done) {
                Some(block) => frame.blocks.push(block),
                None => {
                    frame.inlines.append(&mut done.inlines);
                    frame.blocks.append(&mut done.blocks);
                }
            },
        }
    }
}

/// The block of an element, made from its content; `None` for inline elements.
fn block(tag: Tag, content: &mut ElementContent) -> Option<Block> {
    let text = plain(&content.inlines);
    Some(match tag {
        Tag::Paragraph | Tag::HtmlBlock => Block::Paragraph(take(&mut content.inlines)),
        Tag::Heading { level, .. } => {
            Block::Heading { level: depth(level), anchor: anchor(&text), text: take(&mut content.inlines) }
        }
        Tag::List(start) => Block::List { numbered: start.is_some(), items: take(&mut content.items) },
        Tag::BlockQuote(_) => {
            content.close_paragraph();
            Block::Note(take(&mut content.blocks))
        }
        Tag::Table(columns) => Block::Table(Table {
            caption: String::new(),
            head: take(&mut content.head),
            widths: vec![1; columns.len()],
            rows: take(&mut content.rows),
        }),
        Tag::CodeBlock(_) => Block::Paragraph(vec![Inline::Code(text.trim_end().to_owned())]),
        _ => return None,
    })
}

/// Whether an element ends the running text before it.
fn is_block(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::List(_)
            | Tag::BlockQuote(_)
            | Tag::Table(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
    )
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The target of an address in Markdown: `page:name#anchor`, `#anchor`, `mailto:` or a web address; `None`
/// for anything else, which is not a link.
fn target(address: &str) -> Option<LinkTarget> {
    if let Some(page) = address.strip_prefix("page:") {
        let (page, anchor) = page.split_once('#').unwrap_or((page, ""));
        return Some(LinkTarget::Page { page: page.into(), anchor: anchor.into() });
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return Some(LinkTarget::Page { page: String::new(), anchor: anchor.into() });
    }
    if let Some(email) = address.strip_prefix("mailto:") {
        return Some(LinkTarget::Email(email.into()));
    }
    let web = address.starts_with("https://") || address.starts_with("http://");
    (web && address.chars().all(|c| c.is_ascii_graphic())).then(|| LinkTarget::Url(address.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::plain_blocks;

    #[test]
    fn a_value_that_ends_with_a_full_stop_gets_no_second_one() {
        let values = ["Example Inc.".to_owned(), "https://example.com".to_owned(), "Example".to_owned()];
        let (inc, url, name) = (token(0), token(1), token(2));
        for (template, said) in [
            (format!("Shared with {inc}."), "Shared with Example Inc."),
            (format!("Shared with [{inc}]({url}). Yes."), "Shared with Example Inc. Yes."),
            (format!("Shared with **{inc}**."), "Shared with Example Inc."),
            (format!("Shared with {name}."), "Shared with Example."),
            (format!("Held by {inc}, not by {name}."), "Held by Example Inc., not by Example."),
            (format!("{inc}.example and {inc}..."), "Example Inc..example and Example Inc...."),
        ] {
            assert_eq!(plain_blocks(&blocks(&template, &values)), said);
        }
        assert_eq!(expand(&format!("{inc}. {name}."), &values), "Example Inc. Example.");
    }
}
