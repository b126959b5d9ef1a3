//! A page made from its template: its own text, and what its fenced blocks place.

use std::collections::BTreeMap;

use super::{
    changes, contradicting,
    incomplete::is_incomplete,
    named,
    page::{FenceContent, Output, PageTemplate},
    place::place,
    publication::Document,
    questionnaire,
    stated_block::PlaceableStatements,
    timeline::timeline,
};
use crate::{
    answer::Filled,
    contradictions::StatedFacts,
    diagnostic::Diagnostic,
    fact::{Audience, FactId},
    markup::{Block, markdown},
    statement::{Engine, Rendered, Statements, TemplateSource},
};

/// Makes pages from their templates.
pub struct PageMaker<'a> {
    /// The statements that pages place.
    pub statements: &'a Statements,
    /// Renders the templates.
    pub engine: &'a Engine<'a>,
    /// All facts, with the audience of each.
    pub everything: &'a BTreeMap<FactId, Audience>,
    /// The published questionnaires.
    pub questionnaires: &'a [Filled],
    /// The facts with which the pages' own texts are compared.
    pub stated: StatedFacts<'a>,
}

impl PageMaker<'_> {
    /// The page; `None` if everything that it places is empty.
    ///
    /// # Errors
    /// The template cannot be rendered.
    pub fn page(
        &self,
        template: &PageTemplate,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<Document>, Box<Diagnostic>> {
        let rendered =
            self.engine.render_once(TemplateSource { text: &template.body, place: template.place })?;
        if is_incomplete(self.statements, template, &rendered, findings) {
            return Ok(None);
        }
        let parts = self.parts(template, &rendered, findings);
        let places = parts.iter().any(|it| matches!(it, Part::Placed(..)));
        let empty = parts.iter().all(|it| !matches!(it, Part::Placed(_, blocks) if !blocks.is_empty()));
        // A site begins at `index`, even if it has no content yet.
        if places && empty && template.name != "index" {
            return Ok(None);
        }
        let front = &template.front;
        let all = parts.len();
        let parts = without_empty_sections(parts);
        // A summary describes the whole page; if a part of the page is left out, its headings are listed
        // instead.
        let summary = if parts.len() == all || template.name == "index" {
            front.summary.as_ref().map(|it| it.value.clone())
        } else {
            headings(&parts)
        };
        self.compare(template, &parts, &rendered, findings);
        let outputs = match front.outputs.as_slice() {
            [] => vec![Output::Site, Output::Handbook],
            stated => stated.to_vec(),
        };
        Ok(Some(Document {
            own: own_words(&parts),
            name: template.name.clone(),
            title: front.title.value.clone(),
            nav: front.nav.as_ref().unwrap_or(&front.title).value.clone(),
            summary,
            outputs,
            blocks: blocks_of(parts),
            sources: vec![],
            place: Some(template.place),
        }))
    }

    /// The parts of a page, with what its fenced blocks place.
    fn parts<'t>(
        &self,
        template: &'t PageTemplate,
        rendered: &Rendered,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Part<'t>> {
        let mut parts = Vec::new();
        let mut level = 1;
        for block in markdown::blocks(&rendered.text, &rendered.notes.values) {
            let slot = if let Block::Paragraph(text) = &block { markdown::as_slot(text) } else { None };
            match slot.and_then(|it| template.fences.get(it)) {
                Some(fence) => parts.push(Part::Placed(
                    &fence.text,
                    self.fence(&fence.content, template, level + 1, findings),
                )),
                None => {
                    if let Block::Heading { level: own, .. } = &block {
                        level = *own;
                    }
                    parts.push(Part::Prose(block));
                }
            }
        }
        parts
    }

    /// Compares the page's own texts with the facts.
    fn compare(
        &self,
        template: &PageTemplate,
        parts: &[Part],
        rendered: &Rendered,
        findings: &mut Vec<Diagnostic>,
    ) {
        let front = &template.front;
        let prose =
            parts.iter().filter_map(|it| if let Part::Prose(it) = it { Some(it.clone()) } else { None });
        let (headings, prose): (Vec<Block>, Vec<Block>) =
            prose.partition(|it| matches!(it, Block::Heading { .. }));
        let titles = [Some(&front.title), front.nav.as_ref(), front.summary.as_ref()];
        let titles = titles.into_iter().flatten().map(|it| it.value.clone());
        let words = named::PageWords {
            page: &template.name,
            audience: front.audience.unwrap_or_default(),
            titles: titles.chain([crate::markup::words(&headings)]).collect(),
            prose: crate::markup::words(&prose),
            state_read: &rendered.notes.state_read,
            template: &template.body,
            place: template.place,
        };
        findings.extend(named::on_page(&self.stated.names, &words));
        findings.extend(contradicting::on_page(&self.stated, &words, &template.fences));
    }

    fn fence(
        &self,
        content: &FenceContent,
        template: &PageTemplate,
        level: u8,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Block> {
        let audience = template.front.audience.unwrap_or_default();
        let stated =
            PlaceableStatements { statements: self.statements, audience, everything: self.everything };
        match content {
            FenceContent::Statements(placement) => place(placement, &stated, level, findings),
            // Filled in when all pages are known.
            FenceContent::Pages => vec![Block::Terms(vec![])],
            FenceContent::Questionnaires => questionnaire::list(self.questionnaires),
            FenceContent::Feed => changes::feed_link(&self.statements.view),
            FenceContent::Timeline => {
                timeline(&self.statements.view).map(Block::Timeline).into_iter().collect()
            }
        }
    }
}

/// A piece of a page.
enum Part<'t> {
    Prose(Block),
    /// What is written in the fenced block, and what it places.
    Placed(&'t str, Vec<Block>),
}

/// The page's own text, and the ids of the statements in it.
fn own_words(parts: &[Part]) -> String {
    let own = |part: &Part| match part {
        Part::Prose(block) => crate::markup::words(std::slice::from_ref(block)),
        Part::Placed("", blocks) => crate::markup::own_words(blocks),
        Part::Placed(text, _) => (*text).to_owned(),
    };
    parts.iter().map(own).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The parts, without sections in which everything that they place is empty.
fn without_empty_sections(parts: Vec<Part>) -> Vec<Part> {
    let level =
        |part: &Part| if let Part::Prose(Block::Heading { level, .. }) = part { Some(*level) } else { None };
    let mut keep = vec![true; parts.len()];
    for (start, part) in parts.iter().enumerate() {
        let Some(own) = level(part) else { continue };
        let end = parts
            .iter()
            .enumerate()
            .skip(start + 1)
            .find(|(_, it)| level(it).is_some_and(|it| it <= own))
            .map_or(parts.len(), |(at, _)| at);
        let section = parts.get(start..end).unwrap_or_default();
        let places = section.iter().any(|it| matches!(it, Part::Placed(..)));
        if places && section.iter().all(|it| !matches!(it, Part::Placed(_, blocks) if !blocks.is_empty())) {
            keep.iter_mut().take(end).skip(start).for_each(|it| *it = false);
        }
    }
    parts.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(part, _)| part).collect()
}

/// The headings of the sections as a summary, if there are several.
fn headings(parts: &[Part]) -> Option<String> {
    let heading = |part: &Part| match part {
        Part::Prose(Block::Heading { level: 2, text, .. }) => Some(crate::markup::plain(text)),
        _ => None,
    };
    let all: Vec<_> = parts.iter().filter_map(heading).collect();
    // One heading does not describe a page.
    let (first, later) = all.split_first().filter(|(_, later)| !later.is_empty())?;
    let names: Vec<String> =
        std::iter::once(first.clone()).chain(later.iter().map(|it| within_sentence(it))).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    crate::statement::in_line(&names).map(|it| format!("{it}."))
}

/// A heading as it is written within a sentence; one that begins with an abbreviation keeps its letters.
fn within_sentence(heading: &str) -> String {
    let mut letters = heading.chars();
    let first = letters.next();
    if letters.clone().next().is_none_or(|it| !it.is_lowercase()) {
        return heading.to_owned();
    }
    first.into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

fn blocks_of(parts: Vec<Part>) -> Vec<Block> {
    let blocks = parts.into_iter().map(|part| match part {
        Part::Prose(block) => vec![block],
        Part::Placed(_, blocks) => blocks,
    });
    blocks.flatten().collect()
}
