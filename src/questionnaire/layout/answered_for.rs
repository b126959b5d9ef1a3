//! Questions about the answers themselves, or about the party that gives them: `Which subsidiary do you
//! answer for?`, `Which year do your answers describe?`, `Is the assessed party a subcontractor?`. Whatever
//! is answered to them, they say what the questions behind them are about.

use super::{
    super::folded::{fold, start},
    kept::LONG,
    list_heads,
    shape::{Shape, prefix, shape},
    speaking::is_open,
};
use crate::word_list::listed;

/// English verbs for answering, folded: without the word for the vendor they may be about anybody.
const ANSWER: &str = "answer, answering, respond, responding, reply, replying, complete, completing, fill, \
                      filling, report, reporting";
/// Verbs for answering in other languages, folded.
const ANSWER_ELSEWHERE: &str = "antworten, beantworten, ausfullen, fullen, repondez, remplissez, completez, \
                                responde, responden, contesta, contestan, rellena, rellenan, rispondete, \
                                risponde, compilate, compila, antwoordt, antwoorden, beantwoordt, \
                                beantwoorden, vult, respondem, preenche, preenchem";
/// Words for the vendor as the one who answers, folded.
const YOU: &str = "you, we, sie, wir, ihr, vous, nous, usted, ustedes, lei, voi, u, jullie, voce, voces";
/// Words that may come between the verb and the party, folded.
const FILLERS: &str = "you, we, only, solely, also, on, in, out, the, this, these, question, questions, \
                       questionnaire, form, survey, assessment, sie, wir, ihr, im, nur, diese, diesen, \
                       fragen, fragebogen, formular, aus, vous, nous, au, en, ces, ce, questions, \
                       formulaire, usted, ustedes, estas, este, preguntas, cuestionario, lei, voi, a, \
                       queste, domande, questionario, modulo, u, jullie, deze, dit, vragen, vragenlijst, \
                       formulier, voce, voces, na, perguntas, formulario";
/// The maximum number of such words.
const BETWEEN: usize = 5;
/// Words before the party or the thing that is answered for, folded.
const FOR: &str = "for, as, behalf, fur, als, namen, pour, nom, tant, qualite, para, por, nombre, como, \
                   calidad, per, come, conto, nome, qualita, voor, namens, qualidade";
/// Words that make `as` a measure or a manner, folded: `Do you respond as soon as possible?`.
const MEASURES: &str = "soon, quickly, fast, early, part, required, needed, necessary, well, possible, per";
/// Beginnings of questions about the party, folded.
const WHOSE: [&str; 16] = [
    "on whose behalf ",
    "on behalf of ",
    "in whose name ",
    "in which capacity ",
    "in what capacity ",
    "in which role ",
    "in what role ",
    "as which ",
    "as what ",
    "as whom ",
    "in wessen namen ",
    "in welcher rolle ",
    "in welcher eigenschaft ",
    "en nombre de ",
    "en calidad de ",
    "in nome di ",
];
/// Verbs that end an open question about what is answered for, folded: `Which company do you represent?`.
const REPRESENTING: &str = "represent, describe, assess, representing, describing, vertreten, beschreiben, \
                            representez, decrivez, representa, representan, rappresentate, descrivete, \
                            vertegenwoordigt, beschrijft, representam, descrevem";

/// Words for the answers, folded.
const ANSWERS: &str =
    "answers, responses, replies, antworten, angaben, reponses, respuestas, risposte, antwoorden, respostas";
/// Words before them, folded.
const OWN: &str = "your, our, the, these, those, all, ihre, ihren, ihrer, die, diese, den, unsere, vos, nos, \
                   les, ces, sus, las, estas, vostre, le, queste, loro, uw, de, deze, suas, vossas, as";
/// Words after them that make them answers to something else, folded: `your responses to incidents`.
const TO_OTHERS: &str = "to, auf, an, aux, a, al, ai, op, aan, of, von, des, del, della, van, da, do";
/// Verbs that say what they are about, folded.
const STATING: &str = "describe, describes, described, apply, applies, cover, covers, covered, concern, \
                       concerns, relate, refer, reflect, represent, for, valid, about, gelten, gilt, \
                       beschreiben, betreffen, beziehen, abgedeckt, fur, decrivent, concernent, portent, \
                       appliquent, couvrent, couverte, couvertes, couvert, pour, describen, refieren, \
                       aplican, cubren, abarcan, corresponden, descrivono, riguardano, riferiscono, \
                       applicano, coprono, valgono, beschrijven, betreffen, gelden, dekken, gaan, slaan, \
                       betrekking, descrevem, referem, aplicam, abrangem, cobrem";
/// The maximum number of words between the two.
const NEAR: usize = 4;

/// Words for being assessed or for answering, beside a party or a thing, folded.
const ASSESSED: &str = "assessed, responding, answering, evaluated, audited, bewertete, bewerteten, \
                        bewertet, gepruft, geprufte, gepruften, antwortende, antwortenden, evaluee, evalue, \
                        evaluada, evaluado, valutata, valutato, beoordeelde, beoordeeld, avaliada, avaliado";
/// Words for the party or the thing, folded.
const SUBJECTS: &str = "party, entity, company, organisation, organization, supplier, vendor, provider, \
                        subsidiary, subcontractor, subprocessor, reseller, firm, product, software, system, \
                        service, solution, application, site, plant, branch, unit, partei, einheit, \
                        gesellschaft, unternehmen, firma, organisation, lieferant, anbieter, produkt, \
                        dienst, standort, werk, partie, entite, societe, entreprise, fournisseur, produit, \
                        filiale, site, parte, entidad, empresa, sociedad, organizacion, proveedor, filial, \
                        producto, entita, societa, azienda, organizzazione, fornitore, prodotto, partij, \
                        entiteit, onderneming, bedrijf, organisatie, leverancier, vestiging, entidade, \
                        organizacao, fornecedor, produto";
/// Words that begin a question about who or what it is, folded.
const IS: &str = "is, are, was, ist, sind, est, es, e, sono, zijn";
/// Words after the party that say what it is, folded: `a subcontractor`, `part of a group`.
const A: &str = "a, an, the, part, one, owned, your, our, also, not, ein, eine, einer, teil, un, une, una, \
                 uno, parte, een, onderdeel, um, uma, der, die, das, le, la, el, il, de, het, o";

/// Whether a text sets the scope of the questions behind it, whatever is answered to it.
pub(super) fn sets_scope(text: &str) -> bool {
    let text = start(prefix(text).map_or(text, |it| it.1), LONG).trim();
    let asks = text.contains(['?', '？']);
    let label = shape(text) == Shape::Label;
    if !asks && !label {
        return false;
    }
    asks && list_heads::speaks_of_itself(text)
        || text.split(['.', '!', '?', '？', ';', '\n', '。']).any(|sentence| {
            let folded = fold(sentence);
            let words: Vec<&str> =
                folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
            let open = is_open(sentence.trim());
            answers_for(&words)
                || open && represents(&words)
                || states_about_answers(&words)
                || names_the_assessed(&words, open, label && !asks)
        })
}

/// The word at a place; empty if there is none.
fn word<'a>(words: &[&'a str], at: Option<usize>) -> &'a str {
    at.and_then(|it| words.get(it)).copied().unwrap_or_default()
}

/// Whether a word for the vendor is directly beside a place or one word further.
fn you_are_near(words: &[&str], at: usize) -> bool {
    let near = words.get(at.saturating_sub(2)..words.len().min(at + 2)).unwrap_or_default();
    near.iter().any(|it| listed(YOU, it))
}

/// Whether somebody is said to answer for a party or a thing: `Do you answer as a reseller?`, `Which version
/// do you answer for?`, `On whose behalf do you answer?`
fn answers_for(words: &[&str]) -> bool {
    let joined = words.join(" ") + " ";
    let whose = WHOSE.iter().any(|it| joined.starts_with(it)) || listed(FOR, word(words, Some(0)));
    let mut verbs = words
        .iter()
        .enumerate()
        .filter(|(at, it)| listed(ANSWER_ELSEWHERE, it) || listed(ANSWER, it) && you_are_near(words, *at));
    verbs.any(|(at, verb)| {
        let behind = words.get(at + 1..).unwrap_or_default();
        let between = behind.iter().take(BETWEEN).take_while(|it| listed(FILLERS, it)).count();
        let next = word(behind, Some(between));
        let manner = listed(MEASURES, word(behind, Some(between + 1)));
        // `Which year do you report on?`, but not `Do you report for ...?`
        if listed("report, reporting", verb) {
            return behind.len() == 1 && listed("on, for", word(behind, Some(0)));
        }
        whose || (listed(FOR, next) && !manner)
    })
}

/// Whether an open question ends with what the vendor represents or describes.
fn represents(words: &[&str]) -> bool {
    let from = words.len().saturating_sub(2);
    let mut last = words.iter().enumerate().skip(from);
    last.any(|(at, it)| listed(REPRESENTING, it) && (you_are_near(words, at) || at + 1 == words.len()))
        && words.iter().any(|it| listed(YOU, it))
}

/// Whether a text asks what the answers are about: `What period do your answers cover?`
fn states_about_answers(words: &[&str]) -> bool {
    words.iter().enumerate().any(|(at, it)| {
        let own = at.checked_sub(1).is_some_and(|before| listed(OWN, word(words, Some(before))));
        let near = words.get(at.saturating_sub(NEAR)..words.len().min(at + NEAR + 1)).unwrap_or_default();
        listed(ANSWERS, it)
            && own
            && !listed(TO_OTHERS, word(words, Some(at + 1)))
            && near.iter().any(|it| listed(STATING, it))
    })
}

/// Whether a text asks who or what is assessed: `Which company is assessed?`, `Is the assessed party a
/// subcontractor?`; not what that party does.
fn names_the_assessed(words: &[&str], open: bool, label: bool) -> bool {
    words.iter().enumerate().any(|(at, it)| {
        if !listed(ASSESSED, it) {
            return false;
        }
        let before = word(words, at.checked_sub(1));
        let names = |at: usize| listed(SUBJECTS, word(words, Some(at)));
        let subject = if names(at + 1) { Some(at + 1) } else { (at + 2..at + 3).find(|it| names(*it)) };
        let subject =
            subject.filter(|_| !listed("every, each, all, any, jede, chaque, cada, ogni, elke", before));
        let is = listed(IS, word(words, Some(0))) && at <= 3;
        let what = |subject: usize| listed(A, word(words, Some(subject + 1)));
        let of_subject = subject.is_some_and(|it| label || open && it + 1 == words.len() || is && what(it));
        let ends = open && at + 1 == words.len() && (listed(IS, before) || listed("being, wird", before));
        // `l'entité évaluée est-elle une filiale ?`, `entidad evaluada`
        let behind = listed(SUBJECTS, before) && (label || open && at + 1 == words.len() || is && what(at));
        of_subject || ends || behind
    })
}

#[cfg(test)]
mod tests {
    use super::sets_scope;

    #[test]
    fn questions_about_the_answers_or_the_one_who_answers_set_the_scope() {
        for text in [
            "Which subprocessor do you answer for?",
            "Which subsidiary do you answer for?",
            "On whose behalf do you answer?",
            "In which capacity do you answer?",
            "For whom do you answer?",
            "Are you answering for a subsidiary?",
            "Are you completing this questionnaire on behalf of a customer?",
            "Are you filling in the form as a reseller?",
            "Which country are you answering for?",
            "Which year do your answers describe?",
            "What period do your answers cover?",
            "Which legal entity is covered by your answers?",
            "To which entity do the answers below apply?",
            "Do your answers cover all of your products?",
            "Which version do you answer for?",
            "Do you answer for a subsidiary?",
            "Do you answer for yourself or for a subcontractor?",
            "Do you answer as a reseller?",
            "Do you respond on behalf of the parent company?",
            "What is the name of the reseller that you answer for?",
            "Which version of the product do you describe?",
            "Which entity do you represent?",
            "Which year do you report on?",
            "Which company is assessed?",
            "Which of your products is assessed?",
            "What is the assessed software?",
            "What is the name of the assessed subsidiary?",
            "Name of the assessed company",
            "Is the assessed party a subcontractor of the supplier?",
            "Is the responding entity part of a group?",
            "Which product is this questionnaire about?",
            "1. Do you answer for a subsidiary?",
            "Für welche Gesellschaft antworten Sie?",
            "In wessen Namen antworten Sie?",
            "Antworten Sie als Wiederverkäufer?",
            "Antworten Sie für eine Tochtergesellschaft?",
            "Welches Jahr beschreiben Ihre Antworten?",
            "Ist das bewertete Unternehmen eine Tochtergesellschaft?",
            "Répondez-vous pour une filiale ?",
            "Répondez-vous en tant que revendeur ?",
            "Quelle période vos réponses couvrent-elles ?",
            "¿Responde usted en nombre de una filial?",
            "¿A qué año se refieren sus respuestas?",
            "Rispondete per una controllata?",
            "A quale anno si riferiscono le vostre risposte?",
            "Antwoordt u namens een dochteronderneming?",
            "Op welk jaar hebben uw antwoorden betrekking?",
            "Deze lijst is kort. Voor welke vestiging antwoordt u?",
            "Responde por uma filial?",
            "A que ano se referem as suas respostas?",
        ] {
            assert!(sets_scope(text), "{text}");
        }
    }

    #[test]
    fn questions_about_the_vendors_work_set_no_scope() {
        for text in [
            "Do you answer questions of data subjects within a month?",
            "How many questions of data subjects did you answer last year?",
            "Do you respond as soon as possible to incidents?",
            "Do you respond to requests for deletion?",
            "Does the FOSS Liaison respond to FOSS compliance inquiries?",
            "Do your responses to incidents cover all systems?",
            "Do you complete a risk assessment for new suppliers?",
            "Do you report on incidents?",
            "Is the inventory complete for all sites?",
            "Does the assessed organisation encrypt backups?",
            "The assessed organization shall encrypt backups.",
            "Is the assessed organisation certified?",
            "Are all suppliers assessed?",
            "Is every assessed supplier a critical one?",
            "Which suppliers are regularly assessed?",
            "How is the security of the product assessed?",
            "Do you fill vacancies for security roles within a month?",
            "What do your policies describe?",
            "Are automated responses of the service reviewed for bias?",
            "Beantworten Sie Anfragen für Auskunft innerhalb eines Monats?",
        ] {
            assert!(!sets_scope(text), "{text}");
        }
    }
}
