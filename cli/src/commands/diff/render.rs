//! Reports on changes of contracts, in the formats that people and other programs read.

use std::fmt::Write as _;

use event_contract_codegen::model::Location;
use event_contract_compat::{Approval, Direction, Finding, Kind, Verdict};
use serde_json::{Value, json};

use super::{Change, Report};
use crate::paint::{Count, Paint, Safe, plural};
use crate::report::{github as annotations, sarif as scanning};

/// Counterexamples are shown up to this many characters.
const LONGEST: usize = 400;

/// So many places of a change are named.
const MOST_PLACES: usize = 4;

/// For people: what breaks, what is approved, and the rest in short.
pub(super) fn text(report: &Report) -> String {
    let paint = Paint::stdout();
    let Paint { strong, bad, good, .. } = paint;
    let mut out = String::new();
    for change in report.breaking() {
        full(report, change, &paint, &mut out);
        out.push('\n');
    }
    let rest: Vec<&Change> = report
        .changes
        .iter()
        .filter(|change| !change.breaks || change.approved.is_some())
        .collect();
    for change in &rest {
        brief(change, &paint, &mut out);
    }
    if !rest.is_empty() {
        out.push('\n');
    }
    if let Some((file, stale)) = &report.approvals {
        for (kind, approval) in stale {
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "{strong}{}:{}{strong:#} {bad}{kind}{bad:#} {}",
                Safe(file),
                approval.line,
                Safe(&stale_text(*kind, approval))
            );
        }
        if !stale.is_empty() {
            out.push('\n');
        }
    }
    streams(report, &paint, &mut out);
    let breaking = report.breaking().count() as u64;
    let approved = report.changes.iter().filter(|change| change.approved.is_some()).count() as u64;
    let style = if breaking > 0 { bad } else { good };
    let _ = write!(
        out,
        "{} against {}: {}, {style}{} breaking{style:#} ({}",
        Safe(&report.new),
        Safe(&report.old.join(", ")),
        plural(report.changes.len() as u64, "change"),
        Count(breaking),
        report.mode,
    );
    if report.consumers == "strict" {
        out.push_str(", strict consumers");
    }
    out.push(')');
    if approved > 0 {
        let _ = write!(out, ", {} approved", Count(approved));
    }
    out.push('\n');
    out
}

/// What breaks, with what shows it.
fn full(report: &Report, change: &Change, paint: &Paint, out: &mut String) {
    let Paint { strong, bad, code, faint, .. } = *paint;
    let Change { from, finding, .. } = change;
    let _ = writeln!(
        out,
        "{strong}{}{strong:#} {bad}{}{bad:#} {}",
        Safe(&finding.path),
        finding.kind,
        Safe(&finding.message)
    );
    let at = |location: &Location| format!("{}:{}", Safe(&location.path), location.line);
    match (&finding.new, &finding.old) {
        (Some(new), Some(old)) => {
            let _ = writeln!(out, "  {faint}{}, in {}: {}{faint:#}", at(new), Safe(from), at(old));
        }
        (Some(new), None) => {
            let _ = writeln!(out, "  {faint}{}{faint:#}", at(new));
        }
        (None, Some(old)) => {
            let _ = writeln!(out, "  {faint}in {}: {}{faint:#}", Safe(from), at(old));
        }
        (None, None) => {}
    }
    if finding.places.len() > 1 {
        let more = finding.places.len().saturating_sub(MOST_PLACES);
        let shown = finding.places.iter().take(MOST_PLACES).cloned().collect::<Vec<_>>().join(", ");
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let _ = writeln!(out, "  {faint}in {}{more}{faint:#}", Safe(&shown));
    }
    for direction in Direction::ALL {
        let verdict = finding.verdict(direction);
        let counts = report.directions.contains(&direction) && verdict.is_breaking();
        let style = if counts { bad } else { faint };
        let _ = writeln!(
            out,
            "  {:<9}{style}{}{style:#}{}",
            direction.word(),
            verdict.word(),
            why(verdict)
        );
        if let Some(shown) = verdict.counterexample().filter(|_| counts) {
            let mut value = shown.value.to_string();
            if value.chars().count() > LONGEST {
                value = value.chars().take(LONGEST).chain(['…']).collect();
            }
            let _ = writeln!(out, "    {code}{}{code:#} {value}", Safe(&shown.what));
            let _ = writeln!(out, "    {}", shown.refusal);
        }
    }
}

fn why(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Caution(why) => format!(": {why}"),
        Verdict::DoesNotCompile => ": code against the old types does not compile".to_owned(),
        Verdict::Unproven => {
            ": could not be ruled out, and nothing was found that shows it".to_owned()
        }
        Verdict::Compatible | Verdict::Breaking(_) => String::new(),
    }
}

/// A line for a change that stops nobody.
fn brief(change: &Change, paint: &Paint, out: &mut String) {
    let Paint { strong, code, faint, .. } = *paint;
    let Change { finding, approved, .. } = change;
    let words = Direction::ALL.map(|direction| {
        let verdict = finding.verdict(direction);
        (*verdict != Verdict::Compatible)
            .then(|| format!("{} {}", direction.word(), verdict.word()))
    });
    let words: Vec<String> = words.into_iter().flatten().collect();
    let words = if words.is_empty() { "compatible".to_owned() } else { words.join(", ") };
    let _ = write!(
        out,
        "{strong}{}{strong:#} {code}{}{code:#} {}",
        Safe(&finding.path),
        finding.kind,
        Safe(&finding.message)
    );
    let _ = write!(out, " {faint}({words}){faint:#}");
    if let Some((reason, expires)) = approved {
        let _ = write!(out, " approved until {expires}: {}", Safe(reason));
    }
    out.push('\n');
    let cautions = Direction::ALL.map(|direction| finding.verdict(direction));
    let mut told = Vec::new();
    for verdict in cautions {
        if let Verdict::Caution(why) = verdict
            && !told.contains(why)
        {
            let _ = writeln!(out, "  {faint}{why}{faint:#}");
            told.push(why);
        }
    }
}

fn stale_text(kind: Kind, approval: &Approval) -> String {
    let what = format!("{} at {}", approval.kind, approval.path);
    match kind {
        Kind::ApprovalExpired => format!("the approval of {what} expired on {}", approval.expires),
        _ => format!("the approval of {what} approves nothing"),
    }
}

fn streams(report: &Report, paint: &Paint, out: &mut String) {
    let Paint { strong, bad, good, code, faint, .. } = *paint;
    for stream in &report.streams {
        let failing = stream.failing();
        let style = if failing > 0 { bad } else { good };
        let _ = writeln!(
            out,
            "{strong}{}{strong:#} {}, {style}{} newly fail{style:#}, {} newly pass, {} fail as before {faint}(against {}){faint:#}",
            Safe(&stream.file),
            plural(stream.events, "event"),
            Count(failing),
            Count(stream.mended),
            Count(stream.invalid),
            Safe(&stream.from),
        );
        for (name, newly) in &stream.newly {
            let lines: Vec<String> = newly.lines.iter().map(ToString::to_string).collect();
            let more = if newly.count > newly.lines.len() as u64 { ", …" } else { "" };
            let _ = writeln!(
                out,
                "  {code}{}{code:#} {} (lines {}{more}): {}",
                Safe(name),
                Count(newly.count),
                lines.join(", "),
                Safe(&newly.refusal)
            );
        }
        for (reducer, keys) in &stream.states {
            let first = keys.first().map_or("", String::as_str);
            let more = if keys.len() > 1 { ", …" } else { "" };
            let count = plural(keys.len() as u64, "state");
            let _ = writeln!(
                out,
                "  {code}{reducer}{code:#} {count} would change ({}{more})",
                Safe(first)
            );
        }
    }
    if !report.streams.is_empty() {
        out.push('\n');
    }
}

/// One JSON document.
pub(super) fn json(report: &Report) -> String {
    let location = |location: &Option<Location>| {
        location.as_ref().map(|at| json!({ "path": at.path, "line": at.line }))
    };
    let verdict = |verdict: &Verdict| {
        let shown = verdict.counterexample().map(
            |shown| json!({ "what": shown.what, "value": shown.value, "refusal": shown.refusal }),
        );
        let caution = if let Verdict::Caution(why) = verdict { Some(why) } else { None };
        json!({ "verdict": verdict.word(), "caution": caution, "counterexample": shown })
    };
    let change = |Change { from, finding, breaks, approved }: &Change| {
        let approved = approved
            .as_ref()
            .map(|(reason, expires)| json!({ "reason": reason, "expires": expires.to_string() }));
        json!({
            "rule": finding.kind.id(),
            "line": finding.line,
            "path": finding.path,
            "message": finding.message,
            "against": from,
            "old": location(&finding.old),
            "new": location(&finding.new),
            "backward": verdict(&finding.backward),
            "forward": verdict(&finding.forward),
            "source": verdict(&finding.source),
            "breaks": breaks,
            "approved": approved,
            "places": finding.places,
        })
    };
    let changes: Vec<Value> = report.changes.iter().map(change).collect();
    let stale = report.stale().iter().map(|(kind, approval)| {
        json!({ "rule": kind.id(), "line": approval.line, "message": stale_text(*kind, approval) })
    });
    let streams = report.streams.iter().map(|stream| {
        let newly = stream.newly.iter().map(|(name, newly)| {
            let entry =
                json!({ "count": newly.count, "lines": newly.lines, "refusal": newly.refusal });
            (name.clone(), entry)
        });
        json!({
            "file": stream.file,
            "against": stream.from,
            "events": stream.events,
            "newly_fail": stream.failing(),
            "newly_pass": stream.mended,
            "fail_as_before": stream.invalid,
            "by_event_type": newly.collect::<serde_json::Map<_, _>>(),
            "changed_states": stream.states,
        })
    });
    let document = json!({
        "mode": report.mode,
        "consumers": report.consumers,
        "old": report.old,
        "new": report.new,
        "changes": changes,
        "approvals": stale.collect::<Vec<_>>(),
        "streams": streams.collect::<Vec<_>>(),
        "summary": {
            "changes": report.changes.len(),
            "breaking": report.breaking().count(),
            "approved": report.changes.iter().filter(|change| change.approved.is_some()).count(),
        },
    });
    format!("{document:#}\n")
}

/// Where to annotate: the new contracts, else the file that the old ones had.
fn site(finding: &Finding) -> (&str, (u64, u64)) {
    match (&finding.new, &finding.old) {
        (Some(new), _) => (&new.path, (new.line as u64, 1)),
        // The line is one of the old file.
        (None, Some(old)) => (&old.path, (1, 1)),
        (None, None) => ("", (1, 1)),
    }
}

/// A finding in a sentence, with what shows it.
fn sentence(report: &Report, change: &Change) -> String {
    let finding = &change.finding;
    let mut text = format!("{}: {} (against {})", finding.path, finding.message, change.from);
    for direction in report.directions {
        let verdict = finding.verdict(*direction);
        if !verdict.is_breaking() {
            continue;
        }
        let _ = write!(text, "\n{}: {}{}", direction.word(), verdict.word(), why(verdict));
        if let Some(shown) = verdict.counterexample() {
            let _ = write!(text, ": {} {}: {}", shown.what, shown.value, shown.refusal);
        }
    }
    text
}

/// What is wrong: rule, sentence, file and place.
fn problems(report: &Report) -> Vec<(Kind, String, String, (u64, u64))> {
    let mut problems = Vec::new();
    for change in report.breaking() {
        let (file, at) = site(&change.finding);
        problems.push((change.finding.kind, sentence(report, change), file.to_owned(), at));
    }
    if let Some((file, stale)) = &report.approvals {
        for (kind, approval) in stale {
            let at = (approval.line as u64, 1);
            problems.push((*kind, stale_text(*kind, approval), file.clone(), at));
        }
    }
    problems
}

/// An annotation per finding, and per kind of event that newly fails.
pub(super) fn github(report: &Report) -> String {
    let commands = problems(report).into_iter().map(|(kind, text, file, at)| {
        annotations::command("error", &file, at, kind.id(), &text) + "\n"
    });
    let newly = newly(report).map(|(text, file, line)| {
        annotations::command("error", file, (line, 1), "newly fails", &text) + "\n"
    });
    commands.chain(newly).collect()
}

/// What newly fails, and which states change: a sentence, the file and the first line.
fn newly(report: &Report) -> impl Iterator<Item = (String, &str, u64)> {
    report.streams.iter().flat_map(|stream| {
        let states = stream.states.iter().map(move |(reducer, keys)| {
            let states = plural(keys.len() as u64, "state");
            let text = format!("{reducer}: {states} would change against {}", stream.from);
            (text, stream.file.as_str(), 1)
        });
        let newly = stream.newly.iter().map(move |(name, newly)| {
            let count = plural(newly.count, "event");
            let text =
                format!("{name}: {count} newly fail against {}: {}", stream.from, newly.refusal);
            (text, stream.file.as_str(), newly.lines.first().copied().unwrap_or(1))
        });
        newly.chain(states)
    })
}

/// A result per finding, and per kind of event that newly fails.
pub(super) fn sarif(report: &Report) -> String {
    const NEWLY: &str = "EVENT_NEWLY_FAILS";
    let own = scanning::rule(NEWLY, "Recorded events that were valid are not any more.");
    let kinds = Kind::ALL.iter().map(|kind| scanning::rule(kind.id(), kind.meaning()));
    let rules: Vec<Value> = kinds.chain([own]).collect();
    let findings = problems(report).into_iter().map(|(kind, text, file, at)| {
        scanning::result("error", kind.id(), &text, (&file, at)).to_string()
    });
    let newly = newly(report).map(|(text, file, line)| {
        scanning::result("error", NEWLY, &text, (file, (line, 1))).to_string()
    });
    let results: Vec<String> = findings.chain(newly).collect();
    scanning::begin(&rules) + &results.join(",\n") + &scanning::end()
}
