//! CSV files: what is read from `upload.csv` in `read.txt`, and the file filled with `entries.txt` in
//! `filled.txt`.

use std::path::Path;

use crate::support::{
    form::{entries, format, messages, shown, upload, visible},
    golden,
};

pub fn run(case: &Path) {
    let upload = upload(case);
    let format = format(&upload, "CSV");
    golden(&case.join("read.txt"), &shown(&(format.read)(&upload).unwrap()));
    let returned = (format.fill)(&upload, &entries(case)).unwrap();
    golden(&case.join("filled.txt"), &(visible(&returned.bytes) + "---\n" + &messages(&returned)));
    let unfilled = (format.fill)(&upload, &[]).unwrap();
    assert!(unfilled.bytes == upload.bytes, "filling nothing changed the file");
}
