//! The current answer to a question that was delivered: the id of an entry may since have been given to
//! another question.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::claims::{ClaimSet, fields_id};
use crate::{
    fact::Audience,
    ledger::{Approval, Claim, ClaimId, DeliveredItem, Sent},
    matching::{Likeness, normal},
};

/// How the published fields of an answer begin the line with its question.
const QUESTION: &str = "question: ";

/// The current answers, found by what was delivered.
#[derive(Debug)]
pub struct CurrentAnswers<'l> {
    claims: &'l ClaimSet,
    renamed: HashMap<String, String>,
    /// The questions of the approved answers, by answer and the day from which the approval counts.
    approved: HashMap<&'l str, BTreeMap<NaiveDate, &'l str>>,
}

/// What answers a delivered claim now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentAnswer {
    /// The id of the claim that states it; `None` if none does.
    pub id: Option<String>,
    /// The question that its entry asked when it was delivered, as far as it is known; otherwise the
    /// customer's.
    pub asked: String,
}

impl<'l> CurrentAnswers<'l> {
    /// The current answers of `claims`; `approvals` are all approvals.
    pub fn new(approvals: &'l [Approval], claims: &'l ClaimSet) -> Self {
        let mut approved: HashMap<&str, BTreeMap<_, _>> = HashMap::new();
        for approval in approvals {
            for claim in approval.claims.iter().filter(|it| is_fields_of_answer(it)) {
                let question = claim.text.as_deref().and_then(|it| it.strip_prefix(QUESTION));
                let question = question.and_then(|it| it.lines().next());
                question
                    .map(|it| approved.entry(claim.about()).or_default().insert(approval.counts_from(), it));
            }
        }
        Self { claims, renamed: renamed_answers(approvals, claims), approved }
    }

    /// The current answer to what was delivered: the same entry, unless its question has changed; otherwise
    /// the only other entry with exactly the question that was asked.
    pub fn of(&self, sent: &Sent, delivered: &DeliveredItem) -> CurrentAnswer {
        let id = self.renamed.get(&delivered.claim.id).unwrap_or(&delivered.claim.id);
        if !matches!(delivered.claim.named(), ClaimId::Answer(_)) {
            return CurrentAnswer { id: Some(id.clone()), asked: delivered.question.clone() };
        }
        let recorded =
            delivered.entry_question.as_deref().or_else(|| self.approved_question(sent, delivered));
        let asked = [Some(delivered.question.as_str()), recorded];
        let asked = || asked.into_iter().flatten();
        let own = self.claims.questions.get(id);
        let same = own.is_some_and(|own| asked().any(|it| own.is(it, Likeness::Near)));
        // Nothing says what the entry asked: words that are the same now as then are still true.
        let unchanged = || {
            own.is_some()
                && recorded.is_none()
                && self.claims.seen_by(id, sent.audience).is_some_and(|it| delivered.same_wording_as(it))
        };
        let id = if same || unchanged() {
            Some(id.clone())
        } else {
            asked().find_map(|it| self.other(id, it, sent.audience)).map(str::to_owned)
        };
        CurrentAnswer { id, asked: recorded.unwrap_or(&delivered.question).to_owned() }
    }

    /// What tells apart the deliveries of one claim to a customer: the later one replaces the earlier one
    /// only if it answers the same question. Custom text answers its question only in this questionnaire, at
    /// this place and for these products: `Is it documented?` asks about something else elsewhere.
    pub fn subject(
        &self,
        sent: &Sent,
        delivered: &DeliveredItem,
        current: &CurrentAnswer,
    ) -> (String, String) {
        if delivered.claim.is_custom() {
            return (delivered.claim.id.clone(), place_of(sent, delivered));
        }
        match &current.id {
            Some(id) => (id.clone(), String::new()),
            None => (delivered.claim.id.clone(), normal(&current.asked)),
        }
    }

    /// The question of the entry when it was last approved before the delivery.
    fn approved_question(&self, sent: &Sent, delivered: &DeliveredItem) -> Option<&'l str> {
        let approved = self.approved.get(delivered.claim.id.as_str())?;
        approved.range(..=sent.as_of).next_back().map(|(_, it)| *it)
    }

    /// The only other entry that asks exactly this and whose answer is shared with customers.
    fn other(&self, own: &str, asked: &str, audience: Audience) -> Option<&str> {
        let shared = |id: &str| self.claims.seen_by(id, audience.max(Audience::Nda)).is_some();
        let mut found = self
            .claims
            .questions
            .iter()
            .filter(|(id, it)| *id != own && it.is(asked, Likeness::Exact) && shared(id));
        let (id, wordings) = found.next()?;
        (found.next().is_none() && !wordings.limited).then_some(id)
    }
}

/// Where custom text was delivered: in which questionnaire, at which place and for which products.
pub fn place_of(sent: &Sent, delivered: &DeliveredItem) -> String {
    let place = delivered.number.as_ref().or(delivered.place.as_ref());
    let parts = [Some(&sent.name), place, delivered.section.as_ref()].map(|it| it.map_or("", String::as_str));
    parts.into_iter().chain(sent.products.iter().map(String::as_str)).collect::<Vec<_>>().join("\n")
}

fn is_fields_of_answer(claim: &Claim) -> bool {
    claim.kind() == "answer" && claim.id == fields_id(claim.about())
}

/// The renamed answers, new id by previous id: everything that was approved about an answer that no longer
/// exists, including its question, now belongs to another one.
fn renamed_answers(approvals: &[Approval], claims: &ClaimSet) -> HashMap<String, String> {
    let fields = |it: &&Claim| is_fields_of_answer(it);
    let mut now: HashMap<&str, &str> = HashMap::new();
    for claim in claims.claims.values().filter(fields) {
        now.extend(claim.text.as_deref().map(|it| (it, claim.about())));
    }
    let is_said: HashSet<&str> = now.values().copied().collect();
    let approved =
        approvals.iter().flat_map(|it| &it.claims).filter(fields).filter(|it| !is_said.contains(it.about()));
    // Its last version, whether or not its withdrawal is approved.
    let last: HashMap<&str, &str> =
        approved.filter_map(|it| Some((it.about(), it.text.as_deref()?))).collect();
    last.into_iter()
        .filter_map(|(former, text)| Some((former.to_owned(), (*now.get(text)?).to_owned())))
        .collect()
}
