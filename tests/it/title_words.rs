//! List and field words as titles: within a list, or beside a value or another field, they are ignored; alone
//! they may describe all questions.

use crate::support::each_case;
use crate::{
    scopes::{answered, vendor},
    support::grid,
};

use factum::questionnaire::layout::{detect, questions};

const HEAD: &[&str] = &["ID", "Question", "Answer", "Comment"];
const ENCRYPTED: &[&str] = &["1", "Is customer data encrypted at rest?"];
const BACKUPS: &[&str] = &["2", "Are backups taken every day?"];
const PLAN: &[&str] = &["3", "Do you have an incident response plan?"];

#[test]
fn a_single_list_or_field_word_above_the_questions_is_a_title() {
    let dir = vendor();
    let cases = ["Planned", "Not applicable", "N/A", "No", "\u{2260}", "Email", "Website"];
    each_case(cases, |title| {
        let rows: &[&[&str]] = &[&[title], &[], HEAD, ENCRYPTED, BACKUPS, PLAN];
        assert_eq!(answered(dir.path(), rows, &[]), [false; 3], "{title}");
    });
    let cases = [
        &[&["Yes"] as &[&str], &["No"], &["N/A"]] as &[&[&str]],
        &[&["Name"], &["Email"], &["Phone"]],
        &[&["Email:"], &[""], &[""]],
        &[&["Date"], &[""], &[""]],
    ];
    each_case(cases, |above| {
        let rows: Vec<&[&str]> = above.iter().copied().chain([HEAD, ENCRYPTED, BACKUPS, PLAN]).collect();
        assert_eq!(answered(dir.path(), &rows, &[]), [true; 3], "{above:?}");
    });
}

#[test]
fn a_single_list_or_field_word_on_another_sheet_is_read() {
    let cover_of = |rows: &str| {
        let form = format!(
            "sheet: H\n1 | No | Question | Answer\n2 | 1 | Is the yard fenced? |\n3 | 2 | Is the gate \
             locked? |\n4 | 3 | Is the lawn mown? |\nsheet: Read me\n{rows}"
        );
        let sheets = grid::sheets(&form);
        let asked = questions(&sheets, &detect(&sheets));
        let all = asked.iter().flat_map(|it| it.titles.iter().chain(it.cover.iter()));
        all.map(ToString::to_string).collect::<std::collections::BTreeSet<_>>()
    };
    let cases = ["Planned", "Not applicable", "No", "Email", "Website"];
    each_case(cases, |word| {
        assert!(cover_of(&format!("1 | {word}\n")).contains(word), "{word}");
    });
    assert!(!cover_of("1 | Yes\n2 | No\n3 | N/A\n").contains("No"));
}
