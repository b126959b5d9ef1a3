//! The content of a YAML file without positions, to write new values, and to check that a change affected
//! nothing else.

use super::scalar::{QuoteMarks, lines, scalar};
use crate::yaml::{Node, Value};

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// Nothing.
    Null,
    /// Text, quoted if necessary.
    Text(String),
    /// A word that needs no quotes: a date, `yes`.
    Word(String),
    /// A list.
    List(Vec<Tree>),
    /// A map.
    Map(Vec<(String, Tree)>),
}

/// The maximum length of a map on one line.
const SHORT: usize = 80;

impl Tree {
    /// The content of a node.
    pub fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Scalar { text, .. } => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Map(entries) => {
                Self::Map(entries.iter().map(|(key, it)| (key.text.clone(), Self::of(it))).collect())
            }
        }
    }

    /// A text.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// A word.
    pub fn word(word: impl Into<String>) -> Self {
        Self::Word(word.into())
    }

    /// A map of the present fields.
    pub fn map(fields: impl IntoIterator<Item = (&'static str, Option<Self>)>) -> Self {
        Self::Map(fields.into_iter().filter_map(|(name, it)| it.map(|it| (name.to_owned(), it))).collect())
    }

    /// A normal form for comparison, independent of notation and of the order of maps.
    pub fn sorted(self) -> Self {
        match self {
            Self::Word(it) => Self::Text(it),
            Self::List(items) => Self::List(items.into_iter().map(Self::sorted).collect()),
            Self::Map(entries) => {
                let mut entries: Vec<_> = entries.into_iter().map(|(key, it)| (key, it.sorted())).collect();
                entries.sort_by(|a, b| a.0.cmp(&b.0));
                Self::Map(entries)
            }
            other => other,
        }
    }

    /// A field of a map.
    pub fn field(&mut self, name: &str) -> Option<&mut Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter_mut().find(|(key, _)| key == name).map(|(_, it)| it)
    }

    /// Sets a field of a map, or removes it.
    pub fn set(&mut self, name: &str, value: Option<Self>) {
        let Self::Map(entries) = self else { return };
        match (entries.iter().position(|(key, _)| key == name), value) {
            (Some(at), None) => drop(entries.remove(at)),
            (Some(at), Some(value)) => entries.splice(at..=at, [(name.to_owned(), value)]).for_each(drop),
            (None, Some(value)) => entries.push((name.to_owned(), value)),
            (None, None) => {}
        }
    }

    /// The notation on one line, as within a flow list or map.
    pub fn inline(&self) -> String {
        match self {
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::inline).collect::<Vec<_>>().join(", "))
            }
            Self::Map(entries) => {
                let fields: Vec<_> = entries
                    .iter()
                    .map(|(key, it)| format!("{}: {}", key_of(key, true), it.inline()))
                    .collect();
                format!("{{{}}}", fields.join(", "))
            }
            other => other.leaf(true, QuoteMarks::Any),
        }
    }

    /// A scalar on one line.
    pub fn leaf(&self, flow: bool, marks: QuoteMarks) -> String {
        match self {
            Self::Text(words) => scalar(words, flow, marks),
            Self::Word(word) => word.clone(),
            _ => "null".into(),
        }
    }

    /// The text after a key of a block map that is indented by `indent`, or after a dash: it begins on the
    /// line of the key and ends without a line end.
    pub fn behind_key(&self, indent: usize) -> String {
        let inner = " ".repeat(indent + 2);
        match self {
            Self::Text(words) => match lines(words) {
                Some(lines) => {
                    let lines = lines
                        .iter()
                        .map(|it| if it.is_empty() { "\n".to_owned() } else { format!("\n{inner}{it}") });
                    format!(" |-{}", lines.collect::<String>())
                }
                None => format!(" {}", scalar(words, false, QuoteMarks::Any)),
            },
            Self::Map(_) if self.inline().len() <= SHORT => format!(" {}", self.inline()),
            Self::Map(_) => format!("\n{inner}{}", self.block(indent + 2)),
            Self::List(items) if items.is_empty() => " []".into(),
            Self::List(items) => {
                items.iter().map(|it| format!("\n{inner}- {}", it.block(indent + 4))).collect()
            }
            other => format!(" {}", other.leaf(false, QuoteMarks::Any)),
        }
    }

    /// A block that begins at column `indent`: the first line without its indentation, the last without its
    /// end.
    pub fn block(&self, indent: usize) -> String {
        let Self::Map(entries) = self else {
            // After a dash, whose column the lines of a block scalar must exceed.
            return self.behind_key(indent.saturating_sub(2)).trim_start().to_owned();
        };
        let gap = format!("\n{}", " ".repeat(indent));
        entries
            .iter()
            .map(|(key, it)| format!("{}:{}", key_of(key, false), it.behind_key(indent)))
            .collect::<Vec<_>>()
            .join(&gap)
    }
}

/// A key as it is written.
pub fn key_of(key: &str, flow: bool) -> String {
    scalar(key, flow, QuoteMarks::Any)
}
