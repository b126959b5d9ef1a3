//! Decisions and pins whose verdict contradicts the text next to it, such as a `no` with the text of an
//! answer that says yes.

use super::responder::Responder;
use crate::{
    answer::{
        decisions::Decision,
        entries::resolved::ResolvedAnswer,
        reply::Reply,
        verdicts::{reversing, words},
    },
    diagnostic::{Diagnostic, codes},
    fact::Verdict,
};

impl Responder<'_, '_> {
    /// The finding for a decision whose verdict differs from that of the text beside it: its own text, or
    /// otherwise the library's.
    pub fn opposed(&self, reply: &Reply, decision: &Decision) -> Option<Diagnostic> {
        let (word, place) = decision.verdict.as_ref()?;
        let (verdict, text) = (reply.verdict?, reply.text.as_deref()?);
        let own = decision.text.is_some();
        let given = reply.answer.as_ref().filter(|_| !own).and_then(|it| self.library.get(&it.id));
        // `Do you lack a process?` is answered with no by a text that says yes.
        let said = says_opposite(given, text, verdict).filter(|_| !reversing::reverses(&self.asked.text))?;
        let whose = given.map_or("its text".to_owned(), |it| format!("the text of `{}` next to it", it.id));
        let message = format!("the verdict of this decision is `{word}`, but {whose} says `{}`", said.word());
        let help = if own {
            "use the verdict that the text gives, or change the text"
        } else {
            "write your own text in `text:`, or remove `verdict:`"
        };
        Some(Diagnostic::new(codes::INVALID_VALUE, *place, message).help(help))
    }
}

/// The verdict that the text of an answer gives, if a typed one contradicts it.
pub(super) fn says_opposite(given: Option<&ResolvedAnswer>, text: &str, typed: Verdict) -> Option<Verdict> {
    let stated = given.and_then(|it| it.verdict).filter(|it| is_opposite(*it, typed));
    let said = stated.or_else(|| begun(text).filter(|it| *it != typed))?;
    (given.and_then(|it| it.verdict) != Some(typed)).then_some(said)
}

/// Whether one of two verdicts is yes and the other no.
fn is_opposite(one: Verdict, other: Verdict) -> bool {
    matches!((one, other), (Verdict::Yes, Verdict::No) | (Verdict::No, Verdict::Yes))
}

/// The yes or no that a text begins with or consists of.
fn begun(text: &str) -> Option<Verdict> {
    words::meaning(text)
        .or_else(|| words::verdict_begun(text))
        .filter(|it| matches!(it, Verdict::Yes | Verdict::No))
}
