//! Rows that read as questions and say what the rows below them are about, with or without an id or an
//! answer: `Do your suppliers meet the following?`, `Do you use subcontractors? If so:`, `For which country
//! do you answer?`.

use super::{
    super::folded::{fold, start},
    around::is_about,
    clerical::is_clerical,
    kept::LONG,
    shape::{Shape, shape},
    speaking::{POLITE, has_questions, has_word, is_closed, is_open},
};

/// Which rows, up to the next heading, a row like this applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// All of them.
    All,
    /// Those that depend on it: requests, names, statements, open questions.
    Parts,
    /// Names and statements.
    Statements,
}

impl Reach {
    /// Whether it covers a row with this text.
    pub fn covers(self, text: &str) -> bool {
        match self {
            Self::All => true,
            Self::Parts => !is_closed(text),
            Self::Statements => {
                !text.contains(['?', '？']) && matches!(shape(text), Shape::States | Shape::Label)
            }
        }
    }
}

/// Words for what follows, folded.
const FOLLOWING: &str = "following, follows, below, folgende, folgenden, folgender, folgendes, folgendem, \
                         nachfolgende, nachfolgenden, nachstehende, nachstehenden, suivant, suivants, \
                         suivante, suivantes, dessous, siguiente, siguientes, seguente, seguenti, volgende, \
                         onderstaande, seguinte, seguintes, abaixo";
/// Words after such a word that show that it refers to a list in the question itself, folded: `Which of the
/// following are in place?`.
const VERBS: &str = "is, are, was, were, do, does, did, has, have, can, will, must, may, apply, applies, \
                     exist, exists, not, in, for, at, sind, ist, werden, wird, haben, hat, gelten, gilt, \
                     trifft, treffen, nicht, sont, est, ont, a, ne, se, s, estan, son, es, tiene, tienen, \
                     no, sono, e, hanno, non, zijn, heeft, hebben, niet, sao, estao, tem, nao";
/// Words in an open question that ask for what is missing, folded.
const DENYING: &str = "not, missing, lack, lacks, lacking, without, absent, gap, gaps, fehlt, fehlen, \
                       nicht, manque, manquent, pas, falta, faltan, no, manca, mancano, non, ontbreekt, \
                       ontbreken, niet, nao";
/// Words that ask which of several, folded.
const WHICH: &str = "which, what, any, all, each, none, welche, welcher, welches, quels, quelles, lesquels, \
                     lesquelles, lequel, cuales, cual, quali, quale, welke, quais, qual";
/// Conditions that are complete clauses, folded.
const CONDITIONS: &str = "if so, if yes, if not, if no, if applicable, where applicable, in this case, in \
                          that case, wenn ja, falls ja, wenn nein, falls zutreffend, in diesem fall, si \
                          oui, si non, le cas echeant, dans ce cas, en caso afirmativo, en su caso, si es \
                          asi, en este caso, in caso affermativo, se si, in tal caso, zo ja, indien ja, in \
                          dat geval, em caso afirmativo, se sim, neste caso";
/// Words before a party or a thing, folded.
const FOR: &str = "for, on behalf of, about, regarding, concerning, fur, im namen, bezuglich, pour, au nom, \
                   concernant, para, por, sobre, per, a nome, voor, namens, over, em nome";
/// Words for the questionnaire itself, folded.
const ITSELF: &str = "this questionnaire, this document, this workbook, this file, this form, this survey, \
                      this assessment, these questions, these answers, this checklist, dieser fragebogen, \
                      diesen fragebogen, diesem fragebogen, dieses dokument, diesem dokument, ce document, \
                      este documento, questo documento, dit document, dieses formular, diese fragen, ce \
                      questionnaire, ce formulaire, ces questions, este cuestionario, estas preguntas, \
                      questo questionario, queste domande, deze vragenlijst, deze vragen, dit formulier, \
                      este questionario, estas perguntas, answered no, answered yes, answer no, answer yes";
/// Words for the subject of the questionnaire, folded.
const ASSESSED: &str = "being assessed, under assessment, bewertet wird, evaluee, evaluado, evaluada, \
                        valutata, beoordeeld, avaliada";
/// Words for answering, folded.
const ANSWERING: &str = "answer, answering, respond, responding, reply, complete, completing, beantworten, \
                         antworten, repondez, repondre, remplissez, responde, contesta, rispondete, \
                         rispondere, beantwoordt, beantwoorden, responder";
/// Words that say which questions, folded.
const OTHERS: &str = "all, further, later, other, every, next, remaining, rest, alle, weiteren, ubrigen, \
                      toutes, autres, todas, demas, otras, tutte, altre, ulteriori, alle, andere, verdere, \
                      outras, demais";
/// Words at the end of a label that asks for a name, folded: `Subcontractor name?`.
const NAMES: &str =
    "name, names, assessed, scope, date, bezeichnung, nom, nombre, nome, naam, datum, fecha, data";
/// The maximum number of words in a label.
const LABEL: usize = 4;
/// The maximum number of words in a field label that ends with a colon.
const FIELD: usize = 4;

/// The rows below that a row applies to; `None` if it does not apply to others.
pub(super) fn reach(text: &str) -> Option<Reach> {
    let text = start(text, LONG).trim();
    let asks = text.contains(['?', '？']);
    let sentences: Vec<&str> =
        text.split_inclusive(['.', '!', '?', '？', ';', '\n', '。']).map(str::trim).collect();
    let all = asks && (sentences.iter().any(|it| turns_to_others(it)) || speaks_of_itself(text))
        || ends_open(text, &sentences)
        || asks && names_what(text);
    let below = points_below(text);
    let denies = || asks && is_open(text) && has_word(&words(text), DENYING);
    all.then_some(Reach::All).or(below).or_else(|| denies().then_some(Reach::Statements))
}

/// The words of a text, folded.
fn words(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn phrases(table: &str) -> impl Iterator<Item = &str> {
    table.split(", ").map(str::trim)
}

fn has_phrase(words: &str, table: &str) -> bool {
    let padded = format!(" {words} ");
    phrases(table).any(|it| padded.contains(&format!(" {it} ")))
}

/// The rows that a text refers to as what follows: all if the reference is a list of its own (`the
/// following are NOT in place`), otherwise the dependent ones (`the following roles`). What follows may
/// also be in the text itself.
fn points_below(text: &str) -> Option<Reach> {
    let item = |it: &str| it.starts_with(['-', '•', '*']) || it.len() <= 3 && it.ends_with(['.', ')']);
    let has_list = |rest: &str| rest.contains('\n') || rest.split_whitespace().next().is_some_and(item);
    let mut from = 0;
    let sentences = text.split_inclusive(['.', '!', '?', '？', ';', '\n', '。']).filter_map(|sentence| {
        from += sentence.len();
        let rest = text.get(from..).unwrap_or_default();
        let listed =
            sentence.split_once([':', '：']).is_some_and(|it| it.1.chars().any(char::is_alphanumeric));
        let ends = sentence.trim_end().ends_with(['?', '？', ':', '：']);
        (ends && !listed && !has_list(rest)).then(|| of_sentence(sentence)).flatten()
    });
    sentences.min()
}

fn of_sentence(sentence: &str) -> Option<Reach> {
    let words = words(sentence);
    let all: Vec<&str> = words.split(' ').collect();
    let at = all.iter().position(|it| phrases(FOLLOWING).any(|word| word == *it))?;
    let alone = all.get(at + 1).is_none_or(|it| phrases(VERBS).any(|word| word == *it));
    let which = all.iter().take(at).any(|it| phrases(WHICH).any(|word| word == *it));
    Some(if alone || which { Reach::All } else { Reach::Parts })
}

/// Whether a text ends with a condition or a party, and a colon: `If so:`, `For this provider:`.
fn ends_open(text: &str, sentences: &[&str]) -> bool {
    if !text.ends_with([':', '：']) {
        return false;
    }
    let last = words(sentences.last().copied().unwrap_or_default());
    let begins = |table: &str| phrases(table).any(|it| last == it || last.starts_with(&format!("{it} ")));
    let condition = phrases(CONDITIONS).any(|it| last == it);
    condition
        || (begins(FOR) && last.split(' ').nth(FIELD).is_none())
        || (begins(CONDITIONS) && has_phrase(&last, FOR))
}

/// Whether a sentence that is not a question asks to answer other questions on behalf of somebody: `Please
/// answer all further questions for this subsidiary.`
fn turns_to_others(sentence: &str) -> bool {
    let words = words(sentence);
    let first = || words.split(' ').find(|it| !phrases(POLITE).any(|word| word == *it)).unwrap_or_default();
    let answers = || phrases(ANSWERING).any(|it| it == first());
    !sentence.ends_with(['?', '？'])
        && has_questions(&words)
        && has_phrase(&words, FOR)
        && (has_word(&words, OTHERS) || answers())
}

/// Whether a text asks how, or for which company, the questionnaire itself is answered.
pub(super) fn speaks_of_itself(text: &str) -> bool {
    let words = words(text);
    let begins = phrases(FOR).any(|it| words.starts_with(&format!("{it} ")));
    let assessed = is_open(text) && has_phrase(&words, ASSESSED);
    (has_phrase(&words, ITSELF) && !words.starts_with("if "))
        || assessed
        || (begins && has_word(&words, ANSWERING))
}

/// Whether a short text asks for a name, a date or a thing: `Subcontractor name?`, `Country?`.
pub(super) fn names_what(text: &str) -> bool {
    let words = words(text);
    let last = words.rsplit(' ').next().unwrap_or_default();
    let short = words.split(' ').nth(LABEL).is_none();
    short && !is_clerical(&words) && (has_word(last, NAMES) || words == last && is_about(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lead_in_rows_are_recognised_by_their_words() {
        for text in [
            "Which of the following are NOT in place?",
            "Which of the following controls do you lack?",
            "Do your suppliers meet the following?",
            "Do you use subcontractors? If so:",
            "Which cloud provider hosts our data? For this provider:",
            "Which subsidiary will deliver the service? Please answer all further questions for this \
             subsidiary.",
            "For which country do you answer?",
            "For which legal entity do you complete this questionnaire?",
            "What is the name of the company being assessed?",
            "Is this questionnaire completed for a subcontractor?",
            "Have you answered No to mean compliant?",
            "Subcontractor name?",
            "Country?",
            "As of which date?",
            "Erfüllen Ihre Lieferanten Folgendes?",
            "Setzen Sie Unterauftragnehmer ein? Wenn ja:",
            "Lesquels des éléments suivants ne sont pas en place ?",
            "¿Cuáles de los siguientes no están implantados?",
        ] {
            assert_eq!(reach(text), Some(Reach::All), "{text}");
        }
        assert_eq!(reach("Are the following controls in place?"), Some(Reach::Parts));
        assert_eq!(reach("What is missing in your organisation?"), Some(Reach::Statements));
        for text in [
            "Do you encrypt backups?",
            "Do you answer questions of data subjects within a month?",
            "How many questions of data subjects did you answer last year?",
            "Do you use subcontractors? If yes, please name them.",
            "Do you have a policy? If yes, please describe:",
            "Please describe your backup process:",
            "Which of the following do you use: AES, RSA?",
            "A data protection officer is appointed.",
        ] {
            assert!(matches!(reach(text), None | Some(Reach::Statements)), "{text}");
        }
    }
}
