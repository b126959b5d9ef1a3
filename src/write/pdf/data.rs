//! A document as data for `templates/pdf/document.typ`: what the template calls `data.json`.

use serde_json::{Value as Json, json};

use crate::{
    document::{Document, Publication, SourceNote},
    prose::{Block, Cell, Inline, Share, Target, percent},
    statement::long_date,
    write::{VERSION, chart, mailto},
};

/// How a document is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Cover, contents, chapters.
    Handbook,
    /// A page without cover and contents.
    Sheet,
    /// Cover and questions.
    Questionnaire,
}

impl Layout {
    fn word(self) -> &'static str {
        match self {
            Self::Handbook => "handbook",
            Self::Sheet => "sheet",
            Self::Questionnaire => "questionnaire",
        }
    }
}

/// The document as JSON.
pub fn document(publication: &Publication, document: &Document, layout: Layout) -> Json {
    let language = publication.language.split('-').next().unwrap_or("en");
    // A handbook's chapters are its headings of level 1; elsewhere they begin at 2, one below the title.
    let lift = if layout == Layout::Handbook { 0 } else { 1 };
    json!({
        "layout": layout.word(),
        "title": document.title,
        "summary": document.summary,
        "site_title": publication.title,
        "vendor": publication.vendor,
        "language": language,
        "as_of": publication.on.to_string(),
        "as_of_words": long_date(publication.on),
        "audience": publication.audience.word(),
        "version": VERSION,
        "blocks": document.blocks.iter().map(|it| block(it, lift)).collect::<Vec<_>>(),
        "sources": document.sources.iter().map(source).collect::<Vec<_>>(),
    })
}

fn source(note: &SourceNote) -> Json {
    json!({"title": note.title, "at": note.at, "url": note.url, "dated": note.dated})
}

fn blocks(blocks: &[Block], lift: u8) -> Json {
    blocks.iter().map(|it| block(it, lift)).collect()
}

fn block(it: &Block, lift: u8) -> Json {
    match it {
        Block::Heading { level, anchor, text } => {
            json!({"type": "heading", "level": level.saturating_sub(lift).max(1), "anchor": anchor, "text": inlines(text)})
        }
        Block::Paragraph(text) => json!({"type": "paragraph", "text": inlines(text)}),
        Block::List { numbered, items } => {
            json!({"type": "list", "numbered": numbered, "items": items.iter().map(|it| blocks(it, lift)).collect::<Vec<_>>()})
        }
        Block::Table(table) => json!({
            "type": "table",
            "caption": table.caption,
            "head": table.head,
            "widths": table.widths,
            "rows": table.rows.iter().map(|row| row.iter().map(|it| cell(it, lift)).collect::<Vec<_>>()).collect::<Vec<_>>(),
        }),
        Block::Note(inner) => json!({"type": "note", "blocks": blocks(inner, lift)}),
        Block::Said { sources, blocks: inner, .. } => json!({"type": "said", "sources": sources, "blocks": blocks(inner, lift)}),
        Block::Terms(terms) => {
            let terms: Vec<_> = terms.iter().map(|(term, inner)| json!({"term": inlines(term), "blocks": blocks(inner, lift)})).collect();
            json!({"type": "terms", "terms": terms})
        }
        Block::Timeline(it) => json!({
            "type": "timeline",
            "svg": chart::svg(it, true),
            "alt": format!("{}. {}", it.title(), chart::description(it)),
        }),
        Block::Shares(shares) => {
            let all = shares.iter().map(|it| it.count).sum();
            let share =
                |it: &Share| json!({"label": it.label, "count": it.count, "percent": percent(it.count, all), "tone": it.tone.word()});
            json!({"type": "shares", "shares": shares.iter().map(share).collect::<Vec<_>>()})
        }
    }
}

fn cell(cell: &Cell, lift: u8) -> Json {
    json!({"tone": cell.tone.word(), "blocks": blocks(&cell.blocks, lift)})
}

fn inlines(inlines: &[Inline]) -> Json {
    inlines.iter().map(inline).collect()
}

fn inline(it: &Inline) -> Json {
    match it {
        Inline::Text(text) => json!({"type": "text", "text": text}),
        Inline::Strong(inner) => json!({"type": "strong", "inner": inlines(inner)}),
        Inline::Emphasis(inner) => json!({"type": "emphasis", "inner": inlines(inner)}),
        Inline::Code(text) => json!({"type": "code", "text": text}),
        Inline::Removed(text) => json!({"type": "removed", "text": text}),
        Inline::Inserted(text) => json!({"type": "inserted", "text": text}),
        Inline::Break => json!({"type": "break"}),
        Inline::Link { to, text } => {
            let (kind, address) = match to {
                Target::Url(url) => ("url", url.clone()),
                Target::Email(address) => ("url", mailto(address)),
                Target::Page { page, anchor } if page.is_empty() && !anchor.is_empty() => ("anchor", anchor.clone()),
                // In a document that stands alone, other pages are out of reach.
                Target::Page { .. } | Target::File(_) => ("none", String::new()),
            };
            json!({"type": "link", "kind": kind, "to": address, "inner": inlines(text)})
        }
    }
}
