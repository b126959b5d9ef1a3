//! The words of a question that an entry's wordings do not contain: an answer to them can only be in the
//! entry's text.

use std::collections::BTreeSet;

use super::{
    domain_terms::is_stop_word,
    quantity::digits,
    stem::stem,
    terms::{Term, terms},
    words::{Word, words},
};

/// Verbs and adjectives of questions on any subject.
const ASKING: &str = "able allow available confirm describe detail employ exist explain give implement \
                      indicate maintain offer operate place provide specify state support use utilize";
/// Parties other than the vendor: what is true of the vendor may be false of them.
const PARTIES: &str = "affiliate affiliates contractors freelancers headquarters parent processors reseller \
                       resellers subcontractor subcontractors subprocessor subprocessors subsidiary \
                       subsidiaries suppliers vendors";

/// Roman numerals, as names of types and levels have them: `SOC 2 Type II`.
const NUMERALS: [(&str, &str); 4] = [("I", "1"), ("II", "2"), ("III", "3"), ("IV", "4")];

/// The words of a question, as spelled there, that none of the wordings contains: names, numbers and
/// everything else that is not a stop word.
pub fn missing_words(question: &str, wordings: &[&str]) -> Vec<String> {
    ComparedWords::new(wordings).missing(question, |_| true)
}

/// The names, numbers and other parties of a question that none of the texts contains.
pub fn missing_names(question: &str, texts: &[&str]) -> Vec<String> {
    ComparedWords::new(texts).missing(question, |it| it.named || it.party)
}

/// The names and numbers of a question that none of the texts contains.
pub fn missing_items(question: &str, texts: &[&str]) -> Vec<String> {
    ComparedWords::new(texts).missing(question, |it| it.named)
}

/// What a word of a question refers to.
struct WordKind {
    /// A name or a number.
    named: bool,
    /// A party other than the vendor.
    party: bool,
}

/// The words of some texts, in the forms that a question's words are compared with.
struct ComparedWords {
    stems: BTreeSet<String>,
    plain: BTreeSet<String>,
    /// As spelled, to recognise names that consist of capitals: `US`.
    spelled: BTreeSet<String>,
}

impl ComparedWords {
    fn new(texts: &[&str]) -> Self {
        let read = texts.iter().flat_map(|it| words(it)).map(|it| it.plain);
        let plain: BTreeSet<String> =
            read.flat_map(|it| [digits(&it).map(str::to_owned), Some(it)]).flatten().collect();
        let spelled: BTreeSet<String> =
            texts.iter().flat_map(|it| it.split(|c: char| !c.is_alphanumeric())).map(str::to_owned).collect();
        let numerals = |own: &String| NUMERALS.iter().find(|it| it.0 == own).map(|it| it.1.to_owned());
        let plain: BTreeSet<String> = spelled.iter().filter_map(numerals).chain(plain).collect();
        let own = plain.iter().map(|it| stem(it)).collect::<Vec<_>>();
        Self {
            stems: texts.iter().flat_map(|it| terms(it, true)).map(|it| it.stem).chain(own).collect(),
            plain,
            spelled,
        }
    }

    fn missing(&self, question: &str, counts: impl Fn(&WordKind) -> bool) -> Vec<String> {
        let read = words(question);
        let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).count();
        let spelled = |it: &Word| question.get(it.at.clone()).unwrap_or_default();
        // If a part of the text was skipped, nothing can be said about its words.
        if read.iter().map(|it| letters(spelled(it))).sum::<usize>() != letters(question) {
            return vec![question.chars().take(60).collect()];
        }
        let question_terms = terms(question, true);
        let all_capitals = !question.chars().any(char::is_lowercase);
        // In title case, a capital does not indicate a name.
        let titled = read
            .iter()
            .filter(|it| !is_stop_word(&it.plain))
            .all(|it| spelled(it).starts_with(|c: char| !c.is_lowercase()));
        let mut missing = Vec::new();
        for (at, word) in read.iter().enumerate() {
            let own = spelled(word);
            let begins = at == 0 || titled || is_beginning(question, word.at.start);
            let named = is_number(word) || (!all_capitals && is_name(own, begins));
            let number = digits(&word.plain).unwrap_or(&word.plain);
            let capitals = own.chars().count() > 1 && own == own.to_uppercase();
            let unspelled = named && capitals && !self.spelled.contains(own);
            let stop = is_stop_word(&word.plain) && !unspelled;
            let kind = WordKind {
                named: named && !stop,
                party: PARTIES.split_whitespace().any(|it| it == word.plain),
            };
            let known = !is_stop_word(&word.plain)
                && (self.plain.contains(number)
                    || self.stems.contains(&stem(&word.plain))
                    || self.has_all_terms(&question_terms, word));
            let asking = ASKING.split_whitespace().any(|it| stem(it) == stem(&word.plain)) && !kind.named;
            if !(stop || known || asking) && counts(&kind) {
                missing.push(own.to_owned());
            }
        }
        missing
    }

    /// Whether all terms that a word stands for are known: `SSO` is `single sign-on`.
    fn has_all_terms(&self, question_terms: &[Term], word: &Word) -> bool {
        let mut own = question_terms
            .iter()
            .filter(|it| it.at.start <= word.at.start && word.at.end <= it.at.end)
            .peekable();
        own.peek().is_some() && own.all(|it| self.stems.contains(&it.stem))
    }
}

/// Whether a word is spelled as a name: with a capital that does not begin a sentence, or with a capital or
/// digit inside.
fn is_name(own: &str, begins: bool) -> bool {
    let mut characters = own.chars();
    let first = characters.next().is_some_and(char::is_uppercase);
    characters.any(|it| it.is_uppercase() || it.is_ascii_digit()) || (first && !begins)
}

fn is_number(word: &Word) -> bool {
    word.plain.chars().any(char::is_numeric) || digits(&word.plain).is_some()
}

/// Whether a sentence or a quotation begins at a byte.
fn is_beginning(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with(['.', '?', '!', ':', ';', '\n', '"', '•'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_missing_from_the_wordings_are_listed() {
        for (question, wordings, expected) in [
            ("Is GCP one of your subprocessors?", "Which subprocessors do you use?", "GCP"),
            ("Do you offer hosting in Virginia?", "Is customer data hosted in the US region?", "Virginia"),
            ("Do you offer SSO with Okta?", "Do you support single sign-on for users?", "Okta"),
            (
                "Do you follow up reports within 5 business days?",
                "Do you follow up reports in business days?",
                "5",
            ),
            ("Do you follow up reports within five days?", "Do you follow up reports in 10 days?", "five"),
            ("Do you encrypt backups daily?", "Do you encrypt backups?", "daily"),
            ("Is data sent to the US?", "Is data sent to us?", "US"),
            ("Does IT review access?", "Do you review access?", "IT"),
            ("Do you offer SSO?", "Do you support single sign-on for users?", ""),
            ("Can users make use of SSO?", "Do you support single sign-on for users? Do you make it?", ""),
            ("Do you follow up reports within 5 days?", "Do you follow up reports in five days?", ""),
            ("Are Backups Encrypted?", "Do you encrypt backups?", ""),
        ] {
            assert_eq!(missing_words(question, &[wordings]).join(" "), expected, "{question}");
        }
    }

    #[test]
    fn missing_names_numbers_and_parties_are_distinguished_from_other_words() {
        for (question, texts, expected) in [
            ("Will you hold ISO 27001 in 2028?", "Are you certified to ISO 27001?", "2028"),
            ("Do your subprocessors hold ISO 27001?", "Are you certified to ISO 27001?", "subprocessors"),
            ("Is your parent company audited to SOC 2?", "Do you have a SOC 2 report?", "parent"),
            ("Are you FedRAMP authorized?", "Are you certified to ISO 27001?", "FedRAMP"),
            ("Do sessions end after 15 minutes?", "Do sessions end after 24 hours?", "15"),
            ("Is there a SOC 2 report of type 2?", "Do you have a SOC 2 Type II report?", ""),
            ("Is there a SOC 2 report of type 1?", "Do you have a SOC 2 Type II report?", "1"),
            ("Do sessions time out automatically?", "Do sessions end after 24 hours?", ""),
        ] {
            assert_eq!(missing_names(question, &[texts]).join(" "), expected, "{question}");
        }
    }
}
