//! The answer in a row of a filled file.

use super::scalar::clean;
use crate::{
    answer::{FilledRow, verdict_begun, verdict_label, verdict_of, verdict_on},
    fact::Verdict,
    questionnaire::{At, Cell, STRUCK, Sheet, is_left_prompt, is_unknown_prompt, layout::Layout},
};

/// Texts of places that are still empty.
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
/// Texts that refer to an answer elsewhere.
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
    /// Its text; that of the verdict if there is no other.
    pub words: String,
    /// Why a comment beside it is not part of it.
    pub left_out: Option<String>,
}

impl FoundAnswer {
    /// Whether both have the same content.
    pub fn says_same(&self, other: &Self) -> bool {
        (&self.words, self.verdict) == (&other.words, other.verdict)
    }
}

/// The answer to a question at a position, with the given text.
///
/// # Errors
/// There is no answer, with the reason.
pub fn found(sheet: &Sheet, mapping: &Layout, question: At, asked: &str) -> Result<FoundAnswer, String> {
    let row = FilledRow::new(sheet, mapping, question);
    let mut columns: Vec<u32> =
        mapping.yes_no.iter().chain(&mapping.answers).chain(&mapping.comment).copied().collect();
    columns.dedup();
    let ticked = ticked(sheet, mapping, question);
    if let Some(why) = ticked.and_then(|_| row.bars_boxes()) {
        return Err(why);
    }
    let mut read =
        ReadCells { verdict: ticked.and_then(|head| verdict_on(asked, head)), ..ReadCells::default() };
    read.words.extend(ticked.filter(|_| read.verdict.is_none()).map(str::to_owned));
    for column in columns {
        let Some(at) = mapping.cell(question, column) else { continue };
        let text = sheet.cells.get(&at).map(answer_text).unwrap_or_default();
        if text.is_empty() {
            continue;
        }
        if sheet.notes.get(&at.outer()).is_some_and(|it| it.contains(STRUCK)) {
            return Err("a part of the answer is struck through or hidden".into());
        }
        match row.bars(column, &text, read.verdict) {
            Some(why) if row.is_comment(column) => read.left_out = Some(why),
            Some(why) => return Err(why),
            None => read.add(asked, text),
        }
    }
    read.answer()
}

/// The content of the cells of a row.
#[derive(Default)]
struct ReadCells {
    verdict: Option<Verdict>,
    words: Vec<String>,
    left_out: Option<String>,
}

impl ReadCells {
    fn add(&mut self, asked: &str, text: String) {
        match verdict_on(asked, &text) {
            Some(it) if self.verdict.is_none() => self.verdict = Some(it),
            Some(it) if self.verdict == Some(it) => {}
            _ if !self.words.contains(&text) => self.words.push(text),
            _ => {}
        }
    }

    fn answer(self) -> Result<FoundAnswer, String> {
        let Self { verdict, words, left_out } = self;
        let opposite = match verdict {
            Some(Verdict::Yes) => Some(Verdict::No),
            Some(Verdict::No) => Some(Verdict::Yes),
            _ => None,
        };
        let said = |it: &String| verdict_begun(it).or_else(|| verdict_of(it));
        let contradicts = opposite.is_some() && words.iter().any(|it| said(it) == opposite);
        let words = words.join("\n\n");
        let plain = words.to_lowercase();
        let plain = plain.trim_end_matches(['.', '!', ':']);
        let telling = words.chars().filter(|it| it.is_alphanumeric()).count() > 1;
        let begun = verdict_begun(&words);
        match (verdict, begun) {
            _ if ELSEWHERE.contains(&plain) => Err("answered elsewhere".into()),
            _ if contradicts => Err("its verdict and its text contradict each other".into()),
            (Some(it), _) if words.is_empty() => {
                Ok(FoundAnswer { verdict, words: format!("{}.", verdict_label(it)), left_out })
            }
            (None, None) if words.is_empty() => Err(left_out.unwrap_or_else(|| "not answered".into())),
            (None, None) if !telling => Err("the answer is too short to keep".into()),
            _ => Ok(FoundAnswer { verdict: verdict.or(begun), words, left_out }),
        }
    }
}

/// The content of a cell: for a list to tick, what is ticked. Text from before the file was answered does
/// not count.
fn answer_text(cell: &Cell) -> String {
    // Struck-through text was withdrawn.
    if cell.struck {
        return String::new();
    }
    let text = clean(&cell.text);
    if let Some(choices) = cell.choices.as_ref().filter(|it| it.ticked) {
        return chosen(&text, &choices.values);
    }
    let plain = text.to_lowercase();
    let open = EMPTY.contains(&plain.trim_matches(|c: char| !c.is_alphanumeric()));
    let open = open || is_left_prompt(&text) || is_unknown_prompt(&text);
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
