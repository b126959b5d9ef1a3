//! What pages say is not stronger than the facts: cases in `tests/cases/pages`.

use crate::support::{
    self, each_case,
    legal::{AUTUMN, Workspace},
};
use std::{collections::BTreeMap, fmt::Write, path::Path};

use factum::{
    answer::answer,
    audience_view::AudienceView,
    check::check,
    document::compose,
    fact::{Audience, parse_date},
    load::load,
    render::{RenderContext, html_alone},
    statement::generate,
};
use scraper::{Html, Selector};
use serde_json::Value as Json;

fn case(name: &str) -> std::path::PathBuf {
    support::sample().join("tests/cases/pages").join(name)
}

/// The files of a build for the public.
fn build(root: &Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let output = support::factum(root, &[&["build"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
    support::tree(&root.join("out/public"))
}

fn text<'f>(files: &'f BTreeMap<String, Vec<u8>>, path: &str) -> &'f str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Json {
    serde_json::from_str(text(files, path)).unwrap()
}

/// The words of a statement in `facts.json`; `None` if there is no statement.
fn statement(files: &BTreeMap<String, Vec<u8>>, id: &str) -> Option<String> {
    let facts = json(files, "facts.json");
    let found = facts["statements"].as_array().unwrap().iter().find(|it| it["id"] == id)?;
    Some(found["text"].as_str().unwrap().to_owned())
}

/// Own, inherited, self-assessed, aligned and none at all are distinguished in words, colour and verdict.
#[test]
fn the_holder_of_a_certificate_is_stated() {
    let dir = support::copy(&case("standings"));
    let files = build(dir.path(), &[]);
    let facts = json(&files, "facts.json");
    let page = Html::parse_document(text(&files, "site/certifications.html"));
    let rows: Vec<_> = page.select(&Selector::parse("tbody tr").unwrap()).collect();
    let mut out = String::new();
    for (id, fact) in facts["facts"]["certification"].as_object().unwrap() {
        let said =
            |section: &str| statement(&files, &format!("certification/{id}/{section}")).unwrap_or_default();
        let marked = format!("[data-statement='certification/{id}/status']");
        let row =
            rows.iter().find(|it| it.select(&Selector::parse(&marked).unwrap()).next().is_some()).unwrap();
        let tone = row
            .select(&Selector::parse(".tone").unwrap())
            .next()
            .map_or("plain", |it| it.attr("class").unwrap().trim_start_matches("tone "));
        let word = |name: &str| fact[name].as_str().unwrap();
        writeln!(
            out,
            "{id}: {}, {tone}, {}, is_current {}",
            word("state"),
            word("verdict"),
            fact["is_current"]
        )
        .unwrap();
        writeln!(out, "  {} | {} | {}", said("form"), said("status"), said("validity")).unwrap();
        writeln!(out, "  {}", said("summary")).unwrap();
    }
    let chart = support::factum(dir.path(), &["timeline"]);
    writeln!(out, "\n{}", support::stdout(&chart).trim_end()).unwrap();
    support::golden(&case("standings").join("expected.txt"), &out);
}

const RENEWED: &str = "
iso:
  {name: ISO 27001, framework: ISO 27001, form: certificate, audience: public, source: page, scope: all, auditor: A, history: [
    {state: current, from: 2023-03-01, until: 2026-02-28}, {state: current, from: 2026-02-01, until: 2029-01-31}]}
";

/// A renewal that is entered before the old term ends: the old term until the new one begins, then the new
/// one.
#[test]
fn a_renewal_may_begin_before_the_old_term_ends() {
    let dir = support::copy(&case("standings"));
    support::put(dir.path(), "data/certifications.yaml", RENEWED);
    let cases = [
        ("2026-01-01", "1 March 2023 to 28 February 2026"),
        ("2026-01-31", "1 March 2023 to 28 February 2026"),
        ("2026-02-01", "1 February 2026 to 31 January 2029"),
        ("2026-03-01", "1 February 2026 to 31 January 2029"),
    ];
    each_case(cases, |(day, term)| {
        let files = build(dir.path(), &["--as-of", day]);
        assert_eq!(statement(&files, "certification/iso/validity").unwrap(), term, "{day}");
        assert_eq!(statement(&files, "certification/iso/status").unwrap(), "Certified", "{day}");
    });
    // The old term does not count as one that ends.
    let calendar = support::factum(dir.path(), &["calendar", "--as-of", "2026-01-01", "--days", "90"]);
    assert!(!support::stdout(&calendar).contains("certificate ends"), "{}", support::stdout(&calendar));
    let chart = support::stdout(&support::factum(dir.path(), &["timeline", "--as-of", "2026-03-01"]));
    assert!(
        chart.contains("2023-03-01  2026-01-31  Certified")
            && chart.contains("2026-02-01  2029-01-31  Certified"),
        "{chart}"
    );
}

/// To record a day that was not stated before takes nothing back.
#[test]
fn adding_a_date_is_not_a_weakening() {
    let cases = [
        ("certifications.yaml", "{state: current}", "{state: current, from: 2025-03-01}"),
        ("certifications.yaml", "{state: current}", "{state: current, from: 2025-03-01, until: 2027-02-28}"),
        ("certifications.yaml", "{state: in-progress}", "{state: in-progress, expected: 2026-12-01}"),
        ("certifications.yaml", "{state: in-progress}", "{state: in-progress, from: 2025-03-01}"),
        (
            "certifications.yaml",
            "form: attestation}",
            "form: attestation, period: {from: 2024-01-01, until: 2024-12-31}}",
        ),
        ("subprocessors.yaml", "purpose: hosting,", "purpose: hosting, since: 2024-01-01,"),
        ("subprocessors.yaml", "purpose: hosting,", "purpose: hosting, notified: 2024-01-01,"),
        ("policies.yaml", "name: Policy,", "name: Policy, approved: 2025-01-01, next_review: 2027-01-01,"),
        ("sources.yaml", "title: Security page,", "title: Security page, dated: 2025-01-01,"),
    ];
    each_case(cases, |(file, before, after)| {
        let workspace = Workspace::at(&case("dates"), AUTUMN);
        workspace.approve_all();
        workspace.edit(&format!("data/{file}"), |text| {
            assert!(text.contains(before), "{file} has no {before}");
            text.replace(before, after)
        });
        let review = workspace.review(&[]);
        assert!(!review.contains("Weakened"), "{after}\n{review}");
    });
}

const SECURITY_TXT: &str = "site/.well-known/security.txt";

/// The expiry of a security.txt is read from the file that was built, not calculated from the current day.
#[test]
fn an_expiring_security_txt_of_a_build_is_reported() {
    let dir = support::copy(&case("standings"));
    let calendar = |day: &str, days: &str| {
        support::stdout(&support::factum(dir.path(), &["calendar", "--as-of", day, "--days", days]))
    };
    assert!(
        calendar("2026-01-05", "200").contains("2026-07-04  in 180 days"),
        "{}",
        calendar("2026-01-05", "200")
    );
    build(dir.path(), &["--as-of", "2026-01-05"]);
    let check = |day: &str| support::stdout(&support::factum(dir.path(), &["check", "--as-of", day]));
    assert!(!check("2026-07-03").contains("security.txt built"), "{}", check("2026-07-03"));
    let found = check("2026-11-26");
    assert!(found.contains("the security.txt built on 2026-01-05 expired 145 days ago"), "{found}");
    assert!(found.contains("out/public/site/.well-known/security.txt:2"), "{found}");
    let listed = calendar("2026-11-26", "60");
    assert!(listed.contains("Overdue") && listed.contains("2026-07-04  145 days ago"), "{listed}");
    assert!(listed.contains("security.txt (public), built on 2026-01-05"), "{listed}");
    // What is in `out/` is anybody's: links, and files that are too large or not text, count as not there.
    let path = dir.path().join("out/public").join(SECURITY_TXT);
    let cases = [
        vec![b' '; 40 << 10],
        b"\xff\xfe\nExpires: 2020-01-01T00:00:00Z\n".to_vec(),
        b"Expires: 2026-02-3\xc3\xa4\n".to_vec(),
    ];
    each_case(cases, |hostile| {
        std::fs::write(&path, hostile).unwrap();
        assert!(!check("2026-11-26").contains("security.txt that"), "{}", check("2026-11-26"));
    });
    #[cfg(unix)]
    {
        std::fs::remove_file(&path).unwrap();
        let outside = dir.path().join("elsewhere");
        std::fs::write(&outside, "Expires: 2020-01-01T00:00:00Z\n").unwrap();
        std::os::unix::fs::symlink(&outside, &path).unwrap();
        assert!(!check("2026-11-26").contains("the security.txt"), "{}", check("2026-11-26"));
    }
}

/// Each page for the public, on its own: nothing is set in fonts.
fn pages_alone(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let on = parse_date("2026-01-01").unwrap();
    let loaded = load(root).unwrap();
    let sound = check(&loaded, on, false).sound.unwrap();
    let (statements, _) =
        generate(AudienceView::new(sound, Audience::Public, on), &loaded.templates, &loaded.sources);
    let (answered, _) = answer(sound, &statements, &loaded.sources);
    let (publication, _) = compose(sound, statements, answered, &loaded.templates, &loaded.sources);
    let material = RenderContext {
        publication: &publication,
        site: &loaded.facts.site,
        templates: &loaded.templates,
        sources: &loaded.sources,
    };
    publication
        .pages
        .iter()
        .map(|it| (format!("{}.html", it.name), html_alone(&material, it).unwrap()))
        .collect()
}

fn every_text(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, String)> {
    files.iter().map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into_owned()))
}

/// Who approved is for the vendor's own people; that and when it was approved is for all.
#[test]
fn approver_names_are_internal() {
    let workspace = Workspace::at(&case("topics"), AUTUMN);
    let tally = |audience: &str| {
        workspace.clean(&["build", "--audience", audience]);
        let files = support::tree(&workspace.path(&format!("out/{audience}")));
        let page = text(&files, "site/questionnaire-all.html").to_owned();
        (files, page)
    };
    assert!(tally("public").1.contains("1 of 2 questions answered; no answer has been approved yet."));
    workspace.approve_all();
    let cases = ["public", "nda", "internal"];
    each_case(cases, |audience| {
        let (files, page) = tally(audience);
        assert!(page.contains("1 of 2 questions answered; all answers are approved."), "{audience}: {page}");
        let named: Vec<_> = every_text(&files)
            .filter(|(_, it)| it.contains("Jane"))
            .map(|(path, _)| path.to_owned())
            .collect();
        assert_eq!(named.is_empty(), audience != "internal", "{audience}: {named:?}");
        assert!(page.contains("approved on 2026-10-01") || audience == "internal", "{page}");
    });
    // What goes out for a customer's file names neither the approver nor who decided.
    support::put(
        workspace.root(),
        "asked.csv",
        "Question,Answer\nWhat is the legal name of your company?,\nDo you keep a zoo?,\n",
    );
    let asked = workspace.path("asked.csv");
    workspace.clean(&["answer", asked.to_str().unwrap(), "--audience", "nda"]);
    let review = "out/nda/questionnaires/asked/review.yaml";
    workspace
        .edit(review, |it| it.replace("    decision: {}\n", "    decision: {text: No., by: Jane Roe}\n"));
    workspace.clean(&["answer", asked.to_str().unwrap(), "--audience", "nda"]);
    let mut files = support::tree(&workspace.path("out/nda/questionnaires/asked"));
    assert!(String::from_utf8(files.remove("review.yaml").unwrap()).unwrap().contains("Jane Roe"));
    let named: Vec<_> =
        every_text(&files).filter(|(_, it)| it.contains("Jane")).map(|(path, _)| path.to_owned()).collect();
    assert!(named.is_empty(), "{named:?}");
    assert!(text(&files, "answers.json").contains("decided by a person"), "{}", text(&files, "answers.json"));
}

/// Who approved an answer has not approved another question, nor another verdict, that a questionnaire pins
/// it to later.
#[test]
fn questions_and_pinned_verdicts_of_questionnaires_need_approval() {
    let workspace = Workspace::at(&case("topics"), AUTUMN);
    let state = || {
        workspace.clean(&["build"]);
        let files = support::tree(&workspace.path("out/public"));
        let json = text(&files, "questionnaires/all/answers.json");
        let json: serde_json::Value = serde_json::from_str(json).unwrap();
        let states: Vec<_> = json["questions"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|it| it["approval"].as_str())
            .map(str::to_owned)
            .collect();
        (text(&files, "site/questionnaire-all.html").contains("all answers are approved"), states)
    };
    workspace.approve_all();
    assert_eq!(state(), (true, vec!["approved on 2026-10-01".to_owned()]));
    let path = "data/questionnaires.yaml";
    let before = workspace.read(path);
    let pin = before.lines().find(|it| it.contains("answer:")).unwrap().to_owned();
    let cases = ["question: \"What is your legal name, please?\"", "verdict: partial", "section: Company"];
    each_case(cases, |own| {
        workspace.edit(path, |_| before.replace(&pin, &pin.replace("answer:", &format!("{own}, answer:"))));
        assert_eq!(state(), (false, vec!["not yet approved".to_owned()]), "{own}");
    });
}

/// What has nothing in it is neither linked nor announced nor counted, and no page says of all statements
/// what holds of some.
#[test]
fn empty_pages_are_not_linked() {
    let dir = support::copy(&case("topics"));
    let files = build(dir.path(), &[]);
    let index = Html::parse_document(text(&files, "site/index.html"));
    let all = |page: &Html, selector: &str| -> Vec<String> {
        page.select(&Selector::parse(selector).unwrap())
            .map(|it| it.text().collect::<String>().trim().to_owned())
            .collect()
    };
    assert_eq!(
        all(&index, "nav[aria-label='Pages'] a"),
        ["Overview", "Policies", "Data", "Vulnerabilities", "Vendor", "Questionnaires"]
    );
    let announced = all(&index, "main dl dd").join(" ");
    let cases = [
        "bount",
        "earns",
        "cookie",
        "subprocessor",
        "who else",
        "signs",
        "certif",
        "out of scope",
        "Nothing",
    ];
    each_case(cases, |absent| {
        assert!(!announced.to_lowercase().contains(absent), "{absent}: {announced}");
    });
    assert_eq!(all(&index, "main > h2"), ["Data regions", "Reporting a vulnerability", "Contents"]);
    let listed = Html::parse_document(text(&files, "site/questionnaires.html"));
    assert_eq!(all(&listed, "dt"), ["All questions"]);
    assert!(files.keys().all(|it| !it.contains("unanswered")), "{:?}", files.keys());
    for (path, words) in every_text(&files) {
        for claim in
            ["dated, sourced", "dated history", "none can say anything else", "to qualify", "To qualify"]
        {
            assert!(!words.contains(claim), "{path} says `{claim}`");
        }
    }
    // Where nothing at all is said beside the vendor, the contents are not announced either.
    for file in ["programme.yaml", "regions.yaml", "policies.yaml", "questionnaires.yaml", "answers.yaml"] {
        std::fs::remove_file(dir.path().join("data").join(file)).unwrap();
    }
    support::put(
        dir.path(),
        "templates/pages/procurement.md",
        "---\ntitle: None\n---\n```statements\neach: cookie\nsections: [name]\n```\n",
    );
    let files = build(dir.path(), &[]);
    let index = Html::parse_document(text(&files, "site/index.html"));
    assert!(
        all(&index, "main > h2").is_empty() && all(&index, "main > dl").is_empty(),
        "{}",
        text(&files, "site/index.html")
    );
}

/// A vendor that pays no bounties can say so, and no word of qualifying for one is left.
#[test]
fn without_bounties_no_page_mentions_eligibility() {
    let dir = support::copy(&case("topics"));
    let programme = |more: &str| {
        let text = "channels: {name: an e-mail, email: security@example.com}\nothers_welcome: yes\neligibility: [clear steps]\naudience: public\nsource: page\n";
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

/// That other classes earn no bounty is stated only if every bounty is for an eligible class.
#[test]
fn other_classes_are_not_eligible_for_a_bounty_only_if_each_bounty_names_an_eligible_class() {
    let dir = support::copy(&case("topics"));
    let cases = [("class: p0, ", "welcome but are not eligible for a bounty."), ("", "welcome.")];
    each_case(cases, |(class, ending)| {
        let programme = format!(
            "channels: [{{name: mail, email: security@example.com}}]\nclasses: [{{id: p0, name: Severe, description: All of it}}]\n\
             currency: EUR\nbounties: [{{severity: high, {class}least: 100, most: 200}}]\n\
             eligible_classes: [p0]\nothers_welcome: yes\naudience: public\nsource: page\n"
        );
        support::put(dir.path(), "data/programme.yaml", programme);
        let said = statement(&build(dir.path(), &[]), "programme/eligibility").unwrap();
        assert!(said.ends_with(ending), "{said}");
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
            "{facts}clickhouse: {{name: Clickhouse Inc., purpose: databases of Example Inc., since: 2027-01-01, data: ['names, addresses', logs]}}\n"
        ),
    );
    put(
        "regions.yaml",
        &format!(
            "{facts}us: {{name: US, locations: [{{place: 'Chicago, Illinois'}}, {{place: 'Ashburn, Virginia'}}]}}\n"
        ),
    );
    put(
        "practices.yaml",
        &format!("{facts}use: {{name: Use, transmits: no, third_parties: Clickhouse Inc.}}\n"),
    );
    put(
        "measures.yaml",
        &format!(
            "{facts}rest: {{name: At rest, topic: encryption, statement: Data is encrypted with AES-256., details: AES-256}}\n"
        ),
    );
    let files = build(dir.path(), &[]);
    let cases = [
        ("region/us/summary", "The US data region is located in Chicago, Illinois; and Ashburn, Virginia."),
        (
            "practice/use/summary",
            "No personal data is transmitted to the servers of Example Software. Personal data is disclosed to Clickhouse Inc.",
        ),
        ("measure/rest/summary", "Data is encrypted with AES-256."),
        ("subprocessor/clickhouse/data", "Names, addresses; and logs"),
    ];
    each_case(cases, |(id, said)| {
        assert_eq!(statement(&files, id).as_deref(), Some(said), "{id}");
    });
    let feed = text(&files, "site/subprocessors.atom");
    assert!(feed.contains("databases of Example Inc. Data: names, addresses; logs.<"), "{feed}");
    // A name that the public may not know is not in sentences.
    for file in ["answers.yaml", "questionnaires.yaml"] {
        std::fs::remove_file(dir.path().join("data").join(file)).unwrap();
    }
    let vendor = dir.path().join("data/vendor.yaml");
    let own = std::fs::read_to_string(&vendor).unwrap();
    std::fs::write(&vendor, own.replace("audience: public", "audience: nda")).unwrap();
    let said = statement(&build(dir.path(), &[]), "practice/use/summary").unwrap();
    assert!(said.starts_with("No personal data is transmitted to the servers of the vendor."), "{said}");
}

/// Qualifiers survive into every sentence made of a field.
#[test]
fn a_qualified_duration_is_repeated_with_its_qualifier() {
    let cases = [
        ("2 business days", "Example Software follows up on reports within 2 business days."),
        (
            "typically within 2 business days",
            "Example Software follows up on reports typically within 2 business days.",
        ),
        (
            "within typically 2 business days",
            "Example Software follows up on reports typically within 2 business days.",
        ),
        ("usually 1 week", "Example Software follows up on reports usually within 1 week."),
        ("up to 5 days", "Example Software follows up on reports in up to 5 days."),
    ];
    each_case(cases, |(written, said)| {
        let dir = support::copy(&case("topics"));
        let programme = format!(
            "channels: {{name: an e-mail, email: security@example.com}}\nresponse: {written}\naudience: public\nsource: page\n"
        );
        support::put(dir.path(), "data/programme.yaml", programme);
        let host = "host: {name: Host, purpose: hosting, notice: at least 30 days, audience: public, source: page}\n";
        support::put(dir.path(), "data/subprocessors.yaml", host);
        let files = build(dir.path(), &[]);
        assert_eq!(statement(&files, "programme/response").unwrap(), said);
        assert!(statement(&files, "programme/summary").unwrap().ends_with(said));
        assert_eq!(
            statement(&files, "subprocessor/host/notice").unwrap(),
            "Customers are notified of changes to the use of Host as a subprocessor at least 30 days in advance."
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

/// Pages are in the language of the templates that word them, whatever the settings say.
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
    // In which languages reports are read is said where that is stated.
    assert!(!text(&files, SECURITY_TXT).contains("Preferred-Languages"));
    // Where every template that words a page is the vendor's own, its language is the one of the settings.
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

/// A finding is acknowledged in the entry; the reason is for the vendor's own people.
#[test]
fn an_acknowledgement_hides_the_finding_of_one_entry_only() {
    let dir = support::copy(&case("topics"));
    let regions = |acknowledged: &str| {
        let region = |id: &str, other: &str, more: &str| {
            format!(
                "{id}: {{name: {id}, locations: {{place: P, zone: z}}, isolated_from: {other}, audience: public, source: page{more}}}\n"
            )
        };
        let text = region("us", "hipaa", acknowledged) + &region("hipaa", "us", "") + &region("eu", "us", "");
        support::put(dir.path(), "data/regions.yaml", text);
        support::stdout(&support::factum(dir.path(), &["check"]))
    };
    let errors = |it: &str| it.matches("error[conflicting-statements]").count();
    assert_eq!(errors(&regions("")), 2);
    let found =
        regions(", acknowledge: {finding: conflicting-statements, reason: Zqx accounts of their own.}");
    assert!(errors(&found) == 1 && found.contains("`region/eu` is isolated"), "{found}");
    // It must be known, changeable, and in the entry.
    assert!(regions(", acknowledge: {finding: conflicting, reason: No.}").contains("unknown-code"));
    assert!(
        regions(", acknowledge: {finding: template-error, reason: No.}")
            .contains("`template-error` cannot be acknowledged")
    );
    assert!(regions(", acknowledge: {finding: conflicting-statements}").contains("`reason` is missing"));
    support::put(
        dir.path(),
        "data/regions.yaml",
        "defaults: {acknowledge: {finding: not-stated, reason: All of them.}}\n",
    );
    assert!(support::stdout(&support::factum(dir.path(), &["check"])).contains("not to a whole file"));
    support::put(
        dir.path(),
        "data/regions.yaml",
        "us: {name: us, audience: public, source: {of: page, quote: Zqx quoted.}, acknowledge: {finding: not-stated, reason: Zqx none.}}\n",
    );
    let cases = ["public", "nda", "internal"];
    each_case(cases, |audience| {
        let output = support::factum(dir.path(), &["build", "--audience", audience]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        let files = support::tree(&dir.path().join("out").join(audience));
        assert_eq!(
            every_text(&files).any(|(_, it)| it.contains("Zqx")),
            audience == "internal",
            "{audience}"
        );
    });
}

/// security.txt lists only what takes vulnerability reports, the preferred channel first.
#[test]
fn security_txt_lists_reporting_channels_in_order() {
    let dir = support::copy(&case("topics"));
    let programme = "channels: [{name: a form, url: \"https://example.com/form\"}, {name: an e-mail, email: security@example.com}]\naudience: public\nsource: page\n";
    support::put(dir.path(), "data/programme.yaml", programme);
    let contacts = "defaults: {audience: public, source: page}\n\
                    desk: {roles: [security-incident, security-questions], email: desk@example.com, primary: yes}\n\
                    other: {roles: vulnerability-report, email: other@example.com}\n\
                    first: {roles: vulnerability-report, email: security@example.com, primary: yes}\n";
    support::put(dir.path(), "data/contacts.yaml", contacts);
    let files = build(dir.path(), &[]);
    let listed: Vec<_> =
        text(&files, SECURITY_TXT).lines().filter_map(|it| it.strip_prefix("Contact: ")).collect();
    assert_eq!(
        listed,
        ["https://example.com/form", "mailto:security@example.com", "mailto:other@example.com"]
    );
}

/// Names that run from right to left are set apart, so that the marks of sources stay beside them.
#[test]
fn right_to_left_names_are_isolated() {
    let dir = support::copy(&case("topics"));
    let host = "host: {name: شركة الاستضافة, purpose: hosting, since: 2025-01-01, website: \"https://example.com\", audience: public, source: page}\n\
                mixed: {name: \"Acme (שלום) Ltd\", purpose: hosting, since: 2025-01-01, audience: public, source: page}\n";
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
