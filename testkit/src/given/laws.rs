//! What holds of every fold, whatever the reducer.

use std::fmt::Debug;

use event_contract::fold::{Sorted, SortedError};
use event_contract::sample::Source;
use event_contract::table::Line;
use event_contract::{Integer, Projection, Record, Reduce, Snapshot, fold, order};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::outcome::Told;

/// How many random orders of arrival are tried.
const SHUFFLES: u64 = 4;

/// The most clock readings at which a projection is settled and stored.
const MOST_SPLITS: usize = 16;

/// The state does not depend on the order in which events arrive, nor on how often they do.
#[track_caller]
pub(super) fn arrival<R>(reducer: impl Fn() -> R, records: &[Record], expected: &Told)
where
    R: Reduce,
    R::Output: Serialize,
    R::Error: Debug,
{
    let folded = |events: &[&Record]| Told::of(&fold(reducer(), events.iter().copied()));
    let mut events: Vec<&Record> = records.iter().collect();
    events.reverse();
    same(expected, &folded(&events), "when the events arrive in reverse");
    events.extend(records);
    same(expected, &folded(&events), "when every event arrives twice");
    for seed in 0..SHUFFLES {
        shuffle(&mut events, seed);
        same(expected, &folded(&events), "when the events arrive in another order");
    }
    // An event that does not concern the reducer may have the id of one that does.
    events.retain(|event| R::scope() == fold::Scope::Stream || R::concerns(&event.meta.event_type));
    let events = order::in_order(events);
    same(expected, &pushed(reducer(), &events), "when the events are pushed one by one, sorted");
}

/// The state does not depend on when a projection settles events, nor on whether it was stored in between.
#[track_caller]
pub(super) fn projection<R>(
    line: &'static Line,
    reducer: impl Fn() -> R,
    records: &[Record],
    expected: &Told,
) where
    R: Reduce + Clone + Serialize + DeserializeOwned,
    R::Output: Serialize,
    R::Error: Debug,
{
    let mut clocks: Vec<&Integer> = records.iter().map(|event| &event.meta.lamport_clock).collect();
    clocks.sort_unstable();
    clocks.dedup();
    let step = clocks.len().div_ceil(MOST_SPLITS).max(1);
    let mut arriving: Vec<&Record> = records.iter().chain(records).collect();
    shuffle(&mut arriving, SHUFFLES);

    let mut projection = Projection::new(reducer());
    push(&mut projection, &arriving);
    same(expected, &Told::of(&projection.state()), "of a projection that settles nothing");

    let mut projection = Projection::new(reducer());
    for clock in clocks.into_iter().step_by(step) {
        // Among them are those that are settled already.
        let so_far: Vec<&Record> =
            arriving.iter().copied().filter(|event| event.meta.lamport_clock <= *clock).collect();
        push(&mut projection, &so_far);
        let so_far = Told::of(&fold(reducer(), so_far));
        if let Err(stopped) = projection.settle(clock) {
            let stopped = Told::of::<(), _>(&Err(stopped));
            same(&so_far, &stopped, "of a projection that settles what stops the fold");
            same(expected, &stopped, "of a fold that events stop, when later ones are left out");
            return;
        }
        projection = stored(line, &projection);
        same(&so_far, &Told::of(&projection.state()), "of a projection that was stored");
    }
    push(&mut projection, &arriving);
    same(expected, &Told::of(&projection.state()), "of a projection that was stored and went on");
}

#[expect(clippy::expect_used, reason = "that is how a test fails")]
fn push<R: Reduce>(projection: &mut Projection<R>, events: &[&Record]) {
    for event in events {
        projection.push((*event).clone()).expect("all earlier events were pushed");
    }
}

/// The projection after a night on disk.
#[track_caller]
#[expect(clippy::panic, reason = "that is how a test fails")]
fn stored<R>(line: &'static Line, projection: &Projection<R>) -> Projection<R>
where
    R: Reduce + Clone + Serialize + DeserializeOwned,
{
    let read = || -> Result<Projection<R>, Box<dyn std::error::Error>> {
        let text = serde_json::to_string(&projection.snapshot())?;
        let snapshot: Snapshot<R> = serde_json::from_str(&text)?;
        Ok(Projection::resume(snapshot, line)?)
    };
    match read() {
        Ok(projection) => projection,
        Err(error) => panic!("the reducer is not what its JSON says, or cannot be stored: {error}"),
    }
}

fn pushed<R>(reducer: R, events: &[&Record]) -> Told
where
    R: Reduce,
    R::Output: Serialize,
    R::Error: Debug,
{
    let mut sorted = Sorted::new(reducer);
    for event in events {
        if let Err(error) = sorted.push((*event).clone()) {
            return match error {
                SortedError::Stopped(error) => Told::of::<(), _>(&Err(error)),
                SortedError::OutOfOrder(error) => Told::of::<(), _>(&Err(error)),
            };
        }
    }
    Told::of(&sorted.finish())
}

fn shuffle(events: &mut [&Record], seed: u64) {
    let mut source = Source::from_seed(seed);
    for last in (1..events.len()).rev() {
        events.swap(last, source.below(last + 1));
    }
}

#[track_caller]
fn same(expected: &Told, found: &Told, when: &str) {
    assert!(expected == found, "the fold is not the same {when}:\n{}", expected.against(found));
}
