//! The facts as templates see them. Each access is recorded, so that every sentence knows the facts it rests
//! on.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, OnceLock},
};

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use super::{
    Statement,
    notes::TemplateNotes,
    unstated::{STATE_FIELDS, is_unstated},
};
use crate::{
    audience_view::AudienceView,
    error::near,
    fact::{Audience, Datum, FactId, KINDS, Standing},
};

/// The facts of an audience, with a record of what the current template accessed and printed.
#[derive(Debug)]
pub struct TemplateFacts {
    /// The facts that the audience may see.
    pub view: Arc<AudienceView>,
    /// The statements made so far, for `say(id)`.
    pub statements: OnceLock<Arc<BTreeMap<String, Statement>>>,
    /// The statements that are withheld because the audience must not see all facts that they list, with the
    /// kinds of these facts.
    pub withheld: OnceLock<Arc<BTreeMap<String, BTreeSet<&'static str>>>>,
    notes: Mutex<TemplateNotes>,
    supposed: Mutex<Supposed>,
    assumed: Mutex<Assumed>,
    products: Mutex<BTreeSet<FactId>>,
}

/// Certifications with assumed states, to see how an expression would change.
pub type Supposed = BTreeMap<FactId, Standing>;

/// Fields that are not stated, with the values that are assumed to see how a template would change.
pub type Assumed = BTreeMap<(FactId, String), Datum>;

impl TemplateFacts {
    /// A world with no recorded access.
    pub fn new(view: Arc<AudienceView>) -> Arc<Self> {
        Arc::new(Self {
            view,
            statements: OnceLock::new(),
            withheld: OnceLock::new(),
            notes: Mutex::default(),
            supposed: Mutex::default(),
            assumed: Mutex::default(),
            products: Mutex::default(),
        })
    }

    /// Limits lists to the facts that hold for one of these products, until the next call; without products
    /// there is no limit.
    pub fn limit_to(&self, products: BTreeSet<FactId>) {
        *self.products.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = products;
    }

    /// Assumes values for fields that are not stated, until the next call.
    pub fn assume(&self, assumed: Assumed) {
        *self.assumed.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = assumed;
    }

    /// The assumed value of a field.
    fn assumed(&self, id: &FactId, field: &str) -> Option<Datum> {
        let assumed = self.assumed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        assumed.get(&(id.clone(), field.to_owned())).cloned()
    }

    /// The notes since the last call.
    pub fn take_notes(&self) -> TemplateNotes {
        std::mem::take(&mut self.notes())
    }

    /// The notes, to add to.
    pub fn notes(&self) -> MutexGuard<'_, TemplateNotes> {
        // A panic cannot leave notes half-written: they are only added to.
        self.notes.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Assumes the states in `supposed` until the next call.
    pub fn suppose(&self, supposed: Supposed) {
        *self.supposed.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = supposed;
    }

    /// A field of a fact with an assumed state.
    fn supposed(&self, id: &FactId, field: &str) -> Option<Datum> {
        let supposed = self.supposed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        supposed.get(id)?.data().into_iter().find(|(name, _)| *name == field).map(|(_, it)| it)
    }

    /// The fact `id` for a template; undefined if the audience may not see it.
    pub fn fact(self: &Arc<Self>, id: &FactId) -> Value {
        match self.view.get(id) {
            Some(_) => Value::from_object(FactValue { world: self.clone(), id: id.clone() }),
            None => Value::UNDEFINED,
        }
    }

    /// Every fact of a type.
    pub fn all(self: &Arc<Self>, kind: &str) -> Vec<Value> {
        self.listed(kind).iter().map(|id| self.fact(id)).collect()
    }

    /// The ids of a kind's facts for a list. Records if this audience must not see all of them.
    fn listed(&self, kind: &str) -> Vec<FactId> {
        let Some(known) = KINDS.iter().find(|it| it.name == kind) else {
            let close = near(kind, KINDS.iter().map(|it| it.name));
            self.fault(format!("`{kind}` is not a known fact type"), &close);
            return vec![];
        };
        let products = self.products.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        if self.view.withheld(kind, &products).is_some() {
            self.notes().incomplete.insert(known.name);
        }
        let all = self.view.of(kind).map(|(id, _)| id);
        let listed: Vec<FactId> = all.filter(|id| self.view.is_for(id, &products)).cloned().collect();
        self.notes().listed.extend(listed.iter().cloned());
        listed
    }

    /// The global names of facts: the fact itself for types with a single fact, else a map by id.
    pub fn globals(self: &Arc<Self>) -> Vec<(&'static str, Value)> {
        let value = |kind: &'static crate::fact::KindInfo| match kind.is_singleton {
            true => self.fact(&FactId::new(kind.name, kind.name)),
            false => Value::from_object(KindValue { world: self.clone(), kind: kind.name }),
        };
        KINDS.iter().map(|kind| (kind.name, value(kind))).collect()
    }

    /// The vendor's trading name, or its legal name if it has none, for use in statements; `None` if it is
    /// not public.
    pub fn vendor_name(&self) -> Option<&str> {
        let (_, vendor) = self.view.of("vendor").next()?;
        vendor.title.as_deref().filter(|_| vendor.audience == Audience::Public)
    }

    fn value(self: &Arc<Self>, datum: &Datum) -> Value {
        match datum {
            Datum::Absent => Value::UNDEFINED,
            Datum::Flag(it) => Value::from(*it),
            Datum::Number(it) => Value::from(*it),
            Datum::Text(it) | Datum::Internal(it) => Value::from(it.as_str()),
            Datum::Word(it) => Value::from(it.text()),
            Datum::Date(it) => Value::from(it.to_string()),
            Datum::List(items) => items.iter().map(|it| self.value(it)).collect(),
            Datum::Map(entries) => {
                let entries = entries.iter().map(|(name, it)| (*name, self.value(it))).collect();
                Value::from_object(MapValue { world: self.clone(), entries })
            }
            Datum::Fact(id) => self.fact(id),
        }
    }

    fn fault(&self, message: String, close: &[String]) {
        let help = if close.is_empty() {
            String::new()
        } else {
            format!("; did you mean `{}`?", close.join("`, `"))
        };
        self.notes().faults.push(message + &help);
    }
}

/// A fact. Besides its fields it has `id`, `kind`, `name` (its display name) and `ref` (type and id).
#[derive(Debug)]
struct FactValue {
    world: Arc<TemplateFacts>,
    id: FactId,
}

impl Object for FactValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    /// An existing fact is true: `{% if vendor %}`.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let fact = self.world.view.get(&self.id)?;
        let mut notes = self.world.notes();
        notes.facts.insert(self.id.clone());
        notes.read.insert((self.id.clone(), key.to_owned()));
        if STATE_FIELDS.contains(&key) {
            notes.state_read.insert(self.id.clone());
        }
        drop(notes);
        if let Some(datum) = self.world.supposed(&self.id, key) {
            return Some(self.world.value(&datum));
        }
        if let Some(datum) = fact.data.get(key) {
            if is_unstated(&self.id, key, fact, datum) {
                self.world.notes().unstated.insert((self.id.clone(), key.to_owned()));
                let assumed = self.world.assumed(&self.id, key);
                return Some(self.world.value(assumed.as_ref().unwrap_or(datum)));
            }
            return Some(self.world.value(datum));
        }
        match key {
            "id" => Some(Value::from(&*self.id.id)),
            "kind" => Some(Value::from(self.id.kind)),
            "ref" => Some(Value::from(self.id.to_string())),
            "name" => fact.title.clone().map(Value::from),
            _ => {
                let Datum::Map(entries) = &fact.data else { return None };
                let close = near(key, entries.iter().map(|(name, _)| *name));
                self.world.fault(format!("`{}` has no field `{key}`", self.id.kind), &close);
                None
            }
        }
    }
}

/// All facts of a type, by id.
#[derive(Debug)]
struct KindValue {
    world: Arc<TemplateFacts>,
    kind: &'static str,
}

impl Object for KindValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let id = FactId::new(self.kind, key.as_str()?);
        if self.world.view.get(&id).is_some() {
            let mut notes = self.world.notes();
            notes.read.insert((id.clone(), String::new()));
            // `'aws' in subprocessor` reads no field but depends on the fact.
            notes.sought.insert(id.clone());
            drop(notes);
            return Some(self.world.fact(&id));
        }
        let close = near(&id.id, self.world.view.of(self.kind).map(|(it, _)| &*it.id));
        self.world.fault(format!("there is no `{id}` that this audience may see"), &close);
        None
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let ids = self.world.listed(self.kind).into_iter().map(|id| Value::from(&*id.id));
        Enumerator::Values(ids.collect())
    }
}

/// A map inside a fact.
#[derive(Debug)]
struct MapValue {
    world: Arc<TemplateFacts>,
    entries: Vec<(&'static str, Value)>,
}

impl Object for MapValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let found = self.entries.iter().find(|(name, _)| *name == key);
        if found.is_none() {
            let names: Vec<_> = self.entries.iter().map(|(name, _)| format!("`{name}`")).collect();
            self.world.fault(format!("there is no field `{key}`; known fields: {}", names.join(", ")), &[]);
        }
        found.map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.entries.iter().map(|(name, _)| Value::from(*name)).collect())
    }
}
