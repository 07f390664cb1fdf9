//! A process that appends is killed again and again. Whatever it had acknowledged is there, once, and
//! nothing is there in part.
//!
//! `CRASH_KILLS` says how often; `cargo xtask crash` kills hundreds of times. `CRASH_BACKEND` picks one backend.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking, as the test does")]

use std::hash::{BuildHasher as _, RandomState};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use event_contract::log::{Batch, ClockStep, Of, Stored, Writer};
use event_contract_stores::{Options, Store, create, open};
use event_contract_testkit::log::entry;

/// Names the log to the process that appends.
const URL: &str = "CRASH_URL";
const USUAL_KILLS: u64 = 20;

/// How many entries a batch has.
const fn size(batch: u64) -> u64 {
    1 + batch * 7 % 13
}

/// The batch after so many, which moves a clock by one.
fn batch(number: u64) -> Batch {
    let entries = (0..size(number)).map(|at| {
        let mut entry = entry(number * 100 + at, &format!("batch/{number}"), "X");
        entry.document = format!("{{\"text\":\"{}\"}}", "x".repeat(700)).into();
        entry
    });
    Batch::of(entries).clock(ClockStep { node_id: "n".into(), from: number, to: number + 1 })
}

/// The process that is killed: appends without end, and says so after each batch.
#[test]
#[ignore = "is started by the test below"]
fn appends() {
    let Ok(url) = std::env::var(URL) else { return };
    let mut log = opened(&url);
    let mut out = std::io::stdout().lock();
    for number in log.load("n").unwrap().. {
        Writer::append(&mut *log, &batch(number)).unwrap();
        // One write, so that no line is cut in two.
        out.write_all(format!("\nappended {number}\n").as_bytes()).unwrap();
        out.flush().unwrap();
    }
}

/// How often to kill, and whether a backend was asked for.
fn kills(backend: &str, usual: u64) -> Option<u64> {
    let asked = std::env::var("CRASH_BACKEND").ok();
    if asked.is_some_and(|asked| asked != backend) {
        return None;
    }
    let kills = std::env::var("CRASH_KILLS").ok().and_then(|kills| kills.parse().ok());
    Some(kills.unwrap_or(usual))
}

fn opened(url: &str) -> Box<dyn Store> {
    open(url, Options::default()).unwrap()
}

#[test]
fn what_sqlite_acknowledged_survives_kills() {
    let Some(kills) = kills("sqlite", USUAL_KILLS) else { return };
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("log.db").display());
    survives("sqlite", &url, kills, || {});
}

#[cfg(feature = "postgres")]
#[test]
fn what_postgres_acknowledged_survives_kills_of_clients_and_of_the_server() {
    use event_contract_testkit::postgres::Server;
    let Some(kills) = kills("postgres", USUAL_KILLS) else { return };
    let Some(mut server) = Server::start() else { return };
    let url = server.url("crash");
    survives("clients of postgres", &url, kills, || {});
    let url = server.url("server_crash");
    // The server takes longer to come back than a process that appends.
    survives("the server of postgres", &url, kills.div_ceil(10), || server.crash());
}

#[cfg(feature = "nats")]
#[test]
fn what_nats_acknowledged_survives_kills_of_clients_and_of_the_server() {
    use event_contract_testkit::nats::Server;
    let Some(kills) = kills("nats", USUAL_KILLS) else { return };
    let Some(mut server) = Server::start() else { return };
    let url = server.url("crash");
    survives("clients of nats", &url, kills, || {});
    let url = server.url("server_crash");
    survives("the server of nats", &url, kills.div_ceil(10), || server.crash());
}

/// Kills so often, and looks each time. `also` happens right before the kill.
fn survives(what: &str, url: &str, kills: u64, mut also: impl FnMut()) {
    drop(create(url, Options::default()).unwrap());
    let randomness = RandomState::new();
    let (mut acknowledged, mut unheard) = (0, 0);
    for kill in 0..kills {
        let random = randomness.hash_one(kill);
        let last = run_and_kill(url, random % 12, random >> 8 & 0x3_FFFF, &mut also);
        acknowledged = last.map_or(acknowledged, |last| last + 1);
        let there = inspect(url);
        assert!(there >= acknowledged, "{acknowledged} were acknowledged, {there} are there");
        unheard += u64::from(there > acknowledged);
        acknowledged = there;
    }
    println!(
        "{what}: {kills} kills, {acknowledged} batches, {unheard} committed without being heard of"
    );
    assert!(acknowledged > 0);
}

/// Appends in another process, and kills it so many lines and turns of a loop later. Gives the last batch
/// that it acknowledged.
fn run_and_kill(url: &str, lines: u64, turns: u64, also: impl FnOnce()) -> Option<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "appends", "--nocapture"])
        .env(URL, url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut heard = said.by_ref().filter_map(|line| line.strip_prefix("appended ")?.parse().ok());
    let mut last = None;
    for _ in 0..lines {
        last = heard.next();
        assert!(last.is_some(), "it ended by itself");
    }
    for _ in 0..turns {
        std::hint::spin_loop();
    }
    also();
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said before its end was acknowledged, too.
    heard.last().or(last)
}

/// How many batches there are. All of them are whole and where they belong.
fn inspect(url: &str) -> u64 {
    let log = opened(url);
    let batches = log.load("n").unwrap();
    assert_eq!(log.verify().unwrap(), (0..batches).map(size).sum::<u64>());
    let mut after = 0;
    for number in 0..batches {
        let entries = batch(number).entries;
        let read = log.read(Of::All, after, entries.len()).unwrap();
        after += read.len() as u64;
        let read: Vec<_> = read.into_iter().map(|Stored { entry, .. }| entry).collect();
        assert_eq!(read, entries, "batch {number}");
    }
    batches
}
