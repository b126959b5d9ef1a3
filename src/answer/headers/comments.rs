//! The header of a column for text: as for a verdict, text is written only below a header whose words are
//! all known.

use super::{
    columns::{bars_scale, bars_sign, bars_words},
    files::{WORDS, asks_for_file},
    limits::named_place,
    sizes::is_size,
    terms::{IF_NO, IF_YES, PROSE, parts, plain, split, unknown},
};
use crate::{answer::context::titles::one_of_several, fact::Verdict, word_list::listed};

/// Words beside those that ask for text; a condition among them is checked separately.
const BESIDE_COMMENTS: &str = "optional, recommended, mandatory, required, if, when, where, any, \
     applicable, available, appropriate, needed, necessary, relevant, possible, desired, so, not, public, \
     brief, briefly, specify, clarification, clarifications, elaboration, why, how, attach, attachment, \
     attachments, file, files, proof, other, general, short, as, falls, wenn, sofern, soweit, nötig, \
     notwendig, erforderlich, gewünscht, möglich, verfügbar, zutreffend, bedarf, ergänzende, ergänzung, \
     ergänzungen, weitere, zusätzliche, angaben, hinweis, hinweise, belege, beleg, informationen, optionale, \
     bitte, erläutern, beschreiben, si, nécessaire, complément, compléments, complémentaires, informations, \
     supplémentaires, explication, explications, justification, préciser, applicable, optionnel, facultatif, \
     aclaración, aclaraciones, adicional, adicionales, información, observación, opcional, justificación, \
     explicación, procede, osservazione, note, giustificazione, informazioni, aggiuntive, spiegazione, \
     spiegazioni, facoltativo, toelichtingen, indien, toepassing, nodig, aanvullende, informatie, optioneel, \
     observação, comentários, justificativa, informações, adicionais, opcional, explicação, evidência, \
     evidências, uwagi, komentarze, kommentit, kommentar, kommentarer";

/// Words that may be asked for together with notes, but not alone: `Notes, Action Items`.
const BESIDE_NOTES: &str = "next, step, steps, action, actions, item, items";
/// Why text is not written under the header of a column for text, as the end of a sentence: as for a
/// verdict, all its words must be known. A header `by_hand` needs no known words.
pub fn bars_comment(head: &str, verdict: Option<Verdict>, by_hand: bool) -> Option<String> {
    let why = bars_words(head, verdict);
    if why.is_some() || by_hand {
        return why;
    }
    if let Some(name) = named_place(head).map(str::to_owned).or_else(|| one_of_several(head)) {
        return Some(format!("names `{name}`: name your column in `--map`"));
    }
    let plain = plain(head);
    if let Some(why) = bars_sign(head).or_else(|| bars_scale(&plain)) {
        return Some(why);
    }
    let (name, explanations) = parts(&plain);
    if asks_for_file(&plain) || asks_for_file(&name) {
        return Some(
            "asks for a file or a link (if your words belong there, name the column in `--map`)".into(),
        );
    }
    // `If no, explain`.
    let condition = IF_NO.split(", ").chain(IF_YES.split(", ")).find_map(|it| name.strip_prefix(it));
    let short =
        explanations.iter().filter(|it| split(it).count() <= PROSE && !is_size(it)).map(String::as_str);
    let word = short.chain([condition.unwrap_or(&name)]).find_map(|text| {
        let noted = split(text).any(|it| listed(WORDS, it));
        let known = |it: &&str| listed(BESIDE_COMMENTS, it) || noted && listed(BESIDE_NOTES, it);
        let words: Vec<&str> = split(text).filter(|it| !known(it)).collect();
        unknown(&words.join(" "), &plain).map(str::to_owned)
    })?;
    Some(format!(
        "has the word `{word}`, which may name somebody or something else (if your words belong there, name \
         the column in `--map`)"
    ))
}

#[cfg(test)]
mod tests {
    use super::{bars_comment, bars_words};
    use crate::fact::Verdict;

    #[test]
    fn comment_headers_accept_text_unless_they_invert_it() {
        for head in [
            "Comment",
            "Additional Information",
            "Evidence",
            "Comments and links",
            "Notes, Action Items",
            "Bemerkungen",
            "Notes",
            "Free text",
            "Cloud service provider's comments",
            "If yes, please explain",
        ] {
            assert_eq!(bars_comment(head, Some(Verdict::Yes), false), None, "{head}");
        }
        for head in [
            "Reason for non-compliance",
            "Link to supporting evidence (if not public)",
            "Next steps",
            "Attachment",
            "Evidence file",
            "Supporting document",
            "N/A justification",
            "Customer comment",
            "Auditor remarks",
            "If no, explain why",
            "Gap description",
            "Remarks on Brazil",
            "Comment 2025",
            "Comment DE",
            "Supplier 2 comment",
            "Bemerkungen Brasilien",
            "Comments (Free)",
            "If yes, explain for Brazil",
        ] {
            assert!(bars_comment(head, Some(Verdict::Yes), false).is_some(), "{head}");
        }
        assert_eq!(bars_comment("Remarks on Brazil", Some(Verdict::Yes), true), None);
        assert_eq!(bars_words("If no, explain why", Some(Verdict::No)), None);
        assert!(bars_words("If yes, explain", Some(Verdict::No)).is_some());
    }
}
