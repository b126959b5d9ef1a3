//! Puts documents together: lists of pages, the handbook, anchors.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Output, questionnaire};
use crate::{
    answer::Filled,
    fact::Audience,
    markup::{Block, Inline, LinkTarget, text, walk_mut},
};

/// Fills the placeholders for lists of pages; an empty list is removed together with its heading.
pub fn list_pages(pages: &mut [Document]) {
    let shown = pages.iter().filter(|it| it.outputs.contains(&Output::Site));
    let shown: Vec<_> = shown.map(ListedPage::of).collect();
    for page in pages {
        let own = page.name.clone();
        walk_mut(&mut page.blocks, &mut |block| {
            if let Block::Terms(terms) = block
                && terms.is_empty()
            {
                *terms = shown.iter().filter(|it| it.name != own).map(ListedPage::term).collect();
            }
        });
        without_empty_lists(&mut page.blocks);
    }
}

/// A page in a list of pages.
struct ListedPage {
    name: String,
    title: String,
    summary: Option<String>,
}

impl ListedPage {
    fn of(page: &Document) -> Self {
        Self { name: page.name.clone(), title: page.title.clone(), summary: page.summary.clone() }
    }

    fn term(&self) -> (Vec<Inline>, Vec<Block>) {
        let to = LinkTarget::Page { page: self.name.clone(), anchor: String::new() };
        let summary = self.summary.as_ref().map(|it| Block::Paragraph(text(it.clone())));
        (vec![Inline::Link { to, text: text(self.title.clone()) }], summary.into_iter().collect())
    }
}

fn without_empty_lists(blocks: &mut Vec<Block>) {
    while let Some(at) = blocks.iter().position(|it| matches!(it, Block::Terms(terms) if terms.is_empty())) {
        let alone = !matches!(blocks.get(at + 1), Some(it) if !matches!(it, Block::Heading { .. }));
        let heading =
            at.checked_sub(1).filter(|it| alone && matches!(blocks.get(*it), Some(Block::Heading { .. })));
        blocks.drain(heading.unwrap_or(at)..=at);
    }
}

/// The pages as chapters of one document.
pub fn handbook(pages: &[Document], questionnaires: &[Filled], audience: Audience) -> Document {
    let mut blocks = Vec::new();
    for page in pages.iter().filter(|it| it.outputs.contains(&Output::Handbook)) {
        blocks.push(Block::Heading { level: 1, anchor: page.name.clone(), text: text(page.title.clone()) });
        blocks.extend(page.blocks.clone());
    }
    for filled in questionnaires {
        blocks.push(Block::Heading {
            level: 1,
            anchor: questionnaire::name(&filled.id),
            text: text(filled.title.clone()),
        });
        blocks.extend(questionnaire::document(filled, audience).blocks);
    }
    Document {
        name: "handbook".into(),
        title: "Security and privacy handbook".into(),
        nav: "Handbook".into(),
        summary: None,
        outputs: vec![],
        blocks,
        sources: vec![],
        place: None,
        own: String::new(),
    }
}

/// Makes the anchors of a document unique.
pub fn unique_anchors(blocks: &mut [Block]) {
    let mut seen = BTreeSet::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    walk_mut(blocks, &mut |block| {
        if let Block::Heading { anchor, .. } = block {
            let base = anchor.clone();
            let number = numbers.entry(base.clone()).or_insert(1);
            while !seen.insert(anchor.clone()) {
                *number += 1;
                *anchor = format!("{base}-{number}");
            }
        }
    });
}
