//! Whether the tables are as they were made.

use std::collections::BTreeSet;

use deadpool_postgres::Object;
use event_contract::log::Error;

use super::failed;
use super::schema::PARTITIONS;

/// Tables with their columns.
const COLUMNS: &[(&str, &[&str])] = &[
    ("log", &["one boolean", "tables integer", "position bigint", "chained bigint", "chain bytea"]),
    (
        "events",
        &[
            "position bigint",
            "version bigint",
            "event_id text",
            "event_type text",
            "aggregate_id text",
            "document text",
            "aggregate_key bytea",
            "seal bytea",
        ],
    ),
    ("event_ids", &["event_key bytea", "content bytea", "position bigint", "version bigint"]),
    ("clocks", &["node_key bytea", "node_id text", "reading bigint"]),
    ("snapshots", &["key bytea", "position bigint", "state text"]),
    ("rejected", &["id bigint", "origin text", "reason text", "document bytea", "print bytea"]),
];

/// Indexes by their tables and columns.
const INDEXES: &[&str] = &[
    "unique index of log on one",
    "unique index of events on aggregate_key, position",
    "index of events on position",
    "index of events on event_type, position",
    "unique index of event_ids on event_key",
    "unique index of clocks on node_key",
    "unique index of snapshots on key",
    "unique index of rejected on id",
    "unique index of rejected on print",
];

const FIND_COLUMNS: &str = "SELECT format('column %s.%s %s%s', c.relname, a.attname, \
     format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN '' ELSE ', which may be null,' END) \
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY($1) AND a.attnum > 0 \
     AND NOT a.attisdropped";
/// Those that partitions have by themselves belong to their table's.
const FIND_INDEXES: &str = "SELECT format('%s of %s on %s', CASE WHEN i.indisunique THEN 'unique index' ELSE 'index' END, \
     c.relname, (SELECT string_agg(a.attname, ', ' ORDER BY k.place) \
      FROM unnest(i.indkey) WITH ORDINALITY AS k (number, place) \
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number)) \
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid \
     WHERE c.relnamespace = current_schema()::regnamespace AND (c.relname = ANY($1) OR c.relispartition) \
     AND i.indisvalid AND i.indpred IS NULL \
     AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = i.indexrelid)";
/// What changes or hides rows behind the log's back.
const FIND_OTHERS: &str = "SELECT format('trigger %s on %s', t.tgname, c.relname) \
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
     WHERE c.relnamespace = current_schema()::regnamespace AND (c.relname = ANY($1) OR c.relispartition) \
     AND NOT t.tgisinternal \
     UNION ALL SELECT format('rule %s on %s', r.rulename, c.relname) \
     FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class \
     WHERE c.relnamespace = current_schema()::regnamespace AND (c.relname = ANY($1) OR c.relispartition) \
     UNION ALL SELECT format('row security of %s', c.relname) FROM pg_class c \
     WHERE c.relnamespace = current_schema()::regnamespace AND (c.relname = ANY($1) OR c.relispartition) \
     AND c.relrowsecurity";
const COUNT_PARTITIONS: &str =
    "SELECT count(*)::text FROM pg_inherits WHERE inhparent = 'events'::regclass";

/// Compares tables, columns and indexes with those that this build makes, and looks for what changes or hides rows.
pub(super) async fn as_made(client: &Object) -> Result<(), Error> {
    let columns = COLUMNS.iter().flat_map(|(table, columns)| {
        columns.iter().map(move |column| format!("column {table}.{column}"))
    });
    let columns: BTreeSet<String> = columns.collect();
    let indexes: BTreeSet<String> = INDEXES.iter().copied().map(str::to_owned).collect();
    let (there, others) = (found(client, FIND_COLUMNS).await?, found(client, FIND_OTHERS).await?);
    same(&columns, &there, |_| true)?;
    same(&indexes, &found(client, FIND_INDEXES).await?, |other| other.starts_with("unique"))?;
    same(&BTreeSet::new(), &others, |_| true)?;
    let rows = client.query_one(COUNT_PARTITIONS, &[]).await;
    let count: String =
        rows.and_then(|row| row.try_get(0)).map_err(|error| failed("checking", &error))?;
    if count == PARTITIONS.to_string() {
        return Ok(());
    }
    Err(Error::corrupt(format!(
        "events has {count} partitions, where it was made with {PARTITIONS}"
    )))
}

/// Whether everything that is expected is there, and nothing else that matters.
fn same(
    expected: &BTreeSet<String>,
    there: &BTreeSet<String>,
    matters: impl Fn(&str) -> bool,
) -> Result<(), Error> {
    if let Some(missing) = expected.difference(there).next() {
        return Err(Error::corrupt(format!("there is no {missing}")));
    }
    match there.difference(expected).find(|other| matters(other)) {
        Some(other) => Err(Error::corrupt(format!("the {other} is none of the log's"))),
        None => Ok(()),
    }
}

async fn found(client: &Object, sql: &str) -> Result<BTreeSet<String>, Error> {
    let tables: Vec<&str> = COLUMNS.iter().map(|(table, _)| *table).collect();
    let rows = client.query(sql, &[&tables]).await.map_err(|error| failed("checking", &error))?;
    let texts = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>();
    texts.map_err(|error| failed("checking", &error))
}
