//! The tables, and how they come to be.

use deadpool_postgres::Object;
use event_contract::log::Error;

use super::append::{chained_head, save_head};
use super::failed;
use crate::store::Access;

/// The steps from each version of the tables to the next. Steps are added, never changed.
///
/// Events are spread over partitions by the hash of their aggregate, so that no index grows without end
/// and partitions can be moved to other disks. An index that covers all partitions cannot be unique there,
/// so ids have a table of their own; it also answers what is a duplicate without reading documents.
const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE log (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        tables integer NOT NULL,
        position bigint NOT NULL
    ) WITH (fillfactor = 10);
    INSERT INTO log (tables, position) VALUES (0, 0);
    CREATE TABLE events (
        position bigint NOT NULL,
        version bigint NOT NULL,
        event_id text COLLATE \"C\" NOT NULL,
        event_type text COLLATE \"C\" NOT NULL,
        aggregate_id text COLLATE \"C\" NOT NULL,
        document text COLLATE \"C\" NOT NULL,
        aggregate_key bytea NOT NULL,
        seal bytea NOT NULL,
        PRIMARY KEY (aggregate_key, position)
    ) PARTITION BY HASH (aggregate_key);
    CREATE INDEX events_by_position ON events (position);
    CREATE INDEX events_by_type ON events (event_type, position);
    CREATE TABLE event_ids (
        event_key bytea PRIMARY KEY,
        content bytea NOT NULL,
        position bigint NOT NULL,
        version bigint NOT NULL
    );
    CREATE TABLE clocks (
        node_key bytea PRIMARY KEY,
        node_id text COLLATE \"C\" NOT NULL,
        reading bigint NOT NULL
    );
    CREATE TABLE snapshots (
        key bytea PRIMARY KEY,
        position bigint NOT NULL,
        state text COLLATE \"C\" NOT NULL
    );
    CREATE TABLE rejected (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        origin text COLLATE \"C\" NOT NULL,
        reason text COLLATE \"C\" NOT NULL,
        document bytea NOT NULL,
        print bytea NOT NULL UNIQUE
    );
",
    "
    ALTER TABLE log
        ADD COLUMN chained bigint NOT NULL DEFAULT 0,
        ADD COLUMN chain bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex');
",
];

/// Over how many tables the events of a log are spread.
pub(super) const PARTITIONS: usize = 8;

/// Names the lock under which tables are made: "evct".
const LOCK: i64 = 0x6576_6374;

/// Brings the tables to the version of this build, and makes them if need be.
pub(super) async fn migrate(client: &Object, schema: &str, access: Access) -> Result<(), Error> {
    let create = access == Access::Create;
    let run = async |sql: &str| {
        client.batch_execute(sql).await.map_err(|error| failed("opening", &error))
    };
    let (found, known) = (version(client).await?, MIGRATIONS.len());
    match found {
        Some(found) if found == known => return Ok(()),
        Some(found) if access == Access::Read => {
            let what = format!(
                "tables of version {found}, where {known} is read here; `store init` brings them there"
            );
            return Err(Error::Unsupported { what });
        }
        None if !create => return Err(missing(schema)),
        _ => {}
    }
    run(&format!("BEGIN; SELECT pg_advisory_xact_lock({LOCK})")).await?;
    let done = async {
        // Whoever may use a schema need not be allowed to make one, not even one that is there.
        if create && !exists(client, schema).await? {
            run(&format!("CREATE SCHEMA \"{schema}\"")).await?;
        }
        let found = version(client).await?;
        if found.is_none() && !create {
            return Err(missing(schema));
        }
        let found = found.unwrap_or(0);
        for (at, step) in MIGRATIONS.iter().enumerate().skip(found) {
            run(step).await?;
            if at == 0 {
                for part in 0..PARTITIONS {
                    run(&format!(
                        "CREATE TABLE events_{part} PARTITION OF events \
                         FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {part})"
                    ))
                    .await?;
                }
            }
        }
        // Events of before the head was kept.
        let (_, head) = chained_head(client).await?;
        save_head(client, head).await?;
        run(&format!("UPDATE log SET tables = {}; COMMIT", MIGRATIONS.len())).await
    };
    let done = done.await;
    if done.is_err() {
        // The first error says more than one about taking it back.
        let _ = run("ROLLBACK").await;
    }
    done
}

fn missing(schema: &str) -> Error {
    Error::Unsupported { what: format!("no log in the schema {schema}") }
}

async fn exists(client: &Object, schema: &str) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)";
    let there = client.query_one(sql, &[&schema]).await;
    there.and_then(|row| row.try_get(0)).map_err(|error| failed("opening", &error))
}

/// The version of the tables, if there are any.
async fn version(client: &Object) -> Result<Option<usize>, Error> {
    let wrong = |error| failed("opening", &error);
    let there = client.query_one("SELECT to_regclass('log') IS NOT NULL", &[]).await;
    if !there.and_then(|row| row.try_get::<_, bool>(0)).map_err(wrong)? {
        return Ok(None);
    }
    let found = client.query_one("SELECT tables FROM log", &[]).await;
    let found: i32 = found.and_then(|row| row.try_get(0)).map_err(wrong)?;
    let known = MIGRATIONS.len();
    match usize::try_from(found).ok().filter(|found| *found <= known) {
        Some(found) => Ok(Some(found)),
        None => {
            let what = format!("tables of version {found}, where {known} is the newest known");
            Err(Error::Unsupported { what })
        }
    }
}
