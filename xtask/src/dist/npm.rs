//! The packages for npm: one with the binary for this platform, and the one that starts it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::product::{Product, file_name};
use super::{files, fresh, run_well};
use crate::Error;
use crate::workspace::root;

/// A platform, in Rust's words and in npm's.
struct Platform {
    triple: &'static str,
    os: &'static str,
    cpu: &'static str,
    libc: Option<&'static str>,
}

/// The platforms that have a package: a release is made on each of them.
const PLATFORMS: &[Platform] = &[
    Platform { triple: "x86_64-unknown-linux-gnu", os: "linux", cpu: "x64", libc: Some("glibc") },
    Platform { triple: "x86_64-unknown-linux-musl", os: "linux", cpu: "x64", libc: None },
    Platform {
        triple: "aarch64-unknown-linux-gnu",
        os: "linux",
        cpu: "arm64",
        libc: Some("glibc"),
    },
    Platform { triple: "aarch64-unknown-linux-musl", os: "linux", cpu: "arm64", libc: None },
    Platform { triple: "x86_64-apple-darwin", os: "darwin", cpu: "x64", libc: None },
    Platform { triple: "aarch64-apple-darwin", os: "darwin", cpu: "arm64", libc: None },
    Platform { triple: "x86_64-pc-windows-msvc", os: "win32", cpu: "x64", libc: None },
];

impl Platform {
    /// The name that `packaging/npm/contracts.js` looks for.
    fn package(&self) -> String {
        let libc = match self.triple.rsplit('-').next() {
            Some(libc @ ("gnu" | "musl")) => format!("-{libc}"),
            _ => String::new(),
        };
        format!("@event-contract/{}-{}{libc}", self.os, self.cpu)
    }

    fn manifest(&self, launcher: &Value, version: &str) -> Value {
        let mut manifest = json!({
            "name": self.package(),
            "version": version,
            "description": format!("The binary of event-contract for {}", self.triple),
            "license": launcher["license"],
            "repository": launcher["repository"],
            "os": [self.os],
            "cpu": [self.cpu],
            "files": ["bin", "LICENSE-*"],
            "preferUnplugged": true,
        });
        // What is linked against musl statically needs neither library, so that it says none.
        if let Some(libc) = self.libc {
            manifest["libc"] = json!([libc]);
        }
        manifest
    }
}

/// The manifest of the package that starts the binary.
fn launcher(template: &Value, version: &str) -> Value {
    let mut manifest = template.clone();
    manifest["version"] = json!(version);
    manifest["optionalDependencies"] =
        PLATFORMS.iter().map(|platform| (platform.package(), json!(version))).collect();
    manifest
}

/// Packs both.
pub(super) fn make(product: &Product, profile: &str) -> Result<Vec<PathBuf>, Error> {
    let Some(platform) = PLATFORMS.iter().find(|platform| platform.triple == product.triple) else {
        return Err(format!("{} has no package; see packaging/npm", product.triple).into());
    };
    let binary = product.build(profile)?;
    let home = root().join("packaging/npm");
    let template: Value = serde_json::from_slice(&fs::read(home.join("package.json"))?)?;
    let made = fresh("npm")?;

    let stage = fresh("stage/npm")?;
    let ours = stage.join("platform");
    write(&ours, &platform.manifest(&template, &product.version))?;
    fs::copy(binary, ours.join("bin").join(file_name()))?;
    let text = format!(
        "# {}\n\nThe binary of [event-contract](https://www.npmjs.com/package/event-contract) for {}. Install that package.\n",
        platform.package(),
        platform.triple
    );
    fs::write(ours.join("README.md"), text)?;
    pack(&ours, &made)?;

    let starts = stage.join("launcher");
    write(&starts, &launcher(&template, &product.version))?;
    fs::copy(home.join("contracts.js"), starts.join("bin/contracts.js"))?;
    fs::copy(home.join("README.md"), starts.join("README.md"))?;
    pack(&starts, &made)?;
    files(&made, ".tgz")
}

/// Begins a package: its manifest, its licences, and a folder for what it runs.
fn write(folder: &Path, manifest: &Value) -> Result<(), Error> {
    fs::create_dir_all(folder.join("bin"))?;
    fs::write(folder.join("package.json"), format!("{manifest:#}\n"))?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(licence), folder.join(licence))?;
    }
    Ok(())
}

fn pack(folder: &Path, into: &Path) -> Result<(), Error> {
    let mut command = Command::new("npm");
    command.args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(into);
    command.current_dir(folder).stdout(std::process::Stdio::null());
    run_well(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_named_as_the_launcher_looks_for_them() {
        let names: Vec<_> = PLATFORMS.iter().map(Platform::package).collect();
        for name in ["linux-x64-gnu", "linux-arm64-musl", "darwin-arm64", "win32-x64"] {
            assert!(names.contains(&format!("@event-contract/{name}")), "{names:?}");
        }
    }

    #[test]
    fn the_launcher_asks_for_every_platform_in_its_own_version() {
        let made = launcher(&json!({ "name": "event-contract", "version": "0.0.0" }), "1.2.3");
        assert_eq!((&made["name"], &made["version"]), (&json!("event-contract"), &json!("1.2.3")));
        let asked = made["optionalDependencies"].as_object().unwrap();
        assert_eq!(asked.len(), PLATFORMS.len());
        assert!(asked.values().all(|version| version == "1.2.3"));
    }

    #[test]
    fn only_what_is_linked_against_glibc_says_so() {
        for platform in PLATFORMS {
            let manifest = platform.manifest(&json!({ "license": "MIT" }), "1.2.3");
            assert_eq!(manifest.get("libc").is_some(), platform.triple.ends_with("linux-gnu"));
            assert_eq!(manifest["license"], "MIT");
        }
    }
}
