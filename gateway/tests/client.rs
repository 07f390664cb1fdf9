//! A gateway of a test's own, and a client that sends whatever it is told, well-formed or not.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::time::Duration;

use event_contract::Registry;
use event_contract::emitter::EmitError;
use event_contract_gateway::{
    Commit, Gateway, Journal, Limits, OpenJournal, Refused, Running, Tokens, Traces,
};
use event_contract_stores::{Options, Store};
use serde_json::Value;

use crate::line::line;

pub(crate) const WRITER: &str = "the-writers-own-token";
pub(crate) const READER: &str = "the-readers-own-token";

/// A journal that hands on what it hears.
struct Telling {
    log: Box<dyn Store>,
    told: Sender<(u64, Vec<Refused>)>,
}

impl Journal for Telling {
    fn log(&mut self) -> &mut dyn Store {
        &mut *self.log
    }

    fn record(&mut self, commit: &Commit<'_>) -> Result<(), EmitError> {
        self.told.send((commit.accepted, commit.refused.to_vec())).unwrap();
        Ok(())
    }
}

/// A gateway and its log.
pub(crate) struct House {
    pub(crate) running: Running,
    folder: tempfile::TempDir,
}

impl House {
    pub(crate) fn new() -> Self {
        Self::with(Limits::default())
    }

    pub(crate) fn with(limits: Limits) -> Self {
        Self::traced(limits, None)
    }

    pub(crate) fn traced(limits: Limits, traces: Option<Traces>) -> Self {
        Self::made(limits, None, traces)
    }

    /// A gateway that tells what became of each commit.
    pub(crate) fn telling(told: Sender<(u64, Vec<Refused>)>) -> Self {
        Self::made(Limits::default(), Some(told), None)
    }

    fn made(
        limits: Limits,
        journal: Option<Sender<(u64, Vec<Refused>)>>,
        traces: Option<Traces>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = url(&folder);
        drop(event_contract_stores::create(&url, Options::default()).unwrap());
        let gateway = Gateway {
            line: line(),
            registry: Registry::new(),
            tokens: Tokens::parse(&format!("write {WRITER}\nread {READER}\n")).unwrap(),
            limits,
            journal: journal.map(|told| {
                let open: OpenJournal = Box::new(move |log| Ok(Box::new(Telling { log, told })));
                open
            }),
            traces,
        };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let open = move || event_contract_stores::open(&url, Options::default());
        Self { running: gateway.start(listener, open).unwrap(), folder }
    }

    pub(crate) fn log(&self) -> Box<dyn Store> {
        event_contract_stores::open(&url(&self.folder), Options::default()).unwrap()
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.running.address()
    }

    pub(crate) fn post(&self, kind: &str, body: &[u8]) -> Answer {
        self.send("POST /v1/events", WRITER, &[("Content-Type", kind)], body)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path}"), READER, &[], b"")
    }

    pub(crate) fn send(
        &self,
        line: &str,
        token: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut head = format!("{line} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n");
        if !token.is_empty() {
            head.extend(["Authorization: Bearer ", token, "\r\n"]);
        }
        for &(name, value) in headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        if line.starts_with("POST") {
            head.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
        }
        head.push_str("\r\n");
        exchange(self.address(), &[head.as_bytes(), body].concat())
    }

    /// The folder goes with the last of it.
    pub(crate) fn stop(self) -> (tempfile::TempDir, Box<dyn Store>) {
        let log = self.log();
        self.running.stop();
        (self.folder, log)
    }
}

fn url(folder: &tempfile::TempDir) -> String {
    let path: PathBuf = folder.path().join("log.db");
    format!("sqlite:{}", path.display())
}

/// Connects, with patience that ends.
pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream
}

/// Sends bytes and reads what comes until the end.
pub(crate) fn exchange(address: SocketAddr, bytes: &[u8]) -> Answer {
    let mut stream = connect(address);
    // Whoever refuses a body need not read it.
    let _ = stream.write_all(bytes);
    Answer::read(stream)
}

/// What came.
#[derive(Debug)]
pub(crate) struct Answer {
    /// 0 if nothing came.
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        // A connection that is reset after the answer has given the answer.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A valid event.
pub(crate) fn event(number: usize) -> String {
    format!(
        r#"{{"event_id":"01JM{number:022}","event_type":"ParcelClosed","aggregate_id":"parcel/{}","timestamp":"2026-03-01T12:00:00Z","node_id":"n-1","lamport_clock":{number},"payload":{{"parcel_slug":"m-001","parcel_number":1,"parcel_type":"small"}}}}"#,
        number % 3
    )
}

/// An event with two things wrong, and a secret.
pub(crate) fn bad(number: usize) -> String {
    event(number)
        .replace("\"parcel_number\":1", "\"parcel_number\":0")
        .replace("small", "")
        .replace("m-001", "sesame-open")
}
