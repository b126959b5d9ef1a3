//! Bounds the texts around the items of a template.

use std::{collections::BTreeSet, sync::Arc};

use super::super::bounded::more;

/// The maximum number of texts around an item.
pub const SAID: usize = 60;
/// The maximum size of the texts around an item, in bytes.
const BYTES: usize = 40_000;
/// The maximum size of the texts around all items, in bytes.
const ALL: usize = 32 << 20;

/// Reduces the texts around each item to the distinct ones that fit, and one that says how many do not fit.
pub fn within_bounds<'a>(items: impl Iterator<Item = &'a mut Vec<Arc<str>>>) {
    let mut all = ALL;
    for around in items {
        let (mut seen, mut left, mut lost) = (BTreeSet::new(), BYTES.min(all), 0);
        around.retain(|text| {
            let new = !text.trim().is_empty() && seen.insert(Arc::clone(text));
            let fits = new && seen.len() <= SAID && text.len() <= left;
            left -= if fits { text.len() } else { 0 };
            lost += usize::from(new && !fits);
            fits
        });
        all -= around.iter().map(|it| it.len()).sum::<usize>();
        around.extend((lost > 0).then(|| more(lost).into()));
    }
}
