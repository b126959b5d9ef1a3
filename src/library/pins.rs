//! Pins: every decided question with its answer, in the questionnaire of the customer's file.

use super::{
    change::{EntryChange, NewEntry},
    name,
    pending_edits::PendingEdits,
    resolve::{ResolvedDecision, Surroundings},
    scalar::one_line,
    tree::Tree,
};
use crate::{
    fact::{self, QuestionPin, Questionnaire, Text},
    ledger::name_of,
    matching::normal,
};

/// The first lines of a new file.
const HEAD: &str = "\
# yaml-language-server: $schema=../schema/questionnaires.schema.json
# Decisions on a customer's questions, added by `factum learn`. Each applies to its question in this \
                    questionnaire,
# and to the same words in the same context. A question without `answer` is left blank.

";

/// An existing or new questionnaire.
pub struct PinnedFile<'a> {
    id: String,
    title: String,
    customer: Option<String>,
    present: Option<&'a fact::Entry<Questionnaire>>,
}

/// A question with what it is pinned to.
pub struct NewPin<'s> {
    /// What was decided.
    pub resolved: &'s ResolvedDecision<'s>,
    /// The entry that answers it.
    pub answer: Option<String>,
}

impl<'a> PinnedFile<'a> {
    /// The questionnaire of a customer's file. One that the vendor publishes, or that belongs to another
    /// customer, is never used.
    pub fn of(shelf: &PendingEdits<'a>, file: &str, customer: Option<&str>) -> Self {
        let known = &shelf.loaded.facts.questionnaires;
        let base = name::of_file(&customer.map_or_else(|| file.to_owned(), |it| format!("{it} {file}")));
        let of_customer =
            |it: &Questionnaire| it.customer.as_ref().map(|it| name_of(&it.value)) == customer.map(name_of);
        let kept = |it: &fact::Entry<Questionnaire>| {
            it.body.publish.as_ref().is_some_and(|it| !it.value) && of_customer(&it.body)
        };
        let others = known.iter().filter(|it| !kept(it)).map(|it| it.id.id.to_string()).collect();
        let id = name::free(&base, &others);
        let present = known.iter().find(|it| *it.id.id == *id);
        Self { id, title: one_line(file), customer: customer.map(one_line), present }
    }

    /// The present pin of the question: in the same context, or anywhere if there is only one.
    pub fn present(
        &self,
        resolved: &ResolvedDecision,
        all: &[ResolvedDecision],
    ) -> Option<(usize, &'a QuestionPin)> {
        let asked = &self.present?.body.questions;
        let own = normal(&resolved.question);
        let id = resolved.id.as_deref();
        let id_of = |it: &QuestionPin| it.id.as_ref().map(|it| it.value.clone());
        let with_id = || asked.iter().enumerate().filter(|(_, it)| id_of(it).as_deref() == id);
        let same_words =
            || with_id().filter(|(_, it)| it.question.as_ref().is_some_and(|it| normal(it) == own));
        let there = same_words().find(|(_, it)| written_around(it) == resolved.surroundings);
        let asks_same = |it: &&ResolvedDecision| it.id.as_deref() == id && normal(&it.question) == own;
        let only = || same_words().count() == 1 && all.iter().filter(asks_same).count() == 1;
        let same = there.or_else(|| same_words().next().filter(|_| only()));
        let alone = || {
            id.is_some()
                && with_id().count() == 1
                && all.iter().filter(|it| it.id.as_deref() == id).count() == 1
        };
        same.or_else(|| if alone() { with_id().next() } else { None })
    }

    /// Adds the pins to the questionnaire; returns the number of new ones.
    pub fn set(&self, shelf: &mut PendingEdits, pins: &[NewPin], all: &[ResolvedDecision]) -> usize {
        let mut new = Vec::new();
        let mut count = 0;
        let Some(entry) = self.present else {
            let questions: Vec<_> = pins.iter().map(tree).collect();
            if !questions.is_empty() {
                count = questions.len();
                shelf.add(&format!("data/questionnaires/{}.yaml", self.id), HEAD, self.made(questions));
            }
            return count;
        };
        let path = shelf.path_of(entry).to_owned();
        for pin in pins {
            let Some((at, asked)) = self.present(pin.resolved, all) else {
                new.push(tree(pin));
                continue;
            };
            let fields = differing(pin, asked);
            if !fields.is_empty() {
                count += 1;
                shelf.change(&path, EntryChange::Question { entry: self.id.clone(), at, fields });
            }
        }
        if !new.is_empty() {
            count += new.len();
            shelf.change(&path, EntryChange::Questions { entry: self.id.clone(), questions: new });
        }
        count
    }

    fn made(&self, questions: Vec<Tree>) -> NewEntry {
        let fields = [
            ("title", Some(Tree::text(&self.title))),
            ("publish", Some(Tree::word("no"))),
            ("audience", Some(Tree::word("internal"))),
            ("customer", self.customer.as_ref().map(Tree::text)),
            ("questions", Some(Tree::List(questions))),
        ];
        NewEntry { id: self.id.clone(), comment: None, fields: Tree::map(fields) }
    }
}

fn tree(pin: &NewPin) -> Tree {
    let around = &pin.resolved.surroundings;
    Tree::map([
        ("id", pin.resolved.id.as_ref().map(Tree::text)),
        ("section", around.context.as_ref().map(Tree::text)),
        ("headings", texts(&around.headings)),
        ("part_of", around.part_of.as_ref().map(Tree::text)),
        ("around", texts(&around.around)),
        ("question", Some(Tree::text(&pin.resolved.question))),
        ("answer", pin.answer.as_ref().map(Tree::text)),
        ("verdict", pin.resolved.verdict.as_ref().map(Tree::text)),
        ("text_digest", pin.resolved.text_digest.as_ref().map(Tree::text)),
    ])
}

fn texts(all: &[String]) -> Option<Tree> {
    (!all.is_empty()).then(|| Tree::List(all.iter().map(Tree::text).collect()))
}

/// The recorded context of a pin in the file.
fn written_around(asked: &QuestionPin) -> Surroundings {
    let words = |all: &[Text]| all.iter().map(|it| it.value.clone()).collect::<Vec<_>>();
    Surroundings {
        context: asked.section.as_ref().map(|it| it.value.clone()),
        headings: words(&asked.headings),
        part_of: asked.part_of.as_ref().map(|it| it.value.clone()),
        around: words(&asked.around),
    }
}

/// The context of the question, in the fields that differ from those in the file.
fn around(pin: &NewPin, asked: &QuestionPin) -> Vec<(&'static str, Option<Tree>)> {
    let (now, then) = (&pin.resolved.surroundings, written_around(asked));
    let written = !then.headings.is_empty() || then.part_of.is_some() || !then.around.is_empty();
    // A heading that was not learned is the questionnaire's own.
    let own = now.context.is_none() && !written;
    let fields = [
        (then.context != now.context && !own).then(|| ("section", now.context.as_ref().map(Tree::text))),
        (then.headings != now.headings).then(|| ("headings", texts(&now.headings))),
        (then.part_of != now.part_of).then(|| ("part_of", now.part_of.as_ref().map(Tree::text))),
        (then.around != now.around).then(|| ("around", texts(&now.around))),
    ];
    fields.into_iter().flatten().collect()
}

/// The fields in which a pin differs from the one in the file.
fn differing(pin: &NewPin, asked: &QuestionPin) -> Vec<(&'static str, Option<Tree>)> {
    let mut fields = Vec::new();
    if asked.question.as_ref().is_none_or(|it| normal(it) != normal(&pin.resolved.question)) {
        fields.push(("question", Some(Tree::text(&pin.resolved.question))));
    }
    fields.extend(around(pin, asked));
    let answer = asked.answer.as_ref().map(|it| it.id.value.clone());
    if answer != pin.answer {
        fields.push(("answer", pin.answer.as_ref().map(Tree::text)));
    }
    if asked.verdict.as_ref().map(|it| &it.value) != pin.resolved.verdict.as_ref() {
        fields.push(("verdict", pin.resolved.verdict.as_ref().map(Tree::text)));
    }
    if asked.text_digest.as_ref().map(|it| &it.value) != pin.resolved.text_digest.as_ref() {
        fields.push(("text_digest", pin.resolved.text_digest.as_ref().map(Tree::text)));
    }
    fields
}
