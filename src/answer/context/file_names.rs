//! Reads the name of a customer's file: it may name a party, a place, a product or a case, and is then a
//! title like any other. Unknown company names may be the customer's own and do not hold answers back.
//! Dates, versions and words that people add to copies are ignored.

use super::{
    ids, kinds,
    known::KnownWords,
    laws, narrowing, notes,
    others::{ADDRESSEES, named},
    parties, things, titles, topics,
};
use crate::{
    answer::verdicts::reversing, contradictions::names_country, matching::plain_words, word_list::listed,
};

/// The maximum number of bytes of a name that are read.
const LONG: usize = 255;
/// Words for copies and stages of work, and months.
const OF_COPIES: &str = "copy, kopie, copie, copia, kopia, final, finale, finalised, finalized, definitive, \
     endfassung, draft, drafts, entwurf, brouillon, borrador, bozza, wip, tmp, temp, new, neu, old, alt, \
     latest, clean, signed, completed, filled, updated, edited, revised, reviewed, approved, answered, \
     submitted, received, returned, corrected, unlocked, exported, combined, merged, version, versions, ver, \
     vers, rev, revision, release, edition, round, vf, v, jan, january, januar, janvier, feb, february, \
     februar, mar, march, märz, apr, april, may, mai, jun, june, juni, jul, july, juli, aug, august, sep, \
     sept, september, oct, october, okt, oktober, nov, november, dec, december, dez, dezember, q1, q2, q3, \
     q4, fy";
/// Words that are party or place names in ids but not in file names, where they say whose the file is and
/// what it is for.
const OF_FILES: &str = "group, partner, third, customer, customers, client, clients, parent, test, testing, \
                        dev, development, old, fy, us";
/// Words that say which case a file is about.
const CASES: &str = "planned, acquired, outsourced, excluded, deprecated, decommissioned, retired, \
                     discontinued, terminated, staging, sandbox, uat, preprod, onprem, onpremise, \
                     onpremises, na";
/// Words before `group` that say whose group it is; after a name, `group` is part of the name.
const WHOSE: &str = "your, whole, entire, all, the, our, ihre, ihr, votre, su, vostro, uw";

/// Whether a word says which case a file is about: `planned`. It does not name a party.
pub(super) fn is_case(word: &str) -> bool {
    listed(CASES, word)
}

/// The name of a file as a title, if it says something about the questions.
pub fn title(name: &str, known: &KnownWords) -> Option<String> {
    let told = told(name, known);
    let title = told.join(" ");
    says(&told, &title, known).then_some(title)
}

/// The words of a name, without its extension, known names and words for copies.
fn told(name: &str, known: &KnownWords) -> Vec<String> {
    let name: String = name.chars().take(LONG).collect();
    let ending = |it: &str| (1..=5).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric());
    let stem = name.rsplit_once('.').filter(|it| ending(it.1)).map_or(name.as_str(), |it| it.0);
    let tokens = tokens(&without_counts(&stem.replace("%20", " ").replace(['&', '+'], "")));
    let words: Vec<String> = tokens.iter().map(|it| it.to_lowercase()).collect();
    let own = known.named(&words, &[]);
    let number = |at: usize| words.get(at).is_some_and(|word| word.bytes().all(|it| it.is_ascii_digit()));
    let kept = |at: usize, word: &str| {
        let version = word.len() > 1
            && word.strip_prefix(['v', 'r']).is_some_and(|word| word.bytes().all(|it| it.is_ascii_digit()));
        // `No 5`; a hash.
        let counts = matches!(word, "no" | "nr" | "num") && number(at + 1);
        let hash = word.len() >= 6
            && word.bytes().all(|it| it.is_ascii_hexdigit())
            && word.bytes().any(|it| it.is_ascii_digit());
        // `Supplier 2` is one of several; a longer number is a date or an id.
        let long = number(at) && (word.len() > 2 || at == 0 || number(at - 1) || number(at + 1));
        let of_copy = listed("of, von, de, di, van", word)
            && at.checked_sub(1).and_then(|it| words.get(it)).is_some_and(|it| listed(OF_COPIES, it));
        !(version || counts || hash || long || of_copy || listed(OF_COPIES, word))
    };
    let places = 0..tokens.len();
    let all =
        places.filter(|at| own.get(*at) == Some(&false) && words.get(*at).is_some_and(|it| kept(*at, it)));
    all.filter_map(|at| tokens.get(at).cloned()).collect()
}

/// A name without the numbers that programs add in brackets: `Questions (1)`.
fn without_counts(stem: &str) -> String {
    let mut rest = stem;
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once('(') {
        let inner = after.split_once(')').filter(|number| number.0.bytes().all(|it| it.is_ascii_digit()));
        out.push_str(before);
        out.push(' ');
        rest = inner.map_or(after, |it| it.1);
    }
    out + rest
}

/// The words of a name: runs of letters and digits, also split at capital letters.
fn tokens(stem: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut before = ' ';
    for it in stem.chars() {
        let inner = it == '\'' || it == '’';
        let begins = !before.is_alphanumeric() || (before.is_lowercase() && it.is_uppercase());
        match tokens.last_mut() {
            Some(last) if it.is_alphanumeric() && !begins => last.push(it),
            Some(last) if inner && before.is_alphabetic() => last.push('\''),
            _ if it.is_alphanumeric() => tokens.push(it.to_string()),
            _ => {}
        }
        before = if inner && before.is_alphabetic() { before } else { it };
    }
    tokens
}

/// Whether a name says something about the questions.
fn says(tokens: &[String], title: &str, known: &KnownWords) -> bool {
    let words = plain_words(title);
    let limits = |it: &String| topics::limits(it) && !topics::is_year(it) && !it.ends_with("ed");
    let scope =
        |it: &String| ids::scope(it, known.year).is_some_and(|it| !listed(OF_FILES, &it.to_lowercase()));
    reversing::reverses(title)
        || notes::inverts(title)
        || named(title, "", ADDRESSEES).is_some()
        || parties::other(&without_groups(tokens), "", known, true).is_some()
        || narrowing::narrows(title, "", known, "name").is_some()
        || known.product(&words).is_some()
        || known.abbreviated(title, &[]).is_some()
        || names_country(title)
        || tokens.iter().any(|it| topics::is_place(it))
        || words.iter().any(|it| limits(it) || listed(CASES, it) || scope(it))
        || titles::one_of_several(title).is_some()
        || kinds::of_plan(title).is_some()
        || things::alone(title, " ").is_some()
        || laws::unasked(title, "").is_some()
}

/// The words without `Group` after a name: `Acme Group`.
fn without_groups(tokens: &[String]) -> String {
    let of_name = |at: usize| {
        let before = at.checked_sub(1).and_then(|it| tokens.get(it));
        before.is_some_and(|it| it.starts_with(char::is_uppercase) && !listed(WHOSE, &it.to_lowercase()))
    };
    let kept = tokens.iter().enumerate().filter(|(at, it)| it.to_lowercase() != "group" || !of_name(*at));
    kept.map(|it| it.1.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title_of(name: &str) -> Option<String> {
        let names = [vec!["acme".to_owned()], vec!["contoso".to_owned(), "bank".to_owned()]];
        let product = vec!["example".to_owned(), "server".to_owned()];
        let products = vec![("server", product.as_slice())];
        title(name, &KnownWords { names: &names, products, year: 2026, ..KnownWords::default() })
    }

    #[test]
    fn common_questionnaire_file_names_are_not_titles() {
        for name in [
            "Vendor Security Questionnaire v2.xlsx",
            "Acme_CAIQ_4.0.3 (final).xlsx",
            "2026-05 Acme.csv",
            "CAIQv4.0.3_blank.xlsx",
            "Contoso Bank TPRM assessment 2023.docx",
            "Fabrikam security questionnaire.xlsx",
            "Fabrikam Group - Supplier Questionnaire.xlsx",
            "Supplier Information Security Assessment Form.docx",
            "ThirdPartyRiskAssessment_2026.xlsx",
            "Copy of Security Questionnaire (1).xlsx",
            "Kopie von Fragebogen Lieferanten.xlsx",
            "Security_Questionnaire_Vendor_05_2026_JD.xlsx",
            "Questionnaire No 5.csv",
            "security-questionnaire-3f9a81c2.xlsx",
            "SIG Lite 2025.xlsx",
            "HECVAT414.xlsx",
            "vendor-due-diligence.xlsx",
            "DPA Q&A.xlsx",
            "Security & Privacy Questionnaire_completed.xlsx",
            "asked.xlsx",
            "questions.docx",
            "Lieferantenfragebogen Informationssicherheit.xlsx",
            "Client questionnaire.xlsx",
            "ISO 27001 questionnaire.xlsx",
            "RFP-1234 security.xlsx",
            ".xlsx",
            "",
        ] {
            assert_eq!(title_of(name), None, "{name}");
        }
    }

    #[test]
    fn file_names_that_limit_or_negate_questions_are_titles() {
        for (name, title) in [
            ("Questionnaire for your subprocessors.csv", "Questionnaire for your subprocessors"),
            ("Brazil subsidiary 2023.csv", "Brazil subsidiary"),
            ("Tick No if true.csv", "Tick No if true"),
            ("Acme_BrazilSubsidiary_v2 (final).xlsx", "Brazil Subsidiary"),
            ("2026-05 Acme Brazil subsidiary (1).xlsx", "Brazil subsidiary"),
            ("Security questionnaire - subcontractors.xlsx", "Security questionnaire subcontractors"),
            ("Fragebogen Unterauftragnehmer.xlsx", "Fragebogen Unterauftragnehmer"),
            ("Copy of Brazil subsidiary.xlsx", "Brazil subsidiary"),
            ("Questionnaire_UK.xlsx", "Questionnaire UK"),
            ("Questionnaire Singapore office.xlsx", "Questionnaire Singapore office"),
            ("Planned.xlsx", "Planned"),
            ("Not applicable.xlsx", "Not applicable"),
            ("Controls you don't have.xlsx", "Controls you don't have"),
            ("Example Server security.xlsx", "Example Server security"),
            ("Supplier A.xlsx", "Supplier A"),
            ("Before the contract.xlsx", "Before the contract"),
            ("Enterprise plan only.xlsx", "Enterprise plan only"),
            ("Email.xlsx", "Email"),
            ("Questions for your whole group.xlsx", "Questions for your whole group"),
        ] {
            assert_eq!(title_of(name).as_deref(), Some(title), "{name}");
        }
    }
}
