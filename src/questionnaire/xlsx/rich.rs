//! A text in several formats, as its runs, so that adding text keeps their formats.

use super::{
    super::office::xml::{Node, Tag, Walk},
    strings::{characters, plain},
};

/// A text in several formats.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rich {
    /// All of its text.
    pub words: String,
    runs: Vec<Run>,
    aids: Vec<Aid>,
    /// The tag with the format of phonetic hints, without its prefix.
    aids_format: Option<String>,
}

/// A run of characters with one format.
#[derive(Debug, Clone, Default, PartialEq)]
struct Run {
    /// The tags of its format, without prefix and brackets; empty if it has the format of the cell.
    format: Vec<String>,
    text: String,
}

/// A phonetic hint for an East Asian text.
#[derive(Debug, Clone, PartialEq)]
struct Aid {
    tag: String,
    /// The end of the characters that it belongs to, in UTF-16 code units.
    end: usize,
    text: String,
}

impl Rich {
    /// Reads the XML of a text; `None` if it has content that cannot be moved to another part.
    pub fn read(source: &str) -> Option<Self> {
        // The parser needs a single root element.
        let source = format!("<is>{source}</is>");
        let mut walk = Walk::new("", &source);
        let mut rich = Self::default();
        while let Some(node) = walk.next().ok()? {
            let Node::Open(tag) = node else { continue };
            let open: Vec<&str> = walk.open().to_vec();
            match open.as_slice() {
                ["is"] | ["is", "r", "rPr"] => {}
                ["is", "r"] => rich.runs.push(Run::default()),
                ["is", "t"] => rich.runs.push(Run { text: plain(&walk.words().ok()?), ..Run::default() }),
                ["is", "r", "t"] => rich.runs.last_mut()?.text.push_str(&plain(&walk.words().ok()?)),
                ["is", "r", "rPr", _] => rich.runs.last_mut()?.format.push(bare(&tag)?),
                ["is", "rPh"] => {
                    rich.aids.push(Aid { tag: bare(&tag)?, end: tag.number("eb")?, text: String::new() })
                }
                ["is", "rPh", "t"] => rich.aids.last_mut()?.text.push_str(&plain(&walk.words().ok()?)),
                ["is", "phoneticPr"] => rich.aids_format = Some(bare(&tag)?),
                _ => return None,
            }
        }
        rich.words = rich.runs.iter().map(|it| it.text.as_str()).collect();
        Some(rich)
    }

    /// The text with the beginning `head` in its formats; the rest of `whole` has the format of the cell.
    pub fn with(mut self, head: &str, whole: &str) -> Option<Self> {
        let behind = whole.strip_prefix(head).filter(|_| self.words.starts_with(head))?;
        let mut rest = head.len();
        for run in &mut self.runs {
            run.text.truncate(rest);
            rest -= run.text.len();
        }
        let units = head.encode_utf16().count();
        self.aids.retain(|it| it.end <= units);
        self.runs.push(Run { text: behind.to_owned(), ..Run::default() });
        self.runs.retain(|it| !it.text.is_empty());
        self.words = whole.to_owned();
        Some(self)
    }

    /// Its XML, with the prefix that a part uses.
    pub fn xml(&self, prefix: &str) -> String {
        let mut xml = String::new();
        for run in &self.runs {
            let format: String = run.format.iter().map(|it| format!("<{prefix}{it}/>")).collect();
            let format =
                if format.is_empty() { format } else { format!("<{prefix}rPr>{format}</{prefix}rPr>") };
            xml.push_str(&format!("<{prefix}r>{format}{}</{prefix}r>", characters(prefix, &run.text)));
        }
        for aid in &self.aids {
            xml.push_str(&format!("<{prefix}{}>{}</{prefix}rPh>", aid.tag, characters(prefix, &aid.text)));
        }
        xml.extend(self.aids_format.iter().map(|it| format!("<{prefix}{it}/>")));
        xml
    }
}

/// The struck-through text in a text of several formats, and whether it is all of it. Runs without a format
/// of their own have that of the cell.
pub fn struck(source: &str, cell: bool) -> (String, bool) {
    let source = format!("<is>{source}</is>");
    let mut walk = Walk::new("", &source);
    let (mut words, mut all, mut now) = (String::new(), true, cell);
    while let Ok(Some(node)) = walk.next() {
        let Node::Open(tag) = node else { continue };
        match tag.name() {
            "r" => now = cell,
            "rPr" => now = false,
            "strike" => now = tag.attribute("val").is_none() || tag.flag("val"),
            "rPh" => drop(walk.skip()),
            "t" => match walk.words() {
                Ok(text) if now => words.push_str(&plain(&text)),
                Ok(text) => all &= text.trim().is_empty(),
                Err(_) => {}
            },
            _ => {}
        }
    }
    let all = all && !words.trim().is_empty();
    (words, all)
}

/// A tag without its prefix and its brackets; `None` if an attribute has a prefix, which another part may
/// not declare.
fn bare(tag: &Tag) -> Option<String> {
    let source = tag.source().strip_prefix('<')?.strip_suffix('>')?;
    let source = source.strip_suffix('/').unwrap_or(source).trim_end().strip_prefix(tag.prefix())?;
    (!source.contains(':')).then(|| source.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Rich;

    #[test]
    fn runs_before_the_answer_keep_their_formatting() {
        let source = "<x:r><x:t xml:space=\"preserve\">Is it &amp; so? </x:t></x:r><x:r><x:rPr><x:b/><x:sz \
                      val=\"11\" /></x:rPr><x:t>Response: [enter]</x:t></x:r>";
        let rich = Rich::read(source).unwrap();
        assert_eq!(rich.words, "Is it & so? Response: [enter]");
        let filled = rich.with("Is it & so? Response: ", "Is it & so? Response: It is.").unwrap();
        assert_eq!(
            filled.xml(""),
            "<r><t xml:space=\"preserve\">Is it &amp; so? </t></r><r><rPr><b/><sz val=\"11\"/></rPr><t \
             xml:space=\"preserve\">Response: </t></r><r><t>It is.</t></r>"
        );
    }

    #[test]
    fn phonetic_guides_of_replaced_text_are_removed() {
        let source = "<t>\u{56de}\u{7b54}\u{ff1a}\u{540d}</t><rPh sb=\"0\" eb=\"2\"><t>ka</t></rPh><rPh \
                      sb=\"3\" eb=\"4\"><t>na</t></rPh><phoneticPr fontId=\"1\"/>";
        let head = "\u{56de}\u{7b54}\u{ff1a}";
        let filled = Rich::read(source).unwrap().with(head, &format!("{head}A")).unwrap();
        assert_eq!(
            filled.xml("s:"),
            format!(
                "<s:r><s:t>{head}</s:t></s:r><s:r><s:t>A</s:t></s:r><s:rPh sb=\"0\" \
                 eb=\"2\"><s:t>ka</s:t></s:rPh><s:phoneticPr fontId=\"1\"/>"
            )
        );
    }

    #[test]
    fn rich_text_with_unknown_elements_is_rejected() {
        assert_eq!(Rich::read("<r><rPr><b x:y=\"1\"/></rPr><t>Response:</t></r>"), None);
        assert_eq!(Rich::read("<r><t>Response:</t></r><extLst/>"), None);
        assert_eq!(
            Rich::read("<r><t>Response:</t></r>").and_then(|it| it.with("Answer:", "Answer: Yes")),
            None
        );
    }
}
