//! Text with its verdict before it: `No. We do not.`

use super::Reply;
use crate::{
    fact::Verdict,
    matching::{ReplyKind, reply_kind},
};

/// Whether a text is that of a reply, with or without its verdict before it.
pub fn is_worded(reply: &Reply, words: &str) -> bool {
    reply.text.as_ref().is_some_and(|text| text == words || with_verdict(text, reply) == words)
}

/// The text of a reply with its verdict. A yes/no question is answered with yes or no even if there is no
/// verdict cell, and so is a requirement that is not met, or only in part.
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
