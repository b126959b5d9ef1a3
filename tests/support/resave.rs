//! Filled files as other programs save them, and with edits.

use crate::support::workbook;

/// The same texts as another program writes them: split runs, additional attributes and empty elements, other
/// quotes and line endings.
pub fn resaved(name: &str, bytes: &[u8]) -> Vec<u8> {
    if name.ends_with(".csv") {
        let mut reader = String::new();
        let (mut quoted, mut field) = (false, String::new());
        for c in String::from_utf8(bytes.to_vec()).unwrap().chars() {
            match c {
                '"' => quoted = !quoted,
                ',' | '\n' if !quoted => {
                    reader +=
                        &format!("\"{}\"{}", std::mem::take(&mut field), if c == ',' { "," } else { "\r\n" });
                }
                _ => field.push(c),
            }
        }
        return reader.into_bytes();
    }
    rewritten(bytes, |part, text| match part {
        "word/document.xml" => {
            let mut out = String::new();
            let text = text.replace("<w:t xml:space=\"preserve\">", "<w:t>");
            let mut rest = text.replace("<w:p>", "<w:p w:rsidR=\"00A1\" w:rsidP=\"00B2\">");
            while let Some((before, after)) =
                rest.split_once("<w:t>").map(|(before, after)| (before.to_owned(), after.to_owned()))
            {
                let (words, after) = after.split_once("</w:t>").unwrap();
                let half = words.char_indices().nth(words.chars().count() / 2).map_or(0, |it| it.0);
                let (one, two) = if words.contains('&') { ("", words) } else { words.split_at(half) };
                let run =
                    "</w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr>";
                out += &format!(
                    "{before}<w:t xml:space=\"preserve\">{one}</w:t>{run}<w:t \
                     xml:space=\"preserve\">{two}</w:t>"
                );
                rest = after.to_owned();
            }
            out + &rest
        }
        it if it.starts_with("xl/worksheets/") => text.replace("<row ", "<row spans=\"1:9\" ht=\"15\" "),
        _ => text,
    })
}

/// The file with one text replaced.
pub fn edited(name: &str, bytes: &[u8], old: &str, new: &str) -> Vec<u8> {
    let change = |text: String| text.replace(old, new);
    let edited = if name.ends_with(".csv") {
        change(String::from_utf8(bytes.to_vec()).unwrap()).into_bytes()
    } else {
        rewritten(bytes, |_, text| change(text))
    };
    assert_ne!(edited, bytes, "no {old}");
    edited
}

/// The archive with changed parts: `change` gets the name and the text of each.
pub fn rewritten(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let parts = workbook::entries(bytes);
    let parts: Vec<(String, String)> = parts
        .into_iter()
        .map(|it| (it.name.clone(), change(&it.name, String::from_utf8(it.content).unwrap())))
        .collect();
    workbook::archive(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}

/// All text of the file.
pub fn text_of(name: &str, bytes: &[u8]) -> String {
    let upload = factum::questionnaire::Upload { name: name.to_owned(), bytes: bytes.to_vec() };
    let form = (factum::questionnaire::format_of(&upload).unwrap().read)(&upload).unwrap();
    let cells = form.sheets.iter().flat_map(|it| it.cells.iter());
    cells.map(|it| it.1.text.clone()).collect::<Vec<_>>().join("\n")
}
