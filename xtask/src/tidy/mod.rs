//! House rules that no other tool checks.

mod floors;
mod links;
mod sources;

use std::path::{Path, PathBuf};

use crate::workspace::{cargo, root};
use crate::{Error, tidy::sources::Origin};

/// Checks everything and prints what is wrong.
pub(crate) fn run() -> Result<bool, Error> {
    let mut findings = floors::check(&metadata()?);
    findings.extend(floors::lean(&default_packages("event-contract-stores")?));
    let files = files(root())?;
    for file in &files {
        check_file(file, &mut findings)?;
    }
    for pure in ["codegen", "compat", "generated", "macros"] {
        if root().join(pure).join("clippy.toml").exists() {
            findings.push(format!(
                "{pure}/clippy.toml: would switch off the strict lists of /clippy.toml"
            ));
        }
    }
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    println!("tidy: {} files, {} findings", files.len(), findings.len());
    Ok(findings.is_empty())
}

fn check_file(file: &Path, findings: &mut Vec<String>) -> Result<(), Error> {
    let shown = file.strip_prefix(root())?.to_string_lossy().replace('\\', "/");
    let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    if !["rs", "md", "yaml", "toml", "yml"].contains(&kind) {
        return Ok(());
    }
    let text = std::fs::read_to_string(file).map_err(|error| format!("{shown}: {error}"))?;
    let origin = Origin::of(&shown);
    let mut found = sources::check_text(origin, &text);
    found.extend(sources::names_product(&shown, &text));
    match kind {
        "rs" => found.extend(sources::check_rust(origin, &text)),
        "md" => {
            let folder = file.parent().unwrap_or(root());
            found.extend(links::check(&text, |path| {
                std::fs::metadata(folder.join(path)).ok()?;
                Some(std::fs::read_to_string(folder.join(path)).unwrap_or_default())
            }));
        }
        _ => {}
    }
    findings.extend(found.into_iter().map(|finding| format!("{shown}:{finding}")));
    Ok(())
}

fn metadata() -> Result<serde_json::Value, Error> {
    let platform = "--filter-platform=x86_64-unknown-linux-gnu";
    let args = ["metadata", "--format-version=1", "--all-features", "--locked", platform];
    let output = cargo(&args).stderr(std::process::Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err("cargo metadata failed".into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// What a crate of ours is built from without further features, one package a line.
fn default_packages(name: &str) -> Result<String, Error> {
    let args = ["tree", "--locked", "--edges", "normal", "--prefix", "none", "--package", name];
    let output = cargo(&args).stderr(std::process::Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err("cargo tree failed".into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The files of the tree in order, without build output and version control.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if entry.file_type()?.is_dir() {
                if name != "target" && name != ".git" {
                    folders.push(entry.path());
                }
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}
