//! A statement cites the sources that support it.

use crate::support;

/// A vendor whose second source contradicts the first about bounties; `supports` is a field of the second.
fn vendor(supports: &str) -> tempfile::TempDir {
    let dir = support::copy(&support::sample().join("tests/cases/pages/statuses"));
    support::put(
        dir.path(),
        "data/sources.yaml",
        "page: {title: New page, audience: public}\nold: {title: Old page, audience: public}\n",
    );
    support::put(
        dir.path(),
        "data/programme.yaml",
        format!(
            "audience: public\nchannels: [{{name: email, email: security@example.com}}]\nresponse: 5 \
             business days\nreport_needs: steps\nsource:\n  - {{of: page, at: New}}\n  - {{of: old, at: \
             Old{supports}}}\n"
        ),
    );
    support::put(
        dir.path(),
        "data/answers.yaml",
        "defaults: {audience: public, source: page}\nsoon:\n  question: How soon do you follow up on \
         reports?\n  text: '{{ say(\"programme/response\") }}'\nwhere:\n  question: Where are \
         vulnerabilities reported?\n  text: '{{ say(\"programme/channels\") }}'\n",
    );
    support::put(
        dir.path(),
        "data/questionnaires.yaml",
        "own:\n  audience: public\n  title: Own\n  questions:\n    - {id: \"1\", answer: soon}\n    - {id: \
         \"2\", answer: where}\n",
    );
    dir
}

/// The numbers of the sources that are cited by the elements `of` with a text.
fn cited(page: &str, elements: &str, text: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(page);
    let of = |it: &str| scraper::Selector::parse(it).unwrap();
    let words = |it: scraper::ElementRef| it.text().collect::<String>().trim().to_owned();
    let link = of("a[href^='#source']");
    let holders = of(elements);
    let links = page.select(&holders).filter(|it| words(*it).contains(text)).flat_map(|it| it.select(&link));
    links
        .map(|link| of(&format!("[id='{}']", &link.attr("href").unwrap()[1..])))
        .map(|target| words(page.select(&target).next().unwrap()))
        .collect()
}

#[test]
fn a_source_is_cited_only_for_the_statements_that_it_supports() {
    let dir = vendor(", supports: [channels, needs]");
    let built = support::factum(dir.path(), &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", support::stderr(&built));
    let page = |name: &str| std::fs::read_to_string(dir.path().join("out/public/site").join(name)).unwrap();
    let reports = page("vulnerabilities.html");
    let [new, old] = ["New page: New", "Old page: Old"].map(str::to_owned);
    assert_eq!(cited(&reports, "[data-statement]", "responds to"), [new.as_str()]);
    assert_eq!(cited(&reports, "[data-statement]", "security@example.com"), [new.as_str(), old.as_str()]);
    let own = page("questionnaire-own.html");
    assert!(
        !cited(&own, "tr", "responds to").contains(&old) && !cited(&own, "tr", "responds to").is_empty(),
        "{own}"
    );
    assert!(cited(&own, "tr", "security@example.com").contains(&old), "{own}");
}

#[test]
fn a_source_cannot_support_a_section_that_does_not_exist() {
    let dir = vendor(", supports: chanels");
    let built = support::factum(dir.path(), &["check"]);
    let printed = support::stdout(&built) + &support::stderr(&built);
    assert_eq!(built.status.code(), Some(1), "{printed}");
    assert!(
        printed.contains(
            "error[unknown-statement]: `supports` of a source of `programme`: `programme` has no section \
             `chanels`"
        ) && printed.contains("`channels`"),
        "{printed}"
    );
}
