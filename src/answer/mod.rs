//! Answers to customers' questions, from approved entries over disclosed facts; and questionnaires, filled with them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diagnostic::{Diagnostic, Place, Sources, codes},
    disclosure::{Disclosed, Disclosure},
    fact::{Datum, FactId, Verdict},
    prose::{Block, Inline, markdown},
    statement::{Engine, Script, Statements},
};

/// Whether somebody has signed for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approval {
    /// Nobody has.
    NotYet,
}

impl Approval {
    /// The state in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotYet => "not yet approved",
        }
    }
}

/// An answer as it is given to one audience on one day.
#[derive(Debug, Clone)]
pub struct Given {
    /// The entry it comes from.
    pub id: FactId,
    /// The question in its plainest form.
    pub question: String,
    /// Its short form, where it has one.
    pub verdict: Option<Verdict>,
    /// Its words.
    pub text: String,
    /// Its words as blocks.
    pub blocks: Vec<Block>,
    /// The facts it rests on, itself among them.
    pub facts: BTreeSet<FactId>,
    /// The statements it repeats.
    pub repeated: BTreeSet<String>,
    /// Who signed for it.
    pub approval: Approval,
}

/// A questionnaire with its answers.
#[derive(Debug, Clone)]
pub struct Filled {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub summary: Option<String>,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

/// A question and its answer.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id in the questionnaire, or its number.
    pub id: String,
    /// The heading it stands under.
    pub section: Option<String>,
    /// The question.
    pub question: String,
    /// The answer; none where this audience is given none.
    pub answer: Option<Given>,
}

/// Gives every answer that the disclosure has, and fills its questionnaires.
pub fn answer(statements: &Statements, sources: &Sources) -> (Vec<Given>, Vec<Filled>, Vec<Diagnostic>) {
    let engine = Engine::new(statements.world(), sources);
    let mut findings = Vec::new();
    let mut answers = Vec::new();
    for (id, fact) in statements.disclosure.of("answer") {
        match give(&engine, id, fact) {
            Ok(it) => answers.push(it),
            Err(finding) => findings.push(finding.note(format!("while answering `{id}`"))),
        }
    }
    let by_id: BTreeMap<_, _> = answers.iter().map(|it| (it.id.clone(), it)).collect();
    let filled = statements.disclosure.of("questionnaire").map(|(id, fact)| fill(id, fact, &statements.disclosure, &by_id)).collect();
    (answers, filled, findings)
}

fn give(engine: &Engine, id: &FactId, fact: &Disclosed) -> Result<Given, Diagnostic> {
    let script = Script { text: text_of(fact, "text").unwrap_or_default(), place: place_of(fact, "text") };
    let rendered = engine.render_once(script).map_err(|it| *it)?;
    let text = markdown::expand(&rendered.text, &rendered.notes.values).trim().to_owned();
    if text.is_empty() {
        let finding = Diagnostic::new(codes::TEMPLATE_ERROR, script.place, "the answer comes to an empty text");
        return Err(finding.help("say something in every case, or take the entry out"));
    }
    let mut facts = rendered.notes.facts;
    facts.insert(id.clone());
    let verdict = verdict(engine, fact, &mut facts)?;
    Ok(Given {
        id: id.clone(),
        question: text_of(fact, "question").unwrap_or_default().to_owned(),
        verdict,
        blocks: paragraphs(&text),
        text,
        facts,
        repeated: rendered.notes.repeated,
        approval: Approval::NotYet,
    })
}

fn verdict(engine: &Engine, fact: &Disclosed, facts: &mut BTreeSet<FactId>) -> Result<Option<Verdict>, Diagnostic> {
    let expression = match fact.data.get("verdict") {
        Some(Datum::Text(word)) => return Ok(Verdict::from_word(word)),
        Some(Datum::Map(entries)) => entries.iter().find_map(|(_, it)| if let Datum::Text(it) = it { Some(it) } else { None }),
        _ => None,
    };
    let Some(expression) = expression else { return Ok(None) };
    let place = place_of(fact, "verdict");
    let (value, notes) = engine.evaluate(Script { text: expression, place }).map_err(|it| *it)?;
    facts.extend(notes.facts);
    let word = match (value.as_str(), bool::try_from(value.clone())) {
        (Some(word), _) => word.to_owned(),
        (None, Ok(holds)) => if holds { "yes" } else { "no" }.to_owned(),
        _ => value.to_string(),
    };
    Verdict::from_word(&word).map(Some).ok_or_else(|| {
        let words = Verdict::ALL.iter().map(|it| it.word()).collect::<Vec<_>>().join("`, `");
        let finding = Diagnostic::new(codes::TEMPLATE_ERROR, place, format!("the verdict comes to `{word}`"));
        finding.help(format!("let it come to true, false or one of `{words}`"))
    })
}

fn fill(id: &FactId, fact: &Disclosed, disclosure: &Disclosure, answers: &BTreeMap<FactId, &Given>) -> Filled {
    let asked = match fact.data.get("questions") {
        Some(Datum::List(items)) => items.as_slice(),
        _ => &[],
    };
    let text = |it: &Datum, name: &str| if let Some(Datum::Text(it)) = it.get(name) { Some(it.clone()) } else { None };
    let question = |(index, it): (usize, &Datum)| {
        let answer = if let Some(Datum::Fact(id)) = it.get("answer") { Some(id) } else { None };
        let own = answer.and_then(|id| disclosure.get(id)).and_then(|it| text_of(it, "question")).map(str::to_owned);
        Some(Question {
            id: text(it, "id").unwrap_or_else(|| (index + 1).to_string()),
            section: text(it, "section"),
            question: text(it, "question").or(own)?,
            answer: answer.and_then(|id| answers.get(id)).map(|it| (*it).clone()),
        })
    };
    Filled {
        id: id.id.to_string(),
        title: text_of(fact, "title").unwrap_or_default().to_owned(),
        summary: text_of(fact, "summary").map(str::to_owned),
        questions: asked.iter().enumerate().filter_map(question).collect(),
    }
}

fn text_of<'a>(fact: &'a Disclosed, name: &str) -> Option<&'a str> {
    if let Some(Datum::Text(it)) = fact.data.get(name) { Some(it) } else { None }
}

fn place_of(fact: &Disclosed, name: &str) -> Place {
    fact.fields.iter().find(|(it, _)| it == name).map_or(fact.place, |(_, place)| *place)
}

/// Literal text as paragraphs, apart where a line is empty.
fn paragraphs(text: &str) -> Vec<Block> {
    let normal = text.replace("\r\n", "\n");
    let parts = normal.split("\n\n").map(str::trim).filter(|it| !it.is_empty());
    parts.map(|it| Block::Paragraph(vec![Inline::Text(it.replace('\n', " "))])).collect()
}
