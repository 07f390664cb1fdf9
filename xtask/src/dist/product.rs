//! Which packages are published, and which one has the binary.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::{BINARY, printed};
use crate::Error;
use crate::workspace::{cargo, programs, target};

/// The workspace, as a release sees it.
#[derive(Debug)]
pub(super) struct Product {
    /// The names of the packages that are published.
    pub(super) published: Vec<String>,
    /// The package with the binary.
    pub(super) package: String,
    /// The folder of that package.
    pub(super) home: PathBuf,
    /// Its version.
    pub(super) version: String,
    /// The platform of this machine, in Rust's words.
    pub(super) triple: String,
}

impl Product {
    /// Asks cargo and the compiler.
    pub(super) fn find() -> Result<Self, Error> {
        let metadata =
            printed(cargo(&["metadata", "--format-version=1", "--no-deps", "--locked"]))?;
        let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        rustc.arg("-vV");
        Self::read(&serde_json::from_str(&metadata)?, &printed(rustc)?)
    }

    fn read(metadata: &Value, rustc: &str) -> Result<Self, Error> {
        let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        // `publish = false` is an empty list of registries here.
        let published: Vec<_> = packages
            .iter()
            .filter(|package| package["publish"].is_null())
            .map(|package| text(&package["name"]))
            .collect();
        for package in packages.iter().filter(|package| package["publish"].is_null()) {
            if let Some(missing) = missing(package) {
                return Err(format!("{}: says no {missing}", text(&package["name"])).into());
            }
        }
        let is_binary = |target: &Value| {
            target["name"] == BINARY
                && target["kind"]
                    .as_array()
                    .is_some_and(|kinds| kinds.iter().any(|kind| kind == "bin"))
        };
        let has_it = |package: &&Value| {
            package["targets"].as_array().is_some_and(|targets| targets.iter().any(is_binary))
        };
        let mut found = packages.iter().filter(has_it);
        let (Some(package), None) = (found.next(), found.next()) else {
            return Err(format!("exactly one package has to have the binary `{BINARY}`").into());
        };
        let name = text(&package["name"]);
        if !published.contains(&name) {
            return Err(format!("{name} has the binary, and is not published").into());
        }
        let triple = rustc
            .lines()
            .find_map(|line| line.strip_prefix("host: "))
            .ok_or("rustc does not say what machine this is")?;
        Ok(Self {
            published,
            package: name,
            home: PathBuf::from(text(&package["manifest_path"]))
                .parent()
                .unwrap_or(&PathBuf::new())
                .into(),
            version: text(&package["version"]),
            triple: triple.to_owned(),
        })
    }

    /// Builds the binary and gives its place. For a trial it is the one that tests have.
    pub(super) fn build(&self, profile: &str) -> Result<PathBuf, Error> {
        if profile == "dev" {
            let folder = programs(&[BINARY])?.ok_or("the binary does not compile")?;
            return Ok(folder.join(file_name()));
        }
        let mut command = cargo(&["build", "--locked", "--profile", profile]);
        command.args(["--package", &self.package, "--bin", BINARY]);
        super::run_well(command)?;
        Ok(target().join(profile).join(file_name()))
    }
}

/// What the registry shows of a crate and this one does not say.
fn missing(package: &Value) -> Option<&'static str> {
    let texts = ["description", "documentation", "license", "readme", "repository", "rust_version"];
    let lists = ["categories", "keywords"];
    let said = |key: &&str| package[*key].as_str().is_some_and(|text| !text.is_empty());
    let listed = |key: &&str| package[*key].as_array().is_some_and(|list| !list.is_empty());
    let text = texts.into_iter().find(|key| !said(key));
    text.or_else(|| lists.into_iter().find(|key| !listed(key)))
}

/// The binary as a file.
pub(super) fn file_name() -> String {
    format!("{BINARY}{}", std::env::consts::EXE_SUFFIX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, publish: &Value, targets: &Value) -> Value {
        json!({ "name": name, "version": "1.2.3", "publish": publish, "targets": targets,
                "manifest_path": format!("/here/{name}/Cargo.toml"), "description": "Says.",
                "documentation": "https://docs.rs/it", "license": "MIT", "readme": "README.md",
                "repository": "https://example.org", "rust_version": "1.95",
                "categories": ["encoding"], "keywords": ["events"] })
    }

    const RUSTC: &str = "rustc 1.95.0\nhost: x86_64-unknown-linux-gnu\nrelease: 1.95.0\n";

    #[test]
    fn the_package_with_the_binary_is_found_whatever_its_name() {
        let lib = json!([{ "name": "contracts", "kind": ["lib"] }]);
        let bin =
            json!([{ "name": "lib", "kind": ["lib"] }, { "name": "contracts", "kind": ["bin"] }]);
        let metadata = json!({ "packages": [
            package("runtime", &Value::Null, &lib),
            package("kept", &json!([]), &lib),
            package("product", &Value::Null, &bin),
        ] });
        let product = Product::read(&metadata, RUSTC).unwrap();
        assert_eq!(product.published, ["runtime", "product"]);
        assert_eq!((product.package.as_str(), product.version.as_str()), ("product", "1.2.3"));
        assert_eq!(product.home, PathBuf::from("/here/product"));
        assert_eq!(product.triple, "x86_64-unknown-linux-gnu");
    }

    #[test]
    fn a_published_crate_tells_about_itself() {
        let mut package = package("a", &Value::Null, &json!([]));
        assert_eq!(missing(&package), None);
        package["keywords"] = json!([]);
        assert_eq!(missing(&package), Some("keywords"));
        package["description"] = Value::Null;
        assert_eq!(missing(&package), Some("description"));
    }

    #[test]
    fn two_binaries_of_the_name_none_or_one_that_is_not_published_are_errors() {
        let bin = json!([{ "name": "contracts", "kind": ["bin"] }]);
        for packages in [
            json!([]),
            json!([package("a", &Value::Null, &bin), package("b", &Value::Null, &bin)]),
            json!([package("a", &json!([]), &bin)]),
        ] {
            assert!(Product::read(&json!({ "packages": packages }), RUSTC).is_err());
        }
    }
}
