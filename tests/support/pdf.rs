//! A PDF as others read it: every object with its streams decoded, and the text of its pages.

use lopdf::{Document, Object};

/// All that is in a PDF: its bytes, every string and name, every stream decoded, and the text of its pages.
pub fn everything(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let mut all = String::from_utf8_lossy(bytes).into_owned();
    let mut add = |text: &str| {
        all.push('\n');
        all.push_str(text);
    };
    for object in document.objects.values() {
        each(object, &mut |object| match object {
            Object::String(text, _) => {
                add(&String::from_utf8_lossy(text));
                if let Ok(text) = lopdf::decode_text_string(object) {
                    add(&text);
                }
            }
            Object::Name(name) => add(&String::from_utf8_lossy(name)),
            Object::Stream(stream) => {
                let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
                add(&String::from_utf8_lossy(&content));
            }
            _ => {}
        });
    }
    each(&Object::Dictionary(document.trailer.clone()), &mut |object| {
        if let Object::String(text, _) = object {
            add(&String::from_utf8_lossy(text));
        }
    });
    let text = text(bytes);
    add(&text);
    add(&without_space(&text));
    all
}

fn each(object: &Object, visit: &mut dyn FnMut(&Object)) {
    visit(object);
    match object {
        Object::Array(items) => items.iter().for_each(|it| each(it, visit)),
        Object::Dictionary(map) => map.iter().for_each(|(key, it)| {
            visit(&Object::Name(key.clone()));
            each(it, visit);
        }),
        Object::Stream(stream) => each(&Object::Dictionary(stream.dict.clone()), visit),
        _ => {}
    }
}

/// The text of the pages, in order, as lopdf reads it through the fonts' `ToUnicode`.
pub fn text(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap()
}

/// The text of the handbook's or a sheet's pages without spaces, running heads and feet: a paragraph may go on on the next page.
pub fn running_text(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let body = |number: &u32| {
        let text = without_space(&document.extract_text(&[*number]).unwrap());
        let head = |title: &str| text.find(title).filter(|it| *it < 400).map(|it| it + title.len());
        let start = ["Securityandprivacyhandbook", "Certificationstatus"].into_iter().find_map(head).unwrap_or_default();
        let end = text.rfind("Asof").filter(|it| text[*it..].contains("Page") && text.len() - it < 60).unwrap_or(text.len());
        text[start.min(end)..end].to_owned()
    };
    document.get_pages().keys().map(body).collect()
}

/// A text without its spaces and line ends: where lines are broken is not part of what a PDF says.
pub fn without_space(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

/// The addresses of all links that lead out of a PDF.
pub fn links(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    let mut found = Vec::new();
    for object in document.objects.values() {
        each(object, &mut |object| {
            let Object::Dictionary(map) = object else { return };
            if let Ok(Object::String(text, _)) = map.get(b"URI") {
                found.push(String::from_utf8_lossy(text).into_owned());
            }
        });
    }
    found
}
