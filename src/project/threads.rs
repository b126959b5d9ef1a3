//! Work for several audiences at once.

use crate::{
    error::{Error, panic_of},
    fact::Audience,
};

/// The stack of threads that handle nested texts, in bytes; the system only commits what is used.
pub const STACK: usize = 256 << 20;

/// Does `work` for all audiences in parallel, on stacks that nested texts do not exhaust; `doing` describes
/// the work.
///
/// # Errors
/// The work for one of them panicked.
pub fn for_each<T: Send>(
    audiences: &[Audience],
    doing: &str,
    work: impl Fn(Audience) -> T + Sync,
) -> Result<Vec<T>, Error> {
    let internal = |message: String| Error::Internal { message };
    std::thread::scope(|scope| {
        let work = &work;
        let start = |it: &Audience| {
            let audience = *it;
            std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || work(audience))
        };
        let threads: Vec<_> = audiences.iter().map(start).collect();
        let join = |it: std::io::Result<std::thread::ScopedJoinHandle<T>>| {
            let started = it.map_err(|it| internal(it.to_string()))?;
            let thread = started.thread().id();
            started.join().map_err(|_| Error::Crashed { doing: doing.to_owned(), panic: panic_of(thread) })
        };
        threads.into_iter().map(join).collect()
    })
}
