//! What goes with a log and is no part of its order: snapshots and rejected documents, in streams of their own.

use std::num::NonZeroUsize;

use async_nats::HeaderMap;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use event_contract::log::{Error, Kind, Rejected, Saved};
use futures_util::future::try_join_all;
use serde_json::{Value, json};

use super::append::random;
use super::look::Place;
use super::message::{self, Outgoing};
use super::server::{Found, Refusal, Trouble, broken, too_large};
use super::streams;
use crate::digest::{hex, key, print};

/// How many documents are kept at once, and looked up.
const AT_ONCE: usize = 250;

fn subject_of(log: &str, name: &str, of: &str) -> String {
    format!("{}.{}", streams::snapshots(log), hex(key([name, of])))
}

pub(super) async fn snapshot(
    Place { server, log }: Place<'_>,
    name: &str,
    key: &str,
) -> Result<Option<Saved>, Error> {
    let found = server.last(&streams::snapshots(log), &subject_of(log, name, key)).await?;
    found.map(saved).transpose()
}

fn saved(found: Found) -> Result<Saved, Error> {
    let position = message::position(&found)?;
    let state = String::from_utf8(found.body);
    let state = state.map_err(|_| Error::corrupt("a snapshot that is no text"))?;
    Ok(Saved { position, state: state.into() })
}

pub(super) async fn save_snapshot(
    place: Place<'_>,
    name: &str,
    key: &str,
    new: &Saved,
) -> Result<(), Error> {
    let Place { server, log } = place;
    let subject = subject_of(log, name, key);
    let stream = streams::snapshots(log);
    retried(place, "saving a snapshot", async || {
        let found = server.last(&stream, &subject).await?;
        let last = found.as_ref().map_or(0, |found| found.sequence);
        if found.as_ref().map(message::position).transpose()? > Some(new.position) {
            return Ok(Ok(0));
        }
        let mut headers = HeaderMap::new();
        headers.insert(message::POSITION, new.position.to_string());
        let body = new.state.as_bytes().to_vec();
        let message = Outgoing { subject: subject.clone(), headers, body }.behind(last);
        Ok(server.publish("", vec![message]).await)
    })
    .await
}

/// Does until it is known to be done: what is there already is not done twice.
async fn retried(
    place: Place<'_>,
    operation: &'static str,
    mut attempt: impl AsyncFnMut() -> Result<Result<u64, Refusal>, Error>,
) -> Result<(), Error> {
    let mut trouble = Trouble::new();
    loop {
        let why = match attempt().await? {
            Ok(_) => return Ok(()),
            Err(Refusal::TooLarge(most)) => return Err(too_large(AT_ONCE, most)),
            Err(Refusal::Final(error)) => return Err(error),
            Err(Refusal::Raced) => "others were faster each time".to_owned(),
            Err(Refusal::Lost(why)) => {
                place.server.pause(trouble.elsewhere()).await;
                why
            }
        };
        if trouble.lasts(place.server.patience) {
            return Err(broken(operation, Kind::Unknown, why));
        }
    }
}

pub(super) async fn keep(place: Place<'_>, rejected: &[Rejected]) -> Result<(), Error> {
    let Place { server, log } = place;
    let stream = streams::rejected(log);
    for some in rejected.chunks(AT_ONCE) {
        let mut some: Vec<(String, &Rejected)> =
            some.iter().map(|one| (format!("{stream}.{}", hex(print(one))), one)).collect();
        let mut seen = std::collections::HashSet::new();
        some.retain(|(subject, _)| seen.insert(subject.clone()));
        retried(place, "keeping rejected documents", async || {
            let there = try_join_all(some.iter().map(|(on, _)| server.last(&stream, on))).await?;
            let new = some.iter().zip(there).filter(|(_, there)| there.is_none());
            let new: Vec<Outgoing> = new.map(|((on, one), _)| outgoing(on, one)).collect();
            if new.is_empty() {
                return Ok(Ok(0));
            }
            Ok(server.publish(&hex(random()?), new).await)
        })
        .await?;
    }
    Ok(())
}

fn outgoing(subject: &str, rejected: &Rejected) -> Outgoing {
    let Rejected { origin, reason, document } = rejected;
    let document = BASE64_STANDARD.encode(document);
    let body = json!({ "origin": origin, "reason": reason, "document": document });
    let (subject, body) = (subject.to_owned(), body.to_string().into_bytes());
    Outgoing { subject, headers: HeaderMap::new(), body }.behind(0)
}

/// Drops the oldest documents beyond so many.
pub(super) async fn retain(
    Place { server, log }: Place<'_>,
    most: NonZeroUsize,
) -> Result<(), Error> {
    let purge = format!("STREAM.PURGE.{}", streams::rejected(log));
    server.order(&purge, &json!({ "keep": most })).await.map(drop)
}

/// The latest documents, newest first.
pub(super) async fn recent(place: Place<'_>, limit: NonZeroUsize) -> Result<Vec<Rejected>, Error> {
    let (first, mut next) = ends(place).await?;
    let mut recent = Vec::new();
    while next >= first && recent.len() < limit.get() {
        let most = AT_ONCE.min(limit.get() - recent.len()) as u64;
        let from = next.saturating_sub(most - 1).max(first);
        for one in some(place, (from..=next).rev()).await? {
            recent.push(read(&one)?);
        }
        next = from - 1;
    }
    Ok(recent)
}

/// Compares documents with their hashes, which their subjects have.
pub(super) async fn whole(place: Place<'_>) -> Result<(), Error> {
    let stream = streams::rejected(place.log);
    let (mut from, last) = ends(place).await?;
    while from <= last {
        let to = last.min(from + AT_ONCE as u64 - 1);
        for one in some(place, from..=to).await? {
            if one.subject != format!("{stream}.{}", hex(print(&read(&one)?))) {
                let sequence = one.sequence;
                let what =
                    format!("rejected document {sequence} does not have the content of its hash");
                return Err(Error::corrupt(what));
            }
        }
        from = to + 1;
    }
    Ok(())
}

/// The sequences of the first and the last document.
async fn ends(Place { server, log }: Place<'_>) -> Result<(u64, u64), Error> {
    let missing = || Error::corrupt("there is no stream for rejected documents");
    let known = server.stream(&streams::rejected(log)).await?.ok_or_else(missing)?;
    let state = |name: &str| known.get("state")?.get(name)?.as_u64();
    Ok((state("first_seq").unwrap_or(1).max(1), state("last_seq").unwrap_or(0)))
}

/// The documents at some sequences, of those that are still there.
async fn some(
    Place { server, log }: Place<'_>,
    sequences: impl Iterator<Item = u64>,
) -> Result<Vec<Found>, Error> {
    let stream = streams::rejected(log);
    let questions: Vec<Value> = sequences.map(|sequence| json!({ "seq": sequence })).collect();
    let found = try_join_all(questions.iter().map(|which| server.get(&stream, which))).await?;
    Ok(found.into_iter().flatten().collect())
}

fn read(found: &Found) -> Result<Rejected, Error> {
    let read = || {
        let value: Value = serde_json::from_slice(&found.body).ok()?;
        let text = |name: &str| value.get(name)?.as_str();
        Some(Rejected {
            origin: text("origin")?.to_owned(),
            reason: text("reason")?.to_owned(),
            document: BASE64_STANDARD.decode(text("document")?).ok()?,
        })
    };
    read().ok_or_else(|| Error::corrupt("a message that holds no rejected document"))
}

/// Drops a document. Gives whether it was there.
pub(super) async fn forget(
    Place { server, log }: Place<'_>,
    rejected: &Rejected,
) -> Result<bool, Error> {
    let stream = streams::rejected(log);
    let subject = format!("{stream}.{}", hex(print(rejected)));
    let Some(found) = server.last(&stream, &subject).await? else { return Ok(false) };
    let delete = json!({ "seq": found.sequence, "no_erase": true });
    server.ask(&format!("STREAM.MSG.DELETE.{stream}"), &delete).await?;
    // Asked twice, it says at the second time that there is no such message: so look.
    match server.last(&stream, &subject).await? {
        None => Ok(true),
        Some(_) => Err(broken("dropping a rejected document", Kind::Failed, "it is still there")),
    }
}
