//! Questions that are not read as such are reported on the terminal and in `answers.json`.

use serde_json::{Value as Json, json};

use crate::support::{
    self,
    filling::{self, Run},
};

const HEADS: &[&str] = &["ID", "Question", "Answer", "", "", "Note"];

/// A table of two questions, with rows below it and XML before its data.
fn answered(below: &[&[&str]], before: &str, arguments: &[&str]) -> Run {
    let table: &[&[&str]] =
        &[HEADS, &["1", "Is the lawn mown each week?", ""], &["2", "Is the gate locked?", ""]];
    let bytes = filling::sheet(&[table, below].concat(), before, "");
    filling::answer(filling::vendor().path(), "list.xlsx", &bytes, &[], arguments)
}

/// The terminal messages about unread questions.
fn notes(run: &Run) -> Vec<String> {
    let text = support::stdout(&run.output);
    text.lines()
        .filter(|it| it.contains("read as questions") || it.contains("hidden"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn questions_outside_the_tables_are_reported() {
    let below: &[&[&str]] =
        &[&[], &["", "", "", "", "", "Is the cellar dry?"], &["", "", "", "", "", "Is the roof new?"]];
    let run = answered(below, "", &[]);
    assert_eq!(run.answers["totals"]["questions"], 2);
    let unread = json!([{"sheet": "Sheet1", "reason": "outside-tables", "count": 2, "cells": ["F5", "F6"]}]);
    assert_eq!(run.answers["not_read"], unread);
    let note = "  note: 2 texts with a question mark are in cells of `Sheet1` outside of its tables and not \
                read as questions (F5, F6): if they are questions, give them and the tables a --map, as in \
                --map \"Sheet1: question=F answer=G rows=5-6\"";
    assert_eq!(notes(&run), [note]);
    // The suggested map reads them, together with one for the table.
    let maps =
        ["--map", "Sheet1: question=F answer=G rows=5-6", "--map", "Sheet1: question=B answer=C rows=2-3"];
    let run = answered(below, "", &maps);
    assert_eq!((&run.answers["totals"]["questions"], &run.answers["not_read"]), (&json!(4), &Json::Null));
    assert_eq!(notes(&run), Vec::<String>::new());
}

#[test]
fn a_single_table_has_no_unread_questions() {
    let run = answered(&[&[], &["", "", "", "", "", "Questions?"]], "", &[]);
    assert_eq!((&run.answers["not_read"], notes(&run)), (&Json::Null, vec![]));
}
