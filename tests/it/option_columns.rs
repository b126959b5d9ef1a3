//! Columns of options to tick, existing ticks, and texts that must keep their verdict.

use serde_json::Value as Json;

use crate::support::{
    self, each_case,
    filling::{Run, answer, rules, vendor, workbook},
};

const QUESTIONS: [&str; 4] = [
    "Is the lawn mown every week?",
    "Are guests counted?",
    "Are all the clocks wound?",
    "Is the pond frozen in July?",
];
const REQUIREMENTS: [&str; 4] = [
    "The lawn is mown every week.",
    "Guests are counted.",
    "All clocks are wound.",
    "The pond is frozen in July.",
];
const DECISIONS: [&str; 4] = [
    "{text: We do., verdict: yes}",
    "{text: We do not., verdict: no}",
    "{text: Mostly., verdict: partial}",
    "{text: There is none., verdict: not-applicable}",
];

/// The answers to four texts below these headers, with these contents of their answer cells.
fn answered(asked: [&str; 4], heads: &[&str], cells: &[&str], after: &str, arguments: &[&str]) -> Run {
    let dir = vendor();
    let title = if asked == QUESTIONS { "Question" } else { "Requirement" };
    let head: Vec<&str> = ["ID", title].into_iter().chain(heads.iter().copied()).collect();
    let ids = ["Q1", "Q2", "Q3", "Q4"];
    let rows: Vec<Vec<&str>> = ids
        .iter()
        .zip(asked)
        .map(|(id, it)| [*id, it].into_iter().chain(cells.iter().copied()).collect())
        .collect();
    let rows: Vec<&[&str]> = std::iter::once(&head[..]).chain(rows.iter().map(Vec::as_slice)).collect();
    let decided: Vec<_> =
        ids.iter().zip(asked).zip(DECISIONS).map(|((id, it), decision)| (*id, it, decision)).collect();
    let run = answer(dir.path(), "asked.xlsx", &workbook(&rows, after), &decided, arguments);
    assert!(!run.bytes.is_empty(), "{}", support::stderr(&run.output));
    run
}

/// The cells below the headers, one row per answer.
fn cells(run: &Run, heads: &[&str]) -> Vec<String> {
    let cell = |row: u32, at: usize| run.row("asked.xlsx", row).get(at + 2).cloned().unwrap_or_default();
    (2..=5).map(|row| (0..heads.len()).map(|at| cell(row, at)).collect::<Vec<_>>().join("|")).collect()
}

fn below(asked: [&str; 4], heads: &str) -> Vec<String> {
    let heads: Vec<&str> = heads.split(" | ").collect();
    cells(&answered(asked, &heads, &[], "", &[]), &heads)
}

#[test]
fn options_are_ticked_in_all_supported_languages() {
    for pair in "Yes | No,Ja | Nein,Oui | Non,Sí | No,Sim | Não,Tak | Nie,Ano | Ne,Kyllä | Ei,Da | Nu,Ja | \
                 Nej,はい | いいえ,是 | 否"
        .split(',')
    {
        for asked in [QUESTIONS, REQUIREMENTS] {
            let found = below(asked, &format!("{pair} | Comment"));
            assert_eq!(
                found,
                ["X||We do.", "|X|We do not.", "||Partially. Mostly.", "||Not applicable. There is none."],
                "{pair}"
            );
        }
    }
    assert_eq!(below(QUESTIONS, "Sim | Não | Observações")[..2], ["X||We do.", "|X|We do not."]);
    assert_eq!(below(REQUIREMENTS, "Pass | Fail | Comment")[..2], ["X||We do.", "|X|We do not."]);
    // For a question, `Fail` may be the good answer.
    assert_eq!(below(QUESTIONS, "Pass | Fail | Comment")[..2], ["||We do.", "||No. We do not."]);
}

#[test]
fn nothing_is_written_below_unknown_options() {
    for heads in "1 | 2 | 3 | 4 | 5,A | B | C,++ | + | -,✓ | ✗,Fully | Partially | Not,Fully | Largely | \
                  Partly | Not at all,High | Medium | Low,C | PC | NC,Always | Sometimes | Never,Included | \
                  Extra cost | On request"
        .split(',')
    {
        for asked in [QUESTIONS, REQUIREMENTS] {
            let heads = heads.trim();
            let bare = below(asked, heads);
            assert!(
                bare.iter().all(|row| row.chars().all(|it| matches!(it, '|' | 'X'))),
                "{heads}: {bare:?}"
            );
            let commented = below(asked, &format!("{heads} | Comment"));
            for (row, words) in
                commented.iter().zip(["", "", "Partially. Mostly.", "Not applicable. There is none."])
            {
                let (options, comment) = row.rsplit_once('|').unwrap();
                let ticked = options.contains('X');
                assert!(options.chars().all(|it| matches!(it, '|' | 'X')), "{heads}: {row}");
                assert!(ticked || comment == words || comment.is_empty(), "{heads}: {row}");
            }
        }
    }
}

#[test]
fn an_option_is_chosen_by_its_header() {
    let dir = vendor();
    let head: &[&str] = &["ID", "Question", "1", "2", "3", "Comment"];
    let bytes = workbook(&[head, &["Q1", QUESTIONS[0]], &["Q2", QUESTIONS[1]]], "");
    let decided =
        [("Q1", QUESTIONS[0], DECISIONS[0]), ("Q2", QUESTIONS[1], "{text: We do not., verdict: \"2\"}")];
    let run = answer(dir.path(), "asked.xlsx", &bytes, &decided, &[]);
    assert_eq!(run.unwritten("Q1")[0].1, "list-lacks-word");
    assert_eq!(run.row("asked.xlsx", 3)[2..], ["", "X", "", "We do not."]);
    let review =
        std::fs::read_to_string(dir.path().join("out/public/questionnaires/asked/review.yaml")).unwrap();
    let printed: String = review.replace('#', "").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        printed.contains("no box of `1`, `2`, `3` is for `yes`: choose one by its heading in the decision"),
        "{review}"
    );
}

#[test]
fn a_verdict_with_contradicting_text_is_rejected() {
    let dir = vendor();
    let asked = ["Do you encrypt data at rest?", "Do you take backups?"];
    let bytes = workbook(&[&["ID", "Question", "Answer"], &["Q1", asked[0]], &["Q2", asked[1]]], "");
    let run = |decision: &str| {
        let run = answer(dir.path(), "asked.xlsx", &bytes, &[("Q1", asked[0], decision)], &[]);
        (
            run.question("Q1")["cells"] != Json::Array(vec![]),
            support::stdout(&run.output) + &support::stderr(&run.output),
        )
    };
    let cases = [
        "{answer: encryption-at-rest, verdict: no}",
        "{text: \"Yes, we do.\", verdict: no}",
        "{text: No., verdict: yes}",
    ];
    each_case(cases, |decision| {
        let (written, printed) = run(decision);
        assert!(!written && printed.contains("the verdict of this decision is `"), "{decision}: {printed}");
    });
    let cases = [
        "{answer: encryption-at-rest}",
        "{answer: encryption-at-rest, verdict: yes}",
        "{text: \"No, we do not.\", verdict: no}",
    ];
    each_case(cases, |decision| {
        let (written, printed) = run(decision);
        assert!(written, "{decision}: {printed}");
        std::fs::remove_dir_all(dir.path().join("out/public/questionnaires")).unwrap();
    });
}

#[test]
fn columns_for_two_subjects_get_no_answer_and_extra_columns_are_reported() {
    let dir = vendor();
    let cases = [("Production", "Test"), ("Part A", "Part B"), ("Cloud", "Server")];
    each_case(cases, |(one, other)| {
        let rows: &[&[&str]] = &[
            &["", "", one, "", other],
            &["ID", "Question", "Answer", "Comment", "Answer", "Comment"],
            &["Q1", QUESTIONS[0]],
            &["Q2", QUESTIONS[1]],
        ];
        // A decision that was made with both headers visible.
        let decisions = [DECISIONS[0], DECISIONS[1]].map(|it| format!("{it}\n    around: [{one}, {other}]"));
        let decided =
            [("Q1", QUESTIONS[0], decisions[0].as_str()), ("Q2", QUESTIONS[1], decisions[1].as_str())];
        let run = answer(dir.path(), "asked.xlsx", &workbook(rows, ""), &decided, &[]);
        assert_eq!(run.row("asked.xlsx", 3)[2..], [""; 4], "{one}");
        assert_eq!(run.unwritten("Q1"), [("Sheet1!C3".to_owned(), "unsuitable-header".to_owned())], "{one}");
        let map = ["--map", "question=B answer=E comment=F id=A header=2"];
        let run = answer(dir.path(), "asked.xlsx", &workbook(rows, ""), &decided, &map);
        assert_eq!(run.row("asked.xlsx", 3)[2..5], ["", "", "Yes. We do."], "{one}");
    });
    let heads = ["Vendor answer", "Answer"];
    let run = answered(QUESTIONS, &heads, &[], "", &[]);
    assert_eq!(cells(&run, &heads)[0], "Yes. We do.|");
    let printed = support::stdout(&run.output);
    assert!(
        printed.contains(
            "`Sheet1`: 4 answered rows have another answer cell in column D, which was left empty: write an \
             answer yourself"
        ),
        "{printed}"
    );
}

#[test]
fn text_is_not_written_below_a_ticked_option() {
    assert_eq!(below(REQUIREMENTS, "Implemented | Planned | None | Comment")[0], "X|||We do.");
    assert_eq!(
        below(REQUIREMENTS, "Yes | Partially | None | Comment")[..3],
        ["X|||We do.", "|||", "|X||Mostly."]
    );
    assert_eq!(below(QUESTIONS, "Yes | No | Unsure")[..2], ["X||", "|X|"]);
}

#[test]
fn an_existing_correct_tick_is_kept_with_overwrite() {
    let heads = ["Yes", "No", "Comment"];
    let cases = [&[][..], &["--overwrite"]];
    each_case(cases, |arguments| {
        let run = answered(QUESTIONS, &heads, &["X", "", ""], "", arguments);
        assert_eq!(cells(&run, &heads), ["X||We do.", "X||", "X||", "X||"], "{arguments:?}");
        // A default in each row: the columns are still checkboxes.
        let run = answered(QUESTIONS, &heads, &["", "X", ""], "", arguments);
        assert_eq!(cells(&run, &heads), ["|X|", "|X|We do not.", "|X|", "|X|"], "{arguments:?}");
        assert_eq!(run.unwritten("Q1"), [("Sheet1!D2".to_owned(), "contradiction".to_owned())]);
    });
}

#[test]
fn the_same_text_in_all_answer_cells_is_an_answer_unless_it_is_a_prompt() {
    let heads = ["Answer"];
    let cases = [
        "Not part of our offer",
        "see our policy",
        "We do not offer this.",
        "Customer note: only for 2019",
        "0",
    ];
    each_case(cases, |text| {
        let run = answered(QUESTIONS, &heads, &[text], "", &[]);
        assert_eq!(cells(&run, &heads), [text; 4], "{text}");
        let printed = support::stdout(&run.output);
        let wanted_text = format!("`Sheet1`: 4 cells of column C contain the same text, `{text}`");
        assert!(
            printed.contains(&wanted_text) && printed.contains("`--overwrite` replaces them"),
            "{printed}"
        );
        let run = answered(QUESTIONS, &heads, &[text], "", &["--overwrite"]);
        assert_eq!(cells(&run, &heads)[0], "Yes. We do.", "{text}");
    });
    let cases = ["Supplier's answer", "TBD", "Antwort des Lieferanten", "Please enter", "-"];
    each_case(cases, |text| {
        let run = answered(QUESTIONS, &heads, &[text], "", &[]);
        assert_eq!(cells(&run, &heads)[0], "Yes. We do.", "{text}");
    });
}

#[test]
fn text_keeps_its_verdict_below_any_header() {
    let list = rules(&[("C2:C5", "type=\"list\"", "\"Yes,No\"")]);
    let cases = [
        "Implementation description",
        "CSP Implementation Description",
        "Implementation",
        "Compliance status",
        "Comment",
    ];
    each_case(cases, |head| {
        let heads = ["Answer", head];
        let found = cells(
            &answered(
                QUESTIONS,
                &heads,
                &[],
                &list,
                &["--map", "question=B answer=C comment=D id=A header=1"],
            ),
            &heads,
        );
        assert_eq!(
            found,
            ["Yes|We do.", "No|We do not.", "|Partially. Mostly.", "|Not applicable. There is none."],
            "{head}"
        );
    });
    let heads = ["Implementation description"];
    let found = cells(&answered(QUESTIONS, &heads, &[], "", &[]), &heads);
    assert_eq!(found[1..3], ["No. We do not.", "Partially. Mostly."]);
    // An assessment that would be read as a no: nothing is written.
    let heads = ["Implemented?"];
    assert_eq!(cells(&answered(QUESTIONS, &heads, &[], "", &[]), &heads)[1..3], ["", ""]);
}

#[test]
fn text_without_a_verdict_is_not_written_beside_an_unrelated_list() {
    let cases = [
        ("Yes,No", "We do."),
        ("Implemented,Planned,N/A", "We do."),
        ("By subcontractor,By parent company", ""),
        ("2022,2023,2026", ""),
        ("Daily,Weekly", ""),
    ];
    each_case(cases, |(values, expected)| {
        let dir = vendor();
        let rows: [&[&str]; 3] =
            [&["ID", "Question", "Answer", "Comment"], &["Q1", QUESTIONS[0]], &["Q2", QUESTIONS[1]]];
        let list = rules(&[("C2:C3", "type=\"list\"", &format!("\"{values}\""))]);
        let decided = [("Q1", QUESTIONS[0], "{text: We do.}")];
        let run = answer(dir.path(), "asked.xlsx", &workbook(&rows, &list), &decided, &[]);
        let found = run.row("asked.xlsx", 2).get(3).cloned().unwrap_or_default();
        assert_eq!(found, expected, "{values}: {}", support::stderr(&run.output));
    });
}

#[test]
fn a_cell_merged_over_several_options_gets_no_tick() {
    let merged = "<mergeCells count=\"2\"><mergeCell ref=\"C2:D2\"/><mergeCell ref=\"C3:D3\"/></mergeCells>";
    let heads = ["Yes", "No", "Partial", "Comment"];
    let run = answered(QUESTIONS, &heads, &[], merged, &[]);
    assert_eq!(cells(&run, &heads), ["|||", "|||", "||X|Mostly.", "|||Not applicable. There is none."]);
    for (at, question) in [("Sheet1!C2", "Q1"), ("Sheet1!D3", "Q2")] {
        assert_eq!(run.unwritten(question), [(at.to_owned(), "list-lacks-word".to_owned())]);
    }
    let reasons = run.answers["questions"][0]["reasons"].to_string();
    assert!(reasons.contains("C2 is merged over the columns `Yes` and `No`"), "{reasons}");
}
