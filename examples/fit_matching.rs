//! Fits the confidence of `matching` to labelled questions, and measures it: `cargo run --no-default-features
//! --release --example fit_matching -- LIBRARY.yaml QUESTIONS.csv [MORE.csv...]`.
//!
//! LIBRARY.yaml is a list of entries with `id, topic, question, phrasings, answer`; QUESTIONS.csv has the
//! columns `question`, `label` (ids of right entries, `/` between them, or `none`) and, if it has them,
//! `source` and `section`. It counts the questions that are answered because their wording is known, and how
//! many of these rightly; and it measures the ranking of suggestions, whose confidence is fitted within folds
//! and measured outside them. Files after the first are only measured. The output is the same each time.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing)]

use std::{collections::BTreeMap, env, fs};

use factum::{
    diagnostic::Sources,
    matching::{FEATURES, Features, Index, Likeness, Query, SearchEntry, Settings, Wordings, likeness},
    yaml::{self, Value},
};
use sha2::{Digest, Sha256};

/// The candidates of a question that are fitted to.
const CANDIDATES: usize = 3;
/// Into how many parts the questions are divided, and how often anew.
const FOLDS: usize = 5;
const REPEATS: usize = 20;
/// The weight of the penalty on large coefficients: few questions do not know more.
const PENALTY: f64 = 0.3;
type Outcome<T> = Result<T, String>;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [library, files @ ..] = arguments.as_slice() else {
        return println!("usage: fit_matching LIBRARY.yaml QUESTIONS.csv [MORE.csv...]");
    };
    if let Err(message) = run(library, files) {
        println!("{message}");
        std::process::exit(2);
    }
}

fn run(library: &str, files: &[String]) -> Outcome<()> {
    let text = read(library)?;
    let library = parse_library(&text)?;
    let sets: Vec<Vec<Labelled>> = files.iter().map(|it| questions(&read(it)?)).collect::<Outcome<_>>()?;
    let Some(first) = sets.first() else { return Err("no questions".into()) };
    println!(
        "# {} entries, {} questions, {} answerable",
        library.len(),
        first.len(),
        first.iter().filter(|it| it.answerable()).count()
    );

    println!("\n## Ranking (nothing of it is fitted by this program)");
    for (name, settings) in [
        ("as it is", Settings::default()),
        ("without synonyms", Settings { synonyms: false, ..Settings::default() }),
        ("without headings", Settings { headings: false, ..Settings::default() }),
    ] {
        for (set, file) in sets.iter().zip(files) {
            recall(&format!("{name}, {}", base(file)), &rows(&library, set, settings));
        }
    }

    println!("\n## Answered, because the wording is known (nothing of it is fitted)");
    for (set, file) in sets.iter().zip(files) {
        let known = wordings(&library, &[]);
        println!("{}, asked of the library alone: {}", base(file), answered(&library, &known, set));
        for left in sources(set) {
            let (asked, decided): (Vec<_>, Vec<_>) = set.iter().cloned().partition(|it| it.source == left);
            let known = wordings(&library, &decided);
            println!(
                "{left}, after all questions of the other sources were decided: {}",
                answered(&library, &known, &asked)
            );
        }
    }

    let data = rows(&library, first, Settings::default());
    println!("\n## Confidence of suggestions, {REPEATS} times {FOLDS}-fold cross-validation");
    let all: Vec<usize> = (0..FEATURES.len()).collect();
    let whole = cross(&data, &all);
    whole.print("all features");
    for left in &all {
        let some: Vec<usize> = all.iter().copied().filter(|it| it != left).collect();
        cross(&data, &some).print(&format!("without {}", FEATURES[*left].0));
    }
    let model = Model::fit(&data.iter().collect::<Vec<_>>(), &all);
    println!("\n## Suggestions by confidence outside the folds");
    tiers(&data, &whole);
    println!("\n## Cues of polarity, on the best entry of each question");
    for (set, file) in sets.iter().zip(files) {
        polarity(&library, set, base(file));
    }

    println!("\n## src/matching/fit.rs\n");
    constants(&data, &model, &digest(&[text, read(&files[0])?]));
    Ok(())
}

// ---- what is read

struct KnownTexts {
    id: String,
    topic: String,
    phrasings: Vec<String>,
    answer: String,
}

#[derive(Clone)]
struct Labelled {
    question: String,
    labels: Vec<String>,
    source: String,
    section: Vec<String>,
}

impl Labelled {
    fn answerable(&self) -> bool {
        self.labels != ["none"]
    }
}

fn read(path: &str) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn digest(texts: &[String]) -> String {
    let mut hash = Sha256::new();
    texts.iter().for_each(|it| hash.update(it.as_bytes()));
    hash.finalize().iter().take(8).map(|it| format!("{it:02x}")).collect()
}

fn parse_library(text: &str) -> Outcome<Vec<KnownTexts>> {
    let file = Sources::default().add("library", text);
    let root = yaml::parse(file, text, 0).map_err(|it| it.message.clone())?;
    let Value::List(items) = root.value else { return Err("the library is no list".into()) };
    let known = items.iter().map(|item| {
        let Value::Map(fields) = &item.value else { return Err("an entry is no map".to_owned()) };
        let texts = |key: &str| -> Vec<String> {
            fields.iter().filter(|it| it.0.text == key).flat_map(|it| scalars(&it.1.value)).collect()
        };
        let one = |key: &str| texts(key).into_iter().next().unwrap_or_default();
        let phrasings = texts("question").into_iter().chain(texts("phrasings")).collect();
        Ok(KnownTexts { id: one("id"), topic: one("topic"), phrasings, answer: one("answer") })
    });
    known.collect()
}

fn scalars(value: &Value) -> Vec<String> {
    match value {
        Value::Scalar { text, .. } => vec![text.clone()],
        Value::List(items) => items.iter().flat_map(|it| scalars(&it.value)).collect(),
        _ => vec![],
    }
}

fn questions(text: &str) -> Outcome<Vec<Labelled>> {
    let mut records = records(text).into_iter();
    let head = records.next().unwrap_or_default();
    let column = |name: &str| head.iter().position(|it| it.trim() == name);
    let (Some(question), Some(label)) = (column("question"), column("label")) else {
        return Err("no columns `question` and `label`".into());
    };
    let of =
        |record: &[String], at: Option<usize>| at.and_then(|it| record.get(it)).cloned().unwrap_or_default();
    let labelled = records.filter(|it| it.len() > label.max(question)).map(|record| Labelled {
        question: record[question].clone(),
        labels: record[label].split('/').map(|it| it.trim().to_owned()).collect(),
        source: of(&record, column("source")),
        section: [of(&record, column("section"))].into_iter().filter(|it| !it.is_empty()).collect(),
    });
    Ok(labelled.collect())
}

fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (vec![], vec![], String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            c => field.push(c),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

// ---- what is answered

fn sources(set: &[Labelled]) -> std::collections::BTreeSet<String> {
    set.iter().map(|it| it.source.clone()).collect()
}

/// The wordings of the library, and of the questions that were decided for one entry.
fn wordings(library: &[KnownTexts], decided: &[Labelled]) -> Wordings {
    let mut wordings = Wordings::default();
    for (at, entry) in library.iter().enumerate() {
        entry.phrasings.iter().for_each(|it| wordings.add(it, at));
        decided
            .iter()
            .filter(|it| it.labels == [entry.id.clone()])
            .for_each(|it| wordings.add(&it.question, at));
    }
    wordings
}

/// How many questions have the wording of one entry, and of how many of these it is a right one; the others
/// are named.
fn answered(library: &[KnownTexts], known: &Wordings, asked: &[Labelled]) -> String {
    let (mut given, mut right, mut wrong) = (0, 0, String::new());
    for it in asked {
        let [same] = known.find(&it.question)[..] else { continue };
        given += 1;
        if it.labels.contains(&library[same.number].id) {
            right += 1;
        } else {
            wrong += &format!("\n    wrong: {} -> {}", it.question, library[same.number].id);
        }
    }
    format!("answered {}, right {}{wrong}", share(given, asked.len()), share(right, given))
}

// ---- what is measured

/// A question's best candidates with their features, and which are right.
struct Row {
    features: Vec<Features>,
    right: Vec<bool>,
    answerable: bool,
    source: String,
    group: usize,
}

fn index(library: &[KnownTexts], settings: Settings) -> Index {
    Index::with(&entries(library), settings)
}

fn entries(library: &[KnownTexts]) -> Vec<SearchEntry<'_>> {
    library
        .iter()
        .map(|it| SearchEntry {
            topic: Some(&it.topic),
            phrasings: it.phrasings.iter().map(String::as_str).collect(),
            proposition: None,
            text: &it.answer,
        })
        .collect()
}

fn rows(library: &[KnownTexts], set: &[Labelled], settings: Settings) -> Vec<Row> {
    let index = index(library, settings);
    let groups = groups(set);
    let row = |(it, group): (&Labelled, usize)| {
        let found = index.features(Query { text: &it.question, sections: &it.section }, 20);
        let right = found.iter().map(|found| it.labels.contains(&library[found.0].id)).collect();
        Row {
            features: found.into_iter().map(|it| it.1).collect(),
            right,
            answerable: it.answerable(),
            source: it.source.clone(),
            group,
        }
    };
    set.iter().zip(groups).map(row).collect()
}

/// Questions that are nearly the same stay together, so that no fold is tested with what it was fitted to.
fn groups(set: &[Labelled]) -> Vec<usize> {
    let mut groups: Vec<usize> = Vec::new();
    for (at, it) in set.iter().enumerate() {
        let same =
            set[..at].iter().position(|other| likeness(&other.question, &it.question) >= Likeness::Reworded);
        groups.push(same.map_or(at, |it| groups[it]));
    }
    groups
}

fn recall(name: &str, rows: &[Row]) {
    let answerable: Vec<_> = rows.iter().filter(|it| it.answerable).collect();
    let at = |count: usize| {
        let found = answerable.iter().filter(|it| it.right.iter().take(count).any(|it| *it)).count();
        format!("R@{count} {}", share(found, answerable.len()))
    };
    println!("{name}: {}, {}, {}", at(1), at(3), at(10));
}

/// A share with its 95% confidence interval (Wilson).
fn share(part: usize, all: usize) -> String {
    let (low, high) = wilson(part as f64, all as f64);
    format!("{:.3} [{low:.3}, {high:.3}] ({part}/{all})", part as f64 / all.max(1) as f64)
}

fn wilson(part: f64, all: f64) -> (f64, f64) {
    let (z, all) = (1.96_f64, all.max(1.0));
    let p = part / all;
    let middle = p + z * z / (2.0 * all);
    let spread = z * (p * (1.0 - p) / all + z * z / (4.0 * all * all)).sqrt();
    let scale = 1.0 + z * z / all;
    (((middle - spread) / scale).max(0.0), ((middle + spread) / scale).min(1.0))
}

// ---- the model

struct Model {
    constant: f64,
    coefficients: Features,
}

impl Model {
    /// Logistic regression with a quadratic penalty, by Newton's method; features not in `some` stay out.
    fn fit(rows: &[&Row], some: &[usize]) -> Self {
        let size = some.len() + 1;
        let mut weights = vec![0.0; size];
        let examples: Vec<(Vec<f64>, f64)> = rows
            .iter()
            .flat_map(|row| row.features.iter().zip(&row.right).take(CANDIDATES))
            .map(|(features, right)| {
                let values = [1.0].into_iter().chain(some.iter().map(|it| features[*it])).collect();
                (values, f64::from(u8::from(*right)))
            })
            .collect();
        for _ in 0..30 {
            let mut slope = vec![0.0; size];
            let mut bend = vec![vec![0.0; size]; size];
            for (values, right) in &examples {
                let chance = logistic(values.iter().zip(&weights).map(|(a, b)| a * b).sum());
                for a in 0..size {
                    slope[a] += (right - chance) * values[a];
                    for b in 0..size {
                        bend[a][b] += chance * (1.0 - chance) * values[a] * values[b];
                    }
                }
            }
            for at in 1..size {
                slope[at] -= PENALTY * weights[at];
                bend[at][at] += PENALTY;
            }
            bend[0][0] += 1e-9;
            let step = solve(bend, slope);
            weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
        }
        let mut coefficients = [0.0; FEATURES.len()];
        some.iter().zip(&weights[1..]).for_each(|(at, weight)| coefficients[*at] = *weight);
        Self { constant: weights[0], coefficients }
    }

    fn confidence(&self, features: &Features) -> f64 {
        logistic(self.constant + self.coefficients.iter().zip(features).map(|(a, b)| a * b).sum::<f64>())
    }

    /// The confidence of a question's first candidate.
    fn top(&self, row: &Row) -> f64 {
        row.features.first().map_or(0.0, |it| self.confidence(it))
    }
}

fn logistic(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

/// Gauss.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot =
            (at..size).max_by(|a, b| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs())).unwrap_or(at);
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        let row = matrix[at].clone();
        for below in at + 1..size {
            let factor = matrix[below][at] / row[at];
            matrix[below].iter_mut().zip(&row).for_each(|(it, above)| *it -= factor * above);
            right[below] -= factor * right[at];
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|column| matrix[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

fn is_right(row: &Row) -> bool {
    row.right.first() == Some(&true)
}

// ---- cross-validation

struct Crossed {
    /// For every question its first candidate's confidence outside the folds, on average over the repeats.
    confidences: Vec<f64>,
    /// For every repeat the area under the curve.
    areas: Vec<f64>,
    losses: Vec<f64>,
}

impl Crossed {
    fn print(&self, name: &str) {
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        println!("{name}: area {:.3}, log loss {:.3}", mean(&self.areas), mean(&self.losses));
    }
}

fn cross(rows: &[Row], some: &[usize]) -> Crossed {
    let mut sums = vec![0.0; rows.len()];
    let (mut areas, mut losses) = (vec![], vec![]);
    for repeat in 0..REPEATS {
        let folds = folds(rows, repeat as u64);
        let mut outside = vec![0.0; rows.len()];
        for fold in 0..FOLDS {
            let within: Vec<&Row> =
                rows.iter().zip(&folds).filter(|it| *it.1 != fold).map(|it| it.0).collect();
            let model = Model::fit(&within, some);
            for at in (0..rows.len()).filter(|it| folds[*it] == fold) {
                outside[at] = model.top(&rows[at]);
            }
        }
        areas.push(area(rows, &outside));
        losses.push(loss(rows, &outside));
        sums.iter_mut().zip(outside).for_each(|(sum, it)| *sum += it);
    }
    let confidences = sums.iter().map(|it| it / REPEATS as f64).collect();
    Crossed { confidences, areas, losses }
}

fn folds(rows: &[Row], seed: u64) -> Vec<usize> {
    folds_of(&rows.iter().collect::<Vec<_>>(), seed)
}

/// A fold for every question: as many of each source and kind in every fold, near-duplicates in the same.
fn folds_of(rows: &[&Row], seed: u64) -> Vec<usize> {
    let mut strata: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for row in rows {
        let groups = strata.entry((&row.source, row.answerable)).or_default();
        if !groups.contains(&row.group) {
            groups.push(row.group);
        }
    }
    let mut fold_of = BTreeMap::new();
    let mut next = 0;
    for groups in strata.values_mut() {
        groups.sort_by_key(|it| scrambled(seed, *it as u64));
        for group in groups {
            fold_of.entry(*group).or_insert_with(|| {
                next += 1;
                next % FOLDS
            });
        }
    }
    rows.iter().map(|it| fold_of[&it.group]).collect()
}

/// A number that looks like chance and is the same each time (splitmix64).
fn scrambled(seed: u64, value: u64) -> u64 {
    let mut mixed = seed
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(value.wrapping_mul(0xBF58_476D_1CE4_E5B9))
        .wrapping_add(0x94D0_49BB_1331_11EB);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// The chance that a right first candidate has a higher confidence than a wrong one.
fn area(rows: &[Row], confidences: &[f64]) -> f64 {
    let (mut above, mut pairs) = (0.0, 0.0);
    for (_, high) in rows.iter().zip(confidences).filter(|it| is_right(it.0)) {
        for (_, low) in rows.iter().zip(confidences).filter(|it| !is_right(it.0)) {
            pairs += 1.0;
            above += if high > low { 1.0 } else { f64::from(u8::from(high == low)) / 2.0 };
        }
    }
    above / pairs
}

fn loss(rows: &[Row], confidences: &[f64]) -> f64 {
    let of =
        |(row, chance): (&Row, &f64)| -(if is_right(row) { *chance } else { 1.0 - chance }).max(1e-9).ln();
    rows.iter().zip(confidences).map(of).sum::<f64>() / rows.len() as f64
}

fn tiers(rows: &[Row], crossed: &Crossed) {
    for (low, high) in [
        (0.0, 0.1),
        (0.1, 0.2),
        (0.2, 0.3),
        (0.3, 0.5),
        (0.5, 0.7),
        (0.7, 0.8),
        (0.8, 0.85),
        (0.85, 0.9),
        (0.9, 0.95),
        (0.95, 1.01),
    ] {
        let within: Vec<_> = rows
            .iter()
            .zip(&crossed.confidences)
            .filter(|it| (low..high).contains(it.1))
            .map(|it| it.0)
            .collect();
        let right = within.iter().filter(|it| is_right(it)).count();
        let answerable = within.iter().filter(|it| it.answerable).count();
        let third = within.iter().filter(|it| it.right.iter().take(3).any(|it| *it)).count();
        println!(
            "{low:.2} to {:.2}: {} questions, {answerable} answerable, right first {right}, right among \
             three {third}",
            high.min(1.0),
            within.len()
        );
    }
}

fn polarity(library: &[KnownTexts], set: &[Labelled], name: &str) {
    let index = index(library, Settings::default());
    let (mut fired, mut on_right, mut right_first) = (0, 0, 0);
    for it in set {
        let query = Query { text: &it.question, sections: &it.section };
        let Some(best) = index.search(query, 1).into_iter().next() else { continue };
        let right = it.labels.contains(&library[best.entry].id);
        right_first += usize::from(right);
        fired += usize::from(best.polarity.is_some());
        on_right += usize::from(right && best.polarity.is_some());
    }
    println!(
        "{name}: fires on {}; on {} whose best entry is right",
        share(fired, set.len()),
        share(on_right, right_first)
    );
}

fn constants(rows: &[Row], model: &Model, digest: &str) {
    let answerable = rows.iter().filter(|it| it.answerable).count();
    println!("// {} questions, {answerable} answerable, data {digest}.", rows.len());
    println!("const CONSTANT: f64 = {:.4};", model.constant);
    println!("const COEFFICIENTS: [f64; COUNT] = [");
    for ((name, _), coefficient) in FEATURES.iter().zip(&model.coefficients) {
        println!("    {coefficient:.4}, // {name}");
    }
    println!("];");
}
