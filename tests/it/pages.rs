//! Pages are not stronger than the facts: cases in `tests/cases/pages`.

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

pub fn case(name: &str) -> std::path::PathBuf {
    support::sample().join("tests/cases/pages").join(name)
}

/// The files of a public build.
pub fn build(root: &Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let output = support::factum(root, &[&["build"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
    support::tree(&root.join("out/public"))
}

pub fn text<'f>(files: &'f BTreeMap<String, Vec<u8>>, path: &str) -> &'f str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Json {
    serde_json::from_str(text(files, path)).unwrap()
}

/// The text of a statement in `facts.json`; `None` if there is no such statement.
pub fn statement(files: &BTreeMap<String, Vec<u8>>, id: &str) -> Option<String> {
    let facts = json(files, "facts.json");
    let found = facts["statements"].as_array().unwrap().iter().find(|it| it["id"] == id)?;
    Some(found["text"].as_str().unwrap().to_owned())
}

/// Own, inherited, self-assessed, aligned and missing certificates differ in text, colour and verdict.
#[test]
fn the_holder_of_a_certificate_is_stated() {
    let dir = support::copy(&case("statuses"));
    let files = build(dir.path(), &[]);
    let facts = json(&files, "facts.json");
    let page = Html::parse_document(text(&files, "site/certifications.html"));
    let rows: Vec<_> = page.select(&Selector::parse("tbody tr").unwrap()).collect();
    let mut out = String::new();
    for (id, fact) in facts["facts"]["certification"].as_object().unwrap() {
        let statement_text =
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
        writeln!(
            out,
            "  {} | {} | {}",
            statement_text("form"),
            statement_text("status"),
            statement_text("validity")
        )
        .unwrap();
        writeln!(out, "  {}", statement_text("summary")).unwrap();
    }
    let chart = support::factum(dir.path(), &["timeline"]);
    writeln!(out, "\n{}", support::stdout(&chart).trim_end()).unwrap();
    support::golden(&case("statuses").join("expected.txt"), &out);
}

const EMPTY_CELLS: &str = "
iso: {name: ISO 27001, framework: ISO 27001, form: certificate, history: [{state: current}]}
type-one: {name: SOC 2 Type I, framework: SOC 2, form: attestation, history: [{state: current}]}
type-two: {name: SOC 2 Type II, framework: SOC 2, form: attestation, scope: All, report: {available: upon \
                           request},
  auditor: A, period: {from: 2024-01-01, until: 2024-12-31}, history: [{state: current, from: 2025-02-01}]}
self: {name: C5, framework: C5, form: attestation, held: self-assessed, history: [{state: current, from: \
                           2025-01-01}]}
aligned: {name: NIST CSF, framework: NIST CSF, form: attestation, held: aligned}
none: {name: HIPAA, framework: HIPAA, form: attestation, history: [{state: not-held}]}
planned: {name: PCI DSS, framework: PCI DSS, form: attestation, auditor: A, history: [{state: planned}]}
";

/// A certificate has no period that it covers, and nobody audits a self-assessment: an empty cell does not
/// say that this is not stated.
#[test]
fn cells_for_which_there_is_nothing_to_state_say_so() {
    let dir = support::copy(&case("statuses"));
    let entries = EMPTY_CELLS.replace(": {name", ": {audience: public, source: page, name");
    support::put(dir.path(), "data/certifications.yaml", entries);
    let files = build(dir.path(), &[]);
    let page = Html::parse_document(text(&files, "site/certifications.html"));
    let selector = |it: &str| Selector::parse(it).unwrap();
    let mut rows = BTreeMap::new();
    for row in page.select(&selector("tbody tr")) {
        let named = row.select(&selector("[data-statement$='/name']")).next().unwrap();
        let id = named.value().attr("data-statement").unwrap();
        for cell in row.select(&selector("td")) {
            let head = cell.value().attr("data-label").unwrap();
            let absent = cell.select(&selector(".absent")).next();
            let why = absent.map(|it| it.value().attr("title").unwrap());
            rows.insert((id, head), why);
        }
    }
    let none = Some("not applicable");
    let unknown = Some("not stated");
    for (name, head, why) in [
        ("iso", "Period covered", none),
        ("iso", "Scope", unknown),
        ("iso", "Validity or report date", unknown),
        ("type-one", "Period covered", none),
        ("type-one", "Auditor or certification body", unknown),
        ("type-two", "Period covered", None),
        ("self", "Auditor or certification body", none),
        ("self", "Period covered", none),
        ("aligned", "Auditor or certification body", none),
        ("aligned", "Period covered", none),
        ("aligned", "Availability", none),
        ("none", "Validity or report date", none),
        ("none", "Period covered", none),
        ("none", "Scope", none),
        ("none", "Auditor or certification body", none),
        ("none", "Availability", none),
        ("planned", "Validity or report date", none),
        ("planned", "Period covered", none),
        ("planned", "Scope", unknown),
    ] {
        let cell = rows[&(format!("certification/{name}/name").as_str(), head)];
        assert_eq!(cell, why, "{name}: {head}");
    }
}

const RENEWED: &str = "
iso:
  {name: ISO 27001, framework: ISO 27001, form: certificate, audience: public, source: page, scope: all, \
                       auditor: A, history: [
    {state: current, from: 2023-03-01, until: 2026-02-28}, {state: current, from: 2026-02-01, until: \
                       2029-01-31}]}
";

/// A renewal that is entered before the old term ends: the old term until the new one begins, then the new
/// one.
#[test]
fn a_renewal_may_begin_before_the_old_term_ends() {
    let dir = support::copy(&case("statuses"));
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
    // The old term is not reported as ending.
    let calendar = support::factum(dir.path(), &["calendar", "--as-of", "2026-01-01", "--days", "90"]);
    assert!(!support::stdout(&calendar).contains("certificate ends"), "{}", support::stdout(&calendar));
    let chart = support::stdout(&support::factum(dir.path(), &["timeline", "--as-of", "2026-03-01"]));
    assert!(
        chart.contains("2023-03-01  2026-01-31  Certified")
            && chart.contains("2026-02-01  2029-01-31  Certified"),
        "{chart}"
    );
}

/// Adding a missing date is not a withdrawal.
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

/// Each public page as a standalone page; no text is set in fonts.
pub fn pages_alone(root: &Path) -> BTreeMap<String, Vec<u8>> {
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

pub fn every_text(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, String)> {
    files.iter().map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into_owned()))
}

/// The name of the approver is internal; the approval and its date are public.
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
    // The output for a customer's file names neither the approver nor the person who decided.
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

/// An approval of an answer does not cover another question or verdict to which a questionnaire pins it
/// later.
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

/// Empty pages are not linked, announced or counted, and no page generalises from some statements to all.
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
    // If only the vendor has statements, the contents are not announced either.
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

/// A finding is acknowledged in the entry; the reason is internal.
#[test]
fn an_acknowledgement_hides_the_finding_of_one_entry_only() {
    let dir = support::copy(&case("topics"));
    let regions = |acknowledged: &str| {
        let region = |id: &str, other: &str, more: &str| {
            format!(
                "{id}: {{name: {id}, locations: {{place: P, zone: z}}, isolated_from: {other}, audience: \
                 public, source: page{more}}}\n"
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
    // The code must be known, acknowledgeable, and in the entry.
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
        "us: {name: us, audience: public, source: {of: page, quote: Zqx quoted.}, acknowledge: {finding: \
         not-stated, reason: Zqx none.}}\n",
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
