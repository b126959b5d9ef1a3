//! Whether a decided question asks what a wording of its entry asks, in other words: then the wording may lead
//! everyone to the entry. Beside what a [`Wording`] sets aside, only this may differ: a time put first, the
//! place of one state (`at rest`), whose data it is (`data of customers`), and verbs that mean the same.
//! Everything else counts, in its order: tense, `can` and `must`, `all` and `most`, `by` and `for`, who acts.

use super::{framing::Frame, inflection::participle, wording::Wording, wordings::in_words};

/// Verbs that mean the same of whoever is asked, and in the passive.
const VERBS: &[&[&str]] = &[
    &["offer", "support", "provide"],
    &["use", "utilize", "employ"],
    &["conduct", "perform"],
    &["delete", "erase"],
    &["notify", "inform"],
    &["keep", "retain"],
];
/// What begins a time that may stand first: `After termination, is data deleted?`
const TIMES: &[&str] = &["after", "before", "upon", "during"];
/// The states that may stand before a participle and behind it, by their second word.
const STATES: &[(&str, &str)] = &[("at", "rest"), ("in", "transit"), ("in", "motion")];
/// What belongs to somebody whether it is said with `of` or not; an audit of customers need not be theirs.
const BELONGINGS: &[&str] = &["data", "information", "record", "content", "file"];
/// Who it may belong to.
const OWNERS: &[&str] = &["customer", "client", "user", "employee"];

/// What a question asks otherwise than each of these wordings, as the end of a sentence; none if it asks the
/// same as one of them. `names` are those of whoever is asked.
pub fn differs(question: &str, wordings: &[&str], names: &[&str]) -> Option<String> {
    let names = in_words(names);
    let Some(asked) = rephrased(question, &names) else {
        return Some("it is too short or too long to be compared".into());
    };
    let known = wordings.iter().filter_map(|it| Some((*it, rephrased(it, &names)?)));
    let mut closest: Option<(usize, &str, Wording)> = None;
    for (text, own) in known {
        if own == asked {
            return None;
        }
        let apart = without(&asked, &own).len() + without(&own, &asked).len();
        if closest.as_ref().is_none_or(|it| apart < it.0) {
            closest = Some((apart, text, own));
        }
    }
    let Some((_, text, own)) = closest else {
        return Some("no wording of the entry can be compared with it".into());
    };
    let listed = |words: Vec<&str>| words.join("`, `");
    let how = match (listed(without(&asked, &own)), listed(without(&own, &asked))) {
        (more, _) if !more.is_empty() => format!("it has `{more}`"),
        (_, less) if !less.is_empty() => format!("it lacks `{less}`"),
        _ => "it has the words in another order or form".into(),
    };
    Some(format!(
        "it may not ask the same as \"{}\": {how}",
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    ))
}

/// The words of one that the other does not have, neither as a verb nor as a participle.
fn without<'a>(one: &'a Wording, other: &Wording) -> Vec<&'a str> {
    let held = |word: &str| other.words.iter().any(|it| participle(it) == participle(word));
    one.words.iter().map(String::as_str).filter(|it| !held(it)).collect()
}

/// The wording of a text, in the form that all of its rephrasings have.
fn rephrased(text: &str, names: &[Vec<String>]) -> Option<Wording> {
    let text = time_last(text).replace(" maintain a ", " have a ").replace(" maintain an ", " have an ");
    let mut wording = Wording::naming(&text, names)?;
    if matches!(wording.words.as_slice(), [first, second, ..] if first == "for" && second == "how") {
        wording.words.remove(0);
    }
    let mut words = state_last(belongings(wording.words));
    // In the active, only what follows `you` is known to be a verb.
    let active = words.first().is_some_and(|it| it == "you").then_some(1..2);
    let verbs = if wording.frame == Frame::Be { Some(0..words.len()) } else { active };
    for word in verbs.and_then(|it| words.get_mut(it)).into_iter().flatten() {
        let own = participle(word);
        let class = VERBS.iter().find(|it| it.iter().any(|verb| participle(verb) == own));
        if let Some(first) = class.and_then(|it| it.first()) {
            *word = participle(first);
        }
    }
    Some(Wording { words, ..wording })
}

/// A text with the time at its end that it begins with: `After termination, is data deleted?`
fn time_last(text: &str) -> String {
    let begins = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let Some((time, rest)) = text.split_once(',').filter(|_| TIMES.contains(&begins.as_str())) else {
        return text.to_owned();
    };
    let rest = rest.trim().trim_end_matches(['?', '.']);
    // What follows another sentence is about that one.
    if rest.contains(['?', '.', ':', ';', '\n']) {
        return text.to_owned();
    }
    format!("{rest} {}{}", begins, time.trim_start().get(begins.len()..).unwrap_or_default())
}

/// `data of customers` as `customer data`.
fn belongings(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let owned = BELONGINGS.contains(&first.as_str());
        match after {
            [of, owner, behind @ ..] if owned && of == "of" && OWNERS.contains(&owner.as_str()) => {
                out.extend([owner.clone(), first.clone()]);
                rest = behind;
            }
            _ => {
                out.push(first.clone());
                rest = after;
            }
        }
    }
    out
}

/// The words with their state behind the participle: `data at rest encrypted` is `data encrypted at rest`.
fn state_last(mut words: Vec<String>) -> Vec<String> {
    let joined = words.iter().any(|it| it == "and" || it == "or");
    let before = words.len().saturating_sub(3);
    if let Some([one, other, _]) = words.get(before..)
        && STATES.contains(&(one.as_str(), other.as_str()))
        && !joined
    {
        words.get_mut(before..).into_iter().for_each(|it| it.rotate_left(2));
    }
    words
}
