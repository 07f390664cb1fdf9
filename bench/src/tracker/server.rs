//! A stand-in for GitHub's issues that takes its time.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::Outcome;

/// A running server; it ends with the process.
pub(super) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    latency: Duration,
    issues: Mutex<Vec<Value>>,
    requests: AtomicUsize,
    writes: AtomicUsize,
}

impl Server {
    /// Starts one with some issues, which answers every request after a while.
    pub(super) fn start(issues: usize, latency: Duration) -> Outcome<Self> {
        let shared = Arc::new(Shared {
            latency,
            issues: Mutex::new((1..=issues).map(issue).collect()),
            requests: AtomicUsize::new(0),
            writes: AtomicUsize::new(0),
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let served = Arc::clone(&shared);
        std::thread::spawn(move || {
            runtime.block_on(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(talk(stream, Arc::clone(&served)));
                }
            });
        });
        Ok(Self { address, shared })
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many requests there were since the last time, and how many of them changed something.
    pub(super) fn take_requests(&self) -> (usize, usize) {
        let take = |count: &AtomicUsize| count.swap(0, Ordering::Relaxed);
        (take(&self.shared.requests), take(&self.shared.writes))
    }
}

fn issue(number: usize) -> Value {
    let at =
        format!("2026-01-01T{:02}:{:02}:{:02}Z", number / 3600 % 24, number / 60 % 60, number % 60);
    json!({
        "id": 9_000_000 + number, "number": number, "html_url": format!("https://github.com/acme/widgets/issues/{number}"),
        "title": format!("Issue {number}"), "body": "What is wrong, at some length. ".repeat(20),
        "state": "open", "state_reason": null, "labels": [{ "id": 1, "name": "bug", "color": "f00" }],
        "assignees": [{ "login": "ada", "id": 1 }], "user": { "login": "bob", "id": 2 }, "comments": 3,
        "created_at": at, "updated_at": at,
    })
}

async fn talk(mut stream: TcpStream, shared: Arc<Shared>) {
    let _ = stream.set_nodelay(true);
    let mut buffer = Vec::new();
    while let Some((line, body)) = read(&mut stream, &mut buffer).await {
        tokio::time::sleep(shared.latency).await;
        let (status, body) = shared.answer(&line, &body);
        let head = format!(
            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        if stream.write_all([head.as_bytes(), &body].concat().as_slice()).await.is_err() {
            return;
        }
    }
}

/// The first line of a request, and its body.
async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<(String, Vec<u8>)> {
    loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
            let mut lines = head.lines();
            let line = lines.next()?.to_owned();
            let length = lines.filter_map(|line| line.split_once(':'));
            let mut length = length.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
            let length: usize =
                length.next_back().map_or(Some(0), |(_, text)| text.trim().parse().ok())?;
            if buffer.len() >= end + 4 + length {
                let body = buffer[end + 4..end + 4 + length].to_vec();
                buffer.drain(..end + 4 + length);
                return Some((line, body));
            }
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
}

impl Shared {
    fn answer(&self, line: &str, body: &[u8]) -> (u16, Vec<u8>) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let mut words = line.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let number = path
            .strip_prefix("/repos/acme/widgets/issues")
            .map(|rest| rest.trim_start_matches('/'));
        let mut issues = self.issues.lock().unwrap_or_else(PoisonError::into_inner);
        let missing = || (404, b"{}".to_vec());
        let Some(number) = number else { return missing() };
        if number.is_empty() && method == "GET" {
            let part = |name: &str| {
                let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                pairs.filter(|(key, _)| *key == name).find_map(|(_, text)| text.parse().ok())
            };
            let (page, size) =
                (part("page").unwrap_or(1_usize), part("per_page").unwrap_or(30_usize));
            let rows: Vec<&Value> = issues.iter().skip((page - 1) * size).take(size).collect();
            return (200, serde_json::to_vec(&rows).unwrap_or_default());
        }
        let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let Some(issue) = place.and_then(|place| issues.get_mut(place)) else { return missing() };
        if method == "PATCH" {
            self.writes.fetch_add(1, Ordering::Relaxed);
            let change: Value = serde_json::from_slice(body).unwrap_or_default();
            for (name, value) in change.as_object().into_iter().flatten() {
                if ["title", "body", "state", "state_reason"].contains(&&**name) {
                    issue[name.as_str()] = value.clone();
                }
            }
            issue["updated_at"] = json!("2026-01-03T00:00:00Z");
        }
        (200, serde_json::to_vec(&issue).unwrap_or_default())
    }
}
