//! Parses the text of a CSV file into records of fields, with their byte ranges.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use crate::questionnaire::Refusal;

/// The supported delimiters, the most common first.
const DELIMITERS: &[(char, &str)] = &[(',', "commas"), (';', "semicolons"), ('\t', "tabs"), ('|', "bars")];

/// A file's records.
#[derive(Debug)]
pub struct Records {
    /// The delimiter between its fields.
    pub delimiter: char,
    /// The records, in order; an empty line is a record of one empty field.
    pub list: Vec<Record>,
    /// An unclosed quotation mark: its byte position and its line.
    pub stray_quote: Option<(usize, usize)>,
}

/// One record.
#[derive(Debug)]
pub struct Record {
    /// Its fields; at least one.
    pub fields: Vec<CsvField>,
}

/// One field.
#[derive(Debug)]
pub struct CsvField {
    /// Its byte range, including quotation marks.
    pub range: Range<usize>,
    /// Whether it is quoted.
    pub quoted: bool,
}

impl CsvField {
    /// Its text, without quotation marks and escapes.
    pub fn value<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let raw = text.get(self.range.clone()).unwrap_or_default();
        let Some(body) = raw.strip_prefix('"').filter(|_| self.quoted) else { return Cow::Borrowed(raw) };
        // Text after the closing mark belongs to the field too, as spreadsheet programs read it.
        let close = closing(body).unwrap_or(body.len());
        let (inner, rest) =
            (body.get(..close).unwrap_or_default(), body.get(close + 1..).unwrap_or_default());
        Cow::Owned(inner.replace("\"\"", "\"") + rest)
    }
}

impl Records {
    /// The common name of the delimiter.
    pub fn delimiter_name(&self) -> &'static str {
        DELIMITERS.iter().find(|it| it.0 == self.delimiter).map_or("", |it| it.1)
    }
}

/// Parses the records; `fallback` is the delimiter if none is detected.
///
/// # Errors
/// The text has too many records or fields.
pub fn scan(text: &str, fallback: char) -> Result<Records, Refusal> {
    let (start, told) = told_delimiter(text);
    let delimiter = told.unwrap_or_else(|| found_delimiter(text).map_or(fallback, |it| it.0));
    let mut scanner = Scanner { text, at: start, delimiter, stray_quote: None };
    let (mut list, mut fields) = (Vec::new(), 0);
    while let Some(record) = scanner.record() {
        fields += record.fields.len();
        if list.len() >= RECORDS || fields > FIELDS || record.fields.len() > COLUMNS as usize {
            let bounds = format!("{RECORDS} records, {COLUMNS} fields per record or {FIELDS} fields");
            return Err(Refusal::new(
                format!("has more than {bounds}"),
                "use a file with only the questions",
            ));
        }
        list.push(record);
    }
    let stray_quote =
        scanner.stray_quote.map(|at| (at, 1 + text.get(..at).map_or(0, |it| it.matches('\n').count())));
    Ok(Records { delimiter, list, stray_quote })
}

/// Whether a text of unknown type is CSV: all records have the same number of fields, and more than one.
pub fn regular(text: &str) -> bool {
    !text.starts_with(['{', '[', '<']) && found_delimiter(text).is_some_and(|(_, share)| share == 100)
}

/// Excel's first line `sep=;`, which is not a record but declares the delimiter.
fn told_delimiter(text: &str) -> (usize, Option<char>) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let told = line.trim_matches('"').strip_prefix("sep=").and_then(|it| it.chars().next());
    match told.filter(|it| DELIMITERS.iter().any(|(known, _)| known == it)) {
        Some(delimiter) => (line_end(text, line.len()), Some(delimiter)),
        None => (0, None),
    }
}

/// The delimiter that gives the most regular records, and the share of regular records, in percent.
fn found_delimiter(text: &str) -> Option<(char, usize)> {
    let mut end = SAMPLE.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or_default();
    let judged = DELIMITERS.iter().rev().filter_map(|(delimiter, _)| {
        let counts = counts(sample, *delimiter, end < text.len());
        let mut frequent: BTreeMap<usize, usize> = BTreeMap::new();
        counts.iter().for_each(|it| *frequent.entry(*it).or_default() += 1);
        let (width, records) = frequent
            .into_iter()
            .filter(|(width, _)| *width > 1)
            .max_by_key(|(width, records)| (*records, *width))?;
        // The header rarely contains the character of a delimiter in any other role.
        let headed = counts.first().is_some_and(|it| *it > 1);
        let share = if counts.len() > 1 { records * 100 / counts.len() } else { 99 };
        // Otherwise it is punctuation in the sentences of a list.
        (headed || share >= 50).then_some(((headed, share, width), *delimiter))
    });
    judged.max_by_key(|(rank, _)| *rank).map(|((_, share, _), delimiter)| (delimiter, share))
}

/// The number of non-empty fields of each record; the last record of a sample may be cut.
fn counts(sample: &str, delimiter: char, cut: bool) -> Vec<usize> {
    let mut scanner = Scanner { text: sample, at: 0, delimiter, stray_quote: None };
    let mut counts = Vec::new();
    while let Some(record) = scanner.record() {
        let empty = matches!(record.fields.as_slice(), [only] if only.range.is_empty());
        counts.extend((!empty).then_some(record.fields.len()));
    }
    if cut {
        counts.pop();
    }
    counts
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    delimiter: char,
    stray_quote: Option<usize>,
}

impl Scanner<'_> {
    fn record(&mut self) -> Option<Record> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut fields = Vec::new();
        loop {
            fields.push(self.field());
            if !self.rest().starts_with(self.delimiter) {
                break;
            }
            self.at += self.delimiter.len_utf8();
        }
        self.at = line_end(self.text, self.at);
        Some(Record { fields })
    }

    fn field(&mut self) -> CsvField {
        let start = self.at;
        let quoted = match self.rest().strip_prefix('"').map(closing) {
            Some(Some(close)) => {
                self.at += close + 2;
                true
            }
            Some(None) => {
                self.stray_quote.get_or_insert(start);
                false
            }
            None => false,
        };
        let end = self.rest().find([self.delimiter, '\r', '\n']);
        self.at = end.map_or(self.text.len(), |it| self.at + it);
        CsvField { range: start..self.at, quoted }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

/// The position of the quotation mark that closes `body`, which begins after the opening one.
fn closing(body: &str) -> Option<usize> {
    let bytes = body.as_bytes();
    let mut at = 0;
    loop {
        at += body.get(at..)?.find('"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// The position after the line end at `at`.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let length = match rest.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    at + length
}

/// The maximum number of fields of one file; it bounds memory.
pub(super) const FIELDS: usize = 1_000_000;
/// The maximum number of fields of one record.
pub(super) const COLUMNS: u32 = 1_024;
/// The maximum number of records.
pub(super) const RECORDS: usize = 200_000;
/// The number of bytes at the beginning of a file that are used to detect the delimiter.
pub(super) const SAMPLE: usize = 256 << 10;
