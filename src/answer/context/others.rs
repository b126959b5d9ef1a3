//! Other parties that questions may be about: suppliers, customers, other companies.

use crate::matching::plain_words;

/// Words of headings under which a question may be about a party or thing other than the vendor and its
/// service.
const OTHERS: &[&str] = &[
    "suppliers",
    "vendors",
    "customers",
    "clients",
    "partners",
    "subcontractor",
    "subcontractors",
    "subprocessor",
    "subprocessors",
    "thirdparty",
    "third party",
    "third parties",
    "fourth party",
    "fourth parties",
    "nth party",
    "reseller",
    "resellers",
    "affiliate",
    "affiliates",
    "subsidiary",
    "subsidiaries",
    "hosting provider",
    "hosting providers",
    "cloud provider",
    "cloud providers",
    "parent company",
    "contractor",
    "contractors",
    "reference",
    "references",
    "legacy",
    "beta",
    "unterauftragnehmer",
    "subunternehmer",
    "auftragsverarbeiter",
    "lieferanten",
    "kunden",
    "sous traitant",
    "sous traitants",
    "fournisseurs",
    "subencargados",
    "subcontratistas",
    "proveedores",
    "clientes",
    "onderaannemers",
    "leveranciers",
    "klanten",
    "subfornitori",
    "fornitori",
    "clienti",
    "fornecedores",
];

/// Those of them that may be in the title of a questionnaire for vendors.
pub(super) const ADDRESSEES: &[&str] = &[
    "suppliers",
    "vendors",
    "partners",
    "thirdparty",
    "third party",
    "third parties",
    "lieferanten",
    "fournisseurs",
    "leveranciers",
    "fornitori",
    "proveedores",
    "fornecedores",
];
/// Words in the title of a questionnaire.
const QUESTIONNAIRES: &[&str] = &[
    "questionnaire",
    "questionnaires",
    "survey",
    "form",
    "checklist",
    "fragebogen",
    "questionario",
    "cuestionario",
    "vragenlijst",
];

/// The party named by a text but not by the question, other than those that are `allowed`.
pub fn named(text: &str, question: &str, allowed: &[&str]) -> Option<&'static str> {
    let (words, own) = (plain_words(text), plain_words(question));
    OTHERS.iter().find(|it| contains(&words, it) && !contains(&own, it) && !allowed.contains(*it)).copied()
}

/// Whether a text is the title of a questionnaire.
pub(super) fn is_questionnaire(words: &[String]) -> bool {
    words.iter().any(|it| QUESTIONNAIRES.contains(&it.as_str()))
}

/// Whether a text contains the words of a phrase in sequence.
fn contains(text: &[String], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    text.windows(phrase.len()).any(|it| it.iter().zip(&phrase).all(|(a, b)| a == b))
}
