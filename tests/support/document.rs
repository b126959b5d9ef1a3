//! Word documents for tests, made from the content of their bodies.

use std::{fs, path::Path};

use super::workbook::{archive, part};
use factum::questionnaire::Upload;

/// The part with the text of the document.
pub const DOCUMENT: &str = "word/document.xml";
const SPACES: &str = "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

/// A document with a body and other parts.
pub fn document(body: &str, parts: &[(&str, String)]) -> Upload {
    let prefix = if body.contains("<ns0:") { "ns0" } else { "w" };
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
    let text = format!(
        "{head}<{prefix}:document xmlns:{prefix}=\"{space}\" \
         {SPACES}><{prefix}:body>\n{body}</{prefix}:body></{prefix}:document>"
    );
    let relation = |id: usize, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"r{id}\" \
                Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
                Target=\"{target}\"/>"
        )
    };
    let relations = |inner: String| {
        format!(
            "{head}<Relationships \
                xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let kind =
        |name: &str| format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml");
    let overrides: String = parts
        .iter()
        .map(|(name, _)| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{}\"/>", kind(name)))
        .collect();
    let types = format!(
        "{head}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default \
         Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override \
         PartName=\"/{DOCUMENT}\" ContentType=\"{}\"/>{overrides}</Types>",
        kind("document.main")
    );
    let own: String =
        parts.iter().enumerate().map(|(id, (name, _))| relation(id, name, &format!("{name}.xml"))).collect();
    let mut all = vec![
        ("[Content_Types].xml".to_owned(), types),
        ("_rels/.rels".to_owned(), relations(relation(1, "officeDocument", DOCUMENT))),
        ("word/_rels/document.xml.rels".to_owned(), relations(own)),
        (DOCUMENT.to_owned(), text),
    ];
    all.extend(parts.iter().map(|(name, text)| (format!("word/{name}.xml"), text.clone())));
    let bytes = archive(all.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    Upload { name: "questions.docx".into(), bytes }
}

/// The document of a case: its `body.xml`, and other parts if there are any.
pub fn upload(case: &Path) -> Upload {
    let parts = ["styles", "numbering", "settings"]
        .iter()
        .filter_map(|it| Some((*it, fs::read_to_string(case.join(format!("{it}.xml"))).ok()?)));
    document(&fs::read_to_string(case.join("body.xml")).unwrap(), &parts.collect::<Vec<_>>())
}

/// The body of a document, without what the test adds around it.
pub fn body(bytes: &[u8]) -> String {
    let text = part(bytes, DOCUMENT);
    let start = text.find(":body>\n").unwrap() + 7;
    text[start..text.rfind("</").unwrap()].rsplit_once("</").unwrap().0.to_owned()
}
