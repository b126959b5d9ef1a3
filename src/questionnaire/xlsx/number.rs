//! Numbers as sheets show them: well enough to be read and compared, not to the last rule of every locale.

use chrono::{Days, NaiveDate};

/// The formats that have numbers instead of codes (ECMA-376 part 1, 18.8.30), as far as they change what is
/// read.
const BUILT_IN: &[(u32, &str)] = &[
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (14, "yyyy-mm-dd"),
    (15, "yyyy-mm-dd"),
    (16, "yyyy-mm-dd"),
    (17, "yyyy-mm-dd"),
    (18, "hh:mm"),
    (19, "hh:mm:ss"),
    (20, "hh:mm"),
    (21, "hh:mm:ss"),
    (22, "yyyy-mm-dd hh:mm"),
    (37, "#,##0"),
    (38, "#,##0"),
    (39, "#,##0.00"),
    (40, "#,##0.00"),
    (45, "hh:mm:ss"),
    (46, "hh:mm:ss"),
    (47, "hh:mm:ss"),
];

/// How a number is shown, as far as it is followed.
#[derive(Debug, Default)]
struct Shown {
    before: String,
    after: String,
    decimals: usize,
    placeholders: bool,
    grouped: bool,
    percent: bool,
    date: bool,
    time: bool,
}

/// The code of a built-in format; empty for numbers as they are.
pub fn built_in(id: u32) -> &'static str {
    BUILT_IN.iter().find(|it| it.0 == id).map_or("", |it| it.1)
}

/// A number as a format shows it; the text itself where it is no number.
pub fn shown(raw: &str, code: &str, from_1904: bool) -> String {
    let Ok(value) = raw.trim().parse::<f64>() else { return raw.to_owned() };
    let shown = parse(section(code, value));
    if shown.date || shown.time {
        return day(value, &shown, from_1904).unwrap_or_else(|| general(value));
    }
    if !shown.placeholders {
        return general(value);
    }
    let scaled = if shown.percent { value * 100.0 } else { value };
    // A format with a section of its own for negative numbers writes their sign itself.
    let scaled = if code.split(';').count() > 1 && value < 0.0 { scaled.abs() } else { scaled };
    let digits = format!("{scaled:.*}", shown.decimals.min(30));
    let digits = if shown.grouped { grouped(&digits) } else { digits };
    format!("{}{digits}{}", shown.before, shown.after)
}

/// A number with the fifteen digits that sheets keep.
pub fn general(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    if rounded == 0.0 {
        "0".to_owned()
    } else if rounded.abs() >= 1e21 {
        format!("{rounded:e}")
    } else {
        rounded.to_string()
    }
}

/// The part of a format for a number's sign: `positive;negative;zero;text`.
fn section(code: &str, value: f64) -> &str {
    let mut sections = code.split(';');
    let first = sections.next().unwrap_or_default();
    let second = sections.next();
    if value < 0.0 { second.unwrap_or(first) } else { first }
}

/// The words that a format shows around a value, where the value's text does not have them: `"For our branch:
/// "@`.
pub fn words(code: &str, is_number: bool) -> Option<String> {
    if !code.contains(['"', '\\']) {
        return None;
    }
    let sections: Vec<&str> = code.split(';').collect();
    // The section for texts is the fourth, or the one that has their mark, or one for whatever there is.
    let marked = |mark: &str| sections.iter().find(|it| it.to_lowercase().contains(mark));
    let of_texts = || sections.get(3).or_else(|| marked("@")).or_else(|| marked("general")).copied();
    let chosen: Vec<&str> = if is_number {
        sections.iter().take(3).copied().filter(|it| !in_text(it)).collect()
    } else {
        of_texts().into_iter().collect()
    };
    let said = chosen.iter().map(|it| literals(it)).filter(|it| says(it));
    let mut texts: Vec<String> = said.collect();
    texts.dedup();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// Whether a number's text has the words of its format.
fn in_text(section: &str) -> bool {
    let shown = parse(section);
    shown.placeholders && !shown.date && !shown.time
}

/// Whether a text has a word.
fn says(text: &str) -> bool {
    text.split(|it: char| !it.is_alphabetic()).any(|it| it.chars().count() > 1)
}

/// What is in a section as it is shown.
fn literals(section: &str) -> String {
    let mut words = String::new();
    let mut chars = section.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => words.extend(chars.by_ref().take_while(|it| *it != '"')),
            '\\' => words.extend(chars.next()),
            '_' | '*' => drop(chars.next()),
            '[' => drop(chars.by_ref().find(|it| *it == ']')),
            _ => words.push(' '),
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn parse(code: &str) -> Shown {
    let mut shown = Shown::default();
    let mut chars = code.chars();
    let mut fraction = false;
    while let Some(c) = chars.next() {
        let literal = match c {
            '"' => Some(chars.by_ref().take_while(|it| *it != '"').collect()),
            '\\' => chars.next().map(String::from),
            // Space as wide as a character, and a character repeated up to the cell's edge.
            '_' | '*' => {
                chars.next();
                None
            }
            '[' => currency(&chars.by_ref().take_while(|it| *it != ']').collect::<String>()),
            '%' => {
                shown.percent = true;
                Some("%".to_owned())
            }
            ' ' | '-' | '+' | '(' | ')' | '$' | '€' | '£' | '/' | ':' => Some(c.to_string()),
            _ => None,
        };
        match literal {
            Some(it) if shown.placeholders => shown.after.push_str(&it),
            Some(it) => shown.before.push_str(&it),
            None => placeholder(c, &mut shown, &mut fraction),
        }
    }
    shown
}

fn placeholder(c: char, shown: &mut Shown, fraction: &mut bool) {
    match c {
        '0' | '#' | '?' => {
            shown.placeholders = true;
            shown.decimals += usize::from(*fraction);
        }
        '.' => *fraction = true,
        ',' => shown.grouped |= shown.placeholders && !*fraction,
        'y' | 'Y' | 'd' | 'D' | 'm' | 'M' => shown.date = true,
        'h' | 'H' | 's' | 'S' => shown.time = true,
        _ => {}
    }
}

/// `[$€-407]` holds a currency; colours, conditions and locales are not shown.
fn currency(inner: &str) -> Option<String> {
    let symbol = inner.strip_prefix('$')?.split('-').next().unwrap_or_default();
    (!symbol.is_empty()).then(|| symbol.to_owned())
}

fn grouped(digits: &str) -> String {
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |it| ("-", it));
    let mut out = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    fraction.map_or(out.clone(), |it| format!("{out}.{it}"))
}

/// A day is told as ISO 8601 has it: formats of days differ from land to land, and this one misleads nobody.
fn day(value: f64, shown: &Shown, from_1904: bool) -> Option<String> {
    let seconds = (value.fract().abs() * 86_400.0).round() as u64 % 86_400;
    let clock = format!("{:02}:{:02}", seconds / 3_600, seconds / 60 % 60);
    // Minutes and months have one letter.
    if value < 1.0 || (shown.time && !shown.date) {
        return (0.0..1.0).contains(&value).then_some(clock);
    }
    let whole = (value < 3_000_000.0).then_some(value as u64)?;
    let first =
        if from_1904 { NaiveDate::from_ymd_opt(1904, 1, 1)? } else { NaiveDate::from_ymd_opt(1899, 12, 30)? };
    // 1900 is taken for a leap year: days before its 29 February are one later than they count.
    let whole = if !from_1904 && whole < 60 { whole + 1 } else { whole };
    let date = first.checked_add_days(Days::new(whole))?.to_string();
    Some(if shown.time { format!("{date} {clock}") } else { date })
}
