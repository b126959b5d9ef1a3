//! Claims for custom text that only the filled file has.

use crate::{
    fact::Audience,
    ledger::{Claim, ClaimId, DeliveredItem, Origin, digest_of},
};

/// Text of the file that is not the answer to a question of `answers.json`; `place` is its cell, if it is not
/// an answer cell.
fn of_file(question: String, number: Option<String>, claim: Claim, place: Option<String>) -> DeliveredItem {
    DeliveredItem {
        question,
        number,
        entry_question: None,
        found_by: None,
        section: None,
        claim,
        written: None,
        part: None,
        origin: Some(Origin::File),
        restricted: false,
        objections_until: None,
        place,
        statements: vec![],
    }
}

/// The content of a row that is not in `answers.json`: a question that was added to the file, with text
/// next to it.
pub fn added(question: String, number: Option<String>, text: String, audience: Audience) -> DeliveredItem {
    // The same question may be asked elsewhere in the file.
    let id = custom_id(&format!("{question}\n{}", number.as_deref().unwrap_or_default()));
    let claim = Claim { id, audience, state: None, verdict: None, facts: vec![], text: Some(text) };
    of_file(question, number, claim, None)
}

/// Text typed into a cell that is not an answer cell; `beside` are the question of its row and the customer's
/// id for it.
pub fn typed(
    place: String,
    text: String,
    beside: Option<(String, Option<String>)>,
    file: &str,
    audience: Audience,
) -> DeliveredItem {
    let (question, number) = beside.unwrap_or_else(|| ("Added to the file by hand".into(), None));
    let id = custom_id(&format!("{file}\n{place}\n{question}"));
    let claim = Claim { id, audience, state: None, verdict: None, facts: vec![], text: Some(text) };
    of_file(question, number, claim, Some(place))
}

/// The id of custom text: of a digest of the question.
pub fn custom_id(question: &str) -> String {
    let digest = digest_of(question.as_bytes());
    ClaimId::Custom(digest.get(..16).unwrap_or_default()).to_string()
}
