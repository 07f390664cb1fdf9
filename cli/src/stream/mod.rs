//! Streams of events: cut into blocks, judged by all cores, reported in input order.
//!
//! Memory stays constant: blocks are bounded, and so is the number of them on the way. A JSON document
//! (as opposed to JSON Lines) is read as a whole, up to a limit.

mod cut;
mod judge;
mod summary;
mod unpack;

pub(crate) use cut::{Input, Kind, Piece, cut, numbered};
pub(crate) use judge::{Judge, Mode, Problem, SCHEMA_DISAGREEMENT, place};
pub(crate) use summary::{Summary, Verdicts};
pub(crate) use unpack::{is_plain, unpacked};

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::report::Report;

/// A judged block.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// What the report says about it.
    pub(crate) text: Vec<u8>,
    /// Counts.
    pub(crate) summary: Summary,
}

/// Blocks on the way, per worker.
const IN_FLIGHT: usize = 3;

type Job = (usize, Piece, SyncSender<Batch>);
type Pending = Result<Receiver<Batch>, String>;

/// Judges all inputs. `sink` gets the batches in input order, and the inputs that could not be read.
pub(crate) fn run(
    inputs: Vec<Input>,
    judge: &Arc<Judge>,
    report: &Arc<Report>,
    threads: usize,
    mut sink: impl FnMut(Result<Batch, String>) -> io::Result<()>,
) -> io::Result<()> {
    let (jobs, todo) = sync_channel::<Job>(threads * IN_FLIGHT);
    let (order, pending) = sync_channel::<Pending>(threads * IN_FLIGHT);
    let todo = Arc::new(Mutex::new(todo));
    for _ in 0..threads {
        let (todo, judge, report) = (Arc::clone(&todo), Arc::clone(judge), Arc::clone(report));
        thread::spawn(move || work(&todo, &judge, &report));
    }
    let most = judge.max_line_bytes;
    // Threads are not joined: when the sink fails, the reader may be waiting for input for ever.
    thread::spawn(move || read(inputs, most, &jobs, &order));
    for batch in pending {
        let batch =
            batch.and_then(|batch| batch.recv().map_err(|_| "a worker ended early".to_owned()));
        sink(batch)?;
    }
    Ok(())
}

fn read(inputs: Vec<Input>, most: usize, jobs: &SyncSender<Job>, order: &SyncSender<Pending>) {
    for (at, input) in inputs.into_iter().enumerate() {
        let name = input.name.clone();
        let read = cut(input, most, |piece| {
            let (done, batch) = sync_channel(1);
            // An error means that the other side has given up; then reading ends.
            order.send(Ok(batch)).is_ok() && jobs.send((at, piece, done)).is_ok()
        });
        if let Err(error) = read
            && order.send(Err(format!("{name}: {error}"))).is_err()
        {
            return;
        }
    }
}

fn work(todo: &Mutex<Receiver<Job>>, judge: &Judge, report: &Report) {
    loop {
        let job = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((input, piece, done)) = job else { return };
        // Nobody waits for a batch any more once the sink has failed.
        drop(done.send(judge.piece(input, &piece, report)));
    }
}
