//! Characters that no font has a shape for: found before a PDF is made, and named with the text, the fact and
//! the PDF.
//!
//! PDF/UA-1 and PDF/A-2a forbid missing glyphs (ISO 14289-1, 7.21.8; ISO 19005-2, 6.2.11.8): such a PDF
//! cannot be made. It is left out, and so are the links to it; pages and the other PDFs are written.

use std::collections::{BTreeMap, BTreeSet};

use ttf_parser::Face;

use super::RenderContext;
use crate::{
    audience_view::Disclosed,
    diagnostic::{Diagnostic, Place, codes},
    document::{Document, Publication},
    fact::{Datum, FactId},
    markup::{Block, change_texts, plain_blocks, text},
};

/// Reports the characters without a shape, one finding a place.
pub fn missing(context: &RenderContext) -> Vec<Diagnostic> {
    let publication = context.publication;
    if publication.without_pdf.is_empty() {
        return vec![];
    }
    let mut search = Search { coverage: Coverage::new(context), found: BTreeMap::new(), context };
    let view = &publication.statements.view;
    for statement in publication.statements.all() {
        search.look(&statement.plain, &statement.facts, statement.template);
    }
    for answer in &publication.answers {
        let place = view.get(&answer.id).map_or(nowhere(), |it| it.place);
        search.look(&answer.text, &answer.facts, place);
        search.look(&answer.question, &BTreeSet::from([answer.id.clone()]), place);
    }
    // A questionnaire that is kept for its pins alone is in no PDF.
    let kept = |fact: &Disclosed| matches!(fact.data.get("publish"), Some(Datum::Flag(false)));
    for (id, fact) in
        view.all().filter(|(id, it)| matches!(id.kind, "questionnaire" | "source" | "vendor") && !kept(it))
    {
        search.look(&words(&fact.data), &BTreeSet::from([id.clone()]), fact.place);
    }
    if let Some(title) = &context.site.title {
        search.look(title, &BTreeSet::new(), title.place);
    }
    for page in &publication.pages {
        // What is on a page and is not a statement belongs to the page.
        let own = own_blocks(&page.blocks);
        let summary = page.summary.clone().unwrap_or_default();
        let place = page.place.map_or(nowhere(), |it| Place { end: it.start, ..it });
        // A page's prose may repeat facts, at which the character has been found.
        let text = format!("{} {summary} {}", page.title, plain_blocks(&own));
        let fresh: String = text.chars().filter(|c| !search.is_known(*c)).collect();
        search.look(&fresh, &BTreeSet::new(), place);
    }
    // What was not found at a fact or page is named at the document.
    let lacking = search.lacking();
    for document in publication.printed() {
        let place = document.place.map_or(nowhere(), |it| Place { end: it.start, ..it });
        let own = lacking.iter().filter(|(name, _)| *name == document.name).flat_map(|(_, it)| it);
        let fresh: String = own.filter(|c| !search.is_known(**c)).collect();
        search.look(&fresh, &BTreeSet::new(), place);
    }
    search.findings(&lacking)
}

/// The names of the documents that cannot be set, because no font has all their characters.
pub fn without_pdf(context: &RenderContext) -> BTreeSet<String> {
    let mut coverage = Coverage::new(context);
    let publication = context.publication;
    publication
        .printed()
        .filter(|it| !coverage.lacking(publication, it).is_empty())
        .map(|it| it.name.clone())
        .collect()
}

/// The characters of a document that no font has.
pub fn unset_characters(context: &RenderContext, document: &Document) -> BTreeSet<char> {
    Coverage::new(context).lacking(context.publication, document)
}

fn nowhere() -> Place {
    Place::new(crate::diagnostic::FileId(0), 0..0)
}

/// The blocks without statements and lists of pages, and with tables reduced to their captions and column
/// titles.
fn own_blocks(blocks: &[Block]) -> Vec<Block> {
    let own = |it: &Block| match it {
        Block::Statement { .. } | Block::Terms(_) => None,
        Block::Table(table) => {
            Some(Block::Paragraph(text(format!("{} {}", table.caption, table.head.join(" ")))))
        }
        Block::List { numbered, items } => {
            Some(Block::List { numbered: *numbered, items: items.iter().map(|it| own_blocks(it)).collect() })
        }
        other => Some(other.clone()),
    };
    blocks.iter().filter_map(own).collect()
}

/// Characters that no font has, at one place.
struct MissingShapes {
    /// The characters.
    characters: BTreeSet<char>,
    /// The text around the first of them.
    excerpt: String,
    /// ` of` and the id of the fact that contains the text; empty if there is none.
    whose: String,
}

/// What was found so far, by place.
struct Search<'a> {
    coverage: Coverage<'a>,
    found: BTreeMap<Place, MissingShapes>,
    context: &'a RenderContext<'a>,
}

impl Search<'_> {
    fn look(&mut self, text: &str, facts: &BTreeSet<FactId>, place: Place) {
        let view = &self.context.publication.statements.view;
        for c in self.coverage.missing(text) {
            let holder =
                facts.iter().find_map(|id| view.get(id).filter(|it| holds(&it.data, c)).map(|it| (id, it)));
            let (at, whose) = match holder {
                Some((id, fact)) => (field_with(fact, c).unwrap_or(fact.place), format!(" of `{id}`")),
                None => (place, String::new()),
            };
            let new = || MissingShapes { characters: BTreeSet::new(), excerpt: excerpt(text, c), whose };
            self.found.entry(at).or_insert_with(new).characters.insert(c);
        }
    }

    /// Whether a character was found anywhere.
    fn is_known(&self, c: char) -> bool {
        self.found.values().any(|it| it.characters.contains(&c))
    }

    /// The characters that each document lacks.
    fn lacking(&mut self) -> Vec<(String, BTreeSet<char>)> {
        let publication = self.context.publication;
        publication.printed().map(|it| (it.name.clone(), self.coverage.lacking(publication, it))).collect()
    }

    /// One finding for each place, with the PDFs that are left out because of it; empty for a text that is in
    /// no PDF.
    fn findings(self, lacking: &[(String, BTreeSet<char>)]) -> Vec<Diagnostic> {
        let finding = |(place, missing): (Place, MissingShapes)| {
            let MissingShapes { characters, excerpt, whose } = missing;
            let named: Vec<_> =
                characters.iter().take(5).map(|c| format!("`{c}` (U+{:04X})", *c as u32)).collect();
            let more = characters
                .len()
                .checked_sub(named.len())
                .filter(|it| *it > 0)
                .map_or(String::new(), |it| format!(" and {it} more"));
            let message = format!("no font has a shape for {}{more} in `{excerpt}`{whose}", named.join(", "));
            let help = "put a font that has it into `templates/fonts/` (TrueType or OpenType), for example \
                        one of the Noto family";
            let concerned = lacking.iter().filter(|(_, it)| !it.is_disjoint(&characters));
            let finding = Diagnostic::new(codes::MISSING_GLYPH, place, message).help(help);
            let finding = concerned
                .fold(finding, |finding, (name, _)| finding.note(format!("`pdf/{name}.pdf` is not written")));
            (!finding.notes.is_empty()).then_some(finding)
        };
        self.found.into_iter().filter_map(finding).collect()
    }
}

/// The characters around `c` in a text, at most 40.
fn excerpt(text: &str, c: char) -> String {
    let characters: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let at = characters.iter().position(|it| *it == c).unwrap_or_default();
    characters.iter().skip(at.saturating_sub(15)).take(40).collect()
}

/// The field of a fact that contains `c`.
fn field_with(fact: &Disclosed, c: char) -> Option<Place> {
    let Datum::Map(entries) = &fact.data else { return None };
    let (name, _) = entries.iter().find(|(_, it)| holds(it, c))?;
    fact.fields.iter().find(|(it, _)| it == name).map(|(_, place)| *place)
}

fn holds(datum: &Datum, c: char) -> bool {
    match datum {
        Datum::Text(it) => it.contains(c),
        Datum::List(items) => items.iter().any(|it| holds(it, c)),
        Datum::Map(entries) => entries.iter().any(|(_, it)| holds(it, c)),
        _ => false,
    }
}

/// Every text of a fact.
fn words(datum: &Datum) -> String {
    match datum {
        Datum::List(items) => items.iter().map(words).collect::<Vec<_>>().join(" "),
        Datum::Map(entries) => entries.iter().map(|(_, it)| words(it)).collect::<Vec<_>>().join(" "),
        other => other.text().unwrap_or_default().to_owned(),
    }
}

/// Characters without a glyph (those of Unicode's `Default_Ignorable_Code_Point` that may occur in texts).
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}')
}

/// What the fonts have shapes for.
pub struct Coverage<'a> {
    faces: Vec<Face<'a>>,
    known: BTreeMap<char, bool>,
}

impl<'a> Coverage<'a> {
    /// What the fonts of the templates have.
    pub fn new(context: &RenderContext<'a>) -> Self {
        let faces = context.templates.fonts.iter().flat_map(|(_, bytes)| {
            let count = ttf_parser::fonts_in_collection(bytes).unwrap_or(1);
            (0..count).filter_map(|index| Face::parse(bytes, index).ok())
        });
        Self { faces: faces.collect(), known: BTreeMap::new() }
    }

    /// The characters of everything in a document's PDF without a shape.
    fn lacking(&mut self, publication: &Publication, document: &Document) -> BTreeSet<char> {
        let mut texts = vec![publication.title.clone(), publication.vendor.clone(), document.title.clone()];
        texts.extend(document.summary.clone());
        for note in &document.sources {
            texts.extend(
                [Some(note.title.clone()), note.at.clone(), note.dated.clone()].into_iter().flatten(),
            );
        }
        let mut blocks = document.blocks.clone();
        change_texts(&mut blocks, &mut |it| texts.push(std::mem::take(it)));
        texts.iter().flat_map(|it| self.missing(it)).collect()
    }

    /// The characters of `text` without a shape, each once.
    pub fn missing(&mut self, text: &str) -> BTreeSet<char> {
        let faces = &self.faces;
        let known = &mut self.known;
        let mut has = |c: char| {
            is_ignorable(c)
                || c == '\n'
                || c == '\t'
                || (' '..='~').contains(&c)
                || *known.entry(c).or_insert_with(|| faces.iter().any(|it| it.glyph_index(c).is_some()))
        };
        text.chars().filter(|c| !has(*c)).collect()
    }
}

/// A document's data with a mark in the place of each character that no font has. For documents that only its
/// own people read: what is published or sent is whole, or not written.
#[cfg(feature = "pdf")]
pub fn mark_missing(context: &RenderContext, data: &mut serde_json::Value) {
    let mut coverage = Coverage::new(context);
    let mark = if coverage.missing("\u{fffd}").is_empty() { '\u{fffd}' } else { '?' };
    marked(&mut coverage, mark, data);
}

#[cfg(feature = "pdf")]
fn marked(coverage: &mut Coverage, mark: char, data: &mut serde_json::Value) {
    use serde_json::Value as Json;
    match data {
        Json::String(text) => {
            let missing = coverage.missing(text);
            if !missing.is_empty() {
                *text = text.chars().map(|c| if missing.contains(&c) { mark } else { c }).collect();
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|it| marked(coverage, mark, it)),
        // Addresses and the names of destinations are not shown.
        Json::Object(fields) => fields
            .iter_mut()
            .filter(|(name, _)| !["anchor", "to", "url"].contains(&name.as_str()))
            .for_each(|(_, it)| marked(coverage, mark, it)),
        _ => {}
    }
}
