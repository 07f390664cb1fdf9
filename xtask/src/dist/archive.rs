//! The archive for those who use no package manager, with its checksum.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest as _, Sha256};

use super::product::{Product, file_name};
use super::{files, fresh, printed, run_well};
use crate::Error;
use crate::workspace::root;

/// Shells with the file that each looks for.
const COMPLETIONS: [(&str, &str); 5] = [
    ("bash", "contracts.bash"),
    ("zsh", "_contracts"),
    ("fish", "contracts.fish"),
    ("powershell", "_contracts.ps1"),
    ("elvish", "contracts.elv"),
];

/// The folder of the manual pages, as `man` wants it.
const MANUAL: &str = "man/man1";

/// What else is in it.
const TEXTS: [&str; 4] = ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "CHANGELOG.md"];

/// The name of an archive, and of the folder in it.
pub(super) fn name(product: &Product) -> String {
    format!("event-contract-{}-{}", product.version, product.triple)
}

/// Packs the binary with what belongs to it.
pub(super) fn make(product: &Product, profile: &str) -> Result<Vec<PathBuf>, Error> {
    let binary = product.build(profile)?;
    let made = fresh("archives")?;
    let stage = fresh("stage/archive")?;
    let folder = stage.join(name(product));
    fs::create_dir_all(folder.join("completions"))?;
    fs::copy(&binary, folder.join(file_name()))?;
    for file in TEXTS {
        fs::copy(root().join(file), folder.join(file))?;
    }
    for (shell, file) in COMPLETIONS {
        let mut command = Command::new(&binary);
        command.args(["completions", shell]);
        fs::write(folder.join("completions").join(file), printed(command)?)?;
    }
    let mut command = Command::new(&binary);
    command.arg("man").arg("--out").arg(folder.join(MANUAL));
    run_well(command)?;
    let mut command = Command::new("tar");
    command.arg("-czf").arg(made.join(format!("{}.tar.gz", name(product))));
    command.arg("-C").arg(&stage).arg(name(product));
    run_well(command)?;
    let archives = files(&made, ".tar.gz")?;
    let sums: Result<String, Error> = archives.iter().map(|file| sum(file)).collect();
    fs::write(made.join("SHA256SUMS"), sums?)?;
    files(&made, "")
}

/// Files that an archive has to have, by their places in its folder.
pub(super) fn contents() -> Vec<String> {
    let completions = COMPLETIONS.iter().map(|(_, file)| format!("completions/{file}"));
    let manual = ["contracts.1", "contracts-validate.1"].map(|page| format!("{MANUAL}/{page}"));
    let texts = TEXTS.iter().map(|file| (*file).to_owned());
    texts.chain(completions).chain(manual).chain([file_name()]).collect()
}

/// A file's line in `SHA256SUMS`, as `sha256sum --check` reads it.
pub(super) fn sum(file: &Path) -> Result<String, Error> {
    let name = file.file_name().unwrap_or_default().display();
    Ok(format!("{}  {name}\n", digest(&fs::read(file)?)))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_as_sha256sum_writes_them() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(digest(b""), empty);
        assert_eq!(digest(b"\x01\x02").len(), 64);
    }
}
