//! Ids that are not numbers. An id may contain a name if its prefix is not shared by other ids of the file.

use super::{ids, known::KnownWords, neutral, titles, topics};
use crate::answer::entries::products::capitals;

/// Names in capitals with fewer letters are codes: `THRD-01`.
const NAME: usize = 6;

/// Why an id may say what its question is about.
pub(super) fn scoped(id: &str, question: &str, known: &KnownWords) -> Option<String> {
    ids::scoped(id, question, known).or_else(|| {
        // The ids of an earlier version and the positions of rows are not ids of this file.
        let word = unknown(id, question, known).filter(|_| known.ids.contains(id))?;
        let what = "may limit the question to a party, a place, a date or a case";
        Some(format!("the id \"{id}\" {what} (\"{word}\")"))
    })
}

/// The part of an id that is neither a number nor a prefix shared by ids of the file: `BR`, `FY2023`,
/// `Brazil-1`; also a year alone, unless the ids are consecutive numbers.
fn unknown<'i>(id: &'i str, question: &str, known: &KnownWords) -> Option<&'i str> {
    let mut names = id
        .split(|it: char| !it.is_alphabetic())
        .filter(|it| it.chars().count() > 1 && !is_roman(it))
        .peekable();
    if names.peek().is_none() {
        let small = |it: &String| it.parse::<u32>().is_ok_and(|it| it < FIRST_YEAR);
        let dated = topics::is_year(id) && id.parse() != Ok(known.year) && !known.ids.iter().any(small);
        return dated.then_some(id);
    }
    let product = |name: &str| {
        let abbreviates = known.abbreviated(name, &[]).is_some() && !capitals(question).any(|it| it == name);
        let lower = name.to_lowercase();
        let own = || known.names.iter().any(|it| it.contains(&lower));
        abbreviates || known.products.iter().any(|it| it.1.contains(&lower)) && !own()
    };
    // `Question 3`.
    let formal = |name: &str| neutral::is_neutral(name, known, &[]);
    let word = |name: &str| {
        let shown = name.chars().count() >= if name.contains(char::is_lowercase) { 4 } else { NAME };
        shown && !formal(name) && titles::strange(&name.to_lowercase(), question, known, &[]).is_some()
    };
    let shared = is_shared(id, known);
    // `AC-2` is a control of a standard.
    let code = |name: &str| name.len() == 2 && prefix(id).len() < id.len() && !topics::is_place(name);
    names.find(|name| !(shared || formal(name) || code(name)) || product(name) || word(name))
}

/// The smallest number that may be a year.
const FIRST_YEAR: u32 = 1900;

fn is_roman(text: &str) -> bool {
    text.chars().all(|it| matches!(it.to_ascii_lowercase(), 'i' | 'v' | 'x'))
}

/// The part of an id before its number.
fn prefix(id: &str) -> &str {
    id.find(|it: char| it.is_ascii_digit()).and_then(|it| id.get(..it)).unwrap_or(id)
}

/// Whether another id of the file has the same prefix with another number. Place codes (`BR-1`, `US-1`) do
/// not count as prefixes.
fn is_shared(id: &str, known: &KnownWords) -> bool {
    let own = prefix(id);
    let same = |it: &&String| prefix(it) == own;
    let alike = known.ids.range(own.to_owned()..).take_while(|it| it.starts_with(own));
    let place = |it: &str| topics::is_place(it.trim_matches(|it: char| !it.is_alphabetic()));
    let places = place(own) && known.ids.iter().map(|it| prefix(it)).all(|it| it.is_empty() || place(it));
    own.len() < id.len() && !places && alike.filter(same).nth(1).is_some()
}
