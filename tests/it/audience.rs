//! Content above the audience of a build is nowhere in the build: marks are planted in every field of every
//! kind, as listed by the program's own schemas, in entries for each audience, in internal fields of public
//! entries, in comments, in pages and in evidence; then every byte of every build is searched.

use crate::support;
use crate::support::each_case;
use crate::support::generate;
#[cfg(feature = "pdf")]
use crate::support::pdf;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::support::generate::{Planted, Style};
use factum::fact::KINDS;
use serde_json::{Map, Value as Json};

const AUDIENCES: [&str; 3] = ["public", "nda", "internal"];
const PUBLIC: usize = 0;
const NDA: usize = 1;
const INTERNAL: usize = 2;

/// A way in which entries get their audience.
struct Way {
    style: Style<'static>,
    /// The widest audience that may see them.
    level: usize,
    /// Whether the audience is stated under `defaults`.
    by_default: bool,
}

const fn way(
    stem: &'static str,
    private: &'static str,
    audience: Option<&'static str>,
    digit: u8,
    level: usize,
) -> Way {
    Way {
        style: Style { stem, private, audience, digit, payload: "", tails: ("", "") },
        level,
        by_default: false,
    }
}

/// Everyone may see `zqp…`, so that these tests can fail. All other marks begin with `zqx`.
const WAYS: [Way; 5] = [
    way("zqpopen", "zqxown", Some("public"), 1, PUBLIC),
    way("zqxnda", "zqxndp", Some("nda"), 2, NDA),
    way("zqxint", "zqxinp", Some("internal"), 3, INTERNAL),
    Way { by_default: true, ..way("zqxdef", "zqxdep", None, 4, NDA) },
    way("zqxnon", "zqxnop", None, 5, INTERNAL),
];

/// Marks that no audience may see: in comments, in evidence, and in names of files in `data/`.
const NEVER: [&str; 3] = ["zqxcomment", "zqxevidence", "zqxfile"];
/// Marks in pages for one audience.
const PAGES: [(&str, usize); 2] = [("zqxpagenda", NDA), ("zqxpageint", INTERNAL)];

/// The planted marks, by way.
type PlantedMarks = Vec<(&'static Way, Vec<Planted>)>;

/// A build: its files with all readable text, in lower case.
struct Build {
    files: BTreeMap<String, String>,
}

impl Build {
    fn of(root: &Path, audience: &str) -> Self {
        let output = support::factum(root, &["build", "--audience", audience]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{audience}: {}{}",
            support::stdout(&output),
            support::stderr(&output)
        );
        let tree = support::tree(&root.join("out").join(audience));
        let files = tree.into_iter().map(|(path, bytes)| {
            let text = readable(&path, &bytes).to_lowercase();
            (path, text)
        });
        Self { files: files.collect() }
    }

    /// Where `mark` is found: the path, or the text around it.
    fn occurrences(&self, mark: &str) -> Vec<String> {
        let mark = mark.to_lowercase();
        let mut found = Vec::new();
        for (path, text) in &self.files {
            if path.to_lowercase().contains(&mark) {
                found.push(format!("the path {path}"));
            }
            if let Some(at) = text.find(&mark) {
                let around: String = text[at..].chars().take(80).collect();
                found.push(format!("{path}: …{around}…"));
            }
        }
        found
    }

    fn holds(&self, path: impl Fn(&str) -> bool, mark: &str) -> bool {
        self.files.iter().any(|(name, text)| path(name) && text.contains(mark))
    }
}

fn readable(path: &str, bytes: &[u8]) -> String {
    #[cfg(feature = "pdf")]
    if path.ends_with(".pdf") {
        return pdf::everything(bytes);
    }
    let _ = path;
    String::from_utf8_lossy(bytes).into_owned()
}

/// Plants entries of every kind in every way in `root`; kinds with a single entry use the way `alone`.
fn plant(root: &Path, alone: &str) -> PlantedMarks {
    let mut planted_marks: PlantedMarks = Vec::new();
    for way in &WAYS {
        let mut planted = Vec::new();
        for kind in KINDS {
            if kind.is_singleton && way.style.stem != alone {
                continue;
            }
            let made = generate::entries(kind, &way.style);
            let folder = generate::folder(kind);
            let content = if kind.is_singleton {
                made[0].entry.clone()
            } else {
                let mut map: Map<String, Json> =
                    made.iter().map(|it| (it.id.clone(), it.entry.clone())).collect();
                if way.by_default {
                    map.insert(
                        "defaults".into(),
                        serde_json::json!({"audience": AUDIENCES[way.level], "owner": "zqxdep-defaults"}),
                    );
                }
                Json::Object(map)
            };
            let path = if kind.is_singleton {
                format!("data/{folder}.yaml")
            } else {
                format!("data/{folder}/zqxfile-{}.yaml", way.style.stem)
            };
            support::put(root, &path, generate::yaml(&content, "zqxcomment in YAML"));
            planted.extend(made.into_iter().flat_map(|it| it.planted));
        }
        for it in planted.iter().filter(|it| it.evidence) {
            let result = r#"{"zqxevidence": "zqxevidence", "runs": [{"results": [{"ruleId": "zqxevidence", "level": "note"}]}]}"#;
            support::put(root, &format!("data/evidence/{}", it.text), result);
        }
        planted_marks.push((way, planted));
    }
    planted_marks
}

/// The settings, with a comment, and with acknowledgements of findings that generated entries cause.
fn settings(root: &Path) {
    let site = "# zqxcomment\ntitle: Trust # zqxcomment\nlevels: {conflicting-statements: allow, \
                history-order: allow} # zqxcomment\n";
    support::put(root, "data/site.yaml", site);
}

/// Pages for one audience, and a public page with comments.
fn pages(root: &Path) {
    for (mark, level) in PAGES {
        let audience = AUDIENCES[level];
        let stem = WAYS[level].style.stem;
        let front = format!(
            "---\n# zqxcomment\ntitle: {mark} title\nnav: {mark} nav\nsummary: {mark} summary\naudience: \
             {audience}\norder: 80\noutputs: [site, handbook, sheet]\n---\n{mark} prose {{# zqxcomment \
             #}}\n\n## {mark} heading\n\n"
        );
        // A page without statements is always shown; one whose statements are all hidden is not.
        support::put(root, &format!("templates/pages/{mark}.md"), format!("{front}{mark} more prose.\n"));
        let placed = format!("{front}```statements\nsay: [measure/{stem}-id-0/summary]\n```\n");
        support::put(root, &format!("templates/pages/{mark}-placed.md"), placed);
    }
    let links: Vec<_> = PAGES.iter().map(|(mark, _)| format!("[there](page:{mark})")).collect();
    let page = format!(
        "---\n# zqxcomment\ntitle: Open page\n---\nLook {{# zqxcomment #}} {}.\n\n```pages\n```\n",
        links.join(" and ")
    );
    support::put(root, "templates/pages/open.md", page);
}

/// Asserts that the build contains no mark above its audience.
fn assert_nothing_hidden_is_visible(build: &Build, audience: usize, planted_marks: &PlantedMarks) {
    let mut forbidden: BTreeSet<String> = NEVER.iter().map(|it| (*it).to_owned()).collect();
    forbidden.extend(PAGES.iter().filter(|(_, level)| *level > audience).map(|(mark, _)| (*mark).to_owned()));
    for (way, _) in planted_marks {
        if way.level > audience {
            forbidden.insert(way.style.stem.into());
            forbidden.extend(generate::figures(&way.style));
        }
        if audience < INTERNAL {
            forbidden.insert(way.style.private.into());
        }
    }
    let leaks: Vec<_> = forbidden.iter().flat_map(|it| build.occurrences(it)).collect();
    assert!(leaks.is_empty(), "in the {} build:\n{}", AUDIENCES[audience], leaks.join("\n"));
}

/// Asserts that the build contains all marks of its audience, so that
/// `assert_nothing_hidden_is_visible` is meaningful.
fn assert_everything_allowed_is_visible(build: &Build, audience: usize, planted_marks: &PlantedMarks) {
    let mut missing = Vec::new();
    for (way, planted) in planted_marks.iter().filter(|(way, _)| way.level <= audience) {
        let known: Vec<_> = planted.iter().filter(|it| audience == INTERNAL || !it.private).collect();
        let day = &generate::figures(&way.style)[0];
        assert!(
            known.is_empty() || build.holds(|path| path == "facts.json", day),
            "{day} is not in facts.json"
        );
        // `facts.json` contains the result of a verdict, not the expression.
        let allowed = known.iter().filter(|it| !it.path.ends_with("verdict.expression"));
        // It also omits fields that pages omit for certificates without validity, and verdicts that are not
        // given.
        let left_out = generate::left_out;
        let allowed = allowed.filter(|it| audience == INTERNAL || !left_out(&it.path));
        missing.extend(
            allowed
                .filter(|it| !build.holds(|path| path == "facts.json", &it.mark))
                .map(|it| it.path.clone()),
        );
        // Pages and PDFs do not contain everything, but some marks of each way.
        for ending in [
            ".html",
            "answers.json",
            #[cfg(feature = "pdf")]
            "handbook.pdf",
            #[cfg(feature = "pdf")]
            "-status.pdf",
        ] {
            assert!(
                known.is_empty()
                    || ending == "answers.json"
                    || build.holds(|path| path.ends_with(ending), way.style.stem),
                "no {ending} of the {} build holds `{}`",
                AUDIENCES[audience],
                way.style.stem
            );
        }
    }
    assert!(
        missing.is_empty(),
        "not in facts.json of the {} build: {}",
        AUDIENCES[audience],
        missing.join(", ")
    );
}

#[test]
fn no_build_contains_entries_pages_or_comments_of_a_narrower_audience() {
    let dir = support::copy(support::sample());
    let root = dir.path();
    settings(root);
    pages(root);
    let planted_marks = plant(root, "zqpopen");
    // The widest audience first: later builds must not contain anything of an earlier one.
    let cases = [INTERNAL, NDA, PUBLIC];
    each_case(cases, |audience| {
        let build = Build::of(root, AUDIENCES[audience]);
        assert_nothing_hidden_is_visible(&build, audience, &planted_marks);
        assert_everything_allowed_is_visible(&build, audience, &planted_marks);
        for (mark, level) in PAGES {
            let there = build.files.contains_key(&format!("site/{mark}.html"));
            assert_eq!(there, level <= audience, "{mark} in the {} build", AUDIENCES[audience]);
        }
    });
}

#[test]
fn no_build_contains_the_only_entry_of_a_fact_type_of_a_narrower_audience() {
    for way in WAYS.iter().filter(|it| it.level > PUBLIC && !it.by_default) {
        let dir = support::copy(support::sample());
        let root = dir.path();
        settings(root);
        // These contain the vendor's name.
        for folder in ["data/answers", "data/questionnaires"] {
            fs::remove_dir_all(root.join(folder)).unwrap();
        }
        let planted_marks = plant(root, way.style.stem);
        for audience in [INTERNAL, NDA, PUBLIC] {
            let build = Build::of(root, AUDIENCES[audience]);
            assert_nothing_hidden_is_visible(&build, audience, &planted_marks);
            assert_everything_allowed_is_visible(&build, audience, &planted_marks);
        }
    }
}

#[test]
fn marks_are_planted_in_every_field_of_every_kind() {
    each_case(KINDS, |kind| {
        let made = generate::entries(kind, &WAYS[0].style);
        for field in (kind.field_schemas)() {
            // Only some questionnaires belong to a customer.
            let planted = |it: &generate::Made| !it.entry[field.name].is_null();
            let everywhere = (kind.name, field.name) != ("questionnaire", "customer");
            let found = if everywhere { made.iter().all(planted) } else { made.iter().any(planted) };
            assert!(found, "{}.{}", kind.name, field.name);
        }
        assert!(made.iter().all(|it| !it.planted.is_empty()), "{} has no text", kind.name);
    });
}
