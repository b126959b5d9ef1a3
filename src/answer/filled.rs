//! Questionnaires of `data/questionnaires`, filled with the answers they are pinned to.

use std::collections::BTreeMap;

use super::given::{Given, text_of};
use crate::{
    disclosure::{Disclosed, Disclosure},
    fact::{Datum, FactId},
};

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

impl Filled {
    /// How many questions have an answer for this audience.
    pub fn answered(&self) -> usize {
        self.questions.iter().filter(|it| it.answer.is_some()).count()
    }
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

/// Fills one questionnaire.
pub fn fill(id: &FactId, fact: &Disclosed, disclosure: &Disclosure, answers: &BTreeMap<FactId, &Given>) -> Filled {
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
