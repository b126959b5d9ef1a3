//! The words of a piece of HTML: VSAQ's texts are HTML, and questions are words.

/// Tags that part words; others stand within them.
const PARTING: &[&str] =
    &["p", "br", "div", "ul", "ol", "li", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "hr"];
/// The named characters that are met.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("mdash", "\u{2014}"),
    ("ndash", "\u{2013}"),
    ("hellip", "\u{2026}"),
    ("rsquo", "\u{2019}"),
    ("lsquo", "\u{2018}"),
    ("ldquo", "\u{201C}"),
    ("rdquo", "\u{201D}"),
];

/// The words, on one line.
pub fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.extend(rest.get(..at));
        let tail = rest.get(at..).unwrap_or_default();
        let length = tag(tail, &mut out).or_else(|| character(tail, &mut out)).unwrap_or_else(|| {
            out.extend(tail.get(..1));
            1
        });
        rest = tail.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Passes over a tag; its length.
fn tag(text: &str, out: &mut String) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let name = inner.trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return None;
    }
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    // A tag that is not closed before the next one begins is none: no text is looked at twice.
    let end = inner.find(['<', '>']).filter(|it| inner.as_bytes().get(*it) == Some(&b'>'))?;
    out.extend(PARTING.contains(&name.as_str()).then_some(' '));
    Some(end + 2)
}

/// Writes the character that `&name;` or `&#39;` means; its length.
fn character(text: &str, out: &mut String) -> Option<usize> {
    let inner = text.strip_prefix('&')?;
    let end = inner.bytes().take(10).position(|it| it == b';')?;
    let name = inner.get(..end)?;
    match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |it| u32::from_str_radix(it, 16).ok())?;
            out.push(char::from_u32(code)?);
        }
        None => out.push_str(NAMED.iter().find(|it| it.0 == name)?.1),
    }
    Some(end + 2)
}
