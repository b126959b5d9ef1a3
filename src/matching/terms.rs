//! Words -> terms: what two texts must share to be about the same thing.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use rust_stemmers::{Algorithm, Stemmer};

use super::{
    domain_terms::{FRAME, IRREGULAR, JOINED, SAME, SHORT, STOP},
    words::{Word, words},
};

/// How much a word counts that questions are made with.
const FRAMING: f64 = 0.7;
/// How much a word counts that is only an example.
const EXAMPLE: f64 = 0.4;

/// A term of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    /// The stem that texts have in common.
    pub stem: String,
    /// The bytes that it comes from.
    pub at: Range<usize>,
    /// How much it counts, from 0 to 1.
    pub weight: f64,
}

/// The terms of a text, in order, with repetitions.
pub(super) fn terms(text: &str, synonyms: bool) -> Vec<Term> {
    let words = words(text);
    let mut terms = Vec::new();
    let mut rest = words.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let (said, count) = if synonyms { TABLES.joined(rest) } else { None }.unwrap_or((&first.plain, 1));
        let last = rest.get(count - 1).unwrap_or(first);
        for word in said.split(' ') {
            let meant =
                if synonyms { TABLES.short(word, text.get(first.at.clone())) } else { None }.unwrap_or(word);
            terms.extend(
                meant
                    .split(' ')
                    .filter_map(|it| term(it, first.at.start..last.at.end, first.example, synonyms)),
            );
        }
        rest = after.get(count - 1..).unwrap_or_default();
    }
    terms
}

/// The stems of the words of a text but for stop words, with nothing put in the place of another.
pub fn stems(text: &str) -> BTreeSet<String> {
    words(text)
        .into_iter()
        .filter(|it| !TABLES.stop.contains(it.plain.as_str()))
        .map(|it| stem(&it.plain))
        .collect()
}

/// Whether a word, in lower case, says nothing by itself.
pub(super) fn is_stop_word(plain: &str) -> bool {
    TABLES.stop.contains(plain)
}

/// The words of a text in lower case, in American spelling and without possessives.
pub fn plain_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|it| it.plain).collect()
}

fn term(word: &str, at: Range<usize>, example: bool, synonyms: bool) -> Option<Term> {
    if TABLES.stop.contains(word) {
        return None;
    }
    let mut stem = stem(word);
    let frame = TABLES.frame.contains(&stem)
        || manner(word)
        || (stem.len() == 1 && stem.bytes().all(|it| it.is_ascii_digit()));
    if let (true, Some(same)) = (synonyms, TABLES.same.get(&stem)) {
        stem.clone_from(same);
    }
    Some(Term {
        stem,
        at,
        weight: if example {
            EXAMPLE
        } else if frame {
            FRAMING
        } else {
            1.0
        },
    })
}

/// `substantially`, `formally`: how, not what. What such words narrow, polarity sees.
fn manner(word: &str) -> bool {
    word.len() > 5
        && word.ends_with("ly")
        && !["family", "assembly", "supply", "externally", "internally", "annually", "monthly", "quarterly"]
            .contains(&word)
}

/// A word without its ending.
pub(super) fn stem(word: &str) -> String {
    STEMS.with_borrow_mut(|stems| {
        if let Some(known) = stems.get(word) {
            return known.clone();
        }
        let stem = stemmed(word);
        if stems.len() < REMEMBERED {
            stems.insert(word.to_owned(), stem.clone());
        }
        stem
    })
}

fn stemmed(word: &str) -> String {
    if let Some(stem) = TABLES_OF_STEMS.get(word) {
        return (*stem).to_owned();
    }
    if word.bytes().all(|it| it.is_ascii_lowercase()) {
        Stemmer::create(Algorithm::English).stem(word).into_owned()
    } else {
        word.to_owned()
    }
}

/// How many words' stems are remembered: more than questionnaires have, fewer than would fill the memory.
const REMEMBERED: usize = 20_000;

thread_local! {
    /// Questions are made of the same few thousand words, and to stem one takes longer than all else that is
    /// done with it.
    static STEMS: RefCell<HashMap<String, String>> = RefCell::default();
}

/// Apart from the other tables, which are made with it.
static TABLES_OF_STEMS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| IRREGULAR.iter().copied().collect());

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

/// The trade's tables, ready to be asked.
struct Tables {
    stop: HashSet<&'static str>,
    frame: HashSet<String>,
    same: HashMap<String, String>,
    short: HashMap<&'static str, &'static str>,
    joined: HashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>,
}

impl Tables {
    fn new() -> Self {
        let mut same = HashMap::new();
        for class in SAME {
            let Some(first) = class.first() else { continue };
            same.extend(class.iter().map(|it| (stem(it), stem(first))));
        }
        let mut joined: HashMap<_, Vec<_>> = HashMap::new();
        for (words, one) in JOINED {
            let words: Vec<&str> = words.split(' ').collect();
            let Some(first) = words.first() else { continue };
            joined.entry(*first).or_default().push((words, *one));
        }
        joined.values_mut().for_each(|it| it.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Self {
            stop: STOP.split_whitespace().collect(),
            frame: FRAME.split_whitespace().map(stem).collect(),
            same,
            short: SHORT.iter().copied().collect(),
            joined,
        }
    }

    /// What an abbreviation stands for, spelled in the text as `written`: `MFA`, `mfa`, `NDAs`; `IDS`, but
    /// not `IDs`.
    fn short(&self, word: &str, written: Option<&str>) -> Option<&'static str> {
        let written = written.unwrap_or_default();
        let plural = written
            .strip_suffix('s')
            .filter(|it| it.len() > 1 && it.bytes().all(|it| it.is_ascii_uppercase()));
        let one = plural.map(str::to_lowercase);
        self.short
            .get(one.as_deref().unwrap_or(word))
            .or_else(|| self.short.get(plural.unwrap_or(written)))
            .copied()
    }

    /// What the first of `words` is together with those that follow, and how many they are.
    fn joined(&self, words: &[Word]) -> Option<(&'static str, usize)> {
        let known = self.joined.get(words.first()?.plain.as_str())?;
        let fits = |parts: &[&str]| {
            parts.len() <= words.len() && parts.iter().zip(words).all(|(part, word)| word.plain == *part)
        };
        known.iter().find(|(parts, _)| fits(parts)).map(|(parts, one)| (*one, parts.len()))
    }
}
