//! Our own questionnaires: a YAML file with `title` and `questions`, each with `id`, `section`, `question` and, once
//! answered, `answer`, `verdict` and `comment`.

mod fill;
mod texts;

use std::sync::Arc;

use super::{At, Cell, Choices, Form, Format, Refusal, Sheet, Upload, layout::Layout};
use crate::{
    diagnostic::FileId,
    yaml::{Key, Node, Value, parse},
};

/// Questionnaires in our own YAML.
pub const FORMAT: Format = Format { name: "YAML", endings: ENDINGS, is, read, fill: fill::fill };

const ENDINGS: &[&str] = &["yaml", "yml"];
/// A longer file is no questionnaire.
const BYTES: usize = 8 << 20;
/// The fields of a question, in the order of the sheet's columns.
const FIELDS: &[&str] = &["id", "section", "question", "answer", "verdict", "comment"];
/// The columns that are filled.
const ANSWER: u32 = 4;
const VERDICT: u32 = 5;
const COMMENT: u32 = 6;
const FILLED: &[u32] = &[ANSWER, VERDICT, COMMENT];
/// The words of a verdict.
const VERDICTS: &[&str] = &["yes", "no", "partial", "not-applicable"];

/// A file that has been understood.
struct Opened<'a> {
    text: &'a str,
    title: Option<String>,
    /// What it says outside of its questions.
    texts: Vec<String>,
    questions: Vec<Question>,
}

/// An entry of the list: its fields, and where it stands.
struct Question {
    node: Node,
}

impl Question {
    fn fields(&self) -> &[(Key, Node)] {
        match &self.node.value {
            Value::Map(fields) => fields,
            _ => &[],
        }
    }

    /// The field that takes an answer, where it is none of those that are filled: `gap:`.
    fn other_answer(&self) -> Option<&str> {
        let empty = |node: &Node| match &node.value {
            Value::Null => true,
            Value::Scalar { text, .. } => text.trim().is_empty(),
            _ => false,
        };
        let filled = ["answer", "verdict", "comment"].iter().any(|it| self.field(it).is_some());
        let other = |key: &str| !FIELDS.contains(&key) && !texts::explains(key) && !texts::is_formal(key);
        let empty = self.fields().iter().find(|it| other(&it.0.text) && empty(&it.1));
        empty.filter(|_| !filled).map(|it| it.0.text.as_str())
    }

    fn field(&self, name: &str) -> Option<&(Key, Node)> {
        self.fields().iter().find(|it| it.0.text == name)
    }

    /// The text of a field; none where it is missing, empty or no text.
    fn text(&self, name: &str) -> Option<&str> {
        match &self.field(name)?.1.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

fn is(upload: &Upload) -> bool {
    let named = upload
        .name
        .rsplit_once('.')
        .is_some_and(|(_, it)| ENDINGS.contains(&it.to_ascii_lowercase().as_str()));
    let hinted = || upload.bytes.windows(b"questions".len()).any(|it| it == b"questions");
    named || (upload.bytes.len() <= BYTES && hinted() && open(upload).is_ok())
}

fn read(upload: &Upload) -> Result<Form, Refusal> {
    let opened = open(upload)?;
    let remarks = opened.title.iter().map(|it| format!("its title is `{it}`")).collect();
    Ok(Form { sheets: vec![sheet(&opened)], remarks })
}

fn sheet(opened: &Opened) -> Sheet {
    let titles = opened.title.iter().chain(&opened.texts).cloned().collect();
    let mut sheet = Sheet { name: "Questions".into(), titles, ..Sheet::default() };
    for (column, name) in (1..).zip(FIELDS) {
        sheet
            .cells
            .insert(At { row: 1, column }, Cell { text: (*name).into(), heading: true, ..Cell::default() });
    }
    let choices =
        Arc::new(Choices { values: VERDICTS.iter().map(|it| (*it).into()).collect(), ..Choices::default() });
    let mut rows = Vec::new();
    for (row, question) in (2..).zip(&opened.questions) {
        let closed = question.other_answer().is_some();
        for (column, name) in (1..).zip(FIELDS) {
            let choices = (column == VERDICT).then(|| choices.clone());
            let text = question.text(name).unwrap_or_default().to_owned();
            let locked = closed && FILLED.contains(&column);
            if choices.is_some() || locked || !text.is_empty() {
                sheet.cells.insert(At { row, column }, Cell { text, choices, locked, ..Cell::default() });
            }
        }
        let texts = texts::of_question(question);
        if !texts.is_empty() {
            sheet.beside.insert(row, texts);
        }
        rows.extend(question.text("question").is_some_and(|it| !it.trim().is_empty()).then_some(row));
    }
    sheet.mapping = Some(Layout {
        header_rows: vec![1],
        id: Some(1),
        sections: vec![2],
        question: 3,
        answers: vec![ANSWER],
        yes_no: Some(VERDICT),
        comment: Some(COMMENT),
        rows,
        confidence: 1.0,
        reasons: vec!["the format itself".into()],
        ..Layout::default()
    });
    sheet
}

fn open(upload: &Upload) -> Result<Opened<'_>, Refusal> {
    if upload.bytes.len() > BYTES {
        return Err(Refusal::new(
            format!("is longer than {} MiB", BYTES >> 20),
            "use a file with only the questions",
        ));
    }
    let text =
        std::str::from_utf8(&upload.bytes).map_err(|_| Refusal::new("is not UTF-8", "save it as UTF-8"))?;
    let root = parse(FileId(0), text, 0).map_err(|it| {
        Refusal::new(format!("is not valid YAML: {}", it.message), "correct it, or ask for a new copy")
    })?;
    let shape =
        || Refusal::new("has no `questions` list", "list them as `questions: [{id, section, question}]`");
    let Value::Map(fields) = root.value else { return Err(shape()) };
    let texts = texts::of_file(&fields, text);
    let (mut title, mut questions) = (None, None);
    for (key, node) in fields {
        match (key.text.as_str(), node.value) {
            ("title", Value::Scalar { text, .. }) => title = Some(text),
            ("questions", Value::List(items)) => questions = Some(items),
            _ => {}
        }
    }
    let questions: Vec<_> = questions.ok_or_else(shape)?.into_iter().map(|node| Question { node }).collect();
    if questions.iter().any(|it| it.text("question").is_some()) {
        Ok(Opened { text, title, texts, questions })
    } else {
        Err(shape())
    }
}
