//! Writes entries into fields: only the bytes of the filled fields change, and short records are extended
//! as needed.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    opened::{Opened, open},
    scan::{COLUMNS, Record},
};
use crate::questionnaire::{
    At, Entry, Obstacle, Refusal, Returned, Unwritten, Upload, Value,
    answer_line::answer_line,
    boxes, plain,
    splice::{Edit, splice},
};

/// Characters that spreadsheet programs take for the beginning of a formula, according to OWASP's page on
/// CSV injection.
const FORMULA: &[char] =
    &['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];
/// Characters that a program may take for a delimiter or line end: a field that contains one is quoted.
const QUOTED: &[char] = &[',', ';', '\t', '|', '"', '\r', '\n'];

/// Fills the file.
///
/// # Errors
/// The file cannot be read, or cannot be filled.
pub fn fill(upload: &Upload, entries: &[Entry]) -> Result<Returned, Refusal> {
    let opened = open(upload)?;
    let mut filling = Filling {
        opened: &opened,
        taken: BTreeSet::new(),
        fields: BTreeMap::new(),
        left: vec![],
        inert: vec![],
        bare: false,
        cut: vec![],
    };
    for entry in entries {
        if let Err(reason) = filling.put(entry) {
            filling.left.push((entry.clone(), reason));
        }
    }
    let edits = filling.edits();
    let text = splice(&opened.decoded.text, edits)
        .ok_or_else(|| Refusal::new("cannot be filled", "ask for it in another format"))?;
    let remarks = filling.remarks();
    Ok(Returned {
        bytes: opened.decoded.encoding.encode(&text),
        left: filling.left,
        remarks,
        ..Returned::default()
    })
}

struct Filling<'a> {
    opened: &'a Opened,
    taken: BTreeSet<At>,
    /// The new fields of each record, by zero-based index.
    fields: BTreeMap<usize, BTreeMap<usize, String>>,
    left: Vec<(Entry, Unwritten)>,
    /// The cells whose text got an apostrophe so that it is not a formula.
    inert: Vec<At>,
    /// The cells that lost control characters.
    cut: Vec<At>,
    /// Whether non-ASCII characters were written to a file without a byte order mark.
    bare: bool,
}

impl<'a> Filling<'a> {
    fn put(&mut self, entry: &Entry) -> Result<(), Unwritten> {
        let (at, decoded) = (entry.at.outer(), &self.opened.decoded);
        let record = self.record(entry)?;
        let old = record.fields.get(at.column as usize - 1);
        let before = old.map(|it| it.value(&decoded.text)).unwrap_or_default();
        let words = if entry.at.is_inside() {
            behind_line(at, &entry.value, &before)?
        } else {
            words(&entry.value, before.trim())
        };
        let Words { text, inert, cut } =
            words.ok_or_else(|| format!("the value for {at} is not a number"))?;
        if !decoded.encoding.holds(&text) {
            return Err(
                format!("{at} would need characters that {} cannot encode", decoded.encoding.name()).into()
            );
        }
        let quote = inert || old.is_some_and(|it| it.quoted) || text.contains(QUOTED) || text.trim() != text;
        if let Some((mark, line)) = self.opened.records.stray_quote.filter(|_| quote)
            && record.fields.last().is_some_and(|it| it.range.end > mark)
        {
            return Err(
                format!("{at} needs quotation marks, which would close the open one in line {line}").into()
            );
        }
        if !self.taken.insert(at) {
            return Err(format!("{at} was already filled by an earlier entry").into());
        }
        self.inert.extend(inert.then_some(at));
        self.cut.extend(cut.then_some(at));
        self.bare |= !text.is_ascii();
        let field = if quote { format!("\"{}\"", text.replace('"', "\"\"")) } else { text };
        self.fields.entry(at.row as usize - 1).or_default().insert(at.column as usize - 1, field);
        Ok(())
    }

    fn record(&self, entry: &Entry) -> Result<&'a Record, Unwritten> {
        let at = entry.at.outer();
        if entry.sheet != 0 || at.row == 0 || !(1..=COLUMNS).contains(&at.column) {
            return Err(Unwritten::new(Obstacle::NoPlace, format!("{at} is not in the file")));
        }
        self.opened
            .records
            .list
            .get(at.row as usize - 1)
            .ok_or_else(|| Unwritten::new(Obstacle::NoPlace, format!("{at} is below the last record")))
    }

    fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (row, fields) in &self.fields {
            let Some(record) = self.opened.records.list.get(*row) else { continue };
            let end = record.fields.last().map_or(0, |it| it.range.end);
            let (mut count, mut tail) = (record.fields.len(), String::new());
            for (column, new) in fields {
                match record.fields.get(*column) {
                    Some(old) => edits.push((old.range.clone(), new.clone())),
                    None => {
                        tail.extend(std::iter::repeat_n(self.opened.records.delimiter, *column + 1 - count));
                        tail.push_str(new);
                        count = *column + 1;
                    }
                }
            }
            edits.extend((!tail.is_empty()).then_some((end..end, tail)));
        }
        edits
    }

    fn remarks(&self) -> Vec<String> {
        let list = |cells: &[At]| cells.iter().map(At::to_string).collect::<Vec<_>>().join(", ");
        let mut remarks = Vec::new();
        if !self.inert.is_empty() {
            let cells = list(&self.inert);
            remarks.push(format!(
                "an apostrophe was put before texts that a spreadsheet would treat as formulas: {cells}"
            ));
        }
        if !self.cut.is_empty() {
            remarks.push(format!("control characters were removed: {}", list(&self.cut)));
        }
        if self.bare && self.opened.decoded.encoding == (super::encoding::Encoding::Utf8 { mark: false }) {
            remarks.push(
                "the file is UTF-8 without a byte order mark, as before; Excel may show accented letters \
                 incorrectly"
                    .into(),
            );
        }
        remarks
    }
}

/// The content for a field.
struct Words {
    text: String,
    /// Whether it got an apostrophe.
    inert: bool,
    /// Whether it lost control characters.
    cut: bool,
}

/// The text of a field with an answer after its `Response:` line; the text before it is kept.
fn behind_line(at: At, value: &Value, before: &str) -> Result<Option<Words>, Unwritten> {
    let none =
        || Unwritten::new(Obstacle::NoPlace, format!("{at} has no line like `Response:` for an answer"));
    let line = answer_line(before).ok_or_else(none)?;
    let (answer, cut) = match value {
        // The field begins with the customer's own text, so no spreadsheet program takes the answer for a
        // formula.
        Value::Text(text) | Value::Choice(text) if boxes::ticked(line.answer, text).is_none() => {
            plain::plain(text)
        }
        other => match words(other, line.answer) {
            Some(it) => (it.text, it.cut),
            None => return Ok(None),
        },
    };
    Ok(Some(Words { text: line.with(&answer), inert: false, cut }))
}

/// The text of a value, in place of the text before; `None` if a number is not finite.
fn words(value: &Value, before: &str) -> Option<Words> {
    let whole = |text: String| Some(Words { text, inert: false, cut: false });
    match value {
        Value::Number(number) => number.is_finite().then(|| number.to_string()).and_then(whole),
        Value::Tick => whole(boxes::ticked_alone(before).unwrap_or("X").into()),
        Value::Choice(label) if boxes::ticked(before, label).is_some() => {
            boxes::ticked(before, label).and_then(whole)
        }
        Value::Text(text) | Value::Choice(text) => {
            let (text, cut) = plain::plain(text);
            let inert = text.starts_with(FORMULA);
            Some(Words { text: if inert { format!("'{text}") } else { text }, inert, cut })
        }
    }
}
