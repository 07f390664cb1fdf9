//! The file: how it is opened, its tables, and whether it is whole.

use std::path::Path;
use std::time::Duration;

use event_contract::log::Error;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::failed;

/// Says in the file's header whose it is: "evct".
const APPLICATION: i64 = 0x6576_6374;

/// The steps from each version of the tables to the next. Steps are added, never changed.
const MIGRATIONS: &[&str] = &["
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
"];

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the file with the settings that durability rests on.
pub(super) fn open(path: &Path, create: bool) -> Result<Connection, Error> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let set = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        // Before anything is written, so that a file that is someone else's stays as it is.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    set().map_err(|error| failed("opening", error))
}

/// Brings the tables to the version of this build.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let setting = |connection: &Connection, name: &str| -> Result<i64, Error> {
        let read = connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0));
        read.map_err(|error| failed("opening", error))
    };
    let owner = setting(connection, "application_id")?;
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|error| failed("opening", error))?;
    if owner != APPLICATION && (owner != 0 || tables != 0) {
        return Err(Error::Unsupported { what: "a database of another application".into() });
    }
    let run = |connection: &Connection, sql: &str| {
        connection.execute_batch(sql).map_err(|error| failed("opening", error))
    };
    run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|error| failed("opening", error))?;
    let found = setting(&transaction, "user_version")?;
    let known = MIGRATIONS.len();
    let done = usize::try_from(found).ok().filter(|done| *done <= known);
    let Some(done) = done else {
        let what = format!("tables of version {found}, where {known} is the newest known");
        return Err(Error::Unsupported { what });
    };
    for step in MIGRATIONS.iter().skip(done) {
        run(&transaction, step)?;
    }
    if done < known {
        let marks =
            format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {known};");
        run(&transaction, &marks)?;
    }
    transaction.commit().map_err(|error| failed("opening", error))
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
