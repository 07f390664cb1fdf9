//! `POST /v1/events`: events in, a result for each.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response};
use event_contract::log::{Appended, Entry, Refusal, Rejected};
use event_contract::table::Line;
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use super::{MayWrite, Shared};
use crate::answer::{Problem, json_text};
use crate::body::{self, Documents, Form};
use crate::metrics::Fate;
use crate::traces::Trace;
use crate::writer::{Job, Outcome, origin};

/// The most bytes of text that the violations of one event have, where they are listed and where they are kept; a count
/// says how many there are.
const REASONS_OF_EVENT: usize = 256 << 10;
/// The same of all events of a request. Behind that each has its first.
const REASONS: usize = 1 << 20;

pub(crate) async fn post(
    _: MayWrite,
    State(shared): State<Arc<Shared>>,
    trace: Trace,
    headers: HeaderMap,
    body: Body,
) -> Result<Response<Body>, Problem> {
    let start = Instant::now();
    let Ok(_permit) = Arc::clone(&shared.bodies).try_acquire_owned() else {
        return Err(Problem::busy("too many bodies are on their way"));
    };
    let form = Form::of(&headers)?;
    let receiving = trace.part("receive");
    let text = body::read(&headers, body, &shared.limits).await?;
    drop(receiving);
    let _room = room(&shared, form.most(&text, &shared.limits)).await?;
    let judged = judge(&shared, &trace, text, form).await?;
    let Judged { verdicts, entries, rejected } = judged;
    let ids: Vec<Box<str>> = entries.iter().map(|entry| entry.event_id.clone()).collect();
    trace.count("contracts.events", verdicts.len());
    let outcomes = if entries.is_empty() && rejected.is_empty() {
        Vec::new()
    } else {
        let (answer, outcomes) = oneshot::channel();
        let (trace, queued) = (trace.clone(), trace.part("queue"));
        let job = Job { entries, rejected, answer, trace, queued };
        let sent = shared.jobs.send(job);
        if !matches!(tokio::time::timeout(shared.limits.patience, sent).await, Ok(Ok(()))) {
            return Err(Problem::busy("the writer has more than it can do"));
        }
        // From here on the answer is awaited, however long it takes: it says what happened.
        match outcomes.await {
            Ok(outcomes) => outcomes?,
            Err(_) => return Err(Problem::busy("the gateway stops; send it again")),
        }
    };
    let (text, counts) = results(&verdicts, &ids, &outcomes, &shared);
    for (fate, count) in Fate::ALL.into_iter().zip(counts) {
        trace.count(fate.attribute(), usize::try_from(count).unwrap_or(usize::MAX));
    }
    shared.metrics.ingest(start.elapsed());
    Ok(json_text(text))
}

/// Waits until a body of so many bytes may be dealt with.
async fn room(shared: &Shared, bytes: usize) -> Result<OwnedSemaphorePermit, Problem> {
    let all = shared.limits.memory >> 10;
    let wanted = u32::try_from((bytes >> 10).clamp(1, all.max(1))).unwrap_or(u32::MAX);
    let room = Arc::clone(&shared.memory).acquire_many_owned(wanted);
    match tokio::time::timeout(shared.limits.patience, room).await {
        Ok(Ok(room)) => Ok(room),
        _ => Err(Problem::busy("too many large bodies are dealt with")),
    }
}

/// Documents that were judged: those that are valid go to the log, the rest beside it.
struct Judged {
    /// In order; nothing is wrong with those that are valid.
    verdicts: Vec<Option<Refusal>>,
    entries: Vec<Entry>,
    rejected: Vec<Rejected>,
}

async fn judge(
    shared: &Arc<Shared>,
    trace: &Trace,
    text: bytes::Bytes,
    form: Form,
) -> Result<Judged, Problem> {
    let permit = Arc::clone(&shared.judges).acquire_owned();
    let permit = tokio::time::timeout(shared.limits.patience, permit).await;
    let Ok(Ok(permit)) = permit else { return Err(Problem::busy("too many bodies are judged")) };
    let (line, limits) = (shared.line, shared.limits);
    let trace = trace.clone();
    let judged = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        let mut judging = trace.part("judge");
        let documents = Documents::cut(text, form, &limits)?;
        let judged = all(line, &documents);
        judging.count("contracts.events", judged.verdicts.len());
        judging.count(Fate::Rejected.attribute(), judged.rejected.len());
        Ok(judged)
    });
    judged.await.unwrap_or_else(|_| Err(Problem::new(500, "failed", "judging was broken off")))
}

fn all(line: &Line, documents: &Documents) -> Judged {
    let mut judged = Judged { verdicts: Vec::new(), entries: Vec::new(), rejected: Vec::new() };
    let mut room = REASONS;
    for document in documents.iter() {
        match Entry::judged_within(line, document, room.min(REASONS_OF_EVENT)) {
            Ok(entry) => {
                judged.entries.push(entry);
                judged.verdicts.push(None);
            }
            Err(refusal) => {
                let mut reason = String::new();
                for violation in &refusal.violations {
                    // Writing to a string cannot fail.
                    let _ = writeln!(reason, "{violation}");
                }
                room = room.saturating_sub(reason.len());
                if refusal.more > 0 {
                    let _ = writeln!(reason, "and {} more", refusal.more);
                }
                judged.rejected.push(Rejected {
                    origin: origin(document),
                    reason: reason.trim_end().to_owned(),
                    document: document.to_vec(),
                });
                judged.verdicts.push(Some(refusal));
            }
        }
    }
    judged
}

/// The answer: a result for each event, and how many there are of each kind.
fn results(
    verdicts: &[Option<Refusal>],
    ids: &[Box<str>],
    outcomes: &[Outcome],
    shared: &Shared,
) -> (String, [u64; Fate::ALL.len()]) {
    let mut counts = [0_u64; Fate::ALL.len()];
    let mut list = Vec::with_capacity(verdicts.len());
    let mut valid = ids.iter().zip(outcomes);
    for verdict in verdicts {
        let (fate, mut result) = match verdict {
            Some(refusal) => (Fate::Rejected, rejected(refusal)),
            None => match valid.next() {
                Some((id, outcome)) => taken(id, outcome),
                None => continue,
            },
        };
        if let Some(count) = counts.get_mut(fate as usize) {
            *count += 1;
        }
        result["result"] = fate.name().into();
        list.push(result);
    }
    // The others were counted when they were committed.
    let rejected = counts.get(Fate::Rejected as usize).copied().unwrap_or(0);
    shared.metrics.fate(Fate::Rejected, rejected);
    let mut answer = serde_json::Map::new();
    for (fate, count) in Fate::ALL.into_iter().zip(counts) {
        answer.insert(fate.name().to_owned(), count.into());
    }
    answer.insert("results".to_owned(), list.into());
    (serde_json::Value::from(answer).to_string(), counts)
}

fn rejected(Refusal { violations, more }: &Refusal) -> serde_json::Value {
    let listed: Vec<_> =
        violations.iter().filter_map(|violation| serde_json::to_value(violation).ok()).collect();
    let count = violations.len() + more;
    serde_json::json!({ "result": "", "violations": listed, "violation_count": count })
}

fn taken(id: &str, outcome: &Outcome) -> (Fate, serde_json::Value) {
    match outcome {
        Outcome::Appended(appended) => {
            let (fate, position, version) = match *appended {
                Appended::New { position, version } => (Fate::Accepted, position, version),
                Appended::Duplicate { position, version } => (Fate::Duplicate, position, version),
            };
            let result = serde_json::json!({
                "result": "", "event_id": id, "position": position, "version": version,
            });
            (fate, result)
        }
        Outcome::Conflict { stored, offered } => {
            let result = serde_json::json!({
                "result": "", "event_id": id, "stored_sha256": stored, "offered_sha256": offered,
            });
            (Fate::Conflict, result)
        }
    }
}
