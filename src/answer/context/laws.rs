//! Laws and standards with a scope of their own. A text that names one may limit the questions beside it to
//! that scope: below `PCI DSS`, `Do you have an incident response plan?` may ask for a plan for card data.

use std::sync::LazyLock;

use crate::matching::plain_words;

/// Laws and standards, each with its names in the form of `plain_words`. Frameworks for the security of a
/// whole company (ISO/IEC 27001, SOC 2, NIST CSF) are not included.
const LAWS: &[&[&str]] = &[
    &["pci", "payment card industry", "cardholder"],
    &["hipaa", "hitech", "phi", "ephi", "health insurance portability and accountability act"],
    &[
        "gdpr",
        "dsgvo",
        "ds gvo",
        "rgpd",
        "avg",
        "general data protection regulation",
        "datenschutz grundverordnung",
        "datenschutzgrundverordnung",
    ],
    &["ccpa", "cpra", "california consumer privacy act"],
    &["lgpd"],
    &["pipeda"],
    &["pipl"],
    &["popia"],
    &["pdpa"],
    &["appi"],
    &["bdsg"],
    &["fadp", "revdsg"],
    &["eprivacy"],
    &["sox", "sarbanes oxley", "j sox"],
    &["fedramp"],
    &["stateramp"],
    &["fisma"],
    &["cmmc", "dfars", "cui", "800 171"],
    &["itar", "ear"],
    &["cjis"],
    &["ferpa"],
    &["coppa"],
    &["glba", "gramm leach bliley"],
    &["ffiec"],
    &["nydfs", "23 nycrr 500"],
    &["hitrust"],
    &["tisax"],
    &["tpn"],
    &["dora"],
    &["nis", "nis2", "nis 2", "nisd"],
    &["kritis"],
    &["psd2", "psd 2"],
    &["swift", "swift csp"],
    &["gxp", "21 cfr", "21 cfr part 11", "part 11"],
    &["mdr", "ivdr"],
    &["nerc", "nerc cip"],
    &["solvency ii"],
    &["bafin", "bait", "vait", "kait"],
    &["ens"],
    &["irap"],
    &["ismap"],
    &["secnumcloud"],
    &["hds"],
    &["nen 7510"],
    &["eidas"],
    &["ai act"],
    &["cyber resilience act"],
    &["mifid", "mifid ii"],
];

/// The names of each, between spaces.
static SPACED: LazyLock<Vec<Vec<String>>> =
    LazyLock::new(|| LAWS.iter().map(|law| law.iter().map(|it| format!(" {it} ")).collect()).collect());

/// The first law or standard that a text names and the question does not.
pub(super) fn unasked(text: &str, question: &str) -> Option<String> {
    let spaced = |it: &str| format!(" {} ", plain_words(it).join(" "));
    let (said, mut asked) = (spaced(text), None);
    SPACED.iter().find_map(|law| {
        let name = law.iter().find(|it| said.contains(it.as_str()))?;
        let asked: &String = asked.get_or_insert_with(|| spaced(question));
        (!law.iter().any(|it| asked.contains(it.as_str()))).then(|| name.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::unasked;

    #[test]
    fn a_law_in_a_text_is_reported_unless_the_question_names_it() {
        let question = "Do you have an incident response plan?";
        for text in [
            "PCI DSS",
            "3. PCI-DSS v4.0",
            "PCI-1 Access control",
            "HIPAA",
            "Security & HIPAA",
            "GDPR",
            "DSGVO",
            "Datenschutz-Grundverordnung",
            "SOX",
            "FedRAMP",
            "TISAX",
            "NIS2",
            "NIS 2",
            "CJIS",
        ] {
            assert!(unasked(text, question).is_some(), "{text}");
        }
        for text in ["Security", "ISO/IEC 27001", "SOC 2", "NIST CSF", "CAIQ", "Privacy"] {
            assert_eq!(unasked(text, question), None, "{text}");
        }
        assert_eq!(unasked("PCI DSS", "Are you PCI DSS compliant?"), None);
        assert_eq!(unasked("HIPAA", "Do you store PHI?"), None);
        assert_eq!(unasked("GDPR", "Do you comply with the General Data Protection Regulation?"), None);
        assert!(unasked("HIPAA and GDPR", "Do you comply with GDPR?").is_some());
    }
}
