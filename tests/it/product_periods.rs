//! Facts and answers that apply only to ended or future products are neither published nor given.

use crate::support::{
    self, each_case,
    legal::{AUTUMN, Workspace},
};

/// A product that ends in 2026 and one that begins in 2027, beside those of the case.
const PRODUCTS: &str = "
old: {name: Nord Old, hosted_by: vendor, audience: public, source: handbook, valid: {until: 2026-12-31}}
new: {name: Nord New, hosted_by: vendor, audience: public, source: handbook, valid: {from: 2027-06-01}}
";
const MEASURES: &str = "
pseudonyms: {name: Pseudonyms, topic: data-protection, statement: Stored data is pseudonymised., products: \
                        old}
exchange: {name: Key exchange, topic: encryption, statement: Traffic uses ML-KEM., products: [new]}
audit: {name: Audit, topic: logging, statement: Audit logs are kept., products: [old, cloud, new]}
";
const ANSWERS: &str = "
pseudonyms: {question: Is stored data pseudonymised?, text: It is., products: old}
exchange: {question: Is key exchange quantum safe?, text: It is., products: new}
";

#[test]
fn facts_and_answers_are_published_while_one_of_their_products_is_valid() {
    let mut workspace = Workspace::new(AUTUMN);
    for (path, more) in [
        ("data/products.yaml", PRODUCTS),
        ("data/measures.yaml", MEASURES),
        ("data/answers/library.yaml", ANSWERS),
    ] {
        workspace.edit(path, |it| it + more);
    }
    let cases = [
        (AUTUMN, true, false),
        // 2026-12-31 and the next day.
        (AUTUMN + 86_400 * 91, true, false),
        (AUTUMN + 86_400 * 92, false, false),
        // 2027-05-31 and the next day.
        (AUTUMN + 86_400 * 242, false, false),
        (AUTUMN + 86_400 * 243, false, true),
    ];
    each_case(cases, |(day, old, new)| {
        workspace.on(day);
        workspace.clean(&["build"]);
        let facts = workspace.read("out/public/facts.json");
        let logs = workspace.read("out/public/site/measures.html");
        for (words, is_published) in [
            ("Stored data is pseudonymised.", old),
            ("Traffic uses ML-KEM.", new),
            ("Audit logs are kept.", true),
            ("Nord Old", old),
            ("Nord New", new),
        ] {
            assert_eq!(facts.contains(words), is_published, "{words}, {day}");
            assert_eq!(logs.contains(words), is_published, "{words}, {day}");
        }
        for (question, product, is_given) in
            [("Is stored data pseudonymised?", "old", old), ("Is key exchange quantum safe?", "new", new)]
        {
            let printed = support::stdout(&workspace.run(&["ask", question, "--product", product]));
            assert_eq!(printed.contains("It is."), is_given, "{question} {printed}");
        }
        let findings = support::stdout(&workspace.run(&["check"]));
        assert_eq!(findings.contains("`measure/pseudonyms` is not published"), !old, "{findings}");
        assert_eq!(findings.contains("`measure/exchange` is not published"), !new, "{findings}");
        assert!(!findings.contains("`measure/audit` is not published"), "{findings}");
    });
}
