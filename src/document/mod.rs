//! Statements -> documents: the pages of the site, the handbook, sheets and questionnaires, as trees of
//! blocks.
//!
//! Pages are `templates/pages/*.md`: front matter, Markdown and fenced blocks that [place] statements.
//! Writers see what is made here, the site settings and the templates, never other facts.

mod assemble;
mod calendar;
mod changes;
mod containing_files;
mod contradicting;
mod drafts;
mod incomplete;
mod links;
mod named;
mod not_applicable;
mod page;
mod page_maker;
mod partial;
mod place;
mod placement;
mod planned_file;
mod publication;
mod question_label;
mod questionnaire;
mod recorded;
mod reply;
mod sources;
mod stated;
mod stated_block;
mod timeline;
mod trace;

pub use assemble::unique_anchors;
pub use calendar::{away, by_month, calendar_document};
pub use changes::{
    FEED, PREVIOUSLY, SubprocessorChange, UNTIL_THEN, announced, dated_changes, lasting_name,
    subprocessor_changes,
};
pub use containing_files::{ContainingFile, containing_files};
pub use drafts::mark_drafts;
pub use page::Output;
pub use planned_file::{FilePart, PartContent, PartName, PlannedFile, SharedParts};
pub use publication::{Document, Publication};
pub use question_label::{has_no_sheets, question_label};
pub use recorded::{Recorded, dated_by};
pub use reply::reply_document;
pub use sources::{SourceNote, notes_of as sources_of};
pub use stated::stated;
pub use timeline::{timeline, timeline_document};
pub use trace::{Trace, TracedFact, TracedText, trace};

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    answer::{Answered, Filled, ResolvedAnswer},
    check::Sound,
    contradictions::StatedFacts,
    diagnostic::{Diagnostic, Place, Sources, codes},
    fact::{AnyFact, Audience, FactId, site::Site},
    load::Templates,
    statement::{Engine, Statements},
};
use assemble::{handbook, list_pages};
use page::PageTemplate;
use page_maker::PageMaker;

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
    let (audience, on) = (statements.view.audience, statements.view.on);
    let read = PageTemplates::read(templates, sources, audience, &mut findings);
    let mut pages = made_pages(&read.visible, sound, &statements, &questionnaires, sources, &mut findings);
    list_pages(&mut pages);
    let mut questionnaire_documents: Vec<_> =
        questionnaires.iter().map(|it| questionnaire::document(it, audience)).collect();
    let mut handbook = handbook(&pages, &questionnaires, audience);
    number_sources(
        pages.iter_mut().chain(&mut questionnaire_documents).chain([&mut handbook]),
        &statements,
        &answers,
    );
    findings.extend(links::check(&mut pages, &read.names, sources));
    findings.extend(without_index(&pages, templates, audience));
    links::localize(&mut handbook, &pages);
    let site = &sound.facts().site;
    let vendor = vendor_name(&statements);
    let title = site.title.as_ref().map(|it| it.value.clone());
    let publication = Publication {
        audience,
        on,
        title: title.unwrap_or_else(|| format!("{vendor} Trust").trim().to_owned()),
        vendor,
        language: language(site, templates, &pages, &statements),
        pages,
        handbook,
        questionnaire_documents,
        questionnaires,
        answers,
        withheld,
        statements,
        drafts: BTreeSet::new(),
        without_pdf: BTreeSet::new(),
        withdrawn: vec![],
        pins: BTreeMap::new(),
        phrasings: None,
        recorded: BTreeMap::new(),
    };
    (publication, findings)
}

/// The templates of pages.
struct PageTemplates {
    /// The names of all, also of those for a narrower audience.
    names: BTreeSet<String>,
    /// Those that the audience may see, in the order of the site.
    visible: Vec<PageTemplate>,
}

impl PageTemplates {
    fn read(
        templates: &Templates,
        sources: &Sources,
        audience: Audience,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let all = templates.of("pages");
        let mut visible: Vec<_> =
            all.filter_map(|(name, file)| page::read(name, file, sources, findings)).collect();
        let names = visible.iter().map(|it| it.name.clone()).collect();
        visible.retain(|it| it.front.audience.unwrap_or_default() <= audience);
        visible.sort_by_key(|page| {
            (page.front.order.as_ref().map_or(u32::MAX, |it| it.value), page.name.clone())
        });
        Self { names, visible }
    }
}

/// The pages with content, with the findings about the site's own texts.
fn made_pages(
    read: &[PageTemplate],
    sound: Sound,
    statements: &Statements,
    questionnaires: &[Filled],
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Document> {
    let audience_of = |it: &dyn AnyFact| it.envelope().audience.unwrap_or(Audience::Internal);
    let everything: BTreeMap<FactId, Audience> =
        sound.facts().all().map(|it| (it.id().clone(), audience_of(it))).collect();
    let engine = Engine::new(statements.world(), sources);
    let maker = PageMaker {
        statements,
        engine: &engine,
        everything: &everything,
        questionnaires,
        stated: StatedFacts::new(sound.facts(), statements.view.on),
    };
    let site = &sound.facts().site;
    findings.extend(named::on_site(&maker.stated.names, site));
    findings.extend(contradicting::on_site(&maker.stated, site));
    let mut pages: Vec<Document> = Vec::new();
    for template in read {
        findings.extend(partial::partial(template, sound.facts(), statements.view.on));
        match maker.page(template, findings) {
            Ok(page) => pages.extend(page),
            Err(finding) => findings.push(*finding),
        }
    }
    pages
}

/// Makes the anchors of documents unique, and numbers their sources.
fn number_sources<'d>(
    documents: impl Iterator<Item = &'d mut Document>,
    statements: &Statements,
    answers: &[ResolvedAnswer],
) {
    let answered: BTreeMap<String, &ResolvedAnswer> =
        answers.iter().map(|it| (it.id.to_string(), it)).collect();
    let basis_of = |id: &str| match (statements.get(id), answered.get(id)) {
        (Some(it), _) => sources::Basis { facts: it.facts.clone(), statements: vec![it] },
        (None, Some(it)) => {
            let repeated = it.repeated.iter().filter_map(|id| statements.get(id)).collect();
            sources::Basis { facts: it.facts.clone(), statements: repeated }
        }
        (None, None) => sources::Basis::default(),
    };
    for document in documents {
        unique_anchors(&mut document.blocks);
        document.sources = sources::number(&mut document.blocks, &basis_of, &statements.view);
    }
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

/// The language of the documents: the one of `data/site.yaml` if every template with text is the vendor's
/// own, otherwise that of the built-in templates.
fn language(site: &Site, templates: &Templates, pages: &[Document], statements: &Statements) -> String {
    let own = |path: String| templates.texts.get(&path).is_some_and(|it| it.own);
    let worded: BTreeSet<&str> = statements.all().map(|it| it.about.kind).collect();
    let all_own = pages.iter().all(|it| own(format!("pages/{}.md", it.name)))
        && worded.iter().all(|it| own(format!("statements/{it}.md")));
    let stated = site.language.as_ref().filter(|_| all_own);
    stated.map_or_else(|| TEMPLATE_LANGUAGE.into(), |it| it.0.value.clone())
}

fn vendor_name(statements: &Statements) -> String {
    let vendor = statements.view.of("vendor").next();
    vendor.and_then(|(_, it)| it.title.clone()).unwrap_or_default()
}
