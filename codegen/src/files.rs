//! Contract files on disk.

use std::fs;
use std::io;
use std::path::Path;

use crate::fixtures::{CASES, REPLAY};
use crate::source::Source;

/// The file that says how contracts are looked after; it holds none itself.
pub const CONFIG_FILE: &str = "contracts.yaml";

/// Whether a file is one of contracts, by its name: `*.yaml`, unless hidden or [`CONFIG_FILE`].
pub fn is_contract(name: &str) -> bool {
    name.ends_with(".yaml") && !name.starts_with('.') && name != CONFIG_FILE
}

/// Reads every contract below `root`: all files that [`is_contract`] knows, sorted by path. Paths in
/// messages begin with `shown`.
pub fn read_dir(root: &Path, shown: &str) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    let mut pending = vec![(root.to_owned(), shown.trim_end_matches('/').to_owned())];
    while let Some((folder, shown)) = pending.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if shown.is_empty() { name.clone() } else { format!("{shown}/{name}") };
            if entry.file_type()?.is_dir() {
                pending.push((entry.path(), path));
            } else if is_contract(&name) {
                sources.push(Source { path, text: fs::read(entry.path())? });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// Reads `LINE/DOMAIN/cases/NAME.json` and `LINE/DOMAIN/replay/NAME.{jsonl,golden.json,options.json}` below a
/// folder of fixtures, sorted by path; nothing where there is no such folder.
///
/// # Errors
///
/// Something is there and cannot be read.
pub fn own_fixtures(folder: &Path) -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    for line in names(folder)? {
        for domain in names(&folder.join(&line))? {
            for (kind, endings) in [(CASES, &[".json"][..]), (REPLAY, &[".jsonl", ".json"])] {
                let within = format!("{line}/{domain}/{kind}");
                for name in names(&folder.join(&within))? {
                    if !endings.iter().any(|ending| name.ends_with(ending)) {
                        continue;
                    }
                    let path = format!("{within}/{name}");
                    let text = fs::read(folder.join(&path)).map_err(|error| {
                        io::Error::new(error.kind(), format!("{path}: {error}"))
                    })?;
                    found.push(Source { path, text });
                }
            }
        }
    }
    Ok(found)
}

/// The names in a folder, sorted; none if there is no such folder.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            return Ok(Vec::new());
        }
        Err(error) => return Err(error),
    };
    let name = |entry: io::Result<fs::DirEntry>| {
        entry.map(|entry| entry.file_name().to_string_lossy().into_owned())
    };
    let mut names = entries.map(name).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}
