//! Whether a decided question is a rephrasing of a wording of its entry, so that it may become a phrasing of
//! the entry for all customers. Beyond what a [`Wording`] removes, only this may differ: a time at the
//! beginning, the position of a state (`at rest`), the owner of data (`data of customers`), and verbs with
//! the same meaning. Everything else is compared in order: tense, `can` and `must`, `all` and `most`, `by`
//! and `for`, who acts.

use super::{framing::Frame, inflection::participle, wording::Wording, wordings::in_words};

/// Verbs with the same meaning after `you` and in the passive.
const VERBS: &[&[&str]] = &[
    &["offer", "support", "provide"],
    &["use", "utilize", "employ"],
    &["conduct", "perform"],
    &["delete", "erase"],
    &["notify", "inform"],
    &["keep", "retain"],
];
/// Words that begin a time at the beginning of a question: `After termination, is data deleted?`
const TIMES: &[&str] = &["after", "before", "upon", "during"];
/// States that may precede or follow a participle.
const STATES: &[(&str, &str)] = &[("at", "rest"), ("in", "transit"), ("in", "motion")];
/// Things whose owner may be given with `of`. An audit of customers is not their own audit.
const BELONGINGS: &[&str] = &["data", "information", "record", "content", "file"];
/// The owners of [`BELONGINGS`].
const OWNERS: &[&str] = &["customer", "client", "user", "employee"];

/// How a question differs from each of some wordings, as the end of a sentence; `None` if it asks the same as
/// one of them. `names` are those of the vendor.
pub fn wording_difference(question: &str, wordings: &[&str], names: &[&str]) -> Option<String> {
    let names = in_words(names);
    let Some(asked) = rephrased(question, &names) else {
        return Some("it is too short or too long to be compared".into());
    };
    let known = wordings.iter().filter_map(|it| Some((*it, rephrased(it, &names)?)));
    let mut closest: Option<Closest> = None;
    for (text, own) in known {
        if own == asked {
            return None;
        }
        let distance = without(&asked, &own).len() + without(&own, &asked).len();
        if closest.as_ref().is_none_or(|it| distance < it.distance) {
            closest = Some(Closest { distance, text, wording: own });
        }
    }
    let Some(Closest { text, wording: own, .. }) = closest else {
        return Some("no wording of the entry can be compared with it".into());
    };
    let listed = |words: Vec<&str>| words.join("`, `");
    let difference = match (listed(without(&asked, &own)), listed(without(&own, &asked))) {
        (more, _) if !more.is_empty() => format!("it has `{more}`"),
        (_, less) if !less.is_empty() => format!("it lacks `{less}`"),
        _ => "it has the words in another order or form".into(),
    };
    Some(format!(
        "it may not ask the same as \"{}\": {difference}",
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    ))
}

/// The wording that is the most similar to a question.
struct Closest<'t> {
    /// The number of words that only one of both has.
    distance: usize,
    text: &'t str,
    wording: Wording,
}

/// The words of one wording that the other lacks, in any form.
fn without<'a>(one: &'a Wording, other: &Wording) -> Vec<&'a str> {
    let other_has = |word: &str| other.words.iter().any(|it| participle(it) == participle(word));
    one.words.iter().map(String::as_str).filter(|it| !other_has(it)).collect()
}

/// The normal form of all rephrasings of a text.
fn rephrased(text: &str, names: &[Vec<String>]) -> Option<Wording> {
    let text = time_last(text).replace(" maintain a ", " have a ").replace(" maintain an ", " have an ");
    let mut wording = Wording::naming(&text, names)?;
    if matches!(wording.words.as_slice(), [first, second, ..] if first == "for" && second == "how") {
        wording.words.remove(0);
    }
    let mut words = state_last(belongings(wording.words));
    // In the active voice, only the word after `you` is certain to be a verb.
    let active = words.first().is_some_and(|it| it == "you").then_some(1..2);
    let verbs = if wording.frame == Frame::Be { Some(0..words.len()) } else { active };
    for word in verbs.and_then(|it| words.get_mut(it)).into_iter().flatten() {
        let own = participle(word);
        let group = VERBS.iter().find(|it| it.iter().any(|verb| participle(verb) == own));
        if let Some(first) = group.and_then(|it| it.first()) {
            *word = participle(first);
        }
    }
    Some(Wording { words, ..wording })
}

/// Moves a time from the beginning to the end: `After termination, is data deleted?`
fn time_last(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let Some((time, rest)) = text.split_once(',').filter(|_| TIMES.contains(&first.as_str())) else {
        return text.to_owned();
    };
    let rest = rest.trim().trim_end_matches(['?', '.']);
    // A second sentence is not about that time.
    if rest.contains(['?', '.', ':', ';', '\n']) {
        return text.to_owned();
    }
    format!("{rest} {first}{}", time.trim_start().get(first.len()..).unwrap_or_default())
}

/// Replaces `data of customers` by `customer data`.
fn belongings(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let is_belonging = BELONGINGS.contains(&first.as_str());
        match after {
            [of, owner, following @ ..] if is_belonging && of == "of" && OWNERS.contains(&owner.as_str()) => {
                out.extend([owner.clone(), first.clone()]);
                rest = following;
            }
            _ => {
                out.push(first.clone());
                rest = after;
            }
        }
    }
    out
}

/// Moves a state behind the participle: `data at rest encrypted` becomes `data encrypted at rest`.
fn state_last(mut words: Vec<String>) -> Vec<String> {
    let is_list = words.iter().any(|it| it == "and" || it == "or");
    let before = words.len().saturating_sub(3);
    if let Some([one, other, _]) = words.get(before..)
        && STATES.contains(&(one.as_str(), other.as_str()))
        && !is_list
    {
        words.get_mut(before..).into_iter().for_each(|it| it.rotate_left(2));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rephrased_questions_have_no_difference() {
        for (question, wording, expected) in [
            ("After termination, is data deleted?", "Is data deleted after termination?", None),
            ("Is data at rest encrypted?", "Is data encrypted at rest?", None),
            ("Is data of customers encrypted?", "Is customer data encrypted?", None),
            ("Is data erased?", "Is data deleted?", None),
            ("Do you perform penetration tests?", "Do you conduct penetration tests?", None),
            ("Is customer data deleted?", "Is data deleted?", Some("it has `customer`")),
            ("Is data deleted?", "Is customer data deleted?", Some("it lacks `customer`")),
            ("Must data be deleted?", "Can data be deleted?", Some("it has `must`")),
            ("Data?", "Is data deleted?", Some("it is too short or too long to be compared")),
        ] {
            let found = wording_difference(question, &[wording], &[]);
            assert_eq!(found.is_some(), expected.is_some(), "{question} | {wording}: {found:?}");
            assert!(found.unwrap_or_default().ends_with(expected.unwrap_or_default()), "{question}");
        }
    }
}
