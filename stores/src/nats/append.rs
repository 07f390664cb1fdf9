//! Appending: a batch of messages that the servers take as a whole, and only if the log ends where it did when the
//! batch was made up.
//!
//! Whatever a batch rests on is stated in it and checked by the stream's leader: the end of the log, that no id is
//! taken, the last event of each aggregate whose version had to be looked up, and the reading of the clock. What was
//! read before may be old; then the batch is refused, and made up anew.

use std::collections::{HashMap, HashSet};

use event_contract::log::{Appended, Batch, Entry, Error, Kind, Stored};
use futures_util::future::try_join_all;
use serde_json::json;

use super::look::{Place, head, last_of, marker, reading};
use super::message::{self, HEADERS, Head, LAST, Marker, Outgoing, ROOM, Reading};
use super::read::chained;
use super::server::{Refusal, Server, Trouble, broken, too_large};
use crate::digest::{again, content, hex, key, linked};

/// How many versions and clocks are remembered.
const REMEMBERED: usize = 50_000;
/// How many questions are asked before answers are awaited.
const AT_ONCE: usize = 256;

type Key = [u8; 16];

/// What this handle knows of the log, as of its end.
#[derive(Debug)]
pub(super) struct Known {
    at: Option<Head>,
    versions: HashMap<Key, u64>,
    clocks: HashMap<Key, Reading>,
    /// Whether the last batch had events that were there: then ids are looked up beforehand.
    duplicates: bool,
    /// How many messages the servers take at once, once that is known.
    most: Option<usize>,
    /// Begins the names of this handle's attempts.
    name: String,
    attempts: u64,
}

/// Random bytes.
pub(super) fn random() -> Result<[u8; 12], Error> {
    let mut bytes = [0; 12];
    getrandom::fill(&mut bytes)
        .map_err(|error| broken("starting", Kind::Failed, error.to_string()))?;
    Ok(bytes)
}

impl Known {
    pub(super) fn new() -> Result<Self, Error> {
        Ok(Self {
            at: None,
            versions: HashMap::new(),
            clocks: HashMap::new(),
            duplicates: false,
            most: None,
            name: hex(random()?),
            attempts: 0,
        })
    }

    fn forget(&mut self) {
        self.at = None;
        self.versions.clear();
        self.clocks.clear();
    }

    fn attempt(&mut self) -> String {
        self.attempts += 1;
        format!("{}-{}", self.name, self.attempts)
    }
}

/// What is to be appended.
pub(super) struct Wish<'a> {
    pub(super) batch: &'a Batch,
    /// Whether the clock is moved whatever it reads.
    pub(super) whatever: bool,
}

/// Appends what is wished for, and knows what became of it before it gives an answer.
pub(super) async fn append(
    place: Place<'_>,
    known: &mut Known,
    wish: Wish<'_>,
) -> Result<Vec<Appended>, Error> {
    let Place { server, .. } = place;
    fits(server, wish.batch)?;
    let contents = wish.batch.entries.iter().map(content).collect::<Vec<_>>();
    let mut work =
        Work { place, wish, contents, look: known.duplicates, fresh: false, mine: HashSet::new() };
    let mut trouble = Trouble::new();
    loop {
        let done = work.attempt(known).await;
        if !matches!(done, Ok(Step::Done(_))) {
            known.forget();
        }
        let why = match done? {
            Step::Done(done) => return Ok(done),
            Step::Again => continue,
            Step::Raced => "other writers were faster each time".to_owned(),
            Step::Lost(why) => {
                server.pause(trouble.elsewhere()).await;
                why
            }
        };
        if trouble.lasts(server.patience) {
            let kind = if work.mine.is_empty() { Kind::Busy } else { Kind::Unknown };
            return Err(broken("appending", kind, why));
        }
    }
}

/// Whether messages are short enough, before anything is sent.
fn fits(server: &Server, batch: &Batch) -> Result<(), Error> {
    let most = server.client.max_payload();
    for entry in &batch.entries {
        let headers = message::header_bytes(entry);
        let whole = entry.document.len() + headers + ROOM;
        if whole > most || headers > HEADERS {
            let said = format!(
                "an event of {whole} bytes, {headers} of them its id, type and aggregate, where {most} and {HEADERS} \
                 are the most that a message may have; see max_payload of the server"
            );
            return Err(broken("appending", Kind::TooLarge, said));
        }
    }
    Ok(())
}

enum Step {
    Done(Vec<Appended>),
    /// More has to be looked up.
    Again,
    Raced,
    Lost(String),
}

struct Work<'a> {
    place: Place<'a>,
    wish: Wish<'a>,
    contents: Vec<[u8; 32]>,
    /// Whether ids are looked up.
    look: bool,
    /// Whether what is known was read for this call.
    fresh: bool,
    /// Attempts of this call that may have been taken.
    mine: HashSet<String>,
}

/// An entry that is not in the log.
struct New<'a> {
    entry: &'a Entry,
    content: &'a [u8; 32],
    position: u64,
    version: u64,
    /// The last message of the aggregate, if it was looked up.
    behind: Option<u64>,
}

/// States in messages where the log has to end before them, and where it ends behind them.
fn framed(messages: &mut [Outgoing], before: Head, behind: Head) -> Head {
    let end = Head { sequence: before.sequence + messages.len() as u64, ..behind };
    if let Some(first) = messages.first_mut() {
        first.headers.insert(LAST, before.sequence.to_string());
    }
    if let Some(last) = messages.last_mut() {
        last.end(end);
    }
    end
}

impl New<'_> {
    fn event(&self, log: &str) -> Outgoing {
        let event = message::event(log, self.entry, self.content, self.position, self.version);
        match self.behind {
            Some(last) => event.expect(&message::of_aggregate(log, &self.entry.aggregate_id), last),
            None => event,
        }
    }

    fn marker(&self, sequence: u64, attempt: &str) -> Marker {
        let (position, version) = (self.position, self.version);
        let (content, attempt) = (hex(self.content), attempt.to_owned());
        Marker { position, version, sequence, content, attempt }
    }
}

impl Work<'_> {
    async fn attempt(&mut self, known: &mut Known) -> Result<Step, Error> {
        let Place { server, log } = self.place;
        let head = match known.at {
            Some(head) => head,
            None => {
                self.fresh = true;
                let mut found = head(server, log).await?;
                found.chain = Some(chained(self.place, found).await?.chain);
                *known.at.insert(found)
            }
        };
        let entries = &self.wish.batch.entries;
        let markers = if self.look { self.markers().await? } else { HashMap::new() };
        let mut done = Vec::with_capacity(entries.len());
        let mut fresh: Vec<usize> = Vec::new();
        let mut taken: HashMap<&str, &Entry> = HashMap::new();
        let mut seen = HashSet::new();
        // First which are new, then their versions, for which aggregates may have to be looked up.
        for (at, entry) in entries.iter().enumerate() {
            let again_in_batch = !seen.insert(&*entry.event_id);
            if let Some(marker) = markers.get(&*entry.event_id) {
                done.push(Some(self.known(marker, entry, at, again_in_batch).await?));
            } else if let Some(first) = taken.get(&*entry.event_id) {
                if *first != entry {
                    let first = Stored { position: 0, version: 0, entry: (*first).clone() };
                    again(&first, entry)?;
                }
                done.push(None);
            } else {
                taken.insert(&entry.event_id, entry);
                fresh.push(at);
                done.push(None);
            }
        }
        known.duplicates = !markers.is_empty();
        if fresh.is_empty() && !entries.is_empty() {
            return Ok(Step::Done(done.into_iter().flatten().collect()));
        }
        let behind = self.versions(known, &fresh).await?;
        if let Some(step) = self.conditions(known, head, &fresh, &behind).await? {
            return Ok(step);
        }
        let mut end = head;
        let mut versions: HashMap<Key, u64> = HashMap::new();
        let mut new = Vec::with_capacity(fresh.len());
        for at in fresh {
            let (Some(entry), Some(content)) = (entries.get(at), self.contents.get(at)) else {
                continue;
            };
            let aggregate = key([&*entry.aggregate_id]);
            let first = !versions.contains_key(&aggregate);
            let version = versions
                .entry(aggregate)
                .or_insert_with(|| known.versions.get(&aggregate).copied().unwrap_or_default());
            *version += 1;
            end.chain = end.chain.map(|chain| linked(&chain, content));
            end.position += 1;
            end.aggregates += u64::from(*version == 1);
            let (position, version) = (end.position, *version);
            let behind = if first { behind.get(&aggregate).copied() } else { None };
            new.push(New { entry, content, position, version, behind });
        }
        let places: HashMap<&str, (u64, u64)> =
            new.iter().map(|new| (&*new.entry.event_id, (new.position, new.version))).collect();
        seen.clear();
        let done = done.into_iter().zip(entries).map(|(done, entry)| {
            let (position, version) = places.get(&*entry.event_id).copied().unwrap_or_default();
            let again = !seen.insert(&*entry.event_id);
            done.unwrap_or(if again {
                Appended::Duplicate { position, version }
            } else {
                Appended::New { position, version }
            })
        });
        let done = done.collect();
        if new.is_empty() && self.wish.batch.clock.is_none() {
            return Ok(Step::Done(done));
        }
        let attempt = known.attempt();
        let mut messages: Vec<Outgoing> = new.iter().map(|new| new.event(log)).collect();
        messages.extend(self.guards(&behind, &versions));
        messages.extend(new.iter().zip(1..).map(|(new, at)| {
            new.marker(head.sequence + at, &attempt)
                .outgoing(message::of_id(log, &new.entry.event_id))
        }));
        messages.extend(self.clock(known, &attempt));
        let end = framed(&mut messages, head, end);
        if let Some(step) = self.publish(known, &attempt, messages, end.sequence).await? {
            return Ok(step);
        }
        self.note(known, versions, end, attempt);
        Ok(Step::Done(done))
    }

    /// Publishes a batch that ends at a sequence if it is taken. Says what is next if it is not.
    async fn publish(
        &mut self,
        known: &mut Known,
        attempt: &str,
        messages: Vec<Outgoing>,
        end: u64,
    ) -> Result<Option<Step>, Error> {
        let count = messages.len();
        if let Some(most) = known.most.filter(|most| count > *most) {
            return Err(too_large(count, most));
        }
        match self.place.server.publish(attempt, messages).await {
            Ok(sequence) if sequence == end => Ok(None),
            Ok(sequence) => {
                Err(Error::corrupt(format!("the log ends at {sequence}, not at {end}")))
            }
            Err(Refusal::Raced) => {
                self.look = true;
                Ok(Some(Step::Raced))
            }
            Err(Refusal::Lost(why)) => {
                self.look = true;
                self.mine.insert(attempt.to_owned());
                Ok(Some(Step::Lost(why)))
            }
            Err(Refusal::TooLarge(most)) => {
                known.most = Some(most);
                Err(too_large(count, most))
            }
            Err(Refusal::Final(error)) => Err(error),
        }
    }

    /// The markers of the batch's ids, of those that have one.
    async fn markers(&self) -> Result<HashMap<&str, Marker>, Error> {
        let Place { server, log } = self.place;
        let ids: HashSet<&str> =
            self.wish.batch.entries.iter().map(|entry| &*entry.event_id).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        let mut markers = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(AT_ONCE) {
            let found = try_join_all(ids.iter().map(|id| marker(server, log, id))).await?;
            let found = ids.iter().zip(found);
            markers.extend(found.filter_map(|(id, marker)| Some((*id, marker?))));
        }
        Ok(markers)
    }

    /// What becomes of an entry whose id is marked.
    async fn known(
        &self,
        marker: &Marker,
        entry: &Entry,
        at: usize,
        again_in_batch: bool,
    ) -> Result<Appended, Error> {
        let Place { server, log } = self.place;
        let Marker { position, version, sequence, .. } = *marker;
        if self.contents.get(at).map(hex).is_some_and(|content| content == marker.content) {
            return Ok(if self.mine.contains(&marker.attempt) && !again_in_batch {
                Appended::New { position, version }
            } else {
                Appended::Duplicate { position, version }
            });
        }
        let event = server.get(log, &json!({ "seq": sequence })).await?;
        let missing = || Error::corrupt(format!("position {position} is missing"));
        again(&message::stored(&event.ok_or_else(missing)?)?, entry)?;
        Err(Error::corrupt(format!("the id of position {position} does not have its content")))
    }

    /// Looks up what is not known of the aggregates of new and checked ones. Gives the last messages of those.
    async fn versions(
        &self,
        known: &mut Known,
        fresh: &[usize],
    ) -> Result<HashMap<Key, u64>, Error> {
        let Place { server, log } = self.place;
        let Batch { entries, checks, .. } = self.wish.batch;
        let new = fresh.iter().filter_map(|at| entries.get(*at)).map(|entry| &*entry.aggregate_id);
        let ids: HashSet<&str> = new.chain(checks.iter().map(|(id, _)| &**id)).collect();
        let mut ids: Vec<(&str, Key)> = ids.into_iter().map(|id| (id, key([id]))).collect();
        ids.retain(|(_, key)| !known.versions.contains_key(key));
        let mut behind = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(AT_ONCE) {
            let found = try_join_all(ids.iter().map(|(id, _)| last_of(server, log, id))).await?;
            for ((_, key), (sequence, version)) in ids.iter().zip(found) {
                known.versions.insert(*key, version);
                behind.insert(*key, sequence);
            }
        }
        Ok(behind)
    }

    /// Whether what has to hold of aggregates and the clock does. Before that is an error, it is known to be so.
    async fn conditions(
        &mut self,
        known: &mut Known,
        head: Head,
        fresh: &[usize],
        behind: &HashMap<Key, u64>,
    ) -> Result<Option<Step>, Error> {
        let Place { server, log } = self.place;
        let Batch { checks, clock, entries } = self.wish.batch;
        let mut met = checks.iter().try_for_each(|(id, check)| {
            check.require(id, known.versions.get(&key([&**id])).copied().unwrap_or_default())
        });
        if let Some(step) = clock {
            let node = key([&step.node_id]);
            let reading = match known.clocks.get(&node) {
                Some(reading) => reading.clone(),
                None => reading(server, log, &step.node_id).await?,
            };
            if entries.is_empty() && self.mine.contains(&reading.attempt) {
                return Ok(Some(Step::Done(Vec::new())));
            }
            if !self.wish.whatever {
                met = met.and_then(|()| step.require(reading.says));
            }
            known.clocks.insert(node, reading);
        }
        let Err(error) = met else { return Ok(None) };
        if !(self.fresh && self.look) {
            // It may all be there already, or others may have changed what is known.
            self.look = true;
            return Ok(Some(Step::Again));
        }
        let new = fresh.first().and_then(|at| entries.get(*at));
        match self.confirm(known, head, new, behind).await? {
            Some(step) => Ok(Some(step)),
            None => Err(error),
        }
    }

    /// Has the servers agree on what was looked up: that an entry is new, the versions that are checked, and the
    /// clock. A leader that lost the others, and does not know it yet, tells what was; it cannot take a message.
    async fn confirm(
        &mut self,
        known: &mut Known,
        head: Head,
        new: Option<&Entry>,
        behind: &HashMap<Key, u64>,
    ) -> Result<Option<Step>, Error> {
        let log = self.place.log;
        let guard = || message::guard(log);
        let new = new.map(|entry| guard().expect(&message::of_id(log, &entry.event_id), 0));
        let mut messages: Vec<Outgoing> = new.into_iter().collect();
        messages.extend(self.guards(behind, &HashMap::new()));
        if let Some(step) = &self.wish.batch.clock
            && let Some(reading) = known.clocks.get(&key([&step.node_id]))
        {
            let subject = message::of_clock(log, &step.node_id);
            messages.push(guard().expect(&subject, reading.sequence));
        }
        if messages.is_empty() {
            return Ok(None);
        }
        let end = framed(&mut messages, head, head);
        let attempt = known.attempt();
        self.publish(known, &attempt, messages, end.sequence).await
    }

    /// Messages that say what was looked up of aggregates that are only checked.
    fn guards(&self, behind: &HashMap<Key, u64>, new: &HashMap<Key, u64>) -> Vec<Outgoing> {
        let log = self.place.log;
        let mut seen = HashSet::new();
        let checked = self.wish.batch.checks.iter().map(|(id, _)| (id, key([&**id])));
        let guarded = checked.filter(|(_, key)| !new.contains_key(key) && seen.insert(*key));
        let guards = guarded.filter_map(|(id, key)| {
            Some(message::guard(log).expect(&message::of_aggregate(log, id), *behind.get(&key)?))
        });
        guards.collect()
    }

    /// The message that moves the clock.
    fn clock(&self, known: &Known, attempt: &str) -> Option<Outgoing> {
        let step = self.wish.batch.clock.as_ref()?;
        let reading = known.clocks.get(&key([&step.node_id])).cloned().unwrap_or_default();
        let subject = message::of_clock(self.place.log, &step.node_id);
        Some(reading.moved(subject, step.to, attempt))
    }

    /// Takes note of what was appended.
    fn note(&self, known: &mut Known, versions: HashMap<Key, u64>, end: Head, attempt: String) {
        if known.versions.len() > REMEMBERED || known.clocks.len() > REMEMBERED {
            known.forget();
        }
        known.versions.extend(versions);
        known.at = Some(end);
        if let Some(step) = &self.wish.batch.clock {
            let (sequence, says) = (end.sequence, step.to);
            known.clocks.insert(key([&step.node_id]), Reading { sequence, says, attempt });
        }
    }
}
