//! What an answered questionnaire gives to each question, as a text that a person can read.

use std::{fmt::Write, fs, path::Path};

use serde_json::Value as Json;

/// What was given to each question, and why.
pub fn given(root: &Path, name: &str) -> String {
    let json: Json = serde_json::from_slice(
        &fs::read(root.join("out/public/questionnaires").join(name).join("answers.json")).unwrap(),
    )
    .unwrap();
    let word = |it: &Json| it.as_str().unwrap_or("-").to_owned();
    let mut text = String::new();
    for remark in json["remarks"].as_array().unwrap() {
        // A build without PDFs misses no shapes; `long_texts` tests this note.
        if !word(remark).starts_with("answers.pdf is not written") {
            writeln!(text, "note: {}", word(remark)).unwrap();
        }
    }
    for it in json["questions"].as_array().unwrap() {
        writeln!(text, "{} {}", word(&it["id"]), word(&it["text"])).unwrap();
        match it["tier"].as_str() {
            Some("answered") => {
                writeln!(text, "    {}: {} {}", word(&it["how"]), word(&it["verdict"]), word(&it["answer"]))
                    .unwrap()
            }
            _ => writeln!(
                text,
                "    {}, suggested: {}",
                word(&it["tier"]),
                word(&it["candidates"][0]["answer"])
            )
            .unwrap(),
        }
        for reason in it["reasons"].as_array().unwrap() {
            writeln!(text, "    {}", word(reason)).unwrap();
        }
    }
    text
}
