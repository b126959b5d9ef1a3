//! Attestations that a text calls certifications. An auditor's opinion is not a certificate (AICPA AT-C 205,
//! ISAE 3000).

use super::{
    Subject,
    wording::{each_text, place_within},
};
use crate::{
    diagnostic::{Diagnostic, Place, codes},
    fact::{AuditForm, Text},
    names::{TextWord, words},
};

/// Frameworks whose outcome is an opinion, not a certificate: a word and the numbers that may follow it.
const ATTESTATIONS: [(&str, &[&str]); 3] =
    [("soc", &["1", "2", "3"]), ("ssae", &["16", "18", "21"]), ("isae", &["3000", "3402"])];
/// The beginnings of words for a certificate, in the languages of texts.
const CERTIFIED: [&str; 3] = ["certif", "zertifi", "gecertifi"];
/// Words that may be between the framework and such a word.
const BETWEEN: &str = "type typ 1 2 is are fully has been as a an the our to for under against in with of \
                       by on nach für gemäß entlang de la le selon pour según con per secondo volgens voor";
/// The maximum number of these words.
const MOST: usize = 4;

/// Finds attestations that are called certifications.
pub fn attestation(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for it in &subject.facts.certifications {
        let framework = words(&it.body.framework.value);
        if it.body.form == AuditForm::Certificate
            && (0..framework.len()).any(|at| is_framework(&framework, at))
        {
            let message = format!("`{}` is an attestation, not a certificate", it.body.framework.value);
            let finding =
                Diagnostic::new(codes::ATTESTATION_AS_CERTIFICATION, it.body.framework.place, message);
            findings.push(finding.help("write `form: attestation`"));
        }
    }
    each_text(subject, &mut |text, _| {
        let named = subject.facts.certifications.iter().find(|it| it.body.name.place == text.place);
        let words = words(text);
        let called = |at: &usize| {
            is_framework(&words, *at)
                && (is_called(text, &words, *at + 1, true) || is_called(text, &words, *at, false))
        };
        let Some(at) = (0..words.len()).find(called) else { return };
        let name: String =
            words.iter().skip(at).take(2).map(|it| it.folded.to_uppercase()).collect::<Vec<_>>().join(" ");
        let message = format!("{name} results in an attestation report, not in a certification");
        let finding = Diagnostic::new(codes::ATTESTATION_AS_CERTIFICATION, place(text, &words, at), message);
        findings.push(finding.help(match named.and_then(|it| uncertified(&it.body.name.value)) {
            Some(name) => format!("write `name: {name}`"),
            None => "write, for example, `has a SOC 2 Type II report`".into(),
        }));
    });
}

/// A name without the words that call it a certification; `None` if nothing is left.
fn uncertified(name: &str) -> Option<String> {
    let calls = |word: &&str| CERTIFIED.iter().any(|it| word.to_lowercase().starts_with(it));
    let left: Vec<_> = name.split_whitespace().filter(|it| !calls(it)).collect();
    (!left.is_empty()).then(|| left.join(" "))
}

fn is_framework(words: &[TextWord], at: usize) -> bool {
    let (Some(one), Some(two)) = (words.get(at), words.get(at + 1)) else { return false };
    ATTESTATIONS.iter().any(|(name, numbers)| *name == one.folded && numbers.contains(&two.folded.as_str()))
}

/// Whether the words next to a framework call it a certification; `right` is whether those after the word at
/// `from` are read, or those before it.
fn is_called(text: &str, words: &[TextWord], from: usize, right: bool) -> bool {
    let mut at = from;
    for _ in 0..=MOST {
        let next = if right { Some(at + 1) } else { at.checked_sub(1) };
        let Some((word, next)) = next.and_then(|it| Some((words.get(it)?, it))) else { return false };
        let (left, behind) = if right { (at, next) } else { (next, at) };
        let between = words.get(left).zip(words.get(behind));
        let between = between.and_then(|(one, two)| text.get(one.range.end..two.range.start));
        if between.unwrap_or_default().contains(['.', ';', ',', '\n']) {
            return false;
        }
        if CERTIFIED.iter().any(|it| word.folded.starts_with(it)) {
            return true;
        }
        if !BETWEEN.split_whitespace().any(|it| it == word.folded) {
            return false;
        }
        at = next;
    }
    false
}

/// The location of the framework.
fn place(text: &Text, words: &[TextWord], at: usize) -> Place {
    match words.get(at).zip(words.get(at + 1)) {
        Some((one, two)) => place_within(text, one.range.start..two.range.end),
        None => text.place,
    }
}
