//! Any input: a clear finding or error, the right exit code, no output, bounded work, no crash.

use crate::support::{self, each_case, factum, put, sample, stderr, tree};
use std::fs;

/// Builds the sample with one file changed; the build must fail with a finding of `code` that contains
/// `words`, without output.
#[track_caller]
pub fn assert_rejected(path: &str, text: impl AsRef<[u8]>, code: &str, words: &str) {
    let dir = support::copy(sample());
    put(dir.path(), path, text);
    let output = factum(dir.path(), &["build"]);
    let printed = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{path}: {printed}");
    assert!(printed.contains(&format!("error[{code}]")) && printed.contains(words), "{path}: {printed}");
    assert!(!dir.path().join("out").exists());
}

/// Builds the sample with one file changed; the build must succeed.
#[track_caller]
pub fn accepted(path: &str, text: impl AsRef<[u8]>) -> tempfile::TempDir {
    let dir = support::copy(sample());
    put(dir.path(), path, text);
    let output = factum(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{path}: {}", stderr(&output));
    dir
}

pub fn answer(text: &str) -> String {
    format!("boom:\n  question: Boom?\n  audience: public\n  text: {text}\n")
}

#[test]
fn yaml_bombs_are_rejected() {
    let words = (1..12).fold("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned(), |all, it| {
        let before = format!("*a{}", it - 1);
        all + &format!("a{it}: &a{it} [{}]\n", [before.as_str(); 10].join(", "))
    });
    assert_rejected("data/measures.yaml", words, "yaml-syntax", "the file has more than 1000000 values");
    let long = format!(
        "x:\n  name: N\n  topic: encryption\n  statement: &x {}\n  details: [{}]\n",
        "a".repeat(1 << 20),
        ["*x"; 10_000].join(",")
    );
    assert_rejected("data/measures.yaml", long, "yaml-syntax", "the file has more than 1000000 values");
    assert_rejected("data/measures.yaml", "x: &x\n  name: *x\n", "yaml-syntax", "");
}

#[test]
fn nesting_depth_is_limited() {
    assert_rejected(
        "data/measures.yaml",
        "[".repeat(200) + &"]".repeat(200),
        "yaml-syntax",
        "nested more than 64 levels deep",
    );
    let block: String = (0..200).map(|it| " ".repeat(it) + "a:\n").collect();
    assert_rejected("data/measures.yaml", block, "yaml-syntax", "nested more than 64 levels deep");
    let page = format!(
        "---\ntitle: Deep\n---\n{} x\n\n{}y\n\n{}a{}\n",
        ">".repeat(400),
        "- ".repeat(400),
        "*".repeat(50_000),
        "*".repeat(50_000)
    );
    accepted("templates/pages/deep.md", page);
    let terms = "1".to_owned() + &"+1".repeat(200_000);
    assert_rejected(
        "data/answers/more.yaml",
        answer(&format!("'{{{{ {terms} }}}}'")),
        "template-error",
        "the template is larger than 256 KiB",
    );
    accepted("data/answers/more.yaml", answer(&format!("'{{{{ {} }}}}'", &terms[..20_001])));
}

#[test]
fn long_histories_do_not_exhaust_the_stack() {
    let history = "    - state: planned\n".repeat(50_000);
    accepted(
        "data/certifications.yaml",
        format!(
            "x:\n  name: N\n  framework: F\n  form: certificate\n  audience: public\n  history:\n{history}"
        ) + "soc2-type-1: &s {name: A, framework: SOC 2, form: attestation, audience: public, history: \
             [{state: current}]}\nsoc2-type-2: *s\niso-27001: {name: I, framework: ISO, form: certificate, \
             audience: public, history: [{state: current}]}\n",
    );
}

#[test]
fn any_column_width_is_accepted() {
    let page = "---\ntitle: T\n---\n```statements\neach: certification\ntable: {A: name, B: \
                status}\nwidths: [4294967295, 4294967295]\n```\n";
    accepted("templates/pages/wide.md", page);
}

#[test]
fn security_txt_conforms_to_its_standard() {
    let stated = fs::read_to_string(sample().join("data/programme.yaml")).unwrap();
    let programme = |channel: &str| stated.replacen("email: support@berri.ai", channel, 1);
    assert_rejected(
        "data/programme.yaml",
        programme("url: \"http://example.com/report\""),
        "invalid-value",
        "does not begin with `https://`",
    );
    for time in ["1 hour", "5 years", "900 years"] {
        assert_rejected(
            "data/site.yaml",
            format!("security_txt: {{valid_for: {time}}}\n"),
            "invalid-value",
            "security.txt may hold for a day to a year",
        );
    }
    let dir = accepted("data/programme.yaml", programme("email: \"a#b{c}|`^&d@exa.mple\""));
    let text = fs::read_to_string(dir.path().join("out/public/site/.well-known/security.txt")).unwrap();
    assert!(text.contains("Contact: mailto:a%23b%7Bc%7D%7C%60%5E%26d@exa.mple\n"), "{text}");
    // It expires no later than the programme.
    let valid = stated.replacen("channels:", "valid: {until: 2026-03-31}\nchannels:", 1);
    let dir = accepted("data/programme.yaml", valid);
    let text = fs::read_to_string(dir.path().join("out/public/site/.well-known/security.txt")).unwrap();
    assert!(text.contains("Expires: 2026-04-01T00:00:00Z\n"), "{text}");
}

#[test]
fn a_second_vendor_is_rejected() {
    assert_rejected(
        "data/vendor/other.yaml",
        "legal_name: Other\naudience: public\nsource: page-security\n",
        "duplicate-id",
        "there can be only one `vendor`",
    );
    assert_rejected(
        "data/vendor.yml",
        "legal_name: Other\naudience: public\nsource: page-security\n",
        "duplicate-id",
        "there can be only one `vendor`",
    );
}

#[test]
fn many_errors_are_reported_in_reasonable_time() {
    let measure = |it: usize| {
        format!(
            "m-{it}: {{name: N, topic: encryption, statement: S, audience: public, source: page-security, \
             rests_on: measure/nothing-{it}}}\n"
        )
    };
    assert_rejected(
        "data/measures.yaml",
        (0..3_000).map(measure).collect::<String>(),
        "dangling-reference",
        "",
    );
    let entry = |it: usize| format!("m-{it}: {{name: N, topik: x}}, ");
    assert_rejected(
        "data/measures.yaml",
        format!("{{{}}}", (0..3_000).map(entry).collect::<String>()),
        "unknown-key",
        "",
    );
    let keys: String = (0..20_000).map(|it| format!("k{it}: x\n")).collect();
    assert_rejected("data/vendor.yaml", keys, "unknown-key", "");
    accepted("templates/pages/same.md", format!("---\ntitle: T\n---\n{}", "## A\n\n".repeat(2_000)));
}

#[cfg(unix)]
#[test]
fn terminal_output_is_escaped() {
    let dir = support::copy(sample());
    put(dir.path(), "data/bad\u{1b}[31m.yaml", "x: 1\n");
    put(dir.path(), "data/measures.yaml", "x: \u{9b}31m\n");
    let output = factum(dir.path(), &["build"]);
    assert!(!output.stderr.contains(&0x1b) && !stderr(&output).contains('\u{9b}'), "{}", stderr(&output));
}

#[test]
fn right_to_left_text_and_missing_glyphs_are_reported() {
    let measure = |words: &str| {
        format!(
            "{}\nx: {{name: Name, topic: encryption, statement: \"{words}\"}}\n",
            "defaults: {audience: public, source: page-security}"
        )
    };
    let cases = ["日本語の文章", "نص عربي", "עברית"];
    each_case(cases, |words| {
        let dir = support::copy(sample());
        put(dir.path(), "data/measures/more.yaml", measure(words));
        let output = factum(dir.path(), &["build", "--deny", "warnings"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(!dir.path().join("out").exists());
        let output = factum(dir.path(), &["build"]);
        let printed = stderr(&output);
        assert_eq!(output.status.code(), Some(0), "{printed}");
        assert!(printed.contains("warning[missing-glyph]") && printed.contains("`measure/x`"), "{printed}");
        assert!(
            printed.contains("`pdf/handbook.pdf` is not written") && printed.contains("templates/fonts/"),
            "{printed}"
        );
        let files = tree(&dir.path().join("out/public"));
        assert!(!files.contains_key("pdf/handbook.pdf") && !files.contains_key("site/pdf/handbook.pdf"));
        assert!(!String::from_utf8_lossy(&files["manifest.json"]).contains("handbook.pdf"));
        assert!(
            files.iter().all(|(path, it)| !path.ends_with(".html")
                || !String::from_utf8_lossy(it).contains("handbook.pdf"))
        );
        assert!(String::from_utf8_lossy(&files["site/measures.html"]).contains(words));
        if cfg!(feature = "pdf") {
            assert!(files.contains_key("pdf/certification-status.pdf"));
        }
    });
    let dir = accepted("data/measures/more.yaml", measure("Ärzte, naïve, Łódź, Ünïcödé → ✓ “quoted” – 5 €"));
    let page = fs::read_to_string(dir.path().join("out/public/site/measures.html")).unwrap();
    assert!(page.contains("Łódź, Ünïcödé → ✓ “quoted” – 5 €"));
}

#[test]
fn an_expired_source_is_not_referenced() {
    let sources = fs::read_to_string(sample().join("data/sources.yaml")).unwrap();
    let over = sources.replacen("  title:", "  valid: {until: 2020-01-01}\n  title:", 1);
    assert_ne!(sources, over);
    let dir = accepted("data/sources.yaml", over);
    let facts: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.path().join("out/public/facts.json")).unwrap()).unwrap();
    let listed = |it: &serde_json::Value| it["source"].as_array().cloned().unwrap_or_default();
    for (kind, entries) in facts["facts"].as_object().unwrap() {
        for (id, entry) in entries.as_object().unwrap() {
            assert!(listed(entry).iter().all(|it| it["of"].is_string()), "{kind}/{id}: {}", entry["source"]);
        }
    }
}

#[test]
fn group_headings_keep_their_spelling() {
    let page =
        "---\ntitle: T\n---\n```statements\neach: certification\nby: framework\nsections: [name]\n```\n";
    let facts = "x: {name: N, framework: ISO-27001, form: certificate, audience: public, history: [{state: \
                 current}]}\n";
    let dir = support::copy(sample());
    put(dir.path(), "templates/pages/grouped.md", page);
    put(dir.path(), "data/certifications/more.yaml", facts);
    assert_eq!(factum(dir.path(), &["build"]).status.code(), Some(0));
    assert!(
        fs::read_to_string(dir.path().join("out/public/site/grouped.html"))
            .unwrap()
            .contains(">ISO-27001</h")
    );
}

#[cfg(feature = "pdf")]
#[test]
fn a_typesetter_that_does_not_finish_is_stopped() {
    let dir = support::copy(sample());
    put(dir.path(), "templates/pdf/document.typ", "#for a in range(100000) { for b in range(100000) { } }");
    put(
        dir.path(),
        "list.csv",
        "Question,Answer\nDo you have a SOC 2 report?,\nIs data encrypted at rest?,\nDo you keep audit \
         logs?,\n",
    );
    let list = dir.path().join("list.csv");
    let cases = [vec!["build"], vec!["answer", list.to_str().unwrap()], vec!["review", "--format", "pdf"]];
    each_case(cases, |arguments| {
        let output = factum(dir.path(), &[arguments.as_slice(), &["--time-limit", "2"]].concat());
        assert_eq!(output.status.code(), Some(2));
        let printed = stderr(&output);
        assert!(
            printed.contains("not finished within 2 seconds; what was being generated was not written"),
            "{printed}"
        );
        assert!(!dir.path().join("out").exists());
    });
}
