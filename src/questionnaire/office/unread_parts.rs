//! Parts of a workbook whose texts are not visible in it: custom XML, the caches of pivot tables, phonetic
//! hints and the text of conditional formats. They are reported if they contain a sentence, because
//! programs also keep schemas and keys in them, and lists keep their values.

use super::{
    package::Package,
    xml::{Node, Walk},
};

/// The names of such texts, with the prefixes of the names of their parts.
const PARTS: &[(&str, &[&str])] = &[
    ("custom XML", &["customxml/item"]),
    ("caches of pivot tables", &["xl/pivotcache/"]),
    ("phonetic texts", &["xl/sharedstrings", "xl/worksheets/"]),
    ("words in conditional formats", &["xl/worksheets/"]),
];
/// A text with fewer words is a value, a name or a label.
const SENTENCE: usize = 5;
/// The same as a number of characters in scripts without spaces; a phonetic hint for one long word is
/// shorter.
const UNSPACED: usize = 20;
/// The maximum number of bytes that are searched.
const BYTES: usize = 32 << 20;

/// The remark that names such texts.
pub fn remark(package: &Package) -> Option<String> {
    let mut bytes = BYTES;
    let mut found: Vec<&str> = Vec::new();
    let names: Vec<&str> = package.names().collect();
    for name in names {
        let own = |it: &&(&'static str, &[&str])| {
            !found.contains(&it.0) && it.1.iter().any(|start| name.to_ascii_lowercase().starts_with(start))
        };
        let kinds: Vec<&'static str> = PARTS.iter().filter(own).map(|it| it.0).collect();
        let Some(text) =
            (!kinds.is_empty() && name.ends_with(".xml")).then(|| package.part(name).ok()).flatten()
        else {
            continue;
        };
        let Some(rest) = bytes.checked_sub(text.len()) else { break };
        bytes = rest;
        found.extend(kinds.into_iter().filter(|kind| has_sentence(name, &text, kind) == Some(true)));
    }
    let listed: Vec<&str> = PARTS.iter().map(|it| it.0).filter(|it| found.contains(it)).collect();
    (!listed.is_empty()).then(|| format!("contains {}, which are not read: check them", listed.join(" and ")))
}

/// Whether a part has a sentence in texts of this kind; `None` if it is malformed, which its reader
/// reports.
fn has_sentence(name: &str, text: &str, kind: &str) -> Option<bool> {
    let marks: &[&str] = match kind {
        "phonetic texts" => &["rPh"],
        "words in conditional formats" => &["cfRule"],
        _ => &[],
    };
    // Most parts have no such element and need not be parsed.
    if !marks.is_empty() && !marks.iter().any(|it| text.contains(it)) {
        return Some(false);
    }
    let mut walk = Walk::new(name, text);
    while let Some(node) = walk.next().ok()? {
        let within = |wanted: &str| walk.open().contains(&wanted);
        let said = match (node, kind) {
            (Node::Open(tag), "custom XML") if tag.name() == "contentTypeSchema" => return Some(false),
            (Node::Open(tag), "custom XML") => tag.attributes().any(|it| is_sentence(&it.1)),
            (Node::Open(tag), "caches of pivot tables") => {
                tag.attribute("v").is_some_and(|it| is_sentence(&it))
            }
            (Node::Open(tag), "words in conditional formats") if tag.name() == "cfRule" => {
                tag.attribute("text").is_some_and(|it| is_sentence(&it))
            }
            (Node::Text(text), "custom XML") => is_sentence(&text),
            (Node::Text(text), "phonetic texts") => within("rPh") && is_sentence(&text),
            (Node::Text(text), "words in conditional formats") => {
                within("cfRule") && text.split('"').skip(1).step_by(2).any(is_sentence)
            }
            _ => false,
        };
        if said {
            return Some(true);
        }
    }
    Some(false)
}

/// Whether a text is text for people; in a script without spaces, it has none between its words.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().filter(|it| it.chars().any(char::is_alphabetic));
    let unspaced = text.chars().filter(|it| matches!(it, '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'));
    let technical = text.contains("://") || text.contains("urn:");
    !technical && (words.count() >= SENTENCE || unspaced.count() >= UNSPACED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sentences_of_such_parts_count() {
        let long = "Answer for your subsidiary in Brazil";
        for (kind, text, expected) in [
            ("custom XML", format!("<a><b>{long}</b></a>"), true),
            ("custom XML", format!("<a b=\"{long}\"/>"), true),
            ("custom XML", format!("<contentTypeSchema b=\"{long}\"/>"), false),
            ("custom XML", "<Display>DocumentLibraryForm</Display>".into(), false),
            ("custom XML", "<a b=\"http://x one two three four five\"/>".into(), false),
            ("caches of pivot tables", format!("<sharedItems><s v=\"{long}\"/></sharedItems>"), true),
            ("caches of pivot tables", "<sharedItems><s v=\"Fully met\"/></sharedItems>".into(), false),
            ("phonetic texts", format!("<si><t>x</t><rPh><t>{long}</t></rPh></si>"), true),
            ("phonetic texts", format!("<si><t>{long}</t><rPh><t>ka</t></rPh></si>"), false),
            (
                "phonetic texts",
                "<si><rPh><t>カイトウハオシャノコガイシャノジョウキョウデス</t></rPh></si>".into(),
                true,
            ),
            ("words in conditional formats", format!("<cfRule text=\"{long}\"/>"), true),
            (
                "words in conditional formats",
                format!("<cfRule><formula>A1=\"{long}\"</formula></cfRule>"),
                true,
            ),
            (
                "words in conditional formats",
                "<cfRule><formula>AND(A1=\"N/A\", B1 = C1, D1 = E1)</formula></cfRule>".into(),
                false,
            ),
        ] {
            assert_eq!(has_sentence("part", &text, kind), Some(expected), "{kind}: {text}");
        }
    }
}
