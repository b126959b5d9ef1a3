//! The answers of an answered questionnaire as readable text.

use std::{fmt::Write, fs, path::Path};

use serde_json::Value as Json;

/// The answer to each question, and its reason.
pub fn given(root: &Path, name: &str) -> String {
    let json: Json = serde_json::from_slice(
        &fs::read(root.join("out/public/questionnaires").join(name).join("answers.json")).unwrap(),
    )
    .unwrap();
    let word = |it: &Json| it.as_str().unwrap_or("-").to_owned();
    let mut text = String::new();
    for remark in json["remarks"].as_array().unwrap() {
        // A build without PDFs does not report missing glyphs; `long_texts` tests this note.
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
