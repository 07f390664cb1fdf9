//! A log on a PostgreSQL server.
//!
//! Whoever appends holds the log's one row until the commit, so that positions have no gaps and become
//! visible in their order. Each log is a schema of its own. Every row carries a hash of itself. The client
//! is async and runs on a runtime of this log's own, on the thread that calls.

mod append;
mod connect;
mod made;
mod password;
mod schema;

use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use deadpool_postgres::Object;
use event_contract::log::{
    Appended, Batch, Capabilities, Entry, Error, Kind, Of, Reader, Rejected, Saved, Stored, Writer,
};
use event_contract::{ClockStorage, ErrorStorage};
use tokio_postgres::Row;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;

use self::connect::{Address, Server, read, written};
use crate::Head;
use crate::digest::{content, key, placed, print};
use crate::store::{self, Access, Stats, Store};

/// How long a waiting reader relies on being woken.
const POLL: Duration = Duration::from_secs(1);

/// A log on a PostgreSQL server.
///
/// Its URL is that of libpq, `postgres://user@host/database?sslmode=require`, and may also name the
/// `schema` (`event_contract` unless it is said) and the file of trusted certificates (`sslrootcert`).
/// With TLS, certificates are always checked. A password that it does not have is looked for in `PGPASSWORD`, and in
/// the file that `passfile` in the URL, `PGPASSFILE`, or else `~/.pgpass` names.
///
/// Calls block; they panic in async tasks, as whatever blocks in them would be wrong. Several threads may
/// read through one log.
#[derive(Debug)]
pub struct Postgres {
    server: Server,
    durable: bool,
    versions: append::Versions,
    retained: Option<NonZeroUsize>,
}

impl Postgres {
    /// Makes a log, or opens the one that is there.
    ///
    /// # Errors
    ///
    /// As [`Postgres::open`].
    pub fn create(url: &str) -> Result<Self, Error> {
        Self::connect(url, Access::Create)
    }

    /// Opens a log that is there.
    ///
    /// # Errors
    ///
    /// [`Error::Unsupported`] for a URL that is none, a schema without a log, or a database that does not hold all
    /// text, and what the server says otherwise.
    pub fn open(url: &str) -> Result<Self, Error> {
        Self::connect(url, Access::Write)
    }

    /// The same, where nothing is to be written or can be, as on a standby.
    ///
    /// # Errors
    ///
    /// As [`Postgres::open`]; and [`Error::Unsupported`] for tables of an earlier version.
    pub fn open_to_read(url: &str) -> Result<Self, Error> {
        Self::connect(url, Access::Read)
    }

    /// Keeps no more than this many rejected documents; without this call all are kept.
    #[must_use]
    pub const fn retaining(mut self, rejected: NonZeroUsize) -> Self {
        self.retained = Some(rejected);
        self
    }

    pub(crate) fn connect(url: &str, access: Access) -> Result<Self, Error> {
        let server = Server::new(Address::parse(url)?)?;
        let durable = server.run(async {
            let client = server.client().await?;
            let wrong = |error| failed("opening", &error);
            let sql = "SELECT current_setting('server_encoding'), current_setting('fsync')::bool";
            let row = client.query_one(sql, &[]).await.map_err(wrong)?;
            let encoding: &str = row.try_get(0).map_err(wrong)?;
            if encoding != "UTF8" && access != Access::Read {
                let what = format!(
                    "a database with the encoding {encoding}, which does not hold all text; make one with UTF8 \
                     (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0)"
                );
                return Err(Error::Unsupported { what });
            }
            schema::migrate(&client, &server.schema, access).await?;
            row.try_get(1).map_err(wrong)
        })?;
        Ok(Self { server, durable, versions: append::Versions::default(), retained: None })
    }

    /// The last position, and the head that is kept.
    fn ends(&self) -> Result<(u64, Head), Error> {
        let rows = self.rows("reading the head", append::HEAD, &[])?;
        rows.first()
            .map_or_else(|| Err(Error::corrupt("the log's row is missing")), append::head_of)
    }

    /// Compares rejected documents with their hashes.
    fn rejected_are_whole(&self) -> Result<(), Error> {
        let sql = "SELECT origin, reason, document, print, id FROM rejected WHERE id > $1 ORDER BY id LIMIT 200";
        let mut after = i64::MIN;
        loop {
            let rows = self.rows("reading rejected documents", sql, &[&after])?;
            let wrong = |error| failed("reading rejected documents", &error);
            for row in &rows {
                let kept: &[u8] = row.try_get(3).map_err(wrong)?;
                after = row.try_get(4).map_err(wrong)?;
                if print(&rejected(row).map_err(wrong)?) != *kept {
                    let what =
                        format!("rejected document {after} does not have the content of its hash");
                    return Err(Error::corrupt(what));
                }
            }
            if rows.is_empty() {
                return Ok(());
            }
        }
    }

    /// Compares what is kept of the ids of some events with them.
    fn ids_fit(&self, page: &[Stored]) -> Result<(), Error> {
        let sql = "SELECT event_key, content, position, version FROM event_ids \
                   WHERE event_key = ANY($1)";
        let keys: Vec<[u8; 16]> = page.iter().map(|stored| key([&stored.entry.event_id])).collect();
        let wanted: Vec<&[u8]> = keys.iter().map(|key| &key[..]).collect();
        let rows = self.rows("reading", sql, &[&wanted])?;
        let mut known = std::collections::HashMap::new();
        for row in &rows {
            let key: Option<&[u8]> = row.try_get(0).ok();
            known.extend(key.map(|key| (key, row)));
        }
        let fits = |(key, stored): (&[u8; 16], &Stored)| {
            let row = known.get(&key[..])?;
            let hash: &[u8] = row.try_get(1).ok()?;
            let (position, version): (i64, i64) = (row.try_get(2).ok()?, row.try_get(3).ok()?);
            let place = (unsigned(position), unsigned(version));
            (content(&stored.entry) == *hash && place == (stored.position, stored.version))
                .then_some(())
        };
        match keys.iter().zip(page).find(|pair| fits(*pair).is_none()) {
            None => Ok(()),
            Some((_, stored)) => {
                let what = format!("the id of position {} is not kept right", stored.position);
                Err(Error::corrupt(what))
            }
        }
    }

    /// The rows of a query.
    fn rows(
        &self,
        operation: &'static str,
        sql: &str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, Error> {
        self.server.run(async {
            let client = self.server.client().await?;
            let run = async { client.query(&client.prepare_cached(sql).await?, values).await };
            run.await.map_err(|error| failed(operation, &error))
        })
    }

    /// The number that a query gives, 0 if it gives none.
    fn number(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<u64, Error> {
        let rows = self.rows("reading", sql, values)?;
        let number = rows.first().map_or(Ok(0), |row| row.try_get::<_, i64>(0));
        number.map(unsigned).map_err(|error| failed("reading", &error))
    }

    /// Runs a statement that changes something, and gives the number of rows.
    fn change(
        &self,
        operation: &'static str,
        sql: &str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<u64, Error> {
        self.server.run(async {
            let client = self.server.client().await?;
            let run = async { client.execute(&client.prepare_cached(sql).await?, values).await };
            run.await.map_err(|error| failed_to_commit(operation, &error))
        })
    }
}

const COLUMNS: &str = "position, version, event_id, event_type, aggregate_id, document, seal";

/// Reads a row with [`COLUMNS`].
fn stored(row: &Row) -> Result<Stored, Error> {
    let fields = || -> Result<(Stored, &[u8]), tokio_postgres::Error> {
        let text = |at: usize| row.try_get::<_, &str>(at).map(read);
        let entry = Entry {
            event_id: text(2)?,
            event_type: text(3)?,
            aggregate_id: text(4)?,
            document: text(5)?,
        };
        let (position, version) = (unsigned(row.try_get(0)?), unsigned(row.try_get(1)?));
        Ok((Stored { position, version, entry }, row.try_get(6)?))
    };
    let (stored, seal) =
        fields().map_err(|_| Error::corrupt("a row does not hold what it should"))?;
    let Stored { position, version, entry } = &stored;
    if placed(*position, *version, &content(entry)) != *seal {
        let what = format!("position {position} does not have the content of its hash");
        return Err(Error::corrupt(what));
    }
    Ok(stored)
}

/// Reads a row that begins with origin, reason and document.
fn rejected(row: &Row) -> Result<Rejected, tokio_postgres::Error> {
    let text = |at: usize| row.try_get(at).map(|text| read(text).into_string());
    Ok(Rejected { origin: text(0)?, reason: text(1)?, document: row.try_get(2)? })
}

/// Some of the entries behind a position and up to another one.
async fn page(client: &Object, after: u64, to: u64) -> Result<Vec<Stored>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM events WHERE position > $1 AND position <= $2 ORDER BY position LIMIT 1000"
    );
    let rows = client.query(&sql, &[&signed(after), &signed(to)]).await;
    rows.map_err(|error| failed("reading", &error))?.iter().map(stored).collect()
}

/// The entry at a position that is known to be taken.
async fn fetch(client: &Object, position: u64) -> Result<Stored, Error> {
    let sql = format!("SELECT {COLUMNS} FROM events WHERE position = $1");
    let rows = client.query(&sql, &[&signed(position)]).await;
    let rows = rows.map_err(|error| failed("reading", &error))?;
    let row = rows.first();
    row.map_or_else(|| Err(Error::corrupt(format!("position {position} is missing"))), stored)
}

impl Reader for Postgres {
    fn capabilities(&self) -> Capabilities {
        Capabilities { durable: self.durable, shared: true }
    }

    fn head(&self) -> Result<u64, Error> {
        self.number("SELECT position FROM log WHERE one", &[])
    }

    fn version(&self, aggregate_id: &str) -> Result<u64, Error> {
        let sql = "SELECT version FROM events WHERE aggregate_key = $1 \
                   ORDER BY position DESC LIMIT 1";
        self.number(sql, &[&&key([aggregate_id])[..]])
    }

    fn read(&self, of: Of<'_>, after: u64, limit: usize) -> Result<Vec<Stored>, Error> {
        let (after, limit) = (signed(after), i64::try_from(limit).unwrap_or(i64::MAX));
        let select = |condition: &str| {
            format!(
                "SELECT {COLUMNS} FROM events WHERE {condition} position > $1 ORDER BY position LIMIT $2"
            )
        };
        let rows = match of {
            Of::All => self.rows("reading", &select(""), &[&after, &limit]),
            Of::Aggregate(id) => {
                let sql = select("aggregate_key = $3 AND");
                self.rows("reading", &sql, &[&after, &limit, &&key([id])[..]])
            }
            Of::Type(name) => {
                let sql = select("event_type = $3 AND");
                self.rows("reading", &sql, &[&after, &limit, &written(name)])
            }
        };
        rows?.iter().map(stored).collect()
    }

    fn wait(&self, after: u64, at_most: Duration) -> Result<u64, Error> {
        let start = Instant::now();
        loop {
            let head = self.head()?;
            let left = at_most.saturating_sub(start.elapsed());
            if head > after || left.is_zero() {
                return Ok(head);
            }
            self.server.run(async {
                self.server.woken(left.min(POLL)).await;
                Ok(())
            })?;
        }
    }

    fn snapshot(&self, name: &str, key: &str) -> Result<Option<Saved>, Error> {
        let sql = "SELECT position, state FROM snapshots WHERE key = $1";
        let rows =
            self.rows("reading a snapshot", sql, &[&&crate::digest::key([name, key])[..]])?;
        let saved = |row: &Row| -> Result<Saved, tokio_postgres::Error> {
            Ok(Saved { position: unsigned(row.try_get(0)?), state: read(row.try_get(1)?) })
        };
        let saved = rows.first().map(saved).transpose();
        saved.map_err(|error| failed("reading a snapshot", &error))
    }
}

impl Writer for Postgres {
    fn append(&mut self, batch: &Batch) -> Result<Vec<Appended>, Error> {
        let Self { server, versions, .. } = self;
        server.run(async {
            let client = server.client().await?;
            append::append(&client, &server.schema, versions, batch).await
        })
    }

    fn save_snapshot(&mut self, name: &str, key: &str, saved: &Saved) -> Result<(), Error> {
        let sql = "INSERT INTO snapshots AS kept (key, position, state) VALUES ($1, $2, $3) \
                   ON CONFLICT (key) DO UPDATE \
                   SET position = excluded.position, state = excluded.state \
                   WHERE excluded.position >= kept.position";
        let key = crate::digest::key([name, key]);
        let values: [&(dyn ToSql + Sync); 3] =
            [&&key[..], &signed(saved.position), &written(&saved.state)];
        self.change("saving a snapshot", sql, &values).map(drop)
    }
}

impl ClockStorage for Postgres {
    type Error = Error;

    fn load(&self, node_id: &str) -> Result<u64, Error> {
        self.number(append::READING, &[&&key([node_id])[..]])
    }

    fn save(&mut self, node_id: &str, reading: u64) -> Result<(), Error> {
        let values: [&(dyn ToSql + Sync); 3] =
            [&&key([node_id])[..], &written(node_id), &signed(reading)];
        self.change("saving a clock", append::SAVE_CLOCK, &values).map(drop)
    }
}

impl ErrorStorage<Rejected> for Postgres {
    type Error = Error;

    fn append(&mut self, entry: Rejected) -> Result<(), Error> {
        self.keep(&[entry])
    }

    fn load_recent(&self, limit: NonZeroUsize) -> Result<Vec<Rejected>, Error> {
        let sql = "SELECT origin, reason, document FROM rejected ORDER BY id DESC LIMIT $1";
        let limit = i64::try_from(limit.get()).unwrap_or(i64::MAX);
        let rows = self.rows("reading rejected documents", sql, &[&limit])?;
        let rejected = rows.iter().map(rejected).collect::<Result<_, _>>();
        rejected.map_err(|error| failed("reading rejected documents", &error))
    }
}

impl Store for Postgres {
    fn kept_head(&self) -> Result<Head, Error> {
        let (position, kept) = self.ends()?;
        kept.to(position, |after| self.read(Of::All, after, 1000))
    }

    fn verify_since(&self, earlier: Option<&Head>) -> Result<Head, Error> {
        self.server.run(async { made::as_made(&self.server.client().await?).await })?;
        self.rejected_are_whole()?;
        // Others may append while this is read.
        let (before, kept) = self.ends()?;
        let head = store::verify(self, earlier, Some(kept), |page| self.ids_fit(page))?;
        let events = head.position;
        if events < before {
            return Err(store::lost(events, before, "the log's row"));
        }
        let sql = "SELECT count(*) FROM event_ids WHERE position <= $1";
        let (after, ids) = (self.head()?, self.number(sql, &[&signed(events)])?);
        if after < events || ids != events {
            let what = format!("{events} events, where the head is {after} and ids are {ids}");
            return Err(Error::corrupt(what));
        }
        Ok(head)
    }

    fn stats(&self) -> Result<Stats, Error> {
        let bytes = "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class \
                     WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'";
        Ok(Stats {
            events: self.head()?,
            aggregates: self.number("SELECT count(*) FROM events WHERE version = 1", &[])?,
            rejected: self.number("SELECT count(*) FROM rejected", &[])?,
            bytes: self.number(bytes, &[])?,
        })
    }

    /// Has the server give back the room of rows that are no longer there.
    fn compact(&mut self) -> Result<(), Error> {
        self.server.run(async {
            let client = self.server.client().await?;
            for table in ["log", "events", "event_ids", "clocks", "snapshots", "rejected"] {
                let done = client.batch_execute(&format!("VACUUM (ANALYZE) {table}")).await;
                done.map_err(|error| failed("compacting", &error))?;
            }
            Ok(())
        })
    }

    fn keep(&mut self, rejected: &[Rejected]) -> Result<(), Error> {
        let prints: Vec<[u8; 32]> = rejected.iter().map(print).collect();
        let prints: Vec<&[u8]> = prints.iter().map(|print| &print[..]).collect();
        let origins: Vec<_> = rejected.iter().map(|one| written(&one.origin)).collect();
        let reasons: Vec<_> = rejected.iter().map(|one| written(&one.reason)).collect();
        let documents: Vec<&[u8]> = rejected.iter().map(|one| &one.document[..]).collect();
        // What is there already takes no number, so that numbers tell how many are kept.
        let insert = "WITH offered AS (SELECT DISTINCT ON (print) * \
              FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[]) \
              WITH ORDINALITY AS o (origin, reason, document, print, at) ORDER BY print, at) \
             INSERT INTO rejected (origin, reason, document, print) \
             SELECT origin, reason, document, print FROM offered WHERE NOT EXISTS \
              (SELECT FROM rejected WHERE rejected.print = offered.print) ORDER BY at \
             ON CONFLICT DO NOTHING";
        let values: [&(dyn ToSql + Sync); 4] = [&origins, &reasons, &documents, &prints];
        self.change("keeping rejected documents", insert, &values)?;
        if let Some(most) = self.retained.and_then(|most| i64::try_from(most.get()).ok()) {
            let delete = "DELETE FROM rejected WHERE id <= (SELECT max(id) FROM rejected) - $1";
            self.change("dropping old rejected documents", delete, &[&most])?;
        }
        Ok(())
    }

    fn forget(&mut self, rejected: &Rejected) -> Result<bool, Error> {
        let sql = "DELETE FROM rejected WHERE print = $1";
        let print = print(rejected);
        Ok(self.change("dropping a rejected document", sql, &[&&print[..]])? > 0)
    }
}

/// PostgreSQL has signed integers only; readings beyond 63 bits keep their bits.
const fn signed(number: u64) -> i64 {
    number.cast_signed()
}

const fn unsigned(number: i64) -> u64 {
    number.cast_unsigned()
}

/// What the server or the way to it says, without the values of rows that it quotes in details.
fn told(error: &tokio_postgres::Error) -> String {
    use std::error::Error as _;
    if let Some(said) = error.as_db_error() {
        return format!("{} (SQLSTATE {})", said.message(), said.code().code());
    }
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}

/// Whether the connection is gone, or the server about to be.
fn lost(error: &tokio_postgres::Error) -> bool {
    let gone = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
    ];
    match error.code() {
        Some(code) => gone.contains(code),
        None => {
            use std::error::Error as _;
            let source = error.source();
            error.is_closed() || source.is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
        }
    }
}

/// An error before anything was to be committed.
fn failed(operation: &'static str, error: &tokio_postgres::Error) -> Error {
    let busy = [
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::TOO_MANY_CONNECTIONS,
    ];
    let damaged = [SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED];
    let kind = match error.code() {
        Some(code) if damaged.contains(code) => {
            return Error::corrupt(format!("{operation}: {}", told(error)));
        }
        Some(code) if busy.contains(code) => Kind::Busy,
        _ if lost(error) => Kind::Busy,
        _ => Kind::Failed,
    };
    Error::Backend { operation, kind, source: told(error).into() }
}

/// An error of a statement that commits by itself, or with others.
fn failed_to_commit(operation: &'static str, error: &tokio_postgres::Error) -> Error {
    if lost(error) {
        return Error::Backend { operation, kind: Kind::Unknown, source: told(error).into() };
    }
    failed(operation, error)
}

fn committing(error: &tokio_postgres::Error) -> Error {
    failed_to_commit("appending", error)
}
