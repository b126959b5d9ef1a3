//! A question that has one id in several positions of a file is learned for each of them.

use std::fs;

use serde_json::Value as Json;

use crate::support::{self, each_case, filling, workbook};

/// A workbook with the same questions, under the same ids, on two sheets.
fn two_sheets(names: [&str; 2]) -> Vec<u8> {
    let rows: [&[&str]; 4] = [
        &["ID", "Question", "Answer"],
        &["1", "Is the server room locked at night?"],
        &["2", "Are visitors to the building escorted?"],
        &["3", "Is there a fence around the car park of the main building?"],
    ];
    let parts = workbook::entries(&filling::workbook(&rows, ""));
    let changed = |name: &str, text: String| match name {
        "xl/workbook.xml" => {
            let second = format!("<sheet name=\"{}\" sheetId=\"2\" r:id=\"r2\"/></sheets>", names[1]);
            text.replace("Sheet1", names[0]).replace("</sheets>", &second)
        }
        "xl/_rels/workbook.xml.rels" => {
            let first = text[text.find("<Relationship ").unwrap()..].replace("</Relationships>", "");
            let second = first.replace("r1", "r2").replace("sheet1", "sheet2");
            text.replace("</Relationships>", &format!("{second}</Relationships>"))
        }
        "[Content_Types].xml" => {
            let first = &text[text.rfind("<Override ").unwrap()..].replace("</Types>", "");
            text.replace("</Types>", &format!("{}</Types>", first.replace("sheet1", "sheet2")))
        }
        _ => text,
    };
    let mut all: Vec<_> = parts
        .iter()
        .map(|it| (it.name.clone(), changed(&it.name, String::from_utf8(it.content.clone()).unwrap())))
        .collect();
    let sheet = all.iter().find(|it| it.0.ends_with("sheet1.xml")).unwrap().1.clone();
    all.push(("xl/worksheets/sheet2.xml".into(), sheet));
    workbook::archive(all.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}

/// Learns these decisions on the questions of a file; returns the output of `learn`, and the answers of the
/// pins.
fn learned(bytes: &[u8], decisions: [&str; 6]) -> (String, Vec<Option<String>>) {
    let dir = filling::vendor();
    let file = dir.path().join("asked.xlsx");
    fs::write(&file, bytes).unwrap();
    let run = |arguments: &[&str]| {
        let output = support::factum(dir.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{}", support::stderr(&output));
        support::stdout(&output) + &support::stderr(&output)
    };
    let answer = || run(&["answer", file.to_str().unwrap(), "--customer", "Eta"]);
    answer();
    let folder = dir.path().join("out/public/questionnaires/eta--asked");
    let review = folder.join("review.yaml");
    let mut text = fs::read_to_string(&review).unwrap();
    for it in decisions {
        text = text.replacen("decision: {}", &format!("decision: {{{it}, by: Jane}}"), 1);
    }
    fs::write(&review, text).unwrap();
    answer();
    let learn = || run(&["learn", review.to_str().unwrap(), "--yes"]);
    let printed = learn();
    assert!(learn().contains("nothing new to learn"), "{printed}");
    support::learn::publish(dir.path());
    fs::remove_dir_all(dir.path().join("out")).unwrap();
    answer();
    let json: Json = serde_json::from_slice(&fs::read(folder.join("answers.json")).unwrap()).unwrap();
    let given = |it: &Json| (it["how"] == "pinned").then(|| it["given"]["text"].as_str().unwrap().to_owned());
    (printed, json["questions"].as_array().unwrap().iter().map(given).collect())
}

const LOCKED: &str = "text: It is locked., verdict: yes";
const ESCORTED: &str = "text: They are escorted., verdict: yes";

#[test]
fn the_same_decision_in_two_places_is_learned_for_both() {
    let cases =
        [["Factory in Kiel", "Factory in Bonn"], ["Physical security", "Part B"], ["Sheet1", "Sheet2"]];
    each_case(cases, |names| {
        let fence = "text: There is a fence., verdict: yes";
        let (printed, given) =
            learned(&two_sheets(names), [LOCKED, ESCORTED, fence, LOCKED, ESCORTED, fence]);
        let given: Vec<_> = given.iter().map(Option::as_deref).collect();
        let once = [Some("It is locked."), Some("They are escorted."), Some("There is a fence.")];
        assert_eq!(given, [once, once].concat(), "{names:?}: {printed}");
    });
}

#[test]
fn different_decisions_in_two_places_are_learned_by_place_or_rejected() {
    let cases = [
        (["Factory in Kiel", "Factory in Bonn"], true),
        (["Physical security", "Part B"], true),
        (["Sheet1", "Sheet2"], false),
    ];
    each_case(cases, |(names, by_place)| {
        let (one, two) = ("text: There is a fence., verdict: yes", "text: There is none., verdict: no");
        let (printed, given) = learned(&two_sheets(names), [LOCKED, ESCORTED, one, LOCKED, ESCORTED, two]);
        let given: Vec<_> = given.iter().map(Option::as_deref).collect();
        let rejected = printed.contains("`3` has two different decisions; neither was learned");
        let expected =
            if by_place { [Some("There is a fence."), Some("There is none.")] } else { [None, None] };
        assert_eq!(([given[2], given[5]], rejected), (expected, !by_place), "{names:?}: {printed}");
        assert_eq!(given[4], Some("They are escorted."), "{names:?}: {printed}");
    });
}
