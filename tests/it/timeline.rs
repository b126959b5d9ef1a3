//! The timeline of certifications: its content, well-formedness, and no unstated dates.

#[cfg(feature = "pdf")]
use crate::support::pdf;
use crate::support::{self, each_case};
use quick_xml::{Reader, events::Event};
use scraper::{Html, Selector};
use serde_json::Value as Json;

fn case() -> std::path::PathBuf {
    support::sample().join("tests/cases/timeline")
}

fn timeline(arguments: &[&str]) -> String {
    let all: Vec<_> = ["timeline"].into_iter().chain(arguments.iter().copied()).collect();
    let output = support::factum(&case(), &all);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    support::stdout(&output)
}

/// The elements of a picture with their attributes.
fn elements(svg: &str) -> Vec<(String, std::collections::BTreeMap<String, String>)> {
    let mut reader = Reader::from_str(svg);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(it) | Event::Empty(it) => {
                let attribute = |it: quick_xml::events::attributes::Attribute| {
                    (it.key.0.to_owned(), it.value.to_string())
                };
                let attributes = it.attributes().map(|it| attribute(it.unwrap())).collect();
                found.push((it.name().0.to_owned(), attributes));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn the_timeline_is_available_as_text() {
    support::golden(&case().join("histories.txt"), &timeline(&[]));
    support::golden(&case().join("histories-2024.txt"), &timeline(&["--as-of", "2024-01-01"]));
}

#[test]
fn the_timeline_hides_other_audiences_and_future_states() {
    let cases = ["human", "svg", "html", "json"];
    each_case(cases, |format| {
        let public = timeline(&["--format", format]);
        assert!(!public.contains("PCI DSS") && public.contains("TISAX"), "{format}");
        assert!(timeline(&["--format", format, "--audience", "nda"]).contains("PCI DSS"), "{format}");
        // A dated alignment is drawn like a self-assessment, and named.
        assert!(
            public.contains("CSA STAR") && public.to_lowercase().contains("aligned (not audited)"),
            "{format}"
        );
        let before = timeline(&["--format", format, "--as-of", "2024-01-01"]);
        assert!(
            !before.contains("C5")
                && !before.to_lowercase().contains("withdrawn")
                && !before.contains("2025"),
            "{format}: {before}"
        );
    });
}

#[test]
fn the_image_is_well_formed_and_within_its_bounds() {
    let svg = timeline(&["--format", "svg"]);
    assert_eq!(svg, timeline(&["--format", "svg"]));
    let elements = elements(&svg);
    let (name, root) = &elements[0];
    assert_eq!((name.as_str(), root["role"].as_str()), ("svg", "img"));
    let (width, height): (i64, i64) = (root["width"].parse().unwrap(), root["height"].parse().unwrap());
    let count = |of: &str| elements.iter().filter(|(name, _)| name == of).count();
    assert_eq!((count("title"), count("desc"), count("script"), count("b")), (1, 1, 0, 0));
    for (name, attributes) in elements.iter().filter(|(name, it)| name == "rect" && it.contains_key("x")) {
        let number = |of: &str| attributes[of].parse::<i64>().unwrap();
        let inside = number("x") >= 0
            && number("x") + number("width") <= width
            && number("y") + number("height") <= height;
        assert!(inside && number("width") > 0, "{name} {attributes:?}");
    }
    assert!(svg.contains("BSI C5 &lt;b&gt;&amp;amp; &#39;more&#39;&lt;/b&gt;"), "{svg}");
}

#[test]
fn undated_states_are_not_drawn_as_dated() {
    let json: Json = serde_json::from_str(&timeline(&["--format", "json"])).unwrap();
    let rows = json["rows"].as_array().unwrap();
    let iso = rows.iter().find(|it| it["fact"] == "certification/iso-27001").unwrap();
    for state in iso["states"].as_array().unwrap() {
        assert_eq!(state["from_stated"], false);
    }
    assert!(iso["states"][0]["from"].is_null());
    let undated: usize = rows
        .iter()
        .flat_map(|it| it["states"].as_array().unwrap())
        .filter(|it| it["from_stated"] == false || it["until_stated"] == false)
        .count();
    let drawn = elements(&timeline(&["--format", "svg"]));
    let dashed = drawn
        .iter()
        .filter(|(name, it)| name == "rect" && it.get("class").is_some_and(|it| it.ends_with(" undated")))
        .count();
    // One more is in the legend.
    assert_eq!(dashed, undated + 1);
    // Without a date there is nothing to draw.
    let none = support::factum(&support::sample().join("tests/cases/history"), &["timeline"]);
    assert_eq!((none.status.code(), support::stdout(&none).as_str()), (Some(0), ""));
    assert!(support::stderr(&none).contains("states a start or end date"), "{}", support::stderr(&none));
}

#[test]
fn pages_and_pdfs_show_the_timeline_with_a_text_alternative() {
    let dir = support::copy(&case());
    let output = support::factum(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let files = support::tree(&dir.path().join("out/public"));
    let text = std::str::from_utf8(&files["site/certifications.html"]).unwrap();
    let page = Html::parse_document(text);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let all = |it: &str| page.select(&Selector::parse(it).unwrap()).collect::<Vec<_>>();
    assert_eq!(all("figure.timeline svg[role='img'][aria-label] > title").len(), 1);
    assert_eq!(all("figure.timeline details li").len(), 7);
    // The page's policy does not allow inline styles.
    assert_eq!(all("figure.timeline [style], figure.timeline style").len(), 0);
    for class in all("figure.timeline svg [class]").iter().flat_map(|it| it.attr("class").unwrap().split(' '))
    {
        assert!(
            text.contains(&format!(".timeline .{class}")) || class == "on" || class == "label",
            "no style for {class}"
        );
    }
    let words: String = all("figure.timeline details li").iter().flat_map(|it| it.text()).collect();
    let cases = [
        "report issued 21 December 2025, considered current until 20 December 2026",
        "not covered by a report: 1 November 2023 to 31 December 2023",
        "certified, start date not stated",
        "expected by 30 September 2025, no update since",
    ];
    each_case(cases, |output_text| {
        assert!(words.contains(output_text), "{output_text}: {words}");
    });
    #[cfg(feature = "pdf")]
    each_case(["pdf/handbook.pdf", "pdf/certification-status.pdf"], |path| {
        let all = pdf::everything(&files[path]);
        assert!(all.contains("certified, start date not stated"), "{path} has no words for the chart");
    });
    // A page without a dated history has neither timeline nor heading.
    let bare = support::copy(&support::sample().join("tests/cases/history"));
    support::factum(bare.path(), &["build"]);
    let page = std::fs::read_to_string(bare.path().join("out/public/site/certifications.html")).unwrap();
    assert!(!page.contains("<svg") && !page.contains("History"));
}

/// The timeline of a certificate with this history, on 1 January 2026: text lines, states as JSON, image.
fn of_history(history: &str) -> (Vec<String>, Json, String) {
    let dir = support::copy(&case());
    let own = "defaults: {audience: public, source: register}\niso:\n  name: ISO/IEC 27001\n  framework: \
               ISO/IEC 27001\n  form: certificate\n  auditor: Example Certification Ltd\n  scope: the cloud \
               service\n  history:\n";
    let steps: String = history.split(" > ").map(|it| format!("    - {{state: {it}}}\n")).collect();
    support::put(dir.path(), "data/certifications.yaml", format!("{own}{steps}"));
    let printed = |format: &str| {
        let output = support::factum(dir.path(), &["timeline", "--as-of", "2026-01-01", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        support::stdout(&output)
    };
    let lines = printed("human")
        .lines()
        .skip(3)
        .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let json: Json = serde_json::from_str(&printed("json")).unwrap();
    (lines, json["rows"][0]["states"].clone(), printed("svg"))
}

#[test]
fn no_bar_ends_on_an_unstated_date() {
    let dots = "..........";
    let certified = format!("2020-01-01 {dots} Certified end date not stated");
    let cases = [
        (
            "current, from: 2020-01-01 > in-progress, from: 2023-05-01",
            vec![certified.clone(), format!("2023-05-01 {dots} In progress")],
        ),
        (
            "current, from: 2020-01-01 > planned, from: 2023-05-01",
            vec![certified.clone(), format!("2023-05-01 {dots} Planned")],
        ),
        (
            "current, from: 2020-01-01 > current, from: 2023-05-01, until: 2027-01-01",
            vec![certified.clone(), "2023-05-01 2027-01-01 Certified".into()],
        ),
        (
            "current, from: 2020-01-01 > planned",
            vec![certified.clone(), format!("{dots} {dots} Planned start date not stated")],
        ),
        // An expected date is not the start of a state.
        (
            "in-progress, expected: 2023-05-01 > current, until: 2027-01-01",
            vec![
                format!("{dots} {dots} In progress start and end dates not stated"),
                format!("{dots} 2027-01-01 Certified start date not stated"),
            ],
        ),
        // An end without a date counts as immediate, and is drawn as well.
        (
            "current, from: 2020-01-01 > withdrawn",
            vec![format!("{dots} {dots} Withdrawn start date not stated")],
        ),
        ("current, from: 2020-01-01 > expired", vec![format!("{dots} {dots} Expired start date not stated")]),
        (
            "current, from: 2020-01-01 > not-held",
            vec![format!("{dots} {dots} Not held start date not stated")],
        ),
        // A stated end is on its date.
        (
            "current, from: 2020-01-01, until: 2023-06-30 > current, from: 2023-05-01",
            vec!["2020-01-01 2023-04-30 Certified".into(), format!("2023-05-01 {dots} Certified")],
        ),
        (
            "current, from: 2020-01-01 > not-held, from: 2023-05-01",
            vec!["2020-01-01 2023-04-30 Certified".into()],
        ),
        (
            "current, from: 2020-01-01 > withdrawn, from: 2023-05-01",
            vec!["2020-01-01 2023-04-30 Certified".into(), format!("2023-05-01 {dots} Withdrawn")],
        ),
        (
            "current, from: 2020-01-01, until: 2022-12-31 > in-progress, from: 2023-05-01",
            vec![
                "2020-01-01 2022-12-31 Certified".into(),
                "2023-01-01 2023-04-30 Expired".into(),
                format!("2023-05-01 {dots} In progress"),
            ],
        ),
        (
            "in-progress, from: 2019-01-01 > current, from: 2020-01-01",
            vec!["2019-01-01 2019-12-31 In progress".into(), format!("2020-01-01 {dots} Certified")],
        ),
    ];
    each_case(cases, |(history, expected)| {
        let (lines, states, svg) = of_history(history);
        assert_eq!(lines, expected, "{history}");
        let unstated = lines.iter().filter(|it| it.contains("not stated")).count();
        let dashed = elements(&svg)
            .iter()
            .filter(|(name, it)| name == "rect" && it.get("class").is_some_and(|it| it.ends_with(" undated")))
            .count();
        assert_eq!(dashed, if unstated > 0 { unstated + 1 } else { 0 }, "{history} {svg}");
        for (state, line) in states.as_array().unwrap().iter().zip(&lines) {
            let output_text = has_no_end(line);
            assert_eq!(
                (state["until_stated"] == false, state["until"].is_null()),
                (output_text, line.split(' ').nth(1) == Some(dots)),
                "{state} {line}"
            );
        }
        assert_eq!(has_no_end(&svg), lines.iter().any(|it| has_no_end(it)), "{history} {svg}");
    });
}

/// Whether a text says that an end date is not stated.
fn has_no_end(text: &str) -> bool {
    ["end date not stated", "end dates not stated"].iter().any(|it| text.contains(it))
}
