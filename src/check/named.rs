//! Texts that name a report or certificate that has ended or is not held, a subprocessor that is not in use,
//! or a fact that the readers of the text must not see.

use super::{Subject, contradicting::products, disclosure::named_in};
use crate::{
    diagnostic::{Code, Diagnostic, Level, codes},
    fact::{AnyFact, Audience, Datum, FactId, read::Leaf},
    names::{Mention, Names, without_tags},
};

/// Fact types whose texts are checked by other lints, or are not statements of the vendor.
const UNREAD_KINDS: [&str; 4] = ["answer", "conflict", "questionnaire", "change"];
/// Fact types that describe ended things themselves.
const ENDING_KINDS: [&str; 3] = ["certification", "subprocessor", "source"];
/// Fields that contain a name, not a statement.
const NAMES: [&str; 7] = ["name", "title", "legal_name", "trading_name", "framework", "references", "url"];

/// A text that names something that has ended or is not held without saying so, or a fact above its audience.
pub fn names(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let names = Names::new(subject.facts, subject.on);
    let is_read = |fact: &&dyn AnyFact| fact.envelope().holds(subject.on) && !fact.draft();
    let others = subject.facts.all().filter(|it| !UNREAD_KINDS.contains(&it.id().kind)).filter(is_read);
    for fact in others {
        for (field, datum) in fact.data(subject.on, &subject.facts.evidence) {
            if !NAMES.contains(&field) && !fact.internal().contains(&field) {
                let text = NamingText { fact, field, text: texts(&datum).join("\n"), named: &[] };
                if !ENDING_KINDS.contains(&fact.id().kind) {
                    text.stale(&names, &products(fact, subject), findings);
                }
                text.above(&names, findings);
            }
        }
    }
    // For answers, the rendered text decides.
    for answer in subject.facts.answers.iter().filter(|it| is_read(&(*it as &dyn AnyFact))) {
        let mut named = Vec::new();
        (answer as &dyn AnyFact).leaves(&mut |leaf| {
            if let Leaf::Template(text) | Leaf::Expression(text) = leaf {
                named.extend(named_in(text));
            }
        });
        let text = without_tags(&answer.body.text.0.value);
        NamingText { fact: answer, field: "text", text, named: &named }.above(&names, findings);
    }
}

/// A text of a fact.
struct NamingText<'a> {
    fact: &'a dyn AnyFact,
    field: &'a str,
    text: String,
    /// The facts that it refers to by id, which other lints check.
    named: &'a [FactId],
}

impl NamingText<'_> {
    fn is_referred(&self, mention: &Mention) -> bool {
        self.named.contains(mention.id)
            || self.fact.envelope().rests_on.iter().any(|on| on.target == *mention.id)
    }

    /// Reports names of things that have ended or are not held.
    fn stale(&self, names: &Names, products: &[FactId], findings: &mut Vec<Diagnostic>) {
        for it in names.stale_for(&self.text, products).iter().filter(|it| !self.is_referred(it)) {
            let help = "state the current status in the text, remove the name, or accept the finding with \
                        `acknowledge`";
            let message = format!("the text of `{}` names {}", self.fact.id(), it.in_words());
            self.report(codes::LAPSED_BASIS, message, help, findings);
        }
    }

    /// Reports names of facts above the audience of the text.
    fn above(&self, names: &Names, findings: &mut Vec<Diagnostic>) {
        let (own, audience) = (self.fact.id(), self.fact.envelope().audience.unwrap_or(Audience::Internal));
        for it in names.above(&self.text, audience).iter().filter(|it| !self.is_referred(it)) {
            let help = "remove the name, restrict the audience of this fact, or accept the finding with \
                        `acknowledge`";
            let word = audience.readers();
            let message = format!("the text of `{own}`, which is {word}, names {}", it.in_words());
            self.report(codes::NAMED_ABOVE_AUDIENCE, message, help, findings);
        }
    }

    fn report(&self, code: &'static Code, message: String, help: &str, findings: &mut Vec<Diagnostic>) {
        let place =
            self.fact.fields().iter().find(|it| it.0 == self.field).map_or(self.fact.place(), |it| it.1);
        let mut finding = Diagnostic::new(code, place, message).help(help);
        // The name may refer to something else in the text.
        finding.level = Level::Warning;
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
}

/// The texts of a value, without names.
fn texts(datum: &Datum) -> Vec<&str> {
    match datum {
        Datum::Text(it) => vec![it],
        Datum::List(items) => items.iter().flat_map(texts).collect(),
        Datum::Map(entries) => {
            entries.iter().filter(|it| !NAMES.contains(&it.0)).flat_map(|it| texts(&it.1)).collect()
        }
        _ => vec![],
    }
}
