//! Attestations and certificates, with their dated history.

use chrono::NaiveDate;

use super::{
    Date, Datum, EvidenceFiles, Kind, Product, Ref, SourceRef, Standing, Subprocessor, Text, Valid, Verdict,
    read::{Field, record, words},
};

words! {
    /// What an auditor gives at the end.
    pub enum AuditForm {
        /// A report with an opinion, as for SOC 2 (AICPA AT-C 205): nothing is "certified".
        Attestation "attestation",
        /// A certificate of conformity, as for ISO/IEC 27001 (ISO/IEC 17021-1).
        Certificate "certificate",
    }
}

words! {
    /// Whose it is.
    pub enum Ownership {
        /// The vendor's own.
        Own "own",
        /// A subprocessor's, which the vendor builds on.
        Inherited "inherited",
        /// Nobody's: the vendor is aligned with the framework, and nobody audited that.
        Aligned "aligned",
        /// Nobody's: the vendor assessed itself, and nobody audited that.
        SelfAssessed "self-assessed",
    }
}

words! {
    /// A state in the history.
    pub enum State {
        /// Meant to be begun.
        Planned "planned",
        /// The audit is under way or prepared.
        InProgress "in-progress",
        /// Held.
        Current "current",
        /// Ran out.
        Expired "expired",
        /// Given up or taken back.
        Withdrawn "withdrawn",
        /// There is none, which the vendor states.
        NotHeld "not-held",
    }
}

impl State {
    /// Whether it says that the report or certificate is not held any more.
    pub fn ends(self) -> bool {
        matches!(self, Self::Expired | Self::Withdrawn | Self::NotHeld)
    }

    /// Whether it says that something is to be held later.
    pub fn waits(self) -> bool {
        matches!(self, Self::Planned | Self::InProgress)
    }
}

record! {
    /// An attestation or certificate, with its dated history.
    pub struct Certification {
        /// Its name: `SOC 2 Type II`.
        pub name: Text,
        /// The framework it is about: `SOC 2`.
        pub framework: Text,
        /// Attestation or certificate.
        pub form: AuditForm,
        /// Own, inherited, aligned or self-assessed; own if left out, or inherited where `inherited_from` is stated.
        pub held: Option<Ownership>,
        /// The subprocessor it is inherited from.
        pub inherited_from: Option<Ref<Subprocessor>>,
        /// What happened, the oldest first.
        pub history: Vec<Milestone>,
        /// Who audited.
        pub auditor: Option<Text>,
        /// The period that an attestation covers.
        pub period: Option<Valid>,
        /// What it covers.
        pub scope: Option<Text>,
        /// Who gets the report or certificate.
        pub report: Option<ReportAccess>,
        /// The products it covers; none means not stated.
        pub products: Vec<Ref<Product>>,
    }
}

record! {
    /// A step of the history.
    pub struct Milestone {
        /// The state that begins.
        pub state: State,
        /// The day on which it begins; left out where no source says.
        pub from: Option<Date>,
        /// The last day on which it holds.
        pub until: Option<Date>,
        /// The day by which the next state is promised.
        pub expected: Option<Date>,
        /// The period that the report of this step covers.
        pub period: Option<Valid>,
        /// Who says so, where it is not the source of the whole.
        pub source: Vec<SourceRef>,
        /// What one should know of it; for the internal audience only.
        pub note: Option<Text>,
    }
}

record! {
    /// Who gets the report or certificate.
    pub struct ReportAccess {
        /// How one gets it, in words that follow "available": `upon request`.
        pub available: Text,
        /// The plan that includes it: `Enterprise`.
        pub plan: Option<Text>,
    }
}

/// The state that the history gives for one day, with its days.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// The state; none where nothing is known of that day.
    pub state: Option<State>,
    /// Since when, if stated.
    pub since: Option<NaiveDate>,
    /// Until when, if stated.
    pub until: Option<NaiveDate>,
    /// The promised day of the next state, if it is still to come.
    pub expected: Option<NaiveDate>,
    /// The promised day, if it has passed without news.
    pub overdue: Option<NaiveDate>,
}

impl Certification {
    /// Whose it is: the vendor's own where nothing says otherwise.
    pub fn holder(&self) -> Ownership {
        let unsaid = if self.inherited_from.is_some() { Ownership::Inherited } else { Ownership::Own };
        self.held.unwrap_or(unsaid)
    }

    /// What may be claimed of it on the day `on`.
    pub fn standing(&self, on: NaiveDate) -> Standing {
        let stage = self.stage(on);
        match stage.state {
            // A promise that has lapsed is no progress.
            _ if stage.overdue.is_some() => Standing::Overdue,
            _ if self.lapse(on).is_some() => Standing::Lapsed,
            Some(state) => Standing::of(state, self.holder()),
            None if self.history.is_empty() && self.holder() == Ownership::Aligned => Standing::Aligned,
            None => Standing::Unknown,
        }
    }

    /// The state that the history gives for the day `on`.
    ///
    /// A step without a day is taken to begin when the step before it promised (`expected`) or ended (`until`), and
    /// else to hold from the beginning: of two readings, the one that claims less is taken. So `withdrawn` and `not-held`
    /// without a day replace the step before them at once while its stated end is still to come, and so does `expired` where
    /// no end is stated. A step that ended without a next one has expired if it was `current`. That the next audit is planned or has
    /// begun ends no report; whether a certificate without an end is still held by then is not known.
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
        let expected = day(&step.expected).filter(|_| step.state.waits());
        Stage {
            state: Some(step.state),
            since: day(&step.from),
            // What expired did so on its own last day, not on the last day of being expired.
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

    /// The number of the step that has begun last on the day `on`.
    pub fn latest(&self, on: NaiveDate) -> Option<usize> {
        self.begins(on).into_iter().rposition(|it| it.is_none_or(|it| it <= on))
    }

    /// The step that holds on the day `on`.
    fn step(&self, on: NaiveDate) -> Option<&Milestone> {
        self.unended(on).map(|(held, _)| held).or_else(|| self.history.get(self.latest(on)?))
    }

    /// The `current` step of which no day says that it ended, with the planned or running next one that has begun since.
    pub fn unended(&self, on: NaiveDate) -> Option<(&Milestone, &Milestone)> {
        let now = self.latest(on)?;
        let next = self.history.get(now).filter(|it| it.state.waits())?;
        let held = self.history.get(..now)?.iter().rev().find(|it| !it.state.waits())?;
        (held.state == State::Current && held.until.is_none()).then_some((held, next))
    }

    /// The day by which the next state is or was promised, on the day `on`.
    pub fn promised(&self, on: NaiveDate) -> Option<NaiveDate> {
        let stage = self.stage(on);
        let next = || self.unended(on).and_then(|(_, next)| next.expected.as_ref()).map(|it| it.value);
        stage.expected.or(stage.overdue).or_else(next)
    }

    /// The days on which the steps begin, as far as the history says and is known on the day `on`.
    pub fn begins(&self, on: NaiveDate) -> Vec<Option<NaiveDate>> {
        let day = |it: &Option<Date>| it.as_ref().map(|it| it.value);
        let days = |it: &Milestone| StepDays {
            state: it.state,
            from: day(&it.from),
            until: day(&it.until),
            expected: day(&it.expected),
        };
        begins(self.history.iter().map(days), on)
    }
}

/// The days that a step of a history states.
#[derive(Debug, Clone, Copy)]
pub struct StepDays {
    /// The state that begins.
    pub state: State,
    /// The day on which it begins.
    pub from: Option<NaiveDate>,
    /// The last day on which it holds.
    pub until: Option<NaiveDate>,
    /// The day by which the next is promised.
    pub expected: Option<NaiveDate>,
}

/// The days on which the steps of a history begin; see [`Certification::stage`].
pub fn begins(steps: impl IntoIterator<Item = StepDays>, on: NaiveDate) -> Vec<Option<NaiveDate>> {
    let (mut told, mut before, mut over) = (None, None, None);
    let begin = |step: StepDays| {
        // By the end of what was held it is not held any more, at the latest.
        let after = over.filter(|it| *it <= on || step.state == State::Expired);
        let own = step.from.or(if step.state.ends() { after.or(before) } else { told });
        before = own;
        over = step.until.and_then(|it| it.succ_opt());
        told = step.expected.or(over).or(own);
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

    /// `state` (a word of [`Standing`]), `status` (its label), `holder` (whose it is), `verdict` (the answer to whether the vendor holds it, or `unknown`), `since`,
    /// `until`, `expected`, `overdue`, `is_current` and `in_force` (the vendor's own is in force), `applies` (that, a provider's, or
    /// what nobody audited), `lapsed` (one was held, and the next is to come), with its last day (`ended`) and how the next one stands
    /// (`renewal`), and `covered`: the period of the step that holds, else the one of the whole.
    fn derived(&self, on: NaiveDate, _: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        let (stage, standing, lapse) = (self.stage(on), self.standing(on), self.lapse(on));
        let covered = self.step(on).and_then(|it| it.period.as_ref()).or(self.period.as_ref());
        let day = |it: Option<NaiveDate>| it.map_or(Datum::Absent, Datum::Date);
        let text = |it: &str| Datum::Text(it.to_owned());
        vec![
            ("state", text(standing.word())),
            ("status", text(standing.label(self.form))),
            ("holder", text(self.holder().word())),
            (
                "verdict",
                text(standing.verdict(self.holder()).map_or(Standing::Unknown.word(), Verdict::word)),
            ),
            ("is_current", Datum::Flag(standing == Standing::Own)),
            ("in_force", Datum::Flag(standing == Standing::Own)),
            ("applies", Datum::Flag(standing.is_in_force())),
            ("lapsed", Datum::Flag(lapse.is_some())),
            ("ended", day(lapse.and_then(|it| it.ended))),
            ("renewal", lapse.map_or(Datum::Absent, |it| text(it.next.word()))),
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
            AuditForm::Attestation => (self.period.is_none()
                && self.history.iter().all(|it| it.period.is_none()))
            .then_some("period"),
            AuditForm::Certificate => self.scope.is_none().then_some("scope"),
        };
        provider.into_iter().chain(self.auditor.is_none().then_some("auditor")).chain(period).collect()
    }
}
