//! Attestations and certificates with their dated history.

use chrono::NaiveDate;

use super::{
    Date, DateRange, Datum, EvidenceFiles, Kind, Product, Ref, SourceRef, Standing, Subprocessor, Text,
    audit::{AuditForm, Ownership, State},
    read::{Field, record},
};

record! {
    /// An attestation report or certificate, with its dated history.
    pub struct Certification {
        /// Its name: `SOC 2 Type II`.
        pub name: Text,
        /// The framework: `SOC 2`.
        pub framework: Text,
        /// Whether it is an attestation or a certificate.
        pub form: AuditForm,
        /// The basis: your own report or certificate, a provider's, an alignment or a self-assessment. If
        /// left out, own, or inherited if `inherited_from` is set.
        pub held: Option<Ownership>,
        /// The id of the subprocessor that holds it.
        pub inherited_from: Option<Ref<Subprocessor>>,
        /// The states so far, the oldest first.
        pub history: Vec<Step>,
        /// The auditor of the report, or the certification body of the certificate.
        pub auditor: Option<Text>,
        /// The period that a Type II report covers.
        pub period: Option<DateRange>,
        /// The scope: what it covers.
        pub scope: Option<Text>,
        /// How the report or certificate can be obtained.
        pub report: Option<ReportAccess>,
        /// The ids of the products that it covers. If left out, the pages name no product.
        pub products: Vec<Ref<Product>>,
    }
}

record! {
    /// One step of the history.
    pub struct Step {
        /// The state that begins.
        pub state: State,
        /// The day on which it begins: of a current step, the date of the report, or the first day of
        /// validity of the certificate. Leave it out if no source states it.
        pub from: Option<Date>,
        /// The last day on which it applies: of a current step, the last day of validity.
        pub until: Option<Date>,
        /// The day by which the next state is expected.
        pub expected: Option<Date>,
        /// The period that the report of this step covers.
        pub period: Option<DateRange>,
        /// The source of this step, if it differs from the source of the entry.
        pub source: Vec<SourceRef>,
        /// A remark. Included only in the internal build.
        pub note: Option<Text>,
    }
}

record! {
    /// How the report or certificate can be obtained.
    pub struct ReportAccess {
        /// How to get it, in words that follow "available": `upon request`.
        pub available: Text,
        /// The document that you share, if it is not the report (attestation) or certificate: `report`,
        /// `bridge letter`.
        pub document: Option<Text>,
        /// The plan that includes it: `Enterprise`.
        pub plan: Option<Text>,
    }
}

/// The state on one day according to the history, with its dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// The state; `None` if unknown for that day.
    pub state: Option<State>,
    /// Its first day, if stated.
    pub since: Option<NaiveDate>,
    /// Its last day, if stated.
    pub until: Option<NaiveDate>,
    /// The expected date of the next state, if it has not passed.
    pub expected: Option<NaiveDate>,
    /// The expected date of the next state, if it has passed without an update.
    pub overdue: Option<NaiveDate>,
}

impl Certification {
    /// Who holds it: the vendor unless stated otherwise.
    pub fn holder(&self) -> Ownership {
        let unsaid = if self.inherited_from.is_some() { Ownership::Inherited } else { Ownership::Own };
        self.held.unwrap_or(unsaid)
    }

    /// What may be claimed about it on the day `on`.
    pub fn standing(&self, on: NaiveDate) -> Standing {
        let stage = self.stage(on);
        match stage.state {
            // A missed expected date no longer counts as in progress.
            _ if stage.overdue.is_some() => Standing::Overdue,
            _ if self.lapse(on).is_some() => Standing::Lapsed,
            Some(state) => Standing::of(state, self.holder()),
            None if self.history.is_empty() && self.holder() == Ownership::Aligned => Standing::Aligned,
            None => Standing::Unknown,
        }
    }

    /// The state that the history gives for the day `on`.
    ///
    /// A step without a date is assumed to begin at the `expected` or `until` date of the step before it, and
    /// otherwise to begin with that step. Of what ends a certification, the reading that claims less is used:
    /// `withdrawn` and `not-held` without a date replace the step before them at once while its stated end is
    /// still to come, and so does `expired` if no end is stated. A step that ended without a next one has
    /// expired if it was `current`. A report does not end because the next audit is planned or has begun;
    /// whether a certificate without an end date is still held by then is unknown.
    pub fn stage(&self, on: NaiveDate) -> Stage {
        let none = Stage { state: None, since: None, until: None, expected: None, overdue: None };
        let Some(step) =
            self.step(on).filter(|_| self.form == AuditForm::Attestation || self.unended(on).is_none())
        else {
            return none;
        };
        let day = |it: &Option<Date>| it.as_ref().map(|it| it.value);
        if day(&step.until).is_some_and(|it| it < on) {
            let state = (step.state == State::Current).then_some(State::Expired);
            return Stage { state, since: None, until: day(&step.until), ..none };
        }
        let expected = day(&step.expected).filter(|_| step.state.expects_report());
        Stage {
            state: Some(step.state),
            since: day(&step.from),
            // The date of expiry is the last day of the step that expired, not of the `expired` step.
            until: if step.state == State::Expired { self.held_until(on) } else { day(&step.until) },
            expected: expected.filter(|it| on <= *it),
            overdue: expected.filter(|it| *it < on),
        }
    }

    /// The last day of the last step in which it was held before the day `on`, if stated.
    fn held_until(&self, on: NaiveDate) -> Option<NaiveDate> {
        let begun = self.history.get(..self.latest(on)?)?;
        let held = begun.iter().rev().find(|it| it.state == State::Current)?;
        held.until.as_ref().map(|it| it.value).filter(|it| *it < on)
    }

    /// The index of the step that began last, on the day `on`.
    pub fn latest(&self, on: NaiveDate) -> Option<usize> {
        self.begins(on).into_iter().rposition(|day| day.is_none_or(|it| it <= on))
    }

    /// The step in force on the day `on`.
    fn step(&self, on: NaiveDate) -> Option<&Step> {
        self.unended(on).map(|(held, _)| held).or_else(|| self.history.get(self.latest(on)?))
    }

    /// The `current` step without an end date, with the later planned or in-progress step that has begun
    /// since.
    pub fn unended(&self, on: NaiveDate) -> Option<(&Step, &Step)> {
        let now = self.latest(on)?;
        let next = self.history.get(now).filter(|it| it.state.expects_report())?;
        let held = self.history.get(..now)?.iter().rev().find(|it| !it.state.expects_report())?;
        (held.state == State::Current && held.until.is_none()).then_some((held, next))
    }

    /// The expected date of the next state, passed or not, on the day `on`.
    pub fn promised(&self, on: NaiveDate) -> Option<NaiveDate> {
        let stage = self.stage(on);
        let next = || self.unended(on).and_then(|(_, next)| next.expected.as_ref()).map(|it| it.value);
        stage.expected.or(stage.overdue).or_else(next)
    }

    /// The days on which the steps begin, as known on the day `on`.
    pub fn begins(&self, on: NaiveDate) -> Vec<Option<NaiveDate>> {
        let day = |it: &Option<Date>| it.as_ref().map(|it| it.value);
        let days = |it: &Step| StepDays {
            state: it.state,
            from: day(&it.from),
            until: day(&it.until),
            expected: day(&it.expected),
        };
        begins(self.history.iter().map(days), on)
    }
}

/// Whether a name is that of a Type I report, which is about a date, not about a period.
pub fn is_type_one(name: &str) -> bool {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    words.windows(2).any(|it| matches!(it, ["type", "i" | "1"]))
}

/// The dates of a step of a history.
#[derive(Debug, Clone, Copy)]
pub struct StepDays {
    /// The state that begins.
    pub state: State,
    /// The day on which it begins.
    pub from: Option<NaiveDate>,
    /// The last day on which it applies.
    pub until: Option<NaiveDate>,
    /// The day by which the next state is expected.
    pub expected: Option<NaiveDate>,
}

/// The days on which the steps of a history begin; see [`Certification::stage`].
pub fn begins(steps: impl IntoIterator<Item = StepDays>, on: NaiveDate) -> Vec<Option<NaiveDate>> {
    let (mut expected_start, mut before, mut over) = (None, None, None);
    let begin = |step: StepDays| {
        // It is no longer held after the end of the previous step.
        let after = over.filter(|it| *it <= on || step.state == State::Expired);
        let own = step.from.or(if step.state.ends() { after.or(before) } else { expected_start });
        before = own;
        over = step.until.and_then(|it| it.succ_opt());
        expected_start = step.expected.or(over).or(own);
        own
    };
    steps.into_iter().map(begin).collect()
}

impl Kind for Certification {
    const NAME: &'static str = "certification";
    const FILE: &'static str = "certifications.yaml";
    const DERIVED: &'static [&'static str] = &[
        "state",
        "status",
        "holder",
        "verdict",
        "is_current",
        "was_ever_current",
        "since",
        "until",
        "expected",
        "overdue",
        "covered",
        "applies",
        "in_force",
        "lapsed",
        "ended",
        "renewal",
    ];

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }

    /// `state` (a word of [`Standing`]), `status` (its label), `holder` (who holds it), `verdict` (whether
    /// the vendor holds it, or `unknown`), `since`, `until`, `expected`, `overdue`, `is_current` and
    /// `in_force` (the vendor's own is in force), `was_ever_current` (the vendor's own is or was in force),
    /// `applies` (also if a provider's is in force or nothing is audited), `lapsed` (one was held and the
    /// next is to come), with its last day (`ended`) and the state of the next one (`renewal`), and `covered`
    /// (the period of the step in force, or that of the certification if it was stated for this step).
    fn derived(&self, on: NaiveDate, _: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        let (stage, standing, lapse) = (self.stage(on), self.standing(on), self.lapse(on));
        let covered = self.covered(on);
        let day = |it: Option<NaiveDate>| it.map_or(Datum::Absent, Datum::Date);
        vec![
            ("state", standing.into()),
            ("status", Datum::Text(standing.label(self.form, self.holder()).to_owned())),
            ("holder", self.holder().into()),
            ("verdict", standing.verdict().map_or(Standing::Unknown.into(), Datum::from)),
            ("is_current", Datum::Flag(standing == Standing::Own)),
            ("was_ever_current", Datum::Flag(self.was_ever_current(on))),
            ("in_force", Datum::Flag(standing == Standing::Own)),
            ("applies", Datum::Flag(standing.is_in_force())),
            ("lapsed", Datum::Flag(lapse.is_some())),
            ("ended", day(lapse.and_then(|it| it.ended))),
            ("renewal", lapse.map_or(Datum::Absent, |it| it.next.into())),
            ("since", day(stage.since)),
            ("until", day(stage.until)),
            ("expected", day(stage.expected)),
            ("overdue", day(stage.overdue)),
            ("covered", covered.map_or(Datum::Absent, Field::datum)),
        ]
    }

    fn unstated(&self) -> Vec<&'static str> {
        let provider = (self.holder() == Ownership::Inherited && self.inherited_from.is_none())
            .then_some("the provider it is inherited from");
        let never_held = !self.history.is_empty() && self.history.iter().all(|it| it.state == State::NotHeld);
        if matches!(self.holder(), Ownership::Aligned | Ownership::SelfAssessed) || never_held {
            return vec![];
        }
        let period = match self.form {
            AuditForm::Attestation => (!is_type_one(&self.name)
                && self.period.is_none()
                && self.history.iter().all(|it| it.period.is_none()))
            .then_some("period"),
            AuditForm::Certificate => self.scope.is_none().then_some("scope"),
        };
        provider.into_iter().chain(self.auditor.is_none().then_some("auditor")).chain(period).collect()
    }
}
