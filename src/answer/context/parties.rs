//! Parties that a text names other than the vendor: `your supplier`, `each vendor`, `all companies of the
//! group`. The vendor is addressed as `the vendor`, `Supplier`, `your company`; any other reference to a
//! party may mean somebody else.

use std::{collections::BTreeSet, sync::LazyLock};

use super::{
    known::KnownWords,
    phrases::{PhraseWord, clauses},
};
use crate::{matching::stems, word_list::listed};

/// Nouns for suppliers. Alone, or with `the`, they mean the vendor.
const SUPPLIERS: &str = "vendor, supplier, provider, contractor, subcontractor, processor, partner, \
                         manufacturer, distributor, reseller, integrator, consultant, dienstleister, \
                         lieferant, lieferantin, anbieter, auftragnehmer, fournisseur, prestataire, \
                         partenaire, proveedor, proveedora, prestador, contratista, fornitore, fornitrice, \
                         prestatore, appaltatore, leverancier, dienstverlener, aanbieder, fornecedor, \
                         fornecedora, prestadora";
/// Nouns for companies. They also mean the vendor with `your`.
const COMPANIES: &str = "company, organization, organisation, firm, corporation, institution, entity, \
                         unternehmen, unternehmens, firma, gesellschaft, entreprise, société, organisme, \
                         entité, empresa, organización, entidad, compañía, azienda, organizzazione, \
                         società, impresa, ente, bedrijf, organisatie, onderneming, organização, companhia, \
                         entidade";
/// Plurals of either.
const SEVERAL: &str = "vendors, suppliers, providers, contractors, subcontractors, processors, partners, \
                       manufacturers, distributors, resellers, integrators, consultants, companies, \
                       organizations, organisations, firms, corporations, institutions, entities, \
                       businesses, dienstleistern, anbietern, auftragnehmern, organisationen, firmen, \
                       gesellschaften, fournisseurs, prestataires, partenaires, entreprises, sociétés, \
                       organismes, entités, proveedores, prestadores, contratistas, empresas, \
                       organizaciones, entidades, compañías, fornitori, prestatori, appaltatori, aziende, \
                       organizzazioni, imprese, enti, leveranciers, dienstverleners, aanbieders, bedrijven, \
                       organisaties, ondernemingen, fornecedores, organizações, companhias";
/// Nouns with the same singular and plural, each with the articles that indicate the plural.
const UNTOLD: &[(&str, &str)] =
    &[("dienstleister", "die"), ("anbieter", "die"), ("auftragnehmer", "die"), ("unternehmen", "die, der")];
/// Groups of companies.
const GROUPS: &str = "group, groups, konzern, konzerns, konzerne, gruppe, unternehmensgruppe, firmengruppe, \
                      groupe, groupes, grupo, grupos, gruppo, gruppi, groep";
/// Words before or after `group` that show that it is not a group of companies: `control group`, `group of
/// questions`.
const OF_OTHERS: &str = "control, controls, question, questions, user, users, age, target, working, task, \
                         security, function, functional, policy, policies, item, items, requirement, \
                         requirements, topic, focus, expert, peer";
/// Prepositions between `group` and such a word.
const OF: &str = "of, von, der, des, de, di, van, do, da";
/// Articles that may follow the preposition.
const ARTICLES: &str = "the, la, le, l, el, il, lo, het, der, des";
/// Possessives that refer to the vendor.
const YOUR: &str = "your, ihr, ihre, ihrem, ihren, ihrer, ihres, votre, vos, su, sus, vuestro, vuestra, \
                    vuestros, vuestras, vostro, vostra, vostri, vostre, suo, sua, suoi, sue, uw, jouw, \
                    jullie, seu, seus, suas";
/// Determiners that select or count parties, or name their owner.
const WHICH: &str = "each, every, all, any, other, another, others, both, either, some, several, many, \
     multiple, various, which, their, its, our, his, her, these, those, further, additional, different, \
     such, an, one, two, three, jede, jeder, jedes, jedem, jeden, alle, aller, allen, andere, anderer, \
     anderes, anderen, anderem, weitere, weiteren, weiterer, beide, beiden, ein, eine, einem, einen, einer, \
     eines, deren, unser, unsere, unserem, unseren, unserer, mehrere, mehreren, chaque, tout, toute, tous, \
     toutes, autre, autres, un, une, leur, leurs, notre, nos, plusieurs, cada, todo, toda, todos, todas, \
     otro, otra, otros, otras, cualquier, una, algún, alguna, nuestro, nuestra, ogni, ciascun, ciascuno, \
     ciascuna, tutti, tutte, altro, altra, altri, altre, uno, qualsiasi, nostro, nostra, loro, elk, elke, \
     ieder, iedere, ander, een, ons, onze, outro, outra, outros, outras, qualquer, um, uma, nosso, nossa";
/// Words that end the phrase of a party: articles of a known party, prepositions, conjunctions, verbs.
const ENDS: &str = "the, this, of, by, to, for, from, with, in, on, at, as, and, or, is, are, be, must, \
                    shall, should, may, can, will, please, if, when, that, who, whose, than, per, der, die, \
                    das, dem, den, des, dieser, diese, dieses, diesem, diesen, von, vom, zum, zur, für, \
                    durch, als, und, oder, mit, bei, bitte, le, la, les, l, ce, cet, cette, de, du, par, \
                    pour, comme, et, ou, à, au, el, los, las, este, esta, del, al, por, para, como, y, o, \
                    il, lo, gli, i, questo, questa, dal, dallo, dalla, di, da, come, e, het, dit, deze, \
                    van, door, voor, en, of, do, pelo, pela, a";
/// Words that specify the kind of supplier; the vendor is not addressed with them.
const KINDS: &str = "cloud, it, ict, payment, payments, email, mail, backup, network, networks, security, \
                     support, hosting, software, hardware, infrastructure, internet, storage, data, \
                     platform, saas, paas, iaas, external, internal, outsourced, outsourcing, managed, \
                     main, primary, secondary, key, critical, sub, co, upstream, technology, telecom, \
                     telecommunications, identity, maintenance, development, training, insurance, energy, \
                     api, ai, media, web, database, extern, externe, externer, externen, externem, interne, \
                     esterno, externo, externa, sub, principal, informatique, réseau, paiement, sauvegarde";
/// Services, as in `service provider`.
const SERVICES: &str = "service, services, servicio, servicios, servizio, servizi, serviço, serviços";
/// Nouns before which a party is used as an adjective: `all vendor responses`.
const DOCUMENTS: &str =
    "questionnaire, questionnaires, form, forms, assessment, assessments, survey, self, name, profile";
/// More such nouns, which may also follow `your` and a party: `your supplier's answers`.
const SAYINGS: &str = "response, responses, answer, answers, question, questions, comment, comments, \
                       remark, remarks, note, notes, detail, details, information, info, section, sections, \
                       column, columns, field, fields, contact, contacts, representative, evidence, \
                       documentation, document, documents, reply, replies, input, statement, data";

static NOUNS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    [SUPPLIERS, COMPANIES, SEVERAL, GROUPS].iter().flat_map(|it| it.split(", ")).map(str::trim).collect()
});

/// The words with which a text names a party that is neither named by the question nor the vendor. The
/// title of a questionnaire may address `suppliers`.
pub fn other(text: &str, question: &str, known: &KnownWords, titled: bool) -> Option<String> {
    let clauses = clauses(text, known);
    let found = others(&clauses, titled);
    if found.is_empty() {
        return None;
    }
    // The parties other than the vendor that the question names: `Do you assess your suppliers?`
    let asked = self::clauses(question, known);
    let asked: BTreeSet<String> = others(&asked, false)
        .into_iter()
        .flat_map(|phrase| phrase.last().map(|it| stems(it.text)))
        .flatten()
        .collect();
    let new = |it: &&&[PhraseWord]| it.last().is_some_and(|it| stems(it.text).is_disjoint(&asked));
    let words = found.iter().find(new)?.iter().map(|it| it.word.as_str());
    Some(words.collect::<Vec<_>>().join(" "))
}

/// The phrases of a text that name another party, each ending with its noun.
fn others<'c, 't>(clauses: &'c [Vec<PhraseWord<'t>>], titled: bool) -> Vec<&'c [PhraseWord<'t>]> {
    let named = |it: &PhraseWord| NOUNS.contains(it.word.as_str()) && !it.of_name;
    let in_clause = |clause: &'c Vec<PhraseWord<'t>>| {
        let places = clause.iter().enumerate().filter(move |it| named(it.1)).map(|it| it.0);
        places.filter_map(move |at| clause.get(phrase(clause, at, titled)?..=at))
    };
    clauses.iter().flat_map(in_clause).collect()
}

/// The start of a phrase in which the noun names another party; `None` if it is the vendor.
fn phrase(clause: &[PhraseWord], at: usize, titled: bool) -> Option<usize> {
    let noun = clause.get(at)?;
    let word = |it: usize| clause.get(it).map(|it| it.word.as_str()).unwrap_or_default();
    if listed(GROUPS, &noun.word) {
        let next = if listed(OF, word(at + 1)) { at + 2 } else { at + 1 };
        let other =
            at.checked_sub(1).is_some_and(|it| listed(OF_OTHERS, word(it))) || listed(OF_OTHERS, word(next));
        return (!other).then(|| begin(clause, at));
    }
    let mut from = begin(clause, at);
    let before = from.checked_sub(1).and_then(|it| clause.get(it));
    let article = before.map(|it| it.word.as_str()).unwrap_or_default();
    let several = UNTOLD.iter().any(|(it, articles)| *it == noun.word && listed(articles, article));
    let determined = clause.get(from).filter(|it| from < at && (it.owns || is_determiner(it, noun)));
    if listed(SEVERAL, &noun.word) || noun.several || several {
        let addressed = titled && determined.is_none() && !noun.several && !listed(COMPANIES, &noun.word);
        return (!addressed).then_some(from);
    }
    let document = listed(DOCUMENTS, word(at + 1)) && !noun.owns;
    let attributive = document || listed(SAYINGS, word(at + 1)) && !noun.owns;
    if let Some(determiner) = determined {
        let yours = listed(YOUR, &determiner.word);
        let own = (yours || determiner.owns) && listed(COMPANIES, &noun.word);
        let alone = own
            && !clause
                .get(from + 1..at)
                .unwrap_or_default()
                .iter()
                .any(|it| it.owns || listed(WHICH, &it.word));
        let role = article == "as" || article == "als";
        let harmless = alone || role || document || (attributive && !yours && !determiner.owns);
        if !harmless {
            return Some(from);
        }
        from += 1;
    }
    let supplier = listed(SUPPLIERS, &noun.word);
    let of_kind = clause.get(from..at).unwrap_or_default().iter().any(|it| listed(KINDS, &it.word));
    // `fournisseur cloud`, `provider of cloud services`.
    let romance = !matches!(
        noun.word.as_str(),
        "vendor" | "supplier" | "provider" | "contractor" | "processor" | "partner"
    );
    let after = clause.iter().skip(at + 1).map(|it| it.word.as_str());
    let mut joined = false;
    let mut after = after.skip_while(|word| {
        let join = listed(OF, word) || listed(SERVICES, word);
        joined |= join;
        join || joined && listed(ARTICLES, word)
    });
    // `The supplier of the company` does not mean the vendor.
    let party = |it: &str| listed(SUPPLIERS, it) || listed(COMPANIES, it);
    let kind = |it: &str| listed(KINDS, it) && !listed("data, it, key, main", it);
    let behind = after.next().is_some_and(|it| (romance || joined) && kind(it) || joined && party(it));
    (supplier && (of_kind && !titled || behind)).then_some(from)
}

/// The start of the words that belong to a noun, including its determiner.
fn begin(clause: &[PhraseWord], at: usize) -> usize {
    let noun = clause.get(at);
    let mut from = at;
    for (place, it) in clause.iter().enumerate().take(at).rev() {
        let determiner = it.owns || noun.is_some_and(|noun| is_determiner(it, noun));
        if !determiner && listed(ENDS, &it.word) {
            break;
        }
        from = place;
        if determiner {
            break;
        }
    }
    from
}

/// Whether a word is a determiner of a party. `a` is an article in English, and rarely one in other
/// languages.
fn is_determiner(word: &PhraseWord, noun: &PhraseWord) -> bool {
    let english = noun.word.is_ascii()
        && (listed("vendor, supplier, provider, contractor, processor, partner", &noun.word)
            || noun.word.ends_with('y'));
    listed(YOUR, &word.word) || listed(WHICH, &word.word) || (english && word.word == "a")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other_in(text: &str) -> Option<String> {
        other(
            text,
            "Is customer data encrypted at rest?",
            &KnownWords::default(),
            text.contains("uestionnaire"),
        )
    }

    #[test]
    fn the_answering_party_is_distinguished_from_other_parties() {
        for text in [
            "To be completed by the vendor",
            "Vendor response",
            "The supplier's comments",
            "Your company",
            "Describe your company's security",
            "Name of your organization",
            "All vendor responses",
            "Your vendor questionnaire",
            "Questionnaire for suppliers",
            "Service provider",
            "As a supplier you answer all questions",
            "Vendor / supplier information",
            "Other company details",
            "All questions must be answered by the supplier",
            "Vom Anbieter auszufüllen",
            "Angaben zu Ihrem Unternehmen",
            "Réponse du fournisseur",
            "Votre entreprise",
            "Respuesta del proveedor",
            "Prestataire de services",
            "Su empresa",
            "La vostra azienda",
            "Uw organisatie",
            "Control group",
            "Group of questions",
            "Provider of the service",
        ] {
            assert_eq!(other_in(text), None, "{text}");
        }
        for text in [
            "To be completed by your supplier",
            "Your service providers",
            "Your IT service provider",
            "Please answer for the other company",
            "Please answer for each vendor",
            "Every vendor",
            "Your provider(s)",
            "Any provider",
            "Vendor's vendor",
            "The supplier of the company",
            "Vendor of the software",
            "Suppliers",
            "The answers of your supplier",
            "Your vendor's answers",
            "Cloud service provider",
            "Payment service provider",
            "External service provider",
            "Provider of cloud services",
            "All companies",
            "Please answer for all companies of your group",
            "Group level",
            "Konzern",
            "Questionnaire for your suppliers",
            "Von Ihrem Dienstleister auszufüllen",
            "Ihre Dienstleister",
            "Alle Unternehmen der Gruppe",
            "IT-Dienstleister",
            "Votre prestataire",
            "Chaque fournisseur",
            "Fournisseur cloud",
            "Su proveedor",
            "Cada proveedor",
            "Il vostro fornitore",
            "Uw leverancier",
            "O seu fornecedor",
        ] {
            assert!(other_in(text).is_some(), "{text}");
        }
    }
}
