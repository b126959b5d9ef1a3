//! Rows that are read as questions but refer to other questions: `4 | Please answer questions 5-7 for your
//! subsidiary`.

use super::{
    super::folded::{fold, start},
    kept::LONG,
    shape::{Shape, prefix, shape},
    speaking::{POLITE, has_questions, has_word},
};

/// Words for questions and for answers, folded.
const QUESTIONS: &str = "question, questions, questionnaire, questionnaires, survey, answer, answers, \
                         answered, answering, frage, fragen, fragebogen, antwort, antworten, beantworten, \
                         beantwortet, reponse, reponses, repondre, repondez, repondu, pregunta, preguntas, \
                         cuestionario, encuesta, respuesta, respuestas, responda, respondan, responder, \
                         conteste, contesten, domanda, domande, quesito, quesiti, questionario, risposta, \
                         risposte, rispondere, rispondete, rispondi, vraag, vragen, vragenlijst, antwoord, \
                         antwoorden, beantwoord, beantwoorden, pergunta, perguntas, resposta, respostas";
/// Words for parts of a questionnaire, folded.
const PARTS: &str = "row, rows, line, lines, item, items, entry, entries, section, sections, part, parts, \
                     form, sheet, sheets, tab, tabs, page, pages, table, field, fields, chapter, zeile, \
                     zeilen, punkt, punkte, abschnitt, abschnitte, teil, formular, blatt, seite, seiten, \
                     tabelle, feld, felder, kapitel, ligne, lignes, rubrique, rubriques, section, partie, \
                     parties, formulaire, feuille, page, tableau, champ, champs, chapitre, fila, filas, \
                     seccion, secciones, parte, partes, formulario, hoja, pagina, tabla, campo, campos, \
                     riga, righe, sezione, sezioni, parti, modulo, foglio, tabella, campi, voci, rij, \
                     rijen, onderdeel, onderdelen, deel, formulier, blad, bladzijde, tabel, veld, velden, \
                     linha, linhas, secao, secoes, formulario, folha, tabela, itens";
/// Words that say which of them, folded.
const WHICH: &str = "this, these, here, below, above, following, follows, next, remaining, remainder, rest, \
                     subsequent, previous, preceding, all, every, each, dieser, diese, dieses, diesem, \
                     diesen, unten, oben, folgende, folgenden, folgender, nachste, nachsten, ubrigen, \
                     restlichen, weiteren, alle, allen, jede, cette, ce, ces, suivante, suivantes, suivant, \
                     suivants, prochaine, prochaines, dessous, dessus, restantes, toutes, tous, esta, este, \
                     estas, estos, siguiente, siguientes, proximas, todas, todos, questa, questo, queste, \
                     questi, seguente, seguenti, successive, prossime, restanti, tutte, tutti, deze, dit, \
                     volgende, onderstaande, bovenstaande, overige, resterende, alle, desta, deste, estes, \
                     seguinte, seguintes, abaixo, acima";
/// Phrases that refer to what follows, folded.
const FROM_HERE: &str = "from here, from now on, hereafter, henceforth, hereinafter, what follows, the \
                         remainder, the rest of, ab hier, ab jetzt, im folgenden, nachfolgend, nachstehend, \
                         fortan, ci apres, ce qui suit, a partir d ici, dorenavant, desormais, en lo \
                         sucesivo, en adelante, a continuacion, lo que sigue, di seguito, da qui in poi, da \
                         qui in avanti, quanto segue, hierna, vanaf hier, vanaf nu, hetgeen volgt, a \
                         seguir, daqui em diante, doravante, a partir daqui";
/// Words that begin a request to answer, or to assume something while answering, folded.
const ANSWERING: &str = "answer, respond, reply, complete, fill, assume, suppose, imagine, consider, \
                         regard, treat, read, think, proceed, continue, repeat, beantworten, antworten, \
                         fullen, nehmen, betrachten, denken, wiederholen, lesen, repondez, remplissez, \
                         completez, supposez, considerez, repetez, responda, conteste, rellene, complete, \
                         suponga, considere, repita, rispondere, rispondete, compilare, compilate, \
                         supponete, considerate, ripetete, beantwoord, antwoord, vul, neem, beschouw, \
                         herhaal, preencha, suponha, considere, repita";
/// Words before the party or thing that a text is for, folded.
const FOR: &str = "for, behalf, about, regarding, concerning, as, that, only, again, fur, namen, als, an, \
                   dass, pour, nom, comme, que, para, nombre, como, por, per, nome, come, che, voor, \
                   namens, dat, over";
/// Words that state what something is about, folded.
const STATING: &str = "about, concern, concerns, relate, relates, regard, regards, regarding, mean, means, \
                       meant, refer, refers, scope, apply, applies, cover, covers, consider, betrifft, \
                       betreffen, bezieht, beziehen, gilt, gelten, gemeint, geht, concerne, concernent, \
                       porte, portent, applique, appliquent, vise, visent, refiere, refieren, aplica, \
                       aplican, trata, tratan, riguarda, riguardano, riferisce, riferiscono, applica, \
                       applicano, intende, intendono, betreft, geldt, gelden, gaat, gaan, bedoeld, refere, \
                       referem, aplicam, tratam";

/// Phrases that say who completes the file, folded.
const COMPLETED_BY: &str = "to be completed by, to be filled in by, to be filled out by, to be answered by, \
                            for completion by, auszufullen durch, auszufullen von, zu beantworten von, zu \
                            beantworten durch, a completer par, a remplir par, a renseigner par, a \
                            cumplimentar por, a completar por, a rellenar por, da compilare a cura, da \
                            completare a cura, in te vullen door, te beantwoorden door, a preencher por, a \
                            ser preenchido por";
/// Words that refer to what is above, folded.
const ABOVE: &str = "above, preceding, foregoing, obigen, obige, vorstehenden, ci dessus, precedentes, \
                     anteriores, precedenti, bovenstaande, voorgaande, acima";

/// The maximum number of words between such words.
const NEAR: usize = 2;

/// Whether a row that is read as a question is a text about other questions: it has no question mark, and
/// it refers to questions, to parts of the file or to what follows, or asks to answer on behalf of
/// somebody; among questions, also if it states what something is about.
pub(super) fn leads(text: &str, mostly_questions: bool) -> bool {
    let text = prefix(text).map_or(text, |it| it.1);
    let text = start(text, LONG);
    let folded = fold(text);
    let spaced = folded
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let padded = format!(" {spaced} ");
    let has = |table: &str| phrases(table).any(|it| padded.contains(&format!(" {it} ")));
    if text.contains(['?', '？']) {
        // `Are the above answers valid for your subcontractors?`
        return has(ABOVE) && has_word(&spaced, QUESTIONS);
    }
    let from_here = || has(FROM_HERE) || has(COMPLETED_BY);
    let first = || spaced.split(' ').find(|it| !phrases(POLITE).any(|word| word == *it)).unwrap_or_default();
    let answers = || phrases(ANSWERING).any(|it| it == first()) && has_word(&folded, FOR);
    let states = || mostly_questions && shape(text) != Shape::Requests && has_word(&folded, STATING);
    has_word(&folded, QUESTIONS)
        || points_at_parts(&folded)
        || names_a_part(text)
        || from_here()
        || answers()
        || states()
}

/// Whether a folded text has a word for a part of the file near one that says which: `the next two
/// sections`, `items below`.
fn points_at_parts(folded: &str) -> bool {
    let words: Vec<&str> = folded.split_whitespace().collect();
    let parts = words.iter().enumerate().filter(|it| has_word(it.1, PARTS)).map(|it| it.0);
    parts.into_iter().any(|at| {
        let near = words.get(at.saturating_sub(NEAR)..words.len().min(at + NEAR + 1)).unwrap_or_default();
        near.iter().any(|it| has_word(it, WHICH))
    })
}

/// Whether a text names a part of the file by its number or letter: `rows 5-7`, `section B`.
fn names_a_part(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let [part, number] = pair else { return false };
        let bare = number.trim_matches(|it: char| !it.is_alphanumeric());
        let numbered = bare.starts_with(|it: char| it.is_ascii_digit());
        let lettered = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase);
        (numbered || lettered) && has_word(&fold(part), PARTS)
    })
}

/// Whether a sentence names questions by number, or asks to answer one for somebody: `questions 5-7`,
/// `answer question 5 for them`.
pub(super) fn names_questions(sentence: &str) -> bool {
    let folded = fold(sentence);
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let [word, number] = pair else { return false };
        let many = has_questions(word);
        let numbered = number.starts_with(|it: char| it.is_ascii_digit());
        numbered && (many || (has_word(word, QUESTIONS) && has_word(&folded, FOR)))
    })
}

fn phrases(table: &str) -> impl Iterator<Item = &str> {
    table.split(", ").map(str::trim)
}
