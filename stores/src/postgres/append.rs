//! Appending, in two flights: what is there, under the lock of the log's one row, and then what is new.

use std::borrow::Cow;
use std::collections::HashMap;
use std::pin::pin;
use std::time::Instant;

use deadpool_postgres::Object;
use event_contract::log::{Appended, Batch, Entry, Error, Stored};
use futures_util::future::{OptionFuture, join, join5, try_join_all, try_join5};
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Row, Statement};

use super::connect::written;
use super::{committing, failed, fetch, page, signed, unsigned};
use crate::Head;
use crate::digest::{again, content, key, placed};
use crate::store::lost;

/// From how many new entries on they are copied: it is faster then, and takes two more flights.
const COPY_FROM: usize = 400;

const LOCK: &str = "SELECT position, chained, chain FROM log WHERE one FOR UPDATE";
pub(super) const HEAD: &str = "SELECT position, chained, chain FROM log WHERE one";
const KNOWN: &str =
    "SELECT event_key, content, position, version FROM event_ids WHERE event_key = ANY($1)";
/// The last version of each aggregate that has one.
const VERSIONS: &str = "SELECT wanted.key, last.version FROM unnest($1::bytea[]) AS wanted (key), \
     LATERAL (SELECT version FROM events WHERE aggregate_key = wanted.key \
              ORDER BY position DESC LIMIT 1) AS last";
pub(super) const READING: &str = "SELECT reading FROM clocks WHERE node_key = $1";
const INSERT_EVENTS: &str = "INSERT INTO events (position, version, event_id, event_type, aggregate_id, document, \
     aggregate_key, seal) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], \
     $6::text[], $7::bytea[], $8::bytea[])";
const INSERT_IDS: &str = "INSERT INTO event_ids (event_key, content, position, version) \
     SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[])";
const COPY_EVENTS: &str = "COPY events (position, version, event_id, event_type, aggregate_id, document, \
     aggregate_key, seal) FROM STDIN (FORMAT binary)";
const COPY_IDS: &str =
    "COPY event_ids (event_key, content, position, version) FROM STDIN (FORMAT binary)";
const MOVE_HEAD: &str = "UPDATE log SET position = $1, chained = $1, chain = $2 WHERE one";
pub(super) const SAVE_CLOCK: &str = "INSERT INTO clocks (node_key, node_id, reading) VALUES ($1, $2, $3) \
     ON CONFLICT (node_key) DO UPDATE SET reading = excluded.reading";

type Key = [u8; 16];
type Done<T> = Result<T, tokio_postgres::Error>;

/// Versions that this handle knows, as of a position. Whoever appends moves the position, so that they hold as
/// long as it is the last one. A server that was lost may come back with another past, so that they hold on
/// their connection only.
#[derive(Debug, Default)]
pub(super) struct Versions {
    at: u64,
    connected: Option<Instant>,
    known: HashMap<Key, u64>,
    /// How many batches more are looked up by their ids before they are written.
    wary: u32,
}

/// For how many batches a handle is wary after it met an id that was taken.
const WARY: u32 = 16;
/// How many versions are remembered.
const REMEMBERED: usize = 50_000;

impl Versions {
    /// Takes note of versions as of a position.
    fn note(&mut self, at: u64, versions: HashMap<Key, u64>) {
        if self.at != at || self.known.len() > REMEMBERED {
            self.known.clear();
        }
        self.at = at;
        self.known.extend(versions);
    }
}

/// Appends a batch in a transaction of its own.
///
/// The index of ids refuses those that are taken, and what it refuses is taken back. So ids are looked up only where
/// some are likely to be taken, or where it has to be known whether any is new before conditions are looked at.
pub(super) async fn append(
    client: &Object,
    schema: &str,
    remembered: &mut Versions,
    batch: &Batch,
) -> Result<Vec<Appended>, Error> {
    let connected = Some(Object::metrics(client).created);
    if remembered.connected != connected {
        *remembered = Versions { connected, ..Versions::default() };
    }
    let conditional = !batch.checks.is_empty() || batch.clock.is_some();
    if remembered.wary == 0 && !conditional {
        if let Some(done) = attempt(client, schema, remembered, batch, false).await? {
            return Ok(done);
        }
        remembered.wary = WARY;
    }
    let done = attempt(client, schema, remembered, batch, true).await?;
    let done = done.ok_or_else(|| Error::corrupt("an id is taken that was not there"))?;
    let met = done.iter().any(|one| matches!(one, Appended::Duplicate { .. }));
    remembered.wary = if met { WARY } else { remembered.wary.saturating_sub(1) };
    Ok(done)
}

/// Appends a batch, after a look at its ids or without. Nothing if an id turned out to be taken.
async fn attempt(
    client: &Object,
    schema: &str,
    remembered: &mut Versions,
    batch: &Batch,
    look_up: bool,
) -> Result<Option<Vec<Appended>>, Error> {
    let mut offered = Offered::of(batch);
    // The server looks while contents are hashed here: once the questions are on their way.
    let (found, contents) = join(offered.look(client, remembered, look_up), async {
        tokio::task::yield_now().await;
        batch.entries.iter().map(content).collect()
    })
    .await;
    offered.contents = contents;
    let decided = match found {
        Ok(found) => offered.decide(client, found).await,
        Err(error) => Err(error),
    };
    match decided {
        Ok(Decided { done, new, any_new, head, before, versions }) if any_new => {
            let position = head.position;
            // Before the commit is known to have happened, nothing is.
            let mut kept = std::mem::take(remembered);
            let written = write(client, schema, batch, &new, head).await?;
            if written {
                kept.note(before, versions);
                kept.at = position;
            }
            *remembered = kept;
            Ok(written.then_some(done))
        }
        other => {
            // A connection on which this fails is closed, and the server takes it back by itself.
            let _ = client.batch_execute("ROLLBACK").await;
            other.map(|decided| Some(decided.done))
        }
    }
}

/// A batch, with what its texts are found by.
struct Offered<'a> {
    batch: &'a Batch,
    /// Of each entry, its id's key and its aggregate's.
    entries: Vec<(&'a Entry, Key, Key)>,
    /// Of each entry, once they are hashed.
    contents: Vec<[u8; 32]>,
    checked: Vec<Key>,
}

/// What the log has of it.
struct Found {
    head: Head,
    known: HashMap<Key, Known>,
    versions: HashMap<Key, u64>,
    reading: u64,
}

/// Where an id is taken, and by what content.
#[derive(Clone, Copy)]
struct Known {
    content: [u8; 32],
    position: u64,
    version: u64,
}

struct Decided<'a> {
    done: Vec<Appended>,
    new: Vec<New<'a>>,
    any_new: bool,
    head: Head,
    /// The position as it was found.
    before: u64,
    /// Of the batch's aggregates, after it.
    versions: HashMap<Key, u64>,
}

struct New<'a> {
    entry: &'a Entry,
    event_key: Key,
    aggregate_key: Key,
    content: [u8; 32],
    position: u64,
    version: u64,
}

impl<'a> Offered<'a> {
    fn of(batch: &'a Batch) -> Self {
        let entry = |entry: &'a Entry| (entry, key([&entry.event_id]), key([&entry.aggregate_id]));
        Self {
            batch,
            entries: batch.entries.iter().map(entry).collect(),
            contents: Vec::new(),
            checked: batch.checks.iter().map(|(id, _)| key([id])).collect(),
        }
    }

    /// Begins, takes the lock, and looks, also for ids if they are to be looked up.
    async fn look(
        &self,
        client: &Object,
        remembered: &Versions,
        look_up: bool,
    ) -> Result<Found, Error> {
        let [lock, known, versions, reading] =
            statements(client, [LOCK, KNOWN, VERSIONS, READING]).await?;
        let looked_up = self.entries.iter().filter(|_| look_up);
        let keys: Vec<&[u8]> = looked_up.map(|(_, key, _)| &key[..]).collect();
        let aggregates = self.entries.iter().map(|(_, _, key)| key);
        let mut aggregates: Vec<&[u8]> =
            aggregates.chain(&self.checked).map(|key| &key[..]).collect();
        aggregates.sort_unstable();
        aggregates.dedup();
        let mut remembered_too: HashMap<&Key, &u64> = HashMap::new();
        let mut asked = aggregates.clone();
        asked.retain(|key| {
            let known =
                <&Key>::try_from(*key).ok().and_then(|key| remembered.known.get_key_value(key));
            remembered_too.extend(known);
            known.is_none()
        });
        let node = self.batch.clock.as_ref().map(|step| key([&step.node_id]));
        let node = node.as_ref().map(|key| &key[..]);
        // Each statement sees what was committed before it began, so those after the lock see everything.
        let wrong = |error| failed("beginning to append", &error);
        let ((), head, known, mut last, reading) = try_join5(
            client.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
            client.query_one(&lock, &[]),
            client.query(&known, &[&keys]),
            client.query(&versions, &[&asked]),
            client.query(&reading, &[&node]),
        )
        .await
        .map_err(wrong)?;
        let number = |row: &Row, at| row.try_get::<_, i64>(at).map(unsigned).map_err(wrong);
        let (position, kept) = head_of(&head)?;
        let head = caught_up(client, position, kept).await?;
        if position != remembered.at && !remembered_too.is_empty() {
            // Someone else appended meanwhile.
            remembered_too.clear();
            last = client.query(&versions, &[&aggregates]).await.map_err(wrong)?;
        }
        let mut found = Found {
            head,
            known: HashMap::with_capacity(known.len()),
            versions: remembered_too.into_iter().map(|(key, last)| (*key, *last)).collect(),
            reading: reading.first().map_or(Ok(0), |row| number(row, 0))?,
        };
        for row in &known {
            let (position, version) = (number(row, 2)?, number(row, 3)?);
            found
                .known
                .insert(bytes(row, 0)?, Known { content: bytes(row, 1)?, position, version });
        }
        for row in &last {
            found.versions.insert(bytes(row, 0)?, number(row, 1)?);
        }
        Ok(found)
    }

    async fn decide(&self, client: &Object, found: Found) -> Result<Decided<'a>, Error> {
        let mut taken = HashMap::with_capacity(self.entries.len());
        let mut decided = Decided {
            done: Vec::with_capacity(self.entries.len()),
            new: Vec::new(),
            any_new: self.entries.is_empty(),
            head: found.head,
            before: found.head.position,
            versions: found.versions.clone(),
        };
        for ((entry, event_key, aggregate_key), content) in self.entries.iter().zip(&self.contents)
        {
            if let Some(known) = found.known.get(event_key) {
                decided.done.push(known.again(client, entry, content).await?);
                continue;
            }
            if let Some(earlier) = taken.get(event_key).and_then(|at| decided.new.get::<usize>(*at))
            {
                let earlier: &New<'_> = earlier;
                decided.done.push(again(&earlier.stored(), entry)?);
                continue;
            }
            decided.any_new = true;
            decided.head = decided.head.with(content);
            let version = decided.versions.entry(*aggregate_key).or_default();
            *version += 1;
            let (position, version) = (decided.head.position, *version);
            taken.insert(*event_key, decided.new.len());
            decided.new.push(New {
                entry,
                event_key: *event_key,
                aggregate_key: *aggregate_key,
                content: *content,
                position,
                version,
            });
            decided.done.push(Appended::New { position, version });
        }
        if decided.any_new {
            for ((aggregate_id, check), key) in self.batch.checks.iter().zip(&self.checked) {
                check.require(aggregate_id, found.versions.get(key).copied().unwrap_or(0))?;
            }
            if let Some(step) = &self.batch.clock {
                step.require(found.reading)?;
            }
        }
        Ok(decided)
    }
}

impl Known {
    async fn again(
        self,
        client: &Object,
        offered: &Entry,
        content: &[u8; 32],
    ) -> Result<Appended, Error> {
        let Self { content: known, position, version } = self;
        if known == *content {
            return Ok(Appended::Duplicate { position, version });
        }
        let stored = fetch(client, position).await?;
        again(&stored, offered)?;
        Err(Error::corrupt(format!("the id of position {position} does not have its content")))
    }
}

impl New<'_> {
    fn stored(&self) -> Stored {
        let (position, version) = (self.position, self.version);
        Stored { position, version, entry: self.entry.clone() }
    }

    fn seal(&self) -> [u8; 32] {
        placed(self.position, self.version, &self.content)
    }
}

/// Writes what is new, moves the head and the clock, and commits. False if an id is taken: then nothing is written.
async fn write(
    client: &Object,
    schema: &str,
    batch: &Batch,
    new: &[New<'_>],
    head: Head,
) -> Result<bool, Error> {
    let [events, ids, move_head, save_clock] =
        statements(client, [INSERT_EVENTS, INSERT_IDS, MOVE_HEAD, SAVE_CLOCK]).await?;
    let copied = new.len() >= COPY_FROM;
    if copied && let Err(error) = copy(client, new).await {
        let _ = client.batch_execute("ROLLBACK").await;
        return if taken(&error) { Ok(false) } else { Err(failed("appending", &error)) };
    }
    let columns = (!copied && !new.is_empty()).then(|| Columns::of(new));
    let insert_events = columns.as_ref().map(|columns| columns.events(client, &events));
    let insert_ids = columns.as_ref().map(|columns| columns.ids(client, &ids));
    let step = batch.clock.as_ref();
    let step = step.map(|step| (key([&step.node_id]), written(&step.node_id), signed(step.to)));
    let clock = step.as_ref().map(|(key, id, to)| async move {
        client.execute(&save_clock, &[&&key[..], id, to]).await
    });
    let end = format!("NOTIFY \"{schema}\"; COMMIT");
    let (position, chain) = (signed(head.position), &head.chain[..]);
    // All are sent in this order before an answer is awaited. After an error, COMMIT takes everything back.
    let (events, ids, moved, clock, end) = join5(
        OptionFuture::from(insert_events),
        OptionFuture::from(insert_ids),
        client.execute(&move_head, &[&position, &chain]),
        OptionFuture::from(clock),
        client.batch_execute(&end),
    )
    .await;
    let statements = [events, ids, Some(moved), clock].into_iter().flatten();
    let first = statements.map(|done| done.map(drop)).chain([end]).find_map(Result::err);
    let Some(error) = first else { return Ok(true) };
    let _ = client.batch_execute("ROLLBACK").await;
    if taken(&error) { Ok(false) } else { Err(committing(&error)) }
}

/// What the log's row says: the last position, and the head that is kept.
pub(super) fn head_of(row: &Row) -> Result<(u64, Head), Error> {
    let wrong = |error| failed("reading the head", &error);
    let number = |at| row.try_get::<_, i64>(at).map(unsigned).map_err(wrong);
    Ok((number(0)?, Head { position: number(1)?, chain: bytes(row, 2)? }))
}

/// The head at the last position. Programs of an earlier version append without moving the one that is kept.
pub(super) async fn caught_up(client: &Object, position: u64, kept: Head) -> Result<Head, Error> {
    let mut head = kept;
    while head.position < position {
        let entries = page(client, head.position, position).await?;
        if entries.is_empty() {
            return Err(lost(head.position, position, "the log's row"));
        }
        head = head.behind(&entries)?;
    }
    Ok(head)
}

/// Moves the head that is kept, and nothing else.
pub(super) async fn save_head(client: &Object, head: Head) -> Result<(), Error> {
    let (position, chain) = (signed(head.position), &head.chain[..]);
    let saved = client.execute(MOVE_HEAD, &[&position, &chain]).await;
    saved.map(drop).map_err(|error| failed("saving the head", &error))
}

/// The last position, and the head there, under the lock.
pub(super) async fn chained_head(client: &Object) -> Result<(u64, Head), Error> {
    let row = client.query_one(LOCK, &[]).await.map_err(|error| failed("opening", &error))?;
    let (position, kept) = head_of(&row)?;
    Ok((position, caught_up(client, position, kept).await?))
}

fn taken(error: &tokio_postgres::Error) -> bool {
    error.code() == Some(&SqlState::UNIQUE_VIOLATION)
}

/// What is new, by column.
struct Columns<'a> {
    positions: Vec<i64>,
    versions: Vec<i64>,
    /// Ids, types, aggregates and documents.
    texts: [Vec<Cow<'a, str>>; 4],
    aggregate_keys: Vec<&'a [u8]>,
    seals: Vec<[u8; 32]>,
    event_keys: Vec<&'a [u8]>,
    contents: Vec<&'a [u8]>,
}

impl<'a> Columns<'a> {
    fn of(new: &'a [New<'a>]) -> Self {
        let text = |of: fn(&Entry) -> &str| new.iter().map(|new| written(of(new.entry))).collect();
        Self {
            positions: new.iter().map(|new| signed(new.position)).collect(),
            versions: new.iter().map(|new| signed(new.version)).collect(),
            texts: [
                text(|entry| &entry.event_id),
                text(|entry| &entry.event_type),
                text(|entry| &entry.aggregate_id),
                text(|entry| &entry.document),
            ],
            aggregate_keys: new.iter().map(|new| &new.aggregate_key[..]).collect(),
            seals: new.iter().map(New::seal).collect(),
            event_keys: new.iter().map(|new| &new.event_key[..]).collect(),
            contents: new.iter().map(|new| &new.content[..]).collect(),
        }
    }

    async fn events(&self, client: &Object, statement: &Statement) -> Done<u64> {
        let seals: Vec<&[u8]> = self.seals.iter().map(|seal| &seal[..]).collect();
        let [ids, types, aggregates, documents] = &self.texts;
        let values: [&(dyn ToSql + Sync); 8] = [
            &self.positions,
            &self.versions,
            ids,
            types,
            aggregates,
            documents,
            &self.aggregate_keys,
            &seals,
        ];
        client.execute(statement, &values).await
    }

    async fn ids(&self, client: &Object, statement: &Statement) -> Done<u64> {
        let values: [&(dyn ToSql + Sync); 4] =
            [&self.event_keys, &self.contents, &self.positions, &self.versions];
        client.execute(statement, &values).await
    }
}

/// The same by COPY.
async fn copy(client: &Object, new: &[New<'_>]) -> Done<()> {
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
    let mut events = pin!(BinaryCopyInWriter::new(client.copy_in(COPY_EVENTS).await?, &types));
    for one in new {
        let Entry { event_id, event_type, aggregate_id, document } = one.entry;
        let seal = one.seal();
        let values: [&(dyn ToSql + Sync); 8] = [
            &signed(one.position),
            &signed(one.version),
            &written(event_id),
            &written(event_type),
            &written(aggregate_id),
            &written(document),
            &&one.aggregate_key[..],
            &&seal[..],
        ];
        events.as_mut().write(&values).await?;
    }
    events.finish().await?;
    let types = [Type::BYTEA, Type::BYTEA, Type::INT8, Type::INT8];
    let mut ids = pin!(BinaryCopyInWriter::new(client.copy_in(COPY_IDS).await?, &types));
    for one in new {
        let places = (signed(one.position), signed(one.version));
        let values: [&(dyn ToSql + Sync); 4] =
            [&&one.event_key[..], &&one.content[..], &places.0, &places.1];
        ids.as_mut().write(&values).await?;
    }
    ids.finish().await.map(drop)
}

/// Prepared statements; the connection has them already, but for its first time.
async fn statements<const N: usize>(
    client: &Object,
    texts: [&str; N],
) -> Result<[Statement; N], Error> {
    let prepared = try_join_all(texts.map(|text| client.prepare_cached(text))).await;
    let prepared = prepared.map_err(|error| failed("preparing", &error))?;
    prepared.try_into().map_err(|_| Error::corrupt("a statement without an answer"))
}

/// A column that holds a hash or a key.
fn bytes<const N: usize>(row: &Row, at: usize) -> Result<[u8; N], Error> {
    let found: Option<&[u8]> = row.try_get(at).ok();
    let found = found.and_then(|found| found.try_into().ok());
    found.ok_or_else(|| Error::corrupt("a row does not hold what it should"))
}
