//! Manual maps of columns, and sheets of any shape.

use crate::support::grid;
use factum::questionnaire::{
    At, Cell, Sheet,
    layout::{Layout, Override, describe, detect, detect_with, parse, questions},
};

#[test]
fn maps_are_parsed_with_every_key() {
    let text = "Q1: Security (EU): question=B answer=C,D yes_no=e tick=7 comment=F id=A section=G,H \
                guidance=I header=1,12 rows=13-40,52";
    let parsed = parse(text).unwrap();
    let expected = Override {
        sheet: "Q1: Security (EU)".into(),
        none: false,
        question: Some(2),
        answers: vec![3, 4],
        yes_no: Some(5),
        ticks: vec![7],
        comment: Some(6),
        id: Some(1),
        sections: vec![7, 8],
        guidance: Some(9),
        headers: vec![1, 12],
        rows: vec![(13, 40), (52, 52)],
        ..Override::default()
    };
    assert_eq!(parsed, expected);
    assert!(parse("Prices: none").unwrap().none);
    assert_eq!(parse("question=B").unwrap().sheet, "");
}

#[test]
fn errors_in_maps_are_explained() {
    let mistakes = [
        ("Security", "does not name columns"),
        ("Security: answer=C", "must name the column of the questions"),
        ("Security: question=B anwser=C", "did you mean `answer`?"),
        ("Security: question=?", "give its letter, such as question=B"),
        ("Security: question=B rows=40-13", "such as rows=13-40,52"),
        ("Security: question=B answer", "`answer` is not valid"),
        ("Security: question=XFE", "is not a column"),
    ];
    for (text, words) in mistakes {
        let message = parse(text).unwrap_err();
        assert!(message.contains(words), "{text}: {message}");
    }
}

#[test]
fn a_layout_given_by_the_format_is_kept() {
    let mut sheets = grid::sheets("sheet: Items\n1 | Are backups tested? | | x\n2 | Name | |");
    let parsed =
        Layout { question: 1, answers: vec![2], rows: vec![2], confidence: 1.0, ..Layout::default() };
    sheets[0].mapping = Some(parsed.clone());
    assert_eq!(detect(&sheets), [(0, parsed)]);
}

#[test]
fn maps_must_name_existing_sheets() {
    let sheets = grid::sheets("sheet: One\n1 | Are backups tested?\nsheet: Two\n1 | Is access reviewed?");
    let map = |text: &str| detect_with(&sheets, &[parse(text).unwrap()]);
    assert!(map("Three: question=A").unwrap_err().message.contains("has no sheet `Three`"));
    assert!(map("question=A").unwrap_err().message.contains("more than one sheet"));
    assert!(map("one: question=A answer=A").unwrap_err().message.contains("over the questions"));
    assert_eq!(map(" two : question=A answer=B").unwrap().len(), 1);
}

#[test]
fn control_characters_are_removed_from_terminal_output() {
    let mut sheets =
        grid::sheets("sheet: x\n1 | Question | Answer\n2 | Are backups tested? |\n3 | Is access reviewed? |");
    sheets[0].name = "a\u{1b}[2Jb\u{202e}c\nd".into();
    let found = detect(&sheets);
    assert_eq!(describe(&sheets[0], &found[0].1).lines().count(), 1);
    assert!(!describe(&sheets[0], &found[0].1).contains(['\u{1b}', '\u{202e}']));
}

/// Unusual sheets: all marks everywhere, overlapping areas, texts of every kind, the very last cell.
#[test]
fn unusual_sheets_are_handled_safely() {
    let texts = [
        "Question",
        "Yes",
        "1.",
        "?",
        "¿",
        "Do you?",
        "a: b",
        "(",
        "x\ny",
        "\u{300}",
        "1.1 Are you there?",
        "No",
        "ß: ẞ?",
        ":",
        "Answer",
    ];
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..200 {
        let mut sheet = Sheet { name: "strange".into(), protected: next(2) == 0, ..Sheet::default() };
        for _ in 0..next(80) {
            let at =
                At { row: u32::try_from(next(12)).unwrap() + 1, column: u32::try_from(next(6)).unwrap() + 1 };
            let cell = Cell {
                text: texts[next(texts.len())].into(),
                formula: next(9) == 0,
                tick: next(9) == 0,
                locked: next(9) == 0,
                ..Cell::default()
            };
            sheet.cells.insert(at, cell);
        }
        sheet.cells.insert(
            At { row: 1_048_576, column: 16_384 },
            Cell { text: "Is this the end?".into(), ..Cell::default() },
        );
        sheet.merged.extend(
            ["A1:C3", "B2:XFD1048576", "A2:A2"]
                .iter()
                .map(|it| it.parse::<factum::questionnaire::Area>().unwrap()),
        );
        let found = detect(std::slice::from_ref(&sheet));
        let asked = questions(std::slice::from_ref(&sheet), &found).len();
        assert_eq!(
            asked,
            found.iter().map(|it| it.1.rows.len()).sum::<usize>(),
            "each row that asks is a question"
        );
        for (_, mapping) in found {
            assert!(mapping.confidence >= 0.5 && mapping.confidence <= 1.0);
        }
    }
}
