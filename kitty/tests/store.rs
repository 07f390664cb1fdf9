//! `contracts store` and `contracts ingest`: what goes in comes out, and the rest is told.

use std::fs;
use std::path::Path;

use crate::run::{GOOD, bad, contracts, folder, piped};

/// A valid event with a number in its id.
fn good(number: usize) -> String {
    GOOD.replacen("01JMXXXXXXXXXXXXXXXXXXXXXX", &format!("01JM{number:022}"), 1)
}

#[test]
fn a_file_is_ingested_once_however_often_and_nothing_is_lost() {
    let folder = folder("ingest");
    ingests(&folder, &format!("sqlite:{}", folder.join("log.db").display()));
}

#[cfg(feature = "postgres")]
#[test]
fn so_is_one_into_postgres() {
    let Some(server) = event_contract_testkit::postgres::Server::start() else { return };
    ingests(&folder("ingest-postgres"), &server.url("cli"));
    let secret = server.url("cli").replacen("postgres@", "postgres:sesame@", 1);
    let run = contracts(&["store", "stats", &(secret + "_absent")]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("no log in the schema") && !run.err.contains("sesame"), "{}", run.err);
}

#[cfg(feature = "nats")]
#[test]
fn so_is_one_into_nats() {
    let Some(server) = event_contract_testkit::nats::Server::start() else { return };
    ingests(&folder("ingest-nats"), &server.url("cli"));
    let secret = server.url("absent").replacen("nats://", "nats://sesame@", 1);
    let run = contracts(&["store", "stats", &secret]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("no log is called absent") && !run.err.contains("sesame"),
        "{}",
        run.err
    );
    let run = contracts(&["store", "init", &server.url("a.b")]);
    assert_eq!(run.code, Some(1), "{}", run.err);
}

#[cfg(feature = "nats")]
#[test]
fn what_is_too_much_at_once_goes_in_in_parts() {
    use event_contract_testkit::nats::{Server, program};
    let Some(program) = program() else { return };
    let usual = "jetstream { store_dir: \"DIR/store\" }\n";
    let server = Server::of(program, usual, |_| {});
    let (folder, url) = (folder("ingest-parts"), server.url("cli"));
    let file = folder.join("events.jsonl");
    let events: Vec<String> = (0..1200).map(good).collect();
    fs::write(&file, events.join("\n")).unwrap();
    let ingest = ["ingest", file.to_str().unwrap(), "--to", &url, "--batch", "1200"];
    let run = contracts(&ingest);
    assert_eq!(run.out, "1200 new, 0 there already, 0 rejected\n", "{}", run.err);
    assert_eq!(contracts(&["store", "export", &url]).out, events.join("\n") + "\n");
}

fn ingests(folder: &Path, url: &str) {
    let file = folder.join("events.jsonl");
    let events: Vec<String> = (0..9).map(good).collect();
    let taken = good(4).replace("\"lamport_clock\":3", "\"lamport_clock\":4");
    let lines = [&events[..5], &[bad(), String::new(), taken], &events[5..]].concat();
    fs::write(&file, lines.join("\n")).unwrap();
    let ingest = || contracts(&["ingest", file.to_str().unwrap(), "--to", url, "--batch", "3"]);
    let run = ingest();
    assert_eq!(run.code, Some(100), "{}", run.err);
    assert_eq!(run.out, "9 new, 0 there already, 2 rejected\n");
    assert_eq!(ingest().out, "0 new, 9 there already, 2 rejected\n");
    assert_eq!(contracts(&["store", "export", url]).out, events.join("\n") + "\n");
    assert_eq!(contracts(&["store", "export", url, "--after", "8"]).out, good(8) + "\n");
    let rejected = contracts(&["store", "rejected", url]).out;
    assert_eq!(rejected.lines().count(), 2, "the same one is kept once: {rejected}");
    assert!(rejected.contains("events.jsonl:8") && rejected.contains("SHA-256"), "{rejected}");
    let values = contracts(&["store", "rejected", url, "--show-values"]).out;
    assert!(values.contains(&serde_json::to_string(&bad()).unwrap()), "{values}");
    let verified = contracts(&["store", "verify", url]);
    assert_eq!(
        (verified.code, verified.out.as_str()),
        (Some(0), "9 events, all as they were appended\n")
    );
    assert_eq!(contracts(&["store", "compact", url]).code, Some(0));
    let stats = contracts(&["store", "stats", url]).out;
    assert!(stats.contains("\"events\": 9") && stats.contains("\"rejected\": 2"), "{stats}");
}

#[test]
fn an_append_takes_all_or_nothing() {
    let folder = folder("append");
    let url = format!("sqlite:{}", folder.join("log.db").display());
    assert_eq!(contracts(&["store", "append", &url]).code, Some(1), "there is no store");
    assert_eq!(contracts(&["store", "init", &url]).code, Some(0));
    let run = piped(&["store", "append", &url], format!("{}\n{}\n", good(1), bad()).as_bytes());
    assert_eq!(run.code, Some(100));
    assert!(run.out.starts_with("stdin:2: "), "{}", run.out);
    assert_eq!(contracts(&["store", "export", &url]).out, "");
    let run = piped(&["store", "append", &url], format!("{}\n{}\n", good(1), good(2)).as_bytes());
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(run.out, "2 events are in the store, whose last position is 2\n");
}

#[test]
fn what_is_no_store_is_said_so() {
    assert_eq!(contracts(&["store", "init", "events.db"]).code, Some(2));
    let folder = folder("no-store");
    let file = folder.join("events.jsonl");
    fs::write(&file, format!("{GOOD}\n")).unwrap();
    let url = format!("sqlite:{}", file.display());
    assert_eq!(contracts(&["store", "verify", &url]).code, Some(1));
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("{GOOD}\n"));
}
