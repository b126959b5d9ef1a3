//! Writes entries as lines of the questions they answer; comments, order and every other line are kept.

use std::collections::BTreeMap;

use super::{
    question::{FIELDS, Question},
    questions::{Opened, open},
    sheet::{ANSWER, COMMENT, VERDICT, VERDICTS, sheet},
    texts::other_answer,
};
use crate::{
    questionnaire::{
        At, Entry, Obstacle, Refusal, Returned, Unwritten, Upload, Value, plain,
        splice::{Edit, splice},
    },
    yaml::{Node, Value as Yaml},
};

/// Fills the file.
///
/// # Errors
/// The file cannot be read, or cannot be filled.
pub fn fill(upload: &Upload, entries: &[Entry]) -> Result<Returned, Refusal> {
    let opened = open(upload)?;
    let mut texts: BTreeMap<At, String> = BTreeMap::new();
    let (mut left, mut remarks) = (Vec::new(), Vec::new());
    for entry in entries {
        let taken = texts.contains_key(&entry.at);
        match words(&opened, entry) {
            Ok(_) if taken => left
                .push((entry.clone(), format!("{} was already filled by an earlier entry", entry.at).into())),
            Ok((text, cut)) => {
                remarks.extend(cut.then(|| format!("control characters were removed: {}", entry.at)));
                texts.insert(entry.at, text);
            }
            Err(reason) => left.push((entry.clone(), reason)),
        }
    }
    let mut edits = Vec::new();
    for (at, text) in &texts {
        let question = opened.questions.get(at.row as usize - 2);
        edits.extend(
            question
                .and_then(|it| QuestionPlace::of(opened.text, it))
                .map(|it| it.put(at.column, text))
                .unwrap_or_default(),
        );
    }
    let bytes = splice(opened.text, edits).unwrap_or_default().into_bytes();
    proven(&opened, &texts, Upload { name: upload.name.clone(), bytes }).map(|bytes| Returned {
        bytes,
        left,
        remarks,
        ..Returned::default()
    })
}

/// The filled file, if it parses to the same content plus the answers, because YAML has more notations than
/// are supported here.
fn proven(before: &Opened, texts: &BTreeMap<At, String>, filled: Upload) -> Result<Vec<u8>, Refusal> {
    let unsafe_ = || {
        Refusal::new(
            "has a structure that cannot be filled safely",
            "write each question as a list item of plain `key: value` lines",
        )
    };
    let mut wanted = sheet(before).cells;
    for (at, text) in texts {
        wanted.entry(*at).or_default().text.clone_from(text);
    }
    let after = open(&filled).map_err(|_| unsafe_())?;
    wanted.retain(|_, it| !it.text.is_empty() || it.choices.is_some() || it.locked);
    let same = sheet(&after).cells == wanted && after.title == before.title;
    if same { Ok(filled.bytes) } else { Err(unsafe_()) }
}

/// The text of an entry, and whether characters were removed.
fn words(opened: &Opened, entry: &Entry) -> Result<(String, bool), Unwritten> {
    let at = entry.at;
    let question = (at.row as usize).checked_sub(2).and_then(|it| opened.questions.get(it));
    let Some(question) = question.filter(|_| entry.sheet == 0) else {
        return Err(Unwritten::new(Obstacle::NoPlace, format!("{at} is not in the file")));
    };
    if ![ANSWER, VERDICT, COMMENT].contains(&at.column) {
        return Err(Unwritten::new(Obstacle::NoPlace, format!("{at} is not a place for an answer")));
    }
    if let Some(field) = other_answer(question) {
        let message = format!("{at} belongs to a question whose only field for an answer is `{field}`");
        return Err(Unwritten::new(Obstacle::NoPlace, message));
    }
    if QuestionPlace::of(opened.text, question).is_none() {
        return Err(format!("{at} belongs to a question that is written elsewhere in the file").into());
    }
    let text = match &entry.value {
        Value::Text(text) | Value::Choice(text) => text.clone(),
        Value::Number(number) if number.is_finite() => number.to_string(),
        Value::Number(_) => return Err(format!("the value for {at} is not a number").into()),
        Value::Tick => return Err(format!("{at} is not a checkbox").into()),
    };
    if at.column == VERDICT && !VERDICTS.contains(&text.as_str()) {
        return Err(Unwritten::new(
            Obstacle::Validation,
            format!("{at} only accepts one of {}", VERDICTS.join(", ")),
        ));
    }
    let (text, cut) = plain::plain(&text);
    Ok((text.trim_end().to_owned(), cut))
}

/// The position of a question, and its notation.
struct QuestionPlace<'a> {
    text: &'a str,
    question: &'a Question,
    /// Whether it is written as `{key: value}`.
    flow: bool,
    /// The indentation of its keys.
    indent: usize,
}

impl<'a> QuestionPlace<'a> {
    /// `None` if its fields are elsewhere, because it is an alias.
    fn of(text: &'a str, question: &'a Question) -> Option<Self> {
        let (key, _) = question.fields().first()?;
        let (item, first) = (question.node.place.range(), key.place.range());
        let flow = text.get(item.start..)?.starts_with('{');
        let line = text.get(..first.start)?.rfind(['\n', '\r']).map_or(0, |it| it + 1);
        let indent = text.get(line..first.start)?.trim_start_matches('\u{FEFF}').chars().count();
        (item.start <= first.start && first.end <= item.end).then_some(Self { text, question, flow, indent })
    }

    /// The edits that set the text of a field.
    fn put(&self, column: u32, text: &str) -> Vec<Edit> {
        let name = FIELDS.get(column as usize - 1).copied().unwrap_or_default();
        match self.question.field(name) {
            Some((key, node)) => self.replace(key.place.range().end, node, text),
            None => self.insert(name, text),
        }
    }

    fn replace(&self, key_end: usize, node: &Node, text: &str) -> Vec<Edit> {
        let place = node.place.range();
        let rest = self.text.get(key_end..).unwrap_or_default();
        let colon = key_end + rest.find(':').map_or(0, |it| it + 1);
        let written = matches!(node.value, Yaml::Null) && place.is_empty();
        let start = if written { colon } else { self.block_header(node).unwrap_or(place.start) };
        let end = if written { colon } else { self.end(node) };
        let space = if start == colon { " " } else { "" };
        // The rest of the line, such as a comment, must stay after the value, so block notation is not
        // possible here.
        vec![(start..end, format!("{space}{}", quoted(text)))]
    }

    fn insert(&self, name: &str, text: &str) -> Vec<Edit> {
        let fields = self.question.fields();
        let Some((key, node)) = fields.last() else { return vec![] };
        let empty = matches!(node.value, Yaml::Null) && node.place.range().is_empty();
        let end = if empty { key.place.range().end } else { self.end(node) };
        let rest = self.text.get(end..).unwrap_or_default();
        if self.flow {
            // An empty value ends with its colon.
            let end = if empty { end + rest.find(':').map_or(0, |it| it + 1) } else { end };
            let mark = if self.text.get(key.place.range()).is_some_and(|it| it.starts_with('"')) {
                "\""
            } else {
                ""
            };
            return vec![(end..end, format!(", {mark}{name}{mark}: {}", quoted(text)))];
        }
        let line_end = end + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (eol, indent) = (self.line_end(), " ".repeat(self.indent));
        vec![(
            line_end..line_end,
            format!("{eol}{indent}{name}: {}", scalar(text, &format!("{eol}{indent}  "))),
        )]
    }

    /// The position after a value.
    fn end(&self, node: &Node) -> usize {
        let place = node.place.range();
        if let Some(header) = self.block_header(node) {
            return self.block_end(header);
        }
        match (self.text.get(place.start..).and_then(|it| it.chars().next()), &node.value) {
            (Some('[' | '{' | '*'), _) | (_, Yaml::Scalar { .. } | Yaml::Null) => place.end,
            (_, Yaml::List(items)) => items.last().map_or(place.end, |it| self.end(it)),
            (_, Yaml::Map(fields)) => {
                fields.last().map_or(place.end, |(key, it)| self.end(it).max(key.place.range().end))
            }
        }
    }

    /// The position of the `|` or `>` that begins a block scalar; `None` for other values.
    fn block_header(&self, node: &Node) -> Option<usize> {
        let before = self
            .text
            .get(..node.place.range().start)
            .filter(|_| matches!(node.value, Yaml::Scalar { plain: false, .. }))?;
        let above = before.trim_end();
        let line = above
            .rsplit(['\n', '\r'])
            .next()
            .filter(|_| before.get(above.len()..).is_some_and(|it| it.contains('\n')))?;
        let line = line.split(" #").next().unwrap_or_default().trim_end();
        let mark = line.rsplit([' ', '\t']).next().unwrap_or_default();
        let is_mark = mark.starts_with(['|', '>'])
            && mark.len() <= 3
            && !mark.contains(|c: char| !"|>+-123456789".contains(c));
        is_mark.then(|| above.rfind(line).map(|it| it + line.len() - mark.len())).flatten()
    }

    /// The position after the last line of a block scalar, whose lines are indented further than the
    /// question's keys.
    fn block_end(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let (mut at, mut end) = (0, 0);
        for (number, line) in rest.split_inclusive('\n').enumerate() {
            let body = line.trim_end();
            let indent = body.len() - body.trim_start_matches(' ').len();
            if number > 0 && !body.is_empty() && indent <= self.indent {
                break;
            }
            if !body.is_empty() {
                end = at + body.len();
            }
            at += line.len();
        }
        start + end
    }

    /// The line end that the file uses.
    fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

/// A text as an unambiguous scalar; several lines are written as a block, which is readable.
fn scalar(text: &str, line_start: &str) -> String {
    let lines: Vec<_> = text.split('\n').collect();
    let readable = lines.len() > 1
        && lines.first().is_some_and(|it| !it.is_empty() && !it.starts_with([' ', '\t']))
        && lines.iter().all(|it| it.trim_end() == *it && !it.starts_with('\t'));
    if !readable {
        return quoted(text);
    }
    let empty = line_start.trim_end_matches(' ');
    lines
        .iter()
        .fold("|-".into(), |block, line| block + if line.is_empty() { empty } else { line_start } + line)
}

/// A text in double quotation marks.
fn quoted(text: &str) -> String {
    let inner = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{inner}\"")
}
