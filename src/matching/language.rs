//! Detects the language of texts by script and trigrams.

use whatlang::{Lang, Script, detect};

/// The minimum number of letters for a reliable result.
const LEAST: usize = 60;
/// The maximum number of bytes that are read.
const BYTES: usize = 32 * 1024;

/// The language of texts, by its English name; `None` if they are too short or too mixed.
pub fn language<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<&'static str> {
    let mut all = String::new();
    for text in texts {
        if all.len() + text.len() > BYTES {
            break;
        }
        all.push_str(text);
        all.push('\n');
    }
    let all = of_main_script(all);
    let found = detect(&all)?;
    let letters = all.chars().filter(|it| it.is_alphabetic()).count();
    // One letter of a script without spaces carries as much as about five Latin letters.
    let least = if found.script() == Script::Latin { LEAST } else { LEAST / 5 };
    (found.is_reliable() && letters >= least).then(|| name(found.lang()))
}

/// Texts without Latin letters if these are only names in a text of another script: `SOC 2`.
fn of_main_script(texts: String) -> String {
    let is_latin = |it: char| matches!(it, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    // As above: one letter of a script without spaces counts as several.
    let weight = |it: char| if it < '\u{E00}' { 1 } else { 5 };
    let letters = || texts.chars().filter(|it| it.is_alphabetic());
    let latin = letters().filter(|it| is_latin(*it)).count();
    let others: usize = letters().filter(|it| !is_latin(*it)).map(weight).sum();
    if others <= latin {
        return texts;
    }
    texts.chars().map(|it| if it.is_alphabetic() && is_latin(it) { ' ' } else { it }).collect()
}

fn name(language: Lang) -> &'static str {
    match language {
        Lang::Cmn => "Chinese",
        other => other.eng_name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_languages_are_detected() {
        let of = |texts: &[&str]| language(texts.iter().copied());
        assert_eq!(
            of(&[
                "Do you encrypt customer data at rest?",
                "Is there an incident response plan that is tested every year?"
            ]),
            Some("English")
        );
        assert_eq!(
            of(&[
                "Les données des clients sont-elles chiffrées au repos ?",
                "Avez-vous un plan de reprise d'activité ?"
            ]),
            Some("French")
        );
        assert_eq!(
            of(&[
                "Werden Kundendaten im Ruhezustand verschlüsselt?",
                "Gibt es einen Notfallplan, der geübt wird?"
            ]),
            Some("German")
        );
        assert_eq!(
            of(&["保存データは暗号化されていますか", "バックアップは毎日取得されていますか"]),
            Some("Japanese")
        );
        // Names in Latin letters are in no language.
        assert_eq!(
            of(&["SOC 2 Type II reportはありますか？", "顧客データは暗号化されていますか？"]),
            Some("Japanese")
        );
        assert_eq!(
            of(&["Есть ли у вас отчёт SOC 2 Type II?", "Шифруются ли данные клиентов при хранении?"]),
            Some("Russian")
        );
        assert_eq!(of(&["SSO?", "MFA?"]), None);
        assert_eq!(of(&[]), None);
    }
}
