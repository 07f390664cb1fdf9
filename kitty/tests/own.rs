//! Contracts of one's own: what every command says of them, and that it never means others.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::run::{Run, contracts, folder, run_in};

const LINE: &str = "\
line: v1
package: shop
version: 1.1.0
doc: The events of a shop.

envelope:
  type: Envelope
  eventType: type
  payload: data
  order: { id: id, time: at, clock: clock, aggregate: order, node: till, cause: because }
";

const SHOP: &str = "\
domain: shop
doc: Baskets on their way to the till.

types:
  Envelope:
    publish: true
    doc: What surrounds every event.
    fields:
      id: { type: event-id, doc: Identifies the event. }
      type: { type: string, minLength: 1, doc: Names the event. }
      at: { type: date-time, doc: When it happened. }
      clock: { type: integer, minimum: 0, doc: The reading of a clock. }
      order: { type: string, minLength: 1, doc: The order that it is about. }
      till: { type: string, minLength: 1, doc: Who said so. }
      because: { type: event-id?, doc: The event that led to this one. }
      data: { type: object, doc: The payload. }
  BasketState: { enum: [filled, paid], doc: Where a basket is. }

events:
  BasketFilled:
    since: 1.0.0
    doc: Something is in a basket.
    fields:
      items: { type: integer, minimum: 1, doc: How many. }
  BasketPaid:
    since: 1.1.0
    doc: A basket was paid for.
    fields:
      cents: { type: integer, minimum: 0, doc: What it came to. }

stateMachines:
  Basket:
    doc: Which state of a basket may follow which.
    state: BasketState
    initial: [filled]
    terminal: [paid]
    transitions:
      filled: [filled, paid]
";

/// Words that only the built-in contracts have.
const FOREIGN: [&str; 6] = ["kitty", "Kitty", "ission", "WPStatus", "wp_status", "v3"];

/// What a command is called with, in a folder with contracts of its own, and how that ends. `{log}` is a log of their
/// events, `{store}` a store of these, `{old}` an earlier version of the contracts, `{none}` a file that is not there.
const CALLS: &[(&str, &[&str], i32)] = &[
    ("demo", &["demo", "--count", "200"], 0),
    ("validate", &["validate", "{log}"], 0),
    ("validate", &["validate", "--event-type", "BasketPaid", "--strict-schema", "{payload}"], 0),
    ("sample", &["sample", "--count", "3"], 0),
    ("list", &["list"], 0),
    ("list", &["list", "types"], 0),
    ("explain", &["explain", "BasketPaid"], 0),
    ("explain", &["explain", "enum"], 0),
    ("schema", &["schema", "BasketPaid"], 0),
    ("schema", &["schema", "--list"], 0),
    ("fixtures", &["fixtures", "list"], 0),
    ("fixtures", &["fixtures", "golden", "--check"], 0),
    ("check", &["check"], 0),
    ("lint", &["lint"], 0),
    ("diff", &["diff", "{old}"], 0),
    ("changelog", &["changelog", "{old}", "--date", "2026-01-01"], 0),
    ("migrate", &["migrate", "{log}", "--from", "1", "--to", "2", "--out", "{none}"], 2),
    ("generate", &["generate", "--dry-run"], 0),
    ("graph", &["graph", "machine"], 0),
    ("graph", &["graph", "causes", "{log}"], 0),
    ("store", &["store", "append", "{store}", "{log}"], 0),
    ("ingest", &["ingest", "{log}", "--to", "{store}"], 0),
    ("deadletter", &["deadletter", "retry", "{store}"], 0),
    #[cfg(feature = "serve")]
    ("serve", &["serve", "memory:", "--no-auth", "--listen", "203.0.113.1:1"], 2),
    ("replay", &["replay", "{log}", "--reducer", "status"], 2),
    ("reduce", &["reduce", "--jsonl", "{request}"], 2),
];

/// Commands that read no contracts.
const WITHOUT: &[(&str, &[&str])] = &[
    ("init", &["init", "{none}"]),
    ("completions", &["completions", "bash"]),
    ("man", &["man"]),
    ("call", &["call", "--jsonl", "{request}"]),
    ("conventions", &["conventions", "{log}"]),
    #[cfg(feature = "tracker")]
    ("tracker", &["tracker", "connectors"]),
];

/// A folder with contracts, and what calls need.
struct Shop {
    folder: std::path::PathBuf,
}

impl Shop {
    fn new(test: &str) -> Self {
        let folder = folder(test);
        for (file, text) in [
            ("contracts/line.yaml", LINE),
            ("contracts/shop.yaml", SHOP),
            ("old/line.yaml", LINE),
            ("old/shop.yaml", SHOP),
            ("payload.jsonl", "{\"cents\": 7}\n"),
            ("request.jsonl", "{\"id\": 1, \"reducer\": \"status\", \"events\": []}\n"),
            ("fixtures/.keep", ""),
        ] {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let shop = Self { folder };
        let log = shop.run(&["sample", "--count", "50"]);
        assert_eq!(log.code, Some(0), "{}", log.err);
        fs::write(shop.folder.join("log.jsonl"), log.out).unwrap();
        shop
    }

    fn run(&self, args: &[&str]) -> Run {
        let args: Vec<&str> = args
            .iter()
            .map(|arg| match *arg {
                "{log}" => "log.jsonl",
                "{store}" => "sqlite:events.db",
                "{old}" => "old",
                "{payload}" => "payload.jsonl",
                "{request}" => "request.jsonl",
                "{none}" => "none.jsonl",
                other => other,
            })
            .collect();
        let store = self.folder.join("events.db");
        if args.contains(&"sqlite:events.db") && !store.exists() {
            assert_eq!(run_in(&self.folder, &["store", "init", "sqlite:events.db"]).code, Some(0));
        }
        run_in(&self.folder, &args)
    }
}

#[test]
fn every_command_speaks_of_the_contracts_beside_it() {
    let shop = Shop::new("own");
    for (_, args, code) in CALLS {
        let run = shop.run(args);
        assert_eq!(run.code, Some(*code), "{args:?}: {}{}", run.out, run.err);
        // The note on whose contracts they are names the others.
        let said: Vec<&str> =
            run.err.lines().filter(|line| !line.starts_with("contracts of ")).collect();
        let said = format!("{}{}", run.out, said.join("\n"));
        for word in FOREIGN {
            assert!(!said.contains(word), "{args:?} speaks of {word}: {said}");
        }
    }
    assert!(shop.run(&["list"]).out.contains("BasketPaid"));
    assert!(shop.run(&["--builtin", "spec-kitty", "list"]).out.contains("MissionClosed"));
}

#[test]
fn contracts_that_are_not_there_are_never_replaced_by_others() {
    let shop = Shop::new("own-nowhere");
    for (_, args, _) in CALLS.iter().filter(|(name, ..)| *name != "generate") {
        let run = shop.run(&[&["--contracts", "/nonexistent"], *args].concat());
        assert_eq!(run.code, Some(2), "{args:?}: {}{}", run.out, run.err);
    }
    for (_, args) in WITHOUT {
        for option in
            [&["--contracts", "contracts"], &["--builtin", "spec-kitty"], &["--line", "v1"]]
        {
            let run = shop.run(&[&option[..], *args].concat());
            assert_eq!(run.code, Some(2), "{option:?} {args:?}: {}", run.out);
            assert!(run.err.contains(option[0]), "{}", run.err);
        }
    }
    assert!(!shop.folder.join("none.jsonl").exists());
}

/// Whoever adds a command says here how it works with contracts of one's own.
#[test]
fn no_command_is_left_out() {
    let help = contracts(&["help"]).out;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let named = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let named: BTreeSet<&str> = named.filter_map(|line| line.split_whitespace().next()).collect();
    let known = CALLS.iter().map(|(name, ..)| *name).chain(WITHOUT.iter().map(|(name, _)| *name));
    assert_eq!(named, known.chain(["help"]).collect::<BTreeSet<&str>>());
}

#[test]
fn the_rule_is_told_once() {
    let help = contracts(&["--help"]).out;
    assert_eq!(help.matches("Whose contracts:").count(), 1, "{help}");
    for (name, ..) in CALLS {
        let help = contracts(&[name, "--help"]).out;
        assert!(!help.contains("Whose contracts") && !help.contains("built-in"), "{name}: {help}");
    }
}

#[test]
fn the_same_text_elsewhere_is_the_line_that_is_compiled_in() {
    let shop = Shop::new("own-same");
    let copy = shop.folder.join("kitty");
    copy_dir(&crate::run::root().join("contracts/spec-kitty/v3"), &copy);
    let copy = copy.to_str().unwrap();
    let log = contracts(&["sample", "--count", "20"]).out;
    fs::write(shop.folder.join("log.jsonl"), log).unwrap();
    let replay = ["--contracts", copy, "replay", "{log}", "--reducer", "status"];
    assert_eq!(shop.run(&replay).code, Some(0));

    let status = format!("{copy}/status.yaml");
    let changed = fs::read_to_string(&status).unwrap() + "# edited\n";
    fs::write(status, changed).unwrap();
    let run = shop.run(&replay);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("compiled with other contracts"), "{}", run.err);
    assert_eq!(shop.run(&["--contracts", copy, "validate", "{log}"]).code, Some(0));
}

fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn the_nearest_folder_upwards_is_meant_unless_it_holds_no_contracts() {
    let shop = Shop::new("own-upwards");
    let below = shop.folder.join("src/deep");
    fs::create_dir_all(below.join("contracts")).unwrap();
    fs::write(below.join("contracts/Token.sol"), "").unwrap();
    let run = run_in(&below, &["list"]);
    assert!(run.out.contains("BasketPaid"), "{}{}", run.out, run.err);
    assert!(run.err.contains("contracts of ../../contracts"), "{}", run.err);
}

/// A stand-in for cargo: tells of one package, and runs what shows its arguments and its input.
#[cfg(unix)]
const CARGO: &str = r#"#!/bin/sh
case $1 in
metadata)
    for manifest; do :; done
    printf '{"packages":[{"manifest_path":"%s","dependencies":[{"name":"event-contract-cli"}],' "$manifest"
    echo '"targets":[{"name":"shop","kind":["bin"]}],"default_run":null}]}'
    ;;
run) echo "$@"; cat; exit 7 ;;
esac
"#;

#[cfg(unix)]
#[test]
fn reducers_of_a_crate_are_found_in_its_own_program() {
    use std::os::unix::fs::PermissionsExt as _;

    let shop = Shop::new("own-program");
    fs::write(shop.folder.join("Cargo.toml"), "").unwrap();
    let cargo = shop.folder.join("cargo.sh");
    fs::write(&cargo, CARGO).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_contracts"));
        command.current_dir(&shop.folder).env("CARGO", &cargo).args(args);
        let log = fs::File::open(shop.folder.join("log.jsonl")).unwrap();
        command.stdin(log).output().unwrap()
    };

    let args = ["replay", "-", "--reducer", "baskets", "--by", "all"];
    let output = run(&args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(7), "{said}");
    assert!(said.contains("cargo run --bin shop"), "{said}");
    let (called, input) = std::str::from_utf8(&output.stdout).unwrap().split_once('\n').unwrap();
    let manifest = shop.folder.canonicalize().unwrap().join("Cargo.toml");
    let expected = format!(
        "run --quiet --manifest-path {} --bin shop -- {}",
        manifest.display(),
        args.join(" ")
    );
    assert_eq!(called, expected);
    assert_eq!(input, fs::read_to_string(shop.folder.join("log.jsonl")).unwrap());

    // What needs no reducer runs no code of the folder, nor does a program that has the reducers.
    assert_eq!(run(&["validate", "-"]).status.code(), Some(0));
    let built_in = ["--builtin", "spec-kitty", "replay", "/dev/null", "--reducer", "status"];
    assert_eq!(run(&built_in).status.code(), Some(0));
}
