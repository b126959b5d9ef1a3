//! The words of column headers: for answers, for the vendor, for ratings, for comments.

use crate::{
    answer::verdicts::{languages::is_plain_yes, words::verdict_of},
    fact::Verdict,
    questionnaire::composed,
    word_list::listed,
};

/// The maximum number of words of an explanation in brackets or on a further line; a longer one is prose,
/// in which not every word is known.
pub(super) const PROSE: usize = 6;

/// Words that ask for an answer, in English, German, French, Spanish, Italian, Dutch and others.
const ANSWERS: &str = "answer, answers, response, responses, reply, replies, antwort, antworten, \
                       anbieterantwort, lieferantenantwort, bieterantwort, herstellerantwort, rückmeldung, \
                       stellungnahme, selbstauskunft, réponse, réponses, respuesta, respuestas, \
                       contestación, risposta, risposte, antwoord, antwoorden, resposta, respostas, \
                       odpowiedź, svar, vastaus, input, selection, selected, auswahl, eingabe, status, \
                       state, statut, estado, stato, valid";
/// Words for the vendor who answers.
const VENDOR: &str = "vendor, vendors, vendor's, supplier, suppliers, supplier's, provider, provider's, \
                      csp, caiq, ssrm, bidder, bidders, bidder's, tenderer, tenderers, respondent, \
                      manufacturer, your, you, self, lieferant, lieferanten, anbieter, anbieters, \
                      dienstleister, dienstleisters, hersteller, herstellers, bieter, bieters, \
                      auftragnehmer, auftragnehmers, ihre, ihr, sie, fournisseur, prestataire, \
                      soumissionnaire, titulaire, votre, proveedor, licitador, su, fornitore, vostra, \
                      leverancier, inschrijver, dienstverlener, uw, fornecedor, dostawca, dostawcy";
/// Words that rate whether a requirement is met.
pub(super) const JUDGING: &str = "compliant, compliance, compliancy, complies, comply, conform, conforms, \
     conformance, conformity, conformant, met, meets, meet, satisfied, satisfies, fulfilled, fulfils, \
     fulfills, fulfilment, fulfillment, implemented, implementation, place, pass, passed, addressed, \
     supported, provided, available, achieved, valid, erfüllt, erfüllung, erfüllungsgrad, umgesetzt, \
     umsetzung, umsetzungsstatus, umsetzungsgrad, konform, konformität, vorhanden, implementiert, \
     eingehalten, konformitätsstatus, conforme, conformité, satisfait, respecté, atteint, cumple, \
     cumplimiento, cumplido, implementado, implantado, conformidad, conformità, soddisfatto, rispettato, \
     implementato, presente, voldoet, voldaan, naleving, aanwezig, geïmplementeerd, cumpre, cumprimento, \
     atende, atendido, conformidade, spełnia, zgodność, splňuje, uppfylls, oppfylt, opfyldt, fourni, fully, \
     vollständig";
/// Words for comments, which may be the only answer that a table asks for.
const COMMENTS: &str = "comment, comments, remark, remarks, note, notes, detail, details, detailed, \
     description, explanation, explanations, explain, elaborate, additional, further, more, information, \
     info, supporting, documentation, document, documents, evidence, link, links, url, urls, reference, \
     references, justification, rationale, interview, kommentar, kommentare, bemerkung, bemerkungen, \
     anmerkung, anmerkungen, erläuterung, erläuterungen, begründung, beschreibung, nachweis, nachweise, \
     commentaire, commentaires, remarque, remarques, précision, précisions, justificatif, preuve, preuves, \
     comentario, comentarios, observaciones, evidencia, evidencias, commento, commenti, osservazioni, \
     evidenze, nota, opmerking, opmerkingen, toelichting, onderbouwing, bewijs, comentário, comentários, \
     observações, komentarz, uwagi, kommentti";
/// Function words, and words that say how to fill in the column.
const SMALL: &str = "a, an, the, this, that, of, to, for, in, on, by, at, with, is, are, be, do, does, has, \
     have, been, it, and, or, from, please, enter, choose, select, give, provide, fill, filled, type, write, \
     state, indicate, tick, mark, here, list, dropdown, drop, down, option, one, text, freetext, field, box, \
     column, value, max, maximum, characters, chars, words, current, question, questions, requirement, \
     requirements, control, controls, statement, item, und, oder, der, die, das, des, zur, zum, für, bitte, \
     wählen, auswählen, ausfüllen, angeben, frage, anforderung, ist, et, ou, du, de, la, le, les, à, au, \
     aux, pour, votre, veuillez, exigence, est, y, o, el, los, las, del, por, favor, al, requisito, es, e, \
     il, lo, gli, di, della, dell, alla, per, en, van, het, op, uw, vraag, eis, da, do, ao, se";
/// Words that say how to fill in a column only after or before one of these.
const FILLING_IN: &str = "complete, completed, check, checked";
const FILLED_AFTER: &str = "please, to, be, must, and, or";
const FILLED_BEFORE: &str = "by, here, this, the, in, one, if, all, box, column, answer, response";
/// Function words; the header of an answer column does not consist of these alone.
pub(super) const FUNCTION: &str = "a, an, the, this, that, of, to, for, in, on, by, at, as, with, is, are, \
                                   be, do, does, has, have, been, it, and, or, from, here, one, und, oder, \
                                   der, die, das, des, zur, zum, für, ist, soll, et, ou, du, de, la, le, \
                                   les, à, au, aux, pour, est, el, los, las, del, por, al, es, il, lo, gli, \
                                   di, della, alla, per, en, van, het, op, do, da, ao";
/// Answer words in scripts without spaces: what remains of a header without them is unknown.
const UNSPACED: &str = "回答, 答复, 答案, 回复, 答え, 供应商, 厂商, ベンダー, 欄, 栏, 内容, 备注, 備考, \
                        说明, 説明, コメント, 是否, 符合, 请, 填写, 답변, 응답, 비고, คำตอบ, หมายเหตุ, はい, \
                        いいえ, 是, 否";
/// Prefixes of words that name a party other than the vendor, or an answer other than the present one.
pub const OTHERS: &str = "customer, client, buyer, purchaser, auditor, assessor, reviewer, analyst, \
                          evaluator, subcontract, subprocessor, subprozessor, sub, affiliate, subsidiar, \
                          parent, partner, third, fourth, reseller, previous, former, expected, planned, \
                          target, internal, kunde, auftraggeber, prüfer, unterauftrag, subunternehm, \
                          acheteur, auditeur, sous, traitant, cliente, subencargad, subcontrat, klant, \
                          onderaannem, opdrachtgever, subfornit, committente";
/// Words of headers that ask something other than whether the row is true: a yes to the row does not mean
/// that it was tested.
pub(super) const ELSE: &str = "tested, verified, validated, audited, assessed, reviewed, approved, \
     documented, evidenced, certified, attested, confirmed, checked, inspected, monitored, automated, \
     scheduled, required, applicable, applies, relevant, mandatory, critical, needed, getestet, geprüft, \
     verifiziert, validiert, auditiert, dokumentiert, freigegeben, zertifiziert, zutreffend, erforderlich, \
     testé, vérifié, validé, audité, documenté, approuvé, certifié, requis, probado, verificado, validado, \
     auditado, documentado, aprobado, certificado, requerido, testato, verificato, convalidato, documentato, \
     approvato, certificato, richiesto, getest, geverifieerd, gevalideerd, gedocumenteerd, goedgekeurd, \
     gecertificeerd, vereist, testado, aprovado";
/// Beginnings of headers that apply to some answers only: to a no, or to a yes.
pub(super) const IF_NO: &str = "if no, if not, if non, falls nein, wenn nein, falls nicht, wenn nicht, si \
                                non, en caso negativo, se no, se não, indien nee, zo nee";
pub(super) const IF_YES: &str =
    "if yes, if so, falls ja, wenn ja, si oui, en caso afirmativo, se sì, se sim, indien ja, zo ja";

pub fn plain(head: &str) -> String {
    composed(head).to_lowercase().replace('\u{2019}', "'").replace("n/a", "na").replace("n.a", "na")
}

pub fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|it| it.trim_matches('\''))
        .filter(|it| !it.is_empty())
}

/// The name of a column, and the explanations in brackets or on further lines.
pub fn parts(head: &str) -> (String, Vec<String>) {
    let mut pieces = head
        .split(['(', ')', '[', ']', '（', '）', '\n'])
        .map(|it| it.trim().to_owned())
        .filter(|it| !it.is_empty());
    (pieces.next().unwrap_or_default(), pieces.collect())
}

/// The first word that is not known to belong to an answer header.
pub fn unknown<'a>(text: &'a str, head: &str) -> Option<&'a str> {
    let words: Vec<&str> = split(text).collect();
    let at = |it: Option<usize>| it.and_then(|it| words.get(it)).copied().unwrap_or_default();
    let known = |(index, word): (usize, &&str)| {
        // `Please complete` says how to answer, but `Answer complete?` asks about the answer.
        if listed(FILLING_IN, word) {
            return listed(FILLED_AFTER, at(index.checked_sub(1)))
                || listed(FILLED_BEFORE, at(Some(index + 1)));
        }
        let tables = [ANSWERS, VENDOR, JUDGING, COMMENTS, SMALL];
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().any(|it| is_plain_yes(at(it)));
        // `No` is either one of two options, or reverses the header.
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

/// Whether a header that is in lower case names the vendor who answers.
pub fn names_vendor(head: &str) -> bool {
    split(head).any(|it| listed(VENDOR, it))
}

/// Whether a header that is in lower case asks for comments.
pub fn names_comment(head: &str) -> bool {
    split(head).any(|it| listed(COMMENTS, it))
}

/// Whether a header that is in lower case only names the vendor.
pub fn is_vendor(head: &str) -> bool {
    split(head).all(|it| listed(VENDOR, it) || listed(SMALL, it) || listed(FILLING_IN, it))
}

/// Whether a header that is in lower case asks for an answer.
pub fn names_answer(head: &str) -> bool {
    split(head).any(|it| listed(ANSWERS, it))
}

/// Whether a header that is in lower case names a yes to choose.
pub fn names_yes(head: &str) -> bool {
    split(head).any(is_plain_yes)
}

/// A number that is not a year: `Answer 2024` is for another year.
pub fn number(word: &str) -> bool {
    word.parse::<u32>().is_ok_and(|it| !(1900..2100).contains(&it))
}

fn unspaced(word: &str) -> bool {
    !word.is_ascii() && UNSPACED.split(", ").fold(word.to_owned(), |word, it| word.replace(it, "")).is_empty()
}
