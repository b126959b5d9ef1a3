//! What stands between questions may speak of those below it, as far as the heading ends that it stands
//! under.

use std::sync::Arc;

use super::{
    headings::{Headings, Number},
    kept,
};

/// The texts between questions that still hold.
#[derive(Debug, Default)]
pub(super) struct Between {
    /// Those below the last heading, and those beside it.
    own: Vec<Arc<str>>,
    /// Those below headings further up that go on, each with its heading.
    above: Vec<(Number, Arc<str>)>,
}

impl Between {
    /// Adds texts below the last heading.
    pub fn extend(&mut self, texts: &[Arc<str>]) {
        self.own.extend(texts.iter().cloned());
        kept::within_bound(&mut self.own);
    }

    /// Only this text is left of those below the last heading.
    pub fn replace(&mut self, text: Arc<str>) {
        self.own = vec![text];
    }

    /// A heading follows, with the texts beside it: what stands below a heading that it does not end holds
    /// on.
    pub fn heads(&mut self, last: Option<Number>, headings: &Headings, beside: Vec<Arc<str>>) {
        let own = std::mem::replace(&mut self.own, beside);
        self.above.extend(last.into_iter().flat_map(|it| own.iter().map(move |text| (it, Arc::clone(text)))));
        self.above.retain(|it| headings.is_open(it.0));
        let mut texts: Vec<_> = self.above.iter().map(|it| Arc::clone(&it.1)).collect();
        let count = texts.len();
        kept::within_bound(&mut texts);
        // Of very many the first ones are left out, and the outermost heading says so.
        if texts.len() < count
            && let Some(outermost) = self.above.first().map(|it| it.0)
        {
            let left = count + 1 - texts.len();
            self.above.drain(..left);
            self.above.insert(0, (outermost, texts.swap_remove(0)));
        }
    }

    /// No text holds any more.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether no text stands below the last heading.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// The texts, those of the outermost heading first.
    pub fn texts(&self) -> impl Iterator<Item = &Arc<str>> {
        self.above.iter().map(|it| &it.1).chain(&self.own)
    }
}
