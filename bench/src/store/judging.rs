//! What judging documents costs beside keeping them.

use std::hint::black_box;

use event_contract::log::{Batch, Entry, Writer as _};
use event_contract::sample::{StreamOptions, stream};
use event_contract_stores::Sqlite;
use spec_kitty_contracts::v3::LINE;

use super::{Best, ROUNDS};
use crate::{Outcome, table};

const COUNT: usize = 50_000;

pub(super) fn run() -> Outcome {
    let options = StreamOptions { count: COUNT, invalid_per_mille: 0, bytes: Some(700) };
    let lines: Vec<String> = stream(&LINE, 1, options).collect();
    let entries: Vec<Entry> = lines
        .iter()
        .map(|line| Entry::judged(&LINE, line.as_bytes()))
        .collect::<Result<_, _>>()
        .map_err(|violations| violations.to_string())?;
    let mut rows = Vec::new();
    for (name, size) in [("batch of 100", 100), ("bulk, 5,000", 5_000)] {
        let (mut kept, mut both) = (Best::default(), Best::default());
        for _ in 0..ROUNDS {
            let folder = tempfile::tempdir()?;
            let mut log = Sqlite::create(folder.path().join("kept.db"))?;
            kept.take(COUNT, || {
                for chunk in entries.chunks(size) {
                    black_box(log.append(&Batch::of(chunk.iter().cloned()))?);
                }
                Ok(())
            })?;
            let mut log = Sqlite::create(folder.path().join("both.db"))?;
            both.take(COUNT, || {
                for chunk in lines.chunks(size) {
                    let judged = chunk.iter().map(|line| Entry::judged(&LINE, line.as_bytes()));
                    let judged = judged.collect::<Result<Vec<_>, _>>();
                    let judged = judged.map_err(|violations| violations.to_string())?;
                    black_box(log.append(&Batch::of(judged))?);
                }
                Ok(())
            })?;
        }
        let mut judged = Best::default();
        for _ in 0..ROUNDS {
            judged.take(COUNT, || {
                for line in &lines {
                    black_box(Entry::judged(&LINE, line.as_bytes()).is_ok());
                }
                Ok(())
            })?;
        }
        rows.push(vec![
            name.to_owned(),
            format!("{:.0}", kept.0),
            format!("{:.0}", both.0),
            format!("{:.0}", judged.0),
            format!("{:.1} %", judged.0 / kept.0 * 100.0),
        ]);
    }
    println!("Into SQLite, valid events of all types\n");
    table::print(&["", "kept", "judged and kept", "judging alone", "share of an append"], &rows);
    Ok(())
}
