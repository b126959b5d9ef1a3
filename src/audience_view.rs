//! The facts that one audience may see on one date: the only path from facts to output.
//!
//! Facts above the audience are absent, not hidden, so that no later step can leak them.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    ops::Range,
};

use chrono::NaiveDate;

use crate::{
    calendar::{Event, events},
    check::Sound,
    diagnostic::Place,
    fact::{AnyFact, Audience, Datum, Entry, FactId, FactState, KINDS, LIMITED_TO, Product, read::Field},
};

/// The facts that one audience may see on one day.
#[derive(Debug)]
pub struct AudienceView {
    /// The audience.
    pub audience: Audience,
    /// The day.
    pub on: NaiveDate,
    /// The facts by type, in the order of the files.
    facts: Vec<(FactId, Disclosed)>,
    /// The position of each fact.
    index: HashMap<FactId, usize>,
    /// The positions of the facts of each type.
    kinds: HashMap<&'static str, Range<usize>>,
    /// The facts that are restricted to a narrower audience.
    withheld: Vec<WithheldFact>,
}

/// A valid fact that is restricted to a narrower audience; kept only to detect incomplete lists.
#[derive(Debug)]
struct WithheldFact {
    kind: &'static str,
    /// The products that it is limited to; empty if it applies to all.
    products: BTreeSet<FactId>,
    /// Its key in its file. For messages to the vendor, never for output.
    place: Place,
}

/// One fact, as the audience may see it.
#[derive(Debug)]
pub struct Disclosed {
    /// The widest audience that may see it.
    pub audience: Audience,
    /// Its display name.
    pub title: Option<String>,
    /// Its fields and derived values; references lead only to facts that the audience may see.
    pub data: Datum,
    /// The last day on which it is valid, if stated. For the expiry dates of files, never for output.
    pub valid_until: Option<NaiveDate>,
    /// Its key in its file. For messages to the vendor, never for output.
    pub place: Place,
    /// Its fields' places. For messages to the vendor, never for output.
    pub fields: Vec<(String, Place)>,
}

impl AudienceView {
    /// The facts that `audience` may see on the day `on`.
    pub fn new(sound: Sound, audience: Audience, on: NaiveDate) -> Self {
        let open: Vec<&dyn AnyFact> = open(sound, audience, on, false).collect();
        let withheld =
            sound.facts().all().filter(|it| !may_know(*it, audience) && holds(sound, *it, on) && !it.draft());
        let withheld = withheld.map(|it| WithheldFact::new(it, sound, on)).collect();
        let mut disclosed = Vec::with_capacity(open.len());
        let index: HashMap<FactId, usize> =
            open.iter().enumerate().map(|(at, it)| (it.id().clone(), at)).collect();
        let mut kinds: HashMap<&'static str, Range<usize>> = HashMap::new();
        for fact in open {
            kinds.entry(fact.id().kind).or_insert(disclosed.len()..0).end = disclosed.len() + 1;
            let it = Disclosed {
                audience: fact.envelope().audience.unwrap_or(Audience::Internal),
                title: fact.title().map(|it| it.value.clone()),
                data: Datum::Map(visible_data(fact, sound, audience, on))
                    .retain(&|id| index.contains_key(id), audience == Audience::Internal),
                valid_until: fact
                    .envelope()
                    .valid
                    .as_ref()
                    .and_then(|it| it.until.as_ref())
                    .map(|it| it.value),
                place: fact.place(),
                fields: fact.fields().to_vec(),
            };
            disclosed.push((fact.id().clone(), it));
        }
        Self { audience, on, facts: disclosed, index, kinds, withheld }
    }

    /// The fact `id`, if the audience may see it.
    pub fn get(&self, id: &FactId) -> Option<&Disclosed> {
        self.facts.get(*self.index.get(id)?).map(|(_, it)| it)
    }

    /// The state of a fact, if its type has states.
    pub fn state(&self, id: &FactId) -> Option<FactState> {
        let word = self.get(id)?.data.get(FactState::field(id.kind)?)?.text()?;
        FactState::from_word(id.kind, word)
    }

    /// The location of the first fact of a kind that this audience may not see and that applies to one of
    /// these products, or to any if there are none; for messages to the vendor.
    pub fn withheld(&self, kind: &str, products: &BTreeSet<FactId>) -> Option<Place> {
        let of_kind = self.withheld.iter().filter(|it| it.kind == kind);
        of_kind.into_iter().find(|it| share(&it.products, products)).map(|it| it.place)
    }

    /// Whether a fact applies to one of these products; always true without products.
    pub fn is_for(&self, id: &FactId, products: &BTreeSet<FactId>) -> bool {
        let of = |it: &Disclosed| it.data.get("products").map(facts_in).unwrap_or_default();
        products.is_empty() || self.get(id).is_none_or(|it| share(&of(it), products))
    }

    /// The sources that facts name.
    pub fn sources(&self, facts: &BTreeSet<FactId>) -> BTreeSet<FactId> {
        let named = facts.iter().filter_map(|it| self.get(it)).filter_map(|it| it.data.get("source"));
        let of = |it: &Datum| if let Some(Datum::Fact(id)) = it.get("of") { Some(id.clone()) } else { None };
        named
            .filter_map(|it| if let Datum::List(items) = it { Some(items) } else { None })
            .flatten()
            .filter_map(of)
            .collect()
    }

    /// Every fact, in the order of the files.
    pub fn all(&self) -> impl Iterator<Item = (&FactId, &Disclosed)> {
        self.facts.iter().map(|(id, it)| (id, it))
    }

    /// Every fact of a type, in the order of its files.
    pub fn of(&self, kind: &str) -> impl Iterator<Item = (&FactId, &Disclosed)> + use<'_> {
        let range = self.kinds.get(kind).cloned().unwrap_or_default();
        self.facts.get(range).unwrap_or_default().iter().map(|(id, it)| (id, it))
    }
}

impl WithheldFact {
    fn new(fact: &dyn AnyFact, sound: Sound, on: NaiveDate) -> Self {
        let data = fact.data(on, &sound.facts().evidence);
        let products = data.iter().find(|(name, _)| *name == "products").map(|(_, it)| facts_in(it));
        Self { kind: fact.id().kind, products: products.unwrap_or_default(), place: fact.place() }
    }
}

/// Whether two limits have a product in common; an empty limit includes all products.
fn share(limits: &BTreeSet<FactId>, products: &BTreeSet<FactId>) -> bool {
    limits.is_empty() || products.is_empty() || !limits.is_disjoint(products)
}

/// The facts that a list refers to.
pub fn facts_in(list: &Datum) -> BTreeSet<FactId> {
    let Datum::List(items) = list else { return BTreeSet::new() };
    items.iter().filter_map(|it| if let Datum::Fact(id) = it { Some(id.clone()) } else { None }).collect()
}

/// The fields and derived values of a fact that `audience` may see.
fn visible_data(
    fact: &dyn AnyFact,
    sound: Sound,
    audience: Audience,
    on: NaiveDate,
) -> Vec<(&'static str, Datum)> {
    let mut data = fact.data(on, &sound.facts().evidence);
    if audience != Audience::Internal {
        data.retain(|(name, _)| !fact.internal().contains(name));
        withhold(fact.id().kind, &mut data, on);
    }
    let envelope = fact.envelope();
    if let Some((_, products)) = data.iter().find(|(name, _)| *name == "products") {
        // Names, not references: the limit is shown even if the product is not.
        let names = |it: &Entry<Product>| Datum::Text(it.body.name.value.clone());
        let limits: Vec<_> = sound.facts().limits(Some(products), on).into_iter().map(names).collect();
        data.push((LIMITED_TO, if limits.is_empty() { Datum::Absent } else { Datum::List(limits) }));
    }
    data.push(("source", envelope.source.datum()));
    data.push(("rests_on", envelope.rests_on.datum()));
    if audience == Audience::Internal {
        data.push(("owner", envelope.owner.datum()));
        data.push(("review", envelope.review.datum()));
        data.push(("evidence", envelope.evidence.datum()));
        data.push(("acknowledge", envelope.acknowledge.datum()));
    }
    data
}

/// Removes what only the internal audience sees: steps of a history that have not begun, notes on steps and
/// sources, the address of a policy that is not published.
fn withhold(kind: &str, data: &mut Vec<(&'static str, Datum)>, on: NaiveDate) {
    let is = |it: &(&'static str, Datum), name: &str, word: &str| it.0 == name && it.1.text() == Some(word);
    if kind == "policy" && !data.iter().any(|it| is(it, "availability", "published")) {
        data.iter_mut().filter(|(name, _)| *name == "url").for_each(|it| it.1 = Datum::Absent);
    }
    if kind == "source" {
        data.iter_mut().filter(|(name, _)| *name == "note").for_each(|it| it.1 = Datum::Absent);
    }
    let begun = |step: &Datum| !matches!(step.get("from"), Some(Datum::Date(from)) if *from > on);
    for (_, history) in data.iter_mut().filter(|it| kind == "certification" && it.0 == "history") {
        let Datum::List(steps) = history else { continue };
        steps.retain(begun);
        for step in steps {
            if let Datum::Map(fields) = step {
                fields.iter_mut().filter(|(name, _)| *name == "note").for_each(|it| it.1 = Datum::Absent);
            }
        }
    }
}

/// The stated fields of each fact that `audience` may see on the day `on`, as written, without derived
/// values. The internal audience also sees drafts and facts that are not valid on that day.
pub fn stated(sound: Sound, audience: Audience, on: NaiveDate) -> Vec<(FactId, Datum)> {
    let own = audience == Audience::Internal;
    let seen: HashSet<&FactId> = open(sound, audience, on, own).map(AnyFact::id).collect();
    let fields = |fact: &dyn AnyFact| {
        let mut data = visible_data(fact, sound, audience, on);
        let derived = KINDS.iter().find(|it| it.name == fact.id().kind).map_or(&[][..], |it| it.derived);
        let known = Datum::Map(data.clone());
        data.retain(|(name, _)| *name != LIMITED_TO && !derived.contains(name));
        for (name, value) in &mut data {
            *value = known.written(name).cloned().unwrap_or(Datum::Absent);
        }
        let envelope = fact.envelope();
        data.push(("audience", envelope.audience.unwrap_or(Audience::Internal).into()));
        if own {
            data.push(("valid", envelope.valid.datum()));
        }
        Datum::Map(data).retain(&|id| seen.contains(id), own)
    };
    open(sound, audience, on, own).map(|it| (it.id().clone(), fields(it))).collect()
}

/// The facts that `audience` may see on a day; with `all`, also drafts and facts that are not valid on that
/// day.
fn open<'s>(
    sound: Sound<'s>,
    audience: Audience,
    on: NaiveDate,
    all: bool,
) -> impl Iterator<Item = &'s dyn AnyFact> {
    sound
        .facts()
        .all()
        .filter(move |it| may_know(*it, audience) && (all || (holds(sound, *it, on) && !it.draft())))
}

/// Upcoming dates, and past dates without a follow-up, that `audience` may see on the day `on`. Only the
/// internal audience sees dates of facts that are not valid on that day, the actions, and the places of the
/// dates.
pub fn dates(sound: Sound, audience: Audience, on: NaiveDate, days: u32) -> Vec<Event> {
    let facts = sound.facts();
    let own = audience == Audience::Internal;
    let open: HashMap<&FactId, &dyn AnyFact> = facts
        .all()
        .filter(|it| may_know(*it, audience) && (own || holds(sound, *it, on)) && !it.draft())
        .map(|it| (it.id(), it))
        .collect();
    let mut events = events(facts, on, days);
    events.retain(|event| {
        event.audience <= audience && event.fact.as_ref().is_none_or(|it| open.contains_key(it))
    });
    for event in &mut events {
        event.place = event.place.filter(|_| own);
        event.todo = event.todo.take().filter(|_| own);
    }
    events
}

fn may_know(fact: &dyn AnyFact, audience: Audience) -> bool {
    fact.envelope().audience.unwrap_or(Audience::Internal) <= audience
}

/// Whether a fact is valid on the day `on`, and applies to a product that is.
pub fn holds(sound: Sound, fact: &dyn AnyFact, on: NaiveDate) -> bool {
    fact.envelope().holds(on) && sound.facts().idle_products(fact, on).is_empty()
}
