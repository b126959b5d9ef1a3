//! Which texts around a question change what it asks.

use super::{
    Context,
    dependence::{depends, needs_context},
    parents::Parent,
};

impl Context<'_> {
    /// What is around the question and changes what it asks: the question that it is part of or
    /// continues, or else the headings, and what its titles and notes say. None where nothing does. A
    /// question that depends on what it is under has all its headings.
    pub fn changing(&self) -> Option<String> {
        let parent = || self.parent.map(|it| it.question.clone());
        let joined = |headings: Vec<String>| (!headings.is_empty()).then(|| headings.join(" · "));
        let above = if depends(self.question) {
            parent().or_else(|| joined(self.sections.to_vec()))
        } else if needs_context(self.question).is_some() {
            None
        } else {
            self.by_parent().and_then(|_| parent()).or_else(|| joined(self.changing_headings()))
        };
        let all: Vec<String> = above.into_iter().chain(self.marks().map(|it| it.whole)).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    /// The question that it is part of, if that changes what it asks.
    pub fn changing_parent(&self) -> Option<&Parent> {
        self.parent.filter(|_| depends(self.question) || self.by_parent().is_some())
    }

    /// Every heading that changes what the question asks, the outermost first; all of them where it depends
    /// on what it is under.
    pub fn changing_headings(&self) -> Vec<String> {
        if depends(self.question) {
            self.sections.to_vec()
        } else {
            self.headings().map(|it| it.text).collect()
        }
    }

    /// The parent and every heading that change what the question asks.
    pub fn changing_above(&self) -> Vec<String> {
        let parent = self.changing_parent().map(|it| it.question.clone());
        parent.into_iter().chain(self.changing_headings()).collect()
    }
}
