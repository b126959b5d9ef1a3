//! Answers for one audience on one effective date: text and verdict, evaluated from their templates.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use minijinja::Value;

use crate::{
    audience_view::Disclosed,
    diagnostic::{Diagnostic, Place, codes},
    fact::{Audience, Datum, FactId, LIMITED_TO, Standing, Verdict},
    markup::{Block, Inline, markdown},
    statement::{Engine, TemplateNotes, TemplateSource},
};

/// The fields that identify a fact and do not depend on its state.
const IDENTITY: &[&str] = &[
    "",
    "address",
    "auditor",
    "email",
    "form",
    "framework",
    "id",
    "legal_name",
    "location",
    "name",
    "products",
    "purpose",
    "scope",
    "title",
    "trading_name",
    "url",
    "website",
];

/// Whether an answer is approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApprovalState {
    /// It is not approved.
    NotYet,
    /// It is approved.
    By {
        /// The approver.
        name: String,
        /// The date of the approval.
        on: NaiveDate,
    },
}

impl ResolvedAnswer {
    /// Why this verdict must not be typed in place of the entry's own. If the question may ask for the
    /// opposite of what the entry affirms (`turned`), a no claims what a yes normally claims.
    pub fn bars(&self, typed: Verdict, turned: bool) -> Option<String> {
        let why = |typed: Verdict| self.barred.iter().find(|(it, _)| *it == typed).map(|(_, why)| why);
        let turns = || format!("the question may ask for the opposite of what `{}` affirms, and ", self.id);
        let of_no = || why(Verdict::Yes).filter(|_| turned && typed == Verdict::No).map(|it| turns() + it);
        why(typed).cloned().or_else(of_no)
    }
}

impl ApprovalState {
    /// The joint approval of two things, with the date from which both were approved.
    pub fn and(self, other: Option<&Self>) -> Self {
        match (self, other) {
            (Self::By { name, on }, Some(Self::By { on: later, .. })) if *later <= on => {
                Self::By { name, on }
            }
            (Self::By { .. }, Some(later @ Self::By { .. })) => later.clone(),
            _ => Self::NotYet,
        }
    }

    /// The state as text for an audience: the approver's name is shown to the internal audience only.
    pub fn words(&self, audience: Audience) -> String {
        match self {
            Self::NotYet => "not yet approved".into(),
            Self::By { name, on } if audience == Audience::Internal => format!("approved by {name} on {on}"),
            Self::By { on, .. } => format!("approved on {on}"),
        }
    }
}

/// An answer for one audience on one effective date.
#[derive(Debug, Clone)]
pub struct ResolvedAnswer {
    /// The id of its entry.
    pub id: FactId,
    /// The question in its plainest form.
    pub question: String,
    /// Its verdict, if it has one.
    pub verdict: Option<Verdict>,
    /// Its text.
    pub text: String,
    /// Its text as blocks.
    pub blocks: Vec<Block>,
    /// The facts that its verdict is calculated from; empty if the verdict is fixed.
    pub decided_by: BTreeSet<FactId>,
    /// The facts and fields that the expression of its verdict read.
    pub read: BTreeSet<(FactId, String)>,
    /// The facts whose validity is checked by its text or, if the text does not name them, by its
    /// expression.
    pub told: BTreeSet<FactId>,
    /// The facts that its text reads.
    pub named: BTreeSet<FactId>,
    /// The facts that it counts or searches for without naming them or the products that they are limited
    /// to.
    pub counted: BTreeSet<FactId>,
    /// The facts whose state its text depends on.
    pub followed: BTreeSet<FactId>,
    /// The verdicts that must not be typed in place of its own, each with the reason.
    pub barred: Vec<(Verdict, String)>,
    /// A report or certificate that was held before, although the verdict is not a yes: the answer does not
    /// apply to a question about the past.
    pub held_before: Option<FactId>,
    /// The facts it is based on, including itself.
    pub facts: BTreeSet<FactId>,
    /// The kinds that it lists and of which the audience does not see every fact.
    pub incomplete: BTreeSet<&'static str>,
    /// The unstated fields that its text reads.
    pub unstated_in_text: BTreeSet<(FactId, String)>,
    /// The unstated fields that the expression of its verdict reads.
    pub unstated_in_verdict: BTreeSet<(FactId, String)>,
    /// The statements it repeats.
    pub repeated: BTreeSet<String>,
    /// Its approval.
    pub approval: ApprovalState,
}

/// The answer of one entry.
///
/// # Errors
/// Its template fails, or evaluates to an empty text.
pub fn give(engine: &Engine, id: &FactId, fact: &Disclosed) -> Result<ResolvedAnswer, Diagnostic> {
    let script = words_of(fact);
    let rendered = engine.render_once(script).map_err(|it| *it)?;
    let text = markdown::expand(&rendered.text, &rendered.notes.values).trim().to_owned();
    // A text that only repeats a withheld statement may be empty; that is reported later.
    if text.is_empty() && rendered.notes.incomplete.is_empty() {
        let finding =
            Diagnostic::new(codes::TEMPLATE_ERROR, script.place, "the answer evaluates to an empty text");
        return Err(finding.help("provide text for every case, or remove the entry"));
    }
    let followed = followed(&rendered.notes);
    let (verdict, looked) = verdict(engine, fact)?;
    let both = [&rendered.notes, &looked];
    let counted = both.into_iter().flat_map(counted).collect();
    let searched: Vec<FactId> =
        both.into_iter().flat_map(|it| it.listed.union(&it.sought)).cloned().collect();
    let named = rendered.notes.facts.clone();
    let mut facts = named.clone();
    facts.insert(id.clone());
    // If only the expression checks for an end of validity, the text does not mention it.
    let looked_told = looked.state_read.into_iter().filter(|it| !named.contains(it));
    facts.extend(looked.facts.iter().cloned().chain(searched));
    Ok(ResolvedAnswer {
        id: id.clone(),
        question: text_of(fact, "question").unwrap_or_default().to_owned(),
        verdict,
        decided_by: looked.facts,
        read: looked.read,
        told: rendered.notes.state_read.into_iter().chain(looked_told).collect(),
        named,
        counted,
        followed,
        barred: vec![],
        held_before: None,
        blocks: paragraphs(&text),
        text,
        facts,
        incomplete: rendered.notes.incomplete.union(&looked.incomplete).copied().collect(),
        unstated_in_text: rendered.notes.unstated,
        unstated_in_verdict: looked.unstated,
        repeated: rendered.notes.repeated,
        approval: ApprovalState::NotYet,
    })
}

/// The facts whose state a text depends on, by what it read.
fn followed(notes: &TemplateNotes) -> BTreeSet<FactId> {
    let read = notes.read.iter().filter(|(_, field)| !IDENTITY.contains(&field.as_str()));
    read.map(|(id, _)| id).chain(&notes.state_read).cloned().collect()
}

/// The facts that a template listed without reading their names or products.
fn counted(notes: &TemplateNotes) -> impl Iterator<Item = FactId> + use<'_> {
    let reads = |id: &FactId| {
        let told_apart = ["name", "products", LIMITED_TO].into_iter();
        told_apart.map(|field| (id.clone(), field.to_owned())).any(|it| notes.read.contains(&it))
    };
    notes.listed.iter().filter(move |it| !reads(it)).cloned()
}

/// The template of an entry's text.
pub(super) fn words_of(fact: &Disclosed) -> TemplateSource<'_> {
    TemplateSource { text: text_of(fact, "text").unwrap_or_default(), place: place_of(fact, "text") }
}

/// The verdict, and what its expression read.
fn verdict(engine: &Engine, fact: &Disclosed) -> Result<(Option<Verdict>, TemplateNotes), Diagnostic> {
    let expression = match fact.data.get("verdict") {
        Some(Datum::Map(entries)) => entries.iter().find_map(|(_, it)| it.text()),
        fixed => return Ok((fixed.and_then(Datum::word), TemplateNotes::default())),
    };
    let Some(expression) = expression else { return Ok((None, TemplateNotes::default())) };
    let place = place_of(fact, "verdict");
    let (value, notes) = engine.evaluate(TemplateSource { text: expression, place }).map_err(|it| *it)?;
    // The state of a report or certificate may be unknown.
    if is_unknown(&value) {
        return Ok((None, notes));
    }
    let verdict = verdict_from(&value).map_err(|word| {
        let words = Verdict::ALL.iter().map(|it| it.word()).collect::<Vec<_>>().join("`, `");
        let finding =
            Diagnostic::new(codes::TEMPLATE_ERROR, place, format!("the verdict evaluates to `{word}`"));
        finding.help(format!("it must evaluate to true, false or one of `{words}`, `unknown`"))
    })?;
    Ok((Some(verdict), notes))
}

/// Whether an expression evaluates to the verdict of a report or certificate whose state on the effective
/// date is unknown.
pub(super) fn is_unknown(value: &Value) -> bool {
    value.as_str() == Some(Standing::Unknown.word())
}

/// The verdict that an expression evaluates to.
///
/// # Errors
/// The word that it evaluates to, if it is not a verdict.
pub(super) fn verdict_from(value: &Value) -> Result<Verdict, String> {
    let word = match (value.as_str(), bool::try_from(value.clone())) {
        (Some(word), _) => word.to_owned(),
        (None, Ok(holds)) => if holds { "yes" } else { "no" }.to_owned(),
        _ => value.to_string(),
    };
    Verdict::from_word(&word).ok_or(word)
}

/// A field that is a text.
pub fn text_of<'a>(fact: &'a Disclosed, name: &str) -> Option<&'a str> {
    fact.data.get(name)?.text()
}

fn place_of(fact: &Disclosed, name: &str) -> Place {
    fact.fields.iter().find(|(it, _)| it == name).map_or(fact.place, |(_, place)| *place)
}

/// Literal text as paragraphs, separated by empty lines.
fn paragraphs(text: &str) -> Vec<Block> {
    let normal = text.replace("\r\n", "\n");
    let parts = normal.split("\n\n").map(str::trim).filter(|it| !it.is_empty());
    parts.map(|it| Block::Paragraph(vec![Inline::Text(it.replace('\n', " "))])).collect()
}
