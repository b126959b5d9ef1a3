//! Answers about a period that moves with the calendar (`in the last 12 months`): once written, they are true
//! for a while only, and need a date on which a person looks at them again.

use chrono::Datelike;
use chrono::NaiveDate;

use super::{
    contradicted::accepts,
    resolved::{ResolvedAnswer, words_of},
};
use crate::{
    audience_view::Disclosed,
    contradictions::Stated,
    diagnostic::{Diagnostic, Level, codes},
    fact::{Answer, Entry},
    matching::plain_words,
    word_list::listed,
};

/// Words before a period that is counted from today.
const MOVING: &str = "last, past, previous, preceding, next, coming, upcoming, this, letzten, letztes, vergangenen, vorigen, nächsten, kommenden, \
    dieses, derniers, dernières, dernière, dernier, prochains, prochaines, últimos, últimas, último, próximos, próximas, ultimi, ultimo, \
    prossimi, laatste, afgelopen, vorig, komende, últimos";
/// Periods. Response times are counted in days and hours.
const UNITS: &str = "week, weeks, month, months, quarter, quarters, year, years, woche, wochen, monat, monate, monaten, quartal, jahr, jahre, jahren, \
    semaine, semaines, mois, trimestre, an, ans, année, années, semana, semanas, mes, meses, año, años, settimane, mesi, anno, anni, \
    weken, maand, maanden, jaar, mês, ano, anos";
/// Numbers in words.
const NUMBERS: &str = "one, two, three, four, five, six, nine, twelve, eighteen, twenty, few, couple, zwei, drei, vier, fünf, sechs, neun, zwölf, \
    deux, trois, quatre, cinq, six, douze, dos, tres, cinco, seis, doce, due, tre, cinque, sei, dodici, twee, drie, vijf, zes, twaalf";
/// Words before a year by whose end something was to be done.
const DEADLINE: &str = "by, until, before, bis, vor, avant, antes, entro, prima, vóór, tegen";
/// Words that may stand between.
const BETWEEN: &str = "the, end, of, q1, q2, q3, q4, ende, la, fin, de, fine, del, final, eind, calendar, business, full, fiscal, financial";

/// The finding for an answer about such a period that nobody has to look at again; and whether the entry
/// accepts it.
pub(super) fn unreviewed(
    given: &ResolvedAnswer,
    fact: &Disclosed,
    entry: &Entry<Answer>,
    stated: &Stated,
) -> Option<(Diagnostic, bool)> {
    let (message, help) = has_passed(given, entry, stated).or_else(|| moves(given, entry, stated.on))?;
    let mut finding = Diagnostic::new(codes::RELATIVE_PERIOD, words_of(fact).place, message).help(help);
    finding.level = Level::Warning;
    let accepted = accepts(entry, codes::RELATIVE_PERIOD, None, &finding);
    Some((finding, accepted))
}

/// The message and the help if the text speaks of a day to come that has passed. What a template took from
/// facts is theirs.
fn has_passed(
    given: &ResolvedAnswer,
    entry: &Entry<Answer>,
    stated: &Stated,
) -> Option<(String, &'static str)> {
    if let Some(words) = ago(&entry.body.text.0.value) {
        let message =
            format!("`{}` is not given: its text says `{words}`, which is true for some days only", given.id);
        return Some((message, "name the date"));
    }
    let words = stated.passed(&given.text, &given.question)?;
    let written = entry.body.text.0.value.contains(&words);
    let message = format!("`{}` is not given: its text says `{words}`, which has passed", given.id);
    written.then_some((message, "say what is so now, or let the text follow a fact"))
}

/// The message and the help if the answer is about a period that moves with the calendar.
fn moves(given: &ResolvedAnswer, entry: &Entry<Answer>, on: NaiveDate) -> Option<(String, &'static str)> {
    let envelope = &entry.envelope;
    let ends = envelope.valid.as_ref().is_some_and(|it| it.until.is_some());
    // What follows facts changes with them.
    let follows = !given.decided_by.is_empty() || !given.followed.is_empty();
    if envelope.review.is_some() || ends || follows {
        return None;
    }
    let proposition = entry.body.proposition.as_ref().map(|it| it.value.as_str());
    let texts = [Some(given.text.as_str()), Some(given.question.as_str()), proposition];
    let period = texts.into_iter().flatten().find_map(|it| period(it, on))?;
    let message = format!(
        "`{}` is not given: `{period}` is true for some time only, and no date says when the answer is to be reviewed",
        given.id
    );
    Some((
        message,
        "add `review: {last: DATE, every: 6 months}` or `valid: {until: DATE}` to the entry, or name the dates",
    ))
}

/// A time that is counted back from the day of writing: `two weeks ago`.
fn ago(text: &str) -> Option<String> {
    let words = plain_words(text);
    let at = words.iter().position(|it| it == "ago" || it == "yesterday")?;
    let from = at.saturating_sub(2);
    let counted = words.get(at) == Some(&"yesterday".to_owned())
        || words.get(from + 1..at)?.iter().any(|it| listed(UNITS, it) || it.starts_with("day"));
    counted.then(|| words[from..=at].join(" "))
}

/// The words of a text that name a period which moves with the calendar, or a year that was to come.
fn period(text: &str, on: NaiveDate) -> Option<String> {
    let words = plain_words(text);
    let number = |it: &str| it.bytes().all(|it| it.is_ascii_digit()) || listed(NUMBERS, it);
    let moving = |at: usize| {
        let mut end = at + 1;
        while words.get(end).is_some_and(|it| number(it) || listed(BETWEEN, it)) && end < at + 4 {
            end += 1;
        }
        let unit = words.get(end).filter(|it| listed(UNITS, it))?;
        // `This year's report` has a year of its own.
        let counted = end > at + 1 || unit.as_str() != "week";
        counted.then(|| words[at..=end].join(" "))
    };
    let deadline = |at: usize| {
        let mut end = at + 1;
        while words.get(end).is_some_and(|it| listed(BETWEEN, it)) && end < at + 5 {
            end += 1;
        }
        let year: i32 = words.get(end).filter(|it| it.len() == 4)?.parse().ok()?;
        ((2000..on.year()).contains(&year) && end > at + 1).then(|| words[at..=end].join(" "))
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let moves = listed(MOVING, word).then(|| moving(at)).flatten();
        moves.or_else(|| listed(DEADLINE, word).then(|| deadline(at)).flatten())
    })
}

#[cfg(test)]
mod tests {
    use super::period;

    #[test]
    fn periods_that_move_with_the_calendar_are_found() {
        let on = "2026-11-28".parse().unwrap_or_default();
        for (text, expected) in [
            ("Was a test carried out in the last 12 months?", "last 12 months"),
            ("Have you had a breach in the past three years?", "past three years"),
            ("We had no incident last year.", "last year"),
            ("It is planned for the next two quarters.", "next two quarters"),
            ("It is done this year.", "this year"),
            ("In den letzten 12 Monaten gab es keinen Vorfall.", "letzten 12 monaten"),
            ("Aucun incident ces 12 derniers mois.", "derniers mois"),
            ("Will it be done by the end of 2025?", "by the end of 2025"),
            ("Will it be done by the end of 2027?", ""),
            ("Access is reviewed every 12 months.", ""),
            ("We answer within the next 2 business days.", ""),
            ("Logs are kept for 12 months.", ""),
            ("The last test was in March 2024.", ""),
            ("Tested at least once a year.", ""),
            ("Signed by 2024 and later customers.", ""),
        ] {
            assert_eq!(period(text, on).unwrap_or_default(), expected, "{text}");
        }
    }
}
