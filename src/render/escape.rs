//! Text in the syntax of XML, HTML and addresses.

/// The address as a `mailto:` URI (RFC 6068); other than plain characters are percent-encoded.
pub fn mailto(address: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"@.-_~+!$'*".contains(&b);
    let encoded =
        address.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") });
    encoded.fold("mailto:".to_owned(), |uri, it| uri + &it)
}

/// Text or an attribute's value, escaped (XML 1.0, section 2.4; HTML Standard, 13.1.2).
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
