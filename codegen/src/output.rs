//! Rendered files, and where they go.

use std::io;
use std::path::{Path, PathBuf};

use crate::files::own_fixtures;
use crate::source::Source;

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
    /// What the folder of the fixtures holds beside what is generated.
    pub own: OwnFixtures,
}

/// Fixtures that were not generated: the manifest lists them, and the Rust carries them along.
#[derive(Clone, Debug, Default)]
pub struct OwnFixtures {
    /// The files, by their paths from the folder of the fixtures.
    pub files: Vec<Source>,
    /// Generated files to carry along where the crate itself is tested, by such paths.
    pub tested: Vec<String>,
    /// The folder: as seen from the Rust file in the layout of a workspace, from the crate otherwise.
    pub folder: String,
}

impl Layout {
    /// The layout of a workspace that commits its output: `generated/`.
    pub fn workspace() -> Self {
        Self {
            rust: "generated/src".into(),
            schemas: "generated/schemas".into(),
            fixtures: Some("generated/fixtures".into()),
            single_file: None,
            schemas_from_rust: "../../../schemas".to_owned(),
            own: OwnFixtures { folder: "../fixtures".to_owned(), ..OwnFixtures::default() },
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
            own: OwnFixtures::default(),
        }
    }
}

impl Layout {
    /// The same, with the fixtures that are below `root` and were not generated.
    ///
    /// # Errors
    ///
    /// Some of them cannot be read.
    pub fn with_own(mut self, root: &Path) -> io::Result<Self> {
        if let Some(folder) = &self.fixtures {
            self.own.files = own_fixtures(&root.join(folder))?;
        }
        Ok(self)
    }

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
