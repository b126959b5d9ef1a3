//! Generates [`Statement`]s from facts and wording templates.
//!
//! `templates/statements/<kind>.md` has one section, under a `# heading`, for each statement about a fact of
//! that type. A section that renders to nothing makes no statement.

mod engine;
mod filters;
mod incomplete;
mod language;
mod notes;
mod printing;
mod repeat;
mod stated;
mod supports;
mod template_error;
mod unstated;
mod world;

pub use engine::{Engine, Rendered, TemplateSource};
pub use filters::{capital, ended, in_line, long_date, separated};
pub use incomplete::{incomplete, names_of_each};
pub use language::{Fault, StateComparisons, check as check_language, compared};
pub use notes::TemplateNotes;
pub use stated::Statement;
pub use world::{Assumed, Supposed, TemplateFacts};

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    audience_view::AudienceView,
    diagnostic::{Diagnostic, FileId, Place, Sources, codes},
    error::near,
    fact::{Audience, FactId, FactState, KINDS, is_id},
    ledger::ClaimId,
    load::Templates,
    markup::{Block, markdown, plain_blocks},
};

/// All statements for one audience on one day.
#[derive(Debug)]
pub struct Statements {
    /// The view that the statements were generated from.
    pub view: Arc<AudienceView>,
    /// The statements, by id.
    by_id: Arc<BTreeMap<String, Statement>>,
    /// The statements that are withheld because the audience must not see all facts that they list, with the
    /// kinds of these facts.
    withheld: Arc<BTreeMap<String, BTreeSet<&'static str>>>,
    /// The template sections of each fact type.
    sections: BTreeMap<&'static str, Vec<String>>,
}

impl Statements {
    /// The statement `id`.
    pub fn get(&self, id: &str) -> Option<&Statement> {
        self.by_id.get(id)
    }

    /// The statement about `fact` in a section.
    pub fn of(&self, fact: &FactId, section: &str) -> Option<&Statement> {
        self.by_id.get(&statement_id(fact, section))
    }

    /// Every statement, by id.
    pub fn all(&self) -> impl Iterator<Item = &Statement> {
        self.by_id.values()
    }

    /// A world in which these statements can be repeated, by `say(id)`.
    pub fn world(&self) -> Arc<TemplateFacts> {
        let world = TemplateFacts::new(self.view.clone());
        // A new world has no statements yet, so this cannot fail.
        let _ = world.statements.set(self.by_id.clone());
        let _ = world.withheld.set(self.withheld.clone());
        world
    }

    /// The sections in the template of a fact type.
    pub fn sections(&self, kind: &str) -> &[String] {
        self.sections.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The widest audience that may see all of `facts`.
    pub fn audience(&self, facts: &BTreeSet<FactId>) -> Audience {
        facts.iter().filter_map(|id| self.view.get(id)).map(|it| it.audience).max().unwrap_or_default()
    }
}

/// One section of a template.
struct Section<'s> {
    /// `kind/section`, the name for the engine.
    name: String,
    section: String,
    kind: &'static str,
    script: TemplateSource<'s>,
}

/// Generates all statements that the templates define.
pub fn generate(
    view: AudienceView,
    templates: &Templates,
    sources: &Sources,
) -> (Statements, Vec<Diagnostic>) {
    let view = Arc::new(view);
    let mut findings = Vec::new();
    let sections: Vec<_> = templates
        .of("statements")
        .flat_map(|(name, file)| split(name, file, sources, &mut findings))
        .collect();
    let mut by_kind: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for it in &sections {
        by_kind.entry(it.kind).or_default().push(it.section.clone());
    }
    findings.extend(supports::unknown_sections(&view, &by_kind));
    let mut engine = Engine::new(TemplateFacts::new(view.clone()), sources);
    let mut usable = Vec::new();
    for section in &sections {
        match engine.add(&section.name, section.script) {
            Ok(()) => usable.push(section),
            Err(finding) => findings.push(*finding),
        }
    }
    let rendered = render_all(&engine, &usable, &mut findings);
    let statements = Statements {
        view,
        by_id: Arc::new(rendered.by_id),
        withheld: Arc::new(rendered.withheld),
        sections: by_kind,
    };
    (statements, findings)
}

/// The statements about all facts.
#[derive(Default)]
struct RenderedStatements {
    by_id: BTreeMap<String, Statement>,
    /// See [`Statements::withheld`].
    withheld: BTreeMap<String, BTreeSet<&'static str>>,
}

fn render_all(engine: &Engine, sections: &[&Section], findings: &mut Vec<Diagnostic>) -> RenderedStatements {
    let view = &engine.world.view;
    let mut rendered = RenderedStatements::default();
    // A template with an error is one finding, not one for each fact.
    let mut faults = BTreeMap::new();
    let key = |finding: &Diagnostic| (finding.labels.clone(), finding.message.clone());
    for (id, _) in view.all() {
        for section in sections.iter().filter(|it| it.kind == id.kind) {
            match statement(engine, section, id) {
                Ok(Some(statement)) => {
                    let kinds = &statement.incomplete;
                    let shows_list = names_of_each(view, kinds, &statement.plain);
                    if !kinds.is_empty() {
                        let finding = incomplete(view, kinds, statement.template, &section.name, shows_list);
                        faults.entry(key(&finding)).or_insert(finding);
                    }
                    if shows_list {
                        rendered.by_id.insert(statement.id.clone(), statement);
                    } else {
                        rendered.withheld.insert(statement.id, statement.incomplete);
                    }
                }
                Ok(None) => {}
                Err(finding) => {
                    let entry = faults.entry(key(&finding));
                    entry.or_insert_with(|| finding.note(format!("while rendering `{id}`")));
                }
            }
        }
    }
    findings.extend(faults.into_values());
    rendered
}

fn statement(engine: &Engine, section: &Section, id: &FactId) -> Result<Option<Statement>, Box<Diagnostic>> {
    let it = engine.world.fact(id);
    let rendered = engine.render(&section.name, section.script, &it)?;
    let mut blocks = markdown::blocks(&rendered.text, &rendered.notes.values);
    caption_tables(&mut blocks, &section.section);
    if blocks.is_empty() {
        return Ok(None);
    }
    let mut facts = rendered.notes.facts;
    facts.insert(id.clone());
    Ok(Some(Statement {
        id: statement_id(id, &section.section),
        about: id.clone(),
        section: section.section.clone(),
        plain: plain_blocks(&blocks),
        blocks,
        facts,
        state_read: rendered.notes.state_read,
        incomplete: rendered.notes.incomplete,
        state: if section.section == FactState::SECTION { engine.world.view.state(id) } else { None },
        template: section.script.place,
    }))
}

fn statement_id(about: &FactId, section: &str) -> String {
    ClaimId::Statement { fact: &about.to_string(), section }.to_string()
}

/// Markdown tables have no captions, so the name of the section becomes the caption.
fn caption_tables(blocks: &mut [Block], section: &str) {
    for block in blocks {
        if let Block::Table(table) = block {
            let words = section.replace('-', " ");
            let mut letters = words.chars();
            table.caption =
                letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default();
        }
    }
}

/// The sections of the template for one fact type.
fn split<'s>(
    name: &str,
    file: FileId,
    sources: &'s Sources,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Section<'s>> {
    let text = sources.text(file);
    let Some(kind) = KINDS.iter().find(|it| it.name == name) else {
        let place = Place::new(file, 0..text.find('\n').unwrap_or(text.len()));
        let close = near(name, KINDS.iter().map(|it| it.name));
        findings.push(
            Diagnostic::new(codes::UNKNOWN_FILE, place, format!("`{name}` is not a known fact type"))
                .did_you_mean(&close),
        );
        return vec![];
    };
    let mut sections: Vec<Section> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if let Some(title) = line.strip_prefix("# ") {
            let title = title.trim();
            let place = Place::new(file, start..start + line.trim_end().len());
            if !is_id(title) || sections.iter().any(|it| it.section == title) {
                let message = format!("`{title}` is not a valid section name, or is a duplicate");
                findings
                    .push(Diagnostic::new(codes::TEMPLATE_ERROR, place, message).help(crate::fact::ID_HELP));
            }
            let script = TemplateSource { text: "", place: Place::new(file, end..end) };
            sections.push(Section {
                name: format!("{}/{title}", kind.name),
                section: title.into(),
                kind: kind.name,
                script,
            });
        } else if let Some(section) = sections.last_mut() {
            section.script.place.end = Place::new(file, start..end).end;
            section.script.text = text.get(section.script.place.range()).unwrap_or_default();
        }
        start = end;
    }
    sections
}
