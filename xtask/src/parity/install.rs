//! Brings the Python package in.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Error;
use crate::workspace::{apt_install, succeeds, target};

/// The package that is the reference.
pub(crate) const PACKAGE: &str = "spec-kitty-events[conformance]==3.2.0";

/// The package whose events are migrated.
const EARLIER: &str = "spec-kitty-events[conformance]==2.9.0";

/// The first package that has a name in ours.
const FIRST: &str = "spec-kitty-events==2.3.2";

/// The package whose trackers are measured.
const TRACKER: &str = "spec-kitty-tracker==0.4.3";

/// The folder into which the package is installed; kept between runs.
pub(crate) fn install() -> Result<PathBuf, Error> {
    put(PACKAGE, "site", "spec_kitty_events/schemas")
}

/// The folder into which the earlier package is installed; kept between runs.
pub(crate) fn install_earlier() -> Result<PathBuf, Error> {
    put(EARLIER, "earlier", "spec_kitty_events/schemas")
}

/// The folder into which the first package is installed; kept between runs.
pub(crate) fn install_first() -> Result<PathBuf, Error> {
    put(FIRST, "first", "spec_kitty_events")
}

/// The folder into which the package of the trackers is installed; kept between runs.
pub(crate) fn install_tracker() -> Result<PathBuf, Error> {
    put(TRACKER, "tracker", "spec_kitty_tracker/connectors")
}

/// Installs a package, which has a folder by which it is known to be there.
fn put(package: &str, folder: &str, known_by: &str) -> Result<PathBuf, Error> {
    pip_install(package, &target().join("parity").join(folder), known_by)
}

/// Installs a package into a folder, unless `there` is in it already. Gives the folder.
pub(crate) fn pip_install(package: &str, site: &Path, there: &str) -> Result<PathBuf, Error> {
    let site = site.to_path_buf();
    if site.join(there).exists() {
        return Ok(site);
    }
    let home = target().join("parity");
    let pip = pip(&home)?;
    // Into a folder of its own, renamed when complete: an interrupted run leaves nothing half-done.
    let partial = home.join("partial");
    if partial.exists() {
        std::fs::remove_dir_all(&partial)?;
    }
    let mut command = Command::new(pip);
    command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]);
    command.arg(&partial).arg(package).stdout(Stdio::null());
    if !succeeds(command)? {
        return Err(format!("pip could not install {package}").into());
    }
    std::fs::rename(&partial, &site)?;
    Ok(site)
}

/// A Python that has pip: of a virtual environment, or else the system's.
fn pip(home: &Path) -> Result<PathBuf, Error> {
    let works = |python: &Path| {
        let mut probe = Command::new(python);
        probe.args(["-m", "pip", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    };
    let (own, system) = (home.join("venv/bin/python"), PathBuf::from("python3"));
    let make = || {
        let mut make = Command::new("python3");
        make.args(["-m", "venv", "--clear"]).arg(home.join("venv"));
        make.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|end| end.success())
    };
    // Debian's python3 has neither venv nor pip until a package brings them.
    if !works(&own) && !make() && !works(&system) && apt_install(&["python3-venv"]) {
        make();
    }
    [own, system].into_iter().find(|python| works(python)).ok_or_else(|| {
        "python3 with venv or pip is needed (Debian: apt-get install python3-venv)".into()
    })
}
