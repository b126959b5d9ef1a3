//! Who may see a fact.

use super::read::words;

words! {
    /// Who may see a fact. Ordered: each audience sees its own facts and those of wider audiences.
    pub enum Audience {
        /// Everybody.
        Public "public",
        /// Those who have signed a non-disclosure agreement.
        Nda "nda",
        /// The vendor's own staff.
        Internal "internal",
    }
}

impl Audience {
    /// The audience in a sentence: `for readers under NDA`.
    pub fn readers(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Nda => "for readers under NDA",
            Self::Internal => "internal",
        }
    }
}

/// Public, the widest audience.
impl Default for Audience {
    fn default() -> Self {
        Self::Public
    }
}
