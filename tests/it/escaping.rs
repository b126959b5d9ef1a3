//! Texts of facts are literal: they are printed unchanged and not interpreted. Texts with a meaning in HTML,
//! Markdown, Typst, Jinja, YAML and JSON are put into every field of every kind; each build is compared with
//! a build with harmless texts.

use crate::support;
use crate::support::each_case;
use crate::support::generate;
#[cfg(feature = "pdf")]
use crate::support::pdf;
use std::collections::{BTreeMap, BTreeSet};

use crate::support::generate::{Form, Planted, Style};
use factum::fact::KINDS;
use scraper::{Html, Node};
use serde_json::{Map, Value as Json};

const STEM: &str = "zqmark";
const HARMLESS: &str = "plain words ";

/// Each is put before the mark of each text.
const HOSTILE: &[&str] = &[
    // HTML
    "<script>alert(1)</script> ",
    "<img src=x onerror=alert(1)> ",
    "<a href=\"javascript:alert(1)\">x</a> ",
    "\"><svg onload=alert(1)> ",
    "\" onmouseover=\"alert(1)\" x=\" ",
    "' onfocus='alert(1)' autofocus=' ",
    "</p></td></table></style></title></textarea><plaintext> ",
    "<!-- x --> <!DOCTYPE x> <?x ?> <![CDATA[ x ]]> ",
    "&lt;b&gt; &amp;amp; &#60; &#x3c; &copy &nbsp; & ",
    // Markdown
    "*a* **b** _c_ __d__ ~~e~~ ",
    "[a](javascript:alert(1)) [b](https://evil.example) ![c](https://evil.example/c.png) ",
    "<https://evil.example> https://evil.example www.evil.example <a@evil.example> ",
    "[a]: https://evil.example \"b\" ",
    "`a` ``b`` ",
    "```\na\n``` ",
    "# a ",
    "a\n=== ",
    "- a ",
    "+ a\n+ b ",
    "1. a ",
    "> a ",
    "--- ",
    "| a | b |\n| --- | --- |\n| c | d | ",
    "a | b || c \\| ",
    "\\ \\\\ \\* \\n \\\" \\u0041 ",
    "    a ",
    "\ta\tb ",
    "a  \nb\\\nc ",
    // Typst
    "*x* #strong[x] $x^2$ @ref <label> #x #(1 + 1) ",
    "= x / y: z ~ -- --- ... // x /* x */ ",
    "#import \"x\": * #read(\"/data.json\") \\u{41} \\# ",
    // Jinja
    "{{ 7*7 }} {% if true %}x{% endif %} {# x #} ",
    "{% raw %} {{ vendor.legal_name }} {% endraw %} ",
    "{{ say('vendor/summary') }} ${x} #{x} %x% ",
    // YAML and JSON
    "x: y ",
    "!!x &x *x ? - [x, {y: z}] %x @x ",
    "\"x\": null, 'y' ",
    // Non-ASCII
    "é ß ñ – — “x” ‘y’ … € ",
];

/// Texts that become several paragraphs where paragraphs are supported.
const SEVERAL: &[&str] = &["a\n\nb ", "a\n \n\n# b\n\n- c "];

/// Characters that are valid in addresses and have a meaning elsewhere: for URLs, and for the part before an
/// `@`.
const TAILS: (&str, &str) = (
    "/a(b)*c*_d_[e]'f'&amp;g;h=i,j~k!l$m$@n?q=%3Cx%3E&lt=1#top",
    "*a*_b_'c'&amp=d!e$f$g~h+i%41/j?k#l^m{n|o}p`q",
);

struct Case {
    planted: Vec<Planted>,
    files: BTreeMap<String, Vec<u8>>,
}

/// Builds with `payload` before each mark.
fn build(payload: &str, tails: (&str, &str)) -> Case {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let style = Style { stem: STEM, private: "zqmine", audience: Some("public"), digit: 1, payload, tails };
    let mut planted = Vec::new();
    for kind in KINDS {
        let made: Vec<_> = generate::entries(kind, &style).into_iter().take(5).collect();
        let content = match made.as_slice() {
            [one] if kind.is_singleton => one.entry.clone(),
            all => {
                Json::Object(all.iter().map(|it| (it.id.clone(), it.entry.clone())).collect::<Map<_, _>>())
            }
        };
        support::put(root, &format!("data/{}", kind.file), format!("{content:#}"));
        planted.extend(made.into_iter().flat_map(|it| it.planted));
    }
    planted.retain(|it| !it.private);
    // Entries that repeat other texts: a value, a statement, a list.
    let repeats = r#"
repeat-value: {question: A?, text: "{{ vendor.legal_name }}", audience: public}
repeat-statement: {question: B?, text: '{{ say("measure/zqmark-id-0/summary") }}', audience: public}
repeat-list: {question: C?, text: '{{ all("procurement") | map(attribute="name") | list | listed }}',
    audience: public}
"#;
    support::put(root, "data/answers/repeats.yaml", repeats);
    // On a tall page no row is split: the extracted text of a split row would interleave the parts of its
    // cells.
    let layout = support::sample_text("templates/pdf/document.typ");
    let tall = layout.replace("paper: \"a4\", flipped: sheet", "width: 297mm, height: 20000mm");
    assert_ne!(tall, layout);
    support::put(root, "templates/pdf/document.typ", tall);
    let asked = "repeats: {title: Repeats, audience: public, questions: [{answer: repeat-value}, {answer: \
                 repeat-statement}, {answer: repeat-list}]}";
    support::put(root, "data/questionnaires/repeats.yaml", asked);
    support::put(
        root,
        "data/site.yaml",
        "levels: {placeholder: allow, conflicting-statements: allow, history-order: allow}",
    );
    let output = support::factum(root, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{payload:?}: {}", support::stdout(&output));
    Case { planted, files: support::tree(&root.join("out/public")) }
}

impl Case {
    fn pages(&self) -> impl Iterator<Item = (&str, Html)> {
        let pages = self.files.iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, bytes)| (path.as_str(), Html::parse_document(std::str::from_utf8(bytes).unwrap())))
    }

    fn json(&self, ending: &str) -> Vec<(&str, Json)> {
        let files = self.files.iter().filter(|(path, _)| path.ends_with(ending));
        files.map(|(path, bytes)| (path.as_str(), serde_json::from_slice(bytes).unwrap())).collect()
    }
}

/// The elements of a page in order, with their depths, attribute names, and the attribute values that
/// determine links and scripts.
fn skeleton(page: &Html) -> Vec<String> {
    let mut lines = Vec::new();
    for node in page.tree.nodes() {
        let Node::Element(element) = node.value() else { continue };
        let mut names: Vec<String> = element
            .attrs()
            .map(|(name, value)| match name {
                "href" if !value.starts_with('#') => format!("href={value}"),
                "class" | "scope" | "rel" | "http-equiv" | "data-statement" | "data-label" => {
                    format!("{name}={value}")
                }
                _ => name.to_owned(),
            })
            .collect();
        names.sort();
        lines.push(format!("{}{} {}", " ".repeat(node.ancestors().count()), element.name(), names.join(" ")));
    }
    lines
}

/// All texts of a page: the joined text nodes, and each attribute value except the anchors of headings.
fn texts(page: &Html) -> Vec<String> {
    let mut all = vec![String::new()];
    for node in page.tree.nodes() {
        match node.value() {
            Node::Text(text) => all[0].push_str(text),
            Node::Element(element) => all.extend(
                element
                    .attrs()
                    .filter(|(name, value)| *name != "id" && !value.starts_with('#'))
                    .map(|(_, value)| value.to_owned()),
            ),
            Node::Comment(comment) => panic!("a comment: {}", &**comment),
            _ => {}
        }
    }
    all
}

fn strings(json: &Json, found: &mut BTreeSet<String>) {
    match json {
        Json::String(text) => drop(found.insert(text.clone())),
        Json::Array(items) => items.iter().for_each(|it| strings(it, found)),
        Json::Object(map) => map.values().for_each(|it| strings(it, found)),
        _ => {}
    }
}

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How often the marks of `planted` are in `text`, each after the value that precedes it in the fact. `form`
/// normalises both; the case of the first letter is ignored.
#[track_caller]
fn occurrences(
    text: &str,
    planted: &BTreeMap<&str, &Planted>,
    form: fn(&str) -> String,
    file: &str,
) -> usize {
    if !text.contains(STEM) {
        return 0;
    }
    let hay = form(text);
    let mut count = 0;
    // The id of an entry is not a text.
    for (at, _) in hay.match_indices(STEM).filter(|(at, _)| !hay[at + STEM.len()..].starts_with("-id-")) {
        let end =
            hay[at..].find("-end").unwrap_or_else(|| panic!("{file}: a mark is cut off: {:?}", &hay[at..]));
        let mark = &hay[at..at + end + "-end".len()];
        let Some(it) = planted.get(mark).filter(|it| it.form != Form::Plain) else { continue };
        let whole = form(&it.text);
        let before = whole.strip_suffix(mark).unwrap();
        let mut letters = before.chars();
        let capital: String =
            letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default();
        let found = &hay[..at];
        let from = found.char_indices().rev().nth(before.chars().count() + 20).map_or(0, |(at, _)| at);
        let here = &hay[from..at + mark.len()];
        assert!(
            found.ends_with(before) || found.ends_with(&capital),
            "{file}: {} is {whole:?}, but here it reads {here:?}",
            it.path
        );
        count += 1;
    }
    count
}

/// Asserts that all texts of `case` are rendered literally.
fn assert_literal(case: &Case) {
    let [(_, facts)] = &case.json("facts.json")[..] else { panic!() };
    let mut exact = BTreeSet::new();
    strings(&facts["facts"], &mut exact);
    for it in &case.planted {
        // For templates and expressions of answers, the facts contain the results.
        let computed = it.form == Form::Template || it.path.ends_with("verdict.expression");
        // For certificates that are not valid, they omit the same fields as the pages; verdicts that are not
        // given are missing.
        let left_out = generate::left_out(&it.path);
        let computed = computed || left_out;
        assert!(computed || exact.contains(&it.text), "facts.json: {} is not {:?}", it.path, it.text);
    }
    let planted: BTreeMap<&str, &Planted> = case.planted.iter().map(|it| (it.mark.as_str(), it)).collect();
    let mut given = 0;
    for (path, answers) in case.json("answers.json") {
        let mut found = BTreeSet::new();
        strings(&answers, &mut found);
        found.retain(|it| it.contains(STEM));
        if !path.contains("/repeats/") {
            for it in case.planted.iter().filter(|it| it.form != Form::Plain) {
                let here = found.iter().filter(|text| text.contains(&it.mark));
                given += here.inspect(|text| assert_eq!(**text, it.text, "{path}: {}", it.path)).count();
            }
        }
        for text in &found {
            occurrences(text, &planted, one_space, path);
        }
    }
    assert!(given >= 5, "{given} texts in answers.json");
    let mut shown = 0;
    for (path, page) in case.pages() {
        shown += texts(&page).iter().map(|text| occurrences(text, &planted, one_space, path)).sum::<usize>();
        for (node, element) in page.tree.nodes().filter_map(|it| Some((it, it.value().as_element()?))) {
            // The only image is the timeline.
            let figure = node.parent().and_then(|it| it.parent()).and_then(|it| it.value().as_element());
            let chart =
                element.name() == "svg" && figure.is_some_and(|it| it.attr("class") == Some("timeline"));
            let is_forbidden =
                ["script", "img", "iframe", "object", "svg", "form"].contains(&element.name()) && !chart;
            assert!(!is_forbidden, "{path}: <{}>", element.name());
            for (name, value) in element.attrs() {
                assert!(
                    !name.starts_with("on") && name != "style" && name != "src",
                    "{path}: attribute {name}"
                );
                assert!(name != "href" || !value.to_lowercase().contains("script:"), "{path}: {value}");
            }
        }
    }
    assert!(shown >= 200, "{shown} texts on pages");
    #[cfg(feature = "pdf")]
    for (path, bytes) in case.files.iter().filter(|(path, _)| path.ends_with(".pdf")) {
        let found = occurrences(&pdf::body(bytes), &planted, pdf::without_space, path);
        assert!(found > 5, "{found} texts in {path}");
    }
}

fn assert_same_skeleton(case: &Case, harmless: &Case, payload: &str) {
    assert!(case.files.keys().eq(harmless.files.keys()), "other files");
    for ((path, page), (_, other)) in case.pages().zip(harmless.pages()) {
        let (here, there) = (skeleton(&page), skeleton(&other));
        let differ = here.iter().zip(&there).position(|(a, b)| a != b).unwrap_or(here.len().min(there.len()));
        assert!(
            here == there,
            "{payload:?} makes {path} another page: {:?} instead of {:?}",
            here.get(differ),
            there.get(differ)
        );
    }
}

#[test]
fn hostile_texts_are_rendered_literally() {
    let harmless = build(HARMLESS, ("", ""));
    assert_literal(&harmless);
    let next = std::sync::Mutex::new(HOSTILE.iter());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some(payload) = next.lock().unwrap().next() else { break };
                    let case = build(payload, ("", ""));
                    assert_literal(&case);
                    assert_same_skeleton(&case, &harmless, payload);
                }
            });
        }
    });
}

#[test]
fn texts_of_several_paragraphs_are_rendered_literally() {
    each_case(SEVERAL, |payload| {
        assert_literal(&build(payload, ("", "")));
    });
}

#[test]
fn links_lead_to_the_stated_addresses() {
    let case = build(HARMLESS, TAILS);
    assert_literal(&case);
    let mut links = 0;
    for (path, page) in case.pages() {
        for value in page
            .tree
            .nodes()
            .filter_map(|it| it.value().as_element()?.attr("href"))
            .filter(|it| it.contains(':'))
        {
            assert_leads(&case, value, path);
            links += 1;
        }
    }
    assert!(links > 20, "{links} links");
    #[cfg(feature = "pdf")]
    for (path, bytes) in case.files.iter().filter(|(path, _)| path.ends_with("handbook.pdf")) {
        let found = pdf::links(bytes);
        found.iter().for_each(|it| assert_leads(&case, it, path));
        assert!(found.len() > 20, "{} links in {path}", found.len());
    }
}

/// Asserts that `link` leads to the address that a fact states; e-mail addresses are escaped (RFC 6068,
/// section 2).
#[track_caller]
fn assert_leads(case: &Case, link: &str, path: &str) {
    let planted =
        case.planted.iter().find(|it| link.contains(&it.mark)).unwrap_or_else(|| panic!("{path}: {link}"));
    let written = match link.strip_prefix("mailto:") {
        Some(address) => {
            let allowed = |it: char| it.is_ascii_alphanumeric() || "-._~!$'*+,;:@%".contains(it);
            assert!(address.chars().all(allowed), "{path}: {link} is no URI");
            unescaped(address)
        }
        None => link.to_owned(),
    };
    assert_eq!(written, planted.text, "{path}");
}

/// A part of a URI with its escapes (`%41`) resolved.
fn unescaped(part: &str) -> String {
    let mut pieces = part.split('%');
    let mut text = pieces.next().unwrap().to_owned();
    for piece in pieces {
        text.push(u8::from_str_radix(&piece[..2], 16).unwrap().into());
        text.push_str(&piece[2..]);
    }
    text
}
