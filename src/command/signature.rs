//! Signatures of approvals, made and verified by OpenSSH's `ssh-keygen -Y` (PROTOCOL.sshsig): the keys that people have
//! already, in files, agents and tokens.

use std::{
    io::{self, Write},
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::{
    error::Error,
    ledger::{Act, SIGNERS},
};

/// What the signatures are for, so that one made for something else does not count.
const NAMESPACE: &str = "factum";

/// Signs an approval; gives the signature in the form that `ssh-keygen` writes.
pub fn sign(key: &Path, seal: &str) -> Result<String, Error> {
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "sign", "-q", "-n", NAMESPACE, "-f"]).arg(key);
    let output = run(&mut command, &Act::message(seal))?;
    if output.status.success() && !output.stdout.is_empty() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let message = format!("`ssh-keygen` did not sign with `{}`: {}", key.display(), words(&output));
    Err(Error::Usage {
        message,
        help: "name the private key, or its public half where an agent holds it: `--sign ~/.ssh/id_ed25519`".into(),
    })
}

/// Verifies the signature of an approval against `data/allowed_signers`; gives what is wrong with it.
pub fn verify(root: &Path, act: &Act, signature: &str) -> Result<Option<String>, Error> {
    verify_seal(root, &act.by, &act.seal, signature)
}

/// The same for an approval that is not written yet.
pub fn verify_seal(root: &Path, by: &str, seal: &str, signature: &str) -> Result<Option<String>, Error> {
    let signers = root.join(SIGNERS);
    let fail = |cause| Error::Write { path: std::env::temp_dir(), cause };
    // ssh-keygen reads signatures from files only.
    let mut file = tempfile::NamedTempFile::new().map_err(fail)?;
    file.write_all(signature.as_bytes()).and_then(|()| file.flush()).map_err(fail)?;
    let mut find = Command::new("ssh-keygen");
    find.args(["-Y", "find-principals", "-f"]).arg(&signers).arg("-s").arg(file.path());
    let found = run(&mut find, "")?;
    let principals = String::from_utf8_lossy(&found.stdout).into_owned();
    let mut principals = principals.lines().filter(|it| !it.is_empty()).peekable();
    if !found.status.success() || principals.peek().is_none() {
        return Ok(Some("its key is not in `data/allowed_signers`".into()));
    }
    let own = |it: &&str| by == *it || by.ends_with(&format!("<{it}>"));
    let Some(principal) = principals.clone().find(own) else {
        let names = principals.collect::<Vec<_>>().join(", ");
        return Ok(Some(format!("its key is that of {names}")));
    };
    let mut verify = Command::new("ssh-keygen");
    verify.args(["-Y", "verify", "-n", NAMESPACE, "-I", principal, "-f"]).arg(&signers).arg("-s").arg(file.path());
    let verified = run(&mut verify, &Act::message(seal))?;
    Ok((!verified.status.success()).then(|| words(&verified)))
}

fn run(command: &mut Command, input: &str) -> Result<Output, Error> {
    let fail = |cause: io::Error| Error::Usage {
        message: format!("`ssh-keygen` cannot be run: {cause}"),
        help: "install OpenSSH (8.2 or later), which makes and verifies the signatures of approvals".into(),
    };
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(fail)?;
    if let Some(mut stdin) = child.stdin.take() {
        // Who does not read it says why on standard error.
        let _ = stdin.write_all(input.as_bytes());
    }
    child.wait_with_output().map_err(fail)
}

/// What the program said, in one line.
fn words(output: &Output) -> String {
    let both = [output.stderr.as_slice(), output.stdout.as_slice()].concat();
    let text = String::from_utf8_lossy(&both).into_owned();
    let line = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("; ");
    if line.is_empty() { "it gave no reason".into() } else { line }
}
