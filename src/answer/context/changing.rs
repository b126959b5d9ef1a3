//! The texts around a question that change what it asks.

use super::{
    Context,
    dependence::{depends, needs_context},
    parents::Parent,
};

impl Context<'_> {
    /// The context that changes what the question asks: the question that it is part of or continues,
    /// otherwise the headings, and the titles and notes that matter; `None` if nothing does. A question
    /// that depends on its headings has all of them.
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

    /// Every heading that changes what the question asks, the outermost first; all headings if the question
    /// depends on them.
    pub fn changing_headings(&self) -> Vec<String> {
        if depends(self.question) {
            self.sections.to_vec()
        } else {
            self.headings().map(|it| it.text).collect()
        }
    }

    /// The parent and the headings that change what the question asks.
    pub fn changing_above(&self) -> Vec<String> {
        let parent = self.changing_parent().map(|it| it.question.clone());
        parent.into_iter().chain(self.changing_headings()).collect()
    }
}
