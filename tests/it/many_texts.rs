//! Very many and very long texts around questions: none is omitted without a text that says so.

use crate::support::{each_case, grid};

use factum::questionnaire::layout::{Asked, detect, questions};

/// The beginning of the text that reports omitted texts.
const MORE: &str = "more texts of the file are not read";

fn read(form: &str) -> Vec<Asked> {
    let sheets = grid::sheets(form);
    questions(&sheets, &detect(&sheets))
}

/// All texts around the question with these words.
fn around(asked: &[Asked], words: &str) -> String {
    let asked = asked.iter().find(|it| it.text.contains(words)).unwrap();
    let texts = asked.around.iter().chain(&asked.titles).chain(asked.cover.iter());
    let texts = texts.map(ToString::to_string).chain(asked.guidance.clone());
    texts.collect::<Vec<_>>().join("\n")
}

/// A table of many questions, with additional rows before the last two.
fn table(between: &[String]) -> String {
    let mut rows = vec!["No | Question | Answer".to_owned()];
    rows.extend((1..80).map(|it| format!("{it} | Is gate number {it} locked? |")));
    rows.extend(between.iter().map(|it| format!("| {it} |")));
    rows.extend(["80 | Is the lawn mown? |".to_owned(), "81 | Is the hedge cut? |".to_owned()]);
    let lines = rows.iter().enumerate().map(|(at, row)| format!("{} | {row}\n", at + 1));
    "sheet: Questions\n".to_owned() + &lines.collect::<String>()
}

#[test]
fn omitted_texts_between_questions_are_reported() {
    let cases = [1, 7, 8, 12, 30, 60];
    each_case(cases, |count| {
        let mut between = vec!["Only for the north yard.".to_owned()];
        between.extend((1..count).map(|it| format!("Counted are {it} gates.")));
        let asked = read(&table(&between));
        assert_eq!(asked.len(), 81, "{count}");
        for words in ["number 79", "lawn mown", "hedge cut"] {
            let around_texts = around(&asked, words);
            assert!(
                around_texts.contains("north yard") || around_texts.contains(MORE),
                "{count}, {words}: {around_texts}"
            );
        }
    });
}

#[test]
fn a_very_long_text_is_not_evaluated_by_its_beginning() {
    let long = "Please answer all questions. ".repeat(100) + "What follows is about the north yard.";
    let cases = [
        table(std::slice::from_ref(&long)),
        format!(
            "sheet: Questions\n1 | {long}\n2 | No | Question | Answer\n3 | 1 | Is the yard fenced? |\n4 | 2 \
             | Is the lawn mown? |\n"
        ),
        format!(
            "sheet: Questions\n1 | No | Question | Answer | Background\n2 | 1 | Is the yard fenced? | | \n3 \
             | 2 | Is the lawn mown? | | {long}\n"
        ),
    ];
    each_case(cases, |form| {
        let around_texts = around(&read(&form), "lawn mown");
        assert!(around_texts.contains("north yard") || around_texts.contains(MORE), "SAID {around_texts}");
    });
}

/// A text beside the first question that is also on another sheet applies to the other questions too.
#[test]
fn a_text_beside_one_question_still_applies_to_the_others() {
    let form = "sheet: Introduction\n1 | Only for the north yard.\nsheet: Questions\n1 | No | Question | \
                Answer\n2 | 1 | Is the yard fenced? | | Only for the north yard.\n3 | 2 | Is the gate \
                locked? |\n4 | 3 | Is the lawn mown? |\n";
    let asked = read(form);
    let cases = ["yard fenced", "gate locked", "lawn mown"];
    each_case(cases, |words| {
        assert!(around(&asked, words).contains("north yard"), "{words}");
    });
}
