//! The days on which a date in the data may change statements.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::fact::{Datum, Facts, still_to_come};

/// Every date in `(after, until]` that a fact names, and the day after each. Nothing changes by date on other
/// days.
pub fn days_of_change(facts: &Facts, after: NaiveDate, until: NaiveDate) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::new();
    let mut add = |day: NaiveDate| {
        days.extend(
            [Some(day), day.succ_opt()].into_iter().flatten().filter(|it| after < *it && *it <= until),
        )
    };
    for fact in facts.all() {
        // Derived values differ by day; the fields do not.
        fact.data(until, &facts.evidence).iter().for_each(|(_, it)| dates(it, &mut add));
        still_to_come(fact, after).into_iter().for_each(|it| add(it.day));
        let envelope = fact.envelope();
        let valid = envelope.valid.iter().flat_map(|it| [&it.from, &it.until]);
        valid.flatten().for_each(|it| add(it.value));
        let review = envelope.review.as_ref().and_then(|it| it.every.after(it.last.value));
        review.into_iter().for_each(&mut add);
    }
    // A result is valid for a limited time.
    facts.scans.iter().filter_map(|it| it.body.up_to_date_until(&facts.evidence, until)).for_each(&mut add);
    days
}

fn dates(datum: &Datum, each: &mut impl FnMut(NaiveDate)) {
    match datum {
        Datum::Date(day) => each(*day),
        Datum::List(items) => items.iter().for_each(|it| dates(it, each)),
        Datum::Map(entries) => entries.iter().for_each(|(_, it)| dates(it, each)),
        _ => {}
    }
}
