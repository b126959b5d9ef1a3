//! `out/` is replaced completely or not at all.

use crate::support::{
    self, DAY, each_case, factum,
    kill::{count_files, kill_when},
    put, sample, stderr, tree,
};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use sha2::{Digest, Sha256};

/// Whether `out/public` is one complete build: exactly the files of the manifest.
fn is_whole(root: &Path) -> bool {
    let files = tree(&root.join("out/public"));
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    let sound = |it: &serde_json::Value| {
        let bytes = files.get(it["path"].as_str().unwrap());
        let digest =
            |bytes: &Vec<u8>| Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect::<String>();
        bytes.is_some_and(|bytes| it["sha256"] == digest(bytes))
    };
    listed.len() + 1 == files.len() && listed.iter().all(sound)
}

fn start(root: &Path, day: &str) -> std::process::Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    command
        .args(["build", "-q", "--as-of", day, "--root"])
        .arg(root)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().unwrap()
}

#[test]
fn a_build_with_an_error_keeps_the_previous_output() {
    let dir = support::copy(sample());
    assert_eq!(factum(dir.path(), &["build"]).status.code(), Some(0));
    let before = tree(&dir.path().join("out"));
    for (path, text, code) in [
        ("data/measures.yaml", "x: [", "yaml-syntax"),
        ("templates/pages/index.md", "---\ntitle: T\n---\n{{ nothing.there }}\n", "template-error"),
        ("templates/html/page.html", "{{ title", "template-error"),
        (
            "templates/html/page.html",
            "{% for x in range(100000) %}{% for y in range(100000) %}{% endfor %}{% endfor %}",
            "template-error",
        ),
        #[cfg(feature = "pdf")]
        ("templates/pdf/document.typ", "#let x = (", "template-error"),
        #[cfg(feature = "pdf")]
        ("templates/pdf/document.typ", "#read(\"/etc/passwd\")", "template-error"),
    ] {
        let broken = support::copy(sample());
        let copied =
            Command::new("cp").arg("-r").arg(dir.path().join("out")).arg(broken.path()).status().unwrap();
        assert!(copied.success());
        put(broken.path(), path, text);
        let output = factum(broken.path(), &["build"]);
        assert_eq!(output.status.code(), Some(1), "{path}: {}", stderr(&output));
        assert!(
            stderr(&output).contains(&format!("error[{code}]")) && stderr(&output).contains(path),
            "{}",
            stderr(&output)
        );
        assert_eq!(tree(&broken.path().join("out")), before, "{path}");
    }
}

#[test]
fn a_killed_build_leaves_a_complete_output() {
    let dir = support::copy(sample());
    assert_eq!(factum(dir.path(), &["build"]).status.code(), Some(0));
    let mut killed = 0;
    let cases = [0, 1, 2, 4, 8, 16, 32, 64, 128];
    each_case(cases, |files| {
        let child = start(dir.path(), if killed % 2 == 0 { "2025-03-04" } else { DAY });
        let is_reached = || count_files(&dir.path().join("out"), ".new-", files) == files;
        killed += usize::from(kill_when(child, is_reached));
        assert!(is_whole(dir.path()), "killed after {files} files were written");
    });
    assert!(killed > 0, "no build was killed");

    assert_eq!(factum(dir.path(), &["build"]).status.code(), Some(0));
    let left: Vec<_> =
        fs::read_dir(dir.path().join("out")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "what killed builds left is cleared away, but for the lock: {left:?}");
}

#[test]
fn concurrent_builds_do_not_mix() {
    let dir = support::copy(sample());
    let mut children: Vec<_> =
        (0..6).map(|it| start(dir.path(), if it % 2 == 0 { "2025-03-04" } else { DAY })).collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    assert!(is_whole(dir.path()));
}

#[test]
fn a_file_at_the_output_path_stops_the_build_and_is_kept() {
    let dir = support::copy(sample());
    put(dir.path(), "out", "a file");
    let output = factum(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("it is a file, not a folder"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(dir.path().join("out")).unwrap(), "a file");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let elsewhere = tempfile::tempdir().unwrap();
    let cases = ["out", "out/public"];
    each_case(cases, |link| {
        let dir = support::copy(sample());
        let path = dir.path().join(link);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), &path).unwrap();
        let output = factum(dir.path(), &["build"]);
        assert_eq!(output.status.code(), Some(2), "{link}");
        assert!(stderr(&output).contains("it is a symbolic link"), "{}", stderr(&output));
        assert!(tree(elsewhere.path()).is_empty());
    });
}

#[test]
fn each_audience_has_its_own_folder() {
    let dir = support::copy(sample());
    let cases = ["public", "nda", "internal"];
    each_case(cases, |audience| {
        assert_eq!(factum(dir.path(), &["build", "--audience", audience]).status.code(), Some(0));
    });
    let files = tree(&dir.path().join("out"));
    assert!(files.contains_key("internal/site/conflicts.html"));
    assert!(
        !files.contains_key("public/site/conflicts.html") && !files.contains_key("nda/site/conflicts.html")
    );
}
