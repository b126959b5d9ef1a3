//! The clause around a name in a text, and what it states about the name.

use std::ops::Range;

use super::words::TextWord;
use crate::word_list::listed;

/// Words for something that has ended.
const PAST: &str = "former, formerly, previously, previous, no longer, ended, expired, lapsed, withdrawn, \
                    revoked, replaced, stopped, was, were, had, used to, ehemals, ehemalig, ehemalige, \
                    früher, nicht mehr, abgelaufen, war, waren, ancien, ancienne, auparavant, expiré, \
                    était, anteriormente, era, in precedenza, scaduto, voorheen, verlopen, não mais, expirou";
/// Prepositions that do so before a date.
const PAST_BEFORE_A_DATE: &str = "until, till, bis, jusqu, hasta, fino, tot, até";
/// Words that claim a report or certificate.
const CLAIMED: &str = "certified, certificate, certificates, certification, certifications, hold, holds, \
                       held, have, has, report, reports, attested, attestation, compliant, label, audited, \
                       passed, completed, obtained, achieved, accredited, assessed, maintain, maintains, \
                       zertifiziert, zertifikat, zertifizierung, bericht, certifié, certifiée, certificat, \
                       rapport, certificado, certificada, informe, certificato, certificata, \
                       gecertificeerd, rapporto";
/// Words for a report or certificate that is another party's or not held yet.
const OPEN: &str = "no, not, none, plan, plans, planned, planning, progress, working, work, towards, \
                    toward, expected, expect, aim, aims, prepare, prepares, preparing, will, aligned, \
                    align, aligns, inherited, inherit, provider, providers, subprocessor, subprocessors, by \
                    our, self assessed, self assessment, kein, keine, keinen, nicht, geplant, pas, prévu, \
                    prévue, previsto, prevista, non, niet, geen, gepland, não";
/// Words of negation.
const DENYING: &str = "no, not, none, never, neither, nor, without, cannot, don t, doesn t, isn t, aren t, \
                       nicht, kein, keine, keinen, keiner, nie, ohne, pas, aucun, aucune, sans, jamais, \
                       ningún, ninguna, sin, nunca, nessun, nessuna, senza, mai, niet, geen, zonder, nooit, \
                       não, nenhum, nenhuma, sem";
/// Words for something that is still to come.
const TO_COME: &str = "will, plan, plans, planned, planning, from, starting, future, upcoming, soon, \
                       intend, intends, expected, as of, wird, werden, ab, künftig, geplant, à partir, \
                       prévu, futur, a partir, previsto, futuro, vanaf, gepland, toekomstig";
/// Expressions that introduce an example: `a certificate such as ISO/IEC 27001`.
const EXAMPLES: &str = "such as, for example, e g, like, including, for instance, zum beispiel, z b, wie, \
                        par exemple, comme, por ejemplo, como, per esempio, come, bijvoorbeeld, zoals";
/// Words that join clauses, or the items of a list.
const JOINING: &str =
    "and, or, but, while, as, so, because, und, oder, aber, weil, et, ou, mais, car, y, o, pero, e, ma, maar";
/// Words that begin a relative clause or an attribute of the name before them.
const RELATIVE: &str =
    "which, that, whose, who, valid, die, der, das, welche, welcher, dont, qui, que, che, il, waarvan, welk";
/// The maximum length in words of an introduction before a comma: `Until 2025, we used Mailgrid`.
const BEFORE_COMMA: usize = 3;
/// The maximum number of words between `such as` and the name.
const BEFORE_NAME: usize = 6;
/// The maximum number of words between `until` and its year.
const DATE: usize = 3;

/// The words of a clause, without the names in it.
pub struct Clause {
    words: Vec<String>,
    example: bool,
}

impl Clause {
    fn has(&self, table: &str) -> bool {
        table.split(", ").any(|expression| {
            let wanted: Vec<&str> = expression.split_whitespace().collect();
            self.words.windows(wanted.len()).any(|it| it == wanted)
        })
    }

    /// Whether it states that something has ended.
    pub fn is_past(&self) -> bool {
        let is_number = |word: &String| word.bytes().all(|it| it.is_ascii_digit());
        let is_dated = |at: usize| self.words.iter().skip(at + 1).take(DATE).any(is_number);
        let is_until = |word: &str| listed(PAST_BEFORE_A_DATE, word);
        self.has(PAST) || self.words.iter().enumerate().any(|(at, word)| is_until(word) && is_dated(at))
    }

    /// Whether it claims a report or certificate.
    pub fn claims(&self) -> bool {
        self.has(CLAIMED)
    }

    /// Whether it states that a report or certificate is another party's or not held yet.
    pub fn is_open(&self) -> bool {
        self.has(OPEN)
    }

    /// Whether it has a word of negation.
    pub fn denies(&self) -> bool {
        self.has(DENYING)
    }

    /// Whether it states that something is still to come.
    pub fn is_to_come(&self) -> bool {
        self.has(TO_COME)
    }

    /// Whether the name is an example of its kind.
    pub fn is_example(&self) -> bool {
        self.example
    }
}

/// How two words are separated.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Gap {
    /// By a space or a hyphen at most.
    None,
    /// By a comma or a bracket.
    Comma,
    /// They are in different sentences.
    Sentence,
}

/// The clause around the name at `at`; `names` are all names of the text, in words.
pub fn clause(text: &str, words: &[TextWord], names: &[Range<usize>], at: &Range<usize>) -> Clause {
    let is_named = |word: usize| {
        names.iter().any(|it| it.contains(&word))
            || words.get(word).is_some_and(|it| is_number_of_standard(&it.folded))
    };
    let folded = |word: usize| words.get(word).map_or("", |it| it.folded.as_str());
    let joins = |word: usize| listed(JOINING, folded(word)) && !is_named(word);
    let gap = |left: usize| {
        let (Some(one), Some(two)) = (words.get(left), words.get(left + 1)) else { return Gap::Sentence };
        separation(text.get(one.range.end..two.range.start).unwrap_or_default(), two.capital)
    };
    // To the right: up to a comma or a conjunction, unless another name or a relative clause follows.
    let mut right = at.end;
    let mut relative = false;
    while right < words.len() {
        let before = gap(right - 1);
        let enumerated = is_named(right) || (joins(right) && is_named(right + 1));
        let attached = listed(RELATIVE, folded(right));
        let ends = before == Gap::Sentence
            || (before == Gap::Comma && !enumerated && !attached)
            || (joins(right) && !enumerated && !relative);
        if ends {
            break;
        }
        relative |= before == Gap::Comma && attached;
        right += 1;
    }
    // To the left, and across a comma if only a few words are before it.
    let mut left = at.start;
    while left > 0 {
        let before = gap(left - 1);
        let enumerated = is_named(left - 1) || (joins(left - 1) && left > 1 && is_named(left - 2));
        if before == Gap::Sentence || (joins(left - 1) && !enumerated) {
            break;
        }
        if before == Gap::Comma && !enumerated {
            let start = (0..left).rev().find(|it| *it == 0 || gap(*it - 1) != Gap::None).unwrap_or_default();
            if left - start > BEFORE_COMMA {
                break;
            }
            left = start;
            continue;
        }
        left -= 1;
    }
    let own: Vec<String> =
        (left..right).filter(|it| !is_named(*it)).map(|it| folded(it).to_owned()).collect();
    let before: Vec<String> = (at.start.saturating_sub(BEFORE_NAME)..at.start)
        .filter(|it| !(is_named(*it) || *it + 1 < at.start && gap(*it) == Gap::Sentence))
        .map(|it| folded(it).to_owned())
        .collect();
    let example = Clause { words: before, example: false }.has(EXAMPLES);
    Clause { words: own, example }
}

/// How the text between two words separates them. A point does so before a capital after a space only.
pub fn separation(between: &str, before_capital: bool) -> Gap {
    let point = between.find('.').is_some_and(|at| {
        between.get(at + 1..).is_some_and(|it| it.starts_with(char::is_whitespace)) && before_capital
    });
    if point || between.contains([';', '!', '?', '\n', ':', '|', '。']) {
        Gap::Sentence
    } else if between.contains([',', '(', ')', '–', '—']) {
        Gap::Comma
    } else {
        Gap::None
    }
}

/// Whether a word may be the number of a standard, such as `14001`, and not a year.
fn is_number_of_standard(word: &str) -> bool {
    let digits = word.bytes().all(|it| it.is_ascii_digit());
    digits && (word.len() == 5 || (word.len() == 4 && !word.starts_with("19") && !word.starts_with("20")))
}
