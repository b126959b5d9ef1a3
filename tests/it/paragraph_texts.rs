//! Texts between the questions of a document and after the last one, and the questions to which they apply.

use crate::support::each_case;
use std::sync::Arc;

use factum::questionnaire::{
    format_of,
    layout::{Asked, detect, questions},
};

use crate::docx::document;

const STYLES: &str = "<w:styles \
     xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:type=\"paragraph\" \
     w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:type=\"paragraph\" \
     w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style><w:style w:type=\"paragraph\" \
     w:styleId=\"H3\"><w:name w:val=\"heading 3\"/></w:style></w:styles>";

/// Texts that a document may say, in several languages and forms.
const TEXTS: [&str; 8] = [
    "Applies to hardware only.",
    "Product: Meadow",
    "This section: Meadow Brasil.",
    "\"Yard\" means the yard of your neighbour.",
    "Nur für Tochtergesellschaften.",
    "Cette partie concerne vos filiales",
    "The supplier is the subcontractor of the bidder.",
    "Se refiere a la filial de Brasil.",
];

fn paragraph(style: &str, inner: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{inner}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

/// A text box drawn over the page.
fn drawn(text: &str) -> String {
    format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", paragraph("", &run(text)))
}

fn table(first: usize) -> String {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph("", &run(text)));
    let row = |texts: [&str; 3]| format!("<w:tr>{}</w:tr>", texts.map(cell).concat());
    let rows = ["fenced", "locked", "mown"].map(|it| row(["1", &format!("Is yard {first} {it}?"), ""]));
    format!("<w:tbl>{}{}</w:tbl>", row(["No", "Question", "Answer"]), rows.concat())
}

/// A document with these lines. `q` is a question in a paragraph and `table` a table of three; `h1` to `h3`
/// are headings with their text, and `t` is the text.
fn body(lines: &[&str], text: &str) -> String {
    let line = |(at, line): (usize, &&str)| match *line {
        "q" => paragraph("", &run(&format!("Is gate {at} of the yard locked?"))),
        "table" => table(at),
        "t" => paragraph("", &run(text)),
        "drawn" => paragraph("", &drawn(text)),
        "box" => format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("", &run(text))),
        "" => paragraph("", ""),
        line => match line.split_once(' ') {
            Some((style, heading)) if style.starts_with('h') => {
                paragraph(&style.to_uppercase(), &run(heading))
            }
            _ => paragraph("", &run(line)),
        },
    };
    lines.iter().enumerate().map(line).collect()
}

fn asked(body: &str, parts: &[(&str, String)]) -> Vec<Asked> {
    let parts = [&[("styles", STYLES.to_owned())], parts].concat();
    let upload = document(body, &parts);
    let form = (format_of(&upload).unwrap().read)(&upload).unwrap();
    questions(&form.sheets, &detect(&form.sheets))
}

/// For each question, those in tables first, whether the text applies to it (`x`) or not (`.`).
fn affected(asked: &[Asked], text: &str) -> String {
    let has = |it: &Asked| {
        let texts = it.titles.iter().chain(&it.around).chain(it.cover.iter()).map(Arc::as_ref);
        texts.chain(it.sections.iter().map(String::as_str)).any(|it| it == text)
    };
    asked.iter().map(|it| if has(it) { 'x' } else { '.' }).collect()
}

fn check(lines: &[&str], expected: &str) {
    for text in TEXTS {
        assert_eq!(affected(&asked(&body(lines, text), &[]), text), expected, "{lines:?} {text}");
    }
}

#[test]
fn a_text_after_the_last_question_applies_to_all() {
    check(&["q", "q", "q", "t"], "xxx");
    check(&["h1 Gates", "q", "q", "h1 Yards", "q", "", "t"], "xxx");
    check(&["h1 Gates", "q", "q", "q", "h1 Notes", "t"], "xxx");
    check(&["h1 Gates", "q", "q", "q", "Thank you.", "t", "Thank you."], "xxx");
    check(&["q", "q", "q", "drawn"], "xxx");
    check(&["q", "q", "q", "h1 Notes", "box"], "xxx");
    check(&["table", "table", "t"], "xxxxxx");
    check(&["table", "table", "box"], "xxxxxx");
    check(&["table", "table", "drawn"], "xxxxxx");
    check(&["table", "h1 Gates", "table", "h2 Notes", "t"], "xxxxxx");
    // Questions in paragraphs and in tables, in either order.
    check(&["table", "q", "q", "t"], "xxxxx");
    check(&["q", "q", "table", "t"], "xxxxx");
    check(&["h1 Gates", "q", "q", "h1 Yards", "table", "h1 Notes", "t"], "xxxxx");
}

#[test]
fn a_text_after_the_last_question_is_read_once() {
    let cases = [&["q", "q", "q", "t"][..], &["table", "table", "t"]];
    each_case(cases, |lines| {
        let text = "Please note that these answers are of the yard.";
        for it in asked(&body(lines, text), &[]) {
            let all = it.titles.iter().chain(&it.around).chain(it.cover.iter());
            assert_eq!(all.filter(|it| it.as_ref() == text).count(), 1, "{lines:?} {it:?}");
            assert!(it.cover.iter().any(|it| it.as_ref() == text));
        }
    });
}

#[test]
fn the_choices_of_a_question_apply_to_no_other() {
    let lines = ["q", "☐ Yes", "☐ No", "q", "☐ Yes", "☐ No", "q", "☐ Yes", "☐ No"];
    for it in asked(&body(&lines, ""), &[]) {
        assert!(it.cover.is_empty(), "{it:?}");
    }
    let cases = ["☐ Subsidiaries only", "Is gate 0 of the yard locked?: by your neighbour"];
    each_case(cases, |text| {
        let asked = asked(&body(&[&lines[..], &["t"]].concat(), text), &[]);
        assert_eq!(affected(&asked, text), "xxx", "{text}");
    });
}

#[test]
fn a_text_below_a_heading_applies_to_all_questions_below_it() {
    let (one, two) = ("h1 Gates", "h1 Yards");
    check(&[one, "h2 Doors", "q", "q", two, "t", "h2 Roofs", "q", "q"], "..xx");
    check(&[one, "h2 Doors", "q", "q", two, "t", "h2 Roofs", "q", "h2 Attics", "q"], "..xx");
    check(&[one, "q", "q", two, "t", "h3 Roofs", "q", "h2 Attics", "q", "h1 Trees", "q"], "..xx.");
    check(&[one, "q", "q", two, "h2 Roofs", "t", "h3 Tiles", "q", "h2 Attics", "q"], "..x.");
    check(&["h1 Notes", "q", "h1 Gates", "t", "h2 Roofs", "h3 Tiles", "q", "q"], ".xx");
    check(&[one, "q", "q", two, "t", "h2 Roofs", "table", "h2 Attics", "q"], "xxx..x");
    check(&[one, "table", two, "t", "h2 Roofs", "q", "q", "h2 Attics", "table"], "...xxxxx");
    // The same below tables.
    check(&["table", two, "t", "h2 Roofs", "table", "h2 Attics", "table"], "...xxxxxx");
    check(&["table", two, "t", "h2 Roofs", "table", "h1 Attics", "table"], "...xxx...");
    check(&["table", two, "h2 Roofs", "t", "table", "h2 Attics", "table"], "...xxx...");
    check(&["table", two, "t", "table", "h2 Roofs", "h3 Tiles", "table"], "...xxxxxx");
}

#[test]
fn a_text_between_questions_applies_to_the_one_above_and_those_below() {
    check(&["h2 Doors", "q", "q", "t", "q", "q"], ".xxx");
    let text = "Applies to hardware only.";
    let affected = |lines: &[&str]| affected(&asked(&body(lines, text), &[]), text);
    assert_eq!(affected(&["h2 Doors", "q", "q", "t", "q", "h2 Roofs", "q"]), ".xx.");
    assert_eq!(affected(&["h2 Doors", "q", "q", "t", "h2 Roofs", "q", "q"]), ".x..");
    assert_eq!(affected(&["h1 Doors", "q", "q", "t", "h2 Roofs", "q", "h1 Trees", "q"]), ".xx.");
    // After a heading it does not apply to what is above the heading.
    assert_eq!(affected(&["h2 Doors", "q", "q", "h2 Roofs", "t", "q", "q"]), "..xx");
    // A heading without questions below it: its texts apply to all.
    assert_eq!(affected(&["h1 Doors", "q", "q", "h1 Terms", "t", "h1 Roofs", "q", "q"]), "xxxx");
}

#[test]
fn a_note_on_a_text_after_the_last_question_applies_to_all() {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let cases = [
        ("footnotes", "<w:footnoteReference w:id=\"2\"/>"),
        ("endnotes", "<w:endnoteReference w:id=\"2\"/>"),
        ("comments", "<w:commentReference w:id=\"2\"/>"),
    ];
    each_case(cases, |(kind, mark)| {
        let one = kind.trim_end_matches('s');
        for text in TEXTS {
            let note = paragraph("", &run(text));
            let part = format!("<w:{kind} {space}><w:{one} w:id=\"2\">{note}</w:{one}></w:{kind}>");
            for lines in [&["q", "q", "q"][..], &["table", "table"], &["table", "q", "q"]] {
                let closing = paragraph("", &(run("Thank you.") + &format!("<w:r>{mark}</w:r>")));
                let asked = asked(&(body(lines, "") + &closing), &[(kind, part.clone())]);
                assert_eq!(affected(&asked, text), "x".repeat(asked.len()), "{kind} {lines:?} {text}");
            }
        }
    });
}
