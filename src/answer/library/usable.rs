//! The entries of the library that may be given to an audience on a day, and why others are not.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::{
    answer::entries::{
        resolved::ResolvedAnswer,
        withheld::{Withheld, hold},
    },
    audience_view::holds,
    check::Sound,
    fact::{Answer, Audience, Entry, FactId},
};

/// The entries, by whether they may be given.
pub struct Usable<'a> {
    /// Those that may be given, with their answers.
    pub free: Vec<(&'a Entry<Answer>, &'a ResolvedAnswer)>,
    /// The others, with the reason.
    pub held: Vec<(&'a Entry<Answer>, Withheld)>,
}

impl<'a> Usable<'a> {
    /// Sorts the entries: `given` are the answers that can be given, `withheld` says of some others why not.
    pub fn of(
        sound: Sound<'a>,
        given: &'a [ResolvedAnswer],
        withheld: &BTreeMap<FactId, Withheld>,
        audience: Audience,
        on: NaiveDate,
    ) -> Self {
        let by_id: HashMap<&FactId, &ResolvedAnswer> = given.iter().map(|it| (&it.id, it)).collect();
        let mut usable = Self { free: vec![], held: vec![] };
        for entry in &sound.facts().answers {
            let why = match (hold(entry, audience, on), by_id.get(&entry.id)) {
                (None, Some(given)) => {
                    usable.free.push((entry, *given));
                    continue;
                }
                (None, None) if !holds(sound, entry, on) => Withheld::NotNow,
                (None, None) => withheld.get(&entry.id).copied().unwrap_or(Withheld::Contradicted),
                (Some(why), _) => why,
            };
            usable.held.push((entry, why));
        }
        usable
    }
}
