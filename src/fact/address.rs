//! Web addresses, e-mail addresses, and paths of evidence files.

use serde_json::{Value as Json, json};

use super::{
    Datum, Text,
    read::{Field, Leaf, Reader},
};
use crate::yaml::Node;

/// A web address, `https://…` or `http://…` (RFC 3986).
#[derive(Debug, Clone)]
pub struct Url(pub Text);

impl Field for Url {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let host = rest.unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
        let clean = text.chars().all(|c| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c));
        if clean && !host.is_empty() && !host.contains('@') {
            return Some(Self(text));
        }
        reader.invalid(
            node,
            format!("`{}` is not a valid web address", text.value),
            "write the full address, with spaces as %20: `https://example.com/security`",
        );
        None
    }
    fn schema() -> Json {
        json!({"type": "string", "format": "uri", "pattern": "^https?://"})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        self.0.leaves(each);
    }
}

/// A web address that begins with `https://`, as RFC 9116, section 2.5, requires.
#[derive(Debug, Clone)]
pub struct SecureUrl(pub Text);

impl Field for SecureUrl {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let url = Url::read(node, reader)?;
        if url.0.starts_with("https://") {
            return Some(Self(url.0));
        }
        reader.invalid(
            node,
            format!("`{}` does not begin with `https://`", url.0.value),
            "write an address that begins with `https://`: security.txt allows no other",
        );
        None
    }
    fn schema() -> Json {
        json!({"type": "string", "format": "uri", "pattern": "^https://"})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        self.0.leaves(each);
    }
}

/// An e-mail address (the dot-atom form of RFC 5322, section 3.4.1).
#[derive(Debug, Clone)]
pub struct Email(pub Text);

impl Field for Email {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
        let host = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
        let dots =
            |it: &str| !it.is_empty() && !it.starts_with('.') && !it.ends_with('.') && !it.contains("..");
        let sound = text.split_once('@').is_some_and(|(user, domain)| {
            dots(user)
                && user.chars().all(atom)
                && dots(domain)
                && domain.contains('.')
                && domain.chars().all(host)
        });
        if sound {
            return Some(Self(text));
        }
        reader.invalid(
            node,
            format!("`{}` is not a valid e-mail address", text.value),
            "write it in the form `security@example.com`",
        );
        None
    }
    fn schema() -> Json {
        json!({"type": "string", "format": "email"})
    }
    fn datum(&self) -> Datum {
        self.0.datum()
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        self.0.leaves(each);
    }
}

/// The path of a file in `data/evidence/`.
#[derive(Debug, Clone)]
pub struct EvidenceFile(pub Text);

impl Field for EvidenceFile {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let part = |it: &str| !it.is_empty() && it != "." && it != ".." && !it.contains(['\\', ':']);
        if text.split('/').all(part) {
            return Some(Self(text));
        }
        reader.invalid(
            node,
            format!("`{}` is not a valid path in `data/evidence/`", text.value),
            "write the path of the file in that folder: `grype.json`",
        );
        None
    }
    fn schema() -> Json {
        json!({"type": "string", "minLength": 1})
    }
    fn datum(&self) -> Datum {
        Datum::Internal(self.0.value.clone())
    }
    fn leaves<'a>(&'a self, each: &mut dyn FnMut(Leaf<'a>)) {
        each(Leaf::Evidence(&self.0));
    }
}
