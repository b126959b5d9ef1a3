//! The cues that a text contains.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use super::{
    cues::{CONTRARIES, CUES, CueEffect, NEGATED_WORDS},
    quantity::quantity,
    stem::stem,
    words::{Word, starts_with, words},
};

/// The name of the cues that negate.
pub(super) const NEGATION: &str = "not";

/// A cue of a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cue {
    pub effect: CueEffect,
    /// The same for all words that are the same cue: `except` of `excluding` and `apart from`.
    pub name: String,
}

/// The cues and stems of a text, each with its spelling there.
#[derive(Debug, Default)]
pub(super) struct TextCues<'a> {
    pub cues: BTreeMap<Cue, &'a str>,
    pub stems: BTreeMap<String, &'a str>,
}

/// For one of the [`CONTRARIES`], how a text spells the one side and the other.
pub(super) type Sides<'a> = [Option<&'a str>; 2];

impl<'a> TextCues<'a> {
    /// The cues of some texts together.
    pub fn new(texts: &[&'a str]) -> Self {
        let mut cues = Self::default();
        texts.iter().for_each(|it| cues.add(it));
        cues
    }

    fn add(&mut self, text: &'a str) {
        let words = words(text);
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let (count, cue) = leading_cue(rest);
            if let (Some(cue), Some(last)) = (cue, rest.get(count - 1)) {
                self.cues
                    .entry(cue)
                    .or_insert_with(|| text.get(first.at.start..last.at.end).unwrap_or_default());
            }
            for word in rest.iter().take(count) {
                self.stems
                    .entry(stem(&word.plain))
                    .or_insert_with(|| text.get(word.at.clone()).unwrap_or_default());
            }
            rest = rest.get(count..).unwrap_or_default();
        }
    }

    /// The sides of each of the [`CONTRARIES`] that the text has.
    pub fn sides(&self) -> impl Iterator<Item = Sides<'a>> {
        let mut sides = vec![[None; 2]; CONTRARIES.len()];
        for (stem, spelled) in &self.stems {
            for (pair, side) in SIDES.get(stem).into_iter().flatten() {
                if let Some(slot) = sides.get_mut(*pair).and_then(|it| it.get_mut(*side)) {
                    *slot = slot.or(Some(*spelled));
                }
            }
        }
        sides.into_iter()
    }

    /// The cues with an effect, with their spelling.
    pub fn with_effect(&self, effect: CueEffect) -> impl Iterator<Item = (&Cue, &'a str)> {
        self.cues.iter().filter(move |it| it.0.effect == effect).map(|(cue, spelled)| (cue, *spelled))
    }

    /// The names of the cues with an effect.
    pub fn names(&self, effect: CueEffect) -> impl Iterator<Item = String> {
        self.with_effect(effect).map(|it| it.0.name.clone())
    }
}

/// The cues of a text and the words that negate by their prefix: two texts must have the same ones to have
/// the same meaning.
pub(super) fn cues(text: &str) -> BTreeSet<Cue> {
    let TextCues { cues, stems } = TextCues::new(&[text]);
    let negated = stems.into_keys().filter(|it| is_negated_word(it));
    cues.into_keys().chain(negated.map(|name| Cue { effect: CueEffect::Inverts, name })).collect()
}

/// Whether a stem is that of a word that negates by its prefix: `unencrypted`.
pub(super) fn is_negated_word(stem: &str) -> bool {
    NEGATED_STEMS.contains(stem)
}

/// The cue that words begin with and the number of its words; without a cue, 1 word is skipped.
fn leading_cue(words: &[Word]) -> (usize, Option<Cue>) {
    let Some(first) = words.first() else { return (1, None) };
    let known = CUES
        .get(first.plain.as_str())
        .and_then(|it| it.iter().find(|phrase| starts_with(words, &phrase.words)));
    if let Some(phrase) = known {
        let cue = Cue { effect: phrase.effect, name: phrase.name.to_owned() };
        return (phrase.words.len(), (phrase.effect != CueEffect::Ignored).then_some(cue));
    }
    if first.plain.ends_with("n't") {
        return (1, Some(Cue { effect: CueEffect::Inverts, name: NEGATION.to_owned() }));
    }
    match quantity(words) {
        Some(it) => (it.words, Some(Cue { effect: CueEffect::Narrows, name: it.text })),
        None => (1, None),
    }
}

static NEGATED_STEMS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| NEGATED_WORDS.iter().map(|it| stem(it)).collect());

/// Per stem, the indices of its pairs in [`CONTRARIES`] and of its sides.
static SIDES: LazyLock<HashMap<String, Vec<(usize, usize)>>> = LazyLock::new(|| {
    let mut sides: HashMap<_, Vec<_>> = HashMap::new();
    for (pair, [one, other]) in CONTRARIES.iter().enumerate() {
        for (side, word) in one.iter().map(|it| (0, it)).chain(other.iter().map(|it| (1, it))) {
            sides.entry(stem(word)).or_default().push((pair, side));
        }
    }
    sides
});
