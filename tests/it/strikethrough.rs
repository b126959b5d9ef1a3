//! Answers that were struck through in the filled file are not recorded as delivered.

use std::fs;

use crate::support::{
    self, each_case,
    filling::workbook,
    legal::{Workspace, approved},
};

const ENCRYPTED: &str = "Customer data is encrypted at rest with AES-256.";
const CERTIFIED: &str = "answer: answer/iso-27001";
const AT_REST: &str = "answer: answer/encryption-at-rest";
const OURS: &str = "All answers below are for our parent company";

fn rewritten(bytes: &[u8], more: &[(&str, &str)], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let parts = support::workbook::entries(bytes);
    let parts: Vec<(String, String)> = parts
        .into_iter()
        .map(|it| (it.name.clone(), change(&it.name, String::from_utf8(it.content).unwrap())))
        .collect();
    let more = more.iter().map(|(name, text)| (*name, text.as_bytes()));
    support::workbook::archive(
        parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).chain(more).collect::<Vec<_>>(),
    )
}

/// Answers a file, changes the filled one, and records it; returns the record and the output.
#[track_caller]
fn sent(
    workspace: &Workspace,
    name: &str,
    bytes: &[u8],
    change: impl Fn(&[u8]) -> Vec<u8>,
) -> (String, String) {
    fs::write(workspace.path(name), bytes).unwrap();
    workspace.clean(&["answer", workspace.path(name).to_str().unwrap(), "--customer", "Ems GmbH"]);
    let filled = workspace.path("out/public/questionnaires/ems-gmbh--k").join(name);
    let before = fs::read(&filled).unwrap();
    let after = change(&before);
    assert_ne!(before, after, "nothing was changed");
    fs::write(&filled, after).unwrap();
    let output = workspace.run(&["sent"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    (workspace.read("data/sent/2026-10-01-ems-gmbh-k.yaml"), support::stderr(&output))
}

fn sheet() -> Vec<u8> {
    workbook(
        &[
            &["No", "Question", "Answer", "Comment"],
            &["1", "Are you certified to ISO/IEC 27001?", "", ""],
            &["2", "Is customer data encrypted at rest?", "", ""],
            &["3", "How many llamas are kept?", "", ""],
        ],
        "",
    )
}

/// The position of the cell with this text.
fn cell_of(text: &str, words: &str) -> (usize, usize) {
    let at = text.find(words).unwrap_or_else(|| panic!("no {words} in {text}"));
    (text[..at].rfind("<c ").unwrap(), at + text[at..].find("</c>").unwrap() + 4)
}

const STYLES: &str = "<styleSheet \
                      xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts \
                      count=\"2\"><font/><font><strike/></font></fonts><fills \
                      count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs \
                      count=\"2\"><xf/><xf fontId=\"1\"/></cellStyleXfs><cellXfs count=\"3\"><xf/><xf \
                      fontId=\"1\" applyFont=\"1\"/><xf fontId=\"1\" xfId=\"1\"/></cellXfs><cellStyles \
                      count=\"1\"><cellStyle name=\"Gone\" xfId=\"1\"/></cellStyles></styleSheet>";

/// Gives the cell with this text a style of the workbook.
fn styled(bytes: &[u8], words: &str, style: &str) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles";
    rewritten(bytes, &[("xl/styles.xml", STYLES)], |part, text| match part {
        "[Content_Types].xml" => text.replace(
            "</Types>",
            "<Override PartName=\"/xl/styles.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></\
             Types>",
        ),
        "xl/_rels/workbook.xml.rels" => text.replace(
            "</Relationships>",
            &format!("<Relationship Id=\"r9\" Type=\"{kind}\" Target=\"styles.xml\"/></Relationships>"),
        ),
        "xl/worksheets/sheet1.xml" => {
            let (start, end) = cell_of(&text, words);
            let cell = text[start..end].replacen("<c ", &format!("<c s=\"{style}\" "), 1);
            format!("{}{cell}{}", &text[..start], &text[end..])
        }
        _ => text,
    })
}

#[test]
fn an_answer_struck_through_in_a_workbook_is_not_recorded() {
    let cases = ["1", "2"];
    each_case(cases, |style| {
        let workspace = approved();
        let (record, printed) = sent(&workspace, "k.xlsx", &sheet(), |it| styled(it, ENCRYPTED, style));
        assert!(record.contains(CERTIFIED) && !record.contains(AT_REST), "{style}: {record}");
        assert!(!record.contains(ENCRYPTED), "{style}: {record}");
        assert!(printed.contains("1 answer is not in `k.xlsx` and not recorded"), "{style}: {printed}");
    });
}

#[test]
fn partly_struck_through_text_is_recorded_with_a_note() {
    let runs = |struck: &str, rest: &str| {
        format!("<is><r><rPr><strike/></rPr><t>{struck}</t></r><r><t>{rest}</t></r></is>")
    };
    let rich = |bytes: &[u8], struck: &str, rest: &str| {
        rewritten(bytes, &[], |part, text| {
            if part != "xl/worksheets/sheet1.xml" {
                return text;
            }
            let (start, end) = cell_of(&text, ENCRYPTED);
            let (open, _) = text[start..end].split_once('>').unwrap();
            format!("{}{open}>{}</c>{}", &text[..start], runs(struck, rest), &text[end..])
        })
    };
    let workspace = approved();
    let (record, _) = sent(&workspace, "k.xlsx", &sheet(), |it| rich(it, ENCRYPTED, " Ask us."));
    assert!(!record.contains(AT_REST), "{record}");
    let workspace = approved();
    let (record, _) = sent(&workspace, "k.xlsx", &sheet(), |it| {
        rich(&styled(it, ENCRYPTED, "0"), "Yes. Customer data", " is encrypted at rest with AES-256.")
    });
    assert!(!record.contains(AT_REST), "{record}");
    assert!(
        record.contains("(Struck through or hidden: Yes. Customer data)\"\n    origin: edited"),
        "{record}"
    );
}

#[test]
fn an_added_row_about_all_answers_is_recorded() {
    let workspace = approved();
    let added = format!("<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>{OURS}</t></is></c></row>");
    // The rows below move down, as when a program inserts a row.
    let moved = |text: String| {
        let mut text = text;
        for row in (2..=4).rev() {
            text = text.replace(&format!("<row r=\"{row}\""), &format!("<row r=\"{}\"", row + 1));
            for column in ["A", "B", "C", "D"] {
                text = text.replace(&format!("r=\"{column}{row}\""), &format!("r=\"{column}{}\"", row + 1));
            }
        }
        text.replacen("<row r=\"3\"", &format!("{added}<row r=\"3\""), 1)
    };
    let (record, _) = sent(&workspace, "k.xlsx", &sheet(), |it| {
        rewritten(&styled(it, ENCRYPTED, "1"), &[], |part, text| {
            if part == "xl/worksheets/sheet1.xml" { moved(text) } else { text }
        })
    });
    assert!(record.contains(OURS) && record.contains(CERTIFIED) && !record.contains(AT_REST), "{record}");
    let recall = support::stdout(&workspace.run(&["recall", "ems"]));
    let recall = recall.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(recall.contains("for our parent company") && recall.contains("not from the library"), "{recall}");
    assert!(!recall.contains("AES-256"), "{recall}");
}

/// A document with a table of questions.
fn document(styles: &str) -> Vec<u8> {
    let cell = |it: &str| format!("<w:tc><w:p><w:r><w:t>{it}</w:t></w:r></w:p></w:tc>");
    let rows = [
        ["Question", "Answer"],
        ["Are you certified to ISO/IEC 27001?", ""],
        ["Is customer data encrypted at rest?", ""],
        ["How many llamas are kept?", ""],
    ];
    let rows: String = rows.iter().map(|it| format!("<w:tr>{}</w:tr>", it.map(&cell).concat())).collect();
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let styles = format!("<w:styles xmlns:w=\"{space}\">{styles}</w:styles>");
    crate::docx::document(&format!("<w:tbl>{rows}</w:tbl><w:p/>"), &[("styles", styles)]).bytes
}

#[test]
fn an_answer_struck_through_in_a_document_is_not_recorded() {
    let style = |kind: &str, id: &str, more: &str| {
        format!("<w:style w:type=\"{kind}\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>{more}</w:style>")
    };
    let strike = "<w:rPr><w:strike/></w:rPr>";
    let styles = style("character", "Gone", strike)
        + &style("paragraph", "Old", strike)
        + &style("paragraph", "Older", "<w:basedOn w:val=\"Old\"/>");
    for (what, run, paragraph) in [
        ("directly", "<w:rPr><w:strike/></w:rPr>", ""),
        ("twice", "<w:rPr><w:dstrike w:val=\"1\"/></w:rPr>", ""),
        ("by a style of characters", "<w:rPr><w:rStyle w:val=\"Gone\"/></w:rPr>", ""),
        ("by a style of paragraphs", "", "<w:pPr><w:pStyle w:val=\"Older\"/></w:pPr>"),
    ] {
        let workspace = approved();
        let (record, printed) = sent(&workspace, "k.docx", &document(&styles), |bytes| {
            rewritten(bytes, &[], |part, text| {
                if part != "word/document.xml" {
                    return text;
                }
                let at = text.find(ENCRYPTED).unwrap();
                let start = text[..at].rfind("<w:p>").unwrap();
                let end = at + text[at..].find("</w:p>").unwrap();
                let own = text[start..end].replace("<w:p>", &format!("<w:p>{paragraph}"));
                let own = own.replace("<w:r>", &format!("<w:r>{run}"));
                format!("{}{own}{}", &text[..start], &text[end..])
            })
        });
        assert!(record.contains(CERTIFIED) && !record.contains(AT_REST), "{what}: {record}");
        assert!(printed.contains("1 answer is not in `k.docx` and not recorded"), "{what}: {printed}");
    }
}
