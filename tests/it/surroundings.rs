//! What stands around a question is read with it: headings of several levels, headings that ask, titles, the columns beside it.

use crate::support::grid;

use factum::form::mapping::{Asked, detect, questions};

const HEADS: &str = "1 | No | Question | Answer | Comment\n";

fn read(form: &str) -> Vec<Asked> {
    let sheets = grid::sheets(form);
    questions(&sheets, &detect(&sheets))
}

/// The headings above each question, joined.
fn sections(form: &str) -> Vec<String> {
    read(form).iter().map(|it| it.sections.join(" > ")).collect()
}

#[test]
fn a_chapter_goes_on_above_the_sections_within_it() {
    let rows = |[chapter, one, two, next, last]: [&str; 5]| {
        format!(
            "sheet: H\n{HEADS}2 | {chapter}\n3 | {one}\n4 | 1 | Is the yard fenced? |\n5 | 2 | Is the gate locked? |\n6 | {two}\n\
             7 | 3 | Are the lamps lit at night? |\n8 | {next}\n9 | {last}\n10 | 4 | Is the lawn mown? |\n"
        )
    };
    let expected = |[chapter, one, two, next, last]: [&str; 5]| {
        let under = |chapter: &str, section: &str| format!("{chapter} > {section}");
        vec![under(chapter, one), under(chapter, one), under(chapter, two), under(next, last)]
    };
    let plain = ["Your subcontractors", "Gates", "Lamps", "Your company", "Gardens"];
    let numbered = ["A. Your subcontractors", "A.1 Gates", "A.2 Lamps", "B. Your company", "B.1 Gardens"];
    for texts in [plain, numbered] {
        for (before, behind) in [("| ", ""), ("| ", " {#}"), ("", ""), ("", " {#}")] {
            let cells = texts.map(|it| format!("{before}{it}{behind}"));
            let form = rows(cells.each_ref().map(String::as_str));
            assert_eq!(sections(&form), expected(texts), "{form}");
        }
    }
}

#[test]
fn a_question_that_heads_the_rows_below_is_their_heading() {
    let form = format!(
        "sheet: H\nmerged: A2:D2\n{HEADS}2 | Which of these do you lack?\n3 | 1 | Is the yard fenced? |\n4 | 2 | Is the gate locked? |\n\
         5 | | Which of the following do you NOT do? {{#}}\n6 | 3 | Is the lawn mown? |\n7 | 4 | Are the lamps lit at night? |\n\
         8 | | Has anybody broken in? |\n"
    );
    let (lack, not) = ("Which of these do you lack?", "Which of the following do you NOT do?");
    let headed = sections(&form);
    let expected = [lack, lack, not, not];
    assert_eq!(headed.len(), 5, "the last row asks though it has no id: {headed:?}");
    for (headed, expected) in headed.iter().zip(expected) {
        assert!(headed.ends_with(expected), "{headed} {expected}");
    }
}

#[test]
fn a_second_sheet_with_the_same_questions_is_asked_too() {
    let sheet = |name: &str, more: &str| {
        format!("sheet: {name}\n{HEADS}2 | 1 | Is the yard fenced? |\n3 | 2 | Is the gate locked? |\n4 | 3 | Is the lawn mown? |\n{more}")
    };
    let asked = read(&[sheet("Head office", ""), sheet("Singapore office", "5 | 4 | Is the pool guarded? |\n")].concat());
    assert_eq!(asked.iter().filter(|it| it.sheet == 0).count(), 3);
    assert_eq!(asked.iter().filter(|it| it.sheet == 1).count(), 4);
    assert!(asked.iter().all(|it| it.around.iter().any(|it| it.ends_with("office"))));
}

#[test]
fn what_is_said_of_the_whole_table_or_the_row_stands_around_a_question() {
    let form = "sheet: Sheet1\n1 | Answer for your parent company.\n3 | No | Party | Question | Guidance | Answer\n\
                4 | 1 | Subcontractor | Is the yard fenced? | Answer yes if it is NOT |\n\
                5 | 2 | You | Is the gate locked? | |\n6 | 3 | The landlord | Is the lawn mown? | |\n";
    // Whom a row is about heads it; the rest is said around it.
    let around: Vec<_> = read(form).into_iter().map(|it| (it.sections, it.around)).collect();
    let note = "Answer for your parent company.".to_owned();
    let turning = vec![note.clone(), "Answer yes if it is NOT".to_owned()];
    let expected = [("Subcontractor", turning), ("You", vec![note.clone()]), ("The landlord", vec![note])];
    assert_eq!(around, expected.map(|(party, around)| (vec![party.to_owned()], around)));
}

#[test]
fn a_column_that_the_customer_filled_is_no_place_for_comments() {
    let form = "sheet: S\n1 | No | Question | Detail | Answer | Comment\n2 | 1 | Is the yard fenced? | at the landlord's | |\n\
                3 | 2 | Is the gate locked? | at night | |\n4 | 3 | Is the lawn mown? | in winter | |\n";
    let around: Vec<_> = read(form).into_iter().map(|it| [it.around, it.sections].concat().join(" > ")).collect();
    assert_eq!(around, ["S > at the landlord's", "S > at night", "S > in winter"]);
}

#[test]
fn a_question_goes_on_in_the_row_below() {
    let form = format!(
        "sheet: S\n{HEADS}2 | 1 | Do you keep spare keys |\n3 | | of your landlord? |\n4 | 2 | Is the gate locked? |\n\
         5 | 3 | Is the lawn mown? |\n6 | | (answer for the north lawn) |\n7 | 4 | Are the lamps lit at night? |\n"
    );
    let asked = read(&form);
    let texts: Vec<_> = asked.iter().map(|it| it.text.as_str()).collect();
    let expected = ["Do you keep spare keys of your landlord?", "Is the gate locked?", "Is the lawn mown?", "Are the lamps lit at night?"];
    assert_eq!(texts, expected);
    assert_eq!(asked[2].guidance.as_deref(), Some("(answer for the north lawn)"));
    assert!(asked[3].sections.is_empty());
}
