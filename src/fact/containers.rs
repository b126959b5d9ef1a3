//! Fields that may be missing, and lists.

use serde_json::{Value as Json, json};

use super::{
    Datum,
    read::{Field, Leaf, Reader},
};
use crate::yaml::{Node, Value};

impl<T: Field> Field for Option<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn schema() -> Json {
        T::schema()
    }
    fn datum(&self) -> Datum {
        self.as_ref().map_or(Datum::Absent, Field::datum)
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        if let Some(it) = self {
            it.leaves(each);
        }
    }
}

/// A list; a single value counts as a list of one.
impl<T: Field> Field for Vec<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::List(items) = &node.value else { return T::read(node, reader).map(|it| vec![it]) };
        let read: Vec<_> = items.iter().map(|it| T::read(it, reader)).collect();
        read.into_iter().collect()
    }
    fn absent() -> Option<Self> {
        Some(vec![])
    }
    fn schema() -> Json {
        json!({"anyOf": [{"type": "array", "items": T::schema()}, T::schema()]})
    }
    fn datum(&self) -> Datum {
        Datum::List(self.iter().map(Field::datum).collect())
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        for it in self {
            it.leaves(each);
        }
    }
}
