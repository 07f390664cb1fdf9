//! A gateway under mixed load for some minutes: good and bad events, duplicates, slow and hostile clients, and
//! a follower. Then: is everything there that was acknowledged, and did memory stay flat?

mod client;

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use event_contract::log::Of;
use event_contract::sample::{StreamOptions, stream};
use event_contract_stores::Options;
use serde_json::Value;
use spec_kitty_contracts::v3::LINE;

use self::client::{Client, TOKEN};
use crate::{Outcome, table};

/// Names the binary.
const BINARY: &str = "CONTRACTS_BINARY";

pub(crate) fn run(minutes: f64) -> Outcome {
    let binary =
        std::env::var_os(BINARY).ok_or("run `cargo xtask load`, which builds the binary")?;
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite:{}", folder.path().join("log.db").display());
    let (mut process, address) = serve(Path::new(&binary), &url)?;
    let time = Duration::from_secs_f64(minutes * 60.0);
    println!(
        "{:.0} s on {address}: 3 clients with batches, 1 with single events, 2 slow, 1 hostile, 1 follower\n",
        time.as_secs_f64()
    );
    let stop = AtomicBool::new(false);
    let followed = AtomicU64::new(0);
    let (told, memory) = std::thread::scope(|scope| -> Outcome<_> {
        let (stop, address, followed) = (&stop, address.as_str(), &followed);
        let senders: Vec<_> = [(20, 1), (20, 1), (50, 1), (1, 1), (10, 5), (10, 8)]
            .into_iter()
            .zip(1_u64..)
            .map(|((size, pieces), seed)| {
                scope.spawn(move || {
                    send(address, seed, size, pieces, stop).map_err(|error| error.to_string())
                })
            })
            .collect();
        scope.spawn(move || torment(address, stop));
        scope.spawn(move || follow(address, followed));
        let memory = watch(process.id(), time);
        stop.store(true, Ordering::Relaxed);
        let mut told = Told::default();
        for sender in senders {
            told.add(sender.join().map_err(|_| "a client failed")??);
        }
        let told_to_end =
            Command::new("kill").args(["-TERM", &process.id().to_string()]).status()?;
        if !told_to_end.success() || !process.wait()?.success() {
            return Err("the gateway did not end as it should".into());
        }
        Ok((told, memory))
    })?;
    judge(&url, &told, &memory, followed.load(Ordering::Relaxed), time)
}

fn serve(binary: &Path, url: &str) -> Outcome<(Child, String)> {
    let mut process = Command::new(binary)
        .args(["serve", url, "--listen", "127.0.0.1:0", "--rate", "1000000"])
        .args(["--keep-rejected", "100000000"])
        .env("CONTRACTS_TOKENS", format!("read,write {TOKEN}"))
        .stdout(Stdio::piped())
        .spawn()?;
    let mut said = BufReader::new(process.stdout.take().ok_or("no output")?);
    let mut line = String::new();
    said.read_line(&mut line)?;
    let address = line.trim().strip_prefix("listening on http://").ok_or("no address")?.to_owned();
    // Its last word is to find a reader.
    std::thread::spawn(move || said.lines().count());
    Ok((process, address))
}

/// What clients were told.
#[derive(Default)]
struct Told {
    /// Ids of events that are in the log, as the gateway said.
    taken: HashSet<String>,
    rejected: HashSet<String>,
    counts: [u64; 4],
    busy: u64,
    requests: u64,
    /// Of requests that were not slow themselves, in seconds.
    times: Vec<f64>,
}

impl Told {
    fn add(&mut self, other: Self) {
        self.taken.extend(other.taken);
        self.rejected.extend(other.rejected);
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        self.busy += other.busy;
        self.requests += other.requests;
        self.times.extend(other.times);
    }
}

const FATES: [&str; 4] = ["accepted", "duplicate", "rejected", "conflict"];

/// Sends batches until it is to stop; every tenth one twice.
fn send(address: &str, seed: u64, size: usize, pieces: usize, stop: &AtomicBool) -> Outcome<Told> {
    let mut client = Client::new(address);
    let mut told = Told::default();
    for round in 0_u64.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let options = StreamOptions { count: size, invalid_per_mille: 50, bytes: Some(700) };
        let lines: Vec<String> = stream(&LINE, seed << 40 | round, options).collect();
        let body = lines.join("\n");
        let times = if round % 10 == 9 { 2 } else { 1 };
        for _ in 0..times {
            let start = Instant::now();
            let (status, text) = client.post(&body, pieces, Duration::from_millis(40))?;
            told.requests += 1;
            if pieces == 1 {
                told.times.push(start.elapsed().as_secs_f64());
            }
            if status == 503 {
                told.busy += 1;
                continue;
            }
            if status != 200 {
                return Err(format!("{status}: {text}").into());
            }
            let answer: Value = serde_json::from_str(&text)?;
            for (count, fate) in told.counts.iter_mut().zip(FATES) {
                *count += answer[fate].as_u64().unwrap_or(0);
            }
            let results = answer["results"].as_array().ok_or("no results")?;
            if results.len() != lines.len() {
                return Err("an event without a result".into());
            }
            for (result, line) in results.iter().zip(&lines) {
                match result["event_id"].as_str() {
                    Some(id) if result["position"].is_u64() => _ = told.taken.insert(id.to_owned()),
                    _ => _ = told.rejected.insert(line.clone()),
                }
            }
        }
    }
    Ok(told)
}

/// Sends what makes no sense until it is to stop; what comes back is of no interest here.
fn torment(address: &str, stop: &AtomicBool) {
    let head = |token: &str, more: &str, length: usize| {
        format!(
            "POST /v1/events HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {token}\r\n{more}Content-Length: {length}\r\n\r\n"
        )
    };
    let large = vec![b'['; 5 << 20];
    for round in 0_u64.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let mut client = Client::new(address);
        let none = Duration::ZERO;
        let _ = match round % 5 {
            0 => client.send(&head(TOKEN, "", large.len()), &large, 1, none),
            1 => client.send(&head("another-token-altogether", "", 2), b"{}", 1, none),
            2 => client.send(&head(TOKEN, "Content-Encoding: gzip\r\n", 4), b"gzip", 1, none),
            3 => client
                .send(&head(TOKEN, "", 2000), b"", 1, none)
                .or_else(|_| client.send("\0\r\n\r\n", b"", 1, none)),
            _ => {
                // Goes away in the middle.
                let away = TcpStream::connect(address)
                    .and_then(|mut stream| stream.write_all(head(TOKEN, "", 500).as_bytes()));
                drop(away);
                continue;
            }
        };
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Follows the log to the gateway's end, and looks for gaps. Gives the last position through `last`.
fn follow(address: &str, last: &AtomicU64) {
    let Ok(mut stream) = TcpStream::connect(address) else { return };
    let head = format!(
        "GET /v1/events/stream HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {TOKEN}\r\n\r\n"
    );
    if stream.write_all(head.as_bytes()).is_err() {
        return;
    }
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        let Some(position) = line.strip_prefix("id: ").and_then(|id| id.parse::<u64>().ok()) else {
            continue;
        };
        if position != last.load(Ordering::Relaxed) + 1 {
            eprintln!("the follower skipped from {} to {position}", last.load(Ordering::Relaxed));
            return;
        }
        last.store(position, Ordering::Relaxed);
    }
}

/// Resident memory in KiB, each second.
fn watch(process: u32, time: Duration) -> Vec<u64> {
    let start = Instant::now();
    let mut sizes = Vec::new();
    while start.elapsed() < time {
        std::thread::sleep(Duration::from_secs(1));
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let size = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        sizes.extend(size.and_then(|size| size.trim().trim_end_matches(" kB").parse::<u64>().ok()));
    }
    sizes
}

fn judge(url: &str, told: &Told, memory: &[u64], followed: u64, time: Duration) -> Outcome {
    let log = event_contract_stores::open(url, Options::default())?;
    let events = log.verify()?;
    let mut missing = told.taken.clone();
    let mut after = 0;
    loop {
        let page = log.read(Of::All, after, 1000)?;
        let Some(last) = page.last() else { break };
        after = last.position;
        for stored in &page {
            missing.remove(&*stored.entry.event_id);
        }
    }
    let kept = log.load_recent(NonZeroUsize::MAX)?;
    let kept: HashSet<Vec<u8>> = kept.into_iter().map(|one| one.document).collect();
    let unkept = told.rejected.iter().filter(|line| !kept.contains(line.as_bytes())).count();
    let mut times = told.times.clone();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| {
        let time = times.get(times.len() * percent / 100).copied().unwrap_or(f64::NAN);
        format!("{:.1} ms", time * 1000.0)
    };
    let quarter = |number: usize| {
        let size = memory.len() / 4;
        let part = memory.get(number * size..(number + 1) * size).unwrap_or_default();
        crate::median(part.iter().map(|kib| *kib as f64 / 1024.0).collect())
    };
    let (second, fourth) = (quarter(1), quarter(3));
    let mib = |size: f64| format!("{size:.0} MiB");
    let total: u64 = told.counts.iter().sum();
    let mut rows = vec![
        vec!["requests".to_owned(), told.requests.to_string()],
        vec!["events a second".to_owned(), format!("{:.0}", total as f64 / time.as_secs_f64())],
    ];
    rows.extend(
        FATES
            .iter()
            .zip(told.counts)
            .map(|(fate, count)| vec![(*fate).to_owned(), count.to_string()]),
    );
    rows.extend([
        vec!["told to come again (503)".to_owned(), told.busy.to_string()],
        vec!["p50".to_owned(), at(50)],
        vec!["p99".to_owned(), at(99)],
        vec!["memory, second quarter".to_owned(), mib(second)],
        vec!["memory, last quarter".to_owned(), mib(fourth)],
        vec![
            "memory, most".to_owned(),
            mib(memory.iter().max().map_or(0.0, |kib| *kib as f64 / 1024.0)),
        ],
        vec!["events in the log".to_owned(), events.to_string()],
        vec!["followed without a gap to".to_owned(), followed.to_string()],
        vec!["acknowledged and lost".to_owned(), missing.len().to_string()],
        vec!["rejected and not kept".to_owned(), unkept.to_string()],
    ]);
    table::print(&["", ""], &rows);
    if !missing.is_empty() || unkept > 0 {
        return Err("something was lost".into());
    }
    if fourth > second * 1.2 + 16.0 {
        return Err("memory grew".into());
    }
    if followed == 0 {
        return Err("the follower saw nothing".into());
    }
    Ok(())
}
