//! What caused what in a log.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use event_contract::order;
use event_contract::{EventId, Record};

use super::{Edge, Format, Graph, Kind, Node, picture, quoted};
use crate::commands::refusals::Refusals;
use crate::commands::validate::progress;
use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::log;
use crate::output::print;
use crate::paint::{ERROR, plural};
use crate::program::Context;
use crate::protocol::MAX_LINE_BYTES;
use crate::stream::{self, Input};

/// Draws which events of a log caused which.
///
/// Reads JSON Lines of enveloped events, and keeps them in memory. Events without cause and effect are left out.
/// Events are named by type and the end of their id; a cause that is not in the log is drawn dashed.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 done, 100 events cause each other in a circle or a line is not an event, 1 an input could not be read."
)]
pub(super) struct Args {
    /// The log, `-` for standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    file: String,
    /// The format.
    #[arg(long, value_enum, default_value = "mermaid")]
    format: Format,
}

pub(super) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let line = Contracts::open(context)?.ordered()?;
    let input = Input::file(&args.file, stream::Kind::Lines);
    let bar = progress(std::slice::from_ref(&args.file));
    let mut refusals = Refusals::of(&input.name, &bar);
    let mut records = Vec::new();
    log::events(
        input,
        line,
        MAX_LINE_BYTES,
        |bytes| bar.set_position(bytes),
        |line| refusals.refuse(&line),
        |event, _| records.push(event),
    )
    .map_err(|error| Failure::at(&args.file, error))?;
    let refused = refusals.finish();
    bar.finish_and_clear();

    let sorted = match order::topological_sort(order::in_order(&records)) {
        Ok(sorted) => sorted,
        Err(error) => {
            anstream::eprintln!("{ERROR}error:{ERROR:#} {error}");
            return Ok(Exit::Findings);
        }
    };
    let graph = graph(&sorted);
    let alone = sorted.len() - graph.nodes.iter().filter(|node| node.kind != Kind::Absent).count();
    if alone > 0 {
        let events = plural(alone as u64, "event");
        anstream::eprintln!("{events} without cause and effect left out");
    }
    match args.format {
        Format::Mermaid => print(&mermaid(&graph))?,
        Format::Svg => picture(std::slice::from_ref(&graph))?,
    }
    Ok(if refused > 0 { Exit::Findings } else { Exit::Clean })
}

/// The events that have a cause or an effect, causes before their effects.
fn graph(events: &[&Record]) -> Graph {
    let causes = events.iter().filter_map(|event| event.meta.causation_id.as_ref());
    let causes: HashSet<&EventId> = causes.collect();
    let mut nodes = Vec::new();
    let mut index: HashMap<&EventId, usize> = HashMap::new();
    let mut edges = Vec::new();
    for event in events {
        let (id, cause) = (&event.meta.event_id, event.meta.causation_id.as_ref());
        if cause.is_none() && !causes.contains(id) {
            continue;
        }
        let mut node = |id, label, kind| {
            *index.entry(id).or_insert_with(|| {
                nodes.push(Node { label, kind });
                nodes.len() - 1
            })
        };
        let from = cause.map(|cause| node(cause, short(cause), Kind::Absent));
        let to = node(id, format!("{}\n{}", event.meta.event_type, short(id)), Kind::Plain);
        edges.extend(from.map(|from| Edge { from, to, label: String::new() }));
    }
    Graph { title: "Causes".into(), nodes, edges }
}

/// The end of an id: its beginning is the time, which many events share.
fn short(id: &EventId) -> String {
    let text = id.as_str();
    let start = text.char_indices().rev().nth(7).map_or(0, |(at, _)| at);
    format!("…{}", text.get(start..).unwrap_or(text))
}

fn mermaid(graph: &Graph) -> String {
    let mut text = "flowchart TD\n".to_owned();
    // Writing to a string cannot fail.
    for (at, node) in graph.nodes.iter().enumerate() {
        let label = quoted(&node.label);
        let class = if node.kind == Kind::Absent { ":::absent" } else { "" };
        let _ = writeln!(text, "    n{at}[\"{label}\"]{class}");
    }
    for Edge { from, to, .. } in &graph.edges {
        let _ = writeln!(text, "    n{from} --> n{to}");
    }
    text.push_str("    classDef absent stroke-dasharray: 4 3\n");
    text
}
