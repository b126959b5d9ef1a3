//! Customers' files in tests: entries, forms and filled files as readable texts.

use std::{fmt::Write as _, fs, path::Path};

use factum::questionnaire::{
    Cell, Choices, Entry, Form, Format, Returned, Sheet, Upload, Value, format_of, layout::Layout,
};

/// The upload of a case: its file `upload.*`.
pub fn upload(case: &Path) -> Upload {
    let found = fs::read_dir(case)
        .unwrap()
        .map(|it| it.unwrap().path())
        .find(|it| it.file_stem().unwrap() == "upload")
        .unwrap();
    Upload {
        name: found.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: fs::read(found).unwrap(),
    }
}

/// The detected format of an upload, which must be the named one.
#[track_caller]
pub fn format(upload: &Upload, name: &str) -> &'static Format {
    let format = format_of(upload).unwrap();
    assert_eq!(format.name, name, "{}", upload.name);
    format
}

/// The entries of a case: its file `entries.txt`, one per line: `C2 text Yes`, or `2!C2 tick` in the second
/// sheet.
pub fn entries(case: &Path) -> Vec<Entry> {
    let text = fs::read_to_string(case.join("entries.txt")).unwrap_or_default();
    text.lines().filter(|it| !it.is_empty() && !it.starts_with('#')).map(entry).collect()
}

/// One entry, from its line.
pub fn entry(line: &str) -> Entry {
    let (place, value) = line.split_once(' ').unwrap();
    let (sheet, at) = place.split_once('!').unwrap_or(("1", place));
    let (kind, rest) = value.split_once(' ').unwrap_or((value, ""));
    let value = match kind {
        "text" => Value::Text(unescaped(rest)),
        "choice" => Value::Choice(unescaped(rest)),
        "number" => Value::Number(rest.parse().unwrap()),
        "tick" => Value::Tick,
        _ => panic!("{line}: is no entry"),
    };
    Entry { sheet: sheet.parse::<usize>().unwrap() - 1, at: super::workbook::at_of(at), value }
}

fn unescaped(text: &str) -> String {
    [("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t"), ("\\0", "\0"), ("\\e", "\u{1B}")]
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// A form as text.
pub fn shown(form: &Form) -> String {
    let mut out = String::new();
    form.remarks.iter().for_each(|it| writeln!(out, "remark: {it}").unwrap());
    for sheet in &form.sheets {
        show_sheet(&mut out, sheet);
    }
    out
}

fn show_sheet(out: &mut String, sheet: &Sheet) {
    let marks = [(sheet.hidden, " hidden"), (sheet.protected, " protected")];
    let marks: String = marks.iter().filter(|it| it.0).map(|it| it.1).collect();
    writeln!(out, "\n== {}{marks}", sheet.name).unwrap();
    for (at, cell) in &sheet.cells {
        writeln!(out, "{at} {:?}{}", cell.text, cell_marks(cell)).unwrap();
    }
    let list = |items: Vec<String>| items.join(", ");
    let facts = [
        ("merged", list(sheet.merged.iter().map(ToString::to_string).collect())),
        ("hidden rows", list(sheet.hidden_rows.iter().map(ToString::to_string).collect())),
        ("hidden columns", list(sheet.hidden_columns.iter().map(ToString::to_string).collect())),
    ];
    facts.iter().filter(|it| !it.1.is_empty()).for_each(|it| writeln!(out, "{}: {}", it.0, it.1).unwrap());
    if let Some(mapping) = &sheet.mapping {
        show_mapping(out, mapping);
    }
}

fn cell_marks(cell: &Cell) -> String {
    let marks = [
        (cell.formula, " formula"),
        (cell.locked, " locked"),
        (cell.heading, " heading"),
        (cell.tick, " tick"),
    ];
    let mut marks: String = marks.iter().filter(|it| it.0).map(|it| it.1).collect();
    if let Some(Choices { values, numeric, ticked }) = cell.choices.as_deref() {
        let kind = if *numeric {
            "numbers"
        } else if *ticked {
            "lines"
        } else {
            "list"
        };
        write!(marks, " {kind} {values:?}").unwrap();
    }
    marks
}

fn show_mapping(out: &mut String, it: &Layout) {
    writeln!(
        out,
        "mapping: question {}, answers {:?}, id {:?}, sections {:?}",
        it.question, it.answers, it.id, it.sections
    )
    .unwrap();
    writeln!(
        out,
        "  yes/no {:?}, ticks {:?}, comment {:?}, guidance {:?}",
        it.yes_no, it.ticks, it.comment, it.guidance
    )
    .unwrap();
    writeln!(
        out,
        "  heads {:?}, rows {:?}, confidence {}, {:?}",
        it.header_rows, it.rows, it.confidence, it.reasons
    )
    .unwrap();
}

/// The messages about a filled file.
pub fn messages(returned: &Returned) -> String {
    let mut out = String::new();
    returned.remarks.iter().for_each(|it| writeln!(out, "remark: {it}").unwrap());
    returned.left.iter().for_each(|(entry, why)| writeln!(out, "left {:?}: {why}", entry.value).unwrap());
    out
}

/// The bytes with a line break after each line ending, and invisible characters escaped.
pub fn visible(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\n' => out.push_str("\\n\n"),
                '"' | '\'' | '\\' => out.push(c),
                c => out.extend(c.escape_debug()),
            }
        }
        chunk.invalid().iter().for_each(|it| write!(out, "\\x{it:02X}").unwrap());
    }
    out + "\n"
}

/// Damaged versions of a file: cut at many positions, and with single bits flipped.
pub fn damaged(upload: &Upload) -> Vec<Upload> {
    let bytes = &upload.bytes;
    let step = (bytes.len() / 150).max(1);
    let cut = (0..bytes.len()).step_by(step).map(|it| bytes[..it].to_vec());
    let turned = (0..bytes.len()).step_by(step).map(|at| {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1 << (at % 8);
        bytes
    });
    cut.chain(turned).map(|bytes| Upload { name: upload.name.clone(), bytes }).collect()
}

/// Reads and fills any file; it must end without a panic.
pub fn assert_survives(format: &Format, upload: &Upload, entries: &[Entry]) {
    let _ = (format.is)(upload);
    let read = (format.read)(upload);
    let filled = (format.fill)(upload, entries);
    assert!(read.is_ok() || filled.is_err(), "a file that cannot be read was filled");
    // VSAQ loads a map of answers, not its template.
    if let Ok(filled) = filled.map_err(drop)
        && format.name != "VSAQ"
    {
        let again = Upload { name: upload.name.clone(), bytes: filled.bytes };
        (format.read)(&again).unwrap();
    }
}
