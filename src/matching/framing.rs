//! The frame of a question: who is addressed, and whether it asks for what exists, what is done or what
//! somebody does.

use super::equivalents::{
    ABSTRACT_POSSESSIONS, ADDRESSED, ADDRESSED_AS_SUBJECT, EMPTY_WORDS, EXPECTED_ANSWERS, LEAD_INS,
    PARTICIPLES, POSSIBLY_CUSTOMERS,
};

/// The frame of a text, which is taken out of its words so that a question and its statement are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Frame {
    /// `Do you have`, `Is there`, `is in place`.
    Have,
    /// `Do you encrypt`, `The vendor encrypts`, or no verb.
    Do,
    /// `Is data encrypted`, `Data is encrypted`.
    Be,
}

/// The words without an introduction (`Please confirm whether`) and without the expected answers
/// (`yes or no`).
pub(super) fn strip(words: &[String]) -> Vec<&str> {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    let parts = |it: &&'static str| it.split(' ').collect::<Vec<&'static str>>();
    if let Some(lead) = LEAD_INS.iter().map(parts).filter(|it| words.starts_with(it)).max_by_key(Vec::len) {
        words.drain(..lead.len());
    }
    if let Some(end) =
        EXPECTED_ANSWERS.iter().map(parts).filter(|it| words.ends_with(it)).max_by_key(Vec::len)
    {
        words.truncate(words.len() - end.len());
    }
    words
}

/// Words that address the person who answers.
const YOU: &[&str] = &["you", "your", "yours", "yourself", "yourselves"];

/// The words with `you` in place of each name for the party that answers. In a text that also says `you`,
/// `the supplier` or the vendor's name may be another party: `Does the supplier assess your suppliers?`
pub(super) fn addressed<'a>(words: &[&'a str], names: &[Vec<String>]) -> Vec<&'a str> {
    let says_you = words.iter().any(|it| YOU.contains(it));
    let mut out: Vec<&'a str> = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some((first, after)) = rest.split_first() {
        let length = |name: &str| name.split(' ').count();
        let begins = |name: &&&str| {
            name.split(' ').count() <= rest.len() && name.split(' ').zip(rest).all(|(a, b)| a == *b)
        };
        let is_subject = out.is_empty()
            || matches!(out.as_slice(), ["do" | "does" | "did" | "is" | "has" | "have" | "can" | "will"]);
        let phrase = ADDRESSED
            .iter()
            .find(begins)
            .or_else(|| ADDRESSED_AS_SUBJECT.iter().find(begins).filter(|_| is_subject && !says_you));
        let mut names = names.iter().filter(|_| !says_you);
        let own = names.find(|name| name.len() <= rest.len() && name.iter().zip(rest).all(|(a, b)| a == b));
        match phrase.map(|it| length(it)).or(own.map(Vec::len)) {
            Some(count) => {
                out.push("you");
                rest = rest.get(count..).unwrap_or_default();
            }
            None => {
                out.push(first);
                rest = after;
            }
        }
    }
    out
}

/// The maximum number of words of a name after `your`.
const MAX_NAME_WORDS: usize = 4;
/// Words that end such a name.
const JOINING: &[&str] = &[
    "of", "for", "to", "in", "on", "at", "by", "with", "from", "and", "or", "is", "are", "do", "does",
    "have", "has", "about",
];

/// The words without `your`, which a question to a vendor may include or omit: `your employees`, `employees`.
/// It is kept before what may also be the customer's: `your data`.
pub(super) fn without_your<'a>(words: &[&'a str]) -> Vec<&'a str> {
    // `your payment card data`
    let is_shared = |at: usize| {
        let following = words.iter().skip(at + 1).take(MAX_NAME_WORDS).take_while(|it| !JOINING.contains(it));
        following.into_iter().any(|it| POSSIBLY_CUSTOMERS.contains(it))
    };
    words
        .iter()
        .enumerate()
        .filter(|(at, word)| **word != "your" || is_shared(*at))
        .map(|(_, word)| *word)
        .collect()
}

/// Splits the words into the frame and the rest.
pub(super) fn framed(words: Vec<&str>) -> (Frame, Vec<&str>) {
    if let Some(rest) = existence(&words) {
        return (Frame::Have, rest.to_vec());
    }
    let verb = words.iter().position(|it| matches!(*it, "do" | "does" | "is" | "are" | "am"));
    let frame = match verb.and_then(|it| words.get(it)) {
        Some(&("is" | "are" | "am")) => Frame::Be,
        _ => Frame::Do,
    };
    let rest = words.iter().enumerate().filter(|(at, _)| Some(*at) != verb).map(|(_, it)| *it).collect();
    (frame, rest)
}

/// The words for X in `Do you have X in place`, `Is there X` and `Is X in place`.
fn existence<'w, 'a>(words: &'w [&'a str]) -> Option<&'w [&'a str]> {
    let (rest, is_statement) = match words {
        ["is" | "are", "there", rest @ ..] | ["do" | "does", "you", "have", rest @ ..] => (rest, false),
        ["is" | "are", rest @ .., "in", "place"] => (rest, false),
        ["you", "have", rest @ ..] => (rest, true),
        _ => return None,
    };
    let rest = rest.strip_suffix(&["in", "place"]).unwrap_or(rest);
    let first = rest.iter().find(|it| !EMPTY_WORDS.contains(it))?;
    // `You have implemented X` states an action, and `you have to` an obligation.
    let is_participle = first.ends_with("ed") || PARTICIPLES.iter().any(|it| it.0 == *first);
    let is_action =
        (is_statement && is_participle) || matches!(*first, "been" | "had" | "to" | "ever" | "not");
    let is_ambiguous = rest.iter().take(4).any(|it| ABSTRACT_POSSESSIONS.contains(it));
    (!is_action && !is_ambiguous).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_is_split_from_the_words() {
        for (text, frame, rest) in [
            ("is there a firewall", Frame::Have, "a firewall"),
            ("do you have a firewall in place", Frame::Have, "a firewall"),
            ("is a firewall in place", Frame::Have, "a firewall"),
            ("you have a firewall", Frame::Have, "a firewall"),
            ("you have implemented a firewall", Frame::Do, "you have implemented a firewall"),
            ("do you have to sign", Frame::Do, "you have to sign"),
            ("do you have access to data", Frame::Do, "you have access to data"),
            ("do you encrypt data", Frame::Do, "you encrypt data"),
            ("is data encrypted", Frame::Be, "data encrypted"),
            ("firewall", Frame::Do, "firewall"),
        ] {
            assert_eq!(framed(text.split(' ').collect()), (frame, rest.split(' ').collect()), "{text}");
        }
    }

    #[test]
    fn forms_of_address_become_you() {
        for (text, expected) in [
            ("does your organization encrypt data", "does you encrypt data"),
            ("does the vendor encrypt data", "does you encrypt data"),
            ("does acme encrypt data", "does you encrypt data"),
            ("is data shared with the vendor", "is data shared with the vendor"),
            ("does the supplier assess your suppliers", "does the supplier assess your suppliers"),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(addressed(&words, &[vec!["acme".to_owned()]]).join(" "), expected, "{text}");
        }
    }
}
