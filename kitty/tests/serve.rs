//! `contracts serve` and `contracts deadletter`: a gateway as a process, and what is left when it is killed.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::run::{GOOD, bad, contracts, folder, piped};

const TOKEN: &str = "a-token-of-the-test";

struct Served {
    process: Child,
    address: String,
    /// Kept, so that it can say what it has to say.
    _said: Lines<BufReader<ChildStdout>>,
}

impl Served {
    /// Tells it to stop, and sees that it does.
    fn stop(mut self) {
        let id = self.process.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(told.success());
        assert_eq!(self.process.wait().unwrap().code(), Some(0));
    }
}

/// Starts a gateway on a free port.
fn serve(url: &str, args: &[&str]) -> Served {
    let mut process = Command::new(env!("CARGO_BIN_EXE_contracts"))
        .args(["serve", url, "--listen", "127.0.0.1:0", "--rate", "1000000"])
        .args(args)
        .env("CONTRACTS_TOKENS", format!("read,write {TOKEN}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
    let first = said.next().unwrap().unwrap();
    let address = first.strip_prefix("listening on http://").unwrap().to_owned();
    Served { process, address, _said: said }
}

/// Sends a body; nothing comes back from one that is dead.
fn post(address: &str, body: &str) -> Option<Value> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let head = format!(
        "POST /v1/events HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: application/jsonl\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    serde_json::from_str(text.split_once("\r\n\r\n")?.1).ok()
}

fn good(client: usize, number: usize) -> String {
    GOOD.replacen("01JMXXXXXXXXXXXXXXXXXXXXXX", &format!("01JM{client:02}{number:020}"), 1)
}

/// Kills a gateway under load so often, and looks each time.
fn survives(url: &str, kills: usize) {
    const CLIENTS: usize = 3;
    let mut acknowledged = BTreeSet::new();
    for kill in 0..kills {
        let Served { mut process, address, _said } = serve(url, &[]);
        let heard = std::thread::scope(|scope| {
            let clients: Vec<_> = (0..CLIENTS)
                .map(|client| {
                    let address = &address;
                    scope.spawn(move || {
                        let mut heard = Vec::new();
                        for round in 0.. {
                            let number = kill * 100_000 + round * 10;
                            let body: Vec<String> =
                                (number..number + 5).map(|at| good(client, at)).collect();
                            let Some(answer) = post(address, &body.join("\n")) else { break };
                            if answer["accepted"] == 5 {
                                heard.extend(body);
                            }
                        }
                        heard
                    })
                })
                .collect();
            // Work for every client, before and after an arbitrary moment.
            for round in 0..5 + kill % 3 {
                post(&address, &good(99, kill * 100 + round)).unwrap();
            }
            process.kill().unwrap();
            process.wait().unwrap();
            clients.into_iter().flat_map(|client| client.join().unwrap()).collect::<Vec<_>>()
        });
        acknowledged.extend(heard);
        let verified = contracts(&["store", "verify", url]);
        assert_eq!(verified.code, Some(0), "{}", verified.out);
        let there = contracts(&["store", "export", url, "--event-type", "MissionClosed"]).out;
        let there: BTreeSet<String> = there.lines().map(str::to_owned).collect();
        let lost = acknowledged.difference(&there).count();
        assert_eq!(lost, 0, "of {} acknowledged events", acknowledged.len());
    }
    assert!(!acknowledged.is_empty());
}

#[test]
fn nothing_acknowledged_is_lost_when_the_gateway_is_killed() {
    let folder = folder("serve-kill");
    survives(&format!("sqlite:{}", folder.join("log.db").display()), 4);
}

#[cfg(feature = "nats")]
#[test]
fn nor_with_nats() {
    let Some(server) = event_contract_testkit::nats::Server::start() else { return };
    survives(&server.url("gateway"), 3);
}

#[cfg(feature = "postgres")]
#[test]
fn nor_with_postgres() {
    let Some(server) = event_contract_testkit::postgres::Server::start() else { return };
    survives(&server.url("served"), 3);
}

#[test]
fn it_stops_when_told_and_rejected_documents_can_be_tried_again() {
    let folder = folder("serve-stop");
    let url = format!("sqlite:{}", folder.join("log.db").display());
    let served = serve(&url, &["--no-journal"]);
    let answer = post(&served.address, &format!("{}\n{}\n", good(0, 1), bad())).unwrap();
    assert_eq!((&answer["accepted"], &answer["rejected"]), (&1.into(), &1.into()), "{answer}");
    served.stop();

    let listed = contracts(&["deadletter", "list", &url]).out;
    assert!(listed.contains("mission_number") && !listed.contains("m-001"), "{listed}");
    let run = contracts(&["deadletter", "retry", &url]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(100), "0 are in the store now, 1 are still rejected\n")
    );
    let contracts_folder = folder.join("contracts");
    let original = crate::run::root().join("contracts/spec-kitty/v3");
    fs::create_dir_all(&contracts_folder).unwrap();
    for file in fs::read_dir(original).unwrap() {
        let file = file.unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        fs::write(contracts_folder.join(file.file_name()), text).unwrap();
    }
    let relaxed = relaxed(&contracts_folder);
    assert!(relaxed, "no bound was found");
    let loose = contracts_folder.to_str().unwrap();
    let run = contracts(&["--contracts", loose, "deadletter", "retry", &url]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(0), "1 are in the store now, 0 are still rejected\n"),
        "{}",
        run.err
    );
    assert_eq!(contracts(&["deadletter", "list", &url]).out, "");
    assert!(contracts(&["store", "verify", &url]).out.starts_with("2 events"));
}

#[test]
fn states_are_what_reducers_make_of_the_log() {
    let folder = folder("serve-states");
    let url = format!("sqlite:{}", folder.join("log.db").display());
    let Served { mut process, address, _said } = serve(&url, &[]);
    let names = get(&address, "/v1/states");
    assert!(names["reducers"].as_array().unwrap().contains(&"sync".into()), "{names}");
    post(&address, &format!("{}\n{}", good(0, 1), bad())).unwrap();
    let counts = |path: &str| {
        let state = get(&address, path);
        let counts = &state["state"]["outcome_counts"];
        (counts["accepted_count"].as_u64(), counts["rejected_count"].as_u64())
    };
    assert_eq!(counts("/v1/states/sync"), (Some(1), Some(1)));
    assert_eq!(counts("/v1/states/sync?aggregate=mission%2F001"), (Some(0), Some(0)));
    assert_eq!(get(&address, "/v1/states/nonsense")["code"], "no_reducer");
    process.kill().unwrap();
    process.wait().unwrap();
}

fn get(address: &str, path: &str) -> Value {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer {TOKEN}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    serde_json::from_str(text.split_once("\r\n\r\n").unwrap().1).unwrap()
}

/// Lets mission numbers begin with 0.
fn relaxed(folder: &std::path::Path) -> bool {
    let mut found = false;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let lowered = text.replace("minimum: 1\n", "minimum: 0\n");
        found |= lowered != text;
        fs::write(path, lowered).unwrap();
    }
    found
}

#[test]
fn it_does_not_start_open_by_accident() {
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_contracts"));
        command.args(["serve", "memory:"]).args(args).env_remove("CONTRACTS_TOKENS");
        let output = command.stdin(Stdio::null()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(run(&[]).0, Some(2));
    let (code, said) = run(&["--no-auth", "--listen", "0.0.0.0:0"]);
    assert!(code == Some(2) && said.contains("loopback"), "{said}");
    let tokens = folder("serve-tokens").join("tokens");
    fs::write(&tokens, "read short\n").unwrap();
    let (code, said) = run(&["--tokens", tokens.to_str().unwrap()]);
    assert!(code == Some(1) && said.contains("16 characters") && !said.contains("short"), "{said}");
}

#[test]
fn a_gateways_own_work_is_on_record_as_events() {
    let folder = folder("serve-journal");
    let url = format!("sqlite:{}", folder.join("events.db").display());
    let served = serve(&url, &[]);
    let taken = post(&served.address, &format!("{}\n{}\n{}", good(1, 1), good(1, 2), bad()));
    assert_eq!(taken.unwrap()["accepted"], 2);
    let other = good(1, 1).replace("m-001", "m-002");
    assert_eq!(post(&served.address, &other).unwrap()["conflict"], 1);
    served.stop();
    let exported = contracts(&["store", "export", &url]).out;
    assert_eq!(piped(&["validate", "-q"], exported.as_bytes()).code, Some(0), "{exported}");
    let events = || exported.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of = |name: &str| {
        let mut found = events().filter(|event| event["event_type"] == name);
        let one = found.next().unwrap()["payload"].take();
        assert_eq!(found.next(), None, "{name}");
        one
    };
    assert_eq!(of("SyncIngestAccepted")["ingested_count"], 2);
    assert_eq!(of("SyncDeadLettered")["total_attempts"], 1);
    let place = of("SyncIngestRejected")["rejected_payload_ref"].take();
    let rejected = contracts(&["store", "rejected", &url]).out;
    assert!(rejected.contains(place.as_str().unwrap()), "{rejected}");
}
