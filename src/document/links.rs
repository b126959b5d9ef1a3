//! Checks links between pages.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Output};
use crate::{
    diagnostic::{Diagnostic, Place, Sources, codes},
    error::near,
    markup::{Block, Inline, LinkTarget, walk, walk_inlines, walk_mut},
};

/// Reports links without a target. A link to a page that has no content in this build becomes plain text.
pub fn check(pages: &mut [Document], names: &BTreeSet<String>, sources: &Sources) -> Vec<Diagnostic> {
    let anchors: BTreeMap<String, BTreeSet<String>> = pages
        .iter()
        .filter(|it| it.outputs.contains(&Output::Site))
        .map(|it| (it.name.clone(), headings(&it.blocks)))
        .collect();
    let mut findings = Vec::new();
    for page in pages.iter() {
        walk_inlines(&page.blocks, &mut |inline| {
            if let Inline::Link { to: LinkTarget::Page { page: to, anchor }, .. } = inline {
                findings.extend(dead(page, to, anchor, &anchors, names, sources));
            }
        });
    }
    for page in pages.iter_mut() {
        unlink(page, &|to| to.is_empty() || anchors.contains_key(to));
    }
    findings
}

fn dead(
    from: &Document,
    to: &str,
    anchor: &str,
    anchors: &BTreeMap<String, BTreeSet<String>>,
    names: &BTreeSet<String>,
    sources: &Sources,
) -> Option<Diagnostic> {
    let page = if to.is_empty() { &from.name } else { to };
    let (message, close) = match anchors.get(page) {
        None if names.contains(page) => return None,
        None => (format!("there is no page `{page}`"), near(page, names.iter().map(String::as_str))),
        Some(known) if anchor.is_empty() || known.contains(anchor) => return None,
        Some(known) => (
            format!("page `{page}` has no heading `{anchor}`"),
            near(anchor, known.iter().map(String::as_str)),
        ),
    };
    let whole = from.place?;
    let written = if to.is_empty() {
        format!("#{anchor}")
    } else if anchor.is_empty() {
        format!("page:{to}")
    } else {
        format!("page:{to}#{anchor}")
    };
    let at = sources.text(whole.file).find(&format!("({written})"));
    let place = at.map_or(Place { end: whole.start, ..whole }, |it| {
        Place::new(whole.file, it + 1..it + 1 + written.len())
    });
    Some(Diagnostic::new(codes::DEAD_LINK, place, message).did_you_mean(&close))
}

fn headings(blocks: &[Block]) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    walk(blocks, &mut |block| {
        if let Block::Heading { anchor, .. } = block {
            anchors.insert(anchor.clone());
        }
    });
    anchors
}

/// In a document with all pages, links to pages are links to its own headings.
pub fn localize(handbook: &mut Document, pages: &[Document]) {
    let own = headings(&handbook.blocks);
    let chapters: BTreeSet<_> =
        pages.iter().filter(|it| it.outputs.contains(&Output::Handbook)).map(|it| it.name.as_str()).collect();
    each_link(&mut handbook.blocks, &mut |to| {
        if let LinkTarget::Page { page, anchor } = to {
            let target = match (
                own.contains(anchor.as_str()),
                chapters.contains(page.as_str()) || own.contains(page.as_str()),
            ) {
                (true, _) => anchor.clone(),
                (false, true) => page.clone(),
                _ => return false,
            };
            *to = LinkTarget::Page { page: String::new(), anchor: target };
        }
        true
    });
}

/// Turns links to pages that are not `there` into plain text.
fn unlink(document: &mut Document, there: &dyn Fn(&str) -> bool) {
    each_link(&mut document.blocks, &mut |to| !matches!(to, LinkTarget::Page { page, .. } if !there(page)));
}

/// Visits every link; one for which `keep` returns false becomes plain text.
fn each_link(blocks: &mut [Block], keep: &mut dyn FnMut(&mut LinkTarget) -> bool) {
    walk_mut(blocks, &mut |block| match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => inlines(text, keep),
        Block::Terms(terms) => terms.iter_mut().for_each(|(term, _)| inlines(term, keep)),
        _ => {}
    });
}

fn inlines(text: &mut Vec<Inline>, keep: &mut dyn FnMut(&mut LinkTarget) -> bool) {
    let mut kept = Vec::with_capacity(text.len());
    for mut inline in text.drain(..) {
        match &mut inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) => inlines(inner, keep),
            Inline::Link { to, text } => {
                inlines(text, keep);
                if !keep(to) {
                    kept.append(text);
                    continue;
                }
            }
            _ => {}
        }
        kept.push(inline);
    }
    *text = kept;
}
