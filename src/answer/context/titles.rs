//! Words of titles and sheet names that only say what a file is or what topic it has. Any other word may
//! name a party, place or year that the questions are about, and is left for a person.

use std::{collections::BTreeSet, sync::LazyLock};

use super::{kinds, known::KnownWords, things, topics};
use crate::{
    matching::{plain_words, stems},
    word_list::{WordList, listed},
};

/// Names of sheets and parts of questionnaires, and verbs for completing them.
static FORMS: WordList = WordList::new(include_str!("../../../words/form-words.txt"));

/// Names of standards and of common questionnaires, as they occur in titles beside a year or a version.
const STANDARDS: &str = "iso, iec, nist, csf, soc, caiq, ccm, csa, hecvat, sig, vsa, vsaq, cyfun, asvs, \
     owasp, samm, tisax, vda, isa, bsi, grundschutz, cobit, cis, nis, dora, agid, openchain, pci, dss, gdpr, \
     dsgvo, rgpd, avg, hipaa, hitrust, ens, anssi, eba, naic, fedramp, cmmc, cloud, controls, v, q, rev, \
     version, ver, vers, sheet, tab, table, tabelle, feuil, hoja, foglio, blad, planilha, part, page, \
     section, question, level, stufe, p, s, t, l, a, b, c, d, e, f, r, h1, h2, appendix, annex, anlage, \
     annexe, article, art";

/// Function words in titles, and two-letter abbreviations of topics.
const LITTLE: &str = "of, to, in, on, by, an, as, at, or, is, if, be, do, it, no, nr, vs, hr, ai, ki, qa, \
                      ip, id, ir, bc, dr, dd, de, du, la, le, et, el, en, al, un, ou, y, o, e, il, lo, di, \
                      da, um, zu, im, am, os, te, op, ok, na, v1, v2, up, re, and, the, for, with, your, \
                      you, are, can, will, from, this, that, these, any, und, der, die, das, den, dem, des, \
                      zur, zum, für, mit, von, vom, ein, eine, sie, ihre, les, des, pour, sur, aux, une, \
                      vos, dans, avec, votre, los, las, del, para, por, con, una, sobre, gli, dei, delle, \
                      della, dello, degli, per, het, een, voor, van, met, dos, das, com, uma, sua";

/// Nouns of which there may be several: `Supplier A`, `Product 2`.
const SEVERAL: &str = "subcontractor, supplier, vendor, provider, company, partner, customer, client, \
                       product, system, site, office, location, entity, application, app, environment, \
                       datacenter, plant, subsidiary, affiliate, subprocessor, branch, region, country, \
                       unit, lieferant, anbieter, dienstleister, standort, produkt, unternehmen, firma, \
                       fournisseur, prestataire, produit, entreprise, societe, société, proveedor, \
                       producto, empresa, fornitore, prodotto, azienda, sede, leverancier, bedrijf, \
                       locatie, fornecedor, produto, site";

static FORM_STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| FORMS.iter().flat_map(stems).collect());
static FORM_WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| FORMS.iter().collect());

/// The first word of a title that may name a party, a place or a time. The title may contain names of
/// products that the answer is `limited_to`.
pub(super) fn strange(
    title: &str,
    question: &str,
    known: &KnownWords,
    limited_to: &[&str],
) -> Option<String> {
    unknown(title, question, known, limited_to).or_else(|| things::alone(title, question))
}

/// The first unknown word of a text, whatever the text as a whole names.
fn unknown(title: &str, question: &str, known: &KnownWords, limited_to: &[&str]) -> Option<String> {
    let said: BTreeSet<String> = plain_words(question).into_iter().chain(stems(question)).collect();
    let of_product: Vec<&[String]> =
        known.products.iter().filter(|it| limited_to.contains(&it.0)).map(|it| it.1).collect();
    let tokens = told_apart(title, known, &of_product);
    let lower = title.chars().any(char::is_lowercase) || tokens.len() == 1;
    for (at, (token, _)) in tokens.iter().enumerate().filter(|it| !it.1.1) {
        if lower && topics::is_place(token) {
            return Some((*token).to_owned());
        }
        let before = at.checked_sub(1).and_then(|it| tokens.get(it)).map(|it| it.0.to_lowercase());
        let edition =
            before.is_some_and(|word| listed(STANDARDS, &word) || word.bytes().all(|it| it.is_ascii_digit()));
        if is_formal(&token.to_lowercase(), edition) {
            continue;
        }
        for word in plain_words(token) {
            if said.contains(&word) || is_current(&word, known.year) || is_formal(&word, edition) {
                continue;
            }
            if topics::limits(&word)
                || !stems(&word).iter().all(|it| is_topic(it, known) || said.contains(it))
            {
                return Some(word);
            }
        }
    }
    let rest: Vec<&str> = tokens.iter().filter(|it| !it.1).map(|it| it.0).collect();
    one_of_several(title)
        .or_else(|| topics::of_customer(title))
        .or_else(|| kinds::of_plan(title))
        .or_else(|| kinds::of_object(&rest.join(" "), question, &|_| false))
}

/// The first word of a sentence that names a party or a time: a capitalized word that does not begin the
/// sentence, or a year.
pub fn named_in(sentence: &str, question: &str, known: &KnownWords) -> Option<String> {
    let capital =
        |it: &&&str| it.chars().next().is_some_and(char::is_uppercase) && it.chars().any(char::is_lowercase);
    let year = |it: &&&str| topics::is_year(it);
    let all = told_apart(sentence, known, &[]);
    let others = all.iter().skip(1).filter(|it| !it.1).map(|it| &it.0);
    let names: Vec<&str> = others.filter(|it| capital(it) || year(it)).copied().collect();
    names.into_iter().find_map(|it| unknown(it, question, known, &[]))
}

/// The word with which a short note names a company, a place or a time: a place, a year, a limit, or a name
/// in capitals that is not a topic.
pub(super) fn says_which(text: &str, question: &str, known: &KnownWords) -> Option<String> {
    let words = plain_words(text);
    let limit = || {
        words.iter().find(|it| {
            matches!(
                it.as_str(),
                "only" | "before" | "since" | "until" | "except" | "former" | "nur" | "vor" | "seit"
            )
        })
    };
    let others = || told_apart(text, known, &[]).into_iter().filter(|it| !it.1).map(|it| it.0);
    let place =
        || others().find(|it| topics::is_place(it) || (topics::is_year(it) && !is_current(it, known.year)));
    let shouted = |it: &&str| {
        it.len() > 1 && it.chars().all(char::is_uppercase) && unknown(it, question, known, &[]).is_some()
    };
    let name = || others().find(shouted).filter(|_| words.len() > 1);
    limit().cloned().or_else(|| place().or_else(name).map(str::to_owned))
}

/// The phrase that names one of several: `Supplier A`, `Subcontractor 1`; not `3. Supplier relations`, nor
/// `APP.01`.
pub fn one_of_several(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split_whitespace().map(|it| it.trim_matches(|it: char| !it.is_alphanumeric())).collect();
    let letter = |it: &str| it.len() == 1 && it.chars().all(char::is_uppercase);
    let number = |it: &str| !it.is_empty() && it.len() <= 3 && it.bytes().all(|it| it.is_ascii_digit());
    let one = |it: &str| letter(it) || number(it);
    let pair = words
        .windows(2)
        .find(|it| matches!(it, [what, which] if listed(SEVERAL, &what.to_lowercase()) && one(which)))?;
    Some(pair.join(" "))
}

/// Whether a stem is that of a topic or a number. A stem with letters and digits is a name (`FY2019`), and
/// so is one of two letters.
fn is_topic(stem: &String, known: &KnownWords) -> bool {
    let digits = stem.bytes().filter(u8::is_ascii_digit).count();
    if digits > 0 {
        digits == stem.len()
    } else {
        stem.chars().count() > 2 && topics::is_topic(stem, known.topics)
    }
}

/// The words of a text, each with whether it belongs to a known name or a product name that the text
/// contains completely.
fn told_apart<'t>(text: &'t str, known: &KnownWords, products: &[&[String]]) -> Vec<(&'t str, bool)> {
    let tokens: Vec<_> = tokens(text).into_iter().map(|it| (it, plain_words(it))).collect();
    let words: Vec<String> = tokens.iter().flat_map(|it| it.1.iter().cloned()).collect();
    let mut named = known.named(&words, products).into_iter();
    let told = |(token, words): (&'t str, Vec<String>)| {
        let of_name = named.by_ref().take(words.len()).filter(|it| *it).count();
        (token, !words.is_empty() && of_name == words.len())
    };
    tokens.into_iter().map(told).collect()
}

/// The words of a text, as letters and digits, without URLs and e-mail addresses.
fn tokens(text: &str) -> Vec<&str> {
    let address = |it: &&str| {
        it.contains("www.")
            || it.contains('@')
            || it.contains("://")
            || it.split_once('/').is_some_and(|it| it.0.contains('.'))
    };
    let words = text
        .split_whitespace()
        .filter(|it| !address(it))
        .flat_map(|it| it.split(|it: char| !it.is_alphanumeric()));
    words.filter(|it| !it.is_empty()).collect()
}

fn is_current(word: &str, year: i32) -> bool {
    word.parse() == Ok(year)
}

/// Whether a word is a form word, a function word, a number, or a standard's name with its edition:
/// `CAIQv4`, `Tab2`, `27001`.
pub(super) fn is_formal(word: &str, edition: bool) -> bool {
    if FORM_WORDS.contains(word) || listed(LITTLE, word) || word.chars().count() <= 1 {
        return true;
    }
    if topics::is_year(word) {
        return edition;
    }
    let parts: Vec<&str> = word.split(|it: char| it.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
    let numbered = word.contains(|it: char| it.is_ascii_digit());
    let standard = |it: &&str| {
        listed(STANDARDS, it)
            || it.strip_suffix('v').is_some_and(|it| listed(STANDARDS, it))
            || FORM_STEMS.contains(*it)
    };
    (numbered || listed(STANDARDS, word)) && parts.iter().all(standard)
        || !numbered && stems(word).iter().all(|it| FORM_STEMS.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strange_in(title: &str) -> Option<String> {
        let names = [vec!["acme".to_owned()], vec!["contoso".to_owned()]];
        let topics = BTreeSet::new();
        let known = KnownWords { topics: &topics, names: &names, year: 2026, ..KnownWords::default() };
        strange(title, "Is customer data encrypted at rest?", &known, &[])
    }

    #[test]
    fn questionnaire_titles_are_neutral_and_names_places_and_years_are_not() {
        for title in [
            "Sheet1",
            "Tab 2",
            "Questionnaire",
            "Vendor form",
            "Tabelle1",
            "Feuil1",
            "Hoja 1",
            "Security questionnaire",
            "Contoso",
            "Contoso vendor security questionnaire 2026",
            "Acme",
            "CAIQv4.0.3",
            "CyFun2025_ESSENTIAL",
            "ISO 27001:2022",
            "Version 3.2",
            "Please fill in the yellow cells.",
            "Fragebogen Informationssicherheit",
            "Questionnaire de sécurité",
            "Cuestionario de seguridad",
            "HECVAT Lite",
            "IT security",
            "Sheet1 (2)",
            "Appendix B",
            "Company information",
            "SOC 2",
        ] {
            assert_eq!(strange_in(title), None, "{title}");
        }
        for title in [
            "Hetzner",
            "2019",
            "Former version",
            "Fabrikam Bank",
            "Berlin office",
            "Questionnaire 2019",
            "Hetzner security questionnaire",
            "UK",
            "DE",
            "Security UK",
            "Supplier A",
            "Vendor 2",
            "Subcontractor 1",
            "Old",
            "Singapore",
            "Plant",
            "Legacy system",
            "Your competitor",
            "Before 2020",
            "Our obligations",
            "Payroll system",
            "Standort Berlin",
            "Site de Lyon",
            "Oficina Madrid",
            "FY2019",
            "Customers",
        ] {
            assert!(strange_in(title).is_some(), "{title}");
        }
    }

    #[test]
    fn one_of_several_parties_is_distinguished_from_numbered_headings() {
        for text in ["Supplier A", "Subcontractor 1", "Product 2:", "Lieferant B"] {
            assert!(one_of_several(text).is_some(), "{text}");
        }
        for text in ["3. Supplier relations", "Supplier", "Section A", "Supplier assessment 1", "Vendor 2026"]
        {
            assert_eq!(one_of_several(text), None, "{text}");
        }
    }

    #[test]
    fn instructions_that_name_a_party_or_year_are_detected() {
        let topics = BTreeSet::new();
        let known = KnownWords { topics: &topics, year: 2026, ..KnownWords::default() };
        let named = |it: &str| named_in(it, "Is customer data encrypted at rest?", &known).is_some();
        assert!(
            named("Please answer all questions below with regard to Hetzner")
                && named("Answer every question for the year 2019")
        );
        assert!(!named("Please answer Yes or No to all of the questions below and add a Comment"));
    }
}
