//! The options of a question in separate paragraphs are its checkboxes, and not headings.

use factum::questionnaire::{
    format_of,
    layout::{Asked, detect, questions},
};

use crate::{
    docx::document,
    support::{self, filling::answer},
};

const STYLES: &str = "<w:styles \
     xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:type=\"paragraph\" \
     w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:type=\"paragraph\" \
     w:styleId=\"H3\"><w:name w:val=\"heading 3\"/></w:style></w:styles>";
const ASKED: [&str; 3] = [
    "Is customer data encrypted at rest?",
    "Are backups taken every day?",
    "Do you have an incident response plan?",
];

/// A paragraph: a heading after `h1 ` or `h3 `, bold after `b `, otherwise plain.
fn paragraph(line: &str) -> String {
    let (style, bold, text) = match line.split_once(' ') {
        Some(("h1", text)) => ("H1", "", text),
        Some(("h3", text)) => ("H3", "", text),
        Some(("b", text)) => ("", "<w:rPr><w:b/></w:rPr>", text),
        _ => ("", "", line),
    };
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r>{bold}<w:t \
         xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    )
}

/// A document in which these lines follow each question.
fn file(lines: &[&str]) -> factum::questionnaire::Upload {
    let one =
        |question: &&str| std::iter::once(question).chain(lines).map(|it| paragraph(it)).collect::<String>();
    let body = paragraph("h1 Security") + &ASKED.iter().map(one).collect::<String>();
    document(&body, &[("styles", STYLES.to_owned())])
}

fn read(lines: &[&str]) -> Vec<Asked> {
    let upload = file(lines);
    let form = (format_of(&upload).unwrap().read)(&upload).unwrap();
    questions(&form.sheets, &detect(&form.sheets))
}

const OPTIONS: [&[&str]; 10] = [
    &["☐ Yes", "☐ No", "☐ N/A"],
    &["b ☐ Yes", "b ☐ No", "b ☐ N/A"],
    &["h3 ☐ Yes", "h3 ☐ No", "h3 ☐ N/A"],
    &["", "h3 ☐ Yes", "h3 ☐ No", ""],
    &["h3 Yes ☐", "h3 No ☐"],
    &["h3 [ ] Ja", "h3 [ ] Nein", "h3 [ ] Nicht anwendbar"],
    &["h3 ☐ Yes ☐ No"],
    &["h3 ☐ Oui", "h3 ☐ Non"],
    // After the place for the text.
    &["Response:", "h3 ☐ Yes", "h3 ☐ No"],
    &["h3 ☐ Yes", "Response:"],
];

#[test]
fn options_in_separate_paragraphs_stop_no_question() {
    for lines in OPTIONS {
        let asked = read(lines);
        assert_eq!(asked.len(), 3, "{lines:?}");
        for question in &asked {
            assert_eq!(question.sections, ["Security"], "{lines:?}");
            let beside = question.around.iter().any(|it| it.as_ref() != "Response:");
            assert!(!beside, "{lines:?}: {:?}", question.around);
            let elsewhere = question.cover.iter().any(|it| it.contains(['☐', '[']));
            assert!(!elsewhere, "{lines:?}: {:?}", question.cover);
        }
    }
}

#[test]
fn the_box_of_the_verdict_is_ticked() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let upload = file(&["h3 ☐ Yes", "h3 ☐ No", "h3 ☐ N/A"]);
    let run = answer(dir.path(), "asked.docx", &upload.bytes, &[], &[]);
    assert_eq!([&run.answers["totals"]["answered"], &run.answers["totals"]["written"]], [3, 3]);
    let filled = factum::questionnaire::Upload { name: "asked.docx".into(), bytes: run.bytes };
    let form = (format_of(&filled).unwrap().read)(&filled).unwrap();
    let texts: Vec<&str> = form.sheets[0].cells.values().map(|it| it.text.as_str()).collect();
    assert_eq!(texts.iter().filter(|it| **it == "☒ Yes").count(), 3, "{texts:?}");
    assert_eq!(texts.iter().filter(|it| **it == "☐ No").count(), 3, "{texts:?}");
}

#[test]
fn ticked_or_longer_options_are_read_with_their_question() {
    let asked = read(&["Response:", "h3 ☒ No", "h3 ☐ Yes"]);
    assert!(asked.iter().all(|question| question.around.iter().any(|it| it.as_ref() == "No")), "{asked:?}");
    let asked = read(&["Response:", "h3 ☐ Subcontractors"]);
    assert!(asked[1].sections.iter().any(|it| it.contains("Subcontractors")), "{asked:?}");
}
