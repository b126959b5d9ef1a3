//! Workbooks at their limits: lengths, archives, damage.

use crate::support::{self, each_case, workbook};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::{Cursor, Write as _},
    path::Path,
};

use factum::questionnaire::{At, Entry, Form, Format, Refusal, Returned, Upload, Value, format_of};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

#[test]
fn a_text_is_limited_to_the_length_of_a_cell() {
    let upload = upload(&case("escapes"));
    let entry = |length: usize, last: &str| Entry {
        sheet: 0,
        at: "B1".parse().unwrap(),
        value: Value::Text("a".repeat(length) + last),
    };
    assert!(fill(&upload, &[entry(32_767, "")]).unwrap().left.is_empty());
    assert!(fill(&upload, &[entry(32_765, "🔐")]).unwrap().left.is_empty());
    let left = fill(&upload, &[entry(32_766, "🔐")]).unwrap().left;
    assert_eq!(left[0].1.words, "B1 can contain at most 32767 characters, but the text has 32768");
}

#[test]
fn the_last_cell_can_be_written_and_none_beyond_it() {
    let upload = upload(&case("escapes"));
    let entry = |row, column| Entry { sheet: 0, at: At { row, column }, value: Value::Number(1.0) };
    let returned = fill(
        &upload,
        &[entry(1_048_576, 16_384), entry(1_048_577, 1), entry(1, 16_385), entry(0, 1), entry(1, 0)],
    )
    .unwrap();
    assert!(
        workbook::part(&returned.bytes, "xl/worksheets/sheet1.xml")
            .contains("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")
    );
    assert_eq!(returned.left.len(), 4);
}

#[test]
fn unchanged_archive_entries_are_copied_byte_for_byte() {
    // A comment, a date, attributes, a data descriptor and a stored entry.
    let mut writer = ZipWriter::new_stream(Vec::new());
    let day = zip::DateTime::from_date_and_time(2020, 2, 29, 12, 30, 10).unwrap();
    for (place, (name, bytes)) in files("escapes").iter().enumerate() {
        let method = if place % 2 == 0 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer
            .start_file(
                name,
                SimpleFileOptions::default()
                    .compression_method(method)
                    .last_modified_time(day)
                    .unix_permissions(0o640),
            )
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.set_comment("kept").unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    let upload = Upload { name: "stream.xlsx".to_owned(), bytes };
    let entry = Entry { sheet: 0, at: "B1".parse().unwrap(), value: Value::Text("x".to_owned()) };
    let filled = fill(&upload, &[entry]).unwrap().bytes;
    let targets =
        BTreeMap::from([("xl/worksheets/sheet1.xml".to_owned(), BTreeSet::from(["B1".parse().unwrap()]))]);
    assert_eq!(workbook::differences(&upload.bytes, &filled, &targets), Vec::<String>::new());
    assert!(filled.ends_with(b"kept"));
    let mut archive = zip::ZipArchive::new(Cursor::new(filled)).unwrap();
    for place in 0..archive.len() {
        let file = archive.by_index(place).unwrap();
        assert_eq!((file.last_modified(), file.unix_mode().map(|it| it & 0o777)), (Some(day), Some(0o640)));
    }
}

#[test]
fn harmful_archives_are_rejected() {
    let plain = files("escapes");
    let with = |name: &str, bytes: Vec<u8>| {
        let mut files = plain.clone();
        files.insert(name.to_owned(), bytes);
        workbook::archive(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
    };
    let many: Vec<String> = (0..10_001).map(|it| format!("{it}")).collect();
    let encrypted =
        patched(workbook::archive(plain.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))));
    let noise = |size: usize| {
        (0..size)
            .map(|it| (it as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes()[7] & 7)
            .collect::<Vec<u8>>()
    };
    let compound = |name: &str| {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(512, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(1024, 0);
        bytes
    };
    let cases = [
        ("no zip", b"hello".to_vec()),
        ("nothing", Vec::new()),
        ("only the first bytes", b"PK\x03\x04".to_vec()),
        ("compound, encrypted", compound("EncryptedPackage")),
        ("compound, workbook", compound("Workbook")),
        ("compound, older workbook", compound("Book")),
        ("compound, document", compound("WordDocument")),
        ("compound, other", compound("Other")),
        ("encrypted entry", encrypted),
        ("many entries", workbook::archive(many.iter().map(|it| (it.as_str(), b"".as_slice())))),
        ("a ratio", with("xl/media/a.bmp", vec![0; 5 << 20])),
        ("a large part", with("xl/media/a.bmp", noise((64 << 20) + 1))),
        ("a name out of it", with("../evil", Vec::new())),
        ("an absolute name", with("/evil", Vec::new())),
        ("a drive", with("C:\\evil", Vec::new())),
        ("two names", with("XL/workbook.xml", Vec::new())),
    ];
    let mut messages = String::new();
    each_case(cases, |(name, bytes)| {
        let refusal = read(&Upload { name: "file.xlsx".to_owned(), bytes }).unwrap_err();
        assert!(!refusal.message.contains('\n'));
        writeln!(messages, "{name}: file.xlsx {} ({})", refusal.message, refusal.help).unwrap();
    });
    support::golden(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/xlsx-refused.txt"), &messages);
}

/// The archive with the encryption flag in the first record of the directory.
fn patched(mut bytes: Vec<u8>) -> Vec<u8> {
    let record = bytes.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
    bytes[record + 8] |= 1;
    bytes
}

#[test]
fn oversized_sheets_are_rejected_and_sparse_ones_use_little_memory() {
    let mut files = files("escapes");
    let sheet = |rows: &str, after: &str| {
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{after}</worksheet>"
        )
    };
    let mut read_sheet = |text: String| {
        files.insert("xl/worksheets/sheet1.xml".to_owned(), text.into_bytes());
        read(&Upload {
            name: "a.xlsx".to_owned(),
            bytes: workbook::archive(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))),
        })
    };
    // Two cells in opposite corners, and a list on all possible cells: no dense grid is allocated.
    let corners = sheet(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c \
         r=\"XFD1048576\"><v>2</v></c></row>",
        "<dataValidations><dataValidation type=\"list\" \
         sqref=\"C1:C1048576\"><formula1>\"a,b\"</formula1></dataValidation></dataValidations>",
    );
    let form = read_sheet(corners).unwrap();
    assert!(form.sheets[0].cells.len() < 300_000, "{} cells", form.sheets[0].cells.len());
    let many = "<c/>".repeat(2_000_001);
    assert_eq!(
        read_sheet(sheet(&format!("<row>{many}</row>"), "")).unwrap_err().message,
        "has more than 2000000 cells in one sheet"
    );
    let merged = "<mergeCell ref=\"A1:B1\"/>".repeat(200_001);
    let refusal = read_sheet(sheet("", &format!("<mergeCells>{merged}</mergeCells>"))).unwrap_err();
    assert_eq!(refusal.message, "has more than 200000 areas in one sheet");
}

#[test]
fn one_shared_text_in_every_cell_is_rejected() {
    let mut files = files("texts");
    let long = "a".repeat(32_000);
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    files.insert("xl/sharedStrings.xml".to_owned(), strings.into_bytes());
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(3_000);
    files.insert(
        "xl/worksheets/sheet1.xml".to_owned(),
        format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>").into_bytes(),
    );
    let bytes = workbook::archive(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    assert_eq!(
        read(&Upload { name: "a.xlsx".to_owned(), bytes }).unwrap_err().message,
        "has more than 64 MiB of text"
    );
}

#[test]
fn broken_archives_never_panic() {
    let upload = upload(&case("calculation-off"));
    let entries = workbook::entries_of(&case("calculation-off").join("entries"));
    let mut rejected = 0;
    for length in 0..upload.bytes.len() {
        rejected += usize::from(try_both(&upload.name, upload.bytes[..length].to_vec(), &entries).is_err());
    }
    assert_eq!(rejected, upload.bytes.len(), "a file that is cut off is refused, wherever it is cut");
    for place in 0..upload.bytes.len() {
        let mut bytes = upload.bytes.clone();
        bytes[place] ^= 1 << (place % 8);
        let _ = try_both(&upload.name, bytes, &entries);
    }
}

#[test]
fn broken_parts_never_panic() {
    for (name, part) in [
        ("places", "xl/worksheets/sheet1.xml"),
        ("calculation-off", "xl/workbook.xml"),
        ("fixed-row-heights", "xl/styles.xml"),
    ] {
        let files = files(name);
        let entries = workbook::entries_of(&case(name).join("entries"));
        for place in 0..files[part].len() {
            let with = [b"".as_slice(), b"<", b"\"", b"/>", b"9"][place % 5];
            let mut files = files.clone();
            files.get_mut(part).unwrap().splice(place..=place, with.iter().copied());
            let _ = try_both(
                "a.xlsx",
                workbook::archive(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))),
                &entries,
            );
        }
    }
}

fn try_both(name: &str, bytes: Vec<u8>, entries: &[Entry]) -> Result<Returned, Refusal> {
    let upload = Upload { name: name.to_owned(), bytes };
    read(&upload)?;
    fill(&upload, entries)
}

fn case(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/xlsx").join(name)
}

fn files(name: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    workbook::collect(&case(name).join("parts"), "", &mut files);
    files
}

fn upload(case: &Path) -> Upload {
    Upload {
        name: format!("{}.xlsx", case.file_name().unwrap().to_string_lossy()),
        bytes: workbook::zipped(&case.join("parts")),
    }
}

fn read(upload: &Upload) -> Result<Form, Refusal> {
    let format: &Format = format_of(upload)?;
    assert_eq!(format.name, "XLSX");
    (format.read)(upload)
}

fn fill(upload: &Upload, entries: &[Entry]) -> Result<Returned, Refusal> {
    (format_of(upload)?.fill)(upload, entries)
}
