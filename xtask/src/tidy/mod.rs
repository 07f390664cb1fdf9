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
        "yaml" | "yml" => found.extend(sources::check_yaml(&text)),
        _ => {}
    }
    findings.extend(found.into_iter().map(|finding| format!("{shown}:{finding}")));
    Ok(())
}

/// The programs that get pages of their own: where a library has the same name, it has the page.
pub(crate) fn documented_programs() -> Result<Vec<String>, Error> {
    Ok(without_library(&metadata()?))
}

fn without_library(metadata: &serde_json::Value) -> Vec<String> {
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let members = list(&metadata["workspace_members"]);
    let packages = list(&metadata["packages"]);
    let ours = packages.iter().filter(|package| members.contains(&package["id"]));
    let targets: Vec<_> = ours.flat_map(|package| list(&package["targets"])).collect();
    let names = |kind: &str| -> Vec<String> {
        let of_kind = |target: &&serde_json::Value| list(&target["kind"]).contains(&kind.into());
        let names = targets.iter().filter(of_kind).filter_map(|target| target["name"].as_str());
        names.map(str::to_owned).collect()
    };
    let libraries = names("lib");
    let mut programs = names("bin");
    programs.retain(|program| !libraries.contains(&program.replace('-', "_")));
    programs
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::without_library;

    #[test]
    fn programs_are_documented_unless_a_library_has_their_name() {
        let target = |name: &str, kind: &str| json!({ "name": name, "kind": [kind] });
        let metadata = json!({
            "workspace_members": ["a", "b"],
            "packages": [
                { "id": "a", "targets": [target("a_a", "lib"), target("a-a", "bin")] },
                { "id": "b", "targets": [target("b", "bin"), target("c", "test")] },
                { "id": "foreign", "targets": [target("d", "bin")] },
            ],
        });
        assert_eq!(without_library(&metadata), ["b"]);
    }
}
