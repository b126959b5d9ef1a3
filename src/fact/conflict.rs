//! Conflicts between sources, and how they were decided.

use super::{AnyRef, Audience, Kind, SourceRef, Text, read::record};

record! {
    /// A conflict between sources: what was accepted as true, what was set aside, and why.
    pub struct Conflict {
        /// What it is about, as a phrase.
        pub name: Text,
        /// The ids of the facts it is about.
        pub about: Vec<AnyRef>,
        /// What is accepted as true, and the source that says so.
        pub kept: SourceClaim,
        /// What was set aside, and the sources that say so.
        pub set_aside: Vec<SourceClaim>,
        /// The reason for the decision.
        pub reason: Text,
    }
}

record! {
    /// What a source says.
    pub struct SourceClaim {
        /// The statement, in the vendor's words.
        pub says: Text,
        /// The sources that say so.
        pub by: Vec<SourceRef>,
    }
}

impl Kind for Conflict {
    const NAME: &'static str = "conflict";
    const FILE: &'static str = "conflicts.yaml";
    const AUDIENCE: Option<Audience> = Some(Audience::Internal);

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }
}
