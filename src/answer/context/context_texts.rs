//! Judges a text around a question: whether it is known, reverses the question, or names another party or
//! thing.

use super::{
    Context, laws,
    mark::Mark,
    narrowing, neutral, notes,
    others::{is_questionnaire, named},
    parties,
    read_texts::Stands,
    titles,
};
use crate::{
    answer::{entries::products::capitals, verdicts::reversing},
    fact::printable,
    matching::plain_words,
};

/// The maximum number of words of a note that is read like a title to find a company, a place or a time.
const SHORT: usize = 4;

impl Context<'_> {
    /// Judges a text beside the question or above its table.
    pub fn by_note(&self, text: &str, of_table: bool, limited_to: &[&str]) -> Option<Mark> {
        let known = |it: &str| self.is_neutral(it, "text around it,", limited_to);
        if known(text) || self.repeats(text) || neutral::marked_head(text).is_some_and(known) {
            return None;
        }
        Some(self.by_words(text, of_table, limited_to).unwrap_or_else(|| self.unknown(text, limited_to)))
    }

    /// Whether a text repeats the question.
    pub fn repeats(&self, text: &str) -> bool {
        plain_words(text) == plain_words(self.question)
    }

    /// Whether a text is known as a whole and does not narrow the question. It may contain the names of the
    /// products that the answer is `limited_to`.
    pub(super) fn is_neutral(&self, text: &str, what: &str, limited_to: &[&str]) -> bool {
        let products = self.known.products.iter().filter(|it| limited_to.contains(&it.0));
        let products: Vec<&[String]> = products.map(|it| it.1).collect();
        let asked = capitals(self.question).collect::<Vec<_>>();
        let own = |text: &str| capitals(text).all(|it| asked.contains(&it));
        neutral::is_neutral(&printable(text), self.known, &products)
            && self.narrows(text, what).is_none()
            && (self.known.abbreviated(text, limited_to).is_none() || own(text))
    }

    /// In a longer text, only the sentences that say how to answer matter.
    pub fn by_words(&self, text: &str, of_table: bool, limited_to: &[&str]) -> Option<Mark> {
        let whole = &*printable(text);
        notes::sentences(whole).into_iter().find_map(|text| {
            let text = printable(text);
            let text = text.trim();
            let inverted = || {
                notes::inverts(text).then(|| {
                    format!("the text around it, \"{text}\", may reverse the meaning of the question")
                })
            };
            let defines = || {
                notes::defines(text).map(|word| {
                    format!("the text around it, \"{text}\", defines what questions mean (\"{word}\")")
                })
            };
            let named = || {
                let limits = || notes::limits(text);
                let named = || titles::named_in(text, self.question, self.known);
                // A short note beside a question may name a company, a place or a time: `AWS only`, `before
                // 2019`.
                let which = || {
                    titles::says_which(text, self.question, self.known)
                        .filter(|_| text.split_whitespace().count() <= SHORT)
                };
                let of_all = of_table || notes::is_of_questions(text);
                let word =
                    Some(()).filter(|()| of_all).and_then(|()| named().or_else(limits)).or_else(which)?;
                Some(format!(
                    "the text around it, \"{text}\", may limit the question to a company, place or time \
                     (\"{word}\")"
                ))
            };
            let numbered = || {
                titles::one_of_several(text).map(|word| {
                    format!("the text around it, \"{text}\", may refer to one of several items (\"{word}\")")
                })
            };
            let why = self
                .turns(text, "text around it,")
                .or_else(inverted)
                .or_else(|| self.names(text, "text around it,", &[]));
            let product = || {
                let product = self.known.product(&plain_words(text)).filter(|it| !limited_to.contains(it))?;
                Some(format!(
                    "the text around it, \"{text}\", names a product: if the questions are about it, pass \
                     `--product {product}`"
                ))
            };
            let why = why.or_else(defines).or_else(named).or_else(numbered).or_else(product)?;
            Some(Mark::new(Stands::Beside, text, whole, why))
        })
    }

    /// The mark for a text whose only fault is that it is not one of the known texts.
    pub fn unknown(&self, text: &str, limited_to: &[&str]) -> Mark {
        let whole = printable(text);
        if let Some(why) = self.narrows(&whole, "text around it,") {
            let mut sentences = notes::all_sentences(&whole);
            let within = sentences.find_map(|it| Some((it, self.narrows(it, "text around it,")?)));
            let (text, why) = within.unwrap_or((&whole, why));
            return Mark::new(Stands::Beside, text, &whole, why);
        }
        let strange = notes::all_sentences(&whole)
            .find_map(|it| Some((it, titles::strange(it, self.question, self.known, limited_to)?)));
        let why = match &strange {
            Some((sentence, word)) => format!(
                "the text around it, \"{}\", may change what is asked (\"{word}\")",
                printable(sentence)
            ),
            None => format!("the text around it, \"{whole}\", may change what is asked"),
        };
        let text = strange.map_or_else(|| whole.clone(), |it| printable(it.0));
        Mark { unknown: true, ..Mark::new(Stands::Beside, &text, &whole, why) }
    }

    /// Why a text may reverse the meaning of the question.
    pub fn turns(&self, text: &str, what: &str) -> Option<String> {
        reversing::reverses(text)
            .then(|| format!("{} may reverse the meaning of the question", quoted(text, what)))
    }

    /// Why a text may name a party other than the question does.
    pub fn names(&self, text: &str, what: &str, allowed: &[&str]) -> Option<String> {
        let word = named(text, self.question, allowed).map(str::to_owned);
        word.map(|word| format!("{} names \"{word}\", which the question does not name", quoted(text, what)))
            .or_else(|| self.narrows(text, what))
    }

    /// Why a text of known words may still name another party or narrow the question.
    fn narrows(&self, text: &str, what: &str) -> Option<String> {
        let place = quoted(text, what);
        let titled = text.chars().count() <= notes::LABEL && is_questionnaire(&plain_words(text));
        parties::other(text, self.question, self.known, titled)
            .map(|word| format!("{place} names \"{word}\", which may be somebody other than the vendor"))
            .or_else(|| narrowing::narrows(text, self.question, self.known, &place))
            .or_else(|| {
                let law = laws::unasked(text, self.question).filter(|it| self.may_limit(it))?;
                Some(format!("{place} may limit the question to what a law or standard covers (\"{law}\")"))
            })
    }

    /// Whether the name of a law limits a question. It does not within the name of a product that is asked
    /// about. Texts apart from the questions are judged as a whole.
    fn may_limit(&self, law: &str) -> bool {
        let known =
            self.known.asked_products.iter().copied().chain(self.known.names.iter().map(Vec::as_slice));
        !self.question.is_empty() && !known.into_iter().flatten().any(|it| it == law)
    }
}

/// A text with its place: `the heading "Scope"`; a place that ends with a comma puts one behind the text too.
fn quoted(text: &str, place: &str) -> String {
    let comma = if place.ends_with(',') { "," } else { "" };
    format!("the {place} \"{text}\"{comma}")
}
