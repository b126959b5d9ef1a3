//! How a question is put: who is addressed, whether it asks for what there is, what is done or what somebody
//! does.

use super::equivalents::{
    ADDRESSED, ADDRESSED_AS_SUBJECT, EMPTY, EXPECTED, HELD, LEAD_INS, PARTICIPLES, SHARED,
};

/// How a text asks: what is taken out of its words, so that a question and its statement are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Frame {
    /// `Do you have`, `Is there`, `is in place`.
    Have,
    /// `Do you encrypt`, `The vendor encrypts`; or no verb at all.
    Do,
    /// `Is data encrypted`, `Data is encrypted`.
    Be,
}

/// The words without what asks nothing before them and behind them.
pub(super) fn strip(words: &[String]) -> Vec<&str> {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    let parts = |it: &&'static str| it.split(' ').collect::<Vec<&'static str>>();
    if let Some(lead) = LEAD_INS.iter().map(parts).filter(|it| words.starts_with(it)).max_by_key(Vec::len) {
        words.drain(..lead.len());
    }
    if let Some(end) = EXPECTED.iter().map(parts).filter(|it| words.ends_with(it)).max_by_key(Vec::len) {
        words.truncate(words.len() - end.len());
    }
    words
}

/// Words that address whoever is asked.
const YOU: &[&str] = &["you", "your", "yours", "yourself", "yourselves"];

/// The words with `you` in place of every name for whoever is asked. Where a text says `you` as well, who is
/// called `the supplier` or has the vendor's name may be somebody else: `Does the supplier assess your
/// suppliers?`
pub(super) fn addressed<'a>(words: &[&'a str], names: &[Vec<String>]) -> Vec<&'a str> {
    let direct = words.iter().any(|it| YOU.contains(it));
    let mut out: Vec<&'a str> = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some((first, after)) = rest.split_first() {
        let length = |name: &str| name.split(' ').count();
        let begins = |name: &&&str| {
            name.split(' ').count() <= rest.len() && name.split(' ').zip(rest).all(|(a, b)| a == *b)
        };
        let subject = out.is_empty()
            || matches!(out.as_slice(), ["do" | "does" | "did" | "is" | "has" | "have" | "can" | "will"]);
        let phrase = ADDRESSED
            .iter()
            .find(begins)
            .or_else(|| ADDRESSED_AS_SUBJECT.iter().find(begins).filter(|_| subject && !direct));
        let mut names = names.iter().filter(|_| !direct);
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

/// The maximum number of words of the name of a thing behind `your`.
const NAMES: usize = 4;
/// Words that end such a name.
const JOINING: &[&str] = &[
    "of", "for", "to", "in", "on", "at", "by", "with", "from", "and", "or", "is", "are", "do", "does",
    "have", "has", "about",
];

/// The words without `your`, which every question to a vendor may say or leave out: `your employees`,
/// `employees`. Before what may be the customer's as well it tells whose it is: `your data`.
pub(super) fn without_your<'a>(words: &[&'a str]) -> Vec<&'a str> {
    // `your payment card data`
    let is_shared = |at: usize| {
        let behind = words.iter().skip(at + 1).take(NAMES).take_while(|it| !JOINING.contains(it));
        behind.into_iter().any(|it| SHARED.contains(it))
    };
    words
        .iter()
        .enumerate()
        .filter(|(at, word)| **word != "your" || is_shared(*at))
        .map(|(_, word)| *word)
        .collect()
}

/// The frame, and the words without it.
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

/// What is asked for by `Do you have X in place`, `Is there X` and `Is X in place`.
fn existence<'w, 'a>(words: &'w [&'a str]) -> Option<&'w [&'a str]> {
    let (rest, stated) = match words {
        ["is" | "are", "there", rest @ ..] | ["do" | "does", "you", "have", rest @ ..] => (rest, false),
        ["is" | "are", rest @ .., "in", "place"] => (rest, false),
        ["you", "have", rest @ ..] => (rest, true),
        _ => return None,
    };
    let rest = rest.strip_suffix(&["in", "place"]).unwrap_or(rest);
    let first = rest.iter().find(|it| !EMPTY.contains(it))?;
    // `You have implemented X` says what was done, and `you have to` what must be.
    let participle = first.ends_with("ed") || PARTICIPLES.iter().any(|it| it.0 == *first);
    let done = (stated && participle) || matches!(*first, "been" | "had" | "to" | "ever" | "not");
    let held = rest.iter().take(4).any(|it| HELD.contains(it));
    (!done && !held).then_some(rest)
}
