//! Answers about a period that moves with the calendar (`in the last 12 months`): they are true only for a
//! while and need a review date.

use chrono::NaiveDate;

use super::{
    contradicted::accepts,
    moving_period::{is_unit, lasts, period},
    resolved::{ResolvedAnswer, words_of},
};
use crate::{
    audience_view::Disclosed,
    contradictions::StatedFacts,
    diagnostic::{Diagnostic, Level, codes},
    fact::{Answer, Entry},
    matching::plain_words,
};

/// The finding for an answer about such a period without a review date, and whether the entry accepts it.
pub fn unreviewed(
    given: &ResolvedAnswer,
    fact: &Disclosed,
    entry: &Entry<Answer>,
    stated: &StatedFacts,
) -> Option<(Diagnostic, bool)> {
    let (message, help) = has_passed(given, entry, stated).or_else(|| moves(given, entry, stated.on))?;
    let mut finding = Diagnostic::new(codes::RELATIVE_PERIOD, words_of(fact).place, message).help(help);
    finding.level = Level::Warning;
    let accepted = accepts(entry, codes::RELATIVE_PERIOD, None, &finding);
    Some((finding, accepted))
}

/// The message and the help if the text refers to a future date that has passed. Dates that a template took
/// from facts do not count.
fn has_passed(
    given: &ResolvedAnswer,
    entry: &Entry<Answer>,
    stated: &StatedFacts,
) -> Option<(String, String)> {
    if let Some(words) = ago(&entry.body.text.0.value) {
        let message =
            format!("`{}` is not given: its text says `{words}`, which is true for some days only", given.id);
        return Some((message, "name the date".into()));
    }
    let words = stated.passed(&given.text, &given.question)?;
    let written = entry.body.text.0.value.contains(&words);
    let message = format!("`{}` is not given: its text says `{words}`, which has passed", given.id);
    written.then_some((message, "say what is so now, or let the text follow a fact".into()))
}

/// The message and the help if the answer is about a period that moves with the calendar.
fn moves(given: &ResolvedAnswer, entry: &Entry<Answer>, on: NaiveDate) -> Option<(String, String)> {
    let envelope = &entry.envelope;
    let ends = envelope.valid.as_ref().is_some_and(|it| it.until.is_some());
    // Text that follows facts changes with them.
    let follows = !given.decided_by.is_empty() || !given.followed.is_empty();
    if ends || follows {
        return None;
    }
    let proposition = entry.body.proposition.as_ref().map(|it| it.value.as_str());
    let texts = [Some(given.text.as_str()), Some(given.question.as_str()), proposition];
    let period = texts.into_iter().flatten().find_map(|it| period(it, on))?;
    if let Some(review) = &envelope.review {
        let last = review.last.value;
        // An overdue review is reported separately.
        if review.every.after(last).is_some_and(|due| due < on) {
            return None;
        }
        let message = format!(
            "`{}` is not given: `{period}` is counted from today, and the answer was last reviewed on \
             {last}, more than {} days ago",
            given.id,
            lasts(&period)
        );
        return ((on - last).num_days() > lasts(&period))
            .then_some((message, "review the answer more often, or name the dates in its text".into()));
    }
    let message = format!(
        "`{}` is not given: `{period}` is true for some time only, and no date says when the answer must be \
         reviewed",
        given.id
    );
    let help = format!(
        "add `review: {{last: DATE, every: {} days}}` or `valid: {{until: DATE}}` to the entry, or name the \
         dates",
        lasts(&period)
    );
    Some((message, help))
}

/// A time relative to the date of writing: `two weeks ago`.
fn ago(text: &str) -> Option<String> {
    let words = plain_words(text);
    let at = words.iter().position(|it| it == "ago" || it == "yesterday")?;
    let from = at.saturating_sub(2);
    let counted = words.get(at) == Some(&"yesterday".to_owned())
        || words.get(from + 1..at)?.iter().any(|it| is_unit(it) || it.starts_with("day"));
    counted.then(|| words[from..=at].join(" "))
}
