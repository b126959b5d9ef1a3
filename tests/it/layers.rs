//! Modules use only the layers below them, as `docs/architecture.md` shows them.

use std::{fs, path::Path};

mod imports;

/// The layers, from the lowest to the highest. Modules of one layer do not use each other.
const LAYERS: &[&[&str]] = &[
    &["diagnostic"],
    &["error"],
    &["yaml", "markup", "symbols", "threads", "word_list"],
    &["questionnaire", "matching"],
    &["fact"],
    &["ledger"],
    &["load", "calendar", "names"],
    &["contradictions"],
    &["check"],
    &["audience_view"],
    &["statement"],
    &["answer"],
    &["document", "library"],
    &["review"],
    &["render"],
    &["project"],
    &["system"],
    &["cli"],
];

/// The maximum width of a line; `max_width` in rustfmt.toml.
const COLUMNS: usize = 110;

/// The maximum length of a file in lines.
const LINES: usize = 400;

#[test]
fn modules_import_lower_layers_only() {
    let mut upward = Vec::new();
    visit(Path::new("src"), &mut |file, text| {
        let Some(home) = module(file) else { return };
        for used in used_modules(text) {
            if used != home && layer(&used) >= layer(home) {
                upward.push(format!("{}: `{home}` uses `{used}`", file.display()));
            }
        }
    });
    assert!(upward.is_empty(), "modules that use a higher layer or their own:\n{}", upward.join("\n"));
}

#[test]
fn every_form_of_import_is_detected() {
    let text = "use crate::{load, fact::{Facts, Kind},\n    check::Lint};\nfn f() { crate::render::all() \
                }\n// crate::cli\n";
    assert_eq!(used_modules(text), ["load", "fact", "check", "render"]);
}

#[test]
fn there_are_no_import_cycles_within_a_folder() {
    let mut found = imports::Crate::default();
    visit(Path::new("src"), &mut |file, text| found.add(module_path(file), text));
    let mut report = String::new();
    for (name, folder) in found.folders() {
        for mut cycle in imports::cycles(&folder) {
            cycle.push(cycle[0].clone());
            report.push_str(&format!("{name}: {}\n", cycle.join(" -> ")));
            for step in cycle.windows(2) {
                report.push_str(&format!("    {} -> {}: {}\n", step[0], step[1], folder[&step[0]][&step[1]]));
            }
        }
    }
    assert!(report.is_empty(), "import cycles within a folder:\n{report}");
}

/// The text of claim ids is parsed in one file only, so that it is parsed in one way only.
#[test]
fn only_one_file_contains_the_text_of_claim_ids() {
    const PARTS: [&str; 7] =
        ["answer/", "notice/", "words/", "site/settings", "layout/", "/words", "/facts.json"];
    let mut found = Vec::new();
    visit(Path::new("src"), &mut |file, text| {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = code.lines().filter(|it| !it.trim_start().starts_with("//"));
        for line in code.filter(|it| !it.contains("include_str!")) {
            let mut literals = line.split('"').skip(1).step_by(2);
            if !file.ends_with("ledger/claim_id.rs") && literals.any(|it| PARTS.contains(&it)) {
                found.push(format!("{}: {}", file.display(), line.trim()));
            }
        }
    });
    assert!(found.is_empty(), "use `ClaimId`:\n{}", found.join("\n"));
}

#[test]
fn the_layers_list_exactly_the_modules_of_the_crate() {
    let mut found = Vec::new();
    for entry in fs::read_dir("src").unwrap() {
        let path = entry.unwrap().path();
        found.extend(module(&path).map(str::to_owned));
    }
    found.sort();
    let mut listed: Vec<_> =
        LAYERS.iter().flat_map(|layer| layer.iter().map(|it| (*it).to_owned())).collect();
    listed.sort();
    assert_eq!(found, listed);
}

#[test]
fn system_and_command_line_crates_are_used_in_their_modules_only() {
    const HOMES: &[(&str, &str)] = &[
        ("clap::", "cli"),
        ("Local::now", "cli"),
        ("Command::new(", "system"),
        ("anstream::std", "system"),
        ("indicatif::", "system"),
    ];
    let mut strays = Vec::new();
    visit(Path::new("src"), &mut |file, text| {
        let code =
            text.lines().filter(|it| !it.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        let used = HOMES.iter().filter(|(name, home)| code.contains(name) && module(file) != Some(home));
        strays.extend(used.map(|(name, _)| format!("{}: `{name}`", file.display())));
    });
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

#[test]
fn no_line_is_wider_than_the_formatter_allows() {
    let mut wide = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        visit(Path::new(folder), &mut |file, text| {
            // Raw strings and addresses cannot be broken.
            let may_be_wide = |line: &str| line.contains("r#\"") || line.contains("://");
            for (at, line) in text.lines().enumerate() {
                if line.chars().count() > COLUMNS && !may_be_wide(line) {
                    wide.push(format!("{}:{}", file.display(), at + 1));
                }
            }
        });
    }
    assert!(wide.is_empty(), "wider than {COLUMNS} columns:\n{}", wide.join("\n"));
}

#[test]
fn every_file_is_short_and_has_a_description() {
    visit(Path::new("src"), &mut |file, text| {
        assert!(text.starts_with("//! "), "{} does not begin with a sentence on what it is", file.display());
        let lines = text.lines().count();
        assert!(lines <= LINES, "{} has {lines} lines, more than {LINES}", file.display());
    });
}

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&module))
        .unwrap_or_else(|| unreachable!("`{module}` has no layer: add it to `LAYERS` in tests/it/layers.rs"))
}

/// The top module that a file belongs to; `None` for `lib.rs` and `main.rs`.
fn module(file: &Path) -> Option<&str> {
    let first = file.strip_prefix("src").unwrap().components().next()?.as_os_str().to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(name, "lib" | "main")).then_some(name)
}

/// The module that `file` is: `src/answer/fill.rs` and `src/answer/fill/mod.rs` are `answer::fill`.
fn module_path(file: &Path) -> Vec<String> {
    let path = file.strip_prefix("src").unwrap().with_extension("");
    let mut path: Vec<String> = path.iter().map(|it| it.to_string_lossy().into_owned()).collect();
    path.pop_if(|it| matches!(it.as_str(), "mod" | "lib"));
    path
}

/// The top modules that `text` names after `crate::`, in order.
fn used_modules(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().map(|it| it.split("//").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    let mut used = Vec::new();
    for tail in code.split("crate::").skip(1) {
        let mut depth = 0;
        let mut name = String::new();
        // Words at the first level of braces are modules; deeper ones are items.
        for c in tail.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                c if c.is_alphanumeric() || c == '_' => name.push(c),
                ',' if depth == 1 => used.push(std::mem::take(&mut name)),
                c if c.is_whitespace() => {}
                _ if depth == 0 => break,
                _ => name.push(c),
            }
        }
        used.push(name);
    }
    let first_word = |it: &String| {
        it.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned()
    };
    used.iter().map(first_word).filter(|it| it.starts_with(char::is_lowercase)).collect()
}

fn visit(dir: &Path, each: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, each);
        } else if path.extension().is_some_and(|it| it == "rs") {
            each(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
