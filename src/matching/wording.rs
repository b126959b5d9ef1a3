//! The wording of a question: the form in which two texts that ask the very same have the very same words.
//!
//! Only what cannot change the sense is set aside: case, punctuation, a number before the text, articles,
//! endings of plurals and verbs, abbreviations that are written out, the many ways to say `you` and `there
//! is`, and the passive. Everything else counts, in its order: who, what for, where, which plan, how often,
//! since when, how many, `and`, `or`, `all`, `any`, `not`. Of two texts with the same wording, an answer to
//! one answers the other; of any others, a person must say so.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    equivalents::{EMPTY, EQUIVALENT},
    framing::{Frame, addressed, framed, strip, without_your},
    inflection::{participle, singular},
    numbering::unnumbered,
    words::{Word, words},
};

/// Longer texts, in bytes, carry their own circumstances and have no wording.
const BYTES: usize = 2 * 1024;
/// Texts of fewer words that count have no wording.
const LEAST: usize = 2;
/// Marks that change the sense of the words beside them.
const MARKS: &[char] = &['<', '>', '=', '≤', '≥', '%', '+', '&', '$', '€', '£', '#', '@'];

/// The wording of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wording {
    pub(super) frame: Frame,
    pub(super) words: Vec<String>,
    pub(super) marks: String,
}

/// How a text that was found asks the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Same {
    /// The number it was added under.
    pub number: usize,
    /// It says who acts, `Do you encrypt backups`, and the question does not, `Are backups encrypted`: its
    /// yes answers the question, its no does not.
    pub by_yes_only: bool,
}

impl Wording {
    /// The wording of a text; none of one that is too short, too long or written without spaces.
    pub fn new(text: &str) -> Option<Self> {
        Self::naming(text, &[])
    }

    /// The wording of a text in which these names, in lower case, mean whoever is asked.
    pub(super) fn naming(text: &str, names: &[Vec<String>]) -> Option<Self> {
        let text = unnumbered(text);
        if text.len() > BYTES {
            return None;
        }
        let read = words(text);
        let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).count();
        // A text in which a word was passed over, as in a script without spaces, has no wording.
        let whole: usize = read.iter().map(|it| letters(text.get(it.at.clone()).unwrap_or_default())).sum();
        if whole != letters(text) {
            return None;
        }
        let shouted = !text.chars().any(char::is_lowercase);
        let spelled = |it: &Word| text.get(it.at.clone()).unwrap_or_default().to_owned();
        let plain: Vec<String> = read
            .into_iter()
            .map(|it| if shouted { it.plain } else { named(&spelled(&it)).unwrap_or(it.plain) })
            .collect();
        let (frame, words) = framed(without_your(&addressed(&strip(&plain), names)));
        let words = counted(&words, frame);
        let marks = text.chars().filter(|it| MARKS.contains(it)).collect();
        (words.len() + usize::from(frame == Frame::Have) >= LEAST).then_some(Self { frame, words, marks })
    }

    /// What a text that says who acts may be called without saying so: of `Do you encrypt backups?`, `Are
    /// backups encrypted?`.
    fn passives(&self) -> Vec<Self> {
        let [you, verb, rest @ ..] = self.words.as_slice() else { return vec![] };
        if you != "you" || self.frame != Frame::Do {
            return vec![];
        }
        let moved = |at: usize| {
            let (before, after) = rest.split_at(at);
            let words = before.iter().chain([verb]).chain(after).map(|it| participle(it)).collect();
            Self { frame: Frame::Be, words, marks: self.marks.clone() }
        };
        (1..=rest.len()).map(moved).collect()
    }
}

/// Whether two texts ask the very same.
pub fn same_wording(one: &str, other: &str) -> bool {
    matches!((Wording::new(one), Wording::new(other)), (Some(one), Some(other)) if one == other)
}

/// Texts by their wording, each with a number.
#[derive(Debug, Default)]
pub struct Wordings {
    names: Vec<Vec<String>>,
    own: HashMap<Wording, Vec<usize>>,
    passive: HashMap<Wording, Vec<usize>>,
}

impl Wordings {
    /// No texts yet; `names` are those of whoever is asked, so that `Does Acme encrypt` asks the same as `Do
    /// you encrypt`.
    pub fn new(names: &[&str]) -> Self {
        Self { names: in_words(names), ..Self::default() }
    }

    /// Adds a text under a number.
    pub fn add(&mut self, text: &str, number: usize) {
        let Some(wording) = Wording::naming(text, &self.names) else { return };
        for passive in wording.passives() {
            self.passive.entry(passive).or_default().push(number);
        }
        self.own.entry(wording).or_default().push(number);
    }

    /// The texts that ask the very same as `text`, each number once and in order.
    pub fn find(&self, text: &str) -> Vec<Same> {
        let Some(wording) = Wording::naming(text, &self.names) else { return vec![] };
        let of = |texts: &HashMap<Wording, Vec<usize>>, by_yes_only: bool| -> Vec<Same> {
            texts
                .get(&wording)
                .into_iter()
                .flatten()
                .map(|number| Same { number: *number, by_yes_only })
                .collect()
        };
        let mut found = [of(&self.own, false), of(&self.passive, true)].concat();
        found.sort_unstable();
        found.dedup_by_key(|it| it.number);
        found
    }
}

/// The words of names, without names that have none.
pub(super) fn in_words(names: &[&str]) -> Vec<Vec<String>> {
    let names = names.iter().map(|it| words(it).into_iter().map(|it| it.plain).collect());
    names.filter(|it: &Vec<String>| !it.is_empty()).collect()
}

/// What a word in capitals names, which in small letters is another: `US`, `IT`.
fn named(word: &str) -> Option<String> {
    match word {
        "US" => Some("usa".to_owned()),
        "IT" | "WHO" | "AM" | "OR" | "IN" | "IS" | "AS" | "SO" | "HE" | "ME" => {
            Some(format!("{word} as a name"))
        }
        _ => None,
    }
}

/// The words that count, each in the form that stands for it.
fn counted(words: &[&str], frame: Frame) -> Vec<String> {
    let mut counted: Vec<String> = Vec::with_capacity(words.len());
    let mut rest = words;
    let mut phrase = false;
    while let Some((first, after)) = rest.split_first() {
        let (said, count) = TABLES.equivalent(rest).unwrap_or((first, 1));
        for word in said.split(' ').filter(|it| !EMPTY.contains(it)) {
            let word = singular(word);
            let word = if frame == Frame::Be { participle(&word) } else { word };
            // `single sign-on (SSO)` says one thing twice; `your vendors' vendors` does not.
            let twice = counted.last() == Some(&word) && (phrase || count > 1);
            if !twice {
                counted.push(word);
            }
        }
        phrase = count > 1;
        rest = after.get(count - 1..).unwrap_or_default();
    }
    counted
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

/// The phrases by their first word, the longest first, each with what stands for it.
struct Tables(HashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>);

impl Tables {
    fn new() -> Self {
        let mut by_word: HashMap<_, Vec<(Vec<&str>, &str)>> = HashMap::new();
        for class in EQUIVALENT {
            let Some(one) = class.first() else { continue };
            for phrase in class.iter().skip(1) {
                let parts: Vec<&str> = phrase.split(' ').collect();
                by_word.entry(parts.first().copied().unwrap_or_default()).or_default().push((parts, *one));
            }
        }
        by_word.values_mut().for_each(|it| it.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len())));
        Self(by_word)
    }

    /// What stands for the phrase that `words` begin with, and how many words that is.
    fn equivalent(&self, words: &[&str]) -> Option<(&'static str, usize)> {
        let known = self.0.get(words.first()?)?;
        known.iter().find(|(parts, _)| words.starts_with(parts)).map(|(parts, one)| (*one, parts.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a question finds a text, and by its yes alone.
    fn found(text: &str, question: &str) -> Option<bool> {
        let mut texts = Wordings::new(&["Acme"]);
        texts.add(text, 0);
        texts.find(question).first().map(|it| it.by_yes_only)
    }

    #[test]
    fn what_asks_the_same_is_found() {
        for (text, question) in [
            ("Is data encrypted at rest?", "1.2 Is the data encrypted at-rest? *"),
            ("Do you have a business continuity plan?", "Is there a BCP in place?"),
            (
                "Do you have an incident response plan?",
                "Does your organisation have an incident response plan?",
            ),
            (
                "Do you have an incident response plan?",
                "Does the vendor have an incident response plan in place? (Yes/No)",
            ),
            ("Do you have an incident response plan?", "Does Acme have an incident response plan?"),
            ("Is a web application firewall in place?", "Do you have a WAF?"),
            ("Do you support single sign-on (SSO)?", "Do you support SSO?"),
            ("Are policies reviewed annually?", "Please confirm whether policies are reviewed every year."),
            ("MFA is required for all staff.", "Is multi-factor authentication required for all staff?"),
            ("Do you have a written security policy?", "Is there a written security policy?"),
            ("The vendor encrypts backups.", "Do you encrypt backups?"),
            ("What is the recovery time objective?", "What is your RTO?"),
            ("Do employees sign NDAs?", "Do your employees sign NDAs?"),
            ("Are you ISO/IEC 27001 certified?", "Is your organization ISO27001 certified?"),
            ("Do you have a SOC 2 Type II report?", "Do you have a SOC2 Type 2 report?"),
        ] {
            assert_eq!(
                found(text, question),
                Some(false),
                "{text} | {question}: {:?} {:?}",
                Wording::new(text),
                Wording::new(question)
            );
        }
    }

    #[test]
    fn who_acts_may_be_left_out_of_the_question_and_then_only_a_yes_answers() {
        for (text, question) in [
            ("Do you encrypt backups?", "Are backups encrypted?"),
            ("Do you encrypt customer data at rest?", "Is customer data encrypted at rest?"),
            ("Do you notify customers of breaches?", "Are customers notified of breaches?"),
            ("Do you keep stored logs for 30 days?", "Are stored logs kept for 30 days?"),
            ("Do you run vulnerability scans?", "Are vulnerability scans run?"),
        ] {
            assert_eq!(found(text, question), Some(true), "{text} | {question}");
            assert_eq!(found(question, text), None, "{question} | {text}");
        }
    }

    #[test]
    fn what_asks_for_more_less_or_something_else_is_not_found() {
        for (one, other) in [
            ("Is customer data encrypted at rest?", "Is customer data not encrypted at rest?"),
            ("Is customer data encrypted at rest?", "Is any customer data encrypted at rest?"),
            ("Is customer data encrypted at rest?", "Is customer data encrypted at rest and in transit?"),
            ("Is customer data encrypted at rest?", "Is our data encrypted at rest?"),
            ("Is customer data encrypted at rest?", "Was customer data encrypted at rest?"),
            ("Do you have a SOC 2 report?", "Have you had a SOC 2 report?"),
            ("Do you have a SOC 2 report?", "Will you have a SOC 2 report?"),
            ("Do you have a SOC 2 report?", "Do you have to have a SOC 2 report?"),
            ("Do you have a SOC 2 report?", "Does your payroll system have a SOC 2 report?"),
            ("Do you have a SOC 2 report?", "Does the product have a SOC 2 report?"),
            ("Do you have physical access to the servers?", "Is there physical access to the servers?"),
            (
                "Do you notify customers of new subprocessors?",
                "Do subprocessors notify you of new customers?",
            ),
            ("Do you notify customers of new subprocessors?", "Do new customers notify subprocessors?"),
            ("Do you audit every year?", "Are you audited every year?"),
            ("Are you monitoring subprocessors?", "Are you monitored by subprocessors?"),
            ("Do customers notify you?", "Are customers notified?"),
            ("The vendor reported a breach.", "Does the vendor report a breach?"),
            ("Must data be encrypted?", "Must data encrypt?"),
            ("Is data transferred from the EU to the USA?", "Is data transferred from the USA to the EU?"),
            ("Can customers delete their data?", "Must customers delete their data?"),
            ("Are employees screened?", "Are employers screened?"),
            ("Do you control data?", "Are you the data controller?"),
            ("Are logs kept for 30 days?", "Are logs kept for 90 days?"),
            ("Are logs kept for < 30 days?", "Are logs kept for > 30 days?"),
            ("Is access to the building restricted?", "Is access to the build restricted?"),
            ("Are you the data controller?", "Is the vendor's supplier the data controller?"),
            ("Is data encrypted at rest?", "Is your data encrypted at rest?"),
            ("Do you transfer personal data to the US?", "Do you transfer personal data to us?"),
            ("You have implemented a firewall.", "Do you have a firewall?"),
            ("Which subprocessors do you use?", "Which subprocessors' subprocessors do you use?"),
            ("Can customers audit you?", "Can customers' customers audit you?"),
            ("Did you have a breach in the last year?", "Did you have a breach in the last years?"),
            (
                "How do you assess the security of your vendors?",
                "How do you assess the security of the vendor?",
            ),
            ("Do you assess your suppliers?", "Does the supplier assess your suppliers?"),
            ("Do you notify your customers?", "Does the vendor notify your customers?"),
            ("Do you encrypt your data?", "Does the supplier encrypt your data?"),
            ("Are you audited by customers?", "Is the supplier audited by your customers?"),
            ("Do you assess your suppliers?", "Do the suppliers assess you?"),
            ("Do you assess your suppliers?", "Does your supplier assess you?"),
            ("Do you write code in C?", "Do you write code in C++?"),
            ("Do you get an audit right?", "Do we get an audit right?"),
            ("Are employees trained?", "Do you train employees every year?"),
            (
                "Do you have an incident response plan?",
                "Do you have an incident response plan? If so, is it tested?",
            ),
            ("Do you have X11 forwarding enabled?", "Do you have X11 forwarding disabled?"),
            ("保存データは暗号化されていますか", "保存データは暗号化されていませんか"),
        ] {
            assert_eq!(found(one, other), None, "{one} | {other}: {:?}", Wording::new(one));
            assert_eq!(found(other, one), None, "{other} | {one}");
        }
    }
}
