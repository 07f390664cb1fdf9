//! The streams of a log, how they come to be, and what servers have to be able to do.

use std::num::NonZeroUsize;
use std::time::Duration;

use event_contract::log::{Error, Kind};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::address::Address;
use super::message::{LAST, LAST_ON_SUBJECT, Outgoing};
use super::server::{Refusal, Server, Trouble, broken, too_large};
use crate::store::Access;

/// The first version with batches that are taken as a whole.
const OLDEST: (i64, i64) = (2, 12);
/// Names the layout of messages, in the stream's metadata.
const LAYOUT: (&str, &str) = ("event-contract.layout", "1");
/// A sequence that no stream comes to.
const NEVER: u64 = 1 << 62;
/// How long a monitoring port may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The stream with the latest state under each name and key.
pub(super) fn snapshots(log: &str) -> String {
    format!("{log}_snapshots")
}

/// The stream with rejected documents.
pub(super) fn rejected(log: &str) -> String {
    format!("{log}_rejected")
}

/// What the streams of a log are made with.
fn configurations(log: &str, replicas: usize) -> [Value; 3] {
    let base = |name: String| {
        let subjects = format!("{name}.>");
        json!({
            "name": name, "subjects": [subjects], "storage": "file", "num_replicas": replicas,
            "retention": "limits", "allow_direct": true,
        })
    };
    let with = |mut value: Value, more: Value| {
        if let (Some(fields), Value::Object(more)) = (value.as_object_mut(), more) {
            fields.extend(more);
        }
        value
    };
    let (name, layout) = LAYOUT;
    // The log comes last: where it is, the others are.
    [
        with(base(snapshots(log)), json!({ "discard": "old", "max_msgs_per_subject": 1 })),
        with(base(rejected(log)), json!({ "discard": "new", "allow_atomic": true })),
        with(
            base(log.to_owned()),
            json!({
                "discard": "new", "allow_atomic": true, "deny_delete": true,
                "metadata": { name: layout },
            }),
        ),
    ]
}

/// Looks at the servers and the log, and makes the log if need be.
pub(super) async fn open(server: &Server, address: &Address, access: Access) -> Result<(), Error> {
    let (major, minor) = OLDEST;
    if !server.client.is_server_compatible(major, minor, 0) {
        let version = server.client.server_info().version;
        let what = format!(
            "a NATS server of version {version}, which does not take batches as a whole; {major}.{minor} does"
        );
        return Err(Error::Unsupported { what });
    }
    for monitor in &address.monitors {
        synced(monitor).await?;
    }
    let log = &address.log;
    let missing = || Error::Unsupported { what: format!("no log is called {log} there") };
    let stream = match server.stream(log).await? {
        Some(stream) => stream,
        None if access != Access::Create => return Err(missing()),
        None => {
            let replicas = address.replicas.map_or(1, NonZeroUsize::get);
            for configuration in configurations(log, replicas) {
                let name = configuration.get("name").and_then(Value::as_str).unwrap_or_default();
                server.order(&format!("STREAM.CREATE.{name}"), &configuration).await?;
            }
            server.stream(log).await?.ok_or_else(missing)?
        }
    };
    fits(&stream, log, address.replicas)?;
    match access {
        Access::Read => Ok(()),
        Access::Write | Access::Create => probe(server, log).await,
    }
}

/// Whether the streams of a log are as they have to be, after it was opened.
pub(super) async fn still_fit(server: &Server, log: &str) -> Result<(), Error> {
    for name in [log.to_owned(), snapshots(log), rejected(log)] {
        let missing = || Error::corrupt(format!("the stream {name} is missing"));
        let stream = server.stream(&name).await?.ok_or_else(missing)?;
        if name == log {
            fits(&stream, log, None).map_err(|error| Error::corrupt(error.to_string()))?;
        }
    }
    Ok(())
}

/// Whether a stream is a log that is known here, and will stay one.
fn fits(stream: &Value, log: &str, replicas_wanted: Option<NonZeroUsize>) -> Result<(), Error> {
    let unsupported = |what: String| Err(Error::Unsupported { what });
    let of = |name: &str| stream.get("config").and_then(|config| config.get(name));
    let (name, layout) = LAYOUT;
    match of("metadata").and_then(|data| data.get(name)).and_then(Value::as_str) {
        Some(found) if found == layout => {}
        Some(found) => {
            return unsupported(format!("layout {found} where {layout} is the newest known"));
        }
        None => return unsupported(format!("the stream {log} is no log")),
    }
    for wanted in ["allow_atomic", "allow_direct", "deny_delete"] {
        // Servers leave out what they do not know.
        if of(wanted).and_then(Value::as_bool) != Some(true) {
            return unsupported(format!("the stream {log} does not have {wanted}"));
        }
    }
    for limit in ["max_msgs", "max_bytes", "max_age", "max_msgs_per_subject"] {
        if of(limit).and_then(Value::as_i64).is_some_and(|limit| limit > 0) {
            return unsupported(format!("the stream {log} has {limit}: it would forget events"));
        }
    }
    if of("storage").and_then(Value::as_str) != Some("file") {
        return unsupported(format!("the stream {log} is not on disks"));
    }
    let replicas = of("num_replicas").and_then(Value::as_u64).unwrap_or_default();
    match replicas_wanted {
        Some(wanted) if wanted.get() as u64 != replicas => {
            unsupported(format!("the stream {log} has {replicas} replicas, not {wanted}"))
        }
        _ => Ok(()),
    }
}

/// Has the servers refuse what they must refuse.
async fn probe(server: &Server, log: &str) -> Result<(), Error> {
    let message = |header: Option<&str>| {
        let mut headers = async_nats::HeaderMap::new();
        if let Some(header) = header {
            headers.insert(header, NEVER.to_string());
        }
        Outgoing { subject: format!("{log}.p"), headers, body: Vec::new() }
    };
    let probes: [&[Option<&str>]; 3] =
        [&[Some(LAST), None], &[None, Some(LAST_ON_SUBJECT)], &[Some(LAST)]];
    let mut trouble = Trouble::new();
    for (at, messages) in probes.into_iter().enumerate() {
        loop {
            let attempt = crate::digest::hex(super::append::random()?);
            match server.publish(&attempt, messages.iter().copied().map(message).collect()).await {
                Err(Refusal::Raced) => break,
                Err(Refusal::Lost(said)) if trouble.lasts(server.patience) => {
                    return Err(broken("probing", Kind::Busy, said));
                }
                Err(Refusal::Lost(_)) => server.pause(trouble.elsewhere()).await,
                Err(Refusal::TooLarge(most)) => return Err(too_large(messages.len(), most)),
                Err(Refusal::Final(error)) => return Err(error),
                Ok(_) => {
                    let what = format!("a server that ignores what messages expect (probe {at})");
                    return Err(Error::Unsupported { what });
                }
            }
        }
    }
    Ok(())
}

/// Asks a monitoring port whether its server syncs before it acknowledges.
async fn synced(monitor: &str) -> Result<(), Error> {
    let ask = async {
        let mut stream = TcpStream::connect(monitor).await?;
        let question = format!("GET /jsz?config=true HTTP/1.0\r\nHost: {monitor}\r\n\r\n");
        stream.write_all(question.as_bytes()).await?;
        let mut answer = Vec::new();
        // What is longer than this is no answer to the question.
        stream.take(1 << 20).read_to_end(&mut answer).await?;
        Ok::<_, std::io::Error>(answer)
    };
    let answer = tokio::time::timeout(PATIENCE, ask).await;
    let answer = answer.unwrap_or_else(|_| Err(std::io::ErrorKind::TimedOut.into()));
    let answer = answer.map_err(|error| broken("asking the monitor", Kind::Busy, error))?;
    let answer = String::from_utf8_lossy(&answer);
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let said: Value = serde_json::from_str(body).unwrap_or_default();
    let always = said.get("config").and_then(|config| config.get("sync_always"));
    if always.and_then(Value::as_bool) == Some(true) {
        return Ok(());
    }
    let what = format!(
        "the server of {monitor} does not have `sync_interval: always`: what it acknowledges may be lost with the power"
    );
    Err(Error::Unsupported { what })
}
