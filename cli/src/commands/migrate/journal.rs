//! How far a migration is, kept on disk so that the next run goes on from there.
//!
//! The outputs have a name of their own until they are whole. A journal is written after what it tells of is on
//! disk; whatever was written later is cut off when the next run goes on.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use event_contract_stores::hex;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Args;
use super::survey::Survey;
use crate::exit::Failure;

/// Where everything goes.
pub(super) struct Files {
    pub(super) out: PathBuf,
    pub(super) rejects: PathBuf,
    pub(super) report: PathBuf,
}

impl Files {
    pub(super) fn of(args: &Args) -> Self {
        let beside = |chosen: &Option<PathBuf>, end: &str| {
            chosen.clone().unwrap_or_else(|| with(&args.out, end))
        };
        Self {
            out: args.out.clone(),
            rejects: beside(&args.rejects, ".rejects.jsonl"),
            report: beside(&args.report, ".report.json"),
        }
    }

    /// Whether no file would be written over another, or over the input.
    pub(super) fn apart(&self, input: &Path) -> Result<(), Failure> {
        let paths = [input, &self.out, &self.rejects, &self.report];
        let distinct: std::collections::BTreeSet<&Path> = paths.into_iter().collect();
        if distinct.len() == paths.len() {
            return Ok(());
        }
        Err(Failure::Usage(
            "the input, the output, the rejects and the report are four files".into(),
        ))
    }

    fn journal(&self) -> PathBuf {
        with(&self.out, ".journal")
    }

    pub(super) fn partial(path: &Path) -> PathBuf {
        with(path, ".partial")
    }

    /// Where the output is while it is read again: under its last name, if a run ended just before it was over.
    pub(super) fn written(path: &Path) -> PathBuf {
        let partial = Self::partial(path);
        if partial.exists() { partial } else { path.to_owned() }
    }

    /// Keeps other runs from writing to the same files for as long as the result lives.
    pub(super) fn lock(&self) -> Result<File, Failure> {
        let path = with(&self.out, ".lock");
        let failed = |error: &dyn std::fmt::Display| Failure::at(path.display(), error);
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|error| failed(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(failed(&"another run is writing to this output")),
            Err(TryLockError::Error(error)) => Err(failed(&error)),
        }
    }

    /// Writes the report, gives the outputs their names, and forgets the journal.
    pub(super) fn finish(&self, report: &Value) -> Result<(), Failure> {
        let failed = |path: &Path, error| Failure::at(path.display(), error);
        let text = format!("{report:#}\n");
        replace(&self.report, text.as_bytes()).map_err(|error| failed(&self.report, error))?;
        for path in [&self.rejects, &self.out] {
            let partial = Self::partial(path);
            if partial.exists() {
                fs::rename(&partial, path).map_err(|error| failed(path, error))?;
            }
        }
        for path in [self.journal(), with(&self.out, ".lock")] {
            fs::remove_file(&path).map_err(|error| failed(&path, error))?;
        }
        sync_folder(&self.out).map_err(|error| failed(&self.out, error))
    }
}

/// A path with something behind its name.
fn with(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Puts a file in the place of another, whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = with(path, ".new");
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    sync_folder(path)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    // Only Unix lets folders be opened, and needs it.
    if cfg!(unix) { File::open(folder.unwrap_or(Path::new(".")))?.sync_all() } else { Ok(()) }
}

/// How far a run is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Progress {
    /// How much of the input was read, in bytes.
    pub(super) offset: u64,
    /// How many lines that was.
    pub(super) lines: u64,
    pub(super) blank: u64,
    /// How much of the outputs is valid, in bytes.
    pub(super) out_bytes: u64,
    pub(super) rejects_bytes: u64,
    /// The hashes of that.
    #[serde(default)]
    out_sha256: Option<String>,
    #[serde(default)]
    rejects_sha256: Option<String>,
    /// Migrated events by their old and new names.
    pub(super) migrated: BTreeMap<String, BTreeMap<String, u64>>,
    /// How often each option that was not given would have been needed.
    pub(super) unanswered: BTreeMap<String, u64>,
    /// Rejected lines by event type and reason.
    pub(super) rejected: BTreeMap<String, BTreeMap<String, u64>>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Kept {
    format: u32,
    input_sha256: String,
    settings_sha256: String,
    progress: Progress,
}

const FORMAT: u32 = 1;

/// A file under way, and the hash of what it holds.
pub(super) struct Output {
    path: PathBuf,
    file: BufWriter<File>,
    hash: Sha256,
    pub(super) bytes: u64,
}

impl Output {
    /// Opens a file that holds this many valid bytes, of which this is the hash, if it is known.
    fn open(path: PathBuf, bytes: u64, sha256: Option<&str>) -> Result<Self, Failure> {
        let open = || {
            let mut options = OpenOptions::new();
            let mut file =
                options.read(true).write(true).create(true).truncate(false).open(&path)?;
            let mut hash = Sha256::new();
            let mut left = bytes;
            let mut buffer = vec![0; 1 << 16];
            while left > 0 {
                let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                let part = buffer.get_mut(..most).unwrap_or_default();
                match file.read(part)? {
                    0 => break,
                    read => {
                        hash.update(part.get(..read).unwrap_or_default());
                        left -= read as u64;
                    }
                }
            }
            if left > 0 {
                return Err(io::Error::other("it is shorter than the journal says; use --restart"));
            }
            if sha256.is_some_and(|kept| kept != hex(hash.clone().finalize())) {
                let message = "it was changed since it was written; use --restart to start over";
                return Err(io::Error::other(message));
            }
            file.set_len(bytes)?;
            file.seek(SeekFrom::Start(bytes))?;
            Ok((file, hash))
        };
        match open() {
            Ok((file, hash)) => Ok(Self { file: BufWriter::new(file), hash, bytes, path }),
            Err(error) => Err(Failure::at(path.display(), error)),
        }
    }

    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        for part in [text.as_bytes(), b"\n"] {
            let written = self.file.write_all(part);
            written.map_err(|error| Failure::at(self.path.display(), error))?;
            self.hash.update(part);
            self.bytes += part.len() as u64;
        }
        Ok(())
    }

    fn sync(&mut self) -> Result<(), Failure> {
        let synced = self.file.flush().and_then(|()| self.file.get_ref().sync_data());
        synced.map_err(|error| Failure::at(self.path.display(), error))
    }

    fn sha256_so_far(&self) -> String {
        hex(self.hash.clone().finalize())
    }

    /// The hash of everything in it.
    pub(super) fn sha256(self) -> String {
        hex(self.hash.finalize())
    }
}

/// A run's progress, on disk.
pub(super) struct Journal {
    path: PathBuf,
    kept: Kept,
    pub(super) out: Output,
    pub(super) rejects: Output,
}

impl Journal {
    /// Goes on where an earlier run was, or starts.
    pub(super) fn open(
        files: &Files,
        survey: &Survey,
        settings: &str,
        restart: bool,
    ) -> Result<Self, Failure> {
        let path = files.journal();
        let fresh = Kept {
            format: FORMAT,
            input_sha256: survey.sha256.clone(),
            settings_sha256: settings.to_owned(),
            progress: Progress::default(),
        };
        let kept = match fs::read(&path) {
            Ok(_) if restart => fresh,
            Ok(text) => {
                let kept: Option<Kept> = serde_json::from_slice(&text).ok();
                let same = |kept: &Kept| {
                    (kept.format, &kept.input_sha256, &kept.settings_sha256)
                        == (fresh.format, &fresh.input_sha256, &fresh.settings_sha256)
                };
                kept.filter(same).ok_or_else(|| {
                    let message =
                        "it is of another input or other settings; use --restart to start over";
                    Failure::at(path.display(), message)
                })?
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                for path in [&files.out, &files.rejects, &files.report] {
                    if path.exists() {
                        return Err(Failure::at(
                            path.display(),
                            "it is there already, and is not written over",
                        ));
                    }
                }
                fresh
            }
            Err(error) => return Err(Failure::at(path.display(), error)),
        };
        let Progress { out_bytes, rejects_bytes, out_sha256, rejects_sha256, .. } = &kept.progress;
        let output = |path: &Path, bytes: u64, sha256: &Option<String>| {
            // The names were given, but the journal was still there: nothing more is written.
            let whole = kept.progress.offset == survey.bytes;
            let path = if whole { Files::written(path) } else { Files::partial(path) };
            Output::open(path, bytes, sha256.as_deref())
        };
        let out = output(&files.out, *out_bytes, out_sha256)?;
        let rejects = output(&files.rejects, *rejects_bytes, rejects_sha256)?;
        Ok(Self { path, kept, out, rejects })
    }

    pub(super) fn progress(&mut self) -> &mut Progress {
        &mut self.kept.progress
    }

    /// Makes what was written so far last.
    pub(super) fn checkpoint(&mut self) -> Result<(), Failure> {
        self.out.sync()?;
        self.rejects.sync()?;
        self.kept.progress.out_bytes = self.out.bytes;
        self.kept.progress.rejects_bytes = self.rejects.bytes;
        self.kept.progress.out_sha256 = Some(self.out.sha256_so_far());
        self.kept.progress.rejects_sha256 = Some(self.rejects.sha256_so_far());
        let text = serde_json::to_vec(&self.kept)
            .map_err(|error| Failure::at(self.path.display(), error))?;
        replace(&self.path, &text).map_err(|error| Failure::at(self.path.display(), error))
    }

    /// The progress, and the hashes of the output and the rejects.
    pub(super) fn into_parts(self) -> (Progress, [String; 2]) {
        (self.kept.progress, [self.out.sha256(), self.rejects.sha256()])
    }
}
