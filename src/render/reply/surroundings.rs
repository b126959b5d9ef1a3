//! The texts around questions in `review.yaml`, each with the questions for which it is read.

use std::{collections::HashMap, fmt::Write};

use crate::answer::{Decisions, HoldsBack, ReadText, Replied, holding_back};

const HEAD: &str = "\
# Texts around questions that may change what is asked, each with the number of answers it holds back. If a \
                    text changes
# nothing, write `yes` after `changes_nothing:` and add `by: Jane` below; otherwise decide its questions one \
                    by one.
surroundings:
";

/// The sets of questions that texts refer to, each once.
#[derive(Default)]
struct Sets {
    sets: Vec<Vec<String>>,
    numbers: HashMap<Vec<String>, usize>,
}

impl Sets {
    /// The number of a set, counted from 1; 0 for no questions.
    fn number(&mut self, questions: &[String]) -> usize {
        if questions.is_empty() {
            return 0;
        }
        *self.numbers.entry(questions.to_vec()).or_insert_with(|| {
            self.sets.push(questions.to_vec());
            self.sets.len()
        })
    }

    /// The first lines of a text: what it is, and which questions it is about.
    fn text(&mut self, read_text: &ReadText) -> String {
        let mut lines =
            format!("  - position: {}\n    text: {}\n", read_text.stands.word(), quoted(&read_text.text));
        if !read_text.texts.is_empty() {
            lines += "    texts:\n";
            read_text.texts.iter().for_each(|text| lines += &format!("      - {}\n", quoted(text)));
        }
        if !read_text.digests.is_empty() {
            lines += &format!("    digests: {}\n", list(&read_text.digests));
        }
        lines += &match read_text.question_digests.as_slice() {
            few @ ([] | [_]) => format!("    question_digests: {}\n", list(few)),
            many => format!("    question_set: {}\n", self.number(many)),
        };
        let numbers: Vec<String> = read_text.beside.iter().map(|it| self.number(it).to_string()).collect();
        if !numbers.is_empty() {
            lines += &format!("    beside_question_sets: [{}]\n", numbers.join(", "));
        }
        lines
    }
}

/// Writes the texts around questions that hold back answers, with a person's decisions about them. Returns
/// the sets of questions that they refer to.
pub(super) fn write(out: &mut String, replied: &Replied, decisions: &Decisions) -> Vec<Vec<String>> {
    let holding = holding_back(&replied.replies);
    let mut sets = Sets::default();
    if holding.is_empty() && decisions.read_texts.is_empty() {
        return sets.sets;
    }
    out.push_str(HEAD);
    for it in &decisions.read_texts {
        let _ = write!(out, "{}{}", sets.text(it), it.raw);
    }
    for it in holding {
        let why =
            marked_before(&it, decisions).map_or(it.why.clone(), |before| format!("{}; {before}", it.why));
        let lines = sets.text(&it.unread());
        let _ = writeln!(out, "{lines}    why: {}", quoted(&why));
        let _ = writeln!(out, "    questions: {}\n    changes_nothing: no", it.questions);
    }
    sets.sets
}

/// Why a text is listed again that was marked before.
fn marked_before(obstacle: &HoldsBack, decisions: &Decisions) -> Option<&'static str> {
    let same = |read: &&ReadText| read.stands == obstacle.stands && read.text == obstacle.text;
    let mut before = decisions.read_texts.iter().filter(same).peekable();
    before.peek()?;
    let moved =
        before.any(|read| obstacle.question_digests.iter().all(|it| read.question_digests.contains(it)));
    Some(match moved {
        true => "it was marked where it stood beside other questions",
        false => "it was marked for other questions only",
    })
}

/// Texts as a YAML list in one line.
pub(super) fn list(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(", "))
}

/// A text as a YAML scalar in double quotes: what JSON escapes, YAML 1.2 (chapter 7.3.1) reads the same.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
