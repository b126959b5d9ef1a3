//! The statements in blocks.

use std::collections::BTreeSet;

use crate::markup::{Block, walk};

/// The ids of the statements in `blocks`.
pub fn stated(blocks: &[Block]) -> BTreeSet<&str> {
    let mut ids = BTreeSet::new();
    walk(blocks, &mut |block| {
        if let Block::Statement { statement, .. } = block {
            ids.insert(statement.as_str());
        }
    });
    ids
}
