//! Decodes the bytes of a text file, and encodes text in the same encoding.

use encoding_rs::WINDOWS_1252;

use crate::questionnaire::Refusal;

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8 {
        /// Whether it begins with the byte order mark.
        mark: bool,
    },
    /// UTF-16, always with a byte order mark.
    Utf16 {
        /// Whether it is little-endian.
        little: bool,
    },
    /// The former default of Western European and American systems.
    Windows1252,
}

/// The text of a file.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without the byte order mark.
    pub text: String,
    /// Its encoding.
    pub encoding: Encoding,
}

/// Decodes bytes; encoding the text again always gives the same bytes.
///
/// # Errors
/// The bytes are not valid text in their encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    let (encoding, text) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            (Encoding::Utf8 { mark: true }, std::str::from_utf8(rest).ok().map(str::to_owned))
        }
        [0xFF, 0xFE, rest @ ..] => (Encoding::Utf16 { little: true }, utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => (Encoding::Utf16 { little: false }, utf16(rest, u16::from_be_bytes)),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (Encoding::Utf8 { mark: false }, Some(text.to_owned())),
            Err(_) => {
                (Encoding::Windows1252, Some(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()))
            }
        },
    };
    let Some(text) = text else {
        return Err(Refusal::new(
            format!("declares the encoding {}, but is not valid {0}", encoding.name()),
            "save it as UTF-8 and send it again",
        ));
    };
    if text.chars().any(|it| it.is_control() && !matches!(it, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}')) {
        return Err(Refusal::new(
            "contains bytes that are not valid text",
            "save it as CSV in UTF-8 and send it again",
        ));
    }
    Ok(Decoded { text, encoding })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    String::from_utf16(&pairs.iter().map(|it| unit(*it)).collect::<Vec<_>>()).ok()
}

impl Encoding {
    /// Its common name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 { .. } => "UTF-8",
            Self::Utf16 { .. } => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// Whether it can represent all of a text's characters.
    pub fn holds(self, text: &str) -> bool {
        self != Self::Windows1252 || !WINDOWS_1252.encode(text).2
    }

    /// The bytes of a text, with the byte order mark that the file had.
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 { mark: false } => text.as_bytes().to_vec(),
            Self::Utf8 { mark: true } => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Self::Utf16 { little } => {
                let bytes = |it: u16| if little { it.to_le_bytes() } else { it.to_be_bytes() };
                std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
            }
            Self::Windows1252 => WINDOWS_1252.encode(text).0.into_owned(),
        }
    }
}
