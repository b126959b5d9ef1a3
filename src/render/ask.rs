//! The library's answer to one question, with confidence and sources, as text for the terminal and as JSON.

use serde_json::{Value as Json, json};

use crate::{
    answer::{Reply, Suggestion, Tier, spoken},
    diagnostic::Sources,
    document::{Publication, SourceNote, sources_of},
};

/// A reply to a question.
pub struct Asked<'a> {
    /// The reply.
    pub reply: &'a Reply,
    /// The publication with the library.
    pub publication: &'a Publication,
    /// The texts of the data.
    pub sources: &'a Sources,
}

impl Asked<'_> {
    /// The reply as text.
    pub fn human(&self) -> String {
        let reply = self.reply;
        let mut text = match (reply.tier, &reply.text) {
            (Tier::Answered, Some(words)) => {
                let verdict = reply.verdict.map(|it| format!("{}. ", spoken(it))).unwrap_or_default();
                format!("{verdict}{words}\n\n")
            }
            (Tier::Review, _) => "Needs review. These entries may fit.\n\n".to_owned(),
            _ => "No matching answer.\n\n".to_owned(),
        };
        let chosen = reply.answer.as_ref();
        for it in &reply.suggestions {
            let mark = if chosen == Some(&it.answer) { "*" } else { " " };
            text += &format!("{mark} confidence {:.2}  {}  {}\n", it.confidence, it.answer, it.question);
            text += &self.details(it, chosen == Some(&it.answer));
        }
        if let Some(chosen) = chosen.filter(|it| !reply.suggestions.iter().any(|s| s.answer == **it)) {
            text += &format!("* confidence {:.2}  {chosen}\n", reply.confidence);
        }
        for reason in &reply.reasons {
            text += &format!("\n  {reason}");
        }
        if reply.withheld {
            text += "\n  an answer that is restricted to a narrower audience may fit (see --audience)";
        }
        text.trim_end().to_owned() + "\n"
    }

    fn details(&self, it: &Suggestion, chosen: bool) -> String {
        let mut text = String::new();
        if !it.unmatched.is_empty() {
            text += &format!("        words not in the entry: {}\n", it.unmatched.join(", "));
        }
        if !chosen {
            let verdict = it.verdict.map(|it| format!("{}. ", spoken(it))).unwrap_or_default();
            text += &format!(
                "        answer: {verdict}{}\n",
                it.text.split_whitespace().collect::<Vec<_>>().join(" ")
            );
        }
        for source in self.notes(it) {
            let at = source.at.map(|it| format!(": {it}")).unwrap_or_default();
            text += &format!("        source: {}{at}\n", source.title);
        }
        text
    }

    /// The sources of an answer, each once.
    fn notes(&self, it: &Suggestion) -> Vec<SourceNote> {
        let given = self.publication.answers.iter().find(|given| given.id == it.answer);
        let mut sources = Vec::new();
        for note in given
            .iter()
            .flat_map(|it| &it.facts)
            .flat_map(|it| sources_of(it, &self.publication.statements.disclosure))
        {
            if !sources.contains(&note) {
                sources.push(note);
            }
        }
        sources
    }

    /// The reply as JSON, version 1.
    pub fn json(&self) -> Json {
        let reply = self.reply;
        let candidate = |it: &Suggestion| {
            let place =
                self.publication.statements.disclosure.get(&it.answer).map(|it| self.sources.cite(it.place));
            let sources = self.notes(it);
            let source =
                |it: &SourceNote| json!({"title": it.title, "at": it.at, "url": it.url, "dated": it.dated});
            json!({
                "answer": it.answer.to_string(), "question": it.question, "text": it.text, "verdict": it.verdict.map(|it| it.word()),
                "score": it.score, "confidence": it.confidence, "matched": it.matched, "unmatched": it.unmatched,
                "place": place, "sources": sources.iter().map(source).collect::<Vec<_>>(),
            })
        };
        json!({
            "version": 1,
            "question": reply.asked.text,
            "tier": reply.tier.word(),
            "how": reply.how.word(),
            "confidence": reply.confidence,
            "answer": reply.answer.as_ref().map(ToString::to_string),
            "verdict": reply.verdict.map(|it| it.word()),
            "text_given": reply.text,
            "candidates": reply.suggestions.iter().map(candidate).collect::<Vec<_>>(),
            "reasons": reply.reasons,
        })
    }
}
