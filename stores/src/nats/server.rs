//! The way to the servers: connections, requests and their answers, and the runtime that they live on.

use std::future::Future;
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use async_nats::{
    Client, ConnectErrorKind, ConnectOptions, HeaderMap, HeaderName, HeaderValue, Message,
    ReconnectToServer, Request, ServerAddr,
};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use event_contract::log::{Error, Kind};
use futures_util::StreamExt as _;
use rustls::RootCertStore;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::address::Address;
use super::message::{Outgoing, ROOM};
use crate::tls;

/// How long opening a connection may take.
const CONNECTING: Duration = Duration::from_secs(3);
/// How long an answer may take before the question is asked anew, of another server if there is one.
const ANSWER: Duration = Duration::from_secs(3);
/// After how long without an answer another server is asked.
const ELSEWHERE: Duration = Duration::from_secs(2);
/// How much longer it may take for each message of a batch.
const EACH: Duration = Duration::from_millis(1);
/// How long to wait before what failed is tried again.
const PAUSE: Duration = Duration::from_millis(25);
/// How often a server has to show that it is there. One that was stopped keeps its connections.
const PING: Duration = Duration::from_secs(2);
/// The most bytes that are asked for at once.
const PAGE_BYTES: usize = 8 << 20;

/// There are not as many servers as a stream is to be on.
const NO_PEERS: u64 = 10_005;
/// The stream has no such message.
const NO_MESSAGE: u64 = 10_037;
/// There is no such stream.
const NO_STREAM: u64 = 10_059;
/// A message was not taken, because the stream's last one, or a subject's, was not as it had to be.
const WRONG_LAST: [u64; 2] = [10_071, 10_164];
/// A batch came without its beginning, as after a change of servers.
const INCOMPLETE: u64 = 10_176;
/// A batch has more messages than the server takes.
const TOO_LARGE: u64 = 10_199;
/// There is no JetStream to be had, ever.
const DISABLED: [u64; 2] = [10_039, 10_076];

/// A message of a stream.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) sequence: u64,
    pub(super) subject: String,
    pub(super) body: Vec<u8>,
    headers: HeaderMap,
}

impl Found {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(HeaderValue::as_str)
    }

    /// A message as the leader gives it: its headers and its body in Base64.
    fn of_answer(message: &Value) -> Option<Self> {
        let decoded = |name: &str| match message.get(name).and_then(Value::as_str) {
            Some(text) => BASE64_STANDARD.decode(text).ok(),
            None => Some(Vec::new()),
        };
        let mut headers = HeaderMap::new();
        for line in String::from_utf8(decoded("hdrs")?).ok()?.split("\r\n").skip(1) {
            let Some((name, value)) = line.split_once(':') else { continue };
            headers.insert(HeaderName::from_str(name).ok()?, value.trim());
        }
        let subject = message.get("subject")?.as_str()?.to_owned();
        let sequence = message.get("seq")?.as_u64()?;
        Some(Self { sequence, subject, body: decoded("data")?, headers })
    }

    /// A message as any server that has the stream gives it.
    fn of_message(message: Message) -> Option<Self> {
        let headers = message.headers?;
        let sequence = headers.get("Nats-Sequence")?.as_str().parse().ok()?;
        let subject = headers.get("Nats-Subject")?.to_string();
        Some(Self { sequence, subject, body: message.payload.into(), headers })
    }
}

/// Why messages were not taken, or may not have been.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Another writer was faster, or an id is taken. Nothing was taken.
    Raced,
    /// There is no telling.
    Lost(String),
    /// There are more messages than the servers take at once, this many. Nothing was taken.
    TooLarge(usize),
    /// Nothing was taken, nor will be.
    Final(Error),
}

/// Trouble that may be one server's: one that lost the others has no answers, or never any others.
pub(super) struct Trouble {
    start: Instant,
    moved: Instant,
}

impl Trouble {
    pub(super) fn new() -> Self {
        let start = Instant::now();
        Self { start, moved: start }
    }

    /// Whether it has lasted for this long.
    pub(super) fn lasts(&self, patience: Duration) -> bool {
        self.start.elapsed() > patience
    }

    /// Whether to try another server now.
    pub(super) fn elsewhere(&mut self) -> bool {
        let now = self.moved.elapsed() > ELSEWHERE;
        if now {
            self.moved = Instant::now();
        }
        now
    }
}

/// Servers, and a connection to one of them.
pub(super) struct Server {
    /// Always there until the end. It has a thread, for servers want to hear from their clients now and then.
    runtime: Option<Runtime>,
    pub(super) client: Client,
    pub(super) patience: Duration,
}

impl Server {
    pub(super) fn connect(address: &Address) -> Result<Self, Error> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.map_err(|error| broken("starting", Kind::Failed, error))?;
        let client = runtime.block_on(connected(address))?;
        Ok(Self { runtime: Some(runtime), client, patience: address.patience })
    }

    /// Runs work to its end on this thread.
    pub(super) fn run<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        match &self.runtime {
            Some(runtime) => runtime.block_on(work),
            None => Err(Error::Unsupported { what: "a log that was closed".into() }),
        }
    }

    /// Waits a moment, after something that another server may know better.
    pub(super) async fn pause(&self, elsewhere: bool) {
        if elsewhere {
            // Whatever becomes of it shows in what is asked next.
            let _ = soon(ANSWER, self.client.force_reconnect()).await;
        }
        tokio::time::sleep(PAUSE).await;
    }

    /// Asks JetStream until there is an answer, which may be an error. For what may be asked twice.
    pub(super) async fn ask(&self, what: &str, body: &Value) -> Result<Value, Error> {
        let mut trouble = Trouble::new();
        loop {
            let said = match self.ask_once(what, body).await {
                Ok(answer) => match code(&answer) {
                    Some((503, number, said)) if !DISABLED.contains(&number) => said,
                    // Servers of a cluster that was just started do not know of each other at once.
                    Some((_, NO_PEERS, said)) => said,
                    _ => return Ok(answer),
                },
                Err(said) => said,
            };
            if trouble.lasts(self.patience) {
                return Err(broken("asking JetStream", Kind::Busy, said));
            }
            self.pause(trouble.elsewhere()).await;
        }
    }

    async fn ask_once(&self, what: &str, body: &Value) -> Result<Value, String> {
        let request = Request::new().payload(body.to_string().into()).timeout(Some(ANSWER));
        let asked = self.client.send_request(format!("$JS.API.{what}"), request);
        let answer = soon(2 * ANSWER, asked).await?;
        serde_json::from_slice(&answer.payload).map_err(|_| "an answer that is no JSON".to_owned())
    }

    /// The same, where an error is not expected.
    pub(super) async fn order(&self, what: &str, body: &Value) -> Result<Value, Error> {
        let answer = self.ask(what, body).await?;
        match code(&answer) {
            Some((_, number, said)) => Err(failed("asking JetStream", number, &said)),
            None => Ok(answer),
        }
    }

    /// What is known of a stream, if there is one.
    pub(super) async fn stream(&self, name: &str) -> Result<Option<Value>, Error> {
        let answer = self.ask(&format!("STREAM.INFO.{name}"), &json!({})).await?;
        match code(&answer) {
            Some((_, NO_STREAM, _)) => Ok(None),
            Some((_, number, said)) => Err(failed("asking JetStream", number, &said)),
            None => Ok(Some(answer)),
        }
    }

    /// A message of a stream, as its leader has it.
    pub(super) async fn get(&self, stream: &str, which: &Value) -> Result<Option<Found>, Error> {
        let answer = self.ask(&format!("STREAM.MSG.GET.{stream}"), which).await?;
        match code(&answer) {
            Some((_, NO_MESSAGE, _)) => Ok(None),
            Some((_, number, said)) => Err(failed("reading", number, &said)),
            None => {
                let found = answer.get("message").and_then(Found::of_answer);
                found.ok_or_else(|| Error::corrupt("an answer without a message")).map(Some)
            }
        }
    }

    /// The last message on subjects.
    pub(super) async fn last(&self, stream: &str, on: &str) -> Result<Option<Found>, Error> {
        self.get(stream, &json!({ "last_by_subj": on })).await
    }

    /// At most `limit` messages on subjects from a sequence on, and whether there are more, as far as one of the
    /// servers knows. Fewer if the answer broke off.
    pub(super) async fn page(
        &self,
        stream: &str,
        on: &str,
        from: u64,
        limit: usize,
    ) -> Result<(Vec<Found>, bool), String> {
        let inbox = self.client.new_inbox();
        let mut answers = soon(ANSWER, self.client.subscribe(inbox.clone())).await?;
        let question =
            json!({ "seq": from, "batch": limit, "next_by_subj": on, "max_bytes": PAGE_BYTES });
        let sent = self.client.publish_with_reply(
            format!("$JS.API.DIRECT.GET.{stream}"),
            inbox,
            question.to_string().into(),
        );
        soon(ANSWER, sent).await?;
        let mut found: Vec<Found> = Vec::new();
        let end = loop {
            let Ok(Some(answer)) = tokio::time::timeout(ANSWER, answers.next()).await else {
                break Err("the answer broke off".to_owned());
            };
            // What a connection lost that broke is not sent again, and what comes later may come all the same.
            let before = answer.headers.as_ref().and_then(|all| all.get("Nats-Last-Sequence"));
            let before = before.and_then(|last| last.as_str().parse().ok());
            let last = found.last().map_or(0, |last| last.sequence);
            if before.is_some_and(|before: u64| before != last) {
                break Err("a part of the answer was lost".to_owned());
            }
            let status = answer.status.map(|status| status.as_u16());
            match status {
                Some(204) => {
                    let left = answer.headers.as_ref().and_then(|all| all.get("Nats-Num-Pending"));
                    break Ok(left.is_some_and(|left| left.as_str() != "0"));
                }
                Some(404) => break Ok(false),
                Some(status) => break Err(format!("status {status}")),
                None => match Found::of_message(answer) {
                    Some(message) => found.push(message),
                    None => break Err("an answer without a sequence".to_owned()),
                },
            }
        };
        // A subscription that is dropped ends, too, if this does not get there.
        let _ = soon(ANSWER, answers.unsubscribe()).await;
        match end {
            Ok(more) => Ok((found, more)),
            Err(_) if !found.is_empty() => Ok((found, true)),
            Err(error) => Err(error),
        }
    }

    /// Publishes messages as one, all of them or none. Gives the sequence of the last one.
    pub(super) async fn publish(
        &self,
        attempt: &str,
        messages: Vec<Outgoing>,
    ) -> Result<u64, Refusal> {
        let most = self.client.max_payload();
        // With room for headers. The client would refuse it, too, and that would look like a server that is away.
        if let Some(long) =
            messages.iter().map(|one| one.body.len() + ROOM).find(|long| *long > most)
        {
            let said = format!(
                "a message of {long} bytes, where {most} are the most; see max_payload of the server"
            );
            return Err(Refusal::Final(broken("publishing", Kind::Failed, said)));
        }
        let count = messages.len();
        for (message, at) in messages.into_iter().zip(1..) {
            let Outgoing { subject, mut headers, body } = message;
            if count > 1 {
                headers.insert("Nats-Batch-Id", attempt);
                headers.insert("Nats-Batch-Sequence", at.to_string());
            }
            if at < count {
                let sent = self.client.publish_with_headers(subject, headers, body.into());
                soon(ANSWER, sent).await.map_err(Refusal::Lost)?;
                continue;
            }
            if count > 1 {
                headers.insert("Nats-Batch-Commit", "1");
            }
            let patience = ANSWER + EACH * u32::try_from(count).unwrap_or(u32::MAX);
            let request =
                Request::new().headers(headers).payload(body.into()).timeout(Some(patience));
            let asked = self.client.send_request(subject, request);
            let answer = soon(ANSWER + patience, asked).await.map_err(Refusal::Lost)?;
            return taken(&answer.payload);
        }
        Err(Refusal::Final(Error::corrupt("there was nothing to publish")))
    }
}

/// Work of the client that takes no time, unless it has no server: then it waits for room in its queue.
pub(super) async fn soon<T, E: std::fmt::Display>(
    at_most: Duration,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, String> {
    match tokio::time::timeout(at_most, work).await {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(late) => Err(late.to_string()),
    }
}

/// What a server says of messages that were published.
fn taken(answer: &[u8]) -> Result<u64, Refusal> {
    let answer: Value = serde_json::from_slice(answer).unwrap_or_default();
    let sequence = answer.get("seq").and_then(Value::as_u64);
    match code(&answer) {
        Some((_, number, _)) if WRONG_LAST.contains(&number) => Err(Refusal::Raced),
        Some((_, TOO_LARGE, said)) => {
            // The most comes last in what it says.
            let most = said.rsplit(' ').next().and_then(|most| most.parse().ok());
            Err(Refusal::TooLarge(most.unwrap_or(0)))
        }
        Some((503, _, said) | (_, INCOMPLETE, said)) => Err(Refusal::Lost(said)),
        Some((_, number, said)) => Err(Refusal::Final(failed("appending", number, &said))),
        None => sequence.ok_or_else(|| Refusal::Lost("an answer without a sequence".to_owned())),
    }
}

/// The error of an answer: its status, its number and what it says.
fn code(answer: &Value) -> Option<(u64, u64, String)> {
    let error = answer.get("error")?;
    let number = |name| error.get(name).and_then(Value::as_u64).unwrap_or_default();
    let said = error.get("description").and_then(Value::as_str).unwrap_or_default();
    Some((number("code"), number("err_code"), said.to_owned()))
}

async fn connected(address: &Address) -> Result<Client, Error> {
    let roots =
        if address.tls { tls::roots(address.roots.as_deref())? } else { RootCertStore::empty() };
    // 0 until there is a connection: the first one is made to any server that is there.
    let turn = Arc::new(AtomicUsize::new(0));
    let turns = Arc::clone(&turn);
    let mut options = ConnectOptions::new()
        .name("event-contract")
        .connection_timeout(CONNECTING)
        .ping_interval(PING)
        .require_tls(address.tls)
        .tls_client_config(tls::client(roots)?)
        .reconnect_to_server_callback(move |servers, _| {
            // In turn: whichever is left is the last to be tried again, and one that was away is tried like the others.
            let turn = turns.load(Ordering::Relaxed);
            turns.store(turn.saturating_add(usize::from(turn > 0)), Ordering::Relaxed);
            let next = servers.get(turn % servers.len().max(1)).map(|server| server.addr.clone());
            let next = next.filter(|_| turn > 0);
            std::future::ready(next.map(|addr| ReconnectToServer { addr, delay: Some(PAUSE) }))
        })
        .reconnect_delay_callback(|attempts| PAUSE * u32::try_from(attempts.min(8)).unwrap_or(8));
    if let Some((user, password)) = &address.user {
        options = options.user_and_password(user.clone(), password.clone());
    }
    if let Some(token) = &address.token {
        options = options.token(token.clone());
    }
    if let Some(path) = &address.credentials {
        let read = options.credentials_file(path).await;
        // Without what the file holds.
        options = read.map_err(|_| Error::Unsupported {
            what: format!("{} has no credentials", path.display()),
        })?;
    }
    let servers = address.servers.iter().map(|server| format!("nats://{server}").parse());
    let servers = servers.collect::<Result<Vec<ServerAddr>, _>>();
    let servers = servers.map_err(|error| broken("connecting", Kind::Failed, error))?;
    let connected = options.connect(servers).await;
    turn.store(1, Ordering::Relaxed);
    connected.map_err(|error| {
        let kind = match error.kind() {
            ConnectErrorKind::Io | ConnectErrorKind::TimedOut | ConnectErrorKind::Dns => Kind::Busy,
            _ => Kind::Failed,
        };
        broken("connecting", kind, error.to_string())
    })
}

impl Drop for Server {
    fn drop(&mut self) {
        // Without waiting, so that it may happen anywhere.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

pub(super) fn broken(
    operation: &'static str,
    kind: Kind,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> Error {
    Error::Backend { operation, kind, source: source.into() }
}

/// More messages than the servers take at once.
pub(super) fn too_large(count: usize, most: usize) -> Error {
    let said = format!(
        "{count} messages at once, where the servers take {most}, and an event is two; append fewer, or raise \
         jetstream.limits.batch.max_msgs of the servers"
    );
    broken("appending", Kind::TooLarge, said)
}

/// An error that JetStream numbered.
fn failed(operation: &'static str, number: u64, said: &str) -> Error {
    broken(operation, Kind::Failed, format!("{said} (JetStream {number})"))
}
