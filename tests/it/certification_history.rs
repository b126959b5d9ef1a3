//! One history of certifications, published on several dates: all outputs of a date agree with each other and
//! with `tests/cases/time/states.txt`.

#[cfg(feature = "pdf")]
use crate::support::pdf;
use crate::support::{self, each_case};
use std::{collections::BTreeMap, fmt::Write, path::Path};

use factum::{
    answer::answer,
    audience_view::AudienceView,
    check::check,
    document::{Output, compose},
    fact::{Audience, parse_date},
    load::load,
    markup::{Block, plain_blocks, walk},
    statement::generate,
};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value as Json;

const DAYS: [&str; 8] = [
    "2025-01-15",
    "2025-03-04",
    "2025-03-15",
    "2025-03-16",
    "2025-04-09",
    "2025-04-10",
    "2026-04-09",
    "2026-04-10",
];
/// The certifications, with their names; the questions of the questionnaire have the same ids.
const CERTIFICATIONS: [(&str, &str); 4] = [
    ("soc2-type-1", "SOC 2 Type I"),
    ("soc2-type-2", "SOC 2 Type II"),
    ("iso-27001", "ISO 27001"),
    ("c5", "BSI C5"),
];
const SILENT: &str = "c5";
/// The expected date of that certification.
const PROMISED: &str = "2025-03-15";

fn case() -> std::path::PathBuf {
    support::sample().join("tests/cases/time")
}

/// What is stated about one certification on one date.
#[derive(Debug, Default, PartialEq, Eq)]
struct StatedStatus {
    state: String,
    status: String,
    tone: String,
    verdict: String,
    text: String,
}

/// The files of a build for `day`.
fn build(root: &Path, day: &str) -> BTreeMap<String, Vec<u8>> {
    let output = support::factum(root, &["build", "--as-of", day]);
    assert_eq!(output.status.code(), Some(0), "{day}: {}", support::stdout(&output));
    support::tree(&root.join("out/public"))
}

fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Json {
    serde_json::from_slice(&files[path]).unwrap()
}

fn html(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Html {
    Html::parse_document(std::str::from_utf8(&files[path]).unwrap())
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The text of an element without the numbers of its sources.
fn words(element: ElementRef) -> String {
    let texts = element.descendants().filter_map(|node| {
        let mark = node
            .ancestors()
            .any(|ancestor| ancestor.value().as_element().is_some_and(|it| it.name() == "sup"));
        node.value().as_text().filter(|_| !mark).map(|it| it.to_string())
    });
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells of the row that begins with `first`, by column header.
fn row<'a>(page: &'a Html, column: usize, first: &str) -> BTreeMap<String, ElementRef<'a>> {
    let cells = |it: ElementRef<'a>| it.children().filter_map(ElementRef::wrap).collect::<Vec<_>>();
    let rows: Vec<_> =
        all(page, "tbody tr").into_iter().map(cells).filter(|it| words(it[column]) == first).collect();
    let [row] = &rows[..] else { panic!("{} rows of {first}", rows.len()) };
    row.iter().map(|it| (it.attr("data-label").unwrap().to_owned(), *it)).collect()
}

fn tone(cell: ElementRef) -> String {
    let toned = cell.select(&Selector::parse(".tone").unwrap()).next();
    toned.map_or(String::new(), |it| it.attr("class").unwrap().replace("tone", "").trim().to_owned())
}

/// What the files state about one certification; all of them agree.
fn stated(files: &BTreeMap<String, Vec<u8>>, day: &str, id: &str, name: &str) -> StatedStatus {
    let facts = json(files, "facts.json");
    let fact = &facts["facts"]["certification"][id];
    let statement = |section: &str| {
        let expected = format!("certification/{id}/{section}");
        let found = facts["statements"].as_array().unwrap().iter().find(|it| it["id"] == expected.as_str());
        found.unwrap_or_else(|| panic!("{day}: no {expected}"))["text"].as_str().unwrap().to_owned()
    };
    let answers = json(files, "questionnaires/audits/answers.json");
    let question = answers["questions"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap();
    let certifications = html(files, "site/certifications.html");
    let status = row(&certifications, 0, name)["Status"];
    let state = fact["state"].as_str().unwrap();
    let it = StatedStatus {
        state: if fact["overdue"].is_string() { format!("{state}, overdue") } else { state.into() },
        status: statement("status"),
        tone: tone(status),
        verdict: question["verdict"].as_str().unwrap().into(),
        text: question["text_given"].as_str().unwrap().into(),
    };
    let at = format!("{id} on {day}");
    assert_eq!(it.text, statement("summary"), "the answer and the statement, {at}");
    assert_eq!(words(status), it.status, "site/certifications.html, {at}");
    assert_eq!(fact["is_current"], it.state == "current", "facts.json, {at}");
    let index = html(files, "site/index.html");
    let summary = all(&index, &format!("[data-statement='certification/{id}/summary']"));
    assert_eq!(
        summary.iter().map(|it| words(*it)).collect::<Vec<_>>(),
        [it.text.as_str()],
        "site/index.html, {at}"
    );
    for path in ["questionnaires/audits/answers.html", "site/questionnaire-audits.html"] {
        let page = html(files, path);
        let row = row(&page, 0, id);
        let verdict = match it.verdict.as_str() {
            "yes" => ("Yes", "good"),
            "no" => ("No", "bad"),
            "partial" => ("Partially", "open"),
            other => panic!("{other}"),
        };
        assert_eq!(
            (words(row["Response"]).as_str(), tone(row["Response"]).as_str()),
            verdict,
            "{path}, {at}"
        );
        assert_eq!(words(row["Answer"]), it.text, "{path}, {at}");
    }
    it
}

/// The status of each certification in the data of the PDF, by name.
fn sheet(root: &Path, day: &str) -> BTreeMap<String, (String, String)> {
    let on = parse_date(day).unwrap();
    let loaded = load(root).unwrap();
    let sound = check(&loaded, on, false).sound.unwrap();
    let (statements, _) =
        generate(AudienceView::new(sound, Audience::Public, on), &loaded.templates, &loaded.sources);
    let (answered, _) = answer(sound, &statements, &loaded.sources);
    let (publication, _) = compose(sound, statements, answered, &loaded.templates, &loaded.sources);
    let sheet = publication
        .pages
        .iter()
        .find(|it| it.name == "certification-status" && it.outputs.contains(&Output::Sheet))
        .unwrap();
    let mut found = BTreeMap::new();
    walk(&sheet.blocks, &mut |block| {
        let Block::Table(table) = block else { return };
        let at = table.head.iter().position(|it| it == "Status").unwrap();
        for row in &table.rows {
            let status = (plain_blocks(&row[at].blocks), row[at].tone.word().to_owned());
            found.insert(plain_blocks(&row[0].blocks), status);
        }
    });
    found
}

#[test]
fn all_outputs_of_one_date_agree() {
    let dir = support::copy(&case());
    let mut table = String::new();
    each_case(DAYS, |day| {
        let files = build(dir.path(), day);
        let sheet = sheet(dir.path(), day);
        assert_eq!(sheet.len(), CERTIFICATIONS.len());
        let _ = writeln!(table, "{day}");
        for (id, name) in CERTIFICATIONS {
            let it = stated(&files, day, id, name);
            assert_eq!(sheet[name], (it.status.clone(), it.tone.clone()), "the sheet, {id} on {day}");
            #[cfg(feature = "pdf")]
            assert_printed(&files, day, name, &it);
            let _ =
                writeln!(table, "  {id:12} {:20}  {:4}  {:7}  {}", it.state, it.tone, it.verdict, it.status);
            let _ = writeln!(table, "{:54}{}", "", it.text);
        }
    });
    support::golden(&case().join("states.txt"), &table);
}

/// Asserts that the PDFs state it as well.
#[cfg(feature = "pdf")]
fn assert_printed(files: &BTreeMap<String, Vec<u8>>, day: &str, name: &str, it: &StatedStatus) {
    let flat = |path: &str| pdf::without_space(&pdf::text(&files[path]));
    let squeezed = |text: &str| pdf::without_space(text);
    let at = format!("{name} on {day}");
    // The row of the table: from its name to the next name.
    let form = if name.starts_with("ISO") { "Certificate" } else { "Attestationreport" };
    let row = |path: &str| {
        let text = flat(path);
        let names = CERTIFICATIONS.map(|(_, it)| squeezed(it));
        let heads: Vec<_> = names
            .iter()
            .flat_map(|it| ["Certificate", "Attestationreport"].map(|form| format!("{it}{form}")))
            .collect();
        // Between name and form there is at most the number of a source.
        let plain: String = text.clone();
        let own =
            ["", "1", "2"].iter().find_map(|mark| plain.find(&format!("{}{mark}{form}", squeezed(name))));
        let from = own.unwrap_or_else(|| panic!("{path}: no row of {at} in {text}"));
        let rest = &text[from + 1..];
        let to = heads.iter().filter_map(|it| rest.find(it.as_str())).min().unwrap_or(rest.len());
        rest[..to].to_owned()
    };
    for path in ["pdf/certification-status.pdf", "pdf/handbook.pdf"] {
        assert!(row(path).contains(&squeezed(&it.status)), "{path}: {at}: {}", row(path));
    }
    for path in ["pdf/handbook.pdf", "pdf/questionnaire-audits.pdf", "questionnaires/audits/answers.pdf"] {
        assert!(flat(path).contains(&squeezed(&it.text)), "{path}: {at}");
    }
}

#[test]
fn an_overdue_promise_is_no_longer_in_progress() {
    let dir = support::copy(&case());
    each_case(DAYS, |day| {
        let files = build(dir.path(), day);
        let output = support::factum(dir.path(), &["check", "--as-of", day, "--format", "json"]);
        let report: Json = serde_json::from_str(&support::stdout(&output)).unwrap();
        let report = report.to_string();
        let found = report.contains("expected-date-passed");
        assert_eq!(found, day > PROMISED, "{day}: {report}");
        if day <= PROMISED {
            return;
        }
        assert!(report.contains(&format!("certification/{SILENT}")), "{day}: {report}");
        for (path, bytes) in &files {
            let text = readable(path, bytes);
            for saying in ["BSI C5 is in progress", "BSI C5 is planned", "BSI C5 has been issued"] {
                assert!(
                    !text.contains(saying) && !text.contains(&saying.replace(' ', "")),
                    "{path} on {day}: {saying}"
                );
            }
            // From here on nothing else is in progress either. The timeline still shows the past; in a PDF it
            // cannot be separated from the rest.
            let charted = ["handbook.pdf", "certification-status.pdf"].iter().any(|it| path.ends_with(it));
            let later = day >= "2025-04-10" && !charted;
            let lower = without_chart(&text).to_lowercase();
            assert!(
                !later || !lower.contains("in progress") && !lower.contains("inprogress"),
                "{path} on {day}"
            );
        }
        let stated = stated(&files, day, SILENT, "BSI C5");
        assert_eq!(stated.status, "Expected by 15 March 2025, no update since");
        assert_eq!(stated.verdict, "no");
    });
}

fn readable(path: &str, bytes: &[u8]) -> String {
    #[cfg(feature = "pdf")]
    if path.ends_with(".pdf") {
        return pdf::everything(bytes);
    }
    let _ = path;
    String::from_utf8_lossy(bytes).into_owned()
}

/// A page without the timeline.
fn without_chart(text: &str) -> String {
    let Some((before, rest)) = text.split_once("<figure class=\"timeline\">") else { return text.to_owned() };
    before.to_owned() + rest.split_once("</figure>").unwrap().1
}

/// The statuses of the table on the page of certifications.
fn table(root: &Path, day: &str) -> String {
    let files = build(root, day);
    let page = html(&files, "site/certifications.html");
    let names = ["SOC 2 Type I", "SOC 2 Type II", "ISO 27001"];
    names.iter().fold(format!("{day}\n"), |out, name| {
        let status = row(&page, 0, name)["Status"];
        format!("{out}  {name:14} {:5} {}\n", tone(status), words(status))
    })
}

/// One history reproduces what three versions of a page stated, and states no date that none of them has.
#[test]
fn one_history_reproduces_each_former_table() {
    let case = support::sample().join("tests/cases/history");
    let dir = support::copy(&case);
    let days = ["2025-01-20", "2025-03-04", "2025-05-01"];
    let mut tables: String = days.iter().map(|day| table(dir.path(), day)).collect();
    // Without a recorded outcome, no outdated promise is stated.
    let path = dir.path().join("data/certifications.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let silent = text.replace("    - {state: current, source: may}\n", "");
    assert_ne!(text, silent);
    std::fs::write(&path, silent).unwrap();
    let cases = ["2025-04-15", "2025-05-01"];
    each_case(cases, |day| {
        let checked = support::stdout(&support::factum(dir.path(), &["check", "--as-of", day]));
        assert_eq!(
            checked
                .contains("[expected-date-passed]: `certification/soc2-type-2` was expected by 2025-04-15"),
            day > "2025-04-15"
        );
        tables += &format!("without its last step, {}", table(dir.path(), day));
    });
    support::golden(&case.join("tables.txt"), &tables);
}
