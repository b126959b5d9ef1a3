//! Texts that resemble known ones: prompts in answer cells, further answer columns, fields, headers, ids and
//! file names. Each is completely known, or stops the answers to which it applies.

use crate::support::each_case;
use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value as Json;

use crate::{
    scopes::vendor,
    support::{self, filling, rows},
};

const QUESTIONS: [&str; 3] = [
    "Is customer data encrypted at rest?",
    "Are backups taken every day?",
    "Do you have an incident response plan?",
];

/// A folder in which files are answered.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        Self(vendor())
    }

    /// Answers the files; returns how many of the known questions of each have an answer in a cell.
    fn written(&self, files: &[(String, Vec<u8>)]) -> BTreeMap<String, usize> {
        let paths: Vec<_> = files.iter().map(|it| self.0.path().join(&it.0)).collect();
        files.iter().zip(&paths).for_each(|(file, path)| fs::write(path, &file.1).unwrap());
        let arguments = paths.iter().map(|it| it.to_str().unwrap());
        let arguments: Vec<&str> = ["answer"].into_iter().chain(arguments).collect();
        let output = support::factum(self.0.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        files.iter().map(|it| (it.0.clone(), self.count(&it.0))).collect()
    }

    fn count(&self, name: &str) -> usize {
        let json: Json = serde_json::from_str(&self.read(name, "answers.json")).unwrap();
        let known = |it: &&Json| QUESTIONS.contains(&it["text"].as_str().unwrap());
        let written = |it: &&Json| !it["cells"].as_array().unwrap().is_empty();
        json["questions"].as_array().unwrap().iter().filter(known).filter(written).count()
    }

    fn read(&self, name: &str, file: &str) -> String {
        let folder = Path::new(name).file_stem().unwrap();
        let folder = self.0.path().join("out/public/questionnaires").join(folder);
        fs::read_to_string(folder.join(file)).unwrap_or_else(|_| panic!("{name}: no {file}"))
    }

    /// Marks all texts of a file's review as neutral, and returns the review.
    fn mark(&self, name: &str) -> String {
        let review = self.read(name, "review.yaml");
        let marked = review.replace("    changes_nothing: no\n", "    changes_nothing: yes\n    by: Jane\n");
        let folder = Path::new(name).file_stem().unwrap();
        let path = self.0.path().join("out/public/questionnaires").join(folder).join("review.yaml");
        fs::write(path, &marked).unwrap();
        marked
    }
}

/// The three known questions in a table with these headers; each row ends with `after`.
fn table<'a>(heads: &[&'a str], after: &[&'a str]) -> Vec<Vec<&'a str>> {
    let asks = QUESTIONS.map(|it| [&[it], after].concat());
    std::iter::once(heads.to_vec()).chain(asks).collect()
}

/// A table in each format, with a name for its files.
fn files(name: &str, rows: &[Vec<&str>]) -> Vec<(String, Vec<u8>)> {
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let named = rows::files(&rows).into_iter();
    named.map(|(format, bytes)| (format!("form-{name}-{format}.{format}"), bytes)).collect()
}

/// Answers each of the tables in each format, and lists those in which not exactly `count` of the three
/// questions have a written answer.
#[track_caller]
fn expect(tables: &[(String, Vec<Vec<&str>>)], count: usize) {
    let numbered = tables.iter().enumerate();
    let all: Vec<_> = numbered.flat_map(|(at, it)| files(&at.to_string(), &it.1)).collect();
    let found = Project::new().written(&all);
    let table = |name: &str| name.split('-').nth(1).and_then(|it| tables.get(it.parse::<usize>().unwrap()));
    let wrong: Vec<_> = found.iter().filter(|it| *it.1 != count).collect();
    let wrong: Vec<_> = wrong.iter().map(|it| (it.0, it.1, &table(it.0).unwrap().0)).collect();
    assert!(wrong.is_empty(), "not {count}: {wrong:#?}");
}

/// The table of questions with these rows above or below it.
fn around<'a>(above: &[&[&'a str]], below: &[&[&'a str]]) -> Vec<Vec<&'a str>> {
    let own = |rows: &[&[&'a str]]| rows.iter().map(|it| it.to_vec()).collect::<Vec<_>>();
    [own(above), table(&["Question", "Answer"], &[""]), own(below)].concat()
}

#[test]
fn a_partly_known_prompt_stops_answers_until_reviewed() {
    let stopping = [
        "[Enter the answer of your subcontractor]",
        "[Response of your hosting provider]",
        "[Answer for Brazil]",
        "[Answer as of 31.12.2023]",
        "[Enter Yes if not compliant]",
        "<enter response for subsidiary>",
        "{Describe gaps}",
        "[Antwort Ihres Unterauftragnehmers]",
        "[Réponse du sous-traitant]",
        "[AWS]",
        "Response: [Answer for Payroll]",
    ];
    let plain =
        ["[Enter your answer]", "[Supplier response]", "[Antwort eingeben]", "[...]", "Choose an item."];
    let project = Project::new();
    let cases = [(&stopping[..], 0), (&plain[..], 3)];
    each_case(cases, |(prompts, count)| {
        let mut all = Vec::new();
        for (number, prompt) in prompts.iter().enumerate() {
            all.extend(files(&number.to_string(), &table(&["Question", "Answer"], &[prompt])));
            all.extend(files(
                &format!("c{number}"),
                &table(&["Question", "Answer", "Comment"], &["", prompt]),
            ));
            let yaml = rows::yaml(&QUESTIONS.map(|it| (it, *prompt)));
            all.push((format!("form-{number}-yaml.yaml"), yaml));
        }
        let found = project.written(&all);
        let wrong: Vec<_> = found.iter().filter(|it| *it.1 != count).collect();
        assert!(wrong.is_empty(), "{prompts:?}: {wrong:?}");
    });
    for (name, bytes) in files("marked", &table(&["Question", "Answer"], &[stopping[0]])) {
        let file = [(name.clone(), bytes)];
        assert_eq!(project.written(&file)[&name], 0, "{name}");
        let review = project.mark(&name);
        let count_listed = review.matches("text: \"[Enter the answer of your subcontractor]\"").count();
        assert_eq!(count_listed, 1, "{name}: {review}");
        assert_eq!(project.written(&file)[&name], 3, "{name}");
    }
}

#[test]
fn values_beside_the_answer_apply_to_its_row() {
    let second = |head: &'static str, text: &'static str| {
        (format!("{head}: {text}"), table(&["Question", "Answer", head], &["", text]))
    };
    let stopping = [
        ("Response", "AWS only"),
        ("Answer 2", "AWS only"),
        ("Answer 2025", "Planned"),
        ("Previous answer", "Yes, in Brazil"),
        ("Answer (subcontractors)", "Yes"),
        ("To be answered by", "Subcontractor"),
        ("Year", "2023"),
        ("Region", "Brazil"),
        ("Réponse 2", "Brésil"),
    ];
    expect(&stopping.map(|it| second(it.0, it.1)), 0);
    expect(&[second("Comment", ""), second("Mandatory", "Yes"), second("Score", "3")], 3);
    // Columns with lists look like answer columns.
    let rows = |head, text| table(&["Question", "Answer", head], &["", text]);
    let lists = |values: &str| {
        let lists = [("B2:B4", "type=\"list\"", "\"Yes,No\""), ("C2:C4", "type=\"list\"", values)];
        filling::rules(&lists)
    };
    let project = Project::new();
    let cases = [
        ("Applies to", "Subcontractors", "\"You,Subcontractors\"", 0),
        ("Region", "Brazil", "\"Brazil,EU\"", 0),
        ("Year", "2023", "\"2023,2026\"", 0),
        ("Reverse", "Yes", "\"Yes,No\"", 0),
        ("Frequency", "Weekly", "\"Weekly,Yearly\"", 0),
        ("Mandatory", "Yes", "\"Yes,No\"", 3),
    ];
    each_case(cases, |(head, text, values, count)| {
        let rows = rows(head, text);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let file = [("form-1.xlsx".to_owned(), filling::workbook(&rows, &lists(values)))];
        assert_eq!(project.written(&file)["form-1.xlsx"], count, "{head}: {text}");
    });
}

#[test]
fn a_field_with_an_unknown_value_stops_answers() {
    let fields = |fields: &[(&'static str, &'static str)]| {
        let mut tables = Vec::new();
        for (label, value) in fields {
            let whole: &'static str = format!("{label}: {value}").leak();
            tables.push((format!("{whole} above"), around(&[&[whole], &[]], &[])));
            tables.push((format!("{whole} below"), around(&[], &[&[], &[], &[whole]])));
            tables.push((format!("{label} | {value} above"), around(&[&[label, value], &[]], &[])));
            tables.push((format!("{label} | {value} below"), around(&[], &[&[], &[], &[label, value]])));
        }
        tables
    };
    let stopping = fields(&[
        ("Respondent", "AWS"),
        ("Completed by", "your hosting provider"),
        ("Date", "subcontractors"),
        ("Ausgefüllt von", "Ihrem Unterauftragnehmer"),
        ("Rempli par", "votre sous-traitant"),
    ]);
    expect(&stopping, 0);
    let plain =
        fields(&[("Completed by", "Acme"), ("Date", "2026-01-05"), ("Prepared by", "Example Software Ltd.")]);
    expect(&plain, 3);
    expect(&[("empty".to_owned(), around(&[&["Completed by:", ""], &["Signature", ""]], &[]))], 3);
}

#[test]
fn text_after_the_known_word_of_a_header_is_read() {
    let texts = [
        "Answer: No = compliant",
        "Comment: Only for subcontractors",
        "Notes: AWS",
        "Antwort: Nein = erfüllt",
    ];
    let mut tables = Vec::new();
    for text in texts {
        tables.push((format!("{text} below"), around(&[], &[&[], &[], &[], &[text]])));
        tables.push((format!("{text} right below"), around(&[], &[&[text]])));
        tables.push((format!("{text} beside"), table(&["Question", "Answer", "", text], &["", "", ""])));
        tables.push((format!("{text} behind"), table(&["Question", "Answer", text], &["", ""])));
    }
    expect(&tables, 0);
    expect(
        &[("plain".to_owned(), table(&["Question", "Answer: Yes/No", "Comment: optional"], &["", ""]))],
        3,
    );
}

#[test]
fn ids_are_numbers_or_shared_prefixes() {
    let ids = |ids: [&'static str; 3]| {
        let rows = ids.iter().zip(QUESTIONS).map(|(id, question)| vec![*id, question]);
        let rows: Vec<_> = std::iter::once(vec!["ID", "Question", "Answer"]).chain(rows).collect();
        (ids.join(", "), rows)
    };
    let stopping = [
        ["BR", "CA", "CH"],
        ["BR-1", "CH-1", "FR-1"],
        ["Brazil-1", "Brazil-2", "Brazil-3"],
        ["FY2023", "FY2024", "FY2025"],
        ["2021", "2022", "2023"],
        ["CUST-1", "CUST-2", "CUST-3"],
        ["IF-1", "IF-2", "IF-3"],
        ["NOT-1", "NOT-2", "NOT-3"],
        ["Test-1", "Test-2", "Test-3"],
        ["AWS-1", "GCP-1", "OVH-1"],
    ];
    expect(&stopping.map(ids), 0);
    let plain = [
        ["1", "2", "3"],
        ["1.1", "1.2", "2.1"],
        ["Q1", "Q2", "Q3"],
        ["SEC-1", "SEC-2", "SEC-3"],
        ["IAM-01.1", "IAM-01.2", "IAM-02.1"],
        ["PR-1", "PR-2", "PR-3"],
        ["A1", "B1", "C1"],
        ["PR.AA-01", "PR.AA-02", "PR.AA-03"],
    ];
    expect(&plain.map(ids), 3);
}
