//! The feed of subprocessor changes (RFC 4287) on several dates.

use crate::support::{self, each_case, legal::Workspace};
use std::collections::{BTreeMap, BTreeSet};

use quick_xml::{Reader, events::Event};

const FEED: &str = "site/subprocessors.atom";

fn case() -> std::path::PathBuf {
    support::sample().join("tests/cases/calendar")
}

fn build(root: &std::path::Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let all: Vec<_> =
        ["build", "--audience", "public"].into_iter().chain(arguments.iter().copied()).collect();
    let output = support::factum(root, &all);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    support::tree(&root.join("out/public"))
}

fn feed(root: &std::path::Path, day: &str) -> String {
    String::from_utf8(build(root, &["--as-of", day])[FEED].clone()).unwrap()
}

/// The texts of all elements of a name in the entries of a well-formed feed.
fn of_entries(feed: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(feed);
    let (mut path, mut found) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(it) => path.push(it.name().0.to_owned()),
            Event::End(_) => drop(path.pop()),
            Event::Text(it) if path.ends_with(&["entry".into(), name.into()]) => found.push(it.to_string()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn changes_are_published_on_notification_and_when_they_take_effect() {
    let dir = support::copy(&case());
    let mut shown = String::new();
    for day in ["2025-11-01", "2025-11-15", "2026-01-01", "2026-02-01", "2026-03-31"] {
        let feed = feed(dir.path(), day);
        let [titles, updated, words] = ["title", "updated", "content"].map(|it| of_entries(&feed, it));
        shown += &format!("{day}\n");
        for ((title, updated), words) in titles.iter().zip(updated).zip(words) {
            shown += &format!("  {updated}  {title}\n{:24}{words}\n", "");
        }
    }
    support::golden(&case().join("feed.txt"), &shown);
}

#[test]
fn feed_entries_do_not_depend_on_the_build_date() {
    let dir = support::copy(&case());
    assert_eq!(feed(dir.path(), "2026-01-02"), feed(dir.path(), "2026-01-09"));
    let names = |day: &str| of_entries(&feed(dir.path(), day), "id").into_iter().collect::<BTreeSet<_>>();
    let (before, after) = (names("2026-01-02"), names("2026-03-31"));
    assert!(!before.is_empty() && before == after, "{before:?} {after:?}");
    for name in after {
        let uuid = name.strip_prefix("urn:uuid:").unwrap();
        let parts: Vec<_> = uuid.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        // Version and variant (RFC 9562, sections 4.1 and 4.2).
        assert!(
            uuid[14..].starts_with('8') && ['8', '9', 'a', 'b'].contains(&uuid[19..].chars().next().unwrap()),
            "{uuid}"
        );
    }
}

#[test]
fn pages_link_to_the_feed_if_it_exists() {
    let dir = support::copy(&case());
    let files = build(dir.path(), &[]);
    let page = std::str::from_utf8(&files["site/data.html"]).unwrap();
    assert!(
        page.contains("<a href=\"subprocessors.atom\">")
            && page.contains("<link rel=\"alternate\" type=\"application/atom+xml\"")
    );
    assert!(!std::str::from_utf8(&files["site/index.html"]).unwrap().contains("subprocessors.atom"));
    // Without dates there is no feed.
    let bare = support::copy(support::sample());
    let files = build(bare.path(), &[]);
    assert!(
        !files.contains_key(FEED)
            && !std::str::from_utf8(&files["site/data.html"]).unwrap().contains(".atom")
    );
}

#[test]
fn a_site_with_a_url_states_the_url_of_its_feed() {
    let dir = support::copy(&case());
    assert!(!feed(dir.path(), "2026-01-02").contains("<link"));
    let path = dir.path().join("data/site.yaml");
    let site = std::fs::read_to_string(&path).unwrap();
    std::fs::write(
        &path,
        site.replace(
            "valid_for: 60 days",
            "valid_for: 60 days, canonical: \"https://trust.example.com/.well-known/security.txt\"",
        ),
    )
    .unwrap();
    let link = "<link rel=\"self\" type=\"application/atom+xml\" \
        href=\"https://trust.example.com/subprocessors.atom\"/>";
    assert!(feed(dir.path(), "2026-01-02").contains(link));
}

/// A page states for each date what is valid, and what is planned.
#[test]
fn a_change_takes_effect_on_its_date() {
    let dir = support::copy(&case());
    let cases = [
        (
            "2026-02-19",
            [
                ">Dublin, Ireland (from 20 February 2026: Warsaw, Poland)</span>",
                "Support tickets; from 25 March 2026: Support tickets and calls",
            ],
        ),
        (
            "2026-02-20",
            [">Warsaw, Poland</span>", ">Names (from 25 March 2026: names and telephone numbers)</span>"],
        ),
        ("2026-03-25", [">Names and telephone numbers</span>", ">Support tickets and calls</span>"]),
    ];
    each_case(cases, |(day, cells)| {
        let files = build(dir.path(), &["--as-of", day]);
        let page = std::str::from_utf8(&files["site/data.html"]).unwrap();
        cells.iter().for_each(|it| assert!(page.contains(it), "{day}: {it}: {page}"));
        let facts = std::str::from_utf8(&files["facts.json"]).unwrap();
        assert_eq!(facts.contains("\"stated_location\""), day >= "2026-02-20", "{facts}");
    });
}

#[test]
fn a_change_without_effect_is_rejected() {
    let cases = [
        ("{from: 2026-02-20, location: \"Dublin, Ireland\"}", 1),
        ("{from: 2026-02-20}", 1),
        ("{from: 2026-02-20, location: Poland}", 0),
    ];
    each_case(cases, |(change, code)| {
        let dir = support::copy(&case());
        let text = format!(
            "desk:\n  audience: public\n  source: register\n  name: Desk\n  purpose: Tickets\n  location: \
             \"Dublin, Ireland\"\n  data: [names]\n  since: 2020-01-01\n  changes: {change}\n"
        );
        support::put(dir.path(), "data/subprocessors.yaml", text);
        let output = support::factum(dir.path(), &["check", "--as-of", "2026-01-01"]);
        let output_text = support::stdout(&output);
        assert_eq!(output.status.code(), Some(code), "{output_text}");
        assert_eq!(output_text.contains("does not change anything"), code == 1, "{output_text}");
    });
}

#[test]
fn change_dates_must_be_unique_and_within_the_period_of_use() {
    let cases = [
        (
            "  since: 2026-03-01\n  changes: {from: 2026-02-20, location: Poland}",
            "which is not after its start on 2026-03-01",
        ),
        (
            "  since: 2026-02-20\n  changes: {from: 2026-02-20, location: Poland}",
            "which is not after its start on 2026-02-20",
        ),
        (
            "  until: 2026-02-19\n  changes: {from: 2026-02-20, location: Poland}",
            "which is after its last day, 2026-02-19",
        ),
        (
            "  changes: [{from: 2026-02-20, location: Poland}, {from: 2026-02-20, location: Chad}]",
            "`subprocessor/desk` has two changes dated 2026-02-20",
        ),
        ("  since: 2026-02-19\n  until: 2026-02-20\n  changes: {from: 2026-02-20, location: Poland}", ""),
    ];
    each_case(cases, |(days, output_text)| {
        let dir = support::copy(&case());
        let own = "  audience: public\n  source: register\n  name: Desk\n  purpose: Tickets\n  location: \
                   Ireland\n  data: [names]\n";
        support::put(dir.path(), "data/subprocessors.yaml", format!("desk:\n{own}{days}\n"));
        let output = support::factum(dir.path(), &["check", "--as-of", "2026-01-01"]);
        let printed = support::stdout(&output);
        assert_eq!(output.status.code(), Some(i32::from(!output_text.is_empty())), "{printed}");
        assert!(printed.contains(output_text), "{printed}");
    });
}

#[test]
fn adding_an_earlier_change_keeps_the_ids_of_other_changes() {
    let dir = support::copy(&case());
    let names = || {
        let feed = feed(dir.path(), "2026-04-01");
        of_entries(&feed, "title").into_iter().zip(of_entries(&feed, "id")).collect::<BTreeMap<_, _>>()
    };
    let before = names();
    let path = dir.path().join("data/subprocessors.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let first = "    - {from: 2026-02-20,";
    assert!(text.contains(first));
    std::fs::write(
        &path,
        text.replace(first, &format!("    - {{from: 2025-12-01, location: Chad}}\n{first}")),
    )
    .unwrap();
    let after = names();
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|(title, id)| after.get(title) == Some(id)), "{before:?} {after:?}");
}

#[test]
fn a_limit_to_products_is_stated_in_the_feed() {
    let dir = support::copy(&case());
    let products = "server: {audience: public, source: register, name: Example Server, hosted_by: \
                    vendor}\ncloud: {audience: public, source: register, name: Example Cloud, hosted_by: \
                    vendor}\n";
    support::put(dir.path(), "data/products.yaml", products);
    let path = dir.path().join("data/subprocessors.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let limited = text.replace("  since: 20", "  products: server\n  since: 20");
    std::fs::write(&path, limited).unwrap();
    let cases = ["2025-11-15", "2026-04-01"];
    each_case(cases, |day| {
        let words = of_entries(&feed(dir.path(), day), "content");
        assert!(
            !words.is_empty() && words.iter().all(|it| it.contains(" for Example Server")),
            "{day}: {words:#?}"
        );
    });
}

/// The dates of publication and update of each entry, by its title without its date.
fn dates(feed: &str) -> BTreeMap<String, (Option<String>, String)> {
    let between = |it: &str, name: &str| {
        let (_, rest) = it.split_once(&format!("<{name}>"))?;
        Some(rest.split_once('<')?.0.trim_end_matches("T00:00:00Z").to_owned())
    };
    let entries = feed.split("<entry>").skip(1);
    entries
        .map(|it| {
            (between(it, "title").unwrap(), (between(it, "published"), between(it, "updated").unwrap()))
        })
        .collect()
}

#[test]
fn feed_entries_have_the_dates_recorded_in_the_ledgers() {
    let seconds = |day: &str| {
        let day: chrono::NaiveDate = day.parse().unwrap();
        u64::try_from((day - chrono::NaiveDate::default()).num_days()).unwrap() * 86_400
    };
    let mut workspace = Workspace::at(&case(), seconds("2025-11-03"));
    let at = |workspace: &Workspace, day: &str, title: &str| {
        let feed = feed(workspace.root(), day);
        let (published, updated) = dates(&feed).remove(title).unwrap_or_else(|| panic!("{title}: {feed}"));
        (published.unwrap_or_default(), updated)
    };
    let is = |published: &str, updated: &str| (published.to_owned(), updated.to_owned());
    let search = "Example Search GmbH: subprocessor from 20 March 2026";
    let hosting = "Example Hosting GmbH: subprocessor since 1 January 2020";
    // Without a record the publication date is unknown (RFC 4287, 4.2.9), and the entry follows the source.
    assert_eq!(at(&workspace, "2025-11-03", search), is("", "2025-06-01"));
    assert_eq!(at(&workspace, "2025-11-03", hosting), is("2020-01-01", "2020-01-01"));
    workspace.approve_all();
    assert_eq!(at(&workspace, "2025-11-03", search), is("2025-11-03", "2025-11-03"));
    // What began before the ledger existed is not new because of the ledger.
    assert_eq!(at(&workspace, "2025-11-03", hosting), is("2020-01-01", "2020-01-01"));

    // A further subprocessor that is already used is in the feed from its approval on.
    workspace.on(seconds("2025-11-20"));
    let added = "added:\n  name: Example Added Inc\n  purpose: Printing\n  location: Ireland\n  data: \
                 [names]\n  since: 2025-07-01\n";
    workspace.edit("data/subprocessors.yaml", |it| it + added);
    workspace.approve_all();
    assert_eq!(
        at(&workspace, "2025-11-25", "Example Added Inc: subprocessor since 1 July 2025"),
        is("2025-11-20", "2025-11-20")
    );

    // A changed text is an update, and so is a changed location before the start.
    workspace.on(seconds("2025-12-01"));
    workspace.edit("data/subprocessors.yaml", |it| {
        it.replace("Search in documents", "Search in all documents")
            .replace("location: Virginia", "location: Ohio")
    });
    assert_eq!(at(&workspace, "2025-12-01", search), is("2025-11-03", "2025-11-03"), "it is not approved");
    workspace.approve_all();
    let cases = ["2025-12-01", "2025-12-09"];
    each_case(cases, |day| {
        assert_eq!(at(&workspace, day, search), is("2025-11-03", "2025-12-01"), "{day}");
        assert_eq!(
            at(&workspace, day, "Example Late Inc: subprocessor from 10 January 2026"),
            is("2025-11-03", "2025-12-01"),
            "{day}"
        );
        assert_eq!(at(&workspace, day, hosting), is("2020-01-01", "2020-01-01"), "{day}");
    });
    assert_eq!(feed(workspace.root(), "2025-12-02"), feed(workspace.root(), "2025-12-09"));
    // On the day before, it is as approved then.
    assert_eq!(at(&workspace, "2025-11-30", search).0, "2025-11-03");
    // Notified and in effect, it is updated again; the publication date stays.
    assert_eq!(
        at(&workspace, "2026-01-01", "Example Mail Ltd: subprocessor from 15 February 2026"),
        is("2025-11-03", "2025-12-30")
    );
    assert_eq!(
        at(&workspace, "2026-03-31", "Example Search GmbH: subprocessor since 20 March 2026"),
        is("2025-11-03", "2026-03-20")
    );
    // A separate change has its own date.
    let change = "Example Desk Ltd: subprocessor change on 20 February 2026";
    workspace.on(seconds("2025-12-10"));
    workspace.edit("data/subprocessors.yaml", |it| {
        it.replace("location: \"Warsaw, Poland\"", "location: \"Gdansk, Poland\"")
    });
    workspace.approve_all();
    assert_eq!(at(&workspace, "2025-12-12", change), is("2025-11-03", "2025-12-10"));
    assert_eq!(
        at(&workspace, "2025-12-12", "Example Desk Ltd: subprocessor since 1 January 2020"),
        is("2020-01-01", "2020-01-01")
    );
}

/// A company with two contracts, one of which has ended, is still used.
#[test]
fn the_end_of_one_contract_does_not_remove_a_company_still_in_use() {
    let entry = |id: &str, more: &str| {
        format!(
            "{id}: {{name: Example Hosting, purpose: Hosting, location: Germany, data: files, audience: \
             public, source: register, {more}}}\n"
        )
    };
    let cases = [
        ("since: 2025-06-01", false),
        ("since: 2026-01-01", false),
        // Later, earlier, or for another purpose.
        ("since: 2026-01-02", true),
        ("since: 2025-06-01, until: 2025-12-30", true),
        ("since: 2025-06-01, products: server", true),
    ];
    each_case(cases, |(second, ends)| {
        let dir = support::copy(&support::sample().join("tests/cases/bases/small"));
        let first = entry("first", "since: 2024-01-01, until: 2025-12-31");
        support::put(dir.path(), "data/subprocessors.yaml", first + &entry("second", second));
        support::put(
            dir.path(),
            "data/products.yaml",
            "defaults: {audience: public, source: register}\ncloud: {name: Cloud, hosted_by: \
             vendor}\nserver: {name: Server, hosted_by: vendor}\n",
        );
        let feed = feed(dir.path(), "2026-02-01");
        assert_eq!(feed.contains("was a subprocessor until 31 December 2025"), ends, "{second}: {feed}");
    });
}
