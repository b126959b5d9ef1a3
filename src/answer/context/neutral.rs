//! Texts that do not change what is asked: the headers, headings, titles and instructions of
//! `neutral-texts.txt`, each as a whole, and, apart from the questions, the fields of `form-fields.txt`.
//! All other texts are left for a person.

use std::{collections::HashSet, sync::LazyLock};

use super::{ids, known::KnownWords, topics};
use crate::{
    answer::verdicts::words::is_plain_verdict,
    matching::plain_words,
    questionnaire::layout::{
        asks_for_no_text, excludes, has_tick, is_clerical, is_filled, is_mark, is_not_applicable, is_value,
    },
    symbols::has_picture,
    word_list::listed,
};

/// The texts, each as its words.
static TEXTS: LazyLock<HashSet<String>> =
    LazyLock::new(|| read(include_str!("../../../words/neutral-texts.txt")));
/// The fields, each as its words.
static FIELDS: LazyLock<HashSet<String>> =
    LazyLock::new(|| read(include_str!("../../../words/form-fields.txt")));

fn read(table: &str) -> HashSet<String> {
    let lines = table.lines().map(str::trim);
    let texts = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).flat_map(alternatives);
    texts.map(|text| plain(&text).join(" ")).collect()
}

/// Conjunctions between texts.
const JOINING: &str = "and, or, und, oder, et, ou, y, o, e, en";
/// Words beside a name that add nothing: `Questionnaire of Contoso`.
const OF_NAME: &str =
    "of, by, for, from, the, von, der, des, für, de, du, pour, del, para, di, van, voor, do, da";
/// Placeholder for any year but the current one.
const YEAR: &str = "#year";

/// Whether a text changes nothing. It may contain the names of the vendor, of the customer and of
/// `products`.
pub(super) fn is_neutral(text: &str, known: &KnownWords, products: &[&[String]]) -> bool {
    is_listed(text, known, products, &[&TEXTS]) || is_known_field(text, known, products)
}

/// Whether a text apart from the questions changes nothing.
pub(super) fn is_neutral_apart(text: &str, known: &KnownWords) -> bool {
    is_listed(text, known, &[], &[&TEXTS, &FIELDS])
        || is_field(text, known)
        || is_known_field(text, known, &[])
}

/// Whether a text is a ticked field about the person who answers: `Signature: x`.
fn is_field(text: &str, known: &KnownWords) -> bool {
    let parts = text.rsplit_once(": ").filter(|it| is_filled(it.1));
    let label = |label: &str| is_clerical(label) || is_listed(label, known, &[], &[&FIELDS]);
    parts.is_some_and(|it| label(it.0)) || is_clerical(text)
}

/// Whether a text is a field about the file with known names as its value: `Completed by: Acme`.
fn is_known_field(text: &str, known: &KnownWords, products: &[&[String]]) -> bool {
    let parts = text.split_once([':', '：']).filter(|it| is_clerical(it.0));
    parts.is_some_and(|(_, value)| !has_tick(value) && said(value, known, products).is_empty())
}

fn is_listed(text: &str, known: &KnownWords, products: &[&[String]], tables: &[&HashSet<String>]) -> bool {
    let whole = |text: &str| {
        let said = said(text, known, products);
        said.is_empty() || tables.iter().any(|it| it.contains(&said))
    };
    let mut sentences = sentences(text).into_iter().filter(|it| it.chars().any(char::is_alphanumeric));
    // `Type: Number`
    let asks_for_no_text = text.split_once(": ").is_some_and(|it| asks_for_no_text(it.0, it.1));
    !has_tick(text)
        && !asks_for_no_text
        && !compares(text)
        && !has_picture(text)
        && sentences.all(|sentence| whole(sentence) || parts(sentence).iter().all(|part| whole(part)))
}

/// Whether a text without words is a comparison: `≥ 3`, `≠`, `< 24`.
fn compares(text: &str) -> bool {
    const SIGNS: &[char] = &['<', '>', '=', '≥', '≤', '≠', '≈', '±', '~', '∅', '¬'];
    text.contains(SIGNS) && !text.chars().any(char::is_alphabetic)
}

/// The header of a column with a mark below it: `Mandatory` in `Mandatory: Yes`. A value that says that a
/// row does not apply is not a mark.
pub(super) fn marked_head(text: &str) -> Option<&str> {
    let says = |(head, mark): &(&str, &str)| {
        // `Status: Planned` says more than a tick.
        let plain = !is_value(mark) || is_plain_verdict(mark);
        plain && is_mark(mark) && !excludes(head, mark) && !is_not_applicable(mark)
    };
    text.rsplit_once(": ").filter(says).map(|it| it.0)
}

/// Whether a question itself contains the words of a heading: `Backups` above `Are backups encrypted?`.
pub(super) fn is_in_question(heading: &str, question: &str) -> bool {
    let (heading, question) = (plain_words(heading), plain_words(question));
    let heading: Vec<&String> = heading.iter().skip_while(|it| is_number(it)).collect();
    !heading.is_empty()
        && question
            .windows(heading.len())
            .any(|words| words.iter().zip(&heading).all(|(it, word)| it == *word))
}

/// Expands the `(a|b|)` alternatives in a line.
fn alternatives(line: &str) -> Vec<String> {
    let group = line.find('(').and_then(|open| Some((open, line[open..].find(')')? + open)));
    let Some((open, close)) = group else { return vec![line.to_owned()] };
    let rest = alternatives(&line[close + 1..]);
    let choices = line[open + 1..close].split('|');
    choices
        .flat_map(|choice| rest.iter().map(move |rest| format!("{}{choice}{rest}", &line[..open])))
        .collect()
}

/// The words of a text in the form of the table: without numbers, names, and the conjunctions between
/// names.
fn said(text: &str, known: &KnownWords, products: &[&[String]]) -> String {
    let words = plain(without_code(text, known.year));
    let named = known.named(&words, products);
    let mut said: Vec<&str> = Vec::new();
    let mut after_name = false;
    for (word, named) in words.iter().zip(named) {
        if named {
            while said.last().is_some_and(|it| listed(OF_NAME, it)) {
                said.pop();
            }
            after_name = true;
        } else if !(after_name && listed(OF_NAME, word)) {
            after_name = false;
            if word.split('.').any(|it| topics::is_year(it) && it.parse() != Ok(known.year)) {
                said.push(YEAR);
            } else if !is_number(word) {
                said.push(word);
            }
        }
    }
    said.join(" ")
}

/// The words of a text; a version (`v4.1`) without its letter.
fn plain(text: &str) -> Vec<String> {
    if text.contains(YEAR) {
        return text.split_whitespace().map(str::to_owned).collect();
    }
    plain_words(text)
        .into_iter()
        .map(|word| word.strip_prefix('v').filter(|it| is_number(it)).map_or(word.clone(), str::to_owned))
        .collect()
}

fn is_number(word: &str) -> bool {
    word.starts_with(|it: char| it.is_ascii_digit())
        && word.bytes().all(|it| it.is_ascii_digit() || it == b'.')
}

/// A text without its leading code or number: `A.12 Operations security`, `Section IV - Governance`. A code
/// that names a party, a place or a time (`SUB-1`) is kept, and so is a code without a text (`FY2024`).
fn without_code(text: &str, year: i32) -> &str {
    let text = text.trim();
    let Some((first, rest)) = text.split_once(char::is_whitespace) else { return text };
    let code = first.trim_end_matches([':', '.', ')', '-']);
    if ids::scope(code, year).is_some() {
        return text;
    }
    let letters: String = code.chars().filter(|it| it.is_alphabetic()).collect();
    let roman = !code.is_empty() && code.chars().all(|it| matches!(it, 'I' | 'V' | 'X'));
    let numbered = code.chars().any(|it| it.is_ascii_digit()) && code.chars().count() <= 10;
    let letter = code.chars().count() == 1 && code.chars().all(char::is_uppercase);
    let is_code = roman || letter || (numbered && letters.chars().all(char::is_uppercase));
    if is_code && !topics::is_place(&letters) && !topics::is_year(code) { rest.trim_start() } else { text }
}

/// The sentences of a text; a period within a number does not end a sentence.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let spaced = letters.peek().is_none_or(|it| it.1.is_whitespace());
        if matches!(letter, '\n' | ';' | '。' | '！' | '？') || (matches!(letter, '.' | '!' | '?') && spaced)
        {
            sentences.push(&text[from..at]);
            from = at + letter.len_utf8();
        }
    }
    sentences.push(&text[from..]);
    sentences
}

/// The parts of a combined text: `Security & Privacy`, `Answer (optional)`.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in text
        .replace([':', '|', '/', '&', ',', '(', ')', '[', ']', '–', '—', '•', '*', '"'], " , ")
        .split_whitespace()
    {
        match parts.last_mut() {
            Some(last) if !(word == "," || word == "-" || listed(JOINING, &word.to_lowercase())) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|it| !it.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neutral(text: &str) -> bool {
        let names = [vec!["contoso".to_owned()]];
        is_neutral(text, &KnownWords { year: 2026, names: &names, ..KnownWords::default() }, &[])
    }

    #[test]
    fn neutral_texts_are_recognised_with_numbers_and_names_and_in_combination() {
        for text in [
            "Question",
            "Yes / No",
            "Answer (optional)",
            "3.1 Encryption",
            "A.12 Operations security",
            "Section IV - Governance, Risk and Compliance",
            "Security & Privacy",
            "Contoso Security Questionnaire",
            "Questionnaire of Contoso v4.0.3",
            "Please answer all questions.",
            "Please complete the table below.",
            "Fill in the following table:",
            "Please answer the questions in the table below.",
            "Bitte füllen Sie die folgende Tabelle aus.",
            "Veuillez compléter le tableau ci-dessous.",
            "Please answer all 20 questions. Thank you!",
            "To be completed by the vendor",
            "Version 4.0.3",
            "ISO/IEC 27001:2022",
            "Template last updated: 2023",
            "Security Assessment 2026",
            "Fragen zum Datenschutz; Antwort",
            "12",
            "",
        ] {
            let expected = text != "Fragen zum Datenschutz; Antwort";
            assert_eq!(neutral(text), expected, "{text}");
        }
    }

    #[test]
    fn all_other_texts_need_review() {
        for text in [
            "To be completed by your supplier",
            "Your service providers",
            "Please answer for all companies of your group",
            "Please answer all questions for your subsidiary",
            "Please complete the table below for your subsidiary.",
            "Please complete the table below if you are a processor.",
            "Please complete Table 2 of the other form.",
            "Group",
            "Answers as of 2023-12-31",
            "Status as at",
            "2023",
            "31.12.2023",
            "Security Assessment 2019",
            "Before the contract",
            "Email",
            "Network",
            "Backups",
            "Support",
            "Test",
            "Yes / Gap",
            "No",
            "Not applicable",
            "EU-1 Security",
            "SUB-1 Security",
            "FY2024",
            "X",
            "Please do not answer all questions",
            "Answer (US)",
            "Fabrikam Security Questionnaire",
            "Security Questionnaire for your subcontractors",
        ] {
            assert!(!neutral(text), "{text}");
        }
        let apart = |text: &str| is_neutral_apart(text, &KnownWords { year: 2026, ..KnownWords::default() });
        assert!(apart("Email:") && apart("Date and signature"));
        assert!(!apart("Answers as of") && !apart("2023-12-31"));
        assert!(
            apart("Signature: \u{2612}")
                && !apart("Security: \u{2612}")
                && apart("Signature: x")
                && !apart("Your subsidiary: x")
                && !apart("Yes")
        );
    }

    #[test]
    fn a_heading_whose_words_are_in_the_question_is_neutral() {
        assert!(is_in_question("4. Backups", "Are backups encrypted?"));
        assert!(is_in_question("Data at rest", "Is data at rest encrypted?"));
        assert!(!is_in_question("Backups", "Is data encrypted?"));
        assert!(!is_in_question("Test", "Do you carry out penetration tests?"));
        assert!(!is_in_question("Data, not at rest", "Is data at rest encrypted?"));
    }
}
