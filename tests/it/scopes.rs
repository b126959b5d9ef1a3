//! Rows of a form that set the scope of the rows below: questions about a scope, fields filled by the
//! customer, ids with additional words, titles beside a version.

use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::support::{self, each_case, filling, grid};

use factum::questionnaire::layout::{detect, questions};

const HEAD: &[&str] = &["ID", "Question", "Answer", "Comment"];
const ENCRYPTED: &str = "Is customer data encrypted at rest?";
const BACKUPS: &str = "Are backups taken every day?";
const PLAN: &str = "Do you have an incident response plan?";

/// Answers a workbook with these rows; returns which of the three known questions were answered.
pub fn answered(root: &Path, rows: &[&[&str]], more: &[&str]) -> Vec<bool> {
    let file = root.join("asked.xlsx");
    fs::write(&file, filling::workbook(rows, "")).unwrap();
    let output = support::factum(root, &[&["answer", file.to_str().unwrap()], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let folders = fs::read_dir(root.join("out/public/questionnaires")).unwrap();
    let [folder] = &folders.map(|it| it.unwrap().path()).collect::<Vec<_>>()[..] else {
        panic!("one folder")
    };
    let json: Json = serde_json::from_slice(&fs::read(folder.join("answers.json")).unwrap()).unwrap();
    fs::remove_dir_all(root.join("out")).unwrap();
    let all = json["questions"].as_array().unwrap().clone();
    let known = |it: &&Json| [ENCRYPTED, BACKUPS, PLAN].contains(&it["text"].as_str().unwrap());
    all.iter().filter(known).map(|it| it["tier"] == "answered").collect()
}

pub fn vendor() -> tempfile::TempDir {
    support::copy(&support::sample().join("tests/cases/given/vendor"))
}

#[test]
fn a_question_about_those_below_it_applies_to_them() {
    let dir = vendor();
    let cases = [
        "Do you use subcontractors? If yes, answer the questions below for them.",
        "Do you operate a site in Brazil? The following questions are about this site.",
        "Do you have a development environment? If so, answer the next two questions for it.",
        "Is any system run by a partner? Please complete the remaining rows for that system.",
        "Do the following questions apply to your subcontractors?",
        "Will the service be provided by a third party? If yes, the answers must be those of the third \
         party.",
        "Do you use a hosting provider? If yes, answer for the provider.",
        "Are you a subsidiary? If so, answer for the parent company.",
        "Which entity will sign the contract? Answer for this entity.",
        "Do you plan to change the following within 12 months?",
        "Was any of the following done by a third party?",
        "Sind Sie eine Tochtergesellschaft? Dann bitte für die Muttergesellschaft antworten; Antworten für \
         das Mutterhaus.",
        "Êtes-vous une filiale ? Si oui, répondez pour la société mère.",
        "Setzen Sie Unterauftragnehmer ein? Wenn ja, beantworten Sie die folgenden Fragen für diese.",
        "Faites-vous appel à des sous-traitants ? Si oui, répondez aux questions suivantes pour eux.",
        "¿Utiliza subcontratistas? En caso afirmativo, responda a las preguntas siguientes sobre ellos.",
        "Utilizzate subappaltatori? In caso affermativo, rispondete alle domande seguenti per loro.",
        "Werkt u met onderaannemers? Zo ja, beantwoord de onderstaande vragen voor hen.",
        "Utiliza subcontratados? Em caso afirmativo, responda às perguntas seguintes sobre eles.",
    ];
    each_case(cases, |text| {
        for id in ["2", ""] {
            let rows: &[&[&str]] = &[
                HEAD,
                &["1", ENCRYPTED],
                &[id, text],
                &["3", BACKUPS],
                &["4", PLAN],
                &["Operations"],
                &["5", ENCRYPTED],
            ];
            let found = answered(dir.path(), rows, &[]);
            assert_eq!(found[1..3], [false; 2], "{text} ({id})");
            // With an id it applies neither to the question above nor to those after the next heading, unless
            // it is read as a question about who gives the answers, which applies to everything behind it.
            let about_answers = ["Sind Sie eine Tochtergesellschaft?", "Êtes-vous une filiale ?"];
            let applies_behind_headings = about_answers.iter().any(|it| text.starts_with(it));
            if !id.is_empty() {
                assert_eq!((found[0], found[3]), (true, !applies_behind_headings), "{text} ({id})");
            }
        }
    });
    let cases = [
        "Do you answer questions of data subjects within a month?",
        "Do you use subcontractors? If yes, please name them.",
        "Are requirements documented for all of your systems?",
        "Is access limited to the following roles only?",
    ];
    each_case(cases, |text| {
        let rows: &[&[&str]] = &[HEAD, &["1", ENCRYPTED], &["2", text], &["3", BACKUPS], &["4", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [true; 3], "{text}");
    });
}

#[test]
fn fields_filled_by_the_customer_apply_to_all_questions() {
    let dir = vendor();
    let cases = [
        ("Solution name", "Example Server"),
        ("Which of your subsidiaries is this questionnaire about?", "Acme Payroll GmbH"),
        ("Product:", "The on-premise edition"),
        ("Please specify the system in scope", "Payroll"),
        ("Is this about a subsidiary? If so, which one?", "Acme Payroll GmbH"),
        ("Um welche Gesellschaft geht es? Welche ist es?", "Acme Lohn GmbH"),
        ("Quelle entité est concernée ?", "Filiale de Lyon"),
    ];
    each_case(cases, |(label, value)| {
        let rows: &[&[&str]] =
            &[HEAD, &["1", ENCRYPTED], &["2", label, value], &["3", BACKUPS], &["Operations"], &["4", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [false; 3], "{label}");
    });
    let rows: &[&[&str]] = &[
        HEAD,
        &["1", ENCRYPTED],
        &["2", "Solution name", ""],
        &["3", BACKUPS],
        &["Operations"],
        &["4", PLAN],
    ];
    assert_eq!(answered(dir.path(), rows, &[]), [true; 3], "not filled in");
    // A field above the header of the table, with and without an id.
    let cases = [&["G-01", "Solution name", "Example Server"][..], &["", "Solution name", "Example Server"]];
    each_case(cases, |field| {
        let rows: &[&[&str]] = &[field, HEAD, &["1", ENCRYPTED], &["2", BACKUPS], &["3", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [false; 3], "{field:?}");
    });
    // Values without a company, product or place, and answers to yes-no questions.
    let cases =
        [("Company name", "Acme"), ("Do you use subcontractors?", "Yes, Fabrikam"), ("Solution name", "Yes")];
    each_case(cases, |(label, value)| {
        let rows: &[&[&str]] =
            &[HEAD, &["1", ENCRYPTED], &["2", label, value], &["3", BACKUPS], &["Operations"], &["4", PLAN]];
        assert_eq!(answered(dir.path(), rows, &[]), [true; 3], "{label}: {value}");
    });
}

#[test]
fn fields_apply_to_the_questions_of_later_sheets() {
    let table = |name: &str, field: &str| {
        format!(
            "sheet: {name}\n1 | No | Question | Answer\n2 | 1 | Is the yard fenced? |\n3 | 2 | Is the gate \
             locked? |\n4 | 3 | Is the lawn mown? |\n{field}"
        )
    };
    let form =
        [table("A", ""), table("B", "5 | 4 | Solution name | Example Server\n"), table("C", "")].concat();
    let sheets = grid::sheets(&form);
    for it in questions(&sheets, &detect(&sheets)) {
        let named = it.around.iter().any(|it| it.as_ref() == "Solution name: Example Server");
        assert_eq!(named, it.sheet > 0 && it.text != "Solution name", "{it:?}");
    }
}

#[test]
fn a_title_beside_a_version_is_read() {
    let dir = vendor();
    let titled = |row: &[&str]| {
        answered(dir.path(), &[row, HEAD, &["1", ENCRYPTED], &["2", BACKUPS], &["3", PLAN]], &[])
    };
    let cases = [
        &["Questionnaire for your subcontractors", "Version 4"][..],
        &["v4.0.3", "Security questionnaire - Fabrikam Payroll GmbH"],
        &["Answer for the on-premise version only.", "", "", "v2"],
        &["Fabrikam Payroll GmbH (our subcontractor)", "", "", "", "", "Version 4"],
        &["v1.0", "Security questionnaire – Fabrikam Payroll GmbH", ""],
    ];
    each_case(cases, |row| {
        assert_eq!(titled(row), [false; 3], "{row:?}");
    });
    let cases = [
        &["Security questionnaire", "Version 4"][..],
        &["v4.0.3", "CONSENSUS ASSESSMENTS INITIATIVE QUESTIONNAIRE v4.0.3"],
        &["G-05", "Country of company headquarters", ""],
    ];
    each_case(cases, |row| {
        assert_eq!(titled(row), [true; 3], "{row:?}");
    });
}

#[test]
fn words_and_marks_in_ids_are_read() {
    let dir = vendor();
    let with = |ids: [&str; 3], below: &[&[&str]]| {
        let rows: [&[&str]; 4] = [HEAD, &[ids[0], ENCRYPTED], &[ids[1], BACKUPS], &[ids[2], PLAN]];
        answered(dir.path(), &[&rows, below].concat(), &[])
    };
    assert_eq!(with(["3.1 (Brazil)", "3.2 (Brazil)", "3.3"], &[]), [false, false, true]);
    assert_eq!(with(["3.1 Payroll", "3.2 - Brazil", "3.3 (UK)"], &[]), [false; 3]);
    let cases = [
        ("*", "* = subcontractors"),
        ("†", "† Only for the payroll system"),
        ("**", "** at your subcontractors"),
        ("*", "* subcontractors"),
    ];
    each_case(cases, |(mark, note)| {
        let note: &[&str] = &[note];
        for below in [&[&[""][..], note][..], &[note], &[&[""], &["", note[0]]]] {
            assert!(!with([&format!("1{mark}"), "2", "3"], below)[0], "{mark} {below:?}");
        }
    });
    assert_eq!(with(["1.", "Q 2", "A-3 b"], &[]), [true; 3]);
    assert_eq!(with(["AC-1 (1)", "AC-1 (2)", "Question 3"], &[]), [true; 3]);
}

#[test]
fn names_are_recognised_as_a_whole_only() {
    let dir = vendor();
    let titled = |title: &str, customer: &str| {
        answered(
            dir.path(),
            &[&[title], HEAD, &["1", ENCRYPTED], &["2", BACKUPS], &["3", PLAN]],
            &["--customer", customer],
        )
    };
    let cases = [
        ("Payroll system of Fabrikam", "Fabrikam Payroll GmbH"),
        ("Payroll", "Fabrikam Payroll GmbH"),
        ("Fabrikam", "Fabrikam Payroll GmbH"),
        ("Payroll Fabrikam", "Fabrikam Payroll GmbH"),
        ("Brazil", "Fabrikam Brazil Ltda"),
        ("2019", "Agency 2019"),
        ("Payroll questionnaire of Fabrikam Payroll GmbH", "Fabrikam Payroll GmbH"),
        ("Example", "Contoso"),
        ("Example Payroll", "Contoso"),
        ("Payroll", "The Payroll Company"),
    ];
    each_case(cases, |(title, customer)| {
        assert_eq!(titled(title, customer), [false; 3], "{title} for {customer}");
    });
    let cases = [
        ("Fabrikam Payroll GmbH", "Fabrikam Payroll GmbH"),
        ("Fabrikam Payroll security questionnaire", "Fabrikam Payroll GmbH"),
        ("Questionnaire of FABRIKAM PAYROLL", "Fabrikam Payroll GmbH"),
        ("Fabrikam Brazil", "Fabrikam Brazil Ltda"),
        ("Agency 2019 questionnaire", "Agency 2019"),
        ("Example Software Ltd.", "Contoso"),
        ("Example Software", "Contoso"),
        ("Acme", "Contoso"),
    ];
    each_case(cases, |(title, customer)| {
        assert_eq!(titled(title, customer), [true; 3], "{title} for {customer}");
    });
}
