//! Texts for readers are in plain language: they contain none of the words in `language/words.txt`.

mod printed;

use crate::support::{copy, factum, sample, sample_text, stdout, tree};

/// Areas with some texts that are not in plain language yet.
const NOT_YET: &[&str] = &[];

/// Texts that are read together: the origin and the text of each.
struct Area {
    name: &'static str,
    texts: fn() -> Vec<(String, String)>,
}

const AREAS: &[Area] = &[
    Area { name: "documents", texts: crate::documentation::documents },
    Area { name: "explanations", texts: || files("src/diagnostic/explanations", &["md"]) },
    Area { name: "help", texts: help },
    Area { name: "pages", texts: pages },
    Area { name: "printed", texts: printed::printed },
    Area { name: "notices", texts: printed::notices },
    Area { name: "built", texts: printed::built },
    Area { name: "templates", texts: || files("templates", &["css", "html", "md", "typ", "yaml"]) },
];

/// How many characters before and after a word a failure shows.
const CONTEXT: usize = 40;

#[test]
fn texts_are_in_plain_words() {
    let words = words();
    let mut found = Vec::new();
    for area in AREAS.iter().filter(|it| !NOT_YET.contains(&it.name)) {
        let texts = (area.texts)();
        assert!(!texts.is_empty(), "`{}` has no texts", area.name);
        for (place, text) in texts {
            let text = plain(&text);
            for (word, instead) in &words {
                let hits = occurrences(&text, word);
                found.extend(
                    hits.into_iter()
                        .map(|at| format!("{place}: `{word}` ({instead}): {}", around(&text, at))),
                );
            }
        }
    }
    assert!(found.is_empty(), "words to replace:\n{}", found.join("\n"));
}

#[test]
fn skipped_areas_exist() {
    for name in NOT_YET {
        assert!(AREAS.iter().any(|area| area.name == *name), "no area `{name}`");
    }
}

#[test]
fn whole_words_are_found_in_any_case_and_across_line_breaks() {
    let text = plain("# As\n# you like. Alike; as-you-like, AS YOU  LIKE");
    let found = occurrences(&text, "as you like");
    assert_eq!(found, [0, text.len() - "as you like".len()]);
}

/// The table of words and their replacements.
fn words() -> Vec<(String, String)> {
    let text = sample_text("tests/it/language/words.txt");
    let rows = text.lines().filter(|it| !it.starts_with('#') && !it.is_empty());
    rows.map(|row| {
        let (word, instead) = row.split_once(" | ").unwrap_or_else(|| panic!("no ` | ` in `{row}`"));
        (word.to_lowercase(), instead.to_owned())
    })
    .collect()
}

/// The text in lower case on one line, without comment and heading marks.
fn plain(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_start().trim_start_matches('#'));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.join(" ").to_lowercase()
}

/// Where `word` is in `text` as a whole word or phrase.
fn occurrences(text: &str, word: &str) -> Vec<usize> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let whole = |at: usize| !text[..at].ends_with(inside) && !text[at + word.len()..].starts_with(inside);
    text.match_indices(word).map(|(at, _)| at).filter(|at| whole(*at)).collect()
}

fn around(text: &str, at: usize) -> &str {
    let start = text.floor_char_boundary(at.saturating_sub(CONTEXT));
    let end = text.ceil_char_boundary((at + CONTEXT).min(text.len()));
    &text[start..end]
}

/// The help of the program and of each command.
fn help() -> Vec<(String, String)> {
    let general = stdout(&factum(sample(), &["help"]));
    let listed = general.lines().skip_while(|it| *it != "Commands:").skip(1);
    let commands: Vec<String> = listed
        .take_while(|it| !it.is_empty())
        .filter(|it| it.starts_with("  ") && !it.starts_with("   "))
        .filter_map(|it| it.split_whitespace().next().map(str::to_owned))
        .filter(|it| it != "help")
        .collect();
    let one = |name: String| {
        let text = stdout(&factum(sample(), &["help", &name]));
        (format!("factum help {name}"), text)
    };
    let mut texts: Vec<_> = commands.into_iter().map(one).collect();
    texts.push(("factum help".to_owned(), general));
    texts
}

/// The pages of the sample, for each audience.
fn pages() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for audience in ["public", "nda", "internal"] {
        let dir = copy(sample());
        factum(dir.path(), &["build", "--audience", audience]);
        for (path, bytes) in tree(&dir.path().join("out")) {
            if path.ends_with(".html") {
                texts.push((path, text_of(&String::from_utf8(bytes).unwrap())));
            }
        }
    }
    texts
}

/// The visible text of a page, with its blocks separated.
fn text_of(page: &str) -> String {
    let page = scraper::Html::parse_document(page);
    let body = scraper::Selector::parse("body").unwrap();
    let texts = page.select(&body).flat_map(|body| body.text());
    texts.collect::<Vec<_>>().join("\n")
}

/// The files below `folder` with one of these extensions.
fn files(folder: &str, extensions: &[&str]) -> Vec<(String, String)> {
    let kept = |path: &str| extensions.iter().any(|it| path.ends_with(&format!(".{it}")));
    tree(&sample().join(folder))
        .into_iter()
        .filter(|(path, _)| kept(path))
        .map(|(path, bytes)| (format!("{folder}/{path}"), String::from_utf8(bytes).unwrap()))
        .collect()
}
