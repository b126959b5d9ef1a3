//! Looks up texts by wording.

use std::collections::HashMap;

use super::{wording::Wording, words::words};

/// A text with the same wording as a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordingMatch {
    /// The number that the text was added with.
    pub number: usize,
    /// The text says who acts, `Do you encrypt backups`, and the question does not, `Are backups encrypted`:
    /// a yes to the text answers the question, a no does not.
    pub by_yes_only: bool,
}

/// A map from wordings to the numbers of texts.
#[derive(Debug, Default)]
pub struct Wordings {
    names: Vec<Vec<String>>,
    active: HashMap<Wording, Vec<usize>>,
    passive: HashMap<Wording, Vec<usize>>,
}

impl Wordings {
    /// An empty map. `names` are those of the vendor, so that `Does Acme encrypt` is the same as
    /// `Do you encrypt`.
    pub fn new(names: &[&str]) -> Self {
        Self { names: in_words(names), ..Self::default() }
    }

    /// Adds a text with a number.
    pub fn add(&mut self, text: &str, number: usize) {
        let Some(wording) = Wording::naming(text, &self.names) else { return };
        for passive in wording.passives() {
            self.passive.entry(passive).or_default().push(number);
        }
        self.active.entry(wording).or_default().push(number);
    }

    /// The texts with the same wording as `text`, each number once, in order.
    pub fn find(&self, text: &str) -> Vec<WordingMatch> {
        let Some(wording) = Wording::naming(text, &self.names) else { return vec![] };
        let matches = |texts: &HashMap<Wording, Vec<usize>>, by_yes_only: bool| -> Vec<WordingMatch> {
            texts
                .get(&wording)
                .into_iter()
                .flatten()
                .map(|number| WordingMatch { number: *number, by_yes_only })
                .collect()
        };
        let mut found = [matches(&self.active, false), matches(&self.passive, true)].concat();
        found.sort_unstable();
        found.dedup_by_key(|it| it.number);
        found
    }
}

/// The words of each name; names without words are dropped.
pub(super) fn in_words(names: &[&str]) -> Vec<Vec<String>> {
    let names = names.iter().map(|name| words(name).into_iter().map(|it| it.plain).collect());
    names.filter(|it: &Vec<String>| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a question finds a text, and whether by its yes only.
    fn found(text: &str, question: &str) -> Option<bool> {
        let mut texts = Wordings::new(&["Acme"]);
        texts.add(text, 0);
        texts.find(question).first().map(|it| it.by_yes_only)
    }

    #[test]
    fn equivalent_questions_match() {
        for (text, question) in [
            ("Is data encrypted at rest?", "1.2 Is the data encrypted at-rest? *"),
            ("Do you have a business continuity plan?", "Is there a BCP in place?"),
            (
                "Do you have an incident response plan?",
                "Does your organisation have an incident response plan?",
            ),
            (
                "Do you have an incident response plan?",
                "Does the vendor have an incident response plan in place? (Yes/No)",
            ),
            ("Do you have an incident response plan?", "Does Acme have an incident response plan?"),
            ("Is a web application firewall in place?", "Do you have a WAF?"),
            ("Do you support single sign-on (SSO)?", "Do you support SSO?"),
            ("Are policies reviewed annually?", "Please confirm whether policies are reviewed every year."),
            ("MFA is required for all staff.", "Is multi-factor authentication required for all staff?"),
            ("Do you have a written security policy?", "Is there a written security policy?"),
            ("The vendor encrypts backups.", "Do you encrypt backups?"),
            ("What is the recovery time objective?", "What is your RTO?"),
            ("Do employees sign NDAs?", "Do your employees sign NDAs?"),
            ("Are you ISO/IEC 27001 certified?", "Is your organization ISO27001 certified?"),
            ("Do you have a SOC 2 Type II report?", "Do you have a SOC2 Type 2 report?"),
        ] {
            assert_eq!(
                found(text, question),
                Some(false),
                "{text} | {question}: {:?} {:?}",
                Wording::new(text),
                Wording::new(question)
            );
        }
    }

    #[test]
    fn passive_questions_match_active_wordings_for_a_yes_only() {
        for (text, question) in [
            ("Do you encrypt backups?", "Are backups encrypted?"),
            ("Do you encrypt customer data at rest?", "Is customer data encrypted at rest?"),
            ("Do you notify customers of breaches?", "Are customers notified of breaches?"),
            ("Do you keep stored logs for 30 days?", "Are stored logs kept for 30 days?"),
            ("Do you run vulnerability scans?", "Are vulnerability scans run?"),
        ] {
            assert_eq!(found(text, question), Some(true), "{text} | {question}");
            assert_eq!(found(question, text), None, "{question} | {text}");
        }
    }

    #[test]
    fn questions_with_a_different_scope_do_not_match() {
        for (one, other) in [
            ("Is customer data encrypted at rest?", "Is customer data not encrypted at rest?"),
            ("Is customer data encrypted at rest?", "Is any customer data encrypted at rest?"),
            ("Is customer data encrypted at rest?", "Is customer data encrypted at rest and in transit?"),
            ("Is customer data encrypted at rest?", "Is our data encrypted at rest?"),
            ("Is customer data encrypted at rest?", "Was customer data encrypted at rest?"),
            ("Do you have a SOC 2 report?", "Have you had a SOC 2 report?"),
            ("Do you have a SOC 2 report?", "Will you have a SOC 2 report?"),
            ("Do you have a SOC 2 report?", "Do you have to have a SOC 2 report?"),
            ("Do you have a SOC 2 report?", "Does your payroll system have a SOC 2 report?"),
            ("Do you have a SOC 2 report?", "Does the product have a SOC 2 report?"),
            ("Do you have physical access to the servers?", "Is there physical access to the servers?"),
            (
                "Do you notify customers of new subprocessors?",
                "Do subprocessors notify you of new customers?",
            ),
            ("Do you notify customers of new subprocessors?", "Do new customers notify subprocessors?"),
            ("Do you audit every year?", "Are you audited every year?"),
            ("Are you monitoring subprocessors?", "Are you monitored by subprocessors?"),
            ("Do customers notify you?", "Are customers notified?"),
            ("The vendor reported a breach.", "Does the vendor report a breach?"),
            ("Must data be encrypted?", "Must data encrypt?"),
            ("Is data transferred from the EU to the USA?", "Is data transferred from the USA to the EU?"),
            ("Can customers delete their data?", "Must customers delete their data?"),
            ("Are employees screened?", "Are employers screened?"),
            ("Do you control data?", "Are you the data controller?"),
            ("Are logs kept for 30 days?", "Are logs kept for 90 days?"),
            ("Are logs kept for < 30 days?", "Are logs kept for > 30 days?"),
            ("Is access to the building restricted?", "Is access to the build restricted?"),
            ("Are you the data controller?", "Is the vendor's supplier the data controller?"),
            ("Is data encrypted at rest?", "Is your data encrypted at rest?"),
            ("Do you transfer personal data to the US?", "Do you transfer personal data to us?"),
            ("You have implemented a firewall.", "Do you have a firewall?"),
            ("Which subprocessors do you use?", "Which subprocessors' subprocessors do you use?"),
            ("Can customers audit you?", "Can customers' customers audit you?"),
            ("Did you have a breach in the last year?", "Did you have a breach in the last years?"),
            (
                "How do you assess the security of your vendors?",
                "How do you assess the security of the vendor?",
            ),
            ("Do you assess your suppliers?", "Does the supplier assess your suppliers?"),
            ("Do you notify your customers?", "Does the vendor notify your customers?"),
            ("Do you encrypt your data?", "Does the supplier encrypt your data?"),
            ("Are you audited by customers?", "Is the supplier audited by your customers?"),
            ("Do you assess your suppliers?", "Do the suppliers assess you?"),
            ("Do you assess your suppliers?", "Does your supplier assess you?"),
            ("Do you write code in C?", "Do you write code in C++?"),
            ("Do you get an audit right?", "Do we get an audit right?"),
            ("Are employees trained?", "Do you train employees every year?"),
            (
                "Do you have an incident response plan?",
                "Do you have an incident response plan? If so, is it tested?",
            ),
            ("Do you have X11 forwarding enabled?", "Do you have X11 forwarding disabled?"),
            ("保存データは暗号化されていますか", "保存データは暗号化されていませんか"),
            ("Where is customer data stored?", "Where is customer data stored (🇨🇭)?"),
            ("Are backups encrypted?", "Are backups ≠ encrypted?"),
            ("Are backups encrypted?", "Are backups ✗ encrypted?"),
            ("Are backups encrypted?", "Are ___ backups encrypted?"),
            ("Are backups encrypted?", "Are [...] backups encrypted?"),
            ("Do you have an incident response plan?", "📎 Do you have an incident response plan?"),
            ("Full registered name of the vendor", "Full registered names of the vendors"),
            ("Registered name of a vendor", "Registered name of the vendor"),
            ("What is the legal entity?", "Who are the legal entities?"),
            (
                "Describe the product or service you provide.",
                "Describe the products or services you provide.",
            ),
            ("Who is your DPO or privacy officer?", "Who are your DPOs or privacy officers?"),
            ("What is your security contact?", "What is a security contact?"),
            ("Do you store payment card data?", "Do you store your payment card data?"),
            ("Do you retain health records?", "Do you retain your patients' health records?"),
        ] {
            assert_eq!(found(one, other), None, "{one} | {other}: {:?}", Wording::new(one));
            assert_eq!(found(other, one), None, "{other} | {one}");
        }
    }
}
