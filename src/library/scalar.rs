//! Writes text as a YAML scalar that parses to the same text, and as a template that renders to it.

use crate::fact::printable;

/// The quotation marks around a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteMarks {
    /// None if that is safe, otherwise those that are easiest to read.
    Any,
    /// Single quotes if they can contain the words.
    Single,
    /// Double quotes.
    Double,
}

/// Words that YAML 1.1 parsers do not read as text.
const SPECIAL: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"];

/// Text from a file in a normal form: uniform line ends, only printable characters, trimmed.
pub fn clean(words: &str) -> String {
    printable(&words.replace("\r\n", "\n").replace('\r', "\n")).trim().to_owned()
}

/// The same on one line.
pub fn one_line(words: &str) -> String {
    clean(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A scalar on one line; `flow` if it is in a flow list or map.
pub fn scalar(words: &str, flow: bool, marks: QuoteMarks) -> String {
    let single = !words.chars().any(char::is_control);
    let plain = marks == QuoteMarks::Any && is_plain(words, flow);
    match marks {
        _ if plain => words.to_owned(),
        QuoteMarks::Single if single => in_single_quotes(words),
        QuoteMarks::Any if single && words.contains(['"', '\\']) => in_single_quotes(words),
        // JSON escapes have the same meaning in YAML 1.2 (chapter 7.3.1).
        _ => serde_json::Value::from(words).to_string(),
    }
}

fn in_single_quotes(words: &str) -> String {
    format!("'{}'", words.replace('\'', "''"))
}

/// Whether a text can be written without quotes for both YAML 1.1 and 1.2; in doubt, it cannot.
fn is_plain(words: &str, flow: bool) -> bool {
    let special = SPECIAL.contains(&words.to_lowercase().as_str());
    let number = words.starts_with(|c: char| c.is_numeric()) && !words.contains(' ');
    let broken = words.contains(": ")
        || words.ends_with(':')
        || words.contains(" #")
        || words.contains("{{")
        || words.contains("{%");
    let unfit = |c: char| c.is_control() || (flow && matches!(c, ',' | '[' | ']' | '{' | '}' | ':' | '#'));
    let begins = words.starts_with(char::is_alphanumeric);
    begins
        && !words.ends_with(char::is_whitespace)
        && !special
        && !number
        && !broken
        && !words.contains(unfit)
}

/// The lines of a block scalar (`|-`), if the words have several and it can hold them.
pub fn lines(words: &str) -> Option<Vec<&str>> {
    let lines: Vec<_> = words.split('\n').collect();
    let fits = |it: &&str| !it.ends_with([' ', '\t']) && !it.chars().any(char::is_control);
    let begins = lines.first().is_some_and(|it| !it.is_empty() && !it.starts_with(char::is_whitespace));
    (lines.len() > 1 && begins && !words.ends_with('\n') && lines.iter().all(fits)).then_some(lines)
}

/// A template that renders to this text: anything that would begin an instruction is printed as a string.
pub fn literal(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let braces = from.len() - from.trim_start_matches('{').len();
        let marked = from.get(braces..).is_some_and(|it| it.starts_with(['%', '#']));
        let end = braces + usize::from(marked);
        let (run, after) = from.split_at(end);
        if end > 1 {
            out.push_str(&format!("{{{{ \"{run}\" }}}}"));
        } else {
            out.push_str(run);
        }
        rest = after;
    }
    out + rest
}

/// Whether a template only contains literal text, as [`literal`] writes it.
pub fn is_literal(template: &str) -> bool {
    let mut bare = template.to_owned();
    for part in template.split("{{ \"").skip(1) {
        if let Some((run, _)) =
            part.split_once("\" }}").filter(|(run, _)| run.chars().all(|c| matches!(c, '{' | '%' | '#')))
        {
            bare = bare.replacen(&format!("{{{{ \"{run}\" }}}}"), "", 1);
        }
    }
    !["{{", "{%", "{#"].iter().any(|it| bare.contains(it))
}
