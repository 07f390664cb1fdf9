//! Crates, as cargo packs them for the registry.

use std::fs;
use std::path::PathBuf;

use super::product::Product;
use super::{files, fresh, run_well};
use crate::Error;
use crate::workspace::{cargo, target};

/// Packs every crate that is published. Cargo lets them find each other before any of them is in the registry. They
/// are not built here: the trial builds them, outside this checkout.
pub(super) fn make(product: &Product, dirty: bool) -> Result<Vec<PathBuf>, Error> {
    let made = fresh("crates")?;
    let mut command = cargo(&["package", "--locked", "--no-verify", "--quiet"]);
    command.args(dirty.then_some("--allow-dirty"));
    for name in &product.published {
        command.args(["--package", name]);
    }
    run_well(command)?;
    for name in &product.published {
        let file = format!("{name}-{}.crate", product.version);
        fs::copy(target().join("package").join(&file), made.join(&file))
            .map_err(|error| format!("{file}: {error}"))?;
    }
    files(&made, ".crate")
}

/// Goes through what publishing does, in its order, up to the upload.
pub(super) fn rehearse(dirty: bool) -> Result<(), Error> {
    let mut command =
        cargo(&["publish", "--dry-run", "--workspace", "--no-verify", "--locked", "--quiet"]);
    command.args(dirty.then_some("--allow-dirty"));
    run_well(command)
}
