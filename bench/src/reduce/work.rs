//! What folds do, in instructions, which neither caches nor other work on the machine change: whether it grows
//! more than sorting does.

use std::path::Path;
use std::process::Command;

use super::{Plan, beyond_sorting, streams};
use crate::{Outcome, scratch, table};

/// The function whose instructions count, with those of what it calls.
const COUNTED: &str = "event_contract_bench::reduce::ours::folded";

pub(super) fn run(plan: &Plan<'_>) -> Outcome {
    let mut cells = Vec::new();
    for reducer in &plan.reducers {
        let mut before = None;
        for &events in plan.sizes {
            let path = scratch("bench-reduce")?.join("stream.jsonl");
            streams::write(reducer, events, &path)?;
            let count = instructions(reducer, &path)?;
            std::fs::remove_file(&path)?;
            let growth = before.map(|(fewer, less)| beyond_sorting((fewer, events), (less, count)));
            let word = |factor: f64| if factor <= 1.0 { "reached" } else { "MISSED" };
            cells.push(vec![
                (*reducer).to_owned(),
                events.to_string(),
                format!("{:.0}", count / events as f64),
                growth.map(|factor| format!("{factor:.2}")).unwrap_or_default(),
                growth.map(word).unwrap_or_default().to_owned(),
            ]);
            before = Some((events, count));
            eprintln!("{reducer}: {events} events done");
        }
    }
    println!("\ninstructions of a fold; growth from the size before, 1.00 for n log n\n");
    table::print(&["", "events", "per event", "× n log n", ""], &cells);
    Ok(())
}

/// Folds once under callgrind.
fn instructions(reducer: &str, path: &Path) -> Outcome<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(format!("--toggle-collect={COUNTED}"))
        .arg(std::env::current_exe()?)
        .args(["reduce", "once", reducer])
        .arg(path)
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let collected = text.lines().find_map(|line| line.split_once("Collected : "));
    match collected {
        Some((_, count)) if output.status.success() => Ok(count.trim().parse()?),
        _ => Err(format!("valgrind of {reducer}: {}: {text}", output.status).into()),
    }
}
