//! A log on PostgreSQL beside `cqrs-es`, whose store is a table there too: appending to an aggregate that was looked
//! at, and loading one.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use event_contract::log::{Batch, Check, Entry, Of, Reader as _, Writer as _};
use event_contract_stores::Postgres;
use event_contract_testkit::postgres::Server;
use serde::Deserialize;

use super::{BYTES, Best, ROUNDS};
use crate::{Outcome, table};

/// What is measured: its name, what the other program calls it, events at a time, and times.
const MEASURED: [(&str, &str, usize, usize); 4] = [
    ("append 1 event", "append", 1, 500),
    ("append 100 events at once", "append", 100, 100),
    ("load 100 events", "load", 100, 200),
    ("load 1,000 events", "load", 1_000, 50),
];

#[derive(Deserialize)]
struct Noted {
    text: String,
}

pub(super) fn run() -> Outcome {
    let Some(server) = Server::start() else { return Ok(()) };
    let mut best = [(Best::default(), Best::default()); MEASURED.len()];
    for round in 0..ROUNDS {
        for (best, theirs) in best.iter_mut().zip(theirs(&server)?) {
            best.0.0 = best.0.0.min(theirs);
        }
        let mut log = Postgres::create(&server.url(&format!("cqrs_{round}")))?;
        for (best, (_, kind, events, times)) in best.iter_mut().zip(MEASURED) {
            ours(&mut log, &mut best.1, kind, events, times)?;
        }
    }
    let row = |((name, ..), (theirs, ours)): (&(&str, _, _, _), (Best, Best))| {
        vec![(*name).to_owned(), format!("{:.0}", theirs.0), ours.beside(theirs)]
    };
    println!("The same by cqrs-es, which looks at an aggregate before it appends to it\n");
    table::print(
        &["", "cqrs-es", "postgres"],
        &MEASURED.iter().zip(best).map(row).collect::<Vec<_>>(),
    );
    Ok(())
}

/// Nanoseconds an event, of each of what is measured.
fn theirs(server: &Server) -> Outcome<Vec<f64>> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("cqrs/Cargo.toml");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--release", "--locked", "--quiet", "--manifest-path"]).arg(manifest);
    command.arg("--").arg(server.folder()).args([server.port().to_string(), BYTES.to_string()]);
    command.args(MEASURED.map(|(_, kind, events, times)| format!("{kind}:{events}:{times}")));
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let said = String::from_utf8(output.stdout)?;
    let times = said.lines().filter_map(|line| line.rsplit(' ').next()?.parse().ok());
    Ok(times.collect())
}

fn ours(log: &mut Postgres, best: &mut Best, kind: &str, events: usize, times: usize) -> Outcome {
    let entries = |aggregate: &str| -> Vec<Entry> {
        let entry = |number: usize| Entry {
            event_id: format!("{aggregate}/{number}").into(),
            event_type: "Noted".into(),
            aggregate_id: aggregate.into(),
            document: format!("{{\"text\":\"{}\"}}", "x".repeat(BYTES - 11)).into(),
        };
        (0..events).map(entry).collect()
    };
    let name = format!("{kind}:{events}");
    if kind == "load" {
        log.append(&Batch::of(entries(&name)))?;
        return best.take(events * times, || {
            for _ in 0..times {
                black_box(load(log, &name)?);
            }
            Ok(())
        });
    }
    let batches: Vec<(String, Vec<Entry>)> = (0..times)
        .map(|time| format!("{name}/{time}"))
        .map(|aggregate| (aggregate.clone(), entries(&aggregate)))
        .collect();
    best.take(events * times, || {
        for (aggregate, entries) in batches {
            let version = load(log, &aggregate)?.1;
            let batch = Batch::of(entries).check(aggregate, Check::MustBe(version));
            black_box(log.append(&batch)?);
        }
        Ok(())
    })
}

/// The bytes that an aggregate's events hold, read as typed values, and its version.
fn load(log: &Postgres, aggregate: &str) -> Outcome<(usize, u64)> {
    let (mut bytes, mut last) = (0, 0);
    for stored in log.read(Of::Aggregate(aggregate), 0, usize::MAX)? {
        bytes += serde_json::from_str::<Noted>(&stored.entry.document)?.text.len();
        last = stored.version;
    }
    Ok((bytes, last))
}
