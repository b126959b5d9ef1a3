//! Prompts in answer cells: texts that ask for an answer and are none, such as `TBD`, `-`, `[Supplier response]`,
//! `Please select` and `Choose an item.`
//!
//! A text is a prompt where it has no letters or digits, where it is one of a few set phrases, or where all its words are
//! words of such requests, one of them a verb that asks for input. Text between brackets needs only one such word.

use super::{answer_line::label, composed};

/// Phrases that say that there is no answer yet, in lower case.
const PHRASES: &str = "tbd, t.b.d, tba, tbc, todo, to do, to be determined, to be defined, to be confirmed, to be completed, to be provided, to be \
    filled, to be filled in, to be answered, not answered, not yet answered, unanswered, no answer, no response, no selection, not \
    selected, none selected, no answer selected, awaiting response, not set, please complete, \
    nicht beantwortet, noch nicht beantwortet, unbeantwortet, keine auswahl, noch offen, noch auszufüllen, \
    à compléter, à remplir, à définir, à renseigner, à préciser, non répondu, non renseigné, sans réponse, pas de réponse, \
    por completar, por definir, por rellenar, a completar, a definir, a preencher, sin responder, sin respuesta, no respondido, \
    sem resposta, não respondido, por preencher, \
    da compilare, da completare, da definire, non risposto, nessuna risposta, \
    in te vullen, nog in te vullen, nog niet ingevuld, niet beantwoord, n.t.b, ntb";

/// Verbs that ask for input.
const VERBS: &str = "select, choose, pick, enter, insert, type, click, tap, fill, provide, specify, describe, explain, \
    auswählen, wählen, wähle, auswahl, eingeben, einzugeben, eintragen, einfügen, ausfüllen, klicken, tippen, angeben, \
    beschreiben, erläutern, \
    sélectionner, sélectionnez, choisir, choisissez, saisir, saisissez, entrez, entrer, insérer, insérez, cliquez, appuyez, \
    renseigner, renseignez, compléter, complétez, remplir, préciser, précisez, indiquer, indiquez, \
    seleccione, seleccionar, elija, elegir, escoja, introduzca, escriba, inserte, insertar, indique, haga, selecione, selecionar, \
    escolha, escolher, insira, introduza, clique, toque, preencher, preencha, digite, \
    selezionare, seleziona, selezioni, scegliere, scegli, scelga, inserire, inserisci, compilare, indicare, fare, \
    selecteer, selecteren, kies, kiezen, klik, typ, invullen, vul, voer, geef, maak, \
    wybierz, wpisz, vyberte, zadejte, välj, ange, vælg, velg, skriv, valitse, kirjoita";

/// Words that stand beside such verbs.
const FILLERS: &str = "please, here, to, or, and, an, a, the, one, from, of, in, your, our, item, option, options, value, list, dropdown, drop, down, \
    below, answer, answers, response, responses, text, comment, comments, details, detail, explanation, information, applicable, \
    if, as, supplier, supplier's, vendor, vendor's, bidder, provider, appropriate, required, additional, any, more, \
    bitte, sie, ein, eine, einen, element, aus, der, die, das, liste, hier, um, text, zu, oder, antwort, ihre, wert, option, \
    kommentar, lieferant, lieferanten, anbieter, anbieters, bieter, bieters, des, ihr, \
    veuillez, un, une, élément, dans, la, le, liste, ici, pour, du, texte, ou, votre, réponse, valeur, merci, de, s'il, vous, \
    plaît, commentaire, fournisseur, \
    por, favor, uno, una, um, uma, elemento, opción, opção, lista, aquí, aqui, para, texto, su, sua, respuesta, resposta, clic, o, \
    valor, escribir, comentario, comentário, proveedor, fornecedor, \
    un'opzione, opzione, qui, per, inserire, testo, risposta, la, sua, vostra, valore, dall'elenco, elenco, commento, fornitore, \
    u, uw, een, keuze, optie, of, om, tekst, te, hier, antwoord, waarde, uit, de, lijst, alstublieft, toelichting, leverancier, \
    op, tik, \
    odpowiedź, z, listy, ze, svar, ett, et, alternativ, vastaus, yksi";

/// Words of labels behind which an answer or a comment is to be written.
const LABELS: &str = "answer, answers, response, responses, reply, replies, comment, comments, remark, remarks, note, notes, details, explanation, \
    justification, evidence, \
    antwort, antworten, kommentar, kommentare, bemerkung, bemerkungen, anmerkung, anmerkungen, begründung, erläuterung, nachweis, \
    réponse, réponses, commentaire, commentaires, remarques, respuesta, respuestas, comentario, comentarios, observaciones, \
    resposta, respostas, comentário, comentários, risposta, risposte, commento, commenti, antwoord, antwoorden, opmerking, opmerkingen, \
    toelichting, svar, kommentti";

/// A longer text is somebody's words.
const LONGEST: usize = 120;

/// Whether a text of an answer cell is a prompt, and no answer.
pub fn is_prompt(text: &str) -> bool {
    let text = composed(text.trim()).to_lowercase().replace('\u{2019}', "'");
    if text.is_empty() || text.chars().count() > LONGEST {
        return false;
    }
    if let Some(inner) = bracketed(&text) {
        let inner = inner.trim();
        // `[x]` is a tick; `[Supplier response]` asks.
        return inner.chars().filter(|it| it.is_alphabetic()).count() != 1
            && (is_request(inner, false) || inner.chars().all(is_mark));
    }
    if text.chars().all(is_mark) {
        return true;
    }
    if let Some(rest) = behind_label(&text) {
        return rest.is_empty() || is_prompt(rest);
    }
    let bare = text.trim_matches(|c: char| is_mark(c) || c.is_whitespace() || matches!(c, ':' | '!'));
    listed(PHRASES, bare) || is_request(bare, true)
}

/// What stands behind a label such as `Response:` or `Vendor's comments:`, of whose words all say that an answer comes.
fn behind_label(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once([':', '\u{FF1A}'])?;
    let words = || name.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|it| !it.is_empty());
    let named =
        words().any(|it| listed(LABELS, it)) && words().all(|it| listed(LABELS, it) || listed(FILLERS, it));
    (named || label(text).is_some()).then(|| rest.trim())
}

/// The text between a pair of brackets that encloses it all.
fn bracketed(text: &str) -> Option<&str> {
    let pairs = [('[', ']'), ('<', '>'), ('{', '}'), ('«', '»'), ('(', ')')];
    let (open, close) = pairs.into_iter().find(|it| text.starts_with(it.0) && text.ends_with(it.1))?;
    let inner = text.trim_start_matches(open).trim_end_matches(close);
    (!inner.contains(open) && !inner.contains(close) && !inner.is_empty()).then_some(inner)
}

/// Dots, dashes and the like, of which a line to write on consists; ticks and boxes are none of them.
fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}'
                ..='\u{2015}'
                    | '_'
                    | '.'
                    | '\u{2026}'
                    | '\u{B7}'
                    | '*'
                    | '?'
                    | '/'
                    | '\\'
                    | '#'
                    | '~'
                    | '='
                    | ':'
                    | ','
        )
}

/// Whether words ask for input: `all` of them, with a verb among them; else any.
fn is_request(text: &str, all: bool) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|it| !it.is_empty());
    let known: Vec<_> = words.map(|it| (listed(VERBS, it), listed(FILLERS, it))).collect();
    let request = listed(PHRASES, text) || known.iter().any(|it| it.0);
    if all {
        request && known.iter().all(|it| it.0 || it.1)
    } else {
        const ASKED: &str = "answer, answers, response, responses, comment, comments, text, antwort, kommentar, réponse, respuesta, resposta, risposta, \
    antwoord, toelichting, svar";
        request || text.split(|c: char| !c.is_alphanumeric()).any(|it| listed(ASKED, it))
    }
}

/// Whether a table of words, parted by commas, has one.
fn listed(table: &str, word: &str) -> bool {
    table.split(", ").any(|it| it == word)
}

#[cfg(test)]
mod tests {
    use super::is_prompt;

    #[test]
    fn prompts_are_told_from_answers() {
        let prompts = [
            "TBD",
            "tbd.",
            "-",
            "--",
            "–",
            "…",
            "...",
            "____",
            "[Supplier response]",
            "[Enter your answer here]",
            "<please insert>",
            "{{answer}}",
            "Choose an item.",
            "Please select",
            "-- Select --",
            "Select...",
            "Select one",
            "Not answered",
            "Click or tap here to enter text.",
            "<enter answer>",
            "Bitte auswählen",
            "Wählen Sie ein Element aus.",
            "Klicken oder tippen Sie hier, um Text einzugeben.",
            "Veuillez sélectionner",
            "Choisissez un élément.",
            "À compléter",
            "A\u{300} compléter",
            "Seleccione una opción",
            "Elija un elemento.",
            "Selezionare",
            "Scegliere un elemento.",
            "Maak een keuze",
            "Kies een item.",
            "Selecione",
            "Não respondido",
            "[...]",
            "( )",
            "?",
            "Please provide details",
            "Wybierz",
            "Välj ett alternativ",
            "Response:",
            "Vendor response:\n",
            "Response: [enter]",
            "Comments:",
            "Additional comments:",
            "Réponse :",
            "Kommentar des Anbieters:",
            "回答：",
        ];
        for it in prompts {
            assert!(is_prompt(it), "{it} is a prompt");
        }
        let answers = [
            "",
            "Yes",
            "No",
            "N/A",
            "n/a",
            "x",
            "X",
            "☒",
            "✓",
            "[x]",
            "[X]",
            "(x)",
            "☐",
            "0",
            "5",
            "Yes.",
            "None",
            "Not applicable",
            "See trust centre.",
            "[See attachment 3]",
            "Select customers only",
            "We provide details on request.",
            "Complete",
            "Text",
            "Answer",
            "SOC 2 (Type II)",
            "Customers choose the region.",
            "Pending audit",
            "Partially",
            "Implemented",
            "[Confidential]",
            "Enter Group Ltd",
            "completed",
            "Response: Yes",
            "Comments: none",
            "Response",
            "Yes:",
            "Note: see annex:",
            "Details in annex:",
        ];
        for it in answers {
            assert!(!is_prompt(it), "{it} is an answer");
        }
    }
}
