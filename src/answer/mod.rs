//! Answers to customers' questions, from entries of the answer library.
//!
//! [`answer`] evaluates every entry for one audience and effective date, and fills the vendor's own
//! questionnaires. A customer's file is answered from a [`Library`] of these: [`respond`] decides question
//! by question (a person's decision, a pin, an entry with the same wording in a neutral context; otherwise
//! nothing), and [`fill`] writes the answers into the file.

mod context;
mod decisions;
mod entries;
mod filling;
mod headers;
mod library;
mod reply;
mod respond;
mod verdicts;

pub use context::{
    Context,
    dependence::{continues, needs_context},
    file_names::title as title_of_file,
    known::KnownWords,
    mark::Mark,
    parents::{Parent, parents},
    read_for::ReadTexts,
    read_texts::{ReadText, Stands},
};
pub use decisions::{Decision, Decisions, assign::section, held::HeldDecisions};
pub use entries::{
    approved_phrasings::ApprovedPhrasings,
    products::Products,
    resolved::{ApprovalState, ResolvedAnswer, text_of},
    text_digest::text_digest,
    withheld::Withheld,
};
pub use filling::{
    customers::Customers,
    fill::{Again, fill, fill_again},
    filled::{Filled, Question},
    former::{Former, Record},
    paragraphs::{Compared, InParagraphs, compare, filled_paragraphs},
    reading::FilledRow,
};
pub use library::{Alike, Library, again::NotGivenAgain};
pub use reply::{
    AnswerOrigin, Replied, Reply, ReplyStatus, Suggestion, Totals,
    entered::{Entered, Holds, Left, Why},
    paragraph::Paragraph,
    surroundings::{HoldsBack, held_back, holding_back},
    tally::Tally,
};
pub use respond::{
    approved::leave_unapproved, ask, comment_cells::apply_comments, other_asked::leave_other_asked, respond,
    responder::Thresholds,
};
pub use verdicts::words::{verdict_begun, verdict_label, verdict_of, verdict_on};

use std::collections::BTreeMap;

use crate::{
    audience_view::Disclosed,
    check::Sound,
    diagnostic::{Diagnostic, Sources},
    fact::{Datum, FactId},
    statement::Statements,
};
use entries::{
    basis,
    evaluated::{EvaluatedEntries, evaluated},
};
use filling::filled;

/// The answers for one audience on one effective date.
#[derive(Debug, Default)]
pub struct Answered {
    /// The answers that are given.
    pub answers: Vec<ResolvedAnswer>,
    /// The published questionnaires.
    pub filled: Vec<Filled>,
    /// The entries that are not given because their facts are not all shown or stated.
    pub withheld: BTreeMap<FactId, Withheld>,
}

/// Gives every answer in the view, and fills its questionnaires, without regard to approvals.
pub fn answer(sound: Sound, statements: &Statements, sources: &Sources) -> (Answered, Vec<Diagnostic>) {
    answer_approved(sound, statements, sources, &|_| false)
}

/// The same; `is_approved` says whether a person approved an answer with exactly this text and verdict.
pub fn answer_approved(
    sound: Sound,
    statements: &Statements,
    sources: &Sources,
    is_approved: &dyn Fn(&ResolvedAnswer) -> bool,
) -> (Answered, Vec<Diagnostic>) {
    let EvaluatedEntries { answers, withheld, mut findings } =
        evaluated(sound, statements, sources, is_approved);
    let view = &statements.view;
    let pins = filled::Pins {
        facts: sound.facts(),
        view,
        answers: answers.iter().map(|given: &ResolvedAnswer| (&given.id, given)).collect(),
        limits: basis::Limits::new(sound.facts(), view.on),
        products: Products::new(&sound.facts().products),
    };
    let published = view.of("questionnaire").filter(|(_, questionnaire)| is_published(questionnaire));
    let filled = published.map(|(id, questionnaire)| pins.fill(id, questionnaire, &mut findings)).collect();
    (Answered { answers, filled, withheld }, findings)
}

/// A questionnaire is published unless it says otherwise, or belongs to a customer.
fn is_published(questionnaire: &Disclosed) -> bool {
    let kept = matches!(questionnaire.data.get("publish"), Some(Datum::Flag(false)));
    !kept && !matches!(questionnaire.data.get("customer"), Some(Datum::Text(_)))
}
