//! Entries of the answer library.

use serde_json::{Value as Json, json};

use super::{
    Datum, Flag, Kind, Product, Ref, TemplateText, Text,
    read::{Field, Leaf, Reader, record},
    verdict::Verdict,
};
use crate::yaml::{Node, Value};

record! {
    /// An entry of the answer library: a question, its proposition, a verdict and a text.
    pub struct Answer {
        /// The question in its simplest form.
        pub question: Text,
        /// Other wordings of the question. Included only in the internal build, because they may be
        /// customers' words.
        pub phrasings: Vec<Text>,
        /// The topic it belongs to.
        pub topic: Option<Text>,
        /// What a yes confirms, as a complete affirmative sentence.
        pub proposition: Option<Text>,
        /// Yes, no, partial or not-applicable, or an expression over facts that evaluates to one of them, to
        /// true or false, or to `unknown`.
        pub verdict: Option<VerdictRule>,
        /// The text of the answer, a template over facts.
        pub text: TemplateText,
        /// The digest of the text for which a typed `verdict` was written, as `factum check` prints it;
        /// several if audiences get different texts. If the text has changed since, the answer is not given.
        /// Included only in the internal build.
        pub text_digest: Vec<Text>,
        /// The ids of the products it applies to. If left out, all.
        pub products: Vec<Ref<Product>>,
        /// Whether it is a draft: kept, but never given as an answer, and never suggested to the public and
        /// NDA audiences.
        pub draft: Option<Flag>,
    }
}

impl Kind for Answer {
    const NAME: &'static str = "answer";
    const FILE: &'static str = "answers.yaml";
    /// Phrasings come from customers' questions; digests are of use to editors only.
    const INTERNAL: &'static [&'static str] = &["phrasings", "text_digest"];

    fn title(&self) -> Option<&Text> {
        Some(&self.question)
    }
    fn draft(&self) -> bool {
        self.draft.as_ref().is_some_and(|it| it.value)
    }
}

/// How the verdict is determined.
#[derive(Debug, Clone)]
pub enum VerdictRule {
    /// A fixed verdict.
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
    fn schema() -> Json {
        let map = json!({
            "type": "object",
            "properties": {"expression": Text::schema()},
            "required": ["expression"],
            "additionalProperties": false,
        });
        json!({"anyOf": [Verdict::schema(), {"type": "boolean"}, map]})
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
