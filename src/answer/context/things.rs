//! Topics that are things. A heading that consists of the name of a thing narrows the questions below it to
//! that thing: under `Email`, `Is data in transit encrypted?` asks about e-mail. A discipline, such as
//! `Encryption` or `Network security`, does not.

use std::{collections::BTreeSet, sync::LazyLock};

use crate::{
    matching::{plain_words, stems},
    word_list::listed,
};

/// Things, in groups of synonyms; a question that has one of them names the thing.
const THINGS: &[&str] = &[
    "email, emails, mail, mails",
    "backup, backups, restoration, sauvegarde, sauvegardes",
    "support",
    "ai, artificial, intelligence, machine, learning, ki",
    "network, networks, connectivity, perimeter, netzwerk, netzwerke, réseau, réseaux, rete, reti, netwerk, \
     red, redes",
    "api, apis, interface, interfaces",
    "cookie, cookies",
    "source, code",
    "storage",
    "media",
    "payment, payments, card, cards",
    "employee, employees, staff, personnel, people, workforce, human, resources, hr, byod",
    "disaster, recovery",
    "infrastructure, infrastructures, infrastruktur, facility, facilities, datacenter, datacenters",
    "hardware",
    "software",
    "supply, chain",
    "finance, finances",
    "web, website, websites",
    "mobile",
    "firewall, firewalls",
    "dns",
    "vpn",
    "siem",
    "container, containers, kubernetes",
    "file, files, upload, uploads, download, downloads, dateien",
    "workstation, workstations, endpoint, endpoints, computer, computers",
    "server, servers",
    "database, databases",
];
/// Words that do not turn a thing into a discipline: `Email service`, `Section 3: Backups`.
const WITH: &str = "section, sections, part, domain, chapter, appendix, annex, annexe, category, topic, \
                    topics, general, question, questions, fragen, preguntas, domande, vragen, perguntas, \
                    service, services, system, systems, plan, plans, cloud, it, ict, data, requirement, \
                    requirements, overview, introduction, your, our, the, of, for, on, about, and, or, all, \
                    with, in, und, et, y, e, en, de, für, abschnitt, teil, kapitel, tool, tools, \
                    technology, technologies, type, environment, page, information, use, usage, virtual, \
                    digital, corporate, company";

/// Things by each of their words.
static ALL: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| THINGS.iter().flat_map(|it| it.split(", ")).collect());

/// The thing that a text names alone, and the question does not: `Email`, `AI systems`, `Disaster
/// recovery`.
pub fn alone(text: &str, question: &str) -> Option<String> {
    if question.is_empty() {
        return None;
    }
    let words = plain_words(text);
    let counts = |it: &&String| {
        it.chars().any(char::is_alphabetic)
            && (it.chars().count() > 1)
            && !it.contains(|it: char| it.is_ascii_digit())
    };
    let words: Vec<&str> = words.iter().filter(counts).map(String::as_str).collect();
    let things: Vec<&str> = words.iter().copied().filter(|it| ALL.contains(it)).collect();
    if things.is_empty() || !words.iter().all(|it| ALL.contains(it) || listed(WITH, it)) {
        return None;
    }
    let (said, own) = (plain_words(question), stems(question));
    let named = |thing: &&str| {
        let group = THINGS.iter().find(|it| listed(it, thing));
        let same =
            |it: &str| said.iter().any(|said| said == it) || stems(it).iter().any(|it| own.contains(it));
        group.is_some_and(|it| it.split(", ").any(same))
    };
    (!things.iter().any(named)).then(|| things.join(" "))
}

#[cfg(test)]
mod tests {
    use super::alone;

    #[test]
    fn things_limit_a_question_and_disciplines_do_not() {
        let question = "Is data in transit encrypted?";
        for text in [
            "Email",
            "E-mail",
            "Backups",
            "Support",
            "AI",
            "Network",
            "3. Network",
            "API",
            "Cookies",
            "Source code",
            "Storage",
            "Media",
            "Payment",
            "Employees",
            "Disaster recovery",
            "Infrastructure",
            "Machine learning",
            "Human resources",
            "Section 4: Email",
            "AI systems",
            "Support services",
            "Réseau",
            "Netzwerk",
            "Cloud storage",
        ] {
            assert!(alone(text, question).is_some(), "{text}");
        }
        for text in [
            "Security",
            "Privacy",
            "Compliance",
            "Access control",
            "Encryption",
            "Incident management",
            "Network security",
            "Email security",
            "Human resources security",
            "Data protection",
            "Cloud services",
            "Backup management",
            "Number of employees",
            "Cloud",
            "General questions",
            "Infrastructure & Virtualization Security",
        ] {
            assert_eq!(alone(text, question), None, "{text}");
        }
        assert_eq!(alone("Backups", "Are backups taken every day?"), None);
        assert_eq!(alone("Email", "Do you scan e-mails?"), None);
        assert_eq!(alone("Human resources", "Do all employees sign an agreement?"), None);
    }
}
