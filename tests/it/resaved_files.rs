//! Filled files that went through another program: resaved, edited in one place, answered again and recorded,
//! for every format and every answer position.

use std::fs;

use crate::{
    docx,
    support::{
        self,
        filling::workbook,
        legal::{Workspace, approved},
        resave::{edited, resaved, text_of},
    },
};

const ASKED: [&str; 2] = ["Are you certified to ISO/IEC 27001?", "Is customer data encrypted at rest?"];

/// A questionnaire: its name, its bytes, and its `--map`.
struct Asking {
    description: &'static str,
    name: &'static str,
    bytes: Vec<u8>,
    map: &'static str,
}

/// Rows of cells, and their map.
struct Arrangement {
    description: &'static str,
    rows: Vec<Vec<String>>,
    map: &'static str,
}

fn arrangements() -> Vec<Arrangement> {
    let rows = |it: &[&[&str]]| {
        it.iter().map(|row| row.iter().map(|it| (*it).to_owned()).collect()).collect::<Vec<Vec<String>>>()
    };
    let [one, two] = ASKED;
    let (inside_one, inside_two) = (format!("{one}\nResponse:"), format!("{two}\nResponse:"));
    vec![
        Arrangement {
            description: "right",
            rows: rows(&[&["No", "Question", "Answer"], &["1", one, ""], &["2", two, ""]]),
            map: "",
        },
        Arrangement {
            description: "below",
            rows: rows(&[&[one], &[""], &[two], &[""]]),
            map: "question=A answer=below",
        },
        Arrangement {
            description: "below a label",
            rows: rows(&[&[one], &["Answer:"], &[two], &["Answer:"]]),
            map: "question=A answer=below",
        },
        Arrangement {
            description: "inside",
            rows: rows(&[&["Questions"], &[&inside_one], &[&inside_two]]),
            map: "question=A answer=inside",
        },
        Arrangement {
            description: "question row",
            rows: rows(&[&["Question", one, two], &["Answer", "", ""]]),
            map: "question-row=1 answer-row=2",
        },
    ]
}

fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let field = |it: &String| if it.contains('\n') { format!("\"{it}\"") } else { it.clone() };
    rows.iter()
        .map(|row| row.iter().map(field).collect::<Vec<_>>().join(",") + "\n")
        .collect::<String>()
        .into_bytes()
}

fn paragraph(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(|it| format!("<w:t>{it}</w:t>")).collect();
    if text.is_empty() { "<w:p/>".into() } else { format!("<w:p><w:r>{}</w:r></w:p>", lines.join("<w:br/>")) }
}

fn table(rows: &[Vec<String>]) -> Vec<u8> {
    let cell = |it: &String| format!("<w:tc>{}</w:tc>", paragraph(it));
    let row = |it: &Vec<String>| format!("<w:tr>{}</w:tr>", it.iter().map(cell).collect::<String>());
    docx::document(&format!("<w:tbl>{}</w:tbl><w:p/>", rows.iter().map(row).collect::<String>()), &[]).bytes
}

/// Questions in paragraphs, each followed by `follow`.
fn paragraphs(follow: &str) -> Vec<u8> {
    let style = "<w:numbering \
        xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum \
        w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText \
        w:val=\"\u{2022}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId \
        w:val=\"0\"/></w:num></w:numbering>";
    // A third one that is not in the library.
    let body: String =
        ASKED.iter().chain(&["How many llamas are kept?"]).map(|it| paragraph(it) + follow).collect();
    docx::document(
        &(body + "<w:p><w:r><w:t>Thank you.</w:t></w:r></w:p>"),
        &[("numbering", style.to_owned())],
    )
    .bytes
}

fn all() -> Vec<Asking> {
    let mut all = Vec::new();
    for Arrangement { description, rows, map } in arrangements() {
        let texts: Vec<Vec<&str>> = rows.iter().map(|it| it.iter().map(String::as_str).collect()).collect();
        let texts: Vec<&[&str]> = texts.iter().map(Vec::as_slice).collect();
        all.push(Asking { description, name: "k.xlsx", bytes: workbook(&texts, ""), map });
        all.push(Asking { description, name: "k.csv", bytes: csv(&rows), map });
        // A cell of a document has no inner position.
        if description != "inside" {
            all.push(Asking { description, name: "k.docx", bytes: table(&rows), map });
        }
    }
    let bullet = |it: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId \
             w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{it}</w:t></w:r></w:p>"
        )
    };
    for (description, follow) in [
        ("paragraphs", paragraph("")),
        ("paragraphs and nothing else", String::new()),
        ("label lines", paragraph("Answer:")),
        ("lines to write on", paragraph("________________")),
        ("a list below", bullet("evidence;") + &bullet("comments;") + &paragraph("")),
    ] {
        all.push(Asking { description, name: "k.docx", bytes: paragraphs(&follow), map: "" });
    }
    all
}

/// A file that is answered, sent and answered again.
struct Roundtrip<'a> {
    asking: &'a Asking,
    workspace: Workspace,
}

impl Roundtrip<'_> {
    fn file(&self) -> std::path::PathBuf {
        self.workspace.path(&format!("out/public/questionnaires/ems-gmbh--k/{}", self.asking.name))
    }

    #[track_caller]
    fn answer(&self) -> String {
        let path = self.workspace.path(self.asking.name).display().to_string();
        let sheet = if self.asking.name.ends_with(".docx") { "Table 1" } else { "" };
        let map = if sheet.is_empty() {
            self.asking.map.to_owned()
        } else {
            format!("{sheet}: {}", self.asking.map)
        };
        let map = if self.asking.map.is_empty() { vec![] } else { vec!["--map", &map] };
        let output =
            self.workspace.run(&[&["answer", &path, "--customer", "Ems GmbH"], map.as_slice()].concat());
        assert_eq!(output.status.code(), Some(0), "{}: {}", self.description(), support::stderr(&output));
        support::stdout(&output)
    }

    fn description(&self) -> String {
        format!("{}, {}", self.asking.name, self.asking.description)
    }

    fn words(&self) -> String {
        text_of(self.asking.name, &fs::read(self.file()).unwrap())
    }

    fn change(&self, change: impl FnOnce(&[u8]) -> Vec<u8>) {
        fs::write(self.file(), change(&fs::read(self.file()).unwrap())).unwrap();
    }

    /// The delivery record, and the output; the record is removed again.
    #[track_caller]
    fn sent(&self) -> (String, String) {
        let output = self.workspace.run(&["sent"]);
        assert_eq!(output.status.code(), Some(0), "{}: {}", self.description(), support::stderr(&output));
        let record = self.workspace.read("data/sent/2026-10-01-ems-gmbh-k.yaml");
        fs::remove_dir_all(self.workspace.path("data/sent")).unwrap();
        fs::remove_file(self.workspace.path("out/ledgers.json")).unwrap();
        (record, support::stderr(&output))
    }
}

/// Runs `test` with each questionnaire that is `wanted`, and reports all that fail.
fn for_each_questionnaire(expected: impl Fn(&Asking) -> bool, test: impl Fn(&Roundtrip)) {
    let mut failed = Vec::new();
    for asking in all().into_iter().filter(expected) {
        let roundtrip = Roundtrip { workspace: approved(), asking: &asking };
        fs::write(roundtrip.workspace.path(asking.name), &asking.bytes).unwrap();
        roundtrip.answer();
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| test(&roundtrip))).is_err() {
            failed.push(roundtrip.description());
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn a_resaved_file_counts_as_unedited() {
    for_each_questionnaire(
        |_| true,
        |roundtrip| {
            let asking = roundtrip.asking;
            let description = roundtrip.description();
            assert!(roundtrip.words().contains("with AES-256."), "{description}: {}", roundtrip.words());
            roundtrip.change(|it| resaved(asking.name, it));
            let (record, printed) = roundtrip.sent();
            assert!(
                record.contains("answer: answer/iso-27001")
                    && record.contains("answer: answer/encryption-at-rest"),
                "{description}: {record}"
            );
            assert!(
                !record.contains("origin:") && printed.contains("the answers in it are unchanged"),
                "{description}: {printed}\n{record}"
            );
            // Later changes are written by the next run.
            roundtrip.workspace.edit("data/measures.yaml", |it| it.replace("AES-256", "AES-512"));
            let printed = roundtrip.answer();
            assert!(!printed.contains("edited by hand"), "{description}: {printed}");
            assert!(
                roundtrip.words().contains("with AES-512.") && !roundtrip.words().contains("AES-256"),
                "{description}: {}",
                roundtrip.words()
            );
        },
    );
}

#[test]
fn a_manual_edit_is_kept_and_recorded_in_every_position() {
    for_each_questionnaire(
        |_| true,
        |roundtrip| {
            let asking = roundtrip.asking;
            let description = roundtrip.description();
            roundtrip.change(|it| {
                resaved(asking.name, &edited(asking.name, it, "with AES-256.", "mostly with AES-256."))
            });
            let edit = "Customer data is encrypted at rest mostly with AES-256.";
            let (record, printed) = roundtrip.sent();
            assert!(
                printed.contains("1 answer is recorded with the content now in the file"),
                "{description}: {printed}"
            );
            let is_recorded = |record: &str, origin: &str| {
                let own = record.contains(&format!("{edit}\"\n    origin: {origin}"))
                    && !record.contains("answer: answer/encryption");
                own && !record.contains("Answer:") && !record.contains("Response:")
            };
            assert!(
                is_recorded(&record, "edited") && record.contains("answer: answer/iso-27001"),
                "{description}: {record}"
            );
            // The other answer changes, however often it is answered.
            roundtrip.workspace.edit("data/certifications.yaml", |it| it.replace("Zert AG", "Cert AG"));
            for _ in 0..2 {
                let printed = roundtrip.answer();
                assert!(
                    printed.contains("1 cell edited by hand in the filled file, kept as edited"),
                    "{description}: {printed}"
                );
                assert!(roundtrip.words().contains(edit), "{description}: {}", roundtrip.words());
                assert!(!roundtrip.words().contains("Zert AG"), "{description}: {}", roundtrip.words());
                let (record, printed) = roundtrip.sent();
                assert!(
                    is_recorded(&record, "file") && record.contains("answer: answer/iso-27001"),
                    "{description}: {record}"
                );
                assert!(!printed.contains("not recorded"), "{description}: {printed}");
            }
        },
    );
}

#[test]
fn typed_answers_to_open_questions_are_recorded_in_every_position() {
    for_each_questionnaire(
        |it| it.name == "k.docx" && it.map.is_empty() && it.description != "right",
        |roundtrip| {
            let asking = roundtrip.asking;
            let (description, more) = (
                roundtrip.description(),
                "How many llamas are kept?</w:t></w:r></w:p><w:p><w:r><w:t>Three of them.",
            );
            roundtrip.change(|it| edited(asking.name, it, "How many llamas are kept?", more));
            let (record, _) = roundtrip.sent();
            assert!(
                record.contains("text: \"Three of them.\"\n    origin: file")
                    && !record.contains("origin: edited"),
                "{description}: {record}"
            );
            let printed = roundtrip.answer();
            assert!(
                printed.contains("1 cell edited by hand in the filled file, kept as edited"),
                "{description}: {printed}"
            );
            assert!(roundtrip.words().contains("Three of them."), "{description}: {}", roundtrip.words());
            let (record, _) = roundtrip.sent();
            assert!(
                record.contains("text: \"Three of them.\"\n    origin: file")
                    && !record.contains("origin: edited"),
                "{description}: {record}"
            );
        },
    );
}

#[test]
fn a_changed_tick_between_paragraphs_is_recorded() {
    let asking =
        Asking {
            description: "boxes", name: "k.docx", bytes: paragraphs(&paragraph("☐ Yes ☐ No")), map: ""
        };
    let roundtrip = Roundtrip { workspace: approved(), asking: &asking };
    fs::write(roundtrip.workspace.path(asking.name), &asking.bytes).unwrap();
    roundtrip.answer();
    roundtrip.change(|it| resaved(asking.name, it));
    let (record, _) = roundtrip.sent();
    assert!(
        record.contains("answer: answer/iso-27001\n    verdict: yes") && !record.contains("origin:"),
        "{record}"
    );
    roundtrip.answer();
    let before = roundtrip.words();
    roundtrip.change(|it| edited(asking.name, it, "☒", "☐"));
    roundtrip.change(|it| edited(asking.name, it, "☐ No", "☒ No"));
    assert_ne!(roundtrip.words(), before);
    let (record, _) = roundtrip.sent();
    assert!(
        !record.contains("answer: answer/")
            && record.contains("origin: edited")
            && !record.contains("verdict: yes"),
        "{record}"
    );
    roundtrip.answer();
    let (record, _) = roundtrip.sent();
    assert!(
        record.contains("text: \"No\"\n    origin: file") && !record.contains("verdict: yes"),
        "{record}\n{}",
        roundtrip.words()
    );
}
