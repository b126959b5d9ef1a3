//! Notes: the sentences that say how to answer, and those that reverse the meaning of a yes.

use crate::{answer::verdicts::words::verdict_of, fact::Verdict, matching::plain_words, word_list::listed};

/// The maximum length of a name or label, in characters.
pub(super) const LABEL: usize = 60;

/// Words of sentences that say how to answer, or who is asked about.
const ANSWERING: &str = "answer, answers, yes, no, mark, tick, check, select, choose, indicate, enter, \
                         respond, response, state, refers, refer, means, mean, concern, concerns, apply, \
                         applies, you, antwort, antworten, beantworten, ja, nein, ankreuzen, wählen, \
                         répondre, répondez, réponse, oui, cocher, cochez, responda, respuesta, sí, marque, \
                         rispondere, risposta, sì, antwoord, beantwoord, nee, resposta, sim, não";
/// Words of sentences that define what questions mean, or the period that they refer to: `All questions
/// refer to the year 2020.`
const DEFINING: &str =
    "means, mean, refers, refer, bedeutet, bezieht, beziehen, désigne, significa, betekent";
/// Words that reverse an instruction: `Tick Yes if the following is untrue`.
const FALSE: &str = "untrue, incorrect, incorrectly, false, wrong, inaccurate, opposite, inverse, inverted, \
                     reverse, reversed, disagree, unwahr, falsch, unzutreffend, unrichtig, umgekehrt, \
                     gegenteil, faux, fausse, fausses, inexact, inexacte, incorrecte, contraire, falso, \
                     falsa, falsos, falsas, incorrecto, incorrecta, contrario, inverso, errato, errata, \
                     scorretto, scorretta, sbagliato, onwaar, onjuist, fout, foutief, omgekeerd, tegendeel, \
                     incorreto, incorreta, errado, errada, contrário";
/// Words that begin a condition.
const CONDITION: &str = "if, where, when, whenever, for, unless, provided, means, wenn, falls, sofern, wo, \
                         für, bei, bedeutet, heißt, si, lorsque, quand, pour, où, signifie, cuando, donde, \
                         para, se, quando, dove, per, significa, als, indien, wanneer, waar, voor, \
                         betekent, onde, caso";
/// Words that ask to write something.
const WRITING: &str = "answer, enter, tick, mark, check, select, choose, put, write, state, indicate, \
                       respond, type, say, antworten, antworte, ankreuzen, wählen, schreiben, eintragen, \
                       répondez, répondre, cochez, indiquez, inscrivez, sélectionnez, responda, marque, \
                       indique, escriba, seleccione, rispondere, rispondete, indicare, scrivere, \
                       selezionare, antwoord, vul, kies, escreva, assinale";
/// Words for yes beside a no.
const YES: &str = "true, y, j, o, s, wahr, richtig, vrai, verdadero, vero, waar, verdadeiro, correct";
/// Words that join a yes and a no into a description of the possible answers: `Yes or No`.
const JOINING: &str = "or, and, oder, und, ou, et, o, y, u, e, of, en";

/// A short text as a whole; of a longer one, the sentences that say how to answer: `Answer Yes where the
/// control is NOT in place.`
pub fn sentences(text: &str) -> Vec<&str> {
    if text.chars().count() <= LABEL {
        return vec![text];
    }
    let says = |it: &&str| inverts(it) || plain_words(it).iter().any(|word| listed(ANSWERING, word));
    text.split(['.', ';', '\n', '!']).filter(says).collect()
}

/// Every sentence of a text.
pub(super) fn all_sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', ';', '\n', '!', '?', '。', '！', '？']).map(str::trim).filter(|it| !it.is_empty())
}

/// Whether a text is a sentence that does not say how to answer: `Return the completed file.`
pub(super) fn is_aside(text: &str) -> bool {
    let words = plain_words(text);
    let sentence = text.trim_end().ends_with(['.', '!']) && words.len() >= 3;
    sentence && !words.iter().any(|it| listed(ANSWERING, it) || listed(CONDITION, it) || it == "only")
}

/// Words that show that a sentence is about the questions.
const OF_QUESTIONS: &str = "question, questions, answer, answers, above, below, following, row, rows, \
                            fragen, antworten, oben, unten, questions, reponses, réponses, preguntas, \
                            respuestas, domande, risposte, vragen, antwoorden, perguntas, respostas";
/// Words that limit the questions to one of several things or times.
const LIMITING: &str = "relate, relates, concern, concerns, regarding, exclusively, except, environment, \
                        environments, site, office, year, before, since, until, betreffen, beziehen, \
                        ausschließlich, concernent, portent, refieren, riguardano, betreffen, hebben, \
                        referem";

/// Whether a sentence is about the questions themselves.
pub(super) fn is_of_questions(sentence: &str) -> bool {
    sentence.trim_start().starts_with(['*', '†', '‡'])
        || plain_words(sentence).iter().any(|it| listed(OF_QUESTIONS, it))
}

/// The word with which a sentence about the questions limits their subject or time.
pub fn limits(sentence: &str) -> Option<String> {
    plain_words(sentence).into_iter().find(|word| listed(LIMITING, word))
}

/// The word of a sentence that defines what questions mean.
pub(super) fn defines(sentence: &str) -> Option<String> {
    plain_words(sentence).into_iter().find(|word| listed(DEFINING, word))
}

/// Whether a sentence asks for a no if something is true, or for a yes if it is false: `Enter N where the
/// control is in place`, `Tick Yes if the following is untrue`. A sentence that only lists the two (`Answer
/// Yes or No`, `True / False`) does not.
pub(super) fn inverts(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> =
        lower.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let word = |at: Option<usize>| at.and_then(|it| words.get(it)).copied().unwrap_or_default();
    let verdict = |at: Option<usize>| Some(word(at)).filter(|it| !it.is_empty()).and_then(verdict_of);
    let yes = |at: Option<usize>| verdict(at) == Some(Verdict::Yes) || listed(YES, word(at));
    // `Yes or No`, `Yes, No or N/A`, `Y/N`.
    let joined = |at: usize| listed(JOINING, word(at.checked_sub(1))) && yes(at.checked_sub(2));
    let paired = |at: usize| yes(at.checked_sub(1)) || joined(at);
    let conditional = words.iter().any(|it| listed(CONDITION, it));
    words.iter().enumerate().any(|(at, it)| {
        // In some languages, the word for no also means `not` or `in`.
        let no = verdict_of(it) == Some(Verdict::No) || matches!(*it, "n" | "false");
        let told = (1..=3).any(|back| listed(WRITING, word(at.checked_sub(back))));
        let next = listed(CONDITION, word(Some(at + 1)));
        let says_no = no && !paired(at) && conditional && (next || told);
        let alarm = matches!(
            word(Some(at + 1)),
            "positive" | "positives" | "negative" | "negatives" | "alarm" | "alarms"
        );
        says_no || listed(FALSE, it) && !paired(at) && !alarm
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_that_invert_a_yes_are_distinguished_from_others() {
        for note in [
            "Tick Yes if the following is untrue",
            "Tick yes if the statement is incorrect.",
            "Mark the box if this is false",
            "Enter N where the control is in place",
            "If the control is in place, please select No",
            "N = in place, for all rows; put N if it is in place",
            "Antworten Sie mit Nein, wenn die Maßnahme umgesetzt ist",
            "Kreuzen Sie an, was falsch ist",
            "Répondez Non si la mesure est en place",
            "Responda No si el control existe",
            "Rispondere No se il controllo esiste",
            "Antwoord Nee als de maatregel bestaat",
            "Responda Não se o controle existe",
        ] {
            assert!(inverts(note), "{note}");
        }
        for note in [
            "Please answer Yes or No for each question",
            "Answer Yes, No or N/A where applicable",
            "Select Y/N if you can",
            "True / False",
            "Answer true or false for each",
            "Antworten Sie mit Ja oder Nein, wenn möglich",
            "Répondez par Oui ou Non pour chaque question",
            "Responda Sí o No para cada pregunta",
            "Is customer data encrypted?",
            "Please enter the number of employees for each site",
            "Describe the strategy for handling false positives",
        ] {
            assert!(!inverts(note), "{note}");
        }
    }
}
