//! Content other than text in cells and paragraphs: diagrams, charts, pictures, embedded files, and ids with
//! additional words. Each stops an answer that it may change.

use crate::support::each_case;
use std::{fs, path::Path};

use serde_json::Value as Json;

use crate::{
    docx::document,
    support::{self, filling, workbook},
};

pub const ASKED: &str = "Is customer data encrypted at rest?";

pub const ALL: &str = "All questions are about your subcontractors.";

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

/// Answers a file in a folder; returns whether the known question is answered, and `None` if it is not read
/// as a question.
fn answered_in(root: &Path, name: &str, bytes: &[u8]) -> Option<bool> {
    let file = root.join(name);
    fs::write(&file, bytes).unwrap();
    support::factum(root, &["answer", file.to_str().unwrap()]);
    let json: Json = serde_json::from_str(&read(root, "answers.json")).ok()?;
    let questions = json["questions"].as_array().unwrap().clone();
    questions.iter().find(|it| it["text"].to_string().contains(ASKED)).map(|it| it["tier"] == "answered")
}

fn read(root: &Path, name: &str) -> String {
    fs::read_to_string(root.join("out/public/questionnaires/asked").join(name)).unwrap_or_default()
}

pub fn answered(name: &str, bytes: &[u8]) -> Option<bool> {
    answered_in(filling::vendor().path(), name, bytes)
}

pub fn of_document(body: &str, parts: &[(&str, String)]) -> Option<bool> {
    answered("asked.docx", &document(body, parts).bytes)
}

pub fn run(text: &str, format: &str) -> String {
    format!("<w:r><w:rPr>{format}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text, ""))
}

pub fn table(properties: &str, rows: &[&[&str]]) -> String {
    let cell = |text: &&str| {
        let inner = if text.starts_with("<w:p>") { (*text).to_owned() } else { paragraph(text) };
        format!("<w:tc>{inner}</w:tc>")
    };
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{properties}{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

pub fn asking(question: &str, answer: &str) -> String {
    let head: &[&str] = &["No", "Question", "Answer"];
    let rest: &[&[&str]] = &[&["2", "Is the lawn mown?", answer], &["3", "Is the gate locked?", answer]];
    table("", &[&[head, &["1", question, answer]], rest].concat())
}

/// A paragraph with a drawing of a kind: its size in EMU, its description, and its content.
fn drawing(kind: &str, size: (u32, u32), description: &str, inner: &str) -> String {
    format!(
        "<w:p><w:r><w:drawing><wp:inline xmlns:wp=\"{DRAWING}/wordprocessingDrawing\"><wp:extent cx=\"{}\" \
         cy=\"{}\"/><wp:docPr id=\"1\" name=\"Drawing 1\" descr=\"{description}\"/><a:graphic \
         xmlns:a=\"{DRAWING}/main\"><a:graphicData \
         uri=\"{DRAWING}/{kind}\">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
        size.0, size.1
    )
}

fn picture(size: (u32, u32), description: &str) -> String {
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let blip = format!("<a:blip xmlns:r=\"{relations}\" r:embed=\"r0\"/>");
    drawing(
        "picture",
        size,
        description,
        &format!("<pic:pic xmlns:pic=\"{DRAWING}/picture\">{blip}</pic:pic>"),
    )
}

fn letters(part: &str, text: &str) -> String {
    format!("<{part} xmlns:a=\"{DRAWING}/main\"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></{part}>")
}

#[test]
fn diagrams_charts_and_word_art_are_read() {
    let plain = asking(ASKED, "");
    assert_eq!(of_document(&plain, &[]), Some(true));
    let diagram = drawing("diagram", (0, 0), "", "");
    let cases = [("Information security", true), (ALL, false), ("Scope: subcontractors", false)];
    each_case(cases, |(text, expected)| {
        let point = letters("dgm:t", text);
        let data = format!(
            "<dgm:dataModel \
             xmlns:dgm=\"{DRAWING}/diagram\"><dgm:ptLst><dgm:pt>{point}</dgm:pt></dgm:ptLst></dgm:dataModel>"
        );
        let parts = [("diagramData", data)];
        assert_eq!(of_document(&(diagram.clone() + &plain), &parts), Some(expected), "diagram: {text}");
        let title = letters("c:rich", text);
        let chart =
            format!("<c:chartSpace xmlns:c=\"{DRAWING}/chart\"><c:title>{title}</c:title></c:chartSpace>");
        assert_eq!(of_document(&plain, &[("chart", chart)]), Some(expected), "chart: {text}");
        let series = format!("<c:tx><c:strCache><c:pt><c:v>{text}</c:v></c:pt></c:strCache></c:tx>");
        let chart = format!("<c:chartSpace xmlns:c=\"{DRAWING}/chart\">{series}</c:chartSpace>");
        assert_eq!(of_document(&plain, &[("chart", chart)]), Some(expected), "series: {text}");
        let drawn = format!(
            "<w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textpath \
             string=\"{text}\"/></v:shape></w:pict></w:r></w:p>"
        );
        assert_eq!(of_document(&(drawn + &plain), &[]), Some(expected), "letters: {text}");
        let space = "http://schemas.openxmlformats.org/officeDocument/2006/math";
        let equation =
            format!("<w:p><m:oMath xmlns:m=\"{space}\"><m:r><m:t>{text}</m:t></m:r></m:oMath></w:p>");
        assert_eq!(of_document(&(equation + &plain), &[]), Some(expected), "equation: {text}");
    });
    assert_eq!(of_document(&plain, &[("chart", "<c:chartSpace".into())]), Some(false));
}

#[test]
fn pictures_that_are_not_logos_need_review() {
    let plain = asking(ASKED, "");
    let image = || ("image", "a scan".to_owned());
    let (large, middle, small) = ((6_000_000, 4_000_000), (5_000_000, 2_000_000), (2_000_000, 900_000));
    let cases = [
        (small, "", true),
        (middle, "Company logo", true),
        (middle, "", false),
        (large, "Company logo", false),
        ((0, 0), "", false),
    ];
    each_case(cases, |(size, description, expected)| {
        let body = picture(size, description) + &plain;
        assert_eq!(of_document(&body, &[image()]), Some(expected), "{size:?} {description}");
    });
    // A person reviews it once; another picture needs another review.
    let dir = filling::vendor();
    let body = plain + &paragraph("Information security") + &picture(large, "Map");
    let answer = |image: &str| {
        answered_in(dir.path(), "asked.docx", &document(&body, &[("image", image.to_owned())]).bytes)
    };
    assert_eq!(answer("a scan"), Some(false));
    let review = read(dir.path(), "review.yaml");
    let named = "text: \"1 thing in the file cannot be read: picture in the document after \\\"Information \
                 security\\\", alternative text \\\"Map\\\" (";
    assert!(review.contains(named) && review.matches("cannot be read: picture").count() >= 1, "{review}");
    assert_eq!(review.matches("changes_nothing: no").count(), 1, "{review}");
    let review = review.replace("changes_nothing: no", "changes_nothing: yes\n    by: Jane");
    fs::write(dir.path().join("out/public/questionnaires/asked/review.yaml"), review).unwrap();
    assert_eq!(answer("a scan"), Some(true));
    assert_eq!(answer("another scan"), Some(false));
}

#[test]
fn unknown_content_is_reported() {
    let plain = asking(ASKED, "");
    let cases = [
        ("package", "embedded or linked file"),
        ("oleObject", "embedded or linked file"),
        ("aFChunk", "inserted file"),
        ("control", "ActiveX control"),
        ("newKind", "part of an unknown kind, `newKind`"),
    ];
    each_case(cases, |(kind, name)| {
        let dir = filling::vendor();
        let bytes = document(&plain, &[(kind, "<x/>".to_owned())]).bytes;
        assert_eq!(answered_in(dir.path(), "asked.docx", &bytes), Some(false), "{kind}");
        assert!(read(dir.path(), "review.yaml").contains(name), "{kind}");
    });
    let cases = ["theme", "fontTable", "webSettings", "customXml", "commentsExtended", "glossaryDocument"];
    each_case(cases, |kind| {
        assert_eq!(of_document(&plain, &[(kind, "<x/>".to_owned())]), Some(true), "{kind}");
    });
    let ink = drawing("ink", (0, 0), "", "");
    assert_eq!(of_document(&(ink + &plain), &[]), Some(false));
}

/// A workbook with three questions, further parts of its sheet, each with its kind, and the XML after its
/// rows.
pub fn book(after: &str, styles: &str, parts: &[(&str, &str, String)]) -> Vec<u8> {
    let rows: &[&[&str]] = &[
        &["ID", "Question", "Answer"],
        &["1", ASKED],
        &["2", "Is the lawn mown?"],
        &["3", "Is the gate locked?"],
    ];
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relations = |all: &[(&str, &str)]| {
        let one = |(at, it): (usize, &(&str, &str))| {
            format!("<Relationship Id=\"r{at}\" Type=\"{office}/{}\" Target=\"{}\"/>", it.0, it.1)
        };
        let all: String = all.iter().enumerate().map(one).collect();
        format!("<Relationships xmlns=\"{package}\">{all}</Relationships>").into_bytes()
    };
    let own: Vec<(&str, &str)> = parts.iter().filter(|it| it.0 != "image").map(|it| (it.0, it.1)).collect();
    let images: Vec<(&str, &str)> =
        parts.iter().filter(|it| it.0 == "image").map(|it| (it.0, it.1)).collect();
    let mut all: Vec<(String, Vec<u8>)> = workbook::entries(&filling::workbook(rows, after))
        .into_iter()
        .map(|workbook::ArchiveEntry { name, content, .. }| {
            let text = String::from_utf8(content).unwrap();
            let more = format!(
                "<Relationship Id=\"s1\" Type=\"{office}/styles\" \
                 Target=\"/xl/styles.xml\"/></Relationships>"
            );
            let text = if name.ends_with("workbook.xml.rels") {
                text.replace("</Relationships>", &more)
            } else {
                text
            };
            // The first question's cell has the second format.
            (name, text.replace("<c r=\"B2\"", "<c r=\"B2\" s=\"1\"").into_bytes())
        })
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    all.push((
        "xl/styles.xml".into(),
        format!("<styleSheet xmlns=\"{main}\">{styles}</styleSheet>").into_bytes(),
    ));
    all.push(("xl/worksheets/_rels/sheet1.xml.rels".into(), relations(&own)));
    all.push(("xl/drawings/_rels/drawing1.xml.rels".into(), relations(&images)));
    all.extend(parts.iter().map(|it| (it.1.trim_start_matches('/').to_owned(), it.2.clone().into_bytes())));
    workbook::archive(all.iter().map(|(name, content)| (name.as_str(), content.as_slice())))
}

#[test]
fn pictures_and_charts_of_a_workbook_are_reported() {
    assert_eq!(answered("asked.xlsx", &book("", "", &[])), Some(true));
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let placed = |size: u32, description: &str| {
        let text = format!(
            "<xdr:wsDr xmlns:xdr=\"{DRAWING}/spreadsheetDrawing\" xmlns:a=\"{DRAWING}/main\" \
             xmlns:r=\"{office}\"><xdr:oneCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:row>6</xdr:row></\
             xdr:from><xdr:ext cx=\"{size}\" cy=\"{size}\"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id=\"2\" \
             name=\"Picture 1\" descr=\"{description}\"/></xdr:nvPicPr><xdr:blipFill><a:blip \
             r:embed=\"r0\"/></xdr:blipFill></xdr:pic></xdr:oneCellAnchor></xdr:wsDr>"
        );
        book(
            "",
            "",
            &[
                ("drawing", "/xl/drawings/drawing1.xml", text),
                ("image", "/xl/media/image1.png", "scan".into()),
            ],
        )
    };
    let cases = [("", true), ("Company logo", true), ("For subcontractors", false)];
    each_case(cases, |(description, expected)| {
        assert_eq!(answered("asked.xlsx", &placed(500_000, description)), Some(expected), "{description}");
    });
    let dir = filling::vendor();
    assert_eq!(answered_in(dir.path(), "asked.xlsx", &placed(5_000_000, "Plan")), Some(false));
    let review = read(dir.path(), "review.yaml");
    assert!(
        review.contains("picture in sheet \\\"Sheet1\\\" at E7, alternative text \\\"Plan\\\""),
        "{review}"
    );
    let cases = [("Information security", true), (ALL, false)];
    each_case(cases, |(text, expected)| {
        let chart = letters("c:rich", text);
        let chart = format!("<c:chartSpace xmlns:c=\"{DRAWING}/chart\">{chart}</c:chartSpace>");
        let bytes = book("", "", &[("chart", "/xl/charts/chart1.xml", chart)]);
        assert_eq!(answered("asked.xlsx", &bytes), Some(expected), "{text}");
    });
    let linked = book("", "", &[("oleObject", "/xl/embeddings/object1.bin", "x".into())]);
    assert_eq!(answered("asked.xlsx", &linked), Some(false));
}

#[test]
fn ids_are_shown_completely_and_their_words_are_read() {
    let cases = [
        ("3.1 (a)", true),
        ("AC-2(1)", true),
        ("(7)", true),
        ("IS-7", true),
        ("3.1 (Brazil)", false),
        ("3.1[Brazil]", false),
        ("Q7 EU only", false),
        ("Q7 (EU)", false),
        ("7-EU", false),
    ];
    each_case(cases, |(id, expected)| {
        let dir = filling::vendor();
        let csv =
            format!("ID,Question,Answer\n{id},{ASKED},\n2,Is the lawn mown?,\n3,Is the gate locked?,\n");
        assert_eq!(answered_in(dir.path(), "asked.csv", csv.as_bytes()), Some(expected), "{id}");
        let shown = format!("id: \"{}\"", if id == "(7)" { "7" } else { id });
        assert!(
            read(dir.path(), "review.yaml").contains(&shown),
            "{id}: {}",
            read(dir.path(), "review.yaml")
        );
    });
}

#[test]
fn a_decision_expires_with_added_text_and_earlier_answers_are_listed() {
    let dir = filling::vendor();
    let form = |hint: &str| {
        format!(
            "ID,Question,Hint,Answer\n1,{ASKED},,\n2,Is the lawn mown?,{hint},\n3,Is the gate locked?,,\n"
        )
    };
    answered_in(dir.path(), "asked.csv", form("").as_bytes());
    let review = read(dir.path(), "review.yaml");
    let (before, after) = review.split_once("\"Is the lawn mown?\"").unwrap();
    let after = after.replacen("decision: {}", "decision: {answer: encryption-at-rest, by: Jane}", 1);
    let path = dir.path().join("out/public/questionnaires/asked/review.yaml");
    fs::write(path, format!("{before}\"Is the lawn mown?\"{after}")).unwrap();
    answered_in(dir.path(), "asked.csv", form("").as_bytes());
    assert!(read(dir.path(), "answers.json").contains("decided by a person"));
    answered_in(dir.path(), "asked.csv", form("At your subcontractors").as_bytes());
    let description = read(dir.path(), "answers.json");
    assert!(!description.contains("decided by a person"), "{description}");
    let why =
        "this question was decided before \\\"At your subcontractors\\\" was added around it: decide again";
    assert!(description.contains(why), "{description}");

    let dir = filling::vendor();
    let csv = format!(
        "ID,Question,Answer\n1,{ASKED},\n2,Which product do you offer?,Example Server\n3,Is the gate \
         locked?,\n"
    );
    let file = dir.path().join("asked.csv");
    fs::write(&file, csv).unwrap();
    let output = support::factum(dir.path(), &["answer", file.to_str().unwrap()]);
    let description = support::stdout(&output);
    let wanted_text = "1 cell with an earlier answer (Records!C3) may say what other questions are about: \
                       read it under `surroundings:` in review.yaml";
    assert!(description.contains(wanted_text), "{description}");
}
