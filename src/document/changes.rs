//! Dated changes among the subprocessors, as customers may follow them: what the feed publishes.

use chrono::NaiveDate;

use super::sources::notes_of;
use crate::{
    calendar::told_of_end,
    disclosure::{Disclosed, Disclosure},
    fact::{Datum, FactId, parse_date},
    prose::{Block, Inline, Target, text},
    statement::long_date,
};

/// The feed's path from the pages.
pub const FEED: &str = "subprocessors.atom";

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubprocessorChange {
    /// The subprocessor.
    pub fact: FactId,
    /// `start` or `end`; with the fact's id, the change's lasting name.
    pub what: &'static str,
    /// The day of the change.
    pub day: NaiveDate,
    /// What changes, in a few words.
    pub title: String,
    /// What changes, in a sentence.
    pub sentence: String,
    /// The same, and when customers were told.
    pub words: String,
    /// The day on which it was first said: customers were told, or it came; else the day that its sources bear.
    pub published: NaiveDate,
    /// The day on which what is said of it changed last.
    pub updated: NaiveDate,
}

/// The changes that the audience may know, the newest first. A start that is still to come is among them as it is on the pages;
/// an end that is still to come is known from the day on which customers were told.
pub fn subprocessor_changes(disclosure: &Disclosure) -> Vec<SubprocessorChange> {
    let mut changes = Vec::new();
    for (id, fact) in disclosure.of("subprocessor") {
        let day = |name: &str| if let Some(Datum::Date(it)) = fact.data.get(name) { Some(*it) } else { None };
        let (since, until, notified) = (day("since"), day("until"), day("notified"));
        let of_end = told_of_end(since, until, notified);
        let on = disclosure.on;
        let started = since.and_then(|it| change(id, fact, "start", it, notified.filter(|_| !of_end), on));
        // A start that is to come is on the pages already, whoever was told: the feed says no less.
        changes.extend(started.or_else(|| since.and_then(|it| planned(id, fact, it, stated_on(id, disclosure), on))));
        changes.extend(until.and_then(|it| change(id, fact, "end", it, notified.filter(|_| of_end), on)));
    }
    changes.sort_by(|a, b| (b.updated, &a.fact, a.what).cmp(&(a.updated, &b.fact, b.what)));
    changes
}

fn change(
    id: &FactId,
    fact: &Disclosed,
    what: &'static str,
    day: NaiveDate,
    notified: Option<NaiveDate>,
    on: NaiveDate,
) -> Option<SubprocessorChange> {
    let name = fact.title.as_deref()?;
    let told = notified.filter(|it| *it <= on);
    // The last day is still one of use.
    let come = if what == "start" { Some(day) } else { day.succ_opt() }.filter(|it| *it <= on);
    let (published, updated) = (told.into_iter().chain(come).min()?, told.into_iter().chain(come).max()?);
    let date = long_date(day);
    let title = match (what, come.is_some()) {
        ("start", false) => format!("{name} from {date}"),
        ("start", true) => format!("{name} since {date}"),
        _ => format!("{name} until {date}"),
    };
    let [to_come, has_come] = sentences(fact, what, day)?;
    let sentence = if come.is_some() { has_come } else { to_come };
    let told = told.map_or(String::new(), |it| format!(" Customers were told on {}.", long_date(it)));
    let words = format!("{sentence}{told}");
    Some(SubprocessorChange { fact: id.clone(), what, day, title, sentence, words, published, updated })
}

/// A start that is to come and of which customers were not told, as the sources state it.
fn planned(id: &FactId, fact: &Disclosed, day: NaiveDate, stated: NaiveDate, on: NaiveDate) -> Option<SubprocessorChange> {
    let told = change(id, fact, "start", day, Some(stated), on).filter(|_| day > on)?;
    Some(SubprocessorChange { words: told.sentence.clone(), ..told })
}

/// The day on which the sources of a fact state it: the last that one of them bears; else the day of the disclosure.
fn stated_on(id: &FactId, disclosure: &Disclosure) -> NaiveDate {
    let notes = notes_of(id, disclosure);
    let dated = notes.iter().filter_map(|it| parse_date(it.dated.as_deref()?)).filter(|it| *it <= disclosure.on);
    dated.max().unwrap_or(disclosure.on)
}

/// What changes, in a sentence: while it is to come, and once it has come.
fn sentences(fact: &Disclosed, what: &str, day: NaiveDate) -> Option<[String; 2]> {
    let (name, date) = (fact.title.as_deref()?, long_date(day));
    let purpose = if let Some(Datum::Text(it)) = fact.data.get("purpose") { it.as_str() } else { "" };
    Some(if what == "start" {
        [format!("{name} will be a subprocessor from {date}: {purpose}."), format!("{name} became a subprocessor on {date}: {purpose}.")]
    } else {
        [format!("{name} will be a subprocessor until {date}."), format!("{name} was a subprocessor until {date}.")]
    })
}

/// Every dated change that the data state, by its lasting name (`subprocessor/mailer/start/2027-04-01`), in the sentences that
/// say it before and after.
pub fn dated_changes(disclosure: &Disclosure) -> Vec<(String, [String; 2])> {
    let of = |(id, fact): (&FactId, &Disclosed)| {
        let ends = [("start", "since"), ("end", "until")].map(|(what, field)| {
            let Some(Datum::Date(day)) = fact.data.get(field) else { return None };
            Some((lasting_name(id, what, *day), sentences(fact, what, *day)?))
        });
        ends.into_iter().flatten().collect::<Vec<_>>()
    };
    disclosure.of("subprocessor").flat_map(of).collect()
}

/// A change's lasting name.
pub fn lasting_name(id: &FactId, what: &str, day: NaiveDate) -> String {
    format!("{id}/{what}/{day}")
}

/// A change as it would be published if customers were told on the day of the disclosure.
pub fn announced(disclosure: &Disclosure, id: &FactId, what: &'static str, day: NaiveDate) -> Option<SubprocessorChange> {
    change(id, disclosure.get(id)?, what, day, Some(disclosure.on), disclosure.on)
}

/// A line that leads to the feed; none where there is nothing to follow.
pub fn feed_link(disclosure: &Disclosure) -> Vec<Block> {
    if subprocessor_changes(disclosure).is_empty() {
        return vec![];
    }
    let link = Inline::Link { to: Target::File(FEED.into()), text: text("a feed (Atom)") };
    let mut words = text("Follow changes among the subprocessors in ");
    words.extend([link, Inline::Text(".".into())]);
    vec![Block::Paragraph(words)]
}
