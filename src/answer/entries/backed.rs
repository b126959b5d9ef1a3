//! Phrasings that name something that only the text of an answer contains: they match the entry only as
//! long as the text contains it.

use super::resolved::ResolvedAnswer;
use crate::{
    diagnostic::{Diagnostic, codes},
    fact::{Answer, Entry, Text},
    matching::missing_items,
};

/// Abbreviations and regions that are not names of a product, company, standard or place, but synonyms of
/// what is asked.
const GENERAL: &str = "2fa api b2b b2c bcp bia byod ci cd cia ciso cpu cve cvss dast dba ddos dlp dns dpa \
                       dpia dpo drp edr eea eu europe faq http https iam idp ids ip ips ism isms it kpi mfa \
                       nda noc otp pc pci pdf pii pki qa rbac rest rpo rto saas sast sbom sca sdk sdlc siem \
                       sla soc sop sql ssh ssl sso tls totp ui uk uri url us usa usb vm vpn waf web xss";

/// A phrasing that names something that the answer no longer contains.
#[derive(Debug, Clone)]
pub struct Unbacked<'e> {
    /// The phrasing.
    pub phrasing: &'e Text,
    /// The name.
    pub name: String,
}

/// The phrasings of an entry with a name or number that is not in its question, its proposition or its
/// text. A text that follows no facts is the author's own, as the phrasings are, so that all of them are
/// valid.
pub fn unbacked<'e>(
    entry: &'e Entry<Answer>,
    given: &ResolvedAnswer,
    own_names: &[&str],
) -> Vec<Unbacked<'e>> {
    if given.named.is_empty() {
        return vec![];
    }
    let body = &entry.body;
    let mut known = vec![body.question.value.as_str(), given.text.as_str()];
    known.extend(body.proposition.iter().map(|it| it.value.as_str()));
    known.extend(own_names);
    let lacking = |phrasing: &'e Text| {
        let general = |name: &String| GENERAL.split_whitespace().any(|it| it == name.to_lowercase());
        let name = missing_items(&plain(&phrasing.value), &known).into_iter().find(|it| !general(it))?;
        Some(Unbacked { phrasing, name })
    };
    body.phrasings.iter().filter_map(lacking).collect()
}

/// A phrasing without the abbreviations that it explains itself (`software as a service (SaaS)`), and with
/// ISO standards by their short name.
fn plain(phrasing: &str) -> String {
    let phrasing = phrasing.replace("ISO/IEC", "ISO");
    let mut plain = String::new();
    for (number, part) in phrasing.split('(').enumerate() {
        match part.split_once(')').filter(|(inside, _)| number > 0 && abbreviates(inside, &plain)) {
            Some((_, after)) => plain += after,
            None if number > 0 => plain += &format!("({part}"),
            None => plain += part,
        }
    }
    plain
}

/// Whether a word consists of the first letters of the last words of a text.
fn abbreviates(short: &str, text: &str) -> bool {
    let letters: Vec<char> = short.to_lowercase().chars().collect();
    let initials =
        text.split_whitespace().filter_map(|it| it.to_lowercase().chars().next()).collect::<Vec<_>>();
    letters.len() > 1 && initials.ends_with(&letters)
}

impl Unbacked<'_> {
    /// The finding for the vendor.
    pub fn finding(&self, given: &ResolvedAnswer) -> Diagnostic {
        let message = format!(
            "a phrasing of `{}` is not answered: it contains `{}`, which neither the question, the \
             proposition nor the text has",
            given.id, self.name
        );
        Diagnostic::new(codes::UNBACKED_PHRASING, self.phrasing.place, message).help(format!(
            "remove the phrasing; or, if the answer is right for it whatever the facts say, name `{}` in \
             `question` or `proposition`",
            self.name
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn explained_abbreviations_are_removed_from_phrasings() {
        for (phrasing, expected) in [
            ("Is it software as a service (SaaS)?", "Is it software as a service ?"),
            ("Do you hold ISO/IEC 27001 (certified)?", "Do you hold ISO 27001 (certified)?"),
            (
                "Can we sign in with an identity provider (Okta)?",
                "Can we sign in with an identity provider (Okta)?",
            ),
        ] {
            assert_eq!(plain(phrasing), expected);
        }
    }
}
