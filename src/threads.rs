//! Work on several threads at once.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
};

use rayon::{ThreadPool, ThreadPoolBuilder, prelude::*};

use crate::error::{Error, panic_of};

/// The stack of threads that handle nested texts, in bytes; the system only commits what is used.
const STACK: usize = 256 << 20;

/// Does `work` for all items in parallel, on stacks that nested texts do not exhaust; `doing` describes the
/// work. The results are in the order of the items.
///
/// # Errors
/// The work for one of them panicked.
pub fn for_each<I: Sync, T: Send>(
    items: &[I],
    doing: &str,
    work: impl Fn(&I) -> T + Sync,
) -> Result<Vec<T>, Error> {
    let one = |item: &I| guarded(doing, || work(item));
    // All are finished before the first error is returned, so that it is the same error each time.
    let done: Vec<_> = pool(items.len())?.install(|| items.par_iter().map(one).collect());
    done.into_iter().collect()
}

/// As many threads as there are cores, but not more than `jobs`, each with a large stack.
///
/// # Errors
/// The system does not start the threads.
pub fn pool(jobs: usize) -> Result<ThreadPool, Error> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(jobs).max(1);
    let pool = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
    pool.map_err(|it| Error::Internal { message: it.to_string() })
}

/// The result of `work`, which `doing` describes.
///
/// # Errors
/// It panicked.
pub fn guarded<T>(doing: &str, work: impl FnOnce() -> T) -> Result<T, Error> {
    let crashed = |_| Error::Crashed { doing: doing.to_owned(), panic: panic_of(thread::current().id()) };
    catch_unwind(AssertUnwindSafe(work)).map_err(crashed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_order_and_the_first_panic_is_reported() {
        let all = [1, 2, 3];
        assert_eq!(for_each(&all, "working", |it| *it).ok().as_deref(), Some(&all[..]));
        let crashed = for_each(&all, "working", |it| assert!(*it == 1, "at {it}"));
        let message = crashed.map_err(|it| it.to_string());
        assert!(message.is_err_and(|it| it.starts_with("factum crashed while working: ")));
    }

    #[test]
    fn deep_recursion_does_not_exhaust_the_stack() {
        fn deep(levels: u32) -> u32 {
            let block = std::hint::black_box([levels; 1 << 10]);
            if levels == 0 { 0 } else { deep(levels - 1).wrapping_add(block[0]) }
        }
        assert!(for_each(&[()], "working", |_| deep(20_000)).is_ok());
    }
}
