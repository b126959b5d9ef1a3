//! Our own questionnaires in YAML: what is read from `upload.yaml` in `read.txt`, and the file filled with
//! `entries.txt` in `filled.yaml`, with its comments.

use std::path::Path;

use crate::support::{
    form::{entries, format, messages, shown, upload},
    golden,
};

pub fn run(case: &Path) {
    let upload = upload(case);
    let format = format(&upload, "YAML");
    golden(&case.join("read.txt"), &shown(&(format.read)(&upload).unwrap()));
    let returned = (format.fill)(&upload, &entries(case)).unwrap();
    golden(&case.join("messages.txt"), &messages(&returned));
    let unfilled = (format.fill)(&upload, &[]).unwrap();
    assert!(unfilled.bytes == upload.bytes, "filling nothing changed the file");
    let (old, new) = (String::from_utf8(upload.bytes).unwrap(), String::from_utf8(returned.bytes).unwrap());
    golden(&case.join("filled.yaml"), &new);
    for comment in old.lines().filter_map(|it| it.find('#').map(|at| &it[at..])) {
        assert!(new.contains(comment), "{comment} is gone");
    }
}
