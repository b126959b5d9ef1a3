//! What a text refers to: the questions themselves, the questions below it, or a name that it asks for.

use std::sync::Arc;

use super::{
    super::{
        folded::{fold, start},
        is_prompt,
    },
    above_texts::speaks_of_all_above,
    kept::{LONG, kept},
    shape::{Shape, shape},
    words::is_role_name,
};
use crate::word_list::listed;

/// Words of sentences about the questions and how to answer them, folded.
const OF_QUESTIONS: &str = "question, questions, answer, answers, answering, select, tick, mark, choose, \
                            enter, note, notes, above, below, following, all rows, every row, each row, \
                            frage, fragen, antwort, antworten, beantworten, ankreuzen, wahlen, hinweis, \
                            oben, unten, folgende, folgenden, reponse, reponses, repondre, repondez, \
                            cocher, cochez, ci-dessus, ci-dessous, pregunta, preguntas, respuesta, \
                            respuestas, responda, marque, domanda, domande, risposta, risposte, rispondere, \
                            vraag, vragen, antwoord, beantwoord, pergunta, perguntas, resposta, respostas";

/// Whether a text is a footnote: `* at your subcontractors`; not `*** Part 1 ***`.
pub(super) fn is_footnote(text: &str) -> bool {
    let mark = ['*', '†', '‡'];
    let text = text.trim();
    text.starts_with(mark) && !text.ends_with(mark) && text.chars().any(char::is_alphabetic)
}

/// Whether a text is about the questions and is not one: `All questions below relate to ...`, `* at your
/// subcontractors`.
pub(in crate::questionnaire) fn speaks_of_questions(text: &str) -> bool {
    let text = start(text, LONG).trim();
    let footnote = text.starts_with(['*', '†', '‡']) && text.chars().any(char::is_alphabetic);
    let folded = fold(text);
    let words = || folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    let speaks = || words().any(|it| OF_QUESTIONS.split(", ").any(|word| word.trim() == it));
    let speaks = || speaks() || speaks_of_all_above(text);
    footnote || (!text.contains(['?', '？']) && words().count() > 2 && speaks())
}

/// Whether a text continues after a header word and a colon and asks nothing: `Answer: No = compliant`.
pub(super) fn explains_a_head(text: &str) -> bool {
    let text = start(text, LONG);
    let parts = text.split_once([':', '：']).filter(|it| !it.1.trim().is_empty());
    parts.is_some_and(|it| is_role_name(it.0.trim()) && !it.1.contains(['?', '？']) && !is_prompt(text))
}

/// Words that refer to the questions below, folded.
const BELOW: &str = "following, these, those, below, davon, folgende, folgenden, folgendes, ces, suivants, \
                     suivantes, siguientes, seguenti, volgende, seguintes";

/// Whether a row that is read as a question introduces those below it: it ends like a heading, refers to
/// them, continues about somebody else, or has a section letter as its id.
pub(super) fn opens_a_list(text: &str, id: Option<&str>) -> bool {
    let text = start(text, LONG).trim();
    let folded = fold(text);
    let has = |it: &str| BELOW.split(", ").any(|word| word == it);
    let points = folded.split(|c: char| !c.is_alphanumeric()).any(has);
    let roman = |it: &str| !it.is_empty() && it.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let letter = |it: &str| it.len() == 1 && it.chars().all(|c| c.is_ascii_uppercase());
    let section = id
        .map(|it| it.trim().trim_end_matches(['.', ')']))
        .is_some_and(|it| it == "0" || roman(it) || letter(it));
    let heads = id.is_none()
        && (text.ends_with([':', '：'])
            || points
            || folded.starts_with("and ")
            || folded.starts_with("now "));
    heads || (section && !text.contains(['?', '？']))
}

/// Whether most of the texts have question marks.
pub(super) fn are_questions<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut asking, mut all) = (0, 0);
    for text in texts {
        (asking, all) = (asking + usize::from(text.contains(['?', '？'])), all + 1);
    }
    asking * 2 > all
}

/// Words that begin a question that cannot be answered with yes or no, folded.
const OPEN: &str = "what, which, who, where, when, was, welche, welcher, welches, welchem, welchen, wer, \
                    wo, wann, que, quoi, quel, quelle, quels, quelles, qui, ou, quand, cual, cuales, quien, \
                    donde, cuando, quale, quali, che, chi, dove, quando, wat, welke, wie, waar, wanneer, \
                    qual, quais, quem, onde";
/// Words that begin a row that continues the one above it, folded.
const CONTINUING: &str = "if, please, explain, describe, provide, specify, attach, wenn, falls, bitte, si, \
                          se, merci, veuillez, als, indien, zo, graag, favor";
/// The maximum number of words in a label, which may be the heading of what is below.
const LABEL: usize = 4;

/// Whether a text is a complete yes/no question that does not apply to other rows.
pub(super) fn is_closed(text: &str) -> bool {
    let text = start(text, LONG);
    text.contains(['?', '？'])
        && text.split_whitespace().nth(LABEL).is_some()
        && !fold(text).starts_with("and ")
        && !is_open(text)
}

/// Whether a question begins with a word that asks for more than a yes or no.
pub(super) fn is_open(text: &str) -> bool {
    begins_with(OPEN, &fold(text))
}

/// Words that begin a request to name something, folded.
const NAMING: &str = "name, state, specify, enter, indicate, identify, select, choose, nennen, angeben, \
                      benennen, wahlen, indiquez, precisez, nommez, indique, especifique, nombre, indicare, \
                      specificare, noem, vermeld, nome, informe";
/// Polite words before them, folded.
pub(super) const POLITE: &str =
    "please, kindly, now, then, bitte, nun, merci, de, veuillez, por, favor, per, favore, gelieve";
/// The maximum length of a preposition before an interrogative word, in characters: `For which product?`.
const PREPOSITION: usize = 4;

/// Whether a text asks for a name: `Which product is it?`, `Please specify the system`, `If so, which one?`
pub(super) fn is_naming(text: &str) -> bool {
    let folded = fold(start(text, LONG));
    let mut words = folded.split_whitespace().skip_while(|it| listed(POLITE, it));
    let requests = words.next().is_some_and(|it| listed(NAMING, it));
    let asks = |piece: &str| {
        let folded = fold(piece);
        let mut words = folded.split_whitespace();
        let first = words.next().unwrap_or_default();
        let second = words.next().filter(|_| first.chars().count() <= PREPOSITION);
        listed(OPEN, first) || second.is_some_and(|it| listed(OPEN, it))
    };
    let pieces = || start(text, LONG).split([',', ';', '.', '!', '?', '？', '\n']);
    requests || (text.contains(['?', '？']) && pieces().any(asks))
}

/// Whether a folded text contains a word of a table.
pub(super) fn has_word(folded: &str, table: &'static str) -> bool {
    folded.split_whitespace().any(|it| listed(table, it))
}

/// Whether a folded text is about questions.
pub(super) fn has_questions(folded: &str) -> bool {
    has_word(folded, QUESTIONS)
}

/// Whether a folded text begins with a word of a table.
fn begins_with(table: &'static str, folded: &str) -> bool {
    let first = folded.split(|c: char| !c.is_alphanumeric()).find(|it| !it.is_empty()).unwrap_or_default();
    listed(table, first)
}

/// Whether a row that is read as a question may also be the heading of those below it: it has few words or,
/// if the others are questions, it is a name or a statement without an id.
pub(super) fn may_head(text: &str, id: Option<&str>, mostly_questions: bool) -> bool {
    let text = start(text, LONG);
    let asks = text.contains(['?', '？']);
    let short = text.split_whitespace().nth(LABEL).is_none();
    // `What is missing?`, but not `Are backups encrypted?`, nor `If yes, please describe.`
    let label =
        short && if asks { is_open(text) } else { mostly_questions && !begins_with(CONTINUING, &fold(text)) };
    let names = || shape(text) == Shape::Label || text.trim_end().ends_with([':', '：']);
    label || (mostly_questions && !asks && (id.is_none() || names() && !begins_with(CONTINUING, &fold(text))))
}

/// Words for questions, folded; below, words for rows and parts, and words that say which of them.
const QUESTIONS: &str = "questions, fragen, preguntas, domande, vragen, perguntas";
const ROWS: &str = "rows, items, controls, requirements, statements, answers, responses, antworten, zeilen, \
                    reponses, lignes, respuestas, risposte, righe, antwoorden, respostas";
const WHICH: &str = "above, below, following, all, every, oben, unten, folgenden, alle, ci-dessus, \
                     ci-dessous, toutes, anteriores, siguientes, todas, seguenti, tutte, alle";

/// The sentences of a text that refer to many questions: all, or those above or below. A footnote is
/// returned whole.
pub(super) fn said_of_all(text: &str) -> Vec<Arc<str>> {
    let text = start(text, LONG);
    if text.trim_start().starts_with(['*', '†', '‡']) {
        return kept(text).filter(|_| speaks_of_questions(text)).into_iter().collect();
    }
    let many = |sentence: &&str| {
        let folded = fold(sentence);
        let has = |table: &str| {
            folded
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .any(|it| table.split(", ").any(|word| word == it))
        };
        !sentence.contains(['?', '？']) && (has(QUESTIONS) || (has(ROWS) && has(WHICH)))
    };
    text.split(['.', '!', ';', '\n']).filter(many).filter_map(kept).collect()
}
