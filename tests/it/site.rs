//! The site as browsers, crawlers and auditors see it, built from the project's own data: valid links, no
//! external resources or scripts, structured pages, traceable statements, and reproducible bytes.

use crate::support::{self, each_case};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::Command,
    sync::LazyLock,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use factum::fact::parse_date;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

const DAY: &str = "2026-11-22";

/// A build of the project's own data: path and content of every file.
static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let dir = support::copy(support::sample());
    let output = support::factum(dir.path(), &["build", "--as-of", DAY]);
    assert_eq!(output.status.code(), Some(0), "{}{}", support::stdout(&output), support::stderr(&output));
    support::tree(&dir.path().join("out/public"))
});

fn text(path: &str) -> &'static str {
    std::str::from_utf8(&FILES[path]).unwrap()
}

/// Every page, of the site and standalone.
fn pages() -> Vec<(&'static str, Html)> {
    let paths = FILES.keys().filter(|it| it.ends_with(".html"));
    let pages: Vec<_> = paths.map(|it| (it.as_str(), Html::parse_document(text(it)))).collect();
    assert!(pages.len() >= 5);
    pages
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn words(element: ElementRef) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn ids(page: &Html) -> Vec<&str> {
    all(page, "[id]").iter().filter_map(|it| it.attr("id")).collect()
}

#[test]
fn every_link_has_a_target() {
    let anchors: BTreeMap<String, BTreeSet<String>> = pages()
        .iter()
        .map(|(path, page)| ((*path).to_owned(), ids(page).into_iter().map(str::to_owned).collect()))
        .collect();
    let mut dead = Vec::new();
    let mut inner = 0;
    for (path, page) in pages() {
        for href in all(&page, "[href]").iter().map(|it| it.attr("href").unwrap()) {
            if href.starts_with("https://") || href.starts_with("mailto:") {
                continue;
            }
            inner += 1;
            let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
            let folder = Path::new(path).parent().unwrap();
            let target = if file.is_empty() {
                path.to_owned()
            } else {
                folder.join(file).to_string_lossy().into_owned()
            };
            // A colon would make it absolute, and two dots would leave the site, which is self-contained.
            let whole = !file.contains(':')
                && !file.starts_with('/')
                && !file.contains("..")
                && FILES.contains_key(&target);
            let anchored =
                href.ends_with(anchor) && (!href.contains('#') || anchors[&target].contains(anchor));
            if !whole || !anchored {
                dead.push(format!("{path}: {href}"));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
    assert!(inner > 50, "{inner} links");
}

#[test]
fn pages_load_no_resources_and_run_no_scripts() {
    for (path, page) in pages() {
        for element in all(&page, "*") {
            let name = element.value().name();
            let forbidden_elements = [
                "script", "link", "img", "iframe", "object", "embed", "video", "audio", "source", "form",
                "base", "svg",
            ];
            assert!(!forbidden_elements.contains(&name), "{path}: <{name}>");
            for (attribute, value) in element.value().attrs() {
                let bad = ["src", "srcset", "style", "background", "action", "ping", "data", "poster"]
                    .contains(&attribute);
                assert!(!bad && !attribute.starts_with("on"), "{path}: <{name} {attribute}=\"{value}\">");
            }
        }
        let styles = all(&page, "style");
        let [style] = &styles[..] else { panic!("{path} has {} style elements", styles.len()) };
        let style = style.text().collect::<String>();
        for word in ["@import", "url(", "image-set(", "src("] {
            assert!(!style.to_lowercase().contains(word), "{path}: {word} in the style");
        }
        let policies = all(&page, "meta[http-equiv='Content-Security-Policy']");
        let [policy] = &policies[..] else { panic!("{path} has {} policies", policies.len()) };
        let policy: BTreeMap<_, _> =
            policy.attr("content").unwrap().split(';').map(|it| it.trim().split_once(' ').unwrap()).collect();
        assert_eq!(policy["default-src"], "'none'", "{path}");
        assert_eq!(
            policy["style-src"],
            format!("'sha256-{}'", STANDARD.encode(Sha256::digest(style.as_bytes()))),
            "{path}"
        );
        assert!(!policy.contains_key("script-src"), "{path}");
    }
}

#[test]
fn pages_are_valid_and_structured() {
    for (path, page) in pages() {
        assert!(text(path).starts_with("<!DOCTYPE html>"), "{path}");
        assert!(page.errors.is_empty(), "{path}: parse errors (HTML Standard, 13.2.2): {:?}", page.errors);
        assert_eq!(page.root_element().attr("lang"), Some("en"), "{path}");
        assert_eq!(all(&page, "h1").len(), 1, "{path}: h1");
        assert_eq!(all(&page, "main").len(), 1, "{path}: main");
        assert_eq!(
            all(&page, "title").iter().filter(|it| !words(**it).is_empty()).count(),
            1,
            "{path}: title"
        );
        let ids = ids(&page);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}: a duplicate id in {ids:?}");
        let mut before = 1;
        for heading in all(&page, "h1, h2, h3, h4, h5, h6") {
            let level: u32 = heading.value().name()[1..].parse().unwrap();
            assert!(level <= before + 1, "{path}: h{level} {:?} follows h{before}", words(heading));
            assert!(!words(heading).is_empty(), "{path}: an empty heading");
            before = level;
        }
        for link in all(&page, "a") {
            assert!(
                !words(link).is_empty() || link.attr("aria-label").is_some(),
                "{path}: a link without words: {}",
                link.html()
            );
        }
    }
}

#[test]
fn tables_are_accessible_to_screen_readers() {
    let mut count = 0;
    for (path, page) in pages() {
        for table in all(&page, "table") {
            let select = |it: &str| table.select(&Selector::parse(it).unwrap()).collect::<Vec<_>>();
            let captions = select("caption");
            assert!(
                captions.len() == 1 && !words(captions[0]).is_empty(),
                "{path}: the caption of {}",
                table.html()
            );
            let heads = select("thead th[scope='col']");
            assert_eq!(heads.len(), select("thead th, thead td").len(), "{path}: {}", words(captions[0]));
            for head in select("th") {
                assert!(
                    ["col", "row"].contains(&head.attr("scope").unwrap_or_default()),
                    "{path}: {}",
                    head.html()
                );
            }
            for row in select("tbody tr") {
                let cells: Vec<_> = row.children().filter_map(ElementRef::wrap).collect();
                assert_eq!(cells.len(), heads.len(), "{path}: {}", row.html());
                assert_eq!(cells[0].attr("scope"), Some("row"), "{path}: {}", row.html());
                for (cell, head) in cells.iter().zip(&heads) {
                    assert_eq!(cell.attr("data-label"), Some(words(*head).as_str()), "{path}");
                    assert!(!words(*cell).is_empty(), "{path}: an empty cell under {}", words(*head));
                }
            }
            count += 1;
        }
    }
    assert!(count >= 8, "{count} tables");
}

#[test]
fn statements_are_traceable() {
    let facts: Json = serde_json::from_slice(&FILES["facts.json"]).unwrap();
    let statements = facts["statements"].as_array().unwrap();
    let mut known: BTreeSet<String> =
        statements.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect();
    known.extend(facts["facts"]["answer"].as_object().unwrap().keys().map(|it| format!("answer/{it}")));
    let names: BTreeSet<String> = facts["facts"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(kind, entries)| {
            let alone = ["vendor", "programme"].contains(&kind.as_str());
            entries
                .as_object()
                .unwrap()
                .keys()
                .map(move |id| if alone { kind.clone() } else { format!("{kind}/{id}") })
        })
        .collect();
    for statement in statements {
        let rests: Vec<_> =
            statement["facts"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        assert!(!rests.is_empty() && rests.iter().all(|it| names.contains(*it)), "{statement}");
    }
    let mut count = 0;
    for (path, page) in pages() {
        for printed in all(&page, "[data-statement]") {
            let id = printed.attr("data-statement").unwrap();
            assert!(known.contains(id), "{path}: {id}");
            count += 1;
        }
    }
    assert!(count > 50, "{count} statements");
}

#[test]
fn the_manifest_lists_every_file() {
    let manifest: Json = serde_json::from_slice(&FILES["manifest.json"]).unwrap();
    let listed: BTreeMap<&str, (u64, &str)> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (it["path"].as_str().unwrap(), (it["bytes"].as_u64().unwrap(), it["sha256"].as_str().unwrap()))
        })
        .collect();
    let there: Vec<_> = FILES.keys().map(String::as_str).filter(|it| *it != "manifest.json").collect();
    assert_eq!(listed.keys().copied().collect::<Vec<_>>(), there);
    for (path, (bytes, sha256)) in listed {
        let content = &FILES[path];
        assert_eq!(bytes, content.len() as u64, "{path}");
        assert_eq!(
            sha256,
            Sha256::digest(content).iter().map(|it| format!("{it:02x}")).collect::<String>(),
            "{path}"
        );
    }
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let surroundings = [("Pacific/Kiritimati", "de_DE.UTF-8", "a folder ä"), ("Pacific/Niue", "C", "b")];
    let trees = surroundings.map(|(zone, language, name)| {
        let dir = support::copy(support::sample());
        let root = dir.path().join(name);
        std::fs::create_dir(&root).unwrap();
        std::fs::rename(dir.path().join("data"), root.join("data")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
        command
            .env("TZ", zone)
            .env("LANG", language)
            .env("LC_ALL", language)
            .env("HOME", &root)
            .env_remove("SOURCE_DATE_EPOCH");
        // Once from inside the folder and once from outside.
        let command = if name == "b" {
            command.current_dir(&root)
        } else {
            command.arg("--root").arg(&root).current_dir("/")
        };
        let output = command.args(["build", "--as-of", DAY]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        support::tree(&root.join("out/public"))
    });
    for tree in &trees {
        assert!(tree.keys().eq(FILES.keys()));
        let differ: Vec<_> =
            tree.iter().filter(|(path, bytes)| FILES[*path] != **bytes).map(|(path, _)| path).collect();
        assert!(differ.is_empty(), "{differ:?}");
    }
    // Neither the name of the folder nor of the machine is in the output.
    let [tree, _] = &trees;
    let found: Vec<_> = tree
        .iter()
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("a folder ä"))
        .map(|(path, _)| path)
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

/// The fields of a security.txt, in order.
fn fields(text: &str) -> Vec<(&str, &str)> {
    text.lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
        .map(|it| it.split_once(": ").unwrap())
        .collect()
}

const SECURITY_TXT: &str = "site/.well-known/security.txt";

fn days_ahead(text: &str) -> i64 {
    let expires: Vec<_> = fields(text).into_iter().filter(|(name, _)| *name == "Expires").collect();
    let [(_, expires)] = expires[..] else { panic!("{text}") };
    let (day, time) = expires.split_once('T').unwrap();
    assert_eq!(time, "00:00:00Z");
    (parse_date(day).unwrap() - parse_date(DAY).unwrap()).num_days()
}

#[test]
fn security_txt_states_contacts_and_expiry() {
    let file = text(SECURITY_TXT);
    let ahead = days_ahead(file);
    assert!(0 < ahead && ahead <= 365, "{ahead} days");
    let contacts: Vec<_> = fields(file).into_iter().filter(|(name, _)| *name == "Contact").collect();
    assert!(!contacts.is_empty());
    for (_, contact) in contacts {
        assert!(["mailto:", "https://", "tel:"].iter().any(|it| contact.starts_with(it)), "{contact}");
    }
    let known = [
        "Contact",
        "Expires",
        "Encryption",
        "Acknowledgments",
        "Preferred-Languages",
        "Canonical",
        "Policy",
        "Hiring",
        "CSAF",
    ];
    assert!(fields(file).iter().all(|(name, _)| known.contains(name)), "{file}");
}

#[test]
fn security_txt_expires_as_configured_within_a_year() {
    let cases = [("1 day", 1), ("4 weeks", 28), ("12 months", 365), ("1 year", 365)];
    each_case(cases, |(valid_for, days)| {
        let dir = support::copy(support::sample());
        support::put(dir.path(), "data/site.yaml", format!("security_txt: {{valid_for: {valid_for}}}\n"));
        let output = support::factum(dir.path(), &["build", "--as-of", DAY]);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        let files = support::tree(&dir.path().join("out/public"));
        assert_eq!(days_ahead(std::str::from_utf8(&files[SECURITY_TXT]).unwrap()), days, "{valid_for}");
    });
    let cases = ["366 days", "2 years", "23 hours"];
    each_case(cases, |valid_for| {
        let dir = support::copy(support::sample());
        support::put(dir.path(), "data/site.yaml", format!("security_txt: {{valid_for: {valid_for}}}\n"));
        let output = support::factum(dir.path(), &["build", "--as-of", DAY]);
        assert_eq!(output.status.code(), Some(1), "{valid_for}: {}", support::stderr(&output));
        assert!(!dir.path().join("out/public").exists(), "{valid_for}");
    });
}

#[test]
fn identical_headings_have_unique_anchors() {
    let dir = support::copy(support::sample());
    let page = "---\ntitle: Alike\n---\n## Same\n\nOne. [Here](#same-2)\n\n## Same\n\nTwo.\n\n### !\n\n### \
                ?\n\n## same-2\n\n## Measures\n\n## Content\n\n## Sources\n\n## Source \
                1\n\n```statements\nsay: [vendor/summary]\n```\n";
    support::put(dir.path(), "templates/pages/alike.md", page);
    let output = support::factum(dir.path(), &["build", "--as-of", DAY]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let files = support::tree(&dir.path().join("out/public"));
    let page = Html::parse_document(std::str::from_utf8(&files["site/alike.html"]).unwrap());
    let ids = ids(&page);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    let headings: Vec<_> = all(&page, "main h2[id], main h3[id]")
        .iter()
        .map(|it| (words(*it), it.attr("id").unwrap().to_owned()))
        .collect();
    assert_eq!(headings.len(), 6 + 3 + 1, "{headings:?}");
}
