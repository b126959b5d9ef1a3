//! Texts that look like known ones by their form: prompts in answer cells, further columns of answers, fields, heads, ids and names of
//! files. Each is known as a whole, or holds the questions that it is said of.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value as Json;

use crate::{
    scopes::vendor,
    support::{self, rows},
};

const QUESTIONS: [&str; 3] = [
    "Is customer data encrypted at rest?",
    "Are backups taken every day?",
    "Do you have an incident response plan?",
];

/// A folder in which files are answered.
struct Trial(tempfile::TempDir);

impl Trial {
    fn new() -> Self {
        Self(vendor())
    }

    /// Answers the files, and says of each how many of the known questions have an answer in a cell.
    fn written(&self, files: &[(String, Vec<u8>)]) -> BTreeMap<String, usize> {
        let paths: Vec<_> = files.iter().map(|it| self.0.path().join(&it.0)).collect();
        files.iter().zip(&paths).for_each(|(file, path)| fs::write(path, &file.1).unwrap());
        let arguments = paths.iter().map(|it| it.to_str().unwrap());
        let arguments: Vec<&str> = ["answer"].into_iter().chain(arguments).collect();
        let output = support::factum(self.0.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        files.iter().map(|it| (it.0.clone(), self.count(&it.0))).collect()
    }

    fn count(&self, name: &str) -> usize {
        let json: Json = serde_json::from_str(&self.read(name, "answers.json")).unwrap();
        let known = |it: &&Json| QUESTIONS.contains(&it["text"].as_str().unwrap());
        let written = |it: &&Json| !it["cells"].as_array().unwrap().is_empty();
        json["questions"].as_array().unwrap().iter().filter(known).filter(written).count()
    }

    fn read(&self, name: &str, file: &str) -> String {
        let folder = Path::new(name).file_stem().unwrap();
        let folder = self.0.path().join("out/public/questionnaires").join(folder);
        fs::read_to_string(folder.join(file)).unwrap_or_else(|_| panic!("{name}: no {file}"))
    }

    /// Says of all texts of a file's review that they change nothing, and gives the review.
    fn mark(&self, name: &str) -> String {
        let review = self.read(name, "review.yaml");
        let marked = review.replace("    changes_nothing: no\n", "    changes_nothing: yes\n    by: Jane\n");
        let folder = Path::new(name).file_stem().unwrap();
        let path = self.0.path().join("out/public/questionnaires").join(folder).join("review.yaml");
        fs::write(path, &marked).unwrap();
        marked
    }
}

/// The three known questions in a table with these heads; each row ends with `after`.
fn table<'a>(heads: &[&'a str], after: &[&'a str]) -> Vec<Vec<&'a str>> {
    let asks = QUESTIONS.map(|it| [&[it], after].concat());
    std::iter::once(heads.to_vec()).chain(asks).collect()
}

/// A table in each format, with a name for its files.
fn files(name: &str, rows: &[Vec<&str>]) -> Vec<(String, Vec<u8>)> {
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let named = rows::files(&rows).into_iter();
    named.map(|(format, bytes)| (format!("form-{name}-{format}.{format}"), bytes)).collect()
}

#[test]
fn a_prompt_is_known_as_a_whole_or_holds_its_rows_until_it_is_read() {
    let held = [
        "[Enter the answer of your subcontractor]",
        "[Response of your hosting provider]",
        "[Answer for Brazil]",
        "[Answer as of 31.12.2023]",
        "[Enter Yes if not compliant]",
        "<enter response for subsidiary>",
        "{Describe gaps}",
        "[Antwort Ihres Unterauftragnehmers]",
        "[Réponse du sous-traitant]",
        "[AWS]",
        "Response: [Answer for Payroll]",
    ];
    let plain =
        ["[Enter your answer]", "[Supplier response]", "[Antwort eingeben]", "[...]", "Choose an item."];
    let trial = Trial::new();
    for (prompts, count) in [(&held[..], 0), (&plain[..], 3)] {
        let mut all = Vec::new();
        for (number, prompt) in prompts.iter().enumerate() {
            all.extend(files(&number.to_string(), &table(&["Question", "Answer"], &[prompt])));
            all.extend(files(
                &format!("c{number}"),
                &table(&["Question", "Answer", "Comment"], &["", prompt]),
            ));
            let yaml = rows::yaml(&QUESTIONS.map(|it| (it, *prompt)));
            all.push((format!("form-{number}-yaml.yaml"), yaml));
        }
        let found = trial.written(&all);
        let wrong: Vec<_> = found.iter().filter(|it| *it.1 != count).collect();
        assert!(wrong.is_empty(), "{prompts:?}: {wrong:?}");
    }
    for (name, bytes) in files("marked", &table(&["Question", "Answer"], &[held[0]])) {
        let file = [(name.clone(), bytes)];
        assert_eq!(trial.written(&file)[&name], 0, "{name}");
        let review = trial.mark(&name);
        let told = review.matches("text: \"[Enter the answer of your subcontractor]\"").count();
        assert_eq!(told, 1, "{name}: {review}");
        assert_eq!(trial.written(&file)[&name], 3, "{name}");
    }
}
