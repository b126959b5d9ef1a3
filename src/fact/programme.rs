//! The vulnerability disclosure programme: how vulnerabilities are reported, and which bounties are paid.

use super::{
    Datum, Email, EvidenceFiles, Flag, Id, Kind, Number, PromisedDuration, SecureUrl, Text,
    read::{Field, record, words},
};

words! {
    /// The severity of a vulnerability.
    pub enum Severity {
        /// Critical.
        Critical "critical",
        /// High.
        High "high",
        /// Medium.
        Medium "medium",
        /// Low.
        Low "low",
    }
}

record! {
    /// The vulnerability disclosure programme: channels, classes of vulnerabilities, bounties, rules.
    pub struct DisclosureProgramme {
        /// The channels for reports, the preferred one first.
        pub channels: Vec<ReportChannel>,
        /// The classes of vulnerabilities, the most severe first.
        pub classes: Vec<VulnerabilityClass>,
        /// Whether bounties are paid; `no` states that none are.
        pub pays_bounties: Option<Flag>,
        /// The currency of bounties (ISO 4217): `USD`.
        pub currency: Option<Currency>,
        /// The bounty table, the highest bounty first.
        pub bounties: Vec<Bounty>,
        /// The ids of the classes that are eligible for a bounty.
        pub eligible_classes: Vec<Id>,
        /// Whether reports of classes outside the bounty programme are welcome.
        pub others_welcome: Option<Flag>,
        /// What a report must contain.
        pub report_needs: Vec<Text>,
        /// What else is helpful in a report.
        pub report_helps: Vec<Text>,
        /// The requirements that a report must meet to be eligible for a bounty.
        pub eligibility: Vec<Text>,
        /// The time within which the vendor responds to a report: `5 business days`, `typically within 2
        /// business days`.
        pub response: Option<PromisedDuration>,
        /// What is out of scope.
        pub out_of_scope: Vec<OutOfScope>,
        /// The address of the programme's page.
        pub policy_url: Option<SecureUrl>,
    }
}

record! {
    /// A channel for vulnerability reports.
    pub struct ReportChannel {
        /// Its name, with an article: `a private vulnerability report on GitHub`.
        pub name: Text,
        /// The address of its web form.
        pub url: Option<SecureUrl>,
        /// Its e-mail address.
        pub email: Option<Email>,
        /// The address of a key for encrypted reports.
        pub encryption: Option<SecureUrl>,
    }
}

record! {
    /// A class of vulnerabilities.
    pub struct VulnerabilityClass {
        /// Its id: `p0`.
        pub id: Id,
        /// Its name.
        pub name: Text,
        /// What it includes.
        pub description: Text,
        /// The severity that the vendor assigns to it.
        pub severity: Option<Severity>,
    }
}

record! {
    /// A row of the bounty table. `most: 0` states that nothing is paid; without amounts, nothing is stated.
    pub struct Bounty {
        /// The severity.
        pub severity: Severity,
        /// The id of the class, if there is one.
        pub class: Option<Id>,
        /// The lowest bounty.
        pub least: Option<Number>,
        /// The highest bounty.
        pub most: Option<Number>,
        /// An example.
        pub example: Option<Text>,
    }
}

record! {
    /// Something out of scope.
    pub struct OutOfScope {
        /// What it is.
        pub what: Text,
        /// An example.
        pub example: Option<Text>,
    }
}

/// A currency code (ISO 4217): three capital letters.
#[derive(Debug, Clone)]
pub struct Currency(pub Text);

impl Field for Currency {
    fn read(node: &crate::yaml::Node, reader: &mut super::read::Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        if text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()) {
            return Some(Self(text));
        }
        reader.invalid(
            node,
            format!("`{}` is not a valid currency code", text.value),
            "write the three-letter code of ISO 4217: `USD`",
        );
        None
    }
    fn schema() -> serde_json::Value {
        serde_json::json!({"type": "string", "pattern": "^[A-Z]{3}$"})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
}

impl DisclosureProgramme {
    /// Whether a report may earn anything: there is a bounty or an eligible class.
    pub fn has_bounties(&self) -> bool {
        !self.bounties.is_empty() || !self.eligible_classes.is_empty()
    }

    /// Whether only reports of the eligible classes earn anything: every bounty with an amount is for one of
    /// them.
    fn others_earn_none(&self) -> bool {
        let eligible = |class: &Id| self.eligible_classes.iter().any(|it| it.0.value == class.0.value);
        let may_pay =
            self.bounties.iter().filter(|bounty| bounty.most.as_ref().is_none_or(|it| it.value > 0));
        may_pay.map(|it| &it.class).all(|it| it.as_ref().is_some_and(eligible))
    }
}

impl Kind for DisclosureProgramme {
    const NAME: &'static str = "programme";
    const FILE: &'static str = "programme.yaml";
    const SINGLETON: bool = true;
    const DERIVED: &'static [&'static str] = &["has_bounties", "others_earn_none", "response_within"];

    /// `has_bounties`: whether a report may earn anything; `others_earn_none`: whether every bounty with an
    /// amount is for an eligible class; `response_within`: the time within which a report is followed up,
    /// with its qualifier, as words that follow a verb.
    fn derived(&self, _: chrono::NaiveDate, _: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        let within = self.response.as_ref().map_or(Datum::Absent, |it| Datum::Text(it.within()));
        vec![
            ("has_bounties", Datum::Flag(self.has_bounties())),
            ("others_earn_none", Datum::Flag(self.others_earn_none())),
            ("response_within", within),
        ]
    }
}
