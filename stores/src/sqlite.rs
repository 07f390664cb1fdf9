//! A log in one file, by SQLite.
//!
//! Appends are one transaction each, begun with the write lock, and on the disk before they are
//! acknowledged (WAL, `synchronous = FULL`). Every row carries a hash of itself, so that a damaged one is
//! an error and not an event.

mod schema;
mod wal;

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Duration;

use event_contract::log::{
    Appended, Batch, Capabilities, Entry, Error, Kind, Of, Reader, Rejected, Saved, Stored, Writer,
};
use event_contract::{ClockStorage, ErrorStorage};
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Row, TransactionBehavior, params};

use crate::Head;
use crate::digest::{again, content, print, seal};
use crate::store::{self, Access, Stats, Store};

/// How often a waiting reader looks again. Files wake nobody up.
const POLL: Duration = Duration::from_millis(5);

/// A log in one SQLite file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    retained: Option<NonZeroUsize>,
    /// What there is to say of the write-ahead log as it was found.
    doubt: Option<String>,
}

impl Sqlite {
    /// Makes a log, or opens the one that is there.
    ///
    /// # Errors
    ///
    /// As [`Sqlite::open`].
    pub fn create(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::connect(path.as_ref(), Access::Create)
    }

    /// Opens a log that is there. Looks through the file, and refuses one that is damaged.
    ///
    /// # Errors
    ///
    /// [`Error::Unsupported`] for a file that holds no log, as an empty one, [`Error::Corrupt`] for a damaged one, and
    /// what SQLite says otherwise.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::connect(path.as_ref(), Access::Write)
    }

    /// The same, where nothing is to be written or can be. A log that someone else may be writing to needs to be in a
    /// folder where its reader can make files, too, for that is how SQLite has them share memory.
    ///
    /// # Errors
    ///
    /// As [`Sqlite::open`].
    pub fn open_to_read(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::connect(path.as_ref(), Access::Read)
    }

    /// Keeps no more than this many rejected documents; without this call all are kept.
    #[must_use]
    pub const fn retaining(mut self, rejected: NonZeroUsize) -> Self {
        self.retained = Some(rejected);
        self
    }

    pub(crate) fn connect(path: &Path, access: Access) -> Result<Self, Error> {
        let (mut connection, found) = schema::open(path, access)?;
        match access {
            Access::Read => schema::recognise(&connection)?,
            Access::Write | Access::Create => {
                schema::migrate(&mut connection, access == Access::Create)?;
            }
        }
        schema::intact(&connection, "quick_check")?;
        Ok(Self { connection, retained: None, doubt: found.map(|found| found.told()) })
    }
}

impl Sqlite {
    /// Compares rejected documents with their hashes.
    fn rejected_are_whole(&self) -> Result<(), Error> {
        let wrong = |_| Error::corrupt("a rejected document does not hold what it should");
        let sql = "SELECT origin, reason, document, print, id FROM rejected";
        let mut query = self.connection.prepare_cached(sql).map_err(wrong)?;
        let mut rows = query.query([]).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            let (found, kept): (_, [u8; 32]) =
                (rejected(row).map_err(wrong)?, row.get(3).map_err(wrong)?);
            if print(&found) != kept {
                let id: i64 = row.get(4).map_err(wrong)?;
                let what = format!("rejected document {id} does not have the content of its hash");
                return Err(Error::corrupt(what));
            }
        }
        Ok(())
    }
}

/// Reads a row that begins with origin, reason and document.
fn rejected(row: &Row<'_>) -> rusqlite::Result<Rejected> {
    let [origin, reason] = [row.get(0)?, row.get(1)?];
    Ok(Rejected { origin, reason, document: row.get(2)? })
}

const COLUMNS: &str = "position, version, event_id, event_type, aggregate_id, document, seal";

/// Reads a row with [`COLUMNS`].
fn stored(row: &Row<'_>) -> Result<Stored, Error> {
    let read = || -> rusqlite::Result<(Stored, [u8; 32])> {
        let text = |at: usize| row.get::<_, String>(at).map(String::into_boxed_str);
        let entry = Entry {
            event_id: text(2)?,
            event_type: text(3)?,
            aggregate_id: text(4)?,
            document: text(5)?,
        };
        let (position, version) = (unsigned(row.get(0)?), unsigned(row.get(1)?));
        Ok((Stored { position, version, entry }, row.get(6)?))
    };
    // The error would quote what it found.
    let (stored, sealed) =
        read().map_err(|_| Error::corrupt("a row does not hold what it should"))?;
    if seal(stored.position, stored.version, &stored.entry) != sealed {
        let what = format!("position {} does not have the content of its hash", stored.position);
        return Err(Error::corrupt(what));
    }
    Ok(stored)
}

fn find(connection: &Connection, event_id: &str) -> Result<Option<Stored>, Error> {
    let mut query = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM events WHERE event_id = ?1"))
        .map_err(|error| failed("reading", error))?;
    let mut rows = query.query([event_id]).map_err(|error| failed("reading", error))?;
    let row = rows.next().map_err(|error| failed("reading", error))?;
    row.map(stored).transpose()
}

fn number(
    connection: &Connection,
    sql: &str,
    key: impl rusqlite::Params,
) -> Result<Option<u64>, Error> {
    let read = || {
        let mut query = connection.prepare_cached(sql)?;
        query.query_row(key, |row| row.get::<_, Option<i64>>(0)).optional()
    };
    Ok(read().map_err(|error| failed("reading", error))?.flatten().map(unsigned))
}

fn head(connection: &Connection) -> Result<u64, Error> {
    Ok(number(connection, "SELECT max(position) FROM events", [])?.unwrap_or(0))
}

fn read(
    connection: &Connection,
    of: Of<'_>,
    after: u64,
    limit: usize,
) -> Result<Vec<Stored>, Error> {
    let (condition, key) = match of {
        Of::All => ("?1 = ''", ""),
        Of::Aggregate(id) => ("aggregate_id = ?1", id),
        Of::Type(name) => ("event_type = ?1", name),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM events WHERE {condition} AND position > ?2 ORDER BY position LIMIT ?3"
    );
    let mut query = connection.prepare_cached(&sql).map_err(|error| failed("reading", error))?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = query
        .query(params![key, signed(after), limit])
        .map_err(|error| failed("reading", error))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(|error| failed("reading", error))? {
        found.push(stored(row)?);
    }
    Ok(found)
}

/// The head that is kept.
fn kept_head(connection: &Connection) -> Result<Head, Error> {
    let read = || {
        let mut query = connection.prepare_cached("SELECT position, chain FROM head")?;
        query
            .query_row([], |row| Ok(Head { position: unsigned(row.get(0)?), chain: row.get(1)? }))
            .optional()
    };
    let found = read().map_err(|_| Error::corrupt("the head does not hold what it should"))?;
    found.ok_or_else(|| Error::corrupt("the head is missing"))
}

/// The head of everything. A program of an earlier version may have appended without moving the one that is kept.
fn head_of_all(connection: &Connection) -> Result<Head, Error> {
    let (kept, position) = (kept_head(connection)?, head(connection)?);
    if position < kept.position {
        return Err(store::lost(position, kept.position, "the head that is kept"));
    }
    kept.to(position, |after| read(connection, Of::All, after, 1000))
}

fn save_head(connection: &Connection, Head { position, chain }: Head) -> Result<(), Error> {
    let save = || {
        let sql = "INSERT INTO head VALUES (1, ?1, ?2) \
                   ON CONFLICT DO UPDATE SET position = excluded.position, chain = excluded.chain";
        connection.prepare_cached(sql)?.execute(params![signed(position), chain])
    };
    save().map_err(|error| failed("saving the head", error)).map(drop)
}

fn version(connection: &Connection, aggregate_id: &str) -> Result<u64, Error> {
    let sql = "SELECT max(version) FROM events WHERE aggregate_id = ?1";
    Ok(number(connection, sql, [aggregate_id])?.unwrap_or(0))
}

fn reading(connection: &Connection, node_id: &str) -> Result<u64, Error> {
    let sql = "SELECT reading FROM clocks WHERE node_id = ?1";
    Ok(number(connection, sql, [node_id])?.unwrap_or(0))
}

fn save_reading(connection: &Connection, node_id: &str, reading: u64) -> Result<(), Error> {
    let sql =
        "INSERT INTO clocks VALUES (?1, ?2) ON CONFLICT DO UPDATE SET reading = excluded.reading";
    connection
        .execute(sql, params![node_id, signed(reading)])
        .map_err(|error| failed("saving a clock", error))?;
    Ok(())
}

impl Reader for Sqlite {
    fn capabilities(&self) -> Capabilities {
        Capabilities { durable: true, shared: true }
    }

    fn head(&self) -> Result<u64, Error> {
        head(&self.connection)
    }

    fn version(&self, aggregate_id: &str) -> Result<u64, Error> {
        version(&self.connection, aggregate_id)
    }

    fn read(&self, of: Of<'_>, after: u64, limit: usize) -> Result<Vec<Stored>, Error> {
        read(&self.connection, of, after, limit)
    }

    fn wait(&self, after: u64, at_most: Duration) -> Result<u64, Error> {
        let start = std::time::Instant::now();
        loop {
            let head = self.head()?;
            let left = at_most.saturating_sub(start.elapsed());
            if head > after || left.is_zero() {
                return Ok(head);
            }
            std::thread::sleep(left.min(POLL));
        }
    }

    fn snapshot(&self, name: &str, key: &str) -> Result<Option<Saved>, Error> {
        let sql = "SELECT position, state FROM snapshots WHERE name = ?1 AND key = ?2";
        let read = |row: &Row<'_>| {
            let state = row.get::<_, String>(1)?.into_boxed_str();
            Ok(Saved { position: unsigned(row.get(0)?), state })
        };
        let saved = self.connection.query_row(sql, [name, key], read).optional();
        saved.map_err(|error| failed("reading a snapshot", error))
    }
}

impl Writer for Sqlite {
    fn append(&mut self, batch: &Batch) -> Result<Vec<Appended>, Error> {
        // Dropped without a commit, the transaction leaves nothing behind.
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| failed("beginning to append", error))?;
        let done = append(&transaction, batch)?;
        transaction.commit().map_err(|error| failed("committing", error))?;
        Ok(done)
    }

    fn save_snapshot(&mut self, name: &str, key: &str, saved: &Saved) -> Result<(), Error> {
        let sql = "INSERT INTO snapshots VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE \
                   SET position = excluded.position, state = excluded.state \
                   WHERE excluded.position >= position";
        self.connection
            .execute(sql, params![name, key, signed(saved.position), &*saved.state])
            .map_err(|error| failed("saving a snapshot", error))?;
        Ok(())
    }
}

fn append(connection: &Connection, batch: &Batch) -> Result<Vec<Appended>, Error> {
    let mut insert = connection
        .prepare_cached(&format!(
            "INSERT INTO events ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
             ON CONFLICT (event_id) DO NOTHING"
        ))
        .map_err(|error| failed("appending", error))?;
    let mut kept = head_of_all(connection)?;
    let mut position = kept.position;
    let checked: Vec<u64> =
        batch.checks.iter().map(|(id, _)| version(connection, id)).collect::<Result<_, _>>()?;
    let mut versions = std::collections::HashMap::<&str, u64>::new();
    let mut done = Vec::with_capacity(batch.entries.len());
    let mut any_new = batch.entries.is_empty();
    for entry in &batch.entries {
        let last = match versions.entry(&entry.aggregate_id) {
            std::collections::hash_map::Entry::Occupied(last) => last.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(version(connection, &entry.aggregate_id)?)
            }
        };
        let (next, version) = (position + 1, *last + 1);
        let Entry { event_id, event_type, aggregate_id, document } = entry;
        // The index of ids is searched once, by the insertion.
        let inserted = insert
            .execute(params![
                signed(next),
                signed(version),
                &**event_id,
                &**event_type,
                &**aggregate_id,
                &**document,
                seal(next, version, entry),
            ])
            .map_err(|error| failed("appending", error))?;
        if inserted == 0 {
            let known = find(connection, event_id)?
                .ok_or_else(|| Error::corrupt("an id is taken, and its event is not there"))?;
            done.push(again(&known, entry)?);
            continue;
        }
        any_new = true;
        (position, *last) = (next, version);
        kept = kept.with(&content(entry));
        done.push(Appended::New { position, version });
    }
    if !any_new {
        return Ok(done);
    }
    save_head(connection, kept)?;
    for ((aggregate_id, check), found) in batch.checks.iter().zip(checked) {
        check.require(aggregate_id, found)?;
    }
    if let Some(step) = &batch.clock {
        step.require(reading(connection, &step.node_id)?)?;
        save_reading(connection, &step.node_id, step.to)?;
    }
    Ok(done)
}

impl ClockStorage for Sqlite {
    type Error = Error;

    fn load(&self, node_id: &str) -> Result<u64, Error> {
        reading(&self.connection, node_id)
    }

    fn save(&mut self, node_id: &str, reading: u64) -> Result<(), Error> {
        save_reading(&self.connection, node_id, reading)
    }
}

impl ErrorStorage<Rejected> for Sqlite {
    type Error = Error;

    fn append(&mut self, entry: Rejected) -> Result<(), Error> {
        self.keep(&[entry])
    }

    fn load_recent(&self, limit: NonZeroUsize) -> Result<Vec<Rejected>, Error> {
        let run = || -> rusqlite::Result<Vec<Rejected>> {
            let sql = "SELECT origin, reason, document FROM rejected ORDER BY id DESC LIMIT ?1";
            let mut query = self.connection.prepare_cached(sql)?;
            let limit = i64::try_from(limit.get()).unwrap_or(i64::MAX);
            query.query_map([limit], rejected)?.collect()
        };
        run().map_err(|error| failed("reading rejected documents", error))
    }
}

impl Store for Sqlite {
    fn kept_head(&self) -> Result<Head, Error> {
        if schema::keeps_head(&self.connection)? {
            return head_of_all(&self.connection);
        }
        Head::default().to(self.head()?, |after| self.read(Of::All, after, 1000))
    }

    fn verify_since(&self, earlier: Option<&Head>) -> Result<Head, Error> {
        if let Some(doubt) = &self.doubt {
            return Err(Error::corrupt(doubt));
        }
        schema::intact(&self.connection, "integrity_check")?;
        schema::as_made(&self.connection)?;
        self.rejected_are_whole()?;
        let keeps = schema::keeps_head(&self.connection)?;
        let kept = keeps.then(|| kept_head(&self.connection)).transpose()?;
        store::verify(self, earlier, kept, |_| Ok(()))
    }

    fn stats(&self) -> Result<Stats, Error> {
        let count = |sql: &str| -> Result<u64, Error> {
            let count = self.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
            Ok(unsigned(count.map_err(|error| failed("counting", error))?))
        };
        Ok(Stats {
            events: self.head()?,
            aggregates: count("SELECT count(*) FROM events WHERE version = 1")?,
            rejected: count("SELECT count(*) FROM rejected")?,
            bytes: count("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")?,
        })
    }

    /// Shrinks the file and empties the write-ahead log.
    fn compact(&mut self) -> Result<(), Error> {
        let done = self.connection.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
        done.map_err(|error| failed("compacting", error))
    }

    fn keep(&mut self, rejected: &[Rejected]) -> Result<(), Error> {
        let retained = self.retained.and_then(|most| i64::try_from(most.get()).ok());
        let mut run = || -> rusqlite::Result<()> {
            let transaction =
                self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let sql = "INSERT INTO rejected (origin, reason, document, print) \
                       VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
            let mut insert = transaction.prepare_cached(sql)?;
            for one in rejected {
                insert.execute(params![one.origin, one.reason, one.document, print(one)])?;
            }
            drop(insert);
            if let Some(retained) = retained {
                let sql = "DELETE FROM rejected WHERE id <= (SELECT max(id) FROM rejected) - ?1";
                transaction.execute(sql, [retained])?;
            }
            transaction.commit()
        };
        run().map_err(|error| failed("keeping rejected documents", error))
    }

    fn forget(&mut self, rejected: &Rejected) -> Result<bool, Error> {
        let sql = "DELETE FROM rejected WHERE print = ?1";
        let done = self.connection.execute(sql, [print(rejected)]);
        Ok(done.map_err(|error| failed("dropping a rejected document", error))? > 0)
    }
}

/// SQLite has signed integers only; readings beyond 63 bits keep their bits.
const fn signed(number: u64) -> i64 {
    number.cast_signed()
}

const fn unsigned(number: i64) -> u64 {
    number.cast_unsigned()
}

fn failed(operation: &'static str, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt) => Error::corrupt(format!("{operation}: {error}")),
        Some(ErrorCode::NotADatabase) => Error::Unsupported { what: error.to_string() },
        Some(ErrorCode::CannotOpen) if operation == "opening" => {
            let said = format!(
                "{error}; a log that cannot be written to needs to be without a write-ahead log (-wal), which \
                 `store compact` empties, or to be copied, both files, to where it can"
            );
            Error::Backend { operation, kind: Kind::Failed, source: said.into() }
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::Backend { operation, kind: Kind::Busy, source: error.into() }
        }
        _ => Error::Backend { operation, kind: Kind::Failed, source: error.into() },
    }
}
