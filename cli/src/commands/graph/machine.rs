//! State machines of the contracts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use event_contract_codegen::model::{Guard, Machine, Shape};

use super::{Edge, Format, Graph, Kind, Node, picture, quoted};
use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::program::Context;
use crate::suggest;

/// Draws a state machine of the contracts, or all of them.
///
/// Arrows are the transitions that the contracts allow, labelled with the guards that concern them.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The machine; all of them without it.
    name: Option<String>,
    /// The format.
    #[arg(long, value_enum, default_value = "mermaid")]
    format: Format,
}

pub(super) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let contracts = Contracts::open(context)?;
    let line = contracts.model_line()?;
    let wanted = |machine: &&Machine| args.name.as_ref().is_none_or(|name| *name == machine.name);
    let machines: Vec<&Machine> = line.machines.iter().filter(wanted).collect();
    if machines.is_empty() {
        let Some(name) = &args.name else {
            return Err(Failure::Failed(format!("{} has no state machines", line.name)));
        };
        let hint = suggest::hint(name, line.machines.iter().map(|machine| machine.name.as_str()));
        return Err(Failure::Usage(format!("there is no state machine {name:?}{hint}")));
    }
    let graphs: Vec<Graph> = machines
        .into_iter()
        .map(|machine| {
            let states: &[String] = match &line.def(machine.state).shape {
                Shape::Enum(states) => &states.values,
                _ => &[],
            };
            graph(machine, states)
        })
        .collect();
    match args.format {
        Format::Mermaid => print(&mermaid(&graphs))?,
        Format::Svg => picture(&graphs)?,
    }
    Ok(Exit::Clean)
}

fn graph(machine: &Machine, states: &[String]) -> Graph {
    let start = Node { label: String::new(), kind: Kind::Start };
    let state = |state: &String| {
        let terminal = machine.terminal.contains(state);
        Node { label: state.clone(), kind: if terminal { Kind::Terminal } else { Kind::Plain } }
    };
    let nodes = std::iter::once(start).chain(states.iter().map(state)).collect();
    let index: BTreeMap<&str, usize> = states.iter().map(String::as_str).zip(1..).collect();
    let at = |state: &String| index.get(state.as_str()).copied().unwrap_or(0);
    let first = machine.initial.iter().map(|to| edge(machine, (0, None), (at(to), to)));
    let others = machine.transitions.iter();
    let others = others.map(|(from, to)| edge(machine, (at(from), Some(from)), (at(to), to)));
    let edges = first.chain(others).collect();
    Graph { title: machine.name.clone(), nodes, edges }
}

/// A transition, with the guards that concern it.
fn edge(machine: &Machine, from: (usize, Option<&String>), to: (usize, &String)) -> Edge {
    let concerns = |guard: &&Guard| {
        (guard.from.is_empty() || from.1.is_some_and(|state| guard.from.contains(state)))
            && (guard.to.is_empty() || guard.to.contains(to.1))
    };
    let guards: Vec<&str> =
        machine.guards.iter().filter(concerns).map(|guard| guard.id.as_str()).collect();
    Edge { from: from.0, to: to.0, label: guards.join("\n") }
}

/// One diagram: a single machine as it is, several as states that hold them.
fn mermaid(graphs: &[Graph]) -> String {
    let mut text = "stateDiagram-v2\n".to_owned();
    // Writing to a string cannot fail.
    if let [graph] = graphs {
        let _ = writeln!(text, "    %% {}", graph.title);
        machine(graph, "s", "    ", &mut text);
        return text;
    }
    for (number, graph) in graphs.iter().enumerate() {
        let _ = writeln!(text, "    state \"{}\" as m{number} {{", quoted(&graph.title));
        machine(graph, &format!("m{number}s"), "        ", &mut text);
        text.push_str("    }\n");
    }
    text
}

fn machine(graph: &Graph, prefix: &str, indent: &str, text: &mut String) {
    let id = |at: usize| match graph.nodes.get(at).map(|node| node.kind) {
        None | Some(Kind::Start) => "[*]".to_owned(),
        Some(_) => format!("{prefix}{at}"),
    };
    for (at, node) in graph.nodes.iter().enumerate().filter(|(_, node)| node.kind != Kind::Start) {
        let _ = writeln!(text, "{indent}state \"{}\" as {}", quoted(&node.label), id(at));
    }
    for edge in &graph.edges {
        let colon = if edge.label.is_empty() { "" } else { " : " };
        let (from, to, label) = (id(edge.from), id(edge.to), edge.label.replace('\n', ", "));
        let _ = writeln!(text, "{indent}{from} --> {to}{colon}{label}");
    }
    for (at, _) in graph.nodes.iter().enumerate().filter(|(_, node)| node.kind == Kind::Terminal) {
        let _ = writeln!(text, "{indent}{} --> [*]", id(at));
    }
}
