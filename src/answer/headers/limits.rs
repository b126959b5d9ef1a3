//! Column headers that forbid an answer, ask for one only under a condition, or name a language or a place.

use crate::{answer::context::topics, word_list::listed};

/// Phrases that forbid an answer, as consecutive words.
const FORBIDDING: &str = "do not, don't, must not, not to be, not be filled, leave blank, leave empty, \
                          leave this, confidential, internal use, internal only, office use, customer use, \
                          reviewer use, not for vendor, not for supplier, nicht ausfüllen, bitte nicht, \
                          freilassen, leer lassen, vertraulich, ne pas, laisser vide, laisser vierge, \
                          confidentiel, no rellenar, no completar, no llenar, dejar en blanco, \
                          confidencial, non compilare, lasciare vuoto, riservato, niet invullen, leeg \
                          laten, vertrouwelijk, não preencher, deixar em branco";
/// Words that begin a condition.
const CONDITIONS: &str = "if, when, where, unless, only, falls, wenn, sofern, soweit, nur, lorsque, \
                          uniquement, indien, wanneer, alleen, solo, sólo";
/// Words after such a word that do not make it a condition, but say that a text may be omitted.
const HARMLESS: &str = "any, applicable, appropriate, available, needed, necessary, required, relevant, \
                        possible, desired, so, not public, vorhanden, zutreffend, nötig, notwendig, \
                        erforderlich, relevant, gewünscht, möglich, verfügbar, bedarf, van toepassing, \
                        nodig, beschikbaar, relevant, mogelijk, nécessaire, applicable, it is available, \
                        there are any, you have any, this is";

/// Why text does not belong below a header, as the end of a sentence. The header is in lower case.
pub fn limits(head: &str) -> Option<&'static str> {
    let words: Vec<&str> =
        head.split(|it: char| !it.is_alphanumeric() && it != '\'').filter(|it| !it.is_empty()).collect();
    let text = format!(" {} ", words.join(" "));
    if FORBIDDING.split(", ").any(|it| text.contains(&format!(" {} ", it.trim()))) {
        return Some("says that it is not to be filled in");
    }
    let conditional = |(at, word): (usize, &&str)| {
        let rest = words.get(at + 1..).unwrap_or_default().join(" ") + " ";
        let harmless = HARMLESS.split(", ").any(|it| rest.starts_with(&format!("{} ", it.trim())));
        listed(CONDITIONS, word) && !harmless
    };
    words.iter().enumerate().any(conditional).then_some("asks for text only under a condition")
}

/// Possessives in headers: `your supplier` is not the vendor, as `supplier` is.
const YOURS: &str = "your, ihr, ihre, ihres, ihrem, ihren, ihrer, votre, vos, su, sus, vostro, vostra, \
                     vostri, uw, seu, sua, seus";
/// Words for suppliers.
const SUPPLIERS: &str = "vendor, vendors, supplier, suppliers, provider, providers, contractor, \
                         contractors, manufacturer, bidder, partner,     partners, lieferant, lieferanten, \
                         anbieter, anbieters, dienstleister, dienstleisters, hersteller, herstellers, \
                         auftragnehmer,     auftragnehmers, fournisseur, fournisseurs, prestataire, \
                         prestataires, proveedor, proveedores, fornitore, fornitori, leverancier,     \
                         leveranciers, dienstverlener, fornecedor, fornecedores";

/// Words that specify a supplier: `your cloud service provider`.
const KINDS: &str = "cloud, service, hosting, it, software, saas, external, main, current, own, third, \
                     party, security, payment, data";

/// The words of a header that name the vendor's own supplier: `your service provider`. The header is in
/// lower case.
pub fn others(head: &str) -> Option<String> {
    let words: Vec<&str> =
        head.split(|it: char| !it.is_alphanumeric() && it != '\'').filter(|it| !it.is_empty()).collect();
    let among = |table: &'static str, word: &str| listed(table, word.trim_end_matches("'s"));
    // `vendor's supplier`
    let twice = words.windows(2).find(|pair| pair.iter().all(|it| among(SUPPLIERS, it)));
    if let Some([one, two]) = twice {
        return Some(format!("{one} {two}"));
    }
    let at = words.iter().position(|it| among(YOURS, it))?;
    let kinds = words.iter().skip(at + 1).take_while(|it| among(KINDS, it)).count();
    let supplier = at + 1 + kinds;
    words.get(supplier).filter(|it| among(SUPPLIERS, it))?;
    words.get(at..=supplier).map(|it| it.join(" "))
}

/// The language or place code that is the last word of a header: `DE` in `Answer DE`.
pub(super) fn named_place(head: &str) -> Option<&str> {
    let mut words = head.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let last = words.next_back()?;
    words.next()?;
    topics::is_place(last).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::{limits, named_place, others};

    #[test]
    fn other_suppliers_are_distinguished_from_the_answering_vendor() {
        for head in [
            "your supplier's answer",
            "vendor's supplier answer",
            "response of your service provider",
            "antwort ihres lieferanten",
        ] {
            assert!(others(head).is_some(), "{head}");
        }
        for head in [
            "supplier response",
            "your answer",
            "your response (vendor)",
            "cloud service provider's comments",
        ] {
            assert_eq!(others(head), None, "{head}");
        }
    }

    #[test]
    fn prohibiting_and_conditional_headers_are_distinguished_from_others() {
        for head in [
            "notes (confidential, do not fill)",
            "comments (if not compliant)",
            "explanation if partially compliant",
            "for internal use only",
            "kommentar (falls nicht erfüllt)",
            "bemerkung - bitte nicht ausfüllen",
        ] {
            assert!(limits(head).is_some(), "{head}");
        }
        for head in [
            "comments",
            "comment (if any)",
            "link to supporting evidence (if not public)",
            "notes (if applicable)",
            "bemerkungen (falls vorhanden)",
            "please describe",
        ] {
            assert_eq!(limits(head), None, "{head}");
        }
    }

    #[test]
    fn country_codes_at_the_end_of_a_header_are_recognised() {
        assert_eq!(named_place("Answer DE"), Some("DE"));
        assert_eq!(named_place("Answer (UK)"), Some("UK"));
        for head in ["Answer", "Réponse de", "Y/N", "DE", "Answer (Y/N)"] {
            assert_eq!(named_place(head), None, "{head}");
        }
    }
}
