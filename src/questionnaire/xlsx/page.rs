//! Page headers and footers (ECMA-376 part 1, 18.3.1.46), without the codes in them: `&CPage &P`.

/// The elements of page headers and footers.
pub const PARTS: &[&str] =
    &["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];

/// The texts of a page header or footer: one each for its left, centre and right section.
pub fn texts(code: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(text) = texts.last_mut() else { break };
        if c != '&' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some('&') => text.push('&'),
            Some('L' | 'C' | 'R') => texts.push(String::new()),
            // A font: `&"Arial,Bold"`; a colour: `&KFF0000`; a size: `&12`.
            Some('"') => drop(chars.by_ref().find(|it| *it == '"')),
            Some('K') => drop(chars.by_ref().take(6).last()),
            Some(it) if it.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    let says = |it: &String| it.chars().any(char::is_alphanumeric);
    texts.iter().map(|it| it.trim().to_owned()).filter(says).collect()
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn header_and_footer_codes_are_removed() {
        let code = "&L&\"Arial,Bold\"&12Only for R&&D&C&KFF0000Site 2&RPage &P of &N";
        assert_eq!(texts(code), ["Only for R&D", "Site 2", "Page  of"]);
        for broken in ["&", "&\"Arial", "&K1", ""] {
            assert_eq!(texts(broken), Vec::<String>::new(), "{broken}");
        }
    }
}
