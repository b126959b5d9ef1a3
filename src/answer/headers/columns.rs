//! The meaning of a column header for the answers below it.
//!
//! A verdict is written only under a header whose words are all known to ask for the vendor's answer:
//! `Answer`, `Supplier response (Yes/No)`, `Erfüllungsgrad`. Any other word may reverse the verdict
//! (`Violation?`, `Absent`) or name another party (`Subcontractor A`), and such words cannot be listed
//! completely. The same applies to text under a comment header, which has more known words. A layout given
//! by a person needs no known words.

use super::{
    files::{asks_for_evidence, asks_for_file},
    limits,
    scales::scale,
    sizes::is_size,
    terms::{
        ELSE, FUNCTION, IF_NO, IF_YES, JUDGING, OTHERS, PROSE, names_answer, names_comment, names_yes,
        number, parts, plain, split, unknown,
    },
};
use crate::{
    answer::{
        context::titles::one_of_several,
        verdicts::{reversing::reverses, words::verdict_of},
    },
    fact::Verdict,
    symbols::has_picture,
    word_list::listed,
};

/// Why a verdict is not written under a header, as the end of a sentence; `None` if it may be written. A
/// header `by_hand` needs no known words, but must not reverse the verdict.
pub fn bars_verdict(head: &str, by_hand: bool) -> Option<String> {
    if let Some(why) = bars_sign(head).filter(|_| !by_hand) {
        return Some(why);
    }
    let lower = plain(head);
    if reverses(&lower) {
        return Some("may reverse the meaning of a verdict".into());
    }
    if by_hand {
        return None;
    }
    bars_party(head, &lower)
        .or_else(|| bars_scale(&lower))
        .or_else(|| bars_request(&lower))
        .or_else(|| bars_meaning(&lower))
}

/// Why a header that names a place, one of several items or another party takes no verdict. `lower` is the
/// header in lower case.
fn bars_party(head: &str, lower: &str) -> Option<String> {
    if let Some(name) = limits::named_place(head) {
        return Some(format!("names `{name}`, a language or a place: name your column in `--map`"));
    }
    if let Some(name) = one_of_several(head) {
        return Some(format!("refers to one of several items (`{name}`): name your column in `--map`"));
    }
    let name = limits::others(lower)?;
    Some(format!("names `{name}`, which may be somebody else: name your column in `--map`"))
}

/// Why a header that asks for something other than an answer takes no verdict.
fn bars_request(head: &str) -> Option<String> {
    if asks_for_comment(head, false) {
        return Some("asks whether there is a comment or evidence, and not for the answer".into());
    }
    let (name, _) = parts(head);
    if asks_for_file(head) || asks_for_file(&name) || asks_for_evidence(&name) {
        return Some(
            "asks for a file, a link or evidence, and not for the answer (if an answer belongs there, name \
             the column in `--map`)"
                .into(),
        );
    }
    says_nothing(head)
        .then(|| "does not say whose answer, or which, belongs there: name your column in `--map`".into())
}

/// Why a header whose words may change the meaning of a verdict takes none.
fn bars_meaning(head: &str) -> Option<String> {
    let (name, explanations) = parts(head);
    if head.contains('=') && !legend(head) {
        return Some("gives its own meaning to the verdict options".into());
    }
    let known = |it: &&str| unknown(it, head).is_none();
    let words = explanations
        .iter()
        .filter(|it| split(it).count() <= PROSE && !is_size(it))
        .map(String::as_str)
        .chain([name.as_str()]);
    let unknown = words.clone().find(|it| !known(it)).and_then(|it| unknown(it, head));
    if let Some(word) = unknown {
        let what = match listed(ELSE, word) {
            true => "and asks for something other than whether the row applies",
            false => "which may reverse a verdict or name somebody else",
        };
        return Some(format!(
            "has the word `{word}`, {what} (if an answer belongs there, name the column in `--map`)"
        ));
    }
    explanations.iter().filter(|it| !is_size(it)).find_map(|it| bars_words(it, None))
}

/// Why nothing is written below a header with a flag or a picture, as the end of a sentence.
pub(super) fn bars_sign(head: &str) -> Option<String> {
    let why = "has a sign that may name a place or something else (if an answer belongs there, name the \
               column in `--map`)";
    has_picture(head).then(|| why.into())
}

/// Why no answer is written below a header that asks for a number or a letter, as the end of a sentence. The
/// header is in lower case.
pub(super) fn bars_scale(head: &str) -> Option<String> {
    let scale = scale(head)?;
    Some(format!(
        "asks for a value of a scale (`{scale}`): choose it yourself (if an answer belongs there, name the \
         column in `--map`)"
    ))
}

/// Why nothing is written below the text above a column header, as the end of a sentence: it names another
/// year, or one of several.
pub fn bars_name(head: &str) -> Option<String> {
    let year = split(head).find(|it| it.parse::<u32>().is_ok() && !number(it)).map(str::to_owned);
    year.or_else(|| one_of_several(head)).map(|it| format!("names `{it}`: name your column in `--map`"))
}

/// Why text may not be written under a header, as the end of a sentence: the header reverses it, or asks
/// another party for it.
pub fn bars_words(head: &str, verdict: Option<Verdict>) -> Option<String> {
    let head = plain(head);
    let begins = |list: &str| list.split(", ").any(|it| head.trim_start().starts_with(it));
    let no = matches!(verdict, Some(Verdict::No | Verdict::Partial | Verdict::NotApplicable));
    if begins(IF_NO) || begins(IF_YES) {
        let asked = if begins(IF_NO) { no } else { verdict != Some(Verdict::No) && verdict.is_some() };
        return (!asked).then(|| "asks for text only with a different verdict".into());
    }
    if let Some(why) = limits::limits(&head) {
        return Some(why.into());
    }
    if let Some(name) = limits::others(&head) {
        return Some(format!("names `{name}`, which may be somebody else"));
    }
    let words: Vec<&str> = split(&head).collect();
    if let Some(word) = words.iter().find(|it| {
        OTHERS.split(", ").any(|other| if other.len() > 3 { it.starts_with(other) } else { **it == other })
    }) {
        return Some(format!(
            "has the word `{word}`: it may ask for somebody else's text, or for text from another date"
        ));
    }
    let name = parts(&head).0;
    let negative = split(&name).next().and_then(verdict_of).is_some_and(|it| it != Verdict::Yes);
    (reverses(&name) || (negative && !names_yes(&head))).then(|| "may reverse the meaning of the text".into())
}

/// Whether a header rates compliance: `Compliant (Y/N)`, `Erfüllt`. The answer to a question is not such a
/// rating.
pub fn judges(head: &str) -> bool {
    split(&plain(head)).any(|it| listed(JUDGING, it))
}

/// Whether a header offers a word for a verdict beside yes and no: `Yes / No / N/A`.
pub fn offers(head: &str, verdict: Verdict) -> bool {
    let head = plain(head);
    let mut words = split(&head).map(verdict_of);
    match verdict {
        Verdict::Yes | Verdict::No => true,
        Verdict::NotApplicable => {
            ["not applicable", "nicht anwendbar", "sans objet", "no aplica", "niet van toepassing"]
                .iter()
                .any(|it| head.contains(it))
                || words.any(|it| it == Some(verdict))
        }
        Verdict::Partial => words.any(|it| it == Some(verdict)),
    }
}

/// Whether a yes or no below a header would mean that there is a comment, evidence or a link: `Evidence
/// (Y/N)`, and any such header over a list.
pub fn asks_for_comment(head: &str, has_list: bool) -> bool {
    let head = plain(head);
    let name = parts(&head).0;
    let asks = has_list || names_yes(&head) || head.trim_end().ends_with('?');
    asks && names_comment(&name) && !names_answer(&head)
}

/// Whether a header consists of function words that ask for nothing: `To-be`, `As is`.
fn says_nothing(head: &str) -> bool {
    let mut words = split(head).peekable();
    words.peek().is_some() && words.all(|it| listed(FUNCTION, it) && verdict_of(it).is_none())
}

/// Whether each `=` in a header is between two words for the same verdict: `Y = Yes, N = No`.
fn legend(head: &str) -> bool {
    let pieces: Vec<&str> = head.split('=').collect();
    pieces.iter().zip(pieces.iter().skip(1)).all(|(before, after)| {
        let said = split(before).last().and_then(verdict_of);
        said.is_some() && said == split(after).next().and_then(verdict_of)
    })
}

#[cfg(test)]
mod tests {
    use super::{bars_verdict, judges, offers};
    use crate::fact::Verdict;

    #[test]
    fn answer_headers_are_recognised_by_all_their_words() {
        let known = "Answer | Response | CSP CAIQ Answer | Vendor Answers | Antwort | Antwort des Anbieters \
                     | Réponse du fournisseur | Respuesta (Sí/No) | Risposta | Antwoord leverancier | \
                     Yes/No | Yes / No / N/A | Y/N/NA | Compliant (Y/N) | Erfüllt (Ja/Nein) | Conforme \
                     (Oui/Non) | Supplier response (max. 500 characters) | Answer\nPlease select from the \
                     list | Compliance status | 回答 | 供应商回答 |  | Answer (Y = Yes, N = No) | Comments \
                     | Answer (please describe how your company handles each of the topics) | In place? | \
                     To be completed by the supplier | Response 1 | Cloud service provider's answer | \
                     Answer (free text) | Réponse O / N | Does the supplier comply? (Yes/No/Partial)";
        for head in known.split(" | ") {
            assert_eq!(bars_verdict(head, false), None, "{head}");
        }
        let barred = "Exception? | Absent | Violation? | Is this a risk? (Y/N) | Waiver needed | Out of \
                      scope (Y/N) | Missing? | Subprocessor's answer | Subcontractor A | To be filled by \
                      customer | Expected answer | Assessment by us | Auditor | Answer (No = compliant) | \
                      Finding | Planned answer | Previous answer | Answer 2024 | Answer (customer) | Target \
                      | N/A? | No | Answer - on-premise | Answer Cloud | Cloud answer | Answer (SaaS) | \
                      Answer (Free) | Vendor A | Supplier 2 | Answer of vendor 1 | Answer: Y if not done | \
                      Response of the parent company | Evidence (Y/N) | Evidence? | Documentation (Yes/No) \
                      | Supplier evidence available (Y/N) | Yes/No - Evidence | Agreed | Accepted? | \
                      Response accepted | Answer complete? | Completed? | Complete (Y/N) | Check | \
                      Kommentar (Ja/Nein) | Antwort Ihres Unterauftragnehmers | To-be | As is | To be | \
                      Exempt | Gap (Y/N) | Reviewer | If no, explain why | Owner | Date of last review | \
                      Risiko? | Erwartete Antwort | Nonexistent | Answer (Yes = gap, No = fine) | Answer \
                      (please enter what the customer has told you about this)";
        for head in barred.split(" | ") {
            assert!(bars_verdict(head, false).is_some(), "{head}");
        }
        for head in ["Tested?", "Verified", "Documented (Y/N)", "Getestet?", "Is it certified?"] {
            let why = bars_verdict(head, false).unwrap();
            assert!(
                why.contains("asks for something other than whether the row applies")
                    && why.contains("--map"),
                "{head}: {why}"
            );
            assert_eq!(bars_verdict(head, true), None, "{head}");
        }
        assert!(bars_verdict("Missing?", true).is_some() && bars_verdict("Subcontractor A", true).is_none());
    }

    #[test]
    fn headers_state_what_they_assess_and_which_verdicts_they_offer() {
        assert!(
            judges("Compliant (Y/N)")
                && judges("Erfüllt")
                && judges("In place?")
                && !judges("Answer (Yes/No)")
                && !judges("Status")
        );
        assert!(
            offers("Yes/No/Partial", Verdict::Partial)
                && !offers("Y/N/NA", Verdict::Partial)
                && offers("Y/N/NA", Verdict::NotApplicable)
        );
        assert!(
            offers("Yes / No / N/A", Verdict::NotApplicable)
                && !offers("Answer (Y/N)", Verdict::NotApplicable)
        );
    }
}
