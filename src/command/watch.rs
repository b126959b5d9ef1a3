//! Ends the program when one step of a command takes too long. Neither the template engine nor the typesetter can be
//! stopped otherwise; whatever they were making has not been written.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How often it is looked at, which is how late the end may come.
const PACE: Duration = Duration::from_millis(100);

/// The step that is being done, and since when; none while a person is asked or something is written.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Mutex<Option<(String, Instant)>>>);

impl Watch {
    /// A step begins, and ends the one before.
    pub fn begin(&self, step: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((step.to_owned(), Instant::now()));
    }

    /// No step is being done.
    pub fn pause(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Calls `end` with the name of a step that takes longer than `limit`.
    pub fn start(&self, limit: Duration, end: impl Fn(&str) + Send + 'static) {
        let watch = self.clone();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(PACE);
                if let Some(step) = watch.overdue(limit) {
                    end(&step);
                }
            }
        });
    }

    fn overdue(&self, limit: Duration) -> Option<String> {
        let step = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        step.as_ref().filter(|(_, since)| since.elapsed() >= limit).map(|(step, _)| step.clone())
    }
}
