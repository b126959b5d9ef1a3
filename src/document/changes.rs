//! Dated changes of subprocessors, as the feed publishes them.

use chrono::NaiveDate;

use super::sources::notes_of;
use crate::{
    audience_view::{AudienceView, Disclosed, facts_in},
    calendar::{NoticeChange, notified_of_end},
    fact::{CHANGEABLE, Datum, FactId, LIMITED_TO, parse_date},
    ledger::ChangeName,
    markup::{Block, Inline, LinkTarget, text},
    statement::{capital, ended, in_line, long_date, separated},
};

/// The feed's path from the pages.
pub const FEED: &str = "subprocessors.atom";

/// The text before the value that a future change replaces.
pub const UNTIL_THEN: &str = " (until then: ";
/// What precedes the value that a change has replaced.
pub const PREVIOUSLY: &str = " (previously: ";

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubprocessorChange {
    /// The subprocessor.
    pub fact: FactId,
    /// `start`, `end` or `change`; together with the fact's id, and for `change` with the date, it identifies
    /// the change.
    pub what: String,
    /// The date of the change.
    pub day: NaiveDate,
    /// A title.
    pub title: String,
    /// What changes, in a sentence.
    pub sentence: String,
    /// The sentence, and when customers were notified.
    pub words: String,
    /// The date on which customers were notified, if the data has it.
    pub notified_on: Option<NaiveDate>,
    /// The date of its first publication: when it was recorded, customers were notified, or it took effect;
    /// `None` if unknown.
    pub published: Option<NaiveDate>,
    /// The date on which its text last changed; if unknown, the date of its sources.
    pub updated: NaiveDate,
}

/// Sorts changes, the newest first.
pub fn newest_first(changes: &mut [SubprocessorChange]) {
    changes.sort_by(|a, b| (b.updated, &a.fact, &a.what).cmp(&(a.updated, &b.fact, &b.what)));
}

/// A change as stated in the data.
struct Stated {
    what: NoticeChange,
    day: NaiveDate,
    /// The date on which customers were or are to be notified.
    notified: Option<NaiveDate>,
    /// The sentence before and after the change takes effect.
    sentences: [String; 2],
}

/// The changes that the audience may see, newest first. Future changes are included even if customers have
/// not been notified, because the pages show them too.
pub fn subprocessor_changes(view: &AudienceView) -> Vec<SubprocessorChange> {
    let mut changes = Vec::new();
    for (id, fact) in view.of("subprocessor") {
        for it in changes_in(view, id, fact) {
            let known = change(id, fact, &it, it.notified, view.on);
            changes.extend(known.or_else(|| planned(id, fact, &it, stated_on(id, view), view.on)));
        }
    }
    newest_first(&mut changes);
    changes
}

/// The changes of a subprocessor in the data, without its end if another entry states that the same company
/// is still used.
fn changes_in(view: &AudienceView, id: &FactId, fact: &Disclosed) -> Vec<Stated> {
    let mut changes = changes_of(fact);
    let name = |it: &Disclosed| it.title.as_ref().map(|it| it.trim().to_lowercase());
    let products = |it: &Disclosed| it.data.get("products").map(facts_in).unwrap_or_default();
    let goes_on = |day: NaiveDate| {
        view.of("subprocessor").any(|(other, it)| {
            let begins = date(&it.data, "since").and_then(|it| it.pred_opt()).is_none_or(|it| it <= day);
            let ends = date(&it.data, "until").is_some_and(|it| it <= day);
            let theirs = products(it);
            let for_all =
                theirs.is_empty() || (!products(fact).is_empty() && products(fact).is_subset(&theirs));
            other != id && name(it) == name(fact) && begins && !ends && for_all
        })
    };
    changes.retain(|it| it.what != NoticeChange::Ends || !goes_on(it.day));
    changes
}

/// Every change of a subprocessor that the data has.
fn changes_of(fact: &Disclosed) -> Vec<Stated> {
    let (Some(name), day) = (fact.title.as_deref(), |name: &str| date(&fact.data, name)) else {
        return vec![];
    };
    let (since, until, notified) = (day("since"), day("until"), day("notified"));
    let of_end = notified_of_end(since, until, notified);
    let parts = CHANGEABLE.iter().filter_map(|field| {
        let value = words(fact.data.written(field));
        (!value.is_empty()).then(|| detail(field, value))
    });
    let parts: String = parts.collect();
    let limit = limit(fact);
    let start = since.map(|day| Stated {
        what: NoticeChange::Starts,
        day,
        notified: notified.filter(|_| !of_end),
        sentences: [
            format!("From {}, {name} will be a subprocessor{limit}.{parts}", long_date(day)),
            format!("{name} became a subprocessor{limit} on {}.{parts}", long_date(day)),
        ],
    });
    let end = until.map(|day| Stated {
        what: NoticeChange::Ends,
        day,
        notified: notified.filter(|_| of_end),
        sentences: [
            format!("{name} will no longer be a subprocessor{limit} after {}.", long_date(day)),
            format!("{name} was a subprocessor{limit} until {}.", long_date(day)),
        ],
    });
    start.into_iter().chain(updates(fact, name, until)).chain(end).collect()
}

/// The products that it is used for, if not all: ` for Example Server`.
fn limit(fact: &Disclosed) -> String {
    let Some(Datum::List(items)) = fact.data.get(LIMITED_TO) else { return String::new() };
    let names: Vec<_> = items.iter().filter_map(Datum::text).collect();
    in_line(&names).map_or(String::new(), |it| format!(" for {it}"))
}

/// The changes of its location, data or purpose.
fn updates(fact: &Disclosed, name: &str, until: Option<NaiveDate>) -> Vec<Stated> {
    let Some(Datum::List(items)) = fact.data.get("changes") else { return vec![] };
    let dated = items.iter().enumerate().filter_map(|(at, it)| Some((at, date(it, "from")?, it)));
    let mut dated: Vec<_> = dated.filter(|(_, day, _)| until.is_none_or(|until| *day <= until)).collect();
    dated.sort_by_key(|(_, day, _)| *day);
    let limit = limit(fact);
    let mut held = CHANGEABLE.map(|field| words(fact.data.written(field)));
    let mut stated = Vec::new();
    for (at, day, update) in dated {
        let mut parts = [String::new(), String::new()];
        for (field, before) in CHANGEABLE.iter().zip(&mut held) {
            let now = words(update.get(field));
            if now.is_empty() || now == *before {
                continue;
            }
            let with = |intro: &str| {
                let was = if before.is_empty() { String::new() } else { format!("{intro}{before})") };
                format!("{now}{was}")
            };
            parts[0] += &detail(&format!("new {field}"), with(UNTIL_THEN));
            parts[1] += &detail(field, with(PREVIOUSLY));
            *before = now;
        }
        let from = long_date(day);
        let worded =
            |verb, parts| format!("The use of {name} as a subprocessor{limit} {verb} on {from}.{parts}");
        let [to_come, has_come] = &parts;
        let sentences = [worded("will change", to_come), worded("changed", has_come)];
        stated.push(Stated {
            what: NoticeChange::Alters(at),
            day,
            notified: date(update, "notified"),
            sentences,
        });
    }
    stated
}

/// A stated detail of a subprocessor, as a separate sentence: ` Location: Ireland.`
fn detail(field: &str, value: String) -> String {
    format!(" {}: {}", capital(field), ended(value))
}

fn date(data: &Datum, name: &str) -> Option<NaiveDate> {
    if let Some(Datum::Date(it)) = data.get(name) { Some(*it) } else { None }
}

fn words(value: Option<&Datum>) -> String {
    match value {
        Some(Datum::List(items)) => {
            let items: Vec<_> = items.iter().map(|it| words(Some(it))).collect();
            separated(&items.iter().map(String::as_str).collect::<Vec<_>>())
        }
        other => other.and_then(Datum::text).unwrap_or_default().to_owned(),
    }
}

fn change(
    id: &FactId,
    fact: &Disclosed,
    it: &Stated,
    notified: Option<NaiveDate>,
    on: NaiveDate,
) -> Option<SubprocessorChange> {
    let name = fact.title.as_deref()?;
    let notified_on = notified.filter(|it| *it <= on);
    // The last day of use is included.
    let come =
        if it.what == NoticeChange::Ends { it.day.succ_opt() } else { Some(it.day) }.filter(|it| *it <= on);
    let (published, updated) =
        (notified_on.into_iter().chain(come).min()?, notified_on.into_iter().chain(come).max()?);
    let date = long_date(it.day);
    let title = match (it.what, come.is_some()) {
        (NoticeChange::Starts, false) => format!("{name}: subprocessor from {date}"),
        (NoticeChange::Starts, true) => format!("{name}: subprocessor since {date}"),
        (NoticeChange::Ends, _) => format!("{name}: subprocessor until {date}"),
        (NoticeChange::Alters(_), _) => format!("{name}: subprocessor change on {date}"),
    };
    let [to_come, has_come] = &it.sentences;
    let sentence = if come.is_some() { has_come } else { to_come }.clone();
    let of_notice =
        notified_on.map_or(String::new(), |it| format!(" Customers were notified on {}.", long_date(it)));
    let words = format!("{sentence}{of_notice}");
    let (what, published) = (it.what.name(), Some(published));
    Some(SubprocessorChange {
        fact: id.clone(),
        what,
        day: it.day,
        title,
        sentence,
        words,
        notified_on,
        published,
        updated,
    })
}

/// A future change of which customers have not been notified.
fn planned(
    id: &FactId,
    fact: &Disclosed,
    it: &Stated,
    stated: NaiveDate,
    on: NaiveDate,
) -> Option<SubprocessorChange> {
    let stated_change = change(id, fact, it, Some(stated), on)?;
    Some(SubprocessorChange {
        words: stated_change.sentence.clone(),
        notified_on: None,
        published: None,
        ..stated_change
    })
}

/// The latest date of a fact's sources; the effective date if they have none.
fn stated_on(id: &FactId, view: &AudienceView) -> NaiveDate {
    let notes = notes_of(id, view);
    let dated = notes.iter().filter_map(|it| parse_date(it.dated.as_deref()?)).filter(|it| *it <= view.on);
    dated.max().unwrap_or(view.on)
}

/// Every dated change by its name (`subprocessor/mailer/start/2027-04-01`), with its sentences before and
/// after it takes effect.
pub fn dated_changes(view: &AudienceView) -> Vec<(String, [String; 2])> {
    let named = |id: &FactId, it: Stated| (lasting_name(id, &it.what.name(), it.day), it.sentences);
    view.of("subprocessor")
        .flat_map(|(id, fact)| changes_in(view, id, fact).into_iter().map(move |it| named(id, it)))
        .collect()
}

/// The name of a change, which never changes.
pub fn lasting_name(id: &FactId, what: &str, day: NaiveDate) -> String {
    ChangeName { fact: &id.to_string(), what, day: &day.to_string() }.to_string()
}

/// A change as it would be published if customers were notified on the effective date.
pub fn announced(view: &AudienceView, id: &FactId, what: NoticeChange) -> Option<SubprocessorChange> {
    let fact = view.get(id)?;
    let stated = changes_in(view, id, fact).into_iter().find(|it| it.what == what)?;
    change(id, fact, &stated, Some(view.on), view.on)
}

/// A link to the feed; empty if there are no changes.
pub fn feed_link(view: &AudienceView) -> Vec<Block> {
    if subprocessor_changes(view).is_empty() {
        return vec![];
    }
    let link = Inline::Link { to: LinkTarget::File(FEED.into()), text: text("Atom feed") };
    let mut words = text("Subprocessor changes are also published as an ");
    words.extend([link, Inline::Text(".".into())]);
    vec![Block::Paragraph(words)]
}
