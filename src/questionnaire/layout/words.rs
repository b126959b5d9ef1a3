//! The words of column headers in six languages, and the role of the column that they indicate.
//!
//! Entries are folded: lower case, no accents. `word*` matches a prefix, `*word*` a part of a word (German
//! and Dutch compounds); an entry may have several words.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use super::{
    super::folded::{fold, start},
    verdict_heads::asks_verdict,
};

/// The role of a column, by its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The customer's id of a question.
    Id,
    /// The section of a question.
    Section,
    /// The question.
    Question,
    /// An explanation of the question.
    Guidance,
    /// The answer.
    Answer,
    /// A grade, which may be the answer: `Status`, `Score`.
    Grade,
    /// The vendor's comment.
    Comment,
    /// A description: of the question if it is filled, the vendor's comment if it is empty.
    Text,
    /// For others to fill in: the analyst, the customer.
    Aside,
    /// About the question or its handling: its weight, its owner.
    Weight,
    /// A column of a table from another domain: a price, a risk, a phone number.
    DomainTerms,
}

/// The words of each role. If a header has words of several roles, [`role`] decides.
const WORDS: &[(Role, &str)] = &[
    (
        Role::Id,
        "id, ids, ref, reference, no, nr, num, number, n, code, key, index, item, item no, sr, seq, numero, \
         nummer, lfd, rif, riferimento, kennung, kenn, referentie, referencia, codigo, codice, cle, #",
    ),
    (
        Role::Section,
        "section*, category, categories, subcategory, domain*, subdomain, topic*, area, chapter, family, \
         function, group, theme*, kategorie*, bereich*, thema, themen*, domaine*, categorie*, chapitre, \
         rubrique, seccion, categoria*, dominio, capitulo, tema, sezione, capitolo, ambito, hoofdstuk, \
         domein, onderwerp*, abschnitt*, kapitel",
    ),
    (
        Role::Question,
        "question*, *frage, *fragen, fragestellung, pregunta*, domanda, domande, quesito, quesiti, vraag*, \
         *vraag, *vragen, requirement*, exigence*, *anforderung*, requisito*, requisiti, eis, eisen, \
         vereiste*, control, controls, *kontrolle*, controle*, control objective, controllo, controlli, \
         criteria, criterion, critere*, kriterium, kriterien, criterio, criterios, criteri, criterium, \
         checklist*, prufpunkt*, checkpoint*, query, queries, inquiry, assessable, specification*, \
         statement, statements, assertion, information requested, requested information, information \
         required, req, *问题*, *問題*, *質問*, *设问*, *要求*, *질문*, *คำถาม*",
    ),
    (
        Role::Guidance,
        "guidance*, guideline*, help, instruction*, hint*, example*, expected evidence, expected answer, \
         rationale, reason*, purpose, *hinweis*, hilfe*, leitfaden, beispiel*, consigne*, aide, exemple*, \
         guia, ayuda, orientacion*, instruccion*, ejemplo*, indicazion*, istruzion*, esempi*, voorbeeld*, \
         uitleg, instructie*, answer option*, response option*, possible answer*, follow up*, tooltip, \
         annotation*",
    ),
    (
        Role::Answer,
        "answer*, response*, reply, replies, *antwort*, reponse*, respuesta*, contestacion*, risposta, \
         risposte, *antwoord*, compliant, compliance, complies, comply, complied, self assessment, your \
         input, vendor input, supplier input, selection, stellungnahme*, ruckmeldung*, *erfullung*, \
         erfullt, conformite, conforme, conformita, cumplimiento, cumple, naleving, voldoet, yes no, y n, \
         ja nein, oui non, o n, si no, ja nee, j n, s n, in place, tick, select, vorhanden, fourni, \
         presente, aanwezig, *回答*, *答复*, *答案*, *回复*, *답변*, *응답*, *คำตอบ*",
    ),
    (
        Role::Grade,
        "status, score, implementation, implemented, maturity, grade, *umsetzung*, *reifegrad*, statut, \
         estado, stato, implementatie, evaluation, bewertung, sur*, punteggio",
    ),
    (
        Role::Comment,
        "comment*, additional information, further information, more information, additional detail*, \
         supporting*, notes, note, explanation*, explain, detail*, remark*, evidence*, justification*, link \
         to evidence, attachment*, next step*, action item*, bemerkung*, *kommentar*, anmerkung*, \
         *erlauterung*, *begrundung*, nachweis*, beleg*, commentaire*, remarque*, precision*, \
         justificatif*, preuve*, complement*, comentario*, observac*, komentarz*, uwagi, komentář*, \
         poznámk*, poznamk*, komentar*, kommentti, kommentit, huomautu*, anmarkning*, bemærkning*, \
         merknad*, evidencia*, aclaracion*, informacion adicional, nota, notas, commento, commenti, \
         osservazion*, evidenz*, giustificazion*, informazioni aggiuntive, opmerking*, toelichting*, \
         onderbouwing*, bewijs*, zusatzliche*, weitere*, informations complementaires, *备注*, *備考*, \
         *说明*, *コメント*, *비고*, *หมายเหตุ*",
    ),
    (Role::Text, "description*, descripcion*, descrizion*, omschrijving*, *beschreibung*, details of"),
    (
        Role::Aside,
        "analyst*, assessor*, reviewer*, auditor*, evaluator*, internal use, office use, for internal, \
         institution*, customer response*, customer comment*, customer answer*, customer note*, customer \
         assessment*, customer evaluation, customer use, client comment*, client response*, buyer comment*, \
         buyer assessment, prufer*, bewertung durch, interne bewertung, interne*, reviewed, reserve a, \
         reservado, riservato, recommendation*, recommandation*, empfehlung*, recomendacion*, \
         raccomandazion*, aanbeveling*, assessment result*, remediation*",
    ),
    (
        Role::Weight,
        "weight*, gewicht*, poids, peso, importance, priority, prioritat*, priorite*, prioridad, priorita, \
         prioriteit, responsib*, responsable*, verantwortlich*, ownership, owner, mapping*, target*, gap, \
         rating, risk rating, risk score, override*, level, applicab*, criticality, critical, mandatory, \
         last updated, required, source, type, choices, question choice*, answer choice*, response choice*, \
         options, allowed value*, permitted value*, valid value*, possible value*, list of values, \
         dropdown*, drop down*, choix possibles, opciones, opzioni, antwortmoglichkeit*, \
         auswahlmoglichkeit*, answer type, response type, question type, format, data type, standard*, \
         norm*, iso, nist, spec",
    ),
    (
        Role::DomainTerms,
        "price*, cost*, amount, total, unit, units, quantity, qty, sku, discount, currency, preis*, menge, \
         einheit, betrag, summe, kosten, prix, montant, quantite, unite, precio*, importe, cantidad, \
         prezzo, prezzi, quantita, prijs*, aantal, bedrag, risk, risks, likelihood, probability, impact, \
         severity, mitigation*, treatment, residual, risiko*, wahrscheinlichkeit, auswirkung*, risque*, \
         vraisemblance, gravite, riesgo*, probabilidad, rischio, rischi, probabilita, risico*, kans, due, \
         due date, deadline, start, end, duration, date, time, day, hour, week, monday, tuesday, wednesday, \
         montag, dienstag, lundi, mardi, lunes, martes, room, term, terms, definition*, meaning, \
         abbreviation*, acronym*, begriff*, terme*, termine, termini, termino*, definicion*, definizion*, \
         email, e mail, mail, phone*, telephone, telefon*, tel, mobile, address, adresse, surname, first \
         name, last name, full name, role, department, measure*, mesure*, massnahme*, medida*, misura, \
         misure, maatregel*, milestone*, task*, action, actions, issue, issues, problem*, defect*, bug, \
         bugs, ticket*, finding*, resolution, raised, reported, assignee, agenda*, speaker, minutes, \
         procedure, version, author, url, invoice*, contract*, delivery, stock, country, city",
    ),
];

/// The labels of boxes to tick, and of lists: each is a complete header.
const TICKS: &str = "yes, no, y, n, na, n a, n a explain, not applicable, partial, partially, partly, ja, \
     nein, nee, oui, non, si, teilweise, partiel, partiellement, parcial, parcialmente, in parte, parziale, \
     parzialmente, deels, gedeeltelijk, nicht zutreffend, nicht anwendbar, sans objet, s o, no aplica, non \
     applicabile, niet van toepassing, nvt, n v t, entfallt, compliant, non compliant, not compliant, \
     partially compliant, fully compliant, complete, incomplete, in place, not in place, planned, geplant, \
     prevu, planificado, implemented, not implemented, partially implemented, met, not met, partially met, \
     unknown, don t know, true, false, sim, nao, tak, nie, ano, ne, kylla, ei, da, nu, nej, delvis, \
     osittain, częściowo, částečně, nie dotyczy, nao aplicavel, はい, いいえ, 是, 否";

static VALUES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| TICKS.split(", ").collect());

/// Words that begin a request or a question, folded.
static OPENINGS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "acreditar adjunte adottate allegare are attach avete avez beantworten benennen bent beschikt \
     beschreiben beschrijf bestehen besteht bitte can cite comment como confirm confirme confirmez could \
     cual cuales cuando cuantos cuenta cuentan decrire decrivez define describa describe descriva descrive \
     descrivere detail detaille detalle detallez did dispone disponen disponete disposez do document does \
     effectuez elencare elenchi enter enumerate enumere erlautern esiste esistono especifique est esta estan \
     existe existen existiert explain explique expliquez faites fill fornire fornisca fournir fournissez \
     fuhren fuhrt geben gebruikt geef gibt give haben has hat have hebben hebt heeft hoe how identifique \
     identify if indicare indicate indichi indique indiquez is ist kunt leg licht list listez maakt must \
     nennen nutzen nutzt outline please precisare precisez proporcionar proporcione provide quale quali que \
     quel quelle quelles quels qui realiza realizan seleccione select setzen setzt share should si sind \
     sollte son sont specificare specificate specify spiegare spieghi state submit summarize tell tiene \
     tienen upload utilisez utilizza utilizzate verfugen verfugt vermeld verwenden veuillez wann was wat \
     welche welcher welches welk welke wer werden were what when where whether which who why wie will wird \
     wo worden wordt would zijn"
        .split(' ')
        .collect()
});

/// Verbs that make a line a statement, folded.
static VERBS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "are be been beschikt can cannot debe deben deve devono dispone dispose do does doit doivent ensures es \
     est esta estan ha haben han hanno has hat have hebben heeft is ist kan kann konnen kunnen maintains may \
     moet moeten muss mussen must not ont performs peut peuvent possono provides puede pueden puo requires \
     sera seront shall should sind soll sollen son sono sont tiene uses vengono viene was werden were will \
     wird worden wordt zijn"
        .split(' ')
        .collect()
});

/// Whether a word begins a request or a question.
pub(super) fn opens(word: &str) -> bool {
    OPENINGS.contains(word)
}

/// Whether a word is a verb that occurs in statements.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.contains(word)
}

/// Words after which a noun does not determine the role: `Number of the question` is a number.
const OF: &[&str] = &[
    "of", "to", "on", "for", "de", "du", "des", "della", "del", "dell", "alla", "a", "la", "der", "zur",
    "zum", "zu", "van", "op", "sur", "aux", "sulla",
];

/// The role of a column, by its header.
pub(super) fn role(head: &str) -> Option<Role> {
    let head = start(head, 200);
    // `Requirement met?` is not a requirement.
    if asks_verdict(head) {
        return Some(Role::Answer);
    }
    let plain = head.split(['(', '[']).next().filter(|it| !fold(it).trim().is_empty()).unwrap_or(head);
    let folded = fold(plain);
    let words: Vec<_> = folded.split_whitespace().collect();
    if words.is_empty() {
        return (head.trim() == "#").then_some(Role::Id);
    }
    let found: Vec<_> = (0..words.len()).filter_map(|at| Some((at, at_word(&words, at)?))).collect();
    let (first, last) = (found.first()?.1.0, found.last()?.1.0);
    if found.iter().any(|it| it.1.0 == Role::Aside) {
        return Some(Role::Aside);
    }
    // `ID Frage`, `Nr. der Anforderung`; but not `No` alone, which is a box to tick if `Yes` is beside it.
    if first == Role::Id && found.first().is_some_and(|it| it.0 == 0) && words.len() <= 4 {
        return Some(Role::Id);
    }
    let many = plain.contains(['/', '&', ',', '+'])
        || words.iter().any(|it| matches!(*it, "and" | "or" | "und" | "et" | "y" | "e" | "en" | "ou"));
    if many {
        let rank = [
            Role::Answer,
            Role::Question,
            Role::Comment,
            Role::Grade,
            Role::Guidance,
            Role::Section,
            Role::Text,
            Role::Weight,
            Role::Id,
            Role::DomainTerms,
        ];
        return rank.into_iter().find(|it| found.iter().any(|found| found.1.0 == *it));
    }
    let of = found.iter().zip(found.iter().skip(1)).any(|(one, next)| {
        words.get(one.0 + 1..next.0).is_some_and(|words| words.iter().any(|it| OF.contains(it)))
    });
    // A long name may contain any word: `Step 1: Ongoing tasks` is not a list of tasks.
    if words.len() > 3 && found.iter().all(|it| it.1.0 == Role::DomainTerms) {
        return None;
    }
    let named = |role| found.iter().any(|it| it.1.0 == role);
    Some(match if of { first } else { last } {
        // `Control description` is the control; `Description of the control` may be the vendor's.
        Role::Text if named(Role::Question) && !of => Role::Question,
        Role::Text if named(Role::Answer) || named(Role::Grade) => Role::Comment,
        // `Risk description` is the assessor's.
        Role::Text if named(Role::DomainTerms) => Role::DomainTerms,
        // `Response code` takes a code for an answer.
        Role::Id if named(Role::Answer) => Role::Answer,
        Role::DomainTerms if words.len() > 3 => return None,
        role => role,
    })
}

/// Roles whose words, as a complete header, only say what the column contains.
const PLAIN: &[Role] =
    &[Role::Id, Role::Guidance, Role::Question, Role::Answer, Role::Comment, Role::Grade, Role::Text];

/// Words beside those of ids.
const BESIDE_IDS: &str = "s, sl, q, question, control, requirement, frage, de, der, of";

/// Whether a header is the name of a role and nothing more: `Question`, `Réponse`; not `Question for
/// Brazil`.
pub(super) fn is_role_name(head: &str) -> bool {
    if head.len() > 80 {
        return false;
    }
    let folded = fold(head).split_whitespace().collect::<Vec<_>>().join(" ");
    let names = |phrase: &str| {
        let name = phrase.trim_matches('*');
        folded == name || (phrase.ends_with('*') && folded.strip_suffix('s') == Some(name))
    };
    let known = || WORDS.iter().filter(|it| PLAIN.contains(&it.0)).any(|it| it.1.split(", ").any(names));
    // `Lfd. Nr.`, `Ref. No.`
    let ids = || {
        let listed = |word: &str, table: &str| table.split(", ").any(|it| it == word);
        let of_ids = WORDS.iter().filter(|it| it.0 == Role::Id).map(|it| it.1);
        folded.split(' ').all(|word| of_ids.clone().chain([BESIDE_IDS]).any(|it| listed(word, it)))
    };
    head.trim() == "#" || (!folded.is_empty() && (known() || ids()))
}

/// The table of words, by the first word of each phrase, and separately those that match parts of words.
struct Phrases {
    exact: BTreeMap<&'static str, Vec<(Role, Vec<&'static str>)>>,
    parts: Vec<(Role, Vec<&'static str>)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { exact: BTreeMap::new(), parts: Vec::new() };
    for (role, line) in WORDS {
        for phrase in line.split(", ") {
            let words: Vec<_> = phrase.split(' ').collect();
            match words.first() {
                Some(first) if !first.contains('*') => {
                    phrases.exact.entry(first).or_default().push((*role, words))
                }
                _ => phrases.parts.push((*role, words)),
            }
        }
    }
    phrases
});

/// The role of the phrase that begins at a word, and its length; the longest phrase is used.
fn at_word(words: &[&str], at: usize) -> Option<(Role, usize)> {
    let exact = PHRASES.exact.get(words.get(at)?).map(Vec::as_slice).unwrap_or_default();
    let mut best: Option<(Role, usize)> = None;
    for (role, phrase) in exact.iter().chain(&PHRASES.parts) {
        let fit = || {
            phrase
                .iter()
                .enumerate()
                .all(|(next, pattern)| words.get(at + next).is_some_and(|it| fits(it, pattern)))
        };
        if best.is_none_or(|it| phrase.len() > it.1) && fit() {
            best = Some((*role, phrase.len()));
        }
    }
    best
}

fn fits(word: &str, pattern: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (None, None) => word == pattern,
        (None, Some(stem)) => word.starts_with(stem),
        (Some(tail), None) => word.ends_with(tail),
        (Some(tail), Some(_)) => word.contains(tail.trim_end_matches('*')),
    }
}

/// Whether a text is a value to tick or to choose: `Yes`, `N/A`.
pub fn is_value(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let folded = fold(text);
    let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    VALUES.contains(words.as_str())
}

/// Whether a header names yes and no: `Compliant (Y/N)`.
pub(super) fn is_yes_no(head: &str) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("yes", "no"),
        ("y", "n"),
        ("ja", "nein"),
        ("j", "n"),
        ("oui", "non"),
        ("o", "n"),
        ("si", "no"),
        ("s", "n"),
        ("ja", "nee"),
    ];
    let folded = fold(start(head, 80));
    let words: Vec<_> = folded.split_whitespace().collect();
    words.len() <= 8 && PAIRS.iter().any(|(yes, no)| words.windows(2).any(|it| it == [*yes, *no]))
}
