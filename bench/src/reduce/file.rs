//! A log on disk that does not fit into memory, folded by `contracts replay`.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use event_contract::sample::Source;
use event_contract_parity::streams::{Setting, stream};
use serde_json::Value;

use super::ours::peak_kib;
use super::streams::arriving;
use crate::{Outcome, root, scratch};

/// Missions whose events alternate in the log.
const MISSIONS: usize = 40;
/// Events of a mission.
const LENGTH: usize = 5000;
/// The memory that it is to do with.
const AIM_KIB: u64 = 2 * 1024 * 1024;

pub(super) fn run(events: usize) -> Outcome {
    let path = scratch("bench-reduce")?.join("log.jsonl");
    let missions = write(events, &path)?;
    let bytes = std::fs::metadata(&path)?.len() as f64;
    let contracts = contracts()?;
    let start = Instant::now();
    let mut child = Command::new(contracts)
        .args(["replay", "--reducer", "status", "--by", "aggregate", "--format", "json"])
        .arg(&path)
        .stdout(Stdio::null())
        .spawn()?;
    let mut peak = 0;
    let status = loop {
        // The value only grows; it is lost when the process ends.
        peak = peak_kib(&child.id().to_string()).unwrap_or(0).max(peak);
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    std::fs::remove_file(&path)?;
    if !status.success() {
        return Err(format!("contracts replay: {status}").into());
    }
    let word = if peak <= AIM_KIB { "reached" } else { "MISSED" };
    println!(
        "contracts replay: {events} status events of {missions} missions, {:.1} GB on disk: {seconds:.1} s, {:.2} M events/s, {:.0} MB/s, peak {} MiB; aim 2048 MiB: {word}",
        bytes / 1e9,
        events as f64 / seconds / 1e6,
        bytes / seconds / 1e6,
        peak / 1024,
    );
    Ok(())
}

/// The release build of the command.
fn contracts() -> Outcome<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(root())
        .args(["build", "--release", "--locked", "--quiet", "--bin", "contracts"])
        .status()?;
    if !status.success() {
        return Err(format!("building contracts: {status}").into());
    }
    let beside = std::env::current_exe()?;
    Ok(beside.with_file_name("contracts"))
}

/// A line of the log without what tells it from the same line of another mission.
struct Template {
    parts: [String; 3],
}

/// Writes the log; gives the number of its missions. The missions of one batch are different, those of the
/// next are the same again under other ids.
fn write(events: usize, path: &Path) -> Outcome<usize> {
    let length = LENGTH.min(events.div_ceil(MISSIONS)).max(1);
    let streams: Vec<Vec<Template>> = (0..MISSIONS as u64)
        .map(|seed| {
            let setting = Setting { foreign: 0, ..Setting::regular(length) };
            arriving(stream("status", seed, setting)).map(template).collect()
        })
        .collect();
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut ids = Source::from_seed(3);
    let (mut written, mut missions) = (0, 0);
    while written < events {
        for at in 0..length {
            for (mission, lines) in streams.iter().enumerate() {
                let Some(Template { parts: [start, middle, end] }) = lines.get(at) else {
                    continue;
                };
                if written == events {
                    break;
                }
                let id = u128::from(ids.choice()) << 64 | u128::from(ids.choice());
                let mission = missions + mission;
                writeln!(out, "{start}{id:032x}{middle}mission/{mission:06}{end}")?;
                written += 1;
            }
        }
        missions += MISSIONS;
    }
    out.flush()?;
    Ok(missions)
}

/// Cuts a line where the id and the aggregate stand.
fn template(mut event: Value) -> Template {
    let marks = ["\u{1}id", "\u{1}aggregate"];
    event["event_id"] = marks[0].into();
    event["aggregate_id"] = marks[1].into();
    let text = event.to_string();
    let mut parts = marks.iter().fold(vec![text], |parts, mark| {
        let mark = Value::from(*mark).to_string();
        let mark = mark.trim_matches('"');
        parts.iter().flat_map(|part| part.split(mark).map(str::to_owned)).collect()
    });
    parts.resize(3, String::new());
    Template { parts: [parts.remove(0), parts.remove(0), parts.remove(0)] }
}
