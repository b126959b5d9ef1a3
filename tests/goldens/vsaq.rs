//! VSAQ questionnaires: what is read from the template in `read.txt`, and the file of answers in
//! `answers.json`.

use std::{collections::BTreeMap, path::Path};

use crate::support::{
    form::{entries, format, messages, shown, upload},
    golden,
};

pub fn run(case: &Path) {
    let upload = upload(case);
    let format = format(&upload, "VSAQ");
    golden(&case.join("read.txt"), &shown(&(format.read)(&upload).unwrap()));
    let returned = (format.fill)(&upload, &entries(case)).unwrap();
    golden(&case.join("answers.json"), &String::from_utf8(returned.bytes.clone()).unwrap());
    golden(&case.join("messages.txt"), &messages(&returned));
    // VSAQ loads a flat map of texts.
    serde_json::from_slice::<BTreeMap<String, String>>(&returned.bytes).unwrap();
}
