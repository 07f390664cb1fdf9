//! What is particular to NATS: servers that cannot do what is needed, answers that get lost, limits, secrets and
//! damage.

#![cfg(feature = "nats")]
#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking, as the test does")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_nats::{HeaderMap, Request};
use event_contract::ClockStorage as _;
use event_contract::log::{
    Appended, Batch, Check, ClockStep, Error, Kind, Of, Reader as _, Rejected, Writer as _,
};
use event_contract_stores::{Memory, Nats, Store as _};
use event_contract_testkit::log::entry;
use event_contract_testkit::nats::{self, Server};
use event_contract_testkit::server::not_tested;
use serde_json::{Value, json};

/// Asks a server as someone else would.
fn ask(server: &Server, subject: &str, headers: &[(&str, &str)], body: &str) -> Value {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut all = HeaderMap::new();
    for (name, value) in headers {
        all.insert(*name, *value);
    }
    let answer = runtime.block_on(async {
        let client = async_nats::connect(server.address()).await.unwrap();
        let request = Request::new().headers(all).payload(body.to_owned().into());
        client.send_request(subject.to_owned(), request).await.unwrap()
    });
    serde_json::from_slice(&answer.payload).unwrap()
}

fn order(server: &Server, what: &str, body: &Value) {
    let answer = ask(server, &format!("$JS.API.{what}"), &[], &body.to_string());
    assert!(answer.get("error").is_none(), "{answer}");
}

fn nine() -> Batch {
    Batch::of((1..=9).map(|number| entry(number, "a", "X")))
}

/// A name of a log, and what is done to it.
type Damage<'a> = (&'a str, &'a dyn Fn(&str));

#[test]
fn a_log_that_was_altered_is_refused() {
    let Some(server) = Server::start() else { return };
    let purge = |log: &str, filter: &str| {
        order(&server, &format!("STREAM.PURGE.{log}"), &json!({ "filter": filter }));
    };
    let damages: [Damage<'_>; 4] = [
        ("no_event", &|log| purge(log, &format!("{log}.e.b.X"))),
        ("no_marker", &|log| purge(log, &format!("{log}.i.{:026}", 4))),
        ("foreign", &|log| drop(ask(&server, &format!("{log}.e.a.X"), &[], "{}"))),
        ("forged", &|log| {
            let headers = [("Log-Position", "11"), ("Log-Version", "10"), ("Log-Head", "11 2")];
            drop(ask(&server, &format!("{log}.e.a.X"), &headers, "{}"));
        }),
    ];
    for (log, damage) in damages {
        let mut store = Nats::create(&server.url(log)).unwrap();
        store.append(&nine()).unwrap();
        store.append(&Batch::of([entry(10, "b", "X")])).unwrap();
        assert_eq!(store.verify().unwrap(), 10);
        damage(log);
        let error = store.verify().unwrap_err();
        assert!(matches!(error, Error::Corrupt { .. }), "{log}: {error}");
    }
}

#[test]
fn rejected_documents_that_were_altered_and_streams_that_were_changed_are_found() {
    let Some(server) = Server::start() else { return };
    let document = vec![1];
    let rejected = Rejected { origin: "f:1".into(), reason: "none".into(), document };
    for (log, damage) in [("altered", "document"), ("gone", "stream"), ("forgetful", "limit")] {
        let mut store = Nats::create(&server.url(log)).unwrap();
        store.append(&nine()).unwrap();
        store.keep(std::slice::from_ref(&rejected)).unwrap();
        assert_eq!(store.verify().unwrap(), 9);
        match damage {
            "document" => {
                let body = r#"{"origin":"f:1","reason":"none","document":"Bw=="}"#;
                drop(ask(&server, &format!("{log}_rejected.{}", "0".repeat(64)), &[], body));
            }
            "stream" => order(&server, &format!("STREAM.DELETE.{log}_snapshots"), &json!({})),
            _ => {
                let subject = format!("$JS.API.STREAM.INFO.{log}");
                let mut configuration = ask(&server, &subject, &[], "{}")["config"].take();
                configuration["max_age"] = 3_600_000_000_000_u64.into();
                order(&server, &format!("STREAM.UPDATE.{log}"), &configuration);
            }
        }
        let error = store.verify().unwrap_err();
        assert!(matches!(error, Error::Corrupt { .. }), "{damage}: {error}");
    }
}

#[test]
fn the_head_moves_with_each_append_and_tells_a_lost_end() {
    let Some(server) = Server::start() else { return };
    let (mut log, mut same) = (Nats::create(&server.url("heads")).unwrap(), Memory::default());
    let step = ClockStep { node_id: "n".into(), from: 0, to: 1 };
    for batch in [nine(), Batch::of([entry(9, "a", "X"), entry(10, "b", "X")]).clock(step)] {
        log.append(&batch).unwrap();
        same.append(&batch).unwrap();
        assert_eq!(log.kept_head().unwrap(), same.kept_head().unwrap());
    }
    let head = log.verify_since(None).unwrap();
    assert_eq!(log.verify_since(Some(&head)).unwrap(), head);
    let mut shorter = Nats::create(&server.url("shorter")).unwrap();
    shorter.append(&nine()).unwrap();
    let error = shorter.verify_since(Some(&head)).unwrap_err().to_string();
    assert!(error.contains("ends at position 9") && error.contains("last 1 are lost"), "{error}");
    // The end of a log, as a program of before heads says it.
    let last = [("Log-Head", "9 1")];
    drop(ask(&server, "shorter.g", &last, ""));
    let kept = shorter.kept_head().unwrap();
    assert_eq!(shorter.verify_since(Some(&kept)).unwrap(), kept);
    let mut again = Nats::open(&server.url("shorter")).unwrap();
    again.append(&Batch::of([entry(10, "b", "X")])).unwrap();
    assert_eq!(again.verify_since(Some(&head)).unwrap(), head, "it is the same log now");
}

#[test]
fn what_is_no_log_is_left_alone() {
    let Some(server) = Server::start() else { return };
    let error = Nats::open(&server.url("absent")).unwrap_err();
    assert_eq!(error.kind(), Kind::Unsupported, "{error}");
    let theirs = json!({ "name": "theirs", "subjects": ["theirs.>"] });
    order(&server, "STREAM.CREATE.theirs", &theirs);
    assert_eq!(Nats::create(&server.url("theirs")).unwrap_err().kind(), Kind::Unsupported);
    drop(Nats::create(&server.url("newer")).unwrap());
    let mut configuration = ask(&server, "$JS.API.STREAM.INFO.newer", &[], "{}")["config"].take();
    configuration["metadata"]["event-contract.layout"] = "2".into();
    order(&server, "STREAM.UPDATE.newer", &configuration);
    let error = Nats::create(&server.url("newer")).unwrap_err();
    assert!(error.to_string().contains("layout 2"), "{error}");
    drop(Nats::create(&server.url("short")).unwrap());
    let mut configuration = ask(&server, "$JS.API.STREAM.INFO.short", &[], "{}")["config"].take();
    configuration["max_msgs"] = 5.into();
    order(&server, "STREAM.UPDATE.short", &configuration);
    let error = Nats::open(&server.url("short")).unwrap_err();
    assert!(error.to_string().contains("would forget"), "{error}");
    let error = Nats::open(&(server.url("newer") + "&replicas=3")).unwrap_err();
    assert_eq!(error.kind(), Kind::Unsupported, "{error}");
}

#[test]
fn an_old_server_is_refused() {
    let Some(new) = nats::program() else { return };
    let old = new.ancestors().nth(3).unwrap().join("nats-old/usr/sbin/nats-server");
    if nats::version(&old).is_none_or(|version| version >= (2, 12)) {
        return not_tested("there is no old nats-server (`cargo xtask test` unpacks Debian's)");
    }
    let server = Server::of(old, "jetstream { store_dir: \"DIR/store\" }\n", |_| {});
    let error = Nats::create(&server.url("log")).unwrap_err();
    assert_eq!(error.kind(), Kind::Unsupported);
    assert!(error.to_string().contains("version 2."), "{error}");
    let streams = ask(&server, "$JS.API.STREAM.NAMES", &[], "{}");
    assert_eq!(streams["total"], 0, "nothing was made there");
}

#[test]
fn whether_a_server_syncs_is_looked_up_where_it_can_be() {
    let Some(server) = Server::start() else { return };
    let url = |server: &Server| format!("{}&monitor={}", server.url("log"), server.monitor());
    drop(Nats::create(&url(&server)).unwrap());
    let lazy = "jetstream { store_dir: \"DIR/store\", sync_interval: 2m }\n";
    let server = Server::of(nats::program().unwrap(), lazy, |_| {});
    let error = Nats::create(&url(&server)).unwrap_err();
    assert!(error.to_string().contains("sync_interval: always"), "{error}");
}

#[test]
fn bulk_goes_in_as_single_events_do_up_to_the_servers_limit() {
    let Some(server) = Server::start() else { return };
    let mut log = Nats::create(&server.url("bulk")).unwrap();
    let entries: Vec<_> =
        (0..3000).map(|number| entry(number, &format!("a{}", number % 7), "X")).collect();
    log.append(&Batch::of(entries[..5].to_vec())).unwrap();
    let done = log.append(&Batch::of(entries.clone())).unwrap();
    let new = done.iter().filter(|done| matches!(done, Appended::New { .. })).count();
    assert_eq!(new, 2995);
    assert!(done.iter().map(|done| done.position()).eq(1..=3000));
    assert_eq!(log.verify().unwrap(), 3000);
    let other = Nats::open(&server.url("bulk")).unwrap();
    for after in [0, 1, 4, 5, 6, 1500, 2999, 3000, 3001] {
        let read = other.read(Of::All, after, 2).unwrap();
        let positions: Vec<u64> = read.iter().map(|stored| stored.position).collect();
        let expected: Vec<u64> = (after + 1..=after + 2).filter(|at| *at <= 3000).collect();
        assert_eq!(positions, expected, "behind {after}");
        let own = other.read(Of::Aggregate("a3"), after, usize::MAX).unwrap();
        assert_eq!(
            own.len() as u64,
            (after + 1..=3000).filter(|at| (at - 1) % 7 == 3).count() as u64
        );
    }
    let usual = "jetstream { store_dir: \"DIR/store\" }\n";
    let server = Server::of(nats::program().unwrap(), usual, |_| {});
    let mut log = Nats::create(&server.url("bulk")).unwrap();
    let error = log.append(&Batch::of(entries[..600].to_vec())).unwrap_err();
    assert!(error.to_string().contains("take 1000") && !error.is_retryable(), "{error}");
    assert_eq!(error.kind(), Kind::TooLarge);
    let error = log.append(&Batch::of(entries[..501].to_vec())).unwrap_err();
    assert_eq!(error.kind(), Kind::TooLarge, "now that is known beforehand");
    assert_eq!(log.head().unwrap(), 0, "nothing of it is there");
    log.append(&Batch::of(entries[..500].to_vec())).unwrap();
    let mut endless = entry(9999, "a", "X");
    endless.document = "x".repeat(1 << 20).into();
    let error = log.append(&Batch::of([entry(9998, "a", "X"), endless])).unwrap_err();
    assert!(error.to_string().contains("max_payload"), "{error}");
    assert_eq!(log.verify().unwrap(), 500);
}

#[test]
fn a_log_outlives_its_server() {
    let Some(mut server) = Server::start() else { return };
    let url = server.url("outlives").replace("patience=30", "patience=1");
    let mut log = Nats::create(&url).unwrap();
    log.append(&Batch::of([entry(1, "a", "X")])).unwrap();
    server.kill();
    let batch = Batch::of([entry(2, "a", "X")]);
    let error = log.append(&batch).unwrap_err();
    assert!(error.is_retryable(), "{error:?}");
    server.run();
    server.healthy();
    let mut done = None;
    nats::until("the log takes events again", || {
        done = log.append(&batch).ok();
        done.is_some()
    });
    // What was on its way when the server went may have arrived first.
    assert_eq!(done.unwrap()[0].position(), 2);
    assert_eq!(log.verify().unwrap(), 2);
}

/// Passes connections on to a server, until it swallows an answer to what ends a batch.
struct Proxy {
    port: u16,
    /// Whether the next such answer is swallowed, and its connection cut.
    armed: Arc<AtomicBool>,
}

impl Proxy {
    fn before(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (port, to) = (listener.local_addr().unwrap().port(), server.address());
        let armed = Arc::new(AtomicBool::new(false));
        let arm = Arc::clone(&armed);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let Ok(server) = TcpStream::connect(&to) else { continue };
                let swallow = Arc::new(AtomicBool::new(false));
                let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                let (arm, told) = (Arc::clone(&arm), Arc::clone(&swallow));
                std::thread::spawn(move || {
                    let mut buffer = vec![0; 1 << 16];
                    while let Ok(read @ 1..) = from.read(&mut buffer) {
                        let said = &buffer[..read];
                        let ends = said.windows(17).any(|part| part == b"Nats-Batch-Commit");
                        if ends && arm.swap(false, Ordering::SeqCst) {
                            told.store(true, Ordering::SeqCst);
                        }
                        if to.write_all(said).is_err() {
                            break;
                        }
                    }
                });
                let (mut from, mut to) = (server, client);
                std::thread::spawn(move || {
                    let mut buffer = vec![0; 1 << 16];
                    while let Ok(read @ 1..) = from.read(&mut buffer) {
                        if swallow.load(Ordering::SeqCst) || to.write_all(&buffer[..read]).is_err()
                        {
                            break;
                        }
                    }
                    let _ = to.shutdown(Shutdown::Both);
                });
            }
        });
        Self { port, armed }
    }
}

#[test]
fn an_append_whose_answer_was_lost_is_answered_once_it_is_known() {
    let Some(server) = Server::start() else { return };
    let proxy = Proxy::before(&server);
    let mut log = Nats::create(&format!("nats://127.0.0.1:{}/lost", proxy.port)).unwrap();
    let step = |from| ClockStep { node_id: "n".into(), from, to: from + 1 };
    for number in 1..=3 {
        proxy.armed.store(true, Ordering::SeqCst);
        let batch = Batch::of([entry(number, "a", "X")]).clock(step(number - 1));
        let done = log.append(&batch).unwrap();
        assert_eq!(done, [Appended::New { position: number, version: number }]);
        assert!(!proxy.armed.load(Ordering::SeqCst), "the answer was swallowed");
    }
    proxy.armed.store(true, Ordering::SeqCst);
    let mut both = Batch::of([entry(3, "a", "X"), entry(4, "a", "X")]).clock(step(3));
    both.entries.push(entry(4, "a", "X"));
    let done = log.append(&both).unwrap();
    let again = |at| Appended::Duplicate { position: at, version: at };
    assert_eq!(done, [again(3), Appended::New { position: 4, version: 4 }, again(4)]);
    assert_eq!(log.load("n").unwrap(), 4);
    assert_eq!(log.verify().unwrap(), 4);
    // A condition on another aggregate, which is looked up and guarded.
    let batch = Batch::of([entry(5, "b", "X")]).check("a", Check::MustBe(4));
    let other = Batch::of([entry(6, "b", "X")]).check("a", Check::MustBe(3));
    let mut log = Nats::open(&server.url("lost")).unwrap();
    assert_eq!(log.append(&batch).unwrap(), [Appended::New { position: 5, version: 1 }]);
    assert_eq!(log.append(&other).unwrap_err().kind(), Kind::Condition);
    assert_eq!(log.verify().unwrap(), 5);
}

/// Passes what a server says on, but for one message that holds a text.
fn losing(server: &Server, lost: &'static [u8], armed: &Arc<AtomicBool>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, to) = (listener.local_addr().unwrap().port(), server.address());
    let armed = Arc::clone(armed);
    std::thread::spawn(move || {
        for mut client in listener.incoming().map_while(Result::ok) {
            let Ok(mut server) = TcpStream::connect(&to) else { continue };
            let mut said = BufReader::new(server.try_clone().unwrap());
            let mut asking = client.try_clone().unwrap();
            std::thread::spawn(move || std::io::copy(&mut asking, &mut server));
            let armed = Arc::clone(&armed);
            std::thread::spawn(move || {
                let mut frame = Vec::new();
                while said.read_until(b'\n', &mut frame).is_ok_and(|read| read > 0) {
                    let line = String::from_utf8_lossy(&frame).into_owned();
                    if line.starts_with("HMSG ") || line.starts_with("MSG ") {
                        let size = line.trim_end().rsplit(' ').next().unwrap().parse::<u64>();
                        // Its end is a line of its own.
                        said.by_ref().take(size.unwrap() + 2).read_to_end(&mut frame).unwrap();
                    }
                    let holds = frame.windows(lost.len()).any(|part| part == lost);
                    if !(holds && armed.swap(false, Ordering::SeqCst))
                        && client.write_all(&frame).is_err()
                    {
                        break;
                    }
                    frame.clear();
                }
                let _ = client.shutdown(Shutdown::Both);
            });
        }
    });
    port
}

#[test]
fn an_answer_of_which_a_part_was_lost_leaves_out_nothing() {
    let Some(server) = Server::start() else { return };
    let mut log = Nats::create(&server.url("holes")).unwrap();
    let entries =
        (1..=20).map(|number| entry(number, if number % 2 == 0 { "a" } else { "b" }, "X"));
    log.append(&Batch::of(entries)).unwrap();
    for lost in ["Log-Position: 1\r", "Log-Position: 8\r", "Log-Position: 20\r"] {
        for of in [Of::All, Of::Aggregate("a"), Of::Aggregate("b"), Of::Type("X")] {
            let there = log.read(of, 0, 100).unwrap();
            let armed = Arc::new(AtomicBool::new(false));
            let port = losing(&server, lost.as_bytes(), &armed);
            let through = Nats::open(&format!("nats://127.0.0.1:{port}/holes")).unwrap();
            armed.store(true, Ordering::SeqCst);
            assert_eq!(through.read(of, 0, 100).unwrap(), there, "{of:?} without {lost}");
        }
    }
}

#[test]
fn secrets_are_used_and_not_told() {
    let Some(server) = Server::start_with("authorization { user: me, password: \"s@sam\" }\n")
    else {
        return;
    };
    let url = |who: &str| server.url("log").replacen("nats://", &format!("nats://{who}@"), 1);
    let mut log = Nats::create(&url("me:s%40sam")).unwrap();
    log.append(&Batch::of([entry(1, "a", "X")])).unwrap();
    assert!(!format!("{log:?}").contains("s@sam"));
    for who in ["me:sesame", "sesame"] {
        let error = Nats::open(&url(who)).unwrap_err();
        let told = format!("{error} {error:?}");
        assert_eq!(error.kind(), Kind::Failed, "{error}");
        assert!(!told.contains("sesame"), "{told}");
    }
    let Some(server) = Server::start_with("authorization { token: \"s@sam\" }\n") else { return };
    let url = server.url("log");
    drop(Nats::create(&url.replacen("nats://", "nats://s%40sam@", 1)).unwrap());
    drop(Nats::open(&(url.clone() + "&token=s%40sam")).unwrap());
    assert!(Nats::open(&url).is_err());
    let error = Nats::open(&(url + "&creds=/absent")).unwrap_err();
    assert!(error.to_string().contains("/absent has no credentials"), "{error}");
}

#[test]
fn tls_is_used_and_certificates_are_checked() {
    let Some(program) = nats::program() else { return };
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let put = |folder: &Path| {
        fs::write(folder.join("cert.pem"), certified.cert.pem()).unwrap();
        fs::write(folder.join("key.pem"), certified.signing_key.serialize_pem()).unwrap();
    };
    let configuration = "jetstream { store_dir: \"DIR/store\" }\n\
         tls { cert_file: \"DIR/cert.pem\", key_file: \"DIR/key.pem\" }\n";
    let server = Server::of(program, configuration, put);
    let port = server.address().rsplit_once(':').unwrap().1.to_owned();
    let trusted = format!("?ca={}", server.folder().join("cert.pem").display());
    let mut log = Nats::create(&format!("tls://localhost:{port}/log{trusted}")).unwrap();
    log.append(&Batch::of([entry(1, "a", "X")])).unwrap();
    drop(Nats::open(&format!("nats://localhost:{port}/log{trusted}&tls=true")).unwrap());
    for (start, rest) in
        [("tls://localhost", ""), ("tls://127.0.0.1", &*trusted), ("nats://localhost", "")]
    {
        let error = Nats::open(&format!("{start}:{port}/log{rest}")).unwrap_err();
        assert!(matches!(error, Error::Backend { .. }), "{start}{rest}: {error}");
    }
}
