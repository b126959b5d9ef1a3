//! Any kind of file (a pipe, a device, a folder, a file outside of the root or of any size): no command hangs
//! or uses unbounded memory.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use crate::support::{self, factum, put, sample, stderr, stdout};

fn pipe(path: &Path) {
    let _ = fs::remove_file(path);
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

const LIST: &str =
    "Question,Answer\nDo you have a SOC 2 report?,\nIs data encrypted at rest?,\nDo you keep audit logs?,\n";

/// Puts something that is not a regular file at a path.
type Plant = fn(&Path);

const PLANTS: [Plant; 3] = [pipe, |path| link("/dev/zero", path), |path| fs::create_dir(path).unwrap()];

fn link(to: &str, path: &Path) {
    let _ = fs::remove_file(path);
    symlink(to, path).unwrap();
}

/// Runs a command; it must end with exit code `code` and print `words`.
#[track_caller]
fn assert_ends(root: &Path, arguments: &[&str], code: i32, words: &str) {
    let output = factum(root, arguments);
    let printed = stdout(&output) + &stderr(&output);
    assert!(output.status.code() == Some(code) && printed.contains(words), "{arguments:?}: {printed}");
}

#[test]
fn the_list_of_signers_must_be_a_file_in_the_root() {
    for plant in PLANTS {
        let dir = support::copy(sample());
        plant(&dir.path().join("data/allowed_signers"));
        assert_ends(dir.path(), &["check"], 1, "error[outside-root]");
    }
    let dir = support::copy(sample());
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    symlink(elsewhere.path(), dir.path().join("data/allowed_signers")).unwrap();
    assert_ends(dir.path(), &["check"], 1, "the path leads outside the root folder");
    put(dir.path(), "large", "");
    fs::File::options().write(true).open(dir.path().join("large")).unwrap().set_len(9 << 20).unwrap();
    link("../large", &dir.path().join("data/allowed_signers"));
    assert_ends(dir.path(), &["check"], 1, "the file is 9.0 MiB; the limit is 8 MiB");
}

#[test]
fn files_named_on_the_command_line_must_be_regular() {
    for plant in PLANTS {
        let dir = support::copy(sample());
        let (odd, plain) = (dir.path().join("odd"), dir.path().join("plain.csv"));
        plant(&odd);
        fs::write(&plain, LIST).unwrap();
        let (odd, plain) = (odd.to_str().unwrap(), plain.to_str().unwrap());
        let words = if Path::new(odd).is_dir() { "is a folder" } else { "is not a regular file" };
        assert_ends(dir.path(), &["join", odd, plain], 2, words);
        assert_ends(dir.path(), &["join", plain, odd], 2, words);
        assert_ends(dir.path(), &["answer", odd], 2, words);
        assert_ends(dir.path(), &["answer", plain, "--review", odd], 2, words);
        assert_ends(dir.path(), &["learn", odd], 2, words);
        assert_ends(dir.path(), &["learn", "--from", odd], 2, words);
    }
}

#[test]
fn files_of_data_and_templates_must_be_regular() {
    for plant in PLANTS.into_iter().take(2) {
        for path in [
            "data/measures.yaml",
            "data/approvals.yaml",
            "data/sent/0001.yaml",
            "templates/fonts/x.ttf",
            "templates/pages/x.md",
        ] {
            let dir = support::copy(sample());
            let place = dir.path().join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            plant(&place);
            assert_ends(dir.path(), &["check"], 1, "error[outside-root]");
        }
    }
}

#[test]
fn files_read_back_from_out_must_be_regular() {
    let answered = || -> (tempfile::TempDir, PathBuf) {
        let dir = support::copy(sample());
        put(dir.path(), "list.csv", LIST);
        let file = dir.path().join("list.csv");
        assert_ends(dir.path(), &["answer", file.to_str().unwrap(), "--customer", "Acme"], 0, "");
        let folder = dir.path().join("out/public/questionnaires/acme--list");
        (dir, folder)
    };
    for plant in PLANTS.into_iter().take(2) {
        for name in ["answers.json", "list.csv"] {
            let (dir, folder) = answered();
            plant(&folder.join(name));
            assert_ends(dir.path(), &["sent"], 2, "is not a regular file");
        }
        let (dir, folder) = answered();
        plant(&folder.join("review.yaml"));
        assert_ends(
            dir.path(),
            &["answer", dir.path().join("list.csv").to_str().unwrap(), "--customer", "Acme"],
            2,
            "is not a regular file",
        );
    }
}

/// Every file is opened in `load/open.rs`, so that the limits apply to each.
#[test]
fn only_one_module_opens_files_for_reading() {
    let opens =
        ["fs::read(", "fs::read_to_string(", "File::open(", "read_to_string(&path", ".wait_with_output()"];
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry != Path::new("src/load/open.rs") {
                let text = fs::read_to_string(&entry).unwrap();
                assert!(!opens.iter().any(|it| text.contains(it)), "{} opens a file itself", entry.display());
            }
        }
    }
}
