//! References to other facts.

use std::marker::PhantomData;

use serde_json::{Value as Json, json};

use super::{
    Datum, FactId, Id, Kind, Text,
    fact_id::kind_and_id,
    is_id,
    read::{Field, Leaf, Reader},
};
use crate::{
    diagnostic::{Place, codes},
    yaml::Node,
};

/// The id of another fact of type `K`.
#[derive(Debug, Clone)]
pub struct Ref<K> {
    /// The id as written.
    pub id: Text,
    kind: PhantomData<K>,
}

impl<K: Kind> Ref<K> {
    /// The fact it names.
    pub fn target(&self) -> FactId {
        FactId::new(K::NAME, &self.id)
    }
}

impl<K: Kind> Field for Ref<K> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Id::read(node, reader).map(|it| Self { id: it.0, kind: PhantomData })
    }
    fn schema() -> Json {
        let mut schema = Id::schema();
        schema["description"] = json!(format!("The id of a {} in {}.", K::NAME, K::FILE));
        schema
    }
    fn datum(&self) -> Datum {
        Datum::Fact(self.target())
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        each(Leaf::Reference { target: self.target(), place: self.id.place });
    }
}

/// A reference to any fact, `kind/id`.
#[derive(Debug, Clone)]
pub struct AnyRef {
    /// The fact it names.
    pub target: FactId,
    /// Its place in the file.
    pub place: Place,
}

impl Field for AnyRef {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let (kind, id) = kind_and_id(&text);
        match reader.kinds.iter().find(|it| **it == kind) {
            Some(kind) if is_id(id) => Some(Self { target: FactId::new(kind, id), place: node.place }),
            found => {
                let message = format!("`{}` is not a valid reference to a fact", text.value);
                let near = if found.is_none() {
                    crate::error::near(kind, reader.kinds.iter().copied())
                } else {
                    vec![]
                };
                let finding = crate::diagnostic::Diagnostic::new(codes::INVALID_VALUE, node.place, message)
                    .help("write the fact type and the id: `certification/soc2-type-2`");
                reader.findings.push(finding.did_you_mean(&near));
                None
            }
        }
    }
    fn schema() -> Json {
        json!({"type": "string", "pattern": "^[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)?$"})
    }
    fn datum(&self) -> Datum {
        Datum::Fact(self.target.clone())
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        each(Leaf::Reference { target: self.target.clone(), place: self.place });
    }
}
