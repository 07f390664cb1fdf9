//! `contracts store` and `contracts ingest`: what goes in comes out, and the rest is told.

use std::fs;
use std::path::Path;

use std::process::Command;

use crate::run::{GOOD, bad, contracts, folder, gzip, piped};

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

#[test]
fn a_lost_end_is_seen_by_whoever_kept_the_head() {
    let folder = folder("store-head");
    let url = |name: &str| format!("sqlite:{}", folder.join(name).display());
    let (log, shorter) = (url("log.db"), url("shorter.db"));
    let file = folder.join("events.jsonl");
    let ingest = |count: usize, url: &str| {
        let events: Vec<String> = (0..count).map(good).collect();
        fs::write(&file, events.join("\n")).unwrap();
        contracts(&["ingest", file.to_str().unwrap(), "--to", url])
    };
    assert_eq!(ingest(5, &log).code, Some(0));
    let head = contracts(&["store", "head", &log]).out;
    assert!(head.starts_with("5:") && head.trim_end().len() == 66, "{head}");
    let kept = folder.join("head");
    fs::write(&kept, &head).unwrap();
    assert_eq!(ingest(9, &log).code, Some(0));
    assert_eq!(ingest(3, &shorter).code, Some(0));
    for expect in [head.trim(), kept.to_str().unwrap()] {
        let run = contracts(&["store", "verify", &log, "--expect", expect]);
        assert_eq!((run.code, &*run.out), (Some(0), "9 events, all as they were appended\n"));
        let run = contracts(&["store", "verify", &shorter, "--expect", expect]);
        assert_eq!(run.code, Some(100));
        assert!(run.out.contains("the last 2 are lost"), "{}", run.out);
    }
    let run = contracts(&["store", "verify", &log, "--expect", "5:abc"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    fs::write(folder.join("empty.db"), "").unwrap();
    let run = contracts(&["store", "verify", &url("empty.db")]);
    assert!(run.code == Some(1) && run.err.contains("empty file"), "{}", run.err);
}

#[test]
fn what_is_packed_or_marked_is_ingested_as_what_it_holds() {
    let folder = folder("ingest-packed");
    let text = format!("{}\n{}\n", good(1), good(2));
    let plain = folder.join("plain.jsonl");
    fs::write(&plain, &text).unwrap();
    let url = |name: &str| format!("sqlite:{}", folder.join(name).with_extension("db").display());
    for (name, bytes) in [
        ("gzip", gzip(text.as_bytes())),
        ("marked", format!("\u{feff}{text}").into_bytes()),
        ("stored.zst", stored(text.as_bytes())),
    ] {
        let (file, url) = (folder.join(name), url(name));
        fs::write(&file, &bytes).unwrap();
        let run = contracts(&["ingest", file.to_str().unwrap(), "--to", &url]);
        assert_eq!(run.out, "2 new, 0 there already, 0 rejected\n", "{name}: {}", run.err);
        assert_eq!(contracts(&["store", "export", &url]).out, text);
        let run = piped(&["store", "append", &url], &bytes);
        assert_eq!(run.code, Some(0), "{name}: {}", run.err);
        let run = piped(&["validate", "-"], &bytes);
        assert_eq!(run.code, Some(0), "{name}: {}", run.out);
        let replayed = |file: &Path| {
            let run = contracts(&["replay", file.to_str().unwrap(), "--reducer", "status"]);
            assert_eq!(run.code, Some(0), "{name}: {}", run.err);
            run.out
        };
        assert_eq!(replayed(&file), replayed(&plain), "{name}");
    }
    let file = folder.join("other.xz");
    fs::write(&file, b"\xfd7zXZ\0\0").unwrap();
    let run = contracts(&["ingest", file.to_str().unwrap(), "--to", &url("other")]);
    assert!(run.code == Some(1) && run.err.contains("xz"), "{}", run.err);
    let mut cut = gzip(text.as_bytes());
    cut.truncate(cut.len() - 9);
    fs::write(&file, cut).unwrap();
    let run = contracts(&["ingest", file.to_str().unwrap(), "--to", &url("cut")]);
    assert_eq!(run.code, Some(1), "{}", run.err);
}

/// A text as a frame of zstd that packs nothing.
fn stored(text: &[u8]) -> Vec<u8> {
    let mut frame = b"\x28\xb5\x2f\xfd\xa0".to_vec();
    frame.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
    let block = u32::try_from(text.len()).unwrap() << 3 | 1;
    frame.extend(&block.to_le_bytes()[..3]);
    frame.extend(text);
    frame
}

#[test]
fn a_url_may_be_in_the_environment_and_say_what_may_be_done() {
    let folder = folder("store-url");
    let url = format!("sqlite:{}", folder.join("log.db").display());
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_contracts"));
        let done = command.args(args).env("LOG_URL", &url).env_remove("NO_URL").output().unwrap();
        (
            done.status.code(),
            String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap(),
        )
    };
    let file = folder.join("events.jsonl");
    fs::write(&file, good(1)).unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(run(&["ingest", file, "--to", "env:LOG_URL"]).0, Some(0));
    assert_eq!(run(&["store", "export", "env:LOG_URL"]).1, good(1) + "\n");
    let (code, said) = run(&["store", "export", "env:NO_URL"]);
    assert!(code == Some(2) && said.contains("has no NO_URL"), "{said}");
    let (code, said) = run(&["ingest", file, "--to", &(url.clone() + "?mode=ro")]);
    assert!(code == Some(1) && said.contains("mode=ro"), "{said}");
    assert_eq!(run(&["store", "verify", &(url.clone() + "?mode=ro")]).0, Some(0));
    let (code, said) = run(&["store", "verify", &(url.clone() + "?cache=shared")]);
    assert!(code == Some(1) && said.contains("cache=shared"), "{said}");
    let absent = url.replace("log.db", "absent.db") + "?mode=rw";
    assert_eq!(run(&["store", "init", &absent]).0, Some(1));
    assert!(fs::read_dir(&folder).unwrap().all(|file| {
        let name = file.unwrap().file_name();
        !name.to_string_lossy().contains(['?', '='])
    }));
    for secret in ["host=h password=sesame", "postgres://u:p@x:/w?rd#sesame@127.0.0.1:1/d"] {
        let (_, said) = run(&["store", "verify", secret]);
        assert!(!said.contains("sesame"), "{said}");
    }
}

/// Runs the binary as somebody who may write nothing, if there are rights to do so.
#[cfg(unix)]
#[test]
fn what_may_only_be_read_is_verified_and_exported() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("log.db").display());
    let file = folder.path().join("events.jsonl");
    fs::write(&file, good(1)).unwrap();
    assert_eq!(contracts(&["ingest", file.to_str().unwrap(), "--to", &url]).code, Some(0));
    let binary = folder.path().join("contracts");
    fs::copy(env!("CARGO_BIN_EXE_contracts"), &binary).unwrap();
    let chmod =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    chmod(&binary, 0o755);
    chmod(&folder.path().join("log.db"), 0o444);
    chmod(folder.path(), 0o555);
    let root = fs::metadata(folder.path()).unwrap().uid() == 0;
    let run = |args: &[&str]| {
        let mut command = Command::new(&binary);
        if root {
            command.uid(65_534).gid(65_534);
        }
        let done = command.args(args).current_dir("/").output().unwrap();
        (
            done.status.code(),
            String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap(),
        )
    };
    for args in [["store", "verify"], ["store", "stats"], ["store", "head"], ["deadletter", "list"]]
    {
        let (code, said) = run(&[args[0], args[1], &url]);
        assert_eq!(code, Some(0), "{args:?}: {said}");
    }
    assert_eq!(run(&["store", "export", &url]).1, good(1) + "\n");
    let names = || fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names(), 3, "nothing was put beside it");
    let (code, said) = run(&["store", "compact", &url]);
    assert_eq!(code, Some(1), "{said}");
    chmod(folder.path(), 0o755);
}

#[test]
fn of_a_line_that_is_too_long_place_and_length_are_kept() {
    let folder = folder("ingest-long");
    let url = format!("sqlite:{}", folder.join("log.db").display());
    let file = folder.join("events.jsonl");
    let length = (16 << 20) + 1;
    fs::write(&file, format!("{}\n{}\n{}\n", good(1), "x".repeat(length), good(2))).unwrap();
    let run = contracts(&["ingest", file.to_str().unwrap(), "--to", &url]);
    assert_eq!(run.out, "2 new, 0 there already, 1 rejected\n", "{}", run.err);
    let kept = contracts(&["store", "rejected", &url, "--show-values"]).out;
    assert!(kept.contains("events.jsonl:2") && kept.contains(&length.to_string()), "{kept}");
    assert!(kept.len() < 1000, "its text is in the file alone");
}
