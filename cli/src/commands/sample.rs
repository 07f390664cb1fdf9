//! `contracts sample`: streams of events made from the contracts.

use std::io::Write;

use event_contract::sample::{StreamOptions, stream};

use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::stdout;
use crate::program::Context;
use crate::suggest;

/// Writes a stream of made-up events, one JSON object a line. The same options give the same stream.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  \
    {bin} sample --count 1000 --invalid-per-mille 50 | {bin} validate\n  \
    {bin} sample --count 3 --event {event}")]
pub(crate) struct Args {
    /// How many events.
    #[arg(long, default_value_t = 10)]
    count: usize,
    /// What decides everything that is left to chance.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many of a thousand events are invalid.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=1000))]
    invalid_per_mille: u32,
    /// Only events of this type.
    #[arg(long, value_name = "TYPE")]
    event: Option<String>,
    /// Pads events that are shorter than this many bytes in a free text field.
    #[arg(long, value_name = "N")]
    bytes: Option<usize>,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let contracts = Contracts::open(context)?;
    let line = contracts.line();
    if line.envelope.is_none() || line.events.is_empty() {
        return Err(Failure::Usage(format!("{} has no enveloped events to make", line.name)));
    }
    if let Some(name) = args.event.as_ref().filter(|name| line.event(name).is_none()) {
        return Err(Failure::Usage(suggest::unknown_event(line, name)));
    }
    // Events of one type are picked out of the stream of all types.
    let count = if args.event.is_some() { usize::MAX } else { args.count };
    let options =
        StreamOptions { count, invalid_per_mille: args.invalid_per_mille, bytes: args.bytes };
    let wanted = |text: &String| match &args.event {
        None => true,
        Some(name) => line.event_type(text.as_bytes()).as_deref() == Some(name),
    };
    let mut out = stdout();
    for event in stream(line, args.seed, options).filter(wanted).take(args.count) {
        out.write_all(event.as_bytes())?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(Exit::Clean)
}
