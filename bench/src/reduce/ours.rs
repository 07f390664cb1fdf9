//! Our side: a process that reads a stream into memory, folds it and says how long that took.

use std::fmt::Display;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use event_contract::fold::{Options, Reduce, fold};
use event_contract::{JsonValue, Record};
use serde_json::{Value, json};
use spec_kitty_contracts::v3::LINE;
use spec_kitty_events::{
    ConnectorFold, DecisionPointFold, DossierFold, GlossaryFold, LifecycleFold, MissionAuditFold,
    MissionNextFold, StatusFold, SyncFold,
};

use super::Measured;
use crate::{Outcome, median};

/// The mode of reducers that know two. A strict one would end long streams early.
pub(super) const MODES: &[(&str, &str)] =
    &[("collaboration", "permissive"), ("glossary", "permissive")];

/// Measures in a child process.
pub(super) fn in_child(reducer: &str, path: &Path) -> Outcome<Measured> {
    let output = Command::new(std::env::current_exe()?)
        .args(["reduce", "ours", reducer])
        .arg(path)
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("measuring {reducer}: {}", output.status).into());
    }
    Measured::read(&serde_json::from_slice::<Value>(&output.stdout)?)
}

/// Measures in this process, and prints what was found.
pub(super) fn measure(reducer: &str, path: &Path) -> Outcome {
    let records = read(path)?;
    let mut options = Options::default();
    if let Some((_, mode)) = MODES.iter().find(|(name, _)| *name == reducer) {
        options = options.with("mode", JsonValue::try_from(json!(mode))?);
    }
    let time = match reducer {
        "connector" => time::<ConnectorFold>,
        "decisionpoint" => time::<DecisionPointFold>,
        "dossier" => time::<DossierFold>,
        "glossary" => time::<GlossaryFold>,
        "lifecycle" => time::<LifecycleFold>,
        "mission_audit" => time::<MissionAuditFold>,
        "mission_next" => time::<MissionNextFold>,
        "status" => time::<StatusFold>,
        "sync" => time::<SyncFold>,
        _ => return Err(format!("there is no reducer `{reducer}`").into()),
    };
    let seconds = time(&records, &options)?;
    let peak = peak_kib("self").ok_or("no /proc/self/status")?;
    println!("{}", json!({ "seconds": seconds, "peak_kib": peak }));
    Ok(())
}

fn read(path: &Path) -> Outcome<Vec<Record>> {
    let mut records = Vec::new();
    for line in BufReader::new(File::open(path)?).lines() {
        records.push(LINE.record(line?)?);
    }
    Ok(records)
}

fn time<R>(records: &[Record], options: &Options) -> Outcome<f64>
where
    R: Reduce + Default,
    R::Error: Display,
{
    let mut times = Vec::new();
    while times.is_empty() || (times.iter().sum::<f64>() < 0.5 && times.len() < 25) {
        let reducer = R::configured(options)?;
        let start = Instant::now();
        let state = black_box(fold(reducer, black_box(records)));
        times.push(start.elapsed().as_secs_f64());
        if let Err(error) = state {
            return Err(format!("the fold stopped: {error}").into());
        }
    }
    Ok(median(times))
}

/// The most memory that a running process has had so far, in KiB.
pub(super) fn peak_kib(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
