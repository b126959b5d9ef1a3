//! The meaning of a decision: an answer of the library, custom text, a verdict only, or a blank.

use super::scalar::{clean, one_line};
use crate::{
    answer::{Context, Decision, Library, Parent, ResolvedAnswer, text_digest, verdict_on},
    diagnostic::Diagnostic,
    fact::Verdict,
    questionnaire::layout::is_nameless,
};

/// A decision and its meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolvedDecision<'d> {
    /// The decision.
    pub decision: &'d Decision,
    /// The customer's id of the question, or its position.
    pub id: Option<String>,
    /// The question, on one line.
    pub question: String,
    /// The context that changes it.
    pub surroundings: Surroundings,
    /// The chosen text.
    pub words: ChosenWords,
    /// A verdict that is not the answer's own, or a list's own word.
    pub verdict: Option<String>,
    /// The digest of the entry's text for which it was decided, if a verdict is typed or the question asks
    /// for what only the text can have.
    pub text_digest: Option<String>,
}

/// The texts around a question that change what it asks, each on one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Surroundings {
    /// The question that it is part of, or its headings, with the titles and notes; or its position, if its
    /// file has the same text elsewhere too.
    pub context: Option<String>,
    /// All headings that change what it asks.
    pub headings: Vec<String>,
    /// The question that it is part of, if that changes what it asks.
    pub part_of: Option<String>,
    /// The titles and notes around it that may change what it asks.
    pub around: Vec<String>,
}

/// The text to use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChosenWords {
    /// None.
    No,
    /// That of an entry, by its id.
    Entry(String),
    /// Custom text, with its verdict.
    Own(String, Option<Verdict>),
}

impl ResolvedDecision<'_> {
    /// Whether two decisions have the same content.
    pub fn agrees(&self, other: &Self) -> bool {
        self.words == other.words && self.verdict == other.verdict
    }

    /// The question on its own, with the surroundings that change what it asks.
    pub fn asked_alone(&self) -> String {
        self.surroundings
            .context
            .as_ref()
            .map_or_else(|| self.question.clone(), |it| format!("{it}: {}", self.question))
    }

    /// The name of the question in messages.
    pub fn name(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.question)
    }
}

/// The meaning of a decision; `repeated` if its file has the same wording more than once.
///
/// # Errors
/// It chooses an entry that must not be given.
pub fn resolve<'d>(
    decision: &'d Decision,
    repeated: bool,
    library: &Library,
) -> Result<ResolvedDecision<'d>, Diagnostic> {
    let chosen = match &decision.answer {
        Some((id, place)) => Some(library.get(id).ok_or_else(|| library.not_given(id, *place))?),
        // A decision with only a verdict keeps the library's text.
        None if decision.text.is_none() => decision.given.as_deref().and_then(|it| library.get(it)),
        None => None,
    };
    let own = decision
        .text
        .as_deref()
        .map(clean)
        .filter(|it| chosen.is_none_or(|chosen| clean(&chosen.text) != *it));
    let word = decision.verdict.as_ref().map(|(it, _)| one_line(it));
    let (words, verdict) = match own {
        _ if decision.blank => (ChosenWords::No, None),
        Some(text) => own_words(&decision.question, text, chosen, word),
        None => (
            chosen.map_or(ChosenWords::No, |it| ChosenWords::Entry(it.id.id.to_string())),
            // For a question that reverses the entry, the verdict must be stated.
            word.filter(|entry| {
                let turns = chosen.is_some_and(|it| library.turned(it, &decision.question).is_some());
                turns || !says(entry, chosen.and_then(|it| it.verdict))
            }),
        ),
    };
    let entry = chosen.filter(|_| matches!(words, ChosenWords::Entry(_)));
    let bound = entry.filter(|it| verdict.is_some() || library.lacks(it, &decision.question));
    let digest = bound.map(|it| decision.text_digest.clone().unwrap_or_else(|| text_digest(&it.text)));
    let question = one_line(&decision.question);
    let id = decision.id.as_deref().map(one_line).filter(|it| !it.is_empty());
    let mut surroundings = surroundings(decision, &question, library);
    surroundings.context = surroundings.context.or_else(|| place(decision).filter(|_| repeated));
    Ok(ResolvedDecision { decision, id, question, surroundings, words, verdict, text_digest: digest })
}

/// The headings and the sheet that distinguish a question from others with the same text in its file.
fn place(decision: &Decision) -> Option<String> {
    let sections = decision.sections().map(one_line).filter(|it| !it.is_empty());
    let sheet = decision.at.as_ref().map(|it| one_line(&it.0)).filter(|it| !is_nameless(it));
    let parts: Vec<String> = sections.chain(sheet).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn surroundings(decision: &Decision, question: &str, library: &Library) -> Surroundings {
    let parent = decision.part_of.as_ref().map(|it| Parent::read(&one_line(it)));
    let sections: Vec<String> = decision.sections().map(one_line).filter(|it| !it.is_empty()).collect();
    let (parent, known) = (parent.as_ref(), &library.known_words());
    let context = Context {
        question,
        sections: &sections,
        titles: &[],
        around: &[],
        cover: &[],
        parent,
        id: None,
        known,
    };
    let marks: Vec<String> = decision.marks(known, question).iter().map(|it| one_line(it)).collect();
    let all: Vec<String> = context.changing().into_iter().chain(marks.iter().cloned()).collect();
    Surroundings {
        context: (!all.is_empty()).then(|| all.join(" · ")),
        headings: context.changing_headings(),
        part_of: context.changing_parent().map(Parent::named),
        around: marks,
    }
}

/// Custom text has the decided verdict, otherwise the chosen entry's; a list option is kept in the pin.
fn own_words(
    question: &str,
    text: String,
    chosen: Option<&ResolvedAnswer>,
    word: Option<String>,
) -> (ChosenWords, Option<String>) {
    let decided =
        word.as_deref().and_then(|word| Verdict::from_word(word).or_else(|| verdict_on(question, word)));
    let verdict = decided.or_else(|| chosen.filter(|_| word.is_none()).and_then(|it| it.verdict));
    (ChosenWords::Own(text, verdict), word.filter(|it| !says(it, verdict)))
}

/// Whether a word is only a verdict.
fn says(word: &str, verdict: Option<Verdict>) -> bool {
    let plain = word.to_lowercase();
    verdict.is_some_and(|it| plain == it.word() || plain == it.word().replace('-', " "))
}
