//! Finds the names of certifications, subprocessors, products, policies and measures in texts: names of
//! things that a text states as in force although they are not, and names that its readers must not learn.

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
use named_fact::{NameStatus, NamedFact, certification_holds, fact_holds, ids};
use spelling::{Case, Spelling, as_written, certification, document, measure, subprocessor};

pub use clauses::{Gap, separation};
pub use words::{TextWord, without_tags, words};

/// The names of facts, with whether they hold on one day.
#[derive(Debug)]
pub struct Names<'f> {
    facts: Vec<NamedFact<'f>>,
    /// By the first word of each spelling, longest spelling first.
    spellings: HashMap<String, Vec<KnownSpelling>>,
}

/// A spelling and the facts that have it.
#[derive(Debug)]
struct KnownSpelling {
    spelling: Spelling,
    /// Indices in [`Names::facts`].
    facts: Vec<usize>,
}

/// A name in a text that should not be there, with its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'f> {
    /// The fact.
    pub id: &'f FactId,
    /// The name as it is written in the text.
    pub name: String,
    /// The audience of the fact.
    pub audience: Audience,
    /// What is wrong with the mention, as the end of a sentence that begins with the id.
    pub why: String,
    /// The byte range of the name in the text.
    pub range: Range<usize>,
    /// Whether its clause has a word of negation.
    pub is_denied: bool,
}

impl Mention<'_> {
    /// The name and what is wrong with it, in words that follow "names".
    pub fn in_words(&self) -> String {
        format!("`{}` (`{}`), which {}", self.name, self.id, self.why)
    }
}

/// A name in a text and the facts that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFacts<'f> {
    /// The byte range of the name in the text.
    pub range: Range<usize>,
    /// The facts with that name.
    pub facts: Vec<&'f FactId>,
}

/// A name that was found in a text.
struct FoundName<'n> {
    /// The indices of its words.
    at: Range<usize>,
    facts: &'n [usize],
    /// Whether it is a name only if the text claims a report or certificate: `27001`.
    if_claimed: bool,
}

impl<'f> Names<'f> {
    /// The names in `facts` on the day `on`.
    pub fn new(facts: &'f Facts, on: NaiveDate) -> Self {
        let mut names = Self { facts: vec![], spellings: HashMap::new() };
        for it in facts.certifications.iter().filter(|it| !it.draft()) {
            let holds = certification_holds(it, facts, on);
            let products = ids(&it.body.products);
            names.add(it, holds, products, certification(&it.body));
        }
        for it in facts.subprocessors.iter().filter(|it| !it.draft()) {
            let holds = fact_holds(it, facts, on);
            let products = ids(&it.body.products);
            names.add(it, holds, products, subprocessor(&it.body.name.value));
        }
        names.add_products(facts, on);
        names.add_policies(facts, on);
        names.add_measures(facts, on);
        for known in names.spellings.values_mut() {
            known.sort_by_key(|it| std::cmp::Reverse(it.spelling.words.len()));
        }
        names
    }

    fn add<K>(
        &mut self,
        entry: &'f Entry<K>,
        holds: NameStatus,
        products: Vec<FactId>,
        spellings: Vec<Spelling>,
    ) {
        let at = self.facts.len();
        let audience = entry.envelope.audience.unwrap_or(Audience::Internal);
        self.facts.push(NamedFact { id: &entry.id, audience, holds, products });
        for spelling in spellings {
            let Some(first) = spelling.words.first() else { continue };
            let known = self.spellings.entry(first.clone()).or_default();
            // A fact's own name comes before names of frameworks.
            let same = known.iter().position(|it| it.spelling.words == spelling.words);
            match same.and_then(|it| known.get_mut(it)) {
                Some(it) if it.spelling.own == spelling.own => {
                    it.facts.extend((!it.facts.contains(&at)).then_some(at));
                }
                Some(_) if !spelling.own => {}
                Some(it) => *it = KnownSpelling { spelling, facts: vec![at] },
                None => known.push(KnownSpelling { spelling, facts: vec![at] }),
            }
        }
    }

    /// Products whose name is the vendor's are left out, because they cannot be distinguished.
    fn add_products(&mut self, facts: &'f Facts, on: NaiveDate) {
        let vendor =
            facts.vendor.iter().flat_map(|it| [Some(&it.body.legal_name), it.body.trading_name.as_ref()]);
        let vendor: Vec<&str> = vendor.flatten().map(|it| it.value.as_str()).collect();
        for it in facts.products.iter().filter(|it| !it.draft()) {
            let name = it.body.name.value.as_str();
            if !vendor.iter().any(|it| it.eq_ignore_ascii_case(name)) {
                self.add(it, fact_holds(it, facts, on), vec![], as_written(name));
            }
        }
    }

    /// The names of policies are not confidential; only whether a policy is approved matters.
    fn add_policies(&mut self, facts: &'f Facts, on: NaiveDate) {
        for it in facts.policies.iter().filter(|it| !it.draft()) {
            let name = it.body.name.value.as_str();
            // A single word is also used for other things.
            let spellings = document(name).into_iter().filter(|it| it.words.len() > 1).collect();
            self.add(it, fact_holds(it, facts, on), vec![], spellings);
            self.make_last_public();
        }
    }

    /// Measures that have ended, with the others of the same name. The names of measures are not
    /// confidential.
    fn add_measures(&mut self, facts: &'f Facts, on: NaiveDate) {
        let folded = |it: &Entry<Measure>| it.body.name.value.to_lowercase();
        let measures = || facts.measures.iter().filter(|it| !it.draft());
        let ended: HashSet<String> = measures()
            .filter(|it| matches!(fact_holds(*it, facts, on), NameStatus::Ended(_)))
            .map(folded)
            .collect();
        for it in measures().filter(|it| ended.contains(&folded(it))) {
            let name = it.body.name.value.as_str();
            self.add(it, fact_holds(it, facts, on), ids(&it.body.products), measure(name));
            self.make_last_public();
        }
    }

    /// Makes the name of the last added fact known to everyone.
    fn make_last_public(&mut self) {
        if let Some(known) = self.facts.last_mut() {
            known.audience = Audience::Public;
        }
    }

    /// Names of things that a text states as in force, held or used although they are not.
    pub fn stale(&self, text: &str) -> Vec<Mention<'f>> {
        self.stale_names(text, false, &[])
    }

    /// Like [`Self::stale`], for a text about some products: what has ended for them counts even if it
    /// continues for others.
    pub fn stale_for(&self, text: &str, products: &[FactId]) -> Vec<Mention<'f>> {
        self.stale_names(text, false, products)
    }

    /// Names of things that a yes to a question would state as in force although they are not. Reports and
    /// certificates count only if the question asks for one.
    pub fn stale_if_affirmed(&self, question: &str) -> Vec<Mention<'f>> {
        self.stale_names(question, true, &[])
    }

    fn stale_names(&self, text: &str, asked: bool, products: &[FactId]) -> Vec<Mention<'f>> {
        let words = words(text);
        let found = self.found(text, &words);
        let names: Vec<Range<usize>> = found.iter().map(|it| it.at.clone()).collect();
        let mut stale: Vec<Mention> = Vec::new();
        for it in &found {
            let all = || it.facts.iter().filter_map(|at| self.facts.get(*at));
            let concerned = all().any(|it| it.concerns(products));
            let facts = || all().filter(|it| !concerned || it.concerns(products));
            if facts().any(|it| it.holds == NameStatus::Yes) {
                continue;
            }
            let clause = clause(text, &words, &names, &it.at);
            if clause.is_example() || (it.if_claimed && !clause.claims()) {
                continue;
            }
            let stale_fact = facts().find_map(|it| match &it.holds {
                NameStatus::Ended(why) => {
                    let claims = !asked || it.id.kind != "certification" || clause.claims();
                    (claims && !clause.is_past()).then_some((it, why))
                }
                NameStatus::Open(why) => {
                    (clause.claims() && !clause.is_open() && !clause.is_past()).then_some((it, why))
                }
                NameStatus::Later(why) => (!clause.is_to_come() && !clause.is_past()).then_some((it, why)),
                NameStatus::Yes => None,
            });
            if let Some((fact, why)) = stale_fact.filter(|(fact, _)| !stale.iter().any(|it| it.id == fact.id))
            {
                let mention = mention(fact, why.clone(), text, span(&words, &it.at));
                stale.push(Mention { is_denied: clause.denies(), ..mention });
            }
        }
        stale
    }

    /// Names of facts in a text that `audience` must not see.
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
            let why = format!("is {}", fact.audience.readers());
            above.push(mention(fact, why, text, span(&words, &it.at)));
        }
        above
    }

    /// The byte ranges of the names of a fact in a text.
    pub fn places(&self, text: &str, id: &FactId) -> Vec<Range<usize>> {
        let words = words(text);
        let is_named = |at: &usize| self.facts.get(*at).is_some_and(|it| it.id == id);
        let found = self.found(text, &words).into_iter().filter(|it| it.facts.iter().any(is_named));
        found.map(|it| span(&words, &it.at)).collect()
    }

    /// The names in a text, in order.
    pub fn named(&self, text: &str) -> Vec<NamedFacts<'f>> {
        let words = words(text);
        let ids =
            |it: &FoundName| it.facts.iter().filter_map(|at| self.facts.get(*at)).map(|it| it.id).collect();
        let found = self.found(text, &words).into_iter().filter(|it| !it.if_claimed);
        found.map(|it| NamedFacts { range: span(&words, &it.at), facts: ids(&it) }).collect()
    }

    /// The names in a text, in order; of several at one position the longest.
    fn found(&self, text: &str, words: &[TextWord]) -> Vec<FoundName<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let known = self.spellings.get(&word.folded).map(Vec::as_slice).unwrap_or_default();
            let here = known.iter().find(|it| it.spelling.is_at(text, words, at));
            at += match here {
                Some(KnownSpelling { spelling, facts }) => {
                    let length = spelling.words.len();
                    let if_claimed = matches!(spelling.case, Case::OnlyClaimed | Case::CodeClaimed);
                    found.push(FoundName { at: at..at + length, facts, if_claimed });
                    length
                }
                None => 1,
            };
        }
        found
    }
}

/// The byte range of some words.
fn span(words: &[TextWord], at: &Range<usize>) -> Range<usize> {
    let own = words.get(at.clone()).unwrap_or_default();
    own.first().map_or(0, |it| it.range.start)..own.last().map_or(0, |it| it.range.end)
}

/// The mention of a fact in `range` of a text.
fn mention<'f>(fact: &NamedFact<'f>, why: String, text: &str, range: Range<usize>) -> Mention<'f> {
    let words = text.get(range.clone()).unwrap_or_default().split_whitespace();
    let name = words.collect::<Vec<_>>().join(" ");
    Mention { id: fact.id, name, audience: fact.audience, why, range, is_denied: false }
}
