//! Lines like `Response:` that an answer is written after: at the end of a question's cell, or in a cell of
//! their own.

use std::{collections::BTreeMap, ops::Range};

use super::{Area, At, Sheet, boxes, composed, folded::word_count};

/// Phrases that only occur where an answer goes, in lower case.
const LABELS: &[&str] = &[
    "answer",
    "response",
    "reply",
    "your answer",
    "your response",
    "your reply",
    "antwort",
    "ihre antwort",
    "antwort des anbieters",
    "antwort des lieferanten",
    "réponse",
    "votre réponse",
    "réponse du fournisseur",
    "respuesta",
    "su respuesta",
    "respuesta del proveedor",
    "risposta",
    "la vostra risposta",
    "risposta del fornitore",
    "antwoord",
    "uw antwoord",
    "antwoord van de leverancier",
    "resposta",
    "回答",
    "答复",
    "答案",
    "답변",
    "คำตอบ",
];
/// Words for an answer.
const ANSWERS: &[&str] = &["answer", "response", "reply"];
/// Words for the person or company that completes the file.
const VENDORS: &[&str] = &[
    "vendor",
    "supplier",
    "bidder",
    "provider",
    "tenderer",
    "company",
    "organisation",
    "organization",
    "respondent",
    "offeror",
    "proposer",
];
/// The maximum length of a label before a colon.
const LONGEST: usize = 60;
/// A cell with fewer words may be a heading, and needs no line.
const SENTENCE: usize = 3;

/// The length of the label at the beginning of a text, including its colon: `Response: Yes`.
pub fn label(text: &str) -> Option<usize> {
    let (colon, mark) =
        text.char_indices().find(|it| matches!(it.1, ':' | '\u{FF1A}')).filter(|it| it.0 < LONGEST)?;
    is_word(text.get(..colon)?).then_some(colon + mark.len_utf8())
}

/// Whether a text is only a label, with or without a colon: `Response`.
pub fn is_label(text: &str) -> bool {
    is_word(text.trim().trim_end_matches([':', '\u{FF1A}']))
}

fn is_word(text: &str) -> bool {
    let text = composed(text.trim()).to_lowercase().replace('\u{2019}', "'");
    LABELS.contains(&text.as_str()) || is_of_vendor(&text)
}

/// Whether a phrase names the vendor's answer: `bidder's response`, `response of the vendor`.
fn is_of_vendor(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().map(|it| it.trim_end_matches("'s")).collect();
    let of_vendor = |words: &[&str]| {
        words.last().is_some_and(|it| VENDORS.contains(it))
            && words.iter().all(|it| VENDORS.contains(it) || matches!(*it, "the" | "your" | "service"))
    };
    match words.as_slice() {
        [before @ .., last] if ANSWERS.contains(last) => before.len() <= 3 && of_vendor(before),
        [first, "from" | "of" | "by", after @ ..] if ANSWERS.contains(first) => {
            after.len() <= 3 && of_vendor(after)
        }
        _ => false,
    }
}

/// A cell's text with a line for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerLine<'a> {
    /// The text above the line; empty if there is only the line.
    pub question: &'a str,
    /// The part that is kept: the question, the label and the whitespace after it.
    pub head: &'a str,
    /// The present text after the label.
    pub answer: &'a str,
}

/// Where the last line of a text that begins with a label begins, and where its label ends.
pub fn label_line(text: &str) -> Option<Range<usize>> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|it| it.0 + 1));
    let found = |start: usize| {
        let line = text.get(start..)?.split('\n').next()?;
        let blanks = line.len() - line.trim_start().len();
        Some(start..start + blanks + label(line.trim_start())?)
    };
    starts.filter_map(found).next_back()
}

/// The last line of a text that begins with a label; the rest of the line is the answer.
pub fn answer_line(text: &str) -> Option<AnswerLine<'_>> {
    let Range { start, end } = label_line(text)?;
    let rest = text.get(end..)?;
    let answer = rest.trim();
    let head = if answer.is_empty() { text } else { text.get(..end + rest.len() - rest.trim_start().len())? };
    Some(AnswerLine { question: text.get(..start)?.trim(), head, answer })
}

impl AnswerLine<'_> {
    /// The text with a new answer after the label.
    pub fn with(&self, answer: &str) -> String {
        let space = if answer.is_empty() || self.head.ends_with(char::is_whitespace) { "" } else { " " };
        format!("{}{space}{answer}", self.head)
    }
}

/// Adds the places after such lines as separate cells ([`At::inside`]). The question's cell keeps the text
/// above the line, in columns where at least half of the sentences have such a line; elsewhere the line is
/// part of a text. `drawn` says whether the file has a cell at a position without text: a cell beside a
/// label is meant for the answer.
pub fn part(sheet: &mut Sheet, drawn: impl Fn(At) -> bool) {
    let mut columns: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let mut lines: Vec<(At, bool)> = Vec::new();
    for (at, cell) in sheet.cells.iter().filter(|it| !it.1.formula) {
        let line = answer_line(&cell.text);
        let asks = line.is_none_or(|it| !it.question.is_empty());
        let count = columns.entry(at.column).or_default();
        count.0 += usize::from(asks && word_count(&cell.text) >= SENTENCE);
        count.1 += usize::from(asks && line.is_some());
        lines.extend(line.map(|_| (*at, asks)));
    }
    for (at, asks) in lines {
        if asks && columns.get(&at.column).is_none_or(|it| it.1 * 2 < it.0) {
            continue;
        }
        let Some(own) = sheet.cells.get_mut(&at) else { continue };
        let text = own.text.clone();
        let Some(line) = answer_line(&text) else { continue };
        let mut inside = boxes::cell(line.answer.to_owned());
        inside.locked = own.locked;
        if asks {
            let above = boxes::cell(line.question.to_owned());
            own.text = above.text;
            if own.choices.as_ref().is_some_and(|it| it.ticked) {
                own.choices = above.choices;
            }
        }
        sheet.cells.insert(at.inside(), inside);
        let last = sheet.area(at).map_or(at.column, |it: Area| it.last.column);
        let beside = At { row: at.row, column: last + 1 };
        if !asks && drawn(beside) {
            sheet.cells.entry(beside).or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{answer_line, is_label, label};

    #[test]
    fn the_last_labelled_line_takes_the_answer() {
        let text = "Is there a fence?\n\nResponse:";
        let line = answer_line(text).unwrap();
        assert_eq!((line.question, line.head, line.answer), ("Is there a fence?", text, ""));
        assert_eq!(line.with("There is."), "Is there a fence?\n\nResponse: There is.");
        let line = answer_line("Is there?\r\nAnswer:\r\n  [enter]\r\n").unwrap();
        assert_eq!(line.with("Yes"), "Is there?\r\nAnswer:\r\n  Yes");
        assert_eq!(answer_line("Response: Yes").unwrap().question, "");
        assert!(answer_line("Is the response: fast?").is_none());
    }

    #[test]
    fn answer_labels_are_recognised_in_all_supported_languages() {
        for it in [
            "Answer:",
            "Vendor response:",
            "R\u{e9}ponse :",
            "Re\u{301}ponse:",
            "Antwort:",
            "回答：",
            "답변:",
        ] {
            assert!(label(it).is_some() && is_label(it), "{it}");
        }
        assert!(is_label("Answer") && label("Answer").is_none());
        assert!(!is_label("Answer the question:"));
    }

    #[test]
    fn answer_labels_of_other_parties_are_not_recognised() {
        for it in [
            "Supplier's response:",
            "Bidder\u{2019}s response:",
            "Your company's answer:",
            "Response of the vendor:",
            "Reply from supplier:",
        ] {
            assert!(label(it).is_some(), "{it}");
        }
        for it in [
            "Subcontractor's response:",
            "Customer response:",
            "Response of the subcontractor:",
            "Response of the vendor's supplier to us:",
            "The response:",
            "Supplier comments:",
        ] {
            assert!(label(it).is_none(), "{it}");
        }
    }
}
