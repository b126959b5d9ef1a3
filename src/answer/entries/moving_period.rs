//! Periods that move with the calendar: `in the last 12 months`, `next year`, `by the end of 2025`.

use chrono::{Datelike, NaiveDate};

use crate::{matching::plain_words, word_list::listed};

/// Words before a period relative to the present date.
const MOVING: &str = "last, past, previous, preceding, next, coming, upcoming, this, letzten, letztes, \
                      vergangenen, vorigen, nächsten, kommenden, dieses, derniers, dernières, dernière, \
                      dernier, prochains, prochaines, últimos, últimas, último, próximos, próximas, ultimi, \
                      ultimo, prossimi, laatste, afgelopen, vorig, komende, últimos";
/// Words before a year that is a deadline.
const DEADLINE: &str = "by, until, before, bis, vor, avant, antes, entro, prima, vóór, tegen";
/// Words that may be between.
const BETWEEN: &str = "the, end, of, q1, q2, q3, q4, ende, la, fin, de, fine, del, final, eind, calendar, \
                       business, full, fiscal, financial";
/// The units of periods, with their lengths in days. Response times are given in days and hours.
const DAYS: [(&str, i64); 4] = [
    ("week, weeks, woche, wochen, semaine, semaines, semana, semanas, settimane, weken", 7),
    ("month, months, monat, monate, monaten, mois, mes, meses, mesi, maand, maanden, mês", 30),
    ("quarter, quarters, quartal, trimestre", 91),
    ("year, years, jahr, jahre, jahren, an, ans, année, années, año, años, anno, anni, jaar, ano, anos", 365),
];
/// Number words, with their values.
const VALUES: [(&str, i64); 10] = [
    ("one", 1),
    ("two, couple, few, zwei, deux, dos, due, twee", 2),
    ("three, drei, trois, tres, tre, drie", 3),
    ("four, vier, quatre", 4),
    ("five, fünf, cinq, cinco, cinque, vijf", 5),
    ("six, sechs, seis, sei, zes", 6),
    ("nine, neun", 9),
    ("twelve, zwölf, douze, doce, dodici, twaalf", 12),
    ("eighteen", 18),
    ("twenty", 20),
];
/// Whether a word is the unit of such a period: `months`.
pub fn is_unit(word: &str) -> bool {
    DAYS.iter().any(|it| listed(it.0, word))
}

/// The minimum number of days that an answer stays valid, whatever the period.
const LEAST: i64 = 31;

/// The number of days after a review for which an answer about a period may be given: a quarter of the
/// period, and at least a month.
pub fn lasts(period: &str) -> i64 {
    let words = plain_words(period);
    let unit = words.iter().find_map(|word| DAYS.iter().find(|it| listed(it.0, word))).map_or(365, |it| it.1);
    let written = words.iter().find_map(|word| word.parse::<i64>().ok().filter(|it| (1..100).contains(it)));
    let spelled = || words.iter().find_map(|word| VALUES.iter().find(|it| listed(it.0, word))).map(|it| it.1);
    (unit * written.or_else(spelled).unwrap_or(1) / 4).max(LEAST)
}

/// The words of a text that name a period relative to the present date, or a deadline year.
pub fn period(text: &str, on: NaiveDate) -> Option<String> {
    let words = plain_words(text);
    let number =
        |it: &str| it.bytes().all(|it| it.is_ascii_digit()) || VALUES.iter().any(|value| listed(value.0, it));
    let moving = |at: usize| {
        let mut end = at + 1;
        while words.get(end).is_some_and(|it| number(it) || listed(BETWEEN, it)) && end < at + 4 {
            end += 1;
        }
        let unit = words.get(end).filter(|it| is_unit(it))?;
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
    use super::{lasts, period};

    #[test]
    fn relative_periods_are_found() {
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

    #[test]
    fn answers_about_longer_periods_stay_valid_longer() {
        for (period, days) in [
            ("last 12 months", 90),
            ("last year", 91),
            ("past three years", 273),
            ("last 24 months", 180),
            ("last 4 weeks", 31),
            ("letzten zwei Jahren", 182),
        ] {
            assert_eq!(lasts(period), days, "{period}");
        }
    }
}
