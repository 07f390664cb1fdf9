//! Issues in an SQLite file: what is here, what was in step, how far was read, and what somebody has to decide.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::{Base, ConflictRecord, LocalIssues};
use crate::model::{CanonicalIssue, ExternalRef, SyncCheckpoint};
use crate::{Error, Result};

/// What the file says it is.
const APPLICATION: i32 = 0x5354_5231;
const VERSION: i32 = 1;
/// How long to wait for another process.
const BUSY: Duration = Duration::from_secs(10);
const TABLES: &str = "
    CREATE TABLE issues (
        identity TEXT PRIMARY KEY, system TEXT NOT NULL, issue TEXT NOT NULL, base TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX issues_by_system ON issues (system, identity);
    CREATE TABLE checkpoints (name TEXT PRIMARY KEY, checkpoint TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE conflicts (
        id INTEGER PRIMARY KEY, identity TEXT NOT NULL, field TEXT NOT NULL, record TEXT NOT NULL,
        UNIQUE (identity, field)
    ) STRICT;";

/// Issues in a file.
pub struct SqliteIssues {
    connection: Mutex<Connection>,
}

/// A conflict that somebody has to look at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenConflict {
    /// What it is settled by.
    pub id: i64,
    /// The conflict.
    #[serde(flatten)]
    pub record: ConflictRecord,
}

/// Which side is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// We are.
    Local,
    /// The tracker is.
    External,
}

impl SqliteIssues {
    /// Opens a file, which is made if it is not there. Refuses files of others.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let mut connection = Connection::open(path).map_err(failed)?;
        connection.busy_timeout(BUSY).map_err(failed)?;
        connection.pragma_update(None, "journal_mode", "wal").map_err(failed)?;
        connection.pragma_update(None, "synchronous", "full").map_err(failed)?;
        let change = connection.transaction().map_err(failed)?;
        let number = |name: &str| {
            change.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(failed)
        };
        match (number("application_id")?, number("user_version")?) {
            (APPLICATION, VERSION) => {}
            (0, 0) => {
                let tables = "SELECT count(*) FROM sqlite_schema";
                let tables: i64 = change.query_row(tables, [], |row| row.get(0)).map_err(failed)?;
                if tables > 0 {
                    return Err(Error::config("the file holds something else"));
                }
                change.execute_batch(TABLES).map_err(failed)?;
                change.pragma_update(None, "application_id", APPLICATION).map_err(failed)?;
                change.pragma_update(None, "user_version", VERSION).map_err(failed)?;
            }
            (APPLICATION, _) => {
                return Err(Error::config("the file is of another version of this program"));
            }
            _ => return Err(Error::config("the file holds something else")),
        }
        change.commit().map_err(failed)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// How far somebody has read; the beginning if nothing is known.
    pub fn checkpoint(&self, name: &str) -> Result<SyncCheckpoint> {
        let query = "SELECT checkpoint FROM checkpoints WHERE name = ?1";
        let found: Option<String> =
            self.lock().query_row(query, [name], |row| row.get(0)).optional().map_err(failed)?;
        found.map_or_else(|| Ok(SyncCheckpoint::default()), |text| read(&text))
    }

    /// Keeps how far somebody has read.
    pub fn put_checkpoint(&self, name: &str, checkpoint: &SyncCheckpoint) -> Result<()> {
        let query = "INSERT OR REPLACE INTO checkpoints VALUES (?1, ?2)";
        self.lock().execute(query, params![name, written(checkpoint)?]).map(drop).map_err(failed)
    }

    /// Puts conflicts that somebody has to look at into the queue, in place of earlier ones of the same field.
    pub fn ask(&self, conflicts: &[ConflictRecord]) -> Result<()> {
        let mut connection = self.lock();
        let change = connection.transaction().map_err(failed)?;
        for record in conflicts.iter().filter(|record| record.manual_review_required) {
            let query = "INSERT INTO conflicts (identity, field, record) VALUES (?1, ?2, ?3)
                ON CONFLICT (identity, field) DO UPDATE SET record = excluded.record";
            let identity = record.issue.identity();
            let values = params![identity, record.field.as_str(), written(record)?];
            change.execute(query, values).map_err(failed)?;
        }
        change.commit().map_err(failed)
    }

    /// The conflicts that nobody has settled, oldest first.
    pub fn conflicts(&self) -> Result<Vec<OpenConflict>> {
        let connection = self.lock();
        let mut query =
            connection.prepare("SELECT id, record FROM conflicts ORDER BY id").map_err(failed)?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
        let mut conflicts = Vec::new();
        for row in rows.map_err(failed)? {
            let (id, text) = row.map_err(failed)?;
            conflicts.push(OpenConflict { id, record: read(&text)? });
        }
        Ok(conflicts)
    }

    /// Settles a conflict: the issue here has that side's value from now on, and the next push tells the tracker.
    pub fn settle_conflict(&self, id: i64, right: Side) -> Result<()> {
        let mut connection = self.lock();
        let change = connection.transaction().map_err(failed)?;
        let query = "SELECT record FROM conflicts WHERE id = ?1";
        let found: Option<String> =
            change.query_row(query, [id], |row| row.get(0)).optional().map_err(failed)?;
        let found = found.ok_or_else(|| Error::invalid("no conflict has this number"))?;
        let record: ConflictRecord = read(&found)?;
        let identity = record.issue.identity();
        let query = "SELECT issue FROM issues WHERE identity = ?1";
        let issue: Option<String> =
            change.query_row(query, [&identity], |row| row.get(0)).optional().map_err(failed)?;
        if let Some(issue) = issue {
            let mut issue: serde_json::Value = read(&issue)?;
            issue[record.field.as_str()] = match right {
                Side::Local => record.local,
                Side::External => record.external,
            };
            let issue: CanonicalIssue = read(&issue.to_string())?;
            let query = "UPDATE issues SET issue = ?2 WHERE identity = ?1";
            change.execute(query, params![identity, written(&issue)?]).map_err(failed)?;
        }
        change.execute("DELETE FROM conflicts WHERE id = ?1", [id]).map_err(failed)?;
        change.commit().map_err(failed)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, issue: &CanonicalIssue, base: Option<&Base>) -> Result<()> {
        let base = base.map(written).transpose()?;
        let query = "INSERT INTO issues VALUES (?1, ?2, ?3, ?4) ON CONFLICT (identity)
            DO UPDATE SET issue = excluded.issue, base = coalesce(excluded.base, base)";
        let reference = &issue.reference;
        let values = params![reference.identity(), reference.system(), written(issue)?, base];
        self.lock().execute(query, values).map(drop).map_err(failed)
    }

    fn column<T: for<'de> Deserialize<'de>>(
        &self,
        column: &str,
        issue: &ExternalRef,
    ) -> Result<Option<T>> {
        let query = format!("SELECT {column} FROM issues WHERE identity = ?1");
        let found = self.lock().query_row(&query, [issue.identity()], |row| row.get(0));
        let found: Option<Option<String>> = found.optional().map_err(failed)?;
        found.flatten().map(|text| read(&text)).transpose()
    }
}

#[async_trait]
impl LocalIssues for SqliteIssues {
    async fn list(&self, system: &str) -> Result<Vec<CanonicalIssue>> {
        let connection = self.lock();
        let query = "SELECT issue FROM issues WHERE system = ?1 ORDER BY identity";
        let mut query = connection.prepare_cached(query).map_err(failed)?;
        let rows = query.query_map([system], |row| row.get::<_, String>(0)).map_err(failed)?;
        rows.map(|row| read(&row.map_err(failed)?)).collect()
    }

    async fn get(&self, issue: &ExternalRef) -> Result<Option<CanonicalIssue>> {
        self.column("issue", issue)
    }

    async fn put(&self, issue: &CanonicalIssue) -> Result<()> {
        self.write(issue, None)
    }

    async fn delete(&self, issue: &ExternalRef) -> Result<()> {
        let query = "DELETE FROM issues WHERE identity = ?1";
        self.lock().execute(query, [issue.identity()]).map(drop).map_err(failed)
    }

    async fn base(&self, issue: &ExternalRef) -> Result<Option<Base>> {
        self.column("base", issue)
    }

    async fn settle(&self, issue: &CanonicalIssue, base: &Base) -> Result<()> {
        self.write(issue, Some(base))
    }
}

fn written(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::config("no JSON can be made of the value"))
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::config("the file holds what does not read"))
}

/// SQLite's own words name tables and reasons, no values.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` passes it")]
fn failed(error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqliteFailure(code, _) => Error::config(format!("SQLite: {code}")),
        _ => Error::config("the file cannot be used"),
    }
}
