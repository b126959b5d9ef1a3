//! Answers and pages that need facts that an audience may not see, or that are not stated.

use crate::support::{self, each_case};
use std::fs;

use serde_json::Value as Json;

const HEAD: &str = "defaults: {audience: public, source: handbook}\n";
const LIST: &str = "text: '{% for it in all(\"subprocessor\") %}{{ it.name }}. {% else %}None.{% endfor %}'";
const ANY: &str = "verdict: {expression: \"'yes' if all('subprocessor') else 'no'\"}, text: 'The list says \
                   which, or none.'";

/// A vendor with these subprocessors and further files.
fn vendor(subprocessors: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    support::put(dir.path(), "data/subprocessors.yaml", format!("{HEAD}{subprocessors}"));
    for (path, text) in files {
        let head = if path.starts_with("data/") { HEAD } else { "" };
        support::put(dir.path(), path, format!("{head}{text}"));
    }
    dir
}

fn company(id: &str, more: &str) -> String {
    format!(
        "{id}: {{name: {}, purpose: Hosting, location: Ireland, data: logs, since: 2020-01-01{more}}}\n",
        id.to_uppercase()
    )
}

/// `facts.json` of a build for an audience, and the output.
fn built(dir: &tempfile::TempDir, audience: &str) -> (Json, String) {
    let output = support::factum(dir.path(), &["build", "--audience", audience]);
    let printed = support::stdout(&output) + &support::stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    let path = dir.path().join("out").join(audience).join("facts.json");
    (serde_json::from_slice(&fs::read(path).unwrap()).unwrap(), printed)
}

/// The ids of the given answers among `ids`.
fn given<'a>(facts: &Json, ids: &[&'a str]) -> Vec<&'a str> {
    ids.iter().copied().filter(|id| facts["facts"]["answer"][*id].is_object()).collect()
}

#[test]
fn list_answers_are_given_only_to_audiences_that_see_the_whole_list() {
    let answers = [
        ("list", LIST),
        ("any", ANY),
        ("count", "text: '{{ all(\"subprocessor\") | length }} are used.'"),
        ("map", "text: '{{ subprocessor | length }} are used.'"),
        (
            "filtered",
            "text: '{{ all(\"subprocessor\") | selectattr(\"standing\", \"equalto\", \"used\") | list | \
             length }}'",
        ),
        ("named", "text: '{{ subprocessor[\"aa\"].name }}'"),
        ("other", "text: '{{ all(\"product\") | length }} products.'"),
    ];
    let ids: Vec<_> = answers.iter().map(|(id, _)| *id).collect();
    let library: String =
        answers.iter().map(|(id, fields)| format!("{id}: {{question: Is {id} so?, {fields}}}\n")).collect();
    let public = company("aa", "");
    // Ended and future facts are published to no audience, so no audience lacks them.
    let over = company("zz", ", audience: nda, valid: {until: 2024-12-31}");
    let cases = [
        (format!("{public}{over}"), &ids[..]),
        (format!("{public}{}", company("bb", ", audience: nda")), &["named", "other"]),
        (format!("{public}{}", company("bb", ", audience: internal")), &["named", "other"]),
    ];
    each_case(cases, |(companies, expected)| {
        let dir = vendor(&companies, &[("data/answers/more.yaml", &library)]);
        let (facts, printed) = built(&dir, "public");
        assert_eq!(given(&facts, &ids), expected, "{companies}");
        assert_eq!(printed.contains("[incomplete-list]"), expected.len() < ids.len(), "{printed}");
        assert_eq!(given(&built(&dir, "internal").0, &ids), ids, "{companies}");
    });
}

#[test]
fn product_answers_use_the_facts_of_their_product_only() {
    let library = format!("list: {{question: Is it so?, products: acme-cloud, {LIST}}}\n");
    let cases = [
        (company("bb", ", products: acme-server"), Some("AA.")),
        (company("bb", ", products: acme-server, audience: nda"), Some("AA.")),
        (company("bb", ", products: acme-cloud"), Some("AA. BB.")),
        (company("bb", ", products: acme-cloud, audience: nda"), None),
    ];
    each_case(cases, |(other, expected)| {
        let companies = company("aa", "") + &other;
        let dir = vendor(&companies, &[("data/answers/more.yaml", &library)]);
        let text = built(&dir, "public").0["facts"]["answer"]["list"]["text"].clone();
        assert_eq!(text.as_str(), expected, "{other}");
    });
    // A fact that is named explicitly belongs to another product.
    let named =
        "named: {question: Is it so?, products: acme-cloud, text: '{{ subprocessor[\"bb\"].name }}'}\n";
    let dir = vendor(&company("bb", ", products: acme-server"), &[("data/answers/more.yaml", named)]);
    let (facts, printed) = built(&dir, "public");
    assert!(given(&facts, &["named"]).is_empty() && printed.contains("[lost-products]"), "{printed}");
}

#[test]
fn ended_and_future_facts_are_not_counted() {
    let answers = [
        ("count", "text: '{{ subprocessor | length }} are used.'"),
        ("all", "text: '{{ all(\"subprocessor\") | length }} are used.'"),
        ("ids", "text: '{{ subprocessor | list | join(\", \") }}'"),
        ("member", "verdict: {expression: \"'yes' if 'bb' in subprocessor else 'no'\"}, text: See the list."),
        (
            "more",
            "verdict: {expression: \"'yes' if subprocessor | length > 1 else 'no'\"}, text: See the list.",
        ),
        ("exists", "verdict: {expression: \"'yes' if subprocessor['bb'] else 'no'\"}, text: See the list."),
        (
            "used",
            "text: '{{ all(\"subprocessor\") | selectattr(\"standing\", \"equalto\", \"used\") | list | \
             length }}'",
        ),
        ("other", "text: '{{ subprocessor[\"aa\"].name }}'"),
    ];
    let ids: Vec<_> = answers.iter().map(|(id, _)| *id).collect();
    let library: String =
        answers.iter().map(|(id, fields)| format!("{id}: {{question: Is {id} so?, {fields}}}\n")).collect();
    let cases =
        [("", &ids[..]), (", until: 2024-12-31", &["used", "other"]), (", until: 2099-12-31", &ids[..])];
    each_case(cases, |(more, expected)| {
        let companies = company("aa", "") + &company("bb", more);
        let dir = vendor(&companies, &[("data/answers/more.yaml", &library)]);
        let (facts, printed) = built(&dir, "public");
        assert_eq!(given(&facts, &ids), expected, "{more}: {printed}");
        assert_eq!(printed.contains("[lapsed-basis]"), expected.len() < ids.len(), "{printed}");
    });
}

#[test]
fn facts_are_counted_for_one_product_at_a_time() {
    let answers = [
        ("count", "text: '{{ subprocessor | length }} are used.'"),
        (
            "more",
            "verdict: {expression: \"'yes' if subprocessor | length > 1 else 'no'\"}, text: See the list.",
        ),
        ("of-cloud", "products: acme-cloud, text: '{{ subprocessor | length }} are used.'"),
        ("names", LIST),
        (
            "by-product",
            "text: '{% for it in all(\"subprocessor\") %}{{ it.limited_to | listed if it.limited_to else \
             \"all\" }} {% endfor %}'",
        ),
    ];
    let ids: Vec<_> = answers.iter().map(|(id, _)| *id).collect();
    let library: String =
        answers.iter().map(|(id, fields)| format!("{id}: {{question: Is {id} so?, {fields}}}\n")).collect();
    let cases = [
        ("", "", &ids[..]),
        ("", ", products: acme-server", &["of-cloud", "names", "by-product"]),
        (", products: acme-cloud", ", products: acme-server", &["of-cloud", "names", "by-product"]),
        (", products: acme-cloud", ", products: acme-cloud", &ids[..]),
    ];
    each_case(cases, |(first, second, expected)| {
        let companies = company("aa", first) + &company("bb", second);
        let dir = vendor(&companies, &[("data/answers/more.yaml", &library)]);
        let (facts, printed) = built(&dir, "public");
        assert_eq!(given(&facts, &ids), expected, "{second}: {printed}");
        assert_eq!(printed.contains("[lost-products]"), expected.len() < ids.len(), "{printed}");
    });
}

#[test]
fn withheld_facts_do_not_cause_a_no() {
    let library = format!(
        "list: {{question: Do you use subprocessors?, {}, {LIST}}}\n",
        ANY.split(", text").next().unwrap()
    );
    let dir = vendor(&company("aa", ""), &[("data/answers/more.yaml", &library)]);
    let file = dir.path().join("questions.csv");
    fs::write(&file, "Question,Answer,Comment\nDo you use subprocessors?,,\nDo you keep goats?,,\n").unwrap();
    let answer = || {
        let output = support::factum(
            dir.path(),
            &["answer", file.to_str().unwrap(), "--customer", "Borealis", "--overwrite"],
        );
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        support::tree(&dir.path().join("out/public/questionnaires"))
            .into_iter()
            .filter(|(path, _)| path.contains("questions") && !path.ends_with(".pdf"))
            .map(|(path, bytes)| path + ": " + &String::from_utf8_lossy(&bytes))
            .collect::<String>()
    };
    assert!(answer().contains("Yes. AA."));
    let sent = support::factum(dir.path(), &["sent", "--on", support::DAY]);
    assert_eq!(sent.status.code(), Some(0), "{}", support::stderr(&sent));
    support::put(
        dir.path(),
        "data/subprocessors.yaml",
        format!("{HEAD}{}", company("aa", ", audience: nda")),
    );
    let written = answer();
    assert!(
        written.contains("the answer needs facts that are restricted to a narrower audience"),
        "{written}"
    );
    assert!(!written.contains("AA") && !written.contains("None."), "{written}");
    let reviewed = support::factum(dir.path(), &["review", "--as-of", "2026-02-01"]);
    let reviewed = support::stdout(&reviewed);
    let reviewed = reviewed.split("Affected customers").last().unwrap();
    assert!(reviewed.contains("Unchanged, but now available only under an NDA."), "{reviewed}");
    assert!(!reviewed.contains("None."), "{reviewed}");
    let recall =
        support::stdout(&support::factum(dir.path(), &["recall", "borealis", "--as-of", "2026-02-01"]));
    assert!(!recall.contains("None."), "{recall}");
}

#[test]
fn a_missing_field_is_neither_yes_nor_no() {
    let cookie = |id: &str, more: &str| {
        format!("{id}: {{name: {id}, purpose: login, ends: the end of the day{more}}}\n")
    };
    let filter = "all('cookie') | selectattr('third_party') | list";
    let answers = [
        (
            "verdict",
            format!(
                "verdict: {{expression: \"'yes' if {filter} else 'no'\"}}, text: 'The list says which, or \
                 none.'"
            ),
        ),
        (
            "words",
            format!("text: \"There are {{% if not ({filter}) %}}no {{% endif %}}third-party cookies.\""),
        ),
        (
            "careful",
            format!(
                "verdict: {{expression: \"'yes' if {filter} else 'unknown' if all('cookie') | \
                 rejectattr('third_party', 'defined') | list else 'no'\"}}, text: 'The list says which, or \
                 none.'"
            ),
        ),
        ("omitting", "text: \"A. {% if cookie.one.essential %}It is essential.{% endif %}\"".to_owned()),
        (
            "list",
            "verdict: {expression: \"'yes' if cookie.one.read_by else 'no'\"}, text: 'The list says which, \
             or none.'"
                .to_owned(),
        ),
        (
            "honest",
            "text: \"{% if cookie.one.format %}{{ cookie.one.format }}{% else %}The format is not stated.{% \
             endif %}\""
                .to_owned(),
        ),
    ];
    let ids: Vec<_> = answers.iter().map(|(id, _)| *id).collect();
    let library: String =
        answers.iter().map(|(id, fields)| format!("{id}: {{question: Is {id} so?, {fields}}}\n")).collect();
    let full = ", third_party: no, read_by: [], format: JWT";
    let cases = [
        (cookie("one", full), &ids[..]),
        (cookie("one", ""), &["careful", "omitting", "honest"]),
        (cookie("one", full) + &cookie("two", ""), &["careful", "omitting", "list", "honest"]),
        // A stated field decides, whatever the other is.
        (cookie("one", &full.replace("party: no", "party: yes")) + &cookie("two", ""), &ids[..]),
    ];
    each_case(cases, |(cookies, expected)| {
        let dir = vendor("", &[("data/cookies.yaml", &cookies), ("data/answers/more.yaml", &library)]);
        let (facts, printed) = built(&dir, "public");
        assert_eq!(given(&facts, &ids), expected, "{cookies}{printed}");
        assert_eq!(printed.contains("[unstated-basis]"), expected.len() < ids.len(), "{printed}");
    });
}

#[test]
fn statements_of_absence_are_not_published_if_facts_are_withheld() {
    let loop_over = "{% for it in all(\"subprocessor\") %}- {{ it.name }}\n{% else %}Nobody else is \
                     engaged.{% endfor %}\n";
    let page = format!("---\ntitle: Companies\n---\n{loop_over}");
    let statement = support::sample_text("templates/statements/product.md") + "\n\n# companies\n" + loop_over;
    let answer = "repeats: {question: Is it so?, text: '{{ say(\"product/acme-cloud/companies\") }}'}\n";
    let files = [
        ("templates/pages/companies.md", page.as_str()),
        ("templates/statements/product.md", statement.as_str()),
        ("data/answers/more.yaml", answer),
    ];
    let hidden = company("bb", ", audience: nda");
    let cases = [
        (String::new(), true, false),
        (company("aa", ""), false, true),
        (hidden.clone(), false, false),
        (company("aa", "") + &hidden, false, true),
    ];
    each_case(cases, |(companies, none, listed)| {
        let dir = vendor(&companies, &files);
        let (facts, printed) = built(&dir, "public");
        let all = support::tree(&dir.path().join("out/public"));
        let page = all.get("site/companies.html").map(|it| String::from_utf8_lossy(it).into_owned());
        let page = page.unwrap_or_default();
        assert_eq!(page.contains("Nobody else"), none, "{companies}");
        assert_eq!(page.contains("AA"), listed, "{companies}");
        assert_eq!(facts.to_string().contains("Nobody else"), none, "{companies}");
        let whole = !companies.contains("nda");
        assert_eq!(!printed.contains("[incomplete-list]"), whole, "{printed}");
        assert_eq!(given(&facts, &["repeats"]).is_empty(), !whole, "{companies}");
    });
}
