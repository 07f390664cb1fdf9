//! Where a new crate has the crates of event-contract from.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::exit::Failure;

/// Where the new crate has event-contract from.
#[derive(clap::Args, Debug)]
pub(super) struct Wanted {
    /// A checkout of event-contract to depend on [default: the published crates, at the version of this program].
    #[arg(long, value_name = "CHECKOUT", conflicts_with = "git")]
    path: Option<PathBuf>,
    /// A git repository of event-contract to depend on.
    #[arg(long, value_name = "URL")]
    git: Option<String>,
    /// The commit of --git.
    #[arg(long, value_name = "COMMIT", requires = "git", conflicts_with = "tag")]
    rev: Option<String>,
    /// The tag of --git.
    #[arg(long, value_name = "TAG", requires = "git")]
    tag: Option<String>,
}

/// Where crates are taken from.
#[derive(Debug)]
pub(super) enum Origin {
    /// A checkout, by its absolute path.
    Path(PathBuf),
    /// A git repository, and the keys that say which commit.
    Git(String, Vec<(&'static str, String)>),
    /// The registry, at the version of this program.
    Registry,
}

/// The crates, as templates name them, with their folders in a checkout.
const CRATES: [(&str, &str); 5] = [
    ("{runtime}", ""),
    ("{cli}", "cli"),
    ("{codegen}", "codegen"),
    ("{macros}", "macros"),
    ("{testkit}", "testkit"),
];

const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Origin {
    /// What the command line asks for.
    pub(super) fn of(args: &Wanted) -> Result<Self, Failure> {
        if let Some(url) = &args.git {
            let keys = [("rev", &args.rev), ("tag", &args.tag)];
            let keys = keys.into_iter().filter_map(|(key, value)| Some((key, value.clone()?)));
            return Ok(Self::Git(url.clone(), keys.collect()));
        }
        let Some(path) = &args.path else { return Ok(Self::Registry) };
        if !is_checkout(path) {
            let message = format!("{}: this is no checkout of event-contract", path.display());
            return Err(Failure::Usage(message));
        }
        let whole =
            std::path::absolute(path).map_err(|error| Failure::at(path.display(), error))?;
        Ok(Self::Path(whole))
    }

    /// A manifest with the dependencies filled in.
    pub(super) fn fill(&self, text: &str) -> String {
        CRATES.iter().fold(text.to_owned(), |text, (name, folder)| {
            text.replace(name, &self.dependency(folder, *name == "{cli}"))
        })
    }

    /// What a manifest says of a crate.
    fn dependency(&self, folder: &str, lean: bool) -> String {
        let mut keys: Vec<(&str, String)> = match self {
            Self::Path(root) => {
                // Joined with nothing, a path would end in a slash.
                let path = if folder.is_empty() { root.clone() } else { root.join(folder) };
                vec![("path", quoted(&path.to_string_lossy()))]
            }
            Self::Git(url, keys) => {
                let keys = keys.iter().map(|(key, value)| (*key, quoted(value)));
                [("git", quoted(url))].into_iter().chain(keys).collect()
            }
            Self::Registry if !lean => return quoted(VERSION),
            Self::Registry => vec![("version", quoted(VERSION))],
        };
        if lean {
            keys.push(("default-features", "false".to_owned()));
        }
        let keys: Vec<String> =
            keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        format!("{{ {} }}", keys.join(", "))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(root) => write!(f, "event-contract in {}", root.display()),
            Self::Git(url, _) => write!(f, "event-contract from {url}"),
            Self::Registry => write!(f, "event-contract {VERSION}"),
        }
    }
}

/// A string of TOML, which takes whatever JSON does.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn is_checkout(root: &Path) -> bool {
    let is_ours = |text: String| text.contains("name = \"event-contract\"");
    root.join("codegen/Cargo.toml").is_file()
        && fs::read_to_string(root.join("Cargo.toml")).is_ok_and(is_ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_paths_repositories_or_versions() {
        let path = Origin::Path("/a b/it's".into());
        assert_eq!(path.dependency("", false), r#"{ path = "/a b/it's" }"#);
        assert_eq!(
            path.dependency("cli", true),
            r#"{ path = "/a b/it's/cli", default-features = false }"#
        );
        let git = Origin::Git("https://example.org/x".into(), vec![("tag", "v1".into())]);
        assert_eq!(
            git.dependency("macros", false),
            r#"{ git = "https://example.org/x", tag = "v1" }"#
        );
        assert_eq!(Origin::Registry.dependency("codegen", false), format!("{VERSION:?}"));
        assert_eq!(
            Origin::Registry.dependency("cli", true),
            format!("{{ version = {VERSION:?}, default-features = false }}")
        );
    }
}
