//! The wheel that carries the binary.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::product::Product;
use super::{files, fresh, run_well};
use crate::Error;
use crate::parity::pip_install;
use crate::workspace::{forget_xtask, root, target};

/// What builds wheels; the build system of `pyproject.toml` is the same.
const MATURIN: &str = "maturin==1.16.0";

/// Builds the wheel of this machine.
pub(super) fn make(product: &Product, profile: &str) -> Result<Vec<PathBuf>, Error> {
    let home = root().join("packaging/python");
    check(&fs::read_to_string(home.join("pyproject.toml"))?, product)?;
    // With the version in the name of the folder, another one is installed beside it.
    let tools = pip_install(MATURIN, &target().join(MATURIN.replace("==", "-")), "bin/maturin")?;
    let made = fresh("wheels")?;
    let mut command = Command::new(tools.join("bin/maturin"));
    command.args(["build", "--quiet", "--profile", profile, "--target-dir"]).arg(target());
    command.arg("--out").arg(&made).current_dir(home);
    forget_xtask(&mut command);
    run_well(command)?;
    files(&made, ".whl")
}

/// Two things are said in `pyproject.toml` as well, since Python's tools read nothing else.
fn check(pyproject: &str, product: &Product) -> Result<(), Error> {
    let place = product.home.file_name().unwrap_or_default().display();
    for wanted in [
        format!("requires = [{MATURIN:?}]"),
        format!("manifest-path = \"../../{place}/Cargo.toml\""),
    ] {
        if !pyproject.lines().any(|line| line == wanted) {
            return Err(format!("packaging/python/pyproject.toml lacks `{wanted}`").into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_of_the_wheel_names_the_tool_and_the_package_that_are_used_here() {
        let text = fs::read_to_string(root().join("packaging/python/pyproject.toml")).unwrap();
        let product = |home: &str| Product {
            published: Vec::new(),
            package: "product".to_owned(),
            home: root().join(home),
            version: "1.0.0".to_owned(),
            triple: String::new(),
        };
        let named =
            text.split("manifest-path = \"../../").nth(1).unwrap().split('/').next().unwrap();
        assert!(root().join(named).join("Cargo.toml").is_file());
        assert!(check(&text, &product(named)).is_ok());
        assert!(check(&text, &product("elsewhere")).is_err());
        assert!(check(&text.replace("maturin==", "maturin>="), &product(named)).is_err());
    }
}
