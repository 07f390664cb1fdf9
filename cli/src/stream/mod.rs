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

type Job<T> = (usize, Piece, SyncSender<T>);
type Pending<T> = Result<Receiver<T>, String>;
/// What is made of a piece of the input with this number.
pub(crate) type Work<T> = Arc<dyn Fn(usize, &Piece) -> T + Send + Sync>;

/// Judges all inputs. `sink` gets the batches in input order, and the inputs that could not be read.
pub(crate) fn run(
    inputs: Vec<Input>,
    judge: &Arc<Judge>,
    report: &Arc<Report>,
    threads: usize,
    sink: impl FnMut(Result<Batch, String>) -> io::Result<()>,
) -> io::Result<()> {
    let most = judge.max_line_bytes;
    let (judge, report) = (Arc::clone(judge), Arc::clone(report));
    let work = move |input: usize, piece: &Piece| judge.piece(input, piece, &report);
    let work: Work<Batch> = Arc::new(work);
    each_piece(inputs, most, threads, &work, sink)
}

/// Cuts all inputs into pieces, has as many threads at them, and hands what these make of them to `sink`, in the order of
/// the inputs, with the inputs that could not be read.
pub(crate) fn each_piece<T: Send + 'static>(
    inputs: Vec<Input>,
    most: usize,
    threads: usize,
    work: &Work<T>,
    mut sink: impl FnMut(Result<T, String>) -> io::Result<()>,
) -> io::Result<()> {
    let (jobs, todo) = sync_channel::<Job<T>>(threads * IN_FLIGHT);
    let (order, pending) = sync_channel::<Pending<T>>(threads * IN_FLIGHT);
    let todo = Arc::new(Mutex::new(todo));
    for _ in 0..threads {
        let (todo, work) = (Arc::clone(&todo), Arc::clone(work));
        thread::spawn(move || work_off(&todo, &*work));
    }
    // Threads are not joined: when the sink fails, the reader may be waiting for input for ever.
    thread::spawn(move || read(inputs, most, &jobs, &order));
    for batch in pending {
        let batch =
            batch.and_then(|batch| batch.recv().map_err(|_| "a worker ended early".to_owned()));
        sink(batch)?;
    }
    Ok(())
}

fn read<T>(
    inputs: Vec<Input>,
    most: usize,
    jobs: &SyncSender<Job<T>>,
    order: &SyncSender<Pending<T>>,
) {
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

fn work_off<T>(todo: &Mutex<Receiver<Job<T>>>, work: &dyn Fn(usize, &Piece) -> T) {
    loop {
        let job = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((input, piece, done)) = job else { return };
        // Nobody waits for a batch any more once the sink has failed.
        drop(done.send(work(input, &piece)));
    }
}
