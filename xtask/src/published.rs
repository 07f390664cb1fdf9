//! What vendors publish about their APIs, for the tests that judge requests by it: files out of packages of public
//! registries, of one version each.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha512};

use crate::Error;
use crate::workspace::{apt_install, succeeds, target};

/// A file out of a package.
struct Document {
    /// What tests know it by.
    name: &'static str,
    package: &'static str,
    /// The SHA-512 of the package in base64, which npm calls its integrity.
    digest: &'static str,
    member: &'static str,
}

const DOCUMENTS: &[Document] = &[
    // The package `@octokit/openapi`.
    Document {
        name: "github.json",
        package: "https://registry.npmjs.org/@octokit/openapi/-/openapi-23.0.2.tgz",
        digest: "pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==",
        member: "package/generated/api.github.com.json",
    },
    Document {
        name: "linear.graphql",
        package: "https://static.crates.io/crates/linear-schema/linear-schema-0.1.4.crate",
        digest: "hUC+p4rIxpdtm8P71R8WJVGU9WAhEdDofzNFwM/gl8c4GyzTbDNtLhwCqyC45eVF5Nhlw2jFzjMVxGSTNGo0Wg==",
        member: "linear-schema-0.1.4/linear.graphql",
    },
];

/// Fetches what is not there; it is kept between runs.
pub(crate) fn fetch() -> Result<PathBuf, Error> {
    let home = target().join("published");
    std::fs::create_dir_all(&home)?;
    for document in DOCUMENTS {
        // The version is part of what is remembered, so that another one is fetched again.
        let mark = home.join(format!("{}.sha512", document.name));
        let known = std::fs::read_to_string(&mark).is_ok_and(|mark| mark == document.digest);
        if !known || !home.join(document.name).is_file() {
            document.put_into(&home)?;
            std::fs::write(mark, document.digest)?;
        }
    }
    Ok(home)
}

impl Document {
    fn put_into(&self, home: &Path) -> Result<(), Error> {
        let package = home.join("package");
        let fetch = || {
            let mut command = Command::new("curl");
            command.args(["--silent", "--show-error", "--fail", "--location", "--retry", "3"]);
            command.arg("--output").arg(&package).arg(self.package);
            succeeds(command)
        };
        let fetched = match fetch() {
            Err(_) if apt_install(&["curl", "ca-certificates"]) => fetch()?,
            fetched => fetched?,
        };
        if !fetched {
            return Err(format!("{} could not be fetched", self.package).into());
        }
        if STANDARD.encode(Sha512::digest(std::fs::read(&package)?)) != self.digest {
            return Err(format!("{} is not the package that is meant", self.package).into());
        }
        let partial = home.join("partial");
        let mut command = Command::new("tar");
        command.arg("-xzOf").arg(&package).arg(self.member);
        command.stdout(Stdio::from(std::fs::File::create(&partial)?));
        if !succeeds(command)? {
            return Err(format!("{} does not unpack", self.package).into());
        }
        // Renamed when complete: an interrupted run leaves nothing half-done.
        std::fs::rename(partial, home.join(self.name))?;
        std::fs::remove_file(package)?;
        Ok(())
    }
}
