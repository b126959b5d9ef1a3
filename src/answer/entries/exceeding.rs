//! Words by which a pinned question asks for more than its answer contains: names, words for all of
//! something or for a time, and additions with `and`, if the answer's own wordings and text do not have
//! them.

use crate::{
    fact::Verdict,
    matching::{missing_names, missing_words, plain_words},
    word_list::listed,
};

/// Words that ask for more, in groups of similar meaning: a text with one word of a group covers the
/// others.
const GROUPS: &[&str] = &[
    "all, every, each, entire, whole, always, fully, completely, entirely, complete, full, alle, allen, \
     sämtliche, jede, jeder, jedes, immer, vollständig, tous, toutes, tout, toute, chaque, toujours, todos, \
     todas, cada, siempre, tutti, tutte, ogni, sempre, elke, altijd",
    "also, additionally, too, both, auch, zusätzlich, beide, aussi, también, anche, ook, também",
    "was, were, had, did, war, waren, wurde, wurden, hatte, était, étaient, era, fue, eran, waren, werd",
    "will, shall, would, wird, werden, sera, seront, será, serán, sarà, saranno, zal, zullen",
    "never, nie, niemals, jamais, nunca, mai, nooit",
    "annually, annual, yearly, year, 12, twelve, jährlich, annuel, annuelle, anual, anualmente, annuale, \
     jaarlijks",
    "quarterly, quarter, vierteljährlich, trimestriel, trimestral, trimestrale",
    "monthly, month, monatlich, mensuel, mensual, mensile, maandelijks, mensal",
    "weekly, week, wöchentlich, hebdomadaire, semanal, settimanale, wekelijks",
    "daily, day, täglich, quotidien, diario, diariamente, giornaliero, dagelijks",
    "continuously, continuous, kontinuierlich, continu, continuo, continuamente",
    "third, external, externally, independent, independently, extern, externe, unabhängig, unabhängige, \
     tiers, indépendant, externo, terceros, terzi, derden",
];
/// Words that add something to a question.
const JOINING: &str = "and, or, including, plus, und, oder, sowie, et, ou, y, o, e";
/// Words that extend a negation.
const ANY: &str = "any, ever, anyone, anybody, anything, irgendein, irgendeine, jemals, alguno, alguna, \
                   algún, qualsiasi, enig, enige, qualquer";

/// The first word by which a question asks for more than the texts of its answer contain.
pub(super) fn exceeds(question: &str, texts: &[&str], verdict: Option<Verdict>) -> Option<String> {
    let asked = plain_words(question);
    // `Every 12 months` is a time, and not all of something.
    let is_number =
        |word: Option<&String>| word.is_some_and(|word| word.bytes().all(|it| it.is_ascii_digit()));
    let has = |words: &[String], table: &str| {
        let is = |at: usize, word: &String| {
            table.split(", ").any(|it| it == word) && !is_number(words.get(at + 1))
        };
        words.iter().enumerate().find(|(at, word)| is(*at, word)).map(|it| it.1.clone())
    };
    // What is denied may also be denied for "all".
    let denied = verdict == Some(Verdict::No);
    let groups = GROUPS.iter().skip(usize::from(denied)).chain(denied.then_some(&ANY));
    let more = groups.filter_map(|table| Some((table, has(&asked, table)?)));
    let known = |table: &str| texts.iter().any(|it| has(&plain_words(it), table).is_some());
    let first = more.into_iter().find(|(table, _)| !known(table));
    missing_names(question, texts)
        .into_iter()
        .next()
        .or(first.map(|it| it.1))
        .or_else(|| joined(question, texts))
}

/// A word after a conjunction (`at rest and in transit`) that the texts do not contain.
fn joined(question: &str, texts: &[&str]) -> Option<String> {
    let words = plain_words(question);
    let from = words.iter().position(|it| listed(JOINING, it))?;
    let behind = words.get(from + 1..)?;
    missing_words(question, texts).into_iter().find(|wording| {
        let own = plain_words(wording);
        !own.is_empty() && behind.windows(own.len()).any(|here| here == own)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_question_that_exceed_the_answer_are_found() {
        let texts =
            ["Is customer data encrypted at rest?", "Customer data is encrypted at rest with AES-256."];
        for (question, word) in [
            ("Is all customer data encrypted at rest?", "all"),
            ("Is customer data always encrypted at rest?", "always"),
            ("Is customer data encrypted at rest and in transit?", "transit"),
            ("Is customer data encrypted at rest and deleted?", "deleted"),
            ("Is customer data encrypted at rest in Brazil?", "Brazil"),
            ("Is customer data encrypted at rest by your parent company?", "parent"),
            ("Was customer data encrypted at rest?", "was"),
            ("Will customer data be encrypted at rest?", "will"),
            ("Is customer data also encrypted at rest?", "also"),
            ("Is customer data encrypted at rest every day?", "every"),
            ("Is customer data encrypted at rest or pseudonymised?", "pseudonymised"),
            ("Is customer data, including logs, encrypted at rest?", "logs"),
            ("Is the encryption of customer data at rest tested annually?", "annually"),
            ("Is the encryption of customer data at rest tested by third parties?", "third"),
        ] {
            assert_eq!(exceeds(question, &texts, Some(Verdict::Yes)).as_deref(), Some(word), "{question}");
        }
        for question in [
            "Do you encrypt customer data at rest?",
            "Is any customer data encrypted at rest?",
            "Is customer data at rest encrypted with AES-256?",
        ] {
            assert_eq!(exceeds(question, &texts, Some(Verdict::Yes)), None, "{question}");
        }
        let texts = ["Do you test your plan?", "The plan is tested every 12 months."];
        let more = |question: &str| exceeds(question, &texts, Some(Verdict::Yes));
        assert_eq!(more("Do you test all your plans?").as_deref(), Some("all"));
        assert_eq!(more("Do you test your plan annually?"), None);
        let texts = ["Is customer data encrypted at rest?", "Customer data is encrypted at rest."];
        let question = "Is any customer data encrypted at rest?";
        assert_eq!(exceeds(question, &texts, Some(Verdict::No)).as_deref(), Some("any"));
        let question = "Is all customer data encrypted at rest?";
        assert_eq!(exceeds(question, &texts, Some(Verdict::No)), None);
    }
}
