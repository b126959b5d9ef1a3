//! Ends the program when one step of a command takes too long. The template engine and the typesetter cannot
//! be interrupted; they have not written any output at that point.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// The interval of checks, and so the maximum delay.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// The current step and its start; `None` while waiting for a person or writing files.
#[derive(Debug, Clone, Default)]
pub struct StepTimeout(Arc<Mutex<Option<(String, Instant)>>>);

impl StepTimeout {
    /// Begins a step and ends the previous one.
    pub fn begin(&self, step: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((step.to_owned(), Instant::now()));
    }

    /// Ends the current step.
    pub fn pause(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Calls `end` with the name of a step that takes longer than `limit`.
    pub fn start(&self, limit: Duration, end: impl Fn(&str) + Send + 'static) {
        let timeout = self.clone();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(POLL_INTERVAL);
                if let Some(step) = timeout.overdue(limit) {
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
