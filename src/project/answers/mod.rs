//! Answers to customers' files. A file that fails does not stop the others.

mod belonging;
mod earlier;
mod file_names;
mod filling;
mod job;
mod layouts;
mod outcome;
mod remarks;
mod request;

pub use file_names::upload;
pub use job::{AnswerFiles, Put};
pub use outcome::{Answered, Outcome};
pub use request::AnswerRequest;

use std::sync::Mutex;

use super::{repository::Project, stopped::Stopped, threads::STACK};
use crate::{
    answer::Library,
    error::{Error, panic_of},
};
use file_names::folder_names;
use job::Job;

impl Project<'_> {
    /// Answers files, each put in place with `put` when it is answered.
    ///
    /// # Errors
    /// The data has errors, or the files cannot be told apart.
    pub fn answers(&self, request: AnswerRequest, put: &Put) -> Result<Vec<Answered>, Stopped> {
        let names = folder_names(request.files, request.customer)?;
        let publication = self.answering(self.inputs.audience.unwrap_or_default())?;
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
            put,
        };
        Ok(all(&job, &library, &names)?)
    }
}

/// Answers all files, on as many threads as there are cores.
fn all(job: &Job, library: &Library, names: &[String]) -> Result<Vec<Answered>, Error> {
    let jobs: Vec<_> = job.request.files.iter().zip(names).enumerate().collect();
    let next = Mutex::new(jobs.into_iter());
    let done = Mutex::new(Vec::new());
    let work = || {
        while let Some((at, (path, name))) = next.lock().ok().and_then(|mut it| it.next()) {
            let shown = path.display();
            job.progress.stage(&format!("answering {shown} ({} of {})", at + 1, names.len()));
            let guarded =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job.one(library, path, name)));
            let crashed = |_| {
                let doing = format!("answering `{shown}`");
                Err(Error::Crashed { doing, panic: panic_of(std::thread::current().id()) }.into())
            };
            let answered = guarded.unwrap_or_else(crashed);
            let answered = answered
                .map_err(|it| it.with_summary(&format!("fix this first; `{shown}` was not answered")));
            if let Ok(mut done) = done.lock() {
                done.push((at, answered));
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(names.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work)
                .map_err(|it| it.to_string())?;
        }
        Ok(())
    })
    .map_err(|message: String| Error::Internal { message })?;
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, it)| it).collect())
}
