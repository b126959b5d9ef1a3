//! Columns that name the type of answer a row expects: `Type | Number`, `Format: URL`.

use super::super::folded::fold;

/// Headers of such columns, folded.
const HEADS: &str = "type, types, format, answer type, response type, answer format, response format, data \
                     type, field type, input type, question type, type of answer, type of response, type of \
                     question, expected answer, expected response, expected format, value type, antworttyp, \
                     antwortart, antwortformat, feldtyp, datentyp, typ, art der antwort, type de reponse, \
                     format de reponse, tipo, tipo de respuesta, formato, tipo de resposta, tipo di \
                     risposta, type antwoord, antwoordtype";
/// Answer types, folded, that a text or a yes or no satisfies.
const TEXTS: &str = "text, texts, free text, freetext, open text, open, open ended, string, narrative, \
                     comment, comments, paragraph, short text, long text, short answer, long answer, \
                     textarea, text area, text field, text box, single line, multi line, multiline, yes no, \
                     yesno, y n, yes no n a, yes no na, boolean, bool, true false, single choice, choice, \
                     dropdown, drop down, select, selection, pick list, picklist, radio, radio button, \
                     radio buttons, checkbox, mandatory, optional, required, question, statement, \
                     requirement, control, general, description, explanation, freitext, freier text, ja \
                     nein, auswahl, texte, texte libre, oui non, choix, texto, texto libre, si no, testo, \
                     testo libero, tekst, vrije tekst, ja nee, texto livre, sim nao";

/// Whether a cell, read with the header of its column, requires an answer other than a text or a yes or no.
pub fn asks_for_no_text(head: &str, cell: &str) -> bool {
    let words = |it: &str| {
        let spaced: String = fold(it).chars().map(|it| if it.is_alphanumeric() { it } else { ' ' }).collect();
        spaced.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let among = |list: &str, it: &str| list.split(", ").any(|word| word.trim() == it);
    let kind = words(cell);
    !kind.is_empty() && among(HEADS, &words(head)) && !among(TEXTS, &kind)
}

#[cfg(test)]
mod tests {
    use super::asks_for_no_text;

    #[test]
    fn answer_types_other_than_text_are_recognised() {
        for (head, cell) in [
            ("Type", "Number"),
            ("Type", "URL"),
            ("Answer type", "Name"),
            ("Response format:", "List"),
            ("Antworttyp", "Zahl"),
            ("Type", "File upload"),
        ] {
            assert!(asks_for_no_text(head, cell), "{head} {cell}");
        }
        for (head, cell) in [
            ("Type", "Text"),
            ("Type", "Yes/No"),
            ("Question type", "Free text"),
            ("Type", ""),
            ("Topic", "Number"),
        ] {
            assert!(!asks_for_no_text(head, cell), "{head} {cell}");
        }
    }
}
