//! Texts of facts that typed facts contradict.

use super::{
    Subject,
    wording::{each_text_of, place_within},
};
use crate::{
    contradictions::{Contradiction, StatedFacts, TextContext},
    diagnostic::{Diagnostic, Place, codes},
    fact::{Answer, AnyFact, Datum, Entry, FactId, Verdict, VerdictRule},
    names::words,
    word_list::listed,
};

/// Fields with the words of other parties, or without a statement.
const OTHERS: &[&str] = &[
    "question",
    "questions",
    "phrasings",
    "proposition",
    "acknowledge",
    "source",
    "owner",
    "review",
    "url",
    "guide",
];
/// Fact types with the words of other parties.
const UNREAD_KINDS: [&str; 3] = ["conflict", "source", "change"];
/// Words of a question after which a no does not mean that there is none.
const TURNING: &str = "lack, lacks, missing, without, not, no, never, other, than, besides, except, ended, \
                       expired, lose, lost, stop, plan, plans, ohne, fehlt, nicht, kein, keine, andere, \
                       anderen, sans, sin, senza, zonder, sem, autres, otros, altri, andere, outros";
const HELP: &str = "correct whichever is wrong, or say in the text which one it means; if both are true, \
                    accept the finding with `acknowledge`";

/// A text that typed facts contradict.
pub fn texts(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let stated = StatedFacts::new(subject.facts, subject.on);
    let read = |it: &&dyn AnyFact| {
        !UNREAD_KINDS.contains(&it.id().kind) && stated.holds(*it) && !is_customers_questionnaire(*it)
    };
    for fact in subject.facts.all().filter(read) {
        let products = products(fact, subject);
        let around = TextContext { products: &products };
        each_text_of(fact, OTHERS, &mut |text, _| {
            let own = format!("the text of `{}`", fact.id());
            for it in stated.contradicted(text, around) {
                report(&it, &own, place_within(text, it.range.clone()), findings);
            }
        });
    }
    for answer in subject.facts.answers.iter().filter(|it| stated.holds(*it)) {
        let products = products(answer, subject);
        let around = TextContext { products: &products };
        for it in denied(answer, &stated, around) {
            report(&it, &format!("`{}`, with its question,", answer.id), answer.body.text.0.place, findings);
        }
    }
}

/// Whether a fact is a customer's questionnaire, which has the customer's words.
fn is_customers_questionnaire(fact: &dyn AnyFact) -> bool {
    fact.id().kind == "questionnaire"
        && fact.fields().iter().any(|it| it.0 == "customer" || it.0 == "publish")
}

fn report(contradiction: &Contradiction, own: &str, place: Place, findings: &mut Vec<Diagnostic>) {
    let finding = contradiction.finding(own, place, HELP);
    if !findings.contains(&finding) {
        findings.push(finding);
    }
}

/// The products that a fact is limited to.
pub(super) fn products(fact: &dyn AnyFact, subject: &Subject) -> Vec<FactId> {
    let data = fact.data(subject.on, &subject.facts.evidence);
    let Some((_, Datum::List(items))) = data.into_iter().find(|it| it.0 == "products") else { return vec![] };
    items.into_iter().filter_map(|it| if let Datum::Fact(id) = it { Some(id) } else { None }).collect()
}

/// The contradictions of an answer that is a no to its question: `ISO 27001 certificate? No.`
pub fn denied(answer: &Entry<Answer>, stated: &StatedFacts, around: TextContext) -> Vec<Contradiction> {
    let turns = |it: &crate::names::TextWord| listed(TURNING, &it.folded);
    if words(&answer.body.question).iter().any(turns) {
        return vec![];
    }
    let question = answer.body.question.trim_end_matches(['?', ' ', ':']);
    let typed_no = matches!(&answer.body.verdict, Some(VerdictRule::Fixed(Verdict::No)));
    let text = if typed_no { "no" } else { answer.body.text.0.value.as_str() };
    let found = stated.contradicted(&format!("{question}? {text}"), around);
    let of_question =
        |it: &Contradiction| it.code == codes::CONFLICTING_STATEMENTS && it.range.end <= question.len();
    found.into_iter().filter(of_question).collect()
}
