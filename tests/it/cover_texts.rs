//! Texts outside the tables of questions are kept with the questions.

use crate::support::each_case;
use std::sync::Arc;

use crate::{
    docx::document,
    support::{filling, grid},
};

use factum::questionnaire::{
    At, Upload, format_of,
    layout::{Asked, detect, questions},
};

const ASKED: &str = "1 | No | Question | Answer\n2 | 1 | Is the yard fenced? |\n3 | 2 | Is the gate locked? \
                     |\n4 | 3 | Is the lawn mown? |\n";

fn read(form: &str) -> Vec<Asked> {
    let sheets = grid::sheets(form);
    questions(&sheets, &detect(&sheets))
}

fn cover(asked: &[Asked]) -> Vec<String> {
    let first = &asked[0].cover;
    assert!(asked.iter().all(|it| it.cover == *first), "one cover for all");
    first.iter().map(ToString::to_string).collect()
}

#[test]
fn texts_on_sheets_without_questions_apply_to_all_questions() {
    let form = format!(
        "sheet: Instructions\n1 | Welcome\n3 | Please answer all questions for our AWS deployment only.\n4 \
         | Completed by: | Jane Doe\n5 | Scope: | AWS only\n6 | Product | Acme Cloud\n7 | 12.5 | 1234\n8 | \
         Yes\n9 | Is the yard fenced?\n10 | Who is asked?\nsheet: Questions\n{ASKED}sheet: Countries \
         (hidden)\n1 | Austria\n2 | Belgium\n3 | Croatia\n4 | Denmark\n6 | Only for the north yard.\n"
    );
    let expected = [
        "Completed by: Jane Doe",
        "Welcome",
        "Please answer all questions for our AWS deployment only.",
        "Scope: AWS only",
        "Product: Acme Cloud",
        "Only for the north yard.",
        "Instructions",
    ];
    let asked = read(&form);
    assert_eq!(asked.len(), 3);
    assert_eq!(cover(&asked), expected);
}

#[test]
fn a_text_outside_the_table_is_read_with_its_left_neighbour() {
    let form = |label: &str| {
        format!("sheet: Intro\n1 | {label} | Hetzner\n2 | | Westfield\nsheet: Questions\n{ASKED}")
    };
    assert_eq!(
        cover(&read(&form("Contact for help"))),
        ["Contact for help", "Contact for help: Hetzner", "Westfield", "Intro"]
    );
    assert_eq!(cover(&read(&form("Answer for"))), ["Answer for: Hetzner", "Westfield", "Intro"]);
}

#[test]
fn list_values_are_not_cover_texts() {
    let form = format!(
        "sheet: Questions\n{}sheet: Lists\n1 | Fully in place\n2 | Not there\n",
        ASKED.replace("|\n", "| {list Fully in place/Not there}\n")
    );
    assert_eq!(cover(&read(&form)), ["Lists"]);
}

#[test]
fn a_cover_is_limited_and_keeps_texts_about_questions() {
    let rows: String = (1..=900)
        .map(|it| format!("{it} | Here is the long sentence number {it} of this handbook.\n"))
        .collect();
    let form = format!(
        "sheet: Handbook\n{rows}901 | Answer all questions for the north yard.\nsheet: Questions\n{ASKED}"
    );
    let cover = cover(&read(&form));
    assert_eq!(cover.len(), 201);
    assert_eq!(cover[199], "Answer all questions for the north yard.");
    assert!(cover[200].contains("702 more texts"), "{}", cover[200]);
    let long = format!(
        "sheet: Handbook\n1 | {}\nsheet: Questions\n{ASKED}",
        "All questions are about the yard. ".repeat(9_000)
    );
    assert!(self::cover(&read(&long)).iter().map(String::len).sum::<usize>() <= 128 << 10);
}

#[test]
fn rows_far_above_and_notes_beside_questions_apply_to_their_sheet() {
    let filler: String =
        (2..=15).map(|it| format!("{it} | Line {it} of the introduction says nothing.\n")).collect();
    let questions = |name: &str, above: &str| {
        let rows = ["yard fenced", "gate locked", "lawn mown"].iter().zip(21..);
        let rows: String =
            rows.map(|(it, row)| format!("{row} | {row} | Is the {it} in {name}? |\n")).collect();
        format!("sheet: {name}\n{above}20 | No | Question | Answer\n{rows}")
    };
    let form = [
        questions("Sheet1", ""),
        questions("Sheet2", &format!("1 | All of this is about the north.\n{filler}")),
    ]
    .concat();
    let mut sheets = grid::sheets(&form);
    sheets[1].notes.insert(At { row: 2, column: 6 }, Arc::from("Questions are about the south."));
    let asked = self::questions(&sheets, &detect(&sheets));
    for it in &asked {
        let has = |text: &str| it.cover.iter().any(|it| it.as_ref() == text);
        assert_eq!(has("All of this is about the north."), it.sheet == 1, "{it:?}");
        assert_eq!(has("Questions are about the south."), it.sheet == 1, "{it:?}");
    }
    assert_eq!(asked.len(), 6);
}

fn of_document(upload: &Upload) -> Vec<Asked> {
    let form = (format_of(upload).unwrap().read)(upload).unwrap();
    questions(&form.sheets, &detect(&form.sheets))
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn text_before_the_first_question_of_a_document_applies_to_all() {
    let head: &[&str] = &["No", "Question", "Answer"];
    let body = [
        paragraph("Please answer all questions for our AWS deployment only."),
        paragraph("Welcome to this form."),
        table(&[&["Only the north yard is meant."]]),
        paragraph("Replies go to Jane."),
        paragraph("They are kept for a year."),
        paragraph("They are kept in a drawer."),
        table(&[
            head,
            &["1", "Is the yard fenced?", ""],
            &["2", "Is the gate locked?", ""],
            &["3", "Is the lawn mown?", ""],
        ]),
        paragraph("Now the roofs of the south."),
        table(&[
            head,
            &["4", "Are the tiles whole?", ""],
            &["5", "Is the gutter clean?", ""],
            &["6", "Is the attic dry?", ""],
        ]),
        paragraph("Thank you for your time in the east. All questions relate to the west."),
    ];
    let asked = of_document(&document(&body.concat(), &[]));
    assert_eq!(asked.len(), 6);
    for it in &asked {
        let has = |text: &str| it.cover.iter().chain(&it.titles).any(|it| it.contains(text));
        for text in ["AWS deployment", "north yard", "Welcome", "drawer", "in the east", "relate to the west"]
        {
            assert!(has(text), "{text} {it:?}");
        }
        assert!(!it.cover.iter().any(|it| it.contains("south")), "{it:?}");
        assert!(it.cover.iter().all(|text| !it.titles.contains(text)), "{it:?}");
    }
    // Questions in paragraphs, with more text before the first one than is read as titles.
    let filler: String = (1..=14).map(|it| paragraph(&format!("Line {it} of the introduction."))).collect();
    let line = "____________________";
    let asking = ["Is the yard fenced?", "Is the gate locked?", "Is the lawn mown?"]
        .map(|it| paragraph(it) + &paragraph(line));
    let body = paragraph("All of it is about AWS.") + &filler + &asking.concat();
    let asked = of_document(&document(&body, &[]));
    assert_eq!(asked.len(), 3);
    assert!(
        asked.iter().all(|question| question
            .cover
            .first()
            .is_some_and(|it| it.as_ref() == "All of it is about AWS.")),
        "{asked:?}"
    );
}

/// A part with notes, each with its id.
fn notes(kind: &str, notes: &[(&str, &str)]) -> String {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let one = kind.trim_end_matches('s');
    let note = |(id, text): &(&str, &str)| format!("<w:{one} w:id=\"{id}\">{}</w:{one}>", paragraph(text));
    let separator = format!("<w:{one} w:id=\"-1\" w:type=\"separator\">{}</w:{one}>", paragraph("Separator"));
    format!("<w:{kind} {space}>{separator}{}</w:{kind}>", notes.iter().map(note).collect::<String>())
}

#[test]
fn document_notes_apply_to_the_questions_at_their_anchors() {
    let marked =
        |text: &str, mark: &str| paragraph(text).replace("</w:p>", &format!("<w:r>{mark}</w:r></w:p>"));
    let (footnote, endnote) = ("<w:footnoteReference w:id=\"2\"/>", "<w:endnoteReference w:id=\"2\"/>");
    let (begin, end) = (
        "<w:commentRangeStart w:id=\"7\"/>",
        "<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>",
    );
    let line = paragraph("____________________");
    let intro = |mark: &str| marked("Welcome to this form.", mark);
    let asked = |first: &str| {
        let rows = [first.to_owned(), paragraph("Is the gate locked?"), paragraph("Is the lawn mown?")];
        rows.map(|it| it + &line).concat()
    };
    let rows = |first: &str, last: &str| {
        let cell = |it: &str| format!("<w:tc>{it}</w:tc>");
        let row = |it: &str| format!("<w:tr>{}{}</w:tr>", cell(it), cell("<w:p/>"));
        let texts =
            [paragraph("Question"), first.to_owned(), paragraph("Is the gate locked?"), last.to_owned()];
        format!(
            "<w:tbl>{}</w:tbl>",
            texts.iter().map(|it| row(it)).collect::<String>().replacen("<w:p/>", &paragraph("Answer"), 1)
        )
    };
    let only = "Questions relate to your subcontractors only";
    let comment = paragraph("Is the yard fenced?").replacen("<w:r>", &format!("{begin}<w:r>"), 1);
    let to_last = paragraph("Is the lawn mown?").replace("</w:p>", &format!("{end}</w:p>"));
    let first = |mark: &str| marked("Is the yard fenced?", mark);
    let plain = || paragraph("Is the lawn mown?");
    // The body, the kind of the note, and the numbers of the questions to which it applies; none if it
    // applies to all.
    let cases: [(String, &str, &[usize]); 7] = [
        (asked(&first(footnote)), "footnotes", &[0]),
        (rows(&first(endnote), &plain()), "endnotes", &[0]),
        (rows(&comment, &to_last), "comments", &[0, 1, 2]),
        (rows(&(comment.replace("</w:p>", &format!("{end}</w:p>"))), &plain()), "comments", &[0]),
        (intro(footnote) + &rows(&paragraph("Is the yard fenced?"), &plain()), "footnotes", &[]),
        (rows(&paragraph("Is the yard fenced?"), &plain()) + &intro(endnote), "endnotes", &[]),
        (
            asked(&paragraph("Is the yard fenced?")) + &intro(&format!("</w:r>{begin}{end}<w:r>")),
            "comments",
            &[],
        ),
    ];
    each_case(cases, |(body, kind, around)| {
        let id = if kind == "comments" { "7" } else { "2" };
        let read = of_document(&document(
            &body,
            &[(kind, notes(kind, &[(id, only), ("9", "Nobody refers to this note.")]))],
        ));
        assert_eq!(read.len(), 3, "{body}");
        for (number, it) in read.iter().enumerate() {
            let has = |texts: &[Arc<str>]| texts.iter().any(|it| it.as_ref() == only);
            assert_eq!(has(&it.around), around.contains(&number), "{number} {kind} {body}\n{it:?}");
            assert_eq!(has(&it.titles), around.is_empty(), "{number} {kind} {body}\n{it:?}");
            assert!(
                it.around
                    .iter()
                    .chain(&it.titles)
                    .chain(it.cover.iter())
                    .all(|it| !it.contains("Separator") && !it.contains("Nobody"))
            );
        }
    });
    // Parts of other packages are never followed, and a document without the part can be read.
    let document = document(&asked(&first(footnote)), &[]);
    assert_eq!(of_document(&document).len(), 3);
}

#[test]
fn a_document_note_stops_an_answer() {
    let question = "Is customer data encrypted at rest?";
    let line = paragraph("____________________");
    let body = |mark: &str| {
        let first = paragraph(question).replace("</w:p>", &format!("<w:r>{mark}</w:r></w:p>"));
        [
            first,
            line.clone(),
            paragraph("Is the lawn mown?"),
            line.clone(),
            paragraph("Is the gate locked?"),
            line.clone(),
        ]
        .concat()
    };
    let given = |mark: &str, kind: &str, text: &str| {
        let dir = filling::vendor();
        let upload = document(&body(mark), &[(kind, notes(kind, &[("3", text)]))]);
        let run = filling::answer(dir.path(), "asked.docx", &upload.bytes, &[], &[]);
        let questions = run.answers["questions"].as_array().unwrap_or_else(|| panic!("{:?}", run.output));
        let own = questions
            .iter()
            .find(|it| it.to_string().contains(question))
            .unwrap_or_else(|| panic!("{questions:?}"));
        own["tier"].as_str().unwrap().to_owned()
    };
    let (footnote, comment) = ("<w:footnoteReference w:id=\"3\"/>", "<w:commentReference w:id=\"3\"/>");
    let only = "Questions relate to your subcontractors only";
    assert_eq!(given(footnote, "footnotes", "Thank you for your reply."), "answered");
    assert_eq!(given(footnote, "footnotes", only), "review");
    assert_eq!(given(comment, "comments", only), "review");
}

#[test]
fn a_text_about_the_workbook_applies_to_questions_on_all_sheets() {
    let second = "sheet: Security\n1 | No | Question | Answer\n2 | 1 | Is the shed lit? |\n3 | 2 | Is the \
                  well deep? |\n";
    let shown = |first: &str| -> Vec<String> {
        let asked = read(&format!("sheet: Yard\n{first}{second}"));
        let others: Vec<_> =
            asked.iter().filter(|it| it.text.contains("well") || it.text.contains("shed")).collect();
        assert_eq!(others.len(), 2, "{first}");
        others[0].cover.iter().map(ToString::to_string).collect()
    };
    let below = |rows: u32, text: &str| -> String {
        let moved: String = ASKED
            .lines()
            .enumerate()
            .map(|(at, line)| {
                let rest = line.split_once(" | ").unwrap().1;
                format!("{} | {rest}\n", at as u32 + 1 + rows)
            })
            .collect();
        format!("1 | {text}\n{moved}")
    };
    // Above the questions of the first sheet, any text.
    let cases =
        ["Please answer for your subsidiary in Brazil.", "Assessment of Example Hosting", "Part 2022"];
    each_case(cases, |text| {
        assert_eq!(shown(&below(2, text)), [text], "{text}");
    });
    // Elsewhere, only text about the workbook.
    let beside = |text: &str| {
        ASKED.replace("4 | 3 | Is the lawn mown? |", &format!("4 | 3 | Is the lawn mown? | | {text}"))
    };
    let cases = [
        ("All sheets: answer for your subcontractors", true),
        ("In every tab, Yes means a gap", true),
        ("Bitte alle Fragen für Ihre Tochtergesellschaft beantworten", true),
        ("Only for the north yard", false),
    ];
    each_case(cases, |(text, expected)| {
        assert_eq!(shown(&beside(text)).iter().any(|it| it == text), expected, "{text}");
        let last = format!("{ASKED}9 | {text}\n");
        assert!(shown(&last).iter().any(|it| it == text), "{text}, below the questions of the first sheet");
    });
    // The title of the second sheet applies to that sheet only.
    let asked = read(&format!(
        "sheet: Yard\n{ASKED}sheet: Security\n1 | Assessment of Example Hosting\n3 | No | Question | \
         Answer\n4 | 1 | Is the shed lit? |\n5 | 2 | Is the well deep? |\n"
    ));
    assert!(asked.iter().filter(|it| it.sheet == 0).all(|it| it.cover.is_empty()), "{asked:#?}");
}

#[test]
fn text_beside_a_heading_applies_to_the_questions_below_it() {
    let cases = [
        ("5 | Suppliers | Compliance |", Some("Suppliers")),
        ("5 | A | Compliance | | Answer for suppliers only", Some("Answer for suppliers only")),
        ("5 | A | Compliance |", None),
        ("5 | 4 | Compliance |", None),
        ("5 | A | Compliance | | Yes", None),
        ("5 | A | Compliance | Planned |", Some("Planned")),
        ("5 | A | Compliance | N/A |", Some("N/A")),
        ("5 | UK | Compliance |", Some("UK")),
        ("5 | FY2023 | Compliance |", Some("FY2023")),
        ("5 | II | Compliance |", None),
        ("5 | 4 | Compliance | - |", None),
    ];
    each_case(cases, |(row, expected_text)| {
        let form = format!(
            "sheet: Yard\n{}{row}\n6 | 5 | Is the shed lit? |\n7 | 6 | Is the well deep? |\n",
            ASKED.replace("Answer\n", "Answer | Comments\n")
        );
        let asked = read(&form);
        let found = |text: &str| {
            let it = asked.iter().find(|it| it.text.contains(text)).unwrap_or_else(|| panic!("{form}"));
            it.around.iter().map(ToString::to_string).find(|it| it != "Compliance")
        };
        for text in ["shed", "well"] {
            assert_eq!(found(text).as_deref(), expected_text, "{form}");
        }
        assert_eq!(found("gate"), None, "{form}");
    });
}

#[test]
fn the_name_of_a_sheet_without_questions_applies_to_all_questions() {
    let cases = [
        ("sheet: Subsidiaries only\n1 | Welcome to our form. |\n", true),
        (
            "sheet: Subsidiaries only\n1 | Field | Answer\n2 | Company name |\n3 | Address |\n4 | Country \
             |\n",
            true,
        ),
        ("sheet: Subsidiaries only (hidden)\n1 | Welcome to our form. |\n", false),
        (
            "sheet: Subsidiaries only\n1 | No | Question | Answer\n2 | 1 | Is it so? |\n3 | 2 | Is it tall? \
             |\n",
            false,
        ),
    ];
    each_case(cases, |(before, expected_text)| {
        let asked = read(&format!("{before}sheet: Yard\n{ASKED}"));
        let last = asked.last().unwrap();
        let cover = last.cover.iter().chain(&last.titles).any(|it| it.as_ref() == "Subsidiaries only");
        assert_eq!(cover, expected_text, "{before} {last:#?}");
    });
}
