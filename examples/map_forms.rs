//! Measures how layouts are found: `map_forms DIR [TRUTH.yaml] [--questions]` reads each file of a folder and
//! prints what was found; beside a truth file it prints, per sheet, which columns are right and which rows
//! are missed or extra, and fails below the aims.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
    process::ExitCode,
};

use factum::{
    diagnostic::Sources,
    questionnaire::{
        At, Sheet, Upload, format_of,
        layout::{Layout, describe, detect, is_questionnaire, questions},
    },
    yaml::{self, Node, Value},
};

/// Of all rows that ask, at least this share is found.
const FOUND: f64 = 0.97;
/// Of all rows that ask, at most this share more is found.
const EXTRA: f64 = 0.01;

/// What the truth says of one sheet or table.
#[derive(Debug, Default)]
struct Truth {
    id: Option<Vec<u32>>,
    question: Vec<u32>,
    answers: Vec<u32>,
    comment: Option<u32>,
    rows: Option<BTreeSet<u32>>,
}

/// Sums over all files.
#[derive(Debug, Default)]
struct Totals {
    sheets: usize,
    missed: usize,
    falsely: usize,
    columns_wrong: usize,
    rows: usize,
    found: usize,
    extra: usize,
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1).filter(|it| !it.starts_with("--"));
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let truth = arguments.next().map(|it| truths(&fs::read_to_string(it).unwrap()));
    let mut totals = Totals::default();
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names {
        let file = truth.as_ref().map(|it| it.get(&name));
        if truth.is_none() || file.is_some_and(|it| it.is_some()) {
            one(Path::new(&folder), &name, file.flatten(), &mut totals);
        }
    }
    if truth.is_none() {
        return ExitCode::SUCCESS;
    }
    let (found, extra) = (totals.found as f64 / totals.rows as f64, totals.extra as f64 / totals.rows as f64);
    println!(
        "\nsheets {}, missed {}, false {}, with a wrong column {}",
        totals.sheets, totals.missed, totals.falsely, totals.columns_wrong
    );
    println!(
        "rows {}, found {} ({:.1}%), extra {} ({:.1}%)",
        totals.rows,
        totals.found,
        found * 100.0,
        totals.extra,
        extra * 100.0
    );
    let good = totals.missed + totals.falsely + totals.columns_wrong == 0 && found >= FOUND && extra <= EXTRA;
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn one(folder: &Path, name: &str, truth: Option<&BTreeMap<String, Truth>>, totals: &mut Totals) {
    let upload = Upload { name: name.to_owned(), bytes: fs::read(folder.join(name)).unwrap_or_default() };
    println!("\n{name}");
    let form = match format_of(&upload).and_then(|it| (it.read)(&upload)) {
        Ok(form) => form,
        Err(refusal) => {
            println!("  {refusal}: {}", refusal.help);
            totals.missed += truth.map_or(0, BTreeMap::len);
            totals.sheets += truth.map_or(0, BTreeMap::len);
            return;
        }
    };
    let start = std::time::Instant::now();
    let mut found = detect(&form.sheets);
    found.retain(|it| !it.1.rows.is_empty());
    println!("  {} sheets or tables, {} ms", form.sheets.len(), start.elapsed().as_millis());
    if let Err(refusal) = is_questionnaire(&form.sheets, &found) {
        println!("  {refusal}\n  {}", refusal.help);
    }
    for (index, mapping) in &found {
        println!("  {}", describe(&form.sheets[*index], mapping));
    }
    if env::args().any(|it| it == "--questions") {
        show(&form.sheets, &found);
    }
    if let Some(truth) = truth {
        compare(&form.sheets, &found, truth, totals);
    }
}

fn show(sheets: &[Sheet], found: &[(usize, Layout)]) {
    for asked in questions(sheets, found) {
        println!(
            "    {} {:?} {:?} {:?} {:?} {:?}",
            asked.at, asked.id, asked.sections, asked.around, asked.text, asked.guidance
        );
    }
}

/// Holds what was found against the truth. A document's sheets are its tables, named by their number.
fn compare(
    sheets: &[Sheet],
    found: &[(usize, Layout)],
    truth: &BTreeMap<String, Truth>,
    totals: &mut Totals,
) {
    let mut known = BTreeSet::new();
    for (name, truth) in truth {
        totals.sheets += 1;
        let index = match name.strip_prefix("table ") {
            Some(number) => tables(sheets).get(number.parse::<usize>().unwrap()).copied(),
            None => sheets.iter().position(|it| it.name.trim() == name.trim()),
        };
        let rows = truth.rows.as_ref().map_or(0, BTreeSet::len);
        totals.rows += rows;
        let Some((index, mapping)) = found.iter().find(|it| Some(it.0) == index) else {
            println!("  MISSED {name}");
            totals.missed += 1;
            continue;
        };
        known.insert(*index);
        let mine: BTreeSet<u32> = mapping.rows.iter().copied().collect();
        // Where the truth lists no rows, each row of the table after its head asks.
        let wanted = truth.rows.clone().unwrap_or_else(|| body(&sheets[*index], mapping));
        totals.rows += wanted.len() - rows;
        let (missed, extra): (Vec<_>, Vec<_>) =
            (wanted.difference(&mine).collect(), mine.difference(&wanted).collect());
        totals.found += wanted.len() - missed.len();
        totals.extra += extra.len();
        let wrong = wrong(truth, mapping);
        totals.columns_wrong += usize::from(!wrong.is_empty());
        println!(
            "  {name}: rows {} of {}, missed {missed:?}, extra {extra:?}, columns {}",
            wanted.len() - missed.len(),
            wanted.len(),
            if wrong.is_empty() { "right".to_owned() } else { format!("WRONG {wrong:?}") }
        );
    }
    for (index, mapping) in found.iter().filter(|it| !known.contains(&it.0)) {
        // A document that is said to have no tables has its questions in paragraphs, of which the truth lists
        // none.
        if truth.is_empty() && sheets[*index].name == "Paragraphs" {
            println!("  {} questions in paragraphs, not in the truth", mapping.rows.len());
            continue;
        }
        println!("  FALSE {}", sheets[*index].name);
        totals.falsely += 1;
    }
}

/// The tables of a document, without its paragraphs.
fn tables(sheets: &[Sheet]) -> Vec<usize> {
    (0..sheets.len()).filter(|it| sheets[*it].name.to_lowercase().starts_with("table")).collect()
}

fn body(sheet: &Sheet, mapping: &Layout) -> BTreeSet<u32> {
    let rows = sheet.cells.keys().filter(|it| it.row > 1 && it.column == mapping.question);
    rows.filter(|it| !sheet.text(At { row: it.row, column: it.column }).is_empty()).map(|it| it.row).collect()
}

fn wrong(truth: &Truth, mapping: &Layout) -> Vec<String> {
    let mut answers: Vec<u32> =
        mapping.ticks.iter().map(|it| it.0).chain(mapping.answers.iter().copied()).collect();
    answers.sort_unstable();
    let mut wrong = Vec::new();
    if !truth.question.contains(&mapping.question) {
        wrong.push(format!("question {}", mapping.question));
    }
    if truth.id.as_ref().is_some_and(|it| !mapping.id.is_some_and(|id| it.contains(&id))) {
        wrong.push(format!("id {:?}", mapping.id));
    }
    if answers != truth.answers {
        wrong.push(format!("answers {answers:?}"));
    }
    if mapping.comment != truth.comment {
        wrong.push(format!("comment {:?}", mapping.comment));
    }
    wrong
}

/// Reads the truth: `file: {sheets: {NAME: {question: B, answer: ..}}}` or `file: {tables: {0: ..}}`.
fn truths(text: &str) -> BTreeMap<String, BTreeMap<String, Truth>> {
    let mut sources = Sources::default();
    let file = sources.add("truth.yaml", text);
    let root = yaml::parse(file, text, 0).unwrap();
    let mut truths = BTreeMap::new();
    for (name, file) in entries(&root) {
        let mut sheets = BTreeMap::new();
        for (kind, each) in entries(file).into_iter().filter(|it| matches!(it.0, "sheets" | "tables")) {
            for (sheet, fields) in entries(each) {
                let name = if kind == "tables" { format!("table {sheet}") } else { sheet.to_owned() };
                sheets.insert(name, truth_of(fields, kind == "tables"));
            }
        }
        truths.insert(name.to_owned(), sheets);
    }
    truths
}

fn truth_of(fields: &Node, table: bool) -> Truth {
    let mut truth = Truth::default();
    for (key, value) in entries(fields) {
        let text = scalar(value);
        let columns = columns(&text, table);
        match key {
            "id" => truth.id = Some(columns),
            "question" => truth.question = columns,
            "answer" => truth.answers = columns,
            "comment" => truth.comment = columns.first().copied(),
            "question_rows" => truth.rows = Some(list(value).iter().map(|it| it.parse().unwrap()).collect()),
            _ => {}
        }
    }
    truth
}

/// The columns that a free text names: single capital letters in sheets, numbers from 0 in tables.
fn columns(text: &str, table: bool) -> Vec<u32> {
    let outside: String = text.split('(').map(|it| it.split_once(')').map_or(it, |it| it.1)).collect();
    let first = text.split('(').next().unwrap_or_default();
    let outside = if text.starts_with(first) {
        format!("{first} {}", outside.trim_start_matches(first))
    } else {
        outside
    };
    let words = outside.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    if table {
        return words.filter_map(|it| it.parse::<u32>().ok()).map(|it| it + 1).collect();
    }
    words
        .filter(|it| it.len() <= 2 && it.chars().all(|it| it.is_ascii_uppercase()))
        .map(|it| format!("{it}1").parse::<At>().unwrap().column)
        .collect()
}

fn entries(node: &Node) -> Vec<(&str, &Node)> {
    match &node.value {
        Value::Map(entries) => entries.iter().map(|(key, value)| (key.text.as_str(), value)).collect(),
        _ => Vec::new(),
    }
}

fn list(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().map(scalar).collect(),
        _ => Vec::new(),
    }
}

fn scalar(node: &Node) -> String {
    match &node.value {
        Value::Scalar { text, .. } if text != "null" => text.clone(),
        _ => String::new(),
    }
}
