//! Whether a text can be the name of a customer. Such a name changes nothing in what is asked, wherever it
//! is, so a title that says what questions are about must not count as one.

use std::{collections::BTreeSet, sync::LazyLock};

use super::{known::KnownWords, titles, topics};
use crate::{
    contradictions::names_country,
    matching::{plain_words, stems},
    word_list::{LEGAL_FORMS, WordList, listed},
};

/// Words of titles that say which part, place, party, product or time questions are about.
static SCOPES: WordList = WordList::new(include_str!("../../../words/scope-words.txt"));
static SCOPE_STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| SCOPES.iter().flat_map(stems).collect());

/// Legal forms that are also words of titles: `Parent company`.
const UNCERTAIN_FORMS: &str = "company, corporation, co, limited, as, se, eg";
/// Function words in names: `Bank of America`.
const IN_NAMES: &str = "\
    of, the, and, for, de, du, des, la, le, les, et, der, die, das, den, dem, und, für, von, vom, zu, \
    del, los, las, y, e, di, dei, della, da, do, dos, van, het, en, voor, am, im";
/// Words that are not in names, unless a legal form proves the opposite.
const NEVER: &str = "\
    only, part, section, scope, completed, exempt, except, exception, exceptions, excluded, your, our, \
    their, this, these, that, all, every, each, following, customer, customers, customer's, client's, \
    supplier, suppliers, vendor, vendors, subcontractor, subcontractors, subprocessor, subprocessors, \
    subsidiary, subsidiaries, affiliate, affiliates, parent, reseller, resellers, branch, branches, \
    office, offices, department, site, sites, warehouse, environment, edition, app, apps, question, \
    questions, controls, answer, answers, table, annex, appendix, before, after, since, until, planned, \
    former, discontinued, staff, nur, teil, abschnitt, kunde, lieferant, niederlassung, seulement, \
    partie, solo, parte, alleen, deel";
/// Words that show that a company is another party, even before a name with its legal form.
const OF_OTHERS: &str = "\
    only, your, our, their, subsidiary, affiliate, parent, supplier, vendor, subcontractor, \
    subprocessor, former, questions, question, customer's, except, excluding, behalf";
/// Words for organizations that are named after a country: `Bank of America`.
const OF_COUNTRIES: &str =
    "bank, banque, banco, banca, university, universität, université, airline, airlines, railways, telecom";
/// The maximum number of words in a name.
const LONGEST: usize = 8;

/// The advice about a title that may be a name.
pub(super) fn advice(title: &str, known: &KnownWords) -> &'static str {
    if may_be(title, known) { "name the customer with `--customer`, or decide" } else { "decide" }
}

/// Whether a text of a file may be suggested as the name of the customer: it ends with a legal form, or has
/// a few capitalized words, none of which is a word of titles, scopes, topics, products or times.
fn may_be(text: &str, known: &KnownWords) -> bool {
    let tokens: Vec<&str> = tokens(text).collect();
    let capital = |it: &&str| it.chars().next().is_some_and(|it| it.is_uppercase() || it.is_numeric());
    let own = || tokens.iter().filter(|it| !listed(IN_NAMES, &it.to_lowercase()) && !is_form(it));
    let begins = tokens.first().is_some_and(capital);
    let few = own().count() <= 4 && own().next().is_some();
    let told = |it: &&str| is_generic(it, known);
    let plain = text.contains(['(', ')', '[', ']', '"', '/', '|', '–', '—']);
    if plain || !begins || !few || !can_be(text) || !own().all(capital) {
        return false;
    }
    if has_form(&tokens) {
        return !own().all(told);
    }
    // `CCTV` alone cannot be identified as a name.
    let shouted = |it: &str| it.chars().count() <= 5 && !it.chars().any(char::is_lowercase);
    let abbreviation = matches!(tokens[..], [word] if shouted(word));
    let of_country = tokens.iter().any(|it| listed(OF_COUNTRIES, &it.to_lowercase()));
    !abbreviation && (of_country || !names_country(text)) && !own().any(told)
}

/// Whether a name that was passed can be the customer's: it is not a sentence, has no colon and no scope
/// words, and does not consist of words of titles only.
pub fn can_be(name: &str) -> bool {
    let tokens: Vec<&str> = tokens(name).collect();
    let lower: Vec<String> = tokens.iter().map(|it| it.to_lowercase().replace('’', "'")).collect();
    let formed = has_form(&tokens);
    if name.contains([':', '：', '?', '!', ';', '\n', '\r']) || tokens.len() > LONGEST {
        return false;
    }
    let small = |it: &&&str| it.chars().all(char::is_lowercase);
    let own = |it: &&str| !listed(IN_NAMES, &it.to_lowercase()) && !is_form(it);
    let mixed = name.chars().any(char::is_uppercase);
    let smalls = tokens.iter().filter(small).filter(|it| own(it)).count();
    let ends = tokens.len() > 2 && name.trim_end().ends_with('.') && !formed;
    if ends || mixed && smalls > 1 {
        return false;
    }
    if formed {
        return !lower.iter().any(|it| listed(OF_OTHERS, it));
    }
    let none = KnownWords::default();
    let scoped = lower.iter().any(|it| listed(NEVER, it));
    let generic = tokens.iter().filter(|it| own(it)).all(|it| is_generic(it, &none));
    let country = tokens.len() == 1 && names_country(name);
    !(scoped || generic || country)
}

/// The words of a text, without surrounding periods and commas.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let outside = |it: char| !it.is_alphanumeric();
    text.split(|it: char| it.is_whitespace() || matches!(it, '-' | '/'))
        .map(move |it| it.trim_matches(outside))
        .filter(|it| !it.is_empty())
}

/// Whether a word is a legal form, with or without periods: `Ltd`, `S.A`.
fn is_form(word: &str) -> bool {
    LEGAL_FORMS.has(&word.to_lowercase().replace('.', ""))
}

/// Whether a name ends with a legal form that is not also a word of titles.
fn has_form(tokens: &[&str]) -> bool {
    let proves = |it: &&str| {
        let form = it.to_lowercase().replace('.', "");
        is_form(it) && !listed(UNCERTAIN_FORMS, &form)
    };
    tokens.len() > 1 && tokens.last().is_some_and(proves)
}

/// Whether a word is a word of titles, instructions, scopes, topics, products or times.
fn is_generic(token: &str, known: &KnownWords) -> bool {
    let lower = token.to_lowercase();
    let of_product = known.products.iter().any(|it| it.1.contains(&lower));
    let topic = |it: &String| {
        SCOPE_STEMS.contains(it) || topics::is_topic(it, known.topics) || known.topics.contains(it)
    };
    let word = |it: &String| {
        SCOPES.has(it) || titles::is_formal(it, false) || topics::limits(it) || stems(it).iter().all(topic)
    };
    of_product || topics::is_place(token) || is_form(token) || plain_words(token).iter().all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(text: &str) -> bool {
        let product = ["example".to_owned(), "server".to_owned()];
        let products = vec![("server", &product[..])];
        may_be(text, &KnownWords { products, year: 2026, ..KnownWords::default() })
    }

    #[test]
    fn only_names_of_companies_are_offered_as_customers() {
        for name in [
            "Bank of America",
            "Contoso",
            "Borealis AG",
            "Müller & Söhne GmbH & Co. KG",
            "Fabrikam Payroll GmbH",
            "Fabrikam Ltd.",
            "Bank van de Arbeid N.V.",
        ] {
            assert!(offered(name) && can_be(name), "{name}");
        }
        for text in [
            "Part B: CCTV footage of the car park",
            "CCTV",
            "Android app for tablets only",
            "Android App",
            "To be completed by the customer's own IT department",
            "To Be Completed By The IT Department",
            "Head office",
            "Head Office",
            "China branch",
            "China Branch",
            "Brazil",
            "Germany",
            "For each control, list the systems that are exempt from it.",
            "Questions about your parent company (Acme Holding plc)",
            "Parent company",
            "Parent Company",
            "Parent Company Ltd",
            "Subsidiary Acme Ltd",
            "Your resellers",
            "Payroll",
            "Example Classic",
            "Example Server",
            "Before 2020",
            "January 2025",
            "Production",
            "Warehouse North",
            "Temporary staff of your cleaning contractor",
            "Acme Ltd only",
            "Acme Ltd / Contoso",
        ] {
            assert!(!offered(text), "{text}");
        }
    }

    #[test]
    fn a_passed_name_is_no_sentence_and_no_scope() {
        for name in [
            "alba",
            "Bora",
            "Agency 2019",
            "bank of america",
            "Ems GmbH",
            "Post Office Ltd",
            "Plant Engineering GmbH",
            "AWS Ltd",
        ] {
            assert!(can_be(name), "{name}");
        }
        for text in [
            "Part B: CCTV footage of the car park",
            "CCTV footage of the car park",
            "Android app for tablets only",
            "To be completed by the customer's own IT department",
            "To be completed by the customer’s IT team",
            "Head office",
            "head office",
            "China branch",
            "Brazil",
            "For each control, list the systems that are exempt from it.",
            "List the exempt systems",
            "Your parent company",
            "Scope",
            "Production",
            "Acme Ltd: subsidiaries",
            "Subsidiary Acme Ltd",
            "Which systems?",
        ] {
            assert!(!can_be(text), "{text}");
        }
    }
}
