//! A small HTTP server on loopback, which remembers what it was asked.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::Value;
use spec_kitty_tracker::connectors::Vendor;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::published::judge;

/// What was asked.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// As it was sent, without the query.
    pub(crate) path: String,
    /// Decoded.
    pub(crate) query: Vec<(String, String)>,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Value,
}

impl Request {
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn number(&self, name: &str, otherwise: usize) -> usize {
        self.query(name).map_or(otherwise, |text| text.parse().unwrap())
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The decoded segments of the path.
    pub(crate) fn segments(&self) -> Vec<String> {
        self.path.split('/').filter(|part| !part.is_empty()).map(decode).collect()
    }

    /// `METHOD path`.
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

impl Response {
    pub(crate) fn new(status: u16, body: &Value) -> Self {
        Self { status, headers: Vec::new(), body: body.to_string() }
    }

    pub(crate) fn ok(body: &Value) -> Self {
        Self::new(200, body)
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// A tracker.
pub(crate) trait Fake: Send + 'static {
    fn answer(&mut self, request: &Request) -> Response;

    /// Whose requests they are, where what the vendor publishes about them is known.
    fn vendor(&self) -> Option<Vendor> {
        None
    }
}

struct Inner {
    fake: Box<dyn Fake>,
    asked: Vec<Request>,
    faults: VecDeque<Response>,
    /// What is wrong with what was asked.
    findings: Vec<String>,
}

/// A running server.
#[derive(Clone)]
pub(crate) struct Server {
    url: String,
    inner: Arc<Mutex<Inner>>,
}

impl Server {
    /// Starts one; it ends with the runtime.
    pub(crate) async fn start(fake: impl Fake) -> Self {
        Self::start_boxed(Box::new(fake)).await
    }

    /// The same of any stand-in.
    pub(crate) async fn start_boxed(fake: Box<dyn Fake>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let vendor = fake.vendor();
        let inner =
            Inner { fake, asked: Vec::new(), faults: VecDeque::new(), findings: Vec::new() };
        let inner = Arc::new(Mutex::new(inner));
        let shared = Arc::clone(&inner);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, vendor, Arc::clone(&shared)));
            }
        });
        Self { url, inner }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Answers the next request so.
    pub(crate) fn fail(&self, response: Response) {
        self.lock().faults.push_back(response);
    }

    /// Everything asked so far.
    pub(crate) fn asked(&self) -> Vec<Request> {
        self.lock().asked.clone()
    }

    /// What was asked since the last time.
    pub(crate) fn take(&self) -> Vec<Request> {
        std::mem::take(&mut self.lock().asked)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }
}

/// Whoever asked for what the vendor's published contract does not have fails.
impl Drop for Server {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let findings = std::mem::take(&mut self.lock().findings);
            assert!(findings.is_empty(), "against what is published: {findings:#?}");
        }
    }
}

async fn talk(mut stream: TcpStream, vendor: Option<Vendor>, inner: Arc<Mutex<Inner>>) {
    let mut buffer = Vec::new();
    while let Some(request) = read(&mut stream, &mut buffer).await {
        let judgement = vendor.and_then(|vendor| judge(vendor, &request));
        let response = {
            let mut inner = inner.lock().unwrap();
            for finding in judgement.into_iter().flat_map(|judgement| judgement.findings) {
                inner.findings.push(format!("{}: {finding}", request.line()));
            }
            inner.asked.push(request.clone());
            match inner.faults.pop_front() {
                Some(fault) => fault,
                None => inner.fake.answer(&request),
            }
        };
        let mut head = format!("HTTP/1.1 {} X\r\n", response.status);
        for (name, value) in &response.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let empty = response.status == 204;
        if !empty {
            let _ = write!(head, "content-length: {}\r\n", response.body.len());
        }
        head.push_str("\r\n");
        if !empty {
            head.push_str(&response.body);
        }
        if stream.write_all(head.as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Request> {
    let end = loop {
        if let Some(at) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.ok().filter(|read| *read > 0)?;
        buffer.extend_from_slice(&chunk[..read]);
    };
    let head = String::from_utf8(buffer[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(0, |(_, text)| text.parse().unwrap());
    while buffer.len() < end + 4 + length {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.ok().filter(|read| *read > 0)?;
        buffer.extend_from_slice(&chunk[..read]);
    }
    let body = serde_json::from_slice(&buffer[end + 4..end + 4 + length]).unwrap_or(Value::Null);
    buffer.drain(..end + 4 + length);
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let query = query.split('&').filter(|part| !part.is_empty()).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (decode(name), decode(value))
    });
    Some(Request { method, path: path.to_owned(), query: query.collect(), headers, body })
}

pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            let pair = std::str::from_utf8(&tail[..2]).unwrap();
            bytes.push(u8::from_str_radix(pair, 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap()
}
