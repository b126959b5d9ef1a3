//! The paragraphs of a filled document, and which of them contain answers. Rows move when answers become
//! paragraphs of their own.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::customers::Customers;
use crate::{
    answer::reply::{Reply, paragraph::Paragraph},
    fact::printable,
    ledger::digest_of,
    questionnaire::{At, Returned, Sheet, Upload, is_open_box, label},
};

/// The column with the text of the paragraphs.
const WORDS: u32 = 1;
/// The column that represents the places of the answers.
pub const PLACE: u32 = 2;

/// The paragraphs of a filled document: `original` as the customer sent it, `filled` as it was filled, with
/// the paragraphs that were `inserted` after rows of the original, each with the cell of the answer.
/// `asked` are the rows of the questions.
pub fn paragraphs(
    original: &Sheet,
    filled: &Sheet,
    inserted: &BTreeMap<u32, At>,
    asked: &BTreeSet<u32>,
) -> Vec<Paragraph> {
    let added: BTreeMap<u32, u32> =
        (1..).zip(inserted).map(|(count, (after, at))| (after + count, at.row)).collect();
    let mut found = Vec::new();
    for (row, text) in texts(filled) {
        let mut paragraph = Paragraph {
            digest: digest(text),
            row: None,
            answers: added.get(&row).copied(),
            head: String::new(),
            tail: String::new(),
        };
        if paragraph.answers.is_none() {
            let own = row - added.range(..row).count() as u32;
            let before = original.text(At { row: own, column: WORDS });
            paragraph.row = Some(own);
            if digest(before) != paragraph.digest {
                paragraph.answers = asked.range(..=own).next_back().copied();
                // Boxes are an answer only together with their names.
                if !is_open_box(before) {
                    (paragraph.head, paragraph.tail) = around(before, text);
                }
            } else if let Some((head, tail)) = open(text) {
                paragraph.answers = asked.range(..=own).next_back().copied();
                (paragraph.head, paragraph.tail) = (head.to_owned(), tail.to_owned());
            }
        }
        found.push(paragraph);
    }
    found
}

/// The paragraphs of a file that was filled; empty if it is not a document with questions in paragraphs.
pub fn filled_paragraphs(file: Customers, returned: &Returned, replies: &[Reply]) -> Vec<Paragraph> {
    let Some(index) = file.form.sheets.iter().position(|it| it.paragraphs) else { return vec![] };
    let asked: BTreeSet<u32> =
        replies.iter().filter(|it| it.asked.sheet == index).map(|it| it.asked.at.row).collect();
    let read =
        || (file.format.read)(&Upload { name: file.upload.name.clone(), bytes: returned.bytes.clone() }).ok();
    let Some(filled) = (!asked.is_empty()).then(read).flatten() else { return vec![] };
    let sheets = file.form.sheets.get(index).zip(filled.sheets.get(index));
    sheets
        .map(|(original, filled)| paragraphs(original, filled, &returned.inserted, &asked))
        .unwrap_or_default()
}

/// The present paragraphs of a document, compared with those that were written.
#[derive(Debug, Default)]
pub struct Compared {
    /// The row of each paragraph that was written; `None` if it was removed or changed.
    pub rows: Vec<Option<u32>>,
    /// The rows with new text.
    pub new: Vec<NewRow>,
}

/// A row of a document with new text.
#[derive(Debug)]
pub struct NewRow {
    /// The row.
    pub row: u32,
    /// The row of the question that the text belongs to, in the customer's document.
    pub question: Option<u32>,
    /// The index of the written paragraph that it replaces.
    pub place: Option<usize>,
}

/// Finds the paragraphs that were written in the document in its present state.
pub fn compare(written: &[Paragraph], now: &Sheet, asked: &BTreeSet<u32>) -> Compared {
    let rows: Vec<(u32, String)> = texts(now).map(|(row, text)| (row, digest(text))).collect();
    let was: Vec<&str> = written.iter().map(|it| it.digest.as_str()).collect();
    let is: Vec<&str> = rows.iter().map(|it| it.1.as_str()).collect();
    let mut compared = Compared { rows: vec![None; written.len()], new: vec![] };
    let mut question = None;
    for step in capture_diff_slices(Algorithm::Patience, &was, &is) {
        let (old, new) = (step.old_range(), step.new_range());
        // The paragraphs whose answers are gone, in order: new text has taken their places.
        let mut changed: Vec<usize> = vec![];
        if step.tag() == DiffTag::Equal {
            for (at, row) in old.zip(rows.get(new).unwrap_or_default()) {
                if let Some(kept) = compared.rows.get_mut(at) {
                    *kept = Some(row.0);
                }
                question = owner(written.get(at), asked).or(question);
            }
            continue;
        }
        changed.extend(old.filter(|at| written.get(*at).is_some_and(|it| it.answers.is_some())));
        changed.reverse();
        for row in rows.get(new).unwrap_or_default() {
            let place = changed.pop();
            question = owner(place.and_then(|at| written.get(at)), asked).or(question);
            compared.new.push(NewRow { row: row.0, question, place });
        }
    }
    compared
}

/// The question that a paragraph contains or answers.
fn owner(paragraph: Option<&Paragraph>, asked: &BTreeSet<u32>) -> Option<u32> {
    let paragraph = paragraph?;
    paragraph.answers.or_else(|| paragraph.row.filter(|it| asked.contains(it)))
}

impl Compared {
    /// The present row of a paragraph of the customer's document.
    pub fn row(&self, written: &[Paragraph], row: u32) -> Option<u32> {
        let at = written.iter().position(|it| it.row == Some(row))?;
        let taken = || self.new.iter().find(|it| it.place == Some(at)).map(|it| it.row);
        self.rows.get(at).copied().flatten().or_else(taken)
    }

    /// The answer to a question in paragraphs: whether all of it is unchanged, and what is new.
    pub fn answer(&self, written: &[Paragraph], now: &Sheet, question: u32) -> InParagraphs {
        let own: Vec<usize> = (0..written.len())
            .filter(|at| written.get(*at).is_some_and(|it| it.answers == Some(question)))
            .collect();
        let text = |row: u32, place: Option<usize>| {
            let text = now.text(At { row, column: WORDS });
            let own = place.and_then(|it| written.get(it)).filter(|it| it.answers == Some(question));
            own.map_or(text, |it| it.answer(text)).to_owned()
        };
        let rows = own.iter().filter_map(|it| Some((*it, (*self.rows.get(*it)?)?)));
        let kept: BTreeMap<u32, String> = rows.map(|(at, row)| (row, text(row, Some(at)))).collect();
        let new = self.new.iter().filter(|it| it.question == Some(question));
        let new = new.map(|it| (it.row, text(it.row, it.place)));
        InParagraphs { written: !own.is_empty(), stands: kept.len() == own.len(), kept, new: new.collect() }
    }
}

/// The state of an answer in paragraphs.
#[derive(Debug)]
pub struct InParagraphs {
    /// Whether it was written into paragraphs.
    pub written: bool,
    /// Whether all of these are unchanged.
    pub stands: bool,
    /// The texts of the unchanged ones, by row.
    pub kept: BTreeMap<u32, String>,
    /// The new texts, by row; empty if only the text around the answer is left.
    pub new: BTreeMap<u32, String>,
}

fn texts(sheet: &Sheet) -> impl Iterator<Item = (u32, &str)> {
    let words =
        sheet.cells.iter().filter(|(at, _)| at.column == WORDS).map(|(at, cell)| (at.row, cell.text.trim()));
    words.filter(|it| !it.1.is_empty())
}

fn digest(text: &str) -> String {
    let words: String = printable(text).chars().filter(|it| !it.is_whitespace()).collect();
    digest_of(words.as_bytes()).chars().take(16).collect()
}

/// The text before and after an answer place that is still open: after `Answer:`, in boxes, on a line to
/// write on.
fn open(text: &str) -> Option<(&str, &str)> {
    if is_open_box(text) {
        return Some(("", ""));
    }
    if let Some(end) = label(text).filter(|start| text.get(*start..).is_some_and(|it| it.trim().is_empty())) {
        return Some((text.get(..end)?, ""));
    }
    let start = text.find("____")?;
    Some((text.get(..start)?, text.get(start..)?.trim_start_matches('_')))
}

/// The common beginning and end of two texts, in whole words.
fn around(one: &str, other: &str) -> (String, String) {
    let shared = one
        .char_indices()
        .zip(other.chars())
        .take_while(|(a, b)| a.1 == *b)
        .map(|(a, _)| a.0 + a.1.len_utf8())
        .last();
    let (head, rest) = one.split_at_checked(shared.unwrap_or_default()).unwrap_or_default();
    let whole = |it: &str| it.is_empty() || it.ends_with(|c: char| !c.is_alphanumeric());
    let head = if whole(head) {
        head
    } else {
        head.get(..head.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |it| it + 1)).unwrap_or("")
    };
    let answer = other.get(head.len()..).unwrap_or_default();
    let same = rest
        .chars()
        .rev()
        .zip(answer.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum::<usize>();
    let tail = rest.get(rest.len() - same..).unwrap_or_default();
    let tail = tail.find(|c: char| !c.is_alphanumeric()).and_then(|it| tail.get(it..)).unwrap_or_default();
    (head.to_owned(), tail.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Paragraph, WORDS, around, compare, paragraphs};
    use crate::questionnaire::{At, Cell, Sheet};

    fn sheet(texts: &[&str]) -> Sheet {
        let cell = |(row, text): (u32, &&str)| {
            (At { row, column: WORDS }, Cell { text: (*text).to_owned(), ..Cell::default() })
        };
        Sheet { cells: (1..).zip(texts).map(cell).collect(), ..Sheet::default() }
    }

    /// Two questions, one with a list and then an answer below it, the other with a label; and a closing
    /// line.
    fn written() -> (Vec<Paragraph>, BTreeSet<u32>) {
        let original = sheet(&["Which?", "databases;", "files;", "Why?", "Answer:", "Bye."]);
        let filled = sheet(&["Which?", "databases;", "files;", "All.", "Why?", "Answer: So.", "Bye."]);
        let asked: BTreeSet<u32> = [1, 4].into();
        let inserted = BTreeMap::from([(3, At { row: 1, column: super::PLACE })]);
        (paragraphs(&original, &filled, &inserted, &asked), asked)
    }

    #[test]
    fn text_around_an_answer_is_separated_from_it() {
        assert_eq!(around("Answer:", "Answer: So."), ("Answer:".into(), String::new()));
        assert_eq!(
            around("Name: ____ (signed)", "Name: Acme (signed)"),
            ("Name: ".into(), " (signed)".into())
        );
        assert_eq!(around("____", "So."), (String::new(), String::new()));
        assert_eq!(around("An answer", "Another"), (String::new(), String::new()));
    }

    #[test]
    fn moved_answers_are_found() {
        let (written, asked) = written();
        let answers: Vec<_> = written.iter().map(|it| (it.row, it.answers)).collect();
        let none = |row| (Some(row), None);
        assert_eq!(
            answers,
            [none(1), none(2), none(3), (None, Some(1)), none(4), (Some(5), Some(4)), none(6)]
        );
        for (now, first, second) in [
            (&["Which?", "databases;", "files;", "All.", "Why?", "Answer: So.", "Bye."][..], "= []", "= []"),
            // Additional rows above; different whitespace.
            (
                &["Note", "", "Which?", "databases;", "files;", "All. ", "Why?", "Answer:  So.", "Bye."],
                "= []",
                "= []",
            ),
            (
                &["Which?", "databases;", "files;", "Some.", "And more.", "Why?", "Answer: So.", "Bye."],
                "! [Some., And more.]",
                "= []",
            ),
            (
                &["Which?", "databases;", "files;", "All.", "And more.", "Why?", "Answer: No.", "Bye."],
                "= [And more.]",
                "! [No.]",
            ),
            (&["Which?", "databases;", "files;", "Why?", "Answer:", "Bye."], "! []", "! []"),
        ] {
            let now = sheet(now);
            let compared = compare(&written, &now, &asked);
            let shown = |row| {
                let it = compared.answer(&written, &now, row);
                let new: Vec<_> = it.new.into_values().filter(|it| !it.is_empty()).collect();
                format!("{} [{}]", if it.stands { '=' } else { '!' }, new.join(", "))
            };
            assert_eq!((shown(1), shown(4)), (first.to_owned(), second.to_owned()));
        }
    }
}
