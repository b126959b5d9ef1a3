//! Answers to customers' files. A file that fails does not stop the others.

mod belonging;
mod customer_file;
mod earlier;
mod file_names;
mod filling;
mod job;
mod kept_reviews;
mod layouts;
mod outcome;
mod remarks;
mod request;
mod review_file;

pub use file_names::upload;
pub use job::{AnswerFiles, WriteAnswers};
pub use outcome::{AnswerOutcome, AnsweredFile};
pub use request::AnswerRequest;

use std::path::PathBuf;

use rayon::prelude::*;

use super::{repository::Project, stopped::Stopped};
use crate::{
    answer::Library,
    error::Error,
    threads::{guarded, pool},
};
use file_names::folder_names;
use job::Job;

impl Project<'_> {
    /// Answers files, each put in place with `write_answers` when it is answered.
    ///
    /// # Errors
    /// The data has errors, or the files cannot be distinguished.
    pub fn answers(
        &self,
        request: AnswerRequest,
        write_answers: &WriteAnswers,
    ) -> Result<Vec<AnsweredFile>, Stopped> {
        let names = folder_names(request.files, request.customer)?;
        let publication = self.publication_for_answers(self.inputs.audience.unwrap_or_default())?;
        let mut library = self.library(&publication, request.products)?;
        if let Some(customer) = request.customer {
            library.asked_by(customer);
        }
        let job = Job {
            root: self.inputs.root,
            request,
            loaded: self.loaded,
            publication: &publication,
            progress: self.inputs.progress,
            write_answers,
        };
        Ok(all(&job, &library, &names)?)
    }
}

/// Answers all files, on as many threads as there are cores. They are begun in their order.
fn all(job: &Job, library: &Library, names: &[String]) -> Result<Vec<AnsweredFile>, Error> {
    let one = |(at, (path, name)): (usize, (&PathBuf, &String))| {
        let shown = path.display();
        job.progress.stage(&format!("answering {shown} ({} of {})", at + 1, names.len()));
        let guarded = guarded(&format!("answering `{shown}`"), || job.answer_file(library, path, name));
        let answered = guarded.unwrap_or_else(|crash| Err(crash.into()));
        (at, answered.map_err(|it| it.with_summary(&format!("fix this first; `{shown}` was not answered"))))
    };
    let jobs = job.request.files.iter().zip(names).enumerate();
    let mut done: Vec<_> = pool(names.len())?.install(|| jobs.par_bridge().map(one).collect());
    done.sort_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, it)| it).collect())
}
