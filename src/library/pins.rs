//! Pins: every decided question with its answer, in the questionnaire of the customer's file.

use super::{
    change::{EntryChange, NewEntry},
    name,
    pending_edits::PendingEdits,
    resolve::Settled,
    scalar::one_line,
    tree::Tree,
};
use crate::{
    fact::{self, Asked, Questionnaire, Text},
    ledger::name_of,
    matching::normal,
};

/// The first lines of a new file.
const HEAD: &str = "\
# yaml-language-server: $schema=../schema/questionnaires.schema.json
# Decisions on a customer's questions, added by `factum learn`. Each applies to its question in this questionnaire,
# and to the same words in the same context. A question without `answer` is left blank.

";

/// A questionnaire that is there or is to be made.
pub struct PinnedFile<'a> {
    id: String,
    title: String,
    customer: Option<String>,
    present: Option<&'a fact::Entry<Questionnaire>>,
}

/// A question with what it is pinned to.
pub struct NewPin<'s> {
    /// What was decided.
    pub settled: &'s Settled<'s>,
    /// The entry that answers it.
    pub answer: Option<String>,
}

impl<'a> PinnedFile<'a> {
    /// The questionnaire of a customer's file. One that the vendor publishes, or that is another customer's,
    /// is never taken for it.
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

    /// The question as it is pinned now.
    pub fn present(&self, settled: &Settled, all: &[Settled]) -> Option<(usize, &'a Asked)> {
        let asked = &self.present?.body.questions;
        let own = normal(&settled.question);
        let id = settled.id.as_deref();
        let id_of = |it: &Asked| it.id.as_ref().map(|it| it.value.clone());
        let with_id = || asked.iter().enumerate().filter(|(_, it)| id_of(it).as_deref() == id);
        let same = with_id().find(|(_, it)| it.question.as_ref().is_some_and(|it| normal(it) == own));
        let alone = || {
            id.is_some()
                && with_id().count() == 1
                && all.iter().filter(|it| it.id.as_deref() == id).count() == 1
        };
        same.or_else(|| if alone() { with_id().next() } else { None })
    }

    /// Adds the pins to the questionnaire; returns the number of new ones.
    pub fn set(&self, shelf: &mut PendingEdits, pins: &[NewPin], all: &[Settled]) -> usize {
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
            let Some((at, asked)) = self.present(pin.settled, all) else {
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
    Tree::map([
        ("id", pin.settled.id.as_ref().map(Tree::text)),
        ("section", pin.settled.context.as_ref().map(Tree::text)),
        ("headings", texts(&pin.settled.headings)),
        ("part_of", pin.settled.part_of.as_ref().map(Tree::text)),
        ("around", texts(&pin.settled.around)),
        ("question", Some(Tree::text(&pin.settled.question))),
        ("answer", pin.answer.as_ref().map(Tree::text)),
        ("verdict", pin.settled.verdict.as_ref().map(Tree::text)),
        ("text_digest", pin.settled.text_digest.as_ref().map(Tree::text)),
    ])
}

fn texts(all: &[String]) -> Option<Tree> {
    (!all.is_empty()).then(|| Tree::List(all.iter().map(Tree::text).collect()))
}

/// What stands around the question, in the fields in which it differs from what the file has.
fn around(pin: &NewPin, asked: &Asked) -> Vec<(&'static str, Option<Tree>)> {
    let settled = pin.settled;
    let words = |all: &[Text]| all.iter().map(|it| it.value.clone()).collect::<Vec<_>>();
    let (section, part_of) = (asked.section.as_ref(), asked.part_of.as_ref());
    let written = !asked.headings.is_empty() || part_of.is_some() || !asked.around.is_empty();
    // A heading that nothing was learned of is the questionnaire's own.
    let own = settled.context.is_none() && !written;
    let fields = [
        (section.map(|it| &it.value) != settled.context.as_ref() && !own)
            .then(|| ("section", settled.context.as_ref().map(Tree::text))),
        (words(&asked.headings) != settled.headings).then(|| ("headings", texts(&settled.headings))),
        (part_of.map(|it| &it.value) != settled.part_of.as_ref())
            .then(|| ("part_of", settled.part_of.as_ref().map(Tree::text))),
        (words(&asked.around) != settled.around).then(|| ("around", texts(&settled.around))),
    ];
    fields.into_iter().flatten().collect()
}

/// The fields in which a pin differs from the one in the file.
fn differing(pin: &NewPin, asked: &Asked) -> Vec<(&'static str, Option<Tree>)> {
    let mut fields = Vec::new();
    if asked.question.as_ref().is_none_or(|it| normal(it) != normal(&pin.settled.question)) {
        fields.push(("question", Some(Tree::text(&pin.settled.question))));
    }
    fields.extend(around(pin, asked));
    let answer = asked.answer.as_ref().map(|it| it.id.value.clone());
    if answer != pin.answer {
        fields.push(("answer", pin.answer.as_ref().map(Tree::text)));
    }
    if asked.verdict.as_ref().map(|it| &it.value) != pin.settled.verdict.as_ref() {
        fields.push(("verdict", pin.settled.verdict.as_ref().map(Tree::text)));
    }
    if asked.text_digest.as_ref().map(|it| &it.value) != pin.settled.text_digest.as_ref() {
        fields.push(("text_digest", pin.settled.text_digest.as_ref().map(Tree::text)));
    }
    fields
}
