//! The names of certifications, subprocessors, products and policies in texts written by hand: which of them
//! a text claims to be in force although they are not, and which of them its readers may not know.

mod clauses;
mod named_fact;
mod spelling;
mod words;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use chrono::NaiveDate;

use crate::fact::{AnyFact, Audience, Entry, FactId, Facts, Measure};
use clauses::clause;
use named_fact::{Holds, NamedFact, ids, in_time, standing};
use spelling::{Case, Spelling, as_written, certification, document, of_measure, subprocessor};

pub use clauses::{Gap, parted};
pub use words::{TextWord, without_tags, words};

/// The names of all certifications, subprocessors, products and policies on one day.
#[derive(Debug)]
pub struct Names<'f> {
    facts: Vec<NamedFact<'f>>,
    /// By the first word of each spelling, longest spelling first: the spelling and the places in `facts`.
    spellings: HashMap<String, Vec<(Spelling, Vec<usize>)>>,
}

/// A fact that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'f> {
    /// The fact.
    pub id: &'f FactId,
    /// Its name, as the fact states it.
    pub name: &'f str,
    /// Who may know the fact.
    pub audience: Audience,
    /// What is wrong with the mention, in words that follow the id.
    pub why: String,
    /// The location of the name in the text, in bytes.
    pub range: Range<usize>,
    /// Its clause has a word that denies.
    pub is_denied: bool,
}

/// A name found in a text.
struct Found<'n> {
    /// The words that it takes.
    at: Range<usize>,
    facts: &'n [usize],
    /// It counts only if the text claims it: `27001`.
    if_claimed: bool,
}

impl<'f> Names<'f> {
    /// The names in `facts` on the day `on`.
    pub fn new(facts: &'f Facts, on: NaiveDate) -> Self {
        let mut names = Self { facts: vec![], spellings: HashMap::new() };
        for it in facts.certifications.iter().filter(|it| !it.draft()) {
            let holds = standing(it, facts, on);
            let products = ids(&it.body.products);
            names.add(it, it.body.name.value.as_str(), holds, products, certification(&it.body));
        }
        for it in facts.subprocessors.iter().filter(|it| !it.draft()) {
            let holds = in_time(it, facts, on);
            let products = ids(&it.body.products);
            names.add(it, it.body.name.value.as_str(), holds, products, subprocessor(&it.body.name.value));
        }
        names.add_products(facts, on);
        names.add_policies(facts, on);
        names.add_measures(facts, on);
        for known in names.spellings.values_mut() {
            known.sort_by_key(|it| std::cmp::Reverse(it.0.words.len()));
        }
        names
    }

    fn add<K>(
        &mut self,
        entry: &'f Entry<K>,
        name: &'f str,
        holds: Holds,
        products: Vec<FactId>,
        spellings: Vec<Spelling>,
    ) {
        let at = self.facts.len();
        let audience = entry.envelope.audience.unwrap_or(Audience::Internal);
        self.facts.push(NamedFact { id: &entry.id, name, audience, holds, products });
        for spelling in spellings {
            let Some(first) = spelling.words.first() else { continue };
            let known = self.spellings.entry(first.clone()).or_default();
            // A fact's own name comes before names of frameworks.
            let same = known.iter().position(|it| it.0.words == spelling.words);
            match same.and_then(|it| known.get_mut(it)) {
                Some((it, facts)) if it.own == spelling.own => {
                    facts.extend((!facts.contains(&at)).then_some(at));
                }
                Some(_) if !spelling.own => {}
                Some(it) => *it = (spelling, vec![at]),
                None => known.push((spelling, vec![at])),
            }
        }
    }

    /// A product with the name of the vendor cannot be distinguished from it.
    fn add_products(&mut self, facts: &'f Facts, on: NaiveDate) {
        let vendor =
            facts.vendor.iter().flat_map(|it| [Some(&it.body.legal_name), it.body.trading_name.as_ref()]);
        let vendor: Vec<&str> = vendor.flatten().map(|it| it.value.as_str()).collect();
        for it in facts.products.iter().filter(|it| !it.draft()) {
            let name = it.body.name.value.as_str();
            if !vendor.iter().any(|it| it.eq_ignore_ascii_case(name)) {
                self.add(it, name, in_time(it, facts, on), vec![], as_written(name));
            }
        }
    }

    /// The name of a policy is not secret: only whether it is approved counts.
    fn add_policies(&mut self, facts: &'f Facts, on: NaiveDate) {
        for it in facts.policies.iter().filter(|it| !it.draft()) {
            let name = it.body.name.value.as_str();
            // One word is also a word of other things.
            let spellings = document(name).into_iter().filter(|it| it.words.len() > 1).collect();
            self.add(it, name, in_time(it, facts, on), vec![], spellings);
            self.is_no_secret();
        }
    }

    /// The measures that have ended, with the others of the same name. The name of a measure is not secret.
    fn add_measures(&mut self, facts: &'f Facts, on: NaiveDate) {
        let folded = |it: &Entry<Measure>| it.body.name.value.to_lowercase();
        let measures = || facts.measures.iter().filter(|it| !it.draft());
        let ended: HashSet<String> =
            measures().filter(|it| matches!(in_time(*it, facts, on), Holds::Ended(_))).map(folded).collect();
        for it in measures().filter(|it| ended.contains(&folded(it))) {
            let name = it.body.name.value.as_str();
            self.add(it, name, in_time(it, facts, on), ids(&it.body.products), of_measure(name));
            self.is_no_secret();
        }
    }

    /// The name of the fact that was added last may be known to everybody.
    fn is_no_secret(&mut self) {
        if let Some(known) = self.facts.last_mut() {
            known.audience = Audience::Public;
        }
    }

    /// What a text states as being in force, held or used although it is not, and the text does not say so.
    pub fn stale(&self, text: &str) -> Vec<Mention<'f>> {
        self.wrong(text, false, &[])
    }

    /// The same of a text that is about these products: what has ended for them counts, though it may go on
    /// for others.
    pub fn stale_for(&self, text: &str, products: &[FactId]) -> Vec<Mention<'f>> {
        self.wrong(text, false, products)
    }

    /// What a yes to a question states so: a report or certificate only if the question asks for it.
    pub fn stale_if_affirmed(&self, question: &str) -> Vec<Mention<'f>> {
        self.wrong(question, true, &[])
    }

    fn wrong(&self, text: &str, asked: bool, products: &[FactId]) -> Vec<Mention<'f>> {
        let words = words(text);
        let found = self.found(text, &words);
        let names: Vec<Range<usize>> = found.iter().map(|it| it.at.clone()).collect();
        let mut stale: Vec<Mention> = Vec::new();
        for it in &found {
            let all = || it.facts.iter().filter_map(|at| self.facts.get(*at));
            let concerned = all().any(|it| it.concerns(products));
            let facts = || all().filter(|it| !concerned || it.concerns(products));
            if facts().any(|it| it.holds == Holds::Yes) {
                continue;
            }
            let clause = clause(text, &words, &names, &it.at);
            if clause.is_example() || (it.if_claimed && !clause.claims()) {
                continue;
            }
            let wrong = facts().find_map(|it| match &it.holds {
                Holds::Ended(why) => {
                    let claims = !asked || it.id.kind != "certification" || clause.claims();
                    (claims && !clause.is_past()).then_some((it, why))
                }
                Holds::Open(why) => {
                    (clause.claims() && !clause.is_open() && !clause.is_past()).then_some((it, why))
                }
                Holds::Later(why) => (!clause.is_to_come() && !clause.is_past()).then_some((it, why)),
                Holds::Yes => None,
            });
            if let Some((fact, why)) = wrong.filter(|(fact, _)| !stale.iter().any(|it| it.id == fact.id)) {
                let mention = self.mention(fact, why.clone(), &words, &it.at);
                stale.push(Mention { is_denied: clause.denies(), ..mention });
            }
        }
        stale
    }

    /// What a text names that readers of `audience` may not know.
    pub fn above(&self, text: &str, audience: Audience) -> Vec<Mention<'f>> {
        let words = words(text);
        let mut above: Vec<Mention> = Vec::new();
        for it in self.found(text, &words).into_iter().filter(|it| !it.if_claimed) {
            let facts = || it.facts.iter().filter_map(|at| self.facts.get(*at));
            if facts().any(|it| it.audience <= audience) {
                continue;
            }
            let Some(fact) = facts().next().filter(|fact| !above.iter().any(|it| it.id == fact.id)) else {
                continue;
            };
            above.push(self.mention(fact, format!("is {}", fact.audience.readers()), &words, &it.at));
        }
        above
    }

    /// Where a text names a fact, in bytes.
    pub fn places(&self, text: &str, id: &FactId) -> Vec<Range<usize>> {
        let words = words(text);
        let is = |at: &usize| self.facts.get(*at).is_some_and(|it| it.id == id);
        let found = self.found(text, &words).into_iter().filter(|it| it.facts.iter().any(is));
        found.map(|it| span(&words, &it.at)).collect()
    }

    /// The names in a text, in order: the location of each, in bytes, and the facts that have it.
    pub fn named(&self, text: &str) -> Vec<(Range<usize>, Vec<&'f FactId>)> {
        let words = words(text);
        let ids = |it: &Found| it.facts.iter().filter_map(|at| self.facts.get(*at)).map(|it| it.id).collect();
        let found = self.found(text, &words).into_iter().filter(|it| !it.if_claimed);
        found.map(|it| (span(&words, &it.at), ids(&it))).collect()
    }

    fn mention(
        &self,
        fact: &NamedFact<'f>,
        why: String,
        words: &[TextWord],
        at: &Range<usize>,
    ) -> Mention<'f> {
        let range = span(words, at);
        Mention { id: fact.id, name: fact.name, audience: fact.audience, why, range, is_denied: false }
    }

    /// The names in a text, in order: the longest at each place.
    fn found(&self, text: &str, words: &[TextWord]) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let known = self.spellings.get(&word.folded).map(Vec::as_slice).unwrap_or_default();
            let here = known.iter().find(|(spelling, _)| spelling.is_at(text, words, at));
            at += match here {
                Some((spelling, facts)) => {
                    let length = spelling.words.len();
                    let if_claimed = matches!(spelling.case, Case::OnlyClaimed | Case::CodeClaimed);
                    found.push(Found { at: at..at + length, facts, if_claimed });
                    length
                }
                None => 1,
            };
        }
        found
    }
}

/// The bytes that words take.
fn span(words: &[TextWord], at: &Range<usize>) -> Range<usize> {
    let of = words.get(at.clone()).unwrap_or_default();
    of.first().map_or(0, |it| it.range.start)..of.last().map_or(0, |it| it.range.end)
}
