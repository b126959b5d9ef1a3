//! Names that may occur around a question without changing what it asks: known topics, the vendor, the
//! customer.

use std::collections::BTreeSet;

use super::read_for::{NONE_READ, ReadTexts};
use crate::{answer::entries::products::capitals, word_list::LEGAL_FORMS};

/// The words that may occur around a question.
#[derive(Debug, Clone)]
pub struct KnownWords<'a> {
    /// The stems of the library's own topics.
    pub topics: &'a BTreeSet<String>,
    /// The names of the vendor, and of the customer if known, each as its words.
    pub names: &'a [Vec<String>],
    /// The names of the products that the customer is known to ask about, each as its words.
    pub asked_products: Vec<&'a [String]>,
    /// The names of products, as words, that the customer is not known to ask about; empty if there is only
    /// one product.
    pub products: Vec<(&'a str, &'a [String])>,
    /// The abbreviations of such products, each with the id of its product.
    pub abbreviations: Vec<(&'a str, &'a str)>,
    /// The texts that a person has read and that change nothing for the questions listed with them.
    pub read: &'a ReadTexts,
    /// The name of the file, if it is a title of its questions.
    pub file_title: Option<&'a str>,
    /// The ids of the file's questions.
    pub ids: &'a BTreeSet<String>,
    /// The current year.
    pub year: i32,
}

/// An empty set of words.
pub static NONE: BTreeSet<String> = BTreeSet::new();

impl Default for KnownWords<'_> {
    fn default() -> Self {
        Self {
            topics: &NONE,
            names: &[],
            asked_products: vec![],
            products: vec![],
            abbreviations: vec![],
            read: &NONE_READ,
            file_title: None,
            ids: &NONE,
            year: 0,
        }
    }
}

/// Whether a word of a name may be omitted.
fn is_legal_form(word: &str) -> bool {
    word == "and" || LEGAL_FORMS.has(word)
}

impl KnownWords<'_> {
    /// For each word of a text, whether it belongs to a complete name: the words of the name in order,
    /// optionally without its legal form.
    pub fn named(&self, text: &[String], products: &[&[String]]) -> Vec<bool> {
        let mut named = vec![false; text.len()];
        let names = self
            .names
            .iter()
            .map(|it| (it.as_slice(), true))
            .chain(products.iter().chain(&self.asked_products).map(|it| (*it, false)));
        for (name, of_company) in names {
            for from in 0..text.len() {
                let until = text.get(from..).and_then(|it| whole(name, it, of_company)).map(|it| from + it);
                let taken = until.and_then(|it| named.get_mut(from..it));
                taken.into_iter().flatten().for_each(|it| *it = true);
            }
        }
        named
    }

    /// How a title is called in messages: it may be the name of the file.
    pub(super) fn title_name(&self, title: &str) -> &'static str {
        if self.file_title == Some(title) { "the file name" } else { "the title" }
    }

    /// The product that a text names only by its abbreviation: `HIPAA` if `Acme HIPAA` is a product.
    pub(super) fn abbreviated(&self, text: &str, limited_to: &[&str]) -> Option<&str> {
        let named = |it: &&(&str, &str)| capitals(text).any(|word| word == it.1);
        let others = self.abbreviations.iter().filter(|it| !limited_to.contains(&it.0));
        others.filter(named).map(|it| it.0).next()
    }

    /// The product that a text names.
    pub fn product(&self, text: &[String]) -> Option<&str> {
        let names = |words: &[String]| !words.is_empty() && text.windows(words.len()).any(|it| it == words);
        self.products.iter().find(|it| names(it.1)).map(|it| it.0)
    }
}

/// The number of words at the beginning of a text that form a complete name; `None` if it does not begin
/// with it.
fn whole(name: &[String], text: &[String], of_company: bool) -> Option<usize> {
    let optional = |it: &str| of_company && is_legal_form(it) && name.iter().any(|it| !is_legal_form(it));
    let (mut at, mut said) = (0, 0);
    for word in name {
        if text.get(at) == Some(word) {
            at += 1;
            said = at;
        } else if !optional(word) {
            return None;
        }
    }
    (said > 0).then_some(said)
}
