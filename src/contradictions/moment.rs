//! Recognises dates in the spellings and languages of texts: `30 November 2026`, `2026-11-30`, `March 2027`,
//! `2027`.

use chrono::{Datelike, Days, NaiveDate};

use super::sentence::Sentence;

/// The beginnings of the names of months in the languages of texts, by month.
const MONTHS: [&str; 12] = [
    "jan, gen, ene",
    "feb, fév",
    "mar, mär, mrt, maa",
    "apr, avr, abr",
    "may, mai, mag, mei, may",
    "jun, juin, giu",
    "jul, juil, lug",
    "aug, aoû, ago",
    "sep, set",
    "oct, okt, ott, out",
    "nov",
    "dec, dez, déc, dic",
];
/// Words that may be between the parts of a date.
const WITHIN: &str = "of, de, di, th, st, nd, rd, the";
/// Quarters and halves with their first and last month.
const PARTS: &[(&str, [u32; 2])] =
    &[("q1", [1, 3]), ("q2", [4, 6]), ("q3", [7, 9]), ("q4", [10, 12]), ("h1", [1, 6]), ("h2", [7, 12])];

/// A date in a text, with the days that it may mean.
#[derive(Debug, Clone)]
pub struct Moment {
    /// First and last days; several if the order of day and month is unclear.
    pub spans: Vec<(NaiveDate, NaiveDate)>,
    /// The index of the word after it.
    pub next: usize,
}

impl Moment {
    /// Whether the date may mean this day or contain it.
    pub fn means(&self, day: NaiveDate) -> bool {
        self.spans.iter().any(|(from, until)| *from <= day && day <= *until)
    }
}

/// The date that begins at a word.
pub fn moment(sentence: &Sentence, at: usize) -> Option<Moment> {
    numeric(sentence, at)
        .or_else(|| written(sentence, at))
        .or_else(|| quarter(sentence, at))
        .or_else(|| Some(Moment { spans: vec![months(year(sentence.word(at))?, 1, 12)?], next: at + 1 }))
}

/// `2026-11-30`, `30.11.2026`, `11/30/2026`, `2027-03`, `03/2027`.
fn numeric(sentence: &Sentence, at: usize) -> Option<Moment> {
    let joined = |left: usize| matches!(sentence.between(left), "-" | "." | "/" | "\u{2011}" | ". ");
    let small = |at: usize| sentence.word(at).parse::<u32>().ok().filter(|it| (1..=31).contains(it));
    if !joined(at) {
        return None;
    }
    let three = joined(at + 1);
    if let Some(year) = year(sentence.word(at)) {
        let month = small(at + 1)?;
        return match small(at + 2).filter(|_| three) {
            Some(day) => days(&[NaiveDate::from_ymd_opt(year, month, day)], at + 3),
            None => Some(Moment { spans: vec![months(year, month, month)?], next: at + 2 }),
        };
    }
    let one = small(at)?;
    if let Some(year) = year(sentence.word(at + 1)) {
        return Some(Moment { spans: vec![months(year, one, one)?], next: at + 2 });
    }
    let (two, year) = (small(at + 1)?, year(sentence.word(at + 2)).filter(|_| three)?);
    days(&[NaiveDate::from_ymd_opt(year, two, one), NaiveDate::from_ymd_opt(year, one, two)], at + 3)
}

/// `30 November 2026`, `November 30th, 2026`, `November 2026`.
fn written(sentence: &Sentence, at: usize) -> Option<Moment> {
    let skip = |mut at: usize| {
        while super::table::is_among(sentence.word(at), WITHIN) {
            at += 1;
        }
        at
    };
    let day_at = |at: usize| sentence.word(at).parse::<u32>().ok().filter(|it| (1..=31).contains(it));
    let first = day_at(at);
    let month_at = if first.is_some() { skip(at + 1) } else { at };
    let month = month(sentence.word(month_at))?;
    let mut next = skip(month_at + 1);
    let second = day_at(next).filter(|_| first.is_none());
    if second.is_some() {
        next = skip(next + 1);
    }
    let year = year(sentence.word(next))?;
    match first.or(second) {
        Some(day) => days(&[NaiveDate::from_ymd_opt(year, month, day)], next + 1),
        None => Some(Moment { spans: vec![months(year, month, month)?], next: next + 1 }),
    }
}

/// `Q1 2027`. Words are either letters or digits, so `Q1` is two.
fn quarter(sentence: &Sentence, at: usize) -> Option<Moment> {
    let joined = format!("{}{}", sentence.word(at), sentence.word(at + 1));
    let (_, [from, until]) = PARTS.iter().find(|it| it.0 == joined)?;
    Some(Moment { spans: vec![months(year(sentence.word(at + 2))?, *from, *until)?], next: at + 3 })
}

fn month(word: &str) -> Option<u32> {
    // `May` is a whole name; other words that short are not names of months.
    if word.chars().count() < 3 {
        return None;
    }
    let begins = |it: &str| word.starts_with(it);
    let at = MONTHS.iter().position(|table| table.split(", ").any(begins))?;
    u32::try_from(at + 1).ok().filter(|_| word.chars().count() <= 10)
}

fn year(word: &str) -> Option<i32> {
    let digits = word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
    word.parse().ok().filter(|it| digits && (1990..2100).contains(it))
}

/// A date that is one of these days; invalid days are left out.
fn days(days: &[Option<NaiveDate>], next: usize) -> Option<Moment> {
    let spans: Vec<_> = days.iter().flatten().map(|it| (*it, *it)).collect();
    (!spans.is_empty()).then_some(Moment { spans, next })
}

/// The first day of month `from` and the last day of month `until`.
fn months(year: i32, from: u32, until: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, from, 1)?;
    let last = NaiveDate::from_ymd_opt(year, until, 1)?;
    let after = last.checked_add_months(chrono::Months::new(1))?;
    Some((first, after.with_day(1)?.checked_sub_days(Days::new(1))?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contradictions::sentence::sentences, fact::Facts, names::Names};

    #[test]
    fn dates_are_read_in_many_spellings() {
        let facts = Facts::default();
        let names = Names::new(&facts, NaiveDate::default());
        for (text, first, last) in [
            ("30 November 2026", "2026-11-30", "2026-11-30"),
            ("November 30th, 2026", "2026-11-30", "2026-11-30"),
            ("2026-11-30", "2026-11-30", "2026-11-30"),
            ("30.11.2026", "2026-11-30", "2026-11-30"),
            ("30 de noviembre de 2026", "2026-11-30", "2026-11-30"),
            ("03/2027", "2027-03-01", "2027-03-31"),
            ("March 2027", "2027-03-01", "2027-03-31"),
            ("Q1 2027", "2027-01-01", "2027-03-31"),
            ("H2 2027", "2027-07-01", "2027-12-31"),
            ("2027", "2027-01-01", "2027-12-31"),
            ("27001", "", ""),
            ("31 February 2027", "", ""),
        ] {
            let sentences = sentences(text, &names);
            let found = sentences.first().and_then(|it| moment(it, 0));
            let span = found.and_then(|it| it.spans.first().copied());
            let (from, until) =
                span.map_or_else(Default::default, |(from, until)| (from.to_string(), until.to_string()));
            assert_eq!((from.as_str(), until.as_str()), (first, last), "{text}");
        }
    }
}
