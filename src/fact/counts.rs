//! The findings of a scan, by severity.

use super::{Date, Number, read::record};

record! {
    /// The number of findings of each severity.
    pub struct SeverityCounts {
        /// The number of critical findings.
        pub critical: Option<Number>,
        /// The number of high findings.
        pub high: Option<Number>,
        /// The number of medium findings.
        pub medium: Option<Number>,
        /// The number of low findings.
        pub low: Option<Number>,
        /// The number of findings of unknown severity.
        pub unrated: Option<Number>,
        /// The number of findings that the ignore rules of the tool leave out.
        pub ignored: Option<Number>,
        /// The date of the scan.
        pub scanned: Option<Date>,
    }
}

impl SeverityCounts {
    /// The number of findings that are not counted under a severity and might exceed the rule.
    pub fn left_out(&self) -> u32 {
        [&self.unrated, &self.ignored].into_iter().flatten().map(|it| it.value).fold(0, u32::saturating_add)
    }
}
