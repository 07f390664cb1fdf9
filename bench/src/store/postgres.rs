//! PostgreSQL, beside the same inserts into the same tables by hand: no duplicates, conditions, hashes,
//! versions or lock.

use std::hint::black_box;
use std::pin::pin;

use event_contract::log::Entry;
use event_contract_stores::Postgres;
use event_contract_testkit::postgres::Server;
use futures_util::future::{join3, try_join};
use tokio::runtime::Runtime;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Statement};

use super::{APPENDS, Best, ROUNDS, append, entries, replay};
use crate::{Outcome, table};

/// Fewer than for a file: each commit waits for the disk.
const SINGLES: usize = 500;

pub(super) fn run() -> Outcome {
    let Some(server) = Server::start() else { return Ok(()) };
    let mut rows = Vec::new();
    let mut replays = (Best::default(), Best::default());
    for (name, size, count) in APPENDS {
        let count = if size == 1 { SINGLES } else { count };
        let entries = entries(count);
        let (mut raw, mut ours) = (Best::default(), Best::default());
        for round in 0..ROUNDS {
            let url = |kind: &str| server.url(&format!("{kind}_{size}_{round}"));
            drop(Postgres::create(&url("raw"))?);
            let by_hand = Raw::connect(&url("raw"))?;
            raw.take(count, || by_hand.append(&entries, size))?;
            let mut log = Postgres::create(&url("ours"))?;
            ours.take(count, || append(&mut log, &entries, size))?;
            if size == APPENDS[2].1 {
                replays.0.take(count, || by_hand.replay())?;
                replays.1.take(count, || replay(&log))?;
            }
        }
        rows.push(vec![name.to_owned(), format!("{:.0}", raw.0), ours.beside(raw)]);
    }
    rows.push(vec!["replay".into(), format!("{:.0}", replays.0.0), replays.1.beside(replays.0)]);
    table::print(&["", "raw tokio-postgres", "postgres"], &rows);
    Ok(())
}

/// A connection of our own.
struct Raw {
    runtime: Runtime,
    client: Client,
    events: Statement,
    ids: Statement,
}

const EVENT: &str =
    "(position, version, event_id, event_type, aggregate_id, document, aggregate_key, seal)";
const ID: &str = "(event_key, content, position, version)";

impl Raw {
    fn connect(url: &str) -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (url, schema) = url.split_once("?schema=").ok_or("no schema")?;
        let (client, events, ids) = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
            tokio::spawn(connection);
            client.batch_execute(&format!("SET search_path TO {schema}; SET jit TO off")).await?;
            let events = format!(
                "INSERT INTO events {EVENT} SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], \
                 $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bytea[])"
            );
            let ids = format!(
                "INSERT INTO event_ids {ID} SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[])"
            );
            let prepared = try_join(client.prepare(&events), client.prepare(&ids)).await?;
            Ok::<_, tokio_postgres::Error>((client, prepared.0, prepared.1))
        })?;
        Ok(Self { runtime, client, events, ids })
    }

    fn append(&self, entries: &[Entry], size: usize) -> Outcome {
        let mut position = 0_i64;
        self.runtime.block_on(async {
            for chunk in entries.chunks(size) {
                let rows: Vec<Row<'_>> = chunk
                    .iter()
                    .map(|entry| {
                        position += 1;
                        Row::of(position, entry)
                    })
                    .collect();
                self.client.batch_execute("BEGIN").await?;
                if size < 1000 { self.insert(&rows).await? } else { self.copy(&rows).await? }
            }
            Ok(())
        })
    }

    async fn insert(&self, rows: &[Row<'_>]) -> Outcome {
        fn column<'a, T>(rows: &'a [Row<'_>], of: impl Fn(&'a Row<'_>) -> T) -> Vec<T> {
            rows.iter().map(of).collect()
        }
        let positions = column(rows, |row| row.position);
        let versions = column(rows, |row| row.version);
        let ids = column(rows, |row| &*row.entry.event_id);
        let types = column(rows, |row| &*row.entry.event_type);
        let aggregates = column(rows, |row| &*row.entry.aggregate_id);
        let documents = column(rows, |row| &*row.entry.document);
        let aggregate_keys = column(rows, |row| &row.aggregate_key[..]);
        let seals = column(rows, |_| &[0_u8; 32][..]);
        let keys = column(rows, |row| &row.event_key[..]);
        let events: [&(dyn ToSql + Sync); 8] =
            [&positions, &versions, &ids, &types, &aggregates, &documents, &aggregate_keys, &seals];
        let known: [&(dyn ToSql + Sync); 4] = [&keys, &seals, &positions, &versions];
        let (events, ids, end) = join3(
            self.client.execute(&self.events, &events),
            self.client.execute(&self.ids, &known),
            self.client.batch_execute("COMMIT"),
        )
        .await;
        events.and(ids)?;
        Ok(end?)
    }

    async fn copy(&self, rows: &[Row<'_>]) -> Outcome {
        let types = [
            Type::INT8,
            Type::INT8,
            Type::TEXT,
            Type::TEXT,
            Type::TEXT,
            Type::TEXT,
            Type::BYTEA,
            Type::BYTEA,
        ];
        let sink = self.client.copy_in(&format!("COPY events {EVENT} FROM STDIN BINARY")).await?;
        let mut events = pin!(BinaryCopyInWriter::new(sink, &types));
        for row in rows {
            let Entry { event_id, event_type, aggregate_id, document } = row.entry;
            let values: [&(dyn ToSql + Sync); 8] = [
                &row.position,
                &row.version,
                &&**event_id,
                &&**event_type,
                &&**aggregate_id,
                &&**document,
                &&row.aggregate_key[..],
                &&[0_u8; 32][..],
            ];
            events.as_mut().write(&values).await?;
        }
        events.finish().await?;
        let types = [Type::BYTEA, Type::BYTEA, Type::INT8, Type::INT8];
        let sink = self.client.copy_in(&format!("COPY event_ids {ID} FROM STDIN BINARY")).await?;
        let mut ids = pin!(BinaryCopyInWriter::new(sink, &types));
        for row in rows {
            let values: [&(dyn ToSql + Sync); 4] =
                [&&row.event_key[..], &&[0_u8; 32][..], &row.position, &row.version];
            ids.as_mut().write(&values).await?;
        }
        ids.finish().await?;
        Ok(self.client.batch_execute("COMMIT").await?)
    }

    fn replay(&self) -> Outcome {
        self.runtime.block_on(async {
            let sql = "SELECT * FROM events WHERE position > $1 ORDER BY position LIMIT 1000";
            let page = self.client.prepare(sql).await?;
            let mut after = 0_i64;
            loop {
                let rows = self.client.query(&page, &[&after]).await?;
                let Some(last) = rows.last() else { return Ok(()) };
                after = last.try_get(0)?;
                for row in &rows {
                    for at in 2..6 {
                        black_box(row.try_get::<_, String>(at)?);
                    }
                }
            }
        })
    }
}

struct Row<'a> {
    position: i64,
    version: i64,
    entry: &'a Entry,
    event_key: [u8; 16],
    aggregate_key: [u8; 16],
}

impl<'a> Row<'a> {
    /// Keys are spread as hashes are, without being any.
    fn of(position: i64, entry: &'a Entry) -> Self {
        let spread = |number: i64| {
            let number = u128::from(number.cast_unsigned());
            number.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835).to_be_bytes()
        };
        Self {
            position,
            version: (position - 1) / 1000 + 1,
            entry,
            event_key: spread(position),
            aggregate_key: spread(position % 1000),
        }
    }
}
