//! Decisions become part of `data/`: `data/`, `review.yaml`, and in `expected.txt` what `learn` prints: the
//! diff, then its messages. Learning a second time changes nothing.

use std::path::Path;

use crate::support::{
    self,
    learn::{copied, data, learn, printed},
};

pub fn run(case: &Path) {
    let dir = copied(case);
    let before = data(dir.path());
    let output = learn(dir.path(), &["--yes"]);
    support::golden(&case.join("expected.txt"), &printed(&output));
    let after = data(dir.path());
    if output.status.code() != Some(0) {
        assert_eq!(before, after, "something was changed, although it failed");
        return;
    }
    assert_ne!(before, after, "nothing was changed");
    let checked = support::factum(dir.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", support::stdout(&checked));
    let again = learn(dir.path(), &["--yes"]);
    assert_eq!(support::stdout(&again), "", "it is learned a second time");
    assert!(support::stderr(&again).contains("nothing new"));
    assert_eq!(after, data(dir.path()));
}
