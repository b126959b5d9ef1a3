//! The entries that may answer a customer, searchable, and separately those that must not be given.

pub mod again;
pub mod custom_text;
pub mod pins;
pub mod product_scope;
pub mod related;
mod usable;
mod wordings;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};

use super::{
    context::{customer_names, known::KnownWords},
    entries::{
        antonyms::against_wording,
        approved_phrasings::ApprovedPhrasings,
        backed::unbacked,
        basis::Limits,
        products::Products,
        resolved::ResolvedAnswer,
        searched::{names, own_names, searched, searched_only},
        tense::{asks_about_the_past, asks_when_held},
        withheld::Withheld,
    },
};
use crate::{
    audience_view::holds,
    check::Sound,
    diagnostic::{Diagnostic, Place, codes},
    error::near,
    fact::{Answer, Audience, Entry, FactId, Verdict, id_within},
    matching::{self, Index, Wordings, normal},
};
use custom_text::CustomTexts;
use pins::Pins;
use usable::Usable;

/// The library for one audience on one effective date.
pub struct Library<'a> {
    /// The entries that may be given.
    pub given: Vec<&'a ResolvedAnswer>,
    pub(super) products_of: Vec<Option<Vec<&'a str>>>,
    /// The products that facts are limited to.
    pub(super) limits: Limits<'a>,
    /// Which products questions are about.
    pub products: Products<'a>,
    /// The stems of the entries' topics: words that headings may contain without changing a question.
    pub topics: BTreeSet<String>,
    names: Vec<Vec<String>>,
    /// The names of the vendor and of its products.
    own_names: Vec<&'a str>,
    year: i32,
    wordings: Wordings,
    affirmed: Vec<matching::SearchEntry<'a>>,
    /// The phrasings that are not used because they name something that the answer does not contain, with
    /// that name, by their normal form.
    pub(super) unbacked: HashMap<String, (usize, String)>,
    /// The approved phrasings, if approvals are kept.
    pub(super) approved: Option<&'a ApprovedPhrasings>,
    /// The names by which questions address the vendor.
    pub(super) vendor_names: Vec<&'a str>,
    /// Checks custom text against facts.
    pub(super) custom_texts: CustomTexts<'a>,
    index: Index,
    pub(super) by_id: HashMap<&'a FactId, usize>,
    by_question: HashMap<String, Option<usize>>,
    held: Vec<(&'a FactId, Withheld)>,
    held_index: Index,
    /// The questions that are pinned to answers.
    pub pins: Pins<'a>,
}

/// An entry that has a question with the same wording.
#[derive(Debug, Clone, Copy)]
pub struct Alike<'a> {
    /// The entry.
    pub given: &'a ResolvedAnswer,
    /// Only its yes answers: see [`Same`](matching::Same::by_yes_only).
    pub by_yes_only: bool,
}

impl<'a> Library<'a> {
    /// The library of `given` answers; `withheld` has the reason for some of the others. Every other entry
    /// is only known to exist, with the reason why it is withheld.
    pub fn new(
        sound: Sound<'a>,
        given: &'a [ResolvedAnswer],
        withheld: &BTreeMap<FactId, Withheld>,
        audience: Audience,
        on: NaiveDate,
    ) -> Self {
        let facts = sound.facts();
        let Usable { free, held } = Usable::of(sound, given, withheld, audience, on);
        let limits = Limits::new(facts, on);
        let searched: Vec<_> = free.iter().map(|(entry, given)| searched(entry, &given.text)).collect();
        let held_searched: Vec<_> = held.iter().map(|(entry, _)| searched_only(entry)).collect();
        let topics = free.iter().filter_map(|(entry, _)| entry.body.topic.as_ref());
        let mut library = Self {
            index: Index::new(&searched),
            held_index: Index::new(&held_searched),
            custom_texts: CustomTexts::new(facts, on),
            by_id: free.iter().enumerate().map(|(at, (_, given))| (&given.id, at)).collect(),
            by_question: HashMap::new(),
            products_of: free.iter().map(|(_, given)| limits.of(given)).collect(),
            limits,
            products: Products::new(&facts.products),
            topics: topics.flat_map(|it| matching::stems(&it.value)).collect(),
            names: names(sound).into_iter().map(matching::plain_words).collect(),
            own_names: own_names(facts),
            year: on.year(),
            wordings: Wordings::new(&names(sound)),
            affirmed: vec![],
            unbacked: HashMap::new(),
            approved: None,
            vendor_names: names(sound),
            given: free.iter().map(|(_, given)| *given).collect(),
            held: held.iter().map(|(entry, why)| (&entry.id, *why)).collect(),
            pins: Pins::new(facts.questionnaires.iter().filter(|it| holds(sound, *it, on)).collect()),
        };
        for (at, (entry, given)) in free.into_iter().enumerate() {
            library.add_wordings(at, entry, given);
        }
        library
    }

    /// Adds the wordings of the entry at `at` that its text or question supports.
    fn add_wordings(&mut self, at: usize, entry: &'a Entry<Answer>, given: &'a ResolvedAnswer) {
        let proposition = entry.body.proposition.as_ref().filter(|_| entry.body.verdict.is_some());
        let unbacked = unbacked(entry, given, &self.own_names);
        let mut known = searched_only(entry);
        known.phrasings.retain(|phrasing| unbacked.iter().all(|it| it.phrasing.value != *phrasing));
        for it in unbacked {
            self.unbacked.insert(normal(&it.phrasing.value), (at, it.name));
        }
        for wording in known.phrasings.iter().copied().chain(proposition.map(|it| it.value.as_str())) {
            self.wordings.add(wording, at);
        }
        for phrasing in &known.phrasings {
            // A wording that two entries have matches neither.
            let known = self.by_question.entry(normal(phrasing)).or_insert(Some(at));
            *known = known.filter(|it| *it == at);
        }
        self.affirmed.push(known);
    }

    /// Sets the customer: the pins of that customer's questionnaires are used as well, before those without
    /// a customer. A text that cannot be a company's name, and the name of a product, do not become known
    /// words.
    pub fn asked_by(&mut self, customer: &str) {
        self.pins.asked_by(customer);
        if self.may_be_customer(customer) {
            self.names.push(matching::plain_words(customer));
        }
    }

    /// Whether a name can be the customer's.
    pub fn may_be_customer(&self, name: &str) -> bool {
        let words = matching::plain_words(name);
        customer_names::can_be(name) && !self.products.others().iter().any(|it| it.1 == words)
    }

    /// The known words around a question.
    pub fn known_words(&self) -> KnownWords<'_> {
        KnownWords {
            topics: &self.topics,
            names: &self.names,
            asked_products: self.products.asked_names().collect(),
            products: self.products.others(),
            abbreviations: self.products.abbreviations(),
            year: self.year,
            ..KnownWords::default()
        }
    }

    /// The products that an entry is limited to.
    pub(super) fn limits(&self, given: &ResolvedAnswer) -> &[&'a str] {
        self.by_id.get(&given.id).and_then(|at| self.products_of.get(*at)?.as_deref()).unwrap_or_default()
    }

    /// The entry of that id (`isms` or `answer/isms`), if it may be given.
    pub fn get(&self, id: &str) -> Option<&'a ResolvedAnswer> {
        let id = FactId::new("answer", id_within("answer", id));
        self.by_id.get(&id).and_then(|at| self.given.get(*at)).copied()
    }

    /// Why the entry with that id is withheld; `None` if there is no such entry.
    pub fn why_held(&self, id: &str) -> Option<Withheld> {
        let id = id_within("answer", id);
        self.held.iter().find(|(it, _)| &*it.id == id).map(|(_, why)| *why)
    }

    /// A remark if the questions are in a different language than the library, so that similar words do not
    /// match.
    pub fn language_note<'q>(&self, questions: impl Iterator<Item = &'q str>) -> Option<String> {
        let own = matching::language(self.given.iter().map(|it| it.question.as_str()))?;
        let asked = matching::language(questions).filter(|it| *it != own)?;
        Some(format!(
            "the questions are in {asked}, but the answer library is in {own}, so its wordings match none \
             of them"
        ))
    }

    /// The ids of the entries that may be given.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.given.iter().map(|it| &*it.id.id)
    }

    /// The one entry with exactly this wording.
    pub fn known(&self, question: &str) -> Option<&'a ResolvedAnswer> {
        let at = self.by_question.get(&normal(question)).copied().flatten()?;
        self.given.get(at).copied()
    }

    /// Whether an entry, or several, have exactly this wording.
    pub fn knows(&self, question: &str) -> bool {
        self.by_question.contains_key(&normal(question))
    }

    /// The entries that have a question with the same wording as this one.
    pub fn same_wording(&self, question: &str) -> Vec<Alike<'a>> {
        let found = self.wordings.find(question).into_iter();
        found
            .filter_map(|it| Some(Alike { given: *self.given.get(it.number)?, by_yes_only: it.by_yes_only }))
            .collect()
    }

    /// Why an entry does not answer a question with the same wording: its verdict affirms something else, or
    /// it applies to other products.
    pub fn against(&self, given: &ResolvedAnswer, question: &str, sections: &[String]) -> Option<String> {
        self.other_product(given, question, sections).or_else(|| self.affirms_other(given, question))
    }

    /// Why an entry does not answer a question with the same wording, whichever product it is about.
    pub(super) fn affirms_other(&self, given: &ResolvedAnswer, question: &str) -> Option<String> {
        let turned = || {
            self.turned(given, question)
                .map(|it| format!("the question {it}, so its verdict must not be copied"))
        };
        let past =
            || given.held_before.as_ref().filter(|_| asks_about_the_past(question)).map(asks_when_held);
        past().or_else(|| given.verdict.and_then(|_| turned())).or_else(|| against_wording(given, question))
    }

    /// The wordings of an entry, including its proposition, with the names of the vendor and its products.
    pub(super) fn wordings_of(&self, given: &ResolvedAnswer) -> Vec<&'a str> {
        let own = self
            .affirmed_of(given)
            .into_iter()
            .flat_map(|it| it.phrasings.iter().copied().chain(it.proposition));
        own.chain(self.own_names.iter().copied()).collect()
    }

    /// An entry without its text and without the phrasings that are not used.
    pub(super) fn affirmed_of(&self, given: &ResolvedAnswer) -> Option<&matching::SearchEntry<'a>> {
        self.by_id.get(&given.id).and_then(|at| self.affirmed.get(*at))
    }

    /// Whether a question asks for something that at most the text of an entry contains, because none of
    /// its wordings does.
    pub fn lacks(&self, given: &ResolvedAnswer, question: &str) -> bool {
        !matching::missing_words(question, &self.wordings_of(given)).is_empty()
    }

    /// What in a question reverses what an entry affirms, worded to follow "the question".
    pub fn turned(&self, given: &ResolvedAnswer, question: &str) -> Option<String> {
        matching::pinned_polarity(question, self.affirmed_of(given)?, given.verdict == Some(Verdict::No))
    }

    /// The finding if an entry that a person chose cannot be used.
    pub fn not_given(&self, id: &str, place: Place) -> Diagnostic {
        let finding = |words: String| Diagnostic::new(codes::DANGLING_REFERENCE, place, words);
        match self.why_held(id) {
            Some(Withheld::Audience(needed)) => finding(format!("`{id}` is not for this audience"))
                .help(format!("answer with `--audience {}`, or choose another answer", needed.word())),
            Some(why) => finding(format!("`{id}` cannot be used: {}", why.words())),
            None => finding(format!("there is no answer `{id}`")).did_you_mean(&near(id, self.ids())),
        }
    }

    /// The best entries for a question, best first.
    pub fn search(
        &self,
        query: matching::Query,
        count: usize,
    ) -> Vec<(&'a ResolvedAnswer, matching::Candidate)> {
        let found = self.index.search(query, count);
        found.into_iter().filter_map(|it| Some((*self.given.get(it.entry)?, it))).collect()
    }

    /// The best of the entries that are withheld.
    pub fn search_held(&self, query: matching::Query) -> Option<(&'a FactId, Withheld, f64)> {
        let best = self.held_index.search(query, 1).into_iter().next()?;
        self.held.get(best.entry).map(|(id, why)| (*id, *why, best.confidence))
    }
}
