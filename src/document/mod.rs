//! Statements -> documents: the pages of the site, the handbook, sheets and questionnaires, as trees of
//! blocks.
//!
//! Pages are `templates/pages/*.md`: front matter, Markdown and fenced blocks that [place] statements.
//! Writers see what is made here, and nothing else.

mod assemble;
mod calendar;
mod changes;
mod contradicting;
mod drafts;
mod incomplete;
mod links;
mod named;
mod page;
mod partial;
mod place;
mod placement;
mod publication;
mod questionnaire;
mod reply;
mod said_in;
mod sources;
mod stated;
mod timeline;
mod trace;

pub use assemble::unique_anchors;
pub use calendar::{away, by_month, calendar_paper};
pub use changes::{
    FEED, Recorded, SubprocessorChange, announced, dated_by, dated_changes, lasting_name,
    subprocessor_changes,
};
pub use drafts::mark_drafts;
pub use page::Output;
pub use publication::{Document, Publication};
pub use reply::reply_paper;
pub use said_in::{SaidIn, said_in};
pub use sources::{SourceNote, notes_of as sources_of};
pub use stated::stated;
pub use timeline::{timeline, timeline_paper};
pub use trace::{Trace, TracedFact, TracedText, trace};

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    answer::{Answered, Filled, ResolvedAnswer},
    check::Sound,
    contradictions::Stated,
    diagnostic::{Diagnostic, Place, Sources, codes},
    fact::{Audience, FactId, site::Site},
    load::Templates,
    markup::{Block, markdown},
    statement::{Engine, Script, Statements},
};
use assemble::{handbook, list_pages};
use page::{Ask, PageTemplate};
use place::StatedBlock;

/// The language of the templates that come with the program (BCP 47).
pub const TEMPLATE_LANGUAGE: &str = "en";

/// Makes every document.
pub fn compose(
    sound: Sound,
    statements: Statements,
    answered: Answered,
    templates: &Templates,
    sources: &Sources,
) -> (Publication, Vec<Diagnostic>) {
    let Answered { answers, filled: mut questionnaires, withheld } = answered;
    // One without an answer for this audience is neither listed nor written.
    questionnaires.retain(|it| it.answered() > 0);
    let mut findings = Vec::new();
    let mut read: Vec<_> = templates
        .of("pages")
        .filter_map(|(name, file)| page::read(name, file, sources, &mut findings))
        .collect();
    let names: BTreeSet<String> = read.iter().map(|it| it.name.clone()).collect();
    let audience = statements.disclosure.audience;
    read.retain(|it| it.front.audience.unwrap_or_default() <= audience);
    read.sort_by_key(|it| (it.front.order.as_ref().map_or(u32::MAX, |it| it.value), it.name.clone()));

    let everything: BTreeMap<FactId, Audience> = sound
        .facts()
        .all()
        .map(|it| (it.id().clone(), it.envelope().audience.unwrap_or(Audience::Internal)))
        .collect();
    let engine = Engine::new(statements.world(), sources);
    let maker = Maker {
        statements: &statements,
        engine: &engine,
        everything: &everything,
        questionnaires: &questionnaires,
        stated: Stated::new(sound.facts(), statements.disclosure.on),
    };
    let site = &sound.facts().site;
    findings.extend(named::on_site(&maker.stated.names, site));
    findings.extend(contradicting::on_site(&maker.stated, site));
    let mut pages: Vec<Document> = Vec::new();
    for template in &read {
        findings.extend(partial::partial(template, sound.facts(), statements.disclosure.on));
        match maker.page(template, &mut findings) {
            Ok(page) => pages.extend(page),
            Err(finding) => findings.push(*finding),
        }
    }
    list_pages(&mut pages);
    let mut papers: Vec<_> = questionnaires.iter().map(|it| questionnaire::paper(it, audience)).collect();
    let answered: BTreeMap<String, &ResolvedAnswer> =
        answers.iter().map(|it| (it.id.to_string(), it)).collect();
    let facts_of = |id: &str| match statements.get(id) {
        Some(it) => it.facts.clone(),
        None => answered.get(id).map(|it| it.facts.clone()).unwrap_or_default(),
    };
    let mut handbook = handbook(&pages, &questionnaires, audience);
    for document in pages.iter_mut().chain(&mut papers).chain([&mut handbook]) {
        unique_anchors(&mut document.blocks);
        document.sources = sources::number(&mut document.blocks, &facts_of, &statements.disclosure);
    }
    findings.extend(links::check(&mut pages, &names, sources));
    findings.extend(without_index(&pages, templates, audience));
    links::localize(&mut handbook, &pages);
    let vendor = vendor_name(&statements);
    let publication = Publication {
        audience,
        on: statements.disclosure.on,
        title: site
            .title
            .as_ref()
            .map_or_else(|| format!("{vendor} Trust").trim().to_owned(), |it| it.value.clone()),
        vendor,
        language: language(site, templates, &pages, &statements),
        pages,
        handbook,
        papers,
        questionnaires,
        answers,
        withheld,
        statements,
        drafts: BTreeSet::new(),
        unset: BTreeSet::new(),
        withdrawn: vec![],
        pins: BTreeMap::new(),
        phrasings: None,
        recorded: BTreeMap::new(),
    };
    (publication, findings)
}

/// Makes pages from their templates.
struct Maker<'a> {
    statements: &'a Statements,
    engine: &'a Engine<'a>,
    everything: &'a BTreeMap<FactId, Audience>,
    questionnaires: &'a [Filled],
    stated: Stated<'a>,
}

impl Maker<'_> {
    /// The page; none where it was to place something and there is nothing to say.
    fn page(
        &self,
        template: &PageTemplate,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<Document>, Box<Diagnostic>> {
        let rendered = self.engine.render_once(Script { text: &template.body, place: template.place })?;
        if self.is_incomplete(template, &rendered, findings) {
            return Ok(None);
        }
        let prose = markdown::blocks(&rendered.text, &rendered.notes.values);
        let mut parts = Vec::new();
        let mut level = 1;
        for block in prose {
            let slot = if let Block::Paragraph(text) = &block { markdown::as_slot(text) } else { None };
            match slot.and_then(|it| template.fences.get(it)) {
                Some(fence) => parts
                    .push(Part::Placed(&fence.text, self.fence(&fence.ask, template, level + 1, findings))),
                None => {
                    if let Block::Heading { level: own, .. } = &block {
                        level = *own;
                    }
                    parts.push(Part::Prose(block));
                }
            }
        }
        let places = parts.iter().any(|it| matches!(it, Part::Placed(..)));
        let empty = parts.iter().all(|it| !matches!(it, Part::Placed(_, blocks) if !blocks.is_empty()));
        // A site begins at `index`, even when there is nothing to say yet.
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
            told: &rendered.notes.told,
            template: &template.body,
            place: template.place,
        };
        findings.extend(named::on_page(&self.stated.names, &words));
        findings.extend(contradicting::on_page(&self.stated, &words, &template.fences));
        Ok(Some(Document {
            own: own_words(&parts),
            name: template.name.clone(),
            title: front.title.value.clone(),
            nav: front.nav.as_ref().unwrap_or(&front.title).value.clone(),
            summary,
            outputs: if front.outputs.is_empty() {
                vec![Output::Site, Output::Handbook]
            } else {
                front.outputs.clone()
            },
            blocks: blocks_of(parts),
            sources: vec![],
            place: Some(template.place),
        }))
    }

    fn fence(
        &self,
        ask: &Ask,
        template: &PageTemplate,
        level: u8,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Block> {
        let audience = template.front.audience.unwrap_or_default();
        let said = StatedBlock { statements: self.statements, audience, everything: self.everything };
        match ask {
            Ask::Statements(placement) => place::place(placement, &said, level, findings),
            // Filled in when all pages are known.
            Ask::Pages => vec![Block::Terms(vec![])],
            Ask::Questionnaires => questionnaire::list(self.questionnaires),
            Ask::Feed => changes::feed_link(&self.statements.disclosure),
            Ask::Timeline => timeline(&self.statements.disclosure).map(Block::Timeline).into_iter().collect(),
        }
    }
}

/// A piece of a page.
enum Part<'t> {
    Prose(Block),
    /// What is written in the fenced block, and what it places.
    Placed(&'t str, Vec<Block>),
}

/// What the parts say beside the statements that they place, and what they place where.
fn own_words(parts: &[Part]) -> String {
    let own = |part: &Part| match part {
        Part::Prose(block) => crate::markup::words(std::slice::from_ref(block)),
        Part::Placed("", blocks) => crate::markup::own_words(blocks),
        Part::Placed(text, _) => (*text).to_owned(),
    };
    parts.iter().map(own).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The parts, without the sections that were to place something and have nothing to say.
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
    let names: Vec<_> = all.iter().map(String::as_str).collect();
    crate::statement::in_line(&names).filter(|_| all.len() > 1).map(|it| format!("Sections: {it}."))
}

fn blocks_of(parts: Vec<Part>) -> Vec<Block> {
    let blocks = parts.into_iter().map(|part| match part {
        Part::Prose(block) => vec![block],
        Part::Placed(_, blocks) => blocks,
    });
    blocks.flatten().collect()
}

/// A site begins at `index`; one that an audience may not see leaves its site without a beginning.
fn without_index(pages: &[Document], templates: &Templates, audience: Audience) -> Option<Diagnostic> {
    if pages.iter().any(|it| it.name == "index" && it.outputs.contains(&Output::Site)) {
        return None;
    }
    let (_, file) = templates.of("pages").find(|(name, _)| *name == "index")?;
    let message = format!("the site for the {} audience has no page `index`", audience.word());
    let finding = Diagnostic::new(codes::DEAD_LINK, Place::new(file, 0..3), message);
    Some(finding.help("set `audience: public` and add `site` to `outputs` in `templates/pages/index.md`"))
}

/// The language that documents are written in: the one of `data/site.yaml` where every template that words
/// them is the vendor's own, else that of our templates.
fn language(site: &Site, templates: &Templates, pages: &[Document], statements: &Statements) -> String {
    let own = |path: String| templates.texts.get(&path).is_some_and(|it| it.own);
    let worded: BTreeSet<&str> = statements.all().map(|it| it.about.kind).collect();
    let all_own = pages.iter().all(|it| own(format!("pages/{}.md", it.name)))
        && worded.iter().all(|it| own(format!("statements/{it}.md")));
    let stated = site.language.as_ref().filter(|_| all_own);
    stated.map_or_else(|| TEMPLATE_LANGUAGE.into(), |it| it.0.value.clone())
}

fn vendor_name(statements: &Statements) -> String {
    let vendor = statements.disclosure.of("vendor").next();
    vendor.and_then(|(_, it)| it.title.clone()).unwrap_or_default()
}
