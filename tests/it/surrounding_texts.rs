//! The surroundings of a question are read with it: headings of several levels, headings that ask, titles,
//! and neighbouring columns.

use std::sync::Arc;

use crate::support::{each_case, grid};

use factum::questionnaire::layout::{Asked, detect, questions};

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
fn a_chapter_applies_to_all_its_sections() {
    let rows = |[chapter, one, two, next, last]: [&str; 5]| {
        format!(
            "sheet: H\n{HEADS}2 | {chapter}\n3 | {one}\n4 | 1 | Is the yard fenced? |\n5 | 2 | Is the gate \
             locked? |\n6 | {two}\n7 | 3 | Are the lamps lit at night? |\n8 | {next}\n9 | {last}\n10 | 4 | \
             Is the lawn mown? |\n"
        )
    };
    let expected = |[chapter, one, two, next, last]: [&str; 5]| {
        let under = |chapter: &str, section: &str| format!("{chapter} > {section}");
        vec![under(chapter, one), under(chapter, one), under(chapter, two), under(next, last)]
    };
    let plain = ["Your subcontractors", "Gates", "Lamps", "Your company", "Gardens"];
    let numbered = ["A. Your subcontractors", "A.1 Gates", "A.2 Lamps", "B. Your company", "B.1 Gardens"];
    let cases = [plain, numbered];
    each_case(cases, |texts| {
        for (before, behind) in [("| ", ""), ("| ", " {#}"), ("", ""), ("", " {#}")] {
            let cells = texts.map(|it| format!("{before}{it}{behind}"));
            let form = rows(cells.each_ref().map(String::as_str));
            assert_eq!(sections(&form), expected(texts), "{form}");
        }
    });
}

#[test]
fn a_question_above_sub_rows_is_their_heading() {
    let form = format!(
        "sheet: H\nmerged: A2:D2\n{HEADS}2 | Which of these do you lack?\n3 | 1 | Is the yard fenced? |\n4 \
         | 2 | Is the gate locked? |\n5 | | Which of the following do you NOT do? {{#}}\n6 | 3 | Is the \
         lawn mown? |\n7 | 4 | Are the lamps lit at night? |\n8 | | Has anybody broken in? |\n"
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
fn a_second_sheet_with_the_same_questions_is_read() {
    let sheet = |name: &str, more: &str| {
        format!(
            "sheet: {name}\n{HEADS}2 | 1 | Is the yard fenced? |\n3 | 2 | Is the gate locked? |\n4 | 3 | Is \
             the lawn mown? |\n{more}"
        )
    };
    let asked = read(
        &[sheet("Head office", ""), sheet("Singapore office", "5 | 4 | Is the pool guarded? |\n")].concat(),
    );
    assert_eq!(asked.iter().filter(|it| it.sheet == 0).count(), 3);
    assert_eq!(asked.iter().filter(|it| it.sheet == 1).count(), 4);
    assert!(asked.iter().all(|question| question.titles.iter().any(|it| it.ends_with("office"))));
}

#[test]
fn texts_about_the_table_or_row_apply_to_a_question() {
    let form = "sheet: Sheet1\n1 | Answer for your parent company.\n3 | No | Party | Question | Guidance | \
                Answer\n4 | 1 | Subcontractor | Is the yard fenced? | Answer yes if it is NOT |\n5 | 2 | \
                You | Is the gate locked? | |\n6 | 3 | The landlord | Is the lawn mown? | |\n";
    // The party of a row is its heading; the rest is surrounding text.
    let asked = read(form);
    let texts = |it: &[Arc<str>]| it.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(asked.iter().all(|it| texts(&it.titles) == ["Answer for your parent company."]));
    let around: Vec<_> =
        asked.iter().map(|it| (it.sections.join(", "), texts(&it.around).join(", "))).collect();
    let expected = [
        ("Subcontractor", "Answer yes if it is NOT, Party: Subcontractor"),
        ("You", "Party: You"),
        ("The landlord", "Party: The landlord"),
    ];
    assert_eq!(around, expected.map(|(party, around)| (party.to_owned(), around.to_owned())));
}

#[test]
fn a_column_filled_by_the_customer_is_not_a_comment_column() {
    let form = "sheet: S\n1 | No | Question | Detail | Answer | Comment\n2 | 1 | Is the yard fenced? | at \
                the landlord's | |\n3 | 2 | Is the gate locked? | at night | |\n4 | 3 | Is the lawn mown? | \
                in winter | |\n";
    let asked = read(form);
    assert!(asked.iter().all(|it| it.around.is_empty() && it.titles.len() == 1));
    assert_eq!(
        asked.iter().map(|it| it.sections.join(" > ")).collect::<Vec<_>>(),
        ["at the landlord's", "at night", "in winter"]
    );
}

#[test]
fn a_question_continues_in_the_row_below() {
    let form = format!(
        "sheet: S\n{HEADS}2 | 1 | Do you keep spare keys |\n3 | | of your landlord? |\n4 | 2 | Is the gate \
         locked? |\n5 | 3 | Is the lawn mown? |\n6 | | (answer for the north lawn) |\n7 | 4 | Are the lamps \
         lit at night? |\n"
    );
    let asked = read(&form);
    let texts: Vec<_> = asked.iter().map(|it| it.text.as_str()).collect();
    let expected = [
        "Do you keep spare keys of your landlord?",
        "Is the gate locked?",
        "Is the lawn mown?",
        "Are the lamps lit at night?",
    ];
    assert_eq!(texts, expected);
    assert_eq!(asked[2].guidance.as_deref(), Some("(answer for the north lawn)"));
    assert!(asked[3].sections.is_empty());
}

#[test]
fn text_above_the_first_of_several_tables_applies_to_all() {
    let table = |first: u32, title: &str, word: &str| {
        let rows = ["fenced", "locked", "mown"].map(|it| format!("Is the {word} {it} at night?"));
        let head = format!("{first} | {title}\n{} | No | Question | Answer\n", first + 1);
        head + &rows
            .iter()
            .zip(first + 2..)
            .map(|(it, row)| format!("{row} | {row} | {it} |\n"))
            .collect::<String>()
    };
    let above = "sheet: Sheet1\n1 | Manor of Westfield\n2 | Answer N where the yard is in order.\n";
    let form =
        [above, &table(3, "Yards", "yard"), &table(10, "Gates", "gate").replace("Answer", "Reply | Answer")]
            .concat();
    let asked = read(&form);
    assert_eq!(asked.len(), 6, "{asked:?}");
    for it in &asked {
        let has = |text: &str| {
            it.titles.iter().any(|it| it.as_ref() == text) || it.sections.iter().any(|it| it == text)
        };
        assert!(has("Manor of Westfield") && has("Answer N where the yard is in order."), "{it:?}");
    }
    // The title directly above the first table belongs to it.
    assert!(
        asked.iter().skip(3).all(|question| question.titles.iter().all(|it| it.as_ref() != "Yards")),
        "{asked:?}"
    );
}

#[test]
fn rows_between_questions_apply_to_them() {
    let note = "Enter N where the gate is locked, for all of the gates that you have in the yard and behind \
                it, in every month of the year.";
    let form = format!(
        "sheet: Sheet1\n{HEADS}2 | 1 | Is the yard fenced? |\n3 | 2 | Is the gate locked? |\n4 | | {note} \
         |\n5 | 3 | Is the lawn mown? |\n6 | Roofs {{#}}\n7 | 4 | Are the tiles whole? |\n"
    );
    let asked = read(&form);
    let own = asked.iter().filter(|it| it.id.is_some() && it.text.ends_with('?'));
    let around: Vec<_> =
        own.map(|question| question.around.iter().any(|it| it.starts_with("Enter N"))).collect();
    assert_eq!(around, [false, true, true, false], "{asked:?}");
}

/// The surrounding texts of each question.
fn around(form: &str) -> Vec<Vec<String>> {
    read(form).iter().map(|it| it.around.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn texts_beside_a_table_apply_to_all_its_rows() {
    let rows = |cells: [&str; 4]| {
        let [head, one, two, three] = cells;
        format!(
            "sheet: S\n1 | No | Question | Answer | Comment | {head}\n2 | 1 | Is the yard fenced? | | | \
             {one}\n3 | 2 | Is the gate locked? | | | {two}\n4 | 3 | Is the lawn mown? | | | {three}\n"
        )
    };
    let note = "Please answer for your northern yard only";
    let cases = [
        (rows([note, "", "", ""]), vec![note]),
        (rows(["", "", "", note]), vec![note]),
        (rows(["| Legend", "", "| Yes = gate missing", ""]), vec!["Legend", "Legend: Yes = gate missing"]),
        // A text beside another is read together with it.
        (rows(["", "Yes | Gap", "No | No gap", ""]), vec!["Yes: Gap", "No: No gap"]),
        (rows(["", "", "", "As of | 2023-12-31"]), vec!["As of", "As of: 2023-12-31"]),
    ];
    each_case(cases, |(form, expected)| {
        for hidden in ["", "hidden columns: E, F\n"] {
            let form = form.replacen("sheet: S\n", &format!("sheet: S\n{hidden}"), 1);
            assert_eq!(around(&form), vec![expected.clone(); 3], "{form}");
        }
    });
    // To the left of the table, and in a row without a question.
    let left = "sheet: S\n1 | | No | Question | Answer\n2 | | 1 | Is the yard fenced? |\n3 | In the north | \
                2 | Is the gate locked? |\n4 | | | Lawns {#} | | In the south\n5 | | 3 | Is the lawn mown? \
                |\n";
    assert!(around(left).iter().all(|it| it.contains(&"In the north".to_owned())), "{:?}", around(left));
    assert!(around(left).iter().all(|it| it.contains(&"In the south".to_owned())), "{:?}", around(left));
}

#[test]
fn visible_and_hidden_columns_apply_to_their_rows() {
    let cases = ["", "hidden columns: E\n"];
    each_case(cases, |hidden| {
        let form = format!(
            "sheet: S\n{hidden}1 | No | Question | Answer | Comment | Remark\n2 | 1 | Is the yard fenced? | \
             | | at the landlord's\n3 | 2 | Is the gate locked? | | | at night\n4 | 3 | Is the lawn mown? | \
             | |\n"
        );
        assert_eq!(around(&form), [vec!["at the landlord's"], vec!["at night"], vec![]], "{form}");
    });
    let form = "sheet: S\nhidden columns: D\n1 | No | Question | Answer | Applies to\n2 | 1 | Is the yard \
                fenced? | | Landlord\n3 | 2 | Is the gate locked? | | Landlord\n4 | 3 | Is the lawn mown? | \
                | Landlord\n";
    assert_eq!(around(form), vec![vec!["Applies to: Landlord"]; 3]);
}

#[test]
fn not_applicable_rows_are_marked() {
    let form = "sheet: S\n1 | No | Applicable | Question | Answer\n2 | 1 | Yes | Is the yard fenced? |\n3 | \
                2 | No | Is the gate locked? |\n4 | 3 | N/A | Is the lawn mown? |\n";
    assert_eq!(around(form), [vec![], vec!["Applicable: No"], vec!["Applicable: N/A"]]);
}

#[test]
fn surrounding_texts_apply_to_rows_of_questions() {
    let rows = "1 | Is the yard fenced? | Is the gate locked?\n3 | Is the lawn mown? | Are the lamps lit at \
                night?\n";
    assert_eq!(read(&format!("sheet: Sheet1\n{rows}")).len(), 4);
    for text in ["2 | | | | For your tenants only.\n", "6 | All of the above is about 2019.\n"] {
        let asked = read(&format!("sheet: Sheet1\n{rows}{text}"));
        let words = text.rsplit("| ").next().unwrap().trim();
        let is_said = |it: &Asked| it.around.iter().chain(it.cover.iter()).any(|it| it.as_ref() == words);
        assert!(!asked.is_empty() && asked.iter().all(is_said), "{text}: {asked:?}");
    }
    // Text above a transposed table applies to that table.
    let heads = "sheet: Sheet1\n1 | Question | Is the yard fenced? | Is the gate locked?\n2 | Answer\n4 | \
                 For your tenants only.\n5 | Question | Is the lawn mown? | Are the lamps lit at night?\n6 \
                 | Answer\n";
    let asked = read(heads);
    assert_eq!(asked.len(), 4);
    for question in asked.iter().filter(|it| it.at.row == 5) {
        let mut texts = question.around.iter().chain(question.titles.iter()).chain(question.cover.iter());
        assert!(texts.any(|it| it.contains("tenants")), "{question:?}");
    }
}

#[test]
fn the_innermost_of_many_headings_is_kept() {
    for depth in [2, 8, 9, 10, 11] {
        let number = |depth: usize| vec!["1"; depth].join(".");
        let heading = |depth: usize| format!("{} | {} Part {depth} {{#}}\n", depth + 1, number(depth));
        let headings: String = (1..=depth).map(heading).collect();
        let (one, two) = (depth + 2, depth + 3);
        let rows = format!("{one} | Is the yard fenced? |\n{two} | Is the gate locked? |\n");
        let asked = read(&format!("sheet: H\n1 | Question | Answer\n{headings}{rows}"));
        assert_eq!(asked.len(), 2, "{headings}");
        // The first is a title.
        let expected: Vec<String> = (2..=depth).map(|it| format!("{} Part {it}", number(it))).collect();
        assert_eq!(asked[1].sections, expected);
    }
}
