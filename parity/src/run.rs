//! Many random streams, each folded by the Python package and by us.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use event_contract::registry::Registry;

use crate::{Answer, Case, Failure, REDUCERS, Reference};

/// How long a difference is worth shrinking.
const SHRINKING: Duration = Duration::from_mins(1);

/// How long one answer of the reference may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// After this many differences a reducer's streams end.
const ENOUGH: usize = 3;

/// Which streams to compare.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many, over all reducers.
    pub streams: u64,
    /// The seed of each reducer's first stream; those of the others follow.
    pub seed: u64,
    /// The reducers; empty for all.
    pub reducers: Vec<String>,
}

/// What was seen of one reducer.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    streams: u64,
    events: usize,
    stopped: usize,
    anomalies: usize,
    differences: usize,
}

/// Compares, and prints differences and a summary. True if there is no difference.
pub fn run(plan: &Plan, site: &Path) -> Result<bool, Failure> {
    let registry = spec_kitty_events::registry()?;
    let all: Vec<String> = REDUCERS.iter().map(|name| (*name).to_owned()).collect();
    let reducers = if plan.reducers.is_empty() { &all } else { &plan.reducers };
    if let Some(missing) = reducers.iter().find(|name| registry.reducer(name).is_none()) {
        return Err(format!("there is no reducer `{missing}`").into());
    }
    let mut reference = Reference::start(site)?;
    let streams = plan.streams.div_ceil(reducers.len() as u64);
    let mut same = true;
    for reducer in reducers {
        let start = Instant::now();
        let mut seen = Seen::default();
        for seed in plan.seed..plan.seed.saturating_add(streams) {
            one(&Case::random(reducer, seed), seed, &registry, &mut reference, &mut seen)?;
            if seen.differences >= ENOUGH {
                break;
            }
        }
        same &= seen.differences == 0;
        println!(
            "{reducer:<14} {:>6} streams  {:>8} events  {:>6} anomalies  {:>5} stopped  {:>2} differences  {:>5.1} s",
            seen.streams,
            seen.events,
            seen.anomalies,
            seen.stopped,
            seen.differences,
            start.elapsed().as_secs_f64(),
        );
    }
    Ok(same)
}

fn one(
    case: &Case,
    number: u64,
    registry: &Registry,
    reference: &mut Reference,
    seen: &mut Seen,
) -> Result<(), Failure> {
    // Both sides work at the same time.
    reference.ask(&case.request())?;
    let ours = case.answer(registry)?;
    let theirs = reference.answer(PATIENCE)?;
    seen.streams += 1;
    seen.events += case.events.len();
    seen.stopped += usize::from(matches!(theirs, Answer::Stopped { .. }));
    seen.anomalies += theirs.anomalies();
    if theirs.differences(&ours).is_empty() {
        return Ok(());
    }
    seen.differences += 1;
    let shrunk = case.clone().shrunk(SHRINKING, |case| {
        differences(case, registry, reference).is_ok_and(|found| !found.is_empty())
    });
    report(&shrunk, number, &differences(&shrunk, registry, reference)?)
}

fn differences(
    case: &Case,
    registry: &Registry,
    reference: &mut Reference,
) -> Result<Vec<String>, Failure> {
    reference.ask(&case.request())?;
    let ours = case.answer(registry);
    Ok(reference.answer(PATIENCE)?.differences(&ours?))
}

fn report(case: &Case, seed: u64, differences: &[String]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let reducer = &case.reducer;
    writeln!(out, "\nDIFFERENCE in {reducer}: --reducer {reducer} --seed {seed} --streams 1")?;
    for difference in differences {
        writeln!(out, "  {difference}")?;
    }
    writeln!(out, "  for {}\n", case.request())?;
    Ok(())
}
