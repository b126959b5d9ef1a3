//! Templates are limited in time, in the size of texts and lists, and in what they can read.

use crate::limits::{accepted, answer, assert_rejected};
use std::fs;

use crate::support::tree;

#[test]
fn endless_templates_are_stopped() {
    let page = |body: &str| format!("---\ntitle: T\n---\n{body}\n");
    let loops = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}";
    assert_rejected(
        "templates/pages/x.md",
        page(loops),
        "template-error",
        "this template takes too many steps",
    );
    assert_rejected(
        "templates/pages/x.md",
        page("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
        "template-error",
        "",
    );
    let much = "{% set a = \"x\" * 1000000 %}{% for i in range(9999) %}{{ a }}{% endfor %}";
    assert_rejected("templates/pages/x.md", page(much), "template-error", "the text is longer than 8 MiB");
    assert_rejected(
        "templates/pages/x.md",
        page("{% set n = namespace() %}{% set n.a = n %}{{ n | string }}"),
        "template-error",
        "",
    );
    assert_rejected(
        "data/answers/more.yaml",
        answer("'{{ \"%.65535e\" | format(1.5) }}'"),
        "template-error",
        "the template engine crashed here: ",
    );
}

/// Sixty lines make a value of 2^60 parts; each way to make or to read one is rejected at its line.
#[test]
fn nested_lists_in_templates_are_rejected() {
    let often = |step: &str, times: usize| step.repeat(times);
    let twice = often("{% set a=[a,a] %}", 60);
    let both = often("{% set a=[a,a] %}{% set b=[b,b] %}", 60);
    let (flat, added) = ("cannot be put into another", "`+` adds numbers");
    let templates = [
        ("{% set a=[1] %}".to_owned() + &often("{% set a = a + a %}", 40) + "x", added),
        ("{% set a=[1] %}".to_owned() + &twice + "{{ a|string|length }}", flat),
        ("{% set a=[1] %}".to_owned() + &twice + "{{ a|join(\"x\") }}", flat),
        ("{% set a=[1] %}".to_owned() + &twice + "{{ a|upper }}", flat),
        ("{% set a=[1] %}{% set b=[1] %}".to_owned() + &both + "{{ \"x\" if a == b }}", flat),
        ("{% set a=[1] %}{% set b=[1] %}".to_owned() + &both + "{{ \"x\" if a in [b] }}", flat),
        (
            "{% set a={\"x\": 1} %}".to_owned()
                + &often("{% set a={\"x\": a, \"y\": a} %}", 60)
                + "{{ a|length }}",
            flat,
        ),
        ("{% set a=(1, 2) %}".to_owned() + &often("{% set a=(a, a) %}", 60) + "{{ a|length }}", flat),
        (
            "{% set a=[1] %}".to_owned()
                + &often("{% with a=[a,a] %}", 60)
                + "{{ a|length }}"
                + &often("{% endwith %}", 60),
            flat,
        ),
        ("{% set a=[1]*1000 %}{{ a|length }}".to_owned(), "`*` multiplies numbers"),
        ("{{ (all(\"measure\") * 100000)|length }}".to_owned(), "`*` multiplies numbers"),
        ("{{ (all(\"measure\") + all(\"measure\"))|length }}".to_owned(), added),
        ("{% set a=[1,2] %}{% set a=a|zip(a)|list %}{{ a|length }}".to_owned(), "there is no filter `zip`"),
        ("{{ [1]|chain([2])|length }}".to_owned(), "there is no filter `chain`"),
        ("{% for x in [[1]] recursive %}{{ loop([x]) }}{% endfor %}".to_owned(), "loops cannot be recursive"),
        (
            "{% macro m(a) %}{{ m([a,a]) }}{% endmacro %}{{ m([vendor,2]) }}".to_owned(),
            "cannot be put into another one, or passed to",
        ),
        (
            "{% set a=range(9)|list %}{{ range(9)|map(attribute=\"q\",default=a)|list|length }}".to_owned(),
            flat,
        ),
        (
            "{{ [vendor]|map(\"list\")|list|length }}".to_owned(),
            "`map` needs the name of a filter that returns a text",
        ),
        (
            "{% set f=\"list\" %}{{ [vendor]|map(f)|list|length }}".to_owned(),
            "`map` needs the name of a filter that returns a text",
        ),
        ("{{ [vendor]|string }}".to_owned(), "`string` cannot turn a list into text"),
        ("{{ [vendor] ~ \"\" }}".to_owned(), "`~` cannot turn a list into text"),
        ("{% include \"vendor/name\" %}".to_owned(), "templates cannot include"),
        ("{% set a=dict(x=1) %}{{ a|length }}".to_owned(), "dict"),
        (
            "{% for i in range(3) %}{% if a %}{% set b=[a] %}{% endif %}{% set a=[i] %}{% endfor %}x"
                .to_owned(),
            flat,
        ),
    ];
    for (template, words) in templates {
        assert_rejected("data/answers/more.yaml", answer(&format!("'{template}'")), "template-error", words);
    }
    assert_rejected(
        "templates/html/page.html",
        "{% set a=[1] %}".to_owned() + &twice + "{{ a|string }}",
        "template-error",
        flat,
    );
    let condition = "'We do.'\n  verdict: {expression: \"'yes' if [[audience]] == [[audience]] else 'no'\"}";
    assert_rejected("data/answers/more.yaml", answer(condition), "template-error", flat);
}

#[test]
fn text_length_in_templates_is_limited() {
    let doubled = "{% set a=\"xxxxxxxx\" %}".to_owned() + &"{% set a = a ~ a %}".repeat(40) + "x";
    assert_rejected(
        "data/answers/more.yaml",
        answer(&format!("'{doubled}'")),
        "template-error",
        "this template takes too many steps",
    );
}

#[test]
fn templates_can_calculate_and_list() {
    let templates = [
        "{{ [vendor.name, \"a\"] | listed }}",
        "{% for it in range(3) %}{{ loop.index + 1 }} {{ loop.index0 * 2 }} {{ it * 2 }}{% endfor %}",
        "{{ (all(\"measure\") | length) * 2 + 1 }}",
        "{% set a = {\"x\": \"y\", \"z\": [\"q\"]} %}{{ a[\"x\"] }}{{ a.z | join }}",
        "{% macro m(a, b) %}{{ a }}-{{ b }}{% endmacro %}{{ m(\"x\", 2) }}{{ m(vendor.name, \"y\") }}",
        "{{ all(\"measure\") | selectattr(\"topic\", \"in\", [\"encryption\", \"logging\"]) | \
         map(attribute=\"name\") | sort | first }}",
        "{% set a = [] %}{{ a | default([\"x\"]) | length }}{{ \"a\" in [vendor.name, \"a\"] }}",
        "{% set n = all(\"measure\") | length %}{% set n = n + n %}{{ n }}",
        "{{ \"a\" + vendor.name }}{{ all(\"measure\")[0].id }}{{ vendor.name[:3] }}",
    ];
    for template in templates {
        let text = template
            .replace("{{ \"a\" in [vendor.name, \"a\"] }}", "{{ 1 if \"a\" in [vendor.name, \"a\"] }}");
        accepted("data/answers/more.yaml", answer(&format!("'{text}'")));
    }
    let page = "---\ntitle: T\n---\n{% macro m(a) %}<{{ a }}>{% endmacro %}{% set b %}{{ vendor.legal_name \
                }}*{% endset %}{{ m(b) }}\n";
    let dir = accepted("templates/pages/x.md", page);
    let page = fs::read_to_string(dir.path().join("out/public/site/x.html")).unwrap();
    assert!(page.contains("&lt;Berrie AI Incorporated*&gt;"), "{page}");
}

#[test]
fn template_names_are_validated() {
    let page = "---\ntitle: T\n---\nText.\n";
    for name in [
        "javascript:alert(1).md",
        "a b#c?d%20.md",
        "UPPER.md",
        "index.txt",
        "handbook.md",
        "questionnaire-vendor-faq.md",
    ] {
        assert_rejected(&format!("templates/pages/{name}"), page, "unknown-file", "");
    }
    assert_rejected("templates/html/Page.html", "x", "unknown-file", "");
    assert_rejected(
        "templates/fonts/broken.ttf",
        "no font",
        "unknown-file",
        "this file cannot be read as a font",
    );
    assert_rejected("templates", "a file", "unknown-file", "`templates` is not a folder");
    let left = accepted("templates/pages/index.md~", page);
    assert!(
        fs::read_to_string(left.path().join("out/public/site/index.html"))
            .unwrap()
            .contains("These are LiteLLM")
    );
    assert_rejected(
        "templates/pages/index.md",
        "---\ntitle: T\naudience: internal\n---\nText.\n",
        "dead-link",
        "has no page `index`",
    );
}

#[test]
fn answer_templates_are_not_published() {
    let text = "'We do well.{# SECRETCOMMENT #}{% if audience == \"internal\" %}SECRETBRANCH{% endif %}'\n  \
                verdict: {expression: \"'yes' if audience == 'public' else 'SECRETWORD'\"}";
    let dir = accepted("data/answers/more.yaml", answer(text));
    for (path, bytes) in tree(&dir.path().join("out/public")) {
        assert!(!bytes.windows(6).any(|it| it == b"SECRET"), "{path}");
    }
}
