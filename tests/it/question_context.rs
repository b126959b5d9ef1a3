//! Headings, sentences, ids, notes and headers that limit a question stop the answers that are known for it.

use crate::decision_scope::{answer, is_answered, vendor};

use crate::support::each_case;

#[test]
fn headings_that_ask_and_column_headers_stop_known_answers() {
    let known = "1,Is customer data encrypted at rest?,\n2,Is access to customer data logged?,\n3,Are \
                 backups taken every day?,\n";
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
fn a_heading_that_names_a_plan_or_thing_stops_known_answers() {
    let rows = |section: &str| {
        format!(
            "ID,Section,Question,Answer\n1,{section},Is customer data encrypted at rest?,\n2,{section},Is \
             access to customer data logged?,\n3,{section},Are backups taken every day?,\n"
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
        // A text before it may apply to its neighbours as well.
        assert!(stopped(&rows) <= 1, "{heading}");
    });
}

#[test]
fn short_titles_are_read() {
    let rows = |title: &str| {
        format!(
            "{title},,\nID,Question,Answer\n1,Is customer data encrypted at rest?,\n2,Is access to customer \
             data logged?,\n3,Are backups taken every day?,\n"
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
            "ID,Question,Answer\n{one},Is customer data encrypted at rest?,\n{two},Is access to customer \
             data logged?,\n{three},Are backups taken every day?,\n"
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
            "{heads}\n1,Is customer data encrypted at rest?,,,\n2,Is access to customer data \
             logged?,,,\n3,Are backups taken every day?,,,\n"
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

/// A year before a question is not its number, and the year of a choice belongs to the choice.
#[test]
fn years_before_questions_and_in_choices_are_read() {
    let known = "Is customer data encrypted at rest?";
    let rows = |first: &str| {
        format!(
            "ID,Question,Answer\n1,{first},\n2,Is access to customer data logged?,\n3,Are backups taken \
             every day?,\n"
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

/// Text above the column headers applies to all rows, also to those below further headings.
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
                "Instructions,,\n{title},,\n{head}Security,,\n1,{one},\nAccess control,,\n2,{two},\n3,Is \
                 the lawn mown?,\n"
            ),
        ] {
            let dir = vendor();
            let questions = answer(dir.path(), "form", &rows, &[]);
            assert_eq!(is_answered(&questions)[..2], [expected; 2], "{rows}");
        }
    });
    // A heading above the headers belongs to its own section.
    let rows = format!("Security,,\n{head}1,{one},\nAccess control,,\n2,{two},\n3,Is the lawn mown?,\n");
    let dir = vendor();
    assert_eq!(is_answered(&answer(dir.path(), "form", &rows, &[]))[..2], [true, true]);
}
