//! Somebody's words as a YAML scalar that reads back as the same words, and as a template that says nothing
//! but them.

use crate::fact::printable;

/// The marks around a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteMarks {
    /// None if that is safe, otherwise those that are easiest to read.
    Any,
    /// Single quotes if they can contain the words.
    Single,
    /// Double quotes.
    Double,
}

/// Words that YAML 1.1 readers take for something else than words.
const SPECIAL: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"];

/// Somebody else's words as they can be kept: line ends alike, nothing that cannot be shown, no space around.
pub fn clean(words: &str) -> String {
    printable(&words.replace("\r\n", "\n").replace('\r', "\n")).trim().to_owned()
}

/// The same in one line.
pub fn one_line(words: &str) -> String {
    clean(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A scalar that fits into one line; in a flow list or map, where `flow` is set.
pub fn scalar(words: &str, flow: bool, marks: QuoteMarks) -> String {
    let single = !words.chars().any(char::is_control);
    let plain = marks == QuoteMarks::Any && is_plain(words, flow);
    match marks {
        _ if plain => words.to_owned(),
        QuoteMarks::Single if single => in_single_quotes(words),
        QuoteMarks::Any if single && words.contains(['"', '\\']) => in_single_quotes(words),
        // What JSON escapes, YAML 1.2 (chapter 7.3.1) reads the same.
        _ => serde_json::Value::from(words).to_string(),
    }
}

fn in_single_quotes(words: &str) -> String {
    format!("'{}'", words.replace('\'', "''"))
}

/// Whether words mean themselves without quotes, to readers of YAML 1.1 and 1.2 alike; rather too strict than
/// too lax.
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

/// A template over facts that renders to these words: what would begin an instruction is printed as a text.
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

/// Whether a template says nothing but its own words, as those that [`literal`] makes.
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
