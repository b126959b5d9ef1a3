//! Converts VSAQ's relaxed JSON to JSON: its templates contain comments, strings joined with `+`, and `\x`
//! escapes.

/// Converts a text to JSON; invalid parts are left unchanged.
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (length, kept) = match c {
            '"' => string(rest, &mut out),
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), false),
            '/' if rest.starts_with("/*") => (rest.find("*/").map_or(rest.len(), |it| it + 2), false),
            _ => (c.len_utf8(), true),
        };
        if kept {
            out.extend(rest.get(..length));
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// Writes a string and those joined to it; returns their total length.
fn string(text: &str, out: &mut String) -> (usize, bool) {
    out.push('"');
    let mut at = 0;
    loop {
        let body = text.get(at + 1..).unwrap_or_default();
        let close = closing(body);
        escape(body.get(..close).unwrap_or_default(), out);
        at += 1 + close + 1;
        let rest = text.get(at..).unwrap_or_default();
        match rest.trim_start().strip_prefix('+').map(str::trim_start).filter(|it| it.starts_with('"')) {
            Some(next) => at += rest.len() - next.len(),
            None => break,
        }
    }
    // An unclosed string is kept, so that the JSON parser reports it.
    if at <= text.len() {
        out.push('"');
    }
    (at.min(text.len()), false)
}

/// The position of the quotation mark that closes a string; the end of the text if there is none.
fn closing(body: &str) -> usize {
    let mut escaped = false;
    let close = body.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    });
    close.unwrap_or(body.len())
}

/// `\x3c` becomes `\u003c`, and a tab needs no escape.
fn escape(body: &str, out: &mut String) {
    let mut chars = body.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('x') => out.push_str("\\u00"),
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
}
