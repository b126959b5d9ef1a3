//! The fields of a fact as an approver reads them: statements in quotes, with their sources in brackets.

/// The lines of a fact's fields, for display. What is approved is the text itself, which stays as it is.
pub fn readable(fields: &str) -> String {
    fields.lines().map(|line| quoted(&cited(line))).collect::<Vec<_>>().join("\n")
}

/// A source and a place in it, without the names of their fields: `source/handbook: Bounties`.
fn cited(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("of: ") {
        let (before, found) = rest.split_at(at);
        let begins = (out.is_empty() && before.is_empty()) || before.ends_with(": ");
        let source = found.strip_prefix("of: ").and_then(|it| it.split_once(", at: "));
        match source.filter(|(id, _)| begins && !id.contains([' ', ','])) {
            Some((id, place)) => {
                out += &format!("{before}{id}: ");
                rest = place;
            }
            None => {
                out += &format!("{before}of: ");
                rest = found.strip_prefix("of: ").unwrap_or_default();
            }
        }
    }
    out + rest
}

/// What a source says, in quotes, with the source in brackets.
fn quoted(line: &str) -> String {
    const FIELDS: [&str; 3] = ["", "kept: ", "set_aside: "];
    let sentence = FIELDS.iter().find_map(|field| {
        let rest = line.strip_prefix(field)?.strip_prefix("says: ")?;
        let (words, source) = rest.rsplit_once(", by: ")?;
        let name = field.replace('_', " ");
        Some(format!("{name}“{words}” ({source})"))
    });
    sentence.unwrap_or_else(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn sources_are_shown_as_sentences_rather_than_fields() {
        let fields = "name: Bounties\nkept: says: We pay bounties, up to USD 500, by: of: \
                      source/page-security, at: Bounties\nset_aside: says: No bounties, by: \
                      source/handbook\nsays: Some, by: of: source/faq, at: Security\nsource: of: \
                      source/page-security, at: Bounties\nof: source/faq, at: Top of: the page\nreason: out \
                      of: date";
        assert_eq!(
            readable(fields),
            "name: Bounties\nkept: “We pay bounties, up to USD 500” (source/page-security: Bounties)\nset \
             aside: “No bounties” (source/handbook)\n“Some” (source/faq: Security)\nsource: \
             source/page-security: Bounties\nsource/faq: Top of: the page\nreason: out of: date"
        );
    }
}
