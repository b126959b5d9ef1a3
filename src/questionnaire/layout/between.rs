//! Texts between questions. Each may apply to the questions below it until the heading that it is under
//! ends.

use std::sync::Arc;

use super::{
    headings::{Headings, Number},
    kept,
};

/// The texts between questions that still apply.
#[derive(Debug, Default)]
pub(super) struct Between {
    /// The texts below the last heading and beside it.
    own: Vec<Arc<str>>,
    /// The texts below outer headings that are still open, each with its heading.
    above: Vec<(Number, Arc<str>)>,
}

impl Between {
    /// Adds texts below the last heading.
    pub fn extend(&mut self, texts: &[Arc<str>]) {
        self.own.extend(texts.iter().cloned());
        kept::within_bound(&mut self.own);
    }

    /// Replaces the texts below the last heading with this one.
    pub fn replace(&mut self, text: Arc<str>) {
        self.own = vec![text];
    }

    /// Starts a heading with the texts beside it. Texts below a heading that stays open still apply.
    pub fn heads(&mut self, last: Option<Number>, headings: &Headings, beside: Vec<Arc<str>>) {
        let own = std::mem::replace(&mut self.own, beside);
        self.above.extend(last.into_iter().flat_map(|it| own.iter().map(move |text| (it, Arc::clone(text)))));
        self.above.retain(|it| headings.is_open(it.0));
        let mut texts: Vec<_> = self.above.iter().map(|it| Arc::clone(&it.1)).collect();
        let count = texts.len();
        kept::within_bound(&mut texts);
        // If there are too many, the first ones are omitted and the outermost heading says so.
        if texts.len() < count
            && let Some(outermost) = self.above.first().map(|it| it.0)
        {
            let left = count + 1 - texts.len();
            self.above.drain(..left);
            self.above.insert(0, (outermost, texts.swap_remove(0)));
        }
    }

    /// Removes all texts.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether there is no text below the last heading.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// The texts, those of the outermost heading first.
    pub fn texts(&self) -> impl Iterator<Item = &Arc<str>> {
        self.above.iter().map(|it| &it.1).chain(&self.own)
    }
}
