//! Blocks -> HTML. Everything is escaped here, and only here.

use std::fmt::Write;

use super::direction::isolated;
use crate::{
    markup::{Block, Cell, Inline, LinkTarget, Share, Table, Tone, percent, timeline::Timeline},
    render::{chart, escaped},
};

/// The blocks as HTML; `linked` if links to other pages have a target.
pub fn render(blocks: &[Block], linked: bool) -> String {
    let mut html = Html { out: String::new(), linked };
    html.blocks(blocks);
    html.out
}

struct Html {
    out: String,
    linked: bool,
}

impl Html {
    fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Text, escaped.
    fn text(&mut self, text: &str) {
        self.out.push_str(&isolated(text));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.out, " {name}=\"{}\"", escaped(value));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.raw("\n");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, anchor, text } => {
                let level = (*level).clamp(1, 5) + u8::from(*level < 2);
                let _ = write!(self.out, "<h{level}");
                self.attribute("id", anchor);
                self.raw(">");
                self.inlines(text);
                let _ = write!(self.out, "</h{level}>");
            }
            Block::Paragraph(text) => {
                self.raw("<p>");
                self.inlines(text);
                self.raw("</p>");
            }
            Block::List { numbered, items } => self.list(*numbered, items, &[]),
            Block::Table(table) => self.table(table),
            Block::Note(blocks) => {
                self.raw("<aside>\n");
                self.blocks(blocks);
                self.raw("</aside>");
            }
            Block::Statement { statement, sources, blocks } => {
                self.statement(statement, sources, blocks, "p")
            }
            Block::Terms(terms) => {
                self.raw("<dl>\n");
                for (term, blocks) in terms {
                    self.raw("<div><dt>");
                    self.inlines(term);
                    self.raw("</dt>\n<dd>");
                    self.tight(blocks);
                    self.raw("</dd></div>\n");
                }
                self.raw("</dl>");
            }
            Block::Shares(shares) => self.shares(shares),
            Block::Timeline(it) => self.timeline(it),
        }
    }

    /// The bar as a picture that is not read out, and its figures as a list that is.
    fn shares(&mut self, shares: &[Share]) {
        let all = shares.iter().map(|it| it.count).sum::<usize>().max(1);
        self.raw(
            "<div class=\"shares\"><svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" \
             aria-hidden=\"true\">",
        );
        let mut done = 0;
        for share in shares.iter().filter(|it| it.count > 0) {
            let (start, end) = (done * 1000 / all, (done + share.count) * 1000 / all);
            let _ = write!(
                self.out,
                "<rect class=\"{}\" x=\"{start}\" width=\"{}\" height=\"20\"/>",
                share.tone.word(),
                end - start
            );
            done += share.count;
        }
        self.raw("</svg>\n<ul>");
        for share in shares {
            let _ = write!(self.out, "<li class=\"{}\"><b>{}</b> ", share.tone.word(), share.count);
            self.text(&share.label);
            let _ = write!(self.out, " <span>({}%)</span></li>", percent(share.count, all));
        }
        self.raw("</ul></div>");
    }

    /// The chart, which may be wider than the page, and its text version.
    fn timeline(&mut self, timeline: &Timeline) {
        self.raw("<figure class=\"timeline\"><div tabindex=\"0\" role=\"group\"");
        self.attribute("aria-label", "Chart (scrolls horizontally)");
        self.raw(">");
        self.raw(&chart::svg(timeline, false));
        self.raw("</div>\n<details><summary>Text version of the chart</summary>\n<ul>");
        for (name, words) in timeline.words() {
            self.raw("<li><b>");
            self.text(name);
            self.raw("</b>: ");
            self.text(&words);
            self.raw(".</li>\n");
        }
        self.raw("</ul></details></figure>");
    }

    /// A statement, marked with its id; a single paragraph is one element of `tag`.
    fn statement(&mut self, id: &str, sources: &[usize], blocks: &[Block], tag: &str) {
        if let [Block::Paragraph(text)] = blocks {
            let _ = write!(self.out, "<{tag}");
            self.attribute("data-statement", id);
            self.raw(">");
            self.inlines(text);
            self.marks(sources);
            let _ = write!(self.out, "</{tag}>");
            return;
        }
        self.raw("<div");
        self.attribute("data-statement", id);
        self.raw(">\n");
        if let [before @ .., Block::List { numbered, items }] = blocks {
            self.blocks(before);
            self.list(*numbered, items, sources);
            self.raw("\n");
        } else {
            self.blocks(blocks);
            if !sources.is_empty() {
                self.raw("<p class=\"marks\">");
                self.marks(sources);
                self.raw("</p>\n");
            }
        }
        self.raw("</div>");
    }

    /// A list; the numbers of its sources follow the last item.
    fn list(&mut self, numbered: bool, items: &[Vec<Block>], sources: &[usize]) {
        let tag = if numbered { "ol" } else { "ul" };
        let _ = writeln!(self.out, "<{tag}>");
        for (at, item) in items.iter().enumerate() {
            self.raw("<li>");
            self.tight(item);
            if at + 1 == items.len() {
                self.marks(sources);
            }
            self.raw("</li>\n");
        }
        let _ = write!(self.out, "</{tag}>");
    }

    /// The numbers of sources, linked to the list at the end.
    fn marks(&mut self, sources: &[usize]) {
        if sources.is_empty() {
            return;
        }
        self.raw("<sup class=\"sources\">");
        for (index, number) in sources.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            let _ = write!(
                self.out,
                "{space}<a href=\"#source.{number}\" aria-label=\"Source {number}\">{number}</a>"
            );
        }
        self.raw("</sup>");
    }

    /// Blocks inside an item or a cell: a single paragraph needs no element.
    fn tight(&mut self, blocks: &[Block]) {
        match blocks {
            [Block::Paragraph(text)] => self.inlines(text),
            [Block::Statement { statement, sources, blocks }] => {
                self.statement(statement, sources, blocks, "span")
            }
            _ => self.blocks(blocks),
        }
    }

    fn table(&mut self, table: &Table) {
        self.raw("<table>\n<caption>");
        self.text(&table.caption);
        self.raw("</caption>\n<colgroup>");
        let all: u32 = table.widths.iter().sum::<u32>().max(1);
        for width in &table.widths {
            // The style sheet has a class for each width in twentieths: inline styles are forbidden by the
            // policy.
            let _ = write!(self.out, "<col class=\"w{}\">", (width * 20).div_ceil(all).clamp(1, 20));
        }
        self.raw("</colgroup>\n<thead><tr>");
        for head in &table.head {
            self.raw("<th scope=\"col\">");
            self.text(head);
            self.raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.raw("<tr>");
            for (index, (cell, head)) in row.iter().zip(&table.head).enumerate() {
                self.cell(cell, head, index == 0);
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>");
    }

    fn cell(&mut self, cell: &Cell, head: &str, first: bool) {
        self.raw(if first { "<th scope=\"row\"" } else { "<td" });
        self.attribute("data-label", head);
        self.raw("><div>");
        let toned = cell.tone != Tone::Plain;
        if toned {
            let _ = write!(self.out, "<span class=\"tone {}\">", cell.tone.word());
        }
        if cell.blocks.is_empty() {
            let why = cell.absence.words();
            let _ = write!(
                self.out,
                "<span class=\"absent\" title=\"{why}\">—<span class=\"unseen\"> {why}</span></span>"
            );
        }
        self.tight(&cell.blocks);
        self.raw(if toned { "</span>" } else { "" });
        self.raw(if first { "</div></th>" } else { "</div></td>" });
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Strong(inner) => self.wrapped("strong", inner),
                Inline::Emphasis(inner) => self.wrapped("em", inner),
                Inline::Code(text) => self.literal("code", text),
                Inline::Removed(text) => self.literal("del", text),
                Inline::Inserted(text) => self.literal("ins", text),
                Inline::Link { to, text } => self.link(to, text),
                Inline::Break => self.raw("<br>"),
            }
        }
    }

    fn literal(&mut self, tag: &str, text: &str) {
        let _ = write!(self.out, "<{tag}>");
        self.text(text);
        let _ = write!(self.out, "</{tag}>");
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(inner);
        let _ = write!(self.out, "</{tag}>");
    }

    fn link(&mut self, to: &LinkTarget, text: &[Inline]) {
        let href = match to {
            LinkTarget::Url(url) => url.clone(),
            LinkTarget::Email(address) => crate::render::mailto(address),
            LinkTarget::Page { page, anchor } if page.is_empty() => format!("#{anchor}"),
            LinkTarget::Page { page, anchor } if self.linked => match anchor.as_str() {
                "" => format!("{page}.html"),
                _ => format!("{page}.html#{anchor}"),
            },
            LinkTarget::File(path) if self.linked => path.clone(),
            LinkTarget::Page { .. } | LinkTarget::File(_) => return self.inlines(text),
        };
        self.raw("<a");
        self.attribute("href", &href);
        if matches!(to, LinkTarget::Url(_)) {
            self.raw(" rel=\"noopener noreferrer\"");
        }
        self.raw(">");
        self.inlines(text);
        self.raw("</a>");
    }
}
