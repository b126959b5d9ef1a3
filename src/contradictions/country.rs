//! Recognises places in the languages of texts: countries, their large cities and cloud regions, the European
//! Union.

use std::collections::HashMap;

use super::{sentence::Sentence, table::expressions};
use crate::{
    names::{TextWord, words},
    word_list::lines,
};

/// Words for the European Union and the European Economic Area.
const UNION: &str = "eu, eea, ue, ewr, eee, eer, european union, european economic area, europäischen \
                     union, europäische union, union européenne, unión europea, unione europea, europese \
                     unie, união europeia";
/// Words for Europe, which is larger.
const EUROPE: &str = "europe, europa, european";
/// Countries of the European Economic Area, each with its cities.
const IN_EEA: &str = include_str!("../../words/countries-eea.txt");
/// Countries in Europe outside the European Economic Area.
const IN_EUROPE: &str = include_str!("../../words/countries-europe.txt");
/// Countries elsewhere.
const ELSEWHERE: &str = include_str!("../../words/countries-elsewhere.txt");

/// A place that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedArea {
    /// The European Union or the European Economic Area.
    Union,
    /// Europe.
    Europe,
    /// A country; the line of its names in the word list.
    Country(&'static str),
}

/// The places by the first word of their names.
type Areas = HashMap<&'static str, Vec<AreaName>>;

/// A name of a place.
struct AreaName {
    words: Vec<&'static str>,
    area: NamedArea,
}

thread_local! {
    static AREAS: Areas = areas();
}

fn areas() -> Areas {
    let countries = [IN_EEA, IN_EUROPE, ELSEWHERE].into_iter().flat_map(lines);
    let countries = countries.map(|it| (it, NamedArea::Country(it)));
    let mut by_first = Areas::new();
    for (table, area) in [(UNION, NamedArea::Union), (EUROPE, NamedArea::Europe)].into_iter().chain(countries)
    {
        for words in expressions(table) {
            if let Some(first) = words.first() {
                by_first.entry(first).or_default().push(AreaName { words, area });
            }
        }
    }
    by_first
}

/// The place at a word and the number of its words. `us` is a country only in capitals.
pub fn area(sentence: &Sentence, at: usize) -> Option<(NamedArea, usize)> {
    let word = sentence.words.get(at)?;
    if word.folded == "us" && sentence.quote(at..at + 1) != "US" {
        return None;
    }
    let is_here =
        |it: &[&str]| it.iter().enumerate().all(|(next, wanted)| sentence.word(at + next) == *wanted);
    AREAS.with(|areas| {
        let known = areas.get(word.folded.as_str())?.iter().filter(|it| is_here(&it.words));
        known.max_by_key(|it| it.words.len()).map(|it| (it.area, it.words.len()))
    })
}

/// Whether a text names a country, one of its large cities, or a union of countries.
pub fn names_country(text: &str) -> bool {
    let own = words(text);
    let is_country_code = |it: &TextWord| text.get(it.range.clone()) == Some("US");
    let is_here = |at: usize, it: &[&str]| {
        it.iter().enumerate().all(|(next, wanted)| own.get(at + next).is_some_and(|it| it.folded == *wanted))
    };
    let is_specific =
        |it: &NamedArea| !matches!(it, NamedArea::Country(words) if words.starts_with("worldwide"));
    AREAS.with(|areas| {
        own.iter().enumerate().filter(|it| it.1.folded != "us" || is_country_code(it.1)).any(|(at, word)| {
            let known = areas.get(word.folded.as_str()).into_iter().flatten();
            known.filter(|it| is_here(at, &it.words)).any(|it| is_specific(&it.area))
        })
    })
}

/// Whether a stated location certainly lies outside a place, at least in part; false if the location is
/// unknown.
pub fn lies_outside(location: &str, area: NamedArea) -> bool {
    let own = words(location);
    let is_here =
        |here: &[TextWord], wanted: &[&str]| here.iter().zip(wanted).all(|(it, word)| it.folded == *word);
    let is_named = |table: &&str| {
        table.split(", ").any(|name| {
            let wanted: Vec<&str> = name.split(' ').collect();
            own.windows(wanted.len()).any(|here| is_here(here, &wanted))
        })
    };
    let any = |file: &'static str| lines(file).any(|it| is_named(&it));
    match area {
        NamedArea::Union => any(ELSEWHERE) || any(IN_EUROPE),
        NamedArea::Europe => any(ELSEWHERE),
        NamedArea::Country(own) => {
            [IN_EEA, IN_EUROPE, ELSEWHERE].into_iter().flat_map(lines).any(|it| it != own && is_named(&it))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_as_whole_words() {
        for (text, expected) in [
            ("Data is stored in Germany.", true),
            ("Data is stored in the US.", true),
            ("Data is stored by us.", false),
            ("Data is stored in the EU.", true),
            ("Data is available worldwide.", false),
            ("Data is stored.", false),
        ] {
            assert_eq!(names_country(text), expected, "{text}");
        }
    }

    #[test]
    fn only_known_locations_lie_outside_a_place() {
        for (location, area, expected) in [
            ("Frankfurt, Germany", NamedArea::Union, false),
            ("Virginia, United States", NamedArea::Union, true),
            ("Zurich, Switzerland", NamedArea::Union, true),
            ("Zurich, Switzerland", NamedArea::Europe, false),
            ("Frankfurt, Germany, and Virginia, United States", NamedArea::Union, true),
            ("our data centre", NamedArea::Union, false),
        ] {
            assert_eq!(lies_outside(location, area), expected, "{location}");
        }
    }
}
