//! The products that a question is about: an answer that is limited to products is given for these only.

use std::collections::BTreeSet;

use crate::{
    fact::{Entry, Host, Product},
    matching::plain_words,
};

/// Words of questionnaires for a product by who hosts it.
const HOSTED_BY: &[(Host, &[&str])] = &[
    (
        Host::Vendor,
        &[
            "saas",
            "cloud product",
            "cloud service",
            "cloud version",
            "cloud offering",
            "cloud edition",
            "cloud solution",
            "cloud platform",
            "hosted product",
            "hosted service",
            "hosted version",
            "hosted offering",
            "managed service",
        ],
    ),
    (
        Host::Customer,
        &[
            "self hosted",
            "selfhosted",
            "self hosting",
            "self managed",
            "on premise",
            "on premises",
            "on prem",
            "onpremise",
            "onpremises",
            "onprem",
            "customer hosted",
        ],
    ),
];

/// The advice if no product is named.
pub const NAME_IT: &str = ": name it with `--product`";

/// The vendor's products, and those that the customer is known to ask about.
#[derive(Debug, Default)]
pub struct Products<'a> {
    all: Vec<Named<'a>>,
    asked_about: BTreeSet<String>,
}

/// A product with the words of its name.
#[derive(Debug)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
    words: Vec<String>,
    hosted_by: Host,
}

/// Words that ask about all of something.
const WHOLE: &[&str] = &["all", "every", "each", "both", "entire", "whole"];
/// Words for products as a whole.
const PRODUCTS: &[&str] = &[
    "product",
    "products",
    "service",
    "services",
    "offering",
    "offerings",
    "solution",
    "solutions",
    "portfolio",
];
/// Words that may be between them: `all of your products`.
const BETWEEN: &[&str] = &[
    "of", "the", "your", "our", "their", "its", "these", "those", "offered", "cloud", "saas", "software",
    "hosted",
];

/// Whether a question is about all products: `Are all your products certified?`.
fn asks_for_all(question: &str) -> bool {
    let words = plain_words(question);
    let ends = |from: usize| {
        let next = words.iter().skip(from + 1).find(|it| !BETWEEN.contains(&it.as_str()));
        next.is_some_and(|it| PRODUCTS.contains(&it.as_str()))
    };
    words.iter().enumerate().any(|(at, it)| WHOLE.contains(&it.as_str()) && ends(at))
}

/// The words of a name in capital letters.
pub fn capitals(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(|it: char| !it.is_alphanumeric());
    words.filter(|word| {
        word.chars().filter(|it| it.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
    })
}

/// The products that a question is about.
enum Subject<'s> {
    /// All of them.
    All,
    /// Those that it or its headings name, by id.
    Named(BTreeSet<&'s str>),
    /// It names none: those that the customer is known to ask about.
    OfCustomer(BTreeSet<&'s str>),
}

impl<'a> Products<'a> {
    /// The products of the data.
    pub fn new(products: &'a [Entry<Product>]) -> Self {
        let named = |it: &'a Entry<Product>| Named {
            id: &it.id.id,
            name: &it.body.name.value,
            words: plain_words(&it.body.name.value),
            hosted_by: it.body.hosted_by,
        };
        Self { all: products.iter().map(named).collect(), asked_about: BTreeSet::new() }
    }

    /// Sets the products that the customer asks about, by id.
    ///
    /// # Errors
    /// The id that no product has.
    pub fn asked_about(&mut self, ids: &[String]) -> Result<(), String> {
        match ids.iter().find(|id| !self.all.iter().any(|it| it.id == **id)) {
            Some(unknown) => Err(unknown.clone()),
            None => {
                self.asked_about.extend(ids.iter().cloned());
                Ok(())
            }
        }
    }

    /// The ids of the products that the customer is known to ask about, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked_about.iter().cloned().collect()
    }

    /// The ids of all products.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|it| it.id)
    }

    /// The products that the customer is not known to ask about, with the words of their names; empty if
    /// there is only one product.
    pub fn others(&self) -> Vec<(&str, &[String])> {
        let others = self.all.iter().filter(|it| self.all.len() > 1 && !self.asked_about.contains(it.id));
        others.map(|it| (it.id, it.words.as_slice())).collect()
    }

    /// The abbreviations that distinguish products (`US` in `Acme Cloud US`) that the customer is not known
    /// to ask about, each with the id of its product.
    pub fn abbreviations(&self) -> Vec<(&str, &str)> {
        let of_all = |it: &str| self.all.iter().all(|other| capitals(other.name).any(|name| name == it));
        let asked = |it: &str| {
            let asked = self.all.iter().filter(|other| self.asked_about.contains(other.id));
            asked.flat_map(|other| capitals(other.name)).any(|name| name == it)
        };
        let others = self.all.iter().filter(|it| self.all.len() > 1 && !self.asked_about.contains(it.id));
        let named = others.flat_map(|it| capitals(it.name).map(move |name| (it.id, name)));
        named.filter(|it| !of_all(it.1) && !asked(it.1)).collect()
    }

    /// The names, as words, of the products that the customer is known to ask about, or of the only
    /// product.
    pub fn asked_names(&self) -> impl Iterator<Item = &[String]> {
        let asked = self.all.iter().filter(|it| self.all.len() == 1 || self.asked_about.contains(it.id));
        asked.map(|it| it.words.as_slice())
    }

    /// Why an answer that applies only to the products with these ids does not answer a question.
    pub fn against(&self, limited_to: &[&str], question: &str, sections: &[String]) -> Option<String> {
        self.against_for(&self.asked_about, limited_to, question, sections)
    }

    /// The same for a customer who asks about these products.
    pub fn against_for(
        &self,
        asked_about: &BTreeSet<String>,
        limited_to: &[&str],
        question: &str,
        sections: &[String],
    ) -> Option<String> {
        if limited_to.is_empty() {
            return Some("it is based on facts that have no product in common".into());
        }
        if self.all.iter().all(|it| limited_to.contains(&it.id)) {
            return None;
        }
        let only = self.names(limited_to);
        let (asked, subject) = match self.subject(asked_about, question, sections) {
            Subject::All => {
                return Some(format!("it applies to {only} only, but the question is about all products"));
            }
            Subject::Named(asked) => (asked, "the question is about"),
            Subject::OfCustomer(asked) => (asked, "the answers are for"),
        };
        if asked.is_empty() {
            Some(format!("it applies to {only} only, and the question names no product{NAME_IT}"))
        } else if asked.iter().all(|it| limited_to.contains(it)) {
            None
        } else {
            let some = asked.iter().any(|it| limited_to.contains(it));
            let others = if some { "other products too" } else { "another product" };
            Some(format!("it applies to {only} only, but {subject} {others}"))
        }
    }

    /// The products that a question or its headings name.
    fn named(&self, question: &str, sections: &[String]) -> BTreeSet<&str> {
        let texts = std::iter::once(question).chain(sections.iter().map(String::as_str));
        texts.flat_map(|it| self.named_in(&plain_words(it)).into_iter().collect::<Vec<_>>()).collect()
    }

    /// The products that a question is about: those that it names, otherwise those that the customer is
    /// known to ask about; empty if it is about all.
    pub fn asked_by(&self, question: &str, sections: &[String]) -> BTreeSet<&str> {
        match self.subject(&self.asked_about, question, sections) {
            Subject::All => BTreeSet::new(),
            Subject::Named(asked) | Subject::OfCustomer(asked) => asked,
        }
    }

    /// The products that a customer's question is about.
    fn subject<'s>(
        &'s self,
        asked_about: &'s BTreeSet<String>,
        question: &str,
        sections: &[String],
    ) -> Subject<'s> {
        if asks_for_all(question) || sections.iter().any(|it| asks_for_all(it)) {
            return Subject::All;
        }
        let named = self.named(question, sections);
        match named.is_empty() {
            true => Subject::OfCustomer(asked_about.iter().map(String::as_str).collect()),
            false => Subject::Named(named),
        }
    }

    /// The names of the products with these ids, joined with "and".
    pub fn names(&self, ids: &[&str]) -> String {
        let names: Vec<_> = self.all.iter().filter(|it| ids.contains(&it.id)).map(|it| it.name).collect();
        names.join(" and ")
    }

    /// Why an answer that applies only to the products with these ids does not answer a question that names
    /// another product, or asks about all of them.
    pub fn other(&self, limited_to: &[&str], question: &str) -> Option<String> {
        if asks_for_all(question) && !self.all.iter().all(|it| limited_to.contains(&it.id)) {
            return Some(format!(
                "it applies to {} only, but the question is about all products",
                self.names(limited_to)
            ));
        }
        let named = self.named_in(&plain_words(question));
        let other = self.all.iter().find(|it| named.contains(&it.id) && !limited_to.contains(&it.id))?;
        Some(format!("it does not apply to {}", other.name))
    }

    /// The products that a text names; of two names at the same position, the longer one is used.
    fn named_in(&self, text: &[String]) -> Vec<&str> {
        let holds = |words: &[String]| !words.is_empty() && text.windows(words.len()).any(|it| it == words);
        let named: Vec<&Named> = self.all.iter().filter(|it| holds(&it.words)).collect();
        // `Acme Cloud Plus` names that product, and not `Acme Cloud`.
        let within = |it: &&Named| {
            named.iter().any(|other| other.words.len() > it.words.len() && other.words.starts_with(&it.words))
        };
        let named: Vec<&Named> = named.iter().copied().filter(|it| !within(it)).collect();
        let phrase = |it: &&str| holds(&it.split(' ').map(str::to_owned).collect::<Vec<_>>());
        let hosts = HOSTED_BY.iter().filter(|(_, phrases)| phrases.iter().any(phrase)).map(|(host, _)| *host);
        let mut ids: Vec<&str> = named.into_iter().map(|it| it.id).collect();
        ids.extend(
            hosts.flat_map(|host| self.all.iter().filter(move |it| it.hosted_by == host).map(|it| it.id)),
        );
        ids
    }
}
