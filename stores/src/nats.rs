//! A log on NATS servers, in JetStream.
//!
//! A log is a stream. An event is a message on its aggregate's subject; what is appended at once is a batch that
//! the servers take as a whole, and only if the stream ends where the writer believes. The client is async and runs
//! on a runtime of this log's own.

mod address;
mod append;
mod kept;
mod look;
mod message;
mod read;
mod server;
mod streams;

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use event_contract::log::{
    Appended, Batch, Capabilities, ClockStep, Error, Kind, Of, Reader, Rejected, Saved, Stored,
    Writer,
};
use event_contract::{ClockStorage, ErrorStorage};
use futures_util::StreamExt as _;
use futures_util::future::try_join_all;
use serde_json::{Value, json};

use self::address::Address;
use self::append::{Known, Wish};
use self::look::{Place, head, last_of, marker, reading};
use self::read::{Near, chained, pages};
use self::server::{Server, broken, soon};
use crate::Head;
use crate::digest::{content, hex};
use crate::store::{self, Access, Stats, Store};

/// How long a waiting reader relies on being woken.
const POLL: Duration = Duration::from_secs(1);
/// A log on NATS servers of version 2.12 or later.
///
/// Its URL is `nats://user:password@host:4222,other:4222/LOG`, or `tls://…`, and may also say, behind `?`:
/// `replicas`, on how many servers a new log is kept; `creds`, a file with credentials; `token`; `tls=true`; `ca`,
/// the file of trusted certificates; `monitor`, the servers' monitoring ports, which are asked whether they sync
/// before they acknowledge; and `patience`, for how many seconds a call goes on trying while servers are away.
///
/// Calls block; they panic in async tasks, as whatever blocks in them would be wrong. Several threads may read
/// through one log. The log has one thread of its own, which answers the server.
pub struct Nats {
    server: Server,
    log: String,
    known: Known,
    retained: Option<NonZeroUsize>,
    /// Where reading ended last.
    near: Mutex<Near>,
}

impl std::fmt::Debug for Nats {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Nats").field("log", &self.log).finish_non_exhaustive()
    }
}

impl Nats {
    /// Makes a log, or opens the one that is there.
    ///
    /// # Errors
    ///
    /// As [`Nats::open`].
    pub fn create(url: &str) -> Result<Self, Error> {
        Self::connect(url, Access::Create)
    }

    /// Opens a log that is there.
    ///
    /// # Errors
    ///
    /// [`Error::Unsupported`] for a URL that is none, a stream that is no log, or servers that cannot keep one, and
    /// what the servers say otherwise.
    pub fn open(url: &str) -> Result<Self, Error> {
        Self::connect(url, Access::Write)
    }

    /// The same without a trial of what the servers refuse, for whoever may only read.
    ///
    /// # Errors
    ///
    /// As [`Nats::open`].
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
        let address = Address::parse(url)?;
        let server = Server::connect(&address)?;
        server.run(streams::open(&server, &address, access))?;
        let (log, near) = (address.log, Mutex::new((0, 0)));
        Ok(Self { server, log, known: Known::new()?, retained: None, near })
    }

    fn place(&self) -> Place<'_> {
        Place { server: &self.server, log: &self.log }
    }

    /// The subject on which the log is said to have grown. A wake-up and nothing else.
    fn bell(&self) -> String {
        format!("{}_grown", self.log)
    }

    fn near(&self) -> Near {
        *self.near.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether each event's id is marked as it should be.
    async fn marked(&self, page: &[Stored]) -> Result<(), Error> {
        let Place { server, log } = self.place();
        let ids = page.iter().map(|stored| marker(server, log, &stored.entry.event_id));
        for (stored, marker) in page.iter().zip(try_join_all(ids).await?) {
            let fits = marker.is_some_and(|marker| {
                (marker.position, marker.version) == (stored.position, stored.version)
                    && marker.content == hex(content(&stored.entry))
            });
            if !fits {
                let what = format!("the id of position {} is not kept right", stored.position);
                return Err(Error::corrupt(what));
            }
        }
        Ok(())
    }
}

impl Reader for Nats {
    fn capabilities(&self) -> Capabilities {
        Capabilities { durable: true, shared: true }
    }

    fn head(&self) -> Result<u64, Error> {
        self.server.run(async { Ok(head(&self.server, &self.log).await?.position) })
    }

    fn version(&self, aggregate_id: &str) -> Result<u64, Error> {
        self.server.run(async { Ok(last_of(&self.server, &self.log, aggregate_id).await?.1) })
    }

    fn read(&self, of: Of<'_>, after: u64, limit: usize) -> Result<Vec<Stored>, Error> {
        let work = pages(self.place(), self.near(), of, after, limit);
        let (read, near) = self.server.run(work)?;
        if of == Of::All && !read.is_empty() {
            *self.near.lock().unwrap_or_else(PoisonError::into_inner) = near;
        }
        Ok(read)
    }

    fn wait(&self, after: u64, at_most: Duration) -> Result<u64, Error> {
        let start = Instant::now();
        self.server.run(async {
            let mut bell = None;
            loop {
                let position = head(&self.server, &self.log).await?.position;
                let left = at_most.saturating_sub(start.elapsed());
                if position > after || left.is_zero() {
                    return Ok(position);
                }
                let Some(bell) = &mut bell else {
                    // What was said before it was listened to is not known: look once more.
                    let listening = soon(POLL, self.server.client.subscribe(self.bell())).await;
                    bell = Some(listening.map_err(|why| broken("waiting", Kind::Busy, why))?);
                    continue;
                };
                // In vain is an answer too.
                let _ = tokio::time::timeout(left.min(POLL), bell.next()).await;
            }
        })
    }

    fn snapshot(&self, name: &str, key: &str) -> Result<Option<Saved>, Error> {
        self.server.run(kept::snapshot(self.place(), name, key))
    }
}

impl Writer for Nats {
    fn append(&mut self, batch: &Batch) -> Result<Vec<Appended>, Error> {
        let bell = self.bell();
        let Self { server, log, known, .. } = self;
        server.run(async {
            let wish = Wish { batch, whatever: false };
            let done = append::append(Place { server, log }, known, wish).await?;
            if done.iter().any(|done| matches!(done, Appended::New { .. })) {
                // Whoever does not hear of it looks for himself.
                let _ = soon(POLL, server.client.publish(bell, Vec::new().into())).await;
            }
            Ok(done)
        })
    }

    fn save_snapshot(&mut self, name: &str, key: &str, saved: &Saved) -> Result<(), Error> {
        self.server.run(kept::save_snapshot(self.place(), name, key, saved))
    }
}

impl ClockStorage for Nats {
    type Error = Error;

    fn load(&self, node_id: &str) -> Result<u64, Error> {
        self.server.run(async { Ok(reading(&self.server, &self.log, node_id).await?.says) })
    }

    fn save(&mut self, node_id: &str, to: u64) -> Result<(), Error> {
        let batch = Batch::default().clock(ClockStep { node_id: node_id.to_owned(), from: 0, to });
        let Self { server, log, known, .. } = self;
        let wish = Wish { batch: &batch, whatever: true };
        server.run(append::append(Place { server, log }, known, wish)).map(drop)
    }
}

impl ErrorStorage<Rejected> for Nats {
    type Error = Error;

    fn append(&mut self, entry: Rejected) -> Result<(), Error> {
        self.keep(&[entry])
    }

    fn load_recent(&self, limit: NonZeroUsize) -> Result<Vec<Rejected>, Error> {
        self.server.run(kept::recent(self.place(), limit))
    }
}

impl Store for Nats {
    fn kept_head(&self) -> Result<Head, Error> {
        let end = self.server.run(head(&self.server, &self.log))?;
        self.server.run(chained(self.place(), end))
    }

    fn verify_since(&self, earlier: Option<&Head>) -> Result<Head, Error> {
        self.server.run(streams::still_fit(&self.server, &self.log))?;
        self.server.run(kept::whole(self.place()))?;
        let before = self.server.run(head(&self.server, &self.log))?;
        let kept = before.chain.map(|chain| Head { position: before.position, chain });
        let mut aggregates = 0;
        let found = store::verify(self, earlier, kept, |page| {
            aggregates += page.iter().filter(|stored| stored.version == 1).count() as u64;
            self.server.run(self.marked(page))
        })?;
        let events = found.position;
        let end = self.server.run(head(&self.server, &self.log))?;
        // Others may append while this is read.
        if end.position < events || end.position == events && end.aggregates != aggregates {
            let message::Head { position, aggregates: said, .. } = end;
            let what = format!(
                "{events} events of {aggregates} aggregates, where the head is {position} and {said}"
            );
            return Err(Error::corrupt(what));
        }
        Ok(found)
    }

    fn stats(&self) -> Result<Stats, Error> {
        let log = &self.log;
        self.server.run(async {
            let end = head(&self.server, log).await?;
            let names = [log.clone(), streams::snapshots(log), streams::rejected(log)];
            let found = try_join_all(names.iter().map(|name| self.server.stream(name))).await?;
            let of = |stream: &Option<Value>, name: &str| {
                stream.as_ref().and_then(|known| known.get("state")?.get(name)?.as_u64())
            };
            let rejected = found.last().and_then(|stream| of(stream, "messages"));
            Ok(Stats {
                events: end.position,
                aggregates: end.aggregates,
                rejected: rejected.unwrap_or_default(),
                bytes: found.iter().filter_map(|stream| of(stream, "bytes")).sum(),
            })
        })
    }

    /// Drops readings of clocks that later ones replaced, and what confirmed that conditions did not hold.
    fn compact(&mut self) -> Result<(), Error> {
        let Self { server, log, .. } = self;
        server.run(async {
            let question = json!({ "subjects_filter": message::of_clocks(log) });
            let known = server.order(&format!("STREAM.INFO.{log}"), &question).await?;
            let clocks = known.get("state").and_then(|state| state.get("subjects"));
            let clocks = clocks.and_then(Value::as_object).into_iter().flatten();
            let subjects = clocks.map(|(clock, _)| clock.clone());
            for subject in subjects.chain([message::guard(log).subject]) {
                let purge = json!({ "filter": subject, "keep": 1 });
                server.order(&format!("STREAM.PURGE.{log}"), &purge).await?;
            }
            Ok(())
        })
    }

    fn keep(&mut self, rejected: &[Rejected]) -> Result<(), Error> {
        self.server.run(async {
            kept::keep(self.place(), rejected).await?;
            match self.retained {
                Some(most) => kept::retain(self.place(), most).await,
                None => Ok(()),
            }
        })
    }

    fn forget(&mut self, rejected: &Rejected) -> Result<bool, Error> {
        self.server.run(kept::forget(self.place(), rejected))
    }
}
