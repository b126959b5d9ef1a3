//! Converts decisions to pins, wordings and answers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    LEARNED, Learned, LearnedCounts,
    agreed::resolved,
    change::{EntryChange, NewEntry},
    entries_by_wording::{EntriesByWording, fixed, wordings},
    pending_edits::PendingEdits,
    pins::{NewPin, PinnedFile},
    resolve::{ChosenWords, ResolvedDecision},
    scalar::{is_literal, literal, one_line},
    tree::Tree,
};
use crate::{
    answer::{Decisions, Library, needs_context},
    fact::{self, Answer, Audience, Verdict},
    load::Loaded,
    matching::{self, KnownTexts, Likeness, likeness, normal, polarity},
};

/// The first lines of a new file.
const HEAD: &str = "\
# yaml-language-server: $schema=../schema/answers.schema.json
# Custom text that was decided in review files, added by `factum learn`. Each answer is a draft and is not \
                    given to anyone:
# check it, then remove the line `draft: yes`. You can edit, move and merge these answers.

";

/// A review file, and what it is compared with.
#[derive(Clone, Copy)]
pub struct ReviewInput<'a> {
    /// The data.
    pub loaded: &'a Loaded,
    /// The answers that may be given.
    pub library: &'a Library<'a>,
    /// What was decided.
    pub decisions: &'a Decisions,
    /// The name of the customer's file, if the review file does not state it.
    pub name: &'a str,
    /// The audience of the answers.
    pub audience: Audience,
    /// The date of decisions that do not state one.
    pub on: NaiveDate,
}

/// The changes from the decisions of a review file.
pub fn from_review(review: &ReviewInput) -> Learned {
    let mut learned = Learned::default();
    let resolved = resolved(review.decisions, review.library, &mut learned);
    let mut update = LibraryUpdate {
        review,
        shelf: PendingEdits::new(review.loaded),
        made: vec![],
        counts: LearnedCounts::default(),
        notes: vec![],
        entries: EntriesByWording::of(review.loaded),
    };
    let pins = PinnedFile::of(&update.shelf, update.file(), update.customer());
    let pinned: Vec<_> = resolved
        .iter()
        .map(|it| NewPin { resolved: it, answer: update.answer(it, &pins, &resolved) })
        .collect();
    update.counts.pins = pins.set(&mut update.shelf, &pinned, &resolved);
    update.wordings(&resolved);
    learned.notes.append(&mut update.notes);
    learned.counts = update.counts;
    update.shelf.finish(&mut learned);
    learned
}

/// The content of an answer.
#[derive(Debug, PartialEq)]
struct Instruction {
    /// Its question in normal form.
    question: String,
    /// Its template.
    words: String,
    verdict: Option<Verdict>,
    /// The products that it is limited to.
    products: Vec<String>,
}

struct LibraryUpdate<'a, 'r> {
    review: &'r ReviewInput<'a>,
    shelf: PendingEdits<'a>,
    /// New answers, each with its id.
    made: Vec<(Instruction, String)>,
    counts: LearnedCounts,
    notes: Vec<String>,
    /// The entries by their wordings.
    entries: EntriesByWording<'a>,
}

impl<'a> LibraryUpdate<'a, '_> {
    fn file(&self) -> &'a str {
        self.review.decisions.file.as_deref().unwrap_or(self.review.name)
    }

    /// The customer who was answered, if one was named.
    fn customer(&self) -> Option<&'a str> {
        self.review.decisions.customer.as_deref()
    }

    /// The origin of an answer from custom text. It is a draft: its author answered one file, and it is not
    /// released for others.
    fn origin(&self, resolved: &ResolvedDecision) -> String {
        let number = resolved.id.as_ref().map(|it| format!(", {it}")).unwrap_or_default();
        let only = self.customer().map(|it| format!("; written for {it} only")).unwrap_or_default();
        let release = "remove the line `draft: yes` if it may be given to every customer of its audience";
        one_line(&format!("From {}{number}{only}: {release}", self.file()))
    }

    /// The entry that answers a question: the chosen one, or one with the custom text.
    fn answer(
        &mut self,
        resolved: &ResolvedDecision,
        pins: &PinnedFile<'a>,
        all: &[ResolvedDecision],
    ) -> Option<String> {
        let (words, verdict) = match &resolved.words {
            ChosenWords::No => return None,
            ChosenWords::Entry(id) => return Some(id.clone()),
            ChosenWords::Own(words, verdict) => (literal(words), *verdict),
        };
        let question = normal(&resolved.asked_alone());
        let key = Instruction { question, words, verdict, products: resolved.decision.products.clone() };
        let known = self.made.iter().find(|(it, _)| *it == key).map(|(_, id)| id.clone());
        if let Some(id) = known.or_else(|| self.present(&key)) {
            return Some(id);
        }
        let fields = self.fields(resolved, &key);
        let id = match self.former(resolved, pins, all) {
            Some(former) => {
                let fields = fields.into_iter().filter(|(name, _)| *name != "audience").collect();
                self.counts.changed += 1;
                self.shelf.change(LEARNED, EntryChange::Fields { entry: former.clone(), fields });
                former
            }
            None => {
                let id = self.shelf.free_id(&resolved.asked_alone());
                let comment = self.origin(resolved);
                self.counts.answers += 1;
                let others = self
                    .entries
                    .asked_alike(&resolved.asked_alone())
                    .map(|it| format!("`{it}`"))
                    .collect::<Vec<_>>();
                if !others.is_empty() {
                    let others = others.join(", ");
                    self.notes.push(format!(
                        "`answer/{id}` has the same wording as {others}: without a pin, this wording \
                         matches neither"
                    ));
                }
                self.shelf.add(
                    LEARNED,
                    HEAD,
                    NewEntry { id: id.clone(), comment: Some(comment), fields: Tree::map(fields) },
                );
                id
            }
        };
        self.made.push((key, id.clone()));
        Some(id)
    }

    fn fields(
        &self,
        resolved: &ResolvedDecision,
        instruction: &Instruction,
    ) -> Vec<(&'static str, Option<Tree>)> {
        let day = resolved.decision.on.clone().unwrap_or_else(|| self.review.on.to_string());
        let looked_at = [("last", Some(Tree::word(day))), ("every", Some(Tree::word("12 months")))];
        let mut fields = vec![
            ("question", Some(Tree::text(resolved.asked_alone()))),
            ("verdict", instruction.verdict.map(|it| Tree::word(it.word()))),
            ("text", Some(Tree::text(&instruction.words))),
            ("audience", Some(Tree::word(self.review.audience.word()))),
            ("owner", Some(Tree::text(one_line(&resolved.decision.by)))),
            ("review", Some(Tree::map(looked_at))),
        ];
        let products = instruction.products.iter().map(Tree::word).collect::<Vec<_>>();
        fields.extend((!products.is_empty()).then_some(("products", Some(Tree::List(products)))));
        fields.push(("draft", Some(Tree::word("yes"))));
        fields
    }

    /// An entry with the same content for the same or a wider audience.
    fn present(&self, instruction: &Instruction) -> Option<String> {
        let same = |it: &fact::Entry<Answer>| {
            let open = it.envelope.audience.unwrap_or(Audience::Internal) <= self.review.audience;
            let words = normal(&it.body.question) == instruction.question
                && it.body.text.0.value == instruction.words;
            let products: BTreeSet<String> =
                it.body.products.iter().map(|it| it.id.value.to_string()).collect();
            open && words
                && fixed(it) == Some(instruction.verdict)
                && products.iter().eq(&instruction.products)
        };
        self.entries.with(&instruction.question).iter().find(|it| same(it)).map(|it| it.id.id.to_string())
    }

    /// The entry from an earlier decision on this question, unless it was edited or is used elsewhere too.
    fn former(
        &self,
        resolved: &ResolvedDecision,
        pins: &PinnedFile<'a>,
        all: &[ResolvedDecision],
    ) -> Option<String> {
        let (_, asked) = pins.present(resolved, all)?;
        let id = &asked.answer.as_ref()?.id.value;
        let facts = &self.review.loaded.facts;
        let entry = facts.answers.iter().find(|it| *it.id.id == **id)?;
        let used = facts
            .questionnaires
            .iter()
            .flat_map(|it| &it.body.questions)
            .filter_map(|it| it.answer.as_ref())
            .filter(|it| it.id.value == *id);
        let own =
            self.shelf.path_of(entry) == LEARNED && entry.envelope.audience == Some(self.review.audience);
        let untouched =
            is_literal(&entry.body.text.0) && fixed(entry).is_some() && entry.body.phrasings.is_empty();
        let same = likeness(&entry.body.question, &resolved.asked_alone()) != Likeness::Other;
        (own && untouched && same && used.count() == 1).then(|| id.clone())
    }

    /// Adds the wordings that match an entry in any context to its phrasings.
    fn wordings(&mut self, resolved: &[ResolvedDecision]) {
        let mut ways: BTreeMap<String, BTreeSet<&ChosenWords>> = BTreeMap::new();
        for it in resolved {
            ways.entry(normal(&it.question)).or_default().insert(&it.words);
        }
        let mut taken: BTreeMap<(String, String), (KnownTexts, Vec<String>)> = BTreeMap::new();
        for it in resolved {
            let ChosenWords::Entry(id) = &it.words else { continue };
            let Some(entry) = self.review.loaded.facts.answers.iter().find(|fact| *fact.id.id == **id) else {
                continue;
            };
            let place = (self.shelf.path_of(entry).to_owned(), id.clone());
            let (known, own) = taken.entry(place).or_insert_with(|| (wordings(entry).collect(), vec![]));
            if it.verdict.is_some() || known.find(&it.question).is_some() {
                continue;
            }
            let two_ways = ways.get(&normal(&it.question)).is_some_and(|it| it.len() > 1);
            match self.why_not(entry, it, two_ways) {
                Some(why) => self.notes.push(format!(
                    "the wording of `{}` is pinned but was not added to `answer/{id}`: {why}",
                    it.name()
                )),
                None => {
                    known.add(&it.question);
                    own.push(it.question.clone());
                }
            }
        }
        for ((path, answer), (_, wordings)) in taken.into_iter().filter(|(_, (_, it))| !it.is_empty()) {
            self.counts.phrasings += wordings.len();
            self.shelf.change(&path, EntryChange::Phrasings { answer, wordings });
        }
    }

    /// Why a wording must not match an entry by itself.
    fn why_not(
        &self,
        entry: &fact::Entry<Answer>,
        resolved: &ResolvedDecision,
        two_ways: bool,
    ) -> Option<String> {
        let question = &*resolved.question;
        if let Some(other) = self.entries.other_with(entry, question) {
            return Some(format!("it already belongs to `{other}`"));
        }
        if two_ways {
            return Some("the file has a different decision for it elsewhere".into());
        }
        if self.review.decisions.repeated.contains(&normal(question)) {
            return Some("the file asks it more than once, in different places".into());
        }
        let searched = matching::SearchEntry {
            topic: None,
            phrasings: wordings(entry).collect(),
            proposition: entry.body.proposition.as_ref().map(|it| it.value.as_str()),
            text: "",
        };
        let turned = entry.body.verdict.as_ref().and_then(|_| polarity(question, &searched));
        let placed = || {
            resolved
                .surroundings
                .context
                .as_ref()
                .map(|it| format!("it has a different meaning outside of \"{it}\""))
        };
        let turned = turned
            .map(|it| format!("it {it}, and every customer who asks this would get the entry's verdict"));
        // Something that only the answer's text says may change, but the wording would still match it.
        let vendor = self.review.loaded.facts.vendor.iter();
        let names = vendor.flat_map(|it| std::iter::once(&it.body.legal_name).chain(&it.body.trading_name));
        let names: Vec<&str> = names.map(|it| it.value.as_str()).collect();
        let asked: Vec<&str> = wordings(entry).chain(searched.proposition).collect();
        let own: Vec<&str> = asked.iter().chain(&names).copied().collect();
        let lacking = || {
            let words = matching::missing_words(question, &own).join("`, `");
            (!words.is_empty()).then(|| format!("no wording of the entry has `{words}`"))
        };
        turned
            .or_else(|| needs_context(question).map(str::to_owned))
            .or_else(placed)
            .or_else(lacking)
            .or_else(|| matching::wording_difference(question, &asked, &names))
    }
}
