//! A log on three servers, of which one at a time is killed, stopped or cut off, the leader more often than the
//! others, while writers append and a reader follows. Whatever was acknowledged is there, once, and the reader skips nothing.
//!
//! `CRASH_KILLS` says how often; `cargo xtask crash` has dozens of such faults, the last one at the end, the usual form three.

#![cfg(feature = "nats")]
#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking, as the test does")]

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use event_contract::log::{
    Batch, ClockStep, Entry, Error, Of, Reader as _, Stored, Subscription, Writer,
};
use event_contract_stores::{Nats, Store as _};
use event_contract_testkit::log::entry;
use event_contract_testkit::nats::{Cluster, until};

const LOG: &str = "cluster";
const WRITERS: u64 = 2;
/// How many batches have to come through while a server is away, and after it came back.
const THROUGH: u64 = 6;

/// What befalls a server.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Killed,
    /// It answers nobody.
    Stopped,
    /// It answers clients, and does not reach the others.
    CutOff,
}

#[derive(Default)]
struct Progress {
    done: AtomicBool,
    /// The test failed: nobody is to try any longer.
    failed: AtomicBool,
    /// Batches that were acknowledged.
    batches: AtomicU64,
    /// The last position that the reader has.
    seen: AtomicU64,
    /// The last position that was acknowledged, once there will be no other.
    end: OnceLock<u64>,
    /// What went wrong last, by who it befell.
    errors: Mutex<BTreeMap<String, String>>,
    /// The place of each event that was acknowledged.
    places: Mutex<BTreeMap<Box<str>, u64>>,
}

impl Progress {
    /// Only what may succeed a little later may go wrong.
    fn note(&self, who: &str, error: &Error) {
        assert!(error.is_retryable(), "{who}: {error}");
        let at = self.batches.load(Ordering::SeqCst);
        self.errors.lock().unwrap().insert(who.to_owned(), format!("after {at}: {error}"));
    }
}

/// Ends the threads when the one that they work for panics.
struct Ends<'a>(&'a Progress);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.failed.store(true, Ordering::SeqCst);
            eprintln!("{:?}", (&self.0.batches, &self.0.seen, &self.0.errors));
        }
        self.0.done.store(true, Ordering::SeqCst);
    }
}

fn faults() -> Vec<(Fault, bool)> {
    let usual = vec![(Fault::Killed, true), (Fault::CutOff, true), (Fault::Stopped, false)];
    let asked = std::env::var("CRASH_BACKEND").ok();
    if asked.is_some_and(|asked| asked != "nats") {
        return Vec::new();
    }
    let Some(kills) = std::env::var("CRASH_KILLS").ok().and_then(|kills| kills.parse().ok()) else {
        return usual;
    };
    let randomness = RandomState::new();
    (0..u64::div_ceil(kills, 10))
        .map(|number| {
            let random = randomness.hash_one(number);
            let fault = [Fault::Killed, Fault::Stopped, Fault::CutOff][(random % 3) as usize];
            (fault, random >> 8 & 3 != 0)
        })
        .collect()
}

/// The batch of a writer after so many: on an aggregate of its own and on one of all writers.
fn batch(writer: u64, number: u64) -> Vec<Entry> {
    let size = 1 + number % 7;
    let own = format!("writer/{writer}");
    let id = |at: u64| (writer + 1) * 10_000_000 + number * 10 + at;
    (0..size).map(|at| entry(id(at), if at % 2 == 0 { &own } else { "everyone's" }, "X")).collect()
}

/// Appends until it is told to end, each batch until it is acknowledged. Gives their number.
fn write(url: &str, writer: u64, progress: &Progress) -> u64 {
    let mut log = Nats::open(url).unwrap();
    for number in 0.. {
        if progress.done.load(Ordering::SeqCst) {
            return number;
        }
        let node_id = format!("n{writer}");
        let step = ClockStep { node_id, from: number, to: number + 1 };
        let batch = Batch::of(batch(writer, number)).clock(step);
        let done = loop {
            match Writer::append(&mut log, &batch) {
                Ok(done) => break done,
                Err(_) if progress.failed.load(Ordering::SeqCst) => return number,
                Err(error) => progress.note(&format!("writer {writer}"), &error),
            }
        };
        let mut places = progress.places.lock().unwrap();
        for (entry, done) in batch.entries.iter().zip(done) {
            places.insert(entry.event_id.clone(), done.position());
        }
        drop(places);
        progress.batches.fetch_add(1, Ordering::SeqCst);
    }
    unreachable!()
}

/// Follows the log to the last position that was acknowledged. That nothing came for a while is no end: the last
/// batch of a writer may still be under way, and a leader that was cut off tells of an earlier end for some seconds.
fn follow(url: &str, progress: &Progress) -> Vec<Stored> {
    let mut subscription = Subscription::new(Nats::open(url).unwrap(), 0);
    let mut seen = Vec::new();
    let over =
        || progress.end.get().is_some_and(|end| progress.seen.load(Ordering::SeqCst) >= *end);
    while !over() && !progress.failed.load(Ordering::SeqCst) {
        match subscription.next(20, Duration::from_millis(500)) {
            Ok(next) => seen.extend(next),
            Err(error) => progress.note("reader", &error),
        }
        progress.seen.store(subscription.position(), Ordering::SeqCst);
    }
    seen
}

/// What the reader saw otherwise than it is stored.
fn differences(followed: &[Stored], stored: &[Stored]) -> String {
    let name = |one: Option<&Stored>| one.map(|one| (one.position, one.entry.event_id.clone()));
    let longest = followed.len().max(stored.len());
    let pairs = (0..longest).map(|at| (followed.get(at), stored.get(at)));
    let first = pairs.filter(|(one, other)| one != other).take(5);
    let first: Vec<String> =
        first.map(|(one, other)| format!("{:?} is {:?}", name(one), name(other))).collect();
    format!("{} were followed, {} are stored: {}", followed.len(), stored.len(), first.join("; "))
}

#[test]
fn what_a_cluster_acknowledged_survives_its_servers() {
    let faults = faults();
    if faults.is_empty() {
        return;
    }
    let Some(mut cluster) = Cluster::start() else { return };
    let url = cluster.url(LOG);
    drop(Nats::create(&url).unwrap());
    let progress = Progress::default();
    let goes_on = |what: &str| {
        let (batches, seen) =
            (progress.batches.load(Ordering::SeqCst), progress.seen.load(Ordering::SeqCst));
        until(what, || {
            progress.batches.load(Ordering::SeqCst) >= batches + THROUGH
                && progress.seen.load(Ordering::SeqCst) > seen
        });
    };
    let (counts, followed) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| follow(&url, &progress));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                scope.spawn({
                    let (url, progress) = (&url, &progress);
                    move || write(url, writer, progress)
                })
            })
            .collect();
        let ends = Ends(&progress);
        goes_on("writers are under way");
        for (fault, of_leader) in &faults {
            let leader = cluster.leader(LOG);
            let at = if *of_leader { leader } else { (leader + 1) % 3 };
            match fault {
                Fault::Killed => cluster.servers()[at].kill(),
                Fault::Stopped => cluster.servers()[at].stop(),
                Fault::CutOff => cluster.cut_off(at),
            }
            goes_on(&format!("two servers go on without {at} ({fault:?}, leader {leader})"));
            match fault {
                Fault::Killed => cluster.servers()[at].run(),
                Fault::Stopped => cluster.servers()[at].resume(),
                Fault::CutOff => cluster.heal(at),
            }
            cluster.servers()[at].healthy();
            goes_on("three servers go on");
        }
        // The last batches are under way while the log has no leader, for half a minute.
        let leader = std::env::var_os("CRASH_KILLS").map(|_| cluster.leader(LOG));
        if let Some(leader) = leader {
            cluster.servers()[leader].stop();
        }
        progress.done.store(true, Ordering::SeqCst);
        let counts: Vec<u64> = writers.into_iter().map(|writer| writer.join().unwrap()).collect();
        if let Some(leader) = leader {
            cluster.servers()[leader].resume();
            cluster.servers()[leader].healthy();
        }
        let end = progress.places.lock().unwrap().values().copied().max().unwrap_or_default();
        progress.end.set(end).unwrap();
        until("the reader is where the log ends", || progress.seen.load(Ordering::SeqCst) >= end);
        drop(ends);
        (counts, reader.join().unwrap())
    });
    let log = Nats::open(&url).unwrap();
    let events = log.verify().unwrap();
    let stored = log.read(Of::All, 0, usize::MAX).unwrap();
    assert_eq!(stored.len() as u64, events);
    assert!(
        followed == stored,
        "the follower skipped nothing: {}",
        differences(&followed, &stored)
    );
    let places = progress.places.into_inner().unwrap();
    let there: BTreeMap<Box<str>, u64> =
        stored.iter().map(|stored| (stored.entry.event_id.clone(), stored.position)).collect();
    assert!(there == places, "what is there was acknowledged, and the other way round");
    for (writer, batches) in (0..).zip(&counts) {
        for number in 0..*batches {
            let entries = batch(writer, number);
            let first = usize::try_from(places[&entries[0].event_id] - 1).unwrap();
            let whole = stored.iter().skip(first).map(|stored| &stored.entry).take(entries.len());
            assert!(whole.eq(&entries), "batch {number} of writer {writer} is whole");
        }
    }
    println!(
        "a cluster: {} faults, {} batches, {events} events, nothing lost",
        faults.len(),
        counts.iter().sum::<u64>()
    );
}
