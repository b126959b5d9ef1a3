//! Column headers and the marks beside a question: questions with headers that are not completely known need
//! review.

use std::{collections::BTreeMap, fs};

use serde_json::Value as Json;

use crate::support::{self, document::document, each_case, filling::workbook};

const QUESTIONS: [&str; 3] = [
    "Is customer data encrypted at rest?",
    "Are backups taken every day?",
    "Do you have an incident response plan?",
];

/// The rows of a file.
type Rows = Vec<Vec<String>>;

/// Headers that name a party, a place, a time, a product or an environment.
const NAMES: &[&str] = &[
    "Subcontractors",
    "Subcontractor",
    "Brazil",
    "2023",
    "Production",
    "Staging",
    "Payroll",
    "Unterauftragnehmer",
    "Filiale",
    "Sous-traitants",
    "Subcontratistas",
    "Fornitori",
    "Onderaannemers",
    "Brasil",
    "Group",
    "Country",
    "Contract",
    "Inverse",
    "Exceptions",
    "Questions for Brazil",
    "Brazil control",
    "Subcontractor question",
    "Applicable (subcontractors)",
    "Control (Brazil)",
    "Payroll ID",
];
/// Marks below such a header.
const MARKS: &[&str] = &[
    "✓", "✔", "☒", "☑", "☐", "Yes", "Y", "TRUE", "True", "1", "-", "–", "x", "X", "ja", "oui", "sí", "sim",
    "No", "FALSE", "0", "n/a", "",
];
/// Column headers beside the questions, with marks that do not matter.
const NEUTRAL: &[(&str, &str)] = &[
    ("Mandatory", "Yes"),
    ("Mandatory", "No"),
    ("Required", "✓"),
    ("Evidence required", "Yes"),
    ("Score", "1"),
    ("Weight", "5"),
    ("Priority", ""),
    ("Applicable", "Yes"),
    ("In scope", "x"),
    ("Pflicht", "Ja"),
    ("Obligatoire", "Oui"),
    ("Obligatorio", "Sí"),
    ("Obbligatorio", "x"),
    ("Verplicht", "1"),
    ("Status", ""),
    ("Max score", "3"),
    ("Optional", "-"),
];
/// Headers of the comment column that name a party, a subject or a time.
const COMMENTS: &[&str] = &[
    "Remarks on Brazil",
    "Comment 2025",
    "Comment of your subcontractor",
    "Comments (Brazil)",
    "Comments Payroll",
    "Kommentar Brasilien",
    "Commentaires du sous-traitant",
    "Comentarios Brasil",
    "Note sul Brasile",
    "Opmerkingen 2025",
    "Comment on-premise",
    "Explanation of exceptions",
];
/// Ordinary headers of the comment column.
const PLAIN_COMMENTS: &[&str] = &[
    "Comment",
    "Comments",
    "Remarks",
    "Additional information",
    "Supplier comments",
    "Link to supporting evidence (if not public)",
    "Notes (if any)",
    "Please explain your answer",
    "Bemerkungen",
    "Kommentar des Lieferanten",
    "Commentaires",
    "Commentaires du fournisseur",
    "Observaciones",
    "Osservazioni",
    "Toelichting",
    "Observações",
];
/// Ordinary headers of the id, question and answer columns.
const PLAIN: &[[&str; 3]] = &[
    ["ID", "Question", "Answer"],
    ["No.", "Questions", "Response"],
    ["Ref", "Control", "Answer"],
    ["#", "Requirement", "Yes/No"],
    ["Nr.", "Frage", "Antwort"],
    ["N°", "Question", "Réponse"],
    ["Ref.", "Pregunta", "Respuesta"],
    ["Rif.", "Domanda", "Risposta"],
    ["Nr", "Vraag", "Antwoord"],
    ["Código", "Pergunta", "Resposta"],
    ["Control ID", "Control description", "Vendor response"],
    ["Lfd. Nr.", "Anforderung", "Antwort"],
    ["Numéro", "Exigence", "Réponse"],
    ["Código", "Requisito", "Respuesta"],
    ["Item", "Security question", "Answer (Yes/No)"],
    ["Key", "Criteria", "Response"],
];

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|it| (*it).to_owned()).collect()
}

/// A table with headers, and the cells before and after each question.
fn table(heads: &[&str], before: &[&str], after: &[&str]) -> Rows {
    let asks = (1..).zip(QUESTIONS).map(|(number, it)| {
        let id = number.to_string();
        row(&[&[id.as_str()], before, &[it], after].concat())
    });
    std::iter::once(row(heads)).chain(asks).collect()
}

/// A column before the questions, and one after the answers.
fn beside(head: &str, value: &str) -> [Rows; 2] {
    let behind = ["ID", "Question", "Answer", "Comment", head];
    [table(&["ID", head, "Question", "Answer"], &[value], &[""]), table(&behind, &[], &["", "", value])]
}

fn csv(rows: &Rows) -> Vec<u8> {
    let quoted = |it: &String| format!("\"{it}\"");
    let line = |it: &Vec<String>| it.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    rows.iter().map(line).collect::<String>().into_bytes()
}

fn xlsx(rows: &Rows) -> Vec<u8> {
    let rows: Vec<Vec<&str>> = rows.iter().map(|it| it.iter().map(String::as_str).collect()).collect();
    workbook(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>(), "")
}

fn docx(rows: &Rows) -> Vec<u8> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let line = |it: &Vec<String>| {
        let cells: String = (0..width).map(|at| cell(it.get(at).map_or("", String::as_str))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().map(line).collect();
    document(&format!("<w:tbl>{rows}</w:tbl>"), &[]).bytes
}

/// The rows as columns.
fn transposed(rows: &Rows) -> Rows {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    (0..width).map(|at| rows.iter().map(|it| it.get(at).cloned().unwrap_or_default()).collect()).collect()
}

/// The result for a file: its answered questions, and those with a written answer.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    read: usize,
    answered: usize,
    written: usize,
    cells: Vec<String>,
    texts: Vec<String>,
}

/// Answers each of the tables in each format.
fn answer(tables: &[(String, Rows)]) -> BTreeMap<String, Found> {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let mut arguments = vec!["answer".to_owned()];
    let mut names = Vec::new();
    for (name, rows) in tables {
        for (format, bytes) in [("csv", csv(rows)), ("xlsx", xlsx(rows)), ("docx", docx(rows))] {
            let stem = format!("form{}", names.len());
            let path = dir.path().join(format!("{stem}.{format}"));
            fs::write(&path, bytes).unwrap();
            arguments.push(path.to_str().unwrap().to_owned());
            names.push((stem, format!("{name} ({format})")));
        }
    }
    let output = support::factum(dir.path(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let found = |(stem, name): (String, String)| {
        let path = dir.path().join(format!("out/public/questionnaires/{stem}/answers.json"));
        let json: Json = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let known = |it: &&Json| QUESTIONS.contains(&it["text"].as_str().unwrap());
        let all: Vec<&Json> = json["questions"].as_array().unwrap().iter().filter(known).collect();
        let answered = all.iter().filter(|it| it["tier"] == "answered").count();
        let written =
            all.iter().filter(|question| question["cells"].as_array().is_some_and(|it| !it.is_empty()));
        let cells = all.iter().flat_map(|it| it["cells"].as_array().into_iter().flatten());
        let cells = cells.map(|it| it["cell"].as_str().unwrap_or_default().to_owned()).collect();
        let reasons = all.iter().flat_map(|it| it["reasons"].as_array().into_iter().flatten());
        let texts = reasons.map(|it| it.as_str().unwrap_or_default().to_owned()).collect();
        (name, Found { read: all.len(), answered, written: written.count(), cells, texts })
    };
    names.into_iter().map(found).collect()
}

/// The tables with an answer in a cell.
fn written(tables: &[(String, Rows)]) -> Vec<String> {
    answer(tables).into_iter().filter(|it| it.1.written > 0).map(|it| it.0).collect()
}

/// The tables with an unanswered or unwritten question.
fn incomplete(tables: &[(String, Rows)]) -> Vec<(String, Found)> {
    let all = |it: &Found| it.read == 3 && it.answered == 3 && it.written == 3;
    answer(tables).into_iter().filter(|it| !all(&it.1)).collect()
}

#[test]
fn a_header_that_names_a_party_or_subject_stops_answers() {
    let mut tables = Vec::new();
    for name in NAMES {
        for (place, heads) in [
            ("id", [*name, "Question", "Answer"]),
            ("question", ["ID", *name, "Answer"]),
            ("answer", ["ID", "Question", *name]),
        ] {
            tables.push((format!("{name} over {place}"), table(&heads, &[], &[""])));
            let heads = [heads[0], heads[1], heads[2], "Comment"];
            tables.push((format!("{name} over {place}, with a comment"), table(&heads, &[], &["", ""])));
        }
        let split = ["ID", "Question", *name, "Yes/No", "Comment"];
        tables.push((format!("{name} beside Yes/No"), table(&split, &[], &["", "", ""])));
    }
    let found = written(&tables);
    assert!(found.is_empty(), "written: {found:#?}");
}

#[test]
fn a_mark_below_an_unknown_header_stops_the_answer_of_its_row() {
    let mut tables = Vec::new();
    let all = NAMES.iter().map(|it| (*it, "✓")).chain(MARKS.iter().map(|it| ("Subcontractors", *it)));
    for (head, value) in all.chain([("Inverse", "TRUE"), ("Example Server", "✓"), ("Brazil", "x")]) {
        for (place, rows) in ["before", "behind"].into_iter().zip(beside(head, value)) {
            tables.push((format!("{head}: {value} {place}"), rows));
        }
    }
    let found = written(&tables);
    assert!(found.is_empty(), "written: {found:#?}");
}

#[test]
fn a_mark_is_shown_with_its_header() {
    let rows = |marks: [&str; 3]| {
        let mut rows = table(&["ID", "Question", "Answer", "Comment", "Subcontractors"], &[], &["", ""]);
        rows.iter_mut().skip(1).zip(marks).for_each(|(row, mark)| row.push(mark.to_owned()));
        rows
    };
    let cases = [["✓", "✓", "✓"], ["✓", "", ""]];
    each_case(cases, |marks| {
        for found in answer(&[(marks.concat(), rows(marks))]).into_values() {
            assert!(found.texts.iter().any(|it| it.contains("Subcontractors: ✓")), "{found:?}");
        }
    });
}

#[test]
fn marks_and_headers_of_transposed_sheets_stop_answers() {
    let mut tables = Vec::new();
    for (head, value) in [("Subcontractors", "✓"), ("Brazil", ""), ("Inverse", "TRUE"), ("Payroll", "-")] {
        for (place, rows) in ["before", "behind"].into_iter().zip(beside(head, value)) {
            tables.push((format!("{head}: {value} {place}"), transposed(&rows)));
        }
    }
    let found = written(&tables);
    assert!(found.is_empty(), "written: {found:#?}");
}

#[test]
fn marks_below_known_headers_stop_no_answers() {
    let mut tables = Vec::new();
    for (head, value) in NEUTRAL {
        for (place, rows) in ["before", "behind"].into_iter().zip(beside(head, value)) {
            tables.push((format!("{head}: {value} {place}"), rows));
        }
    }
    let found = incomplete(&tables);
    assert!(found.is_empty(), "stopped: {found:#?}");
}

#[test]
fn ordinary_headers_stop_no_answers() {
    let mut tables = Vec::new();
    for heads in PLAIN {
        tables.push((heads.join(" | "), table(heads, &[], &[""])));
    }
    for comment in PLAIN_COMMENTS {
        let heads = ["ID", "Question", "Answer", *comment];
        tables.push(((*comment).to_owned(), table(&heads, &[], &["", ""])));
    }
    let found = incomplete(&tables);
    assert!(found.is_empty(), "stopped: {found:#?}");
}

#[test]
fn no_text_is_written_below_a_partly_known_header() {
    let mut tables = Vec::new();
    for comment in COMMENTS {
        for answer in ["Answer", "Yes/No"] {
            let heads = ["ID", "Question", answer, *comment];
            tables.push((format!("{answer} | {comment}"), table(&heads, &[], &["", ""])));
        }
    }
    let below = |it: &Found| it.cells.iter().any(|it| it.contains('D'));
    let reports_heading = |it: &Found| it.texts.iter().any(|it| it.contains("the heading of "));
    let wrong = |(name, found): &(String, Found)| {
        below(found) || (name.starts_with("Yes") && !reports_heading(found))
    };
    let wrong: Vec<_> = answer(&tables).into_iter().filter(wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn columns_for_another_party_or_year_stop_answers() {
    let mut tables = Vec::new();
    for verdict in ["Answer", "Yes/No"] {
        for name in ["Brazil", "2025", "Subcontractor"] {
            let (answer, comment) = (format!("{name} {verdict}"), format!("Comment {name}"));
            let heads = ["ID", "Question", verdict, "Comment", &answer, &comment];
            tables.push((format!("{verdict} | {answer}"), table(&heads, &[], &["", "", "", ""])));
            for above in [["", "", "", "", name, ""], ["", "", "Your company", "", name, ""]] {
                let mut rows = table(
                    &["ID", "Question", verdict, "Comment", verdict, "Comment"],
                    &[],
                    &["", "", "", ""],
                );
                rows.insert(0, row(&above));
                tables.push((format!("{verdict} below {above:?}"), rows));
            }
        }
    }
    let found = written(&tables);
    assert!(found.is_empty(), "written: {found:#?}");
}

/// Headers that limit the length of an answer, and whether the answers fit.
const LIMITS: &[(&str, bool)] = &[
    ("Answer (max 10 characters)", false),
    ("Answer (one word only)", false),
    ("Antwort (max. 30 Zeichen)", false),
    ("Response (2-3 words)", false),
    ("回答（20字以内）", false),
    ("Response (1-5)", false),
    ("Answer (0/1)", false),
    ("Score 0–3", false),
    ("Response (A-E)", false),
    ("Answer (max. 1,000 characters)", true),
    ("Antwort (max. 500 Zeichen)", true),
    ("Réponse (200 caractères max.)", true),
    ("Answer (up to 100 words)", true),
    ("Answer (at least one sentence)", false),
    ("Response 1", true),
];

#[test]
fn an_answer_that_exceeds_the_limit_of_its_header_is_not_written() {
    let tables: Vec<_> =
        LIMITS.iter().map(|it| (it.0.to_owned(), table(&["ID", "Question", it.0], &[], &[""]))).collect();
    let fits = |name: &str| LIMITS.iter().any(|it| name.starts_with(it.0) && it.1);
    for (name, found) in answer(&tables) {
        assert_eq!(found.written, if fits(&name) { 3 } else { 0 }, "{name}: {found:#?}");
        let why = "asks for at most 10 characters, but the text has ";
        let reports_heading = found.texts.iter().any(|it| it.contains(why));
        assert_eq!(reports_heading, name.contains("max 10"), "{name}: {found:#?}");
    }
    let heads = ["ID", "Question", "Yes/No", "Comments (max 10 characters)"];
    for (name, found) in answer(&[("comment".to_owned(), table(&heads, &[], &["", ""]))]) {
        assert!(found.written == 3 && !found.cells.iter().any(|it| it.contains('D')), "{name}: {found:#?}");
    }
}
