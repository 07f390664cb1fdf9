//! The states that reducers make of the input and of the output.
//!
//! A reducer can fold both where their events have the same contracts in both lines: a state is compared when
//! every event that counts for it has kept its name and its payload's contract. The events of a state are read
//! from the input by the earlier line and from the output by the later one, and folded apart from each other.

use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use event_contract::Record;
use event_contract::table::Line;
use event_contract_compat::migrate::Migrator;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Args;
use super::journal::Files;
use crate::exit::Failure;
use crate::log::{self, By, Plan};
use crate::paint::plural;
use crate::program::Context;
use crate::reducers;

/// What came of comparing the states of one reducer.
pub(super) struct Compared {
    reducer: &'static str,
    /// How many aggregates have a state on both sides that can be compared.
    states: u64,
    /// How many have one that cannot: their events have other contracts now, or the aggregate another name.
    left_out: u64,
    /// Aggregates whose states differ.
    pub(super) differing: Vec<String>,
}

impl Compared {
    pub(super) fn json(&self) -> Value {
        let Self { reducer, states, left_out, differing } = self;
        json!({ "reducer": reducer, "compared": states, "left_out": left_out, "differing": differing })
    }

    pub(super) fn text(&self) -> String {
        let Self { reducer, states, left_out, differing } = self;
        let state = plural(*states, "state");
        let found = if differing.is_empty() {
            "all as before".to_owned()
        } else {
            format!(
                "{} differ, first {:?}",
                differing.len(),
                differing.first().map_or("", String::as_str)
            )
        };
        let rest = if *left_out == 0 {
            String::new()
        } else {
            format!("; {left_out} not compared, since contracts or names changed")
        };
        format!("{reducer}: {state} compared, {found}{rest}")
    }
}

/// Compares the states of every reducer that has any.
pub(super) fn compare(
    context: &Context<'_>,
    migrator: &Migrator<'_>,
    args: &Args,
    files: &Files,
    (old, new): (&'static Line, &'static Line),
) -> Result<Vec<Compared>, Failure> {
    let rejected = rejected(&Files::written(&files.rejects))?;
    let registry = reducers::of_line(context, new)?;
    let mut found = Vec::new();
    for name in registry.reducers() {
        let Some(reducer) = registry.reducer(name).copied() else { continue };
        let plan =
            |line| Plan { line, reducer, by: By::Aggregate, max_line_bytes: args.max_line_bytes };
        // Aggregates with events whose contracts changed.
        let mut changed: HashSet<String> = HashSet::new();
        let mut counted = |event: &Record| {
            let counts = reducer.counts(event);
            if counts && !migrator.keeps(&event.meta.event_type) {
                changed.insert(event.meta.aggregate_id.to_string());
            }
            counts
        };
        let before = log::hashes(&args.file, &plan(old), |event, offset| {
            !rejected.contains(&offset) && counted(event)
        })?;
        let out = Files::written(&files.out);
        let after = log::hashes(&out, &plan(new), |event, _| counted(event))?;
        let mut compared =
            Compared { reducer: name, states: 0, left_out: 0, differing: Vec::new() };
        let moved: HashSet<String> =
            before.keys().filter_map(|key| migrator.aggregate(key)).collect();
        let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for key in keys {
            if changed.contains(key) || moved.contains(key) || migrator.aggregate(key).is_some() {
                compared.left_out += 1;
                continue;
            }
            compared.states += 1;
            if before.get(key) != after.get(key) {
                compared.differing.push(key.clone());
            }
        }
        if !after.is_empty() || !before.is_empty() {
            found.push(compared);
        }
    }
    Ok(found)
}

/// Where the lines begin that were rejected.
fn rejected(path: &Path) -> Result<HashSet<u64>, Failure> {
    #[derive(Deserialize)]
    struct Place {
        offset: u64,
    }
    let failed = |error: &dyn std::fmt::Display| Failure::at(path.display(), error);
    let file = File::open(path).map_err(|error| failed(&error))?;
    let mut places = HashSet::new();
    for line in BufReader::new(file).lines() {
        let line = line.map_err(|error| failed(&error))?;
        let Place { offset } = serde_json::from_str(&line).map_err(|error| failed(&error))?;
        places.insert(offset);
    }
    Ok(places)
}
