//! The version of factum.

/// The version of factum, for `facts.json`, `manifest.json` and the metadata of PDFs.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
