//! `contracts init`: a new crate with contracts.

mod dependencies;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::schema;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::program::Context;
use dependencies::{Origin, Wanted};

/// Writes a new crate with contracts, a reducer, tests and a command line of its own.
///
/// It builds, and `cargo test` passes. Nothing that is there is overwritten.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  \
    {bin} init my-events && cd my-events && cargo test\n  \
    {bin} init my-events --git https://github.com/event-contract/event-contract --tag v0.1.0")]
pub(crate) struct Args {
    /// Where to write it.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// The name of the crate [default: the name of the folder].
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    origin: Wanted,
}

/// A file of a new crate.
struct File {
    path: &'static str,
    text: &'static str,
    /// Whether one that is there already serves as well.
    kept: bool,
}

macro_rules! files {
    ($($kept:literal: $($path:literal = $text:literal),*;)*) => {
        &[$($(File { path: $path, text: include_str!($text), kept: $kept }),*),*]
    };
}

/// The files of a new crate. `{name}`, `{ident}` and the names of dependencies are filled in.
const FILES: &[File] = files! {
    false:
    "Cargo.toml" = "Cargo.toml.in",
    "build.rs" = "build.rs.in",
    "contracts/line.yaml" = "line.yaml.in",
    "contracts/library.yaml" = "library.yaml.in",
    "src/door.rs" = "door.rs.in",
    "src/lib.rs" = "lib.rs.in",
    "src/main.rs" = "main.rs.in",
    "src/shelf.rs" = "shelf.rs.in";
    true:
    ".github/workflows/contracts.yml" = "contracts.yml.in",
    ".gitignore" = "gitignore.in",
    ".pre-commit-config.yaml" = "pre-commit.yaml.in",
    "README.md" = "README.md.in";
};

/// Where editors find the contract language: no contract itself, since it is no YAML.
const SCHEMAS: &str = "contracts/.schema";

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    context.without_contracts("init")?;
    let name = match &args.name {
        Some(name) => name.clone(),
        None => folder_name(&args.folder)?,
    };
    let first = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    if !first || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        let message = format!(
            "{name:?} is no name for a crate: letters, digits, `-` and `_`, a letter first; see --name"
        );
        return Err(Failure::Usage(message));
    }
    let origin = Origin::of(&args.origin)?;
    let mut files: Vec<(String, String, bool)> = Vec::new();
    for file in FILES {
        let text = origin
            .fill(file.text)
            .replace("{name}", &name)
            // Cargo makes a crate's name of a package's in just this way.
            .replace("{ident}", &name.replace('-', "_"));
        files.push((file.path.to_owned(), text, file.kept));
    }
    for (name, schema) in schema::LANGUAGE {
        let path = format!("{SCHEMAS}/{name}.schema.json");
        files.push((path, format!("{:#}\n", schema()), true));
    }
    let is_there = |path: &String| args.folder.join(path).symlink_metadata().is_ok();
    if let Some((path, ..)) = files.iter().find(|(path, _, kept)| !kept && is_there(path)) {
        let path = args.folder.join(path);
        let message = format!("{}: is there already, and stays as it is", path.display());
        return Err(Failure::Failed(message));
    }
    let (kept, new): (Vec<_>, Vec<_>) = files.iter().partition(|(path, ..)| is_there(path));
    for (path, text, _) in new {
        write(&args.folder.join(path), text)?;
    }
    let kept: String = kept
        .iter()
        .flat_map(|(path, ..)| ["  ", path.as_str(), " was there, and stays as it is\n"])
        .collect();
    let folder = args.folder.display();
    print(&format!(
        "{name} is in {folder}, on {origin}\n\n  \
         contracts/library.yaml  the contract: edit it, and build\n  \
         src/shelf.rs            a reducer of its events, with tests\n  \
         src/main.rs             its command line: `cargo run -- list`\n{kept}\n\
         Next: cd {folder} && cargo test\n"
    ))?;
    Ok(Exit::Clean)
}

fn folder_name(folder: &Path) -> Result<String, Failure> {
    let whole =
        std::path::absolute(folder).map_err(|error| Failure::at(folder.display(), error))?;
    let name =
        whole.components().next_back().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Ok(name.unwrap_or_default())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::at(path.display(), error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = fs::File::create_new(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}
