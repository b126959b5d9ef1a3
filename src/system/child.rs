//! Runs other programs and reads their output up to a limit.

use std::{
    io::{self, Read, Write},
    process::{Child, Command, Output, Stdio},
};

/// The maximum number of bytes of standard error that are kept.
const STDERR_LIMIT: u64 = 64 << 10;

/// Runs a program with `input` on its standard input and returns its output, with at most `limit` bytes of
/// standard output.
///
/// # Errors
/// It cannot be run, or its output is larger.
pub fn output(command: &mut Command, input: &[u8], limit: u64) -> io::Result<Output> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let read = communicate(&mut child, input, limit);
    if read.is_err() {
        // It may be blocked on writing output that will not be read.
        let _ = child.kill();
    }
    let status = child.wait()?;
    let (stdout, stderr) = read?;
    Ok(Output { status, stdout, stderr })
}

/// Writes and reads at the same time, since either side may wait for the other.
fn communicate(child: &mut Child, input: &[u8], limit: u64) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // A program that does not read its input reports the reason on standard error.
            let _ = stdin.map(|mut it| it.write_all(input));
        });
        let stderr_bytes = scope.spawn(|| {
            let mut kept = Vec::new();
            let Some(mut stderr) = stderr else { return kept };
            let _ = stderr.by_ref().take(STDERR_LIMIT).read_to_end(&mut kept);
            let _ = io::copy(&mut stderr, &mut io::sink());
            kept
        });
        let mut stdout_bytes = Vec::new();
        let read = stdout.map_or(Ok(0), |it| it.take(limit + 1).read_to_end(&mut stdout_bytes));
        if read.is_err() || stdout_bytes.len() as u64 > limit {
            let _ = child.kill();
        }
        let stderr_bytes = stderr_bytes.join().unwrap_or_default();
        match read {
            Ok(_) if stdout_bytes.len() as u64 > limit => {
                Err(io::Error::other(format!("its output is larger than {} MiB", limit >> 20)))
            }
            Ok(_) => Ok((stdout_bytes, stderr_bytes)),
            Err(cause) => Err(cause),
        }
    })
}
