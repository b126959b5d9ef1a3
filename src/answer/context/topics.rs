//! Words of headings that only say what topic the questions below belong to. A heading with any other word
//! may name a party, place or case that the questions are about, and is left for a person.

use std::{collections::BTreeSet, sync::LazyLock};

use super::{
    kinds::{of_object, of_plan},
    things,
};
use crate::{
    matching::{plain_words, stems},
    word_list::{WordList, listed},
};

/// Words in the headings of common questionnaires and standards: ISO/IEC 27001, NIST CSF, the domains of
/// cloud controls, and the parts of documents.
static TOPICS: WordList = WordList::new(include_str!("../../../words/topics.txt"));

static STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| TOPICS.iter().flat_map(stems).collect());

/// Words that say whether questions must be answered: harmless if the other words are only words for
/// questions.
const OBLIGATION: &str = "required, mandatory, optional, additional, qualifying, simple, obligatory, \
                          pflicht, pflichtfragen, optionale, zusätzliche, obligatoire, obligatoires, \
                          facultatif, facultatives, obligatorio, obligatorias, opcional, opcionales, \
                          obbligatorio, obbligatorie, facoltativo, facoltative, verplicht, verplichte, \
                          optioneel, optionele, obrigatório, obrigatórias, opcionais";
/// Words for questions, and for information about the vendor.
const QUESTIONS: &str = "question, questions, field, fields, section, part, comment, comments, note, notes, \
                         remark, remarks, information, info, answer, answers, response, responses, item, \
                         items, details, fragen, frage, felder, angaben, anmerkungen, bemerkungen, \
                         questions, champs, commentaires, remarques, preguntas, campos, comentarios, \
                         domande, campi, commenti, vragen, velden, opmerkingen, perguntas, comentários";
/// Words for the vendor and its details.
const OF_COMPANY: &str = "company, organization, vendor, supplier, provider, general, contact, business, \
                          details, detail, profile, particulars";

/// The first word of a heading that is neither in a topic (common ones, and the library's own `topics`) nor
/// in the question.
pub(super) fn strange(heading: &str, question: &str, topics: &BTreeSet<String>) -> Option<String> {
    let own = stems(question);
    let known = |stem: &String| is_topic(stem, topics) || own.contains(stem);
    let (words, said) = (plain_words(heading), plain_words(question));
    if is_formal(&words) {
        return None;
    }
    let limit = || words.iter().find(|it| limits(it) && !said.contains(it)).cloned();
    let place = || {
        heading
            .split(|it: char| !it.is_alphanumeric() && it != '.' && it != '-')
            .find(|it| is_place(it))
            .map(str::to_owned)
    };
    // A three-letter name whose last letter looks like an ending: `AWS`.
    let cut = |it: &&String| it.chars().count() > 2 && stems(it).iter().any(|stem| stem.chars().count() <= 2);
    let name = || words.iter().find(cut).filter(|it| !said.contains(it)).cloned();
    stems(heading)
        .into_iter()
        .find(|it| !known(it))
        .or_else(name)
        .or_else(limit)
        .or_else(place)
        .or_else(|| of_customer(heading))
        .or_else(|| of_plan(heading))
        .or_else(|| of_object(heading, question, &|_| false))
        .or_else(|| things::alone(heading, question))
}

/// `Required questions`, `Additional comments`, `Company details`: not `Additional services`, `Required by
/// Contoso`.
fn is_formal(words: &[String]) -> bool {
    let obliged = words.iter().any(|it| listed(OBLIGATION, it))
        && words.iter().all(|it| listed(OBLIGATION, it) || listed(QUESTIONS, it));
    let company = words.len() == 2 && words.iter().all(|it| listed(OF_COMPANY, it));
    obliged || company
}

/// Whether a stem belongs to a known topic, or is a number.
pub(super) fn is_topic(stem: &String, topics: &BTreeSet<String>) -> bool {
    STEMS.contains(stem) || topics.contains(stem) || is_number(stem)
}

/// Whether a word limits the questions under a heading: `Planned` is not a topic, though `plan` is;
/// function words say when and whose.
pub fn limits(word: &str) -> bool {
    LIMITS.contains(&word) || is_year(word) || (word.len() > 4 && word.ends_with("ed"))
}

/// Whether a word is the two-letter code of a country or region.
pub fn is_place(word: &str) -> bool {
    listed(PLACES, word)
}

/// The word of a heading that names the customer.
pub(super) fn of_customer(heading: &str) -> Option<String> {
    let words = plain_words(heading);
    words
        .iter()
        .zip(words.iter().skip(1).map(Some).chain([None]))
        .find(|(it, next)| is_customer(it, *next))
        .map(|(it, _)| it.clone())
}

/// Two-letter codes of countries and regions that are not also function words or marks of a standard.
const PLACES: &str = "AE, AT, AU, BE, BR, CA, CH, CN, CZ, DK, ES, EU, FI, FR, GB, GR, HK, HU, IE, IL, JP, \
                      KR, LU, MX, NL, NZ, PL, PT, RO, RU, SE, SG, SK, TR, TW, UA, UK, US, ZA, DE";

/// Function words that limit the questions under a heading.
const LIMITS: &[&str] = &[
    "before",
    "after",
    "since",
    "until",
    "during",
    "only",
    "our",
    "us",
    "we",
    "other",
    "others",
    "outside",
    "except",
    "no",
    "not",
    "if",
    "former",
    "future",
    "past",
    "further",
    "nur",
    "vor",
    "nach",
    "seit",
    "außer",
    "unser",
    "unsere",
    "avant",
    "après",
    "notre",
    "seulement",
    "solo",
    "antes",
    "desde",
    "nuestro",
    "nuestra",
    "prima",
    "dopo",
    "nostro",
    "alleen",
    "voor",
    "onze",
];

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|it| it.is_ascii_digit())
}

/// Whether the heading names the customer; it may be about the customer's data instead.
fn is_customer(word: &str, next: Option<&String>) -> bool {
    matches!(word, "customer" | "customers" | "client" | "clients")
        && !next.is_some_and(|it| {
            matches!(it.as_str(), "data" | "information" | "content" | "support" | "service" | "privacy")
        })
}

/// A number, or the number of a section: `4`, `A.12`, `iv`.
fn is_number(stem: &str) -> bool {
    stem.chars().count() <= 2
        || stem.contains(|c: char| c.is_ascii_digit())
        || matches!(stem, "iii" | "vii" | "viii" | "xii" | "xiii")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topic_headings_are_recognised_and_others_are_unknown() {
        let strange =
            |heading: &str| strange(heading, "Is customer data encrypted at rest?", &BTreeSet::new());
        for heading in [
            "4. Encryption and key management",
            "A.12 Operations security",
            "Domain 3: Human resources security",
            "Data protection",
            "Customer data",
            "Identity & Access Management",
            "Business Continuity Management and Operational Resilience",
            "General questions",
            "Section IV - Incident response",
            "Vendor information",
            "Required Questions",
            "Mandatory questions",
            "Optional",
            "Additional comments",
            "Optional information",
            "Company details",
            "Pflichtfragen",
            "Questions obligatoires",
            "DE.CM Security monitoring",
            "Information systems",
            "Personal data",
            "Cloud services",
            "Data security and privacy",
        ] {
            assert_eq!(strange(heading), None, "{heading}");
        }
        for heading in [
            "AWS",
            "Singapore office building",
            "Acquired companies",
            "Hetzner",
            "Your competitor",
            "Planned for 2027",
            "Excluded",
            "Controls absent",
            "Mark what is false",
            "Things you have stopped doing",
            "Legacy systems",
            "Payroll system",
            "Your subcontractors",
            "Before 2020",
            "Enterprise plan only",
            "Our obligations",
            "Customer responsibilities",
            "Data of customers",
            "Physical offices",
            "Required by Contoso",
            "Optional modules",
            "Optional services",
            "Additional services",
            "Additional products",
            "Additional security controls",
            "Company details of your subcontractors",
            "Mandatory in Singapore",
            "UK operations",
            "Operations in DE",
            "Disaster recovery site",
            "Domain 3: Human resources",
            "Email",
            "Backups",
            "Test data",
            "For AI systems",
            "If you are a processor",
            "Machine learning models",
            "Recovery facilities",
            "In the development environment",
        ] {
            assert!(strange(heading).is_some(), "{heading}");
        }
    }
}
