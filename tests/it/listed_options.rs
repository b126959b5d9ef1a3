//! Options that a row lists for its answer in words: only one or several of them are written.

use crate::support::filling;

const QUESTION: &str = "Is the server room locked at night?";

/// The answer cell of a row whose options are listed in this column, decided so, and what was left.
fn written(head: &str, options: &str, decision: &str) -> (String, bool) {
    let dir = filling::vendor();
    let file = format!(
        "ID,Question,{head},Answer\n1,{QUESTION},\"{options}\",\n2,Is there a moat?,,\n3,Is there a \
         tower?,,\n"
    );
    let run = filling::answer_decided(dir.path(), "asked.csv", file.as_bytes(), &[decision]);
    let text = String::from_utf8(run.bytes.clone()).unwrap();
    let row = text.lines().find(|it| it.starts_with("1,")).unwrap();
    let answer = row.rsplit_once("\",").map_or(row, |it| it.1).trim_matches('"').to_owned();
    (answer, run.question("1")["left"].to_string().contains("list-lacks-word"))
}

#[test]
fn only_listed_options_are_written() {
    let own = "{text: It is locked with two keys., verdict: yes}";
    for (head, options, decision, answer, left) in [
        ("Answer options", "Yes | No", own, "Yes", true),
        ("Answer options", "By key; By card; Not at all", own, "", true),
        ("Answer options", "By key; By card; Not at all", "{text: By card}", "By card", false),
        (
            "Answer options",
            "By key; By card; Not at all",
            "{text: By card; By key}",
            "By card; By key",
            false,
        ),
        ("Hint", "Select all that apply: By key; By card", own, "", true),
        ("Hint", "Options: Yes; No", own, "Yes", true),
        ("Hint", "See our policy; it says more.", own, "Yes. It is locked with two keys.", false),
    ] {
        assert_eq!(
            written(head, options, decision),
            (answer.to_owned(), left),
            "{head}, {options}: {decision}"
        );
    }
}
