//! Puts documents together: lists of pages, the handbook, anchors.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Output, questionnaire};
use crate::{
    answer::Filled,
    fact::Audience,
    markup::{Block, Inline, Target, text, walk_mut},
};

/// Fills the lists of pages, which are empty terms so far; an empty list is removed together with its
/// heading.
pub fn list_pages(pages: &mut [Document]) {
    let shown: Vec<_> = pages
        .iter()
        .filter(|it| it.outputs.contains(&Output::Site))
        .map(|it| (it.name.clone(), it.title.clone(), it.summary.clone()))
        .collect();
    for page in pages {
        let own = page.name.clone();
        let entry = |(name, title, summary): &(String, String, Option<String>)| {
            let to = Target::Page { page: name.clone(), anchor: String::new() };
            let says = summary.as_ref().map(|it| Block::Paragraph(text(it.clone())));
            (vec![Inline::Link { to, text: text(title.clone()) }], says.into_iter().collect())
        };
        walk_mut(&mut page.blocks, &mut |block| {
            if let Block::Terms(terms) = block
                && terms.is_empty()
            {
                *terms = shown.iter().filter(|(name, ..)| *name != own).map(entry).collect();
            }
        });
        without_empty_lists(&mut page.blocks);
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
        blocks.extend(questionnaire::paper(filled, audience).blocks);
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
