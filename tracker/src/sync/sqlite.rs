//! Issues in an SQLite file: what is here, what was in step, what is intended, how far was read, and what somebody
//! has to decide.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;

use super::rows::{Row, Rows, remove, settle};
use super::{Base, ConflictRecord, Intent, LocalIssues, Place, Settlement, Unsettled};
use crate::model::{CanonicalIssue, ExternalRef, SyncCheckpoint};
use crate::{Error, Result};

/// What the file says it is.
const APPLICATION: i32 = 0x5354_5231;
/// How long to wait for another process.
const BUSY: Duration = Duration::from_secs(10);
/// What makes each version out of the one before. Files of all of them are about, so none ever changes.
const VERSIONS: &[&str] = &[
    "CREATE TABLE issues (
        identity TEXT PRIMARY KEY, system TEXT NOT NULL, issue TEXT NOT NULL, base TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX issues_by_system ON issues (system, identity);
    CREATE TABLE checkpoints (name TEXT PRIMARY KEY, checkpoint TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE conflicts (
        id INTEGER PRIMARY KEY, identity TEXT NOT NULL, field TEXT NOT NULL, record TEXT NOT NULL,
        UNIQUE (identity, field)
    ) STRICT;",
    // An issue without a text was deleted here. Conflicts that nobody has to settle are kept, too.
    "CREATE TABLE kept (
        identity TEXT PRIMARY KEY, system TEXT NOT NULL, issue TEXT, base TEXT
    ) STRICT, WITHOUT ROWID;
    INSERT INTO kept SELECT identity, system, issue, base FROM issues;
    DROP TABLE issues;
    ALTER TABLE kept RENAME TO issues;
    CREATE INDEX issues_by_system ON issues (system, identity);
    CREATE TABLE recorded (
        id INTEGER PRIMARY KEY, identity TEXT NOT NULL, field TEXT NOT NULL, record TEXT NOT NULL,
        open INTEGER NOT NULL
    ) STRICT;
    INSERT INTO recorded SELECT id, identity, field, record, 1 FROM conflicts;
    DROP TABLE conflicts;
    ALTER TABLE recorded RENAME TO conflicts;
    CREATE UNIQUE INDEX open_conflicts ON conflicts (identity, field) WHERE open = 1;
    CREATE TABLE intents (id TEXT PRIMARY KEY, system TEXT NOT NULL, intent TEXT NOT NULL) STRICT, WITHOUT ROWID;",
    // Which places of a system the file has issues of.
    "CREATE TABLE places (
        system TEXT NOT NULL, key TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (system, key)
    ) STRICT, WITHOUT ROWID;",
];

/// Issues in a file.
///
/// Writes that are wanted at the same time share a transaction, and so one wait for the disk: whoever comes to
/// write writes what all others are waiting for. They need a runtime of tokio.
pub struct SqliteIssues {
    connection: Arc<Mutex<Connection>>,
    waiting: Mutex<Vec<Write>>,
    writing: tokio::sync::Mutex<()>,
}

/// A write that waits for its turn, and who waits for it.
struct Write {
    work: Work,
    done: oneshot::Sender<Result<()>>,
}

type Work = Box<dyn FnOnce(Changing<'_>) -> Result<()> + Send>;

/// A conflict that is on record.
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
    /// Opens a file, which is made if it is not there. Refuses files of others, and of later versions.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let mut connection = Connection::open(path).map_err(failed)?;
        connection.busy_timeout(BUSY).map_err(failed)?;
        connection.pragma_update(None, "journal_mode", "wal").map_err(failed)?;
        connection.pragma_update(None, "synchronous", "full").map_err(failed)?;
        let begin = rusqlite::TransactionBehavior::Immediate;
        let change = connection.transaction_with_behavior(begin).map_err(failed)?;
        let number = |name: &str| {
            change.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(failed)
        };
        let version = usize::try_from(number("user_version")?).unwrap_or(usize::MAX);
        match (number("application_id")?, version) {
            (APPLICATION, _) => {}
            (0, 0) => {
                let tables = "SELECT count(*) FROM sqlite_schema";
                let tables: i64 = change.query_row(tables, [], |row| row.get(0)).map_err(failed)?;
                if tables > 0 {
                    return Err(Error::config("the file holds something else"));
                }
                change.pragma_update(None, "application_id", APPLICATION).map_err(failed)?;
            }
            _ => return Err(Error::config("the file holds something else")),
        }
        let later = || Error::config("the file is of a later version of this program");
        for step in VERSIONS.get(version..).ok_or_else(later)? {
            change.execute_batch(step).map_err(failed)?;
        }
        let now = i32::try_from(VERSIONS.len()).unwrap_or(i32::MAX);
        change.pragma_update(None, "user_version", now).map_err(failed)?;
        change.commit().map_err(failed)?;
        let connection = Arc::new(Mutex::new(connection));
        Ok(Self { connection, waiting: Mutex::default(), writing: tokio::sync::Mutex::default() })
    }

    /// The conflicts that nobody has settled, oldest first.
    pub fn conflicts(&self) -> Result<Vec<OpenConflict>> {
        self.recorded("SELECT id, record FROM conflicts WHERE open = 1 ORDER BY id")
    }

    /// All conflicts there ever were, oldest first.
    pub fn all_conflicts(&self) -> Result<Vec<OpenConflict>> {
        self.recorded("SELECT id, record FROM conflicts ORDER BY id")
    }

    /// Settles a conflict: the issue here has that side's value from now on, and the next push tells the tracker.
    pub fn settle_conflict(&self, id: i64, right: Side) -> Result<()> {
        self.change(|mut rows| {
            let query = "SELECT record FROM conflicts WHERE id = ?1 AND open = 1";
            let found: Option<String> =
                rows.0.query_row(query, [id], |row| row.get(0)).optional().map_err(failed)?;
            let found = found.ok_or_else(|| Error::invalid("no conflict has this number"))?;
            let record: ConflictRecord = read(&found)?;
            decide(&mut rows, record, right)?;
            let query = "UPDATE conflicts SET open = 0 WHERE id = ?1";
            rows.0.execute(query, [id]).map(drop).map_err(failed)
        })
    }

    fn recorded(&self, query: &str) -> Result<Vec<OpenConflict>> {
        let connection = self.lock();
        let mut query = connection.prepare(query).map_err(failed)?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
        let mut conflicts = Vec::new();
        for row in rows.map_err(failed)? {
            let (id, text) = row.map_err(failed)?;
            conflicts.push(OpenConflict { id, record: read(&text)? });
        }
        Ok(conflicts)
    }

    /// Everything or nothing.
    fn change<T>(&self, work: impl FnOnce(Changing<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.lock();
        let begin = rusqlite::TransactionBehavior::Immediate;
        let change = connection.transaction_with_behavior(begin).map_err(failed)?;
        let done = work(Changing(&change))?;
        change.commit().map_err(failed)?;
        Ok(done)
    }

    /// Everything or nothing of a piece of work, which shares a transaction with others.
    async fn write(
        &self,
        work: impl FnOnce(Changing<'_>) -> Result<()> + Send + 'static,
    ) -> Result<()> {
        let (done, answer) = oneshot::channel();
        let write = Write { work: Box::new(work), done };
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(write);
        let turn = self.writing.lock().await;
        let writes =
            std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        if !writes.is_empty() {
            let connection = Arc::clone(&self.connection);
            // Off the runtime: it waits for the disk. It ends even if nobody waits for it any more.
            let _ = tokio::task::spawn_blocking(move || write_all(&connection, writes)).await;
        }
        drop(turn);
        answer.await.unwrap_or_else(|_| Err(Error::config("a write was ended from outside")))
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn texts<T: for<'de> Deserialize<'de>>(&self, query: &str, of: &str) -> Result<Vec<T>> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(query).map_err(failed)?;
        let rows = query.query_map([of], |row| row.get::<_, String>(0)).map_err(failed)?;
        rows.map(|row| read(&row.map_err(failed)?)).collect()
    }

    fn column<T: for<'de> Deserialize<'de>>(&self, query: &str, of: &str) -> Result<Option<T>> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(query).map_err(failed)?;
        let found = query.query_row([of], |row| row.get(0)).optional();
        let found: Option<Option<String>> = found.map_err(failed)?;
        found.flatten().map(|text| read(&text)).transpose()
    }
}

/// Does what was waiting, in order. What fails is undone by itself.
fn write_all(connection: &Mutex<Connection>, writes: Vec<Write>) {
    let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
    let begin = rusqlite::TransactionBehavior::Immediate;
    let change = match connection.transaction_with_behavior(begin) {
        Ok(change) => change,
        Err(error) => {
            return answer(writes.into_iter().map(|write| write.done), &Err(failed(error)));
        }
    };
    let mut kept = Vec::with_capacity(writes.len());
    for Write { work, done } in writes {
        match apart(&change, work) {
            Ok(()) => kept.push(done),
            failure => answer([done], &failure),
        }
    }
    answer(kept, &change.commit().map_err(failed));
}

fn apart(change: &Transaction<'_>, work: Work) -> Result<()> {
    change.execute_batch("SAVEPOINT apart").map_err(failed)?;
    let worked = work(Changing(change));
    let end = if worked.is_ok() { "RELEASE apart" } else { "ROLLBACK TO apart; RELEASE apart" };
    change.execute_batch(end).map_err(failed)?;
    worked
}

/// Tells those who wait; some may have stopped waiting.
fn answer(waiting: impl IntoIterator<Item = oneshot::Sender<Result<()>>>, ended: &Result<()>) {
    for done in waiting {
        let _ = done.send(ended.clone());
    }
}

/// Gives the issue here what a side has.
fn decide(rows: &mut impl Rows, record: ConflictRecord, right: Side) -> Result<()> {
    let identity = record.issue.identity();
    let Some(row) = rows.row(&identity)? else { return Ok(()) };
    let created = record.external.is_null();
    let value = match right {
        Side::Local => record.local,
        Side::External => record.external,
    };
    match (record.field, row.issue) {
        (Some(field), Some(issue)) => {
            let mut issue = serde_json::to_value(issue).map_err(|_| unreadable())?;
            issue[field.as_str()] = value;
            let issue = Some(read(&issue.to_string())?);
            rows.set(&identity, Row { issue, ..row })
        }
        // The side that is right has no issue.
        (None, _) if value.is_null() && right == Side::Local => remove(rows, &record.issue),
        (None, _) if value.is_null() => rows.unset(&identity),
        // Ours is right, and the tracker has none: it gets a new one.
        (None, Some(issue)) if created => {
            rows.set(&identity, Row { issue: Some(issue), base: None, ..row })
        }
        _ => Ok(()),
    }
}

/// Rows within a transaction.
struct Changing<'a>(&'a Transaction<'a>);

impl Rows for Changing<'_> {
    fn row(&mut self, identity: &str) -> Result<Option<Row>> {
        let query = "SELECT system, issue, base FROM issues WHERE identity = ?1";
        let mut query = self.0.prepare_cached(query).map_err(failed)?;
        let found = query.query_row([identity], |row| {
            Ok((row.get(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, Option<String>>(2)?))
        });
        let Some((system, issue, base)) = found.optional().map_err(failed)? else {
            return Ok(None);
        };
        let issue = issue.map(|text| read(&text)).transpose()?;
        let base = base.map(|text| read(&text)).transpose()?;
        Ok(Some(Row { system, issue, base }))
    }

    fn set(&mut self, identity: &str, row: Row) -> Result<()> {
        let issue = row.issue.as_ref().map(written).transpose()?;
        let base = row.base.as_ref().map(written).transpose()?;
        let query = "INSERT OR REPLACE INTO issues VALUES (?1, ?2, ?3, ?4)";
        let mut query = self.0.prepare_cached(query).map_err(failed)?;
        query.execute(params![identity, row.system, issue, base]).map(drop).map_err(failed)
    }

    fn unset(&mut self, identity: &str) -> Result<()> {
        let query = "DELETE FROM issues WHERE identity = ?1";
        self.0.execute(query, [identity]).map(drop).map_err(failed)
    }

    fn end(&mut self, intent: &str) -> Result<()> {
        let query = "DELETE FROM intents WHERE id = ?1";
        self.0.execute(query, [intent]).map(drop).map_err(failed)
    }

    fn record(&mut self, conflict: &ConflictRecord) -> Result<()> {
        let field = conflict.field.map_or("", |field| field.as_str());
        let (identity, record) = (conflict.issue.identity(), written(conflict)?);
        if conflict.manual_review_required {
            // A question that is asked again keeps its number; another one takes its place.
            let query =
                "SELECT record FROM conflicts WHERE identity = ?1 AND field = ?2 AND open = 1";
            let asked = self.0.query_row(query, params![identity, field], |row| row.get(0));
            let asked: Option<String> = asked.optional().map_err(failed)?;
            if asked.as_deref() == Some(&*record) {
                return Ok(());
            }
            let query = "UPDATE conflicts SET open = 0 WHERE identity = ?1 AND field = ?2";
            self.0.execute(query, params![identity, field]).map_err(failed)?;
        }
        let query = "INSERT INTO conflicts (identity, field, record, open) VALUES (?1, ?2, ?3, ?4)";
        let values = params![identity, field, record, i64::from(conflict.manual_review_required)];
        self.0.execute(query, values).map(drop).map_err(failed)
    }
}

#[async_trait]
impl LocalIssues for SqliteIssues {
    async fn list(&self, system: &str) -> Result<Vec<CanonicalIssue>> {
        let query =
            "SELECT issue FROM issues WHERE system = ?1 AND issue IS NOT NULL ORDER BY identity";
        self.texts(query, system)
    }

    async fn get(&self, issue: &ExternalRef) -> Result<Option<CanonicalIssue>> {
        self.column("SELECT issue FROM issues WHERE identity = ?1", &issue.identity())
    }

    async fn put(&self, issue: &CanonicalIssue) -> Result<()> {
        let query = "INSERT INTO issues VALUES (?1, ?2, ?3, NULL)
            ON CONFLICT (identity) DO UPDATE SET issue = excluded.issue";
        let (reference, text) = (issue.reference.clone(), written(issue)?);
        self.write(move |rows| {
            let mut query = rows.0.prepare_cached(query).map_err(failed)?;
            let values = params![reference.identity(), reference.system(), text];
            query.execute(values).map(drop).map_err(failed)
        })
        .await
    }

    async fn delete(&self, issue: &ExternalRef) -> Result<()> {
        let identity = issue.identity();
        self.write(move |mut rows| rows.unset(&identity)).await
    }

    async fn remove(&self, issue: &ExternalRef) -> Result<()> {
        let issue = issue.clone();
        self.write(move |mut rows| remove(&mut rows, &issue)).await
    }

    async fn removed(&self, system: &str) -> Result<Vec<Base>> {
        let query = "SELECT base FROM issues
            WHERE system = ?1 AND issue IS NULL AND base IS NOT NULL ORDER BY identity";
        self.texts(query, system)
    }

    async fn base(&self, issue: &ExternalRef) -> Result<Option<Base>> {
        self.column("SELECT base FROM issues WHERE identity = ?1", &issue.identity())
    }

    async fn unsettled(&self, system: &str) -> Result<Unsettled> {
        let connection = self.lock();
        // What was kept in one go is the same text; only the rest has to be read.
        let query =
            "SELECT CASE WHEN same THEN NULL ELSE issue END, CASE WHEN same THEN NULL ELSE base END
            FROM (SELECT identity, issue, base,
                instr(base, '{\"local\":' || issue || ',\"external\":') IS 1 AS same
                FROM issues WHERE system = ?1 AND issue IS NOT NULL)
            ORDER BY identity";
        let mut query = connection.prepare_cached(query).map_err(failed)?;
        let mut rows = query.query([system]).map_err(failed)?;
        let mut unsettled = Unsettled::default();
        while let Some(row) = rows.next().map_err(failed)? {
            let issue: Option<String> = row.get(0).map_err(failed)?;
            let base: Option<String> = row.get(1).map_err(failed)?;
            match issue {
                Some(issue) => {
                    unsettled.add(read(&issue)?, base.map(|text| read(&text)).transpose()?);
                }
                None => unsettled.others += 1,
            }
        }
        Ok(unsettled)
    }

    async fn settle(&self, issue: &CanonicalIssue, base: &Base) -> Result<()> {
        let row = Row::new(Some(issue.clone()), Some(base.clone()), &issue.reference);
        let identity = issue.reference.identity();
        self.write(move |mut rows| rows.set(&identity, row)).await
    }

    async fn commit(&self, settlements: &[Settlement]) -> Result<()> {
        let all = settlements.to_vec();
        self.write(move |mut rows| all.iter().try_for_each(|one| settle(&mut rows, one))).await
    }

    async fn begin(&self, intent: &Intent) -> Result<()> {
        let query = "INSERT OR REPLACE INTO intents VALUES (?1, ?2, ?3)";
        let (id, system) = (intent.id.clone(), intent.issue().system().to_owned());
        let text = written(intent)?;
        self.write(move |rows| {
            let mut query = rows.0.prepare_cached(query).map_err(failed)?;
            query.execute(params![id, system, text]).map(drop).map_err(failed)
        })
        .await
    }

    async fn intents(&self, system: &str) -> Result<Vec<Intent>> {
        self.texts("SELECT intent FROM intents WHERE system = ?1 ORDER BY id", system)
    }

    async fn places(&self, system: &str) -> Result<Vec<Place>> {
        self.texts("SELECT place FROM places WHERE system = ?1 ORDER BY key", system)
    }

    async fn put_place(&self, system: &str, place: &Place) -> Result<()> {
        let query = "INSERT OR REPLACE INTO places VALUES (?1, ?2, ?3)";
        let (system, key, text) = (system.to_owned(), place.key.clone(), written(place)?);
        let values = move |rows: Changing<'_>| {
            rows.0.execute(query, params![system, key, text]).map(drop).map_err(failed)
        };
        self.write(values).await
    }

    async fn checkpoint(&self, name: &str) -> Result<SyncCheckpoint> {
        let found = self.column("SELECT checkpoint FROM checkpoints WHERE name = ?1", name)?;
        Ok(found.unwrap_or_default())
    }

    async fn put_checkpoint(&self, name: &str, checkpoint: &SyncCheckpoint) -> Result<()> {
        let query = "INSERT OR REPLACE INTO checkpoints VALUES (?1, ?2)";
        let (name, text) = (name.to_owned(), written(checkpoint)?);
        self.write(move |rows| rows.0.execute(query, params![name, text]).map(drop).map_err(failed))
            .await
    }
}

fn written(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::config("no JSON can be made of the value"))
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| unreadable())
}

fn unreadable() -> Error {
    Error::config("the file holds what does not read")
}

/// SQLite's own words name tables and reasons, no values.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` passes it")]
fn failed(error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqliteFailure(code, _) => Error::config(format!("SQLite: {code}")),
        _ => Error::config("the file cannot be used"),
    }
}
