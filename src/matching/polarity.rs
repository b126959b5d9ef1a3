//! Whether a question negates, inverts or narrows what an entry affirms: then the entry's yes or no is not an
//! answer to it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use super::{
    Entry,
    asks::asking,
    cues::{CASE, CONTRARIES, CUES, DENYING, NO_CASE, NUMBERS, Turn, UNITS},
    terms::stem,
    turning::TURNING,
    words::{Word, words},
};

/// The phrasings of an entry that are asked whether they know what narrows a question.
const PHRASINGS: usize = 50;
/// What denies the word that it begins, and the least that is left of a word without it.
const DENIALS: &[(&str, usize)] = &[("un", 4), ("non", 4), ("in", 5), ("dis", 5), ("im", 5), ("ir", 5)];

/// Why a yes or no of an entry is not to be copied to a question, if there is a reason: `asks about
/// "outside"`.
///
/// What the entry affirms is its proposition, or its own question if it has none. A cue that turns it round
/// must be in both or in neither; what narrows the question must be somewhere in the entry.
pub fn polarity(question: &str, entry: &Entry) -> Option<String> {
    Asking::new(question).against(&Affirmed::new(entry))
}

/// Why a yes or no of an entry may not be copied to one of the questions that it is asked for by: the
/// question turns round what the yes affirms. That it says less than the entry does not matter there.
/// `says_no` tells that the entry's own answer is a no.
pub fn turned(question: &str, entry: &Entry, says_no: bool) -> Option<String> {
    let (asking, affirmed) = (Asking::new(question), Affirmed::new(entry));
    let turning = asking.said.of(Turn::Turns).chain(asking.said.of(Turn::Protects).filter(|_| says_no));
    let turning = turning.filter(|it| !affirmed.turning.contains(&it.0.1));
    let asked = asking
        .said
        .of(Turn::Inverts)
        .filter(|it| !affirmed.inverting.contains(&it.0.1))
        .chain(turning)
        .next();
    let asked = asked.map(|((_, name), word)| asks_about(name, word));
    asked.or_else(|| asking.denied(&affirmed)).or_else(|| asking.contrary(&affirmed))
}

/// The name of the cues that negate.
const NEGATION: &str = "not";

/// What a question asks about beyond the entry, by the name of the cue and its word.
fn asks_about(name: &str, word: &str) -> String {
    if name == NEGATION {
        format!("is negated (\"{word}\")")
    } else {
        format!("contains \"{word}\", which may reverse what is affirmed")
    }
}

/// What only the entry asks about, by the name of the cue.
fn does_not_ask_about(name: &str) -> String {
    if name == NEGATION {
        "is not negated, but the entry is".into()
    } else {
        format!("does not ask about \"{name}\", but the entry does")
    }
}

/// The cues of a text under their names: what two texts must share to affirm the same.
pub(super) fn cues(text: &str) -> BTreeSet<(Turn, String)> {
    let said = Stance::new(&[text]);
    said.cues
        .into_keys()
        .chain(said.stems.into_keys().filter(|it| DENYING_STEMS.contains(it)).map(|it| (Turn::Inverts, it)))
        .collect()
}

/// A text's cues and stems, each as the text spells it.
#[derive(Debug, Default)]
struct Stance<'a> {
    cues: BTreeMap<(Turn, String), &'a str>,
    stems: BTreeMap<String, &'a str>,
}

impl<'a> Stance<'a> {
    fn new(texts: &[&'a str]) -> Self {
        let mut said = Self::default();
        texts.iter().for_each(|it| said.read(it));
        said
    }

    fn read(&mut self, text: &'a str) {
        let words = words(text);
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let (count, found) = cue(rest);
            if let (Some((turn, name)), Some(last)) = (found, rest.get(count - 1)) {
                self.cues
                    .entry((turn, name))
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

    /// For every pair of contraries, how the text spells the one and the other.
    fn sides(&self) -> impl Iterator<Item = [Option<&'a str>; 2]> {
        let mut sides = vec![[None; 2]; CONTRARIES.len()];
        for (stem, spelled) in &self.stems {
            for (pair, side) in SIDES.get(stem).into_iter().flatten() {
                let place = sides.get_mut(*pair).and_then(|it| it.get_mut(*side));
                place.into_iter().for_each(|it| *it = it.or(Some(*spelled)));
            }
        }
        sides.into_iter()
    }

    fn of(&self, turn: Turn) -> impl Iterator<Item = (&(Turn, String), &&'a str)> {
        self.cues.iter().filter(move |it| it.0.0 == turn)
    }
}

/// The cue that words begin with, and how many words it takes; without one a word is passed over.
fn cue(words: &[Word]) -> (usize, Option<(Turn, String)>) {
    let Some(first) = words.first() else { return (1, None) };
    let fits = |parts: &[&str]| {
        parts.len() <= words.len() && parts.iter().zip(words).all(|(part, word)| word.plain == *part)
    };
    if let Some((parts, turn, name)) =
        CUES_BY_WORD.get(first.plain.as_str()).and_then(|it| it.iter().find(|it| fits(&it.0)))
    {
        return (parts.len(), (*turn != Turn::Harmless).then(|| (*turn, (*name).to_owned())));
    }
    if first.plain.ends_with("n't") {
        return (1, Some((Turn::Inverts, "not".to_owned())));
    }
    let quantity = quantity(first, words.get(1), words.get(2));
    quantity.map_or((1, None), |(count, it)| (count, Some((Turn::Narrows, it))))
}

/// `24 hours`, `three (3) months`; not the `27001` of a standard.
fn quantity(first: &Word, second: Option<&Word>, third: Option<&Word>) -> Option<(usize, String)> {
    let spelled = NUMBERS.iter().find(|it| it.0 == first.plain).map(|it| it.1);
    let number =
        spelled.or_else(|| first.plain.bytes().all(|it| it.is_ascii_digit()).then_some(&first.plain))?;
    let unit = |word: Option<&Word>| {
        word.and_then(|word| UNITS.iter().find(|it| it.contains(&word.plain.as_str())))
            .and_then(|it| it.first())
    };
    let repeated = second.is_some_and(|it| it.plain == number);
    let (count, unit) = unit(second)
        .map(|it| (2, it))
        .or_else(|| if repeated { unit(third).map(|it| (3, it)) } else { None })?;
    Some((count, format!("{number} {unit}")))
}

type CueParts = (Vec<&'static str>, Turn, &'static str);

static CUES_BY_WORD: LazyLock<HashMap<&str, Vec<CueParts>>> = LazyLock::new(|| {
    let mut by_word: HashMap<_, Vec<CueParts>> = HashMap::new();
    let turning =
        TURNING.iter().flat_map(|(turn, name, words)| words.iter().map(move |it| (*it, *turn, *name)));
    for (words, turn, name) in CUES.iter().copied().chain(turning) {
        let parts: Vec<&str> = words.split(' ').collect();
        let Some(first) = parts.first() else { continue };
        by_word.entry(*first).or_default().push((parts, turn, name));
    }
    by_word.values_mut().for_each(|it| it.sort_by_key(|it| std::cmp::Reverse(it.0.len())));
    by_word
});

static DENYING_STEMS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| DENYING.iter().map(|it| stem(it)).collect());

/// Of every stem that has contraries, the pairs and the sides on which it stands.
static SIDES: LazyLock<HashMap<String, Vec<(usize, usize)>>> = LazyLock::new(|| {
    let mut sides: HashMap<_, Vec<_>> = HashMap::new();
    for (pair, (one, other)) in CONTRARIES.iter().enumerate() {
        for (side, word) in one.iter().map(|it| (0, it)).chain(other.iter().map(|it| (1, it))) {
            sides.entry(stem(word)).or_default().push((pair, side));
        }
    }
    sides
});

/// What an entry affirms.
#[derive(Debug)]
pub(super) struct Affirmed {
    inverting: BTreeSet<String>,
    turning: BTreeSet<String>,
    stems: BTreeSet<String>,
    /// For every pair of contraries, whether the one and the other side is affirmed.
    sides: Vec<[bool; 2]>,
    narrowing: BTreeSet<String>,
}

impl Affirmed {
    /// Reads an entry.
    pub fn new(entry: &Entry) -> Self {
        let own = entry.proposition.or(entry.phrasings.first().copied()).unwrap_or_default();
        let said = Stance::new(&[own]);
        let mut narrowing = BTreeSet::new();
        for text in entry.phrasings.iter().take(PHRASINGS).chain(&entry.proposition).chain([&entry.text]) {
            narrowing.extend(Stance::new(&[text]).of(Turn::Narrows).map(|it| it.0.1.clone()));
        }
        let inverting = said.of(Turn::Inverts).map(|it| it.0.1.clone()).collect();
        let turning = said.of(Turn::Turns).chain(said.of(Turn::Protects)).map(|it| it.0.1.clone()).collect();
        let sides = said.sides().map(|it| it.map(|it| it.is_some())).collect();
        Self { inverting, turning, stems: said.stems.into_keys().collect(), sides, narrowing }
    }
}

/// A question, its cues found.
#[derive(Debug)]
pub(super) struct Asking<'a> {
    said: Stance<'a>,
    /// The pairs of contraries of which it names a side, with how it spells them.
    sides: Vec<(usize, [Option<&'a str>; 2])>,
    case: bool,
}

impl<'a> Asking<'a> {
    /// Reads a question.
    ///
    /// Only the sentences that ask are read: what leads to a question turns nothing round.
    pub fn new(question: &'a str) -> Self {
        let asking = asking(question);
        let case = asking.first().is_some_and(|it| {
            let words = words(it);
            let mut plain = words.iter().map(|it| it.plain.as_str());
            plain.next() == Some(CASE) && plain.next().is_some_and(|it| !NO_CASE.contains(&it))
        });
        let said = Stance::new(&asking);
        let sides = said.sides().enumerate().filter(|it| it.1.iter().any(Option::is_some)).collect();
        Self { said, sides, case }
    }

    /// Why the yes or no of an entry is not to be copied.
    pub fn against(&self, entry: &Affirmed) -> Option<String> {
        self.inverted(entry)
            .or_else(|| self.denied(entry))
            .or_else(|| self.contrary(entry))
            .or_else(|| self.narrowed(entry))
    }

    fn inverted(&self, entry: &Affirmed) -> Option<String> {
        let asked = self.said.of(Turn::Inverts).find(|it| !entry.inverting.contains(&it.0.1));
        let missing = || {
            entry.inverting.iter().find(|it| !self.said.cues.contains_key(&(Turn::Inverts, (*it).clone())))
        };
        asked
            .map(|((_, name), word)| asks_about(name, word))
            .or_else(|| missing().map(|it| does_not_ask_about(it)))
    }

    fn denied(&self, entry: &Affirmed) -> Option<String> {
        let denies = |stem: &str| {
            let rests = DENIALS
                .iter()
                .filter_map(|(begins, least)| stem.strip_prefix(begins).filter(|it| it.len() >= *least));
            let mut rests = rests.peekable();
            rests.peek().is_some()
                && (DENYING_STEMS.contains(stem) || rests.any(|it| entry.stems.contains(it)))
        };
        let found = self.said.stems.iter().find(|(stem, _)| denies(stem) && !entry.stems.contains(*stem));
        found.map(|it| format!("contains \"{}\", which may reverse what is affirmed", it.1))
    }

    fn contrary(&self, entry: &Affirmed) -> Option<String> {
        let turned =
            |(asked, affirmed): (&(usize, [Option<&'a str>; 2]), [bool; 2])| match (&asked.1, affirmed) {
                ([Some(word), None], [false, true]) | ([None, Some(word)], [true, false]) => Some(*word),
                _ => None,
            };
        let affirmed = |pair: usize| entry.sides.get(pair).copied().unwrap_or_default();
        let word = self.sides.iter().find_map(|it| turned((it, affirmed(it.0))))?;
        Some(format!("asks about \"{word}\", but the entry is about the opposite"))
    }

    fn narrowed(&self, entry: &Affirmed) -> Option<String> {
        let found = self.said.of(Turn::Narrows).find(|it| !entry.narrowing.contains(&it.0.1));
        let case = || self.case.then(|| format!("asks only about a specific case: \"{CASE} …\""));
        found.map(|it| format!("asks only about \"{}\"", it.1)).or_else(case)
    }
}
