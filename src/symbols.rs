//! Symbols in texts: characters other than letters, digits and punctuation that may change the meaning, such
//! as flags, pictures, and signs of logic and comparison.

/// Characters that only separate or decorate text: punctuation of several scripts, quotation marks, bullets,
/// trademarks.
const PLAIN: &str = "_.,;:?!'\"()[]{}-/\\*|·•‣◦●○▪▫■□…‥«»‹›“”„‟‘’‚‛`´¨–—‐‑‒―¿¡®™©ºª§¶†‡°、。，．？！：；\
                     （）［］「」『』【】〈〉《》〔〕・～،؛؟۔।॥־׳״";

/// The symbols of a text, in order: `🇨🇭`, `≠`, `¬`, `<`, `%`.
pub fn symbols(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|it| is_symbol(*it))
}

/// Symbols outside ASCII that decorate a heading or mark a list item.
const DECORATION: &str = "→⇒►▶➢➤✓✔☐☑☒★☆ℹ⚠№✱❖❯✦❏\u{fe0f}";

/// A text without a leading bullet, box or arrow.
pub fn without_bullet(text: &str) -> &str {
    text.trim_start_matches(|it: char| it.is_whitespace() || PLAIN.contains(it) || DECORATION.contains(it))
}

/// Whether a text has a picture, a flag, or another symbol outside ASCII that is not decoration.
pub fn has_picture(text: &str) -> bool {
    symbols(text).any(|it| !it.is_ascii() && !DECORATION.contains(it))
}

/// Whether a character is part of a flag or a picture (Unicode blocks from U+1F1E6).
pub fn is_emoji(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1faff}')
}

/// Whether a character may change the meaning of a text.
pub fn is_symbol(character: char) -> bool {
    // Combining marks and invisible characters are not symbols.
    let is_combining = matches!(character, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}'
        | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{e31}'
            | '\u{e34}'..='\u{e4e}'
        | '\u{3099}'..='\u{309c}');
    let is_invisible = character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !(character.is_alphanumeric()
        || character.is_whitespace()
        || is_combining
        || is_invisible
        || PLAIN.contains(character))
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
