//! Columns that could each be the vendor's: `Cloud provider response` beside `Vendor response`, or two
//! columns named `Answer`. As the file does not say which is right, a person decides.

use super::planned::{Row, excerpt};
use crate::{
    answer::headers::{
        columns::asks_for_comment,
        terms::{is_vendor, names_answer, names_comment, names_vendor, names_yes, plain, split},
    },
    questionnaire::{At, layout::asks_verdict},
    word_list::listed,
};

/// The maximum number of columns beside the answer column that are examined.
const COLUMNS: u32 = 200;
/// Words of a vendor's name in a header that make it one vendor of several.
const QUALIFIED: &str = "cloud, hosting, infrastructure, platform, network, service, managed, external, \
                         main, prime, lead, software, saas, iaas, paas, csp, msp";

/// What a column takes.
#[derive(PartialEq)]
enum Takes {
    /// An option of a list.
    Choice,
    /// A verdict as a word.
    Verdict,
    /// A comment on an answer.
    Comment,
    /// A text answer.
    Words,
}

impl Row<'_> {
    /// Why nothing is written to a column beside another that may also be the vendor's, as the end of a
    /// sentence.
    pub(super) fn bars_rival(&self, column: u32) -> Option<String> {
        if self.has_own_heads() {
            return None;
        }
        let own = self.heads(column).next()?;
        let rivals = if Some(column) == self.mapping.comment { self.comments() } else { self.answers() };
        let rival = rivals.into_iter().filter(|it| *it != column && self.takes(*it) == self.takes(column));
        let rival = rival.filter_map(|it| self.head_above(it)).find(|it| competes(own, it))?;
        Some(format!(
            "\"{}\", next to \"{}\", and either of them may be for you: name your column in `--map`",
            excerpt(own),
            excerpt(rival)
        ))
    }

    fn answers(&self) -> Vec<u32> {
        self.mapping.answers.iter().chain(&self.mapping.yes_no).copied().collect()
    }

    /// The comment columns that are empty in the question's row.
    fn comments(&self) -> Vec<u32> {
        let taken = |it: &u32| *it == self.mapping.question || self.answers().contains(it);
        let free = |it: &u32| self.at(*it).is_some_and(|it| self.sheet.text(it).is_empty());
        let comments = |it: &u32| self.head_above(*it).is_some_and(|head| names_comment(&plain(head)));
        (1..=COLUMNS).filter(|it| !taken(it)).filter(comments).filter(free).collect()
    }

    /// The header of any column of the table.
    fn head_above(&self, column: u32) -> Option<&str> {
        let place = |row: u32| {
            let at = At { row, column };
            self.sheet.text(if self.mapping.transposed { at.transposed() } else { at })
        };
        self.mapping.header_rows.iter().map(|it| place(*it)).find(|it| !it.is_empty())
    }

    fn takes(&self, column: u32) -> Takes {
        let head = plain(self.head_above(column).unwrap_or_default());
        match () {
            () if self.choices(column).is_some() => Takes::Choice,
            () if asks_verdict(&head) || names_yes(&head) => Takes::Verdict,
            () if names_comment(&head) => Takes::Comment,
            () => Takes::Words,
        }
    }
}

/// Whether a column with the header `other` may be meant for the vendor at least as much as one with the
/// header `own`.
fn competes(own: &str, other: &str) -> bool {
    let (own, other) = (plain(own), plain(other));
    let qualified = |head: &str| split(head).any(|it| listed(QUALIFIED, it));
    // `Control ownership` does not ask for an answer.
    let asks = (names_answer(&other) || asks_verdict(&other) || names_yes(&other))
        && !asks_for_comment(&other, false);
    match (names_vendor(&own), names_vendor(&other)) {
        (_, true) => asks || is_vendor(&other) || names_comment(&other),
        (true, false) => asks && qualified(&own) && !qualified(&other) && !names_comment(&own),
        (false, false) => (asks && !names_comment(&own)) || own == other,
    }
}

#[cfg(test)]
mod tests {
    use super::competes;

    #[test]
    fn competing_vendor_columns_are_detected() {
        for (own, other) in [
            ("Cloud provider response", "Vendor response"),
            ("Vendor response", "Cloud provider response"),
            ("Answer", "Response"),
            ("Answer", "Vendor answer"),
            ("Answer", "The vendor"),
            ("Cloud provider response", "Response"),
            ("Comment", "Comment"),
            ("Vendor comment", "Supplier comment"),
            ("Antwort Anbieter", "Antwort Lieferant"),
        ] {
            assert!(competes(own, other), "{own} | {other}");
        }
        for (own, other) in [
            ("Vendor answer", "Answer"),
            ("Comment", "Notes"),
            ("CSP CAIQ Answer", "SSRM Control Ownership"),
            ("Answer", "Evidence (Y/N)"),
            ("Vendor comment", "Evidence"),
            ("Réponse du fournisseur", "Réponse"),
        ] {
            assert!(!competes(own, other), "{own} | {other}");
        }
    }
}
