//! The id of a fact.

use std::{fmt, sync::Arc};

/// The id of a fact: its type and its id within the type, written `kind/id`, or the type alone if there can
/// be only one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId {
    /// The fact type, as in `KINDS`.
    pub kind: &'static str,
    /// The id within the fact type.
    pub id: Arc<str>,
}

impl FactId {
    /// The id of the fact `id` of type `kind`.
    pub fn new(kind: &'static str, id: &str) -> Self {
        Self { kind, id: id.into() }
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == &*self.id { f.write_str(self.kind) } else { write!(f, "{}/{}", self.kind, self.id) }
    }
}

/// The two parts of the id of a fact: `certification` and `soc2` of `certification/soc2`. A type with one
/// fact is its own id.
pub fn kind_and_id(name: &str) -> (&str, &str) {
    name.split_once('/').unwrap_or((name, name))
}

/// The id of a fact of type `kind` that may be written with the type or without: `encryption`,
/// `answer/encryption`.
pub fn id_within<'n>(kind: &str, name: &'n str) -> &'n str {
    name.strip_prefix(kind).and_then(|it| it.strip_prefix('/')).unwrap_or(name)
}
