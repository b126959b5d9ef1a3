//! Headings, titles, ids and notes that name another product by its abbreviation, and short notes that
//! compare or state a status.

use serde_json::Value as Json;

use crate::support::{self, each_case, filling};

const ASKED: &str = "Is customer data encrypted at rest?";
const OTHER: &str = "Is the lawn mown?";
const PRODUCTS: &str = "defaults: {audience: public, source: handbook}\nacme-eu: {name: Acme EU, hosted_by: \
                        vendor}\nacme-us: {name: Acme US, hosted_by: vendor}\nacme-hipaa: {name: Acme \
                        HIPAA, hosted_by: vendor}\n";

/// Whether the known question in these rows is answered.
fn answered(rows: &[&[&str]], arguments: &[&str]) -> bool {
    let dir = filling::vendor();
    support::put(dir.path(), "data/products.yaml", PRODUCTS);
    let run = filling::answer(dir.path(), "asked.xlsx", &filling::workbook(rows, ""), &[], arguments);
    let questions: &Vec<Json> =
        run.answers["questions"].as_array().unwrap_or_else(|| panic!("{}", support::stderr(&run.output)));
    questions.iter().find(|it| it["text"] == ASKED).unwrap()["tier"] == "answered"
}

#[test]
fn the_abbreviation_of_another_product_stops_answers() {
    let cases = [
        ("Security", &[][..], true),
        ("GDPR", &[], false),
        ("HIPAA", &[], false),
        ("HIPAA", &["--product", "acme-eu"], false),
        ("HIPAA", &["--product", "acme-hipaa"], true),
        ("HIPAA and GDPR", &["--product", "acme-us"], false),
    ];
    each_case(cases, |(name, arguments, expected)| {
        let head = ["Question", "Answer"];
        let title: [&[&str]; 5] = [&[name], &[""], &head, &[ASKED], &[OTHER]];
        assert_eq!(answered(&title, arguments), expected, "title {name} {arguments:?}");
        let heading: [&[&str]; 5] = [&head, &[name], &[ASKED], &[OTHER], &["Is the gate locked?"]];
        assert_eq!(answered(&heading, arguments), expected, "heading {name} {arguments:?}");
    });
    let cases = [
        ("US", &["--product", "acme-eu"][..], false),
        ("HIPAA-1", &["--product", "acme-eu"], false),
        ("HIPAA-1", &["--product", "acme-hipaa"], true),
        ("SEC-1", &["--product", "acme-eu"], true),
    ];
    each_case(cases, |(id, arguments, expected)| {
        let second = id.replace('1', "2");
        let rows: [&[&str]; 3] = [&["Ref", "Question", "Answer"], &[id, ASKED], &[&second, OTHER]];
        assert_eq!(answered(&rows, arguments), expected, "id {id} {arguments:?}");
    });
}

#[test]
fn a_note_that_compares_or_states_a_status_needs_review() {
    let cases = [
        ("12", true),
        ("\u{2265} 3", false),
        ("> 5", false),
        ("<= 24", false),
        ("-", true),
        ("Status: Planned", false),
    ];
    each_case(cases, |(note, expected)| {
        let rows: [&[&str]; 4] =
            [&["Question", "Answer"], &[ASKED, "", note], &[OTHER], &["Is the gate locked?"]];
        assert_eq!(answered(&rows, &[]), expected, "{note}");
    });
}
