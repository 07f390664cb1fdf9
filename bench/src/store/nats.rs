//! NATS, beside its client publishing the same documents to a stream of the same durability: no duplicates, conditions,
//! hashes, versions or order. Once with an answer to each message, many on their way at a time; and once in batches
//! that the server takes as a whole, as the log's are, which PostgreSQL's and SQLite's transactions compare with.

use std::hint::black_box;

use async_nats::{Client, HeaderMap, Request};
use event_contract::log::Entry;
use event_contract_stores::Nats;
use event_contract_testkit::nats::Server;
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::{Best, ROUNDS, append, entries, replay};
use crate::{Outcome, table};

/// The batch sizes, and how many entries are appended with each. Fewer than elsewhere: a server that syncs before it
/// acknowledges does so for each message that is not in a batch.
const APPENDS: [(&str, usize, usize); 3] =
    [("single", 1, 300), ("batch of 100", 100, 5_000), ("bulk, 5,000", 5_000, 20_000)];

pub(super) fn run() -> Outcome {
    let Some(server) = Server::start() else { return Ok(()) };
    let mut rows = Vec::new();
    let mut replays = (Best::default(), Best::default());
    for (name, size, count) in APPENDS {
        let entries = entries(count);
        let (mut raw, mut whole, mut ours) = (Best::default(), Best::default(), Best::default());
        for round in 0..ROUNDS {
            let stream = |kind: &str| format!("{kind}_{size}_{round}");
            let by_hand = Raw::connect(&server, &stream("raw"))?;
            raw.take(count, || by_hand.publish(&entries, size))?;
            let batched = Raw::connect(&server, &stream("whole"))?;
            whole.take(count, || batched.publish_whole(&entries, size))?;
            let mut log = Nats::create(&server.url(&stream("ours")))?;
            ours.take(count, || append(&mut log, &entries, size))?;
            if size == APPENDS[2].1 {
                replays.0.take(count, || batched.replay())?;
                replays.1.take(count, || replay(&log))?;
            }
        }
        let raw_whole = whole.beside(raw);
        rows.push(vec![name.to_owned(), format!("{:.0}", raw.0), raw_whole, ours.beside(raw)]);
    }
    let replay = format!("{:.0}", replays.0.0);
    rows.push(vec!["replay".into(), replay.clone(), replay, replays.1.beside(replays.0)]);
    println!("\nOne NATS server that syncs before it acknowledges\n");
    table::print(&["", "raw publish", "raw batches", "nats"], &rows);
    Ok(())
}

/// A client of our own.
struct Raw {
    runtime: Runtime,
    client: Client,
    stream: String,
}

impl Raw {
    fn connect(server: &Server, stream: &str) -> Outcome<Self> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let stream = stream.to_owned();
        let configuration = json!({
            "name": stream, "subjects": [format!("{stream}.>")], "storage": "file", "num_replicas": 1,
            "discard": "new", "allow_direct": true, "allow_atomic": true,
        });
        let client = runtime.block_on(async {
            let client = async_nats::connect(server.address()).await?;
            let create = format!("$JS.API.STREAM.CREATE.{stream}");
            let answer = client.request(create, configuration.to_string().into()).await?;
            answered(&answer.payload)?;
            Ok::<_, Box<dyn std::error::Error>>(client)
        })?;
        Ok(Self { runtime, client, stream })
    }

    fn subject(&self, entry: &Entry) -> String {
        format!("{}.{}", self.stream, entry.aggregate_id.replace('/', "-"))
    }

    /// So many at a time, each with an answer.
    fn publish(&self, entries: &[Entry], size: usize) -> Outcome {
        self.runtime.block_on(async {
            let inbox = self.client.new_inbox();
            let mut answers = self.client.subscribe(inbox.clone()).await?;
            for chunk in entries.chunks(size) {
                for entry in chunk {
                    let body = entry.document.as_bytes().to_vec();
                    let subject = self.subject(entry);
                    self.client.publish_with_reply(subject, inbox.clone(), body.into()).await?;
                }
                for _ in chunk {
                    answered(&answers.next().await.ok_or("the connection ended")?.payload)?;
                }
            }
            Ok(())
        })
    }

    /// So many at a time, with one answer to all.
    fn publish_whole(&self, entries: &[Entry], size: usize) -> Outcome {
        self.runtime.block_on(async {
            for (chunk, number) in entries.chunks(size).zip(0..) {
                for (entry, at) in chunk.iter().zip(1..) {
                    let mut headers = HeaderMap::new();
                    headers.insert("Nats-Batch-Id", format!("{number}"));
                    headers.insert("Nats-Batch-Sequence", format!("{at}"));
                    let (subject, body) = (self.subject(entry), entry.document.as_bytes().to_vec());
                    if at < chunk.len() {
                        self.client.publish_with_headers(subject, headers, body.into()).await?;
                        continue;
                    }
                    headers.insert("Nats-Batch-Commit", "1");
                    let request = Request::new().headers(headers).payload(body.into());
                    answered(&self.client.send_request(subject, request).await?.payload)?;
                }
            }
            Ok(())
        })
    }

    fn replay(&self) -> Outcome {
        self.runtime.block_on(async {
            let question = format!("$JS.API.DIRECT.GET.{}", self.stream);
            let mut next = 1_u64;
            loop {
                let inbox = self.client.new_inbox();
                let mut answers = self.client.subscribe(inbox.clone()).await?;
                let page =
                    json!({ "seq": next, "batch": 1000, "next_by_subj": format!("{}.>", self.stream) });
                self.client
                    .publish_with_reply(question.clone(), inbox, page.to_string().into())
                    .await?;
                let before = next;
                while let Some(message) = answers.next().await {
                    if message.status.is_some() {
                        break;
                    }
                    next += 1;
                    black_box(String::from_utf8(message.payload.into())?);
                }
                if next == before {
                    return Ok(());
                }
            }
        })
    }
}

/// Refuses an answer that is an error.
fn answered(answer: &[u8]) -> Outcome {
    let answer: Value = serde_json::from_slice(answer)?;
    answer.get("error").map_or(Ok(()), |error| Err(error.to_string().into()))
}
