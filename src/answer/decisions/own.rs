//! Decisions that are specific to one customer. If they were made for a different file, they are not used:
//! their questions are held until a person decides again.

use super::{Decision, Decisions, held::HeldDecisions};

impl Decision {
    /// Whether it has custom text or a typed verdict, which are specific to one customer.
    pub fn is_own(&self) -> bool {
        self.text.is_some() || self.verdict.is_some()
    }
}

impl Decisions {
    /// The decisions with custom text or a typed verdict.
    pub fn own(&self) -> impl Iterator<Item = &Decision> {
        self.all.iter().filter(|it| it.is_own())
    }

    /// Holds the decisions that are specific to one customer; those that choose an entry of the library are
    /// kept.
    pub fn hold_own(&mut self) {
        let name = |it: &Decision| it.id.clone().unwrap_or_else(|| it.question.chars().take(40).collect());
        let held = HeldDecisions { questions: self.own().map(name).collect(), texts: self.read_texts.len() };
        self.read_texts.clear();
        self.held = (held != HeldDecisions::default()).then_some(held);
    }

    /// Removes the held decisions, so that they are not written to the review file of the present file.
    pub fn remove_held(&mut self) {
        let held = self.held.is_some();
        self.all.retain(|it| !(held && it.is_own()));
    }
}
