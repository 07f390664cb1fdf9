//! What a migration comes to, for machines and for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use event_contract_compat::migrate::Migrator;
use serde_json::{Value, json};

use super::Args;
use super::journal::Files;
use super::states::Compared;
use super::survey::Survey;
use super::write::Done;
use crate::paint::{Count, plural};

/// The outcome of a migration that went through.
pub(super) struct Report {
    pub(super) document: Value,
    /// For people.
    pub(super) text: String,
    /// Whether everything was migrated, and no state differs.
    pub(super) clean: bool,
}

impl Report {
    pub(super) fn of(
        migrator: &Migrator<'_>,
        args: &Args,
        files: &Files,
        survey: &Survey,
        done: &Done,
        states: &[Compared],
    ) -> Self {
        let progress = &done.progress;
        let sum = |counts: &BTreeMap<String, BTreeMap<String, u64>>| -> u64 {
            counts.values().flat_map(BTreeMap::values).sum()
        };
        let (migrated, rejected) = (sum(&progress.migrated), sum(&progress.rejected));
        let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
        for (reason, count) in progress.rejected.values().flatten() {
            *reasons.entry(reason).or_default() += count;
        }
        let lines: Vec<&str> = migrator.lines().collect();
        let versions: Vec<&str> = migrator.versions().collect();
        let blank = progress.lines - migrated - rejected;
        let alike = states.iter().all(|compared| compared.differing.is_empty());
        let document = json!({
            "lines": lines,
            "versions": versions,
            "input": {
                "path": args.file, "bytes": survey.bytes, "sha256": survey.sha256,
                "lines": progress.lines, "blank": blank,
            },
            "output": {
                "path": files.out, "bytes": progress.out_bytes, "sha256": done.out_sha256, "events": migrated,
            },
            "rejects": {
                "path": files.rejects, "bytes": progress.rejects_bytes, "sha256": done.rejects_sha256,
                "lines": rejected, "reasons": reasons, "unanswered": progress.unanswered,
            },
            "migrated": progress.migrated,
            "rejected": progress.rejected,
            "states": states.iter().map(Compared::json).collect::<Vec<_>>(),
        });
        let mut text = format!(
            "{} to {}\n",
            chain(&lines, &versions, 0),
            chain(&lines, &versions, lines.len() - 1)
        );
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{}: {} migrated, {} rejected, {} blank",
            plural(progress.lines, "line"),
            Count(migrated),
            Count(rejected),
            Count(blank)
        );
        for (reason, count) in &reasons {
            let _ = writeln!(text, "  {reason}: {}", Count(*count));
        }
        for (option, per) in migrator.options() {
            if progress.unanswered.contains_key(option) {
                let key = per.map_or_else(String::new, |per| format!(":<{per}>"));
                let _ = writeln!(text, "  needed: --supply {option}{key}=VALUE");
            }
        }
        for compared in states {
            let _ = writeln!(text, "{}", compared.text());
        }
        for (what, path, hash) in [
            ("output", &files.out, Some(&done.out_sha256)),
            ("rejects", &files.rejects, Some(&done.rejects_sha256)),
            ("report", &files.report, None),
        ] {
            let hash = hash.map_or_else(String::new, |hash| format!("  sha256 {hash}"));
            let _ = writeln!(text, "{what:8} {}{hash}", path.display());
        }
        Self { document, text, clean: rejected == 0 && alike }
    }
}

fn chain(lines: &[&str], versions: &[&str], at: usize) -> String {
    let part = |parts: &[&str]| parts.get(at).copied().unwrap_or_default().to_owned();
    format!("{} {}", part(lines), part(versions))
}
