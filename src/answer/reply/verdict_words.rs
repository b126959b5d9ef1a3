//! Words with their verdict before them: `No. We do not.`

use super::Reply;
use crate::{
    fact::Verdict,
    matching::{ReplyKind, reply_kind},
};

/// Whether words are those of a reply, with its verdict before them or without.
pub fn is_worded(reply: &Reply, words: &str) -> bool {
    reply.text.as_ref().is_some_and(|text| text == words || with_verdict(text, reply) == words)
}

/// A yes or no question is answered with a yes or no, also where there is no cell of its own for it; what is
/// required and does not hold, or only in part, is answered so too.
pub fn with_verdict(text: &str, reply: &Reply) -> String {
    let takes_verdict = match reply_kind(&reply.asked.text) {
        ReplyKind::YesNo => true,
        ReplyKind::Statement => reply.verdict.is_some_and(|it| it != Verdict::Yes),
        _ => false,
    };
    let word = reply.word();
    let Some(word) = word.filter(|_| takes_verdict) else { return text.to_owned() };
    let begins = text.to_lowercase().starts_with(&word.to_lowercase());
    if begins { text.to_owned() } else { format!("{word}. {text}") }
}
