//! What holds of every log, whatever the backend. Each backend's own tests run it; what is asked depends on
//! the capabilities that it declares.

use std::num::NonZeroUsize;
use std::time::Duration;

use event_contract::log::{
    Appended, Batch, Check, ClockStep, Entry, Error, Kind, Of, Reader, Rejected, Saved, Stored,
    Subscription, Writer,
};
use event_contract::{ClockStorage, ErrorStorage};
use proptest::collection::vec;

use crate::check;

/// An entry that the number tells from all others.
pub fn entry(number: u64, aggregate_id: &str, event_type: &str) -> Entry {
    Entry {
        event_id: format!("{number:026}").into(),
        event_type: event_type.into(),
        aggregate_id: aggregate_id.into(),
        document: format!("{{\"number\": {number}, \"text\": \"\u{e9}\\u0000'--\"}}").into(),
    }
}

/// Runs the whole suite. `fresh` makes an empty log each time, which keeps the last three rejected
/// documents; `again` opens it once more, as another process would after this one ended.
///
/// # Panics
///
/// When something does not hold.
pub fn suite<W: Writer + ErrorStorage<Rejected, Error = Error>>(
    mut fresh: impl FnMut() -> W,
    mut again: impl FnMut(W) -> W,
) {
    positions(&mut fresh());
    atomicity(&mut fresh());
    duplicates(&mut fresh());
    conditions(&mut fresh());
    clocks(&mut fresh());
    snapshots(&mut fresh());
    rejections(&mut fresh());
    texts(&mut fresh());
    subscriptions(&mut fresh());
    if fresh().capabilities().durable {
        let mut log = fresh();
        positions(&mut log);
        let before = all(&log);
        assert_eq!(all(&again(log)), before, "a log is the same after it was opened again");
    }
    let fresh = std::cell::RefCell::new(fresh);
    check(48, vec(vec((0..24_u64, 0..3_usize), 0..6), 0..12), |batches| {
        model(&mut (fresh.borrow_mut())(), &batches);
    });
}

/// Several writers at once, some of the same events, and a reader that follows them: every event is there
/// once, in an order without gaps that the reader saw the same. `open` opens one log, or makes it.
///
/// # Panics
///
/// When something does not hold.
pub fn concurrent<W: Writer + Send>(open: impl Fn() -> W + Sync) {
    const WRITERS: u64 = 4;
    const BATCHES: u64 = 25;
    let first = open();
    if !first.capabilities().shared {
        return;
    }
    let (followed, positions) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| follow(open(), (WRITERS + 1) * BATCHES * 2));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                scope.spawn({
                    let open = &open;
                    move || write(open(), writer, BATCHES)
                })
            })
            .collect();
        let positions: Vec<u64> = writers.into_iter().flat_map(|w| w.join().unwrap()).collect();
        (reader.join().unwrap(), positions)
    });
    let stored = all(&first);
    assert_eq!(followed, stored, "a follower skips nothing");
    assert!(stored.iter().map(|stored| stored.position).eq(1..=(WRITERS + 1) * BATCHES * 2));
    let mut versions = std::collections::HashMap::<_, u64>::new();
    for Stored { version, entry, .. } in &stored {
        let last = versions.entry(entry.aggregate_id.clone()).or_default();
        *last += 1;
        assert_eq!(version, last);
    }
    let distinct: std::collections::BTreeSet<u64> = positions.iter().copied().collect();
    assert_eq!(positions.len() as u64, WRITERS * BATCHES * 4, "every entry has an answer");
    assert_eq!(distinct.len(), stored.len(), "an answer says the place that it has");
    assert_eq!(first.load("shared").unwrap(), WRITERS * BATCHES, "no step of the clock was lost");
}

/// Appends batches of two entries of this writer and two that all writers have, and moves a clock that is
/// everyone's. Gives the positions that it was told.
fn write(mut log: impl Writer, writer: u64, batches: u64) -> Vec<u64> {
    let mut told = Vec::new();
    for at in 0..batches {
        let own = 1_000_000 + writer * 1000 + at * 2;
        let entries = [own, 2 * at, own + 1, 2 * at + 1].map(|number| {
            entry(number, if number < 1_000_000 { "everyone's" } else { "a writer's" }, "X")
        });
        loop {
            let from = log.load("shared").unwrap();
            let step = ClockStep { node_id: "shared".into(), from, to: from + 1 };
            match Writer::append(&mut log, &Batch::of(entries.clone()).clock(step)) {
                Ok(done) => break told.extend(done.into_iter().map(Appended::position)),
                Err(error) if error.kind() == Kind::Condition || error.is_retryable() => {}
                Err(error) => panic!("{error}"),
            }
        }
    }
    told
}

/// Follows a log from its beginning until it has seen so many.
fn follow(log: impl Reader, count: u64) -> Vec<Stored> {
    let mut subscription = Subscription::new(log, 0);
    let mut seen = Vec::new();
    while (seen.len() as u64) < count {
        let next = subscription.next(7, Duration::from_secs(20)).unwrap();
        assert!(!next.is_empty(), "after {} of {count} nothing came any more", seen.len());
        seen.extend(next);
    }
    seen
}

fn all(log: &impl Reader) -> Vec<Stored> {
    log.read(Of::All, 0, usize::MAX).unwrap()
}

fn new(position: u64, version: u64) -> Appended {
    Appended::New { position, version }
}

fn positions(log: &mut impl Writer) {
    assert_eq!((log.head().unwrap(), log.version("a").unwrap()), (0, 0));
    assert_eq!(all(log), []);
    let batch = Batch::of([entry(1, "a", "X"), entry(2, "b", "Y"), entry(3, "a", "Y")]);
    assert_eq!(Writer::append(log, &batch).unwrap(), [new(1, 1), new(2, 1), new(3, 2)]);
    assert_eq!(Writer::append(log, &Batch::of([entry(4, "A", "x")])).unwrap(), [new(4, 1)]);
    assert_eq!((log.head().unwrap(), log.version("a").unwrap()), (4, 2));
    let read = |of, after, limit| -> Vec<u64> {
        log.read(of, after, limit).unwrap().iter().map(|stored| stored.position).collect()
    };
    assert_eq!(read(Of::All, 0, usize::MAX), [1, 2, 3, 4]);
    assert_eq!(read(Of::All, 1, 2), [2, 3]);
    assert_eq!(read(Of::All, 4, 2), [0_u64; 0]);
    assert_eq!(read(Of::All, u64::MAX >> 1, 2), [0_u64; 0]);
    assert_eq!(read(Of::Aggregate("a"), 0, 9), [1, 3], "ids are told apart by case");
    assert_eq!(read(Of::Aggregate("a"), 1, 9), [3]);
    assert_eq!(read(Of::Aggregate(""), 0, 9), [0_u64; 0]);
    assert_eq!(read(Of::Type("Y"), 0, 1), [2]);
    assert_eq!(read(Of::Type("Z"), 0, 9), [0_u64; 0]);
    assert_eq!(all(log)[1].entry, entry(2, "b", "Y"), "documents come back as they went in");
}

fn atomicity(log: &mut impl Writer) {
    Writer::append(log, &Batch::of([entry(1, "a", "X")])).unwrap();
    let mut other = entry(1, "a", "X");
    other.document = "{}".into();
    let step = ClockStep { node_id: "n".into(), from: 0, to: 1 };
    let batch = Batch::of([entry(2, "a", "X"), other]).clock(step);
    let error = Writer::append(log, &batch).unwrap_err();
    assert_eq!(error.kind(), Kind::Conflict);
    assert_eq!((log.head().unwrap(), log.version("a").unwrap()), (1, 1), "nothing of it is there");
    assert_eq!(log.read(Of::Type("X"), 0, 9).unwrap().len(), 1);
    assert_eq!(ClockStorage::load(log, "n").unwrap(), 0);
    assert_eq!(Writer::append(log, &Batch::of([entry(2, "a", "X")])).unwrap(), [new(2, 2)]);
}

fn duplicates(log: &mut impl Writer) {
    let batch = Batch::of([entry(1, "a", "X"), entry(1, "a", "X"), entry(2, "b", "X")])
        .check("a", Check::MustNotExist);
    let again = Appended::Duplicate { position: 1, version: 1 };
    assert_eq!(Writer::append(log, &batch).unwrap(), [new(1, 1), again, new(2, 1)]);
    let done = Writer::append(log, &batch).unwrap();
    let last = Appended::Duplicate { position: 2, version: 1 };
    assert_eq!(done, [again, again, last], "a lost acknowledgement does no harm");
    assert_eq!(log.head().unwrap(), 2);
    let mut other = entry(1, "a", "X");
    other.document = "{\"secret\": 1}".into();
    let error = Writer::append(log, &Batch::of([other])).unwrap_err();
    assert!(!error.to_string().contains("secret") && !error.is_retryable(), "{error}");
    let Error::Conflict { event_id, stored, offered } = error else {
        unreachable!("{error} is no conflict")
    };
    assert_eq!(*event_id, *entry(1, "a", "X").event_id);
    assert!(stored.len() == 64 && offered.len() == 64 && stored != offered);
    let mut other = entry(1, "a", "X");
    other.aggregate_id = "c".into();
    let error = Writer::append(log, &Batch::of([other])).unwrap_err();
    assert_eq!(error.kind(), Kind::Conflict, "the same document elsewhere is another event");
}

fn conditions(log: &mut impl Writer) {
    let mut number = 0;
    let mut append = |check: Check| {
        number += 1;
        Writer::append(log, &Batch::of([entry(number, "a", "X")]).check("a", check))
    };
    let condition = |done: Result<Vec<Appended>, Error>| done.unwrap_err().kind();
    assert_eq!(condition(append(Check::MustBe(1))), Kind::Condition);
    append(Check::MustNotExist).unwrap();
    assert_eq!(condition(append(Check::MustNotExist)), Kind::Condition);
    append(Check::MustBe(1)).unwrap();
    assert_eq!(condition(append(Check::MustBe(1))), Kind::Condition);
    append(Check::Any).unwrap();
    assert_eq!(log.version("a").unwrap(), 3);
}

fn clocks(log: &mut impl Writer) {
    ClockStorage::save(log, "m", 9).unwrap();
    let step = |from, to| ClockStep { node_id: "n".into(), from, to };
    let batch = Batch::of([entry(1, "a", "X")]).clock(step(0, 4));
    Writer::append(log, &batch).unwrap();
    assert_eq!(ClockStorage::load(log, "n").unwrap(), 4);
    Writer::append(log, &batch).unwrap();
    assert_eq!(ClockStorage::load(log, "n").unwrap(), 4, "a duplicate moves no clock");
    let error = Writer::append(log, &Batch::of([entry(2, "a", "X")]).clock(step(3, 5)));
    assert_eq!(error.unwrap_err().kind(), Kind::Condition);
    assert_eq!((log.head().unwrap(), ClockStorage::load(log, "n").unwrap()), (1, 4));
    Writer::append(log, &Batch::default().clock(step(4, u64::MAX))).unwrap();
    assert_eq!(ClockStorage::load(log, "n").unwrap(), u64::MAX);
    assert_eq!(ClockStorage::load(log, "m").unwrap(), 9);
}

fn snapshots(log: &mut impl Writer) {
    let saved = |position, state: &str| Saved { position, state: state.into() };
    assert_eq!(log.snapshot("r", "a").unwrap(), None);
    log.save_snapshot("r", "a", &saved(3, "three")).unwrap();
    log.save_snapshot("r", "b", &saved(1, "one")).unwrap();
    log.save_snapshot("r", "a", &saved(2, "two")).unwrap();
    assert_eq!(log.snapshot("r", "a").unwrap(), Some(saved(3, "three")));
    log.save_snapshot("r", "a", &saved(3, "again")).unwrap();
    assert_eq!(log.snapshot("r", "a").unwrap(), Some(saved(3, "again")));
    assert_eq!(log.snapshot("q", "a").unwrap(), None);
}

fn rejections(log: &mut impl ErrorStorage<Rejected, Error = Error>) {
    let rejected = |line: u8| Rejected {
        origin: format!("file:{line}"),
        reason: "no JSON".into(),
        document: vec![0, 0xFF, line],
    };
    for line in 0..5 {
        ErrorStorage::append(log, rejected(line)).unwrap();
    }
    ErrorStorage::append(log, rejected(3)).unwrap();
    let recent = |limit| ErrorStorage::load_recent(log, NonZeroUsize::new(limit).unwrap()).unwrap();
    assert_eq!(recent(2), [rejected(4), rejected(3)]);
    assert_eq!(recent(99), [rejected(4), rejected(3), rejected(2)], "three are kept");
}

/// Whatever a JSON string may hold comes back, however long it is.
fn texts(log: &mut impl Writer) {
    let odd = ["", "\0", "\u{1a}0", "a'--\\", "\u{10ffff}", &"long ".repeat(2000)];
    let entries = (0..).zip(odd).map(|(number, text)| {
        let mut entry = entry(number, text, text);
        entry.document = text.into();
        entry
    });
    let batch = Batch::of(entries);
    let done = Writer::append(log, &batch).unwrap();
    assert!(done.iter().all(|done| matches!(done, Appended::New { version: 1, .. })));
    let read: Vec<Entry> = all(log).into_iter().map(|stored| stored.entry).collect();
    assert_eq!(read, batch.entries);
    for entry in &batch.entries {
        let found = log.read(Of::Aggregate(&entry.aggregate_id), 0, 9).unwrap();
        assert_eq!(found.len(), 1, "{entry:?}");
        assert_eq!(found[0].entry, *entry);
    }
    assert_eq!(log.read(Of::Type("\0"), 0, 9).unwrap().len(), 1);
    log.save_snapshot("\0", "\u{1a}", &Saved { position: 1, state: "\0".into() }).unwrap();
    assert_eq!(&*log.snapshot("\0", "\u{1a}").unwrap().unwrap().state, "\0");
}

fn subscriptions<W: Writer>(log: &mut W) {
    Writer::append(log, &Batch::of((1..=5).map(|number| entry(number, "a", "X")))).unwrap();
    let mut subscription = Subscription::new(&*log, 2);
    let mut next = |limit| {
        let entries = subscription.next(limit, Duration::ZERO).unwrap();
        entries.iter().map(|stored| stored.position).collect::<Vec<_>>()
    };
    assert_eq!((next(2), next(2), next(2)), (vec![3, 4], vec![5], vec![]));
}

/// Batches against a plain list.
fn model(log: &mut impl Writer, batches: &[Vec<(u64, usize)>]) {
    const AGGREGATES: [&str; 3] = ["a", "b", "b'"];
    let mut kept: Vec<Entry> = Vec::new();
    for batch in batches {
        let entries = batch.iter().map(|(number, at)| entry(*number, AGGREGATES[*at], "X"));
        let entries: Vec<Entry> = entries.collect();
        let mut expected = kept.clone();
        let mut conflict = false;
        for entry in &entries {
            match expected.iter().find(|known| known.event_id == entry.event_id) {
                Some(known) => conflict |= known != entry,
                None => expected.push(entry.clone()),
            }
        }
        let done = Writer::append(log, &Batch::of(entries));
        assert_eq!(done.is_err(), conflict, "{done:?}");
        if !conflict {
            kept = expected;
        }
    }
    let stored = all(log);
    let positions: Vec<u64> = stored.iter().map(|stored| stored.position).collect();
    assert_eq!(positions, (1..=kept.len() as u64).collect::<Vec<_>>());
    assert_eq!(stored.into_iter().map(|stored| stored.entry).collect::<Vec<_>>(), kept);
    for id in AGGREGATES {
        let own = log.read(Of::Aggregate(id), 0, usize::MAX).unwrap();
        let versions: Vec<u64> = own.iter().map(|stored| stored.version).collect();
        assert_eq!(versions, (1..=log.version(id).unwrap()).collect::<Vec<_>>());
    }
}
