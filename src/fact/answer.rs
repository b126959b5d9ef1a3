//! Answers to customers' questions.

use serde_json::{Value as Json, json};

use super::{
    Datum, Flag, Kind, Product, Ref, Template, Text,
    read::{Field, Leaf, Reader, record, words},
};
use crate::yaml::{Node, Value};

words! {
    /// The short form of an answer.
    pub enum Verdict {
        /// The proposition holds.
        Yes "yes",
        /// It does not.
        No "no",
        /// It holds in part.
        Partial "partial",
        /// It does not apply.
        NotApplicable "not-applicable",
    }
}

record! {
    /// An answer: what it affirms, and its words, as a template over facts.
    pub struct Answer {
        /// The question in its plainest form.
        pub question: Text,
        /// Other ways to ask it. Shown to the internal audience only: they may be customers' words.
        pub phrasings: Vec<Text>,
        /// The field it belongs to.
        pub topic: Option<Text>,
        /// What a yes affirms, as a whole sentence.
        pub proposition: Option<Text>,
        /// Yes, no, partial or not-applicable; or an expression over facts that gives one of them, or true or false.
        pub verdict: Option<VerdictRule>,
        /// The answer: a template over facts.
        pub text: Template,
        /// The products it holds for; none means all.
        pub products: Vec<Ref<Product>>,
        /// Not approved yet: kept, suggested to nobody outside, and never given.
        pub draft: Option<Flag>,
    }
}

impl Kind for Answer {
    const NAME: &'static str = "answer";
    const FILE: &'static str = "answers.yaml";
    /// Phrasings are learned from customers' questions, which are theirs.
    const INTERNAL: &'static [&'static str] = &["phrasings"];

    fn title(&self) -> Option<&Text> {
        Some(&self.question)
    }
    fn draft(&self) -> bool {
        self.draft.as_ref().is_some_and(|it| it.value)
    }
}

/// How the verdict comes about.
#[derive(Debug, Clone)]
pub enum VerdictRule {
    /// Always the same.
    Fixed(Verdict),
    /// An expression over facts.
    Expression(Text),
}

impl Field for VerdictRule {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let Value::Map(_) = node.value {
            let mut map = reader.map(node, node.place, &[&["expression"]])?;
            return map.field::<Text>("expression").map(Self::Expression);
        }
        // `yes` and `no` may be written as booleans.
        let fixed = match reader.text(node)? {
            "true" => Some(Verdict::Yes),
            "false" => Some(Verdict::No),
            _ => Verdict::read(node, reader),
        };
        fixed.map(Self::Fixed)
    }
    fn shape() -> Json {
        let map = json!({
            "type": "object",
            "properties": {"expression": Text::shape()},
            "required": ["expression"],
            "additionalProperties": false,
        });
        json!({"anyOf": [Verdict::shape(), {"type": "boolean"}, map]})
    }
    fn datum(&self) -> Datum {
        match self {
            Self::Fixed(it) => it.datum(),
            Self::Expression(it) => Datum::Map(vec![("expression", it.datum())]),
        }
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        if let Self::Expression(it) = self {
            each(Leaf::Expression(it));
        }
    }
}
