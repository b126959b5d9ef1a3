//! What can be done with a loaded repository: each method of [`Project`] returns a result or [`Stopped`]. It
//! prints nothing and runs no programs; what it needs of the machine is passed in as the traits of
//! [`Inputs`].

mod again;
mod answers;
mod approvals;
mod approve;
mod build;
mod calendar;
mod claims;
mod committed;
mod compare;
mod delivery;
mod documents;
mod inputs;
mod learn;
mod notices;
mod past;
mod pending;
mod places;
mod publication;
mod published;
mod recall;
mod remembered;
mod repository;
mod review;
mod sent;
mod stopped;
mod trace;

pub use answers::{AnswerFiles, AnswerOutcome, AnswerRequest, AnsweredFile, WriteAnswers};
pub use approve::{Approvable, ApprovalRequest, NewApproval};
pub use build::Built;
pub use calendar::Calendar;
pub use compare::{EarlierState, StateComparison, take_ledger_findings};
pub use delivery::{Deliveries, Recording};
pub use inputs::{CommittedSeals, DataHistory, FormerFile, Inputs, NoProgress, Progress, Signatures};
pub use learn::{Learning, LearningSource};
pub use notices::{Drafts, NOTICES};
pub use past::Past;
pub use pending::PendingNotices;
pub use places::{QUESTIONNAIRES, REVIEW, questionnaire};
pub use publication::Published;
pub use repository::{CurrentClaims, Project};
pub use review::ReviewResult;
pub use sent::{SentRecording, SentRequest};
pub use stopped::{Findings, Stopped};
