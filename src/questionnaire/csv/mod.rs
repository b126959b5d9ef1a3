//! CSV and related formats: records of fields, filled field by field while every other byte is kept.
//!
//! RFC 4180 as it is used in practice: delimited by comma, semicolon, tab or vertical bar; lines ended by
//! CRLF, LF or CR; in UTF-8, UTF-16 with a byte order mark, or Windows-1252. A text that a spreadsheet
//! program would take for a formula gets an apostrophe before it, as OWASP recommends.

mod encoding;
mod fill;
mod opened;
mod scan;

use super::{At, Form, Format, Refusal, Sheet, Upload, answer_line, boxes};
use encoding::decode;
use opened::{Opened, ending, open};
use scan::SAMPLE;

/// CSV, TSV and delimited text.
pub const FORMAT: Format = Format { name: "CSV", endings: ENDINGS, is, read, fill: fill::fill };

const ENDINGS: &[&str] = &["csv", "tsv", "tab", "txt"];

fn is(upload: &Upload) -> bool {
    let named = ending(upload).is_some_and(|it| ENDINGS.contains(&it.as_str()));
    let sample = upload.bytes.get(..SAMPLE.min(upload.bytes.len())).unwrap_or_default();
    // A file that begins like another format is not CSV, whatever its name or shape.
    let foreign =
        [&b"PK"[..], b"\xD0\xCF\x11\xE0", b"%PDF", b"{\\rtf"].iter().any(|it| sample.starts_with(it));
    !foreign && (named || decode(sample).is_ok_and(|it| scan::regular(&it.text)))
}

fn read(upload: &Upload) -> Result<Form, Refusal> {
    let Opened { decoded, records } = open(upload)?;
    let mut sheet = Sheet { name: "Records".into(), ..Sheet::default() };
    for (row, record) in (1..).zip(&records.list) {
        for (column, field) in (1..).zip(&record.fields) {
            let text = field.value(&decoded.text);
            if !text.trim().is_empty() {
                sheet.cells.insert(At { row, column }, boxes::cell(text.into_owned()));
            }
        }
    }
    let drawn = |at: At| {
        records.list.get(at.row as usize - 1).is_some_and(|it| it.fields.len() >= at.column as usize)
    };
    answer_line::part(&mut sheet, drawn);
    let mut remarks = vec![format!(
        "read as {}, fields delimited by {}",
        decoded.encoding.name(),
        records.delimiter_name()
    )];
    if let Some((_, line)) = records.stray_quote {
        remarks.push(format!(
            "a quotation mark in line {line} is never closed and was read as a normal character"
        ));
    }
    Ok(Form { sheets: vec![sheet], remarks, ..Form::default() })
}
