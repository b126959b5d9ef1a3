//! Questions about the past: whether something was ever done, and not whether it is done today.

use crate::fact::FactId;

/// Phrases at the beginning of a question that ask about any time until today.
const BEGINNINGS: &[&str] = &[
    "did ",
    "have you been ",
    "have you completed ",
    "have you gone through ",
    "have you had ",
    "have you obtained ",
    "have you passed ",
    "have you received ",
    "have you undergone ",
    "has your company been ",
    "has your company undergone ",
    "has your organisation been ",
    "has your organisation undergone ",
    "has your organization been ",
    "has your organization undergone ",
    "haben sie bereits ",
    "haben sie schon ",
    "hatten sie ",
    "wurden sie ",
    "avez-vous déjà ",
    "avez vous déjà ",
    "han pasado ",
    "avete mai ",
    "heeft u ooit ",
];

/// Phrases anywhere in a question that ask about any time until today.
const ANYWHERE: &[&str] = &[
    " ever ",
    " in the past ",
    " previously ",
    " jemals ",
    " in der vergangenheit ",
    " dans le passé ",
    " par le passé ",
    " alguna vez ",
    " en el pasado ",
    " in passato ",
    " in het verleden ",
    " no passado ",
];

/// Words that ask about today in spite of the others.
const TODAY: &[&str] = &[" current ", " currently ", " still ", " derzeit ", " aktuell ", " actuellement "];

/// Whether a question asks whether something was ever done.
pub fn asks_about_the_past(question: &str) -> bool {
    let plain = |it: char| if it.is_alphanumeric() || matches!(it, '-' | '\'') { it } else { ' ' };
    let words: String = question.to_lowercase().chars().map(plain).collect();
    let words = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
    let begins = BEGINNINGS.iter().any(|it| words.trim_start().starts_with(it));
    let says = |table: &[&str]| table.iter().any(|it| words.contains(it));
    (begins || says(ANYWHERE)) && !says(TODAY)
}

/// The field of a certification that says whether it is or was held.
pub(super) const EVER: &str = "was_ever_current";

/// Why a verdict on the present state does not answer a question.
pub fn asks_when_held(id: &FactId) -> String {
    format!("the question asks about the past, when `{id}` was held")
}

/// The advice about a verdict that does not read whether a report or certificate was ever held.
pub(super) fn ever(id: &FactId) -> String {
    format!("write `verdict: {{expression: \"certification['{}'].{EVER}\"}}`, or ask about today", id.id)
}

#[cfg(test)]
mod tests {
    use super::asks_about_the_past;

    #[test]
    fn questions_about_the_past_are_distinguished_from_current_ones() {
        for past in [
            "Have you undergone a SOC 2 audit?",
            "Have you ever been audited?",
            "Were you audited in the past?",
            "Wurden Sie jemals geprüft?",
        ] {
            assert!(asks_about_the_past(past), "{past}");
        }
        for today in [
            "Do you have a SOC 2 report?",
            "Have you undergone an audit that is still current?",
            "Is every change reviewed?",
            "Have you implemented a policy?",
        ] {
            assert!(!asks_about_the_past(today), "{today}");
        }
    }
}
