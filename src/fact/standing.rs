//! What may be claimed about a certification on one day, with its words, colours and ranks.

use super::{AuditForm, Datum, Ownership, State, Verdict, read::words};
use crate::markup::timeline::{ChartStyle, Ended};

words! {
    /// What may be claimed about a certification on one day, with its colour. Only the vendor's own report or
    /// certificate is green.
    pub enum Standing {
        /// The vendor's own report or certificate, in force.
        Own "current" Good,
        /// A provider's report or certificate, in force; it is not the vendor's.
        Inherited "inherited",
        /// The vendor's own assessment, not audited.
        SelfAssessed "self-assessed",
        /// The vendor aligns with the framework, not audited.
        Aligned "aligned",
        /// The audit is under way or being prepared.
        InProgress "in-progress" Open,
        /// The audit is planned and has not begun.
        Planned "planned" Open,
        /// The expected date has passed without an update.
        Overdue "overdue" Bad,
        /// Ended, while the next one is planned or under way.
        Lapsed "lapsed" Bad,
        /// It has expired.
        Expired "expired" Bad,
        /// It was given up or revoked.
        Withdrawn "withdrawn" Bad,
        /// The vendor states that it holds none.
        NotHeld "not-held",
        /// The state on that day is unknown.
        Unknown "unknown" Open,
    }
}

impl Standing {
    /// The word for messages: `in progress`. Only certificates expire, so what has ended is no longer
    /// current.
    pub fn message_word(self) -> String {
        if self == Self::Expired { "no longer current".into() } else { self.word().replace('-', " ") }
    }

    /// The claim for a state of the history, depending on who holds the report or certificate.
    pub fn of(state: State, held: Ownership) -> Self {
        match (state, held) {
            (State::Current, Ownership::Own) => Self::Own,
            (State::Current, Ownership::Inherited) => Self::Inherited,
            (State::Current, Ownership::SelfAssessed) => Self::SelfAssessed,
            (State::Current, Ownership::Aligned) => Self::Aligned,
            (State::InProgress, _) => Self::InProgress,
            (State::Planned, _) => Self::Planned,
            (State::Expired, _) => Self::Expired,
            (State::Withdrawn, _) => Self::Withdrawn,
            (State::NotHeld, _) => Self::NotHeld,
        }
    }

    /// The label for tables and charts, without dates.
    pub fn label(self, form: AuditForm, held: Ownership) -> &'static str {
        match (self, held) {
            (Self::Expired, Ownership::SelfAssessed) => "No current self-assessment",
            (Self::NotHeld, Ownership::SelfAssessed) => "Not self-assessed",
            (Self::Expired, Ownership::Aligned) => "Ended",
            (Self::NotHeld, Ownership::Aligned) => "Not aligned",
            _ => self.label_of_form(form),
        }
    }

    /// The label of what is own or a provider's.
    fn label_of_form(self, form: AuditForm) -> &'static str {
        match self {
            Self::Own if form == AuditForm::Attestation => "Report issued",
            Self::Own => "Certified",
            Self::Inherited => "Held by a provider",
            Self::SelfAssessed => "Self-assessed (not audited)",
            Self::Aligned => "Aligned (not audited)",
            Self::InProgress => "In progress",
            Self::Planned => "Planned",
            Self::Overdue => "Expected date passed",
            Self::Lapsed => "Lapsed",
            Self::Expired if form == AuditForm::Attestation => "No current report",
            Self::Expired => "Expired",
            Self::Withdrawn => "Withdrawn",
            Self::NotHeld => "Not held",
            Self::Unknown => "Not known for this date",
        }
    }

    /// The words before the dates of a state that lasts: `Certified` (from … until …).
    pub fn lasting(self, form: AuditForm, held: Ownership) -> &'static str {
        match self {
            Self::Own if form == AuditForm::Attestation => "Report current",
            Self::Expired if self.ended(form, held).is_some() && held != Ownership::Aligned => "Not valid",
            _ => self.label(form, held),
        }
    }

    /// The words before the date of a report: a report is issued on a day. `None` for states that last.
    pub fn issued(self, form: AuditForm) -> Option<&'static str> {
        (self == Self::Own && form == AuditForm::Attestation).then_some("Report issued")
    }

    /// The words before the day of the end, if nothing followed it; `None` if there is no such day.
    pub fn ended(self, form: AuditForm, held: Ownership) -> Option<Ended> {
        let is_report =
            held == Ownership::SelfAssessed || (held != Ownership::Aligned && form == AuditForm::Attestation);
        match self {
            Self::Withdrawn => Some(Ended { words: "Withdrawn on", on_the_day_before: false }),
            Self::Expired if is_report => None,
            Self::Expired if held == Ownership::Aligned => {
                Some(Ended { words: "Ended on", on_the_day_before: true })
            }
            Self::Expired => Some(Ended { words: "Expired on", on_the_day_before: true }),
            _ => None,
        }
    }

    /// The style in charts; `None` if nothing is drawn.
    pub fn chart_style(self) -> Option<ChartStyle> {
        match self {
            Self::Own => Some(ChartStyle::Solid),
            Self::Inherited | Self::SelfAssessed | Self::Aligned => Some(ChartStyle::Shaded),
            Self::InProgress => Some(ChartStyle::Striped),
            Self::Planned => Some(ChartStyle::Outlined),
            Self::Overdue => Some(ChartStyle::Dotted),
            Self::Lapsed | Self::Expired | Self::Withdrawn => Some(ChartStyle::Crossed),
            // There is nothing to show.
            Self::NotHeld | Self::Unknown => None,
        }
    }

    /// The strength of the claim: a lower rank than before means that the earlier claim was stronger.
    pub fn rank(self) -> u8 {
        match self {
            Self::Own => 3,
            Self::Inherited => 2,
            Self::SelfAssessed | Self::Aligned | Self::InProgress | Self::Planned => 1,
            Self::Overdue
            | Self::Lapsed
            | Self::Expired
            | Self::Withdrawn
            | Self::NotHeld
            | Self::Unknown => 0,
        }
    }

    /// Whether anything is in force: the vendor's own, a provider's, or a claim that is not audited.
    pub fn is_in_force(self) -> bool {
        matches!(self, Self::Own | Self::Inherited | Self::SelfAssessed | Self::Aligned)
    }

    /// The answer to "Do you hold this report or certificate?": yes only for the vendor's own; no while an
    /// audit is planned or in progress, because nothing is held yet. `None` if the state on that day is
    /// unknown.
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Own => Some(Verdict::Yes),
            Self::Unknown => None,
            _ => Some(Verdict::No),
        }
    }

    /// The states in which nothing is held and no audit is in progress.
    pub const NOTHING_HELD: [Self; 7] = [
        Self::NotHeld,
        Self::Expired,
        Self::Withdrawn,
        Self::Lapsed,
        Self::Overdue,
        Self::Planned,
        Self::Unknown,
    ];

    /// The derived values of a certification in this state, for states that are not in force.
    pub fn data(self) -> Vec<(&'static str, Datum)> {
        let verdict = self.verdict().map_or(self.into(), Datum::from);
        let flags = ["is_current", "in_force", "applies"].map(|it| (it, Datum::Flag(self.is_in_force())));
        let words = [
            ("state", self.into()),
            ("status", Datum::Text(self.label(AuditForm::Certificate, Ownership::Own).into())),
        ];
        let lapsed = ("lapsed", Datum::Flag(self == Self::Lapsed));
        flags.into_iter().chain(words).chain([("verdict", verdict), lapsed]).collect()
    }
}
