//! Rendered files, and where they go.

use std::path::PathBuf;

/// A rendered file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The path, relative to the root that the outputs are applied to.
    pub path: PathBuf,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Where the outputs go, relative to the root that they are applied to.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The folder of the Rust modules.
    pub rust: PathBuf,
    /// The folder of the JSON Schemas; each line has a folder in it.
    pub schemas: PathBuf,
    /// The folder of the fixtures, if they are wanted.
    pub fixtures: Option<PathBuf>,
    /// One file for all Rust instead of a tree of modules.
    pub single_file: Option<PathBuf>,
    /// [`Layout::schemas`] as seen from the Rust file that includes the schemas' text.
    pub schemas_from_rust: String,
}

impl Layout {
    /// The layout of a workspace that commits its output: `generated/` and `fixtures/`.
    pub fn workspace() -> Self {
        Self {
            rust: "generated/src".into(),
            schemas: "generated/schemas".into(),
            fixtures: Some("fixtures".into()),
            single_file: None,
            schemas_from_rust: "../../../schemas".to_owned(),
        }
    }

    /// The layout inside a crate's `OUT_DIR`.
    pub fn out_dir() -> Self {
        Self {
            rust: PathBuf::new(),
            schemas: "schemas".into(),
            fixtures: None,
            single_file: Some("contracts.rs".into()),
            schemas_from_rust: "schemas".to_owned(),
        }
    }
}

impl Layout {
    /// The folders in which a generated file that is no longer rendered is to be removed.
    pub fn owned(&self) -> Vec<PathBuf> {
        let folders = [Some(&self.rust), Some(&self.schemas), self.fixtures.as_ref()];
        folders
            .into_iter()
            .flatten()
            .filter(|folder| !folder.as_os_str().is_empty())
            .cloned()
            .collect()
    }
}
