//! Marks statements and texts that have not been approved yet.

use std::collections::BTreeSet;

use super::{Document, Output, Publication, publication::own_text_id, stated};
use crate::markup::{Block, Inline, text, walk_mut};

/// Marks the statements, answers and pages in `drafts` as such in every document; a page or chapter with
/// drafts only is marked as a whole.
pub fn mark_drafts(publication: &mut Publication, drafts: &BTreeSet<String>) {
    if drafts.is_empty() {
        return;
    }
    for page in &mut publication.pages {
        let is_shown = page.outputs.contains(&Output::Site);
        mark(page, drafts, if is_shown { DraftPlace::Page } else { DraftPlace::Document });
    }
    for document in publication.questionnaire_documents.iter_mut().chain([&mut publication.handbook]) {
        mark(document, drafts, DraftPlace::Document);
    }
}

/// What a reader calls the part of a document above which a draft is named.
#[derive(Clone, Copy)]
enum DraftPlace {
    Page,
    Chapter,
    Document,
}

impl DraftPlace {
    /// The sentence for a part whose statements are all drafts.
    fn all_drafts(self) -> String {
        let place = match self {
            Self::Page => "on this page",
            Self::Chapter => "in this chapter",
            Self::Document => "in this document",
        };
        format!("Draft: no statement {place} has been approved.")
    }

    /// The sentence for a part whose text around the statements is a draft.
    fn own_texts(self) -> String {
        let place = match self {
            Self::Page => "page",
            Self::Chapter => "chapter",
            Self::Document => "document",
        };
        format!("Draft: the headings and other texts of this {place} have not been approved.")
    }
}

/// Marks the drafts of a document, which as a whole is a `place`.
fn mark(document: &mut Document, drafts: &BTreeSet<String>, place: DraftPlace) {
    let mut parts: Vec<Vec<Block>> = vec![];
    for block in document.blocks.drain(..) {
        let chapter = matches!(block, Block::Heading { level: 1, .. });
        match parts.last_mut() {
            Some(part) if !chapter => part.push(block),
            _ => parts.push(vec![block]),
        }
    }
    for mut part in parts {
        let statements: Vec<String> = stated(&part).into_iter().map(str::to_owned).collect();
        let unapproved = statements.iter().filter(|it| drafts.contains(*it)).count();
        let chapter = part.first().and_then(|it| {
            if let Block::Heading { level: 1, anchor, .. } = it { Some(anchor.clone()) } else { None }
        });
        let place = if chapter.is_some() { DraftPlace::Chapter } else { place };
        let own = drafts.contains(&own_text_id(chapter.as_ref().unwrap_or(&document.name)));
        let words = match unapproved {
            0 => None,
            all if all == statements.len() => Some(place.all_drafts()),
            1 => Some("One statement here is a draft (marked as such) and has not been approved.".to_owned()),
            some => Some(format!(
                "{some} statements here are drafts (marked as such) and have not been approved."
            )),
        };
        if unapproved < statements.len() {
            walk_mut(&mut part, &mut |block| {
                if let Block::Statement { statement, blocks, .. } = block
                    && drafts.contains(statement)
                {
                    mark_last(blocks);
                }
            });
        }
        let words = match words {
            // What is a draft as a whole needs no second sentence.
            Some(words) if own && unapproved < statements.len() => {
                Some(format!("{words} {}", place.own_texts()))
            }
            None if own => Some(place.own_texts()),
            words => words,
        };
        let after_heading = usize::from(matches!(part.first(), Some(Block::Heading { level: 1, .. })));
        if let Some(words) = words {
            part.insert(after_heading, Block::Note(vec![Block::Paragraph(text(words))]));
        }
        document.blocks.append(&mut part);
    }
}

fn mark_last(blocks: &mut Vec<Block>) {
    let mark = Inline::Emphasis(text("(draft)"));
    match blocks.last_mut() {
        Some(Block::Paragraph(inlines)) => inlines.extend([Inline::Text(" ".into()), mark]),
        _ => blocks.push(Block::Paragraph(vec![mark])),
    }
}
