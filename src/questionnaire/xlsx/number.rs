//! Formats numbers as worksheets show them, well enough for reading and comparing, without every locale
//! rule.

use chrono::{Days, NaiveDate};

/// The built-in formats by number (ECMA-376 part 1, 18.8.30), if they change what is shown.
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

/// The supported properties of a number format.
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

/// The code of a built-in format; empty for unformatted numbers.
pub fn built_in(id: u32) -> &'static str {
    BUILT_IN.iter().find(|it| it.0 == id).map_or("", |it| it.1)
}

/// A number in a format; the text itself if it is not a number.
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
    // A format with a section for negative numbers includes their sign.
    let scaled = if code.split(';').count() > 1 && value < 0.0 { scaled.abs() } else { scaled };
    let digits = format!("{scaled:.*}", shown.decimals.min(30));
    let digits = if shown.grouped { grouped(&digits) } else { digits };
    format!("{}{digits}{}", shown.before, shown.after)
}

/// A number with the fifteen digits that worksheets store.
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

/// The section of a format for a number's sign: `positive;negative;zero;text`.
fn section(code: &str, value: f64) -> &str {
    let mut sections = code.split(';');
    let first = sections.next().unwrap_or_default();
    let second = sections.next();
    if value < 0.0 { second.unwrap_or(first) } else { first }
}

/// The text that a format adds around a value and that is not in the value's own text: `"For our branch:
/// "@`.
pub fn words(code: &str, is_number: bool) -> Option<String> {
    if !code.contains(['"', '\\']) {
        return None;
    }
    let sections: Vec<&str> = code.split(';').collect();
    // The section for texts is the fourth, or the one with their placeholder, or one for any value.
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

/// Whether the formatted number already includes the text of its format.
fn in_text(section: &str) -> bool {
    let shown = parse(section);
    shown.placeholders && !shown.date && !shown.time
}

/// Whether a text contains a word.
fn says(text: &str) -> bool {
    text.split(|it: char| !it.is_alphabetic()).any(|it| it.chars().count() > 1)
}

/// The literal text of a section.
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
            // A space as wide as a character, or a character repeated up to the cell's edge.
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

/// The currency in `[$€-407]`; colours, conditions and locales are not shown.
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

/// A date in the form of ISO 8601: date formats depend on the country, and this one is unambiguous.
fn day(value: f64, shown: &Shown, from_1904: bool) -> Option<String> {
    let seconds = (value.fract().abs() * 86_400.0).round() as u64 % 86_400;
    let clock = format!("{:02}:{:02}", seconds / 3_600, seconds / 60 % 60);
    // Minutes and months have the same letter.
    if value < 1.0 || (shown.time && !shown.date) {
        return (0.0..1.0).contains(&value).then_some(clock);
    }
    let whole = (value < 3_000_000.0).then_some(value as u64)?;
    let first =
        if from_1904 { NaiveDate::from_ymd_opt(1904, 1, 1)? } else { NaiveDate::from_ymd_opt(1899, 12, 30)? };
    // 1900 is treated as a leap year: dates before its 29 February are off by one.
    let whole = if !from_1904 && whole < 60 { whole + 1 } else { whole };
    let date = first.checked_add_days(Days::new(whole))?.to_string();
    Some(if shown.time { format!("{date} {clock}") } else { date })
}
