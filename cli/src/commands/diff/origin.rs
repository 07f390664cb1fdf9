//! Where versions of contracts come from: folders, archives, and what git remembers.

#[cfg(feature = "archives")]
use std::fs::File;
use std::io::Write;
#[cfg(feature = "archives")]
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use event_contract_codegen::Source;

use crate::contracts::{self, Chosen};
use crate::exit::Failure;

/// A version of contracts, as text.
pub(in crate::commands) struct Origin {
    /// As the command line names it.
    pub(in crate::commands) shown: String,
    pub(in crate::commands) sources: Vec<Source>,
    /// The folder, if it is one.
    folder: Option<PathBuf>,
}

impl From<Chosen> for Origin {
    fn from(Chosen { shown, sources, folder, .. }: Chosen) -> Self {
        Self { shown, sources, folder }
    }
}

/// The largest file of contracts that is read, in bytes; the parser's own limit is below it.
#[cfg(feature = "archives")]
const MOST_FILE_BYTES: u64 = 8 << 20;
/// The most files of contracts in a version.
#[cfg(feature = "archives")]
const MOST_FILES: usize = 10_000;

impl Origin {
    /// A folder or an archive.
    pub(in crate::commands) fn path(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() {
            let (sources, shown) = contracts::sources(path)?;
            return Ok(Self { shown, sources, folder: Some(path.to_owned()) });
        }
        if is_archive(path) {
            return Self::archive(path);
        }
        let shown = path.to_string_lossy().into_owned();
        let message = if path.exists() {
            "neither a folder nor an archive (.tar, .tar.gz, .tgz)".to_owned()
        } else {
            "there is no such folder or archive; a git ref is named with --against".to_owned()
        };
        Err(Failure::at(shown, message))
    }

    /// A folder, an archive, or a git ref at which the folder of another version is looked up.
    pub(in crate::commands) fn named(name: &str, new: &Self) -> Result<Self, Failure> {
        let path = Path::new(name);
        if path.is_dir() || path.is_file() && is_archive(path) {
            return Self::path(path);
        }
        let Some(folder) = &new.folder else {
            let message = format!(
                "{} is no folder: git can be asked for it at {name} only where the new version is one",
                new.shown
            );
            return Err(Failure::Usage(message));
        };
        Self::git(name, folder)
    }

    #[cfg(not(feature = "archives"))]
    fn archive(path: &Path) -> Result<Self, Failure> {
        Err(Failure::left_out(&path.to_string_lossy(), "archives"))
    }

    #[cfg(feature = "archives")]
    fn archive(path: &Path) -> Result<Self, Failure> {
        let shown = path.to_string_lossy().into_owned();
        let file = File::open(path).map_err(|error| Failure::at(&shown, error))?;
        let name = shown.to_lowercase();
        let read: Box<dyn Read> = if name.ends_with(".tar") {
            Box::new(file)
        } else {
            Box::new(flate2::read::GzDecoder::new(file))
        };
        let sources = unpack(read).map_err(|error| Failure::at(&shown, error))?;
        if sources.is_empty() {
            return Err(Failure::at(shown, "there is no *.yaml file in this archive"));
        }
        Ok(Self { shown, sources, folder: None })
    }

    fn git(name: &str, folder: &Path) -> Result<Self, Failure> {
        let shown = format!("{name} (git)");
        if !folder.is_dir() {
            let message = format!(
                "{}: there is no such folder, so that git cannot be asked for it at {name}",
                folder.display()
            );
            return Err(Failure::Failed(message));
        }
        let tree = format!("{name}^{{tree}}");
        let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &tree];
        let found = git(folder, &verify, b"").map_err(|said| {
            let said =
                if said.is_empty() { "no folder, archive or git ref".to_owned() } else { said };
            Failure::at(name, said)
        })?;
        let tree = String::from_utf8_lossy(&found).trim().to_owned();
        // Names are relative to the folder, which is where git is run, and only those below it are listed.
        let list = git(folder, &["ls-tree", "-r", "-z", &tree], b"")
            .map_err(|said| Failure::at(&shown, said))?;
        let entries = entries(&list);
        if entries.is_empty() {
            let message = format!("{} has no *.yaml file at this ref", folder.display());
            return Err(Failure::at(shown, message));
        }
        let ids: String = entries.iter().flat_map(|(id, _)| [id.as_str(), "\n"]).collect();
        let contents = git(folder, &["cat-file", "--batch"], ids.as_bytes())
            .map_err(|said| Failure::at(&shown, said))?;
        let root = folder.to_string_lossy();
        let root = root.trim_end_matches('/');
        let mut sources = Vec::with_capacity(entries.len());
        let mut rest = contents.as_slice();
        for (id, path) in entries {
            let (text, behind) = blob(rest, &id).ok_or_else(|| {
                Failure::at(&shown, format!("git did not give the content of {path}"))
            })?;
            sources.push(Source { path: format!("{root}/{path}"), text: text.to_vec() });
            rest = behind;
        }
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { shown, sources, folder: None })
    }
}

fn is_archive(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    [".tar", ".tar.gz", ".tgz"].iter().any(|end| name.ends_with(end)) && path.is_file()
}

/// Whether a file is one of contracts, by its path.
fn holds_contracts(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    event_contract_codegen::is_contract(name)
}

#[cfg(feature = "archives")]
fn unpack(read: impl Read) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for entry in tar::Archive::new(read).entries()? {
        let mut entry = entry?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() || !holds_contracts(&path) {
            continue;
        }
        let mut text = Vec::new();
        entry.by_ref().take(MOST_FILE_BYTES + 1).read_to_end(&mut text)?;
        if text.len() as u64 > MOST_FILE_BYTES || sources.len() == MOST_FILES {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "too much for contracts"));
        }
        sources.push(Source { path: path.trim_start_matches("./").to_owned(), text });
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// Runs git in a folder; the error is what it said.
fn git(folder: &Path, args: &[&str], input: &[u8]) -> Result<Vec<u8>, String> {
    let folder: PathBuf = folder.into();
    let mut child = Command::new("git")
        .arg("-C")
        .arg(&folder)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("git cannot be run: {error}"))?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            // If git ends before it has read everything, its status says so.
            let _ = stdin.map(|mut stdin| stdin.write_all(input));
        });
        child.wait_with_output()
    });
    let output = output.map_err(|error| format!("git cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned())
}

/// The ids and paths of the contract files in a listing: `<mode> blob <id>\t<path>\0`.
fn entries(list: &[u8]) -> Vec<(String, String)> {
    let entry = |entry: &[u8]| {
        let entry = std::str::from_utf8(entry).ok()?;
        let (head, path) = entry.split_once('\t')?;
        let mut words = head.split(' ');
        let (mode, kind, id) = (words.next()?, words.next()?, words.next()?);
        let file = kind == "blob" && mode.starts_with("100");
        (file && holds_contracts(path)).then(|| (id.to_owned(), path.to_owned()))
    };
    list.split(|byte| *byte == 0).filter_map(entry).collect()
}

/// The content of an object: `<id> blob <size>\n<content>\n`, and what is behind it.
fn blob<'a>(text: &'a [u8], id: &str) -> Option<(&'a [u8], &'a [u8])> {
    let end = text.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(text.get(..end)?).ok()?;
    let size = head.strip_prefix(id)?.strip_prefix(" blob ")?.parse::<usize>().ok()?;
    let start = end + 1;
    let content = text.get(start..start.checked_add(size)?)?;
    Some((content, text.get(start + size + 1..)?))
}
