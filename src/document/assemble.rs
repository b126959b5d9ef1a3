//! Puts documents together: lists of pages, the handbook, anchors.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Output, questionnaire};
use crate::{
    answer::Filled,
    prose::{Block, Inline, Target, text, walk_mut},
};

/// Fills the lists of pages, which stand as empty terms so far.
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
    }
}

/// The pages as chapters of one document; headings go one level down.
pub fn handbook(pages: &[Document], questionnaires: &[Filled]) -> Document {
    let mut blocks = Vec::new();
    for page in pages.iter().filter(|it| it.outputs.contains(&Output::Handbook)) {
        blocks.push(Block::Heading { level: 1, anchor: page.name.clone(), text: text(page.title.clone()) });
        blocks.extend(page.blocks.clone());
    }
    for filled in questionnaires {
        blocks.push(Block::Heading { level: 1, anchor: questionnaire::name(&filled.id), text: text(filled.title.clone()) });
        blocks.extend(questionnaire::paper(filled).blocks);
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

/// Makes every anchor of a document its own.
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
