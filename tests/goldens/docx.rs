//! Word documents: `body.xml` with the content of the document's body, and other parts where needed; the test
//! adds the rest of the document. `read.txt` has what is read, and `filled.xml` the filled body.

use std::path::Path;

use factum::questionnaire::{FORMATS, Upload, format_of};

use crate::support::{
    document::{DOCUMENT, body, upload},
    form::{entries, messages, shown},
    golden, workbook,
};

pub fn run(case: &Path) {
    let docx = FORMATS.iter().find(|it| it.name == "DOCX").unwrap();
    let upload = upload(case);
    assert_eq!(format_of(&upload).unwrap().name, "DOCX");
    let read = |upload: &Upload| shown(&(docx.read)(upload).unwrap());
    golden(&case.join("read.txt"), &read(&upload));
    let returned = (docx.fill)(&upload, &entries(case)).unwrap();
    golden(&case.join("filled.xml"), &body(&returned.bytes));
    golden(&case.join("messages.txt"), &messages(&returned));
    let (before, after) = (workbook::entries(&upload.bytes), workbook::entries(&returned.bytes));
    assert_eq!(before.len(), after.len());
    for (old, new) in before.iter().zip(&after).filter(|(old, _)| old.name != DOCUMENT) {
        assert!(old.name == new.name && old.raw == new.raw, "the part {} changed", old.name);
    }
    assert!((docx.fill)(&upload, &[]).unwrap().bytes == upload.bytes, "filling nothing changed the file");
    golden(&case.join("filled.txt"), &read(&Upload { bytes: returned.bytes, ..upload }));
}
