//! Questionnaires of `data/questionnaires`, filled with the answers they are pinned to.

use std::collections::BTreeMap;

use crate::{
    answer::{
        entries::{
            backed::unbacked,
            basis::Limits,
            products::Products,
            resolved::{ResolvedAnswer, text_of},
            searched::{own_names, phrasings, searched_only},
            text_digest::{Written, text_digest},
            withheld::overdue,
        },
        verdicts::reversing,
    },
    audience_view::{AudienceView, Disclosed},
    diagnostic::{Diagnostic, codes},
    fact::{Answer, Entry, FactId, Facts, QuestionPin, Ref, Text, Verdict},
    matching::{self, ReplyKind, reply_kind},
};

/// A questionnaire with its answers.
#[derive(Debug, Clone)]
pub struct Filled {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A description.
    pub summary: Option<String>,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

impl Filled {
    /// The number of questions that have an answer for this audience.
    pub fn answered(&self) -> usize {
        self.questions.iter().filter(|it| it.answer.is_some()).count()
    }
}

/// A question and its answer.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id in the questionnaire, or its number.
    pub id: String,
    /// The heading above it.
    pub section: Option<String>,
    /// The question.
    pub question: String,
    /// Whether its text, heading or verdict are the questionnaire's own, so that the approver of the answer
    /// has not read them.
    pub own_words: bool,
    /// The answer; `None` if there is none for this audience.
    pub answer: Option<ResolvedAnswer>,
}

/// The data that pinned questions are filled from.
pub struct Pins<'a> {
    /// The vendor's facts, including undisclosed ones: they determine when an answer is due for review.
    pub facts: &'a Facts,
    /// What the audience may see on the effective date.
    pub view: &'a AudienceView,
    /// The published answers, by id.
    pub answers: BTreeMap<&'a FactId, &'a ResolvedAnswer>,
    /// The products that answers are limited to.
    pub limits: Limits<'a>,
    /// The vendor's products.
    pub products: Products<'a>,
}

impl Pins<'_> {
    /// Fills one questionnaire and adds findings about its pins. An answer that is overdue for review is
    /// not given, nor one to a question whose own text asks for something other than the answer affirms.
    pub fn fill(&self, id: &FactId, fact: &Disclosed, findings: &mut Vec<Diagnostic>) -> Filled {
        let entry = self.facts.questionnaires.iter().find(|it| it.id == *id);
        let asked = entry.map_or(&[][..], |it| &it.body.questions);
        let mut questions = Vec::new();
        for (index, it) in asked.iter().enumerate() {
            let answer = it.answer.as_ref().map(Ref::target).filter(|it| self.view.get(it).is_some());
            let own =
                answer.as_ref().and_then(|id| text_of(self.view.get(id)?, "question")).map(str::to_owned);
            let Some(question) = it.question.as_ref().map(|it| it.value.clone()).or(own) else { continue };
            questions.push(Question {
                id: it.id.as_ref().map_or_else(|| (index + 1).to_string(), |it| it.value.clone()),
                section: it.section.as_ref().map(|it| it.value.clone()),
                own_words: it.question.is_some() || it.section.is_some() || it.verdict.is_some(),
                answer: answer.and_then(|answer| self.answer(it, &answer, &question, findings)),
                question,
            });
        }
        Filled {
            id: id.id.to_string(),
            title: text_of(fact, "title").unwrap_or_default().to_owned(),
            summary: text_of(fact, "summary").map(str::to_owned),
            questions,
        }
    }

    /// The answer that a question is pinned to; `None` if it is not given, with a finding if the pin is the
    /// cause.
    fn answer(
        &self,
        pin: &QuestionPin,
        id: &FactId,
        question: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ResolvedAnswer> {
        let library = *self.answers.get(id)?;
        let entry = self.facts.answers.iter().find(|it| it.id == *id)?;
        if overdue(entry, self.view.on).is_some() {
            return None;
        }
        let question = PinnedQuestion { pin, question, entry, library };
        let answer = match self.against(library, entry, question.question) {
            Some(why) => {
                Err(question.mismatched(pin.question.as_ref().or(pin.section.as_ref()), &why, DIFFERENT))
            }
            None => question.answer().and_then(|it| self.is_current(&question).map(|()| it)),
        };
        answer.map_err(|it| findings.push(it)).ok()
    }

    /// Checks that the text of an answer has not changed since it was pinned.
    ///
    /// # Errors
    /// The text has changed, or may have.
    fn is_current(&self, question: &PinnedQuestion) -> Result<(), Diagnostic> {
        let PinnedQuestion { pin, entry, library, .. } = *question;
        let names = own_names(self.facts);
        let unbacked = unbacked(entry, library, &names);
        let wordings: Vec<&str> = phrasings(entry)
            .filter(|wording| unbacked.iter().all(|it| it.phrasing.value != *wording))
            .chain(entry.body.proposition.as_ref().map(|it| it.value.as_str()))
            .chain(names.iter().copied())
            .collect();
        let typed = pin.verdict.as_ref().filter(|_| !question.is_open());
        let written = Written {
            question: question.question,
            typed: typed.map(|it| (it.value.as_str(), Verdict::from_word(&it.value))),
            text_digest: pin.text_digest.as_ref().map(|it| it.value.as_str()),
            decided: false,
        };
        let Some(why) = written.outdated(library, &wordings) else { return Ok(()) };
        let digest = text_digest(&library.text);
        let help = format!(
            "pin the question to an answer of its own; or read the answer's text and add `text_digest: \
             \"{digest}\"`"
        );
        Err(question.mismatched(pin.verdict.as_ref().or(pin.question.as_ref()), &why, &help))
    }

    /// Why a question asks for something other than what its answer affirms.
    fn against(&self, given: &ResolvedAnswer, entry: &Entry<Answer>, question: &str) -> Option<String> {
        let turned = || {
            matching::pinned_polarity(question, &searched_only(entry), given.verdict == Some(Verdict::No))
                .map(|it| format!("the question {it}"))
        };
        let limits = self.limits.of(given);
        let product = limits.and_then(|it| self.products.other(&it, question));
        product.or_else(|| given.verdict.and_then(|_| turned()))
    }
}

/// The advice if a pinned answer does not answer its question.
const DIFFERENT: &str =
    "pin the question to a different answer, or reword the question to match the answer's proposition";

/// A question that is pinned to an answer.
struct PinnedQuestion<'q> {
    /// The pin.
    pin: &'q QuestionPin,
    /// The text of the question.
    question: &'q str,
    /// The entry of the answer.
    entry: &'q Entry<Answer>,
    /// The answer from the library.
    library: &'q ResolvedAnswer,
}

impl PinnedQuestion<'_> {
    /// Whether it cannot be answered with yes or no.
    fn is_open(&self) -> bool {
        reply_kind(self.question) == ReplyKind::Open
    }

    /// The answer with the verdict of the pin, if it has one.
    ///
    /// # Errors
    /// The verdict of the pin contradicts the answer.
    fn answer(&self) -> Result<ResolvedAnswer, Diagnostic> {
        let mut answer = self.library.clone();
        if self.is_open() {
            answer.verdict = None;
            return Ok(answer);
        }
        let Some(word) = &self.pin.verdict else { return Ok(answer) };
        let Some(typed) = Verdict::from_word(&word.value) else { return Ok(answer) };
        let is_turned = matching::pinned_polarity(
            self.question,
            &searched_only(self.entry),
            answer.verdict == Some(Verdict::No),
        )
        .is_some();
        let asks_opposite =
            is_turned || reversing::reverses(self.question) || reversing::asks_for_end(self.question);
        let why = answer.bars(typed, asks_opposite).or_else(|| self.contradicts(typed));
        if let Some(why) = why {
            let message = format!(
                "the answer `{}` is not given to this question: its verdict is fixed as `{}`, but {why}",
                self.entry.id,
                typed.word()
            );
            let finding = Diagnostic::new(codes::FIXED_VERDICT, word.place, message)
                .also(self.entry.place, "the answer");
            return Err(finding.help("remove `verdict` to use the answer's own"));
        }
        answer.verdict = Some(typed);
        Ok(answer)
    }

    /// Why a typed yes or no contradicts the answer's verdict, if the question is the answer's own.
    fn contradicts(&self, typed: Verdict) -> Option<String> {
        let own = self.library.verdict?;
        let opposite = matches!((own, typed), (Verdict::Yes, Verdict::No) | (Verdict::No, Verdict::Yes));
        let same = phrasings(self.entry).any(|it| matching::normal(it) == matching::normal(self.question));
        (opposite && same).then(|| format!("the verdict of `{}` is `{}`", self.entry.id, own.word()))
    }

    /// The finding that the answer is not given, located at a field of the pin or otherwise at the answer.
    fn mismatched(&self, field: Option<&Text>, why: &str, help: &str) -> Diagnostic {
        let place = field.map_or(self.entry.place, |it| it.place);
        let message = format!("the answer `{}` is not given to this question: {why}", self.entry.id);
        Diagnostic::new(codes::MISMATCHED_PIN, place, message).also(self.entry.place, "the answer").help(help)
    }
}
