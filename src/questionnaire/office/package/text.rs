//! The encodings of XML parts: UTF-8 and UTF-16 (ECMA-376 part 2, 8.2.5), with or without a byte order
//! mark.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

/// The encoding of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, and whether there is a byte order mark.
    Utf8(bool),
    /// Little-endian UTF-16, and whether there is a byte order mark.
    Utf16Little(bool),
    /// Big-endian UTF-16, and whether there is a byte order mark.
    Utf16Big(bool),
}

impl Encoding {
    /// The encoding of a part's bytes, and their text without the byte order mark.
    pub fn of(bytes: &[u8]) -> Option<(Self, String)> {
        let (encoding, mark) = match bytes {
            [0xEF, 0xBB, 0xBF, ..] => (Self::Utf8(true), 3),
            [0xFF, 0xFE, ..] => (Self::Utf16Little(true), 2),
            [0xFE, 0xFF, ..] => (Self::Utf16Big(true), 2),
            [b'<', 0, ..] => (Self::Utf16Little(false), 0),
            [0, b'<', ..] => (Self::Utf16Big(false), 0),
            _ => (Self::Utf8(false), 0),
        };
        let decoder = match encoding {
            Self::Utf8(_) => UTF_8,
            Self::Utf16Little(_) => UTF_16LE,
            Self::Utf16Big(_) => UTF_16BE,
        };
        let text = decoder.decode_without_bom_handling_and_without_replacement(bytes.get(mark..)?)?;
        Some((encoding, text.into_owned()))
    }

    /// A text in this encoding.
    pub fn encode(self, text: &str) -> Vec<u8> {
        let marked = match self {
            Self::Utf8(mark) | Self::Utf16Little(mark) | Self::Utf16Big(mark) => mark,
        };
        let units = marked.then_some('\u{FEFF}').into_iter().chain(text.chars());
        match self {
            Self::Utf8(_) => units.collect::<String>().into_bytes(),
            Self::Utf16Little(_) => {
                units.collect::<String>().encode_utf16().flat_map(u16::to_le_bytes).collect()
            }
            Self::Utf16Big(_) => {
                units.collect::<String>().encode_utf16().flat_map(u16::to_be_bytes).collect()
            }
        }
    }
}
