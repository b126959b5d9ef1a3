//! Custom text of a person: like an entry, it is no longer used when a fact that it names or agreed with
//! has ended.

use chrono::NaiveDate;

use crate::{
    answer::entries::moving_period::{lasts, period},
    contradictions::{StatedFacts, TextContext},
    fact::{FactId, Facts, Verdict},
};

/// Checks custom text against typed facts.
pub struct CustomTexts<'a> {
    facts: &'a Facts,
    today: StatedFacts<'a>,
}

impl<'a> CustomTexts<'a> {
    /// Uses the facts on the effective date `on`.
    pub fn new(facts: &'a Facts, on: NaiveDate) -> Self {
        Self { facts, today: StatedFacts::new(facts, on) }
    }

    /// Why custom text is not used, as a reason for the question. `asked` are the ids of the products that
    /// the question is about.
    pub fn disputes(
        &self,
        question: &str,
        text: &str,
        verdict: Option<Verdict>,
        asked: &[String],
        decided: Option<&str>,
    ) -> Option<String> {
        let products: Vec<FactId> = asked.iter().map(|id| FactId::new("product", id)).collect();
        let day = decided.and_then(|it| it.parse().ok());
        let aged = || self.aged(question, text, day);
        let why = self.disputed(text, verdict, &products, day).or_else(aged)?;
        Some(format!(
            "the decided text {why}: decide again; if the text is right as it is, add `on: {}` to the \
             decision",
            self.today.on
        ))
    }

    /// Why a text about a period relative to its date is too old, in words that follow "the text".
    fn aged(&self, question: &str, text: &str, decided: Option<NaiveDate>) -> Option<String> {
        let on = self.today.on;
        let period = period(question, on).or_else(|| period(text, on))?;
        match decided {
            None => Some(format!("is about `{period}`, and it is not stated on which day it was decided")),
            Some(day) => ((on - day).num_days() > lasts(&period)).then(|| {
                format!("is about `{period}` and was decided on {day}, more than {} days ago", lasts(&period))
            }),
        }
    }

    /// Why a text is no longer true, in words that follow "the text"; `None` if that was already so on the
    /// date of the decision.
    fn disputed(
        &self,
        text: &str,
        verdict: Option<Verdict>,
        products: &[FactId],
        decided: Option<NaiveDate>,
    ) -> Option<String> {
        let now = against(&self.today, text, verdict, products);
        if now.is_empty() {
            return None;
        }
        let then = decided.map(|day| against(&StatedFacts::new(self.facts, day), text, verdict, products));
        let known = |id: &Option<FactId>| then.iter().flatten().any(|it| it.0 == *id);
        now.into_iter().find(|it| !known(&it.0)).map(|it| it.1)
    }
}

/// The contradictions between facts and a text, each with the fact.
fn against(
    stated: &StatedFacts,
    text: &str,
    verdict: Option<Verdict>,
    products: &[FactId],
) -> Vec<(Option<FactId>, String)> {
    let negative = matches!(verdict, Some(Verdict::No | Verdict::NotApplicable));
    let stale = stated.names.stale_for(text, products).into_iter().filter(|it| !(negative && it.is_denied));
    let stale = stale.map(|it| (Some(it.id.clone()), format!("names {}", it.in_words())));
    let contradicted = stated.contradicted(text, TextContext { products }).into_iter().map(|dispute| {
        let fact = dispute.fact.as_ref().map_or_else(|| "data/site.yaml".to_owned(), FactId::to_string);
        (dispute.fact.clone(), format!("says {}, but `{fact}` {}", dispute.says, dispute.but))
    });
    stale.chain(contradicted).collect()
}
