//! Contract files on disk.

use std::fs;
use std::io;
use std::path::Path;

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
