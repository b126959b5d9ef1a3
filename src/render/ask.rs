//! The library's answer to one question, with confidence and sources, as text for the terminal and as JSON.

use serde::Serialize;

use super::json_text::json_text;
use crate::{
    answer::{AnswerOrigin, Reply, ReplyStatus, Suggestion, verdict_label},
    diagnostic::Sources,
    document::{Publication, SourceNote, sources_of},
    fact::Verdict,
    matching::{ReplyKind, reply_kind},
};

/// A reply to a question.
pub struct AskReply<'a> {
    /// The reply.
    pub reply: &'a Reply,
    /// The publication with the library.
    pub publication: &'a Publication,
    /// The texts of the data.
    pub sources: &'a Sources,
}

impl AskReply<'_> {
    /// The reply as text.
    pub fn human(&self) -> String {
        let reply = self.reply;
        let mut text = match (reply.tier, &reply.text) {
            (ReplyStatus::Answered, Some(words)) => {
                format!("{}{words}\n\n", verdict_before(&reply.asked.text, reply.verdict))
            }
            (ReplyStatus::Review, _) => "Needs review. These entries may fit.\n\n".to_owned(),
            _ => "No matching answer.\n\n".to_owned(),
        };
        let chosen = reply.answer.as_ref();
        for it in by_confidence(reply) {
            let mark = if chosen == Some(&it.answer) { "*" } else { " " };
            let rank = if has_same_wording(reply, it) || is_given_by_wording(reply, it) {
                "same wording   ".into()
            } else {
                format!("confidence {:.2}", it.confidence)
            };
            text += &format!("{mark} {rank}  {}  {}\n", it.answer, it.question);
            text += &self.details(it, chosen == Some(&it.answer));
        }
        if let Some(chosen) = chosen.filter(|it| !reply.suggestions.iter().any(|s| s.answer == **it)) {
            text += &format!("* {chosen}\n");
        }
        for reason in &reply.reasons {
            text += &format!("\n  {reason}");
        }
        if reply.withheld {
            text += "\n  an answer that is restricted to a narrower audience may fit (see --audience)";
        }
        text.trim_end().to_owned() + "\n"
    }

    fn details(&self, suggestion: &Suggestion, chosen: bool) -> String {
        let mut text = String::new();
        if !suggestion.unmatched.is_empty() {
            text += &format!("        words not in the entry: {}\n", suggestion.unmatched.join(", "));
        }
        if !chosen {
            let verdict = verdict_before(&self.reply.asked.text, suggestion.verdict);
            text += &format!(
                "        answer: {verdict}{}\n",
                suggestion.text.split_whitespace().collect::<Vec<_>>().join(" ")
            );
        }
        for source in self.notes(suggestion) {
            let at = source.at.map(|it| format!(": {it}")).unwrap_or_default();
            text += &format!("        source: {}{at}\n", source.title);
        }
        text
    }

    /// The sources of an answer, each once.
    fn notes(&self, suggestion: &Suggestion) -> Vec<SourceNote> {
        let given = self.publication.answers.iter().find(|given| given.id == suggestion.answer);
        let mut sources = Vec::new();
        for note in given
            .iter()
            .flat_map(|it| &it.facts)
            .flat_map(|it| sources_of(it, &self.publication.statements.view))
        {
            if !sources.contains(&note) {
                sources.push(note);
            }
        }
        sources
    }

    /// The reply as JSON, version 1, with a line end.
    pub fn json(&self) -> String {
        let reply = self.reply;
        json_text(&AskedFile {
            version: 1,
            question: &reply.asked.text,
            tier: reply.tier,
            how: reply.how,
            confidence: reply.confidence,
            answer: reply.answer.as_ref().map(ToString::to_string),
            verdict: reply.verdict,
            text_given: reply.text.as_deref(),
            candidates: reply.suggestions.iter().map(|it| self.candidate(it)).collect(),
            reasons: &reply.reasons,
        })
    }

    fn candidate<'a>(&self, suggestion: &'a Suggestion) -> CandidateEntry<'a> {
        let entry = self.publication.statements.view.get(&suggestion.answer);
        CandidateEntry {
            answer: suggestion.answer.to_string(),
            question: &suggestion.question,
            text: &suggestion.text,
            verdict: suggestion.verdict,
            score: suggestion.score,
            confidence: suggestion.confidence,
            matched: &suggestion.matched,
            unmatched: &suggestion.unmatched,
            place: entry.map(|it| self.sources.cite(it.place)),
            sources: self.notes(suggestion),
        }
    }
}

/// The suggestions, the most confident first; those with the same wording come before them.
fn by_confidence(reply: &Reply) -> Vec<&Suggestion> {
    let mut sorted: Vec<&Suggestion> = reply.suggestions.iter().collect();
    sorted.sort_by(|one, other| {
        let first = has_same_wording(reply, other).cmp(&has_same_wording(reply, one));
        first.then(other.confidence.total_cmp(&one.confidence))
    });
    sorted
}

/// Whether a suggestion is the answer that was given because its wording is the same.
fn is_given_by_wording(reply: &Reply, it: &Suggestion) -> bool {
    reply.answer.as_ref() == Some(&it.answer)
        && matches!(reply.how, AnswerOrigin::Known | AnswerOrigin::Matched)
}

/// Whether a suggestion is listed because a reason names it, and not for its confidence alone.
pub(super) fn has_same_wording(reply: &Reply, it: &Suggestion) -> bool {
    let name = format!("`{}`", it.answer);
    let others = reply.suggestions.iter().any(|other| other.confidence > it.confidence);
    others && reply.reasons.iter().any(|reason| reason.contains(&name) && reason.contains("wording"))
}

/// The verdict before a text, as in customers' files: only if the question asks for a yes or no, or states
/// something that is not true.
fn verdict_before(question: &str, verdict: Option<Verdict>) -> String {
    let is_asked = match reply_kind(question) {
        ReplyKind::YesNo => true,
        ReplyKind::Statement => verdict != Some(Verdict::Yes),
        _ => false,
    };
    verdict.filter(|_| is_asked).map(|it| format!("{}. ", verdict_label(it))).unwrap_or_default()
}

/// A reply as a file.
#[derive(Serialize)]
struct AskedFile<'a> {
    /// The version of the format; incremented by incompatible changes.
    version: u32,
    /// The question.
    question: &'a str,
    /// How far it is settled.
    tier: ReplyStatus,
    /// What settled it.
    how: AnswerOrigin,
    /// How sure the answer is, from 0 to 1; without an answer, that of the best candidate.
    confidence: f64,
    /// The entry whose answer is given.
    answer: Option<String>,
    /// The verdict that is given.
    verdict: Option<Verdict>,
    /// The words that are given.
    text_given: Option<&'a str>,
    /// The entries that may answer the question, the best first.
    candidates: Vec<CandidateEntry<'a>>,
    /// Why the question has no answer, or what to know about the answer.
    reasons: &'a [String],
}

/// An entry that may answer the question.
#[derive(Serialize)]
struct CandidateEntry<'a> {
    /// The id of the entry.
    answer: String,
    /// Its question.
    question: &'a str,
    /// Its words.
    text: &'a str,
    /// Its verdict.
    verdict: Option<Verdict>,
    /// How much of the question it covers, from 0 to 1.
    score: f64,
    /// How sure it is the right one, from 0 to 1.
    confidence: f64,
    /// The words of the question that it contains.
    matched: &'a [String],
    /// The words of the question that it lacks.
    unmatched: &'a [String],
    /// File and line of the entry.
    place: Option<String>,
    /// The sources of the answer, each once.
    sources: Vec<SourceNote>,
}
