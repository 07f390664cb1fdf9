//! The file: how it is opened, its tables, and whether it is whole.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use event_contract::log::{Error, Kind};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::wal::{self, Break};
use super::{failed, head_of_all, save_head};
use crate::Head;
use crate::store::Access;

/// Says in the file's header whose it is: "evct".
const APPLICATION: i64 = 0x6576_6374;

/// The steps from each version of the tables to the next. Steps are added, never changed.
const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE events (
        position INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        event_id TEXT NOT NULL UNIQUE,
        event_type TEXT NOT NULL,
        aggregate_id TEXT NOT NULL,
        document TEXT NOT NULL,
        seal BLOB NOT NULL,
        UNIQUE (aggregate_id, version)
    ) STRICT;
    CREATE INDEX events_by_type ON events (event_type);
    CREATE TABLE clocks (node_id TEXT PRIMARY KEY, reading INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE snapshots (
        name TEXT NOT NULL,
        key TEXT NOT NULL,
        position INTEGER NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (name, key)
    ) STRICT;
    CREATE TABLE rejected (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        origin TEXT NOT NULL,
        reason TEXT NOT NULL,
        document BLOB NOT NULL,
        print BLOB NOT NULL UNIQUE
    ) STRICT;
",
    "
    CREATE TABLE head (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        position INTEGER NOT NULL,
        chain BLOB NOT NULL
    ) STRICT;
",
];

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long an empty file may be one that is being made.
const BEGINNING: Duration = Duration::from_secs(2);
/// How often to look at it.
const LOOK: Duration = Duration::from_millis(5);

/// The file of a file's write-ahead log.
fn wal_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push("-wal");
    name.into()
}

/// Opens the file with the settings that durability rests on, and says how its write-ahead log breaks off, if it does.
pub(super) fn open(path: &Path, access: Access) -> Result<(Connection, Option<Break>), Error> {
    let broken = |error: io::Error| failed_at(path, &error);
    let made = access == Access::Create && make(path).map_err(broken)?;
    if !made {
        holds_something(path, access)?;
    }
    // Before SQLite looks at it: whoever closes the file last leaves nothing of it.
    let found = wal::look(&wal_of(path)).map_err(broken)?;
    if let Some(found) = found.as_ref().filter(|found| found.is_damage()) {
        return Err(Error::corrupt(found.told()));
    }
    let connection = match access {
        Access::Read => open_to_read(path),
        Access::Write | Access::Create => connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE),
    };
    Ok((connection.map_err(|error| failed("opening", error))?, found))
}

fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    // Before anything is written, so that a file that is someone else's stays as it is.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// Opens a file that may be where nothing can be written. Readers otherwise put a file of shared memory beside it.
fn open_to_read(path: &Path) -> rusqlite::Result<Connection> {
    let error = match connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
        Err(error) => error,
        opened => return opened,
    };
    let code = error.sqlite_error_code();
    let barred = matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly));
    let unwritten = fs::metadata(wal_of(path)).map_or(true, |log| log.len() == 0);
    if !(barred && unwritten) {
        return Err(error);
    }
    // Nobody has it open to write: such a one would have a write-ahead log.
    let escaped = path.as_os_str().as_encoded_bytes().iter().map(|byte| match byte {
        b'/' | b'.' | b'-' | b'_' => char::from(*byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(*byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    let url = format!("file:{}?immutable=1", escaped.collect::<String>());
    connect(Path::new(&url), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
}

fn failed_at(path: &Path, error: &io::Error) -> Error {
    let source = format!("{}: {error}", path.display()).into();
    Error::Backend { operation: "opening", kind: Kind::Failed, source }
}

/// Makes an empty file that only its owner can read, if there is none; SQLite gives the files beside it the same mode.
fn make(path: &Path) -> io::Result<bool> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        made => made.map(|_| true),
    }
}

/// Whether a file that is there has content. One that lost it must not pass for a log that never had any.
fn holds_something(path: &Path, access: Access) -> Result<(), Error> {
    let start = Instant::now();
    loop {
        let length = fs::metadata(path).map_err(|error| failed_at(path, &error))?.len();
        if length > 0 {
            return Ok(());
        }
        // Another process may have made it a moment ago.
        if access == Access::Read || start.elapsed() > BEGINNING {
            let what = "an empty file; if no log was there, remove it to have one made".to_owned();
            return Err(Error::Unsupported { what });
        }
        std::thread::sleep(LOOK);
    }
}

fn setting(connection: &Connection, name: &str) -> Result<i64, Error> {
    let read = connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0));
    read.map_err(|error| failed("opening", error))
}

fn run(connection: &Connection, sql: &str) -> Result<(), Error> {
    connection.execute_batch(sql).map_err(|error| failed("opening", error))
}

/// The version of the tables of a log; 0 if there are none yet.
fn version(connection: &Connection) -> Result<usize, Error> {
    let found = setting(connection, "user_version")?;
    let known = MIGRATIONS.len();
    usize::try_from(found).ok().filter(|done| *done <= known).ok_or_else(|| {
        let what = format!("tables of version {found}, where {known} is the newest known");
        Error::Unsupported { what }
    })
}

/// Whether the database is a log, or empty and may become one.
fn owned(connection: &Connection, create: bool) -> Result<(), Error> {
    let owner = setting(connection, "application_id")?;
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|error| failed("opening", error))?;
    if owner == APPLICATION || create && owner == 0 && tables == 0 {
        return Ok(());
    }
    let whose = if tables == 0 { "an empty database" } else { "a database of another application" };
    Err(Error::Unsupported { what: whose.to_owned() })
}

/// Looks whether the tables are known. Tables of an earlier version can be read, too.
pub(super) fn recognise(connection: &Connection) -> Result<(), Error> {
    owned(connection, false)?;
    match version(connection)? {
        0 => Err(Error::Unsupported { what: "a log that was not made to its end".into() }),
        _ => Ok(()),
    }
}

/// Brings the tables to the version of this build.
pub(super) fn migrate(connection: &mut Connection, create: bool) -> Result<(), Error> {
    owned(connection, create)?;
    run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|error| failed("opening", error))?;
    let (done, known) = (version(&transaction)?, MIGRATIONS.len());
    for step in MIGRATIONS.iter().skip(done) {
        run(&transaction, step)?;
    }
    if done < HEADS {
        save_head(&transaction, Head::default())?;
        let head = head_of_all(&transaction)?;
        save_head(&transaction, head)?;
    }
    if done < known {
        let marks =
            format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {known};");
        run(&transaction, &marks)?;
    }
    transaction.commit().map_err(|error| failed("opening", error))
}

/// From this version on, the head is kept.
const HEADS: usize = 2;

/// Whether the head is kept in these tables.
pub(super) fn keeps_head(connection: &Connection) -> Result<bool, Error> {
    Ok(version(connection)? >= HEADS)
}

/// Compares tables, indexes and triggers with those that this build makes. Tables and plain indexes of someone
/// else's are no business of a log's.
pub(super) fn as_made(connection: &Connection) -> Result<(), Error> {
    let fresh = Connection::open_in_memory().map_err(|error| failed("checking", error))?;
    for step in MIGRATIONS.iter().take(version(connection)?) {
        run(&fresh, step)?;
    }
    let (expected, mut found) = (objects(&fresh)?, objects(connection)?);
    for (what, sql) in expected {
        match found.remove(&what) {
            Some(there) if there == sql => {}
            Some(_) => return Err(Error::corrupt(format!("the {what} is not as it was made"))),
            None => return Err(Error::corrupt(format!("the {what} is missing"))),
        }
    }
    let changes = |what: &str, sql: &str| {
        what.starts_with("trigger ")
            || what.starts_with("index ") && sql.starts_with("CREATE UNIQUE")
    };
    match found.into_iter().find(|(what, sql)| changes(what, sql)) {
        Some((what, _)) => Err(Error::corrupt(format!("the {what} is none of the log's"))),
        None => Ok(()),
    }
}

/// What a database has, as `table NAME` and the like, and how it was made.
fn objects(connection: &Connection) -> Result<BTreeMap<String, String>, Error> {
    let read = || -> rusqlite::Result<_> {
        let sql = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_'";
        let mut query = connection.prepare(sql)?;
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    read().map_err(|error| failed("checking", error))
}

/// Asks SQLite whether the file is whole.
pub(super) fn intact(connection: &Connection, check: &str) -> Result<(), Error> {
    let sql = format!("PRAGMA {check}(1)");
    let said: Result<String, _> = connection.query_row(&sql, [], |row| row.get(0));
    match said.map_err(|error| failed("checking", error))? {
        said if said == "ok" => Ok(()),
        said => Err(Error::corrupt(said)),
    }
}
