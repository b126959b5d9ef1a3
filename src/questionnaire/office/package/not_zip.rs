//! Recognises files that are not ZIP archives, to say what they are.

use super::Refusal;

/// The first bytes of a compound file (MS-CFB 2.2): Office's container before 2007, and for encrypted files
/// today.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A kind of compound file.
struct CompoundFile {
    /// The name of a stream in it.
    stream: &'static str,
    /// What it is.
    message: &'static str,
    /// What to do.
    help: &'static str,
}

/// Checked in this order, because an encrypted file may contain any other stream.
const COMPOUND_FILES: &[CompoundFile] = &[
    CompoundFile { stream: "EncryptedPackage", message: "is encrypted", help: "save it without a password" },
    CompoundFile {
        stream: "Workbook",
        message: "is an Excel 97-2003 workbook (.xls)",
        help: "save it as .xlsx",
    },
    CompoundFile { stream: "Book", message: "is an Excel 5.0/95 workbook (.xls)", help: "save it as .xlsx" },
    CompoundFile {
        stream: "WordDocument",
        message: "is a Word 97-2003 document (.doc)",
        help: "save it as .docx",
    },
];

/// Refuses a file that is not a zip archive.
///
/// # Errors
/// It is not a zip archive.
pub fn refuse(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.starts_with(COMPOUND) {
        let known = COMPOUND_FILES.iter().find(|it| holds(bytes, it.stream));
        let (message, help) = known
            .map_or(("is an old Office file", "save it in a current format"), |it| (it.message, it.help));
        return Err(Refusal::new(message, help));
    }
    if !bytes.starts_with(b"PK") {
        return Err(super::broken("it is not a zip archive"));
    }
    Ok(())
}

/// Whether a name is in a compound file's directory, which is UTF-16 with entries of 128 bytes that begin
/// with the name.
fn holds(bytes: &[u8], name: &str) -> bool {
    let mut wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    wanted.extend([0, 0]);
    bytes.chunks(128).any(|it| it.starts_with(&wanted))
}
