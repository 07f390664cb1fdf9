//! `contracts graph`: pictures of state machines, and of what caused what.

mod causes;
mod machine;
mod svg;

use crate::exit::{Failure, Outcome};
use crate::output::print;
use crate::program::Context;

/// Draws state machines, or the causes and effects in a log.
///
/// The output is text in the language of Mermaid, or an SVG picture, and always the same for the same input.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  \
    {bin} graph machine\n  \
    {bin} graph machine --format svg > machines.svg\n  \
    {bin} graph causes events.jsonl")]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Machine(machine::Args),
    Causes(causes::Args),
}

/// How to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Text for Mermaid, which GitHub and many editors draw.
    Mermaid,
    /// A picture.
    Svg,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    match &args.command {
        Command::Machine(args) => machine::run(context, args),
        Command::Causes(args) => causes::run(context, args),
    }
}

/// Nodes and arrows between them.
#[derive(Debug)]
struct Graph {
    /// What it shows.
    title: String,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Debug)]
struct Node {
    label: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The point before the first state.
    Start,
    Plain,
    /// Nothing regularly follows.
    Terminal,
    /// Only known by name.
    Absent,
}

#[derive(Debug)]
struct Edge {
    /// Indexes into [`Graph::nodes`].
    from: usize,
    to: usize,
    label: String,
}

/// Text between the quotes of a Mermaid label.
fn quoted(text: &str) -> String {
    let text = text.replace('#', "#35;").replace('"', "#quot;").replace('<', "#lt;");
    text.replace('\n', "<br>")
}

/// Prints graphs as one picture, if they are small enough to be looked at.
fn picture(graphs: &[Graph]) -> Result<(), Failure> {
    for Graph { title, nodes, edges } in graphs {
        let most = if edges.len() < nodes.len() { MOST } else { MOST_TANGLED };
        if nodes.len() > MOST || edges.len() > most {
            return Err(Failure::Failed(format!(
                "{title} has {} nodes and {} arrows, too many for a picture; ask for mermaid",
                nodes.len(),
                edges.len(),
            )));
        }
    }
    Ok(print(&svg::render(graphs))?)
}

/// Nodes, and arrows of a graph with fewer arrows than nodes, that a picture may have.
const MOST: usize = 300;
/// Arrows of other graphs. The time of laying out grows with the third power of them.
const MOST_TANGLED: usize = 150;
