//! Rendered files against what is on disk: write, check, or say what would be written.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use similar::TextDiff;

use crate::output::Output;

/// What to do about files that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write them, each by rename, and remove generated files that are no longer rendered.
    Write,
    /// Only report them.
    Check,
}

/// A file that differs from what was rendered.
#[derive(Clone, Debug)]
pub struct Change {
    /// The path, relative to the root.
    pub path: PathBuf,
    /// How it differs.
    pub kind: ChangeKind,
    /// The difference in unified form, from the file to what was rendered; empty if it was written.
    pub diff: String,
}

/// How a file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is not there.
    Missing,
    /// Its content is other.
    Stale,
    /// It was generated once and is rendered no more.
    Orphaned,
}

/// Compares `outputs` with the files below `root`, and writes them if `mode` says so.
///
/// Folders in `owned` (relative to the root) hold nothing but generated files and files without the
/// generated header; a file in them that has the header and is not rendered is an orphan.
pub fn apply(
    outputs: impl IntoIterator<Item: Borrow<Output>>,
    root: &Path,
    owned: &[PathBuf],
    mode: Mode,
) -> io::Result<Vec<Change>> {
    let mut changes = Vec::new();
    let mut rendered = HashSet::new();
    for output in outputs {
        let output = output.borrow();
        rendered.insert(output.path.clone());
        let path = root.join(&output.path);
        let found = match fs::read(&path) {
            Ok(found) => Some(found),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if found.as_deref() == Some(output.bytes.as_slice()) {
            continue;
        }
        let kind = if found.is_some() { ChangeKind::Stale } else { ChangeKind::Missing };
        let diff = match mode {
            Mode::Check => diff(&output.path, &found.unwrap_or_default(), &output.bytes),
            Mode::Write => {
                write(&path, &output.bytes)?;
                String::new()
            }
        };
        changes.push(Change { path: output.path.clone(), kind, diff });
    }
    for folder in owned {
        for path in orphans(root, folder, &rendered, is_generated)? {
            let diff = match mode {
                Mode::Check => diff(&path, &fs::read(root.join(&path))?, &[]),
                Mode::Write => {
                    fs::remove_file(root.join(&path))?;
                    String::new()
                }
            };
            changes.push(Change { path, kind: ChangeKind::Orphaned, diff });
        }
    }
    Ok(changes)
}

/// Gives every output the modification time `time`, if it is there and newer: a build that depends
/// on the outputs must not find them newer than itself.
pub(crate) fn set_times(outputs: &[PathBuf], time: SystemTime) -> io::Result<()> {
    for path in outputs {
        let file = fs::File::options().append(true).open(path)?;
        if file.metadata()?.modified()? > time {
            file.set_modified(time)?;
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // The process id keeps two builds at the same time from writing the same file.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // Best effort: the first error is the one to report.
        drop(fs::remove_file(&temporary));
    }
    written
}

fn diff(path: &Path, old: &[u8], new: &[u8]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let name = path.display().to_string();
    TextDiff::from_lines(old.as_ref(), new.as_ref())
        .unified_diff()
        .context_radius(2)
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string()
}

/// Files below `folder` that were generated, as `is_generated` knows by path and text, and are not among
/// `rendered`.
fn orphans(
    root: &Path,
    folder: &Path,
    rendered: &HashSet<PathBuf>,
    is_generated: impl Fn(&Path, &str) -> bool,
) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        let entries = match fs::read_dir(root.join(&folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            let kind = entry.file_type()?;
            if kind.is_dir() {
                pending.push(path);
            } else if kind.is_file()
                && !rendered.contains(&path)
                && is_generated(&path, &String::from_utf8_lossy(&fs::read(entry.path())?))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// In a folder whose schemas are all generated, a schema needs no mark.
fn is_generated(path: &Path, text: &str) -> bool {
    schema_name(path).is_some() || has_mark(text)
}

/// The name of a schema's type, if the file is one by its own name.
fn schema_name(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()?.strip_suffix(".schema.json")
}

/// Whether a text begins with what generated Rust and fixtures say of themselves.
fn has_mark(text: &str) -> bool {
    let start: String = text.chars().take(600).collect();
    start.contains("Generated from ") && start.contains("contracts generate")
}

/// Whether a schema is one of these packages' types, by its `$id`.
fn is_schema_of(text: &str, packages: &[&str], name: &str) -> bool {
    let is_of = |package: &&str| text.contains(&format!(r#""$id": "{package}/{name}""#));
    packages.iter().any(is_of)
}

/// Removes generated files that are not among `rendered` from folders that may hold anything else, too.
pub(crate) fn clear(
    root: &Path,
    folders: &[PathBuf],
    rendered: &[PathBuf],
    packages: &[&str],
) -> io::Result<()> {
    let rendered: HashSet<PathBuf> = rendered.iter().cloned().collect();
    let is_ours = |path: &Path, text: &str| match schema_name(path) {
        Some(name) => is_schema_of(text, packages, name),
        None => has_mark(text),
    };
    for folder in folders {
        for path in orphans(root, folder, &rendered, is_ours)? {
            fs::remove_file(root.join(path))?;
        }
    }
    Ok(())
}

/// Whether there is another file in the place of an output, which nothing says was generated.
pub(crate) fn is_foreign(root: &Path, output: &Output) -> io::Result<bool> {
    let found = match fs::read(root.join(&output.path)) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let text = String::from_utf8_lossy(&found);
    let ours = found == output.bytes
        || match schema_name(&output.path) {
            // Of whatever package: a line may get another one.
            Some(name) => text.contains("\"$id\": \"") && text.contains(&format!("/{name}\"")),
            // The manifest has no place for a mark.
            None => has_mark(&text) || text.contains("\n  \"fixtures\": [\n"),
        };
    Ok(!ours)
}
