//! One claim, as it can be approved.

use sha2::{Digest as _, Sha256};

use super::claim_id::{self, ClaimId};
use crate::fact::{Audience, FactState, Verdict};

/// A SHA-256 in hexadecimal.
pub type Digest = String;

/// One sentence for one audience, as it is approved. Its text does not depend on the date of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The id of the statement or answer.
    pub id: String,
    /// The widest audience that sees it in these words.
    pub audience: Audience,
    /// The state of the fact that it is about. It shows why a claim was weakened, and is not part of the
    /// approval.
    pub state: Option<FactState>,
    /// The verdict, for an answer.
    pub verdict: Option<Verdict>,
    /// The facts and sources that it is based on, by id, in order.
    pub facts: Vec<String>,
    /// Its text; `None` if it is not published any more.
    pub text: Option<String>,
}

impl Claim {
    /// The digest of everything that is approved: id, audience, verdict, text and facts, each preceded by
    /// its length.
    pub fn digest(&self) -> Digest {
        let mut hash = Sha256::new();
        let verdict = self.verdict.map_or("", Verdict::word);
        let said = if self.text.is_some() { "said" } else { "withdrawn" };
        let head = ["claim 1", &self.id, self.audience.word(), verdict, said];
        let words = self.text.as_deref().unwrap_or("");
        for part in head.into_iter().chain([words]).chain(self.facts.iter().map(String::as_str)) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hex(&hash.finalize())
    }

    /// Whether both have the same text and verdict, regardless of facts and audience.
    pub fn same_wording_as(&self, other: &Self) -> bool {
        (&self.text, self.verdict) == (&other.text, other.verdict)
    }

    /// The parsed id.
    pub fn named(&self) -> ClaimId<'_> {
        ClaimId::from(self.id.as_str())
    }

    /// Whether it is custom text that was delivered to a customer.
    pub fn is_custom(&self) -> bool {
        matches!(self.named(), ClaimId::Custom(_))
    }

    /// The type of the fact that it is about.
    pub fn kind(&self) -> &str {
        claim_id::kind_of(&self.id)
    }

    /// The fact that it is about; for an answer, its entry.
    pub fn about(&self) -> &str {
        claim_id::about(&self.id)
    }
}

/// The SHA-256 of bytes.
pub fn digest_of(bytes: &[u8]) -> Digest {
    hex(&Sha256::digest(bytes))
}

/// The number of hexadecimal digits of a text's digest that are recorded.
const TEXT_DIGITS: usize = 16;

/// The first digits of the SHA-256 of a text, ignoring whitespace.
pub fn text_digest(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    digest_of(words.as_bytes()).get(..TEXT_DIGITS).unwrap_or_default().to_owned()
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |it: u8| DIGITS.get(usize::from(it)).map_or('0', |it| char::from(*it));
    let mut text = String::with_capacity(bytes.len() * 2);
    for it in bytes {
        text.push(digit(it >> 4));
        text.push(digit(it & 15));
    }
    text
}
