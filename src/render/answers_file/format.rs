//! How single values are written in `answers.json`.

use std::collections::BTreeMap;

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeOwned, IntoDeserializer,
        value::{Error, StringDeserializer},
    },
};

/// Reads a word of a choice; `None` if this version does not know the word.
///
/// # Errors
/// The value is not a text.
pub fn known_word<'de, D, W>(deserializer: D) -> Result<Option<W>, D::Error>
where
    D: Deserializer<'de>,
    W: DeserializeOwned,
{
    Ok(Option::<String>::deserialize(deserializer)?.and_then(choice))
}

/// Reads counts by the names of an enum, ignoring names that this version does not know.
///
/// # Errors
/// The value is not a map of counts.
pub fn known_words<'de, D, W>(deserializer: D) -> Result<BTreeMap<W, usize>, D::Error>
where
    D: Deserializer<'de>,
    W: DeserializeOwned + Ord,
{
    let counts = BTreeMap::<String, usize>::deserialize(deserializer)?;
    Ok(counts.into_iter().filter_map(|(word, count)| Some((choice(word)?, count))).collect())
}

fn choice<W: DeserializeOwned>(word: String) -> Option<W> {
    let word: StringDeserializer<Error> = word.into_deserializer();
    W::deserialize(word).ok()
}

/// A share from 0 to 1, rounded to three places: more would only be noise in a diff.
pub fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
