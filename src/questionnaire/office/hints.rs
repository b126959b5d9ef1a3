//! Texts of a part that are shown beside its text or that describe something in it: screen tips of links,
//! captions and descriptions of tables, titles and placeholders of content controls, help texts of form
//! fields, words in list numbers.

use super::{
    says, sweep,
    xml::{Node, Tag, Walk},
};

/// Attributes with such a text: of elements with a certain name, or of any element.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("", "tooltip"),
    ("tblCaption", "val"),
    ("tblDescription", "val"),
    ("alias", "val"),
    ("helpText", "val"),
    ("statusText", "val"),
    ("table", "altText"),
    ("table", "altTextSummary"),
];

/// Reads such texts of a part; `None` if it is malformed.
pub fn read(part: &str, text: &str) -> Option<Vec<String>> {
    let mut walk = Walk::new(part, text);
    let (mut found, mut words) = (Vec::new(), String::new());
    // The open content controls, and whether each shows its placeholder.
    let mut controls: Vec<bool> = Vec::new();
    while let Some(node) = walk.next().ok()? {
        match node {
            Node::Open(tag) => match tag.name() {
                "sdt" => controls.push(false),
                "showingPlcHdr" if !is_off(&tag) => controls.last_mut().into_iter().for_each(|it| *it = true),
                "t" if controls.contains(&true) => words.push_str(&walk.words().ok()?),
                "tag" if walk.open().contains(&"sdtPr") => {
                    found.extend(tag.attribute("val").map(|it| of_tag(&it)))
                }
                "lvlText" => found.extend(tag.attribute("val").map(|it| of_number(&it))),
                name => {
                    let own = ATTRIBUTES.iter().filter(|it| it.0.is_empty() || it.0 == name);
                    found.extend(own.filter_map(|it| tag.attribute(it.1)).map(|it| it.into_owned()));
                    if !walk.open().contains(&"sheetData") {
                        found.extend(sweep::of_tag(&tag));
                    }
                }
            },
            Node::Close { name: "p", .. } => found.push(std::mem::take(&mut words)),
            Node::Close { name: "sdt", .. } => drop(controls.pop()),
            Node::Text(text) if !walk.open().contains(&"sheetData") => {
                found.extend(sweep::of_text(walk.open().last().unwrap_or(&""), &text));
            }
            _ => {}
        }
    }
    found.push(words);
    found.retain(|it| says(it));
    Some(found)
}

fn is_off(tag: &Tag) -> bool {
    tag.attribute("val").is_some_and(|it| matches!(&*it, "0" | "false" | "off"))
}

/// The words of a control's tag; a key from a program has none: `goog_rdk_0`.
fn of_tag(tag: &str) -> String {
    let key = tag.starts_with("goog_rdk") || tag.starts_with("MENDELEY") || tag.len() > 80;
    let numbered = tag.trim_end_matches(|it: char| it.is_ascii_digit() || it == '_' || it == '-');
    if key { String::new() } else { numbered.replace(['_', '-'], " ") }
}

/// The words in a list number: `Subcontractor` in `Subcontractor %1:`.
fn of_number(number: &str) -> String {
    let (first, rest) = number.split_once('%').unwrap_or((number, ""));
    let behind = |it: &str| it.trim_start_matches(|it: char| it.is_ascii_digit()).to_owned();
    let words = std::iter::once(first.to_owned()).chain(rest.split('%').map(behind));
    words.collect::<Vec<_>>().join(" ").trim_matches(|it: char| !it.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn keys_and_bare_numbers_are_not_texts() {
        let list = |text: &str| {
            read("", &format!("<numbering><lvl><lvlText val=\"{text}\"/></lvl></numbering>")).unwrap()
        };
        for text in ["%1.", "(%1)", "o", "\u{F0B7}", "%1.%2", ""] {
            assert_eq!(list(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(list("Subcontractor %1:"), ["Subcontractor"]);
        assert_eq!(list("%1. For subcontractors"), ["For subcontractors"]);
        let tag = |tag: &str| read("", &format!("<sdt><sdtPr><tag val=\"{tag}\"/></sdtPr></sdt>")).unwrap();
        assert_eq!(tag("goog_rdk_12"), Vec::<String>::new());
        assert_eq!(tag("your_subcontractor_1"), ["your subcontractor"]);
        assert_eq!(read("", "<broken"), None);
    }
}
