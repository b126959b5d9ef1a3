//! The answer of the entry whose wording a question has.

use super::responder::Responder;
use crate::{
    answer::{
        context::only_by_yes,
        entries::resolved::ResolvedAnswer,
        library::Alike,
        reply::{AnswerOrigin, Reply},
    },
    matching::{Candidate, ReplyKind, reply_kind},
};

impl<'l> Responder<'_, 'l> {
    /// Gives the answer of the one entry with the same wording, if the context does not change the
    /// question; otherwise, entries that may match are left for a person.
    pub(super) fn known(&self, reply: &mut Reply, found: &[(&'l ResolvedAnswer, Candidate)]) {
        let exact = self.library.known(&self.asked.text);
        let alike = match exact {
            Some(given) => vec![Alike { given, by_yes_only: false }],
            None => self.library.same_wording(&self.asked.text),
        };
        let one = match alike.as_slice() {
            [] => {
                self.suggest(reply, found);
                if let Some((given, name)) = self.library.unbacked(&self.asked.text) {
                    self.put_first(reply, given);
                    reply.reasons.push(format!(
                        "same wording as a phrasing of `{}`, but its answer does not contain `{name}`",
                        given.id
                    ));
                }
                return;
            }
            [one] => one,
            several => {
                several.iter().rev().for_each(|it| self.put_first(reply, it.given));
                let ids: Vec<_> = several.iter().map(|it| format!("`{}`", it.given.id)).collect();
                return reply.reasons.push(format!("{} have this wording: choose one", ids.join(" and ")));
            }
        };
        let given = one.given;
        let only = || only_by_yes(given.verdict).filter(|_| one.by_yes_only).map(str::to_owned);
        let against = || self.library.against(given, &self.asked.text, &self.around());
        let why = self.context().changes(self.library.limits(given)).or_else(only).or_else(against);
        if let Some(why) = why {
            reply.held_by = self.context().held_by(self.library.limits(given));
            self.put_first(reply, given);
            return reply.reasons.push(format!("same wording as `{}`, but {why}", given.id));
        }
        let (how, words) = if exact.is_some() {
            (AnswerOrigin::Known, "same wording as")
        } else {
            (AnswerOrigin::Matched, "nearly the same wording as")
        };
        self.give(reply, given, how, 1.0);
        reply.by_new_phrasing = !self.library.is_approved_wording(given, &self.asked.text);
        reply.reasons.push(format!("{words} `{}`", given.id));
        if given.verdict.is_none()
            && reply_kind(&self.asked.text) == ReplyKind::YesNo
            && !says_either(&given.text)
        {
            reply.reasons.push(format!("`{}` has no verdict; only its text is given", given.id));
        }
    }
}

/// Whether a text begins with a verdict.
fn says_either(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "yes" | "no" | "partly" | "partially")
}
