//! Words in languages other than English that refer to an earlier text: pronouns, demonstratives, `above`
//! and `following`.

use crate::word_list::listed;

/// Pronouns at the beginning of a question: German, French, Spanish, Italian, Portuguese, Dutch.
const PRONOUNS: &str = "dies, diese, dieser, dieses, diesen, diesem, jene, jenes, er, solche, solches, \
     solcher, derartige, hierzu, hierfür, hiervon, dazu, dafür, davon, darüber, dabei, damit, ceci, cela, \
     ces, cette, cet, il, elle, ils, elles, celui, celle, ceux, celles, tel, telle, tels, telles, esto, \
     este, esta, estos, estas, eso, ese, esa, esos, esas, ello, ellos, ellas, dicho, dicha, dichos, dichas, \
     tal, tales, questo, questa, questi, queste, quello, quella, quelli, quelle, esso, essa, essi, esse, \
     ciò, tale, tali, ne, isso, isto, estes, essas, esses, ele, ela, eles, elas, aquele, aquela, tais, deze, \
     dit, dat, die, zij, ze, hij, zulke, dergelijke, hiervan, daarvan, ervan, hiervoor, daarvoor";
/// Words that such a pronoun may follow: forms of `be`, `have`, `become` and `can`, and interrogatives. It
/// may also begin the question.
const BEFORE: &str = "ist, sind, war, wird, werden, wurde, wurden, hat, haben, kann, können, muss, müssen, \
                      soll, sollen, gelten, gilt, wie, wann, wo, oft, welche, welcher, wer, warum, von, \
                      est, sont, a, ont, sera, peut, peuvent, doit, doivent, comment, quand, où, qui, à, \
                      quelle, fréquence, t, es, son, está, están, ha, han, se, puede, pueden, cómo, cuándo, \
                      quién, con, qué, frecuencia, cada, cuánto, è, sono, viene, vengono, può, possono, \
                      deve, devono, come, quando, chi, con, quale, frequenza, ogni, quanto, é, são, foi, \
                      foram, tem, têm, pode, podem, como, quem, com, que, is, zijn, wordt, worden, heeft, \
                      hebben, kan, kunnen, moet, moeten, hoe, wanneer, vaak, wie, waar, wat";
/// Prefixes of words for `above`, `following` and `mentioned`; two-word phrases contain a space.
const POINTING: &str = "obig, oben, nachfolgend, nachstehend, folgend, vorstehend, vorgenannt, vorherig, \
                        vorig, untenstehend, obengenannt, dieselb, genannt, précéd, suivant, susmentionn, \
                        susdit, susvis, mentionn, anterior, siguient, mencionad, citad, arriba, antedich, \
                        precedent, seguent, suddett, predett, sopra, summenzionat, menzionat, seguint, \
                        acima, abaixo, referid, supracitad, hierboven, hieronder, bovenstaand, onderstaand, \
                        bovengenoemd, voorgaand, volgend, voornoemd, genoemd";
/// Verbs whose subject may be omitted: `¿Está documentado?`, `Viene testato?`.
const WITHOUT_SUBJECT: &str = "está, están, es, son, se, è, sono, viene, vengono, é, são, foi, foram, estão";
/// Articles and similar words before a noun. Without them, a short question with such a verb has no
/// subject.
const NAMING: &str = "el, la, los, las, un, una, unos, unas, su, sus, del, al, il, lo, i, gli, le, uno, i, \
                      dei, delle, degli, della, dello, alla, o, a, os, as, um, uma, do, da, dos, das, seu, \
                      sua, seus, suas, de, di, en, in, em, todos, todas, tutti, tutte, l, dell, all";
/// Expressions of frequency and time, which contain articles but name no subject; they are removed first.
const OFTEN: &[&str] = &[
    "al menos",
    "una vez",
    "una volta",
    "uma vez",
    "al año",
    "all anno",
    "ao ano",
    "a intervalos",
    "de forma",
    "de manera",
    "por escrito",
];

/// Whether a question in one of these languages refers to another text.
pub fn points(question: &str) -> bool {
    let words: Vec<&str> =
        question.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let lower: Vec<String> = words.iter().map(|it| it.to_lowercase()).collect();
    let begins = |word: &String| POINTING.split(", ").any(|it| word.starts_with(it.trim()));
    lower.iter().any(begins)
        || begins_with_pronoun(&words, &lower)
        || has_no_subject(&lower)
        || speaks_of_others(&words)
}

/// `Werden diese geprüft?`, `Est-il testé ?`; not `Existe-t-il un plan ?`, nor `Wie haben Sie ...`, which
/// addresses the vendor.
fn begins_with_pronoun(words: &[&str], lower: &[String]) -> bool {
    let next = |at: usize| lower.get(at + 1).map_or("", String::as_str);
    // `sie` is a pronoun in lower case only; `es` may refer to what follows, and `het` and `das` may be
    // articles.
    let pronoun = |at: usize, word: &str| match word {
        "sie" => words.get(at) == Some(&"sie"),
        "es" => {
            at > 0
                && matches!(lower.first().map(String::as_str), Some("ist" | "wird"))
                && !matches!(next(at), "möglich" | "erlaubt" | "nötig")
        }
        "ce" => !matches!(next(at), "que" | "qu" | "qui"),
        "het" => {
            next(at).starts_with("ge") && next(at).ends_with(['d', 't', 'n'])
                || listed("regelmatig, jaarlijks, ook, periodiek", next(at))
        }
        "das" | "die" if lower.first().is_some_and(|it| listed("ist, sind, wird, werden", it)) => {
            words.get(at + 1).is_some_and(|it| it.starts_with(char::is_lowercase) && it.ends_with('t'))
        }
        "esta" | "que" | "die" => at == 0 && word != "que" || at > 0 && word == "esta",
        other => listed(PRONOUNS, other),
    };
    let at = lower.iter().take(5).enumerate().position(|(at, it)| pronoun(at, it));
    // After `se` comes the verb.
    let done = |at: usize| at.checked_sub(1).and_then(|it| lower.get(it)).is_some_and(|it| it == "se");
    let before =
        |at: usize| lower.iter().take(at).enumerate().all(|(place, it)| listed(BEFORE, it) || done(place));
    at.is_some_and(|at| before(at) && next(at) != "y" && !(at == 0 && lower.len() < 3))
}

/// `Führen sie Tests durch?` is about others, `Führen Sie Tests durch?` addresses the reader: German `sie`
/// and `ihr` in lower case, in a question that does not address the reader.
fn speaks_of_others(words: &[&str]) -> bool {
    let small = |it: &&str| listed("sie, ihr, ihre, ihrem, ihren, ihrer, ihres, ihnen", it);
    let addressed = |it: &&str| listed("Sie, Ihr, Ihre, Ihrem, Ihren, Ihrer, Ihres, Ihnen", it);
    words.iter().skip(1).any(small) && !words.iter().any(addressed)
}

/// `¿Está documentado y aprobado?`, `Viene testato almeno una volta all'anno?`
fn has_no_subject(lower: &[String]) -> bool {
    let Some((first, rest)) = lower.split_first() else { return false };
    let mut rest = rest.join(" ");
    for it in OFTEN {
        rest = rest.replace(it, "");
    }
    let participle = |it: &str| {
        let ends = [
            "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ato", "ata", "ati", "ate", "uto",
            "uta", "uti", "ute", "ito", "ita", "iti", "ite", "rto", "sto",
        ];
        it.chars().count() > 4 && ends.iter().any(|end| it.ends_with(end))
    };
    let mut words = rest.split_whitespace();
    listed(WITHOUT_SUBJECT, first)
        && words.next().is_some_and(participle)
        && !words.any(|it| listed(NAMING, it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_references_are_recognised_in_six_languages() {
        for question in [
            "Werden diese regelmäßig überprüft?",
            "Wie oft wird dies getestet?",
            "Werden sie verschlüsselt gespeichert?",
            "Ist das dokumentiert und freigegeben?",
            "Setzen Sie die folgenden Maßnahmen um?",
            "Führen sie regelmäßig Penetrationstests durch?",
            "Sind ihre Mitarbeiter auf Vertraulichkeit verpflichtet?",
            "Haben Sie die oben genannten Richtlinien?",
            "Est-il testé chaque année ?",
            "Sont-elles chiffrées au repos ?",
            "Ces politiques sont-elles revues ?",
            "Appliquez-vous les mesures suivantes ?",
            "¿Se prueban estos cada año?",
            "¿Está documentado y aprobado?",
            "¿Cumple con los requisitos anteriores?",
            "¿Estos planes se prueban cada año?",
            "Viene testato almeno una volta all'anno?",
            "Queste politiche vengono riviste?",
            "Adottate le seguenti misure?",
            "Wordt het getest en bijgewerkt?",
            "Worden deze jaarlijks herzien?",
            "Heeft u de volgende maatregelen genomen?",
            "Estas são revistas todos os anos?",
            "É testado pelo menos uma vez por ano?",
            "Cumpre os requisitos acima?",
        ] {
            assert!(points(question), "{question}");
        }
    }

    #[test]
    fn questions_that_name_their_subject_have_no_back_reference() {
        for question in [
            "Haben Sie einen Notfallplan?",
            "Werden Kundendaten im Ruhezustand verschlüsselt?",
            "Führen Sie regelmäßig Penetrationstests durch?",
            "Sichern Ihre Mitarbeiter ihre Geräte?",
            "Gibt es einen Notfallplan, der geübt wird?",
            "Ist das System redundant ausgelegt?",
            "Wie haben Sie den Zugang geregelt?",
            "Existe-t-il un plan de reprise d'activité ?",
            "Les données des clients sont-elles chiffrées au repos ?",
            "Est-ce que les données sont chiffrées ?",
            "Avez-vous un plan de réponse aux incidents ?",
            "¿Se cifran los datos de los clientes en reposo?",
            "¿Está documentado el plan de respuesta a incidentes?",
            "¿Dispone de un plan de continuidad?",
            "I dati dei clienti sono cifrati a riposo?",
            "Disponete di un piano di risposta agli incidenti?",
            "È documentato il piano di continuità?",
            "Worden klantgegevens versleuteld opgeslagen?",
            "Heeft u een incidentresponsplan?",
            "Wordt het plan jaarlijks getest?",
            "Os dados dos clientes são cifrados em repouso?",
            "Existe um plano de resposta a incidentes?",
            "Is customer data encrypted at rest?",
            "Do you have an incident response plan?",
            "Are backups taken every day?",
            "Does Acme Cloud log access to customer data?",
        ] {
            assert!(!points(question), "{question}");
        }
    }
}
