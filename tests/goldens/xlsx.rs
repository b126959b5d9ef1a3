//! Workbooks: plain parts in `parts/`, zipped here, with what is read in `read.txt`; what is written in
//! `entries` (sheet, cell, kind, value), its result in `filled.txt`, and each changed part in `filled/`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

use factum::questionnaire::{At, Form, Format, Refusal, Returned, Upload, format_of};

use crate::support::{self, workbook};

pub fn run(case: &Path) {
    let upload = Upload {
        name: format!("{}.xlsx", case.file_name().unwrap().to_string_lossy()),
        bytes: workbook::zipped(&case.join("parts")),
    };
    let found = read(&upload)
        .map_or_else(|it| format!("refused: {}\nhelp: {}\n", it.message, it.help), |it| dump(&it));
    support::golden(&case.join("read.txt"), &found);
    if case.join("entries").is_file() {
        fill(case, &upload);
    }
}

fn fill(case: &Path, upload: &Upload) {
    let fill = format_of(upload).unwrap().fill;
    let entries = workbook::entries_of(&case.join("entries"));
    let returned = fill(upload, &entries).unwrap();
    assert!(returned.bytes == fill(upload, &entries).unwrap().bytes, "filled differently the second time");
    assert!(fill(upload, &[]).unwrap().bytes == upload.bytes, "filling nothing changed the file");
    let written: Vec<_> =
        entries.iter().filter(|it| !returned.left.iter().any(|left| left.0 == **it)).collect();
    let changed = changed(case, &upload.bytes, &returned.bytes);
    let sheets = workbook::sheets(&upload.bytes);
    let meant = |part: &String| sheets.contains(part) || part.ends_with("workbook.xml");
    assert!(changed.iter().all(meant), "{changed:?}");
    support::golden(&case.join("filled.txt"), &report(&returned, &changed));
    let mut targets: BTreeMap<String, BTreeSet<At>> = BTreeMap::new();
    for it in &written {
        targets.entry(sheets[it.sheet].clone()).or_default().insert(it.at.outer());
    }
    let found = workbook::differences(&upload.bytes, &returned.bytes, &targets);
    assert!(found.is_empty(), "{found:#?}");
    let again = read(&Upload { bytes: returned.bytes, ..upload.clone() }).unwrap();
    let found = workbook::differing_entries(&again, &written);
    assert!(found.is_empty(), "{found:#?}");
}

fn read(upload: &Upload) -> Result<Form, Refusal> {
    let format: &Format = format_of(upload)?;
    assert_eq!(format.name, "XLSX");
    (format.read)(upload)
}

/// A form as readable lines, without empty fields.
fn dump(form: &Form) -> String {
    let mut out = String::new();
    form.remarks.iter().for_each(|it| writeln!(out, "remark: {it}").unwrap());
    for sheet in &form.sheets {
        let flag = |yes: bool, word: &str| if yes { format!(" {word}") } else { String::new() };
        writeln!(
            out,
            "sheet {:?}{}{}",
            sheet.name,
            flag(sheet.hidden, "hidden"),
            flag(sheet.protected, "protected")
        )
        .unwrap();
        sheet.merged.iter().for_each(|it| writeln!(out, "  merged {it}").unwrap());
        for (what, numbers) in [
            ("rows", &sheet.hidden_rows),
            ("filtered rows", &sheet.filtered_rows),
            ("columns", &sheet.hidden_columns),
        ] {
            if !numbers.is_empty() {
                writeln!(
                    out,
                    "  {}{what} {numbers:?}",
                    if what.starts_with("filtered") { "" } else { "hidden " }
                )
                .unwrap();
            }
        }
        for (at, cell) in &sheet.cells {
            let flags = [
                (cell.formula, "formula"),
                (cell.locked, "locked"),
                (cell.heading, "heading"),
                (cell.tick, "tick"),
            ];
            let flags: String = flags.iter().map(|it| flag(it.0, it.1)).collect();
            let list = cell
                .choices
                .as_ref()
                .map(|it| format!(" list{} {:?}", flag(it.numeric, "of numbers"), it.values));
            writeln!(out, "  {at} {:?}{flags}{}", cell.text, list.unwrap_or_default()).unwrap();
        }
    }
    out
}

fn report(returned: &Returned, changed: &[String]) -> String {
    let mut out = String::new();
    changed.iter().for_each(|it| writeln!(out, "changed: {it}").unwrap());
    returned.left.iter().for_each(|it| writeln!(out, "left: {}", it.1).unwrap());
    returned.remarks.iter().for_each(|it| writeln!(out, "remark: {it}").unwrap());
    out
}

/// The names of the parts that changed; each is compared with its golden.
fn changed(case: &Path, before: &[u8], after: &[u8]) -> Vec<String> {
    let mut changed = Vec::new();
    for (old, new) in workbook::entries(before).into_iter().zip(workbook::entries(after)) {
        if old.content != new.content {
            support::golden(&case.join("filled").join(&new.name), &workbook::text(&new.content));
            changed.push(new.name);
        }
    }
    changed
}
