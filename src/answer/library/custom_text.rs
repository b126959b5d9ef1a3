//! A person's own words for an answer: they end, as those of entries do, with what they name, and with the
//! facts that they agreed with.

use chrono::NaiveDate;

use crate::{
    answer::entries::moving_period::{lasts, period},
    contradictions::{StatedFacts, TextContext},
    fact::{FactId, Facts, Verdict},
};

/// What typed facts say of a person's own words.
pub struct CustomTexts<'a> {
    facts: &'a Facts,
    today: StatedFacts<'a>,
}

impl<'a> CustomTexts<'a> {
    /// For the facts as they are on a day.
    pub fn new(facts: &'a Facts, on: NaiveDate) -> Self {
        Self { facts, today: StatedFacts::new(facts, on) }
    }

    /// Why a person's own words are not given, as the reason of the question. `asked` are the ids of the
    /// products that the question is about.
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

    /// Why a text about a period that is counted from today is too old, in words that follow "the text".
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

    /// Why a text does not hold today, in words that follow "the text"; `None` if it was so already on the
    /// day on which the person decided.
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

/// What facts say against a text, each with the fact.
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
