//! What a project is evaluated with besides its data: dates, audience, and what it needs from the machine.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::{
    error::Error,
    fact::Audience,
    ledger::{SignatureStatus, Signed},
    load::{Loaded, load, load_with},
};

/// Shows what is being done.
pub trait Progress: Sync {
    /// Begins a step.
    fn stage(&self, words: &str);
}

/// Shows nothing, for substeps.
#[derive(Debug)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn stage(&self, _: &str) {}
}

/// The history of the data, as git keeps it.
pub trait DataHistory: Sync {
    /// The data and templates of a revision, in a folder of their own.
    ///
    /// # Errors
    /// There is no such revision, or it has no data.
    fn checkout(&self, revision: &str) -> Result<TempDir, Error>;

    /// The last commit up to and including a day, if there is one.
    fn last_commit_until(&self, on: NaiveDate) -> Option<String>;

    /// Whether the last commit contains data.
    fn has_committed_data(&self) -> bool;

    /// The files of the ledgers that the last commit has with other content than the folder, and the delivery
    /// records that were deleted in a commit of this branch. None without a commit of the data.
    ///
    /// # Errors
    /// They cannot be read.
    fn former_ledgers(&self) -> Result<Vec<FormerFile>, Error>;

    /// The seals of the entries of the ledgers in all commits.
    ///
    /// # Errors
    /// They cannot be read.
    fn committed_seals(&self) -> Result<CommittedSeals, Error>;
}

/// A file of a ledger as a commit has it.
#[derive(Debug)]
pub struct FormerFile {
    /// Its path below the root.
    pub path: String,
    /// Its content.
    pub text: String,
    /// Which commit has it, or removed it, as a clause.
    pub state: String,
}

/// The seals of the entries of the ledgers in commits.
#[derive(Debug, Default)]
pub struct CommittedSeals {
    /// In the commits of the branch that is checked out.
    pub here: BTreeSet<String>,
    /// In the commits of all branches.
    pub anywhere: BTreeSet<String>,
}

/// Verifies the signatures of approvals.
pub trait Signatures: Sync {
    /// The status of a signature; `signers` is the SHA-256 of the list of accepted keys.
    ///
    /// # Errors
    /// It cannot be verified here.
    fn verify(&self, signers: &str, signed: Signed) -> Result<SignatureStatus, Error>;
}

/// What a project is evaluated with besides its data.
#[derive(Clone, Copy)]
pub struct Inputs<'p> {
    /// The folder that contains `data/`.
    pub root: &'p Path,
    /// The effective date.
    pub on: NaiveDate,
    /// Today's date.
    pub today: NaiveDate,
    /// The requested audience.
    pub audience: Option<Audience>,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
    /// Shows what is being done.
    pub progress: &'p dyn Progress,
    /// The history of the data.
    pub history: &'p dyn DataHistory,
    /// Verifies signatures.
    pub signatures: &'p dyn Signatures,
}

impl Inputs<'_> {
    /// Reads all files under the root.
    ///
    /// # Errors
    /// There is no `data/`, or a folder cannot be read.
    pub fn load(&self) -> Result<Loaded, Error> {
        self.progress.stage("reading the facts");
        load(self.root)
    }

    /// Reads all files under the root, with the texts of `instead` in place of the files at these paths.
    ///
    /// # Errors
    /// There is no `data/`, or a folder cannot be read.
    pub fn load_with(&self, instead: &BTreeMap<String, String>) -> Result<Loaded, Error> {
        self.progress.stage("reading the facts with the changes");
        load_with(self.root, instead)
    }

    /// The audience of what is for reviewers: internal unless another one was requested.
    pub fn reviewer(&self) -> Audience {
        self.audience.unwrap_or(Audience::Internal)
    }

    /// The audiences up to the requested one; all three if none was.
    pub fn audiences(&self) -> Vec<Audience> {
        Audience::ALL.iter().copied().filter(|it| *it <= self.reviewer()).collect()
    }
}
