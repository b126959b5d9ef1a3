//! The sentences of pages: content, qualifiers, punctuation, language and direction.

use crate::pages::{build, case, every_text, pages_alone, statement, text};
use crate::security_txt::SECURITY_TXT;
use crate::support::{self, each_case};

use scraper::Html;

/// A vendor without bounties can say so, and no page mentions eligibility.
#[test]
fn without_bounties_no_page_mentions_eligibility() {
    let dir = support::copy(&case("topics"));
    let programme = |more: &str| {
        let text = "channels: {name: an e-mail, email: security@example.com}\nothers_welcome: \
                    yes\neligibility: [clear steps]\naudience: public\nsource: page\n";
        support::put(dir.path(), "data/programme.yaml", text.to_owned() + more);
        build(dir.path(), &[])
    };
    let files = programme("");
    for (path, words) in every_text(&files).filter(|(path, _)| path.starts_with("site/")) {
        assert!(!words.to_lowercase().contains("bount"), "{path}");
    }
    let check = support::stdout(&support::factum(dir.path(), &["check"]));
    assert!(check.contains("[unused-field]: `eligibility` is not published"), "{check}");
    let files = programme("pays_bounties: no\n");
    assert_eq!(
        statement(&files, "programme/no-bounties").unwrap(),
        "Example Software does not pay bounties."
    );
    assert!(text(&files, "site/vulnerabilities.html").contains("Example Software does not pay bounties."));
    assert!(!text(&files, "site/vulnerabilities.html").contains("clear steps"));
    for (path, words) in every_text(&files).filter(|(path, _)| path.starts_with("site/")) {
        assert!(!words.contains("a bounty"), "{path}");
    }
}

/// Other classes are stated to earn no bounty only if every bounty is for an eligible class.
#[test]
fn other_classes_are_not_eligible_for_a_bounty_only_if_each_bounty_names_an_eligible_class() {
    let dir = support::copy(&case("topics"));
    let cases = [("class: p0, ", "welcome but are not eligible for a bounty."), ("", "welcome.")];
    each_case(cases, |(class, ending)| {
        let programme = format!(
            "channels: [{{name: mail, email: security@example.com}}]\nclasses: [{{id: p0, name: Severe, \
             description: All of it}}]\ncurrency: EUR\nbounties: [{{severity: high, {class}least: 100, \
             most: 200}}]\neligible_classes: [p0]\nothers_welcome: yes\naudience: public\nsource: page\n"
        );
        support::put(dir.path(), "data/programme.yaml", programme);
        let sentence = statement(&build(dir.path(), &[]), "programme/eligibility").unwrap();
        assert!(sentence.ends_with(ending), "{sentence}");
    });
}

/// Sentences name the vendor, separate the items of a list unambiguously and end with one full stop.
#[test]
fn sentences_name_the_vendor_and_end_with_one_full_stop() {
    let dir = support::copy(&case("topics"));
    let put = |file: &str, text: &str| support::put(dir.path(), &format!("data/{file}"), text);
    let facts = "defaults: {audience: public, source: page}\n";
    put(
        "subprocessors.yaml",
        &format!(
            "{facts}clickhouse: {{name: Clickhouse Inc., purpose: databases of Example Inc., since: \
             2027-01-01, data: ['names, addresses', logs]}}\n"
        ),
    );
    put(
        "regions.yaml",
        &format!(
            "{facts}us: {{name: US, locations: [{{place: 'Chicago, Illinois'}}, {{place: 'Ashburn, \
             Virginia'}}]}}\n"
        ),
    );
    put(
        "practices.yaml",
        &format!("{facts}use: {{name: Use, transmits: no, third_parties: Clickhouse Inc.}}\n"),
    );
    put(
        "measures.yaml",
        &format!(
            "{facts}rest: {{name: At rest, topic: encryption, statement: Data is encrypted with AES-256., \
             details: AES-256}}\n"
        ),
    );
    let files = build(dir.path(), &[]);
    let cases = [
        ("region/us/summary", "The US data region is located in Chicago, Illinois; and Ashburn, Virginia."),
        (
            "practice/use/summary",
            "No personal data is transmitted to the servers of Example Software. Personal data is disclosed \
             to Clickhouse Inc.",
        ),
        ("measure/rest/summary", "Data is encrypted with AES-256."),
        ("subprocessor/clickhouse/data", "Names, addresses; and logs"),
    ];
    each_case(cases, |(id, sentence)| {
        assert_eq!(statement(&files, id).as_deref(), Some(sentence), "{id}");
    });
    let feed = text(&files, "site/subprocessors.atom");
    assert!(feed.contains("databases of Example Inc. Data: names, addresses; logs.<"), "{feed}");
    // A name that the public may not see is not in sentences.
    for file in ["answers.yaml", "questionnaires.yaml"] {
        std::fs::remove_file(dir.path().join("data").join(file)).unwrap();
    }
    let vendor = dir.path().join("data/vendor.yaml");
    let own = std::fs::read_to_string(&vendor).unwrap();
    std::fs::write(&vendor, own.replace("audience: public", "audience: nda")).unwrap();
    let sentence = statement(&build(dir.path(), &[]), "practice/use/summary").unwrap();
    assert!(
        sentence.starts_with("No personal data is transmitted to the servers of the vendor."),
        "{sentence}"
    );
}

/// Qualifiers are kept in every sentence made of a field.
#[test]
fn a_qualified_duration_is_repeated_with_its_qualifier() {
    let cases = [
        ("2 business days", "Example Software responds to reports within 2 business days."),
        (
            "typically within 2 business days",
            "Example Software responds to reports typically within 2 business days.",
        ),
        (
            "within typically 2 business days",
            "Example Software responds to reports typically within 2 business days.",
        ),
        ("usually 1 week", "Example Software responds to reports usually within 1 week."),
        ("up to 5 days", "Example Software responds to reports in up to 5 days."),
    ];
    each_case(cases, |(written, sentence)| {
        let dir = support::copy(&case("topics"));
        let programme = format!(
            "channels: {{name: an e-mail, email: security@example.com}}\nresponse: {written}\naudience: \
             public\nsource: page\n"
        );
        support::put(dir.path(), "data/programme.yaml", programme);
        let host = "host: {name: Host, purpose: hosting, notice: at least 30 days, audience: public, \
                    source: page}\n";
        support::put(dir.path(), "data/subprocessors.yaml", host);
        let files = build(dir.path(), &[]);
        assert_eq!(statement(&files, "programme/response").unwrap(), sentence);
        assert!(statement(&files, "programme/summary").unwrap().ends_with(sentence));
        assert_eq!(
            statement(&files, "subprocessor/host/notice").unwrap(),
            "Customers are notified of changes to the use of Host as a subprocessor at least 30 days in \
             advance."
        );
    });
}

/// A future start is on the page and in the feed, whether or not customers were notified.
#[test]
fn a_planned_subprocessor_is_on_the_page_and_in_the_feed() {
    let dir = support::copy(&case("topics"));
    let host =
        "host: {name: Later Hosting, purpose: hosting, since: 2026-03-01, audience: public, source: page}\n";
    support::put(dir.path(), "data/subprocessors.yaml", host);
    let files = build(dir.path(), &[]);
    assert!(text(&files, "site/data.html").contains("(from 1 March 2026)"));
    let feed = text(&files, "site/subprocessors.atom");
    assert!(
        feed.contains("From 1 March 2026, Later Hosting will be a subprocessor. Purpose: hosting.")
            && !feed.contains("were told"),
        "{feed}"
    );
    let files = build(dir.path(), &["--as-of", "2026-03-01"]);
    assert!(text(&files, "site/subprocessors.atom").contains("became a subprocessor on 1 March 2026"));
}

/// The language of a page is that of its templates, whatever the settings say.
#[test]
fn english_text_is_not_marked_as_german() {
    let dir = support::copy(&case("topics"));
    support::put(dir.path(), "data/site.yaml", "language: de\n");
    let host = "host: {name: Host, purpose: hosting, since: 2025-03-01, audience: public, source: page}\n";
    support::put(dir.path(), "data/subprocessors.yaml", host);
    let files = build(dir.path(), &[]);
    for (path, words) in
        every_text(&files).filter(|(path, _)| path.ends_with(".html") || path.ends_with(".atom"))
    {
        assert!(words.contains("lang=\"en\"") && !words.contains("lang=\"de\""), "{path}");
    }
    // The languages of reports are stated only if the data states them.
    assert!(!text(&files, SECURITY_TXT).contains("Preferred-Languages"));
    // If every template that words a page is the vendor's own, the language is that of the settings.
    for file in [
        "regions.yaml",
        "policies.yaml",
        "questionnaires.yaml",
        "answers.yaml",
        "subprocessors.yaml",
        "programme.yaml",
    ] {
        std::fs::remove_file(dir.path().join("data").join(file)).unwrap();
    }
    let none = "```statements\neach: cookie\nsections: [name]\n```\n";
    support::put(dir.path(), "templates/pages/procurement.md", format!("---\ntitle: Keine\n---\n{none}"));
    support::put(
        dir.path(),
        "templates/pages/index.md",
        "---\ntitle: Sicherheit\n---\n```statements\neach: vendor\nsections: [name]\n```\n",
    );
    for kind in ["vendor", "contact", "source"] {
        support::put(
            dir.path(),
            &format!("templates/statements/{kind}.md"),
            "# name\n{% if it.name %}{{ it.name }} ist hier genannt.{% endif %}\n",
        );
    }
    let files = build(dir.path(), &[]);
    let index = text(&files, "site/index.html");
    assert!(index.contains("<html lang=\"en\">") && index.contains("<div lang=\"de\">"), "{index}");
}

/// Right-to-left names are isolated, so that source numbers stay beside them.
#[test]
fn right_to_left_names_are_isolated() {
    let dir = support::copy(&case("topics"));
    let host = "host: {name: شركة الاستضافة, purpose: hosting, since: 2025-01-01, website: \
         \"https://example.com\", audience: public, source: page}\nmixed: {name: \"Acme (שלום) Ltd\", \
         purpose: hosting, since: 2025-01-01, audience: public, source: page}\n";
    support::put(dir.path(), "data/subprocessors.yaml", host);
    support::put(
        dir.path(),
        "data/sources.yaml",
        "page: {title: دليل الأمان, audience: public, dated: 2025-01-01}\n",
    );
    support::put(
        dir.path(),
        "templates/pages/names.md",
        "---\ntitle: Names\n---\n```statements\neach: subprocessor\nsections: [summary]\n```\n",
    );
    let files = pages_alone(dir.path());
    let names = text(&files, "names.html");
    assert!(names.contains("<bdi>شركة الاستضافة</bdi> is a subprocessor"), "{names}");
    assert!(names.contains("Acme (<bdi>שלום</bdi>) Ltd is a subprocessor"), "{names}");
    assert!(names.contains("<bdi>دليل الأمان</bdi>"), "{names}");
    for (path, words) in every_text(&files).filter(|(path, _)| path.ends_with(".html")) {
        let page = Html::parse_document(&words);
        assert!(page.errors.is_empty(), "{path}: {:?}", page.errors);
        for node in page.tree.nodes() {
            let Some(found) =
                node.value().as_text().filter(|it| it.chars().any(factum::markup::is_right_to_left))
            else {
                continue;
            };
            let apart = node.ancestors().any(|ancestor| {
                ancestor
                    .value()
                    .as_element()
                    .is_some_and(|it| matches!(it.name(), "bdi" | "title" | "text" | "desc"))
            });
            assert!(apart, "{path}: {}", found.text);
        }
    }
}
