//! A document as data for `templates/pdf/document.typ`: what the template calls `data.json`.
//!
//! A string in a PDF has 32,767 bytes at most (ISO 32000-1, annex C), which are 8,191 characters outside the
//! Basic Multilingual Plane. Running text may be of any length; titles, bookmarks, destinations, addresses
//! and descriptions of images are one string each, and are shortened visibly.

use serde_json::{Value as Json, json};

use crate::{
    document::{Document, Publication, SourceNote},
    ledger::digest_of,
    markup::{Block, Cell, Inline, LinkTarget, Share, Table, percent, plain, timeline::Timeline},
    render::{VERSION, chart, mailto},
    statement::long_date,
};

use super::height::{CHART_ROWS, is_long, long_rows};

/// The longest text that becomes one string, in characters.
const STRING: usize = 2000;
/// The longest description of an image, in characters.
const DESCRIPTION: usize = 8000;
/// The longest address that a link leads to, and the longest piece of running text, in bytes.
const ADDRESS: usize = 8000;
/// The longest name of a destination, in characters.
const NAME: usize = 200;
/// The maximum number of characters of an unbreakable word; a longer one may be broken, so that it stays on
/// the page.
const WORD: usize = 100;

/// How a document is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageLayout {
    /// Cover, contents, chapters.
    Handbook,
    /// A page without cover and contents.
    Sheet,
    /// Cover and questions.
    Questionnaire,
}

impl PageLayout {
    fn word(self) -> &'static str {
        match self {
            Self::Handbook => "handbook",
            Self::Sheet => "sheet",
            Self::Questionnaire => "questionnaire",
        }
    }
}

/// The document as JSON.
pub fn document(publication: &Publication, document: &Document, layout: PageLayout) -> Json {
    let language = publication.language.split('-').next().unwrap_or("en");
    // A handbook's chapters are its headings of level 1; elsewhere they begin at 2, one below the title.
    let lift = if layout == PageLayout::Handbook { 0 } else { 1 };
    json!({
        "layout": layout.word(),
        "title": shortened(&document.title, STRING),
        "summary": document.summary,
        "site_title": shortened(&publication.title, STRING),
        "vendor": shortened(&publication.vendor, STRING),
        "language": language,
        "as_of": publication.on.to_string(),
        "as_of_words": long_date(publication.on),
        "audience": publication.audience.word(),
        "version": VERSION,
        "blocks": blocks(&document.blocks, lift),
        "sources": document.sources.iter().map(source).collect::<Vec<_>>(),
    })
}

/// A text for a place that takes one string: whole, or its beginning with a note.
fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}… (shortened)", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The name of a destination; a long one keeps its beginning and stays its own.
fn destination(anchor: &str) -> String {
    match anchor.char_indices().nth(NAME) {
        Some((end, _)) => {
            format!(
                "{}-{}",
                anchor.get(..end).unwrap_or_default(),
                digest_of(anchor.as_bytes()).get(..16).unwrap_or_default()
            )
        }
        None => anchor.to_owned(),
    }
}

fn source(note: &SourceNote) -> Json {
    let url = note.url.as_ref().filter(|it| it.len() <= ADDRESS);
    json!({"title": note.title, "at": note.at, "url": url, "dated": note.dated})
}

fn blocks(blocks: &[Block], lift: u8) -> Json {
    let mut all = Vec::new();
    for it in blocks {
        match it {
            Block::Timeline(it) => all.extend(charts(it)),
            it => all.push(block(it, lift)),
        }
        all.extend(in_full(it));
    }
    all.into()
}

/// The text after a heading that is too long for a bookmark.
fn in_full(block: &Block) -> Option<Json> {
    let Block::Heading { text, .. } = block else { return None };
    (plain(text).chars().count() > STRING).then(|| json!({"type": "paragraph", "text": inlines(text)}))
}

fn block(block: &Block, lift: u8) -> Json {
    match block {
        Block::Heading { level, anchor, text } => {
            let words = plain(text);
            let short = words.chars().count() <= STRING;
            let text = if short {
                inlines(text)
            } else {
                json!([{"type": "text", "text": shortened(&words, STRING / 10)}])
            };
            json!({"type": "heading", "level": level.saturating_sub(lift).max(1),
                "anchor": destination(anchor), "text": text})
        }
        Block::Paragraph(text) => json!({"type": "paragraph", "text": inlines(text)}),
        Block::List { numbered, items } => {
            json!({"type": "list", "numbered": numbered, "items": items.iter().map(|it| blocks(it,
                lift)).collect::<Vec<_>>()})
        }
        Block::Table(it) => table(it, lift),
        Block::Note(inner) => json!({"type": "note", "blocks": blocks(inner, lift)}),
        Block::Statement { sources, blocks: inner, .. } => {
            json!({"type": "said", "sources": sources, "blocks": blocks(inner, lift)})
        }
        Block::Terms(terms) => {
            let entry = |(term, inner): &(Vec<Inline>, Vec<Block>)| {
                json!({"term": inlines(term),
                "long": is_long(inner), "blocks": blocks(inner, lift)})
            };
            json!({"type": "terms", "terms": terms.iter().map(entry).collect::<Vec<_>>()})
        }
        Block::Timeline(it) => chart(it),
        Block::Shares(shares) => {
            let all = shares.iter().map(|it| it.count).sum();
            let share = |it: &Share| {
                json!({"label": it.label, "count": it.count,
                "percent": percent(it.count, all), "tone": it.tone.word()})
            };
            json!({"type": "shares", "shares": shares.iter().map(share).collect::<Vec<_>>()})
        }
    }
}

/// A table. A row is split between pages only if every cell of it may be.
fn table(table: &Table, lift: u8) -> Json {
    let cell = |it: &Cell, long: bool| {
        json!({"tone": it.tone.word(), "long": long,
        "blocks": blocks(&it.blocks, lift)})
    };
    let rows = table.rows.iter().zip(long_rows(table));
    let rows: Vec<_> =
        rows.map(|(row, long)| row.iter().map(|it| cell(it, long)).collect::<Vec<_>>()).collect();
    json!({"type": "table", "caption": shortened(&table.caption, STRING), "head": table.head,
        "widths": table.widths, "rows": rows})
}

/// A chart in as many pieces as pages require, because an image cannot be divided between pages.
fn charts(whole: &Timeline) -> Vec<Json> {
    whole
        .rows
        .chunks(CHART_ROWS)
        .map(|rows| chart(&Timeline { rows: rows.to_vec(), today: whole.today }))
        .collect()
}

fn chart(chart: &Timeline) -> Json {
    let alt = shortened(&format!("{}. {}", chart.title(), chart::description(chart)), DESCRIPTION);
    json!({"type": "timeline", "svg": chart::svg(chart, true), "alt": alt})
}

fn inlines(inlines: &[Inline]) -> Json {
    inlines.iter().flat_map(pieces).collect()
}

/// An inline; a long text is split into several.
fn pieces(whole: &Inline) -> Vec<Json> {
    let (Inline::Text(text) | Inline::Removed(text) | Inline::Inserted(text)) = whole else {
        return vec![inline(whole)];
    };
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while rest.len() > ADDRESS {
        let end = (1..=ADDRESS).rev().find(|it| rest.is_char_boundary(*it)).unwrap_or(rest.len());
        let end = rest.get(..end).and_then(|it| it.rfind(' ')).map_or(end, |it| it + 1);
        let (piece, later) = rest.split_at(end);
        pieces.push(piece);
        rest = later;
    }
    pieces.push(rest);
    let again = |piece: &str| match whole {
        Inline::Removed(_) => Inline::Removed(piece.to_owned()),
        Inline::Inserted(_) => Inline::Inserted(piece.to_owned()),
        _ => Inline::Text(piece.to_owned()),
    };
    pieces.into_iter().map(|it| inline(&again(it))).collect()
}

/// A text whose very long words may be broken.
fn breakable(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    let mut length = 0;
    for c in text.chars() {
        length = if c.is_whitespace() { 0 } else { length + 1 };
        broken.push(c);
        if length == WORD {
            broken.push('\u{200b}');
            length = 0;
        }
    }
    broken
}

fn inline(inline: &Inline) -> Json {
    match inline {
        Inline::Text(text) => json!({"type": "text", "text": breakable(text)}),
        Inline::Strong(inner) => json!({"type": "strong", "inner": inlines(inner)}),
        Inline::Emphasis(inner) => json!({"type": "emphasis", "inner": inlines(inner)}),
        Inline::Code(text) => json!({"type": "code", "text": breakable(text)}),
        Inline::Removed(text) => json!({"type": "removed", "text": breakable(text)}),
        Inline::Inserted(text) => json!({"type": "inserted", "text": breakable(text)}),
        Inline::Break => json!({"type": "break"}),
        Inline::Link { to, text } => {
            let (kind, address) = match to {
                LinkTarget::Url(url) if url.len() > ADDRESS => ("none", String::new()),
                LinkTarget::Url(url) => ("url", url.clone()),
                LinkTarget::Email(address) => ("url", mailto(address)),
                LinkTarget::Page { page, anchor } if page.is_empty() && !anchor.is_empty() => {
                    ("anchor", destination(anchor))
                }
                // A separate document cannot link to other pages.
                LinkTarget::Page { .. } | LinkTarget::File(_) => ("none", String::new()),
            };
            json!({"type": "link", "kind": kind, "to": address, "inner": inlines(text)})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::timeline::TimelineRow;

    #[test]
    fn a_chart_with_more_rows_than_a_page_is_split() {
        let row = |it: usize| TimelineRow {
            fact: String::new(),
            name: format!("Framework {it}"),
            bars: vec![],
            expected: vec![],
            expected_words: String::new(),
            expected_passed: false,
            periods: vec![],
            gaps: vec![],
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
        let made = blocks(&[Block::Timeline(Timeline { rows: (0..17).map(row).collect(), today })], 0);
        let svg: Vec<_> = made.as_array().into_iter().flatten().map(|it| it["svg"].to_string()).collect();
        assert_eq!(svg.len(), 3);
        assert!((0..17).all(|it| svg[it / CHART_ROWS].contains(&format!(">Framework {it}<"))));
    }
}
