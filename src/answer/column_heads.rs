//! What the head of a column says of the answers below it.
//!
//! A verdict is written only under a head all of whose words are known to ask for the vendor's answer:
//! `Answer`, `Supplier response (Yes/No)`, `Erfüllungsgrad`. Any other word may turn the verdict
//! (`Violation?`, `Absent`) or name somebody else (`Subcontractor A`), and the list of such words has no end.
//! So it is with words under a head for comments, which has more known words. A layout said by hand needs no
//! known words.

use super::{
    head_limits,
    titles::one_of_several,
    verdicts::is_plain_yes,
    words::{turns, verdict_of},
};
use crate::{fact::Verdict, questionnaire::composed, word_list::listed};

/// An explanation in brackets, or on a further line, of more words than this is prose, of which not every
/// word is known.
pub(super) const PROSE: usize = 6;

/// Words that ask for an answer, in English, German, French, Spanish, Italian, Dutch and others.
const ANSWERS: &str = "answer, answers, response, responses, reply, replies, antwort, antworten, anbieterantwort, lieferantenantwort, \
    bieterantwort, herstellerantwort, rückmeldung, stellungnahme, selbstauskunft, réponse, réponses, respuesta, respuestas, \
    contestación, risposta, risposte, antwoord, antwoorden, resposta, respostas, odpowiedź, svar, vastaus, input, selection, \
    selected, auswahl, eingabe, status, state, statut, estado, stato, valid";
/// Words for the vendor who answers.
const VENDOR: &str = "vendor, vendors, vendor's, supplier, suppliers, supplier's, provider, provider's, csp, caiq, \
    ssrm, bidder, bidders, bidder's, tenderer, tenderers, respondent, manufacturer, your, you, self, lieferant, lieferanten, anbieter, \
    anbieters, dienstleister, dienstleisters, hersteller, herstellers, bieter, bieters, auftragnehmer, auftragnehmers, ihre, ihr, sie, \
    fournisseur, prestataire, soumissionnaire, titulaire, votre, proveedor, licitador, su, fornitore, vostra, leverancier, inschrijver, \
    dienstverlener, uw, fornecedor, dostawca, dostawcy";
/// Words that judge whether a requirement is met.
const JUDGING: &str = "compliant, compliance, compliancy, complies, comply, conform, conforms, conformance, conformity, conformant, met, meets, \
    meet, satisfied, satisfies, fulfilled, fulfils, fulfills, fulfilment, fulfillment, implemented, implementation, place, pass, passed, \
    addressed, supported, provided, available, achieved, valid, \
    erfüllt, erfüllung, erfüllungsgrad, umgesetzt, umsetzung, umsetzungsstatus, umsetzungsgrad, konform, konformität, vorhanden, \
    implementiert, eingehalten, konformitätsstatus, conforme, conformité, satisfait, respecté, atteint, cumple, cumplimiento, cumplido, \
    implementado, implantado, conformidad, conformità, soddisfatto, rispettato, implementato, presente, voldoet, voldaan, naleving, \
    aanwezig, geïmplementeerd, cumpre, cumprimento, atende, atendido, conformidade, spełnia, zgodność, splňuje, uppfylls, oppfylt, \
    opfyldt, fourni, fully, vollständig";
/// Words for comments, which may be the only answer that a table asks for.
const COMMENTS: &str = "comment, comments, remark, remarks, note, notes, detail, details, detailed, description, explanation, explanations, \
    explain, elaborate, additional, further, more, information, info, supporting, documentation, document, documents, evidence, link, \
    links, url, urls, reference, references, justification, rationale, interview, kommentar, kommentare, bemerkung, bemerkungen, anmerkung, \
    anmerkungen, erläuterung, erläuterungen, begründung, beschreibung, nachweis, nachweise, commentaire, commentaires, remarque, remarques, \
    précision, précisions, justificatif, preuve, preuves, comentario, comentarios, observaciones, evidencia, evidencias, commento, commenti, \
    osservazioni, evidenze, nota, opmerking, opmerkingen, toelichting, onderbouwing, bewijs, comentário, comentários, observações, \
    komentarz, uwagi, kommentti";
/// Small words, and those that say how to fill the column in.
const SMALL: &str = "a, an, the, this, that, of, to, for, in, on, by, at, with, is, are, be, do, does, has, have, been, it, and, or, from, \
    please, enter, choose, select, give, provide, fill, filled, type, write, state, indicate, tick, mark, here, \
    list, dropdown, drop, down, option, one, text, freetext, field, box, column, value, max, maximum, characters, chars, words, \
    current, question, questions, requirement, requirements, control, controls, statement, item, \
    und, oder, der, die, das, des, zur, zum, für, bitte, wählen, auswählen, ausfüllen, angeben, frage, anforderung, ist, \
    et, ou, du, de, la, le, les, à, au, aux, pour, votre, veuillez, exigence, est, y, o, el, los, las, del, por, favor, al, requisito, \
    es, e, il, lo, gli, di, della, dell, alla, per, en, van, het, op, uw, vraag, eis, da, do, ao, se";
/// Words that say how to fill in a column only after or before one of these.
const FILLING_IN: &str = "complete, completed, check, checked";
const FILLED_AFTER: &str = "please, to, be, must, and, or";
const FILLED_BEFORE: &str = "by, here, this, the, in, one, if, all, box, column, answer, response";
/// Small words that a head of an answer does not consist of alone.
const FUNCTION: &str = "a, an, the, this, that, of, to, for, in, on, by, at, as, with, is, are, be, do, does, has, have, been, it, and, or, from, here, one, \
    und, oder, der, die, das, des, zur, zum, für, ist, soll, et, ou, du, de, la, le, les, à, au, aux, pour, est, el, los, las, del, por, al, \
    es, il, lo, gli, di, della, alla, per, en, van, het, op, do, da, ao";
/// Answers in scripts without spaces: what is left of a head without them is not known.
const UNSPACED: &str = "回答, 答复, 答案, 回复, 答え, 供应商, 厂商, ベンダー, 欄, 栏, 内容, 备注, 備考, 说明, 説明, コメント, 是否, 符合, 请, 填写, 답변, 응답, 비고, คำตอบ, หมายเหตุ, はい, いいえ, \
    是, 否";
/// What words begin with that name somebody else than the vendor, or another answer than the one that is
/// asked for now.
const OTHERS: &str = "customer, client, buyer, purchaser, auditor, assessor, reviewer, analyst, evaluator, subcontract, subprocessor, \
    subprozessor, sub, affiliate, subsidiar, parent, partner, third, fourth, reseller, previous, former, expected, planned, \
    target, internal, kunde, auftraggeber, prüfer, unterauftrag, subunternehm, acheteur, auditeur, sous, traitant, cliente, \
    subencargad, subcontrat, klant, onderaannem, opdrachtgever, subfornit, committente";
/// Words of heads that ask something else of a row than whether it holds: a yes to the row does not say that
/// it was tested.
const ELSE: &str = "tested, verified, validated, audited, assessed, reviewed, approved, documented, evidenced, certified, attested, confirmed, checked, \
    inspected, monitored, automated, scheduled, required, applicable, applies, relevant, mandatory, critical, needed, \
    getestet, geprüft, verifiziert, validiert, auditiert, dokumentiert, freigegeben, zertifiziert, zutreffend, erforderlich, \
    testé, vérifié, validé, audité, documenté, approuvé, certifié, requis, probado, verificado, validado, auditado, documentado, aprobado, \
    certificado, requerido, testato, verificato, convalidato, documentato, approvato, certificato, richiesto, getest, geverifieerd, \
    gevalideerd, gedocumenteerd, goedgekeurd, gecertificeerd, vereist, testado, aprovado";
/// What begins a head that asks only some: those who say no, and those who say yes.
pub(super) const IF_NO: &str = "if no, if not, if non, falls nein, wenn nein, falls nicht, wenn nicht, si non, en caso negativo, se no, se não, \
    indien nee, zo nee";
pub(super) const IF_YES: &str =
    "if yes, if so, falls ja, wenn ja, si oui, en caso afirmativo, se sì, se sim, indien ja, zo ja";

/// Why a verdict is not written under a head, as the end of a sentence; none where it may be written. A head
/// `by_hand` needs no known words, but must not turn the verdict.
pub(super) fn bars_verdict(head: &str, by_hand: bool) -> Option<String> {
    let (several, place) = (one_of_several(head), head_limits::named_place(head));
    let head = plain(head);
    if turns(&head) {
        return Some("may reverse the meaning of a verdict".into());
    }
    if by_hand {
        return None;
    }
    if let Some(name) = place {
        return Some(format!("names `{name}`, a language or a place: name your column in `--map`"));
    }
    if let Some(name) = several {
        return Some(format!("refers to one of several items (`{name}`): name your column in `--map`"));
    }
    if let Some(name) = head_limits::others(&head) {
        return Some(format!("names `{name}`, which may be somebody else: name your column in `--map`"));
    }
    if asks_for_comment(&head, false) {
        return Some("asks whether there is a comment or evidence, and not for the answer".into());
    }
    if says_nothing(&head) {
        return Some(
            "does not say whose answer, or which, belongs there: name your column in `--map`".into(),
        );
    }
    let (name, explanations) = parts(&head);
    if head.contains('=') && !legend(&head) {
        return Some("gives its own meaning to the verdict options".into());
    }
    let known = |it: &&str| unknown(it, &head).is_none();
    let words = explanations
        .iter()
        .filter(|it| split(it).count() <= PROSE)
        .map(String::as_str)
        .chain([name.as_str()]);
    let unknown = words.clone().find(|it| !known(it)).and_then(|it| unknown(it, &head));
    if let Some(word) = unknown {
        let what = match listed(ELSE, word) {
            true => "and asks for something other than whether the row applies",
            false => "which may reverse a verdict or name somebody else",
        };
        return Some(format!(
            "has the word `{word}`, {what} (if an answer belongs there, name the column in `--map`)"
        ));
    }
    explanations.iter().find_map(|it| bars_words(it, None))
}

/// Why nothing is written below what stands over the head of a column, as the end of a sentence: it names
/// another year, or one of several.
pub(super) fn bars_name(head: &str) -> Option<String> {
    let year = split(head).find(|it| it.parse::<u32>().is_ok() && !number(it)).map(str::to_owned);
    year.or_else(|| one_of_several(head)).map(|it| format!("names `{it}`: name your column in `--map`"))
}

/// Why words may not stand under a head, as the end of a sentence: it turns them, or asks somebody else for
/// them.
pub(super) fn bars_words(head: &str, verdict: Option<Verdict>) -> Option<String> {
    let head = plain(head);
    let begins = |list: &str| list.split(", ").any(|it| head.trim_start().starts_with(it));
    let no = matches!(verdict, Some(Verdict::No | Verdict::Partial | Verdict::NotApplicable));
    if begins(IF_NO) || begins(IF_YES) {
        let asked = if begins(IF_NO) { no } else { verdict != Some(Verdict::No) && verdict.is_some() };
        return (!asked).then(|| "asks for text only with a different verdict".into());
    }
    if let Some(why) = head_limits::limits(&head) {
        return Some(why.into());
    }
    if let Some(name) = head_limits::others(&head) {
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
    (turns(&name) || (negative && !names_yes(&head))).then(|| "may reverse the meaning of the text".into())
}

/// Whether a head judges compliance: `Compliant (Y/N)`, `Erfüllt`. The answer to a question is no such
/// judgement.
pub(super) fn judges(head: &str) -> bool {
    split(&plain(head)).any(|it| listed(JUDGING, it))
}

/// Whether a head offers a word for a verdict beside yes and no: `Yes / No / N/A`.
pub(super) fn offers(head: &str, verdict: Verdict) -> bool {
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

pub(super) fn plain(head: &str) -> String {
    composed(head).to_lowercase().replace('\u{2019}', "'").replace("n/a", "na").replace("n.a", "na")
}

pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|it| it.trim_matches('\''))
        .filter(|it| !it.is_empty())
}

/// The name of a column, and the explanations in brackets or on further lines.
pub(super) fn parts(head: &str) -> (String, Vec<String>) {
    let mut pieces =
        head.split(['(', ')', '[', ']', '\n']).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    (pieces.next().unwrap_or_default(), pieces.collect())
}

/// A word that is not known to belong to the head of an answer.
pub(super) fn unknown<'a>(text: &'a str, head: &str) -> Option<&'a str> {
    let words: Vec<&str> = split(text).collect();
    let at = |it: Option<usize>| it.and_then(|it| words.get(it)).copied().unwrap_or_default();
    let known = |(index, word): (usize, &&str)| {
        // `Please complete` says how to answer, and `Answer complete?` asks about the answer.
        if listed(FILLING_IN, word) {
            return listed(FILLED_AFTER, at(index.checked_sub(1)))
                || listed(FILLED_BEFORE, at(Some(index + 1)));
        }
        let tables = [ANSWERS, VENDOR, JUDGING, COMMENTS, SMALL];
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().any(|it| is_plain_yes(at(it)));
        // `No` is one of two words to choose from, or turns the head.
        let value = match verdict_of(word) {
            Some(Verdict::Yes) => is_plain_yes(word),
            Some(Verdict::No) => beside || (head.contains('=') && names_yes(head)),
            Some(_) => names_yes(head),
            // `Cloud service provider` names the vendor, and `Answer (cloud)` a product; `Free text` is a
            // field, and `Answer (free)` a plan.
            None if matches!(*word, "cloud" | "saas" | "service") => {
                matches!(at(Some(index + 1)), "service" | "provider" | "provider's")
            }
            None if *word == "free" => matches!(at(Some(index + 1)), "text" | "form" | "field"),
            None => matches!(*word, "n" | "a" | "s" | "applicable" | "part") && names_yes(head),
        };
        value
            || tables.iter().any(|it| listed(it, word)) && verdict_of(word) != Some(Verdict::No)
            || number(word)
            || unspaced(word)
    };
    words.iter().enumerate().find(|it| !known(*it)).map(|it| *it.1)
}

/// Whether a yes or no below a head would say that there is a comment, evidence or a link: `Evidence (Y/N)`,
/// and any such head over a list.
pub(super) fn asks_for_comment(head: &str, has_list: bool) -> bool {
    let head = plain(head);
    let name = parts(&head).0;
    let asks = has_list || names_yes(&head) || head.trim_end().ends_with('?');
    asks && names_comment(&name) && !names_answer(&head)
}

/// Whether all words of a head are small ones that ask for nothing: `To-be`, `As is`.
fn says_nothing(head: &str) -> bool {
    let mut words = split(head).peekable();
    words.peek().is_some() && words.all(|it| listed(FUNCTION, it) && verdict_of(it).is_none())
}

/// Whether a head that is in lower case names the vendor who answers.
pub(super) fn names_vendor(head: &str) -> bool {
    split(head).any(|it| listed(VENDOR, it))
}

/// Whether a head that is in lower case asks for comments.
pub(super) fn names_comment(head: &str) -> bool {
    split(head).any(|it| listed(COMMENTS, it))
}

/// Whether a head that is in lower case only names the vendor.
pub(super) fn is_vendor(head: &str) -> bool {
    split(head).all(|it| listed(VENDOR, it) || listed(SMALL, it) || listed(FILLING_IN, it))
}

/// Whether a head that is in lower case asks for an answer.
pub(super) fn names_answer(head: &str) -> bool {
    split(head).any(|it| listed(ANSWERS, it))
}

/// Whether a head that is in lower case names a yes to choose.
pub(super) fn names_yes(head: &str) -> bool {
    split(head).any(is_plain_yes)
}

/// A number that is no year: `Answer 2024` is another year's.
fn number(word: &str) -> bool {
    word.parse::<u32>().is_ok_and(|it| !(1900..2100).contains(&it))
}

fn unspaced(word: &str) -> bool {
    !word.is_ascii() && UNSPACED.split(", ").fold(word.to_owned(), |word, it| word.replace(it, "")).is_empty()
}

/// Whether each `=` of a head stands between two words for one verdict: `Y = Yes, N = No`.
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
    fn heads_of_answers_are_known_by_all_their_words() {
        let known = "Answer | Response | CSP CAIQ Answer | Vendor Answers | Antwort | Antwort des Anbieters | Réponse du fournisseur | \
            Respuesta (Sí/No) | Risposta | Antwoord leverancier | Yes/No | Yes / No / N/A | Y/N/NA | Compliant (Y/N) | \
            Erfüllt (Ja/Nein) | Conforme (Oui/Non) | Supplier response (max. 500 characters) | \
            Answer\nPlease select from the list | Compliance status | 回答 | 供应商回答 |  | Answer (Y = Yes, N = No) | Comments | \
            Answer (please describe how your company handles each of the topics) | In place? | To be completed by the supplier | \
            Response 1 | Cloud service provider's answer | Answer (free text) | Réponse O / N | Does the supplier comply? (Yes/No/Partial)";
        for head in known.split(" | ") {
            assert_eq!(bars_verdict(head, false), None, "{head}");
        }
        let barred = "Exception? | Absent | Violation? | Is this a risk? (Y/N) | Waiver needed | Out of scope (Y/N) | Missing? | \
            Subprocessor's answer | Subcontractor A | To be filled by customer | Expected answer | Assessment by us | Auditor | \
            Answer (No = compliant) | Finding | Planned answer | Previous answer | Answer 2024 | Answer (customer) | Target | \
            N/A? | No | Answer - on-premise | Answer Cloud | Cloud answer | Answer (SaaS) | Answer (Free) | Vendor A | Supplier 2 | Answer of vendor 1 | Answer: Y if not done | Response of the parent company | \
            Evidence (Y/N) | Evidence? | Documentation (Yes/No) | Supplier evidence available (Y/N) | Yes/No - Evidence | Agreed | \
            Accepted? | Response accepted | Answer complete? | Completed? | Complete (Y/N) | Check | Kommentar (Ja/Nein) | \
            Antwort Ihres Unterauftragnehmers | To-be | As is | To be | Exempt | Gap (Y/N) | Reviewer | If no, explain why | Owner | \
            Date of last review | Risiko? | Erwartete Antwort | Nonexistent | Answer (Yes = gap, No = fine) | \
            Answer (please enter what the customer has told you about this)";
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
    fn a_head_says_what_it_judges_and_offers() {
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
