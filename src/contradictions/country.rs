//! Places by their words, in the languages of texts: countries, their large cities and cloud regions, the
//! European Union.

use std::collections::HashMap;

use super::{sentence::Sentence, table::expressions};
use crate::{
    names::{TextWord, words},
    word_list::lines,
};

/// Words for the European Union and the European Economic Area.
const UNION: &str = "eu, eea, ue, ewr, eee, eer, european union, european economic area, europäischen \
    union, europäische union, union européenne, unión europea, unione europea, europese unie, união \
    europeia";
/// Words for Europe, which is larger.
const EUROPE: &str = "europe, europa, european";
/// Countries of the European Economic Area, each with its cities.
const WITHIN: &str = include_str!("../../words/countries-eea.txt");
/// Countries in Europe outside the European Economic Area.
const BESIDE: &str = include_str!("../../words/countries-europe.txt");
/// Countries elsewhere.
const ELSEWHERE: &str = include_str!("../../words/countries-elsewhere.txt");

/// A place that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedArea {
    /// The European Union or the European Economic Area.
    Union,
    /// Europe.
    Europe,
    /// A country, by its words.
    Country(&'static str),
}

/// All places by the first of their words, with the others.
type Areas = HashMap<&'static str, Vec<(Vec<&'static str>, NamedArea)>>;

thread_local! {
    static AREAS: Areas = areas();
}

fn areas() -> Areas {
    let countries = [WITHIN, BESIDE, ELSEWHERE].into_iter().flat_map(lines);
    let countries = countries.map(|it| (it, NamedArea::Country(it)));
    let mut by_first = Areas::new();
    for (table, area) in [(UNION, NamedArea::Union), (EUROPE, NamedArea::Europe)].into_iter().chain(countries)
    {
        for it in expressions(table) {
            if let Some(first) = it.first() {
                by_first.entry(first).or_default().push((it, area));
            }
        }
    }
    by_first
}

/// The place at a word, and how many words it takes. `us` is a country only in capitals.
pub fn area(sentence: &Sentence, at: usize) -> Option<(NamedArea, usize)> {
    let word = sentence.words.get(at)?;
    if word.folded == "us" && sentence.quote(at..at + 1) != "US" {
        return None;
    }
    let is_here =
        |it: &[&str]| it.iter().enumerate().all(|(next, wanted)| sentence.word(at + next) == *wanted);
    AREAS.with(|areas| {
        let known = areas.get(word.folded.as_str())?.iter().filter(|it| is_here(&it.0));
        known.max_by_key(|it| it.0.len()).map(|it| (it.1, it.0.len()))
    })
}

/// Whether a text names a country, one of its large cities, or a union of countries.
pub fn names_country(text: &str) -> bool {
    let own = words(text);
    let capitals = |it: &TextWord| text.get(it.range.clone()) == Some("US");
    let is_here = |at: usize, it: &[&str]| {
        it.iter().enumerate().all(|(next, wanted)| own.get(at + next).is_some_and(|it| it.folded == *wanted))
    };
    let somewhere =
        |it: &NamedArea| !matches!(it, NamedArea::Country(words) if words.starts_with("worldwide"));
    AREAS.with(|areas| {
        own.iter().enumerate().filter(|it| it.1.folded != "us" || capitals(it.1)).any(|(at, word)| {
            let known = areas.get(word.folded.as_str()).into_iter().flatten();
            known.filter(|it| is_here(at, &it.0)).any(|it| somewhere(&it.1))
        })
    })
}

/// Whether a stated location surely lies outside a place, also in part. An unknown location does not.
pub fn lies_outside(location: &str, area: NamedArea) -> bool {
    let own = words(location);
    let named = |table: &&str| {
        table.split(", ").any(|it| {
            let wanted: Vec<&str> = it.split(' ').collect();
            own.windows(wanted.len())
                .any(|here| here.iter().zip(&wanted).all(|(it, word)| it.folded == *word))
        })
    };
    let any = |file: &'static str| lines(file).any(|it| named(&it));
    match area {
        NamedArea::Union => any(ELSEWHERE) || any(BESIDE),
        NamedArea::Europe => any(ELSEWHERE),
        NamedArea::Country(own) => {
            [WITHIN, BESIDE, ELSEWHERE].into_iter().flat_map(lines).any(|it| it != own && named(&it))
        }
    }
}
