//! Characters that no font has a shape for: found before a PDF is made, and named with the text and the fact.
//!
//! PDF/UA-1 and PDF/A-2a forbid missing glyphs (ISO 14289-1, 7.21.8; ISO 19005-2, 6.2.11.8): such a PDF cannot be made.

use std::collections::{BTreeMap, BTreeSet};

use ttf_parser::Face;

use super::Material;
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{Datum, FactId},
    prose::plain_blocks,
};

/// Reports each character without a shape once for each text that holds it.
pub fn missing(material: &Material) -> Vec<Diagnostic> {
    let mut coverage = Coverage::new(material);
    let publication = material.publication;
    let mut found: BTreeMap<(Place, char), Diagnostic> = BTreeMap::new();
    let disclosure = &publication.statements.disclosure;
    let mut report = |text: &str, facts: &BTreeSet<FactId>, place: Place| {
        for c in coverage.missing(text) {
            let holder = facts.iter().find_map(|id| disclosure.get(id).filter(|it| holds(&it.data, c)).map(|it| (id, it)));
            let (at, whose) = match holder {
                Some((id, fact)) => (field_with(fact, c).unwrap_or(fact.place), format!(" of `{id}`")),
                None => (place, String::new()),
            };
            let message = format!("no font has a shape for `{c}` (U+{:04X}) in `{}`{whose}", c as u32, excerpt(text, c));
            let help = "put a font that has it into `templates/fonts/` (TrueType or OpenType), for example one of the Noto family";
            found.entry((at, c)).or_insert_with(|| Diagnostic::new(codes::MISSING_GLYPH, at, message).help(help));
        }
    };
    for statement in publication.statements.all() {
        report(&statement.plain, &statement.facts, statement.template);
    }
    let origin = |id: &FactId| disclosure.get(id).map_or(Place::new(crate::diagnostic::FileId(0), 0..0), |it| it.place);
    for answer in &publication.answers {
        report(&answer.text, &answer.facts, origin(&answer.id));
        report(&answer.question, &BTreeSet::from([answer.id.clone()]), origin(&answer.id));
    }
    for (id, fact) in disclosure.all().filter(|(id, _)| matches!(id.kind, "questionnaire" | "source" | "vendor")) {
        report(&words(&fact.data), &BTreeSet::from([id.clone()]), fact.place);
    }
    for page in &publication.pages {
        let place = page.place.unwrap_or(Place::new(crate::diagnostic::FileId(0), 0..0));
        let text = format!("{} {}", page.title, plain_blocks(&page.blocks));
        // What statements hold has been reported at the facts.
        let own: String = text.chars().filter(|c| !found.keys().any(|(_, it)| it == c)).collect();
        for c in coverage.missing(&own) {
            let message = format!("no font has a shape for `{c}` (U+{:04X}) in `{}`", c as u32, excerpt(&own, c));
            let line = Place { end: place.start, ..place };
            found.entry((line, c)).or_insert_with(|| {
                Diagnostic::new(codes::MISSING_GLYPH, line, message).help("put a font that has it into `templates/fonts/`")
            });
        }
    }
    found.into_values().collect()
}

/// The characters around `c` in a text, at most 40.
fn excerpt(text: &str, c: char) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = characters.iter().position(|it| *it == c).unwrap_or_default();
    characters.iter().skip(at.saturating_sub(15)).take(40).collect()
}

/// The field of a fact that holds `c`.
fn field_with(fact: &crate::disclosure::Disclosed, c: char) -> Option<Place> {
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
        Datum::Text(it) => it.clone(),
        Datum::List(items) => items.iter().map(words).collect::<Vec<_>>().join(" "),
        Datum::Map(entries) => entries.iter().map(|(_, it)| words(it)).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

/// What the fonts have shapes for.
struct Coverage<'a> {
    faces: Vec<Face<'a>>,
    known: BTreeMap<char, bool>,
}

impl<'a> Coverage<'a> {
    fn new(material: &Material<'a>) -> Self {
        let faces = material.templates.fonts.iter().flat_map(|(_, bytes)| {
            let count = ttf_parser::fonts_in_collection(bytes).unwrap_or(1);
            (0..count).filter_map(|index| Face::parse(bytes, index).ok())
        });
        Self { faces: faces.collect(), known: BTreeMap::new() }
    }

    /// The characters of `text` without a shape, each once.
    fn missing(&mut self, text: &str) -> BTreeSet<char> {
        let faces = &self.faces;
        let known = &mut self.known;
        let mut has = |c: char| {
            c == '\n'
                || c == '\t'
                || (' '..='~').contains(&c)
                || *known.entry(c).or_insert_with(|| faces.iter().any(|it| it.glyph_index(c).is_some()))
        };
        text.chars().filter(|c| !has(*c)).collect()
    }
}
