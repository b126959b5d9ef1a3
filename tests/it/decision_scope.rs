//! What was decided, learned or is known holds where the same stands around the question, and for nobody
//! else's product.

use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::support::{self, each_case, put};

fn run(root: &Path, arguments: &[&str]) -> String {
    let output = support::factum(root, arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
    support::stdout(&output)
}

fn answer(root: &Path, name: &str, rows: &str, arguments: &[&str]) -> Vec<Json> {
    put(root, &format!("{name}.csv"), rows);
    let file = root.join(format!("{name}.csv"));
    run(root, &[&["answer", file.to_str().unwrap()], arguments].concat());
    let json = fs::read(root.join(format!("out/public/questionnaires/{name}/answers.json"))).unwrap();
    let json: Json = serde_json::from_slice(&json).unwrap();
    json["questions"].as_array().unwrap().clone()
}

/// Answers the next version of a file with the decisions on the one before.
fn next_version(root: &Path, name: &str, rows: &str) -> Vec<Json> {
    let review = root.join(format!("out/public/questionnaires/{name}/review.yaml"));
    answer(root, name, rows, &["--review", review.to_str().unwrap()])
}

/// Decides every question of a review file in these words.
fn decide(root: &Path, name: &str, decision: &str) {
    let path = root.join(format!("out/public/questionnaires/{name}/review.yaml"));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("    decision: {}", &format!("    decision: {decision}"))).unwrap();
}

fn is_answered(questions: &[Json]) -> Vec<bool> {
    questions.iter().map(|it| it["tier"] == "answered").collect()
}

/// The vendor, with a separate folder.
fn vendor() -> tempfile::TempDir {
    support::copy(&support::sample().join("tests/cases/given/vendor"))
}

const OWN: &str = "{text: Our own words., by: Jane}";

/// A form before and after a change, and which of its questions, all decided before, are still answered.
const VERSIONS: &[(&str, &str, &str, &[bool])] = &[
    (
        "another question before a short one",
        "ID,Question,Answer\n1,Do you scan for malware?,\n2,How often?,\n3,Is the lawn mown by night?,\n4,By whom?,\n",
        "ID,Question,Answer\n1,Are penetration tests done?,\n2,How often?,\n3,Is the lawn mown by night?,\n4,By whom?,\n",
        &[false, false, true, true],
    ),
    (
        "the heading of a question that does not name its subject",
        "ID,Section,Question,Answer\n1,Backups,Is there a policy?,\n2,Backups,Are backups kept in two places?,\n3,Logging,Are logs kept for a year?,\n",
        "ID,Section,Question,Answer\n1,Access control,Is there a policy?,\n2,Data security,Are backups kept in two places?,\n3,Logging,Are logs kept for a year?,\n",
        &[false, true, true],
    ),
    (
        "whom a row is about",
        "Subcontractor,Question,Answer\nAWS,Are the doors alarmed by night?,\nHetzner,Are the doors alarmed by night?,\nOVH,Is the lawn mown?,\n",
        "Subcontractor,Question,Answer\nScaleway,Are the doors alarmed by night?,\nHetzner,Are the doors alarmed by night?,\nOVH,Is the lawn mown?,\n",
        &[false, true, true],
    ),
    (
        "the head of the questions",
        "ID,Question,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is the gate locked?,\n",
        "ID,Questions to your subcontractors,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is the gate locked?,\n",
        &[false, false, false],
    ),
];

#[test]
fn a_decision_applies_where_the_surrounding_texts_are_the_same() {
    each_case(VERSIONS, |(what, before, after, expected)| {
        let dir = vendor();
        answer(dir.path(), "form", before, &[]);
        decide(dir.path(), "form", OWN);
        let decided = answer(dir.path(), "form", before, &[]);
        assert!(is_answered(&decided).iter().all(|it| *it), "{what}: {decided:#?}");
        let again = next_version(dir.path(), "form", after);
        assert_eq!(is_answered(&again), *expected, "{what}: {again:#?}");
    });
}

#[test]
fn a_learned_answer_applies_where_the_surrounding_texts_are_the_same() {
    each_case(VERSIONS, |(what, before, after, expected)| {
        let dir = vendor();
        answer(dir.path(), "form", before, &[]);
        decide(dir.path(), "form", OWN);
        answer(dir.path(), "form", before, &[]);
        let review = dir.path().join("out/public/questionnaires/form/review.yaml");
        run(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
        crate::support::learn::publish(dir.path());
        // Another customer's file has no decisions yet.
        let other = answer(dir.path(), "other", after, &[]);
        for (it, expected) in is_answered(&other).into_iter().zip(*expected) {
            assert!(*expected || !it, "{what}: {other:#?}");
        }
    });
}

#[test]
fn headings_that_ask_and_column_headers_stop_known_answers() {
    let known = "1,Is customer data encrypted at rest?,\n2,Is access to customer data logged?,\n3,Are backups taken every day?,\n";
    let asked = |rows: &str| {
        let dir = vendor();
        let questions = answer(dir.path(), "form", rows, &[]);
        questions.iter().filter(|it| it["tier"] == "answered").count()
    };
    let written = |heads: &str| {
        let dir = vendor();
        let questions = answer(dir.path(), "form", &format!("{heads}\n{known}"), &[]);
        questions.iter().filter(|it| !it["cells"].as_array().unwrap().is_empty()).count()
    };
    assert_eq!(asked(&format!("ID,Question,Answer\n{known}")), 3);
    let cases = ["What is missing?", "What do your subcontractors do?", "Was fehlt?"];
    each_case(cases, |heading| {
        assert_eq!(asked(&format!("ID,Question,Answer\n,{heading},\n{known}")), 0, "{heading}");
    });
    let cases = [
        "Questions to your subprocessors",
        "Questions about Acme Server",
        "Question (concerning your suppliers)",
    ];
    each_case(cases, |head| {
        assert_eq!(asked(&format!("ID,{head},Answer\n{known}")), 0, "{head}");
    });
    assert_eq!(written("ID,Question,Answer"), 3);
    let cases = ["Answer Cloud", "Answer (Free)", "Vendor A", "Supplier 2"];
    each_case(cases, |head| {
        assert_eq!(written(&format!("ID,Question,{head}")), 0, "{head}");
    });
}

#[test]
fn a_decision_applies_to_the_products_that_were_asked_about() {
    let dir = vendor();
    let rows = "ID,Question,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is the gate locked?,\n";
    answer(dir.path(), "form", rows, &["--product", "acme-server"]);
    decide(dir.path(), "form", OWN);
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &["--product", "acme-server"])), [true; 3]);
    let other = answer(dir.path(), "form", rows, &["--product", "acme-cloud"]);
    assert_eq!(is_answered(&other), [false; 3]);
    assert!(other[0]["reasons"].to_string().contains("`acme-server`"), "{other:#?}");
    // Nor the second time, when the decisions have been put aside.
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &["--product", "acme-cloud"])), [false; 3]);
    // They are taken up again where they hold.
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &["--product", "acme-server"])), [true; 3]);

    let review = dir.path().join("out/public/questionnaires/form/review.yaml");
    run(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
    crate::support::learn::publish(dir.path());
    let learned = fs::read_to_string(dir.path().join("data/answers/learned.yaml")).unwrap();
    assert!(learned.contains("products:"), "{learned}");
    assert_eq!(is_answered(&answer(dir.path(), "next", rows, &["--product", "acme-cloud"])), [false; 3]);
    assert_eq!(is_answered(&answer(dir.path(), "later", rows, &["--product", "acme-server"])), [true; 3]);
}

#[test]
fn custom_text_does_not_inherit_a_verdict() {
    let dir = vendor();
    let rows = "ID,Question,Answer\n1,Is customer data encrypted at rest?,\n2,Is access to customer data logged?,\n3,Are backups taken every day?,\n";
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &[])), [true; 3]);
    decide(dir.path(), "form", "{text: We do not offer this at present., by: Jane}");
    let decided = answer(dir.path(), "form", rows, &[]);
    for it in &decided {
        assert_eq!((it["verdict"].as_str(), it["answer"].as_str()), (None, None), "{it:#}");
    }
    let filled = fs::read_to_string(dir.path().join("out/public/questionnaires/form/form.csv")).unwrap();
    assert!(
        !filled.contains("Yes") && filled.matches("We do not offer this at present.").count() == 3,
        "{filled}"
    );
}

#[test]
fn sentences_about_the_questions_stop_known_answers_in_any_position() {
    let known = [
        "Is customer data encrypted at rest?",
        "Is access to customer data logged?",
        "Are backups taken every day?",
    ];
    let table = |before: &str, after: &str, mark: &str| {
        let rows: String = known.iter().map(|it| format!("{it}{mark},\n")).collect();
        let row = |it: &str| if it.is_empty() { String::new() } else { format!("\"{it}\",\n") };
        format!("Question,Answer\n{}{rows}{}", row(before), row(after))
    };
    let stopped = |rows: &str| {
        let dir = vendor();
        let questions = answer(dir.path(), "form", rows, &["--map", "question=A answer=B header=1"]);
        questions
            .iter()
            .filter(|it| {
                known.iter().any(|known| it["text"].as_str().unwrap().starts_with(known))
                    && it["tier"] == "answered"
            })
            .count()
    };
    assert_eq!(stopped(&table("", "", "")), 3);
    assert_eq!(stopped(&table("Please answer all questions below.", "", "")), 3);
    let cases = [
        "All questions below relate to your subcontractors.",
        "All questions below are asked for the year 2019.",
        "The questions below concern the test environment only.",
        "Please select No if the control is in place.",
        "Note: yes means that the control is missing.",
    ];
    each_case(cases, |sentence| {
        assert_eq!(stopped(&table(sentence, "", "")), 0, "{sentence}");
        let above = sentence.replace("below", "above");
        assert_eq!(stopped(&table("", &above, "")), 0, "{above}");
    });
    assert_eq!(stopped(&table("", "* at your subcontractors", "*")), 0);
    assert_eq!(stopped(&table("", "* mandatory", "*")), 3);
}

#[test]
fn repeated_questions_are_learned_with_their_position() {
    let dir = vendor();
    let rows = "ID,Section,Question,Answer\n1,Cloud,Are the doors alarmed by night?,\n2,Network,Are the doors alarmed by night?,\n3,Network,Is the lawn mown?,\n";
    answer(dir.path(), "form", rows, &[]);
    let path = dir.path().join("out/public/questionnaires/form/review.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("    decision: {}", &format!("    decision: {OWN}"), 1)).unwrap();
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &[])), [true, false, false]);
    run(dir.path(), &["learn", path.to_str().unwrap(), "--yes"]);
    crate::support::learn::publish(dir.path());
    fs::remove_file(&path).unwrap();
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &[])), [true, false, false]);
    // Without ids, in another file.
    let other = "Section,Question,Answer\nNetwork,Are the doors alarmed by night?,\nCloud,Are the doors alarmed by night?,\nNetwork,Is the lawn mown?,\n";
    let other = answer(dir.path(), "other", other, &[]);
    assert!(!is_answered(&other)[0], "{other:#?}");
}

#[test]
fn a_repeated_question_is_decided_again_when_the_other_is_removed() {
    let dir = vendor();
    let rows = "Question,Answer\nAre the doors alarmed by night?,\nIs the lawn mown?,\nAre the doors alarmed by night?,\n";
    answer(dir.path(), "form", rows, &[]);
    let path = dir.path().join("out/public/questionnaires/form/review.yaml");
    let mut text = fs::read_to_string(&path).unwrap();
    for words in ["Yes they are.", "Mown.", "No they are not."] {
        text = text.replacen("    decision: {}", &format!("    decision: {{text: {words}, by: Jane}}"), 1);
    }
    fs::write(&path, text).unwrap();
    assert_eq!(is_answered(&answer(dir.path(), "form", rows, &[])), [true; 3]);
    let fewer =
        "Question,Answer\nAre the doors alarmed by night?,\nIs the lawn mown?,\nIs the gate locked?,\n";
    let again = next_version(dir.path(), "form", fewer);
    assert_eq!(is_answered(&again), [false, true, false], "{again:#?}");
}

#[test]
fn a_heading_that_names_a_plan_or_thing_stops_known_answers() {
    let rows = |section: &str| {
        format!(
            "ID,Section,Question,Answer\n1,{section},Is customer data encrypted at rest?,\n2,{section},Is access to customer data logged?,\n3,{section},Are backups taken every day?,\n"
        )
    };
    let cases = ["Basic plan", "Free tier", "Production", "Test", "Recovery site", "Devices", "Mobile"];
    each_case(cases, |section| {
        let dir = vendor();
        assert_eq!(is_answered(&answer(dir.path(), "form", &rows(section), &[])), [false; 3], "{section}");
    });
    let cases = [
        "Incident response plan",
        "Identity and access management",
        "Secure development",
        "Security testing",
    ];
    each_case(cases, |section| {
        let dir = vendor();
        assert_eq!(is_answered(&answer(dir.path(), "form", &rows(section), &[])), [true; 3], "{section}");
    });
}

#[test]
fn custom_text_for_one_customer_is_not_used_for_another() {
    let dir = vendor();
    let rows = "ID,Question,Answer\n1,Are the doors alarmed by night?,\n2,Is the lawn mown?,\n3,Is the gate locked?,\n";
    put(dir.path(), "form.csv", rows);
    let file = dir.path().join("form.csv");
    let ask = |customer: &str, more: &[&str]| {
        run(dir.path(), &[&["answer", file.to_str().unwrap(), "--customer", customer], more].concat())
    };
    ask("Borealis", &[]);
    decide(dir.path(), "borealis--form", OWN);
    ask("Borealis", &[]);
    let review = dir.path().join("out/public/questionnaires/borealis--form/review.yaml");
    let said = ask("Cirrus", &["--review", review.to_str().unwrap()]);
    assert!(
        said.contains("3 decisions with custom text for another customer")
            && said.contains("not used: decide again"),
        "{said}"
    );
    let filled =
        fs::read_to_string(dir.path().join("out/public/questionnaires/cirrus--form/form.csv")).unwrap();
    assert!(!filled.contains("Our own words."), "{filled}");
}

#[test]
fn a_pin_with_a_parent_question_does_not_apply_under_a_new_heading() {
    let dir = vendor();
    let rows = |heading: &str| {
        format!(
            "ID,Question,Answer\n{heading}1,Is access to the source code restricted to named staff?,\n1.a,Are exceptions approved by a manager?,\n2,Is the lawn mown?,\n3,Is the gate locked?,\n"
        )
    };
    answer(dir.path(), "form", &rows(""), &[]);
    decide(dir.path(), "form", OWN);
    answer(dir.path(), "form", &rows(""), &[]);
    let review = dir.path().join("out/public/questionnaires/form/review.yaml");
    run(dir.path(), &["learn", review.to_str().unwrap(), "--yes"]);
    crate::support::learn::publish(dir.path());
    assert_eq!(is_answered(&answer(dir.path(), "next", &rows(""), &[])), [true; 4]);
    let cases = ["Your subcontractors", "Which of these do you lack?", "Example Server"];
    each_case(cases, |heading| {
        let next = answer(dir.path(), "later", &rows(&format!(",{heading},\n")), &[]);
        let asked: Vec<_> = next.iter().filter(|it| it["text"] != heading).cloned().collect();
        assert_eq!(is_answered(&asked), [false; 4], "{heading}: {asked:#?}");
    });
}

#[test]
fn lead_in_rows_apply_to_the_rows_below_regardless_of_ids() {
    let known = [
        "Is customer data encrypted at rest?",
        "Is access to customer data logged?",
        "Are backups taken every day?",
    ];
    let stopped = |rows: &str| {
        let dir = vendor();
        let questions = answer(dir.path(), "form", rows, &["--map", "question=B answer=C id=A header=1"]);
        questions
            .iter()
            .filter(|it| known.contains(&it["text"].as_str().unwrap()) && it["tier"] == "answered")
            .count()
    };
    let [one, two, three] = known;
    assert_eq!(
        stopped(&format!("ID,Question,Answer\nA,General,\n1,{one},\nB,Security,\n2,{two},\n3,{three},\n")),
        3
    );
    let cases = ["Your subcontractors", "Controls that are missing"];
    each_case(cases, |heading| {
        for id in ["B", "II", "0"] {
            let rows =
                format!("ID,Question,Answer\nA,General,\n1,{one},\n{id},{heading},\n2,{two},\n3,{three},\n");
            assert_eq!(stopped(&rows), 1, "{id} {heading}");
        }
    });
    // Without ids.
    let cases = [
        "Which of these do you lack?",
        "Do your subcontractors do the following?",
        "Welche davon fehlen?",
        "And at your hosting provider?",
        "List what is missing:",
    ];
    each_case(cases, |heading| {
        let rows = format!("ID,Question,Answer\n,{one},\n,{heading},\n,{two},\n,{three},\n");
        // What is before it may apply to its neighbours as well.
        assert!(stopped(&rows) <= 1, "{heading}");
    });
}

#[test]
fn short_titles_are_read() {
    let rows = |title: &str| {
        format!(
            "{title},,\nID,Question,Answer\n1,Is customer data encrypted at rest?,\n2,Is access to customer data logged?,\n3,Are backups taken every day?,\n"
        )
    };
    let cases = ["UK", "Non-EU", "2019", "FY2024", "Phase 2", "On-prem"];
    each_case(cases, |title| {
        let dir = vendor();
        let questions = answer(dir.path(), "form", &rows(title), &[]);
        assert_eq!(is_answered(&questions), [false; 3], "{title}");
    });
    let cases = ["Acme", "Security questionnaire", "Version 3.2"];
    each_case(cases, |title| {
        let dir = vendor();
        let questions = answer(dir.path(), "form", &rows(title), &[]);
        assert_eq!(is_answered(&questions), [true; 3], "{title}: {questions:#?}");
    });
}

#[test]
fn a_party_or_date_beside_a_question_stops_its_answer() {
    let known = [
        "Is customer data encrypted at rest?",
        "Is access to customer data logged?",
        "Are backups taken every day?",
    ];
    let answered = |note: &str| {
        let dir = vendor();
        let rows: String = known.iter().enumerate().map(|(at, it)| format!("{at},{it},{note},\n")).collect();
        is_answered(&answer(dir.path(), "form", &format!("ID,Question,Hint,Answer\n{rows}"), &[]))
    };
    let cases = [
        "AWS only",
        "Answer for AWS",
        "in the UK office",
        "before 2019",
        "as of 2019",
        "at the edge",
        "High priority",
    ];
    each_case(cases, |note| {
        assert_eq!(answered(note), [false; 3], "{note}");
    });
    let cases = ["See the policy", "Attachments: evidence", "Access control"];
    each_case(cases, |note| {
        assert_eq!(answered(note), [true; 3], "{note}");
    });
}

#[test]
fn ids_with_a_scope_stop_answers() {
    let asked = |ids: [&str; 3]| {
        let [one, two, three] = ids;
        let rows = format!(
            "ID,Question,Answer\n{one},Is customer data encrypted at rest?,\n{two},Is access to customer data logged?,\n\
             {three},Are backups taken every day?,\n"
        );
        is_answered(&answer(vendor().path(), "form", &rows, &[]))
    };
    assert_eq!(asked(["A-1", "A-2", "B-1"]), [true; 3]);
    assert_eq!(asked(["A-1", "SUB-1", "1-TEST"]), [true, false, false]);
    assert_eq!(asked(["2019-1", "2019-2", "US-1"]), [false; 3]);
}

#[test]
fn no_answer_is_written_below_headers_for_another_country_or_that_forbid_it() {
    let written = |heads: &str| {
        let rows = format!(
            "{heads}\n1,Is customer data encrypted at rest?,,,\n2,Is access to customer data logged?,,,\n3,Are backups taken every day?,,,\n"
        );
        let questions = answer(vendor().path(), "form", &rows, &[]);
        let cells = questions.iter().flat_map(|it| it["cells"].as_array().unwrap().clone());
        cells.map(|it| it["cell"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(written("ID,Question,Answer DE,Answer US,Answer UK"), [""; 0]);
    let cases = ["\"Notes (confidential, do not fill)\"", "Comments (if not compliant)"];
    each_case(cases, |head| {
        let cells = written(&format!("ID,Question,Answer,{head},"));
        assert!(
            !cells.is_empty() && !cells.iter().any(|it| it.contains("!D") || it.starts_with('D')),
            "{head}: {cells:?}"
        );
    });
}

/// A year before a question is not its number, and the year of a choice is read with it.
#[test]
fn years_before_questions_and_in_choices_are_read() {
    let known = "Is customer data encrypted at rest?";
    let rows = |first: &str| {
        format!(
            "ID,Question,Answer\n1,{first},\n2,Is access to customer data logged?,\n3,Are backups taken every day?,\n"
        )
    };
    let cases = [
        (format!("1.1 {known}"), true),
        (format!("2023: {known}"), false),
        (format!("31.12.2023 {known}"), false),
        (format!("(2023) {known}"), false),
    ];
    each_case(cases, |(asked, expected)| {
        let dir = vendor();
        let questions = answer(dir.path(), "form", &rows(&asked), &[]);
        assert_eq!(is_answered(&questions)[0], expected, "{asked}");
    });
    let cases =
        [("Supplier answer", true), ("Your supplier's answer", false), ("Answer of your provider", false)];
    each_case(cases, |(head, expected)| {
        let dir = vendor();
        let text = rows(known).replace(",Answer", &format!(",{head}"));
        let questions = answer(dir.path(), "form", &text, &[]);
        let written = questions[0]["written"].as_array().is_some_and(|it| !it.is_empty());
        assert_eq!(written, expected, "{head}: {questions:#?}");
    });
}

/// What is above the headers of the columns applies to all rows, also of those below a heading of their
/// own.
#[test]
fn a_title_above_the_headers_applies_beyond_the_next_heading() {
    let (one, two) = ("Is customer data encrypted at rest?", "Are backups taken every day?");
    let head = "ID,Question,Answer\n";
    let cases = [
        ("Security questionnaire", true),
        ("Tick Yes if NOT in place", false),
        ("Answer for your subcontractors", false),
    ];
    each_case(cases, |(title, expected)| {
        for rows in [
            format!("{title},,\n{head}1,{one},\nAccess control,,\n2,{two},\n3,Is the lawn mown?,\n"),
            format!("{title},,\n,,\n{head}1,{one},\nAccess control,,\n2,{two},\n3,Is the lawn mown?,\n"),
            format!(
                "Instructions,,\n{title},,\n{head}Security,,\n1,{one},\nAccess control,,\n2,{two},\n3,Is the lawn mown?,\n"
            ),
        ] {
            let dir = vendor();
            let questions = answer(dir.path(), "form", &rows, &[]);
            assert_eq!(is_answered(&questions)[..2], [expected; 2], "{rows}");
        }
    });
    // A heading above the headers is that of its own section.
    let rows = format!("Security,,\n{head}1,{one},\nAccess control,,\n2,{two},\n3,Is the lawn mown?,\n");
    let dir = vendor();
    assert_eq!(is_answered(&answer(dir.path(), "form", &rows, &[]))[..2], [true, true]);
}
