//! The words in which a certification and its history are stated.

use super::read::words;

words! {
    /// The result of an audit.
    pub enum AuditForm {
        /// A report with an opinion, as for SOC 2 (AICPA AT-C 205): nothing is "certified".
        Attestation "attestation",
        /// A certificate of conformity, as for ISO/IEC 27001 (ISO/IEC 17021-1).
        Certificate "certificate",
    }
}

words! {
    /// Who holds the report or certificate.
    pub enum Ownership {
        /// The vendor's own.
        Own "own",
        /// A subprocessor's, which the vendor relies on.
        Inherited "inherited",
        /// Nobody: the vendor aligns with the framework, not audited.
        Aligned "aligned",
        /// Nobody: the vendor assessed itself, not audited.
        SelfAssessed "self-assessed",
    }
}

words! {
    /// A state of a certification in its history.
    pub enum State {
        /// The audit is planned and has not begun.
        Planned "planned",
        /// The audit is under way or being prepared.
        InProgress "in-progress",
        /// Held.
        Current "current",
        /// It has expired.
        Expired "expired",
        /// It was given up or revoked.
        Withdrawn "withdrawn",
        /// The vendor states that it holds none.
        NotHeld "not-held",
    }
}

impl State {
    /// Whether the report or certificate is no longer held in this state.
    pub fn ends(self) -> bool {
        matches!(self, Self::Expired | Self::Withdrawn | Self::NotHeld)
    }

    /// Whether a report or certificate is still expected in this state.
    pub fn expects_report(self) -> bool {
        matches!(self, Self::Planned | Self::InProgress)
    }
}
