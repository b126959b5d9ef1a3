//! Signatures of approvals, created and verified by OpenSSH's `ssh-keygen -Y` (PROTOCOL.sshsig), with the
//! keys that people already have in files, agents and tokens.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use tempfile::NamedTempFile;

use super::child;
use crate::{
    error::Error,
    fact::printable,
    ledger::{Approval, SIGNERS, SignatureStatus, Signed, digest_of},
    load::{SIGNERS_LIMIT, read_bytes},
    project::Signatures,
};

/// The namespace of the signatures, so that one made for another purpose is not accepted.
const NAMESPACE: &str = "factum";

/// Maximum output of `ssh-keygen`, in bytes.
const OUTPUT_LIMIT: u64 = 8 << 20;

/// Signs an approval; returns the signature in the format of `ssh-keygen`.
///
/// # Errors
/// The key is not a regular file, or `ssh-keygen` does not sign with it.
pub fn sign(key: &Path, seal: &str) -> Result<String, Error> {
    // ssh-keygen opens it without checking its type. A missing key may be in an agent, which ssh-keygen asks.
    if key.metadata().is_ok_and(|it| !it.is_file()) {
        let help =
            "pass the private key, or its public key if an SSH agent holds it: `--sign ~/.ssh/id_ed25519`";
        return Err(Error::Refused {
            path: key.to_owned(),
            message: "is not a regular file".into(),
            help: help.into(),
        });
    }
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "sign", "-q", "-n", NAMESPACE, "-f"]).arg(key);
    let output = run(&mut command, &Approval::message(seal))?;
    if output.status.success() && !output.stdout.is_empty() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let message = format!("`ssh-keygen` could not sign with `{}`: {}", key.display(), error_text(&output));
    Err(Error::Rejected {
        message,
        help: "pass the private key, or its public key if an SSH agent holds it: `--sign ~/.ssh/id_ed25519`"
            .into(),
    })
}

/// Verifies signatures with `ssh-keygen`.
#[derive(Debug)]
pub struct SshKeygen {
    root: PathBuf,
    /// The accepted keys; read when the first signature is verified.
    keys: OnceLock<Keys>,
}

impl SshKeygen {
    /// Verifies with the keys in `data/` under `root`.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), keys: OnceLock::new() }
    }
}

impl Signatures for SshKeygen {
    fn verify(&self, signers: &str, signed: Signed) -> Result<SignatureStatus, Error> {
        let keys = match self.keys.get() {
            Some(known) => known,
            None => {
                let read = Keys::read(&self.root, signers)?;
                self.keys.get_or_init(|| read)
            }
        };
        verify(keys, signed)
    }
}

/// The accepted keys, as they were when the ledger was read. `ssh-keygen` opens our copy, never the file in
/// `data/`, which may be replaced by a pipe or a different list of keys while factum runs.
#[derive(Debug)]
struct Keys {
    copy: NamedTempFile,
}

impl Keys {
    /// Reads `data/allowed_signers`, which had the SHA-256 `digest` when the ledger was read.
    ///
    /// # Errors
    /// It cannot be read, or differs from what was read with the ledger.
    fn read(root: &Path, digest: &str) -> Result<Self, Error> {
        let path = root.join(SIGNERS);
        let bytes = read_bytes(&path, SIGNERS_LIMIT)?;
        if digest_of(&bytes) != digest {
            return Err(Error::Refused {
                path,
                message: "was changed while factum was reading it".into(),
                help: "run the same command again".into(),
            });
        }
        Ok(Self { copy: temporary(&bytes)? })
    }
}

/// A file that is deleted when it is no longer used.
fn temporary(bytes: &[u8]) -> Result<NamedTempFile, Error> {
    let fail = |cause| Error::Write { path: std::env::temp_dir(), cause };
    let mut file = NamedTempFile::new().map_err(fail)?;
    file.write_all(bytes).and_then(|()| file.flush()).map_err(fail)?;
    Ok(file)
}

/// Verifies the signature of an approval `by` somebody on a given day against the accepted keys. `by` must be
/// a principal of the key; `Jane Doe <jane@acme.example>` is also accepted if both name and address are
/// principals. A key is accepted if its validity included that day.
fn verify(keys: &Keys, signed: Signed) -> Result<SignatureStatus, Error> {
    let Signed { by, on, seal, signature } = signed;
    // ssh-keygen reads signatures from files only.
    let file = temporary(signature.as_bytes())?;
    let time = format!("verify-time={}", on.format("%Y%m%d1200"));
    let ask = |what: &str, arguments: &[&str], input: &str| {
        let mut command = Command::new("ssh-keygen");
        command.args(["-Y", what, "-s"]).arg(file.path()).args(arguments);
        if what != "check-novalidate" {
            command.args(["-O", &time, "-f"]).arg(keys.copy.path());
        }
        run(&mut command, input)
    };
    let message = Approval::message(seal);
    let is_principal =
        |name: &str| Ok(ask("verify", &["-n", NAMESPACE, "-I", name], &message)?.status.success());
    let parts = name_and_address(by);
    let mut foreign = None;
    for part in &parts {
        if !is_principal(part)? {
            foreign = Some(*part);
            break;
        }
    }
    if foreign.is_none() || (parts.len() > 1 && is_principal(by)?) {
        return Ok(SignatureStatus::Holds);
    }
    let whole = ask("check-novalidate", &["-n", NAMESPACE], &message)?;
    if !whole.status.success() {
        return Ok(SignatureStatus::Broken(error_text(&whole)));
    }
    let found = ask("find-principals", &[], "")?;
    let names: Vec<String> =
        String::from_utf8_lossy(&found.stdout).lines().filter(|it| !it.is_empty()).map(printable).collect();
    Ok(match foreign.filter(|_| found.status.success() && !names.is_empty()) {
        Some(part) => {
            SignatureStatus::Unknown(format!("its key belongs to {}, not to {part}", names.join(", ")))
        }
        None => SignatureStatus::Unknown(format!("its key is not listed in `{SIGNERS}` for {on}")),
    })
}

/// The name and the address of `Jane Doe <jane@acme.example>`; otherwise the whole text.
fn name_and_address(by: &str) -> Vec<&str> {
    match by.strip_suffix('>').and_then(|it| it.rsplit_once('<')) {
        Some((name, address)) => {
            [name.trim(), address.trim()].into_iter().filter(|it| !it.is_empty()).collect()
        }
        None => vec![by],
    }
}

fn run(command: &mut Command, input: &str) -> Result<Output, Error> {
    let fail = |cause: io::Error| Error::Rejected {
        message: format!("`ssh-keygen` cannot be run: {cause}"),
        help: "install OpenSSH (8.9 or later), which creates and verifies the signatures of approvals".into(),
    };
    child::output(command, input.as_bytes(), OUTPUT_LIMIT).map_err(fail)
}

/// The program's error output, in one line.
fn error_text(output: &Output) -> String {
    let both = [output.stderr.as_slice(), output.stdout.as_slice()].concat();
    let text = String::from_utf8_lossy(&both).into_owned();
    let line = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("; ");
    if line.is_empty() { "it gave no reason".into() } else { line }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn ssh_keygen_gets_a_copy_of_the_signers_read_with_the_ledger() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(SIGNERS);
        std::fs::create_dir(root.path().join("data")).unwrap();
        std::fs::write(&path, "jane ssh-ed25519 AAAA").unwrap();
        let digest = digest_of(b"jane ssh-ed25519 AAAA");
        let keys = Keys::read(root.path(), &digest).unwrap();
        assert_eq!(read_bytes(keys.copy.path(), 100).unwrap(), b"jane ssh-ed25519 AAAA");
        let refused = |words: &str| {
            let error = Keys::read(root.path(), &digest).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        };
        std::fs::write(&path, "eve ssh-ed25519 BBBB").unwrap();
        refused("was changed while factum was reading it");
        std::fs::File::options().write(true).open(&path).unwrap().set_len(SIGNERS_LIMIT + 1).unwrap();
        refused("the limit is 8 MiB");
        std::fs::remove_file(&path).unwrap();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        refused("is not a regular file");
        std::fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        refused("is not a regular file");
    }
}
