//! Texts that contradict typed facts are reported in any position, unless they may be about something else.

use crate::support::{self, each_case};

const CERTIFICATIONS: &str = "
iso: {name: ISO/IEC 27001, framework: ISO/IEC 27001, form: certificate, auditor: Example Certification Ltd, \
                              scope: Cloud, history: [{state: current, from: 2020-12-01, until: \
                              2023-11-30}, {state: current, from: 2023-12-01, until: 2027-11-30}]}
soc: {name: SOC 2 Type II, framework: SOC 2, form: attestation, auditor: Assurance & Partners LLP, scope: \
                              Cloud, history: [{state: current, from: 2026-02-01}]}
pci: {name: PCI DSS, framework: PCI DSS, form: attestation, scope: Cloud, products: [cloud], history: \
                              [{state: current, from: 2026-02-01}]}
old: {name: ISO 9001, framework: ISO 9001, form: certificate, scope: Cloud, history: [{state: current, from: \
                              2022-01-01, until: 2025-12-31}]}
coming: {name: ISO 42001, framework: ISO 42001, form: certificate, scope: Cloud, history: [{state: planned, \
                              expected: 2027-06-30}]}
";
const SUBPROCESSORS: &str = "
host: {name: Hostwell Inc., purpose: Hosting, location: [Ireland, Virginia], data: [user accounts], since: \
                             2022-05-01}
mail: {name: Mailgrid Inc., purpose: E-mail, location: [United States], data: [names], since: 2026-04-01, \
                             until: 2027-03-31}
";
const PRODUCTS: &str = "
cloud: {name: Example Cloud, hosted_by: vendor}
onsite: {name: Example Onsite, hosted_by: customer}
ended: {name: Example Classic, hosted_by: vendor, valid: {until: 2026-06-30}}
acme-cloud: {name: Acme Cloud, hosted_by: vendor}
acme-server: {name: Acme Server, hosted_by: customer}
later: {name: Example Next, hosted_by: vendor, valid: {from: 2027-06-30}}
";
const PRACTICES: &str = "
use: {name: Use of the cloud service, collects: [user accounts], transmits: yes, retention: 90 days, \
                         third_parties: [Hostwell], sold: no}
";
const PROGRAMME: &str = "channels: {name: an e-mail, email: security@example.com}
currency: USD
response: 2 business days
bounties: [{severity: critical, least: 1000, most: 5000}, {severity: high, most: 750}]
audience: public
source: handbook
";
const VENDOR: &str = "legal_name: Example Systems Ltd
trading_name: Example
headcounts: [{of: all, count: 120, counted: 2026-06-30}, {of: security, count: 6, counted: 2026-06-30}]
audience: public
source: handbook
";
const REGIONS: &str = "
eu: {name: EU, locations: [{place: 'Frankfurt, Germany'}], products: [cloud]}
us: {name: US, locations: [{place: Virginia}], products: [cloud]}
";
const POLICIES: &str = "
incident: {name: Incident Response Policy, approved: 2026-03-02, version: 2}
draft: {name: Supplier Security Policy, approved: 2027-01-15}
";

/// Texts, and the fact that contradicts them.
const TEXTS: &[(&str, &str)] = &[
    // Dates.
    ("Our ISO 27001 certificate is valid until March 2027.", "certification/iso"),
    ("Our ISO 27001 certificate is valid until November 2027.", ""),
    ("Our ISO 27001 certificate is valid until 30 November 2027.", ""),
    ("Our ISO 27001 certificate is valid until 2027-11-30.", ""),
    ("Our ISO 27001 certificate is valid until 30.11.2027.", ""),
    ("Our ISO 27001 certificate (valid until 2028) is public.", "certification/iso"),
    ("Our ISO 27001 certificate expires on November 29th, 2027.", "certification/iso"),
    ("Our ISO 27001 certificate expires in Q4 2027.", ""),
    ("We are ISO 27001 certified. The certificate is valid until March 2028.", "certification/iso"),
    ("Our certificate is valid until March 2028.", "certification/iso"),
    ("Our certificate is valid until November 2027.", ""),
    ("Our insurance is valid until March 2028.", ""),
    ("We are ISO 27001 certified, and our insurance is valid until March 2028.", ""),
    ("Unser Zertifikat nach ISO 27001 ist gültig bis März 2028.", "certification/iso"),
    ("Notre certificat ISO 27001 est valable jusqu'en mars 2028.", "certification/iso"),
    ("We have been ISO 27001 certified since 2019.", "certification/iso"),
    ("We have been ISO 27001 certified since 2020.", ""),
    ("Our ISO 27001 certificate is valid until November 2023.", "certification/iso"),
    ("Our former ISO 27001 certificate was valid until November 2023.", ""),
    ("ISO 42001 is expected by March 2027.", "certification/coming"),
    ("ISO 42001 is expected by June 2027.", ""),
    ("We have used Mailgrid since 2020.", "subprocessor/mail"),
    ("We use Mailgrid until 31 March 2027.", ""),
    ("We use Mailgrid until 2030.", "subprocessor/mail"),
    ("The Incident Response Policy was approved on 3 May 2025.", "policy/incident"),
    ("The Incident Response Policy was approved on 2 March 2026.", ""),
    // Auditors.
    ("Our SOC 2 Type II report was audited by Grant Example.", "certification/soc"),
    ("Our SOC 2 Type II report was audited by Assurance & Partners.", ""),
    ("Our SOC 2 Type II report was audited by an independent auditor.", ""),
    ("We are ISO 27001 certified by TÜV Nord.", "certification/iso"),
    ("We are ISO 27001 certified by Example Certification.", ""),
    ("Wir sind nach ISO 27001 zertifiziert durch TÜV Nord.", "certification/iso"),
    ("Our accounts are audited by Grant Example.", ""),
    ("ISO 27001 auditor: TÜV Nord", "certification/iso"),
    ("Our auditor for ISO 27001 is TÜV Nord.", "certification/iso"),
    ("Our auditor for ISO 27001 is Example Certification.", ""),
    // Periods.
    ("Customer data is deleted after 30 days.", "practice/use"),
    ("Customer data is deleted after thirty days.", "practice/use"),
    ("Customer data is retained for 90 days.", ""),
    ("Customer data is retained for three months.", ""),
    ("Kundendaten werden nach 30 Tagen gelöscht, alle Daten.", "practice/use"),
    ("Personal data is purged 30 days after it was collected.", "practice/use"),
    ("Until 2023, personal data was kept for 30 days.", ""),
    ("Unused accounts are deleted after 30 days.", ""),
    ("Backups of data are deleted after 30 days.", ""),
    ("Data is deleted within 30 days of a request.", ""),
    ("Passwords are changed every 30 days.", ""),
    ("We notify customers 10 days before a subprocessor changes.", "data/site.yaml"),
    ("We notify customers 30 days before a subprocessor changes.", ""),
    ("We notify customers one month before a subprocessor changes.", ""),
    ("We respond to vulnerability reports within 24 hours.", "programme"),
    ("We respond to vulnerability reports within 2 business days and fix them in 90 days.", ""),
    // Numbers.
    ("We have 250 employees.", "vendor"),
    ("We have 120 employees.", ""),
    ("The company employs 80 people.", "vendor"),
    ("We have more than 100 employees.", ""),
    ("We have more than 200 employees.", "vendor"),
    ("We have about 125 employees.", ""),
    ("Companies with 500 employees use our service.", ""),
    ("Our security team has 6 people.", ""),
    ("Wir haben 250 Mitarbeiter.", "vendor"),
    ("We pay bounties of up to $10,000.", "programme"),
    ("We pay bounties of up to $5,000.", ""),
    ("We pay bounties of up to 5,000 EUR.", "programme"),
    ("A critical vulnerability earns a bounty of $750.", "programme"),
    ("A high vulnerability earns a bounty of $750.", ""),
    // Places.
    ("Customer data is stored in the EU only.", "region/us"),
    ("Customer data never leaves the EU.", "region/us"),
    ("No customer data leaves the EU.", "region/us"),
    ("Customer data is 100% hosted in Europe.", "region/us"),
    ("Customer data is not transferred outside the EU.", "region/us"),
    ("Kundendaten werden ausschließlich in der EU gespeichert.", "region/us"),
    ("Customer data is stored in Germany only.", "region/us"),
    ("Customer data is stored in the EU and the United States only.", ""),
    ("In the EU region, customer data is stored in the EU only.", ""),
    ("Our office is in Germany only.", ""),
    ("Data location: EU only", "region/us"),
    // Products.
    ("Example Classic encrypts all files.", "product/ended"),
    ("Example Next encrypts all files.", "product/later"),
    ("Example Next will encrypt all files.", ""),
    ("Example Classic was sold until June 2026.", ""),
    ("Example Cloud encrypts all files.", ""),
    ("The Supplier Security Policy applies to all suppliers.", "policy/draft"),
    // General claims.
    ("All our certificates are current.", "certification/old"),
    ("Our certificates are all current.", "certification/old"),
    ("Not all our certificates are current.", ""),
    ("None of our certificates has expired.", "certification/old"),
    ("All subprocessors are in the EU.", "subprocessor/host"),
    ("We only use subprocessors in the EU.", "subprocessor/host"),
    ("No subprocessor is outside the EU.", "subprocessor/host"),
    ("All subprocessors are in the EU or the United States.", ""),
    ("All subprocessors sign a contract.", ""),
    ("No subprocessor has changed in 2026.", "subprocessor/mail"),
    ("No subprocessor has changed in 2025.", ""),
    ("Our subprocessors haven't changed since 2025.", "subprocessor/mail"),
    ("No subprocessor is added without notice.", ""),
    ("All our policies are approved.", "policy/draft"),
    ("All our products are covered by PCI DSS.", "certification/pci"),
    ("All our products are covered by ISO 27001.", ""),
    // Denials.
    ("We don't use subprocessors.", "subprocessor/host"),
    ("We don't use third-party subprocessors.", "subprocessor/host"),
    ("We do not collect personal data.", "practice/use"),
    ("We do not sell personal data.", ""),
    ("ISO 27001: not held", "certification/iso"),
    ("We are not ISO 27001 certified.", "certification/iso"),
    ("We aren't certified to ISO 27001.", "certification/iso"),
    ("We don't have a SOC 2 Type II report.", "certification/soc"),
    ("ISO 27001: none", "certification/iso"),
    ("Wir sind nicht nach ISO 27001 zertifiziert.", "certification/iso"),
    ("We are not ISO 42001 certified.", ""),
    ("We do not use Mailgrid.", "subprocessor/mail"),
    ("We do not use Mailgrid for newsletters.", ""),
    ("We do not rely on ISO 27001 alone.", ""),
    ("We do not collect data. No personal data is collected.", "practice/use"),
];

fn vendor() -> tempfile::TempDir {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let put = |name: &str, text: &str| {
        support::put(dir.path(), name, format!("defaults: {{audience: public, source: handbook}}\n{text}"))
    };
    for (name, text) in [
        ("data/certifications.yaml", CERTIFICATIONS),
        ("data/subprocessors.yaml", SUBPROCESSORS),
        ("data/products.yaml", PRODUCTS),
        ("data/practices.yaml", PRACTICES),
        ("data/regions.yaml", REGIONS),
        ("data/policies.yaml", POLICIES),
    ] {
        put(name, text);
    }
    support::put(dir.path(), "data/programme.yaml", PROGRAMME);
    support::put(dir.path(), "data/vendor.yaml", VENDOR);
    support::put(dir.path(), "data/site.yaml", "subprocessor_notice: {ahead: 30 days}\n");
    dir
}

fn check(dir: &std::path::Path) -> String {
    let output = support::factum(dir, &["check", "--as-of", "2026-11-26"]);
    support::stdout(&output) + &support::stderr(&output)
}

#[test]
fn a_text_that_contradicts_typed_facts_is_reported() {
    let dir = vendor();
    let measures: String = TEXTS
        .iter()
        .enumerate()
        .map(|(at, (text, _))| format!("m{at}: {{name: M{at}, topic: people, statement: \"{text}\"}}\n"))
        .collect();
    let measures = format!("defaults: {{audience: public, source: handbook}}\n{measures}");
    support::put(dir.path(), "data/measures.yaml", measures);
    let printed = check(dir.path());
    let mut wrong = String::new();
    for (at, (text, fact)) in TEXTS.iter().enumerate() {
        let of = format!("the text of `measure/m{at}` ");
        let found: Vec<&str> = printed.lines().filter(|it| it.contains(&of)).collect();
        let says = [format!("but `{fact}` "), format!("(`{fact}`), which ")];
        let named =
            found.iter().any(|it| it.starts_with("warning") && says.iter().any(|says| it.contains(says)));
        let expected = if fact.is_empty() { found.is_empty() } else { named };
        if !expected {
            wrong += &format!("{text}\n  expected `{fact}`, found {found:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}\n{printed}");
}

/// A text about one product is not compared with the facts for another.
#[test]
fn a_text_about_another_product_is_not_compared() {
    let dir = vendor();
    let measure = |product: &str| {
        let text = "Customer data is stored in the EU only.";
        let measures = format!(
            "m: {{name: M, topic: people, products: [{product}], statement: {text}, audience: public, \
             source: handbook}}\n"
        );
        support::put(dir.path(), "data/measures.yaml", measures);
        check(dir.path()).matches("the text of `measure/m` says").count()
    };
    support::put(dir.path(), "data/subprocessors.yaml", "");
    assert_eq!(measure("cloud"), 1);
    assert_eq!(measure("onsite"), 0);
}

/// A text that denies something for all products is contradicted by a fact for one of them, unless the text
/// is about another one.
#[test]
fn a_denial_for_all_products_is_compared_with_facts_for_one() {
    let dir = vendor();
    let host = "host: {name: Hostwell Inc., purpose: Hosting, location: [Ireland], data: [names], since: \
                2022-05-01, products: [cloud]}\n";
    let cookie = "session: {name: Session, purpose: signing in, products: [cloud]}\n";
    support::put(dir.path(), "data/subprocessors.yaml", host);
    support::put(dir.path(), "data/cookies.yaml", cookie);
    let cases = [
        ("We use no subprocessors.", 1),
        ("We do not use cookies.", 1),
        ("Cookies are not set.", 1),
        ("Example Cloud uses no subprocessors.", 1),
        ("Example Onsite uses no subprocessors.", 0),
        ("Example Onsite runs on your servers. No subprocessors are used.", 0),
        ("The self-hosted edition uses no subprocessors.", 0),
        ("In an onsite installation, no cookies are set.", 0),
    ];
    each_case(cases, |(text, found)| {
        let measures = format!(
            "m: {{name: M, topic: people, statement: '{text}', audience: public, source: handbook}}\n"
        );
        support::put(dir.path(), "data/measures.yaml", measures);
        let printed = check(dir.path());
        assert_eq!(
            printed.matches("the text of `measure/m` says that there are no").count(),
            found,
            "{text}\n{printed}"
        );
    });
}

/// Texts of pages are read: titles, links, tables, lists, captions and others.
#[test]
fn pages_that_deny_facts_are_reported() {
    let dir = vendor();
    let denial = "We don't use subprocessors.";
    let cases = [
        ("title: T", denial.to_owned()),
        ("title: We use no subprocessors", "Text.".into()),
        ("title: T\nnav: No subprocessors", "Text.".into()),
        ("title: T\nsummary: We use no subprocessors.", "Text.".into()),
        ("title: T", format!("## {denial}\n\nText.")),
        ("title: T", format!("See [{denial}](https://example.com).")),
        ("title: T", format!("- One\n- Two\n  - {denial}")),
        ("title: T", format!("1. {denial}")),
        ("title: T", format!("> {denial}")),
        ("title: T", format!("| A | B |\n|---|---|\n| x | {denial} |")),
        ("title: T", "| A | B |\n|---|---|\n| Subprocessors | None |".into()),
        ("title: T", "| No subprocessors are used | B |\n|---|---|\n| x | y |".into()),
        ("title: T", format!("![{denial}](picture.png)")),
        ("title: T", format!("**{denial}**")),
        (
            "title: T",
            format!("```statements\neach: subprocessor\ntable: {{Name: name}}\ncaption: {denial}\n```"),
        ),
        ("title: T", "Our ISO 27001 certificate is valid until March 2028.".into()),
        ("title: T\nsummary: Customer data never leaves the EU.", "Text.".into()),
    ];
    each_case(cases, |(front, text)| {
        let page = format!("---\n{front}\n---\n{text}\n");
        support::put(dir.path(), "templates/pages/extra.md", &page);
        let printed = check(dir.path());
        let found: Vec<&str> = printed
            .lines()
            .filter(|it| it.contains("page `extra` says") && it.starts_with("warning"))
            .collect();
        assert_eq!(found.len(), 1, "{page}{found:#?}\n{printed}");
    });
    std::fs::remove_file(dir.path().join("templates/pages/extra.md")).unwrap();
    support::put(dir.path(), "data/site.yaml", "title: Trust without subprocessors\n");
    assert!(check(dir.path()).contains("the title of the site says"));
}

/// A no to a question about something that is held or used is a contradiction, typed or in words.
#[test]
fn answers_that_deny_facts_are_reported() {
    let dir = vendor();
    let cases = [
        ("question: ISO 27001 certificate?, text: \"No\"", true),
        ("question: Do you have an ISO 27001 certificate?, verdict: no, text: We do not.", true),
        ("question: Do you use subprocessors?, text: \"No.\"", true),
        ("question: Do you use subprocessors?, verdict: no, text: We do it ourselves.", true),
        ("question: ISO 9001 certificate?, text: \"No\"", false),
        ("question: ISO 27001 certificate?, text: \"Yes\"", false),
        ("question: Do you lack an ISO 27001 certificate?, verdict: no, text: We hold one.", false),
        ("question: Do you use subprocessors outside the EU?, text: \"No.\"", false),
        ("question: Do you share data with others than your subprocessors?, text: \"No.\"", false),
        ("question: Does ISO 9001 replace ISO 27001?, text: \"No.\"", false),
        ("question: Is there any ISO 27001 certificate that has expired?, text: \"No.\"", false),
    ];
    each_case(cases, |(entry, found)| {
        let answers = format!("defaults: {{audience: public, source: handbook}}\nasked: {{{entry}}}\n");
        support::put(dir.path(), "data/answers/more.yaml", answers);
        let printed = check(dir.path());
        assert_eq!(printed.contains("`answer/asked`, with its question, says"), found, "{entry}\n{printed}");
    });
}

/// Such an answer is given only if a person has accepted the finding for its current text.
#[test]
fn answers_that_contradict_facts_are_not_given() {
    let dir = vendor();
    let wrong = "Our ISO 27001 certificate is valid until March 2027.";
    let about = "acknowledge: {finding: contradicting-text, reason: The text means another certificate., \
                 about: certification/iso}";
    let cases = [
        (format!("text: \"{wrong}\""), false),
        (format!("verdict: yes, text: \"{wrong}\""), false),
        ("text: Our ISO 27001 certificate is valid until November 2027.".into(), true),
        ("text: '{{ say(\"certification/iso/summary\") }}'".into(), true),
        (format!("text: '{{{{ certification[\"iso\"].name }}}} is held. {wrong}'"), false),
        (format!("text: \"{wrong}\", {about}"), true),
        ("question: Do you use subprocessors?, verdict: no, text: We do it ourselves.".into(), false),
    ];
    each_case(cases, |(fields, given)| {
        let question = if fields.starts_with("question") {
            ""
        } else {
            "question: Are visitors of the office registered?, "
        };
        let answers =
            format!("defaults: {{audience: public, source: handbook}}\nasked: {{{question}{fields}}}\n");
        support::put(dir.path(), "data/answers/more.yaml", answers);
        let built = support::factum(dir.path(), &["build", "--as-of", "2026-11-26"]);
        assert_eq!(built.status.code(), Some(0), "{fields}: {}", support::stderr(&built));
        let facts = std::fs::read_to_string(dir.path().join("out/public/facts.json")).unwrap();
        assert_eq!(facts.contains("\"asked\""), given, "{fields}\n{}", support::stderr(&built));
        let asked = [
            "ask",
            if question.is_empty() {
                "Do you use subprocessors?"
            } else {
                "Are visitors of the office registered?"
            },
        ];
        let printed =
            support::stdout(&support::factum(dir.path(), &[&asked[..], &["--as-of", "2026-11-26"]].concat()));
        assert_eq!(printed.contains("a fact contradicts it"), !given, "{fields}\n{printed}");
    });
}
