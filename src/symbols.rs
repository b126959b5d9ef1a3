//! Signs in texts that are neither letters, digits nor punctuation, and that may change what a text says: flags,
//! pictures, signs of logic and of comparison.

/// Signs that only part or decorate a text: punctuation of several scripts, quotation marks, bullets, trademarks.
const PLAIN: &str = "_.,;:?!'\"()[]{}-/\\*|·•‣◦●○▪▫■□…‥«»‹›“”„‟‘’‚‛`´¨–—‐‑‒―¿¡®™©ºª§¶†‡°\
    、。，．？！：；（）［］「」『』【】〈〉《》〔〕・～،؛؟۔।॥־׳״";

/// The signs of a text that may change what it says, in order: `🇨🇭`, `≠`, `¬`, `<`, `%`.
pub fn symbols(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|it| is_symbol(*it))
}

/// Signs beyond ASCII that decorate a heading or mark an item of a list.
const DECORATION: &str = "→⇒►▶➢➤✓✔☐☑☒★☆ℹ⚠№✱❖❯✦❏\u{fe0f}";

/// A text without the bullet, the box or the arrow that it begins with.
pub fn without_bullet(text: &str) -> &str {
    text.trim_start_matches(|it: char| it.is_whitespace() || PLAIN.contains(it) || DECORATION.contains(it))
}

/// Whether a text has a picture, a flag, or a sign beyond ASCII that is no decoration.
pub fn has_picture(text: &str) -> bool {
    symbols(text).any(|it| !it.is_ascii() && !DECORATION.contains(it))
}

/// Whether a sign is part of a flag or a picture (Unicode blocks from U+1F1E6).
pub fn is_emoji(letter: char) -> bool {
    matches!(letter, '\u{1f1e6}'..='\u{1faff}')
}

/// Whether a sign may change what a text says.
pub fn is_symbol(letter: char) -> bool {
    // Marks that combine with a letter, and invisible ones, are no signs of their own.
    let is_combining = matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{e31}' | '\u{e34}'..='\u{e4e}'
        | '\u{3099}'..='\u{309c}');
    let is_invisible = letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !(letter.is_alphanumeric()
        || letter.is_whitespace()
        || is_combining
        || is_invisible
        || PLAIN.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::symbols;

    #[test]
    fn flags_emoji_and_logic_signs_are_symbols_and_punctuation_is_not() {
        for text in ["🇨🇭", "📎 Plan", "≠", "a ¬ b", "< 24", "100 %", "✗", "A + B", "🚫", "№"]
        {
            assert!(symbols(text).next().is_some(), "{text}");
        }
        for text in [
            "Is data encrypted (at rest)?",
            "• “Yes” – it’s so…",
            "¿Sí? ¡No!",
            "保存データは暗号化されていますか？",
            "A\u{300} compléter",
            "Microsoft® Azure™",
            "*required",
            "हिन्दी",
            "ภาษาไทยนี้",
        ] {
            assert_eq!(symbols(text).collect::<String>(), "", "{text}");
        }
    }
}
