//! What steps cost: seconds, processor seconds, and what was compiled.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How many processor ticks make a second, for whoever reads `/proc`.
const TICKS: f64 = 100.0;

/// How many of the longest compilations are shown.
const SHOWN: usize = 6;

/// Measures from its making on.
pub(crate) struct Meter {
    start: Instant,
    cpu: Option<f64>,
}

/// What something took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) wall: Duration,
    /// Processor seconds of all processes that were started and ended; known on Linux.
    pub(crate) cpu: Option<f64>,
}

impl Meter {
    pub(crate) fn start() -> Self {
        Self { start: Instant::now(), cpu: processor_seconds() }
    }

    pub(crate) fn read(&self) -> Cost {
        let cpu = processor_seconds().zip(self.cpu).map(|(now, then)| now - then);
        Cost { wall: self.start.elapsed(), cpu }
    }
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>7.1} s", self.wall.as_secs_f64())?;
        self.cpu.map_or(Ok(()), |cpu| write!(f, " {cpu:>8.1} s of CPU"))
    }
}

/// What this process and those that it waited for have used.
fn processor_seconds() -> Option<f64> {
    ticks(&std::fs::read_to_string("/proc/self/stat").ok()?).map(|ticks| ticks / TICKS)
}

/// The sum of the four times in a line of `/proc/PID/stat`. The name before them may hold anything.
fn ticks(stat: &str) -> Option<f64> {
    let (_, behind) = stat.rsplit_once(") ")?;
    let times: Vec<f64> =
        behind.split(' ').skip(11).take(4).map_while(|time| time.parse().ok()).collect();
    (times.len() == 4).then(|| times.iter().sum())
}

/// The reports of cargo's `--timings` below some target folders.
#[derive(Default)]
pub(crate) struct Reports {
    known: BTreeSet<PathBuf>,
}

impl Reports {
    /// What the reports that came since the last call say.
    pub(crate) fn news(&mut self, folders: &[PathBuf]) -> String {
        let files = folders.iter().flat_map(|folder| list(&folder.join("cargo-timings")));
        let new: Vec<PathBuf> = files.filter(|file| self.known.insert(file.clone())).collect();
        let texts = new.iter().filter_map(|file| std::fs::read_to_string(file).ok());
        summary(texts.flat_map(|text| units(&text)).collect())
    }
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    // The one without a time in its name is a copy of the newest.
    paths.filter(|path| !path.ends_with("cargo-timing.html")).collect()
}

/// What was compiled, with its seconds, as a report of cargo lists it.
fn units(report: &str) -> Vec<(String, f64)> {
    let Some((_, data)) = report.split_once("const UNIT_DATA = ") else { return Vec::new() };
    let mut values = serde_json::Deserializer::from_str(data).into_iter::<Value>();
    let Some(Ok(Value::Array(units))) = values.next() else { return Vec::new() };
    let text = |unit: &Value, key: &str| unit[key].as_str().unwrap_or_default().to_owned();
    let unit = |unit: &Value| {
        let name = format!("{}{}", text(unit, "name"), text(unit, "target"));
        Some((name, unit["duration"].as_f64()?))
    };
    units.iter().filter_map(unit).collect()
}

fn summary(mut units: Vec<(String, f64)>) -> String {
    if units.is_empty() {
        return String::new();
    }
    units.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let sum: f64 = units.iter().map(|(_, seconds)| seconds).sum();
    let mut text = format!("{} units compiled, one by one {sum:.0} s:", units.len());
    for (name, seconds) in units.iter().take(SHOWN) {
        // Writing to a string cannot fail.
        let _ = write!(text, " {name} {seconds:.0} s;");
    }
    text.pop();
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_found_behind_any_name() {
        let stat = "7 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 100 20 3 4 20 0";
        assert_eq!(ticks(stat), Some(127.0));
        assert_eq!(ticks("7 (a) S 1"), None);
    }

    #[test]
    fn reports_are_read_and_the_longest_come_first() {
        let report = "<script>const UNIT_DATA = [\n{\"name\":\"a\",\"target\":\"\",\"duration\":1.0},\
                      {\"name\":\"b\",\"target\":\" (test)\",\"duration\":2.5}];\nconst X = [1];";
        assert_eq!(summary(units(report)), "2 units compiled, one by one 4 s: b (test) 2 s; a 1 s");
        assert_eq!(summary(units("nothing")), "");
    }
}
