//! Formats that strike text through or hide it, labels beside checkboxes, and rows after the last answer.

use crate::non_text_content::{ALL, ASKED, answered, asking, book, of_document, paragraph, run, table};
use crate::support::each_case;

#[test]
fn strikethrough_formats_are_detected() {
    let fonts =
        "<fonts><font/><font><strike/></font></fonts><cellStyleXfs><xf/><xf fontId=\"1\"/></cellStyleXfs>";
    let styles = |format: &str| {
        format!(
            "{fonts}<cellXfs><xf/><xf \
             {format}/></cellXfs><dxfs><dxf><font><strike/></font></dxf><dxf><font><b/></font></dxf></dxfs>"
        )
    };
    let plain = styles("fontId=\"0\" xfId=\"0\"");
    assert_eq!(answered("asked.xlsx", &book("", &styles("xfId=\"1\""), &[])), None);
    assert_eq!(answered("asked.xlsx", &book("", &styles("fontId=\"0\" xfId=\"1\""), &[])), Some(true));
    let rule = |cells: &str, kind: &str, format: u32, formula: &str| {
        format!(
            "<conditionalFormatting sqref=\"{cells}\"><cfRule type=\"{kind}\" \
             dxfId=\"{format}\"><formula>{formula}</formula></cfRule></conditionalFormatting>"
        )
    };
    let cases = [
        (rule("B2:B4", "expression", 0, "TRUE"), None),
        (rule("A9 B2", "notContainsBlanks", 0, "LEN(TRIM(B2))&gt;0"), None),
        (rule("B2:B4", "expression", 0, "$D2=\"n/a\""), Some(false)),
        (rule("B2:B4", "expression", 1, "TRUE"), Some(true)),
        (rule("B9:B14", "expression", 0, "TRUE"), Some(true)),
    ];
    each_case(cases, |(after, expected)| {
        assert_eq!(answered("asked.xlsx", &book(&after, &plain, &[])), expected, "{after}");
    });
}

#[test]
fn document_styles_that_strike_through_or_hide_text_are_detected() {
    let style = |kind: &str, id: &str, inner: &str| {
        format!("<w:style w:type=\"{kind}\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>{inner}</w:style>")
    };
    let (one, rest) = ASKED.split_at(12);
    let cases = ["strike", "dstrike", "vanish"];
    each_case(cases, |mark| {
        let marks = format!("<w:rPr><w:{mark}/></w:rPr>");
        let all = [
            style("character", "Gone", &marks),
            style("character", "Heir", "<w:basedOn w:val=\"Gone\"/>"),
            style(
                "character",
                "Kept",
                &format!("<w:basedOn w:val=\"Gone\"/><w:rPr><w:{mark} w:val=\"0\"/></w:rPr>"),
            ),
            style("paragraph", "Away", &marks),
            style("table", "Grid", &marks),
        ];
        let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        let sheet =
            |more: &str| vec![("styles", format!("<w:styles {space}>{more}{}</w:styles>", all.concat()))];
        let of = |id: &str| format!("<w:rStyle w:val=\"{id}\"/>");
        let away = format!("<w:p><w:pPr><w:pStyle w:val=\"Away\"/></w:pPr>{}</w:p>", run(ASKED, ""));
        let back = format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Away\"/></w:pPr>{}</w:p>",
            run(ASKED, &format!("<w:{mark} w:val=\"0\"/>"))
        );
        for (asked, expected) in [
            (format!("<w:p>{}</w:p>", run(ASKED, &of("Gone"))), None),
            (format!("<w:p>{}</w:p>", run(ASKED, &of("Heir"))), None),
            (format!("<w:p>{}</w:p>", run(ASKED, &of("Kept"))), Some(true)),
            (format!("<w:p>{}{}</w:p>", run(one, &of("Heir")), run(rest, "")), Some(false)),
            (format!("<w:p>{}</w:p>", run(ASKED, &format!("<w:{mark}/>"))), None),
            (away, None),
            (back, Some(true)),
        ] {
            assert_eq!(of_document(&asking(&asked, ""), &sheet("")), expected, "{mark}: {asked}");
        }
        let styled =
            asking(ASKED, "").replace("<w:tbl>", "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/></w:tblPr>");
        assert_eq!(of_document(&styled, &sheet("")), None, "{mark}");
        let defaults = format!("<w:docDefaults><w:rPrDefault>{marks}</w:rPrDefault></w:docDefaults>");
        assert_eq!(of_document(&asking(ASKED, ""), &sheet(&defaults)), None, "{mark}");
    });
}

#[test]
fn labels_beside_checkboxes_are_read() {
    let lines = |between: &[&str], boxes: &str| {
        let place: String = between.iter().map(|it| paragraph(it)).collect::<String>() + &paragraph(boxes);
        let asked =
            ["1. Is customer data encrypted at rest?", "2. Is the lawn mown?", "3. Is the gate locked?"];
        asked.map(|it| paragraph(it) + &place).concat()
    };
    let cases = [("", true), ("Answer: ", true), ("Gap found: ", false), ("Exception needed? ", false)];
    each_case(cases, |(before, expected)| {
        let boxes = format!("{before}\u{2610} Yes \u{2610} No");
        assert_eq!(of_document(&asking(ASKED, &boxes), &[]), Some(expected), "{boxes}");
        assert_eq!(of_document(&lines(&[], &boxes), &[]), Some(expected), "{boxes}");
        let behind = format!("{before}Yes \u{2610} No \u{2610}");
        assert_eq!(of_document(&asking(ASKED, &behind), &[]), Some(expected), "{behind}");
        let two = format!("<w:p>{}</w:p>{}", run(before, ""), paragraph("\u{2610} Yes \u{2610} No"));
        assert_eq!(of_document(&asking(ASKED, &two), &[]), Some(expected), "{two}");
    });
    // Text after the last checkbox applies to the question too.
    let cases = [
        ("Tick Yes if NOT in place", false),
        ("(your subcontractors)", false),
        ("(2023)", false),
        ("(please explain)", true),
        (", please describe", true),
    ];
    each_case(cases, |(behind, expected)| {
        let boxes = format!("\u{2610} Yes \u{2610} No {behind}");
        assert_eq!(of_document(&asking(ASKED, &boxes), &[]), Some(expected), "{boxes}");
        assert_eq!(of_document(&lines(&[], &boxes), &[]), Some(expected), "{boxes}");
        let csv = format!(
            "ID,Question,Answer\n1,{ASKED},\"{boxes}\"\n2,Is the lawn mown?,\"{boxes}\"\n3,Is the gate \
             locked?,\"{boxes}\"\n"
        );
        assert_eq!(answered("asked.csv", csv.as_bytes()), Some(expected), "{boxes}");
    });
    // A label below a question labels its answer.
    let labelled = |label: &str| {
        let asked =
            ["1. Is the lawn mown?", "2. Is customer data encrypted at rest?", "3. Is the gate locked?"];
        asked.map(|it| paragraph(it) + &paragraph(label)).concat()
    };
    let cases = [
        ("Answer:", true),
        ("Answer (for your subcontractors):", false),
        ("Answer of your subcontractor:", false),
        ("Answer in Brazil:", false),
        ("Answer 2023:", false),
        ("Tick Yes if NOT in place", false),
    ];
    each_case(cases, |(label, expected)| {
        assert_eq!(of_document(&labelled(label), &[]), Some(expected), "{label}");
    });
    let boxes = "\u{2610} Yes \u{2610} No";
    assert_eq!(of_document(&lines(&["Tick yes for each gap that was found."], boxes), &[]), Some(false));
    assert_eq!(of_document(&lines(&["Please tick one."], boxes), &[]), Some(true));
    let csv = |boxes: &str| {
        format!(
            "ID,Question,Answer\n1,{ASKED},{boxes}\n2,Is the lawn mown?,{boxes}\n3,Is the gate \
             locked?,{boxes}\n"
        )
    };
    assert_eq!(answered("asked.csv", csv(boxes).as_bytes()), Some(true));
    assert_eq!(answered("asked.csv", csv(&format!("Gap found: {boxes}")).as_bytes()), Some(false));
}

#[test]
fn rows_after_the_last_answer_are_read() {
    let below = |more: &[&[&str]]| {
        let asked: &[&[&str]] = &[
            &["1. Is customer data encrypted at rest?"],
            &[""],
            &["2. Is the lawn mown?"],
            &[""],
            &["3. Is the gate locked?"],
            &[""],
        ];
        table("", &[asked, more].concat())
    };
    let labelled = |more: &[&[&str]]| {
        let asked: &[&[&str]] = &[
            &["1. Is customer data encrypted at rest?", ""],
            &["Answer:", ""],
            &["2. Is the lawn mown?", ""],
            &["Answer:", ""],
            &["3. Is the gate locked?", ""],
            &["Answer:", ""],
        ];
        table("", &[asked, more].concat())
    };
    assert_eq!(of_document(&below(&[]), &[]), Some(true));
    assert_eq!(of_document(&labelled(&[]), &[]), Some(true));
    let cases = [("Information security", true), (ALL, false), ("Scope: subcontractors", false)];
    each_case(cases, |(text, expected)| {
        assert_eq!(of_document(&below(&[&[text]]), &[]), Some(expected), "{text}");
        assert_eq!(of_document(&labelled(&[&[text, ""]]), &[]), Some(expected), "{text}");
        assert_eq!(of_document(&labelled(&[&["Note", text]]), &[]), Some(expected), "{text}");
    });
}
