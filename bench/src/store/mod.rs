//! Appending to logs and reading them again, beside the engines below doing the same inserts without any of it;
//! what judging costs beside that; and another library beside a log.

mod cqrs;
mod judging;
mod nats;
mod postgres;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use event_contract::log::{Batch, Entry, Of, Reader, Writer};
use event_contract_stores::{Memory, Sqlite};
use rusqlite::{Connection, TransactionBehavior, params};

use crate::{Outcome, table};

/// Bytes of a document.
const BYTES: usize = 735;
/// How often each measurement is made; the fastest counts.
const ROUNDS: usize = 3;

/// The batch sizes, and how many entries are appended with each.
const APPENDS: [(&str, usize, usize); 3] =
    [("single", 1, 2_000), ("batch of 100", 100, 50_000), ("bulk, 5,000", 5_000, 100_000)];

/// Measures everything, or one part of it.
pub(crate) fn run(part: Option<&str>) -> Outcome {
    match part {
        Some("sqlite") => sqlite(),
        Some("postgres") => postgres::run(),
        Some("nats") => nats::run(),
        Some("cqrs") => cqrs::run(),
        Some("judging") => judging::run(),
        Some(_) => Err("store is measured in parts: sqlite, postgres, nats, cqrs, judging".into()),
        None => {
            sqlite()?;
            postgres::run()?;
            nats::run()?;
            cqrs::run()?;
            judging::run()
        }
    }
}

fn sqlite() -> Outcome {
    let mut rows = Vec::new();
    for (name, size, count) in APPENDS {
        let entries = entries(count);
        let mut measured = Measured::default();
        for _ in 0..ROUNDS {
            let folder = tempfile::tempdir()?;
            let mut raw = Raw::create(&folder.path().join("raw.db"))?;
            measured.raw.take(count, || raw.append(&entries, size))?;
            let mut sqlite = Sqlite::create(folder.path().join("log.db"))?;
            measured.sqlite.take(count, || append(&mut sqlite, &entries, size))?;
            let mut memory = Memory::default();
            measured.memory.take(count, || append(&mut memory, &entries, size))?;
            if size == APPENDS[2].1 {
                measured.raw_replay.take(count, || raw.replay())?;
                measured.sqlite_replay.take(count, || replay(&sqlite))?;
                measured.memory_replay.take(count, || replay(&memory))?;
            }
        }
        rows.push(measured.row(name));
        if size == APPENDS[2].1 {
            let Measured { raw_replay, sqlite_replay, memory_replay, .. } = measured;
            let replays = Measured {
                raw: raw_replay,
                sqlite: sqlite_replay,
                memory: memory_replay,
                ..Measured::default()
            };
            rows.push(replays.row("replay"));
        }
    }
    println!(
        "Nanoseconds an event of {BYTES} bytes; in brackets the throughput relative to the raw engine\n"
    );
    table::print(&["", "raw rusqlite", "sqlite", "memory"], &rows);
    Ok(())
}

/// The fastest time for an entry, in nanoseconds.
#[derive(Clone, Copy, Debug)]
struct Best(f64);

impl Default for Best {
    fn default() -> Self {
        Self(f64::INFINITY)
    }
}

impl Best {
    /// The time, and the throughput relative to another.
    fn beside(self, raw: Self) -> String {
        format!("{:.0} ({:.2})", self.0, raw.0 / self.0)
    }

    fn take(&mut self, count: usize, work: impl FnOnce() -> Outcome) -> Outcome {
        let start = Instant::now();
        work()?;
        let time: Duration = start.elapsed();
        self.0 = self.0.min(time.as_secs_f64() * 1e9 / count as f64);
        Ok(())
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Measured {
    raw: Best,
    sqlite: Best,
    memory: Best,
    raw_replay: Best,
    sqlite_replay: Best,
    memory_replay: Best,
}

impl Measured {
    fn row(&self, name: &str) -> Vec<String> {
        let of = |best: Best| best.beside(self.raw);
        vec![name.to_owned(), format!("{:.0}", self.raw.0), of(self.sqlite), of(self.memory)]
    }
}

fn entries(count: usize) -> Vec<Entry> {
    let entry = |number: usize| Entry {
        // Spread as random ids are.
        event_id: format!("{:026}", number.wrapping_mul(0x9E37_79B9_7F4A_7C15)).into(),
        event_type: format!("Type{}", number % 60).into(),
        aggregate_id: format!("mission/{}", number % 1000).into(),
        document: format!("{{\"text\":\"{}\"}}", "x".repeat(BYTES - 11)).into(),
    };
    (0..count).map(entry).collect()
}

fn append(log: &mut impl Writer, entries: &[Entry], size: usize) -> Outcome {
    for chunk in entries.chunks(size) {
        log.append(&Batch::of(chunk.iter().cloned()))?;
    }
    Ok(())
}

fn replay(log: &impl Reader) -> Outcome {
    let mut after = 0;
    loop {
        let page = log.read(Of::All, after, 1000)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.position;
        black_box(&page);
    }
}

/// The same columns, indices and durability, written by hand.
struct Raw(Connection);

impl Raw {
    fn create(path: &Path) -> Outcome<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE events (
                 position INTEGER PRIMARY KEY, version INTEGER NOT NULL, event_id TEXT NOT NULL UNIQUE,
                 event_type TEXT NOT NULL, aggregate_id TEXT NOT NULL, document TEXT NOT NULL,
                 seal BLOB NOT NULL, UNIQUE (aggregate_id, version)) STRICT;
             CREATE INDEX events_by_type ON events (event_type);",
        )?;
        Ok(Self(connection))
    }

    fn append(&mut self, entries: &[Entry], size: usize) -> Outcome {
        let mut position = 0_i64;
        for chunk in entries.chunks(size) {
            let transaction = self.0.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut insert = transaction
                .prepare_cached("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
            for entry in chunk {
                position += 1;
                let Entry { event_id, event_type, aggregate_id, document } = entry;
                insert.execute(params![
                    position,
                    (position - 1) / 1000 + 1,
                    &**event_id,
                    &**event_type,
                    &**aggregate_id,
                    &**document,
                    [0_u8; 32],
                ])?;
            }
            drop(insert);
            transaction.commit()?;
        }
        Ok(())
    }

    fn replay(&self) -> Outcome {
        let mut query = self.0.prepare("SELECT * FROM events ORDER BY position")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            for at in 2..6 {
                black_box(row.get::<_, String>(at)?);
            }
        }
        Ok(())
    }
}
