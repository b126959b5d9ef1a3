//! What somebody answered in a row of a filled file.

use super::scalar::clean;
use crate::{
    answer::{spoken, verdict_begun, verdict_on},
    fact::Verdict,
    questionnaire::{At, Cell, Sheet, layout::Layout},
};

/// What forms say in places that are still empty.
const EMPTY: &[&str] = &[
    "click or tap here to enter text",
    "click here to enter text",
    "choose an item",
    "select",
    "select one",
    "please select",
    "tbd",
    "tbc",
    "todo",
];
/// Answers that are given somewhere else.
const ELSEWHERE: &[&str] = &[
    "see above",
    "see below",
    "as above",
    "same as above",
    "ditto",
    "see comment",
    "see comments",
    "see notes",
    "see attached",
    "see previous",
];

/// An answer, as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundAnswer {
    /// Its verdict.
    pub verdict: Option<Verdict>,
    /// Its words; those of the verdict if there are no others.
    pub words: String,
}

/// The answer to a question at a place, which asks in these words.
///
/// # Errors
/// There is no answer, with the reason.
pub fn found(
    sheet: &Sheet,
    mapping: &Layout,
    question: At,
    asked: &str,
) -> Result<FoundAnswer, &'static str> {
    let mut columns: Vec<u32> =
        mapping.yes_no.iter().chain(&mapping.answers).chain(&mapping.comment).copied().collect();
    columns.dedup();
    let ticked = ticked(sheet, mapping, question);
    let mut verdict = ticked.and_then(|head| verdict_on(asked, head));
    let mut words: Vec<String> =
        ticked.filter(|_| verdict.is_none()).map(str::to_owned).into_iter().collect();
    for column in columns {
        let text =
            mapping.cell(question, column).and_then(|it| sheet.cells.get(&it)).map(said).unwrap_or_default();
        match verdict_on(asked, &text) {
            Some(it) if verdict.is_none() => verdict = Some(it),
            Some(it) if verdict == Some(it) => {}
            _ if !text.is_empty() && !words.contains(&text) => words.push(text),
            _ => {}
        }
    }
    let words = words.join("\n\n");
    let plain = words.to_lowercase();
    let plain = plain.trim_end_matches(['.', '!', ':']);
    let telling = words.chars().filter(|it| it.is_alphanumeric()).count() > 1;
    match verdict.or_else(|| verdict_begun(&words)) {
        _ if ELSEWHERE.contains(&plain) => Err("answered elsewhere"),
        Some(it) if words.is_empty() => Ok(FoundAnswer { verdict, words: format!("{}.", spoken(it)) }),
        None if words.is_empty() => Err("not answered"),
        None if !telling => Err("the answer is too short to keep"),
        verdict => Ok(FoundAnswer { verdict, words }),
    }
}

/// What a cell says: of a list to tick, what is ticked. What a form contains before it is answered says
/// nothing.
fn said(cell: &Cell) -> String {
    let text = clean(&cell.text);
    if let Some(choices) = cell.choices.as_ref().filter(|it| it.ticked) {
        return chosen(&text, &choices.values);
    }
    let plain = text.to_lowercase();
    let open = EMPTY.contains(&plain.trim_matches(|c: char| !c.is_alphanumeric()));
    if cell.tick || open { String::new() } else { text }
}

/// The labels of the ticked boxes of a text; a label follows its box, unless the text begins with one.
fn chosen(text: &str, values: &[String]) -> String {
    let mut parts: Vec<(Option<char>, String)> = vec![(None, String::new())];
    for c in text.chars() {
        match parts.last_mut() {
            _ if "☐☒☑✓✔".contains(c) => parts.push((Some(c), String::new())),
            Some((_, label)) => label.push(c),
            None => {}
        }
    }
    let first = parts.first().is_some_and(|(_, label)| label.chars().any(char::is_alphanumeric));
    let labels = parts.iter().skip(usize::from(!first)).map(|(_, label)| label.trim());
    let boxes = parts.iter().skip(1).map(|(mark, _)| *mark);
    let ticked = boxes.zip(labels).filter(|(mark, _)| *mark != Some('☐')).map(|(_, label)| label);
    let own = |label: &str| {
        values
            .iter()
            .map(|it| it.trim())
            .find(|it| *it == label)
            .unwrap_or(label.lines().next().unwrap_or_default())
            .to_owned()
    };
    ticked.map(own).collect::<Vec<_>>().join(", ")
}

/// The header of the column whose box is ticked, if exactly one is ticked.
fn ticked<'m>(sheet: &Sheet, mapping: &'m Layout, question: At) -> Option<&'m str> {
    let is_ticked = |column: u32| {
        let text = mapping.cell(question, column).map_or("", |it| sheet.text(it));
        !text.is_empty() && !text.contains('☐')
    };
    let mut heads = mapping.ticks.iter().filter(|(column, _)| is_ticked(*column)).map(|(_, head)| head);
    heads.next().filter(|_| heads.next().is_none()).map(String::as_str)
}
