//! Content of a customer's file that must not prevent the output: texts longer than a PDF string, characters
//! without a glyph, and corrupt parts of an archive.

use std::{fs, path::Path};

use crate::support::{self, each_case, workbook};

/// A PDF string ends at 32,767 characters (ISO 32000-1, annex C, as PDF/A-2 requires it).
const LONGER: usize = 40_000;

/// Answers a file with the vendor of the cases `given`; returns the output folder and the printed messages.
fn answered(root: &Path, name: &str, bytes: &[u8]) -> (std::path::PathBuf, String) {
    let file = root.join(name);
    fs::write(&file, bytes).unwrap();
    let output = support::factum(root, &["answer", file.to_str().unwrap()]);
    let printed = support::stdout(&output) + &support::stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    let made: Vec<_> =
        fs::read_dir(root.join("out/public/questionnaires")).unwrap().map(|it| it.unwrap().path()).collect();
    (made.into_iter().find(|it| it.join(name).is_file()).unwrap(), printed)
}

fn vendor() -> tempfile::TempDir {
    support::copy(&support::sample().join("tests/cases/given/vendor"))
}

#[test]
fn a_text_longer_than_a_pdf_string_is_accepted() {
    let cases = ["word ".repeat(LONGER / 5), "w".repeat(LONGER), "語".repeat(LONGER / 3)];
    each_case(cases, |long| {
        let dir = vendor();
        let table = format!(
            "ID,Question,Answer,Comment\n1,Is customer data encrypted at rest?,,\n2,Is it so? \
             {long},,\n3,Are backups taken every day?,,{long}\n"
        );
        let (made, _) = answered(dir.path(), "long.csv", table.as_bytes());
        assert!(fs::read_to_string(made.join("long.csv")).unwrap().contains("AES-256"));
        assert!(fs::read_to_string(made.join("answers.html")).unwrap().contains(long.trim_end()));
        assert_eq!(made.join("answers.pdf").is_file(), cfg!(feature = "pdf") && long.is_ascii());
    });
}

#[test]
fn long_facts_can_be_built() {
    let long = "word ".repeat(LONGER / 5);
    let dir = vendor();
    let measure = format!(
        "defaults: {{audience: public, source: handbook}}\nx: {{name: Name, topic: encryption, statement: \
         \"{long}\"}}\ny: {{name: \"{long}\", topic: encryption, statement: Short.}}\n"
    );
    support::put(dir.path(), "data/measures/more.yaml", measure);
    let output = support::factum(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
    let files = support::tree(&dir.path().join("out/public"));
    assert_eq!(files.contains_key("pdf/handbook.pdf"), cfg!(feature = "pdf"));
    assert!(String::from_utf8_lossy(&files["site/measures.html"]).contains(long.trim_end()));
}

#[test]
fn questions_with_missing_glyphs_are_answered_without_a_pdf() {
    let dir = vendor();
    let table = "ID,Question,Answer\n1,您是否对静态数据进行加密？,\n2,Is customer data encrypted at rest?,\n";
    let (made, printed) = answered(dir.path(), "zh.csv", table.as_bytes());
    assert!(fs::read_to_string(made.join("zh.csv")).unwrap().contains("AES-256"));
    assert!(
        made.join("answers.html").is_file()
            && made.join("answers.json").is_file()
            && made.join("review.yaml").is_file()
    );
    if cfg!(feature = "pdf") {
        assert!(!made.join("answers.pdf").exists());
        assert!(
            printed.contains("answers.pdf is not written") && printed.contains("templates/fonts"),
            "{printed}"
        );
    }
}

#[test]
fn a_corrupt_unread_part_is_kept_and_reported() {
    let dir = vendor();
    let case = support::sample().join("tests/cases/xlsx/lists/parts");
    let mut parts = std::collections::BTreeMap::new();
    workbook::collect(&case, "", &mut parts);
    parts.insert("xl/media/logo.png".into(), b"a picture that is broken on its way".repeat(20));
    let mut bytes = workbook::archive(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let name = b"xl/media/logo.png";
    let at = bytes.windows(name.len()).position(|it| it == name).unwrap() + name.len() + 8;
    bytes[at] ^= 0x55;
    let (made, printed) = answered(dir.path(), "corrupt.xlsx", &bytes);
    assert!(printed.contains("has a corrupt part, `xl/media/logo.png`"), "{printed}");
    assert!(made.join("answers.html").is_file());
}
