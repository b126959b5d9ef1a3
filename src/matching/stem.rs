//! The stems of words.

use std::{cell::RefCell, collections::HashMap, sync::LazyLock};

use rust_stemmers::{Algorithm, Stemmer};

/// Words that the stemmer would give the stem of another word, with their stems.
const IRREGULAR: &[(&str, &str)] = &[
    ("accessibility", "accessibility"),
    ("accessible", "accessibility"),
    ("integrity", "integrity"),
    ("continuity", "continuity"),
    ("transition", "transition"),
    ("responsible", "responsible"),
    ("responsibility", "responsible"),
    ("responsibilities", "responsible"),
    ("international", "international"),
    ("internationally", "international"),
    ("custom", "tailored"),
    ("authority", "authority"),
    ("authorities", "authority"),
    ("developer", "developer"),
    ("developers", "developer"),
    ("programme", "program"),
    ("programmes", "program"),
    ("centre", "center"),
    ("centres", "center"),
    ("licence", "license"),
    ("analyses", "analysis"),
    ("kept", "keep"),
    ("people", "person"),
    ("took", "take"),
    ("sent", "send"),
    ("held", "hold"),
    ("built", "build"),
];

/// The stem of a word in lower case: `encrypt` of `encrypted`.
pub(super) fn stem(word: &str) -> String {
    STEMS.with_borrow_mut(|stems| {
        if let Some(known) = stems.get(word) {
            return known.clone();
        }
        let stem = computed_stem(word);
        if stems.len() < CACHED_STEMS {
            stems.insert(word.to_owned(), stem.clone());
        }
        stem
    })
}

fn computed_stem(word: &str) -> String {
    if let Some(stem) = IRREGULAR_STEMS.get(word) {
        return (*stem).to_owned();
    }
    if word.bytes().all(|it| it.is_ascii_lowercase()) {
        Stemmer::create(Algorithm::English).stem(word).into_owned()
    } else {
        word.to_owned()
    }
}

/// The maximum number of cached stems: more than the words of questionnaires, few enough for the memory.
const CACHED_STEMS: usize = 20_000;

thread_local! {
    /// Questions consist of the same few thousand words, and stemming takes longer than everything else that
    /// is done with a word.
    static STEMS: RefCell<HashMap<String, String>> = RefCell::default();
}

/// Separate from [`DOMAIN_TERMS`], which is built with stems.
static IRREGULAR_STEMS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| IRREGULAR.iter().copied().collect());
