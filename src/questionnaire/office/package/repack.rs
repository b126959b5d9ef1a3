//! Rewrites an archive with new content in some entries (PKWARE's APPNOTE 6.3).
//!
//! The zip crate's own raw copy rewrites headers: attributes, data descriptors and unknown extra fields are
//! lost. Here the bytes of an unchanged entry are copied, including header and descriptor; only the offsets
//! in the directory are updated.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{Refusal, broken};

/// The sizes of the fixed parts of a local header, a directory record and the end of the directory.
const LOCAL: usize = 30;
const RECORD: usize = 46;
const END: usize = 22;
/// The offsets of fields in a local header; in a directory record, those before its attributes are 2 bytes
/// later.
const FLAGS: usize = 6;
const METHOD: usize = 8;
const CRC: usize = 14;
const PACKED: usize = 18;
const SIZE: usize = 22;
/// The flag for sizes after the content, and the id of the ZIP64 extra field.
const DESCRIPTOR: u16 = 1 << 3;
const LARGE: u16 = 1;

/// An entry's packed content.
struct Packed {
    method: u16,
    crc: u32,
    bytes: Vec<u8>,
    size: usize,
}

/// The position of an entry in an archive. Ordered by the position of its content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct EntryPlace {
    /// The position of its first byte.
    start: usize,
    /// The position of its directory record.
    record: usize,
    /// Its index.
    number: usize,
}

/// The archive in `bytes`, with new content in the entries at these indexes.
///
/// # Errors
/// The archive does not match its directory.
pub fn repack(
    bytes: &[u8],
    archive: &ZipArchive<Cursor<&[u8]>>,
    parts: &BTreeMap<usize, Vec<u8>>,
) -> Result<Vec<u8>, Refusal> {
    write(bytes, archive, parts).ok_or_else(|| broken("its entries do not match its directory"))
}

fn write(
    bytes: &[u8],
    archive: &ZipArchive<Cursor<&[u8]>>,
    parts: &BTreeMap<usize, Vec<u8>>,
) -> Option<Vec<u8>> {
    let directory = usize::try_from(archive.central_directory_start()).ok()?;
    let mut headers = Vec::new();
    for number in 0..archive.len() {
        let entry = archive.by_index_data(number).ok()?;
        headers.push(EntryPlace {
            start: usize::try_from(entry.header_start()).ok()?,
            record: usize::try_from(entry.central_header_start()).ok()?,
            number,
        });
    }
    let packed =
        parts.iter().map(|(place, it)| Some((*place, pack(it)?))).collect::<Option<BTreeMap<_, _>>>()?;
    let (mut out, starts) = entries(bytes, &headers, directory, &packed)?;
    let start = out.len();
    headers.sort_by_key(|it| it.record);
    for it in &headers {
        record(bytes.get(it.record..)?, *starts.get(&it.number)?, packed.get(&it.number), &mut out)?;
    }
    let size = out.len() - start;
    end(bytes, archive, headers.len(), (start, size), &mut out)?;
    Some(out)
}

/// Writes the entries; returns the new position of each.
fn entries(
    bytes: &[u8],
    headers: &[EntryPlace],
    directory: usize,
    packed: &BTreeMap<usize, Packed>,
) -> Option<(Vec<u8>, BTreeMap<usize, usize>)> {
    let mut order = headers.to_vec();
    order.sort_unstable();
    let mut out = Vec::with_capacity(bytes.len() + 65_536);
    out.extend_from_slice(bytes.get(..order.first().map_or(directory, |it| it.start))?);
    let mut starts = BTreeMap::new();
    let ends = order.iter().skip(1).map(|it| it.start).chain([directory]);
    for (entry, until) in order.iter().zip(ends) {
        starts.insert(entry.number, out.len());
        let old = bytes.get(entry.start..until)?;
        match packed.get(&entry.number) {
            None => out.extend_from_slice(old),
            Some(new) => local(old, new, &mut out)?,
        }
    }
    Some((out, starts))
}

/// Writes an entry with new content; its name, date and other extra fields are kept.
fn local(old: &[u8], new: &Packed, out: &mut Vec<u8>) -> Option<()> {
    let (name, extra) = (usize::from(short(old, 26)?), usize::from(short(old, 28)?));
    let mut header = old.get(..LOCAL)?.to_vec();
    let extra = without_large(old.get(LOCAL + name..LOCAL + name + extra)?)?;
    patch(&mut header, 0, new)?;
    put(&mut header, 28, &u16::try_from(extra.len()).ok()?.to_le_bytes())?;
    out.extend(header);
    out.extend_from_slice(old.get(LOCAL..LOCAL + name)?);
    out.extend(extra);
    out.extend_from_slice(&new.bytes);
    Some(())
}

/// Writes a directory record.
fn record(old: &[u8], start: usize, new: Option<&Packed>, out: &mut Vec<u8>) -> Option<()> {
    let [name, extra, comment] = [28, 30, 32].map(|it| short(old, it).map(usize::from));
    let (name, extra, comment) = (name?, extra?, comment?);
    let mut header = old.get(..RECORD)?.to_vec();
    let mut fields = old.get(RECORD + name..RECORD + name + extra)?.to_vec();
    if new.is_some() || [20, 24, 42].iter().any(|it| long(old, *it) == Some(u32::MAX)) {
        // ZIP64 sizes fit into the ordinary fields, because limits were checked.
        inline_large(&mut header, &fields)?;
        fields = without_large(&fields)?;
    }
    if let Some(new) = new {
        patch(&mut header, 2, new)?;
    }
    put(&mut header, 30, &u16::try_from(fields.len()).ok()?.to_le_bytes())?;
    put(&mut header, 42, &u32::try_from(start).ok()?.to_le_bytes())?;
    out.extend(header);
    out.extend_from_slice(old.get(RECORD..RECORD + name)?);
    out.extend(fields);
    out.extend_from_slice(old.get(RECORD + name + extra..RECORD + name + extra + comment)?);
    Some(())
}

/// Writes the end of the directory, with the archive's comment.
fn end(
    bytes: &[u8],
    archive: &ZipArchive<Cursor<&[u8]>>,
    count: usize,
    (start, size): (usize, usize),
    out: &mut Vec<u8>,
) -> Option<()> {
    let comment = archive.comment();
    let mut header = [0_u8; END];
    put(&mut header, 0, b"PK\x05\x06")?;
    let count = u16::try_from(count).ok()?.to_le_bytes();
    put(&mut header, 8, &count)?;
    put(&mut header, 10, &count)?;
    put(&mut header, 12, &u32::try_from(size).ok()?.to_le_bytes())?;
    put(&mut header, 16, &u32::try_from(start).ok()?.to_le_bytes())?;
    put(&mut header, 20, &u16::try_from(comment.len()).ok()?.to_le_bytes())?;
    out.extend(header);
    out.extend_from_slice(comment);
    (bytes.len() >= END).then_some(())
}

/// Writes method, checksum and sizes into a header without a data descriptor.
fn patch(header: &mut [u8], later: usize, new: &Packed) -> Option<()> {
    let flags = short(header, FLAGS + later)? & !DESCRIPTOR;
    put(header, FLAGS + later, &flags.to_le_bytes())?;
    put(header, METHOD + later, &new.method.to_le_bytes())?;
    put(header, CRC + later, &new.crc.to_le_bytes())?;
    put(header, PACKED + later, &u32::try_from(new.bytes.len()).ok()?.to_le_bytes())?;
    put(header, SIZE + later, &u32::try_from(new.size).ok()?.to_le_bytes())
}

/// Moves sizes from a ZIP64 field to their ordinary fields in a directory record.
fn inline_large(header: &mut [u8], fields: &[u8]) -> Option<()> {
    let mut values =
        &fields_of(fields)?.into_iter().find(|it| it.0 == LARGE).map(|it| it.1).unwrap_or_default()[..];
    for at in [24, 20, 42] {
        if long(header, at) == Some(u32::MAX) {
            let (value, rest) = values.split_at_checked(8)?;
            put(header, at, &u32::try_from(u64::from_le_bytes(value.try_into().ok()?)).ok()?.to_le_bytes())?;
            values = rest;
        }
    }
    Some(())
}

fn without_large(extra: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(extra.len());
    for (id, value) in fields_of(extra)?.into_iter().filter(|it| it.0 != LARGE) {
        out.extend(id.to_le_bytes());
        out.extend(u16::try_from(value.len()).ok()?.to_le_bytes());
        out.extend(value);
    }
    Some(out)
}

fn fields_of(mut extra: &[u8]) -> Option<Vec<(u16, Vec<u8>)>> {
    let mut fields = Vec::new();
    // Padding of less than four bytes is not a field.
    while extra.len() >= 4 {
        let (id, size) = (short(extra, 0)?, usize::from(short(extra, 2)?));
        fields.push((id, extra.get(4..4 + size)?.to_vec()));
        extra = extra.get(4 + size..)?;
    }
    Some(fields)
}

/// Compresses a part, by way of an archive with one entry, because the zip crate does not expose its
/// compressor.
fn pack(content: &[u8]) -> Option<Packed> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("part", SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
        .ok()?;
    writer.write_all(content).ok()?;
    let bytes = writer.finish().ok()?.into_inner();
    let archive = ZipArchive::new(Cursor::new(bytes.as_slice())).ok()?;
    let entry = archive.by_index_data(0).ok()?;
    let from = usize::try_from(entry.header_start()).ok()?;
    let from = from
        + LOCAL
        + usize::from(short(bytes.get(from..)?, 26)?)
        + usize::from(short(bytes.get(from..)?, 28)?);
    let packed = bytes.get(from..from + usize::try_from(entry.compressed_size()).ok()?)?.to_vec();
    Some(Packed { method: 8, crc: entry.crc32(), bytes: packed, size: content.len() })
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) -> Option<()> {
    bytes.get_mut(at..at + value.len())?.copy_from_slice(value);
    Some(())
}
