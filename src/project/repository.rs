//! A loaded repository, with what was found out about it so far.

use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeMap, HashMap},
    rc::Rc,
    sync::Arc,
};

use chrono::NaiveDate;

use super::{inputs::Inputs, stopped::Stopped};
use crate::{
    check::{Checked, Sound, check},
    diagnostic::{Diagnostic, Level, Report},
    document::Publication,
    fact::Audience,
    ledger::{InEffect, SignatureStatus},
    load::Loaded,
    review::{ClaimSet, DayClaims},
};

/// What can be done with a loaded repository. It prints nothing, and computes each result once.
pub struct Project<'p> {
    /// What was read.
    pub loaded: &'p Loaded,
    /// What it is evaluated with.
    pub inputs: Inputs<'p>,
    checked: OnceCell<Checked<'p>>,
    pub(super) approvals: OnceCell<InEffect<'p>>,
    /// What was composed for each requested audience.
    pub(super) composed: RefCell<BTreeMap<Audience, Composed>>,
    /// The results of verifying signatures, by the seal of the approval.
    pub(super) verified: RefCell<HashMap<&'p str, SignatureStatus>>,
    pub(super) current: OnceCell<CurrentClaims>,
    /// The claims of each requested day.
    pub(super) days: RefCell<BTreeMap<NaiveDate, EvaluatedDay>>,
}

/// What is published to an audience, and the findings that only show when it is made.
#[derive(Clone)]
pub(super) struct Composed {
    pub(super) publication: Rc<Publication>,
    pub(super) findings: Vec<Diagnostic>,
}

/// The claims on the effective date.
#[derive(Debug, Clone)]
pub struct CurrentClaims {
    /// The claims for all audiences: deliveries are compared with those for their own audience, whichever is
    /// reviewed.
    pub claims: Arc<ClaimSet>,
    /// The findings about the ledgers.
    pub report: Report,
}

/// The claims of a day, and the findings about the data of that day.
pub(super) struct EvaluatedDay {
    pub(super) claims: DayClaims,
    pub(super) report: Report,
}

impl<'p> Project<'p> {
    /// A project without loaded data.
    pub fn new(loaded: &'p Loaded, inputs: Inputs<'p>) -> Self {
        Self {
            loaded,
            inputs,
            checked: OnceCell::new(),
            approvals: OnceCell::new(),
            composed: RefCell::default(),
            verified: RefCell::default(),
            current: OnceCell::new(),
            days: RefCell::default(),
        }
    }

    /// The result of checking the facts.
    pub fn checked(&self) -> &Checked<'p> {
        self.checked.get_or_init(|| {
            self.inputs.progress.stage("checking");
            check(self.loaded, self.inputs.on, self.inputs.deny_warnings)
        })
    }

    /// The facts without errors.
    ///
    /// # Errors
    /// They have errors.
    pub fn sound(&self) -> Result<Sound<'p>, Stopped> {
        let checked = self.checked();
        checked.sound.ok_or_else(|| self.stopped(checked.report.clone()))
    }

    /// The levels that `data/site.yaml` states.
    pub fn levels(&self) -> BTreeMap<&'static str, Level> {
        self.loaded.facts.site.levels()
    }

    /// A report with the levels of this project.
    pub fn report(&self, findings: impl IntoIterator<Item = Diagnostic>) -> Report {
        Report::new(findings, &self.levels(), self.inputs.deny_warnings)
    }

    /// Stopped because of findings in the files of this project.
    pub fn stopped(&self, report: Report) -> Stopped {
        Stopped::findings(report, &self.loaded.sources)
    }
}
