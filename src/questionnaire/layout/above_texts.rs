//! Texts that refer to all questions above them.

use std::sync::Arc;

use super::{
    super::folded::{fold, start},
    Asked,
    kept::{LONG, kept},
};

/// Phrases, folded, that refer to everything above a text.
const ALL_ABOVE: &str = "all of the above, all the above, all above, everything above, anything above, the \
     foregoing, all foregoing, the aforementioned, previous questions, preceding questions, foregoing \
     questions, questions above, above questions, items above, controls above, requirements above, \
     statements above, rows above, answers above, above answers, previous answers, preceding answers, \
     sections above, alle obigen, alle obige, alles obige, alles oben, alle oben, das obige, das \
     vorstehende, alles vorstehende, alle vorstehenden, die vorstehenden, die vorgenannten, obige fragen, \
     obigen fragen, vorherigen fragen, bisherigen fragen, vorangegangenen fragen, vorangehenden fragen, \
     vorstehenden fragen, fragen oben, obigen antworten, obige antworten, ce qui precede, tout ce qui est ci \
     dessus, toutes les precedentes, questions precedentes, questions ci dessus, reponses ci dessus, \
     reponses precedentes, points ci dessus, todo lo anterior, preguntas anteriores, respuestas anteriores, \
     tutto quanto sopra, domande precedenti, risposte precedenti, domande sopra, al het bovenstaande, \
     bovenstaande vragen, voorgaande vragen, bovenstaande antwoorden, tudo o acima, perguntas anteriores, \
     respostas anteriores, perguntas acima";

/// Whether a text asks nothing and refers to everything above it.
pub(super) fn speaks_of_all_above(text: &str) -> bool {
    let text = start(text, LONG);
    let folded = fold(text);
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let spaced = format!(" {} ", words.collect::<Vec<_>>().join(" "));
    let speaks = || ALL_ABOVE.split(", ").any(|it| spaced.contains(&format!(" {} ", it.trim())));
    !text.contains(['?', '？']) && speaks()
}

/// Adds each such text to the questions between it and the previous such text.
#[derive(Debug, Default)]
pub(super) struct AboveTexts {
    /// The number of questions above the last such text.
    from: usize,
}

impl AboveTexts {
    /// Reads the texts that follow the questions read so far.
    pub fn read<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>, asked: &mut [Asked]) {
        let said: Vec<Arc<str>> =
            texts.into_iter().filter(|it| speaks_of_all_above(it)).filter_map(kept).collect();
        if said.is_empty() {
            return;
        }
        for question in asked.iter_mut().skip(self.from) {
            let new: Vec<_> = said.iter().filter(|it| !question.around.contains(it)).cloned().collect();
            question.around.extend(new);
        }
        self.from = asked.len();
    }
}

#[cfg(test)]
mod tests {
    use super::speaks_of_all_above;

    #[test]
    fn texts_about_all_above_are_told_by_their_words() {
        for text in [
            "All of the above relates to Brazil.",
            "The foregoing is about 2019",
            "The previous questions concern your subsidiary.",
            "The questions above relate to the parent company.",
            "Alles Obige gilt nur für Ihre Tochtergesellschaft.",
            "Die obigen Fragen beziehen sich auf 2019.",
            "Tout ce qui précède concerne la filiale.",
            "Les questions ci-dessus concernent vos sous-traitants.",
        ] {
            assert!(speaks_of_all_above(text), "{text}");
        }
        for text in ["Is all of the above true?", "Above ground", "All backups are encrypted.", "See above."]
        {
            assert!(!speaks_of_all_above(text), "{text}");
        }
    }
}
