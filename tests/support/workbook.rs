//! Shared by the tests and the workbook harness: archives of parts, and all differences between two
//! workbooks.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Cursor, Read, Write},
    path::Path,
};

use factum::questionnaire::{At, Entry, Form, Value, marked};
use quick_xml::{Reader, events::Event};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The files of a folder as a zip archive, in the order of their names.
pub fn zipped(folder: &Path) -> Vec<u8> {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files);
    archive(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

/// A zip archive of parts.
pub fn archive<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The files of a folder, by their relative paths.
pub fn collect(folder: &Path, before: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

/// An entry of an archive.
#[derive(Clone)]
pub struct ArchiveEntry {
    pub name: String,
    /// The bytes in the archive, including the header.
    pub raw: Vec<u8>,
    /// The unpacked bytes.
    pub content: Vec<u8>,
}

/// The entries of an archive in order.
pub fn entries(bytes: &[u8]) -> Vec<ArchiveEntry> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let places: Vec<_> =
        (0..archive.len()).map(|it| archive.by_index_data(it).unwrap().header_start() as usize).collect();
    let directory = archive.central_directory_start() as usize;
    (0..archive.len())
        .map(|place| {
            let until =
                places.iter().copied().filter(|other| *other > places[place]).min().unwrap_or(directory);
            let mut file = archive.by_index(place).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            let name = file.name().unwrap().into_owned();
            ArchiveEntry { name, raw: bytes[places[place]..until].to_vec(), content }
        })
        .collect()
}

/// The text of one part.
pub fn part(bytes: &[u8], name: &str) -> String {
    let found = entries(bytes).into_iter().find(|it| it.name.eq_ignore_ascii_case(name));
    text(&found.unwrap_or_else(|| panic!("no part {name}")).content)
}

/// The text of a part's bytes, in UTF-8 or UTF-16.
pub fn text(bytes: &[u8]) -> String {
    let units = |from: fn([u8; 2]) -> u16| {
        bytes.chunks_exact(2).skip(1).map(|it| from([it[0], it[1]])).collect::<Vec<_>>()
    };
    match bytes {
        [0xFF, 0xFE, ..] => String::from_utf16(&units(u16::from_le_bytes)).unwrap(),
        [0xFE, 0xFF, ..] => String::from_utf16(&units(u16::from_be_bytes)).unwrap(),
        _ => String::from_utf8(bytes.to_vec()).unwrap().trim_start_matches('\u{FEFF}').to_owned(),
    }
}

/// The parts of the sheets in the workbook's order, found without the reader under test.
pub fn sheets(bytes: &[u8]) -> Vec<String> {
    let attribute = |tag: &str, name: &str| {
        tag.split(&format!(" {name}=\""))
            .nth(1)
            .and_then(|it| it.split('"').next())
            .unwrap_or_default()
            .to_owned()
    };
    let main = attribute(
        part(bytes, "_rels/.rels")
            .split("<Relationship ")
            .find(|it| it.contains("/officeDocument\""))
            .map(|it| format!(" {it}"))
            .as_deref()
            .unwrap(),
        "Target",
    );
    let main = main.trim_start_matches('/').to_owned();
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = part(bytes, &format!("{folder}/_rels/{file}.rels"));
    let text = part(bytes, &main);
    let target = |id: &str| {
        let tag = relations
            .split("<Relationship ")
            .find(|it| format!(" {it}").contains(&format!(" Id=\"{id}\"")))
            .map(|it| format!(" {it}"))
            .unwrap();
        let target = attribute(&tag, "Target");
        let target = target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned);
        entries(bytes).into_iter().map(|it| it.name).find(|it| it.eq_ignore_ascii_case(&target)).unwrap()
    };
    let id = |tag: &str| {
        tag.split(":id=\"").nth(1).and_then(|it| it.split('"').next()).unwrap_or_default().to_owned()
    };
    let prefix = if text.contains("<x:workbook") { "x:" } else { "" };
    text.split(&format!("<{prefix}sheet ")).skip(1).map(|it| target(&id(it))).collect()
}

/// The entries listed in a file, one per line: sheet, cell, kind and value.
pub fn entries_of(file: &Path) -> Vec<Entry> {
    let text = fs::read_to_string(file).unwrap();
    text.lines()
        .map(|line| {
            let [sheet, at, kind, value] = line.splitn(4, ' ').collect::<Vec<_>>().try_into().unwrap();
            let text = || serde_json::from_str::<String>(value).unwrap();
            let value = match kind {
                "text" => Value::Text(text()),
                "choice" => Value::Choice(text()),
                "number" => Value::Number(value.parse().unwrap()),
                _ => Value::Tick,
            };
            Entry { sheet: sheet.parse().unwrap(), at: at_of(at), value }
        })
        .collect()
}

/// A cell; a plus means the answer position within it: `B2+`.
pub fn at_of(text: &str) -> At {
    text.strip_suffix('+').map_or_else(|| text.parse().unwrap(), |it| it.parse::<At>().unwrap().inside())
}

/// The cells that are not read as they were written.
pub fn differing_entries(form: &Form, written: &[&Entry]) -> Vec<String> {
    let mut found = Vec::new();
    for it in written {
        let expected = match &it.value {
            Value::Text(text) | Value::Choice(text) => {
                text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
            }
            _ => continue,
        };
        let sheet = &form.sheets[it.sheet];
        // A number is shown in the format of the cell.
        let number = sheet.cells.get(&it.at).and_then(|it| it.choices.as_ref()).is_some_and(|it| it.numeric);
        let boxes = sheet.cells.get(&it.at).and_then(|it| it.choices.as_ref()).is_some_and(|it| it.ticked);
        if boxes && marked(sheet.text(it.at)).is_some_and(|it| it == expected) {
            continue;
        }
        if !number && sheet.text(it.at) != expected {
            found.push(format!(
                "{} {} reads {:?}, and not {expected:?}",
                sheet.name,
                it.at,
                sheet.text(it.at)
            ));
        }
    }
    found
}

/// The unexpected differences, if only some cells of some sheets were written.
pub fn differences(before: &[u8], after: &[u8], targets: &BTreeMap<String, BTreeSet<At>>) -> Vec<String> {
    let (before, after) = (entries(before), entries(after));
    let names = |all: &[ArchiveEntry]| all.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    let mut found = Vec::new();
    if names(&before) != names(&after) {
        found.push("the entries have other names or another order".to_owned());
    }
    for (old, new) in before.iter().zip(&after) {
        if old.raw == new.raw {
            continue;
        }
        let name = &old.name;
        let (old, new) = (text(&old.content), text(&new.content));
        match targets.get(name) {
            Some(cells) => sheet(name, &old, &new, cells, &mut found),
            None if name.ends_with("workbook.xml") => {
                let added = [
                    " fullCalcOnLoad=\"1\"",
                    "<calcPr fullCalcOnLoad=\"1\"/>",
                    "<x:calcPr fullCalcOnLoad=\"1\"/>",
                ];
                let turned = old.replace("fullCalcOnLoad=\"0\"", "fullCalcOnLoad=\"1\"");
                if new != turned && added.iter().all(|it| new.replacen(it, "", 1) != old) {
                    found.push(format!("{name}: more than fullCalcOnLoad"));
                }
            }
            None if name.ends_with("styles.xml") => styles(name, &old, &new, &mut found),
            None => found.push(format!("{name}: changed")),
        }
    }
    found
}

/// Formats may only be added, after the last one.
fn styles(name: &str, old: &str, new: &str, found: &mut Vec<String>) {
    let count =
        |it: &str| it.split("<cellXfs").nth(1).and_then(|it| it.split('>').next()).unwrap().to_owned();
    let bare = |it: &str| it.replacen(&format!("<cellXfs{}", count(it)), "<cellXfs", 1);
    let (old, new) = (bare(old), bare(new));
    let before = old.bytes().zip(new.bytes()).take_while(|it| it.0 == it.1).count();
    let after = old.bytes().rev().zip(new.bytes().rev()).take_while(|it| it.0 == it.1).count();
    if before + after < old.len() || before > old.find("</cellXfs>").unwrap() + 20 {
        found.push(format!("{name}: more than added formats"));
    }
}

/// A worksheet part in pieces.
#[derive(Debug, Default)]
pub struct Pieces {
    /// All that is outside of rows, the dimension's value left out.
    pub outside: String,
    /// The rows' attributes.
    pub rows: BTreeMap<u32, BTreeMap<String, String>>,
    /// The cells' bytes.
    pub cells: BTreeMap<At, String>,
}

/// Takes a worksheet part to pieces.
pub fn pieces(text: &str) -> Pieces {
    let mut pieces = Pieces::default();
    let mut reader = Reader::from_str(text);
    let (mut row, mut column, mut cell, mut at) = (0, 0, None, At::default());
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event().unwrap();
        let source = &text[from..reader.buffer_position() as usize];
        let end = reader.buffer_position() as usize;
        match &event {
            Event::Eof => return pieces,
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes: BTreeMap<String, String> = tag
                    .attributes()
                    .map(|it| it.unwrap())
                    .map(|it| (AsRef::<str>::as_ref(&it.key).to_owned(), it.value.to_string()))
                    .collect();
                match AsRef::<str>::as_ref(&tag.local_name()) {
                    "row" => {
                        (row, column) = (attributes.get("r").map_or(row + 1, |it| it.parse().unwrap()), 0);
                        pieces.rows.insert(row, attributes);
                    }
                    "c" if row > 0 && cell.is_none() => {
                        at = attributes
                            .get("r")
                            .map_or(At { row, column: column + 1 }, |it| it.parse().unwrap());
                        column = at.column;
                        cell = Some(from);
                        if matches!(event, Event::Empty(_)) {
                            pieces.cells.insert(at, text[cell.take().unwrap()..end].to_owned());
                        }
                    }
                    "dimension" => pieces.outside.push_str("<dimension>"),
                    "sheetData" => pieces.outside.push_str("<sheetData>"),
                    _ if cell.is_none() => pieces.outside.push_str(source),
                    _ => {}
                }
            }
            Event::End(tag) => match AsRef::<str>::as_ref(&tag.local_name()) {
                "c" if cell.is_some() => {
                    drop(pieces.cells.insert(at, text[cell.take().unwrap()..end].to_owned()))
                }
                "row" => {}
                "sheetData" => row = 0,
                _ if cell.is_none() => pieces.outside.push_str(source),
                _ => {}
            },
            _ if cell.is_none() => pieces.outside.push_str(source),
            _ => {}
        }
    }
}

fn sheet(name: &str, old: &str, new: &str, targets: &BTreeSet<At>, found: &mut Vec<String>) {
    let (old, new) = (pieces(old), pieces(new));
    if old.outside != new.outside {
        found.push(format!("{name}: differs outside of its cells"));
    }
    for at in old.cells.keys().chain(new.cells.keys()).collect::<BTreeSet<_>>() {
        if !targets.contains(at) && old.cells.get(at) != new.cells.get(at) {
            found.push(format!("{name}: {at} differs: {:?} and {:?}", old.cells.get(at), new.cells.get(at)));
        }
    }
    let touched: BTreeSet<u32> = targets.iter().map(|it| it.row).collect();
    for number in old.rows.keys().chain(new.rows.keys()).collect::<BTreeSet<_>>() {
        let of = |it: &Pieces| {
            let mut attributes = it.rows.get(number).cloned();
            for name in ["ht", "customHeight", "spans"] {
                attributes
                    .iter_mut()
                    .filter(|_| touched.contains(number))
                    .for_each(|it| drop(it.remove(name)));
            }
            attributes
        };
        let (old, new) = (of(&old), of(&new));
        if old != new && !(old.is_none() && touched.contains(number)) {
            found.push(format!("{name}: row {number} differs: {old:?} and {new:?}"));
        }
    }
}
