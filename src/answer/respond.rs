//! Decides question by question: a person's decision, a pin, a question known already, a match that is sure; else nothing.

use std::collections::BTreeSet;

use super::{
    Decision, Decisions, How, Library, Reply, Suggestion, Tier,
    given::Given,
    library::Held,
    pinned::{Kin, Pinned},
    words,
};
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{Verdict, printable},
    form::{
        At, Form,
        mapping::{Asked, Mapping, questions},
    },
    matching::{self, Asks, Candidate, Query, asks},
};

/// How sure a match must be, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// At or above it an answer is given.
    pub answer: f64,
    /// At or above it entries are suggested.
    pub review: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { answer: matching::ANSWER, review: matching::REVIEW }
    }
}

/// How many entries are suggested at most.
pub(super) const SUGGESTED: usize = 3;

/// The replies to every question of a form, and what is wrong with the decisions.
pub fn respond(
    library: &Library,
    form: &Form,
    mappings: &[(usize, Mapping)],
    decisions: &Decisions,
    thresholds: Thresholds,
) -> (Vec<Reply>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut replies = Vec::new();
    let all = questions(&form.sheets, mappings).into_iter().map(printed);
    let all: Vec<_> =
        all.filter_map(|it| Some((form.sheets.get(it.sheet)?, it))).map(|(sheet, it)| (sheet, id_of(&it, &sheet.name), it)).collect();
    let kin = Kin::of(library, all.iter().map(|(_, id, asked)| (id.as_str(), asked.text.as_str())));
    let decided = decisions.assign(&all.iter().map(|(sheet, _, asked)| (sheet.name.as_str(), asked)).collect::<Vec<_>>());
    for ((_, id, asked), decision) in all.iter().zip(decided) {
        let responder = Responder { library, thresholds, asked, form, mappings, kin: &kin };
        let mut reply = responder.reply(id.clone());
        if let Some(decision) = decision {
            responder.decide(&mut reply, decision, &mut findings);
        }
        replies.push(reply);
    }
    (replies, findings)
}

/// The customer's id of a question, or its place.
fn id_of(asked: &Asked, sheet: &str) -> String {
    asked.id.clone().unwrap_or_else(|| format!("{sheet}!{}", asked.at))
}

/// One question that stands in no file.
pub fn ask(library: &Library, question: &str, thresholds: Thresholds) -> Reply {
    let at = At { row: 1, column: 1 };
    let asked = Asked { sheet: 0, layout: 0, at, id: None, sections: vec![], text: question.to_owned(), guidance: None };
    let asked = printed(asked);
    Responder { library, thresholds, asked: &asked, form: &Form::default(), mappings: &[], kin: &Kin::default() }.reply("question".into())
}

/// The question in characters that can be shown.
fn printed(asked: Asked) -> Asked {
    let text = printable(&asked.text).trim().to_owned();
    Asked {
        id: asked.id.map(|it| printable(&it).trim().to_owned()).filter(|it| !it.is_empty()),
        sections: asked.sections.iter().map(|it| printable(it)).filter(|it| !it.trim().is_empty()).collect(),
        text: if text.is_empty() { "(no words)".into() } else { text },
        guidance: asked.guidance.map(|it| printable(&it)),
        ..asked
    }
}

pub(super) struct Responder<'a, 'l> {
    pub(super) library: &'a Library<'l>,
    thresholds: Thresholds,
    pub(super) asked: &'a Asked,
    form: &'a Form,
    mappings: &'a [(usize, Mapping)],
    pub(super) kin: &'a Kin<'l>,
}

impl<'l> Responder<'_, 'l> {
    /// What the library has to say, before a person is heard.
    fn reply(&self, id: String) -> Reply {
        let query = Query { text: &self.asked.text, sections: &self.asked.sections };
        let found = self.library.search(query, SUGGESTED);
        let mut reply = self.open(id, &found);
        match (self.pinned(&reply.id), self.library.known(&self.asked.text)) {
            (Some(Pinned::Same(pin)), _) => self.follow(&mut reply, pin),
            (_, Some(given)) => {
                self.known(&mut reply, given, "in these words");
            }
            (pinned, None) => {
                let nearly = found.iter().find(|(given, _)| self.library.nearly_known(given, &self.asked.text));
                match (self.library.pinned_words(&self.asked.text), nearly) {
                    (Some(pin), _) => self.follow(&mut reply, pin),
                    (None, Some((given, _))) => self.known(&mut reply, given, "in nearly these words"),
                    (None, None) => self.match_words(&mut reply, &found),
                }
                if let Some(Pinned::Other(pin)) = pinned {
                    self.doubt(&mut reply, pin);
                }
            }
        }
        self.heed_headings(&mut reply);
        if reply.tier != Tier::Answered {
            self.mention_held(&mut reply, query);
        }
        reply
    }

    fn open(&self, id: String, found: &[(&Given, Candidate)]) -> Reply {
        let shown = found.iter().filter(|(_, it)| it.confidence >= self.thresholds.review);
        Reply {
            asked: self.asked.clone(),
            id,
            tier: Tier::None,
            how: How::Open,
            confidence: found.first().map_or(0.0, |(_, it)| it.confidence),
            answer: None,
            verdict: None,
            choice: None,
            text: None,
            facts: BTreeSet::new(),
            suggestions: shown.map(|(given, it)| suggestion(given, it)).collect(),
            reasons: vec![],
            decision: None,
            withheld: false,
            cells: vec![],
            left: vec![],
        }
    }

    pub(super) fn give(&self, reply: &mut Reply, given: &Given, how: How, confidence: f64) {
        reply.tier = Tier::Answered;
        reply.how = how;
        reply.confidence = confidence;
        reply.answer = Some(given.id.clone());
        reply.verdict = given.verdict;
        reply.text = Some(given.text.clone());
        reply.facts.clone_from(&given.facts);
    }

    /// What the library says by itself is not given under a heading that turns it.
    fn heed_headings(&self, reply: &mut Reply) {
        let by_itself = reply.tier == Tier::Answered && matches!(reply.how, How::Known | How::Matched);
        let Some(heading) = self.asked.sections.iter().find(|it| words::turns(it)).filter(|_| by_itself) else { return };
        reply.reasons.push(format!("it stands under \"{heading}\", which may turn its sense"));
        (reply.tier, reply.how) = (Tier::Review, How::Open);
        (reply.answer, reply.verdict, reply.text) = (None, None, None);
        reply.facts.clear();
    }

    fn known(&self, reply: &mut Reply, given: &Given, how: &str) {
        self.give(reply, given, How::Known, 1.0);
        reply.reasons.push(format!("`{}` has been asked for {how}", given.id));
    }

    /// A match answers where it is sure, and where its verdict may be copied.
    fn match_words(&self, reply: &mut Reply, found: &[(&'l Given, Candidate)]) {
        let Some((given, best)) = found.first().filter(|(_, it)| it.confidence >= self.thresholds.review) else {
            reply.suggestions.clear();
            return reply.reasons.push("no entry of the library comes close".into());
        };
        reply.tier = Tier::Review;
        if best.confidence < self.thresholds.answer {
            return reply.reasons.push("no entry is sure enough to be given".into());
        }
        if let Some(why) = &best.polarity {
            return reply.reasons.push(format!("`{}` fits, but {why}: its verdict must not be copied", given.id));
        }
        if given.verdict.is_none() && asks(&self.asked.text) == Asks::YesNo && !says_either(&given.text) {
            reply.reasons.push(format!("`{}` states no verdict; its words alone are given", given.id));
        }
        self.give(reply, given, How::Matched, best.confidence);
    }

    /// Says that an entry fits that must not be given; of one above the audience not even that.
    fn mention_held(&self, reply: &mut Reply, query: Query) {
        let Some((id, why, confidence)) = self.library.search_held(query) else { return };
        if confidence < self.thresholds.review.max(reply.confidence) {
            return;
        }
        match why {
            Held::Audience(_) => reply.withheld = true,
            _ => reply.reasons.push(format!("`{id}` comes close, {}", why.words())),
        }
    }

    /// A person's decision stands above everything.
    fn decide(&self, reply: &mut Reply, decision: &Decision, findings: &mut Vec<Diagnostic>) {
        reply.decision = Some(decision.clone());
        reply.how = How::Decided;
        reply.reasons = vec![format!("decided by {}", decision.by)];
        if decision.blank {
            reply.tier = Tier::None;
            (reply.answer, reply.verdict, reply.text) = (None, None, None);
            reply.facts.clear();
            return;
        }
        if let Some((id, place)) = &decision.answer {
            match self.library.get(id) {
                Some(given) => self.give(reply, given, How::Decided, 1.0),
                None => return findings.push(self.library.not_given(id, *place)),
            }
        }
        if let Some(text) = &decision.text {
            reply.text = Some(text.clone());
        }
        if let Some((word, place)) = &decision.verdict {
            match self.verdict(word) {
                Some((verdict, choice)) => (reply.verdict, reply.choice) = (verdict, choice),
                None => findings.push(self.no_verdict(word, *place)),
            }
        }
        reply.tier = Tier::Answered;
        reply.confidence = 1.0;
    }

    /// A verdict as a person wrote it: a verdict's own word, or one of the cell's.
    pub(super) fn verdict(&self, word: &str) -> Option<(Option<Verdict>, Option<String>)> {
        let choices = self.choices();
        let spelled = choices.iter().find_map(|it| words::spelled(it, word)).map(str::to_owned);
        let verdict = Verdict::from_word(word).or_else(|| words::verdict_of(word));
        (spelled.is_some() || verdict.is_some()).then_some((verdict, spelled))
    }

    fn no_verdict(&self, word: &str, place: Place) -> Diagnostic {
        let own: Vec<_> = self.choices().iter().flat_map(|it| it.values.clone()).collect();
        let names = if own.is_empty() { "yes`, `no`, `partial` or `not-applicable".to_owned() } else { own.join("`, `") };
        Diagnostic::new(codes::INVALID_VALUE, place, format!("`{word}` is no verdict here")).help(format!("write `{names}`"))
    }

    /// The lists of the cells that the question's answer goes to.
    fn choices(&self) -> Vec<&crate::form::Choices> {
        let Some(sheet) = self.form.sheets.get(self.asked.sheet) else { return vec![] };
        let cells = self.mappings.get(self.asked.layout).map(|it| it.1.cells(self.asked.at)).unwrap_or_default();
        cells.iter().filter_map(|it| sheet.cells.get(it)?.choices.as_deref()).collect()
    }
}

pub(super) fn suggestion(given: &Given, found: &Candidate) -> Suggestion {
    Suggestion {
        answer: given.id.clone(),
        question: given.question.clone(),
        text: given.text.clone(),
        verdict: given.verdict,
        score: found.score,
        confidence: found.confidence,
        matched: found.matched.clone(),
        unmatched: found.unmatched.clone(),
    }
}

fn says_either(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "yes" | "no" | "partly" | "partially")
}
