//! Statements are not stronger than what they are based on: products, reports and certificates.

use crate::support::{self, each_case};
use std::{fmt::Write, fs, path::Path};

use serde_json::Value as Json;

fn copy(name: &str) -> tempfile::TempDir {
    support::copy(&support::sample().join("tests/cases/check").join(name))
}

/// The answers to questions, or the reasons why there is none.
fn answers(root: &Path, questions: &[&str], arguments: &[&str]) -> String {
    let rows: String = questions.iter().enumerate().map(|(at, it)| format!("Q.{at},{it},\n")).collect();
    fs::write(root.join("asked.csv"), format!("ID,Question,Answer\n{rows}")).unwrap();
    let file = root.join("asked.csv");
    let map = ["answer", file.to_str().unwrap(), "--map", "question=B answer=C header=1"];
    let output = support::factum(root, &[&map, arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let json: Json =
        serde_json::from_slice(&fs::read(root.join("out/public/questionnaires/asked/answers.json")).unwrap())
            .unwrap();
    let mut text = String::new();
    for it in json["questions"].as_array().unwrap() {
        write!(text, "{}: {} {}", it["text"], it["verdict"], it["answer"]).unwrap();
        writeln!(text, " {}", it["reasons"]).unwrap();
    }
    text
}

fn built(root: &Path, file: &str) -> String {
    let output = support::factum(root, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
    fs::read_to_string(root.join("out/public").join(file)).unwrap()
}

fn statement(facts: &str, id: &str) -> String {
    let facts: Json = serde_json::from_str(facts).unwrap();
    let found = facts["statements"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["id"] == id)
        .unwrap_or_else(|| panic!("no {id}"));
    found["text"].as_str().unwrap().to_owned()
}

#[test]
fn statements_about_one_product_name_it() {
    let dir = copy("lost-products");
    let facts = built(dir.path(), "facts.json");
    let certified = "Example Software Ltd is certified to ISO/IEC 27001 for Example Cloud. Scope: \
                     information security management. The current certificate is valid from 1 February 2025 \
                     to 31 January 2028.";
    assert_eq!(statement(&facts, "certification/iso-27001/summary"), certified);
    assert_eq!(statement(&facts, "certification/iso-27001/status"), "Certified for Example Cloud");
    assert_eq!(statement(&facts, "measure/backups/summary"), "Example Cloud: Backups are taken every day.");
    assert_eq!(statement(&facts, "measure/access/summary"), "Access is granted by role.");
    let json: Json = serde_json::from_str(&facts).unwrap();
    assert_eq!(
        json["facts"]["certification"]["iso-27001"]["limited_to"],
        serde_json::json!(["Example Cloud"])
    );
    assert_eq!(json["facts"]["measure"]["access"]["limited_to"], Json::Null);
    let page = fs::read_to_string(dir.path().join("out/public/site/certifications.html")).unwrap();
    assert!(page.contains("ISO/IEC 27001 for Example Cloud"), "the chart does not name the product");
}

#[test]
fn an_answer_applies_to_the_products_of_its_facts() {
    let dir = copy("lost-products");
    let question = "Are you certified to ISO/IEC 27001?";
    let text = answers(dir.path(), &[question], &[]);
    assert!(!text.contains("\"yes\""), "{text}");
    assert!(text.contains("it applies to Example Cloud only"), "{text}");
    let text = answers(dir.path(), &[question], &["--product", "server"]);
    assert!(
        text.contains("it applies to Example Cloud only, but the answers are for another product"),
        "{text}"
    );
    let text = answers(dir.path(), &[question], &["--product", "server", "--product", "cloud"]);
    assert!(
        text.contains("it applies to Example Cloud only, but the answers are for other products too"),
        "{text}"
    );
    let text = answers(dir.path(), &[question], &["--product", "cloud"]);
    assert!(text.contains("\"yes\" \"answer/iso-27001\""), "{text}");
    // The entry and its facts have different products.
    let text = answers(dir.path(), &["Are backups taken of the server?"], &["--product", "server"]);
    assert!(text.contains("no product in common"), "{text}");
}

/// A list with subprocessors of several products is not given for one of them.
#[test]
fn a_list_with_subprocessors_of_other_products_is_withheld() {
    let dir = copy("lost-products");
    let companies = "defaults: {audience: public, source: register}\none: {name: Firsthost Ltd, purpose: \
                     hosting, location: [Ireland], data: [names], products: [cloud]}\ntwo: {name: \
                     Secondhost Ltd, purpose: backups, location: [Ireland], data: [names], products: \
                     [server]}\n";
    support::put(dir.path(), "data/subprocessors.yaml", companies);
    let entry = "defaults: {audience: public, source: register}\nlist:\n  question: Which subprocessors \
                 have access to customer data?\n  text: '{% for id in subprocessor %}{{ \
                 subprocessor[id].name }}: {{ subprocessor[id].purpose }}. {% endfor %}'\n";
    support::put(dir.path(), "data/answers/list.yaml", entry);
    let question = "Which subprocessors have access to customer data?";
    let given = |product: &[&str]| answers(dir.path(), &[question], product).contains("\"answer/list\"");
    assert!(given(&[]), "without a product");
    assert!(given(&["--product", "server", "--product", "cloud"]), "for both");
    let text = answers(dir.path(), &[question], &["--product", "cloud"]);
    assert!(text.contains("it lists `subprocessor/two`, which applies to another product"), "{text}");
}

#[test]
fn a_fixed_yes_is_given_only_while_the_certificate_is_valid() {
    let dir = copy("fixed-verdict");
    let questions = ["Are you certified to ISO/IEC 27001?", "Are you certified to PCI DSS?"];
    let text = answers(dir.path(), &questions, &[]);
    assert_eq!(text.matches("\"yes\"").count(), 1, "{text}");
    assert!(text.contains("claims more than its facts"), "{text}");
    let page = built(dir.path(), "site/questionnaire-own.html");
    assert!(page.contains("certified to ISO/IEC 27001") && page.contains("Not answered"), "{page}");
    let facts: Json =
        serde_json::from_slice(&fs::read(dir.path().join("out/public/facts.json")).unwrap()).unwrap();
    assert!(
        facts["facts"]["answer"].get("pci-dss").is_none()
            && facts["facts"]["answer"].get("iso-27001").is_some()
    );
    // After the end, the build fails as long as a text still says yes.
    let output = support::factum(dir.path(), &["build", "--as-of", "2028-02-01"]);
    assert!(
        support::stderr(&output).contains("lapsed-basis")
            || support::stdout(&output).contains("lapsed-basis")
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_undated_withdrawal_takes_effect_immediately() {
    let dir = copy("undated-certification");
    let facts = built(dir.path(), "facts.json");
    assert_eq!(statement(&facts, "certification/iso-9001/status"), "Withdrawn");
    let json: Json = serde_json::from_str(&facts).unwrap();
    let fact = &json["facts"]["certification"]["iso-9001"];
    assert_eq!((&fact["state"], &fact["is_current"]), (&Json::from("withdrawn"), &Json::from(false)));
    let days = support::stdout(&support::factum(dir.path(), &["calendar", "--days", "1000"]));
    assert!(!days.contains("2028-01-31"), "{days}");
    let chart = support::stdout(&support::factum(dir.path(), &["timeline"]));
    let row = chart.split("certification/iso-9001").nth(1).unwrap_or_default();
    assert!(row.contains("Withdrawn") && !row.contains("Certified"), "{chart}");
}

#[test]
fn wording_keeps_the_qualifier_of_its_fact() {
    let dir = copy("fixed-verdict");
    let facts = built(dir.path(), "facts.json");
    let notice = "Customers are notified of changes to the use of Example Hosting GmbH as a subprocessor \
                  within 30 days of the change.";
    assert_eq!(statement(&facts, "subprocessor/example-hosting/notice"), notice);
    assert_eq!(
        statement(&facts, "certification/iso-27001/report"),
        "Available upon request, Enterprise plan only"
    );
    // A known end is in the table before its date.
    assert_eq!(statement(&facts, "subprocessor/example-hosting/purpose"), "Hosting (until 31 December 2027)");
}

/// A calculated no is given only with a text that depends on it or says no.
#[test]
fn a_calculated_no_is_not_combined_with_the_text_of_a_yes() {
    let expression = "certification['iso-27001'].verdict";
    let cases = [
        ("The vendor is certified to ISO/IEC 27001.", None),
        ("Yes, the certificate is valid.", None),
        ("{{ certification[\"iso-27001\"].name }} certificate, available upon request.", None),
        ("{{ say(\"certification/iso-27001/summary\") }}", Some("no")),
        ("{{ certification[\"iso-27001\"].name }}: {{ certification[\"iso-27001\"].status }}.", Some("no")),
        ("We hold no certificate at the moment.", Some("no")),
    ];
    each_case(cases, |(text, expected)| {
        let dir = copy("fixed-verdict");
        support::put(
            dir.path(),
            "data/answers/security.yaml",
            format!(
                "it: {{audience: public, question: Do you hold an ISO/IEC 27001 certificate?, proposition: \
                 The vendor holds an ISO/IEC 27001 certificate., verdict: {{expression: \"{expression}\"}}, \
                 text: '{text}'}}\n"
            ),
        );
        fs::remove_file(dir.path().join("data/measures.yaml")).unwrap();
        support::put(
            dir.path(),
            "data/certifications.yaml",
            "iso-27001: {audience: public, name: ISO/IEC 27001, framework: ISO/IEC 27001, form: \
             certificate, held: own, history: [{state: current, from: 2025-02-01, until: 2028-01-31}]}\n",
        );
        fs::remove_dir_all(dir.path().join("data/questionnaires")).unwrap();
        let question = "Do you hold an ISO/IEC 27001 certificate?";
        let now = answers(dir.path(), &[question], &[]);
        // The text of a no is not combined with the yes either.
        assert_eq!(now.contains("\"yes\" \"answer/it\""), !text.contains("no certificate"), "{text}: {now}");
        let later = answers(dir.path(), &[question], &["--as-of", "2028-03-01"]);
        assert_eq!(later.contains("\"no\" \"answer/it\""), expected.is_some(), "{text}: {later}");
        assert!(!later.contains("\"yes\""), "{text}: {later}");
    });
}
