//! The words of headings that only say what topic the questions below belong to. A heading with any other word may name somebody,
//! some place or some case that the questions are about, and is for a person.

use std::{collections::BTreeSet, sync::LazyLock};

use crate::matching::{plain_words, stems};

/// Words of the headings of common questionnaires and standards: ISO/IEC 27001, NIST CSF, the domains of cloud controls, and what
/// documents call their own parts.
const TOPICS: &str = "
    acceptable access accessibility account accountability acquisition administration agreement ai analysis annex anti antivirus api appendix
    application architecture artificial assessment asset assurance audit authentication authorization availability awareness
    background backup baseline breach business byod capability capacity category certificate certification change chapter clause
    cloud code collection communication company compliance component computer confidentiality configuration connectivity consent
    container continuity contract control cookie corporate coverage criteria cryptography cyber cybersecurity data database
    datacenter deletion denial deployment design detail detection development device disaster disclosure disposal document
    documentation domain dpa education email emergency employee employment encryption endpoint engineering  
    ethics evaluation event evidence facility finance financial firewall framework function gdpr general governance guidance hipaa implementation metric pci verification
    group handling hardening hardware health hr human identification identity impact incident information infrastructure
    insurance integration integrity intellectual intelligence intrusion introduction inventory iso isolation jurisdiction key law
    learning least legal level license lifecycle location log logging loss machine maintenance malware management media model
    monitoring network nist objective operation operational organization overview owner ownership part password
    patch payment penetration people perimeter permission personal personnel physical plan planning platform policy portability
    posture power practice prevention principle privacy privilege procedure process processing product profile program project property
    protection protocol provider provision quality question questionnaire recovery redundancy regulatory regulation reliability
    remote report reporting requirement residency resilience resource response responsibility restoration retention review right risk
    role safeguard safety scan screening section secure security segmentation sensitive separation server service session severity
    single site soc software source staff standard statement storage strategy structure supplier supply chain support
    system team technical technology tenancy term test testing threat topic traffic training transfer transmission transparency
    transport treatment type update usage user validation vendor version virtualization vulnerability web workforce workstation
    allgemein allgemeines angaben anforderung anhang anwendung authentifizierung berechtigung betrieb datenschutz datensicherheit
    entwicklung fragen fragebogen informationssicherheit infrastruktur kapitel kryptografie netzwerk notfall organisation personal
    protokollierung richtlinie risiko schulung sicherheit system unternehmen verfügbarkeit verschlüsselung verwaltung vorfall zugang
    zugriff zutritt accès chiffrement conformité continuité cryptographie développement données exploitation formation généralité
    gestion gouvernance incident journalisation mesures organisation politique protection questions réseau risque sauvegarde sécurité
    acceso cifrado continuidad cumplimiento datos desarrollo general gestión gobierno organización política preguntas protección red
    riesgo seguridad accesso crittografia dati formazione generale gestione governo organizzazione politica protezione rete rischio
    sicurezza algemeen beheer beleid beveiliging gegevens informatiebeveiliging netwerk organisatie risico toegang versleuteling
";

static STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| stems(TOPICS));

/// The first word of a heading that is neither a topic's (common ones, and the library's own `topics`), nor the question's.
pub fn strange(heading: &str, question: &str, topics: &BTreeSet<String>) -> Option<String> {
    let own = stems(question);
    let known = |stem: &String| STEMS.contains(stem) || own.contains(stem) || topics.contains(stem) || is_number(stem);
    let (words, said) = (plain_words(heading), plain_words(question));
    // `Planned` is no topic, though `plan` is; and little words say when, and whose.
    let limits = |it: &String| LIMITS.contains(&it.as_str()) || is_year(it) || (it.len() > 4 && it.ends_with("ed"));
    let limit = || words.iter().find(|it| limits(it) && !said.contains(it)).cloned();
    let theirs = || {
        words.iter().zip(words.iter().skip(1).map(Some).chain([None])).find(|(it, next)| is_customer(it, *next)).map(|(it, _)| it.clone())
    };
    stems(heading).into_iter().find(|it| !known(it)).or_else(limit).or_else(theirs)
}

/// Little words that limit what stands under a heading.
const LIMITS: &[&str] = &[
    "before",
    "after",
    "since",
    "until",
    "during",
    "only",
    "our",
    "us",
    "we",
    "other",
    "others",
    "outside",
    "except",
    "no",
    "not",
    "if",
    "former",
    "future",
    "past",
    "further",
    "nur",
    "vor",
    "nach",
    "seit",
    "außer",
    "unser",
    "unsere",
    "avant",
    "après",
    "notre",
    "seulement",
    "solo",
    "antes",
    "desde",
    "nuestro",
    "nuestra",
    "prima",
    "dopo",
    "nostro",
    "alleen",
    "voor",
    "onze",
];

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

/// A heading may speak of the customer's data, and not of the customer.
fn is_customer(word: &str, next: Option<&String>) -> bool {
    matches!(word, "customer" | "customers" | "client" | "clients")
        && !next.is_some_and(|it| matches!(it.as_str(), "data" | "information" | "content" | "support" | "service" | "privacy"))
}

/// A number, or the mark of a section: `4`, `A.12`, `iv`.
fn is_number(stem: &str) -> bool {
    stem.chars().count() <= 2 || stem.contains(|c: char| c.is_ascii_digit()) || matches!(stem, "iii" | "vii" | "viii" | "xii" | "xiii")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_known_and_anything_else_is_strange() {
        let strange = |heading: &str| strange(heading, "Is customer data encrypted at rest?", &BTreeSet::new());
        for heading in [
            "4. Encryption and key management",
            "A.12 Operations security",
            "Domain 3: Human resources",
            "Data protection",
            "Customer data",
            "Identity & Access Management",
            "Business Continuity Management and Operational Resilience",
            "General questions",
            "Section IV - Incident response",
            "Vendor information",
        ] {
            assert_eq!(strange(heading), None, "{heading}");
        }
        for heading in [
            "Singapore office building",
            "Acquired companies",
            "Hetzner",
            "Your competitor",
            "Planned for 2027",
            "Excluded",
            "Controls absent",
            "Mark what is false",
            "Things you have stopped doing",
            "Legacy systems",
            "Payroll system",
            "Your subcontractors",
            "Before 2020",
            "Enterprise plan only",
            "Our obligations",
            "Customer responsibilities",
            "Data of customers",
            "Physical offices",
        ] {
            assert!(strange(heading).is_some(), "{heading}");
        }
    }
}
