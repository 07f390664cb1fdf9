//! Our side: a process that reads a stream into memory, folds it and says how long that took.

use std::fmt::Display;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use event_contract::fold::{Options, Reduce, fold};
use event_contract::{JsonValue, Record};
use serde_json::{Value, json};
use spec_kitty_contracts::v3::LINE;
use spec_kitty_events::{
    CollaborationFold, ConnectorFold, DecisionPointFold, DossierFold, GlossaryFold, LifecycleFold,
    MissionAuditFold, MissionNextFold, StatusFold, SyncFold,
};

use super::Measured;
use crate::Outcome;

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

/// Measures in this process, and prints what was found. Folds but `once` where instructions are counted.
pub(super) fn measure(reducer: &str, path: &Path, once: bool) -> Outcome {
    let records = read(path)?;
    let mut options = Options::default();
    if let Some((_, mode)) = MODES.iter().find(|(name, _)| *name == reducer) {
        options = options.with("mode", JsonValue::try_from(json!(mode))?);
    }
    let time = match reducer {
        "collaboration" => time::<CollaborationFold>,
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
    let seconds = time(&records, &options, once)?;
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

fn time<R>(records: &[Record], options: &Options, once: bool) -> Outcome<f64>
where
    R: Reduce + Default,
    R::Error: Display,
{
    // The first one fetches memory from the system, and does not count.
    let first = folded::<R>(records, options)?;
    if once {
        return Ok(first);
    }
    let (mut runs, mut seconds) = (0, 0.0);
    while runs == 0 || (seconds < 0.5 && runs < 1000) {
        seconds += folded::<R>(records, options)?;
        runs += 1;
    }
    Ok(seconds / f64::from(runs))
}

/// The processor time of one fold. Named by [`super::work`], which counts what it does.
#[inline(never)]
fn folded<R>(records: &[Record], options: &Options) -> Outcome<f64>
where
    R: Reduce + Default,
    R::Error: Display,
{
    let reducer = R::configured(options)?;
    let start = cpu_seconds()?;
    let state = black_box(fold(reducer, black_box(records)));
    let seconds = cpu_seconds()? - start;
    match state {
        Ok(_) => Ok(seconds),
        Err(error) => Err(format!("the fold stopped: {error}").into()),
    }
}

/// The time that this process, which has one thread, has been on a processor. Other work on the machine
/// does not count.
fn cpu_seconds() -> Outcome<f64> {
    let text = std::fs::read_to_string("/proc/self/schedstat")?;
    let nanoseconds: f64 = text.split(' ').next().unwrap_or_default().parse()?;
    Ok(nanoseconds / 1e9)
}

/// The most memory that a running process has had so far, in KiB.
pub(super) fn peak_kib(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
