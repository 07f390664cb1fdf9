//! The one writer: a thread that commits what many requests bring in, together.

use std::sync::Arc;
use std::time::Duration;

use event_contract::log::{Appended, Batch, Entry, Error, Kind, Rejected};
use event_contract_stores::Store;
use tokio::sync::{mpsc, oneshot};

use crate::journal::{Journal, Refused, fingerprint};
use crate::metrics::{Fate, Metrics};

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
}

/// Where a rejected document is kept: the same one in the same place, however often it comes.
pub(crate) fn origin(document: &[u8]) -> String {
    format!("http:{}", fingerprint([document]))
}

/// Works until nobody sends any more.
pub(crate) fn work(mut journal: Journal, mut jobs: mpsc::Receiver<Job>, metrics: &Arc<Metrics>) {
    while let Some(first) = jobs.blocking_recv() {
        let mut group = vec![first];
        let mut events = group.iter().map(|job| job.entries.len()).sum::<usize>();
        while events < GROUP
            && let Ok(next) = jobs.try_recv()
        {
            events += next.entries.len();
            group.push(next);
        }
        commit(&mut journal, group, metrics);
    }
}

/// Commits a group, puts on record what became of it, and answers.
fn commit(journal: &mut Journal, group: Vec<Job>, metrics: &Metrics) {
    let mut refused = Vec::new();
    let mut answers = Vec::with_capacity(group.len());
    let together: Vec<Entry> = group.iter().flat_map(|job| job.entries.iter().cloned()).collect();
    let all = append(journal.log(), &together);
    let mut done = match all {
        Ok(done) => Ok(Some(done.into_iter())),
        // Someone's event is in the way, and the others' are not to wait for it; or it is too much at once.
        Err(error) if in_parts(&error) => Ok(None),
        Err(error) => Err(error),
    };
    let mut accepted = 0;
    for mut job in group {
        let outcomes = match &mut done {
            Ok(Some(done)) => {
                Ok(done.by_ref().take(job.entries.len()).map(Outcome::Appended).collect())
            }
            Ok(None) => apart(journal.log(), &job.entries),
            // There is one error and many who wait for it.
            Err(error) => Err(again(error)),
        };
        if let Ok(outcomes) = &outcomes {
            accepted += count(outcomes, metrics);
            give_up(&mut job, outcomes, &mut refused);
        }
        refused.extend(job.rejected.iter().filter(|_| outcomes.is_ok()).filter_map(of_rejected));
        let kept = outcomes
            .and_then(|outcomes| retried(|| journal.log().keep(&job.rejected)).map(|()| outcomes));
        answers.push((job.answer, kept));
    }
    metrics.commit();
    if accepted > 0 || !refused.is_empty() {
        let fingerprint = fingerprint(together.iter().map(|entry| entry.event_id.as_bytes()));
        if journal.record(&fingerprint, accepted, &refused).is_err() {
            metrics.unrecorded();
        }
    }
    for (answer, outcome) in answers {
        // Whoever went away meanwhile sends it again, and hears of a duplicate.
        let _ = answer.send(outcome);
    }
}

fn of_rejected(rejected: &Rejected) -> Option<Refused> {
    let fingerprint = rejected.origin.strip_prefix("http:")?.to_owned();
    let (kept, reason) = (rejected.origin.clone(), rejected.reason.clone());
    // Conflicts were put on record as such.
    (!reason.starts_with(CONFLICT)).then_some(Refused {
        fingerprint,
        kept,
        reason,
        conflict: false,
    })
}

/// Begins the reason of a document that was given up.
const CONFLICT: &str = "conflict: ";

/// Adds the events that are in conflict to what is kept as rejected.
fn give_up(job: &mut Job, outcomes: &[Outcome], refused: &mut Vec<Refused>) {
    for (entry, outcome) in job.entries.iter().zip(outcomes) {
        let Outcome::Conflict { stored, offered } = outcome else { continue };
        let document = entry.document.as_bytes();
        let reason = format!(
            "{CONFLICT}event {} is there with other content: SHA-256 {stored} there, {offered} here",
            entry.event_id
        );
        let origin = origin(document);
        refused.push(Refused {
            fingerprint: origin.trim_start_matches("http:").to_owned(),
            kept: origin.clone(),
            reason: reason.clone(),
            conflict: true,
        });
        job.rejected.push(Rejected { origin, reason, document: document.to_vec() });
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

fn append(log: &mut dyn Store, entries: &[Entry]) -> Result<Vec<Appended>, Error> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let batch = Batch::of(entries.iter().cloned());
    retried(|| event_contract::log::Writer::append(log, &batch))
}

/// Appends events one by one, so that one in conflict keeps out no other. Halves are tried first, for there is
/// seldom more than one.
fn apart(log: &mut dyn Store, entries: &[Entry]) -> Result<Vec<Outcome>, Error> {
    match append(log, entries) {
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
