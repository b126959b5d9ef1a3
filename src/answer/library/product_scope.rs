//! Whether an answer is about the products that a question asks about.

use super::Library;
use crate::answer::entries::resolved::ResolvedAnswer;

impl Library<'_> {
    /// Why an entry does not answer a question about some products: it applies to others, the question
    /// names none, or it lists facts of others.
    pub fn other_product(
        &self,
        given: &ResolvedAnswer,
        question: &str,
        sections: &[String],
    ) -> Option<String> {
        let at = *self.by_id.get(&given.id)?;
        let products = self.products_of.get(at).and_then(|it| it.as_deref());
        let against = products.and_then(|it| self.products.against(it, question, sections));
        against.or_else(|| {
            let asked = self.products.asked_by(question, sections);
            let fact = self.limits.beyond(given, &asked)?;
            Some(format!("it lists `{fact}`, which applies to another product than the answers are for"))
        })
    }
}
