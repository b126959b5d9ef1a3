//! The name of one fact.

use std::{fmt, sync::Arc};

/// The name of one fact: its type and id, written `kind/id`, or the type alone if there can be only one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId {
    /// The fact type, as in `KINDS`.
    pub kind: &'static str,
    /// The id within the fact type.
    pub id: Arc<str>,
}

impl FactId {
    /// The name of the fact `id` of type `kind`.
    pub fn new(kind: &'static str, id: &str) -> Self {
        Self { kind, id: id.into() }
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == &*self.id { f.write_str(self.kind) } else { write!(f, "{}/{}", self.kind, self.id) }
    }
}
