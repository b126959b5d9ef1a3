//! Removes the number before a question.

/// A text without the number before it: `1.2.`, `Q7:`, `(a)`. A quantity or a year is kept: `24 hours`,
/// `2023: `.
pub fn unnumbered(text: &str) -> &str {
    let text = text.trim_start();
    let inner = text.strip_prefix('(').unwrap_or(text);
    let lead = inner.strip_prefix("Question ").or_else(|| inner.strip_prefix(['Q', 'q'])).unwrap_or(inner);
    let end = lead.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(lead.len());
    let (number, rest) = lead.split_at(end);
    let is_year = |it: &str| it.len() == 4 && (it.starts_with("19") || it.starts_with("20"));
    if number.split('.').any(is_year) {
        return text;
    }
    let has_letter = inner.starts_with(|c: char| c.is_ascii_alphabetic())
        && inner.get(1..).is_some_and(|it| it.starts_with([')', '.']));
    let rest = match number.contains(|c: char| c.is_ascii_digit()) {
        true if number.contains('.') || rest.starts_with([')', ':', ']']) => rest,
        true if lead.len() < inner.len() && rest.starts_with(char::is_whitespace) => rest,
        _ if has_letter => inner.get(1..).unwrap_or_default(),
        _ => return text,
    };
    let rest = rest.trim_start_matches([')', ':', ']', '.', '-', '–']);
    if rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() { rest.trim_start() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_removed_and_quantities_are_kept() {
        for (text, expected) in [
            ("1.2. Is data encrypted?", "Is data encrypted?"),
            ("1.2 Is data encrypted?", "Is data encrypted?"),
            ("Q7: Is data encrypted?", "Is data encrypted?"),
            ("Question 7 Is data encrypted?", "Is data encrypted?"),
            ("(a) Is data encrypted?", "Is data encrypted?"),
            ("b. Is data encrypted?", "Is data encrypted?"),
            ("24 hours", "24 hours"),
            ("2023: breaches", "2023: breaches"),
            ("27001 certificate", "27001 certificate"),
            ("1.", "1."),
        ] {
            assert_eq!(unnumbered(text), expected, "{text}");
        }
    }
}
