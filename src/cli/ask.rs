//! `factum ask "question"`: the library's answer, with confidence and sources.

use serde_json::{Value as Json, json};

use super::{CLEAN, Context, FINDINGS, answer::asked_about, arguments::Sure, pipeline};
use crate::{
    answer::{Library, Reply, Suggestion, Tier, ask, spoken},
    diagnostic::human::visible,
    document::{Publication, SourceNote, sources_of},
    error::Error,
    load::Loaded,
};

/// Runs the command.
pub fn run(context: &Context, question: &str, json: bool, sure: &Sure) -> Result<u8, Error> {
    if question.trim().is_empty() {
        return Err(Error::Usage {
            message: "the question must contain words".into(),
            help: "write it in quotes: factum ask \"Is data encrypted?\"".into(),
        });
    }
    let audience = context.audience.unwrap_or_default();
    let loaded = pipeline::read(context)?;
    let Some((publication, sound)) = pipeline::answering(context, &loaded, audience)? else {
        return Ok(FINDINGS);
    };
    let mut library = Library::new(sound, &publication.answers, &publication.withheld, audience, context.on);
    asked_about(&mut library, &sure.products)?;
    let reply = ask(&library, question, sure.thresholds());
    let told = Told { reply: &reply, publication: &publication, loaded: &loaded };
    context.terminal.print(&if json { format!("{:#}\n", told.json()) } else { visible(&told.human()) })?;
    Ok(CLEAN)
}

struct Told<'a> {
    reply: &'a Reply,
    publication: &'a Publication,
    loaded: &'a Loaded,
}

impl Told<'_> {
    fn human(&self) -> String {
        let reply = self.reply;
        let mut text = match (reply.tier, &reply.text) {
            (Tier::Answered, Some(words)) => {
                let verdict = reply.verdict.map(|it| format!("{}. ", spoken(it))).unwrap_or_default();
                format!("{verdict}{words}\n\n")
            }
            (Tier::Review, _) => "Needs review. These entries may fit.\n\n".to_owned(),
            _ => "No approved answer.\n\n".to_owned(),
        };
        let chosen = reply.answer.as_ref();
        for it in &reply.suggestions {
            let mark = if chosen == Some(&it.answer) { "*" } else { " " };
            text += &format!("{mark} {:.2}  {}  {}\n", it.confidence, it.answer, it.question);
            text += &self.details(it, chosen == Some(&it.answer));
        }
        if let Some(chosen) = chosen.filter(|it| !reply.suggestions.iter().any(|s| s.answer == **it)) {
            text += &format!("* {:.2}  {chosen}\n", reply.confidence);
        }
        for reason in &reply.reasons {
            text += &format!("\n  {reason}");
        }
        if reply.withheld {
            text += "\n  an answer for a higher audience may fit (see --audience)";
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
        for source in self.sources(it) {
            let at = source.at.map(|it| format!(": {it}")).unwrap_or_default();
            text += &format!("        source: {}{at}\n", source.title);
        }
        text
    }

    /// The sources of an answer, each once.
    fn sources(&self, it: &Suggestion) -> Vec<SourceNote> {
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

    fn json(&self) -> Json {
        let reply = self.reply;
        let candidate = |it: &Suggestion| {
            let place = self
                .publication
                .statements
                .disclosure
                .get(&it.answer)
                .map(|it| self.loaded.sources.cite(it.place));
            let sources = self.sources(it);
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
