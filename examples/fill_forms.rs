//! Fills every workbook of a folder and looks for anything that changed and must not have: `fill_forms DIR
//! [--write OUT]`.
//!
//! A folder with `parts/` is zipped to a workbook, and filled with its `entries` where it lists some.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, clippy::print_stdout, dead_code)]

#[path = "../tests/support/workbook.rs"]
mod workbook;

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use factum::questionnaire::{At, Cell, Entry, Form, Format, Sheet, Upload, Value, format_of};

/// How many cells of a sheet are filled.
const CELLS: usize = 50;
/// A text of several lines, with all that must be escaped.
const TEXT: &str = "=1+1 is text. Backups are encrypted with AES-256 & kept for <30 days> in two regions; a \
                    restore is tried each quarter and its record is kept.\nLine two ends with a guarded \
                    _x000D_ escape. ";

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let out = arguments.iter().position(|it| it == "--write").map(|it| PathBuf::from(&arguments[it + 1]));
    let mut files: Vec<_> = fs::read_dir(&arguments[0]).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let mut wrong = 0;
    println!(
        "{:<40} {:>6} {:>7} {:>5} {:>6} {:>9}  parts changed",
        "file", "sheets", "written", "left", "wrong", "ms"
    );
    for file in files.iter().filter(|it| it.is_file() || it.join("parts").is_dir()) {
        wrong += one(file, out.as_deref());
    }
    if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Fills one file; the number of things that are wrong with it.
fn one(file: &Path, out: Option<&Path>) -> usize {
    let stem = file.file_name().unwrap().to_string_lossy().into_owned();
    let upload = if file.is_dir() {
        Upload { name: format!("{stem}.xlsx"), bytes: workbook::zipped(&file.join("parts")) }
    } else {
        Upload { name: stem.clone(), bytes: fs::read(file).unwrap() }
    };
    let Ok(format) = format_of(&upload) else { return 0 };
    if format.name != "XLSX" {
        return 0;
    }
    let form = match (format.read)(&upload) {
        Ok(form) => form,
        Err(refusal) => {
            println!("{stem:<40} {refusal}");
            return 0;
        }
    };
    let listed = file.join("entries");
    let entries = if listed.is_file() { workbook::entries_of(&listed) } else { entries(&form) };
    let start = std::time::Instant::now();
    let returned = (format.fill)(&upload, &entries).unwrap();
    let elapsed = start.elapsed().as_millis();
    let written: Vec<_> =
        entries.iter().filter(|it| !returned.left.iter().any(|left| left.0 == **it)).collect();
    let found = wrong(format, &upload, &returned.bytes, &written);
    let changed = changed(&upload.bytes, &returned.bytes);
    println!(
        "{stem:<40} {:>6} {:>7} {:>5} {:>6} {elapsed:>9}  {changed}",
        form.sheets.len(),
        written.len(),
        returned.left.len(),
        found.len()
    );
    found.iter().take(10).for_each(|it| println!("    {it}"));
    if let Some(out) = out {
        let cells = |it: &&Entry| {
            format!(
                "{}\t{}\t{}\n",
                serde_json::json!(form.sheets[it.sheet].name),
                it.at,
                serde_json::json!(words(&it.value))
            )
        };
        for (folder, bytes) in [("before", &upload.bytes), ("after", &returned.bytes)] {
            fs::create_dir_all(out.join(folder)).unwrap();
            fs::write(out.join(folder).join(&upload.name), bytes).unwrap();
        }
        fs::write(
            out.join("after").join(format!("{}.cells", upload.name)),
            written.iter().map(cells).collect::<String>(),
        )
        .unwrap();
    }
    found.len()
}

/// A value as words; none for a tick, whose words are the list's.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Choice(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Tick => None,
    }
}

/// Answers for the cells of a sheet that can be written: those with lists first, then empty ones beside
/// texts.
fn entries(form: &Form) -> Vec<Entry> {
    let visible = form.sheets.iter().enumerate().filter(|it| !it.1.hidden);
    let all = visible
        .flat_map(|(sheet, it)| fillable(it).into_iter().map(move |(at, value)| Entry { sheet, at, value }));
    all.collect()
}

fn fillable(sheet: &Sheet) -> Vec<(At, Value)> {
    let free = |at: At, cell: Option<&Cell>| {
        let open = cell.map_or(!sheet.protected, |it| {
            !it.formula && !it.locked && (it.text.is_empty() || it.choices.is_some())
        });
        open && sheet.area(at).is_none_or(|it| it.first == at)
    };
    let listed = sheet.cells.iter().filter(|(at, it)| it.choices.is_some() && free(**at, Some(it)));
    let mut found: BTreeMap<At, Value> = listed.map(|(at, it)| (*at, value(it))).take(CELLS / 2).collect();
    let texts: Vec<At> = sheet.cells.iter().filter(|it| it.1.text.len() > 20).map(|it| *it.0).collect();
    for at in texts {
        for column in (at.column + 1..=at.column + 9).filter(|it| !sheet.hidden_columns.contains(it)) {
            let at = At { row: at.row, column };
            if found.len() < CELLS
                && !found.contains_key(&at)
                && free(at, sheet.cells.get(&at))
                && sheet.cells.get(&at).is_none_or(|it| it.choices.is_none())
            {
                found.insert(at, Value::Text(TEXT.to_owned()));
                break;
            }
        }
    }
    found.into_iter().collect()
}

fn value(cell: &Cell) -> Value {
    let values = cell.choices.as_ref().map(|it| it.values.clone()).unwrap_or_default();
    values.last().map_or_else(|| Value::Text("free".to_owned()), |it| Value::Choice(it.clone()))
}

/// All that is wrong with a filled file: what changed and must not have, and what does not read as it was
/// written.
fn wrong(format: &Format, upload: &Upload, bytes: &[u8], written: &[&Entry]) -> Vec<String> {
    let parts = workbook::sheets(&upload.bytes);
    let mut targets: BTreeMap<String, BTreeSet<At>> = BTreeMap::new();
    for it in written {
        targets.entry(parts[it.sheet].clone()).or_default().insert(it.at.outer());
    }
    let mut found = workbook::differences(&upload.bytes, bytes, &targets);
    let filled = Upload { name: upload.name.clone(), bytes: bytes.to_vec() };
    let form = match (format.read)(&filled) {
        Ok(form) => form,
        Err(refusal) => return vec![format!("cannot be read again: {refusal}")],
    };
    found.extend(workbook::differing_entries(&form, written));
    found
}

fn changed(before: &[u8], after: &[u8]) -> String {
    let pairs = workbook::entries(before).into_iter().zip(workbook::entries(after));
    pairs
        .filter(|(old, new)| old.raw != new.raw)
        .map(|(old, _)| old.name.rsplit('/').next().unwrap_or_default().to_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
