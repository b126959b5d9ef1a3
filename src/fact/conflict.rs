//! Where sources disagree, and what was decided: recorded, never silently dropped.

use super::{AnyRef, Audience, Kind, SourceRef, Text, read::record};

record! {
    /// A conflict between sources, with the side that was taken and the side that was set aside.
    pub struct Conflict {
        /// What it is about, in a phrase.
        pub name: Text,
        /// The facts it is about.
        pub about: Vec<AnyRef>,
        /// What is taken as true, and who says so.
        pub kept: Claim,
        /// What was set aside, and who says so.
        pub set_aside: Vec<Claim>,
        /// Why it was decided so.
        pub reason: Text,
    }
}

record! {
    /// What one source says.
    pub struct Claim {
        /// Its statement, in our words.
        pub says: Text,
        /// Who says so.
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
