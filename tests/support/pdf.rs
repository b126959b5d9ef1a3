//! A PDF as other programs read it: every object with decoded streams, and the text of its pages.

use lopdf::{Document, Object, content::Content};

/// The whole content of a PDF: its bytes, strings and names, decoded streams, and the text of its pages.
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
    text_of(&Document::load_mem(bytes).unwrap())
}

/// The visible text, without what is repeated on every page: a PDF marks running headers as artifacts (ISO
/// 32000-1, 14.8.2.2), and text beyond the edge of the sheet is not visible.
pub fn body(bytes: &[u8]) -> String {
    let mut document = Document::load_mem(bytes).unwrap();
    for page in document.get_pages().into_values() {
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let mut open = Vec::new();
        let (mut place, height) = (Place::default(), sheet_height(&document, page));
        let kept = content.operations.into_iter().filter(|operation| {
            place.follow(operation);
            match operation.operator.as_str() {
                "BMC" | "BDC" => open.push(
                    matches!(operation.operands.first(), Some(Object::Name(name)) if name == b"Artifact"),
                ),
                "EMC" => drop(open.pop()),
                _ => {}
            }
            // Operations that set the font and the position are kept.
            !((open.contains(&true) || !(0.0..=height).contains(&place.y()))
                && ["Tj", "TJ", "'", "\""].contains(&operation.operator.as_str()))
        });
        let content = Content { operations: kept.collect::<Vec<_>>() };
        document.change_page_content(page, content.encode().unwrap()).unwrap();
    }
    text_of(&document)
}

fn sheet_height(document: &Document, page: lopdf::ObjectId) -> f32 {
    let mut at = document.get_dictionary(page).unwrap();
    loop {
        if let Ok(sides) = at.get(b"MediaBox").and_then(Object::as_array) {
            return sides[3].as_float().unwrap();
        }
        at = document.get_dictionary(at.get(b"Parent").and_then(Object::as_reference).unwrap()).unwrap();
    }
}

/// Where the next text of a page is drawn: the matrices of a content stream (ISO 32000-1, 8.3.4 and 9.4.2).
struct Place {
    all: Vec<[f32; 6]>,
    text: [f32; 6],
}

impl Default for Place {
    fn default() -> Self {
        Self { all: vec![SAME], text: SAME }
    }
}

const SAME: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: [f32; 6], b: [f32; 6]) -> [f32; 6] {
    let linear = |x: f32, y: f32| [x * b[0] + y * b[2], x * b[1] + y * b[3]];
    let (first, second, last) = (linear(a[0], a[1]), linear(a[2], a[3]), linear(a[4], a[5]));
    [first[0], first[1], second[0], second[1], last[0] + b[4], last[1] + b[5]]
}

impl Place {
    fn follow(&mut self, operation: &lopdf::content::Operation) {
        let number = |at: usize| operation.operands[at].as_float().unwrap();
        let matrix = || std::array::from_fn(number);
        let last = self.all.len() - 1;
        match operation.operator.as_str() {
            "q" => self.all.push(self.all[last]),
            "Q" => drop(self.all.pop()),
            "cm" => self.all[last] = times(matrix(), self.all[last]),
            "BT" => self.text = SAME,
            "Tm" => self.text = matrix(),
            "Td" | "TD" => self.text = times([1.0, 0.0, 0.0, 1.0, number(0), number(1)], self.text),
            _ => {}
        }
    }

    fn y(&self) -> f32 {
        times(self.text, self.all[self.all.len() - 1])[5]
    }
}

fn text_of(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap()
}

/// A text without spaces and line breaks, and without invisible break characters: line breaks are not part of
/// the content of a PDF.
pub fn without_space(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && *it != '\u{200b}').collect()
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
