//! The one writer: a thread that commits what many requests bring in, together.

use std::sync::Arc;
use std::time::Duration;

use event_contract::log::{Appended, Batch, Entry, Error, Kind, Rejected};
use event_contract_stores::Store;
use tokio::sync::{mpsc, oneshot};

use crate::journal::{Commit, Journal, Refused, fingerprint};
use crate::metrics::{Fate, Metrics};
use crate::traces::{Part, Trace};

/// The most events that are committed at once, if no single request has more.
const GROUP: usize = 2_000;
/// How long to wait before what failed for a moment is tried again.
const PAUSES: [Duration; 3] =
    [Duration::from_millis(50), Duration::from_millis(200), Duration::from_millis(800)];

/// What became of an event that was valid.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    Appended(Appended),
    Conflict { stored: String, offered: String },
}

/// What one request brings in.
pub(crate) struct Job {
    /// Valid events.
    pub(crate) entries: Vec<Entry>,
    /// The rest.
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) answer: oneshot::Sender<Result<Vec<Outcome>, Error>>,
    pub(crate) trace: Trace,
    /// Ends when the job is taken up.
    pub(crate) queued: Part,
}

/// Begins the place of a document that came over HTTP.
const ORIGIN: &str = "http:";

/// Where a rejected document is kept: the same one in the same place, however often it comes.
pub(crate) fn origin(document: &[u8]) -> String {
    format!("{ORIGIN}{}", fingerprint([document]))
}

/// Works until nobody sends any more.
pub(crate) fn work(
    mut journal: Box<dyn Journal>,
    mut jobs: mpsc::Receiver<Job>,
    metrics: &Arc<Metrics>,
) {
    while let Some(first) = jobs.blocking_recv() {
        let mut group = vec![first];
        let mut events = group.iter().map(|job| job.entries.len()).sum::<usize>();
        while events < GROUP
            && let Ok(next) = jobs.try_recv()
        {
            events += next.entries.len();
            group.push(next);
        }
        commit(&mut *journal, group, metrics);
    }
}

/// Commits a group, puts on record what became of it, and answers.
fn commit(journal: &mut dyn Journal, group: Vec<Job>, metrics: &Metrics) {
    let mut parts: Vec<Part> = group.iter().map(|job| job.trace.part("commit")).collect();
    let (mut waiting, mut together) = (Vec::with_capacity(group.len()), Vec::new());
    for Job { entries, rejected, answer, trace, queued } in group {
        drop(queued);
        let start = together.len();
        together.extend(entries);
        waiting.push((start..together.len(), rejected, answer, trace));
    }
    for part in &mut parts {
        part.count("contracts.commit.requests", waiting.len());
        part.count("contracts.commit.events", together.len());
    }
    let together = Batch::of(together);
    let mut done = match append(journal.log(), &together) {
        Ok(done) => Ok(Some(done.into_iter())),
        // Someone's event is in the way, and the others' are not to wait for it; or it is too much at once.
        Err(error) if in_parts(&error) => Ok(None),
        Err(error) => Err(error),
    };
    let mut accepted = 0;
    let mut refused = Vec::new();
    let mut answers = Vec::with_capacity(waiting.len());
    for ((place, mut rejected, answer, trace), mut part) in waiting.into_iter().zip(parts) {
        let entries = together.entries.get(place).unwrap_or_default();
        let outcomes = match &mut done {
            Ok(Some(done)) => {
                Ok(done.by_ref().take(entries.len()).map(Outcome::Appended).collect())
            }
            Ok(None) => apart(journal.log(), entries),
            // There is one error and many who wait for it.
            Err(error) => Err(again(error)),
        };
        if let Ok(outcomes) = &outcomes {
            accepted += count(outcomes, metrics);
            refused.extend(rejected.iter().map(of_rejected));
            give_up(entries, outcomes, &mut rejected, &mut refused);
        }
        let kept = outcomes.and_then(|outcomes| {
            if !rejected.is_empty() {
                retried(|| journal.log().keep(&rejected))?;
            }
            Ok(outcomes)
        });
        if kept.is_err() {
            part.failed();
        }
        drop(part);
        answers.push((answer, kept, trace.part("record")));
    }
    metrics.commit();
    if accepted > 0 || !refused.is_empty() {
        let ids = together.entries.iter().map(|entry| entry.event_id.as_bytes());
        let fingerprint = fingerprint(ids);
        let commit = Commit { fingerprint: &fingerprint, accepted, refused: &refused };
        if journal.record(&commit).is_err() {
            metrics.unrecorded();
        }
    }
    for (answer, outcome, part) in answers {
        drop(part);
        // Whoever went away meanwhile sends it again, and hears of a duplicate.
        let _ = answer.send(outcome);
    }
}

fn of_rejected(rejected: &Rejected) -> Refused {
    let (kept, reason) = (rejected.origin.clone(), rejected.reason.clone());
    Refused { fingerprint: print_of(&kept), kept, reason, conflict: false }
}

/// The hash in an [`origin`].
fn print_of(origin: &str) -> String {
    origin.trim_start_matches(ORIGIN).to_owned()
}

/// Adds the events that are in conflict to what is kept as rejected.
fn give_up(
    entries: &[Entry],
    outcomes: &[Outcome],
    rejected: &mut Vec<Rejected>,
    refused: &mut Vec<Refused>,
) {
    for (entry, outcome) in entries.iter().zip(outcomes) {
        let Outcome::Conflict { stored, offered } = outcome else { continue };
        let document = entry.document.as_bytes();
        let reason = format!(
            "conflict: event {} is there with other content: SHA-256 {stored} there, {offered} here",
            entry.event_id
        );
        let origin = origin(document);
        refused.push(Refused {
            fingerprint: print_of(&origin),
            kept: origin.clone(),
            reason: reason.clone(),
            conflict: true,
        });
        rejected.push(Rejected { origin, reason, document: document.to_vec() });
    }
}

fn count(outcomes: &[Outcome], metrics: &Metrics) -> u64 {
    let mut accepted = 0;
    for outcome in outcomes {
        let fate = match outcome {
            Outcome::Appended(Appended::New { position, .. }) => {
                accepted += 1;
                metrics.head(*position);
                Fate::Accepted
            }
            Outcome::Appended(Appended::Duplicate { .. }) => Fate::Duplicate,
            Outcome::Conflict { .. } => Fate::Conflict,
        };
        metrics.fate(fate, 1);
    }
    accepted
}

fn append(log: &mut dyn Store, batch: &Batch) -> Result<Vec<Appended>, Error> {
    if batch.entries.is_empty() {
        return Ok(Vec::new());
    }
    retried(|| event_contract::log::Writer::append(log, batch))
}

/// Appends events one by one, so that one in conflict keeps out no other. Halves are tried first, for there is
/// seldom more than one.
fn apart(log: &mut dyn Store, entries: &[Entry]) -> Result<Vec<Outcome>, Error> {
    match append(log, &Batch::of(entries.iter().cloned())) {
        Ok(done) => return Ok(done.into_iter().map(Outcome::Appended).collect()),
        Err(Error::Conflict { stored, offered, .. }) if entries.len() == 1 => {
            return Ok(vec![Outcome::Conflict { stored, offered }]);
        }
        Err(error) if in_parts(&error) && entries.len() > 1 => {}
        Err(error) => return Err(error),
    }
    let (left, right) = entries.split_at(entries.len() / 2);
    let mut outcomes = apart(log, left)?;
    outcomes.extend(apart(log, right)?);
    Ok(outcomes)
}

/// Whether parts of a batch may go in where the whole does not.
fn in_parts(error: &Error) -> bool {
    matches!(error.kind(), Kind::Conflict | Kind::TooLarge)
}

/// Tries again what may succeed a little later.
fn retried<T>(mut work: impl FnMut() -> Result<T, Error>) -> Result<T, Error> {
    for pause in PAUSES {
        match work() {
            Err(error) if error.is_retryable() => std::thread::sleep(pause),
            done => return done,
        }
    }
    work()
}

fn again(error: &Error) -> Error {
    Error::Backend { operation: "appending", kind: error.kind(), source: error.to_string().into() }
}
