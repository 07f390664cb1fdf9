//! Contract files on disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::fixtures::{CASES, REPLAY};
use crate::source::Source;
use crate::yaml;

/// The file that says how contracts are looked after; it holds none itself.
pub const CONFIG_FILE: &str = "contracts.yaml";

/// Whether a file is one of contracts, by its name: `*.yaml`, unless hidden or [`CONFIG_FILE`].
pub fn is_contract(name: &str) -> bool {
    name.ends_with(".yaml") && !name.starts_with('.') && name != CONFIG_FILE
}

/// Reads every contract below `root`: all files that [`is_contract`] knows, sorted by path. Paths in
/// messages begin with `shown`.
///
/// Of a file that is too large for a contract no more is read than tells so.
///
/// # Errors
///
/// A folder or a file cannot be read, or what is named like a contract is no regular file: pipes and devices
/// may never end.
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
                let text = read_regular(&entry.path(), yaml::MOST_BYTES as u64)
                    .map_err(|error| named(&path, &error))?;
                sources.push(Source { path, text });
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
                    let text = read_regular(&folder.join(&path), u64::MAX)
                        .map_err(|error| named(&path, &error))?;
                    found.push(Source { path, text });
                }
            }
        }
    }
    Ok(found)
}

/// Reads a regular file, and of one that is longer than `most` one byte more.
fn read_regular(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Asked before it is opened, since opening a pipe waits for somebody to write.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is not a regular file"));
    }
    let mut text = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut text)?;
    Ok(text)
}

fn named(path: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path}: {error}"))
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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn what_never_ends_is_refused_and_what_is_too_large_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        File::create(path("large.yaml")).unwrap().set_len(1 << 30).unwrap();
        let read = read_dir(folder.path(), "c").unwrap();
        assert_eq!(read[0].text.len(), yaml::MOST_BYTES + 1);
        let refused = |name: &str| {
            let error = read_dir(folder.path(), "c").unwrap_err();
            assert_eq!(error.to_string(), format!("c/{name}: this is not a regular file"));
            fs::remove_file(path(name)).unwrap();
        };
        symlink("/dev/zero", path("endless.yaml")).unwrap();
        refused("endless.yaml");
        let _pipe = UnixListener::bind(path("pipe.yaml")).unwrap();
        refused("pipe.yaml");
        symlink(path("large.yaml"), path("link.yaml")).unwrap();
        assert_eq!(read_dir(folder.path(), "c").unwrap().len(), 2);
    }
}
