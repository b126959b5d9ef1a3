//! Attestations and certificates, with their dated history.

use chrono::NaiveDate;

use super::{
    Date, Datum, EvidenceFiles, Kind, Product, Ref, SourceRef, Subprocessor, Text, Valid,
    read::{Field, record, words},
};

words! {
    /// What an auditor gives at the end.
    pub enum Form {
        /// A report with an opinion, as for SOC 2 (AICPA AT-C 205): nothing is "certified".
        Attestation "attestation",
        /// A certificate of conformity, as for ISO/IEC 27001 (ISO/IEC 17021-1).
        Certificate "certificate",
    }
}

words! {
    /// Whose it is.
    pub enum Held {
        /// The vendor's own.
        Own "own",
        /// A subprocessor's, which the vendor builds on.
        Inherited "inherited",
        /// Nobody's: the vendor follows the framework without an audit.
        Aligned "aligned",
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
        pub form: Form,
        /// Own, inherited or aligned.
        pub held: Option<Held>,
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
        /// What one should know of it.
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

/// How things stand on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
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
    /// How things stand on the day `on`.
    ///
    /// A step without a day is taken to begin when the step before it promised (`expected`) or ended (`until`), and
    /// else to hold from the beginning: of two readings, the one that claims less is taken. A step that ended
    /// without a next one has expired if it was `current`.
    pub fn standing(&self, on: NaiveDate) -> Standing {
        let none = Standing { state: None, since: None, until: None, expected: None, overdue: None };
        let Some(step) = self.step(on) else { return none };
        let day = |it: &Option<Date>| it.as_ref().map(|it| it.value);
        if day(&step.until).is_some_and(|it| it < on) {
            let state = (step.state == State::Current).then_some(State::Expired);
            return Standing { state, since: None, until: day(&step.until), ..none };
        }
        let waiting = matches!(step.state, State::Planned | State::InProgress);
        let expected = day(&step.expected).filter(|_| waiting);
        Standing {
            state: Some(step.state),
            since: day(&step.from),
            until: day(&step.until),
            expected: expected.filter(|it| on <= *it),
            overdue: expected.filter(|it| *it < on),
        }
    }

    /// The step that has begun last on the day `on`.
    fn step(&self, on: NaiveDate) -> Option<&Milestone> {
        self.begins().into_iter().rposition(|it| it.is_none_or(|it| it <= on)).and_then(|it| self.history.get(it))
    }

    /// The days on which the steps begin, as far as the history says.
    pub fn begins(&self) -> Vec<Option<NaiveDate>> {
        let day = |it: &Option<Date>| it.as_ref().map(|it| it.value);
        begins(self.history.iter().map(|it| StepDays { from: day(&it.from), until: day(&it.until), expected: day(&it.expected) }))
    }
}

/// The days that a step of a history states.
#[derive(Debug, Clone, Copy)]
pub struct StepDays {
    /// The day on which it begins.
    pub from: Option<NaiveDate>,
    /// The last day on which it holds.
    pub until: Option<NaiveDate>,
    /// The day by which the next is promised.
    pub expected: Option<NaiveDate>,
}

/// The days on which the steps of a history begin; see [`Certification::standing`].
pub fn begins(steps: impl IntoIterator<Item = StepDays>) -> Vec<Option<NaiveDate>> {
    let mut told = None;
    let begin = |step: StepDays| {
        let own = step.from.or(told);
        told = step.expected.or(step.until.and_then(|it| it.succ_opt())).or(own);
        own
    };
    steps.into_iter().map(begin).collect()
}

impl Kind for Certification {
    const NAME: &'static str = "certification";
    const FILE: &'static str = "certifications.yaml";
    const DERIVED: &'static [&'static str] = &["state", "is_current", "since", "until", "expected", "overdue", "covered"];

    fn title(&self) -> Option<&Text> {
        Some(&self.name)
    }

    /// `state` (a word of [`State`], `overdue` once a promised day has passed without news, or `unknown`), `since`, `until`, `expected`, `overdue`, `is_current`, and `covered`:
    /// the period of the step that holds, else the one of the whole.
    fn derived(&self, on: NaiveDate, _: &EvidenceFiles) -> Vec<(&'static str, Datum)> {
        let standing = self.standing(on);
        let day = |it: Option<NaiveDate>| it.map_or(Datum::Absent, Datum::Date);
        // A promise that has lapsed is no progress.
        let word = if standing.overdue.is_some() { "overdue" } else { standing.state.map_or("unknown", State::word) };
        vec![
            ("state", Datum::Text(word.to_owned())),
            ("is_current", Datum::Flag(standing.state == Some(State::Current))),
            ("since", day(standing.since)),
            ("until", day(standing.until)),
            ("expected", day(standing.expected)),
            ("overdue", day(standing.overdue)),
            ("covered", self.step(on).and_then(|it| it.period.as_ref()).or(self.period.as_ref()).map_or(Datum::Absent, Field::datum)),
        ]
    }

    fn unstated(&self) -> Vec<&'static str> {
        if matches!(self.held, Some(Held::Aligned)) {
            return vec![];
        }
        let period = match self.form {
            Form::Attestation => (self.period.is_none() && self.history.iter().all(|it| it.period.is_none())).then_some("period"),
            Form::Certificate => self.scope.is_none().then_some("scope"),
        };
        self.auditor.is_none().then_some("auditor").into_iter().chain(period).collect()
    }
}
