//! Reading a mixed stream of enveloped events, on one core: this decoder and its alternatives, measured in
//! turns so that a busy machine is unfair to all.

use std::hint::black_box;
use std::time::Instant;

use event_contract::sample::{StreamOptions, stream};
use event_contract::schema::SchemaSet;
use serde::de::IgnoredAny;
use serde_json::Value;
use spec_kitty_contracts::v3::{self, LINE};

use crate::{Outcome, median, reference, table};

#[allow(
    dead_code,
    unreachable_pub,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::allow_attributes,
    reason = "types to read into"
)]
mod plain {
    include!(concat!(env!("OUT_DIR"), "/plain.rs"));
}

const ROUNDS: usize = 5;
const REFERENCE_EVENTS: usize = 4000;

/// A way to read a line; says whether it took it.
type Reader<'a> = (&'static str, Box<dyn Fn(&str) -> bool + 'a>);

pub(crate) fn run(events: usize) -> Outcome {
    let options = StreamOptions { count: events, invalid_per_mille: 50, bytes: Some(700) };
    let lines: Vec<String> = stream(&LINE, 1, options).collect();
    let bytes: usize = lines.iter().map(String::len).sum();
    let valid = lines.iter().filter(|line| LINE.accepts(line.as_bytes())).count();
    let count = lines.len().max(1) as f64;
    println!(
        "{} events of {} types, {:.0} bytes on average, {:.1} % valid; median of {ROUNDS} rounds\n",
        lines.len(),
        LINE.events.len(),
        bytes as f64 / count,
        valid as f64 / count * 100.0
    );

    let schemas = SchemaSet::new(&LINE)?;
    let readers = readers(&schemas);
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); readers.len()];
    let mut taken = vec![0; readers.len()];
    for round in 0..=ROUNDS {
        for (at, (_, read)) in readers.iter().enumerate() {
            let start = Instant::now();
            taken[at] = lines.iter().filter(|line| black_box(read(line))).count();
            // The first round warms up.
            if round > 0 {
                times[at].push(start.elapsed().as_secs_f64() / count);
            }
        }
    }
    let mut rows: Vec<(String, f64, f64)> = readers
        .iter()
        .zip(times)
        .zip(&taken)
        .map(|(((name, _), times), taken)| {
            ((*name).to_owned(), median(times), *taken as f64 / count)
        })
        .collect();

    let prefix = lines.get(..REFERENCE_EVENTS).unwrap_or(&lines);
    match reference::run(prefix) {
        Ok(found) => {
            let accepted =
                found.verdicts.iter().filter(|verdict| **verdict == Some(true)).count() as f64;
            let name = format!("Python reference, strict ({} events)", prefix.len());
            rows.push((name, found.seconds / prefix.len() as f64, accepted / prefix.len() as f64));
            print(&rows, bytes as f64 / count);
            compare(prefix, &found.verdicts);
        }
        Err(error) => {
            print(&rows, bytes as f64 / count);
            println!("The Python reference was not measured: {error}");
        }
    }
    Ok(())
}

fn readers(schemas: &SchemaSet) -> Vec<Reader<'_>> {
    vec![
        (
            "skip every token (serde_json IgnoredAny)",
            Box::new(|line| serde_json::from_str::<IgnoredAny>(line).is_ok()),
        ),
        ("ours: accepted or not", Box::new(|line| LINE.accepts(line.as_bytes()))),
        (
            "ours: the same, violations collected",
            Box::new(|line| black_box(LINE.violations(line.as_bytes())).is_empty()),
        ),
        ("ours: typed", Box::new(|line| black_box(v3::decode(line.as_bytes())).is_ok())),
        (
            "ours: taken apart, fields by place",
            Box::new(|line| black_box(LINE.split(line.as_bytes())).is_ok()),
        ),
        (
            "serde into plain unchecked structs",
            Box::new(|line| black_box(plain::decode(line)).is_ok()),
        ),
        (
            "serde_json::Value",
            Box::new(|line| black_box(serde_json::from_str::<Value>(line)).is_ok()),
        ),
        (
            "Value and the jsonschema crate",
            Box::new(|line| by_schema(schemas, line).unwrap_or(false)),
        ),
    ]
}

fn by_schema(schemas: &SchemaSet, line: &str) -> Option<bool> {
    let value: Value = serde_json::from_str(line).ok()?;
    let event = LINE.event(value.get("event_type")?.as_str()?)?;
    Some(
        schemas.accepts("event", &value).ok()?
            && schemas.accepts(event.schema, value.get("payload")?).ok()?,
    )
}

fn print(rows: &[(String, f64, f64)], bytes: f64) {
    let time = |at: usize| rows.get(at).map_or(f64::NAN, |row| row.1);
    let (skip, ours) = (time(0), time(2));
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|(name, seconds, taken)| {
            vec![
                name.clone(),
                format!("{:.0}", seconds * 1e9),
                format!("{:.1}", bytes / seconds / 1e6),
                format!("{:.2}", seconds / skip),
                format!("{:.2}", seconds / time(1)),
                format!("{:.2}", seconds / ours),
                format!("{:.2}", seconds / time(3)),
                format!("{:.1} %", taken * 100.0),
            ]
        })
        .collect();
    let header = ["", "ns/event", "MB/s", "× skip", "× accept", "× collect", "× typed", "taken"];
    table::print(&header, &cells);
}

/// Says whether the reference gives the same verdicts, and where it does not.
fn compare(lines: &[String], verdicts: &[Option<bool>]) {
    let judged = lines.iter().zip(verdicts).filter_map(|(line, verdict)| Some((line, (*verdict)?)));
    let (same, different): (Vec<_>, Vec<_>) =
        judged.partition(|(line, verdict)| LINE.accepts(line.as_bytes()) == *verdict);
    let judged = same.len() + different.len();
    println!("verdicts: {} of {judged} as the reference's", same.len());
    println!(
        "not judged: {}, of event types that the reference does not know",
        lines.len() - judged
    );
    for (line, verdict) in different.iter().take(5) {
        let ours = LINE.violations(line.as_bytes());
        let ours = ours.first().map_or_else(|| "valid".to_owned(), ToString::to_string);
        println!("  ours: {ours}; the reference: {}", if *verdict { "valid" } else { "invalid" });
    }
}
